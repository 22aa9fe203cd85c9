//! Storages and tensors from the arguments with which PyTorch pickles them.

use super::super::{
    super::{Dtype, tensor::MAX_DIMENSIONS},
    value::{Heap, Node, Storage, Value, View},
};
use crate::error::FileError;

/// What a persistent id stands for: a storage, or in old files a module's class, which comes with its source code.
pub(super) fn persistent(heap: &mut Heap, id: Value) -> Option<Result<Value, FileError>> {
    let items = heap.tuple(id)?;
    match heap.text(*items.first()?)? {
        "module" => Some(Ok(*items.get(1)?)),
        "storage" => {
            let &[_, class, key, _location, len, ref view @ ..] = items else { return None };
            let Value::Str(key) = key else { return None };
            let storage = Storage {
                dtype: storage_type(heap.global(class)?)?,
                key,
                len: unsigned(len)?,
                part: match view.first().and_then(|&view| heap.tuple(view)) {
                    Some(&[_key, offset, len]) => Some((unsigned(offset)?, unsigned(len)?)),
                    _ => None,
                },
            };
            Some(heap.add(Node::Storage(Box::new(storage))))
        }
        _ => None,
    }
}

/// The type of a storage's numbers: `Some(None)` if it is one that can't be read.
fn storage_type((module, name): (&str, &str)) -> Option<Option<Dtype>> {
    if !matches!(module, "torch" | "torch.cuda" | "torch.storage") {
        return None;
    }
    Some(Some(match name.strip_suffix("Storage")? {
        "Double" => Dtype::F64,
        "Float" => Dtype::F32,
        "Half" => Dtype::F16,
        "BFloat16" => Dtype::Bf16,
        "Long" => Dtype::I64,
        "Int" => Dtype::I32,
        "Short" => Dtype::I16,
        "Char" => Dtype::I8,
        "Byte" | "Untyped" => Dtype::U8,
        "Bool" => Dtype::Bool,
        "ComplexFloat" => Dtype::Complex64,
        "ComplexDouble" => Dtype::Complex128,
        _ => return Some(None),
    }))
}

/// The types that only tensors with untyped storages have.
fn newer_type((module, name): (&str, &str)) -> Option<Dtype> {
    match (module, name) {
        ("torch", "uint16") => Some(Dtype::U16),
        ("torch", "uint32") => Some(Dtype::U32),
        ("torch", "uint64") => Some(Dtype::U64),
        ("torch", name) if name.starts_with("float8_") => Some(Dtype::F8),
        _ => None,
    }
}

/// `(storage, offset, shape, strides, …)`, in the third version with the type as seventh.
pub(super) fn tensor<'a>(heap: &Heap<'a>, arguments: &[Value]) -> Option<Node<'a>> {
    let &[storage, offset, shape, strides, ref more @ ..] = arguments else { return None };
    let Node::Storage(storage) = heap.node(storage)? else { return None };
    let (shape, strides) = (heap.tuple(shape)?, heap.tuple(strides)?);
    if shape.len() != strides.len() || shape.len() > MAX_DIMENSIONS {
        return None;
    }
    let dtype = match more.get(2).and_then(|&dtype| heap.global(dtype)) {
        Some(dtype) => newer_type(dtype),
        None => storage.dtype,
    };
    let Some(dtype) = dtype else { return Some(Node::UnreadableTensor) };
    let shape = shape.iter().map(|&length| usize::try_from(unsigned(length)?).ok()).collect::<Option<_>>()?;
    let strides = strides.iter().map(|&stride| unsigned(stride)).collect::<Option<_>>()?;
    Some(Node::Tensor(Box::new(View { storage: **storage, dtype, offset: unsigned(offset)?, shape, strides })))
}

fn unsigned(value: Value) -> Option<u64> {
    match value {
        Value::Int(number) => u64::try_from(number).ok(),
        _ => None,
    }
}
