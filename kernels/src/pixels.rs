//! Pixels to the network's input. Never inlined: in a function that is compiled for size, the loops would not use SIMD.

use alloc::vec::Vec;

/// Appends one of the four channels of 8-bit pixels: (value / 255 - mean) / std.
#[inline(never)]
pub fn normalise(pixels: &[u8], channel: usize, mean: f32, std: f32, input: &mut Vec<f32>) {
    input.extend(pixels.chunks_exact(4).map(|pixel| (pixel[channel] as f32 / 255.0 - mean) / std));
}

/// Composites each pixel over white, rounded to whole numbers.
#[inline(never)]
pub fn over_white(rgba: &[u8]) -> Vec<u8> {
    let mut opaque = rgba.to_vec();
    for pixel in opaque.chunks_exact_mut(4) {
        let alpha = pixel[3] as u32;
        for value in &mut pixel[..3] {
            *value = ((*value as u32 * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        }
        pixel[3] = 255;
    }
    opaque
}

/// PIL's `L`, in place of red: 0.299 R + 0.587 G + 0.114 B, in 16-bit fixed point and rounded.
#[inline(never)]
pub fn luminance(mut opaque: Vec<u8>) -> Vec<u8> {
    for pixel in opaque.chunks_exact_mut(4) {
        let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
        pixel[0] = ((19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16) as u8;
    }
    opaque
}
