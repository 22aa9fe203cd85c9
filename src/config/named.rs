//! The networks that have names: torchvision's and timm's, and those for CIFAR by depth and growth rate.

use super::{DenseNetConfig, Stem};
use crate::{Error, error::ConfigError};

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
}
