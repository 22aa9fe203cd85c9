//! Which engine is made, and with what options.

use std::rc::Rc;

use web_time::Instant;

use super::{
    Engine, EngineKind, Lender, Reason,
    cpu::{self, CpuEngine},
    race::Race,
    webgpu::{Gpu, KernelChoices, WebGpuEngine},
};
use crate::{
    Error, Plan, Precision, Weights,
    error::{ConfigError, EngineError},
    memory,
    preprocess::Images,
};

/// Which engine is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum EngineChoice {
    /// WebGPU on a real GPU that isn't slower than the CPU, otherwise the CPU
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
    /// What a GPU computes in. `None` means f16 where [`Engine::tune`] has found out, before this load, that it is faster and
    /// within 1 % of the largest logit, otherwise f32. It is f32 in any case where the GPU has nothing else, and on the CPU.
    pub precision: Option<Precision>,
    /// What [`Engine::kernel_choices`] returned on this machine before. Text of another version, adapter or network is
    /// ignored.
    pub kernel_choices: Option<String>,
    /// Has threads for the CPU engine.
    pub lender: Option<Rc<dyn Lender>>,
    /// Whether [`Engine::tune`] times candidate kernels, where `kernel_choices` don't help, and `Auto` the engines. `None` means on
    /// real GPUs only: on a software adapter that would take seconds.
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
    if options.lender.is_none() {
        memory::check((size_of::<f32>() * cpu::PACKING.length(weights, &plan)) as u64)?;
    }
    let chosen = match options.engine {
        EngineChoice::Burn => return burn(weights, plan),
        EngineChoice::WebGpu => {
            let gpu = Gpu::request().await?;
            return Ok(Box::new(webgpu(gpu, weights, &plan, Reason::Asked, &options).await?));
        }
        EngineChoice::Cpu => Err(Reason::Asked),
        EngineChoice::Auto => automatic(weights, &plan, &options).await,
    };
    Ok(match chosen {
        Ok(engine) => engine,
        Err(reason) => threaded_cpu(weights, plan, reason, &options).await,
    })
}

/// WebGPU, or the reason for the CPU.
async fn automatic(weights: &Weights, plan: &Plan, options: &Options) -> Result<Box<dyn Engine>, Reason> {
    let gpu = Gpu::request().await.map_err(|error| Reason::NoWebGpu { error })?;
    let adapter = gpu.name();
    if gpu.is_software() {
        return Err(Reason::Software { adapter });
    }
    let remembered = options.kernel_choices.as_deref().and_then(KernelChoices::parse);
    if remembered.is_some_and(|choices| choices.prefers_cpu && choices.are_of(&gpu)) {
        return Err(Reason::CpuFaster { adapter, remembered: options.kernel_choices.clone() });
    }
    let failed = |error| Reason::Failed { error };
    let mut engine =
        Box::new(webgpu(gpu, weights, plan, Reason::Gpu { adapter: adapter.clone() }, options).await.map_err(failed)?);
    if engine.can_race() && race(&mut engine, weights, plan, options).await.map_err(failed)? {
        return Err(Reason::CpuFaster { adapter, remembered: engine.kernel_choices() });
    }
    Ok(engine)
}

/// Whether the CPU is faster. It runs a quarter of the pixels, with all its threads.
async fn race(gpu: &mut WebGpuEngine, weights: &Weights, plan: &Plan, options: &Options) -> Result<bool, Error> {
    let [height, width] = plan.input_size;
    let part = Plan::new(&plan.config, height / 2, width / 2).unwrap_or_else(|_| plan.clone());
    let zeros = vec![0.0; plan.config.in_channels * part.input_size[0] * part.input_size[1]];
    let image = Images::new(zeros, [1, plan.config.in_channels, part.input_size[0], part.input_size[1]])?;
    let macs = |engine: &dyn Engine| engine.stats().cost.map_or(1.0, |cost| cost.macs as f64);
    let (mut race, mut on_cpu) = (Race::new(), None);
    while let Some(kind) = race.next() {
        let time = match kind {
            EngineKind::WebGpu => gpu.time_pass().await?,
            _ => {
                let engine = match &mut on_cpu {
                    Some(engine) => engine,
                    none => none.insert(threaded_cpu(weights, part.clone(), Reason::Asked, options).await),
                };
                let start = Instant::now();
                engine.run(&image).await?;
                start.elapsed().as_secs_f64() * 1e3 * macs(gpu) / macs(&**engine)
            }
        };
        race.report(kind, time);
    }
    gpu.end_race(race.is_cpu_faster());
    Ok(race.is_cpu_faster())
}

/// Requests another device, once, if this one is lost or fails.
async fn webgpu(
    mut gpu: Gpu,
    weights: &Weights,
    plan: &Plan,
    reason: Reason,
    options: &Options,
) -> Result<WebGpuEngine, Error> {
    // They are packed for the engine, and for the known answer.
    memory::check(2 * size_of::<f32>() as u64 * plan.parameter_count())?;
    let mut attempts = 2;
    loop {
        attempts -= 1;
        match WebGpuEngine::new(gpu, weights, plan.clone(), reason.clone(), options).await {
            Err(Error::Engine(EngineError::GpuLost { .. } | EngineError::GpuFailed { .. })) if attempts > 0 => {
                gpu = Gpu::request().await?;
            }
            engine => return engine,
        }
    }
}

#[inline(never)]
pub(crate) fn cpu(weights: &Weights, plan: Plan, reason: Reason) -> Box<dyn Engine> {
    Box::new(CpuEngine::new(weights, plan, reason))
}

async fn threaded_cpu(weights: &Weights, plan: Plan, reason: Reason, options: &Options) -> Box<dyn Engine> {
    if let Some(lender) = &options.lender
        && let Some(threads) = lender.lend().await
    {
        return Box::new(CpuEngine::with_threads(weights, plan, reason, threads));
    }
    cpu(weights, plan, reason)
}

#[cfg(feature = "burn")]
fn burn(weights: &Weights, plan: Plan) -> Result<Box<dyn Engine>, Error> {
    Ok(Box::new(super::burn::BurnEngine::new(weights, plan, Reason::Asked)?))
}

#[cfg(not(feature = "burn"))]
fn burn(_weights: &Weights, _plan: Plan) -> Result<Box<dyn Engine>, Error> {
    Err(EngineError::NoBurn.into())
}

#[cfg(test)]
mod tests {
    use pollster::block_on;

    use super::*;
    use crate::DenseNetConfig;

    /// On a software adapter either may win.
    #[test]
    fn the_faster_engine_is_taken_and_remembered() {
        let config = DenseNetConfig::densenet121();
        let weights = Weights::from_fn(&config, |p| vec![0.01; p.len() as usize]).unwrap();
        let plan = Plan::new(&config, 96, 96).unwrap();
        let options = Options { precision: Some(Precision::F32), measure: Some(true), ..Options::default() };
        let gpu = block_on(Gpu::request()).unwrap();
        let name = gpu.name();
        let mut engine = block_on(webgpu(gpu, &weights, &plan, Reason::Asked, &options)).unwrap();
        assert!(engine.can_race());
        let is_cpu_faster = block_on(race(&mut engine, &weights, &plan, &options)).unwrap();
        let remembered = KernelChoices::parse(&engine.kernel_choices().unwrap()).unwrap();
        println!("{name}: {}", if is_cpu_faster { "the CPU is faster" } else { "the GPU is faster" });
        assert_eq!((remembered.is_raced, remembered.prefers_cpu), (true, is_cpu_faster));
        let gpu = block_on(Gpu::request()).unwrap();
        let again = Options { kernel_choices: engine.kernel_choices(), ..options };
        assert!(!block_on(webgpu(gpu, &weights, &plan, Reason::Asked, &again)).unwrap().can_race());
    }
}
