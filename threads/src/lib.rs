//! The kernels of the CPU engine as a WebAssembly module of their own, which every thread has an instance of, all over one
//! shared memory. `pkg/internal/worker/threads.js` starts the threads, `src/engine/cpu/shared.rs` fills the memory.
//!
//! The threads take units of a task until there are none left, wait until all are computed, and go on with the next task. So a
//! slow thread, or one that comes late, does less, and no result depends on who computed what.
#![no_std]

use core::{
    cell::Cell,
    slice,
    sync::atomic::{AtomicU32, Ordering::SeqCst},
};

use densenet_kernels::{Operands, Task, WORDS};

/// Gives up after so many milliseconds without the last units of a task.
const PATIENCE: f64 = 1_000.0;

unsafe extern "C" {
    /// `performance.now()`.
    fn now() -> f64;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

/// A pass, as it lies in the memory. Addresses are in bytes, everything else in numbers.
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

impl Job {
    /// The pass that the threads may work on, and how many do.
    unsafe fn state(&self) -> [&AtomicU32; 2] {
        unsafe { [&*self.progress, &*self.progress.add(1)] }
    }

    /// How many units of a task were taken, and how many are done.
    unsafe fn units(&self, task: usize) -> [&AtomicU32; 2] {
        unsafe { [&*self.progress.add(2 + 2 * task), &*self.progress.add(3 + 2 * task)] }
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
                    start = if start > 0.0 { start } else { now() };
                    if now() - start > PATIENCE {
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

/// Prepares some tasks of a pass, before the threads are woken. Waits until all have left the pass before, unless none is woken any
/// more. False if they don't leave: then none must be woken again.
///
/// # Safety
///
/// `job` and all that it refers to are in the memory, and nobody else writes them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn begin(job: *const Job, first: usize, end: usize, pass: u32, is_alone: bool) -> bool {
    unsafe {
        let job = &*job;
        let [open, active] = job.state();
        // A thread that comes late must not find counters that count from 0 again.
        open.store(0, SeqCst);
        let start = now();
        let mut all_left = true;
        while !is_alone && all_left && active.load(SeqCst) > 0 {
            all_left = now() - start < PATIENCE;
        }
        for count in (first..end).flat_map(|task| job.units(task)) {
            count.store(0, SeqCst);
        }
        if all_left {
            open.store(pass, SeqCst);
        }
        all_left
    }
}

/// Carries out tasks together with the other threads. False if some of them don't do their part; the tasks are done all the
/// same, and those threads must not be woken again.
///
/// # Safety
///
/// As for [`begin`], and every thread has a number of its own.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn run(
    job: *const Job,
    first: usize,
    end: usize,
    image: usize,
    thread: usize,
    pass: u32,
) -> bool {
    unsafe {
        let job = &*job;
        let [open, active] = job.state();
        active.fetch_add(1, SeqCst);
        let mut all_help = true;
        for task in first..end {
            // The others have no reason to go on once the first thread has ended the pass.
            if thread > 0 && (open.load(SeqCst) != pass || !all_help) {
                break;
            }
            all_help &= job.help(task, image, thread);
            if thread == 0 {
                *job.times.add(task) = now();
            }
        }
        active.fetch_sub(1, SeqCst);
        all_help
    }
}
