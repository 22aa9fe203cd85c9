//! Everything but convolutions, for one image of a batch: tasks that compute each channel from one channel. Their functions are
//! never inlined: in a function that is compiled for size, their loops would not use SIMD.

use core::cell::Cell;

use wide::f32x4;

use crate::{
    Kind, Layout, Operands, Task,
    task::{Part, plane},
};

impl Task {
    /// Computes some channels of an image. `panel` has room for two rows.
    #[inline(never)]
    pub(crate) fn pool(&self, channels: Part, image: usize, operands: &Operands, panel: &mut [f32]) {
        for channel in channels {
            let from = &operands.source[channel * self.from.plane()..][..self.from.plane()];
            // Not all of these tasks have norms.
            let norm = operands.norms.get(self.norms + channel).copied().unwrap_or_default();
            if self.kind == Kind::GlobalAverage {
                let mean = self.mean(image, from, norm);
                operands.destination[image * self.in_channels + channel].set(mean);
                continue;
            }
            let plane = plane(operands.destination, self.to, channel);
            for y in 0..self.to.height {
                let out = &plane[self.to.row(image, y)..][..self.to.width];
                match self.kind {
                    Kind::MaxPool => max(self.from, &from[self.from.row(image, 0)..], y, out, panel),
                    Kind::BlurPool => blur(self.from, &from[self.from.row(image, 0)..], y, out, panel),
                    Kind::AveragePool => {
                        let row = |row: usize| &from[self.from.row(image, row)..][..self.from.stride()];
                        average([row(2 * y), row(2 * y + 1)], norm, self.floor(), out);
                    }
                    _ => activate(&from[self.from.row(image, y)..], norm, out),
                }
            }
        }
    }

    /// The mean of a channel after BN and ReLU.
    fn mean(&self, image: usize, from: &[f32], [scale, shift]: [f32; 2]) -> f32 {
        let layout = self.from;
        let rows = (0..layout.height).flat_map(|y| &from[layout.row(image, y)..][..layout.width]);
        let sum: f32 = rows.map(|v| larger(v * scale + shift, 0.0)).sum();
        sum / (layout.height * layout.width) as f32
    }
}

/// A row of the max pooling of a stem. Its inputs have passed a ReLU, so the padding can be 0.
#[inline(never)]
fn max(layout: Layout, rows: &[f32], y: usize, out: &[Cell<f32>], panel: &mut [f32]) {
    let largest = &mut panel[..layout.width + 2];
    maxima_of_columns(layout, rows, 2 * y, largest);
    for (value, window) in out.iter().zip(largest.windows(3).step_by(2)) {
        value.set(largest_of(window));
    }
}

/// A row of 3x3 maxima with stride 1, then a blur with stride 2: [1, 2, 1] / 4 in both directions, reflected at the borders.
#[inline(never)]
fn blur(layout: Layout, rows: &[f32], y: usize, out: &[Cell<f32>], panel: &mut [f32]) {
    let reflect = |n: usize, size: usize| if n == 0 { 1 } else { n - 1 - 2 * usize::from(n > size) };
    let (largest, blurred) = panel.split_at_mut(layout.width + 2);
    let blurred = &mut blurred[..layout.width];
    blurred.fill(0.0);
    for (tap, weight) in [1.0, 2.0, 1.0].into_iter().enumerate() {
        maxima_of_columns(layout, rows, reflect(2 * y + tap, layout.height), largest);
        let windows = blurred.iter_mut().zip(largest.windows(3));
        windows.for_each(|(sum, window)| *sum += weight * largest_of(window));
    }
    for (x, value) in out.iter().enumerate() {
        let [left, middle, right] = [0, 1, 2].map(|tap| blurred[reflect(2 * x + tap, layout.width)]);
        value.set((left + 2.0 * middle + right) / 16.0);
    }
}

/// A row of BN, ReLU and 2x2 average pooling.
#[inline(never)]
fn average([above, below]: [&[f32]; 2], [scale, shift]: [f32; 2], floor: f32x4, out: &[Cell<f32>]) {
    let [scale, shift] = [scale, shift].map(f32x4::splat);
    let activated = |row: &[f32; 4]| f32x4::from(*row).mul_add(scale, shift).max(floor);
    // Rows end with padding, so there are always 4 columns.
    for (values, (a, b)) in out.chunks(2).zip(above.as_chunks().0.iter().zip(below.as_chunks().0)) {
        let [first, second, third, fourth] = (activated(a) + activated(b)).to_array();
        values[0].set((first + second) * 0.25);
        if let Some(value) = values.get(1) {
            value.set((third + fourth) * 0.25);
        }
    }
}

/// A row of BN and ReLU.
#[inline(never)]
fn activate(from: &[f32], [scale, shift]: [f32; 2], out: &[Cell<f32>]) {
    for (value, v) in out.iter().zip(from) {
        value.set(larger(v * scale + shift, 0.0));
    }
}

/// Each column's maximum over the three rows around `row`, between two columns of padding. `rows` are those of an image.
fn maxima_of_columns(layout: Layout, rows: &[f32], row: usize, largest: &mut [f32]) {
    largest.fill(0.0);
    let columns = &mut largest[1..=layout.width];
    for row in row.max(1) - 1..(row + 2).min(layout.height) {
        let row = &rows[row * layout.stride()..][..layout.width];
        let (vectors, rest) = columns.as_chunks_mut::<4>();
        let (row_vectors, row_rest) = row.as_chunks::<4>();
        for (largest, row) in vectors.iter_mut().zip(row_vectors) {
            *largest = f32x4::from(*largest).max(f32x4::from(*row)).to_array();
        }
        rest.iter_mut().zip(row_rest).for_each(|(largest, &v)| *largest = larger(*largest, v));
    }
}

fn largest_of(window: &[f32]) -> f32 {
    larger(larger(window[0], window[1]), window[2])
}

/// The larger of two numbers; `f32::max` is a call in WebAssembly.
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}
