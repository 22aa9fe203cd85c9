//! What runs a network: one trait, and an engine for each kind of machine.
//!
//! - `webgpu`: our own kernels on wgpu, in the browser and natively.
//! - `cpu`: our own kernels on one core, natively and in wasm with SIMD.
//! - `burn`: the burn model on burn's Flex backend, the reference that both are compared with.
//!
//! The first two run the same `program`, in which no dense layer concatenates anything.

pub mod burn;
pub mod cpu;
pub mod program;
pub mod webgpu;

use std::{future::Future, pin::Pin};

use serde::Serialize;

use crate::{Error, Plan, Precision, Weights, preprocess::Images};

/// What an engine's methods return: a future on the thread that asked, since GPU objects can't leave it.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + 'a>>;

/// The logits of a pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Logits {
    /// `[images, classes]` row-major.
    pub data: Vec<f32>,
    /// How many classes.
    pub classes: usize,
}

impl Logits {
    /// Each image's logits.
    pub fn images(&self) -> impl Iterator<Item = &[f32]> {
        self.data.chunks_exact(self.classes)
    }
}

/// A layer's output for every image of the last pass.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureMaps {
    /// `[images, channels, height, width]` row-major.
    pub data: Vec<f32>,
    /// Images of the last pass.
    pub images: usize,
    /// Channels of the layer's output: k for a dense layer.
    pub channels: usize,
    /// Height in pixels.
    pub height: usize,
    /// Width in pixels.
    pub width: usize,
}

/// The classifier's output, as maps of one pixel.
impl From<Logits> for FeatureMaps {
    fn from(logits: Logits) -> Self {
        let (images, channels) = (logits.data.len() / logits.classes, logits.classes);
        Self { data: logits.data, images, channels, height: 1, width: 1 }
    }
}

/// What an engine runs on.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EngineInfo {
    /// Which engine.
    pub kind: EngineKind,
    /// The adapter's or backend's name.
    pub adapter: String,
    /// What it computes in.
    pub precision: Precision,
    /// Why this engine was taken, in words.
    pub reason: String,
    /// Why this engine was taken, for programs: see [`Reason::code`].
    pub reason_code: &'static str,
}

impl EngineInfo {
    fn new(kind: EngineKind, adapter: impl Into<String>, precision: Precision, reason: &Reason) -> Self {
        Self { kind, adapter: adapter.into(), precision, reason: reason.to_string(), reason_code: reason.code() }
    }
}

/// Why an engine was taken.
#[derive(Debug)]
pub enum Reason {
    /// It was asked for.
    Asked,
    /// The adapter of this name is a GPU.
    Gpu(String),
    /// There is no WebGPU, says the error.
    NoWebGpu(Error),
    /// The only adapter, of this name, computes on the CPU, more slowly than the CPU engine.
    Software(String),
    /// WebGPU failed to load the network.
    Failed(Error),
}

impl Reason {
    /// Stable, for programs that say it in their own words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Gpu(_) => "gpu",
            Self::NoWebGpu(_) => "no-webgpu",
            Self::Software(_) => "software",
            Self::Failed(_) => "failed",
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Asked => write!(f, "it was asked for"),
            Self::Gpu(adapter) => write!(f, "{adapter} is a GPU"),
            Self::NoWebGpu(error) => write!(f, "{error}"),
            Self::Software(adapter) => {
                write!(f, "the only WebGPU adapter, {adapter}, is software, slower than the CPU engine")
            }
            Self::Failed(error) => write!(f, "WebGPU failed to load the network: {error}"),
        }
    }
}

/// The engines there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EngineKind {
    /// [`cpu::CpuEngine`].
    Cpu,
    /// [`webgpu::WebGpuEngine`].
    WebGpu,
    /// [`burn::BurnEngine`].
    Burn,
}

/// What an engine takes; all but `compile` is the same on any machine, in the same precision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EngineStats {
    /// Bytes of the weights as the engine holds them.
    pub weight_bytes: u64,
    /// Bytes of all activation buffers, where the engine owns them.
    pub activation_bytes: Option<u64>,
    /// Dispatches of a pass, on a GPU.
    pub dispatches: Option<usize>,
    /// Submits that the last untimed pass took, on a GPU.
    pub submits: Option<usize>,
    /// Distinct pipelines, on a GPU.
    pub pipelines: Option<usize>,
    /// Milliseconds that making the pipelines took, on a GPU; drivers may leave some of that to the first pass.
    /// Where candidates were timed, those that were chosen had been made before.
    pub compile: Option<f64>,
    /// Operations and bytes of a pass, where the engine runs a program.
    pub cost: Option<program::Cost>,
}

/// Something that runs one network.
pub trait Engine {
    /// What it runs on.
    fn info(&self) -> &EngineInfo;

    /// The network's layers, for the input size of the last pass (before one, for the size it was made for).
    fn plan(&self) -> &Plan;

    /// What the engine measured at load, as text for [`Options::tuning`]: a later load then need not measure.
    fn tuning(&self) -> Option<String> {
        None
    }

    /// What a pass costs.
    fn stats(&self) -> EngineStats;

    /// A forward pass. Images may have any size that the network can take.
    fn run<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Logits>;

    /// As [`Engine::run`], and each layer's milliseconds, where the engine can tell them.
    fn run_timed<'a>(&'a mut self, images: &'a Images) -> Pending<'a, (Logits, Option<Vec<f64>>)> {
        Box::pin(async move { Ok((self.run(images).await?, None)) })
    }

    /// The output of the layer with a checkpoint's name, such as `features.denseblock1.denselayer2`, in the last pass.
    fn feature_maps<'a>(&'a mut self, layer: &'a str) -> Pending<'a, FeatureMaps>;
}

/// How many images a pass should take at once: as many as 128 MiB of activations allow, and at most 64. Asked of an engine
/// that has run nothing yet.
pub fn most_images(engine: &dyn Engine) -> usize {
    const MOST_BYTES: u64 = 128 << 20;
    // Burn allocates as it goes: what concatenating takes is the closest estimate.
    let concatenated = engine.plan().feature_memory().concatenated_bytes;
    let of_an_image = engine.stats().activation_bytes.unwrap_or(concatenated);
    (MOST_BYTES / of_an_image.max(1)).clamp(1, 64) as usize
}

/// Which engine is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EngineChoice {
    /// WebGPU on a real GPU, otherwise the CPU.
    #[default]
    Auto,
    /// The CPU.
    Cpu,
    /// WebGPU, on a software adapter too.
    WebGpu,
    /// The reference: burn's Flex backend.
    Burn,
}

impl std::str::FromStr for EngineChoice {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        match name {
            "auto" => Ok(Self::Auto),
            "cpu" => Ok(Self::Cpu),
            "webgpu" => Ok(Self::WebGpu),
            "burn" => Ok(Self::Burn),
            _ => Err(Error::Config(format!("there is no engine {name:?}; auto, webgpu, cpu and burn are possible"))),
        }
    }
}

/// How an engine is made.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which one.
    pub choice: EngineChoice,
    /// What [`Engine::tuning`] gave on this machine before. Text of another version or adapter is ignored.
    pub tuning: Option<String>,
    /// What a GPU computes in; `None` for f16 where that measures faster and within 1 % of the largest logit, otherwise
    /// f32. f32 also where the GPU has nothing else, and on the CPU.
    pub precision: Option<Precision>,
}

impl From<EngineChoice> for Options {
    fn from(choice: EngineChoice) -> Self {
        Self { choice, ..Self::default() }
    }
}

/// Makes the engine that is asked for, for inputs of `input_size` (height, width).
///
/// # Errors
///
/// When the input size is impossible, or WebGPU was asked for and can't be had. With [`EngineChoice::Auto`] the CPU
/// takes over, and [`EngineInfo::reason`] says why.
pub async fn load(
    weights: &Weights,
    input_size: [usize; 2],
    options: impl Into<Options>,
) -> Result<Box<dyn Engine>, Error> {
    let Options { choice, tuning, precision } = options.into();
    let plan = Plan::new(weights.config(), input_size[0], input_size[1])?;
    let tunings = tuning.and_then(|text| webgpu::Tunings::parse(&text));
    let settings = |gpu: &webgpu::Gpu| webgpu::Settings { tunings, precision, measures: !gpu.is_software() };
    let cpu = |plan, reason| Ok(Box::new(cpu::CpuEngine::new(weights, plan, reason)) as Box<dyn Engine>);
    match choice {
        EngineChoice::Cpu => cpu(plan, Reason::Asked),
        EngineChoice::Burn => Ok(Box::new(burn::BurnEngine::new(weights, plan, Reason::Asked)?)),
        EngineChoice::WebGpu => {
            let gpu = webgpu::Gpu::request().await?;
            let settings = settings(&gpu);
            Ok(Box::new(webgpu::WebGpuEngine::new(gpu, weights, plan, Reason::Asked, settings).await?))
        }
        EngineChoice::Auto => match webgpu::Gpu::request().await {
            Err(error) => cpu(plan, Reason::NoWebGpu(error)),
            Ok(gpu) if gpu.is_software() => cpu(plan, Reason::Software(gpu.name())),
            Ok(gpu) => {
                let reason = Reason::Gpu(gpu.name());
                let settings = settings(&gpu);
                match webgpu::WebGpuEngine::new(gpu, weights, plan.clone(), reason, settings).await {
                    Ok(engine) => Ok(Box::new(engine)),
                    Err(error) => cpu(plan, Reason::Failed(error)),
                }
            }
        },
    }
}
