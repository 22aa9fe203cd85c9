use serde::Serialize;

use super::Parameter;

/// What a layer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LayerKind {
    /// The first convolution, with norm0 and ReLU where the stem is ImageNet's.
    Stem,
    /// ImageNet's 3x3 max pooling.
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

/// One layer of a [`Plan`](super::Plan): a node of the paper's figures, with the name a checkpoint gives it.
#[derive(Clone, Debug, Serialize)]
pub struct Layer {
    /// The checkpoint's name, such as `features.denseblock1.denselayer2`.
    pub name: String,
    /// What it does.
    pub kind: LayerKind,
    /// The dense block it belongs to or follows, from 1.
    pub block: Option<usize>,
    /// A dense layer's place in its block, from 1: the paper's l.
    pub index: Option<usize>,
    /// Channels read: k0 + (l - 1)k in a dense layer.
    pub in_channels: usize,
    /// Channels written: k in a dense layer.
    pub out_channels: usize,
    /// Height of the output in pixels.
    pub height: usize,
    /// Width of the output in pixels.
    pub width: usize,
    /// Trainable parameters.
    pub parameters: u64,
    /// Multiply-accumulates of its convolutions or linear layer for one image.
    pub macs: u64,
    /// The tensors a checkpoint holds for it.
    #[serde(skip)]
    pub tensors: Vec<Parameter>,
}
