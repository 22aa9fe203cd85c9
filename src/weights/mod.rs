//! A checkpoint's tensors, from safetensors bytes and back, and from the checkpoints of other implementations.
//!
//! `file` reads checkpoints of all formats, and `scheme` finds out whose they are. This file reads and writes our own form,
//! safetensors with torchvision's names (`names` has the spellings in use). `infer` derives the configuration from names and
//! shapes, and every tensor is checked against the [`crate::plan`]: it is there, has the right shape, is finite, and none is
//! left over.

#[cfg(feature = "intake")]
pub mod file;
mod infer;
mod names;
#[cfg(feature = "intake")]
mod scheme;

#[cfg(feature = "intake")]
pub use scheme::{Facts, Hints, Origin, Scheme};

use std::{borrow::Cow, collections::HashMap, ops::Range, sync::Arc};

use densenet_kernels::all_finite;
use half::bf16;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use crate::{
    DenseNetConfig, Error, Precision,
    error::WeightsError,
    memory,
    plan::{Parameter, Role},
};

/// An error names this many unused tensors.
const MAX_NAMES: usize = 5;

/// The key of safetensors' metadata that holds the configuration as JSON where shapes don't say it.
const CONFIG_KEY: &str = "densenet_config";

/// All tensors of a network in f32, by canonical name, and the network's configuration.
#[derive(Clone, Debug)]
pub struct Weights {
    config: DenseNetConfig,
    /// The tensors' numbers: the file itself if all of them are f32 there, because a copy would take as much memory again.
    data: Arc<Vec<f32>>,
    /// Where each tensor is.
    places: HashMap<String, Range<usize>>,
}

impl Weights {
    /// Reads a safetensors file of f32, f16 or bf16 tensors.
    ///
    /// Names may be torchvision's and timm's, those of the first published files (`norm.1`, `conv.1`), or
    /// efficient_densenet_pytorch's. `num_batches_tracked` is ignored. [`Weights::read`] reads more.
    ///
    /// # Errors
    ///
    /// [`Error::Weights`], naming what is missing, left over, of the wrong shape, or not finite.
    pub fn from_safetensors(bytes: &[u8]) -> Result<Self, Error> {
        memory::check(bytes.len() as u64)?;
        let mut file = memory::zeros(bytes.len().div_ceil(size_of::<f32>()))?;
        bytemuck::cast_slice_mut(&mut file)[..bytes.len()].copy_from_slice(bytes);
        Self::from_file(&Arc::new(file), bytes.len())
    }

    /// The same for a file of `length` bytes that is in memory where numbers can be: f32 tensors stay there.
    pub(crate) fn from_file(file: &Arc<Vec<f32>>, length: usize) -> Result<Self, Error> {
        let bytes = &bytemuck::cast_slice(file)[..length];
        let malformed = |e: safetensors::SafeTensorError| WeightsError::NotSafetensors { detail: e.to_string() };
        let tensors = SafeTensors::deserialize(bytes).map_err(malformed)?;
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(malformed)?;
        let written = header.metadata().as_ref().and_then(|metadata| metadata.get(CONFIG_KEY));
        let written = written.map(|json| DenseNetConfig::parse(json)).transpose()?;
        let stem = match &written {
            Some(config) => config.stem,
            None => infer::stem_of_file(&tensors)?,
        };
        let mut views = HashMap::new();
        for (name, view) in tensors.iter() {
            if let Some(canonical) = names::canonical(name, stem)
                && views.insert(canonical.clone(), view).is_some()
            {
                return Err(WeightsError::DuplicateTensor { tensor: canonical }.into());
            }
        }
        let config = match written {
            Some(config) => config,
            None => infer::config(stem, &views.iter().map(|(name, view)| (name.as_str(), view.shape())).collect())?,
        };
        let stays = views.values().all(|view| matches!(view.numbers(""), Ok(Cow::Borrowed(_))));
        Self::assemble(config, views, stays.then_some(file))
    }

    /// The weights of a network, from tensors by canonical name. They are copied, unless all are parts of `file`.
    fn assemble<S: Source>(
        config: DenseNetConfig,
        mut tensors: HashMap<String, S>,
        file: Option<&Arc<Vec<f32>>>,
    ) -> Result<Self, Error> {
        let parameters = config.tensors()?;
        let mut data = Vec::new();
        if file.is_none() {
            let numbers = parameters.iter().map(Parameter::len).sum::<u64>();
            memory::check(size_of::<f32>() as u64 * numbers)?;
            data.reserve_exact(numbers as usize);
        }
        let mut places = HashMap::new();
        for parameter in parameters {
            let tensor = tensors
                .remove(&parameter.name)
                .ok_or_else(|| WeightsError::MissingTensor { tensor: parameter.name.clone() })?;
            let values = checked(&parameter, &tensor)?;
            let start = match file {
                Some(file) => (values.as_ptr().addr() - file.as_ptr().addr()) / size_of::<f32>(),
                None => data.len(),
            };
            places.insert(parameter.name, start..start + values.len());
            if file.is_none() {
                data.extend_from_slice(&values);
            }
        }
        let data = file.cloned().unwrap_or_else(|| Arc::new(data));
        if tensors.is_empty() {
            Ok(Self { config, data, places })
        } else {
            Err(unused(tensors.into_keys().collect()).into())
        }
    }

    /// Calls `values` for each tensor of `config`, in the layers' order.
    ///
    /// # Errors
    ///
    /// When the configuration is invalid or `values` returns the wrong number of values.
    pub fn from_fn(config: &DenseNetConfig, mut values: impl FnMut(&Parameter) -> Vec<f32>) -> Result<Self, Error> {
        let (mut data, mut places) = (Vec::new(), HashMap::new());
        for parameter in config.tensors()? {
            let start = data.len();
            data.extend(values(&parameter));
            let (found, expected) = (data.len() - start, parameter.len());
            if found as u64 != expected {
                return Err(WeightsError::TensorLength { tensor: parameter.name, found, expected }.into());
            }
            places.insert(parameter.name, start..data.len());
        }
        Ok(Self { config: config.clone(), data: Arc::new(data), places })
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
        &self.data[self.places.get(name).unwrap_or_else(|| panic!("no tensor is called {name}")).clone()]
    }

    /// The same, to be changed; `None` if there is no such tensor.
    #[cfg(any(feature = "burn", feature = "intake"))]
    fn get_mut(&mut self, name: &str) -> Option<&mut [f32]> {
        let place = self.places.get(name)?.clone();
        Some(&mut Arc::make_mut(&mut self.data)[place])
    }

    /// The same weights with some channels of norms silent: their scale and shift are 0.
    #[cfg(feature = "burn")]
    pub(crate) fn silent(&self, silenced: &[crate::cuts::Silence]) -> Self {
        let mut weights = self.clone();
        for silence in silenced {
            for field in ["weight", "bias"] {
                let values = weights.get_mut(&format!("{}.{field}", silence.norm));
                values.expect("the network has this norm")[silence.channels.clone()].fill(0.0);
            }
        }
        weights
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
        // Whatever shapes don't say.
        let is_said = !self.config.stem.is_deep() && self.config.transition_relu;
        let json = || serde_json::to_string(&self.config);
        let json = (!is_said).then(json).transpose();
        let json = json.map_err(|e| WeightsError::NotWritable { detail: e.to_string() })?;
        let metadata = json.map(|json| HashMap::from([(CONFIG_KEY.into(), json)]));
        Ok(safetensors::serialize(views, metadata).map_err(to_error)?)
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

/// A tensor of a file.
trait Source {
    fn shape(&self) -> &[usize];
    /// Its numbers, where they are if possible; `name` is for the error.
    fn numbers(&self, name: &str) -> Result<Cow<'_, [f32]>, WeightsError>;
}

impl Source for TensorView<'_> {
    fn shape(&self) -> &[usize] {
        TensorView::shape(self)
    }

    fn numbers(&self, name: &str) -> Result<Cow<'_, [f32]>, WeightsError> {
        let data = self.data();
        Ok(match self.dtype() {
            Dtype::F32 => match bytemuck::try_cast_slice(data) {
                Ok(numbers) if cfg!(target_endian = "little") => Cow::Borrowed(numbers),
                _ => Cow::Owned(Precision::F32.decode(data)),
            },
            Dtype::F16 => Cow::Owned(Precision::F16.decode(data)),
            Dtype::BF16 => data.chunks_exact(2).map(|b| bf16::from_le_bytes([b[0], b[1]]).to_f32()).collect(),
            other => return Err(WeightsError::TensorType { tensor: name.into(), found: format!("{other:?}") }),
        })
    }
}

/// The numbers of a parameter, if `source` can be it.
fn checked<'a>(parameter: &Parameter, source: &'a impl Source) -> Result<Cow<'a, [f32]>, WeightsError> {
    let tensor = parameter.name.clone();
    if source.shape() != parameter.shape {
        let (found, expected) = (source.shape().to_vec(), parameter.shape.clone());
        return Err(WeightsError::TensorShape { tensor, found, expected });
    }
    let values = source.numbers(&tensor)?;
    if !all_finite(&values) {
        return Err(WeightsError::NotFiniteTensor { tensor });
    }
    if parameter.role == Role::Variance && values.iter().any(|&v| v < 0.0) {
        return Err(WeightsError::NegativeVariance { tensor });
    }
    Ok(values)
}

/// Tensors that no layer uses.
fn unused(mut tensors: Vec<String>) -> WeightsError {
    tensors.sort_unstable();
    let more = tensors.len().saturating_sub(MAX_NAMES);
    tensors.truncate(MAX_NAMES);
    WeightsError::UnusedTensors { tensors, more }
}

#[cfg(test)]
mod tests;
