//! What a pass takes on GPUs that nobody here has, by counting: an estimate within a factor of 2, and an order of the kernels.
//! Only tests and the command line use it. What the engine uses where nothing was measured, `Kernel::default_config`, is checked
//! against it.
//!
//! A dispatch takes t = dispatch + max(N · max(k·I, I + λ·w/u), unique bytes / bandwidth, requested bytes / cache) + barriers:
//! N is the length of a thread's loop, k the number of waves on the busiest scheduler, I the time that a scheduler needs for an
//! iteration of one wave, λ the latency of a load, w how many of them an iteration waits for, u the iterations in flight.

mod estimate;
mod gpus;
mod work;

pub use estimate::{DispatchEstimate, Estimate, estimate};
pub use gpus::{GPUS, GpuModel};

use work::Work;

use super::{kernel::Kernel, kernel_config::KernelConfig};
use crate::engine::program::{Program, Step};

/// How many iterations a compiler has in flight.
const IN_FLIGHT: f32 = 2.0;

impl GpuModel {
    /// Microseconds of a dispatch.
    fn time(&self, work: &Work) -> f32 {
        let per_core = work.workgroups.div_ceil(self.cores) * work.workgroup.div_ceil(self.wave);
        let waves = per_core.div_ceil(self.schedulers) as f32;
        let lanes = (self.lanes / self.cores / self.schedulers) as f32;
        // Nanoseconds of one wave for an iteration.
        let busy = (work.fma + work.others) * self.wave as f32 / lanes / self.ghz / self.efficiency;
        let waiting = busy + self.latency * work.waits / IN_FLIGHT;
        let computing = work.iterations * (waves * busy).max(waiting);
        let moving = (work.unique / self.bandwidth).max(work.requested / self.cache);
        self.dispatch + (computing.max(moving)) / 1e3 + work.barriers * self.barrier
    }

    /// A kernel's configurations for a step, the fastest first, with their microseconds.
    fn rank(&self, step: &Step, bytes: usize) -> Vec<(KernelConfig, f32)> {
        let candidates = Kernel::of(step.operation).candidates().iter();
        let mut ranked: Vec<_> =
            candidates.map(|&config| (config, self.time(&Work::of(step, config, bytes)))).collect();
        ranked.sort_by(|a, b| a.1.total_cmp(&b.1));
        ranked
    }

    /// Milliseconds of a pass in f32 with what `choose` returns for each step.
    fn pass(&self, program: &Program, choose: impl Fn(&Step) -> KernelConfig) -> f32 {
        program.steps.iter().map(|step| self.time(&Work::of(step, choose(step), 4))).sum::<f32>() / 1e3
    }
}

#[cfg(test)]
mod tests;
