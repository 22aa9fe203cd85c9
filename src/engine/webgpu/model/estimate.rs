//! A pass on a GPU of the model, as the command line prints it.

use serde::Serialize;

use super::{super::kernel::PACKING, GpuModel, Kernel, Work};
use crate::{
    Error, Plan, Weights,
    engine::program::{PackedWeights, Program},
};

/// What a pass over some images takes in f32, according to the model.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Estimate {
    /// The GPU's name.
    pub gpu: &'static str,
    /// Milliseconds with the kernels that are used where nothing was measured.
    pub pass: f32,
    /// The same with the fastest kernel of each dispatch.
    pub best: f32,
    /// Each dispatch, in order.
    pub dispatches: Vec<DispatchEstimate>,
}

/// One dispatch.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DispatchEstimate {
    /// The layer's name in the plan.
    pub layer: String,
    /// Height of what it writes.
    pub height: usize,
    /// Microseconds.
    pub time: f32,
    /// The configuration that is used where nothing was measured.
    pub kernel: String,
    /// Workgroups, and threads of each.
    pub workgroups: [u32; 2],
    /// How often a thread's loop runs, and the multiply-adds of an iteration.
    pub iterations: [f32; 2],
    /// Bytes that must be moved, and those that the threads ask for.
    pub bytes: [f32; 2],
    /// All configurations, the fastest first, and their microseconds.
    pub ranking: Vec<(String, f32)>,
}

/// Estimates a pass over `images` images of a size.
///
/// # Errors
///
/// When the size is impossible.
pub fn estimate(gpu: &GpuModel, weights: &Weights, size: [usize; 2], images: usize) -> Result<Estimate, Error> {
    let plan = Plan::new(weights.config(), size[0], size[1])?;
    let program = Program::new(&plan, images, &PackedWeights::new(weights, &plan, PACKING));
    let dispatches = program.steps.iter().map(|step| {
        let config = Kernel::of(step.operation).default_config(step);
        let work = Work::of(step, config, size_of::<f32>());
        DispatchEstimate {
            layer: plan.layers[step.layer].name.clone(),
            height: step.destination.layout.height,
            time: gpu.time(&work),
            kernel: config.to_string(),
            workgroups: [work.workgroups, work.workgroup],
            iterations: [work.iterations, work.fma],
            bytes: [work.unique, work.requested],
            ranking: gpu
                .rank(step, size_of::<f32>())
                .iter()
                .map(|(config, time)| (config.to_string(), *time))
                .collect(),
        }
    });
    let pass = gpu.pass(&program, |step| Kernel::of(step.operation).default_config(step));
    let best = gpu.pass(&program, |step| gpu.rank(step, size_of::<f32>())[0].0);
    Ok(Estimate { gpu: gpu.name, pass, best, dispatches: dispatches.collect() })
}
