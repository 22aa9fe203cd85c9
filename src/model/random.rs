//! Fresh weights without training.

use burn::tensor::Device;

use super::DenseNet;
use crate::{DenseNetConfig, Error, Weights, error::ConfigError};

/// More would not fit into a browser's memory several times over.
const MAX_PARAMETERS: u64 = 100_000_000;

/// The weights that a network has before training, see [`DenseNet::new`]. The same `seed` gives the same weights; without
/// one, they differ each time.
///
/// # Errors
///
/// [`Error::Config`] when the configuration is invalid or has more than 100 million parameters.
pub fn random_weights(config: &DenseNetConfig, seed: Option<u64>) -> Result<Weights, Error> {
    let trainable = config.tensors()?.into_iter().filter(|tensor| tensor.role.is_trainable());
    let parameters = trainable.map(|tensor| tensor.len()).sum();
    if parameters > MAX_PARAMETERS {
        return Err(ConfigError::TooManyParameters { parameters, max: MAX_PARAMETERS }.into());
    }
    let device = Device::flex();
    if let Some(seed) = seed {
        device.seed(seed);
    }
    DenseNet::new(config, &device)?.to_weights(config)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Parameter;

    #[test]
    fn a_seed_decides_the_weights() {
        let config = DenseNetConfig { block_config: vec![1, 1], ..DenseNetConfig::densenet121() };
        let weights = |seed| random_weights(&config, seed).unwrap().get("features.conv0.weight").to_vec();
        assert_eq!(weights(Some(1)), weights(Some(1)));
        assert_ne!(weights(Some(1)), weights(Some(2)));
        assert_ne!(weights(None), weights(None));
    }

    #[test]
    fn too_large_networks_are_refused() {
        let config = DenseNetConfig { growth_rate: 1000, ..DenseNetConfig::densenet121() };
        let parameters = config.tensors().unwrap().iter().filter(|t| t.role.is_trainable()).map(Parameter::len).sum();
        let error = random_weights(&config, None).unwrap_err();
        assert_eq!(error, ConfigError::TooManyParameters { parameters, max: MAX_PARAMETERS }.into());
    }
}
