//! One step, ready to be recorded.

use super::{
    buffers::ProgramBuffers, kernel::Kernel, kernel_config::KernelConfig, network::GpuNetwork, params::Params,
};

/// A step with its pipeline, bindings and workgroups.
pub struct Dispatch {
    /// Whether the scratch buffer must be cleared first.
    pub clears_scratch: bool,
    pipeline: wgpu::ComputePipeline,
    bind_group: wgpu::BindGroup,
    pub workgroups: [u32; 2],
}

impl Dispatch {
    /// Compiles the kernel of a step, unless that has been done, and binds what it reads and writes.
    pub fn new(network: &mut GpuNetwork, buffers: &ProgramBuffers, step: usize, config: KernelConfig) -> Self {
        let GpuNetwork { gpu, pipelines, weights, norms, .. } = network;
        let step = &buffers.program.steps[step];
        let params = Params::new(step, config);
        let uniforms = gpu.buffer_with("params", &[params], wgpu::BufferUsages::UNIFORM);
        let (source, destination) = (buffers.get(step.source.buffer), buffers.get(step.destination.buffer));
        Self {
            clears_scratch: step.clears_scratch,
            pipeline: pipelines.get(gpu, Kernel::of(step.operation), config),
            bind_group: pipelines.bind_group(gpu, &uniforms, [weights, norms, source, destination]),
            workgroups: params.workgroups(config.workgroup),
        }
    }

    /// Adds the step to a compute pass.
    pub fn record(&self, pass: &mut wgpu::ComputePass) {
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &self.bind_group, &[]);
        pass.dispatch_workgroups(self.workgroups[0], self.workgroups[1], 1);
    }
}
