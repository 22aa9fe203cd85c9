//! Classifies a picture: `cargo run --release --example classify -- model.safetensors photo.jpg`

use densenet_web::{EngineChoice, Metadata, Weights, engine, predictions::top_k, preprocess::prepare};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(weights), Some(picture)) = (arguments.next(), arguments.next()) else {
        return Err("usage: classify MODEL.safetensors PICTURE".into());
    };
    let weights = Weights::from_safetensors(&std::fs::read(weights)?)?;
    let metadata = Metadata::default_for(weights.config());
    let how = &metadata.preprocessing;

    let picture = image::open(picture)?.into_rgba8();
    let images = prepare(picture.as_raw(), picture.width() as usize, picture.height() as usize, how)?;

    let mut engine = pollster::block_on(engine::load(&weights, how.input_size, EngineChoice::Auto))?;
    let logits = pollster::block_on(engine.run(&images))?;
    for prediction in top_k(&logits.data, &metadata.labels, 5) {
        println!("{:5.1} %  {}", prediction.probability * 100.0, prediction.label);
    }
    Ok(())
}
