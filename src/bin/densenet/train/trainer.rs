//! One step after the other.

use anyhow::Context;
use burn::{
    module::{Module, ModuleMapper, Param, ParamId},
    optim::{GradientsParams, ModuleOptimizer, SgdConfig, decay::WeightDecayConfig, momentum::MomentumConfig},
    tensor::{Bytes, Device, Tensor, TensorData, activation::log_softmax},
};
use densenet_web::{DenseNetConfig, Weights, model::DenseNet};

use super::{augment::Augmentation, dataset::Dataset, random::Random};

/// What a network is trained with.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize, clap::Args)]
pub struct Recipe {
    /// Images per step
    #[arg(long, default_value_t = 64)]
    pub batch_size: usize,
    /// Nesterov's momentum
    #[arg(long, default_value_t = 0.9)]
    pub momentum: f64,
    /// The share of each weight that is added to its gradient
    #[arg(long, default_value_t = 1e-4)]
    pub weight_decay: f32,
    /// The share of each target that is spread over all classes
    #[arg(long, default_value_t = 0.0)]
    pub label_smoothing: f32,
    /// Keep a moving average of the weights, which is what is written: the share that stays in each step, such as 0.999
    #[arg(long, default_value_t = 0.0)]
    pub average: f32,
    /// The share of features that are dropped behind each layer
    #[arg(long, default_value_t = 0.0)]
    pub dropout: f64,
    /// The same seed trains the same network
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    #[command(flatten)]
    pub augmentation: Augmentation,
}

/// A network that is being trained. A step begins with plain numbers, because tensors that were computed may lie in memory in another
/// order than those that were read, and then sums are rounded otherwise: a resumed run would not be the same.
pub struct Trainer {
    recipe: Recipe,
    weights: Weights,
    optimizer: ModuleOptimizer,
    average: Option<Weights>,
}

/// All of a trainer's state, as bytes.
pub struct State {
    pub weights: Vec<u8>,
    pub average: Option<Vec<u8>>,
    pub optimizer: Vec<u8>,
}

impl Trainer {
    pub fn new(weights: &Weights, recipe: Recipe) -> anyhow::Result<Self> {
        let momentum = MomentumConfig::new().with_momentum(recipe.momentum).with_dampening(0.0).with_nesterov(true);
        let optimizer = SgdConfig::new()
            .with_momentum((recipe.momentum > 0.0).then_some(momentum))
            .with_weight_decay((recipe.weight_decay > 0.0).then(|| WeightDecayConfig::new(recipe.weight_decay)))
            .init();
        let average = (recipe.average > 0.0).then(|| weights.clone());
        Ok(Self { recipe, weights: weights.clone(), optimizer, average })
    }

    /// Goes on from a state of a trainer with the same recipe.
    pub fn resume(state: &State, recipe: Recipe) -> anyhow::Result<Self> {
        let mut trainer = Self::new(&Weights::from_safetensors(&state.weights)?, recipe)?;
        trainer.optimizer = trainer.optimizer.from_bytes(Bytes::from_bytes_vec(state.optimizer.clone()))?;
        trainer.average = state.average.as_deref().map(Weights::from_safetensors).transpose()?;
        Ok(trainer)
    }

    pub fn state(&self) -> anyhow::Result<State> {
        Ok(State {
            weights: bytes(&self.weights)?,
            average: self.average.as_ref().map(bytes).transpose()?,
            optimizer: self.optimizer.into_bytes()?.to_vec(),
        })
    }

    /// The weights to use: their average, where there is one.
    pub fn result(&self) -> &Weights {
        self.average.as_ref().unwrap_or(&self.weights)
    }

    fn network(&self, device: &Device) -> anyhow::Result<DenseNet> {
        // Files don't say what was dropped.
        let config = DenseNetConfig { drop_rate: self.recipe.dropout, ..self.weights.config().clone() };
        let weights = Weights::from_fn(&config, |parameter| self.weights.get(&parameter.name).to_vec())?;
        Ok(DenseNet::from_weights(&weights, device)?.map(&mut Numbering(0)))
    }

    /// Takes a step, and returns the loss. `step` counts from 0 over all epochs: what is random depends on it.
    pub fn step(
        &mut self,
        data: &Dataset,
        statistics: &[Vec<f32>; 2],
        images: &[usize],
        step: usize,
        learning_rate: f64,
    ) -> anyhow::Result<f32> {
        let device = Device::flex().autodiff();
        let network = self.network(&device)?;
        // Dropout's.
        device.seed(Random::for_purpose(self.recipe.seed, &[1, step as u64]).next());
        let mut numbers = Vec::with_capacity(images.len() * 3 * data.side * data.side);
        for (position, &image) in images.iter().enumerate() {
            let mut random = Random::for_purpose(self.recipe.seed, &[2, step as u64, position as u64]);
            let pixels = data.pixels(image);
            self.recipe.augmentation.apply(pixels, data.side, statistics, &mut random, &mut numbers);
        }
        let input = TensorData::new(numbers, [images.len(), 3, data.side, data.side]);
        let logits = network.forward(Tensor::from_data(input, &device));
        let targets = self.targets(data, images);
        let loss = -(log_softmax(logits, 1) * Tensor::from_data(targets, &device)).sum_dim(1).mean();
        let value = loss.clone().into_scalar::<f32>();
        let gradients = GradientsParams::from_grads(loss.backward(), &network);
        let network = self.optimizer.step(learning_rate, network, gradients);
        self.optimizer = self.optimizer.clone().load_record(self.optimizer.to_record());
        // `valid` brings the running statistics up to date.
        self.weights = network.valid().to_weights(self.weights.config())?;
        self.add_to_average()?;
        anyhow::ensure!(value.is_finite(), "the loss is {value} in step {step}: try a lower --learning-rate");
        Ok(value)
    }

    /// The probability that each image should have of each class.
    fn targets(&self, data: &Dataset, images: &[usize]) -> TensorData {
        let (classes, smoothing) = (data.classes.len(), self.recipe.label_smoothing);
        let mut targets = vec![smoothing / classes as f32; images.len() * classes];
        for (row, &image) in targets.chunks_exact_mut(classes).zip(images) {
            row[data.labels[image]] += 1.0 - smoothing;
        }
        TensorData::new(targets, [images.len(), classes])
    }

    fn add_to_average(&mut self) -> anyhow::Result<()> {
        let Some(average) = &self.average else { return Ok(()) };
        let kept = self.recipe.average;
        let mixed = Weights::from_fn(average.config(), |parameter| {
            let pairs = average.get(&parameter.name).iter().zip(self.weights.get(&parameter.name));
            pairs.map(|(average, weight)| kept * average + (1.0 - kept) * weight).collect()
        });
        self.average = Some(mixed?);
        Ok(())
    }
}

fn bytes(weights: &Weights) -> anyhow::Result<Vec<u8>> {
    Ok(weights.to_safetensors(densenet_web::Precision::F32)?)
}

/// The logits of images as they are.
pub fn logits(
    weights: &Weights,
    data: &Dataset,
    statistics: &[Vec<f32>; 2],
    images: &[usize],
    batch_size: usize,
) -> anyhow::Result<Vec<Vec<f32>>> {
    let device = Device::flex();
    let network = DenseNet::from_weights(weights, &device)?;
    let mut all = Vec::with_capacity(images.len());
    for batch in images.chunks(batch_size) {
        let mut numbers = Vec::new();
        for &image in batch {
            let mut random = Random::for_purpose(0, &[]);
            Augmentation::NONE.apply(data.pixels(image), data.side, statistics, &mut random, &mut numbers);
        }
        let input = TensorData::new(numbers, [batch.len(), 3, data.side, data.side]);
        let logits = network.forward(Tensor::from_data(input, &device)).into_data();
        let logits: Vec<f32> = logits.try_into_vec().ok().context("logits are f32")?;
        all.extend(logits.chunks_exact(data.classes.len()).map(<[f32]>::to_vec));
    }
    Ok(all)
}

/// Numbers parameters in their order, because a resumed run finds the optimizer's state by them; and lets them be trained.
struct Numbering(u64);

impl ModuleMapper for Numbering {
    fn map_float<const D: usize>(&mut self, parameter: Param<Tensor<D>>) -> Param<Tensor<D>> {
        self.0 += 1;
        Param::initialized(ParamId::from(self.0), parameter.val().set_require_grad(true))
    }
}
