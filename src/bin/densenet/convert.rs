use std::{fs, path::PathBuf};

use anyhow::{Context, ensure};
use densenet_web::{Intake, Metadata, Precision};

use crate::model::{Checkpoint, write};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    checkpoint: Checkpoint,
    /// Where to write the safetensors file
    #[arg(long)]
    output: PathBuf,
    /// Where to write its config.json; by default, next to the safetensors file
    #[arg(long)]
    output_config: Option<PathBuf>,
    /// Store convolutions and the classifier in half precision; norms stay 32-bit
    #[arg(long)]
    half: bool,
}

pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    let Intake { weights, metadata, .. } = arguments.checkpoint.read()?;
    ensure!(
        weights.config().transition_relu,
        "this network has no ReLU in its transitions and torchvision's DenseNet has one: under torchvision's names, the same \
         numbers would give other results"
    );
    let json = metadata.to_json();
    let config = arguments.output_config.unwrap_or_else(|| arguments.output.with_file_name("config.json"));
    // A folder's config.json may belong to another network.
    let is_other = fs::read_to_string(&config).is_ok_and(|existing| existing != json);
    ensure!(!is_other, "{} exists and is not this network's: choose another with --output-config", config.display());
    let precision = if arguments.half { Precision::F16 } else { Precision::F32 };
    write(&arguments.output, &weights, precision)?;
    fs::write(&config, &json).with_context(|| format!("can't write {}", config.display()))?;
    Metadata::from_json(&json, weights.config()).with_context(|| config.display().to_string())?;
    Ok(())
}
