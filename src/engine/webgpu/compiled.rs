//! A program that can run: its buffers, and a dispatch per step.

use std::time::Duration;

use super::{
    buffers::ProgramBuffers, dispatch::Dispatch, kernel_choices::KernelChoices, network::GpuNetwork,
    timestamps::Timestamps,
};
use crate::{
    Error,
    engine::program::{Buffer, Program},
};

/// A program with all it needs to run.
pub struct CompiledProgram {
    pub buffers: ProgramBuffers,
    dispatches: Vec<Dispatch>,
}

impl CompiledProgram {
    /// Compiles and binds the kernels of all steps.
    ///
    /// # Errors
    ///
    /// When the device rejects a kernel or fails.
    pub async fn new(
        network: &mut GpuNetwork,
        buffers: ProgramBuffers,
        choices: &KernelChoices,
    ) -> Result<Self, Error> {
        let gpu = network.gpu.clone();
        let steps = buffers.program.steps.iter().enumerate();
        let mut dispatch = |(index, step)| Dispatch::new(network, &buffers, index, choices.config(step));
        let dispatches = gpu.checked(|_| steps.map(&mut dispatch).collect()).await?;
        Ok(Self { buffers, dispatches })
    }

    pub fn program(&self) -> &Program {
        &self.buffers.program
    }

    /// Runs a pass with one encoder, one submit and one read-back. Takes the images, and returns the logits including the
    /// padding of their buffer.
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub async fn run(&self, network: &GpuNetwork, images: &[f32]) -> Result<Vec<f32>, Error> {
        let mut encoder = self.begin(network, images)?;
        let mut dispatches = self.dispatches.iter().peekable();
        while let Some(first) = dispatches.next() {
            self.clear(first, &mut encoder);
            let mut pass = encoder.begin_compute_pass(&Default::default());
            first.record(&mut pass);
            while let Some(next) = dispatches.next_if(|d| !d.clears_scratch) {
                next.record(&mut pass);
            }
        }
        self.buffers.submit_and_read_logits(&network.gpu, encoder).await
    }

    /// Like [`CompiledProgram::run`], and also returns each step's time. Timing puts every step into a compute pass of its
    /// own, which makes the whole slower.
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub async fn run_timed(
        &self,
        network: &GpuNetwork,
        images: &[f32],
        timestamps: &Timestamps,
    ) -> Result<(Vec<f32>, Vec<Duration>), Error> {
        let mut encoder = self.begin(network, images)?;
        for (step, dispatch) in self.dispatches.iter().enumerate() {
            self.clear(dispatch, &mut encoder);
            let timestamp_writes = Some(timestamps.writes(step));
            let descriptor = wgpu::ComputePassDescriptor { label: None, timestamp_writes };
            dispatch.record(&mut encoder.begin_compute_pass(&descriptor));
        }
        timestamps.resolve(&mut encoder);
        let logits = self.buffers.submit_and_read_logits(&network.gpu, encoder).await?;
        Ok((logits, timestamps.read(&network.gpu).await?))
    }

    fn begin(&self, network: &GpuNetwork, images: &[f32]) -> Result<wgpu::CommandEncoder, Error> {
        network.gpu.check()?;
        self.buffers.write_input(network, images);
        Ok(network.gpu.device.create_command_encoder(&Default::default()))
    }

    fn clear(&self, dispatch: &Dispatch, encoder: &mut wgpu::CommandEncoder) {
        if dispatch.clears_scratch {
            encoder.clear_buffer(self.buffers.get(Buffer::Scratch), 0, None);
        }
    }
}

#[cfg(test)]
impl CompiledProgram {
    /// Leaves a step's output as it was.
    pub fn skip_step(&mut self, step: usize) {
        self.dispatches[step].workgroups = [0, 0];
    }
}
