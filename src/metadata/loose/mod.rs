//! Every form of `config.json` that is in use: timm's present and its flat legacy form, transformers' wrapper of it and its
//! `preprocessor_config.json`. A field that is understood is honoured, one that changes the result and isn't is an error.

mod classes;
mod entries;
mod facts;
mod image_processor;
mod input;
mod json;
mod names;
mod note;
mod requirements;

use serde_json::Value;

pub use facts::Facts;
pub use note::Note;

use super::{Activation, Colour, Metadata, canonical::Fields};
use crate::{DenseNetConfig, Error, error::MetadataError};
use entries::Entries;

/// The architecture's name in a `config.json` of any form, if it has one. What is wrong with the file, [`Metadata::read`]
/// says.
pub fn architecture_of(json: &str) -> Option<String> {
    let Ok(Value::Object(file)) = json::parse(json) else { return None };
    ARCHITECTURE.iter().find_map(|name| Some(file.get(*name)?.as_str()?.to_string()))
}

/// The fields that name it.
const ARCHITECTURE: [&str; 3] = ["architecture", "arch", "model_name"];

impl Metadata {
    /// Reads a `config.json` of any form for a network. `facts` is what the checkpoint says itself. Missing fields get the
    /// defaults of the implementation, or those of [`Metadata::default_for`].
    ///
    /// # Errors
    ///
    /// [`Error::Metadata`] when it isn't JSON, contradicts the weights or itself, has a field that may matter and isn't
    /// understood, or impossible values.
    pub fn read(json: Option<&str>, config: &DenseNetConfig, facts: &Facts) -> Result<(Metadata, Vec<Note>), Error> {
        if Colour::for_channels(config.in_channels).is_none() {
            return Err(MetadataError::NoColour { channels: config.in_channels }.into());
        }
        let base = facts.defaults(config)?;
        let Some(json) = json else { return Ok((base, Vec::new())) };
        let Value::Object(file) = json::parse(json)? else {
            return Err(MetadataError::MalformedMetadata { detail: "it must be a JSON object".into() }.into());
        };
        let entries = Entries::new(file);
        let (mut fields, mut notes) = (Fields::default(), Vec::new());
        fields.architecture = entries.outermost(&ARCHITECTURE, "a text", |value| value.as_str().map(String::from))?;
        classes::read(&entries, &mut fields)?;
        let assume = input::read(&entries, &mut fields, config, &mut notes)?;
        requirements::check(&entries, fields.architecture.as_deref().unwrap_or_default())?;
        entries.rest(&mut notes)?;
        keep_thresholds(&mut fields, &base)?;
        let mut metadata = fields.complete(base)?;
        assume(&mut metadata.origins);
        Ok((metadata, notes))
    }
}

/// The checkpoint's thresholds stay, unless the file contradicts them: it may say that the classes are independent.
fn keep_thresholds(fields: &mut Fields, base: &Metadata) -> Result<(), Error> {
    let Activation::OpNorm { thresholds } = &base.activation else { return Ok(()) };
    match fields.op_threshs.take() {
        None if fields.problem_type.as_deref() == Some("single_label_classification") => {
            let found = Value::from("single_label_classification");
            Err(entries::unsupported(
                "problem_type",
                &found,
                "multi_label_classification, as the checkpoint has op_threshs",
            ))
        }
        Some(found) if found != *thresholds => {
            let (first, second) = ("one list in the checkpoint".into(), "another in config.json".into());
            Err(MetadataError::Contradiction { field: "op_threshs".into(), first, second }.into())
        }
        _ => {
            if fields.problem_type.as_deref() == Some("multi_label_classification") {
                fields.problem_type = None;
            }
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests;
