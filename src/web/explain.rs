//! What a network says about its weights and its last pass.

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use super::{Network, json};
use crate::{Error, engine::FeatureMaps, explain::Objective, session::Classified};

#[wasm_bindgen]
impl Network {
    /// The averaged features of the last pass's images, `[images][channels]`.
    ///
    /// # Errors
    ///
    /// When nothing was run.
    pub async fn embedding(&mut self) -> Result<Float32Array, Error> {
        Ok(self.0.embedding().await?.as_slice().into())
    }

    /// How many images one pass takes, so that [`Network::embedding`] has all of them.
    pub fn max_images(&self) -> usize {
        self.0.max_images()
    }

    /// A layer's output in the last pass.
    ///
    /// # Errors
    ///
    /// When there is no such layer, or nothing was run.
    pub async fn feature_maps(&mut self, layer: String) -> Result<Maps, Error> {
        self.0.feature_maps(&layer).await.map(Maps)
    }

    /// Where the last call saw a class in one of its images.
    ///
    /// # Errors
    ///
    /// When there is no such class or image, its features are gone, or nothing was run.
    pub async fn class_activation_map(&mut self, class: usize, image: usize) -> Result<Maps, Error> {
        self.0.class_activation_map(class, image).await.map(Maps)
    }

    /// Replaces all cuts by those of a list, as JSON.
    ///
    /// # Errors
    ///
    /// When the network has no such layer, connection or channel. Then the cuts are as before.
    ///
    /// # Panics
    ///
    /// When the JSON is no list of cuts: the package has checked the types.
    pub fn cut(&mut self, cuts: &str) -> Result<(), Error> {
        self.0.set_cuts(serde_json::from_str(cuts).expect("the package has checked the types"))
    }

    /// Predictions for the images of the last pass with the cuts as they are, as JSON.
    ///
    /// # Errors
    ///
    /// When nothing was run, or the engine fails.
    pub async fn rerun(&mut self, top_k: usize) -> Result<String, Error> {
        let batch = self.0.rerun().await?;
        Ok(json(&Classified::new(&self.0, &batch, top_k)?))
    }

    /// By how much a class's logit falls when what a layer reads from another one is cut as well.
    ///
    /// # Errors
    ///
    /// When there is no such connection, class or image, its features are gone, or nothing was run.
    pub async fn measure_connection(
        &mut self,
        layer: String,
        from: String,
        class: usize,
        image: usize,
    ) -> Result<f32, Error> {
        self.0.measure_connection(&layer, &from, class, image).await
    }

    /// How a class's logit splits by the layers that made the last features, as JSON.
    ///
    /// # Errors
    ///
    /// When there is no such class or image, its features are gone, or nothing was run.
    pub async fn attribution(&mut self, class: usize, image: usize) -> Result<String, Error> {
        Ok(json(&self.0.attribution(class, image).await?))
    }

    /// The gradients, for an image of the last call, of a class's logit, or of the loss for it as the label, as JSON.
    ///
    /// # Errors
    ///
    /// When there is no such class or image, its features are gone, nothing was run, or the engine computes no gradients.
    pub async fn differentiate(&mut self, class: usize, is_label: bool, image: usize) -> Result<String, Error> {
        let objective = if is_label { Objective::Label(class) } else { Objective::Class(class) };
        Ok(json(&self.0.differentiate(objective, image).await?))
    }

    /// The gradient of the last objective with respect to a layer's output, or to the input.
    ///
    /// # Errors
    ///
    /// When there is no such layer, or nothing was differentiated.
    pub async fn gradient_maps(&mut self, layer: Option<String>) -> Result<Maps, Error> {
        self.0.gradient_maps(layer.as_deref()).await.map(Maps)
    }

    /// How much each pixel changes a class's logit.
    ///
    /// # Errors
    ///
    /// Those of [`Network::differentiate`].
    pub async fn saliency(&mut self, class: usize, image: usize) -> Result<Maps, Error> {
        self.0.saliency(class, image).await.map(Maps)
    }

    /// Where a layer sees a class.
    ///
    /// # Errors
    ///
    /// Those of [`Network::differentiate`], and when there is no such layer.
    pub async fn grad_cam(&mut self, layer: String, class: usize, image: usize) -> Result<Maps, Error> {
        self.0.grad_cam(&layer, class, image).await.map(Maps)
    }

    /// How much a class's logit would fall without each connection, to the first order, as JSON.
    ///
    /// # Errors
    ///
    /// Those of [`Network::differentiate`].
    pub async fn estimate_reuse(&mut self, class: usize, image: usize) -> Result<String, Error> {
        Ok(json(&self.0.estimate_reuse(class, image).await?))
    }

    /// The paper's figure 5, as JSON.
    pub fn feature_reuse(&self) -> String {
        json(&self.0.feature_reuse())
    }
}

/// Numbers of a layer, `[images, channels, height, width]` row-major.
#[wasm_bindgen]
pub struct Maps(pub(super) FeatureMaps);

#[wasm_bindgen]
impl Maps {
    /// All numbers.
    #[wasm_bindgen(getter)]
    pub fn data(&self) -> Float32Array {
        self.0.data.as_slice().into()
    }

    /// Images, channels, height, width.
    #[wasm_bindgen(getter)]
    pub fn shape(&self) -> Vec<usize> {
        vec![self.0.images, self.0.channels, self.0.height, self.0.width]
    }
}
