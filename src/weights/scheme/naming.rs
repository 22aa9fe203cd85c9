//! Which implementation's names a checkpoint has, and what they all begin with.

use std::collections::{HashMap, HashSet};

use super::{
    Part, Parts, Scheme,
    table::{TABLES, Table},
};
use crate::weights::file::Tensor;

/// Prefixes of more parts than this are no wrapper's.
const MAX_PARTS: usize = 8;

/// A checkpoint's tensors under our names.
pub(super) struct Naming<'a> {
    pub scheme: Scheme,
    /// What all names begin with.
    pub prefix: String,
    pub parts: Parts<'a>,
    /// Those that belong to no feature, under their names without the prefix where they have it.
    pub rest: Vec<(&'a str, &'a Tensor<'a>)>,
    /// Whether names say everything about the network.
    pub is_known: bool,
}

/// The implementation and the prefix that explain the most names; `None` if none explains a dense layer.
pub(super) fn recognise<'a>(tensors: &[(&'a str, &'a Tensor<'a>)]) -> Option<Naming<'a>> {
    let mut best: Option<(usize, &Table, &str)> = None;
    for prefix in prefixes(tensors) {
        for table in &TABLES {
            let modules = tensors.iter().filter_map(|(name, _)| translate(table, prefix, name));
            let (mut explained, mut layers) = (0, 0);
            modules.for_each(|name| {
                explained += 1;
                layers += usize::from(name.contains("denselayer"));
            });
            if layers > 0 && best.is_none_or(|(most, ..)| explained > most) {
                best = Some((explained, table, prefix));
            }
        }
    }
    let (_, table, inner) = best?;
    // torchvision's features are a module of their own, and the ReLU after them is part of the whole network.
    let (prefix, is_known) = match inner.strip_suffix(table.container) {
        Some(prefix) if prefix.is_empty() || prefix.ends_with('.') => (prefix, true),
        _ => (inner, false),
    };
    let mut naming =
        Naming { scheme: table.scheme, prefix: prefix.into(), parts: HashMap::new(), rest: Vec::new(), is_known };
    for &(name, tensor) in tensors {
        match translate(table, inner, name) {
            Some(ours) if !naming.parts.contains_key(&ours) => {
                naming.parts.insert(ours, Part::Tensor(tensor, tensor.shape().to_vec()));
            }
            _ => naming.rest.push((name.strip_prefix(prefix).unwrap_or(name), tensor)),
        }
    }
    if table.scheme == Scheme::Torchvision {
        naming.scheme = spelling(tensors.iter().map(|(name, _)| *name));
    }
    Some(naming)
}

/// Our name for a tensor.
fn translate(table: &Table, prefix: &str, name: &str) -> Option<String> {
    let (module, field) = name.strip_prefix(prefix)?.rsplit_once('.')?;
    Some(format!("{}.{field}", table.translate(module)?))
}

/// Which implementation has torchvision's names in this spelling.
fn spelling<'a>(names: impl Iterator<Item = &'a str>) -> Scheme {
    let mut scheme = Scheme::Torchvision;
    for name in names {
        if name.contains(".layers.") {
            return Scheme::Monai;
        }
        if name.contains("norm_final.") {
            return Scheme::EfficientDensenet;
        }
        if name.contains(".norm.1.") {
            scheme = Scheme::TorchvisionFirst;
        }
    }
    scheme
}

/// What at least half of the names begin with, up to a dot.
fn prefixes<'a>(tensors: &[(&'a str, &'a Tensor<'a>)]) -> Vec<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (name, _) in tensors {
        for (dot, _) in name.match_indices('.').take(MAX_PARTS) {
            *counts.entry(&name[..=dot]).or_default() += 1;
        }
    }
    let mut prefixes: Vec<&str> =
        counts.into_iter().filter(|(_, count)| 2 * count >= tensors.len()).map(|(p, _)| p).collect();
    prefixes.push("");
    // The shortest first, so that of equals the first in the alphabet is taken and a file is always read alike.
    prefixes.sort_by_key(|prefix| (prefix.len(), *prefix));
    prefixes.dedup();
    debug_assert!(prefixes.iter().collect::<HashSet<_>>().len() == prefixes.len());
    prefixes
}
