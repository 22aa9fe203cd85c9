//! What a dispatch does, counted from its kernel: threads, serial iterations, instructions, bytes.

use super::super::{
    kernel::Kernel,
    kernel_config::{KernelConfig, Variant},
    params::Params,
};
use crate::engine::program::Step;

/// Instructions of an iteration for its counter and addresses.
const OVERHEAD: f32 = 6.0;

/// The latency of workgroup memory, relative to that of a buffer.
const WORKGROUP_LATENCY: f32 = 0.1;

/// The work of one dispatch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    pub workgroups: u32,
    /// Threads per workgroup.
    pub workgroup: u32,
    /// How often a thread's loop over channels runs.
    pub iterations: f32,
    /// Multiply-adds of an iteration, each of one number.
    pub fma: f32,
    /// Other instructions of an iteration. A load counts twice.
    pub others: f32,
    /// How many latencies of loads an iteration waits for, unless other work fills them.
    pub waits: f32,
    /// Barriers outside of the loop.
    pub barriers: f32,
    /// Bytes that must be read or written at least once.
    pub unique: f32,
    /// Bytes that the threads ask for, from whatever cache has them.
    pub requested: f32,
}

/// An iteration of a thread: how often it runs, multiply-adds, loads, bytes of the loads, latencies.
struct Loop {
    iterations: f32,
    fma: u32,
    loads: f32,
    bytes: f32,
    waits: f32,
}

impl Work {
    /// The work of `step` in a kernel with this configuration, where a number has `bytes` bytes.
    pub fn of(step: &Step, config: KernelConfig, bytes: usize) -> Self {
        let kernel = Kernel::of(step.operation);
        let workgroups = Params::new(step, 0).workgroups(kernel, config).into_iter().product();
        let workgroup = config.workgroup;
        let cost = step.cost(bytes);
        let Loop { iterations, fma, loads, bytes: requested, waits } = of_thread(kernel, config, step);
        let threads = (workgroups * workgroup) as f32;
        Self {
            workgroups,
            workgroup,
            iterations,
            fma: fma as f32,
            others: OVERHEAD + 2.0 * loads,
            waits,
            barriers: if config.variant == Variant::Split { 2.0 } else { 0.0 },
            unique: (cost.read_bytes + cost.written_bytes) as f32,
            requested: threads * iterations * requested * bytes as f32 / 4.0,
        }
    }
}

fn of_thread(kernel: Kernel, config: KernelConfig, step: &Step) -> Loop {
    let channels = step.in_channels as f32;
    let (block, pixels) = (config.block as f32, config.pixels as f32);
    // Of a workgroup that splits the channels, one for each group of threads that computes all of its outputs.
    let slices = (4 * config.workgroup / (config.block * config.pixels)) as f32;
    let pooled = |loads| {
        // Divisions, for where a thread's output is, take most of the time.
        const INDEXING: f32 = 120.0;
        Loop { iterations: 1.0, fma: 0, loads: loads + INDEXING, bytes: loads * 4.0, waits: 1.0 }
    };
    match (kernel, config.variant) {
        (Kernel::Convolution1x1, Variant::Direct) => Loop {
            iterations: channels,
            fma: 4 * config.block * config.pixels,
            loads: pixels + block / 4.0 + 1.0,
            bytes: 16.0 * (pixels + block / 4.0),
            waits: 1.0,
        },
        (Kernel::Convolution1x1, Variant::Tiled) => Loop {
            iterations: channels,
            fma: 16 * config.pixels,
            // From workgroup memory, and a sixteenth of what a chunk of 16 channels takes, whose addresses need divisions.
            loads: 1.0 + pixels + (2.0 * pixels + 2.0) / 16.0 * 8.0,
            bytes: 2.0 * pixels + 2.0,
            waits: 2.0 / 16.0 + WORKGROUP_LATENCY,
        },
        (Kernel::Convolution1x1, Variant::Split) => Loop {
            // Of 4 channels.
            iterations: (channels / slices / 4.0).ceil(),
            fma: 64,
            loads: 12.0,
            bytes: 128.0,
            waits: 1.0,
        },
        (Kernel::Convolution3x3, Variant::Split) => {
            Loop { iterations: (channels / slices).ceil(), fma: 144, loads: 18.0, bytes: 216.0, waits: 1.0 }
        }
        (Kernel::Convolution3x3, Variant::Direct) => Loop {
            iterations: channels,
            fma: 36 * config.block * config.pixels,
            loads: 3.0 * (pixels + 2.0) + 9.0 * block / 4.0,
            bytes: 24.0 * (pixels + 2.0) + 36.0 * block,
            waits: 1.0,
        },
        (Kernel::Convolution3x3, Variant::Tiled) => Loop {
            iterations: channels,
            fma: 288,
            loads: 36.0 + 12.0 / 4.0 * 8.0,
            bytes: 25.5,
            waits: 2.0 / 4.0 + 3.0 * WORKGROUP_LATENCY,
        },
        (Kernel::Strided3x3 | Kernel::Strided7x7, _) => {
            let size = if kernel == Kernel::Strided3x3 { 3 } else { 7 };
            let taps = size as f32;
            let (source, weights) = (taps + 6.0, 2.0 * taps);
            Loop {
                iterations: channels * taps,
                fma: 32 * size,
                loads: source + weights,
                bytes: 4.0 * source + 16.0 * weights,
                waits: 1.0,
            }
        }
        (Kernel::MaxPool, _) => pooled(9.0),
        (Kernel::BlurPool, _) => pooled(81.0),
        (Kernel::AveragePool, _) => pooled(4.0),
        (Kernel::GlobalAverage, _) => {
            let pixels = step.source.layout.height * step.source.layout.width;
            Loop { iterations: pixels as f32, fma: 2, loads: 1.0, bytes: 4.0, waits: 1.0 }
        }
        (Kernel::Linear, Variant::Split) => {
            let slices = (config.workgroup / 2) as f32;
            Loop { iterations: (channels / slices).ceil(), fma: 4, loads: 2.0, bytes: 20.0, waits: 1.0 }
        }
        (Kernel::Linear, _) => Loop { iterations: channels, fma: 4, loads: 2.0, bytes: 20.0, waits: 1.0 },
        // Activate; a program has no other steps.
        _ => pooled(1.0),
    }
}
