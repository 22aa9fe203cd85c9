//! Our own engine on wgpu, in the browser and natively, built around what makes DenseNet different: layers share features.
//!
//! It runs the program of [`super::program`]. Bottom up:
//!
//! - `gpu`: the adapter and device; `read_back`: what comes back from it.
//! - `template`, `kernel`, `kernels/*.wgsl`: the shaders. `kernel_config`: how they divide their work; `params`: what a
//!   dispatch passes to them; `pipelines`: the compiled ones.
//! - `cache`: what is made once. `network`: weights and pipelines; `buffers`: activations; `dispatch` and `compiled`: a program that runs.
//! - `kernel_choices`: which configurations are used; `contest`, `measure` and `comparison`: how they and the precision are chosen;
//!   `model`: what to expect of GPUs.
//! - `sources`: every kernel that can be generated, for tests and the command line.
//! - `loaded`: all of it put together when a network is loaded. `known_answer` and `schedule`: whether it computes correctly;
//!   `spot_check`, `sample_area` and `recompute`: whether it still does in every pass.
//! - `backward`: gradients.

/// The text of a kernel, without comments: see `build.rs`.
macro_rules! wgsl {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".wgsl"))
    };
}

mod backward;
mod buffers;
mod cache;
mod comparison;
mod compiled;
mod contest;
#[cfg(test)]
mod cost_tests;
#[cfg(test)]
mod default_tests;
mod dispatch;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
pub(crate) mod faults;
mod gpu;
#[cfg(test)]
mod gradient_fault_tests;
#[cfg(test)]
mod half_tests;
mod kernel;
mod kernel_choices;
mod kernel_config;
mod known_answer;
mod loaded;
mod measure;
#[cfg(any(test, feature = "cli"))]
#[doc(hidden)]
pub mod model;
mod network;
mod params;
mod pipelines;
mod precision;
mod read_back;
mod recompute;
mod sample_area;
mod sampler;
mod schedule;
mod sources;
mod spot_check;
mod template;
mod timestamps;

pub use gpu::Gpu;
pub(super) use kernel_choices::KernelChoices;
#[doc(hidden)]
pub use sources::{KernelSource, kernel_sources};

use std::rc::Rc;

use web_time::Instant;

use super::{
    BackwardPass, Engine, EngineInfo, EngineKind, EngineStats, FeatureMaps, Logits, Options, Pending, Reason, Timed,
    last_pass::LastPass,
    program::{PackedWeights, Program},
};
use crate::{Error, Plan, Precision, Weights, cuts::Silence, error::EngineError, preprocess::Images};

use backward::Backward;
use buffers::ProgramBuffers;
use comparison::Comparison;
use compiled::CompiledProgram;
use known_answer::KnownAnswer;
use loaded::LoadedNetwork;
use measure::Measurement;
use timestamps::Timestamps;

/// Runs a network on a GPU.
pub struct WebGpuEngine {
    info: EngineInfo,
    plan: Plan,
    packed: Rc<PackedWeights>,
    loaded: LoadedNetwork,
    known_answer: KnownAnswer,
    /// Submits of the last untimed pass.
    submits: Option<usize>,
    /// The last pass's.
    logits: Option<Logits>,
    /// The first step of the last pass whose norm has changed since.
    outdated: Option<usize>,
    /// Made when gradients are first asked for.
    backward: Option<Backward>,
    /// Whether kernels are timed, and in which precision; `None` means both.
    measures: Option<Option<Precision>>,
    /// What is being timed.
    timing: Timing,
}

/// What is found out between passes.
enum Timing {
    Nothing,
    Kernels(Box<Measurement>),
    Precision(Box<Comparison>),
}

impl WebGpuEngine {
    /// Folds and uploads the weights, compiles the kernels, allocates the activations of one image, and checks that the GPU
    /// computes what the CPU engine does.
    ///
    /// # Errors
    ///
    /// [`Error::Engine`] when the GPU has too little memory, a limit of the adapter is exceeded, the device fails, or it
    /// computes something else than the CPU engine.
    pub async fn new(
        gpu: Gpu,
        weights: &Weights,
        plan: Plan,
        reason: Reason,
        options: &Options,
    ) -> Result<Self, Error> {
        let adapter = gpu.name();
        let measures = options.measure.unwrap_or(!gpu.is_software());
        let precision = options.precision.map(|requested| precision::supported(requested, &gpu));
        let packed = Rc::new(PackedWeights::new(weights, &plan, kernel::PACKING));
        let remembered = options.kernel_choices.as_deref().and_then(KernelChoices::parse);
        let known = remembered.filter(|choices| choices.suit(&gpu, &packed, precision));
        let gpu = Rc::new(gpu);
        let defaults = |precision| match measures {
            true => KernelChoices::new(&gpu, &packed, precision),
            false => KernelChoices::for_software(precision),
        };
        let choices = known.unwrap_or_else(|| defaults(precision.unwrap_or_default()));
        let first = choices.precision;
        let mut built = build(&gpu, weights, &packed, &plan, choices).await;
        if built.is_err() && precision.is_none() && first != Precision::F32 {
            // Nobody asked for f16: this network's numbers may be too large for it.
            let mut choices = defaults(Precision::F32);
            choices.is_compared = true;
            built = build(&gpu, weights, &packed, &plan, choices).await;
        }
        let (loaded, known_answer) = built?;
        let info = EngineInfo::new(EngineKind::WebGpu, adapter, loaded.network.precision, reason);
        Ok(Self {
            info,
            plan,
            packed,
            loaded,
            known_answer,
            submits: None,
            logits: None,
            outdated: None,
            backward: None,
            measures: measures.then_some(precision),
            timing: Timing::Nothing,
        })
    }

    /// Whether it isn't known yet if the CPU is faster.
    pub(super) fn can_race(&self) -> bool {
        self.measures.is_some() && !self.loaded.choices.is_raced
    }

    /// Milliseconds of a pass, whose results nobody sees.
    ///
    /// # Errors
    ///
    /// Those of a pass.
    pub(super) async fn time_pass(&self) -> Result<f64, Error> {
        let LoadedNetwork { network, compiled, .. } = &self.loaded;
        let [height, width] = self.plan.input_size;
        let image = vec![0.0; self.plan.config.in_channels * height * width];
        let start = Instant::now();
        compiled.run(network, &image).await?;
        Ok(start.elapsed().as_secs_f64() * 1e3)
    }

    /// Remembers which engine was faster.
    pub(super) fn end_race(&mut self, is_cpu_faster: bool) {
        (self.loaded.choices.is_raced, self.loaded.choices.prefers_cpu) = (true, is_cpu_faster);
    }

    /// Rebuilds the program if the images have another size or count.
    async fn fit(&mut self, images: &Images) -> Result<(), Error> {
        images.check_channels(self.plan.config.in_channels)?;
        let size = images.size();
        if self.plan.input_size == size && self.loaded.compiled.program().input.images == images.count() {
            return Ok(());
        }
        let plan = Plan::new(&self.plan.config, size[0], size[1])?;
        let LoadedNetwork { network, choices, .. } = &mut self.loaded;
        let program = Program::new(&plan, images.count(), &self.packed);
        let buffers = ProgramBuffers::allocate(network, program).await?;
        let compiled = CompiledProgram::new(network, buffers, choices).await?;
        (self.plan, self.loaded.compiled, self.logits, self.timing) = (plan, compiled, None, Timing::Nothing);
        self.backward.iter_mut().for_each(Backward::forget_program);
        Ok(())
    }

    /// Finds out a bit more about the kernels or the precision. Returns whether there is more to find out.
    async fn find_out(&mut self) -> Result<bool, Error> {
        let Self { loaded, known_answer, packed, .. } = self;
        match std::mem::replace(&mut self.timing, Timing::Nothing) {
            Timing::Kernels(mut contest) => match contest.slice(loaded).await {
                Ok(true) => self.timing = Timing::Kernels(contest),
                Ok(false) if contest.fastest().is_some() => {
                    let slot = contest.slot;
                    loaded.decide(slot, contest.fastest()).await?;
                    known_answer.compile(loaded, packed).await?;
                    if known_answer.check(&loaded.network).await.is_err() {
                        // Fast, but wrong.
                        loaded.decide(slot, None).await?;
                        known_answer.compile(loaded, packed).await?;
                    }
                }
                // Also where a candidate can't be compiled.
                _ => loaded.choices.decide(contest.slot, None),
            },
            Timing::Precision(mut comparison) => match comparison.slice(loaded).await {
                Ok(None) => self.timing = Timing::Precision(comparison),
                is_faster => {
                    loaded.choices.is_compared = true;
                    if let Ok(Some(true)) = is_faster {
                        loaded.choices.precision = Precision::F16;
                    }
                }
            },
            Timing::Nothing => match Measurement::next(loaded) {
                Some(contest) => self.timing = Timing::Kernels(Box::new(contest)),
                None => {
                    loaded.drop_unused();
                    let is_open = self.measures == Some(None) && !loaded.choices.is_compared;
                    if !is_open || loaded.compiled.program().input.images > 1 {
                        return Ok(false);
                    }
                    match Comparison::new(loaded, packed, &self.plan).await {
                        Ok(Some(comparison)) if loaded.network.gpu.has_half_precision() => {
                            self.timing = Timing::Precision(comparison);
                        }
                        _ => loaded.choices.is_compared = true,
                    }
                }
            },
        }
        Ok(true)
    }

    /// Bounds how long the coming pass may take.
    fn wait_as_long_as_usual(&self) {
        let LoadedNetwork { network, compiled, .. } = &self.loaded;
        network.gpu.patience.set(self.known_answer.patience(compiled.program()));
    }

    /// Keeps and returns the logits of a pass, unless some are not finite.
    fn keep(&mut self, mut data: Vec<f32>, images: usize) -> Result<Logits, Error> {
        let classes = self.plan.config.num_classes;
        data.truncate(images * classes);
        if data.iter().any(|l| !l.is_finite()) {
            return Err(EngineError::GpuNotFinite { precision: self.info.precision }.into());
        }
        let logits = Logits { data, classes };
        self.logits = Some(logits.clone());
        Ok(logits)
    }
}

/// Loads a network, and checks that it computes correctly.
async fn build(
    gpu: &Rc<Gpu>,
    weights: &Weights,
    packed: &Rc<PackedWeights>,
    plan: &Plan,
    choices: KernelChoices,
) -> Result<(LoadedNetwork, KnownAnswer), Error> {
    let mut loaded = LoadedNetwork::new(gpu, packed, plan, choices.precision, choices).await?;
    let known_answer = KnownAnswer::new(&mut loaded, weights, packed, plan).await?;
    known_answer.check(&loaded.network).await?;
    Ok((loaded, known_answer))
}

impl Engine for WebGpuEngine {
    fn info(&self) -> &EngineInfo {
        &self.info
    }

    fn plan(&self) -> &Plan {
        &self.plan
    }

    fn kernel_choices(&self) -> Option<String> {
        self.loaded.choices.measured_text()
    }

    fn tune<'a>(&'a mut self) -> Pending<'a, bool> {
        Box::pin(async move {
            // Without features, or with outdated ones, there is nothing to compare in.
            let is_ready = self.measures.is_some() && self.logits.is_some() && self.outdated.is_none();
            Ok(is_ready && self.find_out().await?)
        })
    }

    fn stats(&self) -> EngineStats {
        let LoadedNetwork { network, compiled, compile_time, .. } = &self.loaded;
        EngineStats {
            weight_bytes: network.weight_bytes(),
            activation_bytes: Some(compiled.buffers.bytes()),
            threads: 0,
            dispatches: Some(compiled.program().steps.len()),
            submits: self.submits,
            pipelines: Some(network.pipelines.len()),
            compile: Some(*compile_time),
            cost: Some(compiled.program().cost(network.precision.bytes())),
        }
    }

    fn pass_bytes(&self, plan: &Plan) -> u64 {
        let bytes = Program::new(plan, 1, &self.packed).activation_bytes();
        bytes / 4 * self.info.precision.bytes() as u64
    }

    fn run<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Logits> {
        Box::pin(async move {
            self.fit(images).await?;
            (self.logits, self.outdated) = (None, None);
            self.wait_as_long_as_usual();
            let LoadedNetwork { network, compiled, .. } = &self.loaded;
            let (before, start) = (network.gpu.submits(), Instant::now());
            let data = compiled.run(network, images.data()).await?;
            self.submits = Some(network.gpu.submits() - before);
            self.known_answer.check_if_due(network, start.elapsed()).await?;
            self.keep(data, images.count())
        })
    }

    fn run_timed<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Timed> {
        Box::pin(async move {
            self.fit(images).await?;
            let LoadedNetwork { network, compiled, .. } = &self.loaded;
            let Some(timestamps) = Timestamps::new(&network.gpu, compiled.program().steps.len()) else {
                return Ok((self.run(images).await?, None));
            };
            (self.logits, self.outdated) = (None, None);
            self.wait_as_long_as_usual();
            let start = Instant::now();
            let (data, times) = compiled.run_timed(network, images.data(), &timestamps).await?;
            self.known_answer.check_if_due(network, start.elapsed()).await?;
            let layers = compiled.program().layer_times(&times);
            Ok((self.keep(data, images.count())?, Some(layers)))
        })
    }

    fn silence(&mut self, _: &Weights, silenced: &[Silence]) -> Result<(), Error> {
        let LoadedNetwork { network, compiled, .. } = &self.loaded;
        let norms = self.packed.norms_with(silenced);
        let first = compiled.program().first_change(&network.live_norms(), &norms);
        self.outdated = first.filter(|_| self.logits.is_some()).into_iter().chain(self.outdated).min();
        network.replace_norms(norms);
        Ok(())
    }

    fn rerun<'a>(&'a mut self) -> Pending<'a, Logits> {
        Box::pin(async move {
            let logits = self.logits.clone().ok_or(EngineError::NothingRun)?;
            let Some(first) = self.outdated else { return Ok(logits) };
            self.logits = None;
            self.wait_as_long_as_usual();
            let LoadedNetwork { network, compiled, .. } = &self.loaded;
            let start = Instant::now();
            let data = compiled.run_from(network, first).await?;
            self.known_answer.check_if_due(network, start.elapsed()).await?;
            self.outdated = None;
            self.keep(data, self.loaded.compiled.program().input.images)
        })
    }

    fn differentiate<'a>(
        &'a mut self,
        weights: &'a Weights,
        image: usize,
        logits: &'a [f32],
    ) -> Pending<'a, BackwardPass> {
        Box::pin(async move {
            self.rerun().await?;
            self.wait_as_long_as_usual();
            let backward = match &mut self.backward {
                Some(backward) => backward,
                none => {
                    let mut backward = Backward::new(&self.loaded).await?;
                    // The known answer is that of the whole network, without cuts.
                    let cut = self.loaded.network.replace_norms(self.packed.norms.clone());
                    let checked = backward.check(&mut self.loaded, &self.known_answer, weights).await;
                    self.loaded.network.replace_norms(cut);
                    checked?;
                    none.insert(backward)
                }
            };
            let (buffers, effects) = backward.run(&mut self.loaded, image, logits).await?;
            Ok(BackwardPass::new(&self.plan, self.loaded.compiled.program(), buffers, effects))
        })
    }

    fn feature_maps<'a>(&'a mut self, name: &'a str) -> Pending<'a, FeatureMaps> {
        Box::pin(async move {
            if self.outdated.is_some() {
                self.rerun().await?;
            }
            let LoadedNetwork { network, compiled, .. } = &self.loaded;
            let (plan, packed, logits) = (&self.plan, &self.packed, self.logits.as_ref());
            let norms = network.live_norms().clone();
            let last = LastPass { plan, packed, norms: &norms, logits, images: compiled.program().input.images };
            last.maps(name, async |index, channels| compiled.buffers.read_layer(network, index, channels).await).await
        })
    }
}

#[cfg(test)]
mod tests;
