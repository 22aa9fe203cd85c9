//! A checkpoint's tensors, from safetensors bytes and back.
//!
//! `names` maps the spellings in use to torchvision's, `infer` derives the configuration from names and shapes, and this
//! file checks the result against the [`crate::plan`]: every tensor is there, has the right shape, is finite, and none is
//! left over.

pub mod file;
mod infer;
mod names;

use std::{borrow::Cow, collections::HashMap};

use half::bf16;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use crate::{
    DenseNetConfig, Error, Precision,
    error::WeightsError,
    plan::{Parameter, Role},
};

/// An error names this many unused tensors.
const MAX_NAMES: usize = 5;

/// All tensors of a network in f32, by canonical name, and the network's configuration.
#[derive(Clone, Debug)]
pub struct Weights {
    config: DenseNetConfig,
    tensors: HashMap<String, Vec<f32>>,
}

impl Weights {
    /// Reads a safetensors file of f32, f16 or bf16 tensors.
    ///
    /// Names may be torchvision's and timm's, those of the first published files (`norm.1`, `conv.1`), or
    /// efficient_densenet_pytorch's. `num_batches_tracked` is ignored.
    ///
    /// # Errors
    ///
    /// [`Error::Weights`], naming what is missing, left over, of the wrong shape, or not finite.
    pub fn from_safetensors(bytes: &[u8]) -> Result<Self, Error> {
        let file =
            SafeTensors::deserialize(bytes).map_err(|e| WeightsError::NotSafetensors { detail: e.to_string() })?;
        let stem = infer::stem(&file)?;
        let mut views = HashMap::new();
        for (name, view) in file.iter() {
            if let Some(canonical) = names::canonical(name, stem)
                && views.insert(canonical.clone(), view).is_some()
            {
                return Err(WeightsError::DuplicateTensor { tensor: canonical }.into());
            }
        }
        let shapes = views.iter().map(|(name, view)| (name.as_str(), view.shape())).collect();
        let config = infer::config(stem, &shapes)?;
        let mut weights = Self { tensors: HashMap::new(), config };
        for parameter in weights.config.tensors()? {
            let view = views
                .remove(&parameter.name)
                .ok_or_else(|| WeightsError::MissingTensor { tensor: parameter.name.clone() })?;
            let values = decode(&parameter, &view)?;
            weights.tensors.insert(parameter.name, values);
        }
        if !views.is_empty() {
            let mut names: Vec<_> = views.into_keys().collect();
            names.sort();
            let more = names.len().saturating_sub(MAX_NAMES);
            names.truncate(MAX_NAMES);
            return Err(WeightsError::UnusedTensors { tensors: names, more }.into());
        }
        Ok(weights)
    }

    /// Calls `values` for each tensor of `config`, in the layers' order.
    ///
    /// # Errors
    ///
    /// When the configuration is invalid or `values` returns the wrong number of values.
    pub fn from_fn(config: &DenseNetConfig, mut values: impl FnMut(&Parameter) -> Vec<f32>) -> Result<Self, Error> {
        let mut tensors = HashMap::new();
        for parameter in config.tensors()? {
            let data = values(&parameter);
            if data.len() as u64 != parameter.len() {
                let (found, expected) = (data.len(), parameter.len());
                return Err(WeightsError::TensorLength { tensor: parameter.name, found, expected }.into());
            }
            tensors.insert(parameter.name, data);
        }
        Ok(Self { config: config.clone(), tensors })
    }

    /// The network that these weights belong to.
    pub fn config(&self) -> &DenseNetConfig {
        &self.config
    }

    /// A tensor's numbers, row-major in PyTorch's order.
    ///
    /// # Panics
    ///
    /// When the network has no tensor of that name: [`DenseNetConfig::tensors`] lists them.
    pub fn get(&self, name: &str) -> &[f32] {
        self.tensors.get(name).unwrap_or_else(|| panic!("no tensor is called {name}"))
    }

    /// The weights as a safetensors file, under canonical names: convolutions and the linear layer in `precision`, batch
    /// normalisations in f32, since running variances underflow.
    ///
    /// # Errors
    ///
    /// [`Error::Weights`] when a number is too large for the precision, or the file can't be serialised.
    pub fn to_safetensors(&self, precision: Precision) -> Result<Vec<u8>, Error> {
        let parameters = self.config.tensors()?;
        let encode = |p| self.encode(p, precision);
        let encoded = parameters.iter().map(encode).collect::<Result<Vec<(&Parameter, Dtype, Cow<[u8]>)>, _>>()?;
        let to_error = |e: safetensors::SafeTensorError| WeightsError::NotWritable { detail: e.to_string() };
        let views = encoded
            .iter()
            .map(|(p, dtype, bytes)| {
                let view = TensorView::new(*dtype, p.shape.clone(), bytes).map_err(to_error)?;
                Ok((p.name.as_str(), view))
            })
            .collect::<Result<Vec<_>, WeightsError>>()?;
        Ok(safetensors::serialize(views, None).map_err(to_error)?)
    }

    fn encode<'a>(
        &'a self,
        parameter: &'a Parameter,
        precision: Precision,
    ) -> Result<(&'a Parameter, Dtype, Cow<'a, [u8]>), WeightsError> {
        let values = self.get(&parameter.name);
        let is_multiplied = matches!(parameter.role, Role::Convolution | Role::LinearWeight);
        let stored = if is_multiplied { precision } else { Precision::F32 };
        // What rounds to the largest number is still represented.
        let too_large = |value: &&f32| half::f16::from_f32(**value).is_infinite();
        if stored == Precision::F16
            && let Some(&value) = values.iter().find(too_large)
        {
            return Err(WeightsError::HalfOverflow { tensor: parameter.name.clone(), value });
        }
        Ok((parameter, dtype(stored), stored.encode(values)))
    }
}

fn dtype(precision: Precision) -> Dtype {
    match precision {
        Precision::F32 => Dtype::F32,
        Precision::F16 => Dtype::F16,
    }
}

fn decode(parameter: &Parameter, view: &TensorView) -> Result<Vec<f32>, WeightsError> {
    let tensor = parameter.name.clone();
    if view.shape() != parameter.shape {
        let (found, expected) = (view.shape().to_vec(), parameter.shape.clone());
        return Err(WeightsError::TensorShape { tensor, found, expected });
    }
    let data = view.data();
    let values: Vec<f32> = match view.dtype() {
        Dtype::F32 => Precision::F32.decode(data),
        Dtype::F16 => Precision::F16.decode(data),
        Dtype::BF16 => data.chunks_exact(2).map(|b| bf16::from_le_bytes([b[0], b[1]]).to_f32()).collect(),
        other => return Err(WeightsError::TensorType { tensor, found: format!("{other:?}") }),
    };
    if values.iter().any(|v| !v.is_finite()) {
        return Err(WeightsError::NotFiniteTensor { tensor });
    }
    if parameter.role == Role::Variance && values.iter().any(|&v| v < 0.0) {
        return Err(WeightsError::NegativeVariance { tensor });
    }
    Ok(values)
}

#[cfg(test)]
mod tests;
