//! One step, ready to be recorded.

use super::{
    buffers::ProgramBuffers,
    kernel::Kernel,
    kernel_config::KernelConfig,
    network::GpuNetwork,
    params::{Params, SLOT},
};

/// A step with its pipeline, bindings and workgroups.
pub struct Dispatch {
    pub pipeline: wgpu::ComputePipeline,
    pub bind_group: wgpu::BindGroup,
    /// Where its parameters begin.
    pub offset: u32,
    pub workgroups: [u32; 3],
}

impl Dispatch {
    /// Compiles the kernel of a step, unless that has been done, and binds what it reads and writes.
    pub fn new(network: &mut GpuNetwork, buffers: &ProgramBuffers, index: usize, config: KernelConfig) -> Self {
        let step = &buffers.program.steps[index];
        let kernel = Kernel::of(step.operation);
        Self {
            pipeline: network.pipelines.get(&network.gpu, kernel, config),
            bind_group: buffers.bind(network, index),
            offset: (index * SLOT) as u32,
            workgroups: Params::new(step, index).workgroups(kernel, config),
        }
    }

    /// Adds the step to a compute pass.
    pub fn record(&self, pass: &mut wgpu::ComputePass) {
        let [x, y, z] = self.workgroups;
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &self.bind_group, &[self.offset]);
        pass.dispatch_workgroups(x, y, z);
    }
}
