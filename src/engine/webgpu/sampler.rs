//! The pipeline that copies what spot checks look at.

use super::{gpu::Gpu, precision};
use crate::Precision;

/// The kernel that copies.
pub fn sampler(gpu: &Gpu, precision: Precision) -> wgpu::ComputePipeline {
    let source = [precision::real(precision), wgsl!("sample")].join("\n");
    let module = gpu.device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some("sample"),
        source: wgpu::ShaderSource::Wgsl(source.into()),
    });
    gpu.device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
        label: Some("sample"),
        layout: None,
        module: &module,
        entry_point: Some("main"),
        compilation_options: Default::default(),
        cache: None,
    })
}
