//! Networks whose names nobody knows, recognised by the shapes of their tensors: a convolution, then dense layers that each
//! read k channels more than the one before, transitions between them, and a last norm.

use std::collections::{BTreeMap, HashMap};

use super::{Part, Parts, Scheme, naming::Naming};
use crate::weights::file::Tensor;

/// No DenseNet has more.
const MAX_TENSORS: usize = 10_000;

const NORM: [&str; 4] = ["weight", "bias", "running_mean", "running_var"];

/// A module of a network: its tensors by field.
type Fields<'a> = HashMap<&'a str, &'a Tensor<'a>>;

/// A convolution or norm.
struct Module<'a> {
    fields: Fields<'a>,
    /// Of its weight.
    shape: &'a [usize],
}

/// The norms and convolutions with one parent, in the order in which they run.
struct Unit<'a> {
    /// The parent's name without its last part, so that layers of a block share it.
    container: &'a str,
    modules: Vec<Module<'a>>,
    reads: usize,
    writes: usize,
}

/// The network whose structure the tensors have, as exactly as shapes can tell.
pub(super) fn recognise<'a>(tensors: &[(&'a str, &'a Tensor<'a>)]) -> Option<Naming<'a>> {
    if tensors.len() > MAX_TENSORS {
        return None;
    }
    let mut modules: BTreeMap<Vec<Piece>, (&str, Fields)> = BTreeMap::new();
    for &(name, tensor) in tensors {
        let (module, field) = name.rsplit_once('.')?;
        modules.entry(pieces(module)).or_insert_with(|| (module, HashMap::new())).1.insert(field, tensor);
    }
    let mut rest = Vec::new();
    let mut parents: Vec<(&str, Vec<Module>)> = Vec::new();
    for (name, fields) in modules.into_values() {
        let shape = fields.get("weight")?.shape();
        if shape.len() == 2 {
            rest.extend(tensors.iter().filter(|(tensor, _)| tensor.rsplit_once('.').is_some_and(|(m, _)| m == name)));
            continue;
        }
        let is_norm = shape.len() == 1 && fields.len() == 4 && NORM.iter().all(|field| fields.contains_key(field));
        if !is_norm && (shape.len() != 4 || fields.len() != 1) {
            return None;
        }
        let (parent, module) = (name.rsplit_once('.').map_or("", |(parent, _)| parent), Module { fields, shape });
        match parents.iter_mut().find(|(other, _)| *other == parent) {
            Some((_, siblings)) => siblings.push(module),
            None => parents.push((parent, vec![module])),
        }
    }
    let (mut layers, mut transitions, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for (parent, modules) in parents {
        match unit(parent, modules) {
            Ok(layer) if layer.modules.last().is_some_and(|last| last.shape[2] == 3) => layers.push(layer),
            Ok(transition) => transitions.push(transition),
            Err(modules) => others.extend(modules),
        }
    }
    let mut parts = Parts::new();
    let channels = chain(stem(&mut others, &mut parts)?, layers, transitions, &mut parts)?;
    let norm = others.pop().filter(|norm| others.is_empty() && norm.shape == [channels])?;
    add(&mut parts, "features.norm5".into(), norm);
    Some(Naming { scheme: Scheme::Torchvision, prefix: String::new(), parts, rest, is_known: false })
}

/// A dense layer's or a transition's modules, in the order in which they run; others come back as they are.
fn unit<'a>(parent: &'a str, mut modules: Vec<Module<'a>>) -> Result<Unit<'a>, Vec<Module<'a>>> {
    // A norm before each convolution, each in the order of their names.
    modules.sort_by_key(|module| module.shape.len());
    let count = modules.len() / 2;
    let shapes: Vec<&[usize]> = modules.iter().map(|module| module.shape).collect();
    let fits = match shapes[..] {
        [[norm], [_, read, 1, 1] | [_, read, 3, 3]] => norm == read,
        [[norm1], [norm2], [middle, read, 1, 1], [_, second, 3, 3]] => {
            // The norms' names may be in the other order.
            if norm1 != read || norm2 != middle {
                modules.swap(0, 1);
            }
            second == middle && (norm1 == read && norm2 == middle || norm2 == read && norm1 == middle)
        }
        _ => false,
    };
    if !fits {
        return Err(modules);
    }
    let convolutions = modules.split_off(count);
    let (reads, writes) = (convolutions[0].shape[1], convolutions[count - 1].shape[0]);
    let modules = modules.into_iter().zip(convolutions).flat_map(|(norm, convolution)| [norm, convolution]).collect();
    let container = parent.rsplit_once('.').map_or("", |(container, _)| container);
    Ok(Unit { container, modules, reads, writes })
}

/// Takes the first convolution and its norm; returns how many channels come out of it.
fn stem<'a>(others: &mut Vec<Module<'a>>, parts: &mut Parts<'a>) -> Option<usize> {
    let position = others.iter().position(|module| module.shape.len() == 4)?;
    let convolution = others.remove(position);
    let channels = convolution.shape[0];
    if convolution.shape[2] == 7 {
        // The last norm has the same width only in a network without dense layers.
        let norm = others.iter().position(|module| module.shape == [channels])?;
        add(parts, "features.norm0".into(), others.remove(norm));
    }
    add(parts, "features.conv0".into(), convolution);
    Some(channels)
}

/// Follows the channels through blocks and transitions, using up all of them; returns how many come out.
fn chain<'a>(
    mut channels: usize,
    mut layers: Vec<Unit<'a>>,
    mut transitions: Vec<Unit<'a>>,
    parts: &mut Parts<'a>,
) -> Option<usize> {
    let (mut block, mut index, mut container) = (1, 1, None);
    while !layers.is_empty() || !transitions.is_empty() {
        let next = layers.iter().position(|l| l.reads == channels && container.is_none_or(|c| c == l.container));
        if let Some(next) = next {
            let layer = layers.remove(next);
            container = Some(layer.container);
            channels += layer.writes;
            for (module, part) in layer.modules.into_iter().zip(["norm1", "conv1", "norm2", "conv2"]) {
                add(parts, format!("features.denseblock{block}.denselayer{index}.{part}"), module);
            }
            index += 1;
        } else {
            let transition = transitions.remove(transitions.iter().position(|t| t.reads == channels)?);
            channels = transition.writes;
            for (module, part) in transition.modules.into_iter().zip(["norm", "conv"]) {
                add(parts, format!("features.transition{block}.{part}"), module);
            }
            (block, index, container) = (block + 1, 1, None);
        }
    }
    Some(channels)
}

fn add<'a>(parts: &mut Parts<'a>, name: String, module: Module<'a>) {
    for (field, tensor) in module.fields {
        parts.insert(format!("{name}.{field}"), Part::Tensor(tensor, tensor.shape().to_vec()));
    }
}

/// A part of a name, so that 10 comes after 9.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece<'a> {
    Number(usize, &'a str),
    Text(&'a str),
}

fn pieces(name: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push(match piece.parse() {
            Ok(number) if is_digit => Piece::Number(number, piece),
            _ => Piece::Text(piece),
        });
        rest = after;
    }
    pieces
}
