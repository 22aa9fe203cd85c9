//! Questions about the last call that a backward pass answers.

use super::{Session, recovery::Attempt};
use crate::{
    Error,
    engine::{BackwardPass, FeatureMaps},
    error::{EngineError, InputError},
    explain::{self, BlockReuse, Gradients, Objective},
};

impl Session {
    /// The gradients of a class's logit, or of the loss for a label, with respect to every layer's output and the input, for
    /// an image of the last call.
    ///
    /// # Errors
    ///
    /// When there is no such class or image, the image's features are gone, nothing was run, or the engine computes no
    /// gradients.
    pub async fn differentiate(&mut self, objective: Objective, image: usize) -> Result<Gradients, Error> {
        let (value, pass) = self.backward(objective, image).await?;
        let gradients = Gradients::new(objective, value, &pass)?;
        self.gradients = Some(pass);
        Ok(gradients)
    }

    /// The gradient that the last [`Session::differentiate`] computed with respect to a layer's output, or without a layer,
    /// to the input.
    ///
    /// # Errors
    ///
    /// When there is no such layer, or nothing was differentiated.
    pub async fn gradient_maps(&mut self, layer: Option<&str>) -> Result<FeatureMaps, Error> {
        self.gradients.as_ref().ok_or(EngineError::NothingDifferentiated)?.maps(layer)
    }

    /// Where the pixels of an image of the last call decide about a class: one map of the input's size.
    ///
    /// # Errors
    ///
    /// Those of [`Session::differentiate`].
    pub async fn saliency(&mut self, class: usize, image: usize) -> Result<FeatureMaps, Error> {
        let (_, pass) = self.backward(Objective::Class(class), image).await?;
        let gradient = pass.maps(None)?;
        Ok(FeatureMaps { data: explain::saliency(&gradient), channels: 1, ..gradient })
    }

    /// Where a layer sees a class in an image of the last call: one map of the layer's size.
    ///
    /// # Errors
    ///
    /// Those of [`Session::differentiate`], and when there is no such layer.
    pub async fn grad_cam(&mut self, layer: &str, class: usize, image: usize) -> Result<FeatureMaps, Error> {
        let maps = self.feature_maps(layer).await?;
        let (_, pass) = self.backward(Objective::Class(class), image).await?;
        let gradient = pass.maps(Some(layer))?;
        let of_image = maps.data.chunks_exact(gradient.data.len()).nth(image - self.passed).unwrap_or_default();
        Ok(FeatureMaps { data: explain::grad_cam(of_image, &gradient), channels: 1, ..gradient })
    }

    /// By how much the logit of a class would fall without each connection, to the first order.
    ///
    /// # Errors
    ///
    /// Those of [`Session::differentiate`].
    pub async fn estimate_reuse(&mut self, class: usize, image: usize) -> Result<Vec<BlockReuse>, Error> {
        let (_, pass) = self.backward(Objective::Class(class), image).await?;
        Ok(explain::estimated_reuse(pass.plan(), &self.weights, &pass.effects))
    }

    /// An objective's value, and its gradients.
    async fn backward(&mut self, objective: Objective, image: usize) -> Result<(f32, BackwardPass), Error> {
        let classes = self.weights.config().num_classes;
        if classes == 0 {
            return Err(InputError::NoClassifier.into());
        }
        for attempt in [Some(Attempt::AnotherDevice), Some(Attempt::Cpu), None] {
            let logits = self.feature_maps("classifier").await?.data;
            if image >= self.images {
                return Err(InputError::UnknownImage { image, images: self.images }.into());
            }
            let image = image.checked_sub(self.passed).ok_or(InputError::FeaturesGone { image })?;
            let (value, gradient) = objective.of(&logits[image * classes..][..classes])?;
            match (self.engine.differentiate(&self.weights, image, &gradient).await, attempt) {
                (Err(error), Some(attempt)) => self.restore_features(error, attempt).await?,
                (pass, _) => return pass.map(|pass| (value, pass)),
            }
        }
        unreachable!("the last attempt returns")
    }
}
