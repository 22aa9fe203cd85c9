//! A DenseNet's hyperparameters: the paper's k, θ and blocks, and the networks that have names.

mod named;

pub use named::Variant;

use serde::{Deserialize, Serialize};

use crate::{
    Error,
    error::{Bound, ConfigError, ConfigField},
};

/// What comes before the first dense block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Stem {
    /// 7x7 convolution with stride 2, BN, ReLU, 3x3 max pooling with stride 2 (paper, table 1).
    ImageNet,
    /// One 3x3 convolution (paper, section 4.2).
    Cifar,
    /// timm's `deep`: three 3x3 convolutions, the first with stride 2, each with BN and ReLU, then 3x3 max pooling with
    /// stride 2 (`densenet264d`). The first two have half as many channels as the third.
    Deep,
    /// The same, but pooled by 3x3 maxima with stride 1 and a blur with stride 2: a binomial filter, reflected at the borders
    /// (`densenetblur121d`).
    #[serde(rename = "deep-blur")]
    DeepBlur,
}

impl Stem {
    /// Whether it is one of timm's deep stems.
    pub fn is_deep(self) -> bool {
        matches!(self, Self::Deep | Self::DeepBlur)
    }
}

/// A DenseNet's configuration.
///
/// The names are those of `torchvision.models.DenseNet`; `compression_rate` is the paper's θ (section 3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DenseNetConfig {
    /// The growth rate k: how many channels each layer adds.
    pub growth_rate: usize,
    /// How many layers each dense block has.
    pub block_config: Vec<usize>,
    /// k0: how many channels the stem passes to the first block.
    pub num_init_features: usize,
    /// A bottleneck's 1x1 convolution outputs `bn_size * growth_rate` channels. Without it (`null` in JSON), layers are plain:
    /// one 3x3 convolution each.
    // Absent is not the same as `null`: a forgotten field must not turn into plain layers.
    #[serde(deserialize_with = "Option::deserialize")]
    pub bn_size: Option<usize>,
    /// θ: a transition keeps ⌊θm⌋ of its m channels. In (0, 1].
    #[serde(alias = "compression")]
    pub compression_rate: f64,
    /// Dropout rate after each layer during training. In [0, 1).
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<f64>", optional))]
    pub drop_rate: f64,
    /// The number of classes, and so of logits; 0 for a network without a classifier.
    pub num_classes: usize,
    /// What comes before the first block.
    pub stem: Stem,
    /// Channels of the input image: 3, or 1 for grey images (timm's `in_chans`).
    #[serde(default = "colour_channels")]
    #[cfg_attr(test, ts(as = "Option<usize>", optional))]
    pub in_channels: usize,
    /// Whether transitions have a ReLU between their norm and their convolution, as in the paper. weiaicunzai's
    /// pytorch-cifar100 leaves it out.
    #[serde(default = "relu")]
    #[cfg_attr(test, ts(as = "Option<bool>", optional))]
    pub transition_relu: bool,
}

fn colour_channels() -> usize {
    3
}

fn relu() -> bool {
    true
}

impl DenseNetConfig {
    /// The depth L as the paper counts it: convolutions and the classifier.
    pub fn depth(&self) -> usize {
        let per_layer = if self.bn_size.is_some() { 2 } else { 1 };
        let layers: usize = self.block_config.iter().sum();
        // The stem, a transition between each two blocks, and the classifier make one more than there are blocks. A
        // deep stem has two convolutions more.
        layers * per_layer + self.block_config.len() + if self.stem.is_deep() { 3 } else { 1 }
    }

    /// Checks that the numbers describe a network.
    ///
    /// # Errors
    ///
    /// [`Error::Config`], naming the field that is wrong.
    pub fn validate(&self) -> Result<(), Error> {
        use ConfigField::{
            BlockConfig, BnSize, CompressionRate, DropRate, GrowthRate, InChannels, NumClasses, NumInitFeatures,
        };
        within(GrowthRate, None, self.growth_rate, MAX_CHANNELS)?;
        within(NumInitFeatures, None, self.num_init_features, MAX_CHANNELS)?;
        between(NumClasses, None, self.num_classes, [0, MAX_CHANNELS])?;
        within(InChannels, None, self.in_channels, MAX_IN_CHANNELS)?;
        if let Some(bn_size) = self.bn_size {
            within(BnSize, None, bn_size, MAX_LAYERS)?;
        }
        within(BlockConfig, None, self.block_config.len(), MAX_BLOCKS)?;
        for (index, &layers) in self.block_config.iter().enumerate() {
            within(BlockConfig, Some(index), layers, MAX_LAYERS)?;
        }
        let rate = self.compression_rate;
        proportion(CompressionRate, rate, Bound::Min, rate > 0.0 && rate <= 1.0)?;
        proportion(DropRate, self.drop_rate, Bound::Max, (0.0..1.0).contains(&self.drop_rate))?;
        match self.block_channels().iter().position(|channels| channels[0] == 0) {
            Some(transition) => Err(ConfigError::NoChannelsLeft { field: CompressionRate, transition }.into()),
            None => Ok(()),
        }
    }

    /// Channels going into the first layer of each block and coming out of its last.
    pub fn block_channels(&self) -> Vec<[usize; 2]> {
        let mut channels = self.num_init_features;
        let mut blocks = Vec::with_capacity(self.block_config.len());
        for &layers in &self.block_config {
            let out = channels + layers * self.growth_rate;
            blocks.push([channels, out]);
            channels = self.compressed(out);
        }
        blocks
    }

    /// ⌊θm⌋: how many of m channels are left after a transition.
    pub fn compressed(&self, channels: usize) -> usize {
        (channels as f64 * self.compression_rate) as usize
    }

    /// How many channels the first two convolutions of a deep stem output; timm's are half of k0.
    pub fn deep_stem_channels(&self) -> usize {
        (self.num_init_features / 2).max(1)
    }

    /// How many channels a bottleneck's 1x1 convolution outputs (4k in the paper); `None` in plain layers.
    pub fn bottleneck_channels(&self) -> Option<usize> {
        self.bn_size.map(|n| n * self.growth_rate)
    }
}

/// Growth rates, widths and class counts beyond this are mistakes.
const MAX_CHANNELS: usize = 1 << 16;

/// The same for an image's channels: satellites have a few hundred.
const MAX_IN_CHANNELS: usize = 1024;

/// The same for the layers of a block.
const MAX_LAYERS: usize = 1024;

/// The same for blocks.
const MAX_BLOCKS: usize = 16;

fn within(field: ConfigField, index: Option<usize>, found: usize, max: usize) -> Result<(), ConfigError> {
    between(field, index, found, [1, max])
}

fn between(field: ConfigField, index: Option<usize>, found: usize, range: [usize; 2]) -> Result<(), ConfigError> {
    let ([min, max], found) = (range.map(|n| n as f64), found as f64);
    if found >= min && found <= max {
        return Ok(());
    }
    Err(ConfigError::OutOfRange { field, index, min, max, excluded: None, found })
}

/// A number from 0 to 1, one of which is excluded.
fn proportion(field: ConfigField, found: f64, excluded: Bound, is_possible: bool) -> Result<(), ConfigError> {
    if is_possible {
        return Ok(());
    }
    Err(ConfigError::OutOfRange { field, index: None, min: 0.0, max: 1.0, excluded: Some(excluded), found })
}

#[cfg(test)]
mod tests;
