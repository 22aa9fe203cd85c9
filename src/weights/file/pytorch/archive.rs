//! PyTorch's container since 1.6: a zip archive with a pickle, `data.pkl`, and a file for each storage next to it. Archives
//! of `torch.jit.save` are the same, with the code of the modules in addition.

use std::collections::HashMap;

use super::{
    super::{File, Format},
    limits::Budget,
    pickle,
    value::Heap,
    views::{self, Storages},
    zip::Directory,
};
use crate::error::FileError;

/// Where the pickle is in the archive, up to its name: the folder may have any name, and may be missing. An archive of
/// several checkpoints is none.
pub(in super::super) fn prefix<'a>(directory: &Directory<'a>) -> Option<&'a str> {
    let prefix =
        |name: &'a str| name.strip_suffix("data.pkl").filter(|prefix| prefix.is_empty() || prefix.ends_with('/'));
    let mut prefixes = directory.names.iter().filter_map(|name| prefix(name));
    prefixes.next().filter(|_| prefixes.next().is_none())
}

/// Reads the archive whose pickle is at `prefix`.
pub(in super::super) fn read<'a>(
    bytes: &'a [u8],
    directory: &Directory<'a>,
    prefix: &str,
) -> Result<File<'a>, FileError> {
    let entry = |name: &str| directory.get(&format!("{prefix}{name}"));
    let pickled = entry("data.pkl")?.unwrap_or_default();
    let heap = &mut Heap::new(Budget::of_file(bytes.len()));
    let (root, _) = pickle::load(heap, pickled, 0)?;
    let big_endian = entry("byteorder")?.is_some_and(|order| order.trim_ascii() == b"big");
    let mut storages = Storages { bytes: HashMap::new(), big_endian };
    let folder = format!("{prefix}data/");
    for name in &directory.names {
        if let Some(key) = name.strip_prefix(&folder)
            && let Some(data) = directory.get(name)?
        {
            storages.bytes.insert(key, data);
        }
    }
    let is_script = entry("constants.pkl")?.is_some() || directory.has_folder(&format!("{prefix}code/"));
    if !is_script {
        return views::file(heap, root, &storages, Format::PytorchZip);
    }
    match views::file(heap, root, &storages, Format::Torchscript) {
        Ok(file) if !file.tensors.is_empty() => Ok(file),
        Ok(_) | Err(FileError::NoWeights { .. }) => Err(FileError::OpaqueTorchscript),
        Err(error) => Err(error),
    }
}
