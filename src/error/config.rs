use serde::Serialize;

/// What is wrong with a [`DenseNetConfig`](crate::DenseNetConfig).
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "problem", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum ConfigError {
    /// No network has this name.
    #[error(
        "there is no network {name:?}; known are densenet121, densenet161, densenet169, densenet201, \
         densenet264, densenetblur121d, densenet264d, and CIFAR networks by \
         depth and growth rate, such as densenet_bc_100_12"
    )]
    UnknownNetwork {
        /// The name.
        name: String,
    },
    /// Not the JSON of a configuration.
    #[error("it can't be read: {detail}")]
    MalformedConfig {
        /// What the parser says.
        detail: String,
    },
    /// A number is too small or too large.
    #[error("{}", out_of_range(*field, *index, *min, *max, *excluded, *found))]
    OutOfRange {
        /// Which field.
        field: ConfigField,
        /// The entry of a list, from 0. Without it, a list's length is meant.
        index: Option<usize>,
        /// The smallest possible number.
        min: f64,
        /// The largest possible number.
        max: f64,
        /// The bound that is itself impossible, if one is.
        excluded: Option<Bound>,
        /// The number.
        found: f64,
    },
    /// θ rounds a transition's channels down to 0.
    #[error("compression_rate leaves transition {transition} without channels")]
    NoChannelsLeft {
        /// Always [`ConfigField::CompressionRate`].
        field: ConfigField,
        /// Which transition, from 1.
        transition: usize,
    },
    /// A CIFAR network's depth that three equal blocks can't have.
    #[error("depth {depth} is not {multiple}n + 4: three equal blocks plus stem, transitions and classifier")]
    UnevenDepth {
        /// L.
        depth: usize,
        /// Layers that each block adds together: 3, or 6 with bottlenecks.
        multiple: usize,
    },
    /// More parameters than random weights are made for.
    #[error("the network has {parameters} parameters; random weights are made for at most {max}")]
    TooManyParameters {
        /// How many it has.
        parameters: u64,
        /// How many are possible.
        max: u64,
    },
    /// More multiply-accumulates, parameters or bytes than can be counted exactly.
    #[error("the network is too large: its {} exceed 2^53", sum.name())]
    TooLarge {
        /// Which sum.
        sum: PlanSum,
    },
    /// An option, such as the engine, has an unknown value.
    #[error("there is no {option} {found:?}; known are {}", known.join(", "))]
    UnknownChoice {
        /// Which option.
        option: &'static str,
        /// The value.
        found: String,
        /// The values it may have.
        known: Vec<&'static str>,
    },
}

/// A field of [`DenseNetConfig`](crate::DenseNetConfig), by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the configuration's")]
pub enum ConfigField {
    GrowthRate,
    BlockConfig,
    NumInitFeatures,
    BnSize,
    CompressionRate,
    DropRate,
    NumClasses,
    InChannels,
}

impl ConfigField {
    /// The field's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::GrowthRate => "growth_rate",
            Self::BlockConfig => "block_config",
            Self::NumInitFeatures => "num_init_features",
            Self::BnSize => "bn_size",
            Self::CompressionRate => "compression_rate",
            Self::DropRate => "drop_rate",
            Self::NumClasses => "num_classes",
            Self::InChannels => "in_channels",
        }
    }
}

/// Something that is counted over a whole network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names say it")]
pub enum PlanSum {
    MultiplyAccumulates,
    Parameters,
    FeatureBytes,
}

impl PlanSum {
    fn name(self) -> &'static str {
        match self {
            Self::MultiplyAccumulates => "multiply-accumulates",
            Self::Parameters => "parameters",
            Self::FeatureBytes => "bytes of features",
        }
    }
}

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Bound {
    Min,
    Max,
}

fn out_of_range(
    field: ConfigField,
    index: Option<usize>,
    min: f64,
    max: f64,
    excluded: Option<Bound>,
    found: f64,
) -> String {
    let what = match (field, index) {
        (ConfigField::BlockConfig, None) => "the length of block_config".to_string(),
        (field, None) => field.name().to_string(),
        (field, Some(index)) => format!("{}[{index}]", field.name()),
    };
    let range = match excluded {
        None => format!("from {min} to {max}"),
        Some(Bound::Min) => format!("above {min} and at most {max}"),
        Some(Bound::Max) => format!("at least {min} and below {max}"),
    };
    format!("{what} is {found}; it must be {range}")
}
