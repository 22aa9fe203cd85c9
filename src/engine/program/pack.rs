//! Weights in the order in which the kernels read them: batch normalisations folded, output channels in packs.

mod transposed;

pub use transposed::Transposed;

use std::collections::{HashMap, HashSet};

use densenet_kernels::{PLACES, interleave, transform_filters};

use crate::{
    Error, Plan, Weights,
    cuts::Silence,
    engine::program::Step,
    plan::{BATCH_NORM_EPSILON, Layer, Role},
};

/// How an engine reads its weights.
#[derive(Clone, Copy, Debug)]
pub struct Packing {
    /// How many output channels are interleaved.
    pub channels: usize,
    /// Whether a filter's taps are ordered `[column][input channel][row]` instead of `[input channel][row][column]`.
    pub columns_first: bool,
    /// Whether the filters of a layer with 3x3 convolutions of stride 1 are transformed for Winograd's algorithm.
    pub transforms: fn(&Layer) -> bool,
}

impl Packing {
    /// The taps of a filter of `length` weights and `columns` columns, as `[input channel][row][column]`: where each is in a
    /// pack.
    fn order(self, length: usize, columns: usize) -> impl Iterator<Item = usize> {
        let (step, columns) = if self.columns_first { (length / columns, columns) } else { (1, 1) };
        (0..length).map(move |at| at % columns * step + at / columns)
    }

    fn transforms_filters(self, layer: &Layer, shape: &[usize]) -> bool {
        shape[3] == 3 && (self.transforms)(layer)
    }

    /// How many numbers a network's packs have.
    pub fn length(self, weights: &Weights, plan: &Plan) -> usize {
        modules_of(plan).map(|(layer, module)| self.length_of(weights, layer, &module)).sum()
    }

    fn length_of(self, weights: &Weights, layer: &Layer, module: &Module) -> usize {
        let (outs, row) = match module {
            Module::Norm { .. } => return 0,
            Module::Convolution { shape, .. } if self.transforms_filters(layer, shape) => (shape[0], shape[1] * PLACES),
            Module::Convolution { shape, .. } => (shape[0], shape[1..].iter().product()),
            Module::Linear { name } => {
                let outs = weights.get(&format!("{name}.bias")).len();
                (outs, weights.get(&format!("{name}.weight")).len() / outs)
            }
        };
        outs.next_multiple_of(self.channels) * (1 + row)
    }
}

/// A network's weights, packed once at load.
#[derive(Clone)]
pub struct PackedWeights {
    packing: Packing,
    /// For each convolution, `[pack of output channels][bias, then input channel x tap][channel]`. The channels that fill up
    /// the last pack are 0.
    pub weights: Vec<f32>,
    /// Scale and shift per channel of the norms that can't be folded: those on features that other layers read too. None is
    /// silent here: an engine has the norms that it runs with.
    pub norms: Vec<[f32; 2]>,
    /// The offset of a convolution's packs or a norm's pairs, by its name in a checkpoint.
    offsets: HashMap<String, usize>,
    /// The offsets of those with transformed filters.
    transformed: HashSet<usize>,
    /// Weights that are elsewhere: they come before those that are here.
    handed_over: usize,
}

/// Takes weights as they are packed.
type Sink<'a> = &'a mut dyn FnMut(&[f32]) -> Result<(), Error>;

impl PackedWeights {
    /// Folds and packs all weights of the plan's network.
    pub fn new(weights: &Weights, plan: &Plan, packing: Packing) -> Self {
        let mut packed = Self::empty(packing);
        // At once, because a vector that grows holds all its numbers twice for a moment.
        packed.weights.reserve_exact(packing.length(weights, plan));
        // Without a sink there is nothing to fail.
        let _ = packed.pack_all(weights, plan, None);
        packed
    }

    /// The same, but the weights are handed over one convolution after the other, and none is kept.
    ///
    /// # Errors
    ///
    /// Those of `sink`.
    pub fn hand_over(weights: &Weights, plan: &Plan, packing: Packing, sink: Sink) -> Result<Self, Error> {
        let mut packed = Self::empty(packing);
        packed.pack_all(weights, plan, Some(sink))?;
        Ok(packed)
    }

    fn pack_all(&mut self, weights: &Weights, plan: &Plan, mut sink: Option<Sink>) -> Result<(), Error> {
        let packing = self.packing;
        let packed = self;
        for (layer, module) in modules_of(plan) {
            match module {
                Module::Norm { name } => {
                    packed.offsets.insert(name.into(), packed.norms.len());
                    packed.norms.extend(scale_and_shift(weights, name));
                }
                Module::Convolution { name, shape, folded } => {
                    let folded = match folded {
                        Some(norm) => scale_and_shift(weights, norm),
                        None => vec![[1.0, 0.0]; shape[0]],
                    };
                    packed.pack(weights, name, shape[3], &folded, packing.transforms_filters(layer, shape));
                }
                Module::Linear { name } => {
                    let bias = weights.get(&format!("{name}.bias"));
                    let folded: Vec<_> = bias.iter().map(|&bias| [1.0, bias]).collect();
                    packed.pack(weights, name, 1, &folded, false);
                }
            }
            if let Some(sink) = &mut sink {
                sink(&packed.weights)?;
                packed.handed_over += packed.weights.len();
                packed.weights.clear();
            }
        }
        Ok(())
    }

    fn empty(packing: Packing) -> Self {
        let (weights, norms) = (Vec::new(), Vec::new());
        Self { packing, weights, norms, offsets: HashMap::new(), transformed: HashSet::new(), handed_over: 0 }
    }

    /// Whether a step's filters are transformed for Winograd's algorithm.
    pub fn are_transformed(&self, step: &Step) -> bool {
        self.transformed.contains(&step.weights)
    }

    /// The offset of a convolution's packs in [`Self::weights`], or of a norm's pairs in [`Self::norms`].
    pub fn offset(&self, name: &str) -> usize {
        self.offsets[name]
    }

    /// The norms, some of them silent.
    pub fn norms_with(&self, silenced: &[Silence]) -> Vec<[f32; 2]> {
        let mut norms = self.norms.clone();
        for Silence { norm, channels } in silenced {
            norms[self.offset(norm)..][channels.clone()].fill([0.0; 2]);
        }
        norms
    }

    /// Bytes of the weights and norms.
    pub fn bytes(&self) -> u64 {
        (4 * self.handed_over + size_of_val(&*self.weights) + size_of_val(&*self.norms)) as u64
    }

    /// A hash (FNV-1a) of all weights, to recognise them by.
    pub fn fingerprint(&self) -> u32 {
        let hash = |hash: u32, weight: &f32| (hash ^ weight.to_bits()).wrapping_mul(16_777_619);
        self.weights.iter().fold(2_166_136_261, hash)
    }

    /// Applies one of `norms` and ReLU to maps of `channels` channels, `[image][channel][pixel]`.
    pub fn activate(&self, norms: &[[f32; 2]], norm: &str, channels: usize, maps: &mut [f32], pixels: usize) {
        let norms = &norms[self.offset(norm)..][..channels];
        for (map, [scale, shift]) in maps.chunks_exact_mut(pixels).zip(norms.iter().cycle()) {
            map.iter_mut().for_each(|v| *v = (*v * scale + shift).max(0.0));
        }
    }

    /// Appends a weight, `[out, in, rows, columns]` row-major, with the scale and shift of each output channel applied.
    fn pack(&mut self, weights: &Weights, name: &str, columns: usize, folded: &[[f32; 2]], transforms: bool) {
        let (offset, weight) = (self.handed_over + self.weights.len(), weights.get(&format!("{name}.weight")));
        self.offsets.insert(name.into(), offset);
        if transforms {
            self.transformed.insert(offset);
            self.pack_rows(&transform_filters(weight), PLACES, folded);
        } else {
            self.pack_rows(weight, columns, folded);
        }
    }

    /// Appends a weight without a name.
    fn pack_rows(&mut self, weight: &[f32], columns: usize, folded: &[[f32; 2]]) {
        let row = weight.len() / folded.len();
        let Packing { channels: pack, columns_first, .. } = self.packing;
        let step = if columns_first { columns } else { 1 };
        for (first, folded) in folded.chunks(pack).enumerate() {
            let biases = folded.iter().map(|[_, bias]| *bias).chain(std::iter::repeat(0.0));
            self.weights.extend(biases.take(pack));
            let scales: Vec<f32> = folded.iter().map(|[scale, _]| *scale).collect();
            interleave(
                &weight[first * pack * row..][..folded.len() * row],
                row,
                &scales,
                pack,
                step,
                &mut self.weights,
            );
        }
    }
}

/// What a layer is made of, in the order in which it runs.
enum Module<'a> {
    /// A batch normalisation of its own. It can't fold into the convolutions before it, because other layers read their
    /// output too.
    Norm { name: &'a str },
    /// A convolution, and the batch normalisation that directly follows it and so folds into it.
    Convolution { name: &'a str, shape: &'a [usize], folded: Option<&'a str> },
    /// The classifier.
    Linear { name: &'a str },
}

fn modules_of(plan: &Plan) -> impl Iterator<Item = (&Layer, Module<'_>)> {
    plan.layers.iter().flat_map(|layer| modules(layer).into_iter().map(move |module| (layer, module)))
}

/// A layer's modules. A plan lists tensors in the order in which they are used, so that within a layer a norm belongs to
/// the convolution before it, while a norm at the beginning of a layer stands alone.
fn modules(layer: &Layer) -> Vec<Module<'_>> {
    let mut modules = Vec::new();
    for tensor in &layer.tensors {
        let (name, _) = tensor.name.rsplit_once('.').expect("a tensor's name is its module's and a field");
        match (tensor.role, modules.last_mut()) {
            (Role::Gamma, Some(Module::Convolution { folded, .. })) => *folded = Some(name),
            (Role::Gamma, _) => modules.push(Module::Norm { name }),
            (Role::Convolution, _) => modules.push(Module::Convolution { name, shape: &tensor.shape, folded: None }),
            (Role::LinearWeight, _) => modules.push(Module::Linear { name }),
            (Role::LinearBias | Role::Beta | Role::Mean | Role::Variance, _) => {}
        }
    }
    modules
}

/// What a batch normalisation does to each channel at inference: γ / √(variance + ε), and β - mean · scale.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DenseNetConfig, config::Variant};

    #[test]
    fn the_packs_length_is_known_in_advance() {
        let cifar = DenseNetConfig::cifar(10, 5, Variant::BC).unwrap();
        for config in [cifar.clone(), DenseNetConfig { bn_size: None, num_classes: 7, ..cifar }] {
            let weights = Weights::from_fn(&config, |p| vec![0.5; p.len() as usize]).unwrap();
            let plan = Plan::new(&config, 64, 64).unwrap();
            for transforms in [|_: &Layer| false, |layer: &Layer| layer.height > 16] {
                let packed =
                    PackedWeights::new(&weights, &plan, Packing { channels: 8, columns_first: true, transforms });
                assert_eq!(packed.weights.len(), packed.weights.capacity());
            }
        }
    }

    /// Each module of the network, with the norm folded into it.
    fn folding(config: &DenseNetConfig) -> Vec<(String, Option<String>)> {
        let plan = Plan::new(config, 64, 64).unwrap();
        let describe = |module: Module| match module {
            Module::Norm { name } | Module::Linear { name } => (name.to_string(), None),
            Module::Convolution { name, folded, .. } => (name.to_string(), folded.map(String::from)),
        };
        plan.layers.iter().flat_map(modules).map(describe).collect()
    }

    #[test]
    fn norms_fold_into_the_convolutions_that_only_they_read() {
        let config = DenseNetConfig { block_config: vec![1, 1], ..DenseNetConfig::densenet121() };
        let layer = |block| format!("features.denseblock{block}.denselayer1");
        let module = |name: &str| (name.to_string(), None);
        let dense_layer = |block| {
            let part = |part| format!("{}.{part}", layer(block));
            [(part("norm1"), None), (part("conv1"), Some(part("norm2"))), (part("conv2"), None)]
        };
        let mut expected = vec![("features.conv0".to_string(), Some("features.norm0".to_string()))];
        expected.extend(dense_layer(1));
        expected.extend(["features.transition1.norm", "features.transition1.conv"].map(module));
        expected.extend(dense_layer(2));
        expected.extend(["features.norm5", "classifier"].map(module));
        assert_eq!(folding(&config), expected);
    }

    #[test]
    fn without_a_bottleneck_no_norm_folds() {
        let config = DenseNetConfig { bn_size: None, stem: crate::Stem::Cifar, ..DenseNetConfig::densenet121() };
        assert!(folding(&config).iter().all(|(_, folded)| folded.is_none()));
    }
}
