//! The loops of the backward pass that have no counterpart in the forward pass. Never inlined, as those of `pool`.

use alloc::vec::Vec;

use crate::Layout;

/// Lets a row of gradients through where the features are positive.
#[inline(never)]
pub fn mask(gradients: &mut [f32], features: &[f32]) {
    let pairs = gradients.iter_mut().zip(features);
    pairs.for_each(|(gradient, &feature)| *gradient = if feature > 0.0 { *gradient } else { 0.0 });
}

/// Back through BN, and a ReLU if `floor` is 0 instead of minus infinity, for a row of a channel. Adds to `to`. Returns the
/// sum of the activated features times their gradients.
#[inline(never)]
pub fn through_norm([scale, shift]: [f32; 2], floor: f32, gradients: &[f32], features: &[f32], to: &mut [f32]) -> f32 {
    let mut effect = 0.0;
    for ((to, &gradient), &feature) in to.iter_mut().zip(gradients).zip(features) {
        let activated = feature * scale + shift;
        let passed = if activated > floor { gradient } else { 0.0 };
        effect += passed * activated;
        *to += passed * scale;
    }
    effect
}

/// A square convolution with stride 2 and the usual padding.
#[derive(Clone, Copy, Debug)]
pub struct Strided<'a> {
    /// Height and width of the filters.
    pub kernel: usize,
    /// Channels read.
    pub in_channels: usize,
    /// `[output channel][input channel][row][column]`.
    pub weights: &'a [f32],
    /// The layout of the output.
    pub layout: Layout,
}

impl Strided<'_> {
    /// The gradient of a row of an input channel, given that of the output. `sums` is memory to be used again.
    ///
    /// Even and odd columns are summed apart, so that neighbours are computed together.
    #[inline(never)]
    pub fn back(&self, channel: usize, row: usize, gradients: &[f32], to: &mut [f32], sums: &mut Vec<f32>) {
        const MARGIN: usize = 2;
        let &Self { kernel, layout, .. } = self;
        let (padding, half) = (kernel / 2, layout.width + 2 * MARGIN);
        sums.clear();
        sums.resize(2 * half, 0.0);
        // The taps through which an output row reads this row.
        for ky in (0..kernel).filter(|ky| row + padding >= *ky && (row + padding - ky).is_multiple_of(2)) {
            let output_row = (row + padding - ky) / 2;
            if output_row >= layout.height {
                continue;
            }
            let filters = self.weights.chunks_exact(self.in_channels * kernel * kernel);
            for (filter, gradients) in filters.zip(gradients.chunks_exact(layout.plane())) {
                let gradients = &gradients[layout.row(0, output_row)..][..layout.width];
                let taps = &filter[(channel * kernel + ky) * kernel..][..kernel];
                for (kx, weight) in taps.iter().enumerate() {
                    // Output column x reads column 2x + kx - padding, counted from the margin.
                    let column = kx + 2 * MARGIN - padding;
                    let sums = &mut sums[column % 2 * half + column / 2..][..layout.width];
                    sums.iter_mut().zip(gradients).for_each(|(sum, gradient)| *sum += weight * gradient);
                }
            }
        }
        for (x, value) in to.iter_mut().enumerate() {
            *value = sums[x % 2 * half + x / 2 + MARGIN];
        }
    }
}
