use densenet_web::{Intake, plan::Summary};
use serde::Serialize;
use serde_json::json;

use crate::model::Checkpoint;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    checkpoint: Checkpoint,
    /// Print one JSON object instead of a table
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    let intake = arguments.checkpoint.read()?;
    let summary = Summary::new(intake.weights.config(), intake.metadata.preprocessing.input_size())?;
    let architecture = &intake.metadata.architecture;
    if arguments.json {
        println!("{}", json!({ "architecture": architecture, "intake": intake.summary(), "plan": summary }));
        return Ok(());
    }
    print_intake(&intake);
    let header = ["layer", "channels in", "out", "size", "parameters", "MACs"];
    println!(
        "{:40} {:>11} {:>8} {:>9} {:>12} {:>14}",
        header[0], header[1], header[2], header[3], header[4], header[5]
    );
    for layer in &summary.plan.layers {
        let size = format!("{}x{}", layer.height, layer.width);
        println!(
            "{:40} {:>11} {:>8} {size:>9} {:>12} {:>14}",
            layer.name, layer.in_channels, layer.out_channels, layer.parameters, layer.macs
        );
    }
    let (parameters, millions) = (summary.parameters, summary.macs as f64 / 1e6);
    println!("\n{architecture}: {parameters} parameters, {millions:.3} million multiply-accumulates");
    println!(
        "features take {} KiB with one buffer per block, {} KiB with one concatenation per layer",
        summary.memory.zero_copy_bytes / 1024,
        summary.memory.concatenated_bytes / 1024
    );
    Ok(())
}

/// What the file is and how it was understood, with the source of each value.
fn print_intake(intake: &Intake) {
    let (origin, metadata) = (&intake.origin, &intake.metadata);
    let (config, how, from) = (intake.weights.config(), &metadata.preprocessing, &metadata.origins);
    let assumed = if origin.assumed { " (assumed)" } else { "" };
    let head = origin.head.as_deref().unwrap_or("none");
    println!("format           {}", word(&origin.format));
    println!("implementation   {}{assumed}", origin.scheme.name());
    println!("tensors          {} of {} used, prefix {:?}, head {head}", origin.used, origin.tensors, origin.prefix);
    println!(
        "network          k = {}, blocks {:?}, {} stem",
        config.growth_rate,
        config.block_config,
        word(&config.stem)
    );
    println!("classes          {} (labels: {})", config.num_classes, word(&from.labels));
    println!("input            {} x {:?} ({})", config.in_channels, how.input_size(), word(&from.input_size));
    println!("crop             {} ({})", how.crop_pct(), word(&from.crop_pct));
    println!("interpolation    {} ({})", word(&how.interpolation()), word(&from.interpolation));
    println!("mean             {:?} ({})", how.mean(), word(&from.mean));
    println!("std              {:?} ({})", how.std(), word(&from.std));
    println!("activation       {} ({})", word(&metadata.activation), word(&from.activation));
    for warning in &origin.warnings {
        println!("warning          {warning}");
    }
    for note in &intake.notes {
        println!("note             {}", word(note));
    }
    println!();
}

/// A value as JSON has it, without quotes around a word.
fn word(value: &impl Serialize) -> String {
    json!(value).as_str().map_or_else(|| json!(value).to_string(), String::from)
}
