//! The fields of a `config.json`, wherever in it they are, and which of them have been understood.

use std::{cell::Cell, fmt::Debug};

use serde_json::{Map, Value};

use super::{
    names::{IGNORED, SUSPICIOUS},
    note::Note,
};
use crate::{Error, error::MetadataError};

/// Objects whose fields are read as if they were the file's own.
const NESTED: [&str; 4] = ["data_config", "default_cfg", "model_args", "pretrained_cfg"];

pub struct Entries(Vec<Entry>);

struct Entry {
    name: String,
    value: Value,
    /// Whether it is in one of the nested objects.
    is_nested: bool,
    is_known: Cell<bool>,
}

impl Entries {
    pub fn new(file: Map<String, Value>) -> Self {
        let mut entries = Vec::new();
        let mut add = |name: String, value: Value, is_nested: bool| {
            let is_known = Cell::new(value.is_null() || IGNORED.contains(&name.as_str()));
            entries.push(Entry { name, value, is_nested, is_known });
        };
        for (name, value) in file {
            match value {
                Value::Object(fields) if NESTED.contains(&name.as_str()) => {
                    fields.into_iter().for_each(|(name, value)| add(name, value, true));
                }
                value => add(name, value, false),
            }
        }
        Self(entries)
    }

    /// The fields of these names that have a value.
    pub fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.select(names, |_| true)
    }

    fn select<'a>(
        &'a self,
        names: &'a [&str],
        condition: impl Fn(&Entry) -> bool,
    ) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let entries = self.0.iter().filter(move |e| names.contains(&e.name.as_str()) && condition(e));
        entries.inspect(|e| e.is_known.set(true)).filter(|e| !e.value.is_null()).map(|e| (&*e.name, &e.value))
    }

    /// What the fields of these names agree on.
    ///
    /// # Errors
    ///
    /// When one of them can't be parsed, or two of them differ.
    pub fn one<T: PartialEq + Debug>(
        &self,
        names: &[&str],
        expected: &str,
        parse: impl Fn(&Value) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        agree(self.all(names), expected, parse)
    }

    /// The same, but a field of the file itself overrides those of its nested objects, as in timm.
    pub fn outermost<T: PartialEq + Debug>(
        &self,
        names: &[&str],
        expected: &str,
        parse: impl Fn(&Value) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let nested = agree(self.select(names, |e| e.is_nested), expected, &parse);
        match agree(self.select(names, |e| !e.is_nested), expected, &parse)? {
            Some(value) => Ok(Some(value)),
            None => nested,
        }
    }

    /// Fields that nobody asked for.
    ///
    /// # Errors
    ///
    /// When the name of one suggests that it changes the result.
    pub fn rest(&self, notes: &mut Vec<Note>) -> Result<(), Error> {
        let mut fields = Vec::new();
        for Entry { name, .. } in self.0.iter().filter(|e| !e.is_known.get()) {
            if words(name).any(|word| SUSPICIOUS.contains(&word.as_str())) {
                return Err(MetadataError::MetadataField { field: shortened(name) }.into());
            }
            fields.push(shortened(name));
        }
        if !fields.is_empty() {
            notes.push(Note::Ignored { fields });
        }
        Ok(())
    }
}

fn agree<'a, T: PartialEq + Debug>(
    values: impl Iterator<Item = (&'a str, &'a Value)>,
    expected: &str,
    parse: impl Fn(&Value) -> Option<T>,
) -> Result<Option<T>, Error> {
    let mut found: Option<(&str, T)> = None;
    for (name, value) in values {
        let parsed = parse(value).ok_or_else(|| unsupported(name, value, expected))?;
        match &found {
            Some((first_name, first)) if *first != parsed => {
                let field = if *first_name == name { name.into() } else { format!("{first_name} / {name}") };
                let text = |value: &T| shortened(&format!("{value:?}"));
                return Err(MetadataError::Contradiction { field, first: text(first), second: text(&parsed) }.into());
            }
            _ => found = Some((name, parsed)),
        }
    }
    Ok(found.map(|(_, value)| value))
}

pub fn unsupported(field: &str, found: &Value, expected: &str) -> Error {
    let found = match found {
        Value::String(text) => shortened(text),
        other => shortened(&other.to_string()),
    };
    MetadataError::UnsupportedValue { field: field.into(), found, expected: expected.into() }.into()
}

/// Text from a file, as much of it as a message needs.
pub fn shortened(text: &str) -> String {
    const MAX: usize = 120;
    match text.char_indices().nth(MAX) {
        None => text.into(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// The words of a name in snake case, kebab case or camel case, in lower case.
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut spaced = String::with_capacity(2 * name.len());
    let mut was_lower = false;
    for letter in name.chars() {
        if letter.is_uppercase() && was_lower {
            spaced.push(' ');
        }
        was_lower = letter.is_lowercase();
        spaced.extend(letter.to_lowercase());
    }
    let words: Vec<String> = spaced.split(|c: char| !c.is_alphanumeric()).map(String::from).collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_divided_into_words() {
        let divided = |name| words(name).collect::<Vec<_>>();
        assert_eq!(divided("image_mean"), ["image", "mean"]);
        assert_eq!(divided("inputStd-2"), ["input", "std", "2"]);
        assert_eq!(divided("HTML"), ["html"]);
    }

    #[test]
    fn long_values_are_shortened_between_letters() {
        assert_eq!(shortened(&"é".repeat(121)), "é".repeat(120) + "…");
    }
}
