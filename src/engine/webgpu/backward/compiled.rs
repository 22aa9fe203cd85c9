//! A backward pass that can run: its buffers, and a dispatch per step.

use super::{
    super::compiled::{CompiledProgram, MACS_PER_SUBMIT},
    params::GradientParams,
};
use crate::{
    Error, Precision,
    engine::{
        program::{Buffer, Gradient, Place, portions},
        webgpu::{dispatch::Dispatch, network::GpuNetwork},
    },
    error::EngineError,
};

/// The gradients of each buffer of features, and the effects of all norms' channels.
pub type Computed = (Vec<(Buffer, Vec<f32>)>, Vec<f32>);

/// A backward pass that can run.
pub struct CompiledBackward {
    pub buffers: Vec<(Gradient, wgpu::Buffer)>,
    /// The parameters of all steps.
    pub params: wgpu::Buffer,
    pub steps: Vec<BackwardStep>,
    /// `Report` in `kernels/gradient.wgsl`.
    pub report: wgpu::Buffer,
    pub staging: wgpu::Buffer,
}

/// A step that is ready to be recorded.
pub enum BackwardStep {
    /// A forward step once more.
    Again { forward: usize },
    Dispatch {
        dispatch: Dispatch,
        of_image: Option<OfImage>,
        /// Multiply-accumulates, as far as they matter.
        macs: u64,
    },
}

/// Parameters that depend on the image.
pub struct OfImage {
    pub params: GradientParams,
    pub features: Place,
}

impl CompiledBackward {
    /// Runs a pass with one read-back and, unless it is large, one submit.
    ///
    /// # Errors
    ///
    /// When the device fails, a step isn't carried out, or a gradient isn't finite.
    pub async fn run(
        &self,
        network: &GpuNetwork,
        forward: &CompiledProgram,
        image: usize,
        logits: &[f32],
    ) -> Result<Computed, Error> {
        let (gpu, number) = (&network.gpu, network.gpu.submits() as u32 + 1);
        gpu.check()?;
        let seed = self.buffer(Gradient::Of(Buffer::Logits));
        gpu.queue.write_buffer(seed, 0, bytemuck::cast_slice(logits));
        // Forward steps that are carried out again sign for this pass.
        for report in [&self.report, &forward.buffers.report] {
            gpu.queue.write_buffer(report, 0, bytemuck::cast_slice(&[number, 0]));
        }
        let encoder = self.record(network, forward, image);
        let of_features = self.of_features();
        let buffers = of_features.iter().map(|(_, buffer)| *buffer).chain([&self.report, &forward.buffers.report]);
        let ranges: Vec<_> = buffers.map(|buffer| (buffer, 0..buffer.size())).collect();
        let read = gpu.read_stamped(encoder, &ranges, &self.staging).await?;
        let mut rest = read.as_slice();
        let mut gradients = Vec::new();
        for (features, buffer) in of_features {
            let (bytes, after) = rest.split_at(buffer.size() as usize);
            gradients.push((features, Precision::F32.decode(bytes)));
            rest = after;
        }
        let words: Vec<u32> = rest.as_chunks().0.iter().map(|&word| u32::from_le_bytes(word)).collect();
        let (report, forward_report) = words.split_at(self.report.size() as usize / 4);
        let effects = self.check(number, report, forward_report)?;
        if !gradients.iter().all(|(_, gradient)| densenet_kernels::all_finite(gradient)) {
            return Err(EngineError::GpuNotFinite { precision: network.precision }.into());
        }
        Ok((gradients, effects))
    }

    pub fn buffer(&self, gradient: Gradient) -> &wgpu::Buffer {
        let known = self.buffers.iter().find(|(known, _)| *known == gradient);
        &known.expect("all buffers are listed").1
    }

    /// The gradients of features that survive a pass.
    pub fn of_features<'a>(&'a self) -> Vec<(Buffer, &'a wgpu::Buffer)> {
        let of_features = |(gradient, buffer): &'a (Gradient, wgpu::Buffer)| match gradient {
            Gradient::Of(features) => Some((*features, buffer)),
            _ => None,
        };
        self.buffers.iter().filter_map(of_features).collect()
    }

    /// Encodes the pass, and submits all but the last portion of it.
    fn record(&self, network: &GpuNetwork, forward: &CompiledProgram, image: usize) -> wgpu::CommandEncoder {
        let gpu = &network.gpu;
        let mut encoder = gpu.device.create_command_encoder(&Default::default());
        let macs = |step: usize| match &self.steps[step] {
            BackwardStep::Again { forward: step } => forward.program().steps[*step].cost(1).macs,
            BackwardStep::Dispatch { macs, .. } => *macs,
        };
        for (index, steps) in portions(0..self.steps.len(), macs, MACS_PER_SUBMIT).into_iter().enumerate() {
            if index > 0 {
                gpu.submit_begun(&mut encoder);
            }
            let mut pass = encoder.begin_compute_pass(&Default::default());
            for step in &self.steps[steps] {
                match step {
                    BackwardStep::Again { forward: step } => forward.record(*step, &mut pass),
                    BackwardStep::Dispatch { dispatch, of_image, .. } => {
                        if let Some(OfImage { params, features }) = of_image {
                            let params = params.of_image(*features, image).bytes();
                            gpu.queue.write_buffer(&self.params, dispatch.offset.into(), &params);
                        }
                        dispatch.record(&mut pass);
                    }
                }
            }
        }
        encoder
    }

    /// Whether every step signed for this pass. Returns the effects.
    fn check(&self, number: u32, report: &[u32], forward: &[u32]) -> Result<Vec<f32>, Error> {
        let (signatures, effects) = report[2..].split_at(self.steps.len());
        let is_signed = |(step, signature): (&BackwardStep, &u32)| match step {
            BackwardStep::Again { forward: step } => forward[2 + step] == number,
            BackwardStep::Dispatch { .. } => *signature == number,
        };
        if [report[0], forward[0]] != [number; 2] || !self.steps.iter().zip(signatures).all(is_signed) {
            return Err(EngineError::GpuStale.into());
        }
        if forward[1] != 0 {
            return Err(EngineError::GpuOverflow.into());
        }
        Ok(effects.iter().map(|&bits| f32::from_bits(bits)).collect())
    }
}
