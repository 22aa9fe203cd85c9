use densenet_web::Plan;
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
    let [height, width] = metadata.preprocessing.input_size;
    let plan = Plan::new(weights.config(), height, width)?;
    let (parameters, macs, memory) = (plan.parameter_count(), plan.macs(), plan.feature_memory());
    if arguments.json {
        let sums = json!({ "parameters": parameters, "macs": macs, "depth": plan.config.depth(), "memory": memory });
        println!("{}", json!({ "architecture": metadata.architecture, "plan": plan, "sums": sums }));
        return Ok(());
    }
    println!("{:40} {:>9} {:>8} {:>9} {:>12} {:>14}", "layer", "channels", "new", "size", "parameters", "MACs");
    for layer in &plan.layers {
        let size = format!("{}x{}", layer.height, layer.width);
        let [name, into, out] = [layer.name.clone(), layer.in_channels.to_string(), layer.out_channels.to_string()];
        println!("{name:40} {into:>9} {out:>8} {size:>9} {:>12} {:>14}", layer.parameters, layer.macs);
    }
    println!(
        "\n{}: {parameters} parameters, {:.3} million multiply-accumulates",
        metadata.architecture,
        macs as f64 / 1e6
    );
    println!(
        "features take {} KiB with a buffer a block, {} KiB with a concatenation a layer",
        memory.zero_copy_bytes / 1024,
        memory.concatenated_bytes / 1024
    );
    Ok(())
}
