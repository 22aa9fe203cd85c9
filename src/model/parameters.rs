//! Converts between burn's parameters and a checkpoint's tensors: the names and layouts differ, the numbers don't.

use std::collections::HashMap;

use burn::{
    module::{Module, ModuleMapper, ModuleVisitor, Param},
    tensor::{Device, Tensor, TensorData},
};

use super::DenseNet;
use crate::{DenseNetConfig, Error, Weights};

impl DenseNet {
    /// Loads a checkpoint.
    ///
    /// # Errors
    ///
    /// When the configuration is invalid.
    pub fn from_weights(weights: &Weights, device: &Device) -> Result<Self, Error> {
        let network = Self::new(weights.config(), device)?;
        let shapes = weights.config().tensors()?.into_iter().map(|p| (p.name, p.shape)).collect();
        Ok(network.map(&mut Loader { weights, shapes, device: device.clone(), path: Path::default() }))
    }

    /// The network as a checkpoint; `config` is what it was made from.
    ///
    /// # Errors
    ///
    /// When the network was made from another configuration.
    pub fn to_weights(&self, config: &DenseNetConfig) -> Result<Weights, Error> {
        let mut saver = Saver { config, tensors: HashMap::new(), path: Path::default() };
        self.visit(&mut saver);
        Weights::from_fn(config, |p| saver.tensors.remove(&p.name).unwrap_or_default())
    }
}

/// The position of a traversal in the module tree.
#[derive(Default)]
struct Path(Vec<String>);

impl Path {
    /// The parameter's name in a checkpoint, as in torchvision's `densenet.py`; see [`crate::plan`].
    fn checkpoint_name(&self, config: &DenseNetConfig) -> String {
        let mut name = String::new();
        let mut container = "";
        for part in &self.0 {
            match (part.as_str(), part.parse::<usize>()) {
                // Burn counts from 0, torchvision from 1.
                (_, Ok(index)) => name.push_str(&format!("{}{}", container, index + 1)),
                ("dense_blocks", _) => container = "denseblock",
                ("transitions", _) => container = "transition",
                ("layers", _) => container = "denselayer",
                ("bottleneck", _) => {}
                ("final_norm", _) => name = config.stem.final_norm_name().into(),
                ("gamma", _) => name.push_str("weight"),
                ("beta", _) => name.push_str("bias"),
                (other, _) => name.push_str(other),
            }
            if !name.is_empty() && !name.ends_with('.') {
                name.push('.');
            }
        }
        name.pop();
        name
    }
}

struct Loader<'a> {
    weights: &'a Weights,
    shapes: HashMap<String, Vec<usize>>,
    device: Device,
    path: Path,
}

impl ModuleMapper for Loader<'_> {
    fn enter_module(&mut self, name: &str, _container: &str) {
        self.path.0.push(name.into());
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.0.pop();
    }

    /// Replaces a parameter without reading its value, which would draw random numbers for nothing.
    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let name = self.path.checkpoint_name(self.weights.config());
        let data = TensorData::new(self.weights.get(&name).to_vec(), self.shapes[&name].clone());
        let loaded = Tensor::<D>::from_data(data, &self.device);
        let loaded = if is_linear_weight(&name) { loaded.swap_dims(0, 1) } else { loaded };
        Param::initialized(param.id, loaded)
    }
}

/// Burn's linear layer keeps `[in, out]`, PyTorch's `[out, in]`.
fn is_linear_weight(name: &str) -> bool {
    name == "classifier.weight"
}

struct Saver<'a> {
    config: &'a DenseNetConfig,
    tensors: HashMap<String, Vec<f32>>,
    path: Path,
}

impl ModuleVisitor for Saver<'_> {
    fn enter_module(&mut self, name: &str, _container: &str) {
        self.path.0.push(name.into());
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.0.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let name = self.path.checkpoint_name(self.config);
        let tensor = param.val();
        let tensor = if is_linear_weight(&name) { tensor.swap_dims(0, 1) } else { tensor };
        let values = tensor.into_data().convert::<f32>().try_into_vec().expect("the data were just made f32");
        self.tensors.insert(name, values);
    }
}
