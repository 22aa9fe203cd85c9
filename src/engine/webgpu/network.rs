//! What every program of a network shares on the GPU.

use std::{
    cell::{Ref, RefCell},
    rc::Rc,
};

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
    /// The packed norms, some of them silent.
    pub norms: wgpu::Buffer,
    /// What is in that buffer.
    live_norms: RefCell<Vec<[f32; 2]>>,
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
            let live_norms = RefCell::new(packed.norms.clone());
            let (pipelines, sampler) = (Pipelines::new(device, precision), sampler(device, precision));
            Self { gpu: gpu.clone(), precision, pipelines, packed: packed.clone(), sampler, weights, norms, live_norms }
        })
        .await
    }

    /// The norms that passes run with.
    pub fn live_norms(&self) -> Ref<'_, Vec<[f32; 2]>> {
        self.live_norms.borrow()
    }

    /// Passes that are submitted from now on run with these norms. Returns those of before.
    pub fn replace_norms(&self, norms: Vec<[f32; 2]>) -> Vec<[f32; 2]> {
        self.gpu.queue.write_buffer(&self.norms, 0, bytemuck::cast_slice(&norms));
        self.live_norms.replace(norms)
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
