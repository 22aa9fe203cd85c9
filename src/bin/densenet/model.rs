//! What the commands share: a checkpoint, its metadata, a session.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use densenet_web::{EngineChoice, Intake, Metadata, Precision, Session, Weights, metadata, weights::file};

/// Where a network comes from.
#[derive(clap::Args)]
pub struct Checkpoint {
    /// A checkpoint: safetensors, the index of its shards, or a file of PyTorch's
    #[arg(long)]
    weights: PathBuf,
    /// Its config.json; by default, the file of that name next to the weights, if there is one
    #[arg(long)]
    config: Option<PathBuf>,
    /// A file with the names of the classes: one per line, or JSON
    #[arg(long)]
    labels: Option<PathBuf>,
    /// The implementation whose semantics a network of unknown names is read with, such as torchvision
    #[arg(long)]
    assume: Option<String>,
}

impl Checkpoint {
    /// Reads the weights and their metadata.
    pub fn read(&self) -> anyhow::Result<Intake> {
        let assume = self.assume.as_deref().map(str::parse).transpose()?;
        let files = read_with_shards(&self.weights)?;
        let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
        let config = self.config_json()?;
        let mut intake =
            Intake::read(&files, config.as_deref(), assume).with_context(|| self.weights.display().to_string())?;
        if let Some(path) = &self.labels {
            let labels = metadata::read_labels(&read(path)?).and_then(|labels| intake.metadata.with_labels(labels));
            intake.metadata = labels.with_context(|| path.display().to_string())?;
        }
        Ok(intake)
    }

    /// The weights and their metadata alone.
    pub fn load(&self) -> anyhow::Result<(Weights, Metadata)> {
        let Intake { weights, metadata, .. } = self.read()?;
        Ok((weights, metadata))
    }

    fn config_json(&self) -> anyhow::Result<Option<String>> {
        let default = self.weights.with_file_name("config.json");
        let Some(path) = self.config.as_deref().or(default.exists().then_some(default.as_path())) else {
            return Ok(None);
        };
        let json = String::from_utf8(read(path)?).with_context(|| path.display().to_string())?;
        Ok(Some(json))
    }
}

/// The bytes of a file and, if it is an index, those of the shards next to it.
fn read_with_shards(path: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut files = vec![read(path)?];
    for shard in file::shards(&files[0])? {
        files.push(read(&path.with_file_name(shard))?);
    }
    Ok(files)
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
