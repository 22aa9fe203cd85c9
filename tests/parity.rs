//! All engines against PyTorch and against each other, layer by layer, natively.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use densenet_web::{
    Engine, EngineChoice, Plan, Precision,
    engine::{
        Options, Reason, load,
        program::Operation,
        webgpu::{Gpu, Settings, Tuning, Tunings, WebGpuEngine},
    },
};
use pollster::block_on;
use support::{Fixture, compare_engines, compare_with_pytorch};

/// Relative to a layer's largest number.
const TOLERANCE: f32 = 1e-4;

/// As [`TOLERANCE`], in half precision.
const HALF_TOLERANCE: f32 = 1e-2;

fn engine(fixture: &Fixture, choice: EngineChoice) -> Box<dyn Engine> {
    let size = [fixture.input.height, fixture.input.width];
    block_on(load(&fixture.weights(), size, choice)).unwrap_or_else(|e| panic!("{}: {e}", fixture.case))
}

fn check(json: &str) {
    let fixture = Fixture::parse(json);
    let mut burn = engine(&fixture, EngineChoice::Burn);
    assert_eq!(burn.plan().parameter_count(), fixture.parameters);
    let names: Vec<&str> = burn.plan().layers.iter().map(|l| l.name.as_str()).filter(|n| *n != "classifier").collect();
    assert_eq!(names, fixture.layers.iter().map(|l| l.name.as_str()).collect::<Vec<_>>());
    let error = block_on(compare_with_pytorch(burn.as_mut(), &fixture, TOLERANCE));
    println!("{}: burn is off PyTorch by {error:.1e}", fixture.case);
    for choice in [EngineChoice::Cpu, EngineChoice::WebGpu] {
        let mut engine = engine(&fixture, choice);
        let pytorch = block_on(compare_with_pytorch(engine.as_mut(), &fixture, TOLERANCE));
        let reference = block_on(compare_engines(engine.as_mut(), burn.as_mut(), TOLERANCE));
        println!("{}: {choice:?} is off PyTorch by {pytorch:.1e}, off burn by {reference:.1e}", fixture.case);
    }
}

macro_rules! cases {
    ($($case:ident),* $(,)?) => {
        $(#[test]
        fn $case() {
            check(include_str!(concat!("fixtures/", stringify!($case), ".json")));
        })*
    };
}

cases! {
    densenet121_64, densenet121_224, densenet161_64, densenet169_64, densenet201_64,
    cifar_bc_40_12, cifar_bc_100_12, cifar_plain_40_12, cifar_b_22_12, cifar_c_22_12,
    odd_imagenet, odd_cifar, odd_batch,
}

/// Every candidate of every kernel family, on channel counts and sizes that are no multiples of anything.
fn check_kernel_families(precision: Precision, tolerance: f32) {
    for json in [include_str!("fixtures/odd_imagenet.json"), include_str!("fixtures/odd_batch.json")] {
        let fixture = Fixture::parse(json);
        let size = [fixture.input.height, fixture.input.width];
        let mut burn = engine(&fixture, EngineChoice::Burn);
        block_on(compare_with_pytorch(burn.as_mut(), &fixture, TOLERANCE));
        let candidates = [Operation::Bottleneck, Operation::Convolution3x3].into_iter().flat_map(Tuning::candidates);
        for &tuning in candidates {
            let tunings = Some(Tunings::uniform(tuning, precision).text());
            let options = Options { choice: EngineChoice::WebGpu, tuning: tunings, ..Options::default() };
            let mut engine = block_on(load(&fixture.weights(), size, options)).unwrap();
            assert_eq!(engine.info().precision, precision);
            let pytorch = block_on(compare_with_pytorch(engine.as_mut(), &fixture, tolerance));
            let reference = block_on(compare_engines(engine.as_mut(), burn.as_mut(), tolerance));
            println!("{} {tuning:?}: off PyTorch by {pytorch:.1e}, off burn by {reference:.1e}", fixture.case);
        }
    }
}

#[test]
fn all_kernel_families_agree_with_burn() {
    check_kernel_families(Precision::F32, TOLERANCE);
}

/// What the adapter here makes of a wish for half precision, and the tolerance to hold it to. Without `shader-f16` the
/// tests below see that f32 takes over; `NEEDS_HALF_PRECISION=1` insists on an adapter that has it.
fn half_precision() -> (Precision, f32) {
    let gpu = block_on(Gpu::request()).unwrap();
    let has_half = gpu.has_half_precision();
    assert!(has_half || std::env::var_os("NEEDS_HALF_PRECISION").is_none(), "{} has no shader-f16", gpu.name());
    if has_half { (Precision::F16, HALF_TOLERANCE) } else { (Precision::F32, TOLERANCE) }
}

#[test]
fn half_precision_is_close_to_pytorch_and_takes_half_the_memory() {
    let (expected, tolerance) = half_precision();
    for json in [
        include_str!("fixtures/densenet121_64.json"),
        include_str!("fixtures/densenet201_64.json"),
        include_str!("fixtures/cifar_bc_100_12.json"),
        include_str!("fixtures/cifar_plain_40_12.json"),
    ] {
        let fixture = Fixture::parse(json);
        let mut single = webgpu(&fixture, Settings { precision: Some(Precision::F32), ..Settings::default() });
        let mut half = webgpu(&fixture, Settings { precision: Some(Precision::F16), ..Settings::default() });
        assert_eq!(half.info().precision, expected);
        let pytorch = block_on(compare_with_pytorch(&mut half, &fixture, tolerance));
        block_on(single.run(&fixture.images())).unwrap();
        let reference = block_on(compare_engines(&mut half, &mut single, tolerance));
        println!("{} {expected:?}: off PyTorch by {pytorch:.1e}, off f32 by {reference:.1e}", fixture.case);
        let ratio = single.stats().activation_bytes.unwrap() as f64 / half.stats().activation_bytes.unwrap() as f64;
        assert!((ratio - 4.0 / expected.bytes() as f64).abs() < 0.01, "{ratio}");
    }
}

#[test]
fn all_kernel_families_agree_in_half_precision() {
    let (precision, tolerance) = half_precision();
    check_kernel_families(precision, tolerance);
}

#[test]
fn the_precision_is_chosen_by_measurement_and_remembered() {
    let fixture = Fixture::parse(include_str!("fixtures/cifar_bc_40_12.json"));
    let (_, tolerance) = half_precision();
    let mut measured = webgpu(&fixture, Settings { measures: true, ..Settings::default() });
    block_on(compare_with_pytorch(&mut measured, &fixture, tolerance));
    let text = measured.tuning().unwrap();
    // What was measured for a precision that was asked for says nothing of the other one.
    let asked = webgpu(&fixture, Settings { measures: true, precision: Some(Precision::F32), tunings: None });
    let asked = Tunings::parse(&asked.tuning().unwrap());
    let anew = webgpu(&fixture, Settings { tunings: asked, ..Settings::default() });
    assert_eq!(anew.tuning(), None, "what nobody measured is not remembered");
    let again = webgpu(&fixture, Settings { tunings: Tunings::parse(&text), ..Settings::default() });
    assert_eq!((again.info().precision, again.tuning()), (measured.info().precision, Some(text)));
}

fn webgpu(fixture: &Fixture, settings: Settings) -> WebGpuEngine {
    let plan = Plan::new(&fixture.config, fixture.input.height, fixture.input.width).unwrap();
    let gpu = block_on(Gpu::request()).unwrap();
    block_on(WebGpuEngine::new(gpu, &fixture.weights(), plan, Reason::Asked, settings)).unwrap()
}

/// What a measurement chooses works, is remembered as text, and leaves no more pipelines than a pass needs.
#[test]
fn measured_tunings_work_and_are_remembered() {
    let fixture = Fixture::parse(include_str!("fixtures/densenet121_64.json"));
    let precision = Some(Precision::F32);
    let text = webgpu(&fixture, Settings { measures: true, precision, tunings: None }).tuning().unwrap();
    let tunings = Tunings::parse(&text);
    assert!(tunings.is_some(), "{text}");
    let mut measured = webgpu(&fixture, Settings { tunings, precision, measures: false });
    assert_eq!(measured.tuning(), Some(text));
    let stats = measured.stats();
    assert_eq!(stats.dispatches, Some(126));
    assert!(stats.pipelines.is_some_and(|n| n <= 12), "{:?}", stats.pipelines);
    block_on(compare_with_pytorch(&mut measured, &fixture, TOLERANCE));
    assert_eq!(measured.stats().submits, Some(1));
    let mut burn = engine(&fixture, EngineChoice::Burn);
    block_on(compare_with_pytorch(burn.as_mut(), &fixture, TOLERANCE));
    block_on(compare_engines(&mut measured, burn.as_mut(), TOLERANCE));
}

#[test]
fn layers_are_timed_where_that_is_possible() {
    let fixture = Fixture::parse(include_str!("fixtures/odd_imagenet.json"));
    for choice in [EngineChoice::Cpu, EngineChoice::WebGpu] {
        let mut engine = engine(&fixture, choice);
        let plain = block_on(engine.run(&fixture.images())).unwrap();
        let (timed, times) = block_on(engine.run_timed(&fixture.images())).unwrap();
        assert_eq!(plain, timed);
        // lavapipe, SwiftShader and all GPUs of note have timestamps.
        let times = times.expect("times of the layers");
        assert_eq!(times.len(), engine.plan().layers.len());
        assert!(times.iter().sum::<Duration>() > Duration::ZERO);
    }
}
