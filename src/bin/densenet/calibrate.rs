use std::path::PathBuf;

use anyhow::{Context, ensure};
use densenet_web::{
    Session,
    calibration::{self, Labelled, Score},
    decode::Decoded,
    metadata::{Activation, Source},
};
use serde::Serialize;

use crate::{
    cifar::{Records, SIDE},
    image_file,
    model::{Checkpoint, EngineArgument},
};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    checkpoint: Checkpoint,
    #[command(flatten)]
    engine: EngineArgument,
    /// A file in CIFAR-10's binary format, of images that the network was not trained on; may be repeated. Every second
    /// image calibrates, the others measure
    #[arg(long, required = true)]
    data: Vec<PathBuf>,
    /// A folder of images that show none of the classes, to measure how many are rejected
    #[arg(long)]
    outliers: Option<PathBuf>,
    /// The share of right answers that may be rejected
    #[arg(long, default_value_t = 0.05)]
    max_lost: f64,
    /// Below 1, a network may become more confident. Right for images like the data, wrong for all others
    #[arg(long, default_value_t = 1.0)]
    min_temperature: f32,
    /// Where to write the config.json
    #[arg(long)]
    output: PathBuf,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
}

/// What was measured on the images that didn't calibrate.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    images: usize,
    accuracy: f64,
    /// With the smallest loss, whether or not it is used.
    fitted_temperature: f32,
    temperature: f32,
    /// The expected calibration error at a temperature of 1, at the fitted one, and at the one that is used.
    calibration_error: [f64; 3],
    threshold: f32,
    outliers: usize,
    scores: Vec<ScoreReport>,
}

/// What a threshold on a score does.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ScoreReport {
    score: String,
    threshold: f32,
    /// The share of right answers that are rejected.
    lost: f64,
    /// How many of the outliers are rejected.
    rejected: usize,
}

pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    ensure!((0.0..1.0).contains(&arguments.max_lost), "--max-lost is a share: from 0 to 1");
    ensure!(arguments.min_temperature > 0.0, "--min-temperature must be above 0");
    let mut session = arguments.engine.load(arguments.checkpoint.load()?)?;
    ensure!(
        session.metadata().activation == Activation::Softmax,
        "only networks with a softmax have a class \"none of them\""
    );
    let classes = session.weights().config().num_classes;
    let mut images = Vec::new();
    for path in &arguments.data {
        let records = Records::read(path)?;
        let records: Vec<_> =
            records.iter().map(|r| anyhow::Ok((r.class(classes)?, r.rgba()))).collect::<Result<_, _>>()?;
        let (of, pixels): (Vec<_>, Vec<_>) = records.into_iter().unzip();
        images.extend(logits(&mut session, pixels.into_iter().map(|p| Ok((p, SIDE, SIDE))))?.into_iter().zip(of));
    }
    let outliers = arguments.outliers.as_deref().map(image_file::find).transpose()?.unwrap_or_default();
    let outliers = outliers.iter().map(|path| {
        let Decoded { rgba, width, height } = image_file::decode(path)?;
        Ok((rgba, width, height))
    });
    let outliers = logits(&mut session, outliers)?;
    let half = |start: usize| -> Vec<Labelled> {
        images.iter().skip(start).step_by(2).map(|(logits, class)| (&logits[..], *class)).collect()
    };
    let (report, threshold) = report(&half(0), &half(1), &outliers, &arguments)?;

    let mut metadata = session.metadata().clone();
    (metadata.temperature, metadata.threshold) = (report.temperature, Some(threshold));
    (metadata.origins.temperature, metadata.origins.threshold) = (Source::Given, Source::Given);
    let path = &arguments.output;
    std::fs::write(path, metadata.to_json() + "\n").with_context(|| format!("can't write {}", path.display()))?;
    if arguments.json {
        println!("{}", serde_json::to_string(&report)?);
    } else {
        print(&report);
    }
    Ok(())
}

/// Runs images: RGBA bytes, width, height.
fn logits(
    session: &mut Session,
    images: impl Iterator<Item = anyhow::Result<(Vec<u8>, usize, usize)>>,
) -> anyhow::Result<Vec<Vec<f32>>> {
    let mut logits = Vec::new();
    let mut images = images.peekable();
    while images.peek().is_some() {
        let pass = images.by_ref().take(session.max_images());
        let pass = pass.map(|image| image.and_then(|(rgba, width, height)| Ok(session.prepare(&rgba, width, height)?)));
        let pass = pass.collect::<anyhow::Result<Vec<_>>>()?;
        let batch = pollster::block_on(session.run(pass, false))?;
        logits.extend(batch.logits.images().map(<[f32]>::to_vec));
    }
    Ok(logits)
}

fn report(
    calibrating: &[Labelled],
    measuring: &[Labelled],
    outliers: &[Vec<f32>],
    arguments: &Arguments,
) -> anyhow::Result<(Report, f32)> {
    let fitted_temperature = calibration::fit_temperature(calibrating);
    let temperature = fitted_temperature.max(arguments.min_temperature);
    let measure = |score: Score| -> Option<ScoreReport> {
        let threshold = calibration::threshold(calibrating, score, temperature, arguments.max_lost)?;
        let lost = calibration::lost(measuring, score, temperature, threshold);
        let rejected = outliers.iter().filter(|logits| score.of(logits, temperature) < threshold).count();
        Some(ScoreReport { score: format!("{score:?}").to_lowercase(), threshold, lost, rejected })
    };
    let scores: Option<Vec<_>> = Score::ALL.into_iter().map(measure).collect();
    let scores = scores.context("none of the network's answers is right: there is nothing to calibrate")?;
    let threshold = scores[Score::ALL.len() - 1].threshold;
    let right = measuring.iter().filter(|(logits, class)| calibration::best(logits) == *class).count();
    let report = Report {
        images: measuring.len(),
        accuracy: right as f64 / measuring.len().max(1) as f64,
        fitted_temperature,
        temperature,
        calibration_error: [1.0, fitted_temperature, temperature].map(|t| calibration::calibration_error(measuring, t)),
        threshold,
        outliers: outliers.len(),
        scores,
    };
    Ok((report, threshold))
}

fn print(report: &Report) {
    let [before, fitted, after] = report.calibration_error.map(|error| error * 100.0);
    println!("{} images that didn't calibrate: {:.2} % right", report.images, report.accuracy * 100.0);
    println!("temperature {:.3}: calibration error {before:.2} % before, {after:.2} % after", report.temperature);
    println!("(the smallest loss is at {:.3}, with {fitted:.2} %)", report.fitted_temperature);
    println!("{:12} {:>10} {:>20} {:>20}", "score", "threshold", "right answers lost", "outliers rejected");
    for ScoreReport { score, threshold, lost, rejected } in &report.scores {
        let rejected = format!("{rejected} of {}", report.outliers);
        println!("{score:12} {threshold:>10.4} {:>18.2} % {rejected:>20}", lost * 100.0);
    }
}
