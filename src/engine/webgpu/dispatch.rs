//! One step, ready to be recorded.

use super::{
    buffers::ProgramBuffers, kernel::Kernel, kernel_config::KernelConfig, network::GpuNetwork, params::Params,
};

/// A step with its pipeline, bindings and workgroups.
pub struct Dispatch {
    /// Whether the scratch buffer must be cleared first.
    pub clears_scratch: bool,
    pub pipeline: wgpu::ComputePipeline,
    pub bind_group: wgpu::BindGroup,
    pub workgroups: [u32; 2],
}

impl Dispatch {
    /// Compiles the kernel of a step, unless that has been done, and binds what it reads and writes.
    pub fn new(network: &mut GpuNetwork, buffers: &ProgramBuffers, step: usize, config: KernelConfig) -> Self {
        let destination = buffers.get(buffers.program.steps[step].destination.buffer);
        Self::with_output(network, buffers, step, config, destination)
    }

    /// The same, but the output goes to another buffer.
    pub fn with_output(
        network: &mut GpuNetwork,
        buffers: &ProgramBuffers,
        step: usize,
        config: KernelConfig,
        destination: &wgpu::Buffer,
    ) -> Self {
        let GpuNetwork { gpu, pipelines, weights, norms, .. } = network;
        let index = step as u32;
        let step = &buffers.program.steps[step];
        let mut params = Params::new(step, config);
        params.step = index;
        let uniforms = gpu.buffer_with("params", &[params], wgpu::BufferUsages::UNIFORM);
        let source = buffers.get(step.source.buffer);
        Self {
            clears_scratch: step.clears_scratch,
            pipeline: pipelines.get(gpu, Kernel::of(step.operation), config),
            bind_group: pipelines.bind_group(gpu, &uniforms, [weights, norms, source, destination, &buffers.report]),
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
