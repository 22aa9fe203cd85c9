//! Everything but convolutions, for one image of a batch.

use wide::f32x4;

use crate::Layout;

/// A step that computes each channel from one channel. Its functions are never inlined: in a function that is compiled for
/// size, their loops would not use SIMD.
#[derive(Clone, Copy, Debug)]
pub struct Pool<'a> {
    /// How many channels there are.
    pub channels: usize,
    /// The layout of what is read.
    pub from: Layout,
    /// The layout of what is written.
    pub to: Layout,
    /// Scale and shift per channel, where the step has them.
    pub norms: &'a [[f32; 2]],
    /// Whether a ReLU follows them.
    pub activates: bool,
}

impl Pool<'_> {
    /// The max pooling of a stem. Its inputs have passed a ReLU, so the padding can be 0.
    #[inline(never)]
    pub fn max(&self, image: usize, source: &[f32], destination: &mut [f32]) {
        let layout = self.from;
        let mut largest = vec![0.0f32; layout.width + 2];
        self.each_row(image, source, destination, |_, from, y, out| {
            maxima_of_columns(layout, &from[layout.row(image, 0)..], 2 * y, &mut largest);
            for (value, window) in out.iter_mut().zip(largest.windows(3).step_by(2)) {
                *value = largest_of(window);
            }
        });
    }

    /// 3x3 maxima with stride 1, then a blur with stride 2: [1, 2, 1] / 4 in both directions, reflected at the borders.
    #[inline(never)]
    pub fn blur(&self, image: usize, source: &[f32], destination: &mut [f32]) {
        let layout = self.from;
        let reflect = |n: usize, size: usize| if n == 0 { 1 } else { n - 1 - 2 * usize::from(n > size) };
        let (mut largest, mut blurred) = (vec![0.0f32; layout.width + 2], vec![0.0f32; layout.width]);
        self.each_row(image, source, destination, |_, from, y, out| {
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

    /// BN, ReLU and 2x2 average pooling of a transition.
    #[inline(never)]
    pub fn average(&self, image: usize, source: &[f32], destination: &mut [f32]) {
        let floor = if self.activates { 0.0 } else { f32::NEG_INFINITY };
        self.each_row(image, source, destination, |channel, from, y, out| {
            let row = |row: usize| &from[self.from.row(image, row)..][..self.from.stride()];
            let (above, below, [scale, shift]) = (row(2 * y), row(2 * y + 1), self.norms[channel]);
            let [scale, shift] = [scale, shift].map(f32x4::splat);
            let activated = |row: &[f32; 4]| f32x4::from(*row).mul_add(scale, shift).max(f32x4::splat(floor));
            // Rows end with padding, so there are always 4 columns.
            for (values, (a, b)) in out.chunks_mut(2).zip(above.as_chunks().0.iter().zip(below.as_chunks().0)) {
                let [first, second, third, fourth] = (activated(a) + activated(b)).to_array();
                values[0] = (first + second) * 0.25;
                if let Some(value) = values.get_mut(1) {
                    *value = (third + fourth) * 0.25;
                }
            }
        });
    }

    /// BN and ReLU of a layer without bottleneck.
    #[inline(never)]
    pub fn activate(&self, image: usize, source: &[f32], destination: &mut [f32]) {
        self.each_row(image, source, destination, |channel, from, y, out| {
            let [scale, shift] = self.norms[channel];
            for (value, v) in out.iter_mut().zip(&from[self.from.row(image, y)..]) {
                *value = larger(v * scale + shift, 0.0);
            }
        });
    }

    /// The last BN, ReLU, and the mean of each channel, to `[image][channel]`.
    #[inline(never)]
    pub fn global_average(&self, image: usize, source: &[f32], destination: &mut [f32]) {
        let layout = self.from;
        for (channel, from) in source.chunks_exact(layout.plane()).take(self.channels).enumerate() {
            let [scale, shift] = self.norms[channel];
            let rows = (0..layout.height).flat_map(|y| &from[layout.row(image, y)..][..layout.width]);
            let sum: f32 = rows.map(|v| larger(v * scale + shift, 0.0)).sum();
            destination[image * self.channels + channel] = sum / (layout.height * layout.width) as f32;
        }
    }

    /// Calls `fill` with a channel's index, its source plane, a row's index, and that row of the destination, for all rows of
    /// an image in all channels.
    fn each_row(
        &self,
        image: usize,
        source: &[f32],
        destination: &mut [f32],
        mut fill: impl FnMut(usize, &[f32], usize, &mut [f32]),
    ) {
        let (from, to) = (self.from, self.to);
        let planes = source.chunks_exact(from.plane()).zip(destination.chunks_exact_mut(to.plane()));
        for (channel, (source, plane)) in planes.take(self.channels).enumerate() {
            for y in 0..to.height {
                let row = to.row(image, y);
                fill(channel, source, y, &mut plane[row..row + to.width]);
            }
        }
    }
}

/// Each column's maximum over the three rows around `row`, between two columns of padding. `rows` are those of an image.
fn maxima_of_columns(layout: Layout, rows: &[f32], row: usize, largest: &mut [f32]) {
    let columns = &mut largest[1..=layout.width];
    columns.fill(0.0);
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
