//! What only training does: dropout after each layer, and gradients that reach the first one.
#![cfg(not(target_arch = "wasm32"))]

use burn::{
    module::Module,
    tensor::{Device, Distribution, Tensor},
};
use densenet_web::{DenseNetConfig, config::Variant, model::DenseNet};

fn config(drop_rate: f64) -> DenseNetConfig {
    let small = DenseNetConfig::cifar(22, 12, Variant::BC).unwrap();
    DenseNetConfig { drop_rate, ..small }
}

fn images(device: &Device) -> Tensor<4> {
    Tensor::random([2, 3, 32, 32], Distribution::Normal(0.0, 1.0), device)
}

/// The share of zeros among each dense layer's new features.
fn zeros(network: &DenseNet, images: Tensor<4>) -> Vec<f64> {
    let mut shares = Vec::new();
    network.forward_visiting(images, |name, features| {
        if name.contains("denselayer") {
            let values: Vec<f32> = features.to_data().try_to_vec().unwrap();
            shares.push(values.iter().filter(|&&v| v == 0.0).count() as f64 / values.len() as f64);
        }
    });
    shares
}

#[test]
fn dropout_follows_each_layer_while_training_only() {
    let device = Device::flex().autodiff();
    let network = DenseNet::new(&config(0.2), &device).unwrap();
    let training = zeros(&network, images(&device));
    assert_eq!(training.len(), 9);
    for share in training {
        assert!((share - 0.2).abs() < 0.03, "{share} of a layer's features were dropped instead of 0.2");
    }
    let plain = Device::flex();
    let evaluating = network.valid();
    let batch = images(&plain);
    assert!(zeros(&evaluating, batch.clone()).iter().all(|&share| share < 1e-3));
    let logits = |batch: Tensor<4>| evaluating.forward(batch).into_data();
    assert_eq!(logits(batch.clone()), logits(batch));
}

#[test]
fn gradients_reach_every_convolution() {
    let device = Device::flex().autodiff();
    let network = DenseNet::new(&config(0.0), &device).unwrap();
    let gradients = network.forward(images(&device)).powi_scalar(2).mean().backward();
    let size = |weight: Tensor<4>| {
        let gradient = weight.grad(&gradients).expect("a gradient").abs().mean().into_scalar::<f32>();
        assert!(gradient.is_finite() && gradient > 0.0);
    };
    size(network.features.conv0.weight.val());
    for layer in network.features.dense_blocks.iter().flat_map(|block| &block.layers) {
        size(layer.conv1.weight.val());
        size(layer.bottleneck.as_ref().unwrap().conv2.weight.val());
    }
    network.features.transitions.iter().for_each(|transition| size(transition.conv.weight.val()));
}
