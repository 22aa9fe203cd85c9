//! What our own engines remember of the last pass, and how they answer for a layer's features.

use super::{FeatureMaps, Logits, program::PackedWeights};
use crate::{Error, Plan, error::EngineError, memory, plan::LayerKind};

/// The last pass of an engine that runs a program.
pub(super) struct LastPass<'a> {
    pub plan: &'a Plan,
    pub packed: &'a PackedWeights,
    /// Those that the engine runs with.
    pub norms: &'a [[f32; 2]],
    /// `None` if nothing was run.
    pub logits: Option<&'a Logits>,
    pub images: usize,
}

impl LastPass<'_> {
    /// A layer's output. `read` is asked for what the layer with this index and so many output channels wrote, as
    /// `[images, channels, height, width]`.
    ///
    /// # Errors
    ///
    /// When there is no such layer, nothing was run, or `read` fails.
    pub async fn maps(
        &self,
        name: &str,
        read: impl AsyncFnOnce(usize, usize) -> Result<Vec<f32>, Error>,
    ) -> Result<FeatureMaps, Error> {
        let index = self.plan.index(name)?;
        let layer = &self.plan.layers[index];
        let logits = self.logits.ok_or(EngineError::NothingRun)?;
        if layer.kind == LayerKind::Classifier {
            return Ok(logits.clone().into());
        }
        let (channels, height, width) = (layer.out_channels, layer.height, layer.width);
        // As they are stored, decoded, and put in order.
        memory::check(3 * size_of::<f32>() as u64 * (self.images * channels * height * width) as u64)?;
        let mut data = read(index, channels).await?;
        if layer.kind == LayerKind::FinalNorm {
            // The program averages the normalised features without storing them.
            self.packed.activate(self.norms, name, channels, &mut data, height * width);
        }
        Ok(FeatureMaps { data, images: self.images, channels, height, width })
    }
}
