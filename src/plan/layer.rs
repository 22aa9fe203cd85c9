use serde::Serialize;

use super::Parameter;

/// The kinds of layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LayerKind {
    /// The first convolution, with BN and ReLU unless the stem is CIFAR's. A deep stem has three.
    Stem,
    /// The stem's 3x3 max pooling, with a blur where the stem has one.
    StemPool,
    /// BN-ReLU-Conv3x3, or BN-ReLU-Conv1x1-BN-ReLU-Conv3x3: adds k channels to its block.
    DenseLayer,
    /// BN-ReLU-Conv1x1-AvgPool2x2: ⌊θm⌋ channels at half the size.
    Transition,
    /// The last BN, with its ReLU.
    FinalNorm,
    /// Global average pooling and the linear layer: the logits.
    Classifier,
}

/// What a bottleneck saves (or costs): the weights of a dense layer's convolutions without and with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LayerConvolutions {
    /// One 3x3 convolution.
    pub plain: u64,
    /// Channels between a 1x1 and a 3x3 convolution: `bn_size` (or 4, in a network without bottlenecks) times k.
    pub bottleneck_channels: usize,
    /// The 1x1 and the 3x3 convolution.
    pub bottleneck: u64,
}

/// One layer of a [`Plan`](super::Plan): a node of the paper's figures, named as in a checkpoint.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Layer {
    /// The checkpoint's name, such as `features.denseblock1.denselayer2`.
    pub name: String,
    /// Its kind.
    pub kind: LayerKind,
    /// The dense block it belongs to or follows, from 1.
    pub block: Option<usize>,
    /// A dense layer's position in its block, from 1: the paper's l.
    pub index: Option<usize>,
    /// Channels in: k0 + (l - 1)k in a dense layer.
    pub in_channels: usize,
    /// Channels out: k in a dense layer.
    pub out_channels: usize,
    /// In a bottleneck layer, channels between its two convolutions.
    pub bottleneck_channels: Option<usize>,
    /// In a dense layer, the weights of its convolutions with and without a bottleneck.
    pub convolutions: Option<LayerConvolutions>,
    /// Height of the output in pixels.
    pub height: usize,
    /// Width of the output in pixels.
    pub width: usize,
    /// Trainable parameters.
    pub parameters: u64,
    /// Multiply-accumulates of its convolutions or linear layer for one image.
    pub macs: u64,
    /// Its tensors in a checkpoint.
    #[serde(skip)]
    pub tensors: Vec<Parameter>,
}
