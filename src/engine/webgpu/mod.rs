//! Our own engine on wgpu, in the browser and natively, made for what DenseNet is: layers that share features.
//!
//! It runs the program of [`super::program`]: `kernel` and `kernels/*.wgsl` say how a step is dispatched, `template` unrolls
//! their loops, `pipelines` compiles them, `pass` allocates and runs it all on the `gpu`.

mod gpu;
mod kernel;
mod pass;
mod pipelines;
mod template;
mod timestamps;
mod tuning;

pub use gpu::Gpu;
pub use tuning::{Family, Tuning, Tunings};

use web_time::Instant;

use super::{
    Engine, EngineInfo, EngineKind, EngineStats, FeatureMaps, Logits, Pending,
    program::{PackedWeights, Program},
};
use crate::{Error, Plan, Weights, plan::LayerKind, preprocess::Images};

use pass::{Network, Pass};
use pipelines::Pipelines;
use timestamps::Timestamps;

/// Runs a network on a GPU.
pub struct WebGpuEngine {
    info: EngineInfo,
    network: Network,
    plan: Plan,
    packed: PackedWeights,
    tunings: Tunings,
    pass: Pass,
    /// Milliseconds.
    compile: f64,
    /// Of the last untimed pass.
    submits: Option<usize>,
    /// Of the last pass.
    logits: Option<Logits>,
}

impl WebGpuEngine {
    /// Folds and uploads the weights, compiles the kernels, and allocates what a pass over one image needs.
    ///
    /// Without `tunings` of this adapter, the candidates are timed on a real GPU. On a software adapter that would take
    /// seconds, and the first candidates are taken: they have no barriers, which cost most there (see PERFORMANCE.md).
    ///
    /// # Errors
    ///
    /// [`Error::Gpu`] when the device refuses: out of memory, or a limit of the adapter.
    pub async fn new(
        gpu: Gpu,
        weights: &Weights,
        plan: Plan,
        reason: String,
        tunings: Option<Tunings>,
    ) -> Result<Self, Error> {
        let info = EngineInfo { kind: EngineKind::WebGpu, adapter: gpu.name(), reason };
        let mut packed = PackedWeights::new(weights, kernel::PACKING);
        let uploaded = gpu.checked(|gpu| {
            let buffer = |label, bytes| gpu.buffer_with(label, bytes, wgpu::BufferUsages::STORAGE);
            let weights = buffer("weights", bytemuck::cast_slice::<_, u8>(&packed.weights));
            let norms = buffer("norms", bytemuck::cast_slice::<_, u8>(&packed.norms));
            (weights, norms, Pipelines::new(gpu))
        });
        let (weights, norms, pipelines) = uploaded.await?;
        // Only the offsets are needed from here on.
        packed.weights = Vec::new();
        let mut network = Network { gpu, pipelines, weights, norms };
        let mut pass = Pass::new(&network, Program::new(&plan, 1, &packed)).await?;
        let tunings = match tunings.filter(|tunings| tunings.suit(&info.adapter)) {
            Some(tunings) => tunings,
            None if network.gpu.is_software() => Tunings::default(),
            None => Tunings::measure(&mut network, &pass).await?,
        };
        let start = Instant::now();
        pass.tune(&mut network, &tunings).await?;
        let compile = start.elapsed().as_secs_f64() * 1e3;
        let steps = &pass.program.steps;
        network.pipelines.retain(|operation, tuning| {
            steps.iter().any(|step| step.operation == operation && tunings.of(step) == tuning)
        });
        Ok(Self { info, network, plan, packed, tunings, pass, compile, submits: None, logits: None })
    }

    /// Times the candidates for this network on this adapter, whatever it is.
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub async fn measure(&mut self) -> Result<Tunings, Error> {
        Tunings::measure(&mut self.network, &self.pass).await
    }

    /// Makes the pass fit the images.
    async fn fit(&mut self, images: &Images) -> Result<(), Error> {
        let size = [images.height, images.width];
        if self.plan.input_size == size && self.pass.program.input.images == images.count {
            return Ok(());
        }
        let plan = Plan::new(&self.plan.config, size[0], size[1])?;
        let mut pass = Pass::new(&self.network, Program::new(&plan, images.count, &self.packed)).await?;
        pass.tune(&mut self.network, &self.tunings).await?;
        (self.plan, self.pass, self.logits) = (plan, pass, None);
        Ok(())
    }

    /// The logits of a pass, unless something went wrong on the way.
    fn keep(&mut self, mut data: Vec<f32>, images: usize) -> Result<Logits, Error> {
        let classes = self.plan.config.num_classes;
        data.truncate(images * classes);
        if data.iter().any(|l| !l.is_finite()) {
            return Err(Error::Gpu("it gave logits that are not numbers; use the CPU engine".into()));
        }
        let logits = Logits { data, classes };
        self.logits = Some(logits.clone());
        Ok(logits)
    }
}

impl Engine for WebGpuEngine {
    fn info(&self) -> &EngineInfo {
        &self.info
    }

    fn plan(&self) -> &Plan {
        &self.plan
    }

    fn tuning(&self) -> Option<String> {
        Some(self.tunings.text())
    }

    fn stats(&self) -> EngineStats {
        let program = &self.pass.program;
        EngineStats {
            weight_bytes: self.network.weights.size() + self.network.norms.size(),
            activation_bytes: Some(program.activation_bytes()),
            dispatches: Some(program.steps.len()),
            submits: self.submits,
            pipelines: Some(self.network.pipelines.len()),
            compile: Some(self.compile),
            cost: Some(program.cost()),
        }
    }

    fn run<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Logits> {
        Box::pin(async move {
            self.fit(images).await?;
            let before = self.network.gpu.submits();
            let data = self.pass.run(&self.network.gpu, &images.data).await?;
            self.submits = Some(self.network.gpu.submits() - before);
            self.keep(data, images.count)
        })
    }

    fn run_timed<'a>(&'a mut self, images: &'a Images) -> Pending<'a, (Logits, Option<Vec<f64>>)> {
        Box::pin(async move {
            self.fit(images).await?;
            let program = &self.pass.program;
            let Some(timestamps) = Timestamps::new(&self.network.gpu, program.steps.len()) else {
                return Ok((self.run(images).await?, None));
            };
            let (data, times) = self.pass.run_timed(&self.network.gpu, &images.data, &timestamps).await?;
            let layers = program.times_of_layers(&times);
            Ok((self.keep(data, images.count)?, Some(layers)))
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
            let mut data = self.pass.read(&self.network.gpu, index, channels).await?;
            if layer.kind == LayerKind::FinalNorm {
                self.packed.activate(name, channels, &mut data, height * width);
            }
            Ok(FeatureMaps { data, images, channels, height, width })
        })
    }
}
