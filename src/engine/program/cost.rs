use std::ops::Range;

use super::{Operation, Program, Step};

/// What steps cost. The same on every machine: it counts what the algorithm needs, without caches and padding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// Multiply-accumulates of the convolutions and the classifier, as executed: transitions pool before they convolve.
    pub macs: u64,
    /// Bytes of activations and weights that the steps have to read, each at least once.
    pub read_bytes: u64,
    /// Bytes of activations that the steps write.
    pub written_bytes: u64,
}

impl Step {
    /// What this step costs if a number has `bytes` bytes.
    pub fn cost(&self, bytes: usize) -> Cost {
        let pixels = |layout: super::Layout| (layout.images * layout.height * layout.width) as u64;
        let (into, out) = (pixels(self.source.layout), pixels(self.destination.layout));
        let (in_channels, out_channels) = (self.in_channels as u64, self.out_channels as u64);
        let images = self.source.layout.images as u64;
        // Weights per input and output channel, and the numbers read and written.
        let (taps, read, written) = match self.operation {
            Operation::Bottleneck | Operation::Compression => (1, into * in_channels, out * out_channels),
            Operation::Convolution3x3 | Operation::Strided3x3 => (9, into * in_channels, out * out_channels),
            Operation::Strided7x7 => (49, into * in_channels, out * out_channels),
            Operation::MaxPool | Operation::BlurPool | Operation::AveragePool | Operation::Activate => {
                (0, into * in_channels, out * in_channels)
            }
            Operation::GlobalAverage => (0, into * in_channels, images * in_channels),
            Operation::Linear => (1, images * in_channels, images * out_channels),
        };
        let weights = taps * in_channels * out_channels;
        let positions = if self.operation == Operation::Linear { images } else { out };
        let bytes = bytes as u64;
        Cost { macs: weights * positions, read_bytes: bytes * (read + weights), written_bytes: bytes * written }
    }
}

impl Program {
    /// What a pass costs if a number has `bytes` bytes.
    pub fn cost(&self, bytes: usize) -> Cost {
        self.steps.iter().map(|step| step.cost(bytes)).fold(Cost::default(), |sum, cost| Cost {
            macs: sum.macs + cost.macs,
            read_bytes: sum.read_bytes + cost.read_bytes,
            written_bytes: sum.written_bytes + cost.written_bytes,
        })
    }
}

/// Divides steps into portions of at most `limit` multiply-accumulates, if a step doesn't take more.
pub fn portions(steps: Range<usize>, macs: impl Fn(usize) -> u64, limit: u64) -> Vec<Range<usize>> {
    let mut portions: Vec<Range<usize>> = Vec::new();
    let mut sum = 0;
    for step in steps {
        sum += macs(step);
        match portions.last_mut() {
            Some(last) if sum <= limit => last.end = step + 1,
            _ => {
                sum = macs(step);
                portions.push(step..step + 1);
            }
        }
    }
    portions
}
