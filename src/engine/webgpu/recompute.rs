//! A few outputs of a step, computed on the CPU from the inputs that the GPU had.

use super::sample_area::{CHANNELS, Sample};
use crate::{
    Precision,
    engine::program::{Operation, PackedWeights, Step},
};

/// The outputs of a sample, and the scale of their errors.
pub fn outputs(
    step: &Step,
    packed: &PackedWeights,
    norms: &[[f32; 2]],
    sample: &Sample,
    inputs: &[f32],
    precision: Precision,
) -> [(f32, f32); CHANNELS] {
    use Operation::{Activate, AveragePool, BlurPool, GlobalAverage, MaxPool};
    let taps = sample.area.taps as usize;
    let has_norm = step.applies_norm();
    // Each output is computed from one channel.
    let is_pooling = matches!(step.operation, MaxPool | BlurPool | AveragePool | Activate | GlobalAverage);
    let mut outputs = [(0.0f32, 0.0f32); CHANNELS];
    let mut weights = [].as_slice();
    if !is_pooling {
        let pack = (inputs.len() + 1) * CHANNELS;
        weights = packed.weights[step.weights + sample.first / CHANNELS * pack..][..pack].as_chunks::<CHANNELS>().0;
        outputs = weights[0].map(|bias| (bias, bias * bias));
    }
    // What a GPU may flush to zero in f16.
    let tiny = if precision == Precision::F16 { 3e-3 } else { 0.0 };
    let floor = if step.activates { 0.0 } else { f32::NEG_INFINITY };
    for (index, &input) in inputs.iter().enumerate() {
        let (mut value, mut size) = (input, input.abs());
        if has_norm {
            let first = if is_pooling { sample.first } else { 0 };
            let [scale, shift] = norms[step.norm + first + index / taps];
            (value, size) = ((input * scale + shift).max(floor), (input * scale).abs() + shift.abs());
        }
        if is_pooling {
            let (sum, squares) = &mut outputs[index / taps];
            match step.operation {
                MaxPool => *sum = sum.max(value),
                BlurPool => {}
                _ => *sum += value / taps as f32,
            }
            *squares += (size / taps as f32).powi(2);
        } else {
            for ((sum, squares), weight) in outputs.iter_mut().zip(&weights[index + 1]) {
                *sum += weight * value;
                *squares += ((weight.abs() + tiny) * (size + tiny)).powi(2);
            }
        }
    }
    if step.operation == BlurPool {
        for ((sum, _), window) in outputs.iter_mut().zip(inputs.chunks_exact(taps)) {
            *sum = blurred_maxima(window);
        }
    }
    outputs.map(|(sum, squares)| (if is_pooling { sum } else { sum.max(floor) }, squares.sqrt()))
}

/// The blur of 3x3 maxima in a window of 5x5.
fn blurred_maxima(window: &[f32]) -> f32 {
    let weight = |tap: usize| if tap == 1 { 2.0 } else { 1.0 };
    let maximum = |first: usize| {
        let rows = (0..3).flat_map(|row| &window[first + 5 * row..][..3]);
        rows.fold(0.0f32, |largest, &value| largest.max(value))
    };
    (0..9).map(|tap| weight(tap / 3) * weight(tap % 3) * maximum(tap / 3 * 5 + tap % 3)).sum::<f32>() / 16.0
}
