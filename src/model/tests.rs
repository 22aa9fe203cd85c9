use burn::{module::Module, tensor::Device};

use super::DenseNet;
use crate::{DenseNetConfig, Weights, config::Variant, plan::Role};

fn config(drop_rate: f64) -> DenseNetConfig {
    DenseNetConfig { drop_rate, block_config: vec![2, 2], ..DenseNetConfig::cifar(40, 12, Variant::BC).unwrap() }
}

#[test]
fn fresh_weights_are_the_papers() {
    let config = DenseNetConfig { block_config: vec![3, 2], ..DenseNetConfig::densenet121() };
    let weights = DenseNet::new(&config, &Device::flex()).unwrap().to_weights(&config).unwrap();
    for parameter in config.tensors().unwrap() {
        let values = weights.get(&parameter.name);
        let all = |wanted: f32| assert!(values.iter().all(|&v| v == wanted), "{}", parameter.name);
        match parameter.role {
            Role::Gamma | Role::Variance => all(1.0),
            Role::Beta | Role::Mean | Role::LinearBias => all(0.0),
            Role::LinearWeight => {}
            Role::Convolution => {
                // Kaiming normal: variance 2 / fan-in. The sample's spread allows a few standard errors.
                let fan_in: usize = parameter.shape[1..].iter().product();
                let variance = values.iter().map(|v| (v * v) as f64).sum::<f64>() / values.len() as f64;
                let ratio = variance * fan_in as f64 / 2.0;
                let allowed = 5.0 * (2.0 / values.len() as f64).sqrt();
                assert!((ratio - 1.0).abs() < allowed, "{}: {ratio}", parameter.name);
            }
        }
    }
}

#[test]
fn weights_survive_the_way_through_burn() {
    let config = config(0.0);
    let mut next = 0.0;
    let weights = Weights::from_fn(&config, |p| {
        (0..p.len())
            .map(|_| {
                next += 0.5;
                next
            })
            .collect()
    })
    .unwrap();
    let back = DenseNet::from_weights(&weights, &Device::flex()).unwrap().to_weights(&config).unwrap();
    for parameter in config.tensors().unwrap() {
        assert_eq!(weights.get(&parameter.name), back.get(&parameter.name), "{}", parameter.name);
    }
}

#[test]
fn burn_counts_the_same_parameters() {
    let config = DenseNetConfig::densenet121();
    let network = DenseNet::new(&config, &Device::flex()).unwrap();
    let buffers: u64 = config.tensors().unwrap().iter().filter(|p| !p.role.is_trainable()).map(|p| p.len()).sum();
    // Burn counts running statistics too.
    assert_eq!(network.num_params() as u64 - buffers, 7_978_856);
}
