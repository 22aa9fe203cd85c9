//! Loops over weights, at load.

use alloc::vec::Vec;

/// Appends a pack of output channels to `packed`: weight by weight, one of each channel.
///
/// `rows` holds the channels' weights, row after row of `row` numbers, and there may be fewer than `width`: the missing ones
/// are 0. Each channel is multiplied by its scale. `step` is the distance between weights that follow each other: with 3, the
/// order is 0, 3, 6 …, 1, 4, 7 ….
pub fn interleave(rows: &[f32], row: usize, scales: &[f32], width: usize, step: usize, packed: &mut Vec<f32>) {
    let start = packed.len();
    packed.resize(start + row * width, 0.0);
    let packed = &mut packed[start..];
    for (channel, (weights, scale)) in rows.chunks_exact(row).zip(scales).enumerate() {
        let mut targets = packed[channel..].iter_mut().step_by(width);
        for first in 0..step {
            for (weight, target) in weights[first..].iter().step_by(step).zip(targets.by_ref()) {
                *target = weight * scale;
            }
        }
    }
}

/// Whether no number is infinite or NaN.
pub fn all_finite(numbers: &[f32]) -> bool {
    // Without an early end, this uses SIMD.
    numbers.chunks(1024).all(|numbers| numbers.iter().fold(true, |finite, number| finite & number.is_finite()))
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn channels_are_interleaved_in_order() {
        let mut packed = vec![9.0];
        interleave(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0], 3, &[1.0, 10.0], 4, 1, &mut packed);
        assert_eq!(packed, [9.0, 0.0, 30.0, 0.0, 0.0, 1.0, 40.0, 0.0, 0.0, 2.0, 50.0, 0.0, 0.0]);
        packed.clear();
        interleave(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0], 6, &[1.0], 1, 3, &mut packed);
        assert_eq!(packed, [0.0, 3.0, 1.0, 4.0, 2.0, 5.0]);
    }

    #[test]
    fn finite_numbers_are_told_from_others() {
        let mut numbers = vec![1.0; 3000];
        assert!(all_finite(&numbers));
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            numbers[2999] = odd;
            assert!(!all_finite(&numbers));
        }
    }
}
