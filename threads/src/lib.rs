//! The kernels of the CPU engine as a WebAssembly module of their own, which every thread has an instance of, all over one
//! shared memory. `pkg/internal/worker/threads.js` starts the threads, `src/engine/cpu/shared.rs` fills the memory.
//!
//! The threads take units of a task until there are none left, wait until all are computed, and go on with the next task. So a
//! slow thread, or one that comes late, does less, and no result depends on who computed what. Between passes they sleep on
//! [`Control`], which never moves.
#![no_std]

use core::{
    cell::Cell,
    slice,
    sync::atomic::{AtomicU32, Ordering::SeqCst},
};

use densenet_kernels::{Operands, Task, WORDS};

/// A thread that is silent for so many milliseconds has been killed.
const PATIENCE: f64 = 5_000.0;

unsafe extern "C" {
    /// `performance.now()`.
    fn now() -> f64;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

/// What the threads agree on.
#[repr(C)]
pub struct Control {
    /// The number of passes that have begun: the threads sleep until it changes.
    begun: AtomicU32,
    /// Whether others may join the pass.
    is_open: AtomicU32,
    /// How many others have joined it, or are about to see that they may not.
    joined: AtomicU32,
    /// What only those that have joined may read, because it changes between passes.
    pass: Cell<Pass>,
}

/// The tasks `first..end` of a job for an image.
#[repr(C)]
#[derive(Clone, Copy)]
struct Pass {
    job: *const Job,
    first: usize,
    end: usize,
    image: usize,
}

/// The tasks of a network, as they lie in the memory. Addresses are in bytes, everything else in numbers.
#[repr(C)]
pub struct Job {
    threads: u32,
    tasks: *const SharedTask,
    progress: *const AtomicU32,
    /// When each task ended, in milliseconds.
    times: *mut f64,
    weights: Part,
    /// Pairs.
    norms: Part,
    /// The panel of the first thread; the others' follow.
    panels: Part,
}

/// Numbers in the memory.
#[repr(C)]
#[derive(Clone, Copy)]
struct Part {
    address: *mut f32,
    length: usize,
}

#[repr(C)]
struct SharedTask {
    words: [u32; WORDS],
    source: Part,
    destination: Part,
}

impl Control {
    /// Ends a pass for all others, and waits until they have left it. False if one of them doesn't.
    fn close(&self) -> bool {
        self.is_open.store(0, SeqCst);
        let start = now_in_ms();
        while self.joined.load(SeqCst) > 0 {
            if now_in_ms() - start > PATIENCE {
                return false;
            }
        }
        true
    }
}

fn now_in_ms() -> f64 {
    unsafe { now() }
}

impl Job {
    /// How many units of a task were taken, and how many are done.
    unsafe fn units(&self, task: usize) -> [&AtomicU32; 2] {
        unsafe { [&*self.progress.add(2 * task), &*self.progress.add(2 * task + 1)] }
    }

    /// Computes units of a task until all are done. False if other threads don't end theirs; the first thread has then computed
    /// all of them again.
    unsafe fn help(&self, index: usize, image: usize, thread: usize) -> bool {
        unsafe {
            let shared = &*self.tasks.add(index);
            let Some(task) = Task::from_words(&shared.words) else { return false };
            let operands = Operands {
                weights: slice::from_raw_parts(self.weights.address, self.weights.length),
                norms: slice::from_raw_parts(self.norms.address.cast(), self.norms.length),
                source: slice::from_raw_parts(shared.source.address, shared.source.length),
                // Other threads write other cells of it.
                destination: slice::from_raw_parts(
                    shared.destination.address.cast::<Cell<f32>>(),
                    shared.destination.length,
                ),
            };
            let panel = self.panels.address.add(thread * self.panels.length);
            let panel = slice::from_raw_parts_mut(panel, self.panels.length);
            let threads = self.threads as usize;
            let [taken, done] = self.units(index);
            let units = task.units(threads) as u32;
            loop {
                let unit = taken.fetch_add(1, SeqCst);
                if unit >= units {
                    break;
                }
                task.run(unit as usize, threads, image, &operands, panel);
                done.fetch_add(1, SeqCst);
            }
            let (mut start, mut turns) = (0.0, 0u32);
            while done.load(SeqCst) < units {
                turns = turns.wrapping_add(1);
                if turns.is_multiple_of(1 << 16) {
                    start = if start > 0.0 { start } else { now_in_ms() };
                    if now_in_ms() - start > PATIENCE {
                        if thread == 0 {
                            (0..units as usize).for_each(|unit| task.run(unit, threads, image, &operands, panel));
                        }
                        return false;
                    }
                }
            }
            true
        }
    }
}

/// Ends the last pass for the other threads, so that the memory may change. False if one of them doesn't leave it.
///
/// # Safety
///
/// `control` is in the memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn close(control: *const Control) -> bool {
    unsafe { (*control).close() }
}

/// Begins a pass, after [`close`]. The others may join it if `is_shared`, and must then be woken.
///
/// # Safety
///
/// `control`, `job` and all that they refer to are in the memory, and nobody else writes them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn begin(
    control: *const Control,
    job: *const Job,
    first: usize,
    end: usize,
    image: usize,
    is_shared: bool,
) {
    unsafe {
        for count in (first..end).flat_map(|task| (*job).units(task)) {
            count.store(0, SeqCst);
        }
        let control = &*control;
        control.pass.set(Pass { job, first, end, image });
        if is_shared {
            control.is_open.store(1, SeqCst);
            control.begun.fetch_add(1, SeqCst);
        }
    }
}

/// Carries out the pass together with the other threads; this is the first thread. False if one of them doesn't do its part; the
/// pass is then complete all the same, and none may ever join again.
///
/// # Safety
///
/// After [`begin`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn run(control: *const Control) -> bool {
    unsafe {
        let control = &*control;
        let Pass { job, first, end, image } = control.pass.get();
        let mut all_help = true;
        for task in first..end {
            all_help &= (*job).help(task, image, 0);
            if !all_help {
                control.is_open.store(0, SeqCst);
            }
            *(*job).times.add(task) = now_in_ms();
        }
        control.is_open.store(0, SeqCst);
        all_help
    }
}

/// Joins the pass, if that is still possible. `thread` is the number of this thread, from 1.
///
/// # Safety
///
/// Every thread has a number of its own.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn join(control: *const Control, thread: usize) {
    unsafe {
        let control = &*control;
        control.joined.fetch_add(1, SeqCst);
        if control.is_open.load(SeqCst) == 1 {
            let Pass { job, first, end, image } = control.pass.get();
            for task in first..end {
                // There is no reason to go on once the first thread has ended the pass.
                if control.is_open.load(SeqCst) == 0 || !(*job).help(task, image, thread) {
                    break;
                }
            }
        }
        control.joined.fetch_sub(1, SeqCst);
    }
}
