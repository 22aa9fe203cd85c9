//! A program's activations on the GPU.

use std::cell::RefCell;

use super::{
    cache::Cache,
    gpu::Gpu,
    network::GpuNetwork,
    params::{Params, uniforms},
    precision,
};
use crate::{
    Error, Precision,
    engine::program::{Buffer, Program},
    error::EngineError,
    memory,
};

/// There are few logits, and they are the result: always f32.
const LOGITS: Precision = Precision::F32;

/// A program and the buffers that its steps read and write.
pub struct ProgramBuffers {
    pub program: Program,
    /// In the program's order.
    buffers: Vec<wgpu::Buffer>,
    /// The parameters of all steps.
    params: wgpu::Buffer,
    /// One for each pair of source and destination.
    bind_groups: RefCell<Cache<[Buffer; 2], wgpu::BindGroup>>,
    /// What the steps report, `Report` in `kernels/common.wgsl`: the pass, whether numbers were too large for f16, and
    /// each step's signature.
    pub report: wgpu::Buffer,
}

impl ProgramBuffers {
    /// Allocates the buffers.
    ///
    /// # Errors
    ///
    /// When a buffer exceeds the adapter's limit, or the device has too little memory.
    pub async fn allocate(network: &GpuNetwork, program: Program) -> Result<Self, Error> {
        let gpu = &network.gpu;
        let sized = |&(buffer, numbers): &(Buffer, usize)| (buffer, bytes_of(buffer, numbers, network.precision));
        check_sizes(gpu, program.buffers.iter().map(|buffer| sized(buffer).1), program.activation_bytes())?;
        gpu.checked(|gpu| {
            let allocate = |(buffer, bytes)| storage(gpu, &format!("{buffer:?}"), bytes);
            let buffers = program.buffers.iter().map(sized).map(allocate).collect();
            let report = storage(gpu, "report", 4 * (2 + program.steps.len() as u64));
            let steps = program.steps.iter().enumerate();
            let params = uniforms(gpu, steps.map(|(index, step)| Params::new(step, index).bytes()));
            Self { program, buffers, params, bind_groups: RefCell::default(), report }
        })
        .await
    }

    pub fn get(&self, buffer: Buffer) -> &wgpu::Buffer {
        &self.buffers[self.program.position(buffer)]
    }

    /// What a step binds, whose parameters follow from its dynamic offset.
    pub fn bind(&self, network: &GpuNetwork, step: usize) -> wgpu::BindGroup {
        let [source, destination] = self.program.steps[step].buffers();
        let bind = || self.bind_output(network, source, self.get(destination));
        self.bind_groups.borrow_mut().get([source, destination], bind)
    }

    pub fn bind_output(&self, network: &GpuNetwork, source: Buffer, destination: &wgpu::Buffer) -> wgpu::BindGroup {
        let GpuNetwork { gpu, pipelines, weights, norms, .. } = network;
        let storage = [weights, norms, self.get(source), destination, &self.report];
        pipelines.bind_group(gpu, &self.params, storage)
    }

    /// Writes the images into the input buffer.
    ///
    /// # Errors
    ///
    /// When the images are too large for f16.
    pub fn write_images(&self, network: &GpuNetwork, images: &[f32]) -> Result<(), Error> {
        network.gpu.check()?;
        precision::check_range(network.precision, images)?;
        // Laid out, and in f16.
        memory::check(2 * self.program.input_bytes())?;
        let input = self.program.input.scatter(images);
        network.gpu.queue.write_buffer(self.get(Buffer::Input), 0, &network.precision.encode(&input));
        Ok(())
    }

    /// Writes the coming pass's number into the report.
    pub fn write_number(&self, network: &GpuNetwork, pass: u32) {
        network.gpu.queue.write_buffer(&self.report, 0, bytemuck::cast_slice(&[pass, 0]));
    }

    /// A layer's output in the last pass: `channels` channels, from the first one it writes.
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub async fn read_layer(&self, network: &GpuNetwork, layer: usize, channels: usize) -> Result<Vec<f32>, Error> {
        let output = &self.program.outputs[layer];
        let layout = output.place.layout;
        let channel = layout.plane() * network.precision.bytes();
        let bytes = output.first_channel * channel..(output.first_channel + channels) * channel;
        let encoder = network.gpu.device.create_command_encoder(&Default::default());
        let read = network.gpu.read(encoder, self.get(output.place.buffer), bytes).await?;
        Ok(layout.gather(&network.precision.decode(&read), channels))
    }

    /// Sets all activations to 0, so that a step that isn't carried out can't leave what it left before.
    pub fn clear(&self, gpu: &Gpu) {
        let mut encoder = gpu.device.create_command_encoder(&Default::default());
        self.buffers.iter().for_each(|buffer| encoder.clear_buffer(buffer, 0, None));
        gpu.submit(encoder);
    }

    /// Bytes of all activations.
    pub fn bytes(&self) -> u64 {
        self.buffers.iter().map(wgpu::Buffer::size).sum()
    }
}

/// Whether buffers of so many bytes may be allocated.
///
/// # Errors
///
/// When one of them exceeds the adapter's limit, or there is too little memory for all.
pub fn check_sizes(gpu: &Gpu, mut sizes: impl Iterator<Item = u64>, all: u64) -> Result<(), Error> {
    let limits = gpu.device.limits();
    let limit = limits.max_storage_buffer_binding_size.min(limits.max_buffer_size);
    if let Some(bytes) = sizes.find(|bytes| *bytes > limit) {
        return Err(EngineError::GpuBufferTooLarge { needed: bytes >> 20, limit: limit >> 20 }.into());
    }
    // Where it lies in this process's memory, or may.
    if !cfg!(target_arch = "wasm32") {
        memory::check_limit(all)?;
    }
    Ok(())
}

fn bytes_of(buffer: Buffer, numbers: usize, precision: Precision) -> u64 {
    let precision = if buffer == Buffer::Logits { LOGITS } else { precision };
    numbers as u64 * precision.bytes() as u64
}

pub fn storage(gpu: &Gpu, label: &str, size: u64) -> wgpu::Buffer {
    gpu.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some(label),
        size,
        usage: wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::COPY_SRC | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}
