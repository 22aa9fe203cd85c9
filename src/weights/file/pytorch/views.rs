//! From a pickle's tensors and the file's storages to tensors that can be read.

use std::{borrow::Cow, collections::HashMap};

use super::{
    super::{Dtype, File, Format, Tensor, Warning},
    find, keys, module,
    plain::plain_values,
    value::{Heap, Node, Value, View},
};
use crate::error::FileError;

/// A warning names this many tensors.
const MAX_NAMES: usize = 8;

/// The bytes of each storage, and their order.
pub(super) struct Storages<'a> {
    pub bytes: HashMap<&'a str, &'a [u8]>,
    pub big_endian: bool,
}

/// The model in a pickle.
pub(super) fn file<'a>(
    heap: &mut Heap<'a>,
    root: Value,
    storages: &Storages<'a>,
    format: Format,
) -> Result<File<'a>, FileError> {
    let found = find::find(heap, root)?;
    let mut file = File { location: found.location, warnings: Vec::from_iter(found.warning), ..File::new(format) };
    let contents = if found.is_module {
        file.class = module::class(heap, found.value);
        module::contents(heap, found.value)?
    } else {
        module::state_dict(heap, found.value)?
    };
    let mut plain = contents.plain;
    for around in found.around {
        plain.extend(heap.entries(around)?);
    }
    plain.retain(|(name, _)| !keys::is_training(name));
    file.metadata = plain_values(heap, plain)?;
    let mut skipped = Vec::new();
    for (from, to) in [(contents.tensors, &mut file.tensors), (contents.attributes, &mut file.attributes)] {
        to.reserve_exact(from.len());
        for (name, value) in from {
            match heap.node(value) {
                Some(Node::Tensor(view)) => {
                    let tensor = tensor(heap, &name, view, storages)?;
                    to.push((name, tensor));
                }
                Some(Node::List(items)) => to.push((name.clone(), numbers(&name, items)?)),
                Some(Node::UnreadableTensor) => skipped.push(name),
                _ => {}
            }
        }
    }
    if !skipped.is_empty() {
        let more = skipped.len().saturating_sub(MAX_NAMES);
        skipped.truncate(MAX_NAMES);
        file.warnings.push(Warning::SkippedTensors { tensors: skipped, more });
    }
    Ok(file)
}

fn tensor<'a>(heap: &Heap<'a>, name: &str, view: &View, storages: &Storages<'a>) -> Result<Tensor<'a>, FileError> {
    let key = heap.text(Value::Str(view.storage.key)).unwrap_or_default();
    let (tensor, storage) = (|| name.to_string(), || key.to_string());
    let missing = || FileError::MissingStorage { tensor: tensor(), storage: storage() };
    let whole = *storages.bytes.get(key).ok_or_else(missing)?;
    let unit = view.storage.dtype.unwrap_or(Dtype::U8).bytes() as u64;
    let expected = view.storage.len.saturating_mul(unit);
    let found = whole.len() as u64;
    if found < expected {
        return Err(FileError::StorageBytes { tensor: tensor(), storage: storage(), found, expected });
    }
    let outside = || FileError::TensorOutsideStorage { tensor: tensor(), storage: storage() };
    let storage_bytes = match view.storage.part {
        None => whole,
        Some((start, len)) => part(whole, start.checked_mul(unit), len.checked_mul(unit)).ok_or_else(outside)?,
    };
    let size = view.dtype.bytes() as u64;
    let is_empty = view.shape.contains(&0);
    let bytes = if is_empty { Some(0) } else { reach(view).and_then(|count| count.checked_mul(size)) };
    let start = if is_empty { Some(0) } else { view.offset.checked_mul(size) };
    let data = part(storage_bytes, start, bytes).ok_or_else(outside)?;
    Tensor::strided(name, view.dtype, &view.shape, &view.strides, data, storages.big_endian)
}

fn part(bytes: &[u8], start: Option<u64>, len: Option<u64>) -> Option<&[u8]> {
    bytes.get(usize::try_from(start?).ok()?..)?.get(..usize::try_from(len?).ok()?)
}

/// From the first number to the last.
fn reach(view: &View) -> Option<u64> {
    let lengths = view.shape.iter().map(|&length| length as u64 - 1);
    lengths.zip(&view.strides).try_fold(1u64, |reach, (last, &stride)| reach.checked_add(last.checked_mul(stride)?))
}

/// A list of numbers as a tensor.
fn numbers<'a>(name: &str, items: &[Value]) -> Result<Tensor<'a>, FileError> {
    let number = |item: &Value| if let Value::Float(number) = item { *number } else { f64::NAN };
    let bytes: Vec<u8> = items.iter().flat_map(|item| number(item).to_le_bytes()).collect();
    Tensor::contiguous(name, Dtype::F64, vec![items.len()], Cow::Owned(bytes))
}
