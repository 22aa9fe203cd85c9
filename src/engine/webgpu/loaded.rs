//! Loading a network onto the GPU, in a given precision or in the better one by measurement.

use std::rc::Rc;

use web_time::{Duration, Instant};

use super::{
    buffers::ProgramBuffers, compiled::CompiledProgram, gpu::Gpu, kernel::Kernel, kernel_choices::KernelChoices,
    measure::measure, network::GpuNetwork, precision::F16_TOLERANCE,
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
    /// Uploads the weights, compiles the kernels, and allocates the activations. Without `choices`, the candidates are
    /// timed.
    ///
    /// # Errors
    ///
    /// When the device rejects something or fails.
    pub async fn new(
        gpu: &Rc<Gpu>,
        packed: &Rc<PackedWeights>,
        plan: &Plan,
        precision: Precision,
        choices: Option<KernelChoices>,
    ) -> Result<Self, Error> {
        let mut network = GpuNetwork::upload(gpu, packed, precision).await?;
        let buffers = ProgramBuffers::allocate(&network, Program::new(plan, 1, packed)).await?;
        let choices = match choices {
            Some(choices) => choices,
            None => measure(&mut network, &buffers, packed).await?,
        };
        let start = Instant::now();
        let compiled = CompiledProgram::new(&mut network, buffers, &choices).await?;
        let compile_time = start.elapsed();
        let steps = &compiled.program().steps;
        network.pipelines.retain(|kernel, config| {
            steps.iter().any(|step| Kernel::of(step.operation) == kernel && choices.config(step) == config)
        });
        Ok(Self { network, compiled, choices, compile_time })
    }

    /// Loads the network in f16 if that is faster on this GPU and keeps the logits within [`F16_TOLERANCE`]; otherwise, and
    /// if f16 fails, in f32.
    ///
    /// # Errors
    ///
    /// When the device rejects something or fails in f32.
    pub async fn measured(gpu: &Rc<Gpu>, packed: &Rc<PackedWeights>, plan: &Plan) -> Result<Self, Error> {
        let single = Self::new(gpu, packed, plan, Precision::F32, None).await?;
        let better = match gpu.has_half_precision() {
            true => single.better_half(gpu, packed, plan).await.unwrap_or(None),
            false => None,
        };
        let mut chosen = better.unwrap_or(single);
        chosen.choices.is_compared = true;
        Ok(chosen)
    }

    /// The same network in f16, if that is faster and close enough.
    async fn better_half(&self, gpu: &Rc<Gpu>, packed: &Rc<PackedWeights>, plan: &Plan) -> Result<Option<Self>, Error> {
        let half = Self::new(gpu, packed, plan, Precision::F16, None).await?;
        let image = noise(plan.config.in_channels * plan.input_size[0] * plan.input_size[1]);
        // These passes also warm up.
        let expected = self.compiled.run(&self.network, &image).await?;
        let logits = half.compiled.run(&half.network, &image).await?;
        let is_close = max_difference(&logits, &expected) <= F16_TOLERANCE * max_abs(&expected);
        let is_faster = is_close && half.fastest_pass(&image).await? < self.fastest_pass(&image).await?;
        Ok(is_faster.then_some(half))
    }

    /// The time of the fastest of several passes, or of a single one if that is slow.
    async fn fastest_pass(&self, image: &[f32]) -> Result<Duration, Error> {
        const PASSES: usize = 4;
        const BUDGET: Duration = Duration::from_millis(100);
        let start = Instant::now();
        let mut fastest = Duration::MAX;
        for _ in 0..PASSES {
            let before = Instant::now();
            self.compiled.run(&self.network, image).await?;
            fastest = fastest.min(before.elapsed());
            if start.elapsed() > BUDGET {
                break;
            }
        }
        Ok(fastest)
    }
}

/// Reproducible noise in the range of normalised images.
pub fn noise(count: usize) -> Vec<f32> {
    (0..count).map(|i| (i.wrapping_mul(0x9E37_79B9) >> 8 & 0xFFFF) as f32 / 16384.0 - 2.0).collect()
}

fn max_abs(numbers: &[f32]) -> f32 {
    numbers.iter().fold(0.0, |max, number| number.abs().max(max))
}

/// NaN if any difference is NaN.
fn max_difference(a: &[f32], b: &[f32]) -> f32 {
    let differences = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    differences.fold(0.0, |max, difference| if difference > max || difference.is_nan() { difference } else { max })
}
