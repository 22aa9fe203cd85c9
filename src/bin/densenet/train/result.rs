//! What a run leaves: how good the network is on images that it hasn't seen, its weights and its config.json.

use std::path::Path;

use densenet_web::{
    Metadata, Precision, Weights,
    calibration::{self, Labelled, Score},
    metadata::{Colour, Interpolation, Preprocessing, Source},
    predictions::evidence,
};

use super::{Material, snapshot, trainer};
use crate::model;

/// The logits of the images that are held out.
pub struct Measured {
    pub logits: Vec<Vec<f32>>,
    labels: Vec<usize>,
}

impl Measured {
    pub fn of(weights: &Weights, material: &Material, batch_size: usize) -> anyhow::Result<Self> {
        let Material { data, held_out, statistics, .. } = material;
        let logits = trainer::logits(weights, data, statistics, held_out, batch_size)?;
        Ok(Self { logits, labels: held_out.iter().map(|&image| data.labels[image]).collect() })
    }

    fn labelled(&self) -> Vec<Labelled<'_>> {
        self.logits.iter().map(Vec::as_slice).zip(self.labels.iter().copied()).collect()
    }

    /// None without images.
    pub fn accuracy(&self) -> Option<f64> {
        let right = self.labelled().iter().filter(|(logits, class)| calibration::best(logits) == *class).count();
        (!self.labels.is_empty()).then(|| right as f64 / self.labels.len() as f64)
    }

    /// The mean cross-entropy.
    pub fn loss(&self) -> Option<f64> {
        let of = |(logits, class): &Labelled| evidence(logits, 1.0) - logits[*class];
        let sum: f64 = self.labelled().iter().map(|image| f64::from(of(image))).sum();
        (!self.labels.is_empty()).then(|| sum / self.labels.len() as f64)
    }
}

/// Fewer images than this can't calibrate.
const MIN_TO_CALIBRATE: usize = 50;

/// Writes the network and its config.json, calibrated on the images that were held out.
pub fn write(weights: &Weights, material: &Material, batch_size: usize, output: &Path) -> anyhow::Result<()> {
    let [mean, std] = material.statistics.clone();
    let mut metadata = Metadata::default_for(weights.config()).with_labels(material.data.classes.clone())?;
    metadata.preprocessing =
        Preprocessing::new([material.data.side; 2], 1.0, Interpolation::Bilinear, Colour::Rgb, mean, std)?;
    let measured = Measured::of(weights, material, batch_size)?;
    let images = measured.labelled();
    if images.len() >= MIN_TO_CALIBRATE {
        metadata.temperature = calibration::fit_temperature(&images);
        metadata.threshold = calibration::threshold(&images, Score::Energy, metadata.temperature, 0.05);
        (metadata.origins.temperature, metadata.origins.threshold) = (Source::Given, Source::Given);
    }
    let path = output.join("model.safetensors");
    model::write(&path, weights, Precision::F32)?;
    snapshot::replace(&output.join("config.json"), (metadata.to_json() + "\n").as_bytes())?;
    match measured.accuracy() {
        Some(accuracy) => println!("{:.2} % of {} held-out images are right", accuracy * 100.0, images.len()),
        None => println!("nothing was held out, so nothing was measured"),
    }
    println!("{} and its config.json: drop both on the page, or give them to densenet classify", path.display());
    Ok(())
}
