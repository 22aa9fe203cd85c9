//! Checkpoints of public implementations: read as what they are, computed as PyTorch computes them, or refused.
#![cfg(not(target_arch = "wasm32"))]

mod names;
mod refusals;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use densenet_web::{
    DenseNetConfig, Engine, EngineChoice, Error, Precision, Stem, Weights,
    engine::load,
    weights::{Hints, Origin, Scheme, file},
};
use pollster::block_on;
use safetensors::SafeTensors;
use serde::Deserialize;
use support::{Layer, compare_engines, compare_layers, in_f32, random_input, relative_error};

/// Relative to a layer's largest number.
const TOLERANCE: f32 = 1e-4;

/// What `scripts/scheme_fixtures.py` says about a case.
#[derive(Deserialize)]
struct Expected {
    architecture: Option<String>,
    assume: Option<Scheme>,
    scheme: Scheme,
    prefix: String,
    head: Option<String>,
    stem: Stem,
    op_thresholds: Option<Vec<Option<f32>>>,
    input: [usize; 4],
    logits: Vec<Vec<f32>>,
    layers: Vec<Layer>,
}

impl Expected {
    fn hints(&self) -> Hints {
        Hints { architecture: self.architecture.clone(), assume: self.assume }
    }

    fn run(&self, weights: &Weights, choice: EngineChoice) -> (Box<dyn Engine>, Vec<f32>) {
        let mut engine = block_on(load(weights, [self.input[2], self.input[3]], in_f32(choice))).unwrap();
        let logits = block_on(engine.run(&random_input(self.input))).unwrap().data;
        (engine, logits)
    }

    /// How far the CPU engine is off PyTorch, relative to the largest logit.
    fn error(&self, weights: &Weights) -> f32 {
        relative_error(&self.run(weights, EngineChoice::Cpu).1, &self.logits.concat())
    }
}

fn expected(case: &str) -> Expected {
    let all = include_str!("../fixtures/checkpoints/schemes/expected.json");
    serde_json::from_str::<BTreeMap<String, Expected>>(all).unwrap().remove(case).unwrap()
}

fn bytes(case: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/checkpoints/schemes/{case}.safetensors", env!("CARGO_MANIFEST_DIR")))
        .unwrap()
}

fn read(bytes: &[u8], hints: &Hints) -> Result<(Weights, Origin), Error> {
    Weights::read(&file::read(&[bytes])?, hints)
}

/// A case's file with every name changed by `rename`; `None` leaves a tensor out.
fn renamed(case: &str, rename: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let bytes = bytes(case);
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    let renamed: Vec<_> = tensors.iter().filter_map(|(name, view)| Some((rename(name)?, view))).collect();
    safetensors::serialize(renamed, None).unwrap()
}

/// Reads a case, and compares every engine with PyTorch and layer by layer with burn, before and after a conversion.
fn check(case: &str) {
    let expected = expected(case);
    let (weights, origin) = read(&bytes(case), &expected.hints()).unwrap_or_else(|e| panic!("{case}: {e}"));
    let config = weights.config();
    assert_eq!((origin.scheme, &origin.prefix, &origin.head), (expected.scheme, &expected.prefix, &expected.head));
    assert_eq!((config.stem, config.in_channels), (expected.stem, expected.input[1]));
    assert_eq!(origin.op_thresholds, expected.op_thresholds);
    assert_eq!(origin.assumed, expected.assume.is_some());
    assert_eq!(origin.used + usize::from(origin.op_thresholds.is_some()), origin.tensors);
    assert_eq!(config.transition_relu, case != "weiaicunzai");

    let converted = Weights::from_safetensors(&weights.to_safetensors(Precision::F32).unwrap()).unwrap();
    assert_eq!(converted.config(), config);
    for parameter in config.tensors().unwrap() {
        assert_eq!(converted.get(&parameter.name), weights.get(&parameter.name), "{}", parameter.name);
    }
    let reread = read(&weights.to_safetensors(Precision::F32).unwrap(), &Hints::default()).unwrap().0;
    assert_eq!(reread.config(), config);

    let (mut burn, _) = expected.run(&weights, EngineChoice::Burn);
    for choice in [EngineChoice::Burn, EngineChoice::Cpu, EngineChoice::WebGpu] {
        let (mut engine, logits) = expected.run(&converted, choice);
        let error = relative_error(&logits, &expected.logits.concat());
        assert!(error < TOLERANCE, "{case}, {choice:?}: the logits are off by {error}");
        block_on(compare_layers(engine.as_mut(), &expected.layers, TOLERANCE));
        block_on(compare_engines(engine.as_mut(), burn.as_mut(), TOLERANCE));
    }
}

macro_rules! cases {
    ($($case:ident),* $(,)?) => {
        $(#[test]
        fn $case() {
            check(stringify!($case));
        })*
    };
}

cases! {
    torchvision, timm_blur, timm_deep, torchxrayvision, chexnet, monai, efficient, kuangliu, weiaicunzai, bamos_plain, unknown,
}

/// Each difference between implementations shows in the logits, so that the cases above would notice its absence.
#[test]
fn differences_matter() {
    let kuangliu = expected("kuangliu");
    let as_bamos = renamed("kuangliu", |name| {
        let name = name.strip_prefix("module.").unwrap();
        let name = if name.starts_with("trans") {
            name.replace(".bn.", ".bn1.").replace(".conv.", ".conv1.")
        } else {
            name.into()
        };
        let is_last = name.starts_with("bn.");
        Some(if is_last { name.replace("bn.", "bn1.") } else { name.replace("linear.", "fc.") })
    });
    let (weights, origin) = read(&as_bamos, &Hints::default()).unwrap();
    assert_eq!(origin.scheme, Scheme::Bamos);
    assert!(kuangliu.error(&weights) > 100.0 * TOLERANCE);

    for case in ["weiaicunzai", "timm_blur", "timm_deep"] {
        let expected = expected(case);
        let (weights, _) = read(&bytes(case), &expected.hints()).unwrap();
        let other = |stem, transition_relu| {
            let config = DenseNetConfig { stem, transition_relu, ..weights.config().clone() };
            Weights::from_fn(&config, |p| weights.get(&p.name).to_vec()).unwrap()
        };
        let changed = match case {
            "timm_blur" => other(Stem::Deep, true),
            "timm_deep" => other(Stem::DeepBlur, true),
            _ => other(Stem::Cifar, true),
        };
        assert!(expected.error(&weights) < TOLERANCE && expected.error(&changed) > 100.0 * TOLERANCE, "{case}");
    }
}
