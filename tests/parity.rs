//! All engines against PyTorch and against each other, layer by layer, natively.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::time::Duration;

use densenet_web::{Engine, EngineChoice, engine::load};
use pollster::block_on;
use support::{Fixture, compare_engines, compare_with_pytorch, in_f32};

/// Relative to a layer's largest number.
const TOLERANCE: f32 = 1e-4;

fn engine(fixture: &Fixture, choice: EngineChoice) -> Box<dyn Engine> {
    let size = [fixture.input.height, fixture.input.width];
    block_on(load(&fixture.weights(), size, in_f32(choice))).unwrap_or_else(|e| panic!("{}: {e}", fixture.case))
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
    odd_imagenet, odd_cifar, odd_batch, odd_deep, odd_deep_blur, odd_headless,
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
