//! How the images of a call are divided into passes.

use super::Session;
use crate::{Engine, Error, Plan, error::InputError, memory, preprocess::Images};

/// A pass takes as many images as fit into this many bytes of activations.
const MAX_ACTIVATION_BYTES: u64 = 128 << 20;

/// But never more than this.
pub(super) const MAX_IMAGES: usize = 64;

impl Session {
    /// The images of each pass.
    pub(super) fn divide(&self, images: Vec<Images>) -> Result<Vec<Images>, Error> {
        let [height, width] = images.first().ok_or(InputError::NoImages)?.size();
        // An impossible size is the engine's to refuse.
        let plan = Plan::new(self.weights.config(), height, width);
        let max_images = plan.map_or(self.max_images, |plan| max_images(&*self.engine, &plan));
        // Joining them copies them.
        memory::check(images.iter().map(|image| size_of_val(image.data()) as u64).sum())?;
        let mut passes: Vec<Vec<Images>> = Vec::new();
        let mut count = 0;
        for image in images {
            count += image.count();
            if passes.is_empty() || count > max_images {
                passes.push(Vec::new());
                count = image.count();
            }
            passes.last_mut().expect("one was just added").push(image);
        }
        let passes = passes.into_iter().map(Images::batch).collect::<Result<Vec<_>, _>>()?;
        if passes.iter().any(|pass| pass.size() != [height, width]) {
            return Err(InputError::MixedSizes.into());
        }
        Ok(passes)
    }
}

/// The images of a pass of this plan.
pub(super) fn max_images(engine: &dyn Engine, plan: &Plan) -> usize {
    (MAX_ACTIVATION_BYTES / engine.pass_bytes(plan).max(1)).clamp(1, MAX_IMAGES as u64) as usize
}
