//! How much of the output a thread computes, and by which family of kernels: chosen by timing the candidates on the
//! adapter at hand.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use web_time::{Duration, Instant};

use super::{
    Gpu,
    pass::{Network, Pass},
    precision,
};
use crate::{
    Error, Precision,
    engine::program::{Operation, PackedWeights, Program, Step},
};

/// How an operation's work is cut up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tuning {
    /// Which kernel.
    pub family: Family,
    /// Output channels of a thread: 4, 8 or 16. The tiled kernels have theirs built in.
    pub block: u32,
    /// vec4fs of pixels of a thread in a 1x1 convolution, rows of 4 pixels in a 3x3 one.
    pub pixels: u32,
    /// Threads of a workgroup. The tiled kernels are written for 64.
    pub workgroup: u32,
}

/// The kernels that there are for a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Blocks in registers, no workgroup memory, no barriers.
    Direct,
    /// Tiles in workgroup memory.
    Tiled,
}

/// How long the candidates of a precision may take: it is for machines on which they take far less.
const BUDGET: Duration = Duration::from_millis(400);

/// Dispatches of a candidate that are timed together.
const REPETITIONS: usize = 8;

/// Maps of more pixels than this are tuned apart from smaller ones.
const LARGE: usize = 512;

const fn direct(block: u32, pixels: u32) -> Tuning {
    Tuning { family: Family::Direct, block, pixels, workgroup: 64 }
}

const fn tiled(pixels: u32) -> Tuning {
    Tuning { family: Family::Tiled, block: 32, pixels, workgroup: 64 }
}

impl Tuning {
    /// What is tried for an operation; the first one suits most shapes and is taken where time is up. One only where a
    /// kernel has its blocks built in.
    pub fn candidates(operation: Operation) -> &'static [Tuning] {
        match operation {
            Operation::Bottleneck | Operation::Compression => {
                &const { [direct(8, 2), direct(4, 1), direct(16, 2), tiled(1), tiled(2)] }
            }
            Operation::Convolution3x3 => &const { [direct(8, 2), direct(4, 1), direct(8, 4), tiled(1)] },
            _ => &const { [direct(8, 1)] },
        }
    }
}

/// The choices of an adapter for a network.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tunings {
    /// On which they were measured; empty when they weren't.
    adapter: String,
    /// With which weights; see [`PackedWeights::fingerprint`].
    weights: u32,
    /// What the kernels compute in.
    pub precision: Precision,
    /// Whether that was chosen over the other precision, by measurement.
    pub is_compared: bool,
    /// Of 1x1 convolutions, on large and on small maps.
    convolution1x1: [Option<Tuning>; 2],
    /// Of 3x3 convolutions, on large and on small maps.
    convolution3x3: [Option<Tuning>; 2],
}

impl Tunings {
    /// For SwiftShader, the software adapter of Chromium, where timing candidates would take seconds: what takes least time to
    /// compile and run once, and is nearly as fast as the fastest later.
    pub fn for_software(precision: Precision) -> Self {
        // Small maps have too few threads for 64 in a workgroup: a core that is left without one idles.
        let few = |tuning| [Some(Tuning { workgroup: 16, ..tuning }); 2];
        let (convolution1x1, convolution3x3) = (few(direct(16, 2)), few(direct(8, 4)));
        Self { precision, convolution1x1, convolution3x3, ..Self::default() }
    }

    /// The same for all sizes of maps, where an operation has that candidate.
    pub fn uniform(tuning: Tuning, precision: Precision) -> Self {
        let of = |operation| [Tuning::candidates(operation).iter().find(|&&t| t == tuning).copied(); 2];
        Self {
            adapter: String::new(),
            weights: 0,
            precision,
            is_compared: false,
            convolution1x1: of(Operation::Bottleneck),
            convolution3x3: of(Operation::Convolution3x3),
        }
    }

    /// Whether they may be taken for an adapter and some weights, in the precision that is asked for, instead of measuring
    /// there.
    pub fn suit(&self, gpu: &Gpu, packed: &PackedWeights, precision: Option<Precision>) -> bool {
        let is_measured_here = self.adapter == gpu.name() && self.weights == packed.fingerprint();
        let is_given = self.adapter.is_empty();
        (is_given || is_measured_here)
            && precision.map_or(is_given || self.is_compared, |precision| precision == self.precision)
            && precision::possible(self.precision, gpu) == self.precision
    }

    /// Some text that [`Tunings::parse`] reads.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("plain data can be serialised")
    }

    /// The text of what is worth remembering: what was measured.
    pub fn measured_text(&self) -> Option<String> {
        (!self.adapter.is_empty()).then(|| self.text())
    }

    /// What was remembered; `None` for text of another version.
    pub fn parse(text: &str) -> Option<Self> {
        let tunings: Self = serde_json::from_str(text).ok()?;
        let known = |chosen: &[Option<Tuning>], operation| {
            chosen.iter().flatten().all(|t| Tuning::candidates(operation).contains(t))
        };
        let all_known = known(&tunings.convolution1x1, Operation::Bottleneck)
            && known(&tunings.convolution3x3, Operation::Convolution3x3);
        all_known.then_some(tunings)
    }

    /// For a step.
    pub fn of(&self, step: &Step) -> Tuning {
        let chosen = match step.operation {
            Operation::Convolution3x3 => &self.convolution3x3,
            Operation::Bottleneck | Operation::Compression => &self.convolution1x1,
            _ => &[None; 2],
        };
        chosen[usize::from(!is_large(step))].unwrap_or(Tuning::candidates(step.operation)[0])
    }

    /// Times the candidates on the heaviest step of each kind in `pass`, and takes the fastest.
    ///
    /// # Errors
    ///
    /// When the device fails.
    pub async fn measure(network: &mut Network, pass: &Pass, packed: &PackedWeights) -> Result<Self, Error> {
        let start = Instant::now();
        let mut tunings = Self {
            adapter: network.gpu.name(),
            weights: packed.fingerprint(),
            precision: network.precision,
            ..Self::default()
        };
        for (operation, large) in
            [Operation::Bottleneck, Operation::Convolution3x3].into_iter().flat_map(|o| [(o, true), (o, false)])
        {
            let Some(step) = heaviest(&pass.program, operation, large) else { continue };
            let mut times = HashMap::new();
            for &tuning in Tuning::candidates(operation) {
                // The first run compiles and warms up.
                pass.time(network, step, tuning, 1).await?;
                if start.elapsed() > BUDGET {
                    return Ok(tunings);
                }
                times.insert(tuning, pass.time(network, step, tuning, REPETITIONS).await?);
            }
            let fastest = times.into_iter().min_by_key(|(_, time)| *time).map(|(tuning, _)| tuning);
            match operation {
                Operation::Convolution3x3 => tunings.convolution3x3[usize::from(!large)] = fastest,
                _ => tunings.convolution1x1[usize::from(!large)] = fastest,
            }
        }
        Ok(tunings)
    }
}

fn is_large(step: &Step) -> bool {
    let layout = step.destination.1;
    layout.images * layout.height * layout.width > LARGE
}

fn heaviest(program: &Program, operation: Operation, large: bool) -> Option<usize> {
    let of_kind = |step: &Step| step.operation == operation && is_large(step) == large;
    let steps = program.steps.iter().enumerate().filter(|(_, step)| of_kind(step));
    steps.max_by_key(|(_, step)| step.cost(1).macs).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_checked() {
        let tunings = Tunings::uniform(tiled(1), Precision::F16);
        assert_eq!(Tunings::parse(&tunings.text()), Some(tunings));
        assert_eq!(Tunings::parse("{}"), None);
        let unknown = r#"{"adapter":"","weights":0,"precision":"f32","is_compared":false,"convolution1x1":[{"family":"direct","block":7,"pixels":1,"workgroup":64},null],"convolution3x3":[null,null]}"#;
        assert_eq!(Tunings::parse(unknown), None);
    }
}
