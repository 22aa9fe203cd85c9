//! Our own engine on wgpu, in the browser and natively, made for what DenseNet is: layers that share features.
//!
//! It runs the program of [`super::program`]: `kernel` and `kernels/*.wgsl` say how a step is dispatched, `template` unrolls
//! their loops, `pipelines` compiles them, `pass` allocates and runs it all on the `gpu`.

mod gpu;
mod kernel;
mod pass;
mod pipelines;
mod template;

pub use gpu::Gpu;

use super::{
    Engine, EngineInfo, EngineKind, EngineStats, FeatureMaps, Logits, Pending,
    program::{PackedWeights, Program},
};
use crate::{Error, Plan, Weights, plan::LayerKind, preprocess::Images};

use pass::Pass;
use pipelines::Pipelines;

/// Runs a network on a GPU.
pub struct WebGpuEngine {
    info: EngineInfo,
    gpu: Gpu,
    plan: Plan,
    packed: PackedWeights,
    weights: wgpu::Buffer,
    norms: wgpu::Buffer,
    pipelines: Pipelines,
    pass: Pass,
    /// Of the last pass.
    logits: Option<Logits>,
}

impl WebGpuEngine {
    /// Folds and uploads the weights, compiles the kernels, and allocates what a pass over one image needs.
    ///
    /// # Errors
    ///
    /// [`Error::Gpu`] when the device refuses: out of memory, or a limit of the adapter.
    pub async fn new(gpu: Gpu, weights: &Weights, plan: Plan, reason: String) -> Result<Self, Error> {
        let mut packed = PackedWeights::new(weights, kernel::PACK);
        let uploaded = gpu.checked(|gpu| {
            let storage = wgpu::BufferUsages::STORAGE;
            let weights = gpu.buffer_with("weights", &packed.weights, storage);
            (weights, gpu.buffer_with("norms", &packed.norms, storage), Pipelines::new(gpu))
        });
        let (weights, norms, mut pipelines) = uploaded.await?;
        // Only the offsets are needed from here on.
        packed.weights = Vec::new();
        let program = Program::new(&plan, 1, &packed);
        let pass = Pass::new(&gpu, program, &mut pipelines, &weights, &norms).await?;
        let info = EngineInfo { kind: EngineKind::WebGpu, adapter: gpu.name(), reason };
        Ok(Self { info, gpu, plan, packed, weights, norms, pipelines, pass, logits: None })
    }

    /// Makes the pass fit the images.
    async fn fit(&mut self, images: &Images) -> Result<(), Error> {
        let size = [images.height, images.width];
        if self.plan.input_size != size {
            self.plan = Plan::new(&self.plan.config, size[0], size[1])?;
        } else if self.pass.program.input.images == images.count {
            return Ok(());
        }
        self.logits = None;
        let program = Program::new(&self.plan, images.count, &self.packed);
        self.pass = Pass::new(&self.gpu, program, &mut self.pipelines, &self.weights, &self.norms).await?;
        Ok(())
    }
}

impl Engine for WebGpuEngine {
    fn info(&self) -> &EngineInfo {
        &self.info
    }

    fn plan(&self) -> &Plan {
        &self.plan
    }

    fn stats(&self) -> EngineStats {
        let program = &self.pass.program;
        EngineStats {
            weight_bytes: self.weights.size() + self.norms.size(),
            activation_bytes: Some(program.activation_bytes()),
            dispatches: Some(program.steps.len()),
            pipelines: Some(self.pipelines.len()),
        }
    }

    fn run<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Logits> {
        Box::pin(async move {
            self.fit(images).await?;
            let mut data = self.pass.run(&self.gpu, &images.data).await?;
            let classes = self.plan.config.num_classes;
            data.truncate(images.count * classes);
            if data.iter().any(|l| !l.is_finite()) {
                return Err(Error::Gpu("it gave logits that are not numbers; use the CPU engine".into()));
            }
            let logits = Logits { data, classes };
            self.logits = Some(logits.clone());
            Ok(logits)
        })
    }

    fn feature_maps<'a>(&'a mut self, name: &'a str) -> Pending<'a, FeatureMaps> {
        Box::pin(async move {
            let index = self.plan.index(name)?;
            let layer = &self.plan.layers[index];
            let logits = self.logits.as_ref().ok_or(Error::NothingRun)?;
            if layer.kind == LayerKind::Classifier {
                return Ok(logits.clone().into());
            }
            let (images, channels) = (self.pass.program.input.images, layer.out_channels);
            let [height, width] = [layer.height, layer.width];
            let mut data = self.pass.read(&self.gpu, index, channels).await?;
            if layer.kind == LayerKind::FinalNorm {
                self.packed.activate(name, channels, &mut data, height * width);
            }
            Ok(FeatureMaps { data, images, channels, height, width })
        })
    }
}
