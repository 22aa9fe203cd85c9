//! Everything that can go wrong, as data: a code, a problem, and the values it is about.
//!
//! One enum per part of the crate names its problems. The message is made from the same values, so that a program can
//! say it in another language without parsing prose.

mod config;
mod engine;
#[cfg(feature = "intake")]
mod file;
#[cfg(feature = "decode")]
mod image;
mod input;
mod metadata;
#[cfg(feature = "intake")]
mod scheme;
mod weights;

pub use config::{Bound, ConfigError, ConfigField, PlanSum};
pub use engine::EngineError;
#[cfg(feature = "intake")]
pub use file::FileError;
#[cfg(feature = "decode")]
pub use image::ImageError;
pub use input::InputError;
pub use metadata::MetadataError;
#[cfg(feature = "intake")]
pub use scheme::{Assumption, Refusal, SchemeError};
pub use weights::WeightsError;

use serde::{Serialize, Serializer, ser::SerializeStruct};

/// The crate's error. The message is for people, [`Error::code`] and [`Error::details`] are for programs.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A configuration that describes no network.
    #[error("invalid configuration: {0}")]
    Config(#[from] ConfigError),
    /// An image or a network input of an unusable size, or a question about an image or class that isn't there.
    #[error("invalid input: {0}")]
    Input(#[from] InputError),
    /// A weights file that can't be read as a DenseNet.
    #[error("invalid weights: {0}")]
    Weights(#[from] WeightsError),
    #[cfg(feature = "intake")]
    /// A file from which no tensors can be read.
    #[error("invalid weights: {0}")]
    File(#[from] FileError),
    #[cfg(feature = "intake")]
    /// Tensors that are no DenseNet of an implementation that is known.
    #[error("invalid weights: {0}")]
    Scheme(#[from] SchemeError),
    #[cfg(feature = "intake")]
    /// A checkpoint that was looked at and refused, with what was seen of it.
    #[error(transparent)]
    Refused(Box<Refusal>),
    /// A `config.json` that can't be read or contradicts the weights.
    #[error("invalid metadata: {0}")]
    Metadata(#[from] MetadataError),
    #[cfg(feature = "decode")]
    /// An image file that can't be decoded.
    #[error("invalid image: {0}")]
    Image(#[from] ImageError),
    /// An engine can't be had, or failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl Error {
    /// A stable identifier of the kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Config(_) => "invalid-config",
            Error::Input(InputError::NoClassifier) => "no-classifier",
            Error::Input(_) => "invalid-input",
            Error::Weights(_) => "invalid-weights",
            #[cfg(feature = "intake")]
            Error::File(_) | Error::Scheme(_) => "invalid-weights",
            #[cfg(feature = "intake")]
            Error::Refused(refusal) => refusal.reason.code(),
            Error::Metadata(_) => "invalid-metadata",
            #[cfg(feature = "decode")]
            Error::Image(_) => "invalid-image",
            Error::Engine(error) => error.code(),
        }
    }

    /// The problem's stable identifier, `problem`, and its values: enough to write the message in any language.
    pub fn details(&self) -> impl Serialize {
        Details(self)
    }
}

struct Details<'a>(&'a Error);

impl Serialize for Details<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Error::Config(error) => error.serialize(serializer),
            Error::Input(error) => error.serialize(serializer),
            Error::Weights(error) => error.serialize(serializer),
            #[cfg(feature = "intake")]
            Error::File(error) => error.serialize(serializer),
            #[cfg(feature = "intake")]
            Error::Scheme(error) => error.serialize(serializer),
            #[cfg(feature = "intake")]
            Error::Refused(refusal) => refusal.serialize(serializer),
            Error::Metadata(error) => error.serialize(serializer),
            #[cfg(feature = "decode")]
            Error::Image(error) => error.serialize(serializer),
            Error::Engine(error) => error.serialize(serializer),
        }
    }
}

/// `{ code, message, details }`, as it reaches JavaScript and the command line's JSON.
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Error", 3)?;
        fields.serialize_field("code", self.code())?;
        fields.serialize_field("message", &self.to_string())?;
        fields.serialize_field("details", &self.details())?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_its_code_its_message_and_its_values() {
        let error = Error::from(WeightsError::MissingTensor { tensor: "features.conv0.weight".into() });
        assert_eq!(
            serde_json::to_value(&error).unwrap(),
            serde_json::json!({
                "code": "invalid-weights",
                "message": "invalid weights: features.conv0.weight is missing",
                "details": { "problem": "missing-tensor", "tensor": "features.conv0.weight" },
            })
        );
    }

    #[test]
    fn a_number_out_of_range_says_which_numbers_are_possible() {
        let range = |min, max, excluded| {
            let field = ConfigField::CompressionRate;
            ConfigError::OutOfRange { field, index: None, min, max, excluded, found: 7.5 }.to_string()
        };
        assert_eq!(range(1.0, 4.0, None), "compression_rate is 7.5; it must be from 1 to 4");
        assert_eq!(range(0.0, 1.0, Some(Bound::Min)), "compression_rate is 7.5; it must be above 0 and at most 1");
        assert_eq!(range(0.0, 1.0, Some(Bound::Max)), "compression_rate is 7.5; it must be at least 0 and below 1");
        let blocks = ConfigError::OutOfRange {
            field: ConfigField::BlockConfig,
            index: Some(2),
            min: 1.0,
            max: 9.0,
            excluded: None,
            found: 0.0,
        };
        assert_eq!(blocks.to_string(), "block_config[2] is 0; it must be from 1 to 9");
    }
}
