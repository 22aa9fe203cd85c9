use std::path::PathBuf;

use anyhow::Context;
use densenet_web::{DenseNetConfig, Precision, model::random_weights};

use crate::model::{read, write};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    network: Network,
    /// The same seed gives the same weights
    #[arg(long)]
    seed: u64,
    /// Where to write the safetensors file
    #[arg(long)]
    output: PathBuf,
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Network {
    /// A network's name, such as densenet121 or densenet_bc_100_12
    #[arg(long)]
    network: Option<String>,
    /// A JSON file with a configuration: growth_rate, block_config, num_init_features, bn_size, compression_rate,
    /// num_classes, stem
    #[arg(long)]
    config: Option<PathBuf>,
}

pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    let Network { network, config } = arguments.network;
    let text = match (network, config) {
        (Some(name), _) => name,
        (None, Some(path)) => String::from_utf8(read(&path)?).with_context(|| path.display().to_string())?,
        (None, None) => unreachable!("clap requires one of them"),
    };
    let weights = random_weights(&DenseNetConfig::parse(&text)?, Some(arguments.seed))?;
    write(&arguments.output, &weights, Precision::F32)
}
