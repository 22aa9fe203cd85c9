use serde::Serialize;

/// Why a file of weights can't be read: it is something else, it is damaged, or what it holds can't be chosen.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "problem", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the messages name every field")]
pub enum FileError {
    /// No bytes at all.
    #[error("the file is empty")]
    EmptyFile,
    /// A known format, but its end is missing.
    #[error("the file is cut off: it has {found} bytes of at least {expected}; download it again")]
    TruncatedFile { found: usize, expected: u64 },
    /// None of the formats that are known.
    #[error("the file is neither safetensors nor a PyTorch checkpoint (it starts with {start})")]
    UnknownFile { start: String },
    /// The header's length can't be right.
    #[error("the safetensors header has {length} bytes, but the file has only {bytes}")]
    HeaderLength { length: u64, bytes: usize },
    /// The header isn't the JSON that it should be.
    #[error("the safetensors header can't be read: {detail}")]
    HeaderJson { detail: String },
    /// A type of numbers that isn't known.
    #[error("{tensor} holds numbers of the unknown type {found:?}")]
    UnknownDtype { tensor: String, found: String },
    /// A shape whose size can't be counted, or with too many dimensions.
    #[error("{tensor} has an impossible shape")]
    ImpossibleShape { tensor: String },
    /// The bytes that a tensor is given aren't those that its shape needs.
    #[error("{tensor} has {found} bytes, but its shape and type need {expected}")]
    TensorBytes { tensor: String, found: u64, expected: u64 },
    /// Two tensors use the same bytes of a safetensors file.
    #[error("{tensor} and {other} use the same bytes")]
    OverlappingTensors { tensor: String, other: String },
    /// Two tensors have the same name.
    #[error("there are two tensors called {tensor}")]
    RepeatedTensor { tensor: String },
    /// The tensors repeat the file's bytes so often that they can't be meant.
    #[error("its tensors have {bytes} bytes in f32, far more than the file can hold")]
    ExpandedTensors { bytes: u64 },
    /// A checkpoint without weights.
    #[error("the file holds no weights")]
    NoWeights,
}
