use serde::Serialize;

/// What is wrong with a `config.json`.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "problem", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the messages name every field")]
pub enum MetadataError {
    /// Not JSON, or not of the form that timm writes.
    #[error("config.json can't be read: {detail}")]
    MalformedMetadata { detail: String },
    /// `num_classes` contradicts the weights.
    #[error("num_classes is {found}, but the weights have {expected} classes")]
    ClassCount { found: usize, expected: usize },
    /// There isn't one label for each class.
    #[error("there are {found} labels, but the weights have {expected} classes")]
    LabelCount { found: usize, expected: usize },
    /// `input_size` can't be an image's, or has other channels than the weights.
    #[error("input_size is {found:?}; it must be [{channels}, height, width] with sides up to {max}")]
    MetadataInputSize { found: Vec<usize>, channels: usize, max: usize },
    /// `crop_pct` is out of range.
    #[error("crop_pct is {found}; it must be from 0.1 to 1")]
    CropPct { found: f64 },
    /// `std` divides by 0, or inverts colours.
    #[error("std is {found:?}; each must be above 0")]
    Std { found: Vec<f32> },
    /// Normalised colours would be infinite or NaN.
    #[error("mean {mean:?} and std {std:?} make colours infinite")]
    Normalisation { mean: Vec<f32>, std: Vec<f32> },
    /// There isn't one number per channel.
    #[error("{field} has {found} numbers, but the input has {channels} channels")]
    ChannelCount { field: String, found: usize, channels: usize },
    /// An image can't have so many channels.
    #[error("the network's input has {channels} channels; an image can be made into 1, 3 or 4")]
    NoColour { channels: usize },
    /// A field that may change the result, and isn't known.
    #[error("config.json has the field {field}, which isn't understood")]
    MetadataField { field: String },
    /// A field that changes the result, with a value that isn't supported.
    #[error("{field} is {found}; it must be {expected}")]
    UnsupportedValue { field: String, found: String, expected: String },
    /// Two places that contradict each other.
    #[error("{field} is {first} in one place and {second} in another")]
    Contradiction { field: String, first: String, second: String },
    /// A file of labels that isn't text.
    #[error("the labels aren't text: one label per line is expected, or a JSON list")]
    LabelsNotText,
    /// A file of labels with a blank line in the middle.
    #[error("line {line} of the labels is empty")]
    EmptyLabel { line: usize },
    /// JSON that isn't a list of labels.
    #[error("the labels can't be read: {detail}")]
    MalformedLabels { detail: String },
}
