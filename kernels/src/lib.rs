//! The loops of the CPU engine, for one image of a batch at a time, on plain slices.
//!
//! They are a crate of their own because only they must be compiled for speed, which Rust sets per crate, and because several
//! threads of a browser run them in a WebAssembly module that has nothing else, see `threads/`.
//!
//! A [`Task`] is a step of a pass as plain data, and consists of units, which threads share. A convolution runs tile by tile:
//! `panel` gathers the inputs of a few neighbouring outputs and applies the batch normalisation if there is one, and `tile`
//! multiplies them with packs of weights while they are in the cache; `winograd` is the faster way for 3x3. `pool` is
//! everything else. `backward` is what only gradients need. `layout` says where features are; `pack` prepares weights, and
//! `pixels` the input.
#![no_std]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(test)]
extern crate std;

#[cfg(feature = "alloc")]
mod backward;
mod convolution;
#[cfg(feature = "alloc")]
mod filters;
mod layout;
#[cfg(feature = "alloc")]
mod pack;
mod panel;
#[cfg(feature = "alloc")]
mod pixels;
mod pool;
mod task;
mod tile;
mod winograd;

pub use layout::{Layout, MARGIN};
pub use task::{Kind, Operands, Task, WORDS};
pub use tile::{PACK, PLACES};
#[cfg(feature = "alloc")]
pub use {
    backward::{Strided, mask, through_norm},
    filters::{filters_of, transform_filters},
    pack::{all_finite, interleave},
    pixels::{luminance, normalise, over_white},
};
