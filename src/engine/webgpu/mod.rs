//! Our own engine on wgpu, in the browser and natively, built around what makes DenseNet different: layers share features.
//!
//! It runs the program of [`super::program`]. Bottom up:
//!
//! - `gpu`: the adapter and device; `read_back`: what comes back from it.
//! - `template`, `kernel`, `kernels/*.wgsl`: the shaders. `kernel_config`: how they divide their work; `params`: what a
//!   dispatch passes to them; `pipelines`: the compiled ones.
//! - `network`: weights and pipelines; `buffers`: activations; `dispatch` and `compiled`: a program that runs.
//! - `kernel_choices`: which configurations are used; `measure`: how they are chosen.
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
mod compiled;
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
use compiled::CompiledProgram;
use kernel_choices::KernelChoices;
use known_answer::KnownAnswer;
use loaded::LoadedNetwork;
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
        let software = |precision| (!measures).then(|| KernelChoices::for_software(precision));
        // Without a precision, both are measured.
        let (first, choices) = match (known, precision) {
            (Some(known), _) => (Some(known.precision), Some(known)),
            (None, None) if measures => (None, None),
            (None, precision) => (Some(precision.unwrap_or_default()), software(precision.unwrap_or_default())),
        };
        let mut built = build(&gpu, weights, &packed, &plan, first, choices).await;
        if built.is_err() && precision.is_none() && first != Some(Precision::F32) {
            // Nobody asked for f16: this network's numbers may be too large for it.
            let single = Precision::F32;
            built = build(&gpu, weights, &packed, &plan, Some(single), software(single)).await;
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
        })
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
        (self.plan, self.loaded.compiled, self.logits) = (plan, compiled, None);
        self.backward.iter_mut().for_each(Backward::forget_program);
        Ok(())
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

/// Loads a network in a precision, or in the better one, and checks that it computes correctly.
async fn build(
    gpu: &Rc<Gpu>,
    weights: &Weights,
    packed: &Rc<PackedWeights>,
    plan: &Plan,
    precision: Option<Precision>,
    choices: Option<KernelChoices>,
) -> Result<(LoadedNetwork, KnownAnswer), Error> {
    let mut loaded = match precision {
        Some(precision) => LoadedNetwork::new(gpu, packed, plan, precision, choices).await?,
        None => LoadedNetwork::measured(gpu, packed, plan).await?,
    };
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
