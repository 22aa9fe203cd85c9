//! Both engines against PyTorch and against each other, layer by layer, natively.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use densenet_web::{
    Engine, EngineChoice,
    engine::{EngineKind, load},
};
use pollster::block_on;
use support::{Fixture, compare_engines, compare_with_pytorch};

/// Relative to a layer's largest number.
const TOLERANCE: f32 = 1e-4;

fn engine(fixture: &Fixture, choice: EngineChoice) -> Box<dyn Engine> {
    let size = [fixture.input.height, fixture.input.width];
    block_on(load(&fixture.weights(), size, choice)).unwrap_or_else(|e| panic!("{}: {e}", fixture.case))
}

fn check(json: &str) {
    let fixture = Fixture::parse(json);
    let mut cpu = engine(&fixture, EngineChoice::Cpu);
    let mut webgpu = engine(&fixture, EngineChoice::WebGpu);
    assert_eq!(cpu.plan().parameter_count(), fixture.parameters);
    assert_eq!(webgpu.info().kind, EngineKind::WebGpu);
    let names: Vec<&str> = cpu.plan().layers.iter().map(|l| l.name.as_str()).filter(|n| *n != "classifier").collect();
    assert_eq!(names, fixture.layers.iter().map(|l| l.name.as_str()).collect::<Vec<_>>());
    let cpu_error = block_on(compare_with_pytorch(cpu.as_mut(), &fixture, TOLERANCE));
    let webgpu_error = block_on(compare_with_pytorch(webgpu.as_mut(), &fixture, TOLERANCE));
    let between = block_on(compare_engines(webgpu.as_mut(), cpu.as_mut(), TOLERANCE));
    println!("{}: cpu {cpu_error:.1e}, webgpu {webgpu_error:.1e}, between {between:.1e}", fixture.case);
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
