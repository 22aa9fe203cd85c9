//! Which kernels run on a GPU that nothing is known about, and how many threads that takes.

use super::{kernel_choices::KernelChoices, kernel_config::KernelConfig};
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
