//! Training: images in, a checkpoint and its config.json out, which the page opens.

mod augment;
mod dataset;
mod random;
mod result;
mod schedule;
mod snapshot;
mod trainer;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use densenet_web::{DenseNetConfig, Weights, model::random_weights};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use crate::model::read;
use dataset::Dataset;
use random::Random;
use result::Measured;
use schedule::Schedule;
use snapshot::Progress;
use trainer::{Recipe, Trainer};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    options: Options,
    /// The folder for the results: model.safetensors, config.json, log.jsonl, and the state to go on from
    #[arg(long)]
    output: PathBuf,
    /// Go on with the run in the folder, which must have been begun with the same options
    #[arg(long)]
    resume: bool,
    /// Seconds between two saves of the state
    #[arg(long, default_value_t = 60.0)]
    save_every: f64,
}

/// What decides the result.
#[derive(clap::Args, serde::Serialize)]
struct Options {
    /// Files in the binary format of CIFAR-10 or CIFAR-100; may be repeated
    #[arg(long, required_unless_present = "folder", conflicts_with = "folder")]
    data: Vec<PathBuf>,
    /// A folder with a folder of images for each class
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Height and width to which images in folders are scaled and cropped
    #[arg(long, default_value_t = 32)]
    size: usize,
    /// The network: a name, such as densenet_bc_100_12, or a JSON file with a configuration
    #[arg(long, default_value = "densenet_bc_40_12", conflicts_with = "init")]
    network: String,
    /// A safetensors file to start from; if the classes differ, the classifier starts from random weights
    #[arg(long)]
    init: Option<PathBuf>,
    /// How often each image is seen
    #[arg(long, default_value_t = 300)]
    epochs: usize,
    /// The largest learning rate
    #[arg(long, default_value_t = 0.1)]
    learning_rate: f64,
    /// How it changes
    #[arg(long, value_enum, default_value_t = Schedule::Paper)]
    schedule: Schedule,
    /// The share of the images to measure with, which are not trained on
    #[arg(long, default_value_t = 0.1)]
    held_out: f64,
    #[command(flatten)]
    recipe: Recipe,
}

/// The images, divided.
struct Material {
    data: Dataset,
    training: Vec<usize>,
    held_out: Vec<usize>,
    /// The mean and the standard deviation of each channel.
    statistics: [Vec<f32>; 2],
}

pub fn run(Arguments { options, output, resume, save_every }: Arguments) -> anyhow::Result<()> {
    options.check()?;
    let material = options.material()?;
    std::fs::create_dir_all(&output).with_context(|| format!("can't make the folder {}", output.display()))?;
    let state = output.join("state.safetensors");
    let begun = Progress {
        options: serde_json::to_value(&options)?,
        data: material.data.checksum(),
        step: 0,
        losses: Vec::new(),
        lines: Vec::new(),
    };
    let (mut progress, mut trainer) = if resume {
        let (progress, state) = snapshot::load(&state).context("there is no run to resume: leave out --resume")?;
        check_same(&progress, &begun)?;
        (progress, Trainer::resume(&state, options.recipe)?)
    } else {
        ensure!(
            !state.exists(),
            "{} contains a run: add --resume to go on with it, or give another folder",
            output.display()
        );
        (begun, Trainer::new(&options.initial_weights(&material.data)?, options.recipe)?)
    };
    options.train(&material, &mut trainer, &mut progress, |progress, trainer, is_due| {
        if !is_due(Duration::from_secs_f64(save_every)) {
            return Ok(());
        }
        snapshot::write(&state, progress, &trainer.state()?)?;
        snapshot::replace(&output.join("log.jsonl"), (progress.lines.join("\n") + "\n").as_bytes())
    })?;
    result::write(trainer.result(), &material, options.recipe.batch_size, &output)
}

fn check_same(saved: &Progress, given: &Progress) -> anyhow::Result<()> {
    let empty = serde_json::Map::new();
    let [was, is] = [saved, given].map(|one| one.options.as_object().unwrap_or(&empty));
    if let Some((name, value)) = was.iter().find(|(name, value)| is.get(*name) != Some(value)) {
        let now = is.get(name).unwrap_or(&serde_json::Value::Null);
        bail!(
            "this run was begun with {name} = {value}, and now it is {now}: give the same options, or another folder"
        );
    }
    ensure!(
        saved.data == given.data,
        "the images or their classes have changed since this run was begun: start another one"
    );
    Ok(())
}

impl Options {
    fn check(&self) -> anyhow::Result<()> {
        let Recipe { batch_size, label_smoothing, average, dropout, .. } = self.recipe;
        ensure!(self.epochs > 0, "--epochs must be at least 1");
        ensure!(batch_size > 1, "--batch-size must be at least 2: batch normalisation needs several images");
        ensure!(self.learning_rate > 0.0, "--learning-rate must be above 0");
        for (name, share) in [
            ("held-out", self.held_out),
            ("dropout", dropout),
            ("label-smoothing", label_smoothing.into()),
            ("average", average.into()),
        ] {
            ensure!((0.0..1.0).contains(&share), "--{name} is a share: at least 0 and below 1");
        }
        Ok(())
    }

    fn material(&self) -> anyhow::Result<Material> {
        let data = match &self.folder {
            Some(folder) => Dataset::from_folder(folder, self.size)?,
            None => Dataset::from_cifar(&self.data)?,
        };
        let [training, held_out] = data.split(self.held_out, self.recipe.seed);
        let statistics = data.statistics(&training);
        Ok(Material { data, training, held_out, statistics })
    }

    fn initial_weights(&self, data: &Dataset) -> anyhow::Result<Weights> {
        let classes = data.classes.len();
        let Some(path) = &self.init else {
            let is_file = Path::new(&self.network).is_file();
            let text = if is_file { String::from_utf8(read(Path::new(&self.network))?)? } else { self.network.clone() };
            let config = DenseNetConfig { num_classes: classes, ..DenseNetConfig::parse(&text)? };
            return Ok(random_weights(&config, Some(self.recipe.seed))?);
        };
        let before = Weights::from_safetensors(&read(path)?).with_context(|| path.display().to_string())?;
        let config = DenseNetConfig { num_classes: classes, ..before.config().clone() };
        ensure!(config.in_channels == 3, "{} takes {} channels, not 3", path.display(), config.in_channels);
        let fresh = random_weights(&config, Some(self.recipe.seed))?;
        let has_same_classes = before.config().num_classes == classes;
        Ok(Weights::from_fn(&config, |parameter| {
            let is_new = parameter.name.starts_with("classifier") && !has_same_classes;
            (if is_new { &fresh } else { &before }).get(&parameter.name).to_vec()
        })?)
    }

    /// Trains until the end; `save` is called after each step.
    fn train(
        &self,
        material: &Material,
        trainer: &mut Trainer,
        progress: &mut Progress,
        mut save: impl FnMut(&Progress, &Trainer, &mut dyn FnMut(Duration) -> bool) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let Material { data, training, statistics, .. } = material;
        let batch = self.recipe.batch_size.min(training.len());
        ensure!(batch > 1, "there are too few images to train on: {}", training.len());
        let in_epoch = training.len() / batch;
        let steps = in_epoch * self.epochs;
        let bar = progress_bar(steps, progress.step);
        let (start, first) = (Instant::now(), progress.step);
        let mut saved = Instant::now();
        while progress.step < steps {
            let (epoch, position) = (progress.step / in_epoch, progress.step % in_epoch);
            let mut order = training.clone();
            Random::for_purpose(self.recipe.seed, &[3, epoch as u64]).shuffle(&mut order);
            for images in order.chunks_exact(batch).take(in_epoch).skip(position) {
                let learning_rate = self.learning_rate * self.schedule.factor(progress.step, steps);
                let loss = trainer.step(data, statistics, images, progress.step, learning_rate)?;
                progress.step += 1;
                progress.losses.push(loss);
                let per_second = (progress.step - first) as f64 * batch as f64 / start.elapsed().as_secs_f64();
                bar.inc(1);
                bar.set_message(format!(
                    "epoch {} of {}, loss {loss:.3}, {per_second:.0} images/s",
                    epoch + 1,
                    self.epochs
                ));
                let is_last = progress.step.is_multiple_of(in_epoch);
                if is_last {
                    let line = self.line(material, trainer, progress, epoch, learning_rate)?;
                    bar.println(line.clone());
                    progress.lines.push(line);
                    progress.losses.clear();
                }
                let is_end = progress.step == steps;
                save(progress, trainer, &mut |interval| {
                    let is_due = is_end || saved.elapsed() >= interval;
                    if is_due {
                        saved = Instant::now();
                    }
                    is_due
                })?;
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// What the log says about an epoch. Nothing in it depends on time, so that a resumed run has the same log.
    fn line(
        &self,
        material: &Material,
        trainer: &Trainer,
        progress: &Progress,
        epoch: usize,
        learning_rate: f64,
    ) -> anyhow::Result<String> {
        let measured = Measured::of(trainer.result(), material, self.recipe.batch_size)?;
        Ok(json!({
            "epoch": epoch + 1,
            "step": progress.step,
            "learningRate": learning_rate,
            "loss": progress.losses.iter().copied().map(f64::from).sum::<f64>() / progress.losses.len() as f64,
            "heldOut": measured.logits.len(),
            "accuracy": measured.accuracy(),
            "heldOutLoss": measured.loss(),
        })
        .to_string())
    }
}

fn progress_bar(steps: usize, done: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} step {pos} of {len}, {msg}, {eta} left");
    let bar = ProgressBar::new(steps as u64).with_style(style.expect("the template is valid"));
    bar.set_position(done as u64);
    bar.reset_eta();
    bar
}
