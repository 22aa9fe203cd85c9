use densenet_web::plan::Summary;
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
    let (weights, metadata) = arguments.checkpoint.load()?;
    let summary = Summary::new(weights.config(), metadata.preprocessing.input_size())?;
    let architecture = metadata.architecture;
    if arguments.json {
        println!("{}", json!({ "architecture": architecture, "plan": summary }));
        return Ok(());
    }
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
