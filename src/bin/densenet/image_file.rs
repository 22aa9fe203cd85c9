//! Image files.

use std::path::{Path, PathBuf};

use anyhow::Context;
use densenet_web::decode::{self, Decoded};

use crate::model::read;

/// An image the right way up.
pub fn decode(path: &Path) -> anyhow::Result<Decoded> {
    decode::decode(&read(path)?).with_context(|| path.display().to_string())
}

/// All JPEG, PNG and WebP files in a folder and in those inside it, in the order of their names.
pub fn find(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("can't read {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_dir() && !path.is_symlink() {
            found.extend(find(&path)?);
        } else if ["jpg", "jpeg", "png", "webp"].contains(&extension.as_str()) {
            found.push(path);
        }
    }
    Ok(found)
}
