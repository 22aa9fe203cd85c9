//! The model against what is known about GPUs, and what the engine uses against the model.

use super::{super::kernel_config::Variant, *};
use crate::{
    DenseNetConfig, Plan, Weights,
    engine::{
        program::{Operation, PackedWeights},
        webgpu::kernel::PACKING,
    },
};

const FIRST: KernelConfig = KernelConfig::direct(8, 2);

fn densenet121() -> Program {
    let config = DenseNetConfig::densenet121();
    let plan = Plan::new(&config, 224, 224).unwrap();
    let weights = Weights::from_fn(&config, |p| vec![0.0; p.len() as usize]).unwrap();
    Program::new(&plan, 1, &PackedWeights::new(&weights, &plan, PACKING))
}

/// The microseconds of a configuration, averaged over all steps of an operation on maps of a height.
fn time(gpu: &GpuModel, program: &Program, operation: Operation, height: usize, config: KernelConfig) -> f32 {
    let of = |step: &&Step| step.operation == operation && step.destination.layout.height == height;
    let steps: Vec<&Step> = program.steps.iter().filter(of).collect();
    steps.iter().map(|step| gpu.time(&Work::of(step, config, 4))).sum::<f32>() / steps.len() as f32
}

/// As counted by hand for version 0.1.0: the multiply-adds of an iteration of `direct(8, 2)`, and microseconds on the four GPUs.
#[test]
fn counts_and_times_are_those_found_by_hand() {
    let program = densenet121();
    let by_hand = [
        (Operation::Bottleneck, 56, 64.0, [108.0, 202.0, 25.0, 246.0]),
        (Operation::Convolution3x3, 56, 576.0, [192.0, 469.0, 57.0, 583.0]),
        (Operation::Bottleneck, 28, 64.0, [67.0, 161.0, 36.0, 192.0]),
        (Operation::Convolution3x3, 28, 576.0, [110.0, 248.0, 57.0, 298.0]),
        (Operation::Bottleneck, 14, 64.0, [131.0, 219.0, 71.0, 290.0]),
        (Operation::Convolution3x3, 14, 576.0, [110.0, 248.0, 57.0, 298.0]),
        (Operation::Bottleneck, 7, 64.0, [157.0, 262.0, 85.0, 347.0]),
        (Operation::Convolution3x3, 7, 576.0, [110.0, 248.0, 57.0, 298.0]),
    ];
    for (operation, height, fma, times) in by_hand {
        let of = |step: &&Step| step.operation == operation && step.destination.layout.height == height;
        let work = Work::of(program.steps.iter().find(of).unwrap(), FIRST, 4);
        assert_eq!(work.fma, fma, "{operation:?} {height}");
        for (gpu, expected) in GPUS.iter().zip(times) {
            let ratio = time(gpu, &program, operation, height, FIRST) / expected;
            assert!((0.85..1.18).contains(&ratio), "{} {operation:?} {height}: {ratio}", gpu.name);
        }
    }
}

/// Milliseconds of a pass, found by hand: with the first candidate, with the best one that doesn't split the channels, with the
/// best one.
#[test]
fn passes_take_what_was_found_by_hand() {
    let program = densenet121();
    let by_hand = [[14.9, 7.5, 5.7], [29.7, 14.7, 9.3], [7.3, 3.0, 1.6], [37.0, 18.0, 12.0]];
    for (gpu, expected) in GPUS.iter().zip(by_hand) {
        let first = |step: &Step| {
            let candidates = Kernel::of(step.operation).candidates();
            if candidates.contains(&FIRST) { FIRST } else { candidates[candidates.len() - 1] }
        };
        let unsplit = |step: &Step| {
            let ranked = gpu.rank(step, 4);
            ranked.iter().find(|(config, _)| config.variant != Variant::Split).unwrap().0
        };
        let best = |step: &Step| gpu.rank(step, 4)[0].0;
        let passes = [gpu.pass(&program, first), gpu.pass(&program, unsplit), gpu.pass(&program, best)];
        println!("{}: {passes:.2?} ms, by hand {expected:?}", gpu.name);
        for (pass, expected) in passes.iter().zip(expected) {
            assert!((0.85..1.18).contains(&(pass / expected)), "{}: {passes:?} {expected:?}", gpu.name);
        }
    }
}

#[test]
fn small_maps_want_split_channels_and_large_ones_do_not() {
    let program = densenet121();
    let split = KernelConfig::split(16, 8);
    for gpu in &GPUS {
        let gain = |operation, height| {
            time(gpu, &program, operation, height, FIRST) / time(gpu, &program, operation, height, split)
        };
        for operation in [Operation::Bottleneck, Operation::Convolution3x3] {
            assert!(gain(operation, 7) > 4.0 && gain(operation, 14) > 3.0, "{} {operation:?}", gpu.name);
        }
        assert!(gain(Operation::Convolution3x3, 28) > 1.5, "{}", gpu.name);
        assert!(gain(Operation::Bottleneck, 56) < 1.1, "{}", gpu.name);
        assert!(gain(Operation::Compression, 7) > 2.5, "{}", gpu.name);
    }
}

/// What runs before anything was measured.
#[test]
fn the_defaults_are_close_to_the_best_on_every_gpu() {
    let program = densenet121();
    for gpu in &GPUS {
        let default = gpu.pass(&program, |step| Kernel::of(step.operation).default_config(step));
        let best = gpu.pass(&program, |step| gpu.rank(step, 4)[0].0);
        println!("{}: {default:.2} ms with the defaults, {best:.2} ms with the best", gpu.name);
        assert!(default <= 1.2 * best, "{}: {default} {best}", gpu.name);
    }
}
