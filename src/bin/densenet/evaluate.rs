use std::{path::PathBuf, time::Duration};

use anyhow::ensure;
use serde_json::json;

use crate::model::{Checkpoint, EngineArgument, read};

/// CIFAR-10's binary format: a label, then the red, green and blue planes of 32x32 pixels.
const SIDE: usize = 32;
const PLANE: usize = SIDE * SIDE;
const RECORD: usize = 1 + 3 * PLANE;

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
    let data = read(&arguments.data)?;
    ensure!(
        !data.is_empty() && data.len() % RECORD == 0,
        "{} is not in CIFAR-10's binary format: its {} bytes are not a multiple of {RECORD}",
        arguments.data.display(),
        data.len()
    );
    let mut session = arguments.engine.load(arguments.checkpoint.load()?)?;
    let classes = session.weights().config().num_classes;
    let records: Vec<&[u8]> = data.chunks_exact(RECORD).take(arguments.limit.unwrap_or(usize::MAX)).collect();
    ensure!(!records.is_empty(), "--limit 0 leaves no image to evaluate: give at least 1");
    let (mut top1, mut top5, mut run) = (0, 0, Duration::ZERO);
    for records in records.chunks(session.max_images()) {
        let images = records.iter().map(|record| session.prepare(&rgba(&record[1..]), SIDE, SIDE));
        let images = images.collect::<Result<_, _>>()?;
        let batch = pollster::block_on(session.run(images, false))?;
        run += batch.run;
        for (record, predictions) in records.iter().zip(session.predictions(&batch, 5)?) {
            let label = record[0] as usize;
            ensure!(label < classes, "a record's label is {label}, but the network has {classes} classes");
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
                "imagesPerSecond": per_second,
                "engine": engine,
            })
        );
    } else {
        println!("{count} images: top-1 {:.2} %, top-5 {:.2} %", share(top1) * 100.0, share(top5) * 100.0);
        println!("{per_second:.0} images/s on {} ({})", engine.adapter, engine.reason);
    }
    Ok(())
}

/// Planes to pixels.
fn rgba(planes: &[u8]) -> Vec<u8> {
    (0..PLANE).flat_map(|i| [planes[i], planes[PLANE + i], planes[2 * PLANE + i], 255]).collect()
}
