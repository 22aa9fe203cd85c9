//! Image files.

use std::{
    io::Cursor,
    path::{Path, PathBuf},
};

use anyhow::Context;
use image::{DynamicImage, ImageDecoder, ImageReader};

use crate::model::read;

/// An image the right way up.
pub fn decode(path: &Path) -> anyhow::Result<DynamicImage> {
    let bytes = read(path)?;
    let decode = || -> image::ImageResult<DynamicImage> {
        let mut decoder = ImageReader::new(Cursor::new(&bytes)).with_guessed_format()?.into_decoder()?;
        let orientation = decoder.orientation()?;
        let mut image = DynamicImage::from_decoder(decoder)?;
        image.apply_orientation(orientation);
        Ok(image)
    };
    decode().with_context(|| format!("{} is not a JPEG, PNG or WebP image that can be read", path.display()))
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
