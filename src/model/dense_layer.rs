use burn::{
    module::Module,
    nn::{BatchNorm, BatchNormConfig, Dropout, DropoutConfig, conv::Conv2d},
    tensor::{Device, Tensor, activation::relu},
};

use super::convolution;
use crate::DenseNetConfig;

/// The second half of a bottleneck layer: BN-ReLU-Conv3x3 from `bn_size * k` channels to k.
#[derive(Module, Debug)]
pub struct Bottleneck {
    /// BN of the 1x1 convolution's output.
    pub norm2: BatchNorm,
    /// The 3x3 convolution.
    pub conv2: Conv2d,
}

/// H_l of the paper (section 3): BN-ReLU-Conv3x3, or with a bottleneck BN-ReLU-Conv1x1-BN-ReLU-Conv3x3, then dropout.
///
/// The norm comes before the convolution (pre-activation), so each layer scales the shared features in its own way.
#[derive(Module, Debug)]
pub struct DenseLayer {
    /// BN of the layer's whole input.
    pub norm1: BatchNorm,
    /// 3x3 to k channels, or 1x1 to `bn_size * k` where a bottleneck follows.
    pub conv1: Conv2d,
    /// Absent in plain layers.
    pub bottleneck: Option<Bottleneck>,
    /// Active during training only.
    pub dropout: Dropout,
}

impl DenseLayer {
    /// A layer with `in_channels` input channels and k output channels.
    pub fn new(config: &DenseNetConfig, in_channels: usize, device: &Device) -> Self {
        let growth_rate = config.growth_rate;
        let (conv1, bottleneck) = match config.bottleneck_channels() {
            None => (convolution([in_channels, growth_rate], 3, 1, device), None),
            Some(channels) => {
                let norm2 = BatchNormConfig::new(channels).init(device);
                let conv2 = convolution([channels, growth_rate], 3, 1, device);
                (convolution([in_channels, channels], 1, 1, device), Some(Bottleneck { norm2, conv2 }))
            }
        };
        let norm1 = BatchNormConfig::new(in_channels).init(device);
        Self { norm1, conv1, bottleneck, dropout: DropoutConfig::new(config.drop_rate).init() }
    }

    /// `[batch, in_channels, height, width]` to the layer's new features `[batch, k, height, width]`.
    pub fn forward(&self, features: Tensor<4>) -> Tensor<4> {
        let mut x = self.conv1.forward(relu(self.norm1.forward(features)));
        if let Some(bottleneck) = &self.bottleneck {
            x = bottleneck.conv2.forward(relu(bottleneck.norm2.forward(x)));
        }
        self.dropout.forward(x)
    }
}
