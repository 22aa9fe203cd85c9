//! Whole pickled modules: their parameters and buffers under the names that `state_dict()` would give them.

use super::value::{Heap, Node, Value};
use crate::error::FileError;

/// Modules nest a few levels deep.
const MAX_DEPTH: usize = 64;

/// What a module, or a dictionary, holds by name.
#[derive(Default)]
pub(super) struct Contents<'a> {
    /// Parameters and buffers, and whatever else a state dict has.
    pub tensors: Vec<(String, Value)>,
    /// Tensors and lists of numbers that are no part of a state dict.
    pub attributes: Vec<(String, Value)>,
    /// The plain values of the outermost module.
    pub plain: Vec<(&'a str, Value)>,
}

/// How a class keeps its tensors.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// `torch.nn.Module`: dictionaries of parameters, of buffers and of modules.
    Module,
    /// TorchScript: all of them are attributes.
    Script,
}

fn kind(heap: &Heap, value: Value) -> Option<(Kind, Value)> {
    let Some(Node::Object(object)) = heap.node(value) else { return None };
    let state = object.state;
    if heap.global(object.class).is_some_and(|(module, _)| is_script(module)) {
        return heap.dict(state).map(|_| (Kind::Script, state));
    }
    let has = |key| heap.get(state, key).is_some_and(|value| heap.dict(value).is_some());
    (has("_modules") && has("_parameters")).then_some((Kind::Module, state))
}

fn is_script(module: &str) -> bool {
    module == "__torch__" || module.starts_with("__torch__.")
}

/// Whether the value is a module, for which its state must be searched.
pub(super) fn is_module(heap: &mut Heap, value: Value) -> Result<bool, FileError> {
    pay_for_state(heap, value)?;
    Ok(kind(heap, value).is_some())
}

fn pay_for_state(heap: &mut Heap, value: Value) -> Result<(), FileError> {
    let Some(Node::Object(object)) = heap.node(value) else { return Ok(()) };
    let len = heap.dict(object.state).map_or(0, <[_]>::len);
    heap.budget.spend(len.saturating_mul(64))
}

/// A module's class: `torchvision.models.densenet.DenseNet`.
pub(super) fn class(heap: &Heap, value: Value) -> Option<String> {
    let Some(Node::Object(object)) = heap.node(value) else { return None };
    let (module, name) = heap.global(object.class)?;
    Some(format!("{}.{name}", module.strip_prefix("__torch__.").unwrap_or(module)))
}

/// Everything in a module and the modules inside it.
pub(super) fn contents<'a>(heap: &mut Heap<'a>, module: Value) -> Result<Contents<'a>, FileError> {
    let mut contents = Contents::default();
    walk(heap, module, &mut Vec::new(), &mut contents)?;
    Ok(contents)
}

/// The tensors of a dictionary, and what else is in it.
pub(super) fn state_dict<'a>(heap: &mut Heap<'a>, dict: Value) -> Result<Contents<'a>, FileError> {
    let mut contents = Contents::default();
    for (name, value) in heap.entries(dict)? {
        match what(heap, value)? {
            What::Tensor => add(heap, &[], name, value, &mut contents.tensors)?,
            What::Floats => add(heap, &[], name, value, &mut contents.attributes)?,
            _ => contents.plain.push((name, value)),
        }
    }
    Ok(contents)
}

fn walk<'a>(
    heap: &mut Heap<'a>,
    module: Value,
    path: &mut Vec<&'a str>,
    contents: &mut Contents<'a>,
) -> Result<(), FileError> {
    pay_for_state(heap, module)?;
    heap.budget.spend(64)?;
    let Some((kind, state)) = kind(heap, module) else { return Ok(()) };
    if path.len() > MAX_DEPTH {
        return Err(FileError::MalformedPickle { at: 0, detail: "modules are nested too deeply" });
    }
    let mut inner = Vec::new();
    if kind == Kind::Module {
        for group in ["_parameters", "_buffers"] {
            let hidden = heap.get(state, "_non_persistent_buffers_set").filter(|_| group == "_buffers");
            for (name, value) in entries_of(heap, state, group)? {
                let is_hidden = match hidden {
                    Some(hidden) => contains(heap, hidden, name)?,
                    None => false,
                };
                let to = if is_hidden { &mut contents.attributes } else { &mut contents.tensors };
                add(heap, path, name, value, to)?;
            }
        }
        inner = entries_of(heap, state, "_modules")?;
    }
    for (name, value) in heap.entries(state)? {
        match what(heap, value)? {
            What::Tensor if kind == Kind::Script => add(heap, path, name, value, &mut contents.tensors)?,
            What::Object if kind == Kind::Script => inner.push((name, value)),
            What::Tensor | What::Floats => add(heap, path, name, value, &mut contents.attributes)?,
            _ if path.is_empty() && !name.starts_with('_') => contents.plain.push((name, value)),
            _ => {}
        }
    }
    for (name, module) in inner {
        path.push(name);
        walk(heap, module, path, contents)?;
        path.pop();
    }
    Ok(())
}

fn entries_of<'a>(heap: &mut Heap<'a>, state: Value, group: &str) -> Result<Vec<(&'a str, Value)>, FileError> {
    match heap.get(state, group) {
        Some(dict) => heap.entries(dict),
        None => Ok(Vec::new()),
    }
}

/// Adds a tensor under its dotted name. `None` stands for a parameter that a layer doesn't have.
fn add(
    heap: &mut Heap,
    path: &[&str],
    name: &str,
    value: Value,
    to: &mut Vec<(String, Value)>,
) -> Result<(), FileError> {
    if value == Value::None {
        return Ok(());
    }
    let length = path.iter().map(|part| part.len() + 1).sum::<usize>() + name.len();
    heap.budget.spend(length + 3 * size_of::<(String, Value)>())?;
    let mut full = String::with_capacity(length);
    for part in path {
        full += part;
        full.push('.');
    }
    to.push((full + name, value));
    Ok(())
}

fn contains(heap: &mut Heap, set: Value, name: &str) -> Result<bool, FileError> {
    let Some(Node::List(items)) = heap.node(set) else { return Ok(false) };
    let (len, found) = (items.len(), items.iter().any(|&item| heap.text(item) == Some(name)));
    heap.budget.spend(len)?;
    Ok(found)
}

enum What {
    Tensor,
    /// A list of nothing but floating-point numbers.
    Floats,
    Object,
    Other,
}

fn what(heap: &mut Heap, value: Value) -> Result<What, FileError> {
    let (what, looked_at) = match heap.node(value) {
        Some(Node::Tensor(_) | Node::UnreadableTensor) => (What::Tensor, 0),
        Some(Node::Object(_)) => (What::Object, 0),
        Some(Node::List(items)) if !items.is_empty() => {
            let floats = items.iter().all(|item| matches!(item, Value::Float(_)));
            (if floats { What::Floats } else { What::Other }, items.len())
        }
        _ => (What::Other, 0),
    };
    heap.budget.spend(looked_at)?;
    Ok(what)
}
