use std::{
    io::Cursor,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::Context;
use densenet_web::{predictions::top_k, preprocess::prepare};
use image::{DynamicImage, ImageDecoder, ImageReader};
use serde_json::json;

use crate::model::{Checkpoint, EngineArgument, read};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    checkpoint: Checkpoint,
    #[command(flatten)]
    engine: EngineArgument,
    /// A JPEG, PNG or WebP file
    #[arg(long)]
    image: PathBuf,
    /// How many classes to name
    #[arg(long, default_value_t = 5)]
    top_k: usize,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    let (weights, metadata) = arguments.checkpoint.load()?;
    let picture = decode(&arguments.image)?.into_rgba8();
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let images = prepare(picture.as_raw(), width, height, &metadata.preprocessing)?;
    let mut engine = arguments.engine.load(&weights, &metadata)?;
    let start = Instant::now();
    let logits = pollster::block_on(engine.run(&images))?;
    let milliseconds = start.elapsed().as_secs_f64() * 1e3;
    let predictions = top_k(&logits.data, &metadata.labels, arguments.top_k);
    if arguments.json {
        println!("{}", json!({ "predictions": predictions, "engine": engine.info(), "run_ms": milliseconds }));
        return Ok(());
    }
    for prediction in predictions {
        println!("{:6.2} %  {}", prediction.probability * 100.0, prediction.label);
    }
    println!("{milliseconds:.1} ms on {} ({})", engine.info().adapter, engine.info().reason);
    Ok(())
}

/// A picture the right way up.
fn decode(path: &Path) -> anyhow::Result<DynamicImage> {
    let bytes = read(path)?;
    let picture = || -> image::ImageResult<DynamicImage> {
        let mut decoder = ImageReader::new(Cursor::new(&bytes)).with_guessed_format()?.into_decoder()?;
        let orientation = decoder.orientation()?;
        let mut picture = DynamicImage::from_decoder(decoder)?;
        picture.apply_orientation(orientation);
        Ok(picture)
    };
    picture().with_context(|| format!("{} is no JPEG, PNG or WebP picture that can be read", path.display()))
}
