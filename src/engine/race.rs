//! Which engine is faster on this machine, judging by a few passes of each.

use super::EngineKind;

/// Milliseconds of a pass that nobody waits for: then the GPU is preferred, since it leaves the CPU to the page.
const INSTANT: f64 = 16.0;

/// Milliseconds of the GPU's passes, after which two have to do.
const BUDGET: f64 = 100.0;

/// Passes of each engine. The first one also compiles.
const PASSES: usize = 4;

/// The GPU's kernels will be tuned, so the CPU must be so much faster.
const TIE: f64 = 0.95;

/// The passes so far: how many, their milliseconds, and those of the fastest.
#[derive(Clone, Copy)]
struct Runner {
    passes: usize,
    spent: f64,
    fastest: f64,
}

/// The passes of both engines.
pub struct Race {
    gpu: Runner,
    cpu: Runner,
}

impl Race {
    pub fn new() -> Self {
        let runner = Runner { passes: 0, spent: 0.0, fastest: f64::INFINITY };
        Self { gpu: runner, cpu: runner }
    }

    /// Whose pass is to be timed next; `None` once it is known which engine is faster.
    pub fn next(&self) -> Option<EngineKind> {
        let Self { gpu, cpu } = self;
        if gpu.fastest <= INSTANT {
            return None;
        }
        if gpu.passes < 2 || (gpu.passes < PASSES && gpu.spent < BUDGET) {
            return Some(EngineKind::WebGpu);
        }
        // A CPU that is much slower is found out after its first pass.
        (cpu.passes < PASSES && cpu.spent < 3.0 * gpu.fastest).then_some(EngineKind::Cpu)
    }

    /// Takes the milliseconds of the pass that [`Race::next`] asked for.
    pub fn report(&mut self, kind: EngineKind, time: f64) {
        let runner = if kind == EngineKind::Cpu { &mut self.cpu } else { &mut self.gpu };
        runner.passes += 1;
        runner.spent += time;
        runner.fastest = runner.fastest.min(time);
    }

    /// Whether the CPU has won.
    pub fn is_cpu_faster(&self) -> bool {
        self.gpu.fastest > INSTANT && self.cpu.fastest < TIE * self.gpu.fastest
    }
}

#[cfg(test)]
mod tests;
