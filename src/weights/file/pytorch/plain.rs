//! The plain values beside the weights as text: the architecture's name, the epoch, the classes.

use std::{collections::BTreeMap, fmt::Write};

use super::value::{Heap, Node, Value};
use crate::error::FileError;

/// A thousand labels fit; anything longer isn't of use.
const MAX_BYTES: usize = 1 << 16;
const MAX_DEPTH: usize = 4;

/// Text as it is, everything else as JSON. What isn't plain, or too long, is left out.
pub(super) fn plain_values(heap: &mut Heap, values: Vec<(&str, Value)>) -> Result<BTreeMap<String, String>, FileError> {
    let mut plain = BTreeMap::new();
    for (name, value) in values {
        let mut text = String::new();
        let is_plain = match heap.text(value) {
            Some(value) if value.len() <= MAX_BYTES => {
                text += value;
                true
            }
            Some(_) => false,
            None => write(heap, value, MAX_DEPTH, &mut text).is_some(),
        };
        heap.budget.spend(3 * text.len() + name.len() + 64)?;
        if is_plain && name.len() <= MAX_BYTES {
            plain.insert(name.to_string(), text);
        }
    }
    Ok(plain)
}

fn write(heap: &Heap, value: Value, depth: usize, json: &mut String) -> Option<()> {
    if json.len() > MAX_BYTES {
        return None;
    }
    match value {
        Value::None => *json += "null",
        Value::Bool(value) => write!(json, "{value}").ok()?,
        Value::Int(value) => write!(json, "{value}").ok()?,
        Value::Float(value) => *json += &serde_json::Number::from_f64(value)?.to_string(),
        Value::Str(_) => quote(heap.text(value)?, json)?,
        Value::Opaque => return None,
        Value::Node(_) => {
            let depth = depth.checked_sub(1)?;
            match heap.node(value)? {
                Node::List(items) | Node::Tuple(items) => {
                    json.push('[');
                    for (i, &item) in items.iter().enumerate() {
                        *json += if i > 0 { "," } else { "" };
                        write(heap, item, depth, json)?;
                    }
                    json.push(']');
                }
                Node::Dict(entries) => {
                    json.push('{');
                    for (i, &(key, value)) in entries.iter().enumerate() {
                        *json += if i > 0 { "," } else { "" };
                        match key {
                            Value::Int(number) => write!(json, "\"{number}\"").ok()?,
                            key => quote(heap.text(key)?, json)?,
                        }
                        json.push(':');
                        write(heap, value, depth, json)?;
                    }
                    json.push('}');
                }
                _ => return None,
            }
        }
    }
    Some(())
}

fn quote(text: &str, json: &mut String) -> Option<()> {
    if text.len() > MAX_BYTES {
        return None;
    }
    *json += &serde_json::to_string(text).ok()?;
    Some(())
}
