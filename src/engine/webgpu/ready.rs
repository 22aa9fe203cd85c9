//! A network made ready to run: in one precision, or in the one that measures best.

use std::rc::Rc;

use web_time::{Duration, Instant};

use super::{
    gpu::Gpu,
    kernel::kernel_of,
    pass::{Network, Pass},
    pipelines::Pipelines,
    precision::HALF_TOLERANCE,
    tuning::Tunings,
};
use crate::{
    Error, Plan, Precision,
    engine::program::{PackedWeights, Program},
};

/// A network on the GPU, and a pass over one image with the kernels that suit.
pub struct Ready {
    pub network: Network,
    pub pass: Pass,
    pub tunings: Tunings,
    /// How long the kernels took to compile.
    pub compile: Duration,
}

impl Ready {
    /// Uploads the weights, compiles the kernels, and allocates what a pass takes. Without `tunings`, the candidates are
    /// timed.
    pub async fn new(
        gpu: &Rc<Gpu>,
        packed: &PackedWeights,
        plan: &Plan,
        precision: Precision,
        tunings: Option<Tunings>,
    ) -> Result<Self, Error> {
        let uploaded = gpu.checked(|gpu| {
            let buffer = |label, bytes: &[u8]| gpu.buffer_with(label, bytes, wgpu::BufferUsages::STORAGE);
            let weights = buffer("weights", &precision.encode(&packed.weights));
            let norms = buffer("norms", bytemuck::cast_slice(&packed.norms));
            (weights, norms, Pipelines::new(gpu, precision))
        });
        let (weights, norms, pipelines) = uploaded.await?;
        let mut network = Network { gpu: gpu.clone(), precision, pipelines, weights, norms };
        let mut pass = Pass::new(&network, Program::new(plan, 1, packed)).await?;
        let tunings = match tunings {
            Some(tunings) => tunings,
            None => Tunings::measure(&mut network, &pass, packed).await?,
        };
        let start = Instant::now();
        pass.tune(&mut network, &tunings).await?;
        let compile = start.elapsed();
        let steps = &pass.program.steps;
        network.pipelines.retain(|operation, tuning| {
            steps.iter().any(|step| kernel_of(step.operation) == operation && tunings.of(step) == tuning)
        });
        Ok(Self { network, pass, tunings, compile })
    }

    /// In f16 where that is faster on this GPU and gives this network's logits within [`HALF_TOLERANCE`]; otherwise, and
    /// where f16 fails, in f32.
    pub async fn measured(gpu: &Rc<Gpu>, packed: &PackedWeights, plan: &Plan) -> Result<Self, Error> {
        let single = Self::new(gpu, packed, plan, Precision::F32, None).await?;
        let better = match gpu.has_half_precision() {
            true => single.better_half(gpu, packed, plan).await.unwrap_or(None),
            false => None,
        };
        let mut chosen = better.unwrap_or(single);
        chosen.tunings.is_compared = true;
        Ok(chosen)
    }

    /// The same network in f16, if it is faster and close.
    async fn better_half(&self, gpu: &Rc<Gpu>, packed: &PackedWeights, plan: &Plan) -> Result<Option<Self>, Error> {
        let half = Self::new(gpu, packed, plan, Precision::F16, None).await?;
        let image = test_image(plan);
        // These passes warm up as well.
        let expected = self.pass.run(&self.network, &image).await?;
        let logits = half.pass.run(&half.network, &image).await?;
        let is_close = largest_difference(&logits, &expected) <= HALF_TOLERANCE * largest(&expected);
        let is_faster = is_close && half.fastest(&image).await? < self.fastest(&image).await?;
        Ok(is_faster.then_some(half))
    }

    /// The fastest of some passes, or of one where they are slow.
    async fn fastest(&self, image: &[f32]) -> Result<Duration, Error> {
        const PASSES: usize = 4;
        const BUDGET: Duration = Duration::from_millis(100);
        let start = Instant::now();
        let mut fastest = Duration::MAX;
        for _ in 0..PASSES {
            let before = Instant::now();
            self.pass.run(&self.network, image).await?;
            fastest = fastest.min(before.elapsed());
            if start.elapsed() > BUDGET {
                break;
            }
        }
        Ok(fastest)
    }
}

/// Numbers of a normalised picture's size and kind, the same each time.
fn test_image(plan: &Plan) -> Vec<f32> {
    let count = 3 * plan.input_size[0] * plan.input_size[1];
    (0..count).map(|i| (i.wrapping_mul(0x9E37_79B9) >> 8 & 0xFFFF) as f32 / 16384.0 - 2.0).collect()
}

fn largest(numbers: &[f32]) -> f32 {
    numbers.iter().fold(0.0, |largest, number| number.abs().max(largest))
}

/// NaN where something is not a number.
fn largest_difference(a: &[f32], b: &[f32]) -> f32 {
    let differences = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    differences
        .fold(0.0, |largest, difference| if difference > largest || difference.is_nan() { difference } else { largest })
}
