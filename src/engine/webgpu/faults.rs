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
    /// They never come.
    Silence,
}

/// What a read-back sends its outcome to.
type Sender = futures_channel::oneshot::Sender<Result<(), wgpu::BufferAsyncError>>;

thread_local! {
    /// How many submits succeed before each coming loss, the next one last.
    static LOSSES: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Loses devices later: each number says how many submits succeed before the next loss. Returns whether all losses that
/// were planned before have happened.
pub fn lose_later(submits: &[usize]) -> bool {
    LOSSES.replace(submits.iter().rev().copied().collect()).is_empty()
}

/// Called before every submit.
pub fn lose(device: &wgpu::Device) {
    LOSSES.with_borrow_mut(|losses| match losses.last_mut() {
        Some(0) => {
            losses.pop();
            device.destroy();
        }
        Some(submits) => *submits -= 1,
        None => {}
    });
}

/// The fault that is injected at present, and what was read before.
#[derive(Default)]
pub struct Faults {
    pub fault: Cell<Option<Fault>>,
    /// How long read-backs may take instead.
    pub patience: Cell<Option<std::time::Duration>>,
    earlier: RefCell<Vec<Vec<u8>>>,
    /// Read-backs that never come.
    silent: RefCell<Vec<Sender>>,
}

impl Faults {
    /// The sender of a read-back, or one that nobody listens to.
    pub fn delay(&self, sender: Sender) -> Sender {
        match self.fault.get() {
            Some(Fault::Silence) => {
                self.silent.borrow_mut().push(sender);
                futures_channel::oneshot::channel().0
            }
            _ => sender,
        }
    }

    pub fn apply(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        let mut earlier = self.earlier.borrow_mut();
        let position = earlier.iter().position(|old| old.len() == bytes.len());
        match self.fault.get() {
            None | Some(Fault::Silence) => {}
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
