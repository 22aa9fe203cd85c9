//! Which of the objects in a checkpoint is the model: a module, or a dictionary of tensors at any depth. What belongs to an
//! optimizer never is.

use std::collections::HashSet;

use super::{
    super::Warning,
    keys::{Rank, is_training},
    module,
    value::{Heap, Node, Value},
};
use crate::error::FileError;

/// Training loops nest state dicts two or three levels deep.
const MAX_DEPTH: usize = 8;
/// A key can be as long as the file, but nobody's training loop has such keys.
const MAX_KEY: usize = 64;
/// An error or a warning names this many places.
const MAX_PLACES: usize = 8;

/// What optimizers call their tensors.
const MOMENTS: [&str; 14] = [
    "step",
    "exp_avg",
    "exp_avg_sq",
    "max_exp_avg_sq",
    "exp_inf",
    "momentum_buffer",
    "square_avg",
    "grad_avg",
    "acc_delta",
    "sum",
    "prev",
    "slow_buffer",
    "exp_avg_diff",
    "neg_pre_grad",
];

/// The model's place in the checkpoint.
pub(super) struct Found {
    pub value: Value,
    /// Keys joined by dots.
    pub location: String,
    pub is_module: bool,
    /// Says which other places were passed over.
    pub warning: Option<Warning>,
    /// The dictionaries that it is nested in.
    pub around: Vec<Value>,
}

#[derive(Clone)]
struct Candidate {
    value: Value,
    location: String,
    is_module: bool,
    around: Vec<Value>,
    rank: Rank,
}

pub(super) fn find(heap: &mut Heap, root: Value) -> Result<Found, FileError> {
    let mut search = Search { candidates: Vec::new(), visited: HashSet::new() };
    search.visit(heap, root, &mut Path::default())?;
    let mut candidates = search.candidates;
    candidates.sort_by_key(|candidate| candidate.rank);
    let Some(best) = candidates.first().cloned() else {
        return Err(FileError::NoWeights { found: first_keys(heap, root) });
    };
    let places = |candidates: &[Candidate]| -> Vec<String> {
        candidates.iter().take(MAX_PLACES).map(|candidate| candidate.location.clone()).collect()
    };
    let others = &candidates[1..];
    if others.iter().any(|other| other.rank == best.rank) {
        return Err(FileError::SeveralStateDicts { places: places(&candidates) });
    }
    let warning =
        (!others.is_empty()).then(|| Warning::OtherWeights { chosen: best.location.clone(), others: places(others) });
    let Candidate { value, location, is_module, around, .. } = best;
    Ok(Found { value, location, is_module, warning, around })
}

/// The first keys of a dictionary, to say what the file has instead.
fn first_keys(heap: &Heap, root: Value) -> Vec<String> {
    let entries = heap.dict(root).unwrap_or_default();
    let short = |text: &str| text.chars().take(40).collect();
    entries.iter().filter_map(|&(key, _)| heap.text(key)).take(MAX_PLACES).map(short).collect()
}

/// The way from the top level: keys, and the dictionaries that they belong to.
#[derive(Default)]
struct Path {
    keys: Vec<String>,
    dicts: Vec<Value>,
}

struct Search {
    candidates: Vec<Candidate>,
    visited: HashSet<usize>,
}

impl Search {
    fn visit(&mut self, heap: &mut Heap, value: Value, path: &mut Path) -> Result<(), FileError> {
        let Value::Node(index) = value else { return Ok(()) };
        if path.keys.len() > MAX_DEPTH || !self.visited.insert(index) {
            return Ok(());
        }
        heap.budget.spend(128)?;
        if module::is_module(heap, value)? {
            return self.add(heap, value, path, true);
        }
        let inside = match heap.node(value) {
            Some(Node::Dict(_)) => {
                if is_optimizer(heap, value)? {
                    return Ok(());
                }
                if is_state_dict(heap, value)? {
                    self.add(heap, value, path, false)?;
                }
                named(heap, value)?
            }
            Some(Node::Object(object)) => {
                let (state, class) = (object.state, heap.global(object.class));
                if class.is_some_and(|(module, _)| is_training(module)) {
                    return Ok(());
                }
                named(heap, state)?
            }
            Some(Node::List(items) | Node::Tuple(items)) => {
                let items: Vec<_> = items.iter().copied().filter(|item| matches!(item, Value::Node(_))).collect();
                heap.budget.spend(items.len().saturating_mul(64))?;
                items.into_iter().enumerate().map(|(i, item)| (i.to_string(), item)).collect()
            }
            _ => return Ok(()),
        };
        for (name, inner) in inside {
            if !is_training(&name) {
                path.keys.push(name);
                path.dicts.push(value);
                self.visit(heap, inner, path)?;
                path.keys.pop();
                path.dicts.pop();
            }
        }
        Ok(())
    }

    fn add(&mut self, heap: &mut Heap, value: Value, path: &Path, is_module: bool) -> Result<(), FileError> {
        let location = path.keys.join(".");
        heap.budget.spend(location.len() + 16 * MAX_DEPTH + 3 * size_of::<Candidate>())?;
        self.candidates.push(Candidate {
            value,
            location,
            is_module,
            around: path.dicts.clone(),
            rank: Rank::of(&path.keys),
        });
        Ok(())
    }
}

/// Containers inside a dictionary, whose keys may be numbers.
fn named(heap: &mut Heap, dict: Value) -> Result<Vec<(String, Value)>, FileError> {
    let len = heap.dict(dict).map_or(0, <[_]>::len);
    heap.budget.spend(len.saturating_mul(128))?;
    let mut inner = Vec::new();
    for &(key, value) in heap.dict(dict).unwrap_or_default() {
        if !matches!(heap.node(value), Some(Node::Dict(_) | Node::Object(_) | Node::List(_) | Node::Tuple(_))) {
            continue;
        }
        match key {
            Value::Int(number) => inner.push((number.to_string(), value)),
            key => inner.extend(heap.text(key).filter(|text| text.len() <= MAX_KEY).map(|text| (text.into(), value))),
        }
    }
    Ok(inner)
}

/// A dictionary with at least one matrix or kernel, which isn't an optimizer's.
fn is_state_dict(heap: &mut Heap, dict: Value) -> Result<bool, FileError> {
    let len = heap.dict(dict).map_or(0, <[_]>::len);
    heap.budget.spend(len)?;
    let is_weight = |&(key, value): &(Value, Value)| match heap.node(value) {
        Some(Node::Tensor(view)) => view.shape.len() >= 2 && heap.text(key).is_some_and(|key| !MOMENTS.contains(&key)),
        _ => false,
    };
    Ok(heap.dict(dict).unwrap_or_default().iter().any(is_weight))
}

fn is_optimizer(heap: &mut Heap, dict: Value) -> Result<bool, FileError> {
    let len = heap.dict(dict).map_or(0, <[_]>::len);
    heap.budget.spend(len)?;
    Ok(heap.get(dict, "param_groups").is_some())
}
