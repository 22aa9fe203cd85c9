//! Faults of drivers, injected into read-backs by tests.

use std::cell::{Cell, RefCell};

/// What happens to the bytes that are read back.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// They are 0, as after a read-back that failed unnoticed.
    Zeros,
    /// They are those of an earlier read-back, as after a submit that was ignored.
    Stale,
    /// They are in another order.
    Permuted,
    /// All numbers are half as large.
    Scaled,
}

/// The fault that is injected at present, and what was read before.
#[derive(Default)]
pub struct Faults {
    pub fault: Cell<Option<Fault>>,
    earlier: RefCell<Vec<Vec<u8>>>,
}

impl Faults {
    pub fn apply(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        let mut earlier = self.earlier.borrow_mut();
        let position = earlier.iter().position(|old| old.len() == bytes.len());
        match self.fault.get() {
            None => {}
            Some(Fault::Zeros) => bytes.fill(0),
            Some(Fault::Stale) => return position.map_or(bytes, |at| earlier[at].clone()),
            Some(Fault::Permuted) => bytes.rotate_left(4),
            Some(Fault::Scaled) => {
                for number in bytes.as_chunks_mut::<4>().0 {
                    *number = (f32::from_le_bytes(*number) / 2.0).to_le_bytes();
                }
            }
        }
        match position {
            Some(at) => earlier[at].clone_from(&bytes),
            None => earlier.push(bytes.clone()),
        }
        bytes
    }
}
