//! The pickle machine: a stack, a memo, and no code. Classes and functions are only names; `reduce` knows what a few of
//! them mean for a checkpoint, and everything else becomes an inert object.

mod cursor;
mod literals;
mod rebuild;
mod reduce;

use std::collections::HashMap;

use cursor::Cursor;
pub(super) use cursor::ENDS_EARLY;

use super::value::{Heap, Node, Object, Value};
use crate::error::FileError;

/// What an entry costs in the memo's table, which may be half full, and while it grows the old one exists too.
const MEMO_COST: usize = 90;

/// Reads the pickle that starts at `at`, and says where it ends.
pub(super) fn load<'a>(heap: &mut Heap<'a>, bytes: &'a [u8], at: usize) -> Result<(Value, usize), FileError> {
    let mut machine = Machine {
        heap,
        cursor: Cursor::new(bytes, at),
        stack: Vec::new(),
        marks: Vec::new(),
        memo: HashMap::new(),
        paid: 0,
    };
    loop {
        let opcode = machine.cursor.u8()?;
        if opcode == b'.' {
            let value = machine.pop()?;
            return Ok((value, machine.cursor.at));
        }
        machine.step(opcode)?;
    }
}

struct Machine<'a, 'h> {
    heap: &'h mut Heap<'a>,
    cursor: Cursor<'a>,
    stack: Vec<Value>,
    /// The stack's length at each open mark.
    marks: Vec<usize>,
    memo: HashMap<u64, Value>,
    /// The stack's length that is paid for.
    paid: usize,
}

impl<'a> Machine<'a, '_> {
    fn step(&mut self, opcode: u8) -> Result<(), FileError> {
        match opcode {
            0x80 => _ = self.cursor.u8()?,          // PROTO
            0x95 => _ = self.cursor.u64()?,         // FRAME
            b'(' => self.mark()?,                   // MARK
            b'0' => self.pop_or_mark()?,            // POP
            b'1' => drop(self.pop_to_mark()?),      // POP_MARK
            b'2' => self.push(self.top()?)?,        // DUP
            b'N' => self.push(Value::None)?,        // NONE
            0x88 => self.push(Value::Bool(true))?,  // NEWTRUE
            0x89 => self.push(Value::Bool(false))?, // NEWFALSE
            b'g' | b'h' | b'j' => self.get(opcode)?,
            b'p' | b'q' | b'r' | 0x94 => self.put(opcode)?,
            b'I' | b'J' | b'K' | b'M' | b'L' | 0x8a | 0x8b | b'F' | b'G' => {
                let value = self.number(opcode)?;
                self.push(value)?;
            }
            b'S' | b'T' | b'U' | b'V' | b'X' | 0x8c | 0x8d | b'B' | b'C' | 0x8e | 0x96 => {
                let value = self.text(opcode)?;
                self.push(value)?;
            }
            b']' | b'l' | b')' | b't' | 0x85..=0x87 | b'}' | b'd' | 0x8f | 0x91 => self.collect(opcode)?,
            b'a' | b'e' | b's' | b'u' | 0x90 => self.extend(opcode)?,
            b'c' | 0x93 | 0x82..=0x84 | b'R' | 0x81 | 0x92 | b'i' | b'o' | b'b' | b'P' | b'Q' => self.call(opcode)?,
            _ => return Err(self.cursor.error("an unknown instruction")),
        }
        Ok(())
    }

    fn push(&mut self, value: Value) -> Result<(), FileError> {
        self.stack.push(value);
        if self.stack.len() > self.paid {
            self.paid = self.stack.len();
            self.heap.pay_for::<Value>(1)?;
        }
        Ok(())
    }

    fn top(&self) -> Result<Value, FileError> {
        let floor = self.marks.last().copied().unwrap_or(0);
        let value = self.stack.get(floor..).and_then(<[_]>::last).copied();
        value.ok_or_else(|| self.cursor.error("a value is missing"))
    }

    fn pop(&mut self) -> Result<Value, FileError> {
        let value = self.top()?;
        self.stack.pop();
        Ok(value)
    }

    fn mark(&mut self) -> Result<(), FileError> {
        self.heap.pay_for::<usize>(1)?;
        self.marks.push(self.stack.len());
        Ok(())
    }

    fn pop_or_mark(&mut self) -> Result<(), FileError> {
        if self.marks.last() == Some(&self.stack.len()) {
            self.marks.pop();
            return Ok(());
        }
        self.pop().map(drop)
    }

    fn pop_to_mark(&mut self) -> Result<Vec<Value>, FileError> {
        let mark = self.marks.pop().ok_or_else(|| self.cursor.error("a mark is missing"))?;
        self.heap.budget.spend(size_of_val(&self.stack[mark..]))?;
        Ok(self.stack.drain(mark..).collect())
    }

    fn get(&mut self, opcode: u8) -> Result<(), FileError> {
        let index = match opcode {
            b'g' => self.cursor.number()?,
            b'h' => u64::from(self.cursor.u8()?),
            _ => u64::from(self.cursor.u32()?),
        };
        let value = self.memo.get(&index).copied().ok_or_else(|| self.cursor.error("the memo has no such value"))?;
        self.push(value)
    }

    fn put(&mut self, opcode: u8) -> Result<(), FileError> {
        let index = match opcode {
            b'p' => self.cursor.number()?,
            b'q' => u64::from(self.cursor.u8()?),
            b'r' => u64::from(self.cursor.u32()?),
            _ => self.memo.len() as u64,
        };
        let value = self.top()?;
        if self.memo.insert(index, value).is_none() {
            self.heap.budget.spend(MEMO_COST)?;
        }
        Ok(())
    }

    fn collect(&mut self, opcode: u8) -> Result<(), FileError> {
        let node = match opcode {
            // Sets are lists here.
            b']' | 0x8f => Node::List(Vec::new()),
            b')' => Node::Tuple(Vec::new()),
            b'}' => Node::Dict(Vec::new()),
            b'l' | 0x91 => Node::List(self.pop_to_mark()?),
            b't' => Node::Tuple(self.pop_to_mark()?),
            b'd' => Node::Dict(self.pairs()?),
            _ => {
                let count = usize::from(opcode - 0x84);
                let mut items = Vec::with_capacity(count);
                for _ in 0..count {
                    items.push(self.pop()?);
                }
                items.reverse();
                Node::Tuple(items)
            }
        };
        let value = self.heap.add(node)?;
        self.push(value)
    }

    fn pairs(&mut self) -> Result<Vec<(Value, Value)>, FileError> {
        let items = self.pop_to_mark()?;
        let (pairs, rest) = items.as_chunks::<2>();
        if !rest.is_empty() {
            return Err(self.cursor.error("a key without a value"));
        }
        Ok(pairs.iter().map(|&[key, value]| (key, value)).collect())
    }

    /// Adds items to the list, the set or the dictionary below them.
    fn extend(&mut self, opcode: u8) -> Result<(), FileError> {
        let wrong = self.cursor.error("items are added to what can't have any");
        match opcode {
            b'a' | b'e' | 0x90 => {
                let items = if opcode == b'a' { vec![self.pop()?] } else { self.pop_to_mark()? };
                self.heap.pay_for::<Value>(items.len())?;
                match self.heap.node_mut(self.top()?) {
                    Some(Node::List(list)) => list.extend(items),
                    // Of a subclass of list, nothing is needed.
                    Some(Node::Object(_)) | None => {}
                    Some(_) => return Err(wrong),
                }
            }
            _ => {
                let pairs = if opcode == b's' {
                    let (value, key) = (self.pop()?, self.pop()?);
                    vec![(key, value)]
                } else {
                    self.pairs()?
                };
                self.heap.pay_for::<(Value, Value)>(pairs.len())?;
                match self.heap.node_mut(self.top()?) {
                    Some(Node::Dict(entries)) => entries.extend(pairs),
                    Some(Node::Object(object)) => object.items.extend(pairs),
                    None => {}
                    Some(_) => return Err(wrong),
                }
            }
        }
        Ok(())
    }

    fn object(&mut self, class: Value) -> Result<Value, FileError> {
        self.heap.add(Node::Object(Box::new(Object { class, state: Value::None, items: Vec::new() })))
    }
}
