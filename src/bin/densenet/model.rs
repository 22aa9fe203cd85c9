//! What the commands have in common: a checkpoint, its metadata, an engine.

use std::path::{Path, PathBuf};

use anyhow::Context;
use densenet_web::{Engine, EngineChoice, Metadata, Weights, engine};

/// Where a network comes from.
#[derive(clap::Args)]
pub struct Checkpoint {
    /// A safetensors file
    #[arg(long)]
    weights: PathBuf,
    /// Its config.json in timm's format; without one, the file of that name beside the weights is read if it is there
    #[arg(long)]
    config: Option<PathBuf>,
}

impl Checkpoint {
    pub fn load(&self) -> anyhow::Result<(Weights, Metadata)> {
        let weights = read(&self.weights)?;
        let weights = Weights::from_safetensors(&weights).with_context(|| self.weights.display().to_string())?;
        let beside = self.weights.with_file_name("config.json");
        let metadata = match self.config.as_deref().or(beside.exists().then_some(beside.as_path())) {
            None => Metadata::default_for(weights.config()),
            Some(path) => {
                let json = String::from_utf8(read(path)?).with_context(|| path.display().to_string())?;
                Metadata::from_json(&json, weights.config()).with_context(|| path.display().to_string())?
            }
        };
        Ok((weights, metadata))
    }
}

/// What runs it.
#[derive(clap::Args)]
pub struct EngineArgument {
    /// auto (WebGPU on a real GPU, otherwise the CPU), cpu or webgpu
    #[arg(long, default_value = "auto")]
    engine: EngineChoice,
}

impl EngineArgument {
    pub fn load(&self, weights: &Weights, metadata: &Metadata) -> anyhow::Result<Box<dyn Engine>> {
        Ok(pollster::block_on(engine::load(weights, metadata.preprocessing.input_size, self.engine))?)
    }
}

pub fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("can't read {}", path.display()))
}
