//! What a file is, by its content. Names and extensions say nothing: people rename files, and servers answer with pages.

mod signatures;
mod text;

use super::pytorch::{self, Directory};
use crate::error::FileError;

pub(super) use text::is_index;

/// The containers that can be read.
pub(super) enum Container<'a> {
    Safetensors,
    /// PyTorch's zip archive, and the folder of its pickle.
    Archive(Directory<'a>, &'a str),
    Legacy,
    /// The index of shards, on its own.
    Index,
}

/// `torch.save`'s magic number, as the pickle of a long integer.
const LEGACY_MAGIC: [u8; 12] = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
/// The same as protocols 0 and 1 write it.
const LEGACY_MAGIC_TEXT: &[u8] = b"L119547037146038801333356L\n";

/// An error names this many entries of an archive.
const MAX_ENTRIES: usize = 5;

pub(super) fn container(bytes: &[u8]) -> Result<Container<'_>, FileError> {
    if bytes.is_empty() {
        return Err(FileError::EmptyFile);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if is_legacy(bytes) {
        return Ok(Container::Legacy);
    }
    if let Some(error) = signatures::other_format(bytes) {
        return Err(error);
    }
    if is_safetensors(bytes) {
        return Ok(Container::Safetensors);
    }
    if is_index(bytes) {
        return Ok(Container::Index);
    }
    Err(text::other_text(bytes).unwrap_or_else(|| FileError::UnknownFile { start: text::start(bytes) }))
}

/// A length of the header that a file can have, then JSON. A text could start with eight characters and a brace, but its
/// length would be astronomical.
fn is_safetensors(bytes: &[u8]) -> bool {
    let Some((length, header)) = bytes.split_first_chunk() else { return false };
    u64::from_le_bytes(*length) < 1 << 40 && header.trim_ascii_start().first() == Some(&b'{')
}

/// The pickle of the magic number: after the protocol's version, and from the fourth on the length of a frame.
fn is_legacy(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(32)];
    bytes.starts_with(LEGACY_MAGIC_TEXT)
        || start.first() == Some(&0x80)
            && (start.windows(LEGACY_MAGIC.len()).any(|window| window == LEGACY_MAGIC)
                || start.windows(LEGACY_MAGIC_TEXT.len()).any(|window| window == LEGACY_MAGIC_TEXT))
}

fn archive(bytes: &[u8]) -> Result<Container<'_>, FileError> {
    let directory = Directory::read(bytes)?;
    if let Some(prefix) = pytorch::prefix(&directory) {
        return Ok(Container::Archive(directory, prefix));
    }
    let names = &directory.names;
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    Err(if names.contains(&"config.json") && has("model.weights.h5") {
        FileError::KerasArchive
    } else if has("saved_model.pb") {
        FileError::TensorflowFile
    } else if !names.is_empty() && names.iter().all(|name| name.ends_with(".npy")) {
        FileError::NumpyFile
    } else if directory.has_folder("code/") || names.iter().any(|name| name.contains("/code/__torch__")) {
        FileError::OpaqueTorchscript
    } else {
        let entries = names.iter().take(MAX_ENTRIES).map(|name| text::shortened(name)).collect();
        FileError::ZipArchive { entries }
    })
}
