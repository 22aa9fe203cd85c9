//! Where a network's tensors came from, and what is known besides.

use serde::{Deserialize, Serialize};

use crate::{
    DenseNetConfig, Error,
    error::SchemeError,
    weights::file::{File, Format, Warning},
};

/// So many names are listed.
pub(super) const MAX_NAMES: usize = 8;

/// The public implementations, by the names that they give to tensors. `docs` of each: [`super::table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Scheme {
    /// torchvision, and timm with torchvision's stem.
    Torchvision,
    /// The first files that torchvision published: `norm.1` instead of `norm1`.
    TorchvisionFirst,
    /// timm's networks with a deep stem.
    Timm,
    /// torchxrayvision: torchvision's names and `op_threshs`.
    Torchxrayvision,
    /// CheXNet (arnoweng, zoogzog): a torchvision network with 14 sigmoids.
    Chexnet,
    /// Places365: 365 classes under torchvision's first names.
    Places365,
    /// MONAI, in two dimensions.
    Monai,
    /// gpleiss/efficient_densenet_pytorch.
    EfficientDensenet,
    /// kuangliu/pytorch-cifar: new features come before the old ones.
    Kuangliu,
    /// weiaicunzai/pytorch-cifar100: no ReLU in transitions.
    Weiaicunzai,
    /// bamos/densenet.pytorch.
    Bamos,
    /// andreasveit/densenet-pytorch.
    Andreasveit,
}

impl Scheme {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Torchvision,
        Self::TorchvisionFirst,
        Self::Timm,
        Self::Torchxrayvision,
        Self::Chexnet,
        Self::Places365,
        Self::Monai,
        Self::EfficientDensenet,
        Self::Kuangliu,
        Self::Weiaicunzai,
        Self::Bamos,
        Self::Andreasveit,
    ];

    /// Its name, such as `torchvision`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Torchvision => "torchvision",
            Self::TorchvisionFirst => "torchvision-first",
            Self::Timm => "timm",
            Self::Torchxrayvision => "torchxrayvision",
            Self::Chexnet => "chexnet",
            Self::Places365 => "places365",
            Self::Monai => "monai",
            Self::EfficientDensenet => "efficient-densenet",
            Self::Kuangliu => "kuangliu",
            Self::Weiaicunzai => "weiaicunzai",
            Self::Bamos => "bamos",
            Self::Andreasveit => "andreasveit",
        }
    }

    /// Those that share torchvision's names, told apart by what else there is.
    pub(super) fn refined(self, config: &DenseNetConfig, origin: &Origin, has_thresholds: bool) -> Self {
        let is_torchvision = matches!(self, Self::Torchvision | Self::TorchvisionFirst);
        match self {
            _ if is_torchvision && has_thresholds => Self::Torchxrayvision,
            _ if is_torchvision && config.stem.is_deep() => Self::Timm,
            // A linear layer in an `nn.Sequential`, before a sigmoid.
            _ if is_torchvision && config.num_classes == 14 && origin.head.as_deref() == Some("classifier.0") => {
                Self::Chexnet
            }
            Self::TorchvisionFirst if config.num_classes == 365 => Self::Places365,
            other => other,
        }
    }
}

impl std::str::FromStr for Scheme {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|scheme| scheme.name() == name);
        found.ok_or_else(|| SchemeError::unknown(name).into())
    }
}

/// What is known about a checkpoint from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// `config.json`'s `architecture`, such as `densenetblur121d`.
    pub architecture: Option<String>,
    /// The implementation whose semantics a network of unknown names is read with.
    pub assume: Option<Scheme>,
}

/// Where a network's tensors came from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Origin {
    /// The container.
    pub format: Format,
    /// How many files there were.
    pub shards: usize,
    /// Where in the checkpoint they were, such as `state_dict`.
    pub location: String,
    /// The implementation.
    pub scheme: Scheme,
    /// Whether the implementation was assumed, because the names are nobody's.
    pub assumed: bool,
    /// What all names begin with, such as `module.`.
    pub prefix: String,
    /// The head's name without the prefix, such as `classifier`; none without a head.
    pub head: Option<String>,
    /// How many tensors the file has.
    pub tensors: usize,
    /// How many of them the network uses.
    pub used: usize,
    /// Those that inference doesn't need.
    pub ignored: Vec<String>,
    /// torchxrayvision's operating points, one for each class that has one.
    pub op_thresholds: Option<Vec<Option<f32>>>,
    /// What is odd about the file.
    pub warnings: Vec<Warning>,
}

impl Origin {
    pub(super) fn new(file: &File) -> Self {
        Self {
            format: file.format,
            shards: file.shards,
            location: file.location.clone(),
            scheme: Scheme::Torchvision,
            assumed: false,
            prefix: String::new(),
            head: None,
            tensors: file.tensors.len(),
            used: 0,
            ignored: Vec::new(),
            op_thresholds: None,
            warnings: file.warnings.clone(),
        }
    }

    /// Whether a tensor is the head's.
    pub(super) fn is_head(&self, name: &str) -> bool {
        let module = name.rsplit_once('.').map_or(name, |(module, _)| module);
        self.head.as_deref() == Some(module)
    }
}

/// What was seen of a checkpoint that is refused.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Facts {
    /// The container.
    pub format: Format,
    /// The implementation whose names are the nearest.
    pub scheme: Option<Scheme>,
    /// What its names begin with.
    pub prefix: String,
    /// How many tensors the file has.
    pub tensors: usize,
    /// The names of some.
    pub names: Vec<String>,
    /// Some of the tensors that are missing, by our names.
    pub missing: Vec<String>,
    /// Some of the tensors that no layer uses.
    pub unused: Vec<String>,
}

impl Facts {
    pub(super) fn of(file: &File) -> Self {
        let names = file.tensors.iter().take(MAX_NAMES).map(|(name, _)| name.clone()).collect();
        Self {
            format: file.format,
            scheme: None,
            prefix: String::new(),
            tensors: file.tensors.len(),
            names,
            missing: Vec::new(),
            unused: Vec::new(),
        }
    }
}
