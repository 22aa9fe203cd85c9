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
    /// `input_size` can't be an RGB image's.
    #[error("input_size is {found:?}; it must be [3, height, width] with sides up to {max}")]
    MetadataInputSize { found: [usize; 3], max: usize },
    /// `crop_pct` is out of range.
    #[error("crop_pct is {found}; it must be from 0.1 to 1")]
    CropPct { found: f64 },
    /// `interpolation` is unknown.
    #[error("interpolation is {found:?}; it must be bilinear or bicubic")]
    UnknownInterpolation { found: String },
    /// `std` divides by 0, or turns colours round.
    #[error("std is {found:?}; each must be above 0")]
    Std { found: [f32; 3] },
    /// Normalised colours would be infinite or NaN.
    #[error("mean {mean:?} and std {std:?} make colours infinite")]
    Normalisation { mean: [f32; 3], std: [f32; 3] },
}
