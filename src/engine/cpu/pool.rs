//! Everything but convolutions, for one image of a batch.

use crate::engine::program::Step;

/// The max pooling of ImageNet's stem. Its inputs have passed a ReLU, so the padding can be 0.
pub fn max(step: &Step, image: usize, source: &[f32], destination: &mut [f32]) {
    let layout = step.source.layout;
    // Each column's maximum over three rows, between two columns of padding.
    let mut largest = vec![0.0f32; layout.width + 2];
    each_row(step, image, source, destination, |_, from, y, out| {
        let columns = &mut largest[1..=layout.width];
        columns.fill(0.0);
        for row in (2 * y).max(1) - 1..(2 * y + 2).min(layout.height) {
            let row = &from[layout.row(image, row)..][..layout.width];
            columns.iter_mut().zip(row).for_each(|(largest, &v)| *largest = larger(*largest, v));
        }
        for (value, window) in out.iter_mut().zip(largest.windows(3).step_by(2)) {
            *value = larger(larger(window[0], window[1]), window[2]);
        }
    });
}

/// BN, ReLU and 2x2 average pooling of a transition.
pub fn average(step: &Step, image: usize, norms: &[[f32; 2]], source: &[f32], destination: &mut [f32]) {
    each_row(step, image, source, destination, |channel, from, y, out| {
        let row = |row: usize| &from[step.source.layout.row(image, row)..];
        let (above, below, [scale, shift]) = (row(2 * y), row(2 * y + 1), norms[channel]);
        let activated = |v: f32| larger(v * scale + shift, 0.0);
        for (value, (a, b)) in out.iter_mut().zip(above.chunks_exact(2).zip(below.chunks_exact(2))) {
            *value = (activated(a[0]) + activated(a[1]) + activated(b[0]) + activated(b[1])) * 0.25;
        }
    });
}

/// BN and ReLU of a layer without bottleneck.
pub fn activate(step: &Step, image: usize, norms: &[[f32; 2]], source: &[f32], destination: &mut [f32]) {
    each_row(step, image, source, destination, |channel, from, y, out| {
        let [scale, shift] = norms[channel];
        for (value, v) in out.iter_mut().zip(&from[step.source.layout.row(image, y)..]) {
            *value = larger(v * scale + shift, 0.0);
        }
    });
}

/// The last BN, ReLU, and the mean of each channel, to `[image][channel]`.
pub fn global_average(step: &Step, image: usize, norms: &[[f32; 2]], source: &[f32], destination: &mut [f32]) {
    let layout = step.source.layout;
    for (channel, from) in source.chunks_exact(layout.plane()).take(step.in_channels).enumerate() {
        let [scale, shift] = norms[channel];
        let rows = (0..layout.height).flat_map(|y| &from[layout.row(image, y)..][..layout.width]);
        let sum: f32 = rows.map(|v| larger(v * scale + shift, 0.0)).sum();
        destination[image * step.in_channels + channel] = sum / (layout.height * layout.width) as f32;
    }
}

/// Calls `fill` with a channel's index, its source plane, a row's index, and that row of the destination, for all rows of an
/// image in all channels.
fn each_row(
    step: &Step,
    image: usize,
    source: &[f32],
    destination: &mut [f32],
    mut fill: impl FnMut(usize, &[f32], usize, &mut [f32]),
) {
    let (from, to) = (step.source.layout, step.destination.layout);
    let planes = source.chunks_exact(from.plane()).zip(destination.chunks_exact_mut(to.plane()));
    for (channel, (source, plane)) in planes.take(step.in_channels).enumerate() {
        for y in 0..to.height {
            let row = to.row(image, y);
            fill(channel, source, y, &mut plane[row..row + to.width]);
        }
    }
}

/// The larger of two numbers; `f32::max` is a call in WebAssembly.
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}
