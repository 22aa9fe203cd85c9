use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::ensure;
use densenet_web::{
    DenseNetConfig, Engine, EngineChoice, Metadata, Precision, Weights,
    engine::{
        self, Options,
        webgpu::model::{Estimate, GPUS, estimate},
    },
    model::random_weights,
    preprocess::Images,
};
use serde::Serialize;
use serde_json::json;

use crate::model::read;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    network: Network,
    /// What computes
    #[arg(long, value_enum, default_value_t)]
    engine: EngineChoice,
    /// What a GPU computes in; by default, what measures faster
    #[arg(long, value_enum)]
    precision: Option<Precision>,
    /// Height and width of the images; by default the network's own
    #[arg(long)]
    size: Option<usize>,
    /// Images per pass
    #[arg(long, default_value_t = 1)]
    images: usize,
    /// How many warm passes are timed
    #[arg(long, default_value_t = 30)]
    passes: usize,
    /// Kernels to use instead of measuring them: `kernels` as --json printed it on this machine
    #[arg(long)]
    kernels: Option<String>,
    /// Print what a pass takes on a GPU according to a model, instead of measuring: M1, Iris Xe, RTX 4060, Adreno 740, or all
    #[arg(long, value_name = "GPU", num_args = 0..=1, default_missing_value = "all")]
    model: Option<String>,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Network {
    /// A network's name, such as densenet121; its weights are random
    #[arg(long)]
    network: Option<String>,
    /// A safetensors file
    #[arg(long)]
    weights: Option<PathBuf>,
}

impl Network {
    fn load(&self) -> anyhow::Result<Weights> {
        Ok(match (&self.network, &self.weights) {
            (Some(name), _) => random_weights(&DenseNetConfig::parse(name)?, Some(1))?,
            (None, Some(path)) => Weights::from_safetensors(&read(path)?)?,
            (None, None) => unreachable!("clap requires one of them"),
        })
    }
}

/// Milliseconds of the warm passes.
#[derive(Serialize)]
struct Spread {
    median: f64,
    min: f64,
    max: f64,
    quartiles: [f64; 2],
}

impl Spread {
    /// `times` has at least one.
    fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize];
        Self { median: at(0.5), min: at(0.0), max: at(1.0), quartiles: [at(0.25), at(0.75)] }
    }
}

pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    ensure!(arguments.passes > 0, "--passes 0 leaves nothing to time: give at least 1");
    let weights = arguments.network.load()?;
    let default = Metadata::default_for(weights.config()).preprocessing.input_size();
    let [height, width] = arguments.size.map_or(default, |size| [size, size]);
    if let Some(gpu) = &arguments.model {
        return print_model(gpu, &weights, [height, width], &arguments);
    }
    let options = Options {
        engine: arguments.engine,
        precision: arguments.precision,
        kernel_choices: arguments.kernels.clone(),
        measure: None,
        ..Options::default()
    };
    let start = Instant::now();
    let mut engine = pollster::block_on(engine::load(&weights, [height, width], options))?;
    let load = milliseconds(start.elapsed());
    let images = gradient([arguments.images, weights.config().in_channels, height, width])?;
    let first = time(&mut *engine, &images)?;
    let tuning = tune(&mut *engine)?;
    let warm = (0..arguments.passes).map(|_| time(&mut *engine, &images)).collect::<anyhow::Result<Vec<_>>>()?;
    let warm = Spread::of(warm);
    let layers = layer_times(&mut *engine, &images, arguments.passes)?;
    if arguments.json {
        let report = json!({
            "engine": engine.info(), "inputSize": [height, width], "images": arguments.images, "passes": arguments.passes,
            "load": load, "first": first, "tuning": tuning, "warm": warm, "layers": layers,
            "kernels": engine.kernel_choices(), "stats": engine.stats(),
        });
        println!("{report}");
        return Ok(());
    }
    let info = engine.info();
    println!("{} ({}), {:?}", info.adapter, info.reason, info.precision);
    println!(
        "{} x {height} x {width}: load {load:.1} ms, first pass {first:.1} ms, tuning {tuning:.1} ms",
        arguments.images
    );
    let [low, high] = warm.quartiles;
    println!(
        "warm: median {:.2} ms, quartiles {low:.2} to {high:.2}, from {:.2} to {:.2}",
        warm.median, warm.min, warm.max
    );
    for layer in layers.iter().flatten() {
        println!("{:8.1} µs  {}", layer.time * 1000.0, layer.name);
    }
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Every pixel differs from its neighbours; the values don't matter for the time.
fn gradient(shape: [usize; 4]) -> anyhow::Result<Images> {
    let numbers = (0..shape.iter().product()).map(|i: usize| (i % 251) as f32 / 125.0 - 1.0);
    Ok(Images::new(numbers.collect(), shape)?)
}

/// Until the logits are back.
fn time(engine: &mut dyn Engine, images: &Images) -> anyhow::Result<f64> {
    let start = Instant::now();
    pollster::block_on(engine.run(images))?;
    Ok(milliseconds(start.elapsed()))
}

/// Chooses kernels, as the package does between a visitor's passes. Returns how long that took.
fn tune(engine: &mut dyn Engine) -> anyhow::Result<f64> {
    let start = Instant::now();
    while pollster::block_on(engine.tune())? {}
    Ok(milliseconds(start.elapsed()))
}

fn print_model(gpu: &str, weights: &Weights, size: [usize; 2], arguments: &Arguments) -> anyhow::Result<()> {
    let gpus = GPUS.iter().filter(|known| gpu == "all" || known.name.eq_ignore_ascii_case(gpu));
    let estimates = gpus.map(|gpu| estimate(gpu, weights, size, arguments.images)).collect::<Result<Vec<_>, _>>()?;
    ensure!(!estimates.is_empty(), "--model knows {}, not {gpu}", GPUS.map(|gpu| gpu.name).join(", "));
    if arguments.json {
        println!("{}", serde_json::to_string(&estimates)?);
        return Ok(());
    }
    for Estimate { gpu, pass, best, dispatches, .. } in estimates {
        println!(
            "{gpu}: {pass:.2} ms a pass with the kernels that nothing was measured for, {best:.2} ms with the fastest of each"
        );
        println!("(a model that counts, within a factor of 2)");
        for one in dispatches {
            let ([groups, threads], [loops, fma]) = (one.workgroups, one.iterations);
            let [unique, requested] = one.bytes.map(|bytes| bytes / f32::from(1u16 << 10).powi(2));
            let ranking = one.ranking.iter().map(|(kernel, time)| format!("{kernel} {time:.0}"));
            println!("{:8.1} µs  {} {}² {}", one.time, one.layer, one.height, one.kernel);
            println!(
                "             {groups} x {threads} threads, {loops} x {fma} FMA, {unique:.1} -> {requested:.1} MiB; {}",
                ranking.collect::<Vec<_>>().join(", ")
            );
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct LayerTime {
    name: String,
    /// Median, in milliseconds.
    time: f64,
}

/// Of passes of their own, since timing slows a GPU down; none where the engine can't tell.
fn layer_times(engine: &mut dyn Engine, images: &Images, passes: usize) -> anyhow::Result<Option<Vec<LayerTime>>> {
    let mut by_layer: Vec<Vec<f64>> = Vec::new();
    for _ in 0..passes {
        let Some(times) = pollster::block_on(engine.run_timed(images))?.1 else { return Ok(None) };
        by_layer.resize_with(times.len(), Vec::new);
        by_layer.iter_mut().zip(times).for_each(|(all, time)| all.push(milliseconds(time)));
    }
    let layers = engine.plan().layers.iter().zip(by_layer);
    Ok(Some(
        layers.map(|(layer, times)| LayerTime { name: layer.name.clone(), time: Spread::of(times).median }).collect(),
    ))
}
