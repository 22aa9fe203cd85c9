//! PyTorch's checkpoints: a pickle of nested objects, and the storages that its tensors view.
//!
//! From the bottom up: `limits` bounds what a pickle may build; `value` has what it builds; `pickle` is the machine that
//! builds it; `module`, `keys` and `find` look for the weights in it; `views` turns them into tensors, and `plain` the values beside
//! them into text. [`archive`] and [`legacy`] are the two containers, and `zip` is the directory of the first.
//!
//! No code in a pickle is ever run. All memory and time is in proportion to the file: at most 64 bytes per byte of the file,
//! and 1 MiB; see `limits`.

mod archive;
mod find;
mod keys;
mod legacy;
mod limits;
mod module;
mod pickle;
mod plain;
mod value;
mod views;
mod zip;

pub(super) use archive::{prefix, read as read_archive};
pub(super) use legacy::read as read_legacy;
pub(super) use zip::Directory;
