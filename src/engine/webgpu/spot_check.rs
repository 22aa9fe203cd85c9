//! Spot checks: in every pass, a few outputs of one step per kernel are computed again on the CPU.
//!
//! Right after the step, a kernel copies its inputs for one position, and the outputs there, to a buffer that is read back
//! with the logits. The steps that share a kernel take turns; position and channels are random.

use std::cell::RefCell;

use super::{
    buffers::{ProgramBuffers, storage},
    cache::Cache,
    gpu::Gpu,
    kernel::Kernel,
    kernel_choices::KernelChoices,
    network::GpuNetwork,
    params::SLOT,
    recompute,
    sample_area::{Area, CHANNELS, MAX_INPUTS, Sample, max_inputs},
};
use crate::{
    Error, Precision,
    engine::program::{Buffer, Program},
    error::EngineError,
};

/// What a program's spot checks need.
pub struct SpotChecks {
    slots: Vec<Slot>,
    areas: wgpu::Buffer,
    pub samples: wgpu::Buffer,
    bind_groups: RefCell<Cache<usize, wgpu::BindGroup>>,
    #[cfg(test)]
    pub is_enabled: bool,
}

/// Room for a sample of one of the steps that share a kernel.
struct Slot {
    steps: Vec<usize>,
    start: usize,
}

impl SpotChecks {
    pub fn new(gpu: &Gpu, program: &Program, choices: &KernelChoices) -> Self {
        let mut kernels = Vec::new();
        let mut slots: Vec<Slot> = Vec::new();
        for (index, step) in program.steps.iter().enumerate() {
            let kernel = (Kernel::of(step.operation), choices.config(step));
            match kernels.iter().position(|other| *other == kernel) {
                Some(slot) => slots[slot].steps.push(index),
                None => {
                    kernels.push(kernel);
                    slots.push(Slot { steps: vec![index], start: 0 });
                }
            }
        }
        let mut length = 0;
        for slot in &mut slots {
            slot.start = length;
            let inputs = slot.steps.iter().map(|&step| max_inputs(&program.steps[step])).max();
            length += inputs.unwrap_or(0).min(MAX_INPUTS) + CHANNELS;
        }
        let samples = storage(gpu, "samples", 4 * length as u64);
        let areas = gpu.buffer_with("areas", &vec![0u8; slots.len() * SLOT], wgpu::BufferUsages::UNIFORM);
        Self {
            slots,
            areas,
            samples,
            bind_groups: RefCell::default(),
            #[cfg(test)]
            is_enabled: true,
        }
    }

    /// What to look at in a pass that begins with the step `first`, for [`SpotChecks::record`].
    pub fn choose(&self, network: &GpuNetwork, buffers: &ProgramBuffers, pass: u32, first: usize) -> Vec<Sample> {
        #[cfg(test)]
        if !self.is_enabled {
            return Vec::new();
        }
        let mut areas = vec![0u8; self.slots.len() * SLOT];
        let mut samples = Vec::new();
        for (index, slot) in self.slots.iter().enumerate() {
            let steps = &slot.steps[slot.steps.partition_point(|&step| step < first)..];
            if steps.is_empty() {
                continue;
            }
            let step = steps[pass as usize % steps.len()];
            let seed = pass.wrapping_mul(0x9E37_79B9) ^ (index as u32).wrapping_mul(0x85EB_CA6B);
            let Some(sample) = Sample::new(step, &buffers.program.steps[step], slot.start, seed) else { continue };
            areas[index * SLOT..][..size_of::<Area>()].copy_from_slice(bytemuck::bytes_of(&sample.area));
            samples.push(sample);
            let mut bind_groups = self.bind_groups.borrow_mut();
            bind_groups.get(step, || self.bind(network, buffers, step, index));
        }
        network.gpu.queue.write_buffer(&self.areas, 0, &areas);
        samples
    }

    fn bind(&self, network: &GpuNetwork, buffers: &ProgramBuffers, step: usize, slot: usize) -> wgpu::BindGroup {
        let step = &buffers.program.steps[step];
        let (offset, size) = ((slot * SLOT) as u64, wgpu::BufferSize::new(size_of::<Area>() as u64));
        let area = wgpu::BindingResource::Buffer(wgpu::BufferBinding { buffer: &self.areas, offset, size });
        let source = buffers.get(step.source.buffer).as_entire_binding();
        let destination = buffers.get(step.destination.buffer).as_entire_binding();
        let bindings = [area, source, destination, self.samples.as_entire_binding()];
        let entries = (0..).zip(bindings).map(|(binding, resource)| wgpu::BindGroupEntry { binding, resource });
        network.gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: None,
            layout: &network.sampler.get_bind_group_layout(0),
            entries: &entries.collect::<Vec<_>>(),
        })
    }

    /// Copies the samples of a step that was just recorded.
    pub fn record(&self, network: &GpuNetwork, step: usize, samples: &[Sample], pass: &mut wgpu::ComputePass) {
        let Some(sample) = samples.iter().find(|sample| sample.step == step) else { return };
        pass.set_pipeline(&network.sampler);
        pass.set_bind_group(0, self.bind_groups.borrow().find(&step), &[]);
        pass.dispatch_workgroups((sample.area.inputs + sample.area.outputs).div_ceil(64), 1, 1);
    }

    /// Computes the samples again.
    ///
    /// # Errors
    ///
    /// [`EngineError::GpuWrong`].
    pub fn check(
        &self,
        network: &GpuNetwork,
        program: &Program,
        samples: &[Sample],
        read: &[f32],
        logits: &[f32],
    ) -> Result<(), Error> {
        for sample in samples {
            let step = &program.steps[sample.step];
            let (inputs, outputs) = read[sample.area.slot as usize..].split_at(sample.area.inputs as usize);
            let found = match step.destination.buffer {
                Buffer::Logits => &logits[sample.image * step.out_channels..][sample.first..step.out_channels],
                _ => &outputs[..sample.area.outputs as usize],
            };
            let expected =
                recompute::outputs(step, &network.packed, &network.live_norms(), sample, inputs, network.precision);
            for (&found, (expected, scale)) in found.iter().zip(expected) {
                let (deviation, tolerance) = ((found - expected).abs(), tolerance(network.precision, expected, scale));
                // Numbers that overflow in f32 are noticed in the logits.
                // False for NaN.
                let is_close = deviation <= tolerance;
                if expected.is_finite() && scale.is_finite() && !is_close {
                    return Err(EngineError::GpuWrong { deviation: deviation / scale }.into());
                }
            }
        }
        Ok(())
    }
}

/// The largest difference that rounding explains. Errors of products are independent, so they grow like `scale`, the root of
/// the sum of their squares.
fn tolerance(precision: Precision, expected: f32, scale: f32) -> f32 {
    // The last term is what a GPU may flush to zero.
    let (relative, smallest) = match precision {
        Precision::F32 => (1e-3, 1e-30),
        Precision::F16 => (2e-2, 1e-4),
    };
    relative * (scale + expected.abs() / 16.0) + smallest
}
