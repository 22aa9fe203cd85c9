//! Whose DenseNet a checkpoint is: names and shapes to a network of ours, with the semantics of its implementation.
//!
//! `table` has the names of each implementation and how it differs, `naming` finds out which one a file uses and under what
//! prefix, `head` takes what remains. `order` undoes a concatenation in another order, `foreign` recognises other networks,
//! and `structure` networks whose names nobody knows. What a file doesn't say is asked or refused, never guessed.

mod foreign;
mod head;
mod naming;
mod order;
mod origin;
mod structure;
mod table;

use std::{borrow::Cow, collections::HashMap};

pub use origin::{Facts, Hints, Origin, Scheme};

use super::{
    CONFIG_KEY, Source, Weights,
    file::{File, Tensor},
    infer,
};
use crate::{
    DenseNetConfig, Error, Stem,
    error::{Assumption, Refusal, SchemeError, WeightsError},
};

use naming::Naming;

/// A tensor under one of our names.
#[derive(Clone)]
pub(super) enum Part<'a> {
    /// As it is, or a 1x1 convolution as the linear layer that it is after averaging.
    Tensor(&'a Tensor<'a>, Vec<usize>),
    /// The bias that a linear layer doesn't have.
    Zeros(Vec<usize>),
}

/// Tensors by our names.
type Parts<'a> = HashMap<String, Part<'a>>;

impl Source for Part<'_> {
    fn shape(&self) -> &[usize] {
        match self {
            Self::Tensor(_, shape) | Self::Zeros(shape) => shape,
        }
    }

    fn numbers(&self, name: &str) -> Result<Cow<'_, [f32]>, WeightsError> {
        let numbers = match self {
            Self::Tensor(tensor, _) => {
                tensor.to_f32().map_err(|e| WeightsError::TensorType { tensor: name.into(), found: e.0.to_string() })?
            }
            Self::Zeros(shape) => vec![0.0; shape.iter().product()],
        };
        Ok(Cow::Owned(numbers))
    }
}

impl Weights {
    /// Reads a checkpoint of any implementation that is known, and says where its tensors came from.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] when it is no such checkpoint, is damaged, or leaves something open that `hints` don't say.
    pub fn read(file: &File, hints: &Hints) -> Result<(Self, Origin), Error> {
        let mut facts = Facts::of(file);
        read(file, hints, &mut facts).map_err(|reason| Error::Refused(Box::new(Refusal { reason, facts })))
    }
}

fn read(file: &File, hints: &Hints, facts: &mut Facts) -> Result<(Weights, Origin), Error> {
    let mut tensors: Vec<(&str, &Tensor)> = file.tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)).collect();
    let ignored = |name: &str| name.ends_with("num_batches_tracked");
    let mut origin = Origin::new(file);
    origin.ignored = tensors.iter().filter(|(name, _)| ignored(name)).map(|(name, _)| name.to_string()).collect();
    tensors.retain(|(name, _)| !ignored(name));
    let architecture = hints.architecture.as_ref().or_else(|| file.metadata.get("arch")).map_or("", String::as_str);
    if architecture.contains("iabn") {
        return Err(SchemeError::OtherActivation { architecture: architecture.into() }.into());
    }
    let found = naming::recognise(&tensors);
    if let Some(Naming { scheme, prefix, .. }) = &found {
        (facts.scheme, facts.prefix) = (Some(*scheme), prefix.clone());
    } else if let Some(error) = foreign::recognise(&tensors) {
        return Err(error.into());
    }
    let unknown = || {
        let names = tensors.iter().take(origin::MAX_NAMES).map(|(name, _)| name.to_string()).collect();
        SchemeError::UnknownNames { count: tensors.len(), tensors: names }
    };
    let naming = match found {
        Some(naming) => naming,
        None => structure::recognise(&tensors).ok_or_else(unknown)?,
    };
    let Naming { scheme, prefix, mut parts, mut rest, is_known } = naming;
    let thresholds = thresholds(file, &prefix, &mut rest)?;
    let written = file.metadata.get(CONFIG_KEY).map(|json| DenseNetConfig::parse(json)).transpose()?;
    let stem = match &written {
        Some(config) => config.stem,
        None => stem(&parts, architecture)?,
    };
    if stem == Stem::Cifar
        && let Some(norm) = parts_of(&mut parts, "features.norm5")
    {
        parts.extend(norm);
    }
    let channels = parts.get(&format!("{}.weight", stem.final_norm_name())).and_then(|part| part.shape().first());
    origin.head = head::take(&rest, channels.copied(), &mut parts)?;
    facts.unused = rest.iter().filter(|(name, _)| !origin.is_head(name)).map(|(name, _)| name.to_string()).collect();
    facts.unused.truncate(origin::MAX_NAMES);

    let shapes = parts.iter().map(|(name, part)| (name.as_str(), part.shape())).collect();
    let inferred = infer::config(stem, &shapes);
    if let (Err(_), false) = (&inferred, is_known) {
        return Err(unknown().into());
    }
    let mut config = match written {
        Some(config) => config,
        None => inferred?,
    };
    let tensors_of_network = config.tensors()?;
    facts.missing =
        tensors_of_network.iter().map(|p| &p.name).filter(|name| !parts.contains_key(*name)).cloned().collect();
    facts.missing.truncate(origin::MAX_NAMES);
    let scheme = if is_known { scheme } else { hints.assume.unwrap_or(scheme) };
    config.transition_relu &= scheme != Scheme::Weiaicunzai;
    origin.used = parts.values().filter(|part| matches!(part, Part::Tensor(..))).count();
    let mut weights = Weights::assemble(config, parts, None)?;
    let config = &weights.config;
    if !is_known && hints.assume.is_none() {
        return Err(SchemeError::NeedsAssumption {
            growth_rate: config.growth_rate,
            block_config: config.block_config.clone(),
            num_classes: config.num_classes,
            assumptions: assumptions(config),
        }
        .into());
    }
    if scheme == Scheme::Kuangliu {
        order::newest_last(&mut weights);
    }
    if let Some(thresholds) = thresholds.as_ref().filter(|t| t.len() != weights.config.num_classes) {
        let (found, expected) = (vec![thresholds.len()], vec![weights.config.num_classes]);
        return Err(WeightsError::TensorShape { tensor: "op_threshs".into(), found, expected }.into());
    }
    origin.scheme = scheme.refined(&weights.config, &origin, thresholds.is_some());
    (origin.assumed, origin.prefix, origin.op_thresholds) = (!is_known, prefix, thresholds);
    Ok((weights, origin))
}

/// torchxrayvision's operating points: a tensor of its own, or an attribute of a pickled module. NaN stands for none.
fn thresholds(
    file: &File,
    prefix: &str,
    rest: &mut Vec<(&str, &Tensor)>,
) -> Result<Option<Vec<Option<f32>>>, WeightsError> {
    let name = format!("{prefix}op_threshs");
    let of_module = file.attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, tensor)| tensor);
    let position = rest.iter().position(|(tensor, _)| *tensor == name);
    let Some(tensor) = position.map(|at| rest.remove(at).1).or(of_module) else { return Ok(None) };
    let numbers = tensor.to_f32().map_err(|e| WeightsError::TensorType { tensor: name, found: e.0.to_string() })?;
    Ok(Some(numbers.into_iter().map(|number| (!number.is_nan()).then_some(number)).collect()))
}

/// The stem, from its convolutions and, where they don't say it, the architecture's name.
fn stem(parts: &Parts, architecture: &str) -> Result<Stem, Error> {
    let tensor = "features.conv0.weight";
    let conv0 = parts.get(tensor).ok_or_else(|| WeightsError::MissingTensor { tensor: tensor.into() })?;
    let shape = conv0.shape();
    if shape.len() != 4 && shape.len() > 2 {
        let (found, dimensions) = (shape.to_vec(), shape.len() - 2);
        return Err(SchemeError::OtherDimensions { tensor: tensor.into(), found, dimensions }.into());
    }
    if !parts.contains_key("features.conv1.weight") {
        return Ok(infer::stem(shape)?);
    }
    // timm's names end with d where the stem is deep; a tag may follow.
    let name = architecture.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
    let is_deep = |rest: &str| rest.strip_suffix('d').is_some_and(|depth| depth.parse::<usize>().is_ok());
    match name.strip_prefix("densenet") {
        Some(rest) if rest.strip_prefix("blur").is_some_and(is_deep) => Ok(Stem::DeepBlur),
        Some(rest) if is_deep(rest) => Ok(Stem::Deep),
        _ => Err(SchemeError::DeepStem.into()),
    }
}

/// Takes the tensors of a module out, under the names that the CIFAR stem's last norm has.
fn parts_of<'a>(parts: &mut Parts<'a>, module: &str) -> Option<Vec<(String, Part<'a>)>> {
    let fields = ["weight", "bias", "running_mean", "running_var"];
    let taken = fields.map(|field| {
        let part = parts.remove(&format!("{module}.{field}"))?;
        Some((format!("{}.{field}", Stem::Cifar.final_norm_name()), part))
    });
    Some(taken.into_iter().flatten().collect())
}

fn assumptions(config: &DenseNetConfig) -> Vec<Assumption> {
    let mut all = vec![Assumption::ConcatenationOrder, Assumption::LastRelu];
    all.extend((config.block_config.len() > 1).then_some(Assumption::TransitionRelu));
    all.extend((config.stem != Stem::Cifar).then_some(Assumption::StemPooling));
    all
}
