//! libjpeg's accurate inverse DCT (`jidctint.c`), in integers: 13 bits of the constants, 2 more between the passes.

use std::num::Wrapping;

type Number = Wrapping<i32>;

const BITS: usize = 13;
const BETWEEN: usize = 2;

/// Samples of a block, 0 to 255.
pub(super) fn samples(block: &[i16; 64], quantisation: &[u16; 64]) -> [u8; 64] {
    let mut numbers = [Wrapping(0); 64];
    for (number, (coefficient, factor)) in numbers.iter_mut().zip(block.iter().zip(quantisation)) {
        *number = Wrapping(i32::from(*coefficient)) * Wrapping(i32::from(*factor));
    }
    for column in 0..8 {
        let results = pass([0, 1, 2, 3, 4, 5, 6, 7].map(|row| numbers[8 * row + column]));
        for (row, result) in results.into_iter().enumerate() {
            numbers[8 * row + column] = rounded(result, BITS - BETWEEN);
        }
    }
    let mut samples = [0; 64];
    for (row, samples) in samples.chunks_exact_mut(8).enumerate() {
        let results = pass([0, 1, 2, 3, 4, 5, 6, 7].map(|column| numbers[8 * row + column]));
        for (sample, result) in samples.iter_mut().zip(results) {
            *sample = (rounded(result, BITS + BETWEEN + 3).0.wrapping_add(128)).clamp(0, 255) as u8;
        }
    }
    samples
}

fn rounded(number: Number, bits: usize) -> Number {
    (number + Wrapping(1 << (bits - 1))) >> bits
}

fn pass(n: [Number; 8]) -> [Number; 8] {
    let c = |constant: i32| Wrapping(constant);
    let z1 = (n[2] + n[6]) * c(4433);
    let even2 = z1 - n[6] * c(15137);
    let even3 = z1 + n[2] * c(6270);
    let even0 = (n[0] + n[4]) << BITS;
    let even1 = (n[0] - n[4]) << BITS;
    let [t10, t13, t11, t12] = [even0 + even3, even0 - even3, even1 + even2, even1 - even2];

    let [t0, t1, t2, t3] = [n[7], n[5], n[3], n[1]];
    let z5 = (t0 + t2 + t1 + t3) * c(9633);
    let z1 = (t0 + t3) * c(-7373);
    let z2 = (t1 + t2) * c(-20995);
    let z3 = (t0 + t2) * c(-16069) + z5;
    let z4 = (t1 + t3) * c(-3196) + z5;
    let t0 = t0 * c(2446) + z1 + z3;
    let t1 = t1 * c(16819) + z2 + z4;
    let t2 = t2 * c(25172) + z2 + z3;
    let t3 = t3 * c(12299) + z1 + z4;
    [t10 + t3, t11 + t2, t12 + t1, t13 + t0, t13 - t0, t12 - t1, t11 - t2, t10 - t3]
}
