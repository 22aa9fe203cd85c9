use serde::Serialize;

use super::{LayerKind, Plan};

/// What the dense blocks' features take for one image in f32: with one buffer per block, and with one concatenation per layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FeatureMemory {
    /// Bytes of the blocks' feature buffers: each block's final channels, once.
    pub zero_copy_bytes: u64,
    /// Bytes that concatenating again for every layer allocates: the results of all concatenations, added up.
    pub concatenated_bytes: u64,
    /// Bytes that those concatenations read and write. Zero-copy blocks copy none.
    pub copied_bytes: u64,
}

impl Plan {
    /// See [`FeatureMemory`]. Grows linearly in a block's depth with zero-copy buffers, quadratically with concatenation.
    pub fn feature_memory(&self) -> FeatureMemory {
        let mut memory = FeatureMemory { zero_copy_bytes: 0, concatenated_bytes: 0, copied_bytes: 0 };
        let mut layers = self.layers_of(LayerKind::DenseLayer).peekable();
        while let Some(layer) = layers.next() {
            // Concatenating makes this layer's input and its output into the next one's input (or the block's output).
            let channels = (layer.in_channels + layer.out_channels) as u64;
            let bytes = channels.saturating_mul((layer.height * layer.width * size_of::<f32>()) as u64);
            memory.concatenated_bytes = memory.concatenated_bytes.saturating_add(bytes);
            memory.copied_bytes = memory.concatenated_bytes.saturating_mul(2);
            if layers.peek().is_none_or(|next| next.block != layer.block) {
                memory.zero_copy_bytes = memory.zero_copy_bytes.saturating_add(bytes);
            }
        }
        memory
    }
}
