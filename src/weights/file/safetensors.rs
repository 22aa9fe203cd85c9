//! safetensors: a length, a JSON header, and the tensors' bytes.
//!
//! Unlike the `safetensors` crate, it reads what other programs write and load without harm: headers padded with NULs,
//! metadata that isn't text, gaps, bytes after the last tensor.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::{Dtype, File, Format, Tensor, Warning, tensor::MAX_DIMENSIONS};
use crate::error::FileError;

/// Bytes of the header's length.
const PREFIX: usize = 8;
/// The safetensors library's limit. A longer header is damaged, a shorter one that isn't all there is cut off.
const MAX_HEADER: u64 = 100_000_000;

pub(super) fn read(bytes: &[u8]) -> Result<File<'_>, FileError> {
    let (header, data) = split(bytes)?;
    let mut tensors = Vec::with_capacity(header.tensors.len());
    let mut ranges = Vec::with_capacity(header.tensors.len());
    for (name, info) in header.tensors {
        let [start, end] = info.data_offsets;
        let dtype = Dtype::from_safetensors(&info.dtype)
            .ok_or_else(|| FileError::UnknownDtype { tensor: name.clone(), found: info.dtype })?;
        if start > end {
            return Err(FileError::HeaderJson { detail: format!("{name} ends before it starts") });
        }
        if end > data.len() as u64 {
            let expected = end.saturating_add((bytes.len() - data.len()) as u64);
            return Err(FileError::TruncatedFile { found: bytes.len(), expected: Some(expected) });
        }
        let (start, end) = (start as usize, end as usize);
        let tensor = Tensor::contiguous(&name, dtype, info.shape.0, Cow::Borrowed(&data[start..end]))?;
        ranges.push((start, end, tensors.len()));
        tensors.push((name, tensor));
    }
    let warnings = check_ranges(&mut ranges, &tensors, data.len())?;
    add_removed_names(&mut tensors, &header.metadata);
    Ok(File { tensors, metadata: header.metadata, warnings, ..File::new(Format::Safetensors) })
}

fn split(bytes: &[u8]) -> Result<(Header, &[u8]), FileError> {
    let truncated = |expected| FileError::TruncatedFile { found: bytes.len(), expected };
    let (prefix, rest) = bytes.split_first_chunk::<PREFIX>().ok_or_else(|| truncated(None))?;
    let length = u64::from_le_bytes(*prefix);
    if length > MAX_HEADER {
        return Err(FileError::HeaderLength { length, bytes: bytes.len() });
    }
    let header = rest.split_at_checked(length as usize);
    let (header, data) = header.ok_or_else(|| truncated(Some(PREFIX as u64 + length)))?;
    let used = header.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
    let header = serde_json::from_slice(&header[..used]);
    Ok((header.map_err(|e| FileError::HeaderJson { detail: e.to_string() })?, data))
}

/// Each byte may belong to one tensor only. Bytes that belong to none are odd, but harmless.
fn check_ranges(
    ranges: &mut [(usize, usize, usize)],
    tensors: &[(String, Tensor)],
    bytes: usize,
) -> Result<Vec<Warning>, FileError> {
    ranges.sort_unstable();
    let mut last: Option<(usize, usize)> = None;
    let mut gaps = 0;
    for &(start, end, index) in ranges.iter().filter(|(start, end, _)| start < end) {
        let (previous_end, previous) = last.unwrap_or((0, index));
        if start < previous_end {
            let (tensor, other) = (tensors[previous].0.clone(), tensors[index].0.clone());
            return Err(FileError::OverlappingTensors { tensor, other });
        }
        gaps += start - previous_end;
        last = Some((end, index));
    }
    let trailing = bytes - last.map_or(0, |(end, _)| end);
    let gaps = (gaps > 0).then_some(Warning::Gaps { bytes: gaps });
    let trailing = (trailing > 0).then_some(Warning::TrailingBytes { bytes: trailing });
    Ok(gaps.into_iter().chain(trailing).collect())
}

/// `safetensors.torch.save_model` stores a tensor that has several names once, and records each removed name with the
/// one that it kept.
fn add_removed_names(tensors: &mut Vec<(String, Tensor<'_>)>, metadata: &BTreeMap<String, String>) {
    let stored: BTreeMap<&str, usize> = tensors.iter().enumerate().map(|(i, (name, _))| (name.as_str(), i)).collect();
    let removed: Vec<(String, usize)> = metadata
        .iter()
        .filter(|(removed, _)| !stored.contains_key(removed.as_str()))
        .filter_map(|(removed, kept)| Some((removed.clone(), *stored.get(kept.as_str())?)))
        .collect();
    for (name, index) in removed {
        let tensor = tensors[index].1.clone();
        tensors.push((name, tensor));
    }
}

struct Header {
    tensors: Vec<(String, Info)>,
    metadata: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Info {
    dtype: String,
    shape: Shape,
    data_offsets: [u64; 2],
}

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Header;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object with an entry for each tensor")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Header, A::Error> {
                let mut header = Header { tensors: Vec::new(), metadata: BTreeMap::new() };
                while let Some(name) = map.next_key::<String>()? {
                    if name == "__metadata__" {
                        header.metadata.extend(map.next_value::<Option<Metadata>>()?.unwrap_or_default().0);
                    } else {
                        header.tensors.push((name, map.next_value()?));
                    }
                }
                Ok(header)
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

struct Shape(Vec<usize>);

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Lengths;
        impl<'de> Visitor<'de> for Lengths {
            type Value = Shape;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list of lengths")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Shape, A::Error> {
                let mut lengths = Vec::new();
                while let Some(length) = seq.next_element()? {
                    if lengths.len() == MAX_DIMENSIONS {
                        return Err(A::Error::custom("a tensor has too many dimensions"));
                    }
                    lengths.push(length);
                }
                Ok(Shape(lengths))
            }
        }
        deserializer.deserialize_seq(Lengths)
    }
}

/// Metadata should be text. Numbers and truth values become text, the rest is left out.
#[derive(Default)]
struct Metadata(BTreeMap<String, String>);

impl<'de> Deserialize<'de> for Metadata {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = BTreeMap::<String, Entry>::deserialize(deserializer)?;
        let text = |(name, value)| match value {
            Entry::Text(text) => Some((name, text)),
            Entry::Number(number) => Some((name, number.to_string())),
            Entry::Bool(value) => Some((name, value.to_string())),
            Entry::Other(_) => None,
        };
        Ok(Self(entries.into_iter().filter_map(text).collect()))
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Text(String),
    Number(serde_json::Number),
    Bool(bool),
    Other(IgnoredAny),
}
