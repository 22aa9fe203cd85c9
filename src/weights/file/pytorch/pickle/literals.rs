//! Instructions that are numbers and texts.

use super::{super::value::Value, Machine};
use crate::error::FileError;

impl Machine<'_, '_> {
    pub(super) fn number(&mut self, opcode: u8) -> Result<Value, FileError> {
        Ok(match opcode {
            b'I' => match self.cursor.line()? {
                "00" => Value::Bool(false),
                "01" => Value::Bool(true),
                digits => digits.trim().parse().map_or(Value::Opaque, Value::Int),
            },
            b'J' => Value::Int(i64::from(self.cursor.u32()? as i32)),
            b'K' => Value::Int(i64::from(self.cursor.u8()?)),
            b'M' => Value::Int(i64::from(u16::from_le_bytes(self.cursor.array()?))),
            b'L' => self.cursor.line()?.trim_end_matches('L').parse().map_or(Value::Opaque, Value::Int),
            b'F' => Value::Float(self.cursor.number()?),
            b'G' => Value::Float(f64::from_be_bytes(self.cursor.array()?)),
            _ => {
                let length = if opcode == 0x8a { u64::from(self.cursor.u8()?) } else { u64::from(self.cursor.u32()?) };
                long(self.cursor.take(length)?)
            }
        })
    }

    pub(super) fn text(&mut self, opcode: u8) -> Result<Value, FileError> {
        let length = match opcode {
            b'S' | b'V' => {
                let line = self.cursor.line()?;
                let quoted = |quote| line.strip_prefix(quote)?.strip_suffix(quote);
                let text = if opcode == b'V' { Some(line) } else { quoted('\'').or_else(|| quoted('"')) };
                let text = text.ok_or_else(|| self.cursor.error("text without quotes"))?;
                return self.heap.string(text);
            }
            b'U' | 0x8c | b'C' => u64::from(self.cursor.u8()?),
            b'T' | b'X' | b'B' => u64::from(self.cursor.u32()?),
            _ => self.cursor.u64()?,
        };
        match opcode {
            // What Python 2 calls text may be any bytes.
            b'T' | b'U' => match str::from_utf8(self.cursor.take(length)?) {
                Ok(text) => self.heap.string(text),
                Err(_) => Ok(Value::Opaque),
            },
            b'X' | 0x8c | 0x8d => {
                let text = self.cursor.utf8(length)?;
                self.heap.string(text)
            }
            _ => self.cursor.take(length).map(|_| Value::Opaque),
        }
    }
}

/// A little-endian number in two's complement; only those of 64 bits are of use.
fn long(bytes: &[u8]) -> Value {
    if bytes.len() > 8 {
        return Value::Opaque;
    }
    let negative = bytes.last().is_some_and(|byte| byte & 0x80 != 0);
    let mut extended = [if negative { 0xff } else { 0 }; 8];
    extended[..bytes.len()].copy_from_slice(bytes);
    Value::Int(i64::from_le_bytes(extended))
}
