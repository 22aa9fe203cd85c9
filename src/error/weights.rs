use serde::Serialize;

/// What is wrong with a weights file.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "problem", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the messages name every field")]
pub enum WeightsError {
    /// Not a safetensors file, or not all of one.
    #[error("not a complete safetensors file ({detail})")]
    NotSafetensors { detail: String },
    /// The first convolution is missing.
    #[error("there is no {tensor}: this isn't a DenseNet")]
    NotDensenet { tensor: String },
    /// The first convolution belongs to no known stem.
    #[error("{tensor} has shape {found:?}; known are [k0, channels, 7, 7] (ImageNet) and [k0, channels, 3, 3] (CIFAR)")]
    UnknownStem { tensor: String, found: Vec<usize> },
    /// A bottleneck whose width is no multiple of the growth rate.
    #[error("{layer} has {channels} bottleneck channels, which is not a multiple of the growth rate {growth_rate}")]
    BottleneckWidth { layer: String, channels: usize, growth_rate: usize },
    /// No θ explains the transitions.
    #[error("no single compression rate explains the transitions' channels (in, out): {transitions:?}")]
    MixedCompression { transitions: Vec<(usize, usize)> },
    /// A tensor isn't there.
    #[error("{tensor} is missing")]
    MissingTensor { tensor: String },
    /// A tensor is there twice.
    #[error("{tensor} is there twice, under two spellings")]
    DuplicateTensor { tensor: String },
    /// Tensors that no layer of a DenseNet uses.
    #[error("no layer of a DenseNet uses {}{}", tensors.join(", "), and_more(*more))]
    UnusedTensors { tensors: Vec<String>, more: usize },
    /// A tensor has another shape than its layer.
    #[error("{tensor} has shape {found:?} instead of {expected:?}")]
    TensorShape { tensor: String, found: Vec<usize>, expected: Vec<usize> },
    /// A tensor without dimensions.
    #[error("{tensor} is a scalar")]
    ScalarTensor { tensor: String },
    /// A tensor's numbers are of a type that can't be read.
    #[error("{tensor} is {found}; f32, f16 and bf16 can be read")]
    TensorType { tensor: String, found: String },
    /// A tensor holds infinities or NaN.
    #[error("{tensor} holds infinities or NaN")]
    NotFiniteTensor { tensor: String },
    /// A running variance below 0.
    #[error("{tensor} holds negative variances")]
    NegativeVariance { tensor: String },
    /// A tensor was made with a wrong count of numbers.
    #[error("{tensor} takes {expected} numbers, not {found}")]
    TensorLength { tensor: String, found: usize, expected: u64 },
    /// A number is too large for half precision.
    #[error("{tensor} holds {value}, which is too large for f16 (at most 65504): keep it in f32")]
    HalfOverflow { tensor: String, value: f32 },
    /// The file can't be written.
    #[error("they can't be written as safetensors: {detail}")]
    NotWritable { detail: String },
}

fn and_more(more: usize) -> String {
    if more > 0 { format!(" and {more} more") } else { String::new() }
}
