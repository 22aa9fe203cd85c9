//! Gradients of all engines against PyTorch's autograd, layer by layer, natively.
#![cfg(not(target_arch = "wasm32"))]

mod burn;
#[path = "../support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use densenet_web::{
    EngineChoice, Precision,
    engine::{BackwardPass, Options, load},
};
use pollster::block_on;
use serde::Deserialize;
use support::{Fixture, in_f32};

/// Of a layer's gradient, the L2 norm of the error relative to that of the gradient. ReLUs near 0 may be decided otherwise, and
/// the backward pass carries that on: on an H100, DenseNet-121's at the input is off by 1.3e-3, and with Winograd's algorithm,
/// whose features are off by 5e-6, that of `cifar_bc_40_12` by 4.6e-3.
const TOLERANCE: f32 = 1e-2;

#[derive(Deserialize)]
struct Gradients {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    case: String,
    layers: Vec<Layer>,
    effects: Vec<Effects>,
}

#[derive(Deserialize)]
struct Layer {
    name: String,
    shape: [usize; 3],
    norm: f32,
    indices: Vec<usize>,
    values: Vec<f32>,
}

/// The channels that a layer reads.
#[derive(Deserialize)]
struct Effects {
    values: Vec<f32>,
}

fn norm(values: impl Iterator<Item = f32>) -> f32 {
    values.map(|value| value as f64 * value as f64).sum::<f64>().sqrt() as f32
}

fn fixture(case: &str) -> Fixture {
    let path = format!("{}/tests/fixtures/{case}.json", env!("CARGO_MANIFEST_DIR"));
    Fixture::parse(&std::fs::read_to_string(path).expect("the network's fixture is there"))
}

/// For each image, the gradients of one of its logits, and what computed them.
fn differentiate(fixture: &Fixture, options: Options) -> (Vec<BackwardPass>, Precision) {
    let (weights, images) = (fixture.weights(), fixture.images());
    let mut engine = block_on(load(&weights, images.size(), options)).expect("the engine is there");
    let classes = block_on(engine.run(&images)).expect("the pass runs").classes;
    let mut of_image = |image: usize| {
        let mut logits = vec![0.0; classes];
        logits[image % classes] = 1.0;
        block_on(engine.differentiate(&weights, image, &logits)).expect("the backward pass runs")
    };
    ((0..images.count()).map(&mut of_image).collect(), engine.info().precision)
}

fn check(case: &str, choice: EngineChoice) {
    let all: Gradients =
        serde_json::from_str(include_str!("../fixtures/gradients.json")).expect("the fixture is readable");
    let expected = all.cases.into_iter().find(|one| one.case == case).expect("the case has gradients");
    let (passes, _) = differentiate(&fixture(case), in_f32(choice));
    let mut worst = 0.0f32;
    for layer in &expected.layers {
        let name = (layer.name != "input").then_some(layer.name.as_str());
        let mut data = Vec::new();
        for pass in &passes {
            let maps = pass.maps(name).expect("the gradient can be read");
            assert_eq!([maps.channels, maps.height, maps.width], layer.shape, "{case} {}", layer.name);
            data.extend(maps.data);
        }
        let total = norm(data.iter().copied());
        let difference = (total - layer.norm).abs() / layer.norm;
        assert!(difference < TOLERANCE, "{case} {}: {total}, not {}", layer.name, layer.norm);
        let samples = layer.indices.iter().zip(&layer.values);
        let error = norm(samples.map(|(&at, value)| data[at] - value));
        let size = norm(layer.values.iter().copied()).max(layer.norm * 1e-3);
        assert!(error < TOLERANCE * size, "{case} {}: off by {}", layer.name, error / size);
        worst = worst.max(error / size).max(difference);
    }
    let effects: Vec<f32> = expected.effects.into_iter().flat_map(|reader| reader.values).collect();
    if !effects.is_empty() {
        let mut sums = vec![0.0; effects.len()];
        for pass in &passes {
            assert_eq!(pass.effects.len(), sums.len());
            sums.iter_mut().zip(&pass.effects).for_each(|(sum, effect)| *sum += effect);
        }
        let error = norm(sums.iter().zip(&effects).map(|(a, b)| a - b)) / norm(effects.iter().copied());
        assert!(error < TOLERANCE, "{case}: the effects are off by {error}");
        worst = worst.max(error);
    }
    println!("{case}: the gradients of {choice:?} are off PyTorch's by {worst:.1e}");
}

const CASES: [&str; 8] = [
    "odd_imagenet",
    "odd_cifar",
    "odd_batch",
    "odd_deep",
    "odd_deep_blur",
    "cifar_bc_40_12",
    "cifar_plain_40_12",
    "densenet121_64",
];

#[test]
fn the_cpu_engine_agrees_with_pytorch() {
    CASES.iter().for_each(|case| check(case, EngineChoice::Cpu));
}

#[test]
fn the_webgpu_engine_agrees_with_pytorch() {
    CASES.iter().for_each(|case| check(case, EngineChoice::WebGpu));
}

/// ReLUs and maxima near a tie are decided otherwise in f16, but the gradients point the same way. In networks of a few
/// channels, a single decision counts more. GPUs differ in how they round.
#[test]
fn gradients_over_f16_features_point_the_same_way() {
    for case in CASES {
        let (fixture, smallest) = (fixture(case), if case.starts_with("odd") { 0.97 } else { 0.98 });
        let (expected, _) = differentiate(&fixture, EngineChoice::Cpu.into());
        let precision = Some(Precision::F16);
        let options = Options { engine: EngineChoice::WebGpu, precision, measure: Some(false), ..Options::default() };
        let (found, precision) = differentiate(&fixture, options);
        let mut worst = 1.0f64;
        let compare = |name: &str, a: &[f32], b: &[f32]| {
            let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| *a as f64 * *b as f64).sum::<f64>();
            let cosine = dot(a, b) / (dot(a, a) * dot(b, b)).sqrt();
            assert!(cosine > smallest, "{case} {name}: a cosine of {cosine}");
            cosine
        };
        for (expected, found) in expected.iter().zip(&found) {
            let names = expected.plan().layers.iter().map(|layer| Some(layer.name.as_str())).chain([None]);
            for name in names {
                let [a, b] = [expected, found].map(|pass| pass.maps(name).expect("the gradient can be read").data);
                worst = worst.min(compare(name.unwrap_or("input"), &a, &b));
            }
            worst = worst.min(compare("effects", &expected.effects, &found.effects));
        }
        println!("{case}: the smallest cosine in {precision:?} is {worst:.5}");
    }
}

#[test]
#[ignore = "a measurement"]
fn how_long_gradients_take() {
    for case in ["cifar_bc_100_12", "densenet121_224"] {
        let fixture = fixture(case);
        let (weights, images) = (fixture.weights(), fixture.images());
        let mut engine = block_on(load(&weights, images.size(), EngineChoice::Cpu)).expect("the engine is there");
        let logits = block_on(engine.run(&images)).expect("the pass runs").data;
        // The first one transposes the weights.
        let mut fastest = [Duration::MAX; 2];
        let mut first = None;
        for _ in 0..5 {
            let start = Instant::now();
            block_on(engine.run(&images)).expect("the pass runs");
            let forward = start.elapsed();
            block_on(engine.differentiate(&weights, 0, &logits)).expect("the backward pass runs");
            let both = start.elapsed();
            fastest = [fastest[0].min(forward), fastest[1].min(both - forward)];
            first.get_or_insert(both - forward);
        }
        println!("{case}: forward {:?}, backward {:?}, the first time {first:?}", fastest[0], fastest[1]);
    }
}
