//! Choosing kernel configurations by timing the candidates on the adapter at hand, a slice of a few milliseconds at a time.

use web_time::Instant;

use super::{
    buffers::{ProgramBuffers, storage},
    contest::{Contest, Trial},
    dispatch::Dispatch,
    kernel::Kernel,
    kernel_config::KernelConfig,
    loaded::LoadedNetwork,
};
use crate::{Error, engine::program::Buffer};

/// The contest of a kernel's configurations for maps of one size.
pub struct Measurement {
    /// Where the choice belongs.
    pub slot: usize,
    /// All steps that it is for.
    steps: Vec<usize>,
    /// `None` stands for each step's default.
    candidates: Vec<Option<KernelConfig>>,
    /// Those of each candidate that was compiled.
    dispatches: Vec<Vec<Dispatch>>,
    /// The steps write here, so that the features of the last pass stay.
    output: wgpu::Buffer,
    pub(super) contest: Contest,
}

impl Measurement {
    /// The next choice to be made for a program; `None` if all are made.
    pub fn next(loaded: &LoadedNetwork) -> Option<Self> {
        let ProgramBuffers { program, .. } = &loaded.compiled.buffers;
        let (slot, steps) = loaded.choices.undecided(program)?;
        let kernel = Kernel::of(program.steps[steps[0]].operation);
        let is_default = |config| steps.iter().all(|&step| kernel.default_config(&program.steps[step]) == config);
        let others = kernel.candidates().iter().copied().filter(|&config| !is_default(config)).map(Some);
        let candidates: Vec<_> = [None].into_iter().chain(others).collect();
        let written = |&step: &usize| loaded.compiled.buffers.get(program.steps[step].destination.buffer).size();
        let output = storage(&loaded.network.gpu, "measurement", steps.iter().map(written).max().unwrap_or(0));
        let (dispatches, contest) = (Vec::new(), Contest::new(candidates.len()));
        Some(Self { slot, steps, candidates, dispatches, output, contest })
    }

    /// Times one candidate once. Returns whether the contest goes on.
    ///
    /// # Errors
    ///
    /// When the device rejects a kernel or fails.
    pub async fn slice(&mut self, loaded: &mut LoadedNetwork) -> Result<bool, Error> {
        let Some(Trial { candidate, repetitions }) = self.contest.next() else { return Ok(false) };
        let LoadedNetwork { network, compiled, .. } = loaded;
        // Candidates have their turns in order. Compiling one, and its first run, are not timed.
        let is_new = candidate == self.dispatches.len();
        let gpu = network.gpu.clone();
        if is_new {
            let buffers = &compiled.buffers;
            let mut dispatch = |&step: &usize| {
                let default =
                    || Kernel::of(buffers.program.steps[step].operation).default_config(&buffers.program.steps[step]);
                let config = self.candidates[candidate].unwrap_or_else(default);
                let [source, _] = buffers.program.steps[step].buffers();
                let bind_group = buffers.bind_output(network, source, &self.output);
                Dispatch { bind_group, ..Dispatch::new(network, buffers, step, config) }
            };
            self.dispatches.push(gpu.checked(|_| self.steps.iter().map(&mut dispatch).collect()).await?);
        }
        let repetitions = if is_new { 1 } else { repetitions };
        let start = Instant::now();
        let mut encoder = gpu.device.create_command_encoder(&Default::default());
        {
            let mut pass = encoder.begin_compute_pass(&Default::default());
            let dispatches = self.dispatches[candidate].iter().cycle();
            dispatches.take(repetitions).for_each(|dispatch| dispatch.record(&mut pass));
        }
        gpu.read(encoder, compiled.buffers.get(Buffer::Logits), 0..4).await?;
        if !is_new {
            self.contest.report(start.elapsed().as_secs_f64() * 1e3);
        }
        Ok(true)
    }

    /// The fastest configuration, or `None` for each step's default.
    pub fn fastest(&self) -> Option<KernelConfig> {
        self.candidates[self.contest.champion()]
    }
}
