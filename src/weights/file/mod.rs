//! Checkpoints as people have them: the bytes of one or more files to tensors by name.
//!
//! What a file is, is told from its content, never from its name. Nothing is copied: a [`Tensor`] borrows the file's
//! bytes and converts them when asked.
//!
//! Files are not trusted. No code in a pickle is run, and whatever the bytes are, [`read`] allocates at most 64 bytes for
//! each byte of the file and 1 MiB (for a pickle never more than 257 MiB), in time that is in proportion; converting every tensor takes at most 8 bytes
//! for each byte of the file and 64 KiB. `tests/mutations/` checks it.
//!
//! | file | idea |
//! |---|---|
//! | `recognise/` | what a file is, or is instead of a checkpoint |
//! | `safetensors.rs` | safetensors |
//! | `pytorch/` | PyTorch's containers, and the pickles in them |
//! | `index.rs` | the shards of one checkpoint |
//! | `tensor.rs`, `dtype.rs` | what all of them return |

mod dtype;
mod index;
mod pytorch;
mod recognise;
mod safetensors;
mod tensor;
mod warning;

pub use dtype::Dtype;
pub use index::shards;
pub use tensor::{NotReadable, Tensor};
pub use warning::Warning;

use std::collections::{BTreeMap, HashSet};

use recognise::Container;
use serde::Serialize;

use crate::{Error, error::FileError};

/// The tensors of a checkpoint, and what else it says.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct File<'a> {
    /// The container.
    pub format: Format,
    /// How many files the tensors came from, not counting the index of shards.
    pub shards: usize,
    /// Where in the checkpoint the weights are: the keys of the nested dictionaries joined by dots, such as `state_dict`.
    /// Empty if they are not nested.
    pub location: String,
    /// The class of a whole pickled module, such as `torchvision.models.densenet.DenseNet`.
    pub class: Option<String>,
    /// In the file's order, all names different.
    pub tensors: Vec<(String, Tensor<'a>)>,
    /// Tensors and lists of numbers that a pickled module holds outside its state dict, such as torchxrayvision's
    /// `op_threshs`.
    pub attributes: Vec<(String, Tensor<'a>)>,
    /// safetensors' `__metadata__`; or the plain values beside a state dict (`arch`, `epoch`, `classes`, …), text as it is
    /// and everything else as JSON.
    pub metadata: BTreeMap<String, String>,
    /// What is odd about the file, but did not keep it from being read.
    pub warnings: Vec<Warning>,
}

/// The containers that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "FileFormat"))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// safetensors.
    Safetensors,
    /// PyTorch's zip archive, since 1.6.
    PytorchZip,
    /// PyTorch's sequence of pickles and storages, before 1.6.
    PytorchLegacy,
    /// A zip archive of `torch.jit.save`.
    Torchscript,
}

impl<'a> File<'a> {
    fn new(format: Format) -> Self {
        Self {
            format,
            shards: 1,
            location: String::new(),
            class: None,
            tensors: Vec::new(),
            attributes: Vec::new(),
            metadata: BTreeMap::new(),
            warnings: Vec::new(),
        }
    }
}

/// Reads a checkpoint from the bytes of its files: one, or the shards of a `model.safetensors.index.json` together with it,
/// in any order.
///
/// # Errors
///
/// [`Error::File`], saying what the file is instead, or what is wrong with it.
pub fn read<'a>(files: &[&'a [u8]]) -> Result<File<'a>, Error> {
    let file = match files {
        [bytes] => read_one(bytes)?,
        _ => index::read(files)?,
    };
    check(&file, files.iter().map(|bytes| bytes.len() as u64).sum())?;
    Ok(file)
}

fn read_one(bytes: &[u8]) -> Result<File<'_>, FileError> {
    match recognise::container(bytes)? {
        Container::Safetensors => safetensors::read(bytes),
        Container::Archive(directory, prefix) => pytorch::read_archive(bytes, &directory, prefix),
        Container::Legacy => pytorch::read_legacy(bytes),
        // Alone, it says which shards are missing.
        Container::Index => index::read(&[bytes]),
    }
}

/// f32 may take this many times as many bytes as the file: f8 takes four times as many, and tensors may share storages.
const MAX_EXPANSION: u64 = 8;

/// What the file may be expanded by in any case.
const FREE_EXPANSION: u64 = 1 << 16;

/// No name is there twice, and converting every tensor takes an amount of memory that is in proportion to the file.
fn check(file: &File, bytes: u64) -> Result<(), FileError> {
    if file.tensors.is_empty() {
        return Err(FileError::NoWeights { found: Vec::new() });
    }
    let mut names = HashSet::with_capacity(file.tensors.len());
    if let Some((name, _)) = file.tensors.iter().find(|(name, _)| !names.insert(name)) {
        return Err(FileError::RepeatedTensor { tensor: name.clone() });
    }
    let tensors = file.tensors.iter().chain(&file.attributes);
    let expanded = tensors.fold(0, |sum: u64, (_, tensor)| sum.saturating_add(tensor.count() as u64 * 4));
    if expanded > bytes.saturating_mul(MAX_EXPANSION) + FREE_EXPANSION {
        return Err(FileError::ExpandedTensors { bytes: expanded });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
