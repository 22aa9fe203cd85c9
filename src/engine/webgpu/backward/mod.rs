//! The backward pass on the GPU: the steps of [`ReverseProgram`], for one image.
//!
//! Gradients are f32 in every precision, so where features are f16, the convolutions have pipelines and weights of their own.
//! A pass is one submit and one read-back of all gradients: later questions don't need the GPU.
//!
//! `params`: what a dispatch passes to the kernels that only the backward pass uses; `compiled`: a pass that can run.

mod compiled;
mod params;

use super::{
    buffers::{check_sizes, storage},
    compiled::CompiledProgram,
    dispatch::Dispatch,
    gpu::Gpu,
    kernel::Kernel,
    kernel_choices::KernelChoices,
    known_answer::KnownAnswer,
    loaded::LoadedNetwork,
    network::GpuNetwork,
    params::{Params, SLOT, grid, uniforms},
    pipelines::Pipelines,
};
use crate::{
    Error, Plan, Precision, Weights,
    engine::{
        BackwardPass, Reason, cpu_engine,
        program::{Gradient, Reverse, ReverseProgram, ReverseStep, Transposed},
    },
    error::EngineError,
};

use compiled::{BackwardStep, CompiledBackward, Computed, OfImage};
use params::GradientParams;

/// What the backward passes of a network share.
pub struct Backward {
    transposed: Transposed,
    weights: wgpu::Buffer,
    /// For the convolutions, where the network's own are f16.
    single: Option<Pipelines>,
    /// The backward pass of the program that ran last.
    compiled: Option<CompiledBackward>,
}

impl Backward {
    /// Uploads the transposed weights. No kernel is compiled yet.
    ///
    /// # Errors
    ///
    /// When the device has too little memory or is lost.
    pub async fn new(loaded: &LoadedNetwork) -> Result<Self, Error> {
        let network = &loaded.network;
        let mut transposed = Transposed::new(loaded.compiled.program(), &network.packed);
        // The GPU has them now.
        let numbers = std::mem::take(&mut transposed.packed.weights);
        check_sizes(&network.gpu, [4 * numbers.len() as u64].into_iter(), 0)?;
        let upload = |gpu: &Gpu| {
            let single = (network.precision != Precision::F32).then(|| Pipelines::new(gpu, Precision::F32));
            (gpu.buffer_with("transposed", &numbers, wgpu::BufferUsages::STORAGE), single)
        };
        let (weights, single) = network.gpu.checked(upload).await?;
        Ok(Self { transposed, weights, single, compiled: None })
    }

    /// To be called when another program takes the place of the one that ran.
    pub fn forget_program(&mut self) {
        self.compiled = None;
    }

    /// A backward pass from the gradient with respect to the logits of an image of the last pass.
    ///
    /// # Errors
    ///
    /// When the device fails, a step isn't carried out, or a gradient isn't finite.
    pub async fn run(&mut self, loaded: &mut LoadedNetwork, image: usize, logits: &[f32]) -> Result<Computed, Error> {
        let LoadedNetwork { network, compiled: forward, choices, .. } = loaded;
        if self.compiled.is_none() {
            self.compiled = Some(self.compile(network, forward, choices).await?);
        }
        let compiled = self.compiled.as_ref().expect("it was just compiled");
        compiled.run(network, forward, image, logits).await
    }

    /// Runs the backward passes of the programs that compute the known answer, and compares the gradients with the CPU engine's.
    ///
    /// # Errors
    ///
    /// [`EngineError::GpuWrong`], or when the device fails.
    pub async fn check(
        &mut self,
        loaded: &mut LoadedNetwork,
        known: &KnownAnswer,
        weights: &Weights,
    ) -> Result<(), Error> {
        let [height, width] = known.image.size();
        let plan = Plan::new(weights.config(), height, width)?;
        let mut cpu = cpu_engine(weights, plan.clone(), Reason::Asked);
        let mut logits = vec![0.0; cpu.run(&known.image).await?.data.len()];
        logits.iter_mut().step_by(2).for_each(|logit| *logit = 1.0);
        let expected = cpu.differentiate(weights, 0, &logits).await?;
        // Where f16 decides a ReLU otherwise, much may change.
        let tolerance = if loaded.network.precision == Precision::F16 { 0.5 } else { 1e-2 };
        for forward in &known.programs {
            let compiled = self.compile(&mut loaded.network, forward, &loaded.choices).await?;
            forward.run(&loaded.network, known.image.data()).await?;
            let (buffers, effects) = compiled.run(&loaded.network, forward, 0, &logits).await?;
            let found = BackwardPass::new(&plan, forward.program(), buffers, effects);
            let pairs =
                [(found.maps(None)?.data, expected.maps(None)?.data), (found.effects, expected.effects.clone())];
            for (found, expected) in pairs {
                let squares = |numbers: &mut dyn Iterator<Item = f32>| numbers.map(|n| n * n).sum::<f32>();
                let error = squares(&mut found.iter().zip(&expected).map(|(a, b)| a - b));
                let deviation = (error / squares(&mut expected.iter().copied()).max(1e-30)).sqrt();
                // False for NaN.
                let is_close = deviation <= tolerance;
                if !is_close {
                    return Err(EngineError::GpuWrong { deviation }.into());
                }
            }
        }
        Ok(())
    }

    async fn compile(
        &mut self,
        network: &mut GpuNetwork,
        forward: &CompiledProgram,
        choices: &KernelChoices,
    ) -> Result<CompiledBackward, Error> {
        let reverse = ReverseProgram::new(forward.program(), &self.transposed);
        let gpu = network.gpu.clone();
        check_sizes(&gpu, reverse.buffers.iter().map(|(_, floats)| 4 * *floats as u64), reverse.bytes())?;
        let compile = |gpu: &Gpu| {
            let allocate =
                |(gradient, floats): &(Gradient, usize)| (*gradient, storage(gpu, "gradient", 4 * *floats as u64));
            let buffers = reverse.buffers.iter().map(allocate).collect();
            let report = storage(gpu, "report", 4 * (2 + reverse.steps.len() + network.packed.norms.len()) as u64);
            let count = reverse.steps.len();
            let params = reverse.steps.iter().enumerate().map(|(index, step)| {
                let own = GradientParams::new(step, index, count).map(|(_, params)| params.bytes());
                own.unwrap_or_else(|| Params::new(&step.step, index).bytes())
            });
            let params = uniforms(gpu, params);
            let mut compiled = CompiledBackward { buffers, params, steps: Vec::new(), staging: gpu.staging(0), report };
            for (index, step) in reverse.steps.iter().enumerate() {
                let step = match step.reverse {
                    Reverse::Again => BackwardStep::Again { forward: step.forward },
                    _ => self.dispatch(network, forward, choices, &compiled, (step, index), count),
                };
                compiled.steps.push(step);
            }
            let read: u64 = compiled.of_features().iter().map(|(_, buffer)| buffer.size()).sum();
            compiled.staging = gpu.staging(read + compiled.report.size() + forward.buffers.report.size());
            compiled
        };
        gpu.checked(compile).await
    }

    fn dispatch(
        &mut self,
        network: &mut GpuNetwork,
        forward: &CompiledProgram,
        choices: &KernelChoices,
        compiled: &CompiledBackward,
        (reverse, index): (&ReverseStep, usize),
        steps: usize,
    ) -> BackwardStep {
        let GpuNetwork { gpu, pipelines, norms, .. } = network;
        let [source, destination] = [reverse.from, reverse.to].map(|gradient| compiled.buffer(gradient));
        let features = reverse.features.map(|place| forward.buffers.get(place.buffer));
        let offset = (index * SLOT) as u32;
        let Some((kernel, params)) = GradientParams::new(reverse, index, steps) else {
            let config = choices.config(&reverse.step);
            let kernel = Kernel::of(reverse.step.operation);
            let pipelines = self.single.as_mut().unwrap_or(pipelines);
            let storage = [&self.weights, norms, source, destination, &compiled.report];
            let dispatch = Dispatch {
                pipeline: pipelines.get(gpu, kernel, config),
                bind_group: pipelines.bind_group(gpu, &compiled.params, storage),
                offset,
                workgroups: Params::new(&reverse.step, index).workgroups(kernel, config),
            };
            return BackwardStep::Dispatch { dispatch, of_image: None, macs: reverse.step.cost(1).macs };
        };
        let config = kernel.candidates()[0];
        let storage = [features.unwrap_or(&self.weights), norms, source, destination, &compiled.report];
        let dispatch = Dispatch {
            pipeline: pipelines.get(gpu, kernel, config),
            bind_group: pipelines.bind_group(gpu, &compiled.params, storage),
            offset,
            workgroups: grid(params.threads.div_ceil(config.workgroup), 1),
        };
        let of_image = reverse.features.map(|features| OfImage { params, features });
        BackwardStep::Dispatch { dispatch, of_image, macs: 0 }
    }
}

#[cfg(test)]
impl Backward {
    pub fn steps(&self) -> usize {
        self.compiled.as_ref().map_or(0, |compiled| compiled.steps.len())
    }

    /// Gives a step other workgroups, none of which leaves its output as it was. Returns those of before.
    pub fn skip_step(&mut self, forward: &mut CompiledProgram, step: usize, workgroups: [u32; 3]) -> [u32; 3] {
        let steps = &mut self.compiled.as_mut().expect("it has run").steps;
        match &mut steps[step] {
            BackwardStep::Again { forward: step } => forward.change_workgroups(*step, workgroups),
            BackwardStep::Dispatch { dispatch, .. } => std::mem::replace(&mut dispatch.workgroups, workgroups),
        }
    }
}
