//! Passes that survive the loss of the GPU.

use super::Session;
use crate::{
    Engine, EngineChoice, Error, Plan, Precision,
    engine::{self, Logits, Reason, Timed},
    error::EngineError,
    preprocess::Images,
};

/// What to try after a failure of the GPU.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Attempt {
    /// A newly requested device, and the CPU if it fails too.
    AnotherDevice,
    /// The CPU at once.
    Cpu,
}

impl Session {
    /// Runs a pass. If the GPU fails, the network moves to a new device and the pass is repeated; if that fails as well, to
    /// the CPU. So a pass takes at most three attempts, however often devices are lost. Also returns whether the network
    /// moved.
    pub(super) async fn run_pass(&mut self, images: &Images, time_layers: bool) -> Result<(Timed, bool), Error> {
        match attempt(&mut *self.engine, images, time_layers).await {
            Err(error) if is_gpu_failure(&error) => {
                let timed = self.recover(error, Attempt::AnotherDevice, images, time_layers).await?;
                Ok((timed, true))
            }
            done => done.map(|timed| (timed, false)),
        }
    }

    /// Computes the last pass again if the GPU that holds its features failed.
    pub(super) async fn restore_features(&mut self, error: Error, attempt: Attempt) -> Result<(), Error> {
        if !is_gpu_failure(&error) {
            return Err(error);
        }
        let Some(images) = self.last.take() else { return Err(error) };
        let done = self.recover(error, attempt, &images, false).await.map(drop);
        self.last = Some(images);
        done
    }

    async fn recover(
        &mut self,
        error: Error,
        what: Attempt,
        images: &Images,
        time_layers: bool,
    ) -> Result<Timed, Error> {
        let [height, width] = images.size();
        let plan = Plan::new(self.weights.config(), height, width)?;
        let error = match self.rebuild_on_gpu(&error, what, plan.clone()).await {
            Err(second) => second.unwrap_or(error),
            Ok(()) => match self.attempt_with_cuts(images, time_layers).await {
                Err(error) if is_gpu_failure(&error) => error,
                done => return done,
            },
        };
        self.engine = engine::cpu_engine(&self.weights, plan, Reason::GpuFailed { error });
        self.attempt_with_cuts(images, time_layers).await
    }

    /// The first pass of a new engine.
    async fn attempt_with_cuts(&mut self, images: &Images, time_layers: bool) -> Result<Timed, Error> {
        self.silence_cuts()?;
        attempt(&mut *self.engine, images, time_layers).await
    }

    /// Moves to a newly requested device. Fails without an error of its own where that isn't worth trying.
    async fn rebuild_on_gpu(&mut self, error: &Error, what: Attempt, plan: Plan) -> Result<(), Option<Error>> {
        if what == Attempt::Cpu || matches!(error, Error::Engine(EngineError::GpuTimeout)) {
            return Err(None);
        }
        let gpu = engine::webgpu::Gpu::request().await?;
        let is_automatic = self.options.engine == EngineChoice::Auto;
        if is_automatic && gpu.is_software() {
            return Err(None);
        }
        let mut reason = if is_automatic { Reason::Gpu { adapter: gpu.name() } } else { Reason::Asked };
        let mut options = engine::Options { kernel_choices: self.engine.kernel_choices(), ..self.options.clone() };
        if self.engine.info().precision == Precision::F16 && is_arithmetic(error) {
            // f16 may be what failed.
            (options.precision, options.kernel_choices) = (Some(Precision::F32), None);
            reason = Reason::HalfFailed { error: error.clone() };
        }
        let rebuilt = engine::webgpu::WebGpuEngine::new(gpu, &self.weights, plan, reason, &options).await;
        self.engine = Box::new(rebuilt?);
        Ok(())
    }
}

/// Whether another device, or the CPU, may do better.
fn is_gpu_failure(error: &Error) -> bool {
    use EngineError::{GpuFailed, GpuLost, GpuStale, GpuTimeout};
    is_arithmetic(error) || matches!(error, Error::Engine(GpuFailed { .. } | GpuLost { .. } | GpuStale | GpuTimeout))
}

/// Whether the GPU's numbers are wrong.
fn is_arithmetic(error: &Error) -> bool {
    use EngineError::{GpuNotFinite, GpuOverflow, GpuWrong};
    matches!(error, Error::Engine(GpuNotFinite { .. } | GpuOverflow | GpuWrong { .. }))
}

async fn attempt(engine: &mut dyn Engine, images: &Images, time_layers: bool) -> Result<Timed, Error> {
    let (logits, times) = if time_layers { engine.run_timed(images).await? } else { (engine.run(images).await?, None) };
    Ok((finite(logits)?, times))
}

/// The WebGPU engine has an error of its own for logits that aren't.
pub(super) fn finite(logits: Logits) -> Result<Logits, Error> {
    if logits.data.iter().any(|logit| !logit.is_finite()) {
        return Err(EngineError::NotFinite.into());
    }
    Ok(logits)
}
