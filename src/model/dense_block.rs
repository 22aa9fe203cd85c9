use burn::{
    module::Module,
    tensor::{Device, Tensor},
};

use super::DenseLayer;
use crate::DenseNetConfig;

/// Layers that each read the concatenation of the block's input and the outputs of all earlier layers:
/// x_l = H_l([x_0, …, x_l-1]).
#[derive(Module, Debug)]
pub struct DenseBlock {
    /// The block's layers; layer l reads k0 + (l - 1)k channels.
    pub layers: Vec<DenseLayer>,
}

impl DenseBlock {
    /// A block of `layers` layers with `in_channels` input channels.
    pub fn new(config: &DenseNetConfig, layers: usize, in_channels: usize, device: &Device) -> Self {
        let layer = |index| DenseLayer::new(config, in_channels + index * config.growth_rate, device);
        Self { layers: (0..layers).map(layer).collect() }
    }

    /// Returns all features, the input's and each layer's. `visit` is called with each layer's new ones.
    pub fn forward(&self, input: Tensor<4>, mut visit: impl FnMut(usize, &Tensor<4>)) -> Tensor<4> {
        self.layers.iter().enumerate().fold(input, |features, (index, layer)| {
            let new = layer.forward(features.clone());
            visit(index, &new);
            Tensor::cat(vec![features, new], 1)
        })
    }
}
