use burn::{
    module::Module,
    tensor::{Device, Tensor},
};

use super::DenseLayer;
use crate::DenseNetConfig;

/// Layers of which each reads the concatenation of the block's input and all layers before it: x_l = H_l([x_0, …, x_l-1]).
#[derive(Module, Debug)]
pub struct DenseBlock {
    /// The block's layers; layer l reads k0 + (l - 1)k channels.
    pub layers: Vec<DenseLayer>,
}

impl DenseBlock {
    /// A block of `layers` layers that reads `in_channels`.
    pub fn new(config: &DenseNetConfig, layers: usize, in_channels: usize, device: &Device) -> Self {
        let layer = |index| DenseLayer::new(config, in_channels + index * config.growth_rate, device);
        Self { layers: (0..layers).map(layer).collect() }
    }

    /// Gives all features, the input's and each layer's; `visit` sees each layer's new ones.
    pub fn forward(&self, input: Tensor<4>, mut visit: impl FnMut(usize, &Tensor<4>)) -> Tensor<4> {
        self.layers.iter().enumerate().fold(input, |features, (index, layer)| {
            let new = layer.forward(features.clone());
            visit(index, &new);
            Tensor::cat(vec![features, new], 1)
        })
    }
}
