//! What every program of a network shares on the GPU.

use std::rc::Rc;

use super::{gpu::Gpu, pipelines::Pipelines, precision, sampler::sampler};
use crate::{Error, Precision, engine::program::PackedWeights};

/// A network's weights and pipelines on a GPU.
pub struct GpuNetwork {
    pub gpu: Rc<Gpu>,
    pub precision: Precision,
    pub pipelines: Pipelines,
    /// The weights as they were uploaded, for spot checks.
    pub packed: Rc<PackedWeights>,
    /// Copies what spot checks look at.
    pub sampler: wgpu::ComputePipeline,
    /// The packed weights.
    pub weights: wgpu::Buffer,
    /// The packed norms.
    pub norms: wgpu::Buffer,
}

impl GpuNetwork {
    /// Uploads the weights. No kernel is compiled yet.
    ///
    /// # Errors
    ///
    /// When the device has too little memory or is lost, or the weights are too large for f16.
    pub async fn upload(gpu: &Rc<Gpu>, packed: &Rc<PackedWeights>, precision: Precision) -> Result<Self, Error> {
        precision::check_range(precision, &packed.weights)?;
        gpu.checked(|device| {
            let buffer = |label, bytes: &[u8]| device.buffer_with(label, bytes, wgpu::BufferUsages::STORAGE);
            let weights = buffer("weights", &precision.encode(&packed.weights));
            let norms = buffer("norms", bytemuck::cast_slice(&packed.norms));
            let (pipelines, sampler) = (Pipelines::new(device, precision), sampler(device, precision));
            Self { gpu: gpu.clone(), precision, pipelines, packed: packed.clone(), sampler, weights, norms }
        })
        .await
    }

    /// Bytes of the weights and norms.
    pub fn weight_bytes(&self) -> u64 {
        self.weights.size() + self.norms.size()
    }
}

#[cfg(test)]
impl GpuNetwork {
    /// Makes every kernel that applies norms compute something else.
    pub fn scale_norms(&self, packed: &[[f32; 2]], factor: f32) {
        let scaled: Vec<[f32; 2]> = packed.iter().map(|norm| norm.map(|number| number * factor)).collect();
        self.gpu.queue.write_buffer(&self.norms, 0, bytemuck::cast_slice(&scaled));
    }
}
