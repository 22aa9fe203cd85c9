use std::{
    io::Cursor,
    path::{Path, PathBuf},
};

use anyhow::Context;
use densenet_web::session::Classified;
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
    let mut session = arguments.engine.load(arguments.checkpoint.load()?)?;
    let image = decode(&arguments.image)?.into_rgba8();
    let prepared = session.prepare(image.as_raw(), image.width() as usize, image.height() as usize)?;
    let batch = pollster::block_on(session.run(vec![prepared], false))?;
    let Classified { mut predictions, run, .. } = Classified::new(&session, &batch, arguments.top_k)?;
    let (predictions, engine) = (predictions.remove(0), session.engine().info());
    if arguments.json {
        println!("{}", json!({ "predictions": predictions, "engine": engine, "run": run }));
        return Ok(());
    }
    for prediction in predictions {
        println!("{:6.2} %  {}", prediction.probability * 100.0, prediction.label);
    }
    println!("{run:.1} ms on {} ({})", engine.adapter, engine.reason);
    Ok(())
}

/// An image the right way up.
fn decode(path: &Path) -> anyhow::Result<DynamicImage> {
    let bytes = read(path)?;
    let decode = || -> image::ImageResult<DynamicImage> {
        let mut decoder = ImageReader::new(Cursor::new(&bytes)).with_guessed_format()?.into_decoder()?;
        let orientation = decoder.orientation()?;
        let mut image = DynamicImage::from_decoder(decoder)?;
        image.apply_orientation(orientation);
        Ok(image)
    };
    decode().with_context(|| format!("{} is not a JPEG, PNG or WebP image that can be read", path.display()))
}
