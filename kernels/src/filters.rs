//! The filters of Winograd's algorithm, transformed at load.

use alloc::vec::Vec;

use crate::tile::PATCH;

/// Transforms filters of 3x3 taps, each to [`PLACES`](crate::PLACES) numbers.
pub fn transform_filters(filters: &[f32]) -> Vec<f32> {
    let matrix = [
        [0.25, 0.0, 0.0],
        [-1.0 / 6.0, -1.0 / 6.0, -1.0 / 6.0],
        [-1.0 / 6.0, 1.0 / 6.0, -1.0 / 6.0],
        [1.0 / 24.0, 1.0 / 12.0, 1.0 / 6.0],
        [1.0 / 24.0, -1.0 / 12.0, 1.0 / 6.0],
        [0.0, 0.0, 1.0],
    ];
    transform::<3, PATCH>(filters, &matrix)
}

/// The filters that were transformed, up to rounding.
pub fn filters_of(transformed: &[f32]) -> Vec<f32> {
    let matrix = [[4.0, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0, -3.0, 3.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]];
    transform::<PATCH, 3>(transformed, &matrix)
}

/// Multiplies each matrix of `FROM` rows and columns with `matrix` from the left, and with its transpose from the right.
#[inline(never)]
fn transform<const FROM: usize, const TO: usize>(squares: &[f32], matrix: &[[f64; FROM]; TO]) -> Vec<f32> {
    let mut transformed = Vec::with_capacity(squares.len() / (FROM * FROM) * TO * TO);
    for square in squares.chunks_exact(FROM * FROM) {
        let along: [[f64; TO]; FROM] = core::array::from_fn(|row| {
            core::array::from_fn(|to| (0..FROM).map(|at| matrix[to][at] * square[row * FROM + at] as f64).sum())
        });
        for to in matrix {
            let down = |column: usize| (0..FROM).map(|at| to[at] * along[at][column]).sum::<f64>() as f32;
            transformed.extend((0..TO).map(down));
        }
    }
    transformed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_survive_their_transformation() {
        let filters: Vec<f32> = (0..18).map(|i| (i as f32 * 0.7).sin()).collect();
        let back = filters_of(&transform_filters(&filters));
        assert_eq!(back.len(), filters.len());
        for (back, filter) in back.iter().zip(&filters) {
            assert!((back - filter).abs() < 1e-6, "{back} instead of {filter}");
        }
    }
}
