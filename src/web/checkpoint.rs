//! A checkpoint on its way into the WebAssembly.

use std::sync::Arc;

use js_sys::{Uint8Array, WebAssembly::Memory};
use wasm_bindgen::{JsCast, prelude::*};

use super::{
    Network,
    network::{options, read_metadata},
    threads::JsLender,
};
use crate::{Error, Session, Weights, engine::Options, error::EngineError, memory};

/// The bytes of a safetensors file, which arrive here piece by piece. The network's weights stay where they are.
#[wasm_bindgen]
pub struct Checkpoint {
    data: Arc<Vec<f32>>,
    length: usize,
}

#[wasm_bindgen]
impl Checkpoint {
    /// Room for so many bytes.
    ///
    /// # Errors
    ///
    /// When there is too little memory.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: f64) -> Result<Checkpoint, Error> {
        memory::check_limit(bytes as u64)?;
        Ok(Self { data: Arc::new(memory::zeros((bytes as u64).div_ceil(4) as usize)?), length: 0 })
    }

    /// Appends bytes. If there are more than there was room for, they are moved.
    ///
    /// # Errors
    ///
    /// When there is too little memory.
    pub fn append(&mut self, chunk: &Uint8Array) -> Result<(), Error> {
        let start = self.length;
        self.length += chunk.length() as usize;
        let data = Arc::make_mut(&mut self.data);
        let missing = self.length.div_ceil(4).saturating_sub(data.len());
        let error = |_| EngineError::OutOfMemory { needed: (self.length >> 20) as u64 };
        data.try_reserve(missing).map_err(error)?;
        data.resize(data.len() + missing, 0.0);
        chunk.copy_to(&mut bytemuck::cast_slice_mut(data)[start..self.length]);
        Ok(())
    }

    /// The bytes so far, where they are: to be used before the WebAssembly's memory grows.
    pub fn bytes(&self) -> Uint8Array {
        let memory: Memory = wasm_bindgen::memory().unchecked_into();
        Uint8Array::new_with_byte_offset_and_length(
            &memory.buffer(),
            self.data.as_ptr().addr() as u32,
            self.length as u32,
        )
    }

    /// Reads the checkpoint and its `config.json`, and makes the engine: `auto`, `webgpu`, `cpu` or `burn`, which on a GPU
    /// computes in the precision `auto`, `f32` or `f16`. `labels` replace those of `config.json`. `kernel_choices` is what
    /// [`Network::kernel_choices`] returned before, if that is remembered; `lender` has threads for the CPU engine.
    ///
    /// # Errors
    ///
    /// When a file can't be read, the labels don't fit, or the engine can't be had.
    pub async fn load(
        &self,
        metadata: Option<String>,
        labels: Option<Vec<String>>,
        engine: String,
        precision: String,
        kernel_choices: Option<String>,
        lender: Option<JsLender>,
    ) -> Result<Network, Error> {
        let weights = Weights::from_file(&self.data, self.length)?;
        let metadata = read_metadata(metadata, labels, weights.config())?;
        let options = Options { kernel_choices, ..options(&engine, &precision, lender)? };
        Ok(Network(Session::new(weights, metadata, options).await?))
    }
}
