//! Loading a network onto the GPU.

use std::rc::Rc;

use web_time::{Duration, Instant};

use super::{
    buffers::ProgramBuffers, compiled::CompiledProgram, gpu::Gpu, kernel::Kernel, kernel_choices::KernelChoices,
    kernel_config::KernelConfig, network::GpuNetwork,
};
use crate::{
    Error, Plan, Precision,
    engine::program::{PackedWeights, Program},
};

/// A network on the GPU, and its program for one image with the chosen kernels.
pub struct LoadedNetwork {
    pub network: GpuNetwork,
    pub compiled: CompiledProgram,
    pub choices: KernelChoices,
    /// How long compiling the kernels took.
    pub compile_time: Duration,
}

impl LoadedNetwork {
    /// Uploads the weights, compiles the kernels, and allocates the activations.
    ///
    /// # Errors
    ///
    /// When the device rejects something or fails.
    pub async fn new(
        gpu: &Rc<Gpu>,
        packed: &Rc<PackedWeights>,
        plan: &Plan,
        precision: Precision,
        choices: KernelChoices,
    ) -> Result<Self, Error> {
        let mut network = GpuNetwork::upload(gpu, packed, precision).await?;
        let buffers = ProgramBuffers::allocate(&network, Program::new(plan, 1, packed)).await?;
        let start = Instant::now();
        let compiled = CompiledProgram::new(&mut network, buffers, &choices).await?;
        Ok(Self { network, compiled, choices, compile_time: start.elapsed() })
    }

    /// Makes a choice of kernels, from the next pass on.
    ///
    /// # Errors
    ///
    /// When the device rejects something or fails.
    pub async fn decide(&mut self, slot: usize, config: Option<KernelConfig>) -> Result<(), Error> {
        self.choices.decide(slot, config);
        self.compiled.choose(&mut self.network, &self.choices).await
    }

    /// Drops what was compiled for comparison only.
    pub fn drop_unused(&mut self) {
        let Self { network, compiled, choices, .. } = self;
        let steps = &compiled.program().steps;
        network.pipelines.retain(|kernel, config| {
            steps.iter().any(|step| Kernel::of(step.operation) == kernel && choices.config(step) == config)
        });
    }
}

/// Reproducible noise in the range of normalised images.
pub fn noise(count: usize) -> Vec<f32> {
    (0..count).map(|i| (i.wrapping_mul(0x9E37_79B9) >> 8 & 0xFFFF) as f32 / 16384.0 - 2.0).collect()
}
