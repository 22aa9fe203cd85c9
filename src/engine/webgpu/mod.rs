//! Our own engine on wgpu, in the browser and natively, made for what DenseNet is: layers that share features.
//!
//! It runs the program of [`super::program`]: `kernel` and `kernels/*.wgsl` say how a step is dispatched, `template` unrolls
//! their loops, `pipelines` compiles them in a `precision`, `tuning` chooses between them by measurement, `pass` allocates
//! and runs it all on the `gpu`, and `ready` puts these together at load.

mod gpu;
mod kernel;
mod pass;
mod pipelines;
mod precision;
mod ready;
mod template;
mod timestamps;
mod tuning;

pub use gpu::Gpu;
use tuning::Tunings;

use std::rc::Rc;

use super::{
    Engine, EngineInfo, EngineKind, EngineStats, FeatureMaps, Logits, Options, Pending, Reason, Timed,
    program::{PackedWeights, Program},
};
use crate::{Error, Plan, Weights, error::EngineError, plan::LayerKind, preprocess::Images};

use pass::Pass;
use ready::Ready;
use timestamps::Timestamps;

/// Runs a network on a GPU.
pub struct WebGpuEngine {
    info: EngineInfo,
    plan: Plan,
    packed: PackedWeights,
    ready: Ready,
    /// Of the last untimed pass.
    submits: Option<usize>,
    /// Of the last pass.
    logits: Option<Logits>,
}

impl WebGpuEngine {
    /// Folds and uploads the weights, compiles the kernels, and allocates what a pass over one image needs.
    ///
    /// # Errors
    ///
    /// [`Error::Gpu`] when the device refuses: out of memory, or a limit of the adapter.
    pub async fn new(
        gpu: Gpu,
        weights: &Weights,
        plan: Plan,
        reason: Reason,
        options: &Options,
    ) -> Result<Self, Error> {
        let adapter = gpu.name();
        let measures = options.measure.unwrap_or(!gpu.is_software());
        let tunings = options.kernel_choices.as_deref().and_then(Tunings::parse);
        let precision = options.precision.map(|wanted| precision::possible(wanted, &gpu));
        let mut packed = PackedWeights::new(weights, kernel::PACKING);
        let known = tunings.filter(|tunings| tunings.suit(&gpu, &packed, precision));
        let gpu = Rc::new(gpu);
        let ready = match (known, precision) {
            (Some(known), _) => Ready::new(&gpu, &packed, &plan, known.precision, Some(known)).await?,
            (None, None) if measures => Ready::measured(&gpu, &packed, &plan).await?,
            (None, precision) => {
                let precision = precision.unwrap_or_default();
                let tunings = (!measures).then(|| Tunings::for_software(precision));
                Ready::new(&gpu, &packed, &plan, precision, tunings).await?
            }
        };
        // Only the offsets are needed from here on.
        packed.weights = Vec::new();
        let info = EngineInfo::new(EngineKind::WebGpu, adapter, ready.network.precision, reason);
        Ok(Self { info, plan, packed, ready, submits: None, logits: None })
    }

    /// Makes the pass fit the images.
    async fn fit(&mut self, images: &Images) -> Result<(), Error> {
        let size = [images.height, images.width];
        if self.plan.input_size == size && self.ready.pass.program.input.images == images.count {
            return Ok(());
        }
        let plan = Plan::new(&self.plan.config, size[0], size[1])?;
        let Ready { network, tunings, .. } = &mut self.ready;
        let mut pass = Pass::new(network, Program::new(&plan, images.count, &self.packed)).await?;
        pass.tune(network, tunings).await?;
        (self.plan, self.ready.pass, self.logits) = (plan, pass, None);
        Ok(())
    }

    /// The logits of a pass, unless something went wrong on the way.
    fn keep(&mut self, mut data: Vec<f32>, images: usize) -> Result<Logits, Error> {
        let classes = self.plan.config.num_classes;
        data.truncate(images * classes);
        if data.iter().any(|l| !l.is_finite()) {
            return Err(EngineError::GpuNotFinite { precision: self.info.precision }.into());
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

    fn kernel_choices(&self) -> Option<String> {
        self.ready.tunings.measured_text()
    }

    fn stats(&self) -> EngineStats {
        let Ready { network, pass, compile, .. } = &self.ready;
        EngineStats {
            weight_bytes: network.weights.size() + network.norms.size(),
            activation_bytes: Some(pass.activation_bytes()),
            dispatches: Some(pass.program.steps.len()),
            submits: self.submits,
            pipelines: Some(network.pipelines.len()),
            compile: Some(*compile),
            cost: Some(pass.program.cost(network.precision.bytes())),
        }
    }

    fn run<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Logits> {
        Box::pin(async move {
            self.fit(images).await?;
            let Ready { network, pass, .. } = &self.ready;
            let before = network.gpu.submits();
            let data = pass.run(network, &images.data).await?;
            self.submits = Some(network.gpu.submits() - before);
            self.keep(data, images.count)
        })
    }

    fn run_timed<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Timed> {
        Box::pin(async move {
            self.fit(images).await?;
            let Ready { network, pass, .. } = &self.ready;
            let Some(timestamps) = Timestamps::new(&network.gpu, pass.program.steps.len()) else {
                return Ok((self.run(images).await?, None));
            };
            let (data, times) = pass.run_timed(network, &images.data, &timestamps).await?;
            let layers = pass.program.layer_times(&times);
            Ok((self.keep(data, images.count)?, Some(layers)))
        })
    }

    fn feature_maps<'a>(&'a mut self, name: &'a str) -> Pending<'a, FeatureMaps> {
        Box::pin(async move {
            let index = self.plan.index(name)?;
            let layer = &self.plan.layers[index];
            let logits = self.logits.as_ref().ok_or(EngineError::NothingRun)?;
            if layer.kind == LayerKind::Classifier {
                return Ok(logits.clone().into());
            }
            let Ready { network, pass, .. } = &self.ready;
            let (images, channels) = (pass.program.input.images, layer.out_channels);
            let [height, width] = [layer.height, layer.width];
            let mut data = pass.read(network, index, channels).await?;
            if layer.kind == LayerKind::FinalNorm {
                self.packed.activate(name, channels, &mut data, height * width);
            }
            Ok(FeatureMaps { data, images, channels, height, width })
        })
    }
}
