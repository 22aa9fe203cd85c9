//! The head: what is left when all features have been found.

use super::{Part, Parts};
use crate::{
    Error,
    error::{SchemeError, WeightsError},
    weights::{file::Tensor, unused},
};

/// Takes the one linear layer that `rest` consists of, whatever its name; returns its name. `channels` are the features'.
///
/// # Errors
///
/// When there is more than one layer, or something else.
pub(super) fn take<'a>(
    rest: &[(&'a str, &'a Tensor<'a>)],
    channels: Option<usize>,
    parts: &mut Parts<'a>,
) -> Result<Option<String>, Error> {
    let is_matrix = |tensor: &Tensor| matches!(tensor.shape(), [_, _] | [_, _, 1, 1]);
    let layers: Vec<&str> = rest.iter().filter(|(_, t)| is_matrix(t)).map(|(name, _)| *name).collect();
    let module = match layers[..] {
        [] if rest.is_empty() => return Ok(None),
        [] => return Err(unused(rest.iter().map(|(name, _)| name.to_string()).collect()).into()),
        [only] => only.strip_suffix(".weight"),
        _ => None,
    };
    let Some(module) = module else {
        return Err(SchemeError::DeepHead { tensors: layers.into_iter().map(String::from).collect() }.into());
    };
    let mut others = Vec::new();
    for &(name, tensor) in rest {
        let shape = tensor.shape();
        match name.strip_prefix(module) {
            Some(".weight") => {
                if channels.is_some_and(|channels| channels != shape[1]) {
                    let expected = vec![shape[0], channels.unwrap_or_default()];
                    return Err(
                        WeightsError::TensorShape { tensor: name.into(), found: shape.to_vec(), expected }.into()
                    );
                }
                parts.insert("classifier.weight".into(), Part::Tensor(tensor, shape[..2].to_vec()));
                // Replaced by the bias, if there is one.
                parts.entry("classifier.bias".into()).or_insert(Part::Zeros(vec![shape[0]]));
            }
            Some(".bias") => {
                parts.insert("classifier.bias".into(), Part::Tensor(tensor, shape.to_vec()));
            }
            _ => others.push(name.to_string()),
        }
    }
    if others.is_empty() { Ok(Some(module.into())) } else { Err(unused(others).into()) }
}
