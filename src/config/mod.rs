//! A DenseNet's hyperparameters: the paper's k, θ and blocks, and the networks that have names.

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

/// The paper's four families (section 3): bottleneck layers or not, compressing transitions or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Plain layers, θ = 1.
    DenseNet,
    /// Bottleneck layers, θ = 1.
    B,
    /// Plain layers, θ = 0.5.
    C,
    /// Bottleneck layers, θ = 0.5.
    BC,
}

impl DenseNetConfig {
    fn imagenet(growth_rate: usize, block_config: [usize; 4], num_init_features: usize) -> Self {
        Self {
            growth_rate,
            block_config: block_config.to_vec(),
            num_init_features,
            bn_size: Some(4),
            compression_rate: 0.5,
            drop_rate: 0.0,
            num_classes: 1000,
            stem: Stem::ImageNet,
            in_channels: 3,
            transition_relu: true,
        }
    }

    /// DenseNet-121 (paper, table 1).
    pub fn densenet121() -> Self {
        Self::imagenet(32, [6, 12, 24, 16], 64)
    }

    /// DenseNet-161: k = 48 (torchvision's `densenet161`).
    pub fn densenet161() -> Self {
        Self::imagenet(48, [6, 12, 36, 24], 96)
    }

    /// DenseNet-169 (paper, table 1).
    pub fn densenet169() -> Self {
        Self::imagenet(32, [6, 12, 32, 32], 64)
    }

    /// DenseNet-201 (paper, table 1).
    pub fn densenet201() -> Self {
        Self::imagenet(32, [6, 12, 48, 32], 64)
    }

    /// A network for 32x32 images as in the paper's table 2, by its depth L and growth rate k.
    ///
    /// Three blocks share the depth equally. The stem outputs 16 channels, or 2k in DenseNet-BC (section 4.2).
    ///
    /// # Errors
    ///
    /// When L is not 4 more than a multiple of 3 (of 6 with bottlenecks, which count as two layers each).
    pub fn cifar(depth: usize, growth_rate: usize, variant: Variant) -> Result<Self, Error> {
        let bottleneck = matches!(variant, Variant::B | Variant::BC);
        let per_layer = if bottleneck { 6 } else { 3 };
        let layers = depth.saturating_sub(4) / per_layer;
        if layers == 0 || layers * per_layer + 4 != depth {
            return Err(ConfigError::UnevenDepth { depth, multiple: per_layer }.into());
        }
        let config = Self {
            growth_rate,
            block_config: vec![layers; 3],
            num_init_features: if variant == Variant::BC { 2 * growth_rate } else { 16 },
            bn_size: bottleneck.then_some(4),
            compression_rate: if matches!(variant, Variant::C | Variant::BC) { 0.5 } else { 1.0 },
            drop_rate: 0.0,
            num_classes: 10,
            stem: Stem::Cifar,
            in_channels: 3,
            transition_relu: true,
        };
        config.validate()?;
        Ok(config)
    }

    /// DenseNet-264 (paper, table 1).
    pub fn densenet264() -> Self {
        Self::imagenet(32, [6, 12, 64, 48], 64)
    }

    /// A network by its name in torchvision, timm or this project: `densenet121`, `densenet161`, `densenet169`,
    /// `densenet201`, `densenet264`, `densenetblur121d`, `densenet264d`, `densenet_40_12`, `densenet_bc_100_12`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "densenet121" => Some(Self::densenet121()),
            "densenet161" => Some(Self::densenet161()),
            "densenet169" => Some(Self::densenet169()),
            "densenet201" => Some(Self::densenet201()),
            "densenet264" => Some(Self::densenet264()),
            "densenetblur121d" => Some(Self { stem: Stem::DeepBlur, ..Self::densenet121() }),
            "densenet264d" => Some(Self { stem: Stem::Deep, ..Self::imagenet(48, [6, 12, 64, 48], 96) }),
            _ => {
                let rest = name.strip_prefix("densenet_")?;
                let (variant, numbers) = [("bc_", Variant::BC), ("b_", Variant::B), ("c_", Variant::C)]
                    .iter()
                    .find_map(|(prefix, variant)| Some((*variant, rest.strip_prefix(prefix)?)))
                    .unwrap_or((Variant::DenseNet, rest));
                let (depth, growth_rate) = numbers.split_once('_')?;
                Self::cifar(depth.parse().ok()?, growth_rate.parse().ok()?, variant).ok()
            }
        }
    }

    /// A network by its name, or a configuration as JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] when there is no such network, or the JSON is not a configuration.
    pub fn parse(text: &str) -> Result<Self, Error> {
        if !text.trim_start().starts_with(['{', '[']) {
            return Self::named(text).ok_or_else(|| ConfigError::UnknownNetwork { name: text.into() }.into());
        }
        serde_json::from_str(text).map_err(|e| ConfigError::MalformedConfig { detail: e.to_string() }.into())
    }

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
