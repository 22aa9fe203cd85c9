//! Classifies an image: `cargo run --release --features cli --example classify -- model.safetensors photo.jpg`

use densenet_web::{EngineChoice, Metadata, Session, Weights};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(weights), Some(image)) = (arguments.next(), arguments.next()) else {
        return Err("usage: classify MODEL.safetensors IMAGE".into());
    };
    let weights = Weights::from_safetensors(&std::fs::read(weights)?)?;
    let metadata = Metadata::default_for(weights.config());
    let mut session = pollster::block_on(Session::new(weights, metadata, EngineChoice::Auto))?;

    let image = image::open(image)?.into_rgba8();
    let image = session.prepare(image.as_raw(), image.width() as usize, image.height() as usize)?;
    let batch = pollster::block_on(session.run(vec![image], false))?;
    for prediction in &session.predictions(&batch, 5)?[0] {
        println!("{:5.1} %  {}", prediction.probability * 100.0, prediction.label);
    }
    Ok(())
}
