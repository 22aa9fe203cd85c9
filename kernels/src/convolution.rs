//! Convolutions and the classifier, for one image of a batch.

use core::cell::Cell;

use wide::f32x4;

use crate::{
    Kind, Layout, Operands, Task,
    panel::{self, SEGMENT_3X3},
    task::{Part, plane, store},
    tile::{self, PACK, PIXELS, Sums},
};

/// Tiles that are computed together, so that weights are read for several at once.
const TOGETHER: usize = 2;

/// Where the vectors of a tile are stored, see [`panel::place`].
type Places = [Option<(usize, usize)>; PIXELS / 4];

impl Task {
    /// Groups of [`PACK`] output channels.
    pub(crate) fn packs(&self) -> usize {
        self.out_channels.div_ceil(PACK)
    }

    /// Groups of [`PIXELS`] pixels of an image.
    pub(crate) fn tiles(&self) -> usize {
        self.positions().div_ceil(PIXELS)
    }

    /// Pixels are numbered along the rows that the panel is gathered from.
    fn along(&self) -> Layout {
        if matches!(self.kind, Kind::Strided3x3 | Kind::Strided7x7) { self.to } else { self.from }
    }

    fn positions(&self) -> usize {
        let along = self.along();
        (along.height + usize::from(along.padded)) * along.stride()
    }

    fn taps(&self) -> usize {
        match self.kind {
            Kind::Bottleneck | Kind::Convolution1x1 => 1,
            Kind::Strided7x7 => 49,
            _ => 9,
        }
    }

    /// Numbers of a tile's panel. It has an extra segment, see `tile`.
    fn tile_length(&self) -> usize {
        match self.kind {
            Kind::Convolution3x3 => (3 * self.in_channels + 1) * SEGMENT_3X3,
            _ => (self.taps() * self.in_channels + 1) * PIXELS,
        }
    }

    pub(crate) fn gathered_length(&self) -> usize {
        TOGETHER * self.tile_length()
    }

    /// Convolves some tiles of an image, for some packs of output channels.
    ///
    /// Never inlined: WebAssembly engines optimise the loops of small functions better.
    #[inline(never)]
    pub(crate) fn convolve(&self, tiles: Part, packs: Part, image: usize, operands: &Operands, panel: &mut [f32]) {
        let pack_length = PACK * (self.in_channels * self.taps() + 1);
        let weights = &operands.weights[self.weights..][..self.packs() * pack_length];
        for first in tiles.clone().step_by(TOGETHER) {
            let mut all_places = [Places::default(); TOGETHER];
            let panels = panel.chunks_exact_mut(self.tile_length());
            for ((tile, panel), places) in (first..tiles.end).zip(panels).zip(&mut all_places) {
                // The last tile may reach into the next image, which computes those pixels again.
                let start = image * self.positions() + tile * PIXELS;
                *places = core::array::from_fn(|v| panel::place(self.along(), self.to, start + 4 * v));
                if places.iter().any(Option::is_some) {
                    self.gather(start, operands, panel);
                }
            }
            for pack in packs.clone() {
                let weights = &weights[pack * pack_length..][..pack_length];
                let panels = panel.chunks_exact(self.tile_length());
                for (places, panel) in all_places.iter().zip(panels) {
                    if places.iter().all(Option::is_none) {
                        continue;
                    }
                    let sums = match self.kind {
                        Kind::Convolution3x3 => tile::multiply::<SEGMENT_3X3>(3, weights, panel),
                        _ => tile::multiply::<PIXELS>(1, weights, panel),
                    };
                    self.store_sums(pack, &sums, places, operands.destination);
                }
            }
        }
    }

    #[inline(never)]
    fn gather(&self, start: usize, operands: &Operands, panel: &mut [f32]) {
        let &Self { in_channels, from, to, .. } = self;
        let source = operands.source;
        match self.kind {
            Kind::Convolution3x3 => panel::neighbourhood_3x3(from, in_channels, source, start, panel),
            Kind::Strided3x3 => panel::neighbourhood_strided(3, from, to, in_channels, source, start, panel),
            Kind::Strided7x7 => panel::neighbourhood_strided(7, from, to, in_channels, source, start, panel),
            _ => {
                let norms = (self.kind == Kind::Bottleneck).then(|| &operands.norms[self.norms..]);
                panel::pixels(from, in_channels, source, norms, start, panel);
            }
        }
    }

    /// Writes the channels of a tile, and zeros into the padding columns.
    fn store_sums(&self, pack: usize, sums: &Sums, places: &Places, destination: &[Cell<f32>]) {
        let floor = self.floor();
        for (channel, sums) in (pack * PACK..self.out_channels).zip(sums) {
            let plane = plane(destination, self.to, self.first_channel + channel);
            for (sum, place) in sums.iter().zip(places) {
                let Some((offset, pixels)) = *place else { continue };
                let mut values = sum.max(floor).to_array();
                values[pixels..].fill(0.0);
                store(&plane[offset..], values);
            }
        }
    }

    /// The smallest number that is left: 0 after a ReLU.
    pub(crate) fn floor(&self) -> f32x4 {
        f32x4::splat(if self.activates { 0.0 } else { f32::NEG_INFINITY })
    }

    /// The logits of some packs of classes.
    #[inline(never)]
    pub(crate) fn classify(&self, packs: Part, image: usize, operands: &Operands) {
        let &Self { in_channels, out_channels, .. } = self;
        let features = &operands.source[image * in_channels..][..in_channels];
        let logits = &operands.destination[image * out_channels..][..out_channels];
        let pack_length = PACK * (in_channels + 1);
        for pack in packs {
            let weights = &operands.weights[self.weights + pack * pack_length..][..pack_length];
            let mut sums = tile::load(weights);
            for (weights, &feature) in weights[PACK..].chunks_exact(PACK).zip(features) {
                sums = tile::multiply_add(tile::load(weights), f32x4::splat(feature), sums);
            }
            logits[pack * PACK..].iter().zip(sums.to_array()).for_each(|(logit, sum)| logit.set(sum));
        }
    }
}
