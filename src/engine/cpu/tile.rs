//! The innermost loop: a block of outputs that fits the registers.

use wide::f32x4;

use crate::engine::program::Packing;

/// Output channels of a tile.
pub const PACK: usize = 4;

/// How the weights are read: a kernel's columns one after the other, so that a loop has one column's.
pub const PACKING: Packing = Packing { channels: PACK, columns_first: true };

/// Vectors of 4 pixels of a tile. 4 x 2 sums, 2 inputs and 4 weights fit the 15 registers that wasm engines have on x86.
const VECTORS: usize = 2;

/// Pixels of a tile.
pub const PIXELS: usize = 4 * VECTORS;

/// Sums for [`PACK`] channels at [`PIXELS`] pixels.
pub type Sums = [[f32x4; VECTORS]; PACK];

/// Multiplies a pack of weights with a panel.
///
/// `weights` is the bias, then for each of `columns` and each segment of the panel [`PACK`] weights. `panel` is a row of
/// segments of `SEGMENT` floats and one segment more; the column c of a segment reads its floats c .. c + [`PIXELS`].
///
/// One column at a time, though that reads the panel as often: the innermost loop must not have more loads than there are
/// registers, because compilers move them all to its beginning. Unrolled over three columns it takes 1.7 times as long.
#[inline(never)]
pub fn multiply<const SEGMENT: usize>(columns: usize, weights: &[f32], panel: &[f32]) -> Sums {
    let (bias, weights) = weights.split_at(PACK);
    let mut sums: Sums = std::array::from_fn(|channel| [f32x4::splat(bias[channel]); VECTORS]);
    for (column, weights) in weights.chunks_exact(weights.len() / columns).enumerate() {
        let (weights, segments) = (weights.as_chunks::<PACK>().0, panel[column..].as_chunks::<SEGMENT>().0);
        for (weights, segment) in weights.iter().zip(segments) {
            let pixels: [f32x4; VECTORS] = std::array::from_fn(|v| load(&segment[4 * v..]));
            for (&weight, sums) in weights.iter().zip(&mut sums) {
                let weight = f32x4::splat(weight);
                for (sum, pixels) in sums.iter_mut().zip(pixels) {
                    *sum = pixels.mul_add(weight, *sum);
                }
            }
        }
    }
    sums
}

/// The first 4 floats, by one instruction: spelled out as an array, overlapping loads are taken apart by the compiler.
#[inline]
pub fn load(floats: &[f32]) -> f32x4 {
    bytemuck::pod_read_unaligned(bytemuck::cast_slice(&floats[..4]))
}
