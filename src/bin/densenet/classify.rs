use std::path::PathBuf;

use densenet_web::session::Classified;
use serde_json::json;

use crate::{
    image_file::decode,
    model::{Checkpoint, EngineArgument},
};

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
    let image = decode(&arguments.image)?;
    let prepared = session.prepare(&image.rgba, image.width, image.height)?;
    let batch = pollster::block_on(session.run(vec![prepared], false))?;
    let Classified { mut predictions, rejected, run, .. } = Classified::new(&session, &batch, arguments.top_k)?;
    let (predictions, rejected, engine) = (predictions.remove(0), rejected[0], session.engine().info());
    if arguments.json {
        println!("{}", json!({ "predictions": predictions, "rejected": rejected, "engine": engine, "run": run }));
        return Ok(());
    }
    if rejected {
        println!("none of my classes (weak evidence); the closest are:");
    }
    for prediction in predictions {
        println!("{:6.2} %  {}", prediction.probability * 100.0, prediction.label);
    }
    println!("{run:.1} ms on {} ({})", engine.adapter, engine.reason);
    Ok(())
}
