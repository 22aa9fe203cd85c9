//! Weights as the kernels read them: batch normalisations folded, output channels in packs.

use std::collections::HashMap;

use crate::{
    Weights,
    plan::{BATCH_NORM_EPSILON, Role},
};

/// How an engine wants its weights.
#[derive(Clone, Copy, Debug)]
pub struct Packing {
    /// How many output channels lie beside each other.
    pub channels: usize,
    /// Whether a kernel's taps go `[column][input channel][row]` instead of `[input channel][row][column]`.
    pub columns_first: bool,
}

/// A network's weights, packed once at load.
pub struct PackedWeights {
    packing: Packing,
    /// For each convolution: `[pack of output channels][bias, then input channel x tap][channel]`; absent channels are 0.
    pub weights: Vec<f32>,
    /// Scale and shift of each channel of the norms that stand before a ReLU on shared features.
    pub norms: Vec<[f32; 2]>,
    /// Where a convolution's packs or a norm's pairs begin, by the checkpoint's name.
    offsets: HashMap<String, usize>,
}

impl PackedWeights {
    /// Folds and packs all tensors of a network.
    pub fn new(weights: &Weights, packing: Packing) -> Self {
        let mut packed = Self { packing, weights: Vec::new(), norms: Vec::new(), offsets: HashMap::new() };
        let tensors = weights.config().tensors().expect("the weights' configuration is valid");
        let has = |name: String| tensors.iter().any(|p| p.name == name);
        for tensor in &tensors {
            let Some(layer) = tensor.name.strip_suffix(".weight") else { continue };
            let out_channels = tensor.shape[0];
            if tensor.role == Role::Gamma {
                if !is_folded(layer) {
                    packed.offsets.insert(layer.into(), packed.norms.len());
                    packed.norms.extend(scale_and_shift(weights, layer));
                }
            } else {
                let folded = match norm_after(layer).filter(|norm| has(format!("{norm}.weight"))) {
                    Some(norm) => scale_and_shift(weights, &norm),
                    None if tensor.role == Role::LinearWeight => {
                        weights.get(&format!("{layer}.bias")).iter().map(|&bias| [1.0, bias]).collect()
                    }
                    None => vec![[1.0, 0.0]; out_channels],
                };
                packed.offsets.insert(layer.into(), packed.weights.len());
                let columns = tensor.shape.get(3).map_or(1, |&columns| columns);
                packed.pack(weights.get(&tensor.name), columns, &folded);
            }
        }
        packed
    }

    /// Where a convolution's packs begin in [`Self::weights`], or a norm's pairs in [`Self::norms`].
    pub fn offset(&self, name: &str) -> usize {
        self.offsets[name]
    }

    /// Bytes of all that is packed.
    pub fn bytes(&self) -> u64 {
        (size_of_val(&*self.weights) + size_of_val(&*self.norms)) as u64
    }

    /// A hash (FNV-1a) of all weights, to know them again by.
    pub fn fingerprint(&self) -> u32 {
        let hash = |hash: u32, weight: &f32| (hash ^ weight.to_bits()).wrapping_mul(16_777_619);
        self.weights.iter().fold(2_166_136_261, hash)
    }

    /// Applies a norm and ReLU to maps of `channels` channels, `[image][channel][pixel]`.
    pub fn activate(&self, norm: &str, channels: usize, maps: &mut [f32], pixels: usize) {
        let norms = &self.norms[self.offset(norm)..][..channels];
        for (map, [scale, shift]) in maps.chunks_exact_mut(pixels).zip(norms.iter().cycle()) {
            map.iter_mut().for_each(|v| *v = (*v * scale + shift).max(0.0));
        }
    }

    /// `weight` is `[out, in, rows, columns]` row-major; `folded` scales each output channel and shifts it.
    fn pack(&mut self, weight: &[f32], columns: usize, folded: &[[f32; 2]]) {
        let row = weight.len() / folded.len();
        let Packing { channels: pack, columns_first } = self.packing;
        let step = if columns_first { columns } else { 1 };
        let order: Vec<usize> = (0..step).flat_map(|first| (first..row).step_by(step)).collect();
        for first in (0..folded.len()).step_by(pack) {
            let channel = |i: usize| (first + i < folded.len()).then_some(first + i);
            self.weights.extend((0..pack).map(|i| channel(i).map_or(0.0, |out| folded[out][1])));
            for &at in &order {
                self.weights
                    .extend((0..pack).map(|i| channel(i).map_or(0.0, |out| weight[out * row + at] * folded[out][0])));
            }
        }
    }
}

/// The norm that follows a convolution directly and so folds into it.
fn norm_after(convolution: &str) -> Option<String> {
    match convolution.rsplit_once('.')? {
        (features, "conv0") => Some(format!("{features}.norm0")),
        (layer, "conv1") => Some(format!("{layer}.norm2")),
        _ => None,
    }
}

/// Whether [`norm_after`] some convolution gives this norm.
fn is_folded(norm: &str) -> bool {
    norm.ends_with(".norm0") || norm.ends_with(".norm2")
}

/// γ / √(variance + ε) and β - mean · scale: what a batch normalisation does to each channel at inference.
fn scale_and_shift(weights: &Weights, norm: &str) -> Vec<[f32; 2]> {
    let [gamma, beta, mean, variance] =
        ["weight", "bias", "running_mean", "running_var"].map(|field| weights.get(&format!("{norm}.{field}")));
    (0..gamma.len())
        .map(|c| {
            let scale = gamma[c] as f64 / (variance[c] as f64 + BATCH_NORM_EPSILON as f64).sqrt();
            [scale as f32, (beta[c] as f64 - mean[c] as f64 * scale) as f32]
        })
        .collect()
}
