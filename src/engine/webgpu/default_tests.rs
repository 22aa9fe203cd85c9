//! Which kernels run on a GPU that nothing is known about, and how many threads that takes.

use super::{
    kernel::Kernel,
    kernel_choices::KernelChoices,
    kernel_config::{KernelConfig, Variant},
    params::Params,
};
use crate::{
    DenseNetConfig, Plan, Weights,
    engine::program::{Operation, PackedWeights, Program, Step},
};

pub(super) fn densenet121() -> Program {
    let config = DenseNetConfig::densenet121();
    let plan = Plan::new(&config, 224, 224).unwrap();
    let weights = Weights::from_fn(&config, |p| vec![0.0; p.len() as usize]).unwrap();
    Program::new(&plan, 1, &PackedWeights::new(&weights, &plan, super::kernel::PACKING))
}

/// The step of a kind on maps of this size that reads the most channels.
pub(super) fn heaviest(program: &Program, operation: Operation, side: usize) -> &Step {
    let matches = |step: &&Step| step.operation == operation && step.destination.layout.width == side;
    program.steps.iter().filter(matches).max_by_key(|step| step.in_channels).unwrap()
}

fn default(step: &Step) -> KernelConfig {
    KernelChoices::default().config(step)
}

#[test]
fn small_maps_are_split() {
    let program = densenet121();
    let (split, tiled) = (KernelConfig::split(16, 8), KernelConfig::tiled(2));
    let expected = [
        (Operation::Bottleneck, 56, tiled),
        (Operation::Bottleneck, 28, tiled),
        (Operation::Bottleneck, 14, split),
        (Operation::Bottleneck, 7, split),
        (Operation::Compression, 28, tiled),
        (Operation::Compression, 14, split),
        (Operation::Compression, 7, split),
        (Operation::Convolution3x3, 56, KernelConfig::direct(4, 1)),
        (Operation::Convolution3x3, 28, split),
        (Operation::Convolution3x3, 14, split),
        (Operation::Convolution3x3, 7, split),
    ];
    for (operation, side, config) in expected {
        assert_eq!(default(heaviest(&program, operation, side)), config, "{operation:?} {side}");
    }
}

/// What a step asks of a GPU: threads that have work to do, iterations of a thread's loop over channels, and KiB that all threads
/// load, from whatever cache has them.
fn count(step: &Step, config: KernelConfig) -> [u32; 3] {
    let kernel = Kernel::of(step.operation);
    let workgroups: u32 = Params::new(step, 0).workgroups(kernel, config).iter().product();
    let KernelConfig { variant, block, pixels, workgroup } = config;
    let (channels, layout) = (step.in_channels as u32, step.destination.layout);
    let outputs = (layout.width.next_multiple_of(4) * layout.height * step.out_channels) as u32;
    let slices = 4 * workgroup / (block * pixels);
    let threads = match (variant, kernel) {
        (Variant::Direct, Kernel::Linear) => step.out_channels as u32 / 4,
        (Variant::Direct, _) => outputs / (4 * block * pixels),
        _ => workgroups * workgroup,
    };
    // Loads are of 4 numbers. Those of a 3x3 convolution's rows overlap.
    let (serial, loads) = match (kernel, variant) {
        (Kernel::Linear, Variant::Direct) => (channels, 1),
        (Kernel::Linear, _) => (channels.div_ceil(workgroup / 2), 1),
        (Kernel::Convolution3x3, Variant::Direct) => (channels, 3 * (pixels + 2) + 9 * block / 4),
        (Kernel::Convolution3x3, _) => (channels.div_ceil(slices), 9 + 9),
        (_, Variant::Direct) => (channels, pixels + block / 4),
        // A workgroup loads each number once for all of its threads.
        (_, Variant::Tiled) => (channels, 0),
        (_, Variant::Split) => (channels.div_ceil(4 * slices), 4 + 4),
    };
    let loaded = match variant {
        Variant::Tiled => workgroups * channels * (8 * pixels + 8),
        _ => threads * serial * loads,
    };
    [threads, serial, (loaded * 16) >> 10]
}

/// DenseNet-121, one image at 224x224: with what was the default for all sizes, 8 channels at 2 x 4 pixels per thread, and with
/// today's.
#[test]
fn more_threads_take_fewer_steps() {
    use Operation::{Bottleneck, Compression, Convolution3x3};
    let program = densenet121();
    let expected = [
        (Bottleneck, 56, [6272, 224, 87808], [12544, 224, 16464]),
        (Bottleneck, 28, [1568, 480, 47040], [3328, 480, 9360]),
        (Bottleneck, 14, [448, 992, 27776], [14336, 31, 55552]),
        (Bottleneck, 7, [112, 992, 6944], [4096, 31, 15872]),
        (Convolution3x3, 56, [1568, 128, 94080], [6272, 128, 225792]),
        (Convolution3x3, 28, [392, 128, 23520], [12800, 16, 57600]),
        (Convolution3x3, 14, [112, 128, 6720], [3584, 16, 16128]),
        (Convolution3x3, 7, [28, 128, 1680], [1024, 16, 4608]),
        (Compression, 28, [1568, 256, 25088], [3328, 256, 4992]),
        (Compression, 14, [896, 512, 28672], [28672, 16, 57344]),
        (Compression, 7, [448, 1024, 28672], [16384, 32, 65536]),
    ];
    for (operation, side, before, now) in expected {
        let step = heaviest(&program, operation, side);
        let counts = (count(step, KernelConfig::direct(8, 2)), count(step, default(step)));
        println!("({operation:?}, {side}, {:?}, {:?}),", counts.0, counts.1);
        assert_eq!(counts, (before, now), "{operation:?} {side}");
    }
    let linear = program.steps.last().unwrap();
    assert_eq!(count(linear, KernelConfig::direct(8, 1)), [250, 1024, 4000]);
    assert_eq!(count(linear, default(linear)), [32000, 8, 4000]);
}
