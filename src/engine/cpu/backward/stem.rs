//! Back through the stems that pool.

use densenet_kernels::Strided;

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

/// Through the first convolution, with stride 2 and the usual padding.
pub fn strided(step: &ReverseStep, kernel: usize, weights: &[f32], from: &[f32], to: &mut [f32], sums: &mut Vec<f32>) {
    let step = &step.step;
    let (layout, destination) = (step.source.layout, step.destination.layout);
    let weights = &weights[step.weights..][..step.out_channels * step.in_channels * kernel * kernel];
    let convolution = Strided { kernel, in_channels: step.in_channels, weights, layout };
    for channel in 0..step.in_channels {
        for y in 0..destination.height {
            convolution.back(channel, y, from, &mut to[row(destination, channel, y)], sums);
        }
    }
}
