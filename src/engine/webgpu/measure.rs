//! Choosing kernel configurations by timing the candidates on the adapter at hand.

use std::collections::HashMap;

use web_time::{Duration, Instant};

use super::{
    buffers::ProgramBuffers,
    dispatch::Dispatch,
    kernel::Kernel,
    kernel_choices::{KernelChoices, is_large},
    kernel_config::KernelConfig,
    network::GpuNetwork,
};
use crate::{
    Error,
    engine::program::{Buffer, Operation, PackedWeights, Program, Step},
};

/// How long the candidates of one precision may take. Machines with a GPU need far less.
const BUDGET: Duration = Duration::from_millis(400);

/// Dispatches of a candidate that are timed together.
const REPETITIONS: usize = 8;

/// Times the candidates on the heaviest step of each kind, and chooses the fastest. Kinds that the budget leaves out keep
/// their first candidate.
///
/// # Errors
///
/// When the device fails.
pub async fn measure(
    network: &mut GpuNetwork,
    buffers: &ProgramBuffers,
    packed: &PackedWeights,
) -> Result<KernelChoices, Error> {
    let start = Instant::now();
    let mut choices = KernelChoices::new(&network.gpu, packed, network.precision);
    let operations = [Operation::Bottleneck, Operation::Convolution3x3];
    for (operation, large) in operations.into_iter().flat_map(|operation| [(operation, true), (operation, false)]) {
        let Some(step) = heaviest(&buffers.program, operation, large) else { continue };
        let kernel = Kernel::of(operation);
        let mut times = HashMap::new();
        for &config in kernel.candidates() {
            // The first run compiles the kernel and warms up.
            time(network, buffers, step, config, 1).await?;
            if start.elapsed() > BUDGET {
                return Ok(choices);
            }
            times.insert(config, time(network, buffers, step, config, REPETITIONS).await?);
        }
        let fastest = times.into_iter().min_by_key(|(_, time)| *time).map(|(config, _)| config);
        choices.set(kernel, large, fastest);
    }
    Ok(choices)
}

/// How long a step takes when it runs `repetitions` times in a row. Its output is meaningless.
async fn time(
    network: &mut GpuNetwork,
    buffers: &ProgramBuffers,
    step: usize,
    config: KernelConfig,
    repetitions: usize,
) -> Result<Duration, Error> {
    let gpu = network.gpu.clone();
    let dispatch = gpu.checked(|_| Dispatch::new(network, buffers, step, config)).await?;
    let start = Instant::now();
    let mut encoder = gpu.device.create_command_encoder(&Default::default());
    {
        let mut pass = encoder.begin_compute_pass(&Default::default());
        (0..repetitions).for_each(|_| dispatch.record(&mut pass));
    }
    gpu.read(encoder, buffers.get(Buffer::Logits), 0..4).await?;
    Ok(start.elapsed())
}

fn heaviest(program: &Program, operation: Operation, large: bool) -> Option<usize> {
    let matches = |step: &Step| step.operation == operation && is_large(step) == large;
    let steps = program.steps.iter().enumerate().filter(|(_, step)| matches(step));
    steps.max_by_key(|(_, step)| step.cost(1).macs).map(|(index, _)| index)
}
