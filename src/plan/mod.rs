//! The network as plain data, from a configuration and an input size alone.
//!
//! [`Plan`] lists every layer with its shapes and costs (`layer`), the tensors that a checkpoint must hold (`parameters`),
//! what the features take in memory (`memory`), and what other networks would take (`counterparts`). [`Summary`] has it
//! all. All arithmetic about channels, parameters, operations and bytes is here and nowhere else; engines, weights and the
//! page read it.

mod counterparts;
mod layer;
mod memory;
mod parameters;
mod summary;

use serde::Serialize;

pub use counterparts::{Counterparts, ResidualStage, ResidualTotals, Stage, Widths};
pub use layer::{Layer, LayerConvolutions, LayerKind};
pub use memory::FeatureMemory;
pub use parameters::{Parameter, Role};
pub use summary::Summary;

use crate::{
    DenseNetConfig, Error, Stem,
    error::{ConfigError, EngineError, InputError, PlanSum},
};

/// The epsilon of every batch normalisation (PyTorch's default, which all published checkpoints were trained with).
pub const BATCH_NORM_EPSILON: f32 = 1e-5;

/// Longer inputs are mistakes.
pub const MAX_INPUT_SIDE: usize = 4096;

/// Every layer of a network for one input size, in the order in which they run.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "PlanLayers"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Plan {
    /// The network's configuration.
    pub config: DenseNetConfig,
    /// The input's height and width.
    pub input_size: [usize; 2],
    /// From `features.conv0` to `classifier`, or to the last norm where there is no classifier.
    pub layers: Vec<Layer>,
}

impl Plan {
    /// Works out all layers of `config` for an input of `height` x `width` pixels.
    ///
    /// # Errors
    ///
    /// When the configuration is invalid, or the input is so small that a pooling leaves nothing, or larger than 4096.
    pub fn new(config: &DenseNetConfig, height: usize, width: usize) -> Result<Self, Error> {
        config.validate()?;
        if height.max(width) > MAX_INPUT_SIDE || height.min(width) == 0 {
            return Err(InputError::InputSizeOutOfRange { height, width, max: MAX_INPUT_SIDE }.into());
        }
        let layers = Builder { config, layers: Vec::new(), size: [height, width] }.network();
        // A blur reflects at the borders, which takes two pixels.
        let is_unblurrable = config.stem == Stem::DeepBlur && layers[0].height.min(layers[0].width) < 2;
        if is_unblurrable || layers.iter().any(|l| l.height == 0 || l.width == 0) {
            return Err(InputError::InputTooSmall { height, width }.into());
        }
        let plan = Self { config: config.clone(), input_size: [height, width], layers };
        plan.check_sums()?;
        Ok(plan)
    }

    /// Counts beyond 2^53 would not reach JavaScript exactly, and soon overflow.
    fn check_sums(&self) -> Result<(), ConfigError> {
        let memory = self.feature_memory();
        let sums = [
            (PlanSum::MultiplyAccumulates, self.macs()),
            (PlanSum::Parameters, self.parameter_count()),
            (PlanSum::FeatureBytes, memory.copied_bytes),
        ];
        match sums.into_iter().find(|(_, sum)| *sum > MAX_SUM) {
            Some((sum, _)) => Err(ConfigError::TooLarge { sum }),
            None => Ok(()),
        }
    }

    /// The layer with this name, such as `features.denseblock1.denselayer2`.
    ///
    /// # Errors
    ///
    /// [`EngineError::UnknownLayer`].
    pub fn layer(&self, name: &str) -> Result<&Layer, Error> {
        Ok(&self.layers[self.index(name)?])
    }

    /// The index of the layer with this name.
    ///
    /// # Errors
    ///
    /// [`EngineError::UnknownLayer`].
    pub fn index(&self, name: &str) -> Result<usize, Error> {
        let index = self.layers.iter().position(|l| l.name == name);
        index.ok_or_else(|| EngineError::UnknownLayer { layer: name.into() }.into())
    }

    /// The layers of one kind, in order.
    pub fn layers_of(&self, kind: LayerKind) -> impl Iterator<Item = &Layer> {
        self.layers.iter().filter(move |l| l.kind == kind)
    }

    /// Trainable parameters of the whole network, as PyTorch counts them.
    pub fn parameter_count(&self) -> u64 {
        sum(self.layers.iter().map(|l| l.parameters))
    }

    /// Multiply-accumulates of one forward pass of one image.
    pub fn macs(&self) -> u64 {
        sum(self.layers.iter().map(|l| l.macs))
    }
}

impl DenseNetConfig {
    /// All tensors of a checkpoint of this network, in the layers' order. They don't depend on the input size.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when the configuration is invalid.
    pub fn tensors(&self) -> Result<Vec<Parameter>, Error> {
        self.validate()?;
        let layers = Builder { config: self, layers: Vec::new(), size: [0, 0] }.network();
        Ok(layers.into_iter().flat_map(|l| l.tensors).collect())
    }
}

/// A sum that stays at the largest number instead of wrapping around.
fn sum(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.fold(0, u64::saturating_add)
}

/// The largest whole number that JavaScript counts to exactly.
const MAX_SUM: u64 = 1 << 53;

/// The paper's (section 3), for networks that have no bottlenecks of their own.
const USUAL_BN_SIZE: usize = 4;

struct Builder<'a> {
    config: &'a DenseNetConfig,
    layers: Vec<Layer>,
    size: [usize; 2],
}

impl Builder<'_> {
    fn network(mut self) -> Vec<Layer> {
        self.stem();
        for (block, &[first, last]) in self.config.block_channels().iter().enumerate() {
            self.dense_block(block + 1, first);
            if block + 1 < self.config.block_config.len() {
                self.transition(block + 1, last);
            } else {
                self.head(last);
            }
        }
        self.layers
    }

    fn stem(&mut self) {
        let DenseNetConfig { stem, in_channels, num_init_features: channels, .. } = *self.config;
        let middle = self.config.deep_stem_channels();
        let widths =
            if stem.is_deep() { vec![in_channels, middle, middle, channels] } else { vec![in_channels, channels] };
        if stem != Stem::Cifar {
            // torchvision's densenet.py: conv0 is 7x7 with stride 2 and padding 3, pool0 3x3 with stride 2 and padding 1. Both
            // halve, rounding up. So do timm's deep stems.
            self.size = self.size.map(|n| n.div_ceil(2));
        }
        for (index, pair) in widths.windows(2).enumerate() {
            self.push(format!("features.conv{index}"), LayerKind::Stem, (0, 0), [pair[0], pair[1]], self.size);
        }
        if stem != Stem::Cifar {
            self.size = self.size.map(|n| n.div_ceil(2));
            self.push("features.pool0".into(), LayerKind::StemPool, (0, 0), [channels; 2], self.size);
        }
    }

    fn dense_block(&mut self, block: usize, first: usize) {
        for index in 1..=self.config.block_config[block - 1] {
            let name = format!("features.denseblock{block}.denselayer{index}");
            // k0 + (l - 1)k channels go into layer l, k come out of it (paper, section 3).
            let in_channels = first + (index - 1) * self.config.growth_rate;
            let channels = [in_channels, self.config.growth_rate];
            self.push(name, LayerKind::DenseLayer, (block, index), channels, self.size);
        }
    }

    fn transition(&mut self, block: usize, channels: usize) {
        let convolved = self.size;
        self.size = self.size.map(|n| n / 2);
        let channels = [channels, self.config.compressed(channels)];
        self.push(format!("features.transition{block}"), LayerKind::Transition, (block, 0), channels, convolved);
    }

    fn head(&mut self, channels: usize) {
        self.push(self.config.stem.final_norm_name().into(), LayerKind::FinalNorm, (0, 0), [channels; 2], self.size);
        if self.config.num_classes > 0 {
            self.size = [1, 1];
            let channels = [channels, self.config.num_classes];
            self.push("classifier".into(), LayerKind::Classifier, (0, 0), channels, self.size);
        }
    }

    /// A dense layer's convolutions, as they are and as they might be.
    fn convolutions(&self, in_channels: usize) -> LayerConvolutions {
        let bottleneck_channels = self.config.bn_size.unwrap_or(USUAL_BN_SIZE) * self.config.growth_rate;
        let [input, middle, output] = [in_channels, bottleneck_channels, self.config.growth_rate].map(|n| n as u64);
        LayerConvolutions {
            plain: input * output * 9,
            bottleneck_channels,
            bottleneck: input * middle + middle * output * 9,
        }
    }

    /// `convolved` is the size at which the layer's convolutions run: a transition's is twice its output's.
    fn push(
        &mut self,
        name: String,
        kind: LayerKind,
        (block, index): (usize, usize),
        [in_channels, out_channels]: [usize; 2],
        convolved: [usize; 2],
    ) {
        let tensors = parameters::of_layer(self.config, kind, &name, in_channels, out_channels);
        let is_dense = kind == LayerKind::DenseLayer;
        let multiplied = sum(tensors.iter().filter(|p| p.role.multiplies()).map(Parameter::len));
        self.layers.push(Layer {
            name,
            kind,
            block: (block > 0).then_some(block),
            index: (index > 0).then_some(index),
            in_channels,
            out_channels,
            bottleneck_channels: self.config.bottleneck_channels().filter(|_| is_dense),
            convolutions: is_dense.then(|| self.convolutions(in_channels)),
            height: self.size[0],
            width: self.size[1],
            parameters: sum(tensors.iter().filter(|p| p.role.is_trainable()).map(Parameter::len)),
            macs: multiplied.saturating_mul((convolved[0] * convolved[1]) as u64),
            tensors,
        });
    }
}

#[cfg(test)]
mod tests;
