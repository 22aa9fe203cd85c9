//! The burn model on burn's Flex backend: slower than the others, because it concatenates as the paper describes it, and
//! the reference that they are compared with.

use std::collections::HashMap;

use burn::{
    module::Module,
    tensor::{Device, Tensor, TensorData},
};

use super::{Engine, EngineInfo, EngineKind, EngineStats, FeatureMaps, Logits, Pending, Reason};
use crate::{
    Error, Plan, Precision, Weights, cuts::Silence, error::EngineError, memory, model::DenseNet, plan::LayerKind,
    preprocess::Images,
};

/// Runs the burn model, natively or in wasm.
pub struct BurnEngine {
    info: EngineInfo,
    plan: Plan,
    network: DenseNet,
    device: Device,
    /// Every layer's output in the last pass.
    layers: HashMap<String, Tensor<4>>,
    logits: Option<Logits>,
    /// The images of the last pass.
    images: Option<Images>,
    is_outdated: bool,
}

impl BurnEngine {
    /// # Errors
    ///
    /// When the weights' configuration is invalid.
    pub fn new(weights: &Weights, plan: Plan, reason: Reason) -> Result<Self, Error> {
        let device = Device::flex();
        let network = DenseNet::from_weights(weights, &device)?.valid();
        let info = EngineInfo::new(EngineKind::Burn, "burn Flex", Precision::F32, reason);
        Ok(Self { info, plan, network, device, layers: HashMap::new(), logits: None, images: None, is_outdated: false })
    }
}

impl Engine for BurnEngine {
    fn info(&self) -> &EngineInfo {
        &self.info
    }

    fn plan(&self) -> &Plan {
        &self.plan
    }

    fn stats(&self) -> EngineStats {
        EngineStats { weight_bytes: self.network.num_params() as u64 * 4, ..EngineStats::default() }
    }

    fn run<'a>(&'a mut self, images: &'a Images) -> Pending<'a, Logits> {
        Box::pin(async move {
            images.check_channels(self.plan.config.in_channels)?;
            let [height, width] = images.size();
            if self.plan.input_size != [height, width] {
                self.plan = Plan::new(&self.plan.config, height, width)?;
            }
            self.layers.clear();
            memory::check(self.pass_bytes(&self.plan).saturating_mul(images.count() as u64))?;
            let input = Tensor::from_data(TensorData::new(images.data().to_vec(), images.shape()), &self.device);
            let layers = &mut self.layers;
            let logits = self.network.forward_visiting(input, |name, output| {
                layers.insert(name, output.clone());
            });
            let classes = self.plan.config.num_classes;
            // Without a classifier, these are the averaged features.
            let data = if classes > 0 { read(logits).await? } else { Vec::new() };
            let logits = Logits { data, classes };
            self.logits = Some(logits.clone());
            (self.images, self.is_outdated) = (Some(images.clone()), false);
            Ok(logits)
        })
    }

    fn silence(&mut self, weights: &Weights, silenced: &[Silence]) -> Result<(), Error> {
        self.network = DenseNet::from_weights(&weights.silent(silenced), &self.device)?.valid();
        self.is_outdated = true;
        Ok(())
    }

    fn rerun<'a>(&'a mut self) -> Pending<'a, Logits> {
        Box::pin(async move {
            let images = self.images.take().ok_or(EngineError::NothingRun)?;
            let logits = self.run(&images).await;
            self.images = Some(images);
            logits
        })
    }

    fn feature_maps<'a>(&'a mut self, layer: &'a str) -> Pending<'a, FeatureMaps> {
        Box::pin(async move {
            let kind = self.plan.layer(layer)?.kind;
            if self.is_outdated && self.images.is_some() {
                self.rerun().await?;
            }
            if kind == LayerKind::Classifier {
                return self.logits.clone().map(Into::into).ok_or_else(|| EngineError::NothingRun.into());
            }
            let output = self.layers.get(layer).ok_or(EngineError::NothingRun)?.clone();
            let [images, channels, height, width] = output.dims();
            Ok(FeatureMaps { data: read(output).await?, images, channels, height, width })
        })
    }
}

async fn read<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f32>, Error> {
    let failed = |e: &dyn std::fmt::Debug| EngineError::BurnFailed { detail: format!("{e:?}") };
    let data = tensor.into_data_async().await.map_err(|e| failed(&e))?;
    Ok(data.try_into_vec().map_err(|e| failed(&e))?)
}
