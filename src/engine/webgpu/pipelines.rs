//! Compiled kernels, each once, and the binding layout that all of them share.

use std::collections::HashMap;

use super::{
    gpu::Gpu,
    kernel::{kernel_of, wgsl},
    tuning::Tuning,
};
use crate::{Precision, engine::program::Operation};

/// All pipelines of an engine.
pub struct Pipelines {
    bindings: wgpu::BindGroupLayout,
    layout: wgpu::PipelineLayout,
    precision: Precision,
    compiled: HashMap<(Operation, Tuning), wgpu::ComputePipeline>,
}

impl Pipelines {
    /// None is compiled yet.
    pub fn new(gpu: &Gpu, precision: Precision) -> Self {
        let binding = |binding: u32, ty: wgpu::BufferBindingType| wgpu::BindGroupLayoutEntry {
            binding,
            visibility: wgpu::ShaderStages::COMPUTE,
            ty: wgpu::BindingType::Buffer { ty, has_dynamic_offset: false, min_binding_size: None },
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
            ],
        });
        let layout = gpu.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("kernel"),
            bind_group_layouts: &[Some(&bindings)],
            immediate_size: 0,
        });
        Self { bindings, layout, precision, compiled: HashMap::new() }
    }

    /// How many are compiled.
    pub fn len(&self) -> usize {
        self.compiled.len()
    }

    /// The pipeline of an operation, compiled when first asked for.
    pub fn get(&mut self, gpu: &Gpu, operation: Operation, tuning: Tuning) -> wgpu::ComputePipeline {
        let (operation, precision) = (kernel_of(operation), self.precision);
        let compile = || {
            let label = format!("{operation:?} {tuning:?} {precision:?}");
            let module = gpu.device.create_shader_module(wgpu::ShaderModuleDescriptor {
                label: Some(&label),
                source: wgpu::ShaderSource::Wgsl(wgsl(operation, tuning, precision).into()),
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
        self.compiled.entry((operation, tuning)).or_insert_with(compile).clone()
    }

    /// Drops what was compiled for comparison only.
    pub fn retain(&mut self, is_used: impl Fn(Operation, Tuning) -> bool) {
        self.compiled.retain(|&(operation, tuning), _| is_used(operation, tuning));
    }

    /// Binds a dispatch's parameters, weights, norms, source and destination.
    pub fn bind_group(&self, gpu: &Gpu, params: &wgpu::Buffer, storage: [&wgpu::Buffer; 4]) -> wgpu::BindGroup {
        let mut entries = vec![wgpu::BindGroupEntry { binding: 0, resource: params.as_entire_binding() }];
        let buffers = storage.iter().zip(1..);
        entries.extend(buffers.map(|(b, binding)| wgpu::BindGroupEntry { binding, resource: b.as_entire_binding() }));
        let descriptor = wgpu::BindGroupDescriptor { label: None, layout: &self.bindings, entries: &entries };
        gpu.device.create_bind_group(&descriptor)
    }
}
