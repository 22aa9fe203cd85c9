//! Everything but convolutions, for one image of a batch.

use crate::engine::program::{Layout, Step};

/// The max pooling of a stem. Its inputs have passed a ReLU, so the padding can be 0.
pub fn max(step: &Step, image: usize, source: &[f32], destination: &mut [f32]) {
    let layout = step.source.layout;
    let mut largest = vec![0.0f32; layout.width + 2];
    each_row(step, image, source, destination, |_, from, y, out| {
        maxima_of_columns(layout, &from[layout.row(image, 0)..], 2 * y, &mut largest);
        for (value, window) in out.iter_mut().zip(largest.windows(3).step_by(2)) {
            *value = largest_of(window);
        }
    });
}

/// 3x3 maxima with stride 1, then a blur with stride 2: [1, 2, 1] / 4 in both directions, reflected at the borders.
pub fn blur(step: &Step, image: usize, source: &[f32], destination: &mut [f32]) {
    let layout = step.source.layout;
    let reflect = |n: usize, size: usize| if n == 0 { 1 } else { n - 1 - 2 * usize::from(n > size) };
    let (mut largest, mut blurred) = (vec![0.0f32; layout.width + 2], vec![0.0f32; layout.width]);
    each_row(step, image, source, destination, |_, from, y, out| {
        blurred.fill(0.0);
        for (tap, weight) in [1.0, 2.0, 1.0].into_iter().enumerate() {
            let row = reflect(2 * y + tap, layout.height);
            maxima_of_columns(layout, &from[layout.row(image, 0)..], row, &mut largest);
            let windows = blurred.iter_mut().zip(largest.windows(3));
            windows.for_each(|(sum, window)| *sum += weight * largest_of(window));
        }
        for (x, value) in out.iter_mut().enumerate() {
            let [left, middle, right] = [0, 1, 2].map(|tap| blurred[reflect(2 * x + tap, layout.width)]);
            *value = (left + 2.0 * middle + right) / 16.0;
        }
    });
}

/// Each column's maximum over the three rows around `row`, between two columns of padding. `rows` are those of an image.
fn maxima_of_columns(layout: Layout, rows: &[f32], row: usize, largest: &mut [f32]) {
    let columns = &mut largest[1..=layout.width];
    columns.fill(0.0);
    for row in row.max(1) - 1..(row + 2).min(layout.height) {
        let row = &rows[row * layout.stride()..][..layout.width];
        columns.iter_mut().zip(row).for_each(|(largest, &v)| *largest = larger(*largest, v));
    }
}

fn largest_of(window: &[f32]) -> f32 {
    larger(larger(window[0], window[1]), window[2])
}

/// BN, ReLU and 2x2 average pooling of a transition.
pub fn average(step: &Step, image: usize, norms: &[[f32; 2]], source: &[f32], destination: &mut [f32]) {
    let floor = if step.activates { 0.0 } else { f32::NEG_INFINITY };
    each_row(step, image, source, destination, |channel, from, y, out| {
        let row = |row: usize| &from[step.source.layout.row(image, row)..];
        let (above, below, [scale, shift]) = (row(2 * y), row(2 * y + 1), norms[channel]);
        let activated = |v: f32| larger(v * scale + shift, floor);
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
