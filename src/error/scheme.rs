use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::Error;
use crate::weights::{Facts, Scheme};

/// Why the tensors of a checkpoint can't be read as a DenseNet that the engines run.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "problem", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the messages name every field")]
pub enum SchemeError {
    /// A network of another family.
    #[error("this is {family}, not a DenseNet: it has {}", tensors.join(", "))]
    OtherNetwork { family: &'static str, tensors: Vec<String> },
    /// A DenseNet for volumes or signals.
    #[error("this is a {dimensions}-D DenseNet ({tensor} has shape {found:?}); only 2-D images can be run")]
    OtherDimensions { tensor: String, found: Vec<usize>, dimensions: usize },
    /// timm's DenseNet with in-place activated norms.
    #[error("{architecture} has leaky ReLUs inside its norms (iabn), which the engines don't compute")]
    OtherActivation { architecture: String },
    /// timm's deep stem without the architecture's name.
    #[error(
        "a deep stem pools by blurring (densenetblur121d) or by maximum (densenet264d), which the file does not say: name \
         the architecture in config.json"
    )]
    DeepStem,
    /// A head that is more than one linear layer.
    #[error("the head has several layers ({}), and the activation between them is not in the file", tensors.join(", "))]
    DeepHead { tensors: Vec<String> },
    /// Nobody's names, and not the structure of a DenseNet either.
    #[error("its {count} tensors are named as in no known DenseNet: {}", tensors.join(", "))]
    UnknownNames { count: usize, tensors: Vec<String> },
    /// Nobody's names, but the structure of a DenseNet.
    #[error(
        "its names are those of no known implementation, but its tensors fit a DenseNet exactly (k = {growth_rate}, blocks \
         {block_config:?}, {num_classes} classes). What they don't say would have to be assumed: {}. Assume an implementation, \
         such as torchvision, to read it all the same",
        assumptions.iter().map(|a| a.words()).collect::<Vec<_>>().join(", ")
    )]
    NeedsAssumption { growth_rate: usize, block_config: Vec<usize>, num_classes: usize, assumptions: Vec<Assumption> },
    /// A scheme of this name isn't known.
    #[error("there is no implementation {found:?}; known are {}", known.join(", "))]
    UnknownScheme { found: String, known: Vec<String> },
}

/// Something that tensors don't say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words say it")]
pub enum Assumption {
    ConcatenationOrder,
    TransitionRelu,
    StemPooling,
    LastRelu,
}

impl Assumption {
    fn words(self) -> &'static str {
        match self {
            Self::ConcatenationOrder => "whether new features follow the old ones",
            Self::TransitionRelu => "whether transitions have a ReLU",
            Self::StemPooling => "how the stem pools",
            Self::LastRelu => "that a ReLU and the mean follow the last norm",
        }
    }
}

/// A checkpoint that was looked at and refused: why, and what was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Why.
    pub reason: Error,
    /// What was seen.
    pub facts: Facts,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl std::error::Error for Refusal {}

/// The details of the reason, and `facts`.
impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // As a value: a reason is itself an error.
        let details = serde_json::to_value(self.reason.details()).map_err(serde::ser::Error::custom)?;
        let mut fields = serializer.serialize_map(None)?;
        for (name, value) in details.as_object().into_iter().flatten() {
            fields.serialize_entry(name, value)?;
        }
        fields.serialize_entry("facts", &self.facts)?;
        fields.end()
    }
}

impl SchemeError {
    /// No scheme has this name.
    pub(crate) fn unknown(found: &str) -> Self {
        Self::UnknownScheme { found: found.into(), known: Scheme::ALL.iter().map(|s| s.name().into()).collect() }
    }
}
