//! Passes that survive the loss of the GPU.

use super::Session;
use crate::{
    Engine, Error,
    engine::{self, EngineKind, Reason, Timed},
    error::EngineError,
    preprocess::Images,
};

impl Session {
    /// Runs a pass. If the GPU fails, the network moves to a new device and the pass is repeated; if that fails as well, to
    /// the CPU. So a call takes at most three attempts, however often devices are lost.
    pub(super) async fn run_pass(&mut self, images: &Images, time_layers: bool) -> Result<Timed, Error> {
        let first = attempt(&mut *self.engine, images, time_layers).await;
        let Err(error) = first else { return first };
        if !is_gpu_failure(&error) {
            return Err(error);
        }
        let error = match self.rebuild_on_gpu(images).await {
            Err(error) => error,
            Ok(()) => match attempt(&mut *self.engine, images, time_layers).await {
                Err(error) if is_gpu_failure(&error) => error,
                done => return done,
            },
        };
        self.engine = engine::cpu_engine(&self.weights, self.plan_for(images)?, Reason::GpuFailed { error });
        attempt(&mut *self.engine, images, time_layers).await
    }

    /// Computes the last pass again if the GPU that holds its features is gone.
    pub(super) async fn restore_features(&mut self, error: Error) -> Result<(), Error> {
        match self.last.take() {
            Some(images) if is_gpu_failure(&error) => {
                let done = self.run_pass(&images, false).await.map(drop);
                self.last = Some(images);
                done
            }
            last => {
                self.last = last;
                Err(error)
            }
        }
    }

    async fn rebuild_on_gpu(&mut self, images: &Images) -> Result<(), Error> {
        let reason = self.engine.info().reason.clone();
        let kernel_choices = self.engine.kernel_choices();
        let options = engine::Options { kernel_choices, ..self.options.clone() };
        self.engine = engine::webgpu_engine(&self.weights, self.plan_for(images)?, reason, &options).await?;
        Ok(())
    }

    fn plan_for(&self, images: &Images) -> Result<crate::Plan, Error> {
        crate::Plan::new(self.weights.config(), images.height, images.width)
    }
}

/// Whether another device, or the CPU, may do better.
fn is_gpu_failure(error: &Error) -> bool {
    use EngineError::{GpuFailed, GpuLost, GpuNotFinite, GpuStale, GpuTimeout, GpuWrong};
    matches!(
        error,
        Error::Engine(
            GpuFailed { .. } | GpuLost { .. } | GpuNotFinite { .. } | GpuStale {} | GpuTimeout {} | GpuWrong { .. }
        )
    )
}

async fn attempt(engine: &mut dyn Engine, images: &Images, time_layers: bool) -> Result<Timed, Error> {
    let (logits, times) = if time_layers { engine.run_timed(images).await? } else { (engine.run(images).await?, None) };
    if logits.data.iter().all(|logit| logit.is_finite()) {
        return Ok((logits, times));
    }
    Err(match engine.info().kind {
        EngineKind::WebGpu => EngineError::GpuNotFinite { precision: engine.info().precision },
        EngineKind::Cpu | EngineKind::Burn => EngineError::NotFinite,
    }
    .into())
}
