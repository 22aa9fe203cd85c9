//! The innermost loop: a block of outputs that fits the registers.

use wide::f32x4;

/// Output channels of a tile; the weights are packed so.
pub const PACK: usize = 4;

/// Vectors of 4 pixels of a tile. 4 x 2 sums, 2 inputs, a weight and a product fit the 15 registers that wasm engines have on
/// x86; with 3 vectors they don't.
const VECTORS: usize = 2;

/// Pixels of a tile.
pub const PIXELS: usize = 4 * VECTORS;

/// Sums for [`PACK`] channels at [`PIXELS`] pixels.
pub type Sums = [[f32x4; VECTORS]; PACK];

/// Multiplies a pack of weights with a panel.
///
/// `weights` is the bias, then for each segment `TAPS` times [`PACK`] weights. `panel` is a row of segments of `SEGMENT`
/// floats; tap t of a segment reads its floats t .. t + [`PIXELS`].
#[inline]
pub fn multiply<const TAPS: usize, const SEGMENT: usize>(weights: &[f32], panel: &[f32]) -> Sums {
    let (bias, weights) = weights.split_at(PACK);
    let mut sums: Sums = std::array::from_fn(|channel| [f32x4::splat(bias[channel]); VECTORS]);
    for (weights, segment) in weights.chunks_exact(TAPS * PACK).zip(panel.chunks_exact(SEGMENT)) {
        for tap in 0..TAPS {
            let pixels: [f32x4; VECTORS] = std::array::from_fn(|v| load(&segment[tap + 4 * v..]));
            for (channel, sums) in sums.iter_mut().enumerate() {
                let weight = f32x4::splat(weights[tap * PACK + channel]);
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
