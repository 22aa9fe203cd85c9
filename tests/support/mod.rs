//! Networks whose weights come from a formula shared with `scripts/fixtures.py`, and PyTorch's results for them.

#![allow(dead_code, reason = "each test file uses a part")]

use densenet_web::{
    DenseNetConfig, Engine, EngineChoice, Precision, Weights,
    engine::Options,
    plan::{Parameter, Role},
    preprocess::Images,
};
use serde::Deserialize;

/// A file of `tests/fixtures`.
#[derive(Deserialize)]
pub struct Fixture {
    pub case: String,
    pub config: DenseNetConfig,
    pub input: Input,
    pub parameters: u64,
    pub layers: Vec<Layer>,
    pub logits: Vec<Vec<f32>>,
}

#[derive(Deserialize)]
pub struct Input {
    pub batch: usize,
    pub height: usize,
    pub width: usize,
}

/// Some numbers of a layer's output.
#[derive(Deserialize)]
pub struct Layer {
    pub name: String,
    pub shape: [usize; 3],
    pub max_abs: f32,
    pub indices: Vec<usize>,
    pub values: Vec<f32>,
}

impl Fixture {
    pub fn parse(json: &str) -> Self {
        serde_json::from_str(json).expect("the fixture is readable")
    }

    pub fn weights(&self) -> Weights {
        random_weights(&self.config)
    }

    pub fn images(&self) -> Images {
        random_input([self.input.batch, self.config.in_channels, self.input.height, self.input.width])
    }
}

/// Weights by the formula of `scripts/fixtures.py`: convolutions of Kaiming variance, norms far from 1 and 0.
pub fn random_weights(config: &DenseNetConfig) -> Weights {
    Weights::from_fn(config, |parameter| {
        let (value, hash) = (formula(parameter), hash(&parameter.name));
        (0..parameter.len() as u32).map(|i| value(uniform(hash, i)) as f32).collect()
    })
    .expect("the configuration is valid")
}

fn formula(parameter: &Parameter) -> Box<dyn Fn(f64) -> f64> {
    match parameter.role {
        Role::Convolution => {
            let fan_in: usize = parameter.shape[1..].iter().product();
            let bound = (6.0 / fan_in as f64).sqrt();
            Box::new(move |u| (2.0 * u - 1.0) * bound)
        }
        Role::LinearWeight => {
            let root = (parameter.shape[1] as f64).sqrt();
            Box::new(move |u| (2.0 * u - 1.0) / root)
        }
        Role::Gamma => Box::new(|u| 0.5 + u),
        Role::Variance => Box::new(|u| 0.5 + u * u * 2.0),
        Role::LinearBias | Role::Beta | Role::Mean => Box::new(|u| u - 0.5),
    }
}

pub fn random_images(count: usize, height: usize, width: usize) -> Images {
    random_input([count, 3, height, width])
}

pub fn random_input(shape: [usize; 4]) -> Images {
    let hash = hash("input");
    let numbers = (0..shape.iter().product::<usize>() as u32).map(|i| (4.0 * uniform(hash, i) - 2.0) as f32);
    Images::new(numbers.collect(), shape).expect("the count of numbers fits")
}

/// FNV-1a.
fn hash(name: &str) -> u32 {
    name.bytes().fold(2_166_136_261, |hash, byte| (hash ^ byte as u32).wrapping_mul(16_777_619))
}

/// A number in [0, 1) that depends on a name's hash and the index only.
fn uniform(hash: u32, i: u32) -> f64 {
    let mut x = hash.wrapping_add(i.wrapping_mul(0x9E37_79B9));
    x = (x ^ (x >> 16)).wrapping_mul(0x7FEB_352D);
    x = (x ^ (x >> 15)).wrapping_mul(0x846C_A68B);
    ((x ^ (x >> 16)) >> 8) as f64 / (1 << 24) as f64
}

/// The largest difference, relative to the largest number of `expected`.
pub fn relative_error(actual: &[f32], expected: &[f32]) -> f32 {
    assert_eq!(actual.len(), expected.len());
    let largest = expected.iter().fold(0.0f32, |m, v| m.max(v.abs()));
    let difference = actual.iter().zip(expected).fold(0.0f32, |m, (a, b)| m.max((a - b).abs()));
    assert!(difference.is_finite());
    difference / largest.max(f32::MIN_POSITIVE)
}

/// Left to itself, an engine on a real GPU may take f16, whose errors are larger than the tests allow.
pub fn in_f32(engine: EngineChoice) -> Options {
    Options { engine, precision: Some(Precision::F32), ..Options::default() }
}

/// Runs the fixture's images and compares logits and every layer with PyTorch's. Returns the largest relative error.
pub async fn compare_with_pytorch(engine: &mut dyn Engine, fixture: &Fixture, tolerance: f32) -> f32 {
    let logits = engine.run(&fixture.images()).await.expect("the pass runs");
    let expected: Vec<f32> = fixture.logits.concat();
    let largest = relative_error(&logits.data, &expected);
    assert!(largest < tolerance, "{}, {:?}: the logits are off by {largest}", fixture.case, engine.info().kind);
    largest.max(compare_layers(engine, &fixture.layers, tolerance).await)
}

/// Compares the last pass's features with PyTorch's. Returns the largest relative error.
pub async fn compare_layers(engine: &mut dyn Engine, layers: &[Layer], tolerance: f32) -> f32 {
    let mut largest = 0.0f32;
    for layer in layers {
        let maps = engine.feature_maps(&layer.name).await.expect("the layer can be read");
        assert_eq!([maps.channels, maps.height, maps.width], layer.shape, "{}", layer.name);
        let differences =
            layer.indices.iter().zip(&layer.values).map(|(&i, v)| (maps.data[i] - v).abs() / layer.max_abs);
        let error = differences.fold(0.0, f32::max);
        assert!(error < tolerance, "{}: off by {error}", layer.name);
        largest = largest.max(error);
    }
    largest
}

/// Compares the last pass of two engines, all numbers of all layers. Returns the largest relative error.
pub async fn compare_engines(a: &mut dyn Engine, b: &mut dyn Engine, tolerance: f32) -> f32 {
    let names: Vec<String> = a.plan().layers.iter().map(|l| l.name.clone()).collect();
    let mut largest = 0.0f32;
    for name in names {
        let (x, y) = (a.feature_maps(&name).await.expect("readable"), b.feature_maps(&name).await.expect("readable"));
        let error = relative_error(&x.data, &y.data);
        assert!(error < tolerance, "{name}: off by {error}");
        largest = largest.max(error);
    }
    largest
}
