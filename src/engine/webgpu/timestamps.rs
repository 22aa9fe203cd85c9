//! The time each step of a pass takes, measured by the GPU.

use std::time::Duration;

use super::gpu::Gpu;
use crate::Error;

/// WebGPU's limit for a query set.
const MAX_QUERIES: usize = 4096;

/// A pair of queries per step.
pub struct Timestamps {
    queries: wgpu::QuerySet,
    resolved: wgpu::Buffer,
    staging: wgpu::Buffer,
    steps: usize,
}

impl Timestamps {
    /// `None` if the adapter doesn't support timestamps, or the pass has too many steps for a query set.
    pub fn new(gpu: &Gpu, steps: usize) -> Option<Self> {
        let is_supported = gpu.device.features().contains(wgpu::Features::TIMESTAMP_QUERY);
        if !is_supported || 2 * steps > MAX_QUERIES {
            return None;
        }
        let buffer = |usage| {
            let size = 16 * steps as u64;
            gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some("timestamps"),
                size,
                usage,
                mapped_at_creation: false,
            })
        };
        let queries = gpu.device.create_query_set(&wgpu::QuerySetDescriptor {
            label: Some("timestamps"),
            ty: wgpu::QueryType::Timestamp,
            count: 2 * steps as u32,
        });
        let resolved = buffer(wgpu::BufferUsages::QUERY_RESOLVE | wgpu::BufferUsages::COPY_SRC);
        let staging = buffer(wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST);
        Some(Self { queries, resolved, staging, steps })
    }

    /// Makes a compute pass write a step's timestamps.
    pub fn writes(&self, step: usize) -> wgpu::ComputePassTimestampWrites<'_> {
        wgpu::ComputePassTimestampWrites {
            query_set: &self.queries,
            beginning_of_pass_write_index: Some(2 * step as u32),
            end_of_pass_write_index: Some(2 * step as u32 + 1),
        }
    }

    /// Must be recorded after all steps.
    pub fn resolve(&self, encoder: &mut wgpu::CommandEncoder) {
        encoder.resolve_query_set(&self.queries, 0..2 * self.steps as u32, &self.resolved, 0);
        encoder.copy_buffer_to_buffer(&self.resolved, 0, &self.staging, 0, None);
    }

    /// The time each step took.
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub async fn read(&self, gpu: &Gpu) -> Result<Vec<Duration>, Error> {
        let period = gpu.queue.get_timestamp_period() as f64;
        let bytes = gpu.map(&self.staging).await?;
        let ticks: Vec<u64> =
            bytes.chunks_exact(8).map(|b| u64::from_le_bytes(b.try_into().expect("8 bytes"))).collect();
        let elapsed = |pair: &[u64]| pair[1].saturating_sub(pair[0]) as f64 * period;
        Ok(ticks.chunks_exact(2).map(|pair| Duration::from_nanos(elapsed(pair) as u64)).collect())
    }
}
