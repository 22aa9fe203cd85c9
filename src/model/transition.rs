use burn::{
    module::Module,
    nn::{
        BatchNorm, BatchNormConfig,
        conv::Conv2d,
        pool::{AvgPool2d, AvgPool2dConfig},
    },
    tensor::{Device, Tensor, activation::relu},
};

use super::convolution;
use crate::DenseNetConfig;

/// Between two blocks: BN-ReLU-Conv1x1 to ⌊θm⌋ channels, then 2x2 average pooling (paper, section 3).
#[derive(Module, Debug)]
pub struct Transition {
    /// BN of the block's output.
    pub norm: BatchNorm,
    /// The compressing 1x1 convolution.
    pub conv: Conv2d,
    /// Halves height and width, rounding down.
    pub pool: AvgPool2d,
    /// Whether a ReLU follows the norm.
    pub relu: bool,
}

impl Transition {
    /// A transition with these channels: in, out.
    pub fn new(config: &DenseNetConfig, channels: [usize; 2], device: &Device) -> Self {
        Self {
            norm: BatchNormConfig::new(channels[0]).init(device),
            conv: convolution(channels, 1, 1, device),
            pool: AvgPool2dConfig::new([2, 2]).init(),
            relu: config.transition_relu,
        }
    }

    /// `[batch, m, height, width]` to `[batch, ⌊θm⌋, height / 2, width / 2]`.
    pub fn forward(&self, features: Tensor<4>) -> Tensor<4> {
        let normalised = self.norm.forward(features);
        self.pool.forward(self.conv.forward(if self.relu { relu(normalised) } else { normalised }))
    }
}
