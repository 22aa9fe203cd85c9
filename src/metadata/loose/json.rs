//! JSON as people and Python write it.

use std::{borrow::Cow, fmt};

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::error::MetadataError;

/// Reads JSON that may begin with a byte order mark and contain Python's `NaN` and `Infinity`, which become `null`.
pub fn parse(text: &str) -> Result<Value, MetadataError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_json::from_str(&without_nan(text)) {
        Ok(Unique(value)) => Ok(value),
        Err(e) => Err(MetadataError::MalformedMetadata { detail: e.to_string() }),
    }
}

/// Python's `json.dump` writes `NaN`, which isn't JSON.
fn without_nan(text: &str) -> Cow<'_, str> {
    if !text.contains("NaN") && !text.contains("Infinity") {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len());
    let (mut is_string, mut is_escaped) = (false, false);
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let word = ["-Infinity", "Infinity", "NaN"].into_iter().find(|word| !is_string && rest.starts_with(word));
        if let Some(word) = word {
            result.push_str("null");
            rest = &rest[word.len()..];
            continue;
        }
        is_string ^= next == '"' && !is_escaped;
        is_escaped = is_string && next == '\\' && !is_escaped;
        result.push(next);
        rest = &rest[next.len_utf8()..];
    }
    Cow::Owned(result)
}

/// A value in which no object says two different things under the same name.
struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueVisitor).map(Unique)
    }
}

struct UniqueVisitor;

impl<'de> Visitor<'de> for UniqueVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<Value, S::Error> {
        let mut list = Vec::new();
        while let Some(Unique(value)) = seq.next_element()? {
            list.push(value);
        }
        Ok(list.into())
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Value, M::Error> {
        let mut object = Map::new();
        while let Some((name, Unique(value))) = map.next_entry::<String, Unique>()? {
            match object.get(&name) {
                Some(first) if *first != value => {
                    return Err(M::Error::custom(format_args!("the field {name} is there twice")));
                }
                _ => object.insert(name, value),
            };
        }
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pythons_nan_is_null() {
        let json = r#"{"op_threshs": [0.5, NaN, -Infinity], "NaN \" NaN": "NaN"}"#;
        let expected = serde_json::json!({ "op_threshs": [0.5, null, null], "NaN \" NaN": "NaN" });
        assert_eq!(parse(json).unwrap(), expected);
    }

    #[test]
    fn a_field_may_be_repeated_but_not_contradicted() {
        assert!(parse(r#"{"a": [1], "a": [1]}"#).is_ok());
        assert!(parse(r#"{"a": [1], "a": [2]}"#).unwrap_err().to_string().contains("the field a is there twice"));
    }
}
