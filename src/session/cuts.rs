//! A network some of whose connections are cut, and what each is worth.

use web_time::Instant;

use super::{
    Batch, Session,
    recovery::{Attempt, finite},
};
use crate::{
    Error,
    cuts::{self, Cut},
    engine::Logits,
    error::{EngineError, InputError},
    explain::{self, Attribution},
};

impl Session {
    /// What the network no longer reads.
    pub fn cuts(&self) -> &[Cut] {
        &self.cuts
    }

    /// Replaces all cuts; without any, the network is whole. They stay when the network moves to another engine. Whatever is
    /// asked next about the last call is computed again, from the first layer on that reads something else.
    ///
    /// # Errors
    ///
    /// When the network has no such layer, connection or channel. Then the cuts are as before.
    pub fn set_cuts(&mut self, cuts: Vec<Cut>) -> Result<(), Error> {
        cuts::silence(self.engine.plan(), &cuts)?;
        (self.cuts, self.logits, self.gradients) = (cuts, None, None);
        self.silence_cuts()
    }

    /// Runs the images of the last call's last pass with the cuts as they are now, from the first layer on that reads
    /// something else.
    ///
    /// # Errors
    ///
    /// When nothing was run, or the engine fails.
    pub async fn rerun(&mut self) -> Result<Batch, Error> {
        let start = Instant::now();
        let logits = self.last_logits().await?;
        Ok(Batch { logits, run: start.elapsed(), layer_times: None, moved: false })
    }

    /// By how much the logit of a class falls for an image of the last call when one more connection is cut: `layer` and
    /// `from` are those of a [`Cut`]. The cuts stay as they are.
    ///
    /// # Errors
    ///
    /// When there is no such connection, class or image, the image's features are gone, nothing was run, or the engine fails.
    pub async fn measure_connection(
        &mut self,
        layer: &str,
        from: &str,
        class: usize,
        image: usize,
    ) -> Result<f32, Error> {
        let whole = self.last_logits().await?;
        let before = self.logit(&whole, class, image)?;
        let cut = Cut { layer: layer.into(), from: Some(from.into()), channel: None };
        let mut cuts = self.cuts.clone();
        cuts.push(cut);
        let uncut = std::mem::replace(&mut self.cuts, cuts);
        let measured = match self.silence_cuts() {
            Ok(()) => {
                self.logits = None;
                self.last_logits().await
            }
            Err(error) => Err(error),
        };
        self.cuts = uncut;
        self.silence_cuts()?;
        let after = self.logit(&measured?, class, image)?;
        // What the network computes without this cut is still known, although its features are not.
        self.logits = Some(whole);
        Ok(before - after)
    }

    /// How a class's logit splits by the layers that made the features it is computed from, for an image of the last call.
    ///
    /// # Errors
    ///
    /// When there is no such class or image, the image's features are gone, or nothing was run.
    pub async fn attribution(&mut self, class: usize, image: usize) -> Result<Attribution, Error> {
        let logits = self.last_logits().await?;
        self.logit(&logits, class, image)?;
        let maps = self.final_maps().await?;
        let pooled = explain::embedding(&maps);
        let of_image = &pooled[(image - self.passed) * maps.channels..][..maps.channels];
        Ok(Attribution::new(self.engine.plan(), &self.weights, class, of_image))
    }

    /// Makes the engine silent about what is cut.
    pub(super) fn silence_cuts(&mut self) -> Result<(), Error> {
        let silenced = cuts::silence(self.engine.plan(), &self.cuts)?;
        self.engine.silence(&self.weights, &silenced)
    }

    /// The logits of the last pass with the cuts as they are.
    async fn last_logits(&mut self) -> Result<Logits, Error> {
        // An engine may still have those of the call before one that failed.
        if self.images == 0 {
            return Err(EngineError::NothingRun.into());
        }
        if let Some(logits) = &self.logits {
            return Ok(logits.clone());
        }
        let mut logits = self.engine.rerun().await;
        for attempt in [Attempt::AnotherDevice, Attempt::Cpu] {
            if let Err(error) = logits {
                // This runs the whole pass on another engine, with the cuts.
                self.restore_features(error, attempt).await?;
                logits = self.engine.rerun().await;
            }
        }
        Ok(self.logits.insert(finite(logits?)?).clone())
    }

    /// The logit of a class for an image of the last call.
    fn logit(&self, logits: &Logits, class: usize, image: usize) -> Result<f32, Error> {
        let classes = logits.classes;
        if classes == 0 {
            return Err(InputError::NoClassifier.into());
        }
        if class >= classes {
            return Err(InputError::UnknownClass { class, classes }.into());
        }
        if image >= self.images {
            return Err(InputError::UnknownImage { image, images: self.images }.into());
        }
        let of_pass = image.checked_sub(self.passed).ok_or(InputError::FeaturesGone { image })?;
        Ok(logits.data[of_pass * classes + class])
    }
}
