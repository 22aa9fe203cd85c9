//! What a pickle builds: inert values in an arena, whose indices may form cycles without harm.

use std::collections::HashMap;

use super::{super::Dtype, limits::Budget};
use crate::error::FileError;

/// A vector's capacity is up to twice its length, and while it grows the old one exists too.
const GROWTH: usize = 3;
/// What a string costs in the table of strings and in the map to it.
const STRING_COST: usize = 160;

/// A value. Anything larger than a number is in the [`Heap`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// An index into the strings. Equal strings have equal indices.
    Str(usize),
    Node(usize),
    /// What nobody asks for: bytes, sets, numbers beyond 64 bits.
    Opaque,
}

#[derive(Debug)]
pub(super) enum Node<'a> {
    List(Vec<Value>),
    Tuple(Vec<Value>),
    /// Any dictionary, in the order of assignment; a key that is there twice counts with its last value.
    Dict(Vec<(Value, Value)>),
    /// A class or function by name. It is never looked up.
    Global {
        module: &'a str,
        name: &'a str,
    },
    /// Whatever is not known: its class, and what it was given by `__setstate__` or as attributes.
    Object(Box<Object>),
    Storage(Box<Storage>),
    Tensor(Box<View>),
    /// A tensor of a kind that can't be read: sparse, quantised, without storage.
    UnreadableTensor,
}

#[derive(Debug)]
pub(super) struct Object {
    pub class: Value,
    pub state: Value,
    /// Assigned by key, if the class is a dictionary.
    pub items: Vec<(Value, Value)>,
}

/// A storage that a pickle refers to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Storage {
    /// `None` for quantised types.
    pub dtype: Option<Dtype>,
    /// An index into the strings.
    pub key: usize,
    /// In numbers.
    pub len: u64,
    /// The part of the storage that this is: start and length in numbers. Only old files have such views.
    pub part: Option<(u64, u64)>,
}

/// A tensor: a view of a storage.
#[derive(Debug)]
pub(super) struct View {
    pub storage: Storage,
    pub dtype: Dtype,
    pub offset: u64,
    pub shape: Vec<usize>,
    pub strides: Vec<u64>,
}

#[derive(Debug)]
pub(super) struct Heap<'a> {
    nodes: Vec<Node<'a>>,
    strings: Vec<&'a str>,
    ids: HashMap<&'a str, usize>,
    pub budget: Budget,
}

impl<'a> Heap<'a> {
    pub(super) fn new(budget: Budget) -> Self {
        Self { nodes: Vec::new(), strings: Vec::new(), ids: HashMap::new(), budget }
    }

    pub(super) fn add(&mut self, node: Node<'a>) -> Result<Value, FileError> {
        let content = match &node {
            Node::List(items) | Node::Tuple(items) => size_of_val(&items[..]),
            Node::Dict(entries) => size_of_val(&entries[..]),
            Node::Tensor(view) => size_of::<View>() + 16 * view.shape.len(),
            Node::Object(_) => size_of::<Object>(),
            Node::Storage(_) => size_of::<Storage>(),
            Node::Global { .. } | Node::UnreadableTensor => 0,
        };
        self.budget.spend(GROWTH * size_of::<Node>() + content)?;
        self.nodes.push(node);
        Ok(Value::Node(self.nodes.len() - 1))
    }

    pub(super) fn string(&mut self, text: &'a str) -> Result<Value, FileError> {
        if let Some(&id) = self.ids.get(text) {
            return Ok(Value::Str(id));
        }
        self.budget.spend(STRING_COST)?;
        self.ids.insert(text, self.strings.len());
        self.strings.push(text);
        Ok(Value::Str(self.strings.len() - 1))
    }

    /// Pays for `count` more elements of a growing vector.
    pub(super) fn pay_for<T>(&mut self, count: usize) -> Result<(), FileError> {
        self.budget.spend(count.saturating_mul(GROWTH * size_of::<T>()))
    }

    pub(super) fn node(&self, value: Value) -> Option<&Node<'a>> {
        match value {
            Value::Node(index) => self.nodes.get(index),
            _ => None,
        }
    }

    pub(super) fn node_mut(&mut self, value: Value) -> Option<&mut Node<'a>> {
        match value {
            Value::Node(index) => self.nodes.get_mut(index),
            _ => None,
        }
    }

    pub(super) fn text(&self, value: Value) -> Option<&'a str> {
        match value {
            Value::Str(id) => self.strings.get(id).copied(),
            _ => None,
        }
    }

    pub(super) fn tuple(&self, value: Value) -> Option<&[Value]> {
        match self.node(value) {
            Some(Node::Tuple(items)) => Some(items),
            _ => None,
        }
    }

    pub(super) fn dict(&self, value: Value) -> Option<&[(Value, Value)]> {
        match self.node(value) {
            Some(Node::Dict(entries)) => Some(entries),
            _ => None,
        }
    }

    /// The module and the name of a class or function.
    pub(super) fn global(&self, value: Value) -> Option<(&'a str, &'a str)> {
        match self.node(value) {
            Some(Node::Global { module, name }) => Some((module, name)),
            _ => None,
        }
    }

    /// The value of a key that is a string. Callers pay for the dictionary's length.
    pub(super) fn get(&self, dict: Value, key: &str) -> Option<Value> {
        let key = Value::Str(*self.ids.get(key)?);
        self.dict(dict)?.iter().rev().find(|(k, _)| *k == key).map(|(_, value)| *value)
    }

    /// Bytes per number of each storage that was referred to.
    pub(super) fn storage_sizes(&mut self) -> Result<HashMap<&'a str, usize>, FileError> {
        self.budget.spend(self.nodes.len())?;
        let mut sizes = HashMap::new();
        for node in &self.nodes {
            if let Node::Storage(storage) = node {
                sizes.entry(self.strings[storage.key]).or_insert_with(|| storage.dtype.map_or(1, Dtype::bytes));
            }
        }
        Ok(sizes)
    }

    /// The entries of a dictionary whose keys are strings, each key once; empty for anything else.
    pub(super) fn entries(&mut self, dict: Value) -> Result<Vec<(&'a str, Value)>, FileError> {
        let Some(len) = self.dict(dict).map(<[_]>::len) else { return Ok(Vec::new()) };
        self.budget.spend(len.saturating_mul(128))?;
        let mut places = HashMap::with_capacity(len);
        let mut entries = Vec::with_capacity(len);
        for &(key, value) in self.dict(dict).into_iter().flatten() {
            let Value::Str(id) = key else { continue };
            match places.get(&id) {
                Some(&place) => entries[place] = (self.strings[id], value),
                None => {
                    places.insert(id, entries.len());
                    entries.push((self.strings[id], value));
                }
            }
        }
        Ok(entries)
    }
}
