//! Whether a network is faster in f16 on this GPU, and close enough. Found out between the visitor's passes, for the next load: the
//! numbers of one that is loaded don't change.

use std::rc::Rc;

use web_time::Instant;

use super::{contest::Contest, loaded::LoadedNetwork, precision::F16_TOLERANCE};
use crate::{
    Error, Plan, Precision,
    engine::program::{Buffer, PackedWeights},
};

/// The network in f16, and the contest of the two.
pub struct Comparison {
    half: LoadedNetwork,
    pub(super) contest: Contest,
    /// Of the current trial: passes, and their milliseconds.
    done: (usize, f64),
}

impl Comparison {
    /// Loads the network in f16, and runs the last pass in it. `None` if the logits differ too much.
    ///
    /// # Errors
    ///
    /// When the device fails, or numbers are too large for f16.
    pub async fn new(
        single: &LoadedNetwork,
        packed: &Rc<PackedWeights>,
        plan: &Plan,
    ) -> Result<Option<Box<Self>>, Error> {
        let LoadedNetwork { network, compiled, choices, .. } = single;
        let mut choices = choices.clone();
        choices.precision = Precision::F16;
        let half = LoadedNetwork::new(&network.gpu, packed, plan, Precision::F16, choices).await?;
        half.network.replace_norms(network.live_norms().clone());
        let input = compiled.buffers.get(Buffer::Input);
        let encoder = network.gpu.device.create_command_encoder(&Default::default());
        let numbers =
            network.precision.decode(&network.gpu.read(encoder, input, 0..input.size() as usize).await?).to_vec();
        let encoded = half.network.precision.encode(&numbers);
        network.gpu.queue.write_buffer(half.compiled.buffers.get(Buffer::Input), 0, &encoded);
        let expected = compiled.run_from(network, 0).await?;
        let logits = half.compiled.run_from(&half.network, 0).await?;
        let is_close = max_difference(&logits, &expected) <= F16_TOLERANCE * max_abs(&expected);
        Ok(is_close.then(|| Box::new(Self { half, contest: Contest::new(2), done: (0, 0.0) })))
    }

    /// Runs one pass. Returns whether f16 is faster, once that is known.
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub async fn slice(&mut self, single: &LoadedNetwork) -> Result<Option<bool>, Error> {
        let Some(trial) = self.contest.next() else { return Ok(Some(self.contest.champion() == 1)) };
        let LoadedNetwork { network, compiled, .. } = if trial.candidate == 0 { single } else { &self.half };
        let start = Instant::now();
        // With the input that is there, so that the features of the last pass stay, up to rounding.
        compiled.run_from(network, 0).await?;
        self.done = (self.done.0 + 1, self.done.1 + start.elapsed().as_secs_f64() * 1e3);
        if self.done.0 == trial.repetitions {
            self.contest.report(self.done.1);
            self.done = (0, 0.0);
        }
        Ok(None)
    }
}

fn max_abs(numbers: &[f32]) -> f32 {
    numbers.iter().fold(0.0, |max, number| number.abs().max(max))
}

/// NaN if any difference is NaN.
fn max_difference(a: &[f32], b: &[f32]) -> f32 {
    let differences = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    differences.fold(0.0, |max, difference| if difference > max || difference.is_nan() { difference } else { max })
}
