//! Which engine is made, and with what options.

use std::rc::Rc;

use super::{
    Engine, Reason, Threads,
    cpu::{self, CpuEngine},
    webgpu::{Gpu, WebGpuEngine},
};
use crate::{
    Error, Plan, Precision, Weights,
    error::{ConfigError, EngineError},
    memory,
};

/// Which engine is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum EngineChoice {
    /// WebGPU on a real GPU, otherwise the CPU
    #[default]
    Auto,
    /// The CPU
    Cpu,
    /// WebGPU, on a software adapter too
    #[cfg_attr(feature = "cli", value(name = "webgpu"))]
    WebGpu,
    /// The slow reference: the model in burn, on burn's Flex backend
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
            _ => {
                let known = vec!["auto", "webgpu", "cpu", "burn"];
                Err(ConfigError::UnknownChoice { option: "engine", found: name.into(), known }.into())
            }
        }
    }
}

/// How an engine is made.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which one.
    pub engine: EngineChoice,
    /// What a GPU computes in. `None` means f16 where that measures faster and within 1 % of the largest logit, otherwise
    /// f32. It is f32 in any case where the GPU has nothing else, and on the CPU.
    pub precision: Option<Precision>,
    /// What [`Engine::kernel_choices`] returned on this machine before. Text of another version, adapter or network is
    /// ignored.
    pub kernel_choices: Option<String>,
    /// What the CPU engine shares its passes with.
    pub threads: Option<Rc<dyn Threads>>,
    /// Whether candidate kernels are timed where `kernel_choices` don't help. `None` means on real GPUs only: on a software
    /// adapter that would take seconds. Without timing, the precision is f32 unless f16 is asked for.
    pub measure: Option<bool>,
}

impl From<EngineChoice> for Options {
    fn from(engine: EngineChoice) -> Self {
        Self { engine, ..Self::default() }
    }
}

/// Makes an engine for inputs of `input_size` (height, width).
///
/// # Errors
///
/// When the input size is impossible, or WebGPU or burn was asked for and can't be had. With [`EngineChoice::Auto`] the CPU
/// takes over, and the [`Reason`] in [`EngineInfo`](super::EngineInfo) says why.
pub async fn load(
    weights: &Weights,
    input_size: [usize; 2],
    options: impl Into<Options>,
) -> Result<Box<dyn Engine>, Error> {
    let options = options.into();
    let plan = Plan::new(weights.config(), input_size[0], input_size[1])?;
    // Exactly what the CPU engine then takes: WebAssembly's memory never shrinks.
    if options.threads.is_none() {
        memory::check((size_of::<f32>() * cpu::PACKING.length(weights, &plan)) as u64)?;
    }
    match options.engine {
        EngineChoice::Cpu => Ok(threaded_cpu(weights, plan, Reason::Asked, &options)),
        EngineChoice::Burn => burn(weights, plan),
        EngineChoice::WebGpu => {
            let gpu = Gpu::request().await?;
            webgpu(gpu, weights, &plan, Reason::Asked, &options).await
        }
        EngineChoice::Auto => Ok(automatic(weights, plan, &options).await),
    }
}

async fn automatic(weights: &Weights, plan: Plan, options: &Options) -> Box<dyn Engine> {
    let gpu = match Gpu::request().await {
        Err(error) => return threaded_cpu(weights, plan, Reason::NoWebGpu { error }, options),
        Ok(gpu) if gpu.is_software() => {
            return threaded_cpu(weights, plan, Reason::Software { adapter: gpu.name() }, options);
        }
        Ok(gpu) => gpu,
    };
    let reason = Reason::Gpu { adapter: gpu.name() };
    match webgpu(gpu, weights, &plan, reason, options).await {
        Ok(engine) => engine,
        Err(error) => threaded_cpu(weights, plan, Reason::Failed { error }, options),
    }
}

/// Requests another device, once, if this one is lost or fails.
async fn webgpu(
    mut gpu: Gpu,
    weights: &Weights,
    plan: &Plan,
    reason: Reason,
    options: &Options,
) -> Result<Box<dyn Engine>, Error> {
    // They are packed for the engine, and for the known answer.
    memory::check(2 * size_of::<f32>() as u64 * plan.parameter_count())?;
    let mut attempts = 2;
    loop {
        attempts -= 1;
        match WebGpuEngine::new(gpu, weights, plan.clone(), reason.clone(), options).await {
            Err(Error::Engine(EngineError::GpuLost { .. } | EngineError::GpuFailed { .. })) if attempts > 0 => {
                gpu = Gpu::request().await?;
            }
            engine => return Ok(Box::new(engine?)),
        }
    }
}

#[inline(never)]
pub(crate) fn cpu(weights: &Weights, plan: Plan, reason: Reason) -> Box<dyn Engine> {
    Box::new(CpuEngine::new(weights, plan, reason))
}

fn threaded_cpu(weights: &Weights, plan: Plan, reason: Reason, options: &Options) -> Box<dyn Engine> {
    match options.threads.clone() {
        Some(threads) => Box::new(CpuEngine::with_threads(weights, plan, reason, threads)),
        None => cpu(weights, plan, reason),
    }
}

#[cfg(feature = "burn")]
fn burn(weights: &Weights, plan: Plan) -> Result<Box<dyn Engine>, Error> {
    Ok(Box::new(super::burn::BurnEngine::new(weights, plan, Reason::Asked)?))
}

#[cfg(not(feature = "burn"))]
fn burn(_weights: &Weights, _plan: Plan) -> Result<Box<dyn Engine>, Error> {
    Err(EngineError::NoBurn.into())
}
