//! An image with a known answer: what the CPU engine computes for it, the GPU must compute too.
//!
//! Some drivers compute garbage, from the first pass on or later. A wrong class would look as confident as a right one.

use web_time::{Duration, Instant};

use super::{
    buffers::ProgramBuffers,
    compiled::CompiledProgram,
    loaded::{LoadedNetwork, noise},
    network::GpuNetwork,
    schedule::Schedule,
};
use crate::{
    Error, Plan, Precision, Weights,
    engine::{
        Reason, cpu_engine,
        program::{PackedWeights, Program},
    },
    error::EngineError,
    explain,
    plan::LayerKind,
    preprocess::Images,
};

/// Height and width of the image: the first that the network can take.
const SIDES: [usize; 3] = [32, 64, 128];

/// A pass may take so much longer than the known answer suggests, and a fixed time on top: other programs use the GPU too.
const PATIENCE: (u32, Duration) = (20, Duration::from_secs(30));

/// The image, its answer, and the programs that compute it on the GPU.
pub struct KnownAnswer {
    plan: Plan,
    pub image: Images,
    logits: Vec<f32>,
    /// What the logits' errors are relative to.
    logit_scale: f32,
    /// The last dense layer's index in the plan, its channels and its features.
    layer: (usize, usize),
    features: Vec<f32>,
    /// One for the kernels that the network uses on large maps, one for those on small maps.
    pub programs: Vec<CompiledProgram>,
    tolerance: f32,
    schedule: Schedule,
}

impl KnownAnswer {
    /// Computes the answer on the CPU and compiles the programs.
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub async fn new(
        loaded: &mut LoadedNetwork,
        weights: &Weights,
        packed: &PackedWeights,
        plan: &Plan,
    ) -> Result<Self, Error> {
        let smaller = SIDES.into_iter().find_map(|side| Plan::new(weights.config(), side, side).ok());
        let small = smaller.unwrap_or_else(|| plan.clone());
        let [height, width] = small.input_size;
        let channels = plan.config.in_channels;
        let image = Images::new(noise(channels * height * width), [1, channels, height, width])?;
        let mut cpu = cpu_engine(weights, small.clone(), Reason::Asked);
        let logits = cpu.run(&image).await?.data;
        let last = small.layers.iter().rposition(|layer| layer.kind == LayerKind::DenseLayer);
        let layer = last.expect("every network has a dense layer");
        let features = cpu.feature_maps(&small.layers[layer].name).await?.data;
        if logits.iter().chain(&features).any(|number| !number.is_finite()) {
            return Err(EngineError::NotFinite.into());
        }
        let pooled = explain::embedding(&cpu.feature_maps(plan.config.stem.final_norm_name()).await?);
        let has_classifier = plan.config.num_classes > 0;
        let scale = if has_classifier { logit_scale(weights, &pooled) } else { SMALLEST };

        let tolerance = match loaded.network.precision {
            Precision::F32 => 1e-3,
            Precision::F16 => 5e-2,
        };
        let layer = (layer, small.layers[layer].out_channels);
        let mut known = Self {
            plan: small,
            image,
            logits,
            logit_scale: scale,
            layer,
            features,
            programs: Vec::new(),
            tolerance,
            schedule: Schedule::default(),
        };
        known.compile(loaded, packed).await?;
        Ok(known)
    }

    /// Compiles the programs for the kernels that the network uses now.
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub async fn compile(&mut self, loaded: &mut LoadedNetwork, packed: &PackedWeights) -> Result<(), Error> {
        self.programs.clear();
        for choices in loaded.choices.sets(loaded.compiled.program()) {
            let buffers = ProgramBuffers::allocate(&loaded.network, Program::new(&self.plan, 1, packed)).await?;
            self.programs.push(CompiledProgram::new(&mut loaded.network, buffers, &choices).await?);
        }
        Ok(())
    }

    /// Compares the GPU's answer with the known one.
    ///
    /// # Errors
    ///
    /// [`EngineError::GpuWrong`], or when the device fails.
    pub async fn check(&self, network: &GpuNetwork) -> Result<(), Error> {
        let start = Instant::now();
        // The answer is that of the whole network, without cuts.
        let is_cut = *network.live_norms() != network.packed.norms;
        let cut = is_cut.then(|| network.replace_norms(network.packed.norms.clone()));
        let checked = self.compare(network).await;
        cut.map(|norms| network.replace_norms(norms));
        checked?;
        self.schedule.checked(start.elapsed());
        Ok(())
    }

    async fn compare(&self, network: &GpuNetwork) -> Result<(), Error> {
        for program in &self.programs {
            program.buffers.clear(&network.gpu);
            let logits = program.run(network, self.image.data()).await?;
            let features = program.buffers.read_layer(network, self.layer.0, self.layer.1).await?;
            let largest = max_abs(&self.features).max(SMALLEST);
            for (found, expected, scale) in
                [(&logits, &self.logits, self.logit_scale), (&features, &self.features, largest)]
            {
                let deviation = deviation(found, expected, scale);
                if deviation.is_infinite() || deviation.is_nan() {
                    return Err(EngineError::GpuNotFinite { precision: network.precision }.into());
                }
                if deviation > self.tolerance {
                    return Err(EngineError::GpuWrong { deviation }.into());
                }
            }
        }
        Ok(())
    }

    /// How long a pass of another program may take, judging by the last check.
    pub fn patience(&self, program: &Program) -> Duration {
        let macs = |program: &Program| program.cost(1).macs as f64;
        let known: f64 = self.programs.iter().map(|known| macs(known.program())).sum();
        let expected = self.schedule.check.get().mul_f64(macs(program) / known.max(1.0));
        PATIENCE.0 * expected + PATIENCE.1
    }

    /// Checks if it is time to, after a pass that took so long.
    ///
    /// # Errors
    ///
    /// Those of [`KnownAnswer::check`].
    pub async fn check_if_due(&self, network: &GpuNetwork, pass: Duration) -> Result<(), Error> {
        if self.schedule.is_due(pass) { self.check(network).await } else { Ok(()) }
    }
}

#[cfg(test)]
impl KnownAnswer {
    /// What it takes, for a measurement.
    pub fn describe(&self) -> String {
        let dispatches: usize = self.programs.iter().map(|program| program.program().steps.len()).sum();
        let bytes: u64 = self.programs.iter().map(|program| program.buffers.bytes()).sum();
        let [height, width] = self.image.size();
        format!("{height}x{width} pixels, {dispatches} dispatches, {} KiB of activations", bytes >> 10)
    }

    /// Makes every answer wrong.
    pub fn expect(&mut self, logit: f32) {
        self.logits.fill(logit);
    }

    pub fn pretend_pause(&self) {
        self.schedule.pretend_pause();
    }
}

/// Features below this are 0 to every precision: GPUs may flush what f16 can't hold.
const SMALLEST: f32 = 1e-2;

/// The largest sum of a logit's parts. Logits themselves may cancel to nearly nothing, and say little about errors then.
fn logit_scale(weights: &Weights, pooled: &[f32]) -> f32 {
    let rows = weights.get("classifier.weight").chunks_exact(pooled.len());
    let sums = rows.zip(weights.get("classifier.bias")).map(|(row, bias)| {
        row.iter().zip(pooled).map(|(weight, feature)| (weight * feature).abs()).sum::<f32>() + bias.abs()
    });
    sums.fold(SMALLEST, f32::max)
}

fn max_abs(numbers: &[f32]) -> f32 {
    numbers.iter().fold(0.0, |max, number| number.abs().max(max))
}

/// The largest difference, relative to `scale`. NaN if any number is NaN.
fn deviation(found: &[f32], expected: &[f32], scale: f32) -> f32 {
    let differences = found.iter().zip(expected).map(|(a, b)| (a - b).abs() / scale);
    differences.fold(0.0, |max, difference| if max.is_nan() || difference <= max { max } else { difference })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deviation_is_relative_and_sees_nan() {
        assert_eq!(deviation(&[1.0, 2.0], &[1.0, 4.0], 4.0), 0.5);
        assert!(deviation(&[f32::NAN, 4.0], &[1.0, 4.0], 4.0).is_nan());
        assert!(deviation(&[1.0, f32::INFINITY], &[1.0, 4.0], 4.0).is_infinite());
    }
}
