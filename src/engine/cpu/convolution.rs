//! Convolutions and the classifier, for one image of a batch.

use super::{
    panel::{self, SEGMENT_3X3},
    tile::{self, PACK, PIXELS, Sums},
};
use crate::engine::program::{Layout, Operation, PackedWeights, Step};

/// A convolution of one image, tile by tile. Never inlined: WebAssembly engines optimise the loops of small functions better.
#[inline(never)]
pub fn run(
    step: &Step,
    image: usize,
    packed: &PackedWeights,
    source: &[f32],
    destination: &mut [f32],
    panel: &mut Vec<f32>,
) {
    let (from, to) = (step.source.layout, step.destination.layout);
    // Pixels are numbered along the rows that the panel is gathered from. The panel has an extra segment, see `tile`.
    let (along, taps, panel_length) = match step.operation {
        Operation::Convolution3x3 => (from, 9, (3 * step.in_channels + 1) * SEGMENT_3X3),
        Operation::Strided3x3 => (to, 9, (9 * step.in_channels + 1) * PIXELS),
        Operation::Strided7x7 => (to, 49, (49 * step.in_channels + 1) * PIXELS),
        _ => (from, 1, (step.in_channels + 1) * PIXELS),
    };
    let norms = (step.operation == Operation::Bottleneck).then(|| &packed.norms[step.norm..]);
    let pack_length = PACK * (step.in_channels * taps + 1);
    let weights = &packed.weights[step.weights..][..step.out_channels.div_ceil(PACK) * pack_length];
    panel.resize(panel_length, 0.0);
    let positions = (along.height + usize::from(along.padded)) * along.stride();
    // The last tile may reach into the next image, which computes those pixels again.
    for start in (image * positions..(image + 1) * positions).step_by(PIXELS) {
        let places: [Option<(usize, usize)>; PIXELS / 4] =
            std::array::from_fn(|v| panel::place(along, to, start + 4 * v));
        if places.iter().all(Option::is_none) {
            continue;
        }
        match step.operation {
            Operation::Convolution3x3 => panel::neighbourhood_3x3(step, source, start, panel),
            Operation::Strided3x3 => panel::neighbourhood_strided(step, 3, source, start, panel),
            Operation::Strided7x7 => panel::neighbourhood_strided(step, 7, source, start, panel),
            _ => panel::pixels(step, source, norms, start, panel),
        }
        for (pack, weights) in weights.chunks_exact(pack_length).enumerate() {
            let sums = match step.operation {
                Operation::Convolution3x3 => tile::multiply::<SEGMENT_3X3>(3, weights, panel),
                _ => tile::multiply::<PIXELS>(1, weights, panel),
            };
            let channels = pack * PACK..step.out_channels.min((pack + 1) * PACK);
            let first = step.first_channel;
            store(&sums, channels.map(|c| c + first), &places, to, step.activates, destination);
        }
    }
}

/// Writes the channels of a tile, and zeros into the padding columns.
fn store(
    sums: &Sums,
    channels: impl Iterator<Item = usize>,
    places: &[Option<(usize, usize)>],
    to: Layout,
    activates: bool,
    destination: &mut [f32],
) {
    for (channel, sums) in channels.zip(sums) {
        let plane = &mut destination[channel * to.plane()..][..to.plane()];
        for (sum, place) in sums.iter().zip(places) {
            let Some((offset, pixels)) = *place else { continue };
            let mut values = if activates { sum.max(wide::f32x4::ZERO) } else { *sum }.to_array();
            values[pixels..].fill(0.0);
            plane[offset..offset + 4].copy_from_slice(&values);
        }
    }
}

/// The classifier, from `[image][channel]` to `[image][class]`.
pub fn linear(step: &Step, image: usize, packed: &PackedWeights, source: &[f32], destination: &mut [f32]) {
    let (channels, classes) = (step.in_channels, step.out_channels);
    let features = &source[image * channels..][..channels];
    let logits = &mut destination[image * classes..][..classes];
    let packs = packed.weights[step.weights..].chunks_exact(PACK * (channels + 1));
    for (weights, logits) in packs.zip(logits.chunks_mut(PACK)) {
        let mut sums = tile::load(weights);
        for (weights, &feature) in weights[PACK..].chunks_exact(PACK).zip(features) {
            sums = tile::load(weights).mul_add(wide::f32x4::splat(feature), sums);
        }
        logits.copy_from_slice(&sums.to_array()[..logits.len()]);
    }
}
