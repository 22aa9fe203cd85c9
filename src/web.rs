//! The wasm-bindgen facade that the npm package is built on. Thin: no arithmetic, no decisions.
//!
//! Structured values cross as JSON, numbers as typed arrays. Errors are JavaScript `Error`s with a `code`.

use js_sys::{Float32Array, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_time::Instant;

use crate::{
    DenseNetConfig, Engine, Error, Metadata, Plan, Precision, Weights,
    engine::{self, EngineInfo, EngineStats, FeatureMaps, Options},
    explain,
    metadata::Preprocessing,
    model::DenseNet,
    plan::{FeatureMemory, LayerKind},
    predictions::{self, Prediction},
    preprocess::{self, Images},
};

/// Lets a panic say on the console where it happened; it is a bug in this crate.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
}

impl From<Error> for JsValue {
    fn from(error: Error) -> JsValue {
        let value = js_sys::Error::new(&error.to_string());
        // Setting a property of a fresh object can't fail.
        let _ = Reflect::set(&value, &"code".into(), &error.code().into());
        value.into()
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data can be serialised")
}

/// A plan and its sums.
#[derive(Serialize)]
struct Description<'a> {
    #[serde(flatten)]
    plan: &'a Plan,
    parameters: u64,
    macs: u64,
    depth: usize,
    memory: FeatureMemory,
}

impl<'a> Description<'a> {
    fn of(plan: &'a Plan) -> Self {
        let (parameters, macs) = (plan.parameter_count(), plan.macs());
        Self { plan, parameters, macs, depth: plan.config.depth(), memory: plan.feature_memory() }
    }
}

fn parse_config(config: &str) -> Result<DenseNetConfig, Error> {
    match DenseNetConfig::named(config) {
        Some(config) => Ok(config),
        None => serde_json::from_str(config).map_err(|e| Error::Config(format!("no network is called so, and {e}"))),
    }
}

fn read_metadata(sidecar: Option<String>, config: &DenseNetConfig) -> Result<Metadata, Error> {
    match sidecar {
        Some(json) => Metadata::from_json(&json, config),
        None => Ok(Metadata::default_for(config)),
    }
}

/// The plan, as JSON, of a configuration: a name or JSON.
#[wasm_bindgen]
pub fn describe(config: &str, height: usize, width: usize) -> Result<String, Error> {
    Ok(json(&Description::of(&Plan::new(&parse_config(config)?, height, width)?)))
}

/// A loaded network.
#[wasm_bindgen]
pub struct Network {
    engine: Box<dyn Engine>,
    /// How many images one pass takes.
    most_images: usize,
    /// How many images of the last call were in passes before the last one.
    passed: usize,
    metadata: Metadata,
    weights: Weights,
}

#[derive(Serialize)]
struct NetworkInfo<'a> {
    engine: &'a EngineInfo,
    architecture: &'a str,
    labels: &'a [String],
    preprocessing: &'a Preprocessing,
    stats: EngineStats,
}

/// Predictions for each image, the passes' milliseconds, and each layer's in the last pass where they were asked for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Classified {
    predictions: Vec<Vec<Prediction>>,
    run: f64,
    layer_times: Option<Vec<f64>>,
}

/// A picture as the network takes it.
#[wasm_bindgen]
pub struct Prepared(Images);

#[wasm_bindgen]
impl Network {
    /// Reads a safetensors checkpoint and its `config.json`, and makes the engine: `auto`, `webgpu`, `cpu` or `burn`, which
    /// on a GPU computes in the precision `auto`, `f32` or `f16`.
    /// `tuning` is what [`Network::tuning`] gave before, if that is remembered.
    pub async fn load(
        checkpoint: Vec<u8>,
        config: Option<String>,
        engine: String,
        precision: String,
        tuning: Option<String>,
    ) -> Result<Network, Error> {
        let weights = Weights::from_safetensors(&checkpoint)?;
        drop(checkpoint);
        let metadata = read_metadata(config, weights.config())?;
        Self::make(weights, metadata, Self::options(&engine, &precision, tuning)?).await
    }

    /// A network of a configuration (JSON, or a name) with fresh random weights; `sidecar` is what `config.json` would be
    /// beside a checkpoint.
    pub async fn random(
        config: String,
        sidecar: Option<String>,
        engine: String,
        precision: String,
    ) -> Result<Network, Error> {
        // The page says it beforehand: www/explore/constants.js.
        const MOST_PARAMETERS: u64 = 100_000_000;
        let config = parse_config(&config)?;
        let metadata = read_metadata(sidecar, &config)?;
        let [height, width] = metadata.preprocessing.input_size;
        let parameters = Plan::new(&config, height, width)?.parameter_count();
        if parameters > MOST_PARAMETERS {
            return Err(Error::Config(format!("{parameters} parameters; at most {MOST_PARAMETERS} are made up")));
        }
        let weights = DenseNet::new(&config, &burn::tensor::Device::flex())?.to_weights(&config)?;
        Self::make(weights, metadata, Self::options(&engine, &precision, None)?).await
    }

    fn options(engine: &str, precision: &str, tuning: Option<String>) -> Result<Options, Error> {
        Ok(Options { choice: engine.parse()?, tuning, precision: Precision::choice(precision)? })
    }

    async fn make(weights: Weights, metadata: Metadata, options: Options) -> Result<Network, Error> {
        let engine = engine::load(&weights, metadata.preprocessing.input_size, options).await?;
        let most_images = engine::most_images(&*engine);
        Ok(Network { engine, most_images, passed: 0, metadata, weights })
    }

    /// What the engine measured at load, to be remembered for the next one.
    pub fn tuning(&self) -> Option<String> {
        self.engine.tuning()
    }

    /// The plan for the network's own input size, as JSON.
    pub fn plan(&self) -> Result<String, Error> {
        let [height, width] = self.metadata.preprocessing.input_size;
        Ok(json(&Description::of(&Plan::new(self.weights.config(), height, width)?)))
    }

    /// Engine, labels, preprocessing and costs, as JSON.
    pub fn info(&self) -> String {
        json(&NetworkInfo {
            engine: self.engine.info(),
            architecture: &self.metadata.architecture,
            labels: &self.metadata.labels,
            preprocessing: &self.metadata.preprocessing,
            stats: self.engine.stats(),
        })
    }

    /// What a pass costs, as JSON.
    pub fn stats(&self) -> String {
        json(&self.engine.stats())
    }

    /// Resizes, crops and normalises a picture's RGBA bytes.
    pub fn prepare(&self, rgba: &[u8], width: usize, height: usize) -> Result<Prepared, Error> {
        preprocess::prepare(rgba, width, height, &self.metadata.preprocessing).map(Prepared)
    }

    /// Predictions for each of the pictures, and how long it took, as JSON. Takes as many passes as the memory bound asks for.
    pub async fn classify(
        &mut self,
        pictures: Vec<Prepared>,
        top_k: usize,
        time_layers: bool,
    ) -> Result<String, Error> {
        let mut pictures = pictures.into_iter().map(|p| p.0).peekable();
        let mut classified = Classified { predictions: Vec::new(), run: 0.0, layer_times: None };
        while pictures.peek().is_some() {
            self.passed = classified.predictions.len();
            let images = Images::batch(pictures.by_ref().take(self.most_images).collect())?;
            let start = Instant::now();
            let (logits, layer_times) = if time_layers {
                self.engine.run_timed(&images).await?
            } else {
                (self.engine.run(&images).await?, None)
            };
            classified.run += start.elapsed().as_secs_f64() * 1e3;
            classified.layer_times = layer_times;
            let labels = &self.metadata.labels;
            classified.predictions.extend(logits.images().map(|l| predictions::top_k(l, labels, top_k)));
        }
        Ok(json(&classified))
    }

    /// The averaged features of the last pass's images, `[images][channels]`.
    pub async fn embedding(&mut self) -> Result<Float32Array, Error> {
        Ok(explain::embedding(&self.final_maps().await?).as_slice().into())
    }

    /// A layer's output in the last pass.
    pub async fn feature_maps(&mut self, layer: String) -> Result<Maps, Error> {
        self.engine.feature_maps(&layer).await.map(Maps)
    }

    /// Where the last pass saw a class, as one map of one channel; `image` counts in the last call of `classify`.
    pub async fn class_activation_map(&mut self, class: usize, image: usize) -> Result<Maps, Error> {
        let gone = || Error::Input(format!("the last pass had no image {image}"));
        let image = image.checked_sub(self.passed).ok_or_else(gone)?;
        let maps = self.final_maps().await?;
        let data = explain::class_activation_map(&maps, self.weights.get("classifier.weight"), class, image)?;
        Ok(Maps(FeatureMaps { data, images: 1, channels: 1, ..maps }))
    }

    /// The weights as a safetensors file, for another worker.
    pub fn checkpoint(&self) -> Result<Vec<u8>, Error> {
        // Where there is too little memory, serialising would end in a trap.
        let bytes = self.weights.config().tensors()?.iter().map(|p| p.len() as usize * size_of::<f32>()).sum::<usize>();
        Vec::<u8>::new().try_reserve_exact(2 * bytes).map_err(|e| Error::Weights(e.to_string()))?;
        self.weights.to_safetensors(Precision::F32)
    }

    /// The paper's figure 5, as JSON.
    pub fn feature_reuse(&self) -> String {
        json(&explain::feature_reuse(self.engine.plan(), &self.weights))
    }

    async fn final_maps(&mut self) -> Result<FeatureMaps, Error> {
        let mut last = self.engine.plan().layers_of(LayerKind::FinalNorm);
        let name = last.next().map(|l| l.name.clone()).ok_or(Error::NothingRun)?;
        drop(last);
        self.engine.feature_maps(&name).await
    }
}

/// Numbers of a layer, `[images, channels, height, width]` row-major.
#[wasm_bindgen]
pub struct Maps(FeatureMaps);

#[wasm_bindgen]
impl Maps {
    /// All numbers.
    #[wasm_bindgen(getter)]
    pub fn data(&self) -> Float32Array {
        self.0.data.as_slice().into()
    }

    /// Images, channels, height, width.
    #[wasm_bindgen(getter)]
    pub fn shape(&self) -> Vec<usize> {
        vec![self.0.images, self.0.channels, self.0.height, self.0.width]
    }
}
