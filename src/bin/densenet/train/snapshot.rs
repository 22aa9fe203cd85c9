//! A run that can go on: its state in one file, which is either the old one or the new one whenever the process is killed.

use std::{collections::HashMap, fs::File, io::Write, path::Path};

use anyhow::Context;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use super::trainer::State;
use crate::model::read;

/// How far a run is.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Progress {
    /// What it was begun with.
    pub options: serde_json::Value,
    /// Of the images and their classes.
    pub data: u64,
    /// Steps so far.
    pub step: usize,
    /// Of this epoch's steps so far. Not their sum: serde_json may round the last bit of an f64.
    pub losses: Vec<f32>,
    /// Lines of the log.
    pub lines: Vec<String>,
}

/// The name of each part in the file.
const PARTS: [&str; 3] = ["weights", "optimizer", "average"];
const PROGRESS: &str = "progress";

/// Writes a snapshot.
pub fn write(path: &Path, progress: &Progress, state: &State) -> anyhow::Result<()> {
    let parts = [Some(&state.weights), Some(&state.optimizer), state.average.as_ref()];
    let mut views = Vec::new();
    for (name, bytes) in PARTS.into_iter().zip(parts) {
        let Some(bytes) = bytes else { continue };
        views.push((name, TensorView::new(Dtype::U8, vec![bytes.len()], bytes)?));
    }
    let about = HashMap::from([(PROGRESS.to_string(), serde_json::to_string(progress)?)]);
    replace(path, &safetensors::serialize(views, Some(about))?)
}

/// Reads a snapshot.
pub fn load(path: &Path) -> anyhow::Result<(Progress, State)> {
    let bytes = read(path)?;
    let damaged = || format!("{} is damaged: train again from the start", path.display());
    let (_, header) = SafeTensors::read_metadata(&bytes).with_context(damaged)?;
    let progress = header.metadata().as_ref().and_then(|about| about.get(PROGRESS)).with_context(damaged)?;
    let parts = SafeTensors::deserialize(&bytes).with_context(damaged)?;
    let part = |name: &str| parts.tensor(name).ok().map(|part| part.data().to_vec());
    let [weights, optimizer, average] = PARTS.map(part);
    let state = State { weights: weights.with_context(damaged)?, optimizer: optimizer.with_context(damaged)?, average };
    Ok((serde_json::from_str(progress).with_context(damaged)?, state))
}

/// Replaces a file: until the new one is complete and on the disk, the old one stays.
pub fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let unfinished = path.with_extension("unfinished");
    let write = || {
        let mut file = File::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&unfinished, path)
    };
    write().or_else(|error| {
        let _ = std::fs::remove_file(&unfinished);
        Err(error).with_context(|| format!("can't write {}; what was there before is still there", path.display()))
    })
}
