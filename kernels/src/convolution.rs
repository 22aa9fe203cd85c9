//! Convolutions and the classifier, for one image of a batch.

use crate::{
    Layout,
    panel::{self, SEGMENT_3X3},
    tile::{self, PACK, PIXELS, Sums},
};

/// The inputs of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// 1x1.
    Pixel,
    /// 3x3 with stride 1; reads a padded layout.
    Square3x3,
    /// 3x3 with stride 2 and a padding of 1.
    Strided3x3,
    /// 7x7 with stride 2 and a padding of 3.
    Strided7x7,
}

/// A convolution with everything but its inputs and outputs.
#[derive(Clone, Copy, Debug)]
pub struct Convolution<'a> {
    /// The inputs of an output.
    pub window: Window,
    /// Channels read.
    pub in_channels: usize,
    /// Channels written.
    pub out_channels: usize,
    /// The first channel written.
    pub first_channel: usize,
    /// The layout of what is read.
    pub from: Layout,
    /// The layout of what is written.
    pub to: Layout,
    /// Scale and shift per input channel, followed by a ReLU, of a 1x1 convolution that has them.
    pub norms: Option<&'a [[f32; 2]]>,
    /// Whether a ReLU follows.
    pub activates: bool,
    /// `[pack of output channels][bias, then column x input channel x row][channel]`, from the first pack on.
    pub weights: &'a [f32],
}

impl Convolution<'_> {
    /// Convolves an image, tile by tile. `panel` is memory to be used again.
    ///
    /// Never inlined: WebAssembly engines optimise the loops of small functions better.
    #[inline(never)]
    pub fn run(&self, image: usize, source: &[f32], destination: &mut [f32], panel: &mut Vec<f32>) {
        let &Self { in_channels, from, to, .. } = self;
        // Pixels are numbered along the rows that the panel is gathered from. The panel has an extra segment, see `tile`.
        let (along, taps, panel_length) = match self.window {
            Window::Square3x3 => (from, 9, (3 * in_channels + 1) * SEGMENT_3X3),
            Window::Strided3x3 => (to, 9, (9 * in_channels + 1) * PIXELS),
            Window::Strided7x7 => (to, 49, (49 * in_channels + 1) * PIXELS),
            Window::Pixel => (from, 1, (in_channels + 1) * PIXELS),
        };
        let pack_length = PACK * (in_channels * taps + 1);
        let weights = &self.weights[..self.out_channels.div_ceil(PACK) * pack_length];
        panel.resize(panel_length, 0.0);
        let positions = (along.height + usize::from(along.padded)) * along.stride();
        // The last tile may reach into the next image, which computes those pixels again.
        for start in (image * positions..(image + 1) * positions).step_by(PIXELS) {
            let places: [Option<(usize, usize)>; PIXELS / 4] =
                std::array::from_fn(|v| panel::place(along, to, start + 4 * v));
            if places.iter().all(Option::is_none) {
                continue;
            }
            match self.window {
                Window::Square3x3 => panel::neighbourhood_3x3(from, in_channels, source, start, panel),
                Window::Strided3x3 => panel::neighbourhood_strided::<3>(from, to, in_channels, source, start, panel),
                Window::Strided7x7 => panel::neighbourhood_strided::<7>(from, to, in_channels, source, start, panel),
                Window::Pixel => panel::pixels(from, in_channels, source, self.norms, start, panel),
            }
            for (pack, weights) in weights.chunks_exact(pack_length).enumerate() {
                let sums = match self.window {
                    Window::Square3x3 => tile::multiply::<SEGMENT_3X3>(3, weights, panel),
                    _ => tile::multiply::<PIXELS>(1, weights, panel),
                };
                let channels = pack * PACK..self.out_channels.min((pack + 1) * PACK);
                self.store(&sums, channels.map(|c| c + self.first_channel), &places, destination);
            }
        }
    }

    /// Writes the channels of a tile, and zeros into the padding columns.
    fn store(
        &self,
        sums: &Sums,
        channels: impl Iterator<Item = usize>,
        places: &[Option<(usize, usize)>],
        destination: &mut [f32],
    ) {
        for (channel, sums) in channels.zip(sums) {
            let plane = &mut destination[channel * self.to.plane()..][..self.to.plane()];
            for (sum, place) in sums.iter().zip(places) {
                let Some((offset, pixels)) = *place else { continue };
                let mut values = if self.activates { sum.max(wide::f32x4::ZERO) } else { *sum }.to_array();
                values[pixels..].fill(0.0);
                plane[offset..offset + 4].copy_from_slice(&values);
            }
        }
    }
}

/// The classifier, from an image's features to its logits. `weights` as in [`Convolution::weights`].
pub fn linear(weights: &[f32], features: &[f32], logits: &mut [f32]) {
    let packs = weights.chunks_exact(PACK * (features.len() + 1));
    for (weights, logits) in packs.zip(logits.chunks_mut(PACK)) {
        let mut sums = tile::load(weights);
        for (weights, &feature) in weights[PACK..].chunks_exact(PACK).zip(features) {
            sums = tile::load(weights).mul_add(wide::f32x4::splat(feature), sums);
        }
        logits.copy_from_slice(&sums.to_array()[..logits.len()]);
    }
}
