//! An image with a known answer: what the CPU engine computes for it, the GPU must compute too.
//!
//! Some drivers compute garbage, from the first pass on or later. A wrong class would look as confident as a right one.

use std::cell::Cell;

use web_time::{Duration, Instant};

use super::{
    buffers::ProgramBuffers,
    compiled::CompiledProgram,
    loaded::{LoadedNetwork, noise},
    network::GpuNetwork,
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

/// A pause in which a driver may have dropped something.
const IDLE: Duration = Duration::from_secs(10);

/// The share of the passes' time that checking may take.
const MAX_SHARE: f64 = 0.02;

/// The image, its answer, and the programs that compute it on the GPU.
pub struct KnownAnswer {
    image: Images,
    logits: Vec<f32>,
    /// What the logits' errors are relative to.
    logit_scale: f32,
    /// The last dense layer's index in the plan, its channels and its features.
    layer: (usize, usize),
    features: Vec<f32>,
    /// One for the kernels that the network uses on large maps, one for those on small maps.
    programs: Vec<CompiledProgram>,
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

        let mut programs = Vec::new();
        for choices in loaded.choices.sets(loaded.compiled.program()) {
            let buffers = ProgramBuffers::allocate(&loaded.network, Program::new(&small, 1, packed)).await?;
            programs.push(CompiledProgram::new(&mut loaded.network, buffers, &choices).await?);
        }
        let tolerance = match loaded.network.precision {
            Precision::F32 => 1e-3,
            Precision::F16 => 5e-2,
        };
        let layer = (layer, small.layers[layer].out_channels);
        Ok(Self {
            image,
            logits,
            logit_scale: scale,
            layer,
            features,
            programs,
            tolerance,
            schedule: Schedule::default(),
        })
    }

    /// Compares the GPU's answer with the known one.
    ///
    /// # Errors
    ///
    /// [`EngineError::GpuWrong`], or when the device fails.
    pub async fn check(&self, network: &GpuNetwork) -> Result<(), Error> {
        let start = Instant::now();
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
        self.schedule.checked(start.elapsed());
        Ok(())
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
    pub fn skip_step(&mut self, step: usize) {
        self.programs.iter_mut().for_each(|program| program.skip_step(step));
    }

    pub fn pretend_pause(&self) {
        let schedule = &self.schedule;
        schedule.last_pass.set(schedule.last_pass.get().and_then(|last| last.checked_sub(2 * IDLE)));
    }
}

/// When to check: after the second pass, after a pause, and otherwise as often as [`MAX_SHARE`] allows.
#[derive(Default)]
struct Schedule {
    passes: Cell<u64>,
    running: Cell<Duration>,
    checking: Cell<Duration>,
    /// How long the last check took.
    check: Cell<Duration>,
    last_pass: Cell<Option<Instant>>,
}

impl Schedule {
    fn checked(&self, took: Duration) {
        self.checking.set(self.checking.get() + took);
        self.check.set(took);
        // A pause may follow the load directly.
        if self.last_pass.get().is_none() {
            self.last_pass.set(Some(Instant::now()));
        }
    }

    /// Counts a pass.
    fn is_due(&self, pass: Duration) -> bool {
        self.passes.set(self.passes.get() + 1);
        self.running.set(self.running.get() + pass);
        let now = Instant::now();
        let before = self.last_pass.replace(Some(now));
        let was_idle = before.is_some_and(|before| (now - before).saturating_sub(pass) > IDLE);
        let affordable = self.checking.get() + self.check.get() <= self.running.get().mul_f64(MAX_SHARE);
        was_idle || self.passes.get() == 2 || affordable
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
    fn checks_take_a_fiftieth_of_the_time_and_follow_the_second_pass() {
        let schedule = Schedule::default();
        let (pass, check) = (Duration::from_millis(5), Duration::from_millis(5));
        schedule.checked(check);
        let due: Vec<u64> = (1..=400)
            .filter(|_| {
                let due = schedule.is_due(pass);
                if due {
                    schedule.checked(check);
                }
                due
            })
            .collect();
        assert_eq!(due[0], 2);
        assert!((6..=9).contains(&due.len()), "{due:?}");
    }

    #[test]
    fn a_deviation_is_relative_and_sees_nan() {
        assert_eq!(deviation(&[1.0, 2.0], &[1.0, 4.0], 4.0), 0.5);
        assert!(deviation(&[f32::NAN, 4.0], &[1.0, 4.0], 4.0).is_nan());
        assert!(deviation(&[1.0, f32::INFINITY], &[1.0, 4.0], 4.0).is_infinite());
    }
}
