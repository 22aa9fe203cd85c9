use std::path::PathBuf;

use densenet_web::Precision;

use crate::model::{Checkpoint, write};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    checkpoint: Checkpoint,
    /// Where to write the safetensors file
    #[arg(long)]
    output: PathBuf,
    /// Store convolutions and the classifier in half precision; norms stay 32-bit
    #[arg(long)]
    half: bool,
}

pub fn run(arguments: Arguments) -> anyhow::Result<()> {
    let (weights, _) = arguments.checkpoint.load()?;
    let precision = if arguments.half { Precision::F16 } else { Precision::F32 };
    write(&arguments.output, &weights, precision)
}
