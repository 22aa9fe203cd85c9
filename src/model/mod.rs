//! DenseNet as burn modules, the source of truth that every engine is compared with. One file per module of the paper.

mod dense_block;
mod dense_layer;
mod densenet;
mod parameters;
mod random;
mod stem_pool;
mod transition;

pub use dense_block::DenseBlock;
pub use dense_layer::{Bottleneck, DenseLayer};
pub use densenet::{DenseNet, Features};
pub use random::random_weights;
pub use stem_pool::StemPool;
pub use transition::Transition;

use burn::{
    nn::{
        Initializer, PaddingConfig2d,
        conv::{Conv2d, Conv2dConfig},
    },
    tensor::Device,
};

/// A square convolution without bias, initialised as in He et al. (Kaiming normal, gain √2, fan-in), as the paper does.
fn convolution(channels: [usize; 2], kernel: usize, stride: usize, device: &Device) -> Conv2d {
    Conv2dConfig::new(channels, [kernel; 2])
        .with_stride([stride; 2])
        .with_padding(PaddingConfig2d::Explicit(kernel / 2, kernel / 2, kernel / 2, kernel / 2))
        .with_bias(false)
        .with_initializer(Initializer::KaimingNormal { gain: std::f64::consts::SQRT_2, fan_out_only: false })
        .init(device)
}

#[cfg(test)]
mod tests;
