//! What only some files and some browsers need: it is downloaded when it is first used.

use js_sys::Uint8Array;
use serde_json::json;
use wasm_bindgen::prelude::*;

use super::json;
use crate::{
    DenseNetConfig, Error, Intake, Metadata, Precision,
    decode::{self, Decoded},
    metadata::{self, Facts},
};

/// An image's RGBA bytes, not premultiplied.
#[wasm_bindgen]
pub struct Pixels(Decoded);

#[wasm_bindgen]
impl Pixels {
    /// Width in pixels.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> usize {
        self.0.width
    }

    /// Height in pixels.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> usize {
        self.0.height
    }

    /// Four bytes for each pixel, row by row.
    #[wasm_bindgen(getter)]
    pub fn rgba(&self) -> Uint8Array {
        self.0.rgba.as_slice().into()
    }
}

/// Decodes a JPEG, PNG or WebP file.
///
/// # Errors
///
/// When it is another kind of file, damaged, or too large.
#[wasm_bindgen]
pub fn decode_image(bytes: &[u8]) -> Result<Pixels, Error> {
    #[cfg(feature = "deliberate-traps")]
    traps::spring(bytes);
    decode::decode(bytes).map(Pixels)
}

/// A checkpoint in our own form.
#[wasm_bindgen]
pub struct ReadCheckpoint {
    checkpoint: Vec<u8>,
    metadata: String,
    facts: String,
}

#[wasm_bindgen]
impl ReadCheckpoint {
    /// A safetensors file with our names. It can be taken once.
    #[wasm_bindgen(getter)]
    pub fn checkpoint(&mut self) -> Uint8Array {
        std::mem::take(&mut self.checkpoint).as_slice().into()
    }

    /// Its `config.json`.
    #[wasm_bindgen(getter)]
    pub fn metadata(&self) -> String {
        self.metadata.clone()
    }

    /// What there is to know about how it was read, as JSON.
    #[wasm_bindgen(getter)]
    pub fn facts(&self) -> String {
        self.facts.clone()
    }
}

/// Brings a checkpoint of any known kind, and its `config.json`, into our own form. `files` are one file, or the shards of
/// one and their index.
///
/// # Errors
///
/// Those of [`Intake::read`].
#[wasm_bindgen]
pub fn read_checkpoint(
    files: Vec<Uint8Array>,
    metadata: Option<String>,
    assume: Option<String>,
) -> Result<ReadCheckpoint, Error> {
    let intake = read(files, metadata, assume)?;
    let (metadata, facts) = (intake.metadata.to_json(), json(&intake.summary()));
    Ok(ReadCheckpoint { checkpoint: intake.weights.to_safetensors(Precision::F32)?, metadata, facts })
}

/// What there is to know about a checkpoint, as JSON.
///
/// # Errors
///
/// Those of [`Intake::read`].
#[wasm_bindgen]
pub fn inspect_checkpoint(
    files: Vec<Uint8Array>,
    metadata: Option<String>,
    assume: Option<String>,
) -> Result<String, Error> {
    Ok(json(&read(files, metadata, assume)?.summary()))
}

fn read(files: Vec<Uint8Array>, metadata: Option<String>, assume: Option<String>) -> Result<Intake, Error> {
    let assume = assume.map(|name| name.parse()).transpose()?;
    let files: Vec<Vec<u8>> = files.iter().map(Uint8Array::to_vec).collect();
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    Intake::read(&files, metadata.as_deref(), assume)
}

/// Another `config.json` of any form for a network, given its configuration as JSON, and its implementation and operating
/// points (NaN where a class has none) if it has any: `{ metadata, origins, notes }`, with `metadata` in our own form.
///
/// # Errors
///
/// Those of [`Metadata::read`].
#[wasm_bindgen]
pub fn read_metadata(
    config_json: &str,
    config: &str,
    scheme: Option<String>,
    op_thresholds: Option<Vec<f32>>,
) -> Result<String, Error> {
    let points: Option<Vec<_>> =
        op_thresholds.map(|points| points.into_iter().map(|point| (!point.is_nan()).then_some(point)).collect());
    let facts = Facts { scheme: scheme.as_deref(), op_thresholds: points.as_deref() };
    let (metadata, notes) = Metadata::read(Some(config_json), &DenseNetConfig::parse(config)?, &facts)?;
    Ok(json(&json!({ "metadata": metadata.to_json(), "origins": metadata.origins, "notes": notes })))
}

/// The labels in a text file or in JSON.
///
/// # Errors
///
/// [`Error::Metadata`] when it isn't a list of labels.
#[wasm_bindgen]
pub fn read_labels(bytes: &[u8]) -> Result<Vec<String>, Error> {
    metadata::read_labels(bytes)
}

/// Well-known sets of classes that may be those of a network, as JSON.
///
/// # Errors
///
/// When the configuration can't be read.
#[wasm_bindgen]
pub fn label_sets(config: &str) -> Result<String, Error> {
    Ok(json(&metadata::suggested_class_sets(&DenseNetConfig::parse(config)?).collect::<Vec<_>>()))
}

/// Every way in which WebAssembly can end, for the test of what happens then.
#[cfg(feature = "deliberate-traps")]
mod traps {
    use std::hint::black_box;

    /// Fails as the file's last word says.
    pub fn spring(bytes: &[u8]) {
        if bytes.ends_with(b"panic") {
            panic!("deliberate");
        } else if bytes.ends_with(b"overflow") {
            black_box(recurse(0));
        } else if bytes.ends_with(b"bounds") {
            black_box(bytes[black_box(usize::MAX)]);
        } else if bytes.ends_with(b"memory") {
            let all: Vec<Vec<u8>> = (0..8).map(|_| Vec::with_capacity(1 << 30)).collect();
            black_box(all);
        }
    }

    #[expect(unconditional_recursion, reason = "it ends with the stack")]
    fn recurse(depth: u64) -> u64 {
        let frame = black_box([depth; 64]);
        recurse(frame[0] + 1) + frame[1]
    }
}
