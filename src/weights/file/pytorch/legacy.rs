//! PyTorch's container before 1.6: five pickles (a magic number, the version, the machine's byte order, the objects, the
//! storages' keys), then the storages one after the other. These are little-endian on any machine.

use std::collections::HashMap;

use super::{
    super::{File, Format, Warning},
    limits::Budget,
    pickle,
    value::{Heap, Node, Value},
    views::{self, Storages},
};
use crate::error::FileError;

/// Before each storage: how many numbers it has.
const COUNT_BYTES: usize = 8;

pub(in super::super) fn read(bytes: &[u8]) -> Result<File<'_>, FileError> {
    let heap = &mut Heap::new(Budget::of_file(bytes.len()));
    let (_magic, at) = load(heap, bytes, 0)?;
    let (_version, at) = load(heap, bytes, at)?;
    let (_system, at) = load(heap, bytes, at)?;
    let (root, at) = load(heap, bytes, at)?;
    let (keys, mut at) = load(heap, bytes, at)?;
    let end = at;
    let malformed = |detail| FileError::MalformedPickle { at: end, detail };
    let sizes = heap.storage_sizes()?;
    let Some(Node::List(keys)) = heap.node(keys) else {
        return Err(malformed("the list of storages is missing"));
    };
    let mut storages = Storages { bytes: HashMap::with_capacity(keys.len()), big_endian: false };
    for &key in keys {
        let name = heap.text(key).ok_or_else(|| malformed("a storage's name isn't text"))?;
        let size = sizes.get(name).ok_or_else(|| malformed("a storage that no tensor uses"))?;
        let truncated = |expected| FileError::TruncatedFile { found: bytes.len(), expected };
        let (count, rest) = bytes[at..].split_first_chunk::<COUNT_BYTES>().ok_or_else(|| truncated(None))?;
        let count = u64::from_le_bytes(*count);
        let start = at + COUNT_BYTES;
        let length = count.checked_mul(*size as u64).and_then(|length| usize::try_from(length).ok());
        let length = length.ok_or_else(|| malformed("a storage's length is impossible"))?;
        let data = rest.get(..length).ok_or_else(|| truncated((start as u64).checked_add(length as u64)))?;
        if storages.bytes.insert(name, data).is_some() {
            return Err(malformed("a storage is there twice"));
        }
        at = start + length;
    }
    let mut file = views::file(heap, root, &storages, Format::PytorchLegacy)?;
    if at < bytes.len() {
        file.warnings.push(Warning::TrailingBytes { bytes: bytes.len() - at });
    }
    Ok(file)
}

/// A pickle of the container, which is cut off if the pickle is: nothing says how long it should be.
fn load<'a>(heap: &mut Heap<'a>, bytes: &'a [u8], at: usize) -> Result<(Value, usize), FileError> {
    pickle::load(heap, bytes, at).map_err(|error| match error {
        FileError::MalformedPickle { detail: pickle::ENDS_EARLY, .. } => {
            FileError::TruncatedFile { found: bytes.len(), expected: None }
        }
        error => error,
    })
}
