//! A [`Program`] made ready to run: its buffers, bind groups and pipelines.

use std::{collections::HashMap, rc::Rc};

use web_time::{Duration, Instant};

use super::{
    gpu::Gpu,
    kernel::{Params, workgroups},
    pipelines::Pipelines,
    timestamps::Timestamps,
    tuning::{Tuning, Tunings},
};
use crate::{
    Error, Precision,
    engine::program::{Buffer, Program},
    error::EngineError,
};

/// What all passes of a network share.
pub struct Network {
    pub gpu: Rc<Gpu>,
    pub precision: Precision,
    pub pipelines: Pipelines,
    /// The packed weights.
    pub weights: wgpu::Buffer,
    /// The packed norms.
    pub norms: wgpu::Buffer,
}

struct Dispatch {
    pipeline: wgpu::ComputePipeline,
    bind_group: wgpu::BindGroup,
    workgroups: [u32; 2],
    clears_scratch: bool,
}

/// A program and all that it needs to run.
pub struct Pass {
    pub program: Program,
    buffers: HashMap<Buffer, wgpu::Buffer>,
    dispatches: Vec<Dispatch>,
    staging: wgpu::Buffer,
}

impl Pass {
    /// Allocates the buffers; [`Pass::tune`] must follow.
    pub async fn new(network: &Network, program: Program) -> Result<Self, Error> {
        let gpu = &network.gpu;
        let limit = gpu.device.limits().max_storage_buffer_binding_size;
        let bytes = |&(buffer, numbers): &(Buffer, usize)| (buffer, bytes_of(buffer, numbers, network.precision));
        if let Some((_, bytes)) = program.buffers.iter().map(bytes).find(|(_, bytes)| *bytes > limit) {
            return Err(EngineError::GpuBufferTooLarge { needed: bytes >> 20, limit: limit >> 20 }.into());
        }
        gpu.checked(|gpu| {
            let allocate = |(buffer, bytes)| (buffer, storage(gpu, buffer, bytes));
            let buffers: HashMap<Buffer, wgpu::Buffer> = program.buffers.iter().map(bytes).map(allocate).collect();
            let staging = gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some("logits"),
                size: buffers[&Buffer::Logits].size(),
                usage: wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            });
            Self { program, buffers, dispatches: Vec::new(), staging }
        })
        .await
    }

    /// Compiles the kernels of all steps, and binds them.
    pub async fn tune(&mut self, network: &mut Network, tunings: &Tunings) -> Result<(), Error> {
        let Network { gpu, pipelines, weights, norms, .. } = network;
        let steps = 0..self.program.steps.len();
        let mut dispatch = |gpu: &Gpu, step: usize| {
            self.dispatch(gpu, pipelines, [weights, norms], step, tunings.of(&self.program.steps[step]))
        };
        self.dispatches = gpu.checked(|gpu| steps.map(|step| dispatch(gpu, step)).collect()).await?;
        Ok(())
    }

    /// How long a step takes with a tuning, `repetitions` times in a row. What it computes is of no use.
    pub async fn time(
        &self,
        network: &mut Network,
        step: usize,
        tuning: Tuning,
        repetitions: usize,
    ) -> Result<Duration, Error> {
        let Network { gpu, pipelines, weights, norms, .. } = network;
        let make = |gpu: &Gpu| self.dispatch(gpu, pipelines, [weights, norms], step, tuning);
        let dispatch = gpu.checked(make).await?;
        let start = Instant::now();
        let mut encoder = gpu.device.create_command_encoder(&Default::default());
        {
            let mut pass = encoder.begin_compute_pass(&Default::default());
            (0..repetitions).for_each(|_| dispatch.record(&mut pass));
        }
        self.finish(gpu, encoder).await?;
        Ok(start.elapsed())
    }

    fn dispatch(
        &self,
        gpu: &Gpu,
        pipelines: &mut Pipelines,
        [weights, norms]: [&wgpu::Buffer; 2],
        step: usize,
        tuning: Tuning,
    ) -> Dispatch {
        let step = &self.program.steps[step];
        let params = Params::new(step, tuning);
        let uniforms = gpu.buffer_with("params", &[params], wgpu::BufferUsages::UNIFORM);
        let (source, destination) = (&self.buffers[&step.source.0], &self.buffers[&step.destination.0]);
        Dispatch {
            pipeline: pipelines.get(gpu, step.operation, tuning),
            bind_group: pipelines.bind_group(gpu, &uniforms, [weights, norms, source, destination]),
            workgroups: workgroups(params.threads, tuning.workgroup),
            clears_scratch: step.clears_scratch,
        }
    }

    /// One encoder, one submit, one read-back: `images` in, logits out (with the padding of their buffer).
    pub async fn run(&self, network: &Network, images: &[f32]) -> Result<Vec<f32>, Error> {
        let mut encoder = self.begin(network, images)?;
        let mut dispatches = self.dispatches.iter().peekable();
        while let Some(first) = dispatches.next() {
            self.clear(first, &mut encoder);
            let mut pass = encoder.begin_compute_pass(&Default::default());
            first.record(&mut pass);
            while let Some(next) = dispatches.next_if(|d| !d.clears_scratch) {
                next.record(&mut pass);
            }
        }
        self.finish(&network.gpu, encoder).await
    }

    /// As [`Pass::run`], and each step's time. Timing puts each step into a pass of its own, which takes longer.
    pub async fn run_timed(
        &self,
        network: &Network,
        images: &[f32],
        timestamps: &Timestamps,
    ) -> Result<(Vec<f32>, Vec<Duration>), Error> {
        let mut encoder = self.begin(network, images)?;
        for (step, dispatch) in self.dispatches.iter().enumerate() {
            self.clear(dispatch, &mut encoder);
            let timestamp_writes = Some(timestamps.writes(step));
            let descriptor = wgpu::ComputePassDescriptor { label: None, timestamp_writes };
            dispatch.record(&mut encoder.begin_compute_pass(&descriptor));
        }
        timestamps.resolve(&mut encoder);
        let logits = self.finish(&network.gpu, encoder).await?;
        Ok((logits, timestamps.read(&network.gpu).await?))
    }

    fn begin(&self, network: &Network, images: &[f32]) -> Result<wgpu::CommandEncoder, Error> {
        let Network { gpu, precision, .. } = network;
        gpu.check()?;
        let input = self.program.input.scatter(images, 3);
        gpu.queue.write_buffer(&self.buffers[&Buffer::Input], 0, &precision.encode(&input));
        Ok(gpu.device.create_command_encoder(&Default::default()))
    }

    fn clear(&self, dispatch: &Dispatch, encoder: &mut wgpu::CommandEncoder) {
        if dispatch.clears_scratch {
            encoder.clear_buffer(&self.buffers[&Buffer::Scratch], 0, None);
        }
    }

    async fn finish(&self, gpu: &Gpu, mut encoder: wgpu::CommandEncoder) -> Result<Vec<f32>, Error> {
        encoder.copy_buffer_to_buffer(&self.buffers[&Buffer::Logits], 0, &self.staging, 0, None);
        gpu.submit(encoder);
        Ok(LOGITS.decode(&gpu.map(&self.staging).await?))
    }

    /// What a layer left in its buffer: `channels` channels from the first that it wrote.
    pub async fn read(&self, network: &Network, layer: usize, channels: usize) -> Result<Vec<f32>, Error> {
        let output = &self.program.outputs[layer];
        let channel = output.layout.plane() * network.precision.bytes();
        let bytes = output.channel * channel..(output.channel + channels) * channel;
        let read = network.gpu.read(&self.buffers[&output.buffer], bytes).await?;
        Ok(output.layout.gather(&network.precision.decode(&read), channels))
    }

    /// Bytes of all activations.
    pub fn activation_bytes(&self) -> u64 {
        self.buffers.values().map(wgpu::Buffer::size).sum()
    }
}

impl Dispatch {
    fn record(&self, pass: &mut wgpu::ComputePass) {
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &self.bind_group, &[]);
        pass.dispatch_workgroups(self.workgroups[0], self.workgroups[1], 1);
    }
}

/// Logits are few and the answer: always f32.
const LOGITS: Precision = Precision::F32;

fn bytes_of(buffer: Buffer, numbers: usize, precision: Precision) -> u64 {
    let precision = if buffer == Buffer::Logits { LOGITS } else { precision };
    (numbers * precision.bytes()) as u64
}

fn storage(gpu: &Gpu, buffer: Buffer, size: u64) -> wgpu::Buffer {
    gpu.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some(&format!("{buffer:?}")),
        size,
        usage: wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::COPY_SRC | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}
