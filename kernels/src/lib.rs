//! The inner loops of the CPU engine, for one image of a batch at a time, on plain slices.
//!
//! They are a crate of their own because only they must be compiled for speed: everything else in the WebAssembly is compiled
//! for size, and Rust sets that per crate.
//!
//! A convolution runs tile by tile: `panel` gathers the inputs of a few neighbouring outputs and applies the batch
//! normalisation if there is one, and `tile` multiplies them with all packs of weights while they are in the cache. `pool` is
//! everything else. `backward` is what only gradients need. `layout` says where features are; `pack` prepares weights, and `pixels` the
//! input.

mod backward;
mod convolution;
mod layout;
mod pack;
mod panel;
mod pixels;
mod pool;
mod tile;

pub use backward::{Strided, mask, through_norm};
pub use convolution::{Convolution, Window, linear};
pub use layout::{Layout, MARGIN};
pub use pack::{all_finite, interleave};
pub use pixels::{luminance, normalise, over_white};
pub use pool::Pool;
pub use tile::PACK;
