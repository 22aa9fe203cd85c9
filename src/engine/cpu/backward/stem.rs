//! Back through the stems that pool.

use super::{Features, row};
use crate::engine::program::ReverseStep;

/// To the largest value of each 3x3 window; of several, to the first one.
pub fn max_pool(step: &ReverseStep, stride: usize, features: &Features, from: &[f32], to: &mut [f32]) {
    let step = &step.step;
    let (source, destination) = (step.source.layout, step.destination.layout);
    to.fill(0.0);
    for channel in 0..step.in_channels {
        for y in 0..source.height {
            for (x, gradient) in from[row(source, channel, y)].iter().enumerate() {
                let rows = (stride * y).max(1) - 1..(stride * y + 2).min(destination.height);
                let columns = (stride * x).max(1) - 1..(stride * x + 2).min(destination.width);
                let (mut largest, mut at) = (f32::NEG_INFINITY, [0, 0]);
                for v in rows {
                    let features = features.row(channel, v);
                    for u in columns.clone() {
                        if features[u] > largest {
                            (largest, at) = (features[u], [v, u]);
                        }
                    }
                }
                to[row(destination, channel, at[0])][at[1]] += gradient;
            }
        }
    }
}

/// To the maxima that a blur read: [1, 2, 1] / 4 in both directions, reflected at the borders.
pub fn blur(step: &ReverseStep, from: &[f32], to: &mut [f32]) {
    let step = &step.step;
    let (source, destination) = (step.source.layout, step.destination.layout);
    let reflect = |n: usize, size: usize| if n == 0 { 1 } else { n - 1 - 2 * usize::from(n > size) };
    to.fill(0.0);
    for channel in 0..step.in_channels {
        for y in 0..source.height {
            for tap in 0..9 {
                let weight = [1.0, 2.0, 1.0][tap / 3] * [1.0, 2.0, 1.0][tap % 3] / 16.0;
                let to = &mut to[row(destination, channel, reflect(2 * y + tap / 3, destination.height))];
                for (x, gradient) in from[row(source, channel, y)].iter().enumerate() {
                    to[reflect(2 * x + tap % 3, destination.width)] += weight * gradient;
                }
            }
        }
    }
}

/// Through the first convolution, with stride 2 and the usual padding. Even and odd columns of a row are summed apart, so
/// that neighbours are computed together.
pub fn strided(step: &ReverseStep, kernel: usize, weights: &[f32], from: &[f32], to: &mut [f32]) {
    const MARGIN: usize = 2;
    let step = &step.step;
    let (source, destination) = (step.source.layout, step.destination.layout);
    let padding = kernel / 2;
    let half = source.width + 2 * MARGIN;
    let mut sums = vec![0.0; 2 * half];
    for channel in 0..step.in_channels {
        for y in 0..destination.height {
            sums.fill(0.0);
            // The taps through which an output row reads this row.
            for ky in (0..kernel).filter(|ky| y + padding >= *ky && (y + padding - ky).is_multiple_of(2)) {
                let output_row = (y + padding - ky) / 2;
                if output_row >= source.height {
                    continue;
                }
                for output in 0..step.out_channels {
                    let gradients = &from[row(source, output, output_row)];
                    let taps =
                        &weights[step.weights + ((output * step.in_channels + channel) * kernel + ky) * kernel..];
                    for (kx, weight) in taps[..kernel].iter().enumerate() {
                        // Output column x reads column 2x + kx - padding, counted from the margin.
                        let column = kx + 2 * MARGIN - padding;
                        let sums = &mut sums[column % 2 * half + column / 2..][..source.width];
                        sums.iter_mut().zip(gradients).for_each(|(sum, gradient)| *sum += weight * gradient);
                    }
                }
            }
            for (x, value) in to[row(destination, channel, y)].iter_mut().enumerate() {
                *value = sums[x % 2 * half + x / 2 + MARGIN];
            }
        }
    }
}
