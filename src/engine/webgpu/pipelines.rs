//! The compiled kernels, and the binding layout they all share.

use super::{cache::Cache, gpu::Gpu, kernel::Kernel, kernel_config::KernelConfig, params::SLOT};
use crate::Precision;

/// The pipelines of a network. Each kernel is compiled once per configuration.
pub struct Pipelines {
    bindings: wgpu::BindGroupLayout,
    layout: wgpu::PipelineLayout,
    precision: Precision,
    compiled: Cache<(Kernel, KernelConfig), wgpu::ComputePipeline>,
    /// Text in the kernels and what takes its place.
    #[cfg(test)]
    pub edit: Option<[&'static str; 2]>,
}

impl Pipelines {
    /// Nothing is compiled yet.
    pub fn new(gpu: &Gpu, precision: Precision) -> Self {
        let binding = |binding: u32, ty: wgpu::BufferBindingType| wgpu::BindGroupLayoutEntry {
            binding,
            visibility: wgpu::ShaderStages::COMPUTE,
            ty: wgpu::BindingType::Buffer {
                ty,
                has_dynamic_offset: ty == wgpu::BufferBindingType::Uniform,
                min_binding_size: None,
            },
            count: None,
        };
        let storage = |read_only| wgpu::BufferBindingType::Storage { read_only };
        let bindings = gpu.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("kernel"),
            entries: &[
                binding(0, wgpu::BufferBindingType::Uniform),
                binding(1, storage(true)),
                binding(2, storage(true)),
                binding(3, storage(true)),
                binding(4, storage(false)),
                binding(5, storage(false)),
            ],
        });
        let layout = gpu.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("kernel"),
            bind_group_layouts: &[Some(&bindings)],
            immediate_size: 0,
        });
        Self {
            bindings,
            layout,
            precision,
            compiled: Cache::default(),
            #[cfg(test)]
            edit: None,
        }
    }

    /// How many pipelines there are.
    pub fn len(&self) -> usize {
        self.compiled.0.len()
    }

    /// The pipeline of a kernel, compiled on first use.
    pub fn get(&mut self, gpu: &Gpu, kernel: Kernel, config: KernelConfig) -> wgpu::ComputePipeline {
        let precision = self.precision;
        let compile = || {
            let label = format!("{kernel:?} {config:?} {precision:?}");
            let source = kernel.wgsl(config, precision);
            #[cfg(test)]
            let source = self.edit.iter().fold(source, |source, [from, to]| source.replace(from, to));
            let module = gpu.device.create_shader_module(wgpu::ShaderModuleDescriptor {
                label: Some(&label),
                source: wgpu::ShaderSource::Wgsl(source.into()),
            });
            gpu.device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
                label: Some(&label),
                layout: Some(&self.layout),
                module: &module,
                entry_point: Some("main"),
                compilation_options: wgpu::PipelineCompilationOptions {
                    zero_initialize_workgroup_memory: false,
                    ..Default::default()
                },
                cache: None,
            })
        };
        self.compiled.get((kernel, config), compile)
    }

    /// Drops what was compiled for comparison only.
    pub fn retain(&mut self, is_used: impl Fn(Kernel, KernelConfig) -> bool) {
        self.compiled.0.retain(|&((kernel, config), _)| is_used(kernel, config));
    }

    /// Binds dispatches' parameters, of which each takes a slot, weights, norms, source, destination and report.
    pub fn bind_group(&self, gpu: &Gpu, params: &wgpu::Buffer, storage: [&wgpu::Buffer; 5]) -> wgpu::BindGroup {
        let slot = wgpu::BufferBinding { buffer: params, offset: 0, size: wgpu::BufferSize::new(SLOT as u64) };
        let mut entries = vec![wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::Buffer(slot) }];
        let buffers = storage.iter().zip(1..);
        entries.extend(buffers.map(|(b, binding)| wgpu::BindGroupEntry { binding, resource: b.as_entire_binding() }));
        let descriptor = wgpu::BindGroupDescriptor { label: None, layout: &self.bindings, entries: &entries };
        gpu.device.create_bind_group(&descriptor)
    }
}
