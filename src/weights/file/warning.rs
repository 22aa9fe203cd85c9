//! What is odd about a file that can be read.

use serde::Serialize;

/// Something about a file that people should know, although it can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "FileWarning"))]
#[serde(tag = "warning", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the messages name every field")]
pub enum Warning {
    /// More bytes than the last tensor needs.
    #[error("{bytes} bytes follow the last tensor")]
    TrailingBytes { bytes: usize },
    /// Bytes between tensors that none of them uses.
    #[error("{bytes} bytes between the tensors belong to none of them")]
    Gaps { bytes: usize },
    /// One of several state dicts was chosen. Places are keys joined by dots, and empty at the top level.
    #[error("the weights were read from {}; the file also has some in {}", place(chosen), places(others))]
    OtherWeights { chosen: String, others: Vec<String> },
    /// Tensors of kinds that aren't weights of a DenseNet: sparse, quantised, without storage.
    #[error("{}{} can't be read: sparse, quantised or without numbers", tensors.join(", "), and_more(*more))]
    SkippedTensors { tensors: Vec<String>, more: usize },
}

fn and_more(more: usize) -> String {
    if more > 0 { format!(" and {more} more") } else { String::new() }
}

fn place(keys: &str) -> &str {
    if keys.is_empty() { "the top level" } else { keys }
}

fn places(all: &[String]) -> String {
    all.iter().map(|keys| place(keys)).collect::<Vec<_>>().join(", ")
}
