//! Instructions that name a class or function, and the few of those that mean something here.

use super::{
    super::value::{Node, Value},
    Machine, rebuild,
};
use crate::error::FileError;

impl<'a> Machine<'a, '_> {
    /// Instructions that make a value from a class, a function or a persistent id.
    pub(super) fn call(&mut self, opcode: u8) -> Result<(), FileError> {
        let value = match opcode {
            b'c' => {
                let (module, name) = (self.cursor.line()?, self.cursor.line()?);
                self.heap.add(Node::Global { module, name })?
            }
            0x93 => {
                let (name, module) = (self.pop()?, self.pop()?);
                let (module, name) = (self.heap.text(module), self.heap.text(name));
                let both = module.zip(name).ok_or_else(|| self.cursor.error("a class without a name"));
                let (module, name) = both?;
                self.heap.add(Node::Global { module, name })?
            }
            // EXT1, EXT2, EXT4: a number that stands for a class in some program's registry.
            0x82..=0x84 => {
                self.cursor.take(1 << (opcode - 0x82))?;
                Value::Opaque
            }
            b'R' | 0x81 => {
                let (arguments, callable) = (self.pop()?, self.pop()?);
                self.construct(callable, arguments)?
            }
            0x92 => {
                let (_keywords, arguments, class) = (self.pop()?, self.pop()?, self.pop()?);
                self.construct(class, arguments)?
            }
            b'i' => {
                let (module, name) = (self.cursor.line()?, self.cursor.line()?);
                let items = self.pop_to_mark()?;
                let class = self.heap.add(Node::Global { module, name })?;
                let arguments = self.heap.add(Node::Tuple(items))?;
                self.construct(class, arguments)?
            }
            b'o' => {
                let mut items = self.pop_to_mark()?;
                if items.is_empty() {
                    return Err(self.cursor.error("an object without a class"));
                }
                let class = items.remove(0);
                let arguments = self.heap.add(Node::Tuple(items))?;
                self.construct(class, arguments)?
            }
            b'b' => {
                let state = self.pop()?;
                return self.build(state);
            }
            b'P' => return Err(self.cursor.error("a storage that is named by text")),
            _ => {
                let id = self.pop()?;
                let made = rebuild::persistent(self.heap, id);
                made.ok_or_else(|| self.cursor.error("an unknown persistent id"))??
            }
        };
        self.push(value)
    }

    /// `__setstate__`: only unknown objects have any use for it. A state with slots is a pair of dictionaries.
    fn build(&mut self, state: Value) -> Result<(), FileError> {
        let state = match self.heap.tuple(state) {
            Some(&[Value::None, slots]) => slots,
            Some(&[attributes, _]) => attributes,
            _ => state,
        };
        if let Some(Node::Object(object)) = self.heap.node_mut(self.top()?) {
            object.state = state;
        }
        Ok(())
    }

    /// What a call means: the allow-list. Nothing is ever run.
    fn construct(&mut self, callable: Value, arguments: Value) -> Result<Value, FileError> {
        let (callable, arguments) = self.unwrap_subclass(callable, arguments);
        let Some(global) = self.heap.global(callable) else { return self.object(callable) };
        let items = self.heap.tuple(arguments).unwrap_or_default();
        let first = items.first().copied().unwrap_or(Value::None);
        let wrong = || self.cursor.error("a tensor that can't be rebuilt");
        match global {
            ("torch._utils", "_rebuild_tensor" | "_rebuild_tensor_v2" | "_rebuild_tensor_v3") => {
                let view = rebuild::tensor(self.heap, items).ok_or_else(wrong)?;
                self.heap.add(view)
            }
            ("torch._utils", "_rebuild_parameter" | "_rebuild_parameter_with_state")
            | ("torch.nn.parameter", "Parameter" | "Buffer")
            | ("torch.autograd.variable" | "torch.autograd", "Variable") => Ok(first),
            (
                "torch._utils",
                "_rebuild_qtensor"
                | "_rebuild_sparse_tensor"
                | "_rebuild_sparse_csr_tensor"
                | "_rebuild_nested_tensor"
                | "_rebuild_meta_tensor_no_storage"
                | "_rebuild_wrapper_subclass"
                | "_rebuild_device_tensor_from_numpy"
                | "_rebuild_device_tensor_from_cpu_tensor",
            ) => self.heap.add(Node::UnreadableTensor),
            ("torch", "Size") => Ok(first),
            ("builtins" | "__builtin__", "set" | "frozenset") => match self.heap.node(first) {
                Some(Node::List(_)) => Ok(first),
                _ => self.heap.add(Node::List(Vec::new())),
            },
            ("collections", "OrderedDict") | ("builtins" | "__builtin__", "dict") => self.dictionary(first),
            ("collections", "defaultdict" | "Counter") => self.dictionary(Value::None),
            ("copyreg" | "copy_reg", "_reconstructor") => self.object(first),
            _ => self.object(callable),
        }
    }

    /// A subclass of a tensor is rebuilt by the tensor's function, whose arguments are inside the subclass's.
    fn unwrap_subclass(&self, callable: Value, arguments: Value) -> (Value, Value) {
        match (self.heap.global(callable), self.heap.tuple(arguments)) {
            (Some(("torch._tensor", "_rebuild_from_type_v2")), Some(&[function, _, arguments, _])) => {
                (function, arguments)
            }
            _ => (callable, arguments),
        }
    }

    /// A dictionary from another one, or from a list of pairs as Python 2 wrote it.
    fn dictionary(&mut self, content: Value) -> Result<Value, FileError> {
        let len = match self.heap.node(content) {
            Some(Node::List(items) | Node::Tuple(items)) => items.len(),
            Some(Node::Dict(entries)) => entries.len(),
            _ => 0,
        };
        self.heap.pay_for::<(Value, Value)>(len)?;
        let entries = match self.heap.node(content) {
            Some(Node::Dict(entries)) => entries.clone(),
            Some(Node::List(items) | Node::Tuple(items)) => {
                let pair = |&item: &Value| match self.heap.node(item) {
                    Some(Node::List(pair) | Node::Tuple(pair)) if pair.len() == 2 => Some((pair[0], pair[1])),
                    _ => None,
                };
                items.iter().filter_map(pair).collect()
            }
            _ => Vec::new(),
        };
        self.heap.add(Node::Dict(entries))
    }
}
