//! What the commands share: a checkpoint, its metadata, a session.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use densenet_web::{EngineChoice, Metadata, Precision, Session, Weights};

/// Where a network comes from.
#[derive(clap::Args)]
pub struct Checkpoint {
    /// A safetensors file
    #[arg(long)]
    weights: PathBuf,
    /// Its config.json in timm's format; by default, the file of that name next to the weights, if there is one
    #[arg(long)]
    config: Option<PathBuf>,
}

impl Checkpoint {
    pub fn load(&self) -> anyhow::Result<(Weights, Metadata)> {
        let weights = read(&self.weights)?;
        let weights = Weights::from_safetensors(&weights).with_context(|| self.weights.display().to_string())?;
        let default = self.weights.with_file_name("config.json");
        let metadata = match self.config.as_deref().or(default.exists().then_some(default.as_path())) {
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
    /// What computes
    #[arg(long, value_enum, default_value_t)]
    engine: EngineChoice,
}

impl EngineArgument {
    pub fn load(&self, (weights, metadata): (Weights, Metadata)) -> anyhow::Result<Session> {
        Ok(pollster::block_on(Session::new(weights, metadata, self.engine))?)
    }
}

pub fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("can't read {}", path.display()))
}

/// Writes a safetensors file and reads it back: only then is it done.
pub fn write(path: &Path, weights: &Weights, precision: Precision) -> anyhow::Result<()> {
    let bytes = weights.to_safetensors(precision)?;
    std::fs::write(path, &bytes).with_context(|| format!("can't write {}", path.display()))?;
    let written = Weights::from_safetensors(&read(path)?);
    let written = written.with_context(|| format!("{} was written, but can't be read back", path.display()))?;
    ensure!(written.config() == weights.config(), "{} was written, but describes another network", path.display());
    Ok(())
}
