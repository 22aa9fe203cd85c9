use std::{path::PathBuf, time::Duration};

use anyhow::ensure;
use densenet_web::predictions::is_rejected;
use serde_json::json;

use crate::{
    cifar::{Records, SIDE},
    model::{Checkpoint, EngineArgument},
};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    checkpoint: Checkpoint,
    #[command(flatten)]
    engine: EngineArgument,
    /// A file such as CIFAR-10's test_batch.bin
    #[arg(long)]
    data: PathBuf,
    /// Stop after so many images
    #[arg(long)]
    limit: Option<usize>,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    let data = Records::read(&arguments.data)?;
    let mut session = arguments.engine.load(arguments.checkpoint.load()?)?;
    let classes = session.weights().config().num_classes;
    let records: Vec<_> = data.iter().take(arguments.limit.unwrap_or(usize::MAX)).collect();
    ensure!(!records.is_empty(), "--limit 0 leaves no image to evaluate: give at least 1");
    let (mut top1, mut top5, mut rejected, mut run) = (0, 0, 0, Duration::ZERO);
    for records in records.chunks(session.max_images()) {
        let images = records.iter().map(|record| session.prepare(&record.rgba(), SIDE, SIDE));
        let images = images.collect::<Result<_, _>>()?;
        let batch = pollster::block_on(session.run(images, false))?;
        run += batch.run;
        rejected += batch.logits.images().filter(|logits| is_rejected(logits, session.metadata())).count();
        for (record, predictions) in records.iter().zip(session.predictions(&batch, 5)?) {
            let label = record.class(classes)?;
            top1 += usize::from(predictions[0].index == label);
            top5 += usize::from(predictions.iter().any(|p| p.index == label));
        }
    }
    let (count, engine) = (records.len(), session.engine().info());
    let share = |right: usize| right as f64 / count as f64;
    let per_second = count as f64 / run.as_secs_f64();
    if arguments.json {
        println!(
            "{}",
            json!({
                "images": count,
                "top1": share(top1),
                "top5": share(top5),
                "rejected": share(rejected),
                "imagesPerSecond": per_second,
                "engine": engine,
            })
        );
    } else {
        println!("{count} images: top-1 {:.2} %, top-5 {:.2} %", share(top1) * 100.0, share(top5) * 100.0);
        if session.metadata().threshold.is_some() {
            println!("none of my classes (weak evidence): {:.2} %", share(rejected) * 100.0);
        }
        println!("{per_second:.0} images/s on {} ({})", engine.adapter, engine.reason);
    }
    Ok(())
}
