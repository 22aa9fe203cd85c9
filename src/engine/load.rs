//! Which engine is made, and with what options.

use std::rc::Rc;

use web_time::Instant;

use super::{
    Engine, EngineKind, Reason, Threads,
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
    /// What the CPU engine shares its passes with.
    pub threads: Option<Rc<dyn Threads>>,
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
    if options.threads.is_none() {
        memory::check((size_of::<f32>() * cpu::PACKING.length(weights, &plan)) as u64)?;
    }
    match options.engine {
        EngineChoice::Cpu => Ok(threaded_cpu(weights, plan, Reason::Asked, &options)),
        EngineChoice::Burn => burn(weights, plan),
        EngineChoice::WebGpu => {
            let gpu = Gpu::request().await?;
            Ok(Box::new(webgpu(gpu, weights, &plan, Reason::Asked, &options).await?))
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
    let adapter = gpu.name();
    let remembered = options.kernel_choices.as_deref().and_then(KernelChoices::parse);
    if remembered.is_some_and(|choices| choices.prefers_cpu && choices.are_of(&gpu)) {
        let reason = Reason::CpuFaster { adapter, remembered: options.kernel_choices.clone() };
        return threaded_cpu(weights, plan, reason, options);
    }
    let raced = match webgpu(gpu, weights, &plan, Reason::Gpu { adapter }, options).await {
        Ok(engine) if engine.can_race() => race(engine, weights, &plan, options).await,
        engine => engine.map(|engine| Box::new(engine) as Box<dyn Engine>),
    };
    raced.unwrap_or_else(|error| threaded_cpu(weights, plan, Reason::Failed { error }, options))
}

/// The faster engine. The CPU runs a quarter of the pixels, on one thread.
async fn race(
    mut gpu: WebGpuEngine,
    weights: &Weights,
    plan: &Plan,
    options: &Options,
) -> Result<Box<dyn Engine>, Error> {
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
                let engine = on_cpu.get_or_insert_with(|| cpu(weights, part.clone(), Reason::Asked));
                let start = Instant::now();
                engine.run(&image).await?;
                start.elapsed().as_secs_f64() * 1e3 * macs(&gpu) / macs(&**engine)
            }
        };
        race.report(kind, time);
    }
    gpu.end_race(race.is_cpu_faster());
    if race.is_cpu_faster() {
        let adapter = gpu.info().adapter.clone();
        let reason = Reason::CpuFaster { adapter, remembered: gpu.kernel_choices() };
        return Ok(threaded_cpu(weights, plan.clone(), reason, options));
    }
    Ok(Box::new(gpu))
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
        let engine = block_on(webgpu(gpu, &weights, &plan, Reason::Asked, &options)).unwrap();
        assert!(engine.can_race());
        let engine = block_on(race(engine, &weights, &plan, &options)).unwrap();
        let remembered = KernelChoices::parse(&engine.kernel_choices().unwrap()).unwrap();
        let is_cpu = engine.info().kind == EngineKind::Cpu;
        println!("{:?}: {}", engine.info().kind, engine.info().reason);
        assert_eq!((remembered.is_raced, remembered.prefers_cpu), (true, is_cpu));
        assert!(!is_cpu || engine.info().reason.to_string().contains(&name), "{}", engine.info().reason);
        let gpu = block_on(Gpu::request()).unwrap();
        let again = Options { kernel_choices: engine.kernel_choices(), ..options };
        assert!(!block_on(webgpu(gpu, &weights, &plan, Reason::Asked, &again)).unwrap().can_race());
    }
}
