use std::{path::PathBuf, time::Instant};

use anyhow::ensure;
use densenet_web::{
    predictions::top_k,
    preprocess::{Images, prepare},
};
use serde_json::json;

use crate::model::{Checkpoint, EngineArgument, read};

/// CIFAR-10's binary format: a label, then the red, green and blue planes of 32x32 pixels.
const SIDE: usize = 32;
const PLANE: usize = SIDE * SIDE;
const RECORD: usize = 1 + 3 * PLANE;

/// Images of one pass.
const BATCH: usize = 64;

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
    let (weights, metadata) = arguments.checkpoint.load()?;
    let classes = weights.config().num_classes;
    let data = read(&arguments.data)?;
    ensure!(
        !data.is_empty() && data.len() % RECORD == 0,
        "{} is not in CIFAR-10's binary format: its {} bytes are no multiple of {RECORD}",
        arguments.data.display(),
        data.len()
    );
    let mut engine = arguments.engine.load(&weights, &metadata)?;
    let records: Vec<&[u8]> = data.chunks_exact(RECORD).take(arguments.limit.unwrap_or(usize::MAX)).collect();
    let (mut first, mut among_five) = (0, 0);
    let start = Instant::now();
    for batch in records.chunks(BATCH) {
        let images = batch.iter().map(|record| prepare(&rgba(&record[1..]), SIDE, SIDE, &metadata.preprocessing));
        let logits = pollster::block_on(engine.run(&Images::batch(images.collect::<Result<_, _>>()?)?))?;
        for (record, logits) in batch.iter().zip(logits.images()) {
            let label = record[0] as usize;
            ensure!(label < classes, "a record's label is {label}, but the network has {classes} classes");
            let best = top_k(logits, &metadata.labels, 5);
            first += usize::from(best[0].index == label);
            among_five += usize::from(best.iter().any(|p| p.index == label));
        }
    }
    let count = records.len();
    let per_second = count as f64 / start.elapsed().as_secs_f64();
    let (top1, top5) = (first as f64 / count as f64, among_five as f64 / count as f64);
    if arguments.json {
        let (engine, images_per_second) = (engine.info(), per_second);
        println!(
            "{}",
            json!({ "images": count, "top1": top1, "top5": top5, "images_per_second": images_per_second, "engine": engine })
        );
    } else {
        println!("{count} images: top-1 {:.2} %, top-5 {:.2} %", top1 * 100.0, top5 * 100.0);
        println!("{per_second:.0} images/s on {} ({})", engine.info().adapter, engine.info().reason);
    }
    Ok(())
}

/// Planes to pixels.
fn rgba(planes: &[u8]) -> Vec<u8> {
    (0..PLANE).flat_map(|i| [planes[i], planes[PLANE + i], planes[2 * PLANE + i], 255]).collect()
}
