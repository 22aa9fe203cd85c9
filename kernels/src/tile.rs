//! The innermost loop: a block of outputs that fits into registers.

use wide::f32x4;

/// Output channels per tile.
pub const PACK: usize = 4;

/// Vectors of 4 pixels per tile. 4 x 2 sums, 2 inputs and 4 weights fit into the 15 registers available to wasm on x86.
const VECTORS: usize = 2;

/// Inputs per row and column of 4x4 outputs, which Winograd's algorithm computes together.
pub const PATCH: usize = 6;

/// Numbers that such inputs, or a filter, are transformed to.
pub const PLACES: usize = PATCH * PATCH;

/// Pixels per tile.
pub const PIXELS: usize = 4 * VECTORS;

/// Sums for [`PACK`] channels at [`PIXELS`] pixels.
pub type Sums = [[f32x4; VECTORS]; PACK];

/// Multiplies a pack of weights with a panel.
///
/// `weights` holds the bias, then [`PACK`] weights for each of the `columns` and each segment of the panel. `panel` consists
/// of segments of `SEGMENT` floats, plus an extra one; column c reads the floats c .. c + [`PIXELS`] of each segment.
///
/// The columns take turns, although each reads the whole panel: compilers move all loads to the beginning of the innermost
/// loop, so it must not have more loads than there are registers. Unrolled over three columns, it takes 1.7 times as long.
#[inline(never)]
pub fn multiply<const SEGMENT: usize>(columns: usize, weights: &[f32], panel: &[f32]) -> Sums {
    let (bias, weights) = weights.split_at(PACK);
    let mut sums: Sums = core::array::from_fn(|channel| [f32x4::splat(bias[channel]); VECTORS]);
    for (column, weights) in weights.chunks_exact(weights.len() / columns).enumerate() {
        add_products::<SEGMENT>(&mut sums, weights, &panel[column..]);
    }
    sums
}

/// The same without a bias, and with one column.
#[inline(never)]
pub fn products(weights: &[f32], panel: &[f32]) -> Sums {
    let mut sums = [[f32x4::ZERO; VECTORS]; PACK];
    add_products::<PIXELS>(&mut sums, weights, panel);
    sums
}

#[inline(always)]
fn add_products<const SEGMENT: usize>(sums: &mut Sums, weights: &[f32], panel: &[f32]) {
    let (weights, segments) = (weights.as_chunks::<PACK>().0, panel.as_chunks::<SEGMENT>().0);
    let [mut first, mut second, mut third, mut fourth] = *sums;
    for (weights, segment) in weights.iter().zip(segments) {
        let pixels = [load(segment), load(&segment[4..])];
        // Written out, because not every optimisation level would keep the sums of a loop in registers.
        first = add([first, pixels], weights[0]);
        second = add([second, pixels], weights[1]);
        third = add([third, pixels], weights[2]);
        fourth = add([fourth, pixels], weights[3]);
    }
    *sums = [first, second, third, fourth];
}

#[inline(always)]
fn add([sums, pixels]: [[f32x4; VECTORS]; 2], weight: f32) -> [f32x4; VECTORS] {
    let weight = f32x4::splat(weight);
    [multiply_add(pixels[0], weight, sums[0]), multiply_add(pixels[1], weight, sums[1])]
}

/// `a * b + c`, fused where the build may use relaxed SIMD: then the loop has 14 instructions instead of 22.
#[cfg(target_feature = "relaxed-simd")]
#[inline]
#[allow(unsafe_code)]
pub fn multiply_add(a: f32x4, b: f32x4, c: f32x4) -> f32x4 {
    use core::{arch::wasm32::f32x4_relaxed_madd, mem::transmute};
    // SAFETY: f32x4 is a v128 of 4 floats.
    unsafe { transmute(f32x4_relaxed_madd(transmute(a), transmute(b), transmute(c))) }
}

/// `a * b + c`.
#[cfg(not(target_feature = "relaxed-simd"))]
#[inline]
pub fn multiply_add(a: f32x4, b: f32x4, c: f32x4) -> f32x4 {
    a.mul_add(b, c)
}

/// Loads the first 4 floats with one instruction. From an array of 4 elements, compilers split overlapping loads.
#[inline]
pub fn load(floats: &[f32]) -> f32x4 {
    bytemuck::pod_read_unaligned(bytemuck::cast_slice(&floats[..4]))
}
