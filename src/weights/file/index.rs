//! A checkpoint in several files: the shards, and the index that says which tensor is in which.
//!
//! Files come without names, so a shard is recognised by the tensors that it holds.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{File, Tensor, read_one, recognise::is_index};
use crate::{Error, error::FileError};

/// An error names this many files.
const MAX_FILES: usize = 8;

#[derive(Deserialize)]
struct Index {
    /// The file of each tensor.
    weight_map: BTreeMap<String, String>,
}

/// The files that a `model.safetensors.index.json` names, which lie next to it; none if `bytes` are no index.
///
/// # Errors
///
/// [`FileError::MalformedIndex`] when a name is a path: an index must not reach other folders.
pub fn shards(bytes: &[u8]) -> Result<Vec<String>, Error> {
    if !is_index(bytes) {
        return Ok(Vec::new());
    }
    let names: BTreeSet<String> = parse(bytes)?.weight_map.into_values().collect();
    match names.iter().find(|name| name.contains(['/', '\\']) || *name == "..") {
        Some(path) => {
            Err(FileError::MalformedIndex { detail: format!("{path} is not the name of a file next to it") }.into())
        }
        None => Ok(names.into_iter().collect()),
    }
}

fn parse(bytes: &[u8]) -> Result<Index, FileError> {
    serde_json::from_slice(bytes).map_err(|error| FileError::MalformedIndex { detail: error.to_string() })
}

pub(super) fn read<'a>(files: &[&'a [u8]]) -> Result<File<'a>, FileError> {
    let (indices, shards): (Vec<&[u8]>, Vec<&[u8]>) = files.iter().partition(|bytes| is_index(bytes));
    let [index] = indices[..] else {
        return Err(match indices.len() {
            0 => FileError::NoShardIndex { files: shards.len() },
            _ => FileError::MalformedIndex { detail: "there are several".into() },
        });
    };
    let index = parse(index)?;
    let mut missing: BTreeSet<&str> = index.weight_map.values().map(String::as_str).collect();
    let mut whole: Option<File> = None;
    for shard in &shards {
        let shard = read_one(shard)?;
        missing.remove(file_of(&index, &shard)?);
        match &mut whole {
            None => whole = Some(shard),
            Some(whole) => add(whole, shard),
        }
    }
    if !missing.is_empty() {
        let files = missing.into_iter().take(MAX_FILES).map(Into::into).collect();
        return Err(FileError::MissingShards { files });
    }
    let file = whole.ok_or(FileError::NoWeights { found: Vec::new() })?;
    let names: BTreeSet<&str> = file.tensors.iter().map(|(name, _)| name.as_str()).collect();
    match index.weight_map.keys().find(|name| !names.contains(name.as_str())) {
        Some(name) => Err(FileError::MalformedIndex { detail: format!("no shard holds {name}") }),
        None => Ok(file),
    }
}

/// The one file that the index names for all tensors of a shard.
fn file_of<'i>(index: &'i Index, shard: &File) -> Result<&'i str, FileError> {
    let mut found: Option<&str> = None;
    for (tensor, _) in &shard.tensors {
        let file = index.weight_map.get(tensor).ok_or_else(|| FileError::UnlistedTensor { tensor: tensor.clone() })?;
        if found.is_some_and(|found| found != file) {
            return Err(FileError::MalformedIndex { detail: format!("{tensor} should be in {file}") });
        }
        found = Some(file);
    }
    found.ok_or(FileError::NoWeights { found: Vec::new() })
}

fn add<'a>(whole: &mut File<'a>, shard: File<'a>) {
    whole.shards += 1;
    whole.tensors.extend::<Vec<(String, Tensor<'a>)>>(shard.tensors);
    whole.attributes.extend(shard.attributes);
    for (name, text) in shard.metadata {
        whole.metadata.entry(name).or_insert(text);
    }
    whole.warnings.extend(shard.warnings);
}
