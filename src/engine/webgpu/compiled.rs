//! A program that can run: its buffers, and a dispatch per step.

use std::{ops::Range, time::Duration};

use super::{
    buffers::ProgramBuffers, dispatch::Dispatch, kernel_choices::KernelChoices, network::GpuNetwork,
    sample_area::Sample, spot_check::SpotChecks, timestamps::Timestamps,
};
use crate::{
    Error, Precision,
    engine::program::{Buffer, Program, portions},
    error::EngineError,
};

/// Multiply-accumulates per submit, some 50 ms on a slow GPU. Drivers reset a GPU that is busy for seconds, and nothing else is
/// drawn in the meantime. Even DenseNet-161 takes less at 224x224.
pub const MACS_PER_SUBMIT: u64 = 8_000_000_000;

/// A program with all it needs to run.
pub struct CompiledProgram {
    pub buffers: ProgramBuffers,
    dispatches: Vec<Dispatch>,
    spot_checks: SpotChecks,
    staging: wgpu::Buffer,
    macs_per_submit: u64,
}

/// A pass that is being recorded.
struct Pass {
    encoder: wgpu::CommandEncoder,
    /// The first step that runs.
    first: usize,
    /// Different from that of all other passes on this device, and never 0.
    number: u32,
    samples: Vec<Sample>,
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
        let (dispatches, spot_checks, staging) = compile(network, &buffers, choices).await?;
        Ok(Self { buffers, dispatches, spot_checks, staging, macs_per_submit: MACS_PER_SUBMIT })
    }

    /// Compiles and binds other kernels. What is in the buffers stays.
    ///
    /// # Errors
    ///
    /// When the device rejects a kernel or fails.
    pub async fn choose(&mut self, network: &mut GpuNetwork, choices: &KernelChoices) -> Result<(), Error> {
        (self.dispatches, self.spot_checks, self.staging) = compile(network, &self.buffers, choices).await?;
        Ok(())
    }

    pub fn program(&self) -> &Program {
        &self.buffers.program
    }

    /// Carries a step out again.
    pub fn record(&self, step: usize, pass: &mut wgpu::ComputePass) {
        self.dispatches[step].record(pass);
    }

    /// The steps from `first` on that are submitted together.
    fn portions(&self, first: usize) -> Vec<Range<usize>> {
        let steps = &self.program().steps;
        portions(first..steps.len(), |step| steps[step].cost(1).macs, self.macs_per_submit)
    }

    /// Runs a pass with one read-back and, unless it is large, one submit. Takes the images, and returns the logits including the
    /// padding of their buffer.
    ///
    /// # Errors
    ///
    /// When the device fails, a step isn't carried out, numbers are too large for f16, or a spot check finds wrong ones.
    pub async fn run(&self, network: &GpuNetwork, images: &[f32]) -> Result<Vec<f32>, Error> {
        self.buffers.write_images(network, images)?;
        self.run_from(network, 0).await
    }

    /// Runs the last pass again from a step on.
    ///
    /// # Errors
    ///
    /// Those of [`CompiledProgram::run`].
    pub async fn run_from(&self, network: &GpuNetwork, first: usize) -> Result<Vec<f32>, Error> {
        let mut pass = self.begin(network, first)?;
        for (index, steps) in self.portions(first).into_iter().enumerate() {
            if index > 0 {
                network.gpu.submit_begun(&mut pass.encoder);
            }
            let mut compute = pass.encoder.begin_compute_pass(&Default::default());
            for step in steps {
                self.dispatches[step].record(&mut compute);
                self.spot_checks.record(network, step, &pass.samples, &mut compute);
            }
        }
        self.finish(network, pass).await
    }

    /// Like [`CompiledProgram::run`], and also returns each step's time. Timing puts every step into a compute pass of its
    /// own, which makes the whole slower.
    ///
    /// # Errors
    ///
    /// Those of [`CompiledProgram::run`].
    pub async fn run_timed(
        &self,
        network: &GpuNetwork,
        images: &[f32],
        timestamps: &Timestamps,
    ) -> Result<(Vec<f32>, Vec<Duration>), Error> {
        self.buffers.write_images(network, images)?;
        let mut pass = self.begin(network, 0)?;
        let portions = self.portions(0);
        for (step, dispatch) in self.dispatches.iter().enumerate() {
            if portions[1..].iter().any(|steps| steps.start == step) {
                network.gpu.submit_begun(&mut pass.encoder);
            }
            let timestamp_writes = Some(timestamps.writes(step));
            let descriptor = wgpu::ComputePassDescriptor { label: None, timestamp_writes };
            dispatch.record(&mut pass.encoder.begin_compute_pass(&descriptor));
            let mut untimed = pass.encoder.begin_compute_pass(&Default::default());
            self.spot_checks.record(network, step, &pass.samples, &mut untimed);
        }
        timestamps.resolve(&mut pass.encoder);
        let logits = self.finish(network, pass).await?;
        Ok((logits, timestamps.read(&network.gpu).await?))
    }

    fn begin(&self, network: &GpuNetwork, first: usize) -> Result<Pass, Error> {
        network.gpu.check()?;
        let number = network.gpu.submits() as u32 + 1;
        self.buffers.write_number(network, number);
        let samples = self.spot_checks.choose(network, &self.buffers, number, first);
        let encoder = network.gpu.device.create_command_encoder(&Default::default());
        Ok(Pass { encoder, first, number, samples })
    }

    /// Submits the pass, reads the logits, and checks what the steps reported and what was sampled.
    async fn finish(&self, network: &GpuNetwork, pass: Pass) -> Result<Vec<f32>, Error> {
        let (logits, report) = (self.buffers.get(Buffer::Logits), &self.buffers.report);
        let read = [logits, report, &self.spot_checks.samples].map(|buffer| (buffer, 0..buffer.size()));
        let mut numbers = network.gpu.read_stamped(pass.encoder, &read, &self.staging).await?;
        let mut report = numbers.split_off(logits.size() as usize);
        let samples = report.split_off(4 * (2 + self.dispatches.len()));
        let report: Vec<u32> = report.as_chunks().0.iter().map(|&word| u32::from_le_bytes(word)).collect();
        // The second word is no signature.
        let signatures = report[..1].iter().chain(&report[2 + pass.first..]);
        if signatures.into_iter().any(|&number| number != pass.number) {
            return Err(EngineError::GpuStale.into());
        }
        if report[1] != 0 {
            return Err(EngineError::GpuOverflow.into());
        }
        let logits = Precision::F32.decode(&numbers);
        let samples = Precision::F32.decode(&samples);
        self.spot_checks.check(network, self.program(), &pass.samples, &samples, &logits)?;
        Ok(logits)
    }
}

async fn compile(
    network: &mut GpuNetwork,
    buffers: &ProgramBuffers,
    choices: &KernelChoices,
) -> Result<(Vec<Dispatch>, SpotChecks, wgpu::Buffer), Error> {
    let gpu = network.gpu.clone();
    let steps = buffers.program.steps.iter().enumerate();
    let mut dispatch = |(index, step)| Dispatch::new(network, buffers, index, choices.config(step));
    let (dispatches, spot_checks) = gpu
        .checked(|gpu| (steps.map(&mut dispatch).collect(), SpotChecks::new(gpu, &buffers.program, choices)))
        .await?;
    let read = [buffers.get(Buffer::Logits), &buffers.report, &spot_checks.samples];
    let staging = gpu.staging(read.iter().map(|buffer| buffer.size()).sum());
    Ok((dispatches, spot_checks, staging))
}

#[cfg(test)]
impl CompiledProgram {
    pub fn divide(&mut self, macs_per_submit: u64) {
        self.macs_per_submit = macs_per_submit;
    }

    pub fn check_spots(&mut self, enabled: bool) {
        self.spot_checks.is_enabled = enabled;
    }

    /// Leaves a step's output as it was.
    pub fn skip_step(&mut self, step: usize) {
        self.change_workgroups(step, [0; 3]);
    }

    pub fn change_workgroups(&mut self, step: usize, workgroups: [u32; 3]) -> [u32; 3] {
        std::mem::replace(&mut self.dispatches[step].workgroups, workgroups)
    }

    /// Carries a step out, but its output is lost.
    pub fn lose_output(&mut self, network: &GpuNetwork, step: usize) {
        let [source, destination] = self.program().steps[step].buffers();
        let elsewhere = super::buffers::storage(&network.gpu, "lost", self.buffers.get(destination).size());
        self.dispatches[step].bind_group = self.buffers.bind_output(network, source, &elsewhere);
    }

    /// Runs a kernel with other WGSL wherever it is used.
    pub fn replace_kernel(&mut self, network: &mut GpuNetwork, choices: &KernelChoices, edit: [&'static str; 2]) {
        network.pipelines.edit = Some(edit);
        network.pipelines.retain(|_, _| false);
        for step in 0..self.dispatches.len() {
            let config = choices.config(&self.buffers.program.steps[step]);
            self.dispatches[step] = Dispatch::new(network, &self.buffers, step, config);
        }
    }
}
