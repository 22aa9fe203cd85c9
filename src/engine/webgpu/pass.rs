//! A [`Program`] made ready to run: its buffers, bind groups and pipelines.

use std::collections::HashMap;

use super::{
    gpu::Gpu,
    kernel::{Params, Tuning, workgroups},
    pipelines::Pipelines,
};
use crate::{
    Error,
    engine::program::{Buffer, Program},
};

/// Uniform bindings start at multiples of this (WebGPU's default `minUniformBufferOffsetAlignment`).
const UNIFORM_STRIDE: usize = 256;

struct Dispatch {
    pipeline: wgpu::ComputePipeline,
    bind_group: wgpu::BindGroup,
    workgroups: [u32; 2],
    clears_scratch: bool,
}

/// What [`Pass::run`] needs at hand.
pub struct Pass {
    pub program: Program,
    buffers: HashMap<Buffer, wgpu::Buffer>,
    dispatches: Vec<Dispatch>,
    staging: wgpu::Buffer,
}

impl Pass {
    /// Allocates all that the program needs; `weights` and `norms` hold the packed weights.
    pub async fn new(
        gpu: &Gpu,
        program: Program,
        pipelines: &mut Pipelines,
        weights: &wgpu::Buffer,
        norms: &wgpu::Buffer,
    ) -> Result<Self, Error> {
        let limit = gpu.device.limits().max_storage_buffer_binding_size;
        if let Some((_, floats)) = program.buffers.iter().find(|(_, floats)| *floats as u64 * 4 > limit) {
            let needed = floats * 4 / (1 << 20);
            return Err(Error::Gpu(format!(
                "a buffer of {needed} MiB is needed and the GPU allows {} MiB: use smaller or fewer images at once",
                limit >> 20
            )));
        }
        gpu.checked(|gpu| {
            let buffers: HashMap<Buffer, wgpu::Buffer> =
                program.buffers.iter().map(|&(buffer, floats)| (buffer, storage(gpu, buffer, floats))).collect();
            let tunings: Vec<Tuning> = program.steps.iter().map(Tuning::default_for).collect();
            let params: Vec<Params> = program.steps.iter().zip(&tunings).map(|(s, &t)| Params::new(s, t)).collect();
            let mut uniforms = vec![0u8; params.len() * UNIFORM_STRIDE];
            for (params, slot) in params.iter().zip(uniforms.chunks_exact_mut(UNIFORM_STRIDE)) {
                slot[..size_of_val(params)].copy_from_slice(bytemuck::bytes_of(params));
            }
            let uniforms = gpu.buffer_with("params", &uniforms, wgpu::BufferUsages::UNIFORM);
            let mut dispatches = Vec::new();
            for (index, step) in program.steps.iter().enumerate() {
                let (source, destination) = (&buffers[&step.source.0], &buffers[&step.destination.0]);
                let params_at = (&uniforms, (index * UNIFORM_STRIDE) as u64);
                dispatches.push(Dispatch {
                    pipeline: pipelines.get(gpu, step.operation, tunings[index]),
                    bind_group: pipelines.bind_group(gpu, params_at, [weights, norms, source, destination]),
                    workgroups: workgroups(params[index].threads),
                    clears_scratch: step.clears_scratch,
                });
            }
            let staging = gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some("logits"),
                size: buffers[&Buffer::Logits].size(),
                usage: wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            });
            Self { program, buffers, dispatches, staging }
        })
        .await
    }

    /// One encoder, one submit, one read-back: `images` in, logits out (with the padding of their buffer).
    pub async fn run(&self, gpu: &Gpu, images: &[f32]) -> Result<Vec<f32>, Error> {
        gpu.check()?;
        let input = self.program.input.scatter(images, 3);
        gpu.queue.write_buffer(&self.buffers[&Buffer::Input], 0, bytemuck::cast_slice(&input));
        let mut encoder = gpu.device.create_command_encoder(&Default::default());
        let mut dispatches = self.dispatches.iter().peekable();
        while let Some(first) = dispatches.next() {
            if first.clears_scratch {
                encoder.clear_buffer(&self.buffers[&Buffer::Scratch], 0, None);
            }
            let mut pass = encoder.begin_compute_pass(&Default::default());
            first.record(&mut pass);
            while let Some(next) = dispatches.next_if(|d| !d.clears_scratch) {
                next.record(&mut pass);
            }
        }
        encoder.copy_buffer_to_buffer(&self.buffers[&Buffer::Logits], 0, &self.staging, 0, None);
        gpu.queue.submit([encoder.finish()]);
        gpu.map(&self.staging).await
    }

    /// What a layer left in its buffer: `channels` channels from the first that it wrote.
    pub async fn read(&self, gpu: &Gpu, layer: usize, channels: usize) -> Result<Vec<f32>, Error> {
        let output = &self.program.outputs[layer];
        let plane = output.layout.plane();
        let floats = gpu.read(&self.buffers[&output.buffer], output.channel * plane, channels * plane).await?;
        Ok(output.layout.gather(&floats, channels))
    }
}

impl Dispatch {
    fn record(&self, pass: &mut wgpu::ComputePass) {
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &self.bind_group, &[]);
        pass.dispatch_workgroups(self.workgroups[0], self.workgroups[1], 1);
    }
}

fn storage(gpu: &Gpu, buffer: Buffer, floats: usize) -> wgpu::Buffer {
    gpu.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some(&format!("{buffer:?}")),
        size: floats as u64 * 4,
        usage: wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::COPY_SRC | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}
