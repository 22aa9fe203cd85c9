//! The packed weights of the backward pass.

#[cfg(feature = "native")]
use densenet_kernels::{PLACES, filters_of};

use super::PackedWeights;
use crate::engine::program::{Operation, Program, Step};

/// Each convolution and the classifier with input and output channels exchanged and the taps mirrored, so that carrying it
/// out turns the gradient of its output into that of its input. Norms stay folded in, there are no biases.
pub struct Transposed {
    pub packed: PackedWeights,
    /// Where a convolution's weights are in the forward packs, and where they are here.
    offsets: Vec<[usize; 2]>,
}

impl Transposed {
    pub fn new(program: &Program, packed: &PackedWeights) -> Self {
        let mut transposed = Self { packed: PackedWeights::empty(packed.packing), offsets: Vec::new() };
        for step in &program.steps {
            let taps = match step.operation {
                Operation::Bottleneck | Operation::Compression | Operation::Linear => 1,
                Operation::Convolution3x3 | Operation::Strided3x3 => 3,
                Operation::Strided7x7 => 7,
                _ => continue,
            };
            let weights = &mut transposed.packed.weights;
            transposed.offsets.push([step.weights, weights.len()]);
            if matches!(step.operation, Operation::Strided3x3 | Operation::Strided7x7) {
                weights.extend(packed.unpacked(step, taps));
                // What follows begins at a whole pack.
                weights.resize(weights.len().next_multiple_of(packed.packing.channels), 0.0);
            } else {
                transposed.pack(step, taps, &packed.unpacked(step, taps));
            }
        }
        transposed
    }

    /// Where the weights of a forward step begin. Those of a convolution with a stride are `[out, in, row, column]`, as they
    /// were: in the backward pass, each output pixel has taps of its own.
    pub fn offset(&self, step: &Step) -> usize {
        let known = self.offsets.iter().find(|[forward, _]| *forward == step.weights);
        known.expect("the weights of all convolutions are transposed")[1]
    }

    fn pack(&mut self, step: &Step, taps: usize, weights: &[f32]) {
        let (inputs, outputs, all) = (step.in_channels, step.out_channels, taps * taps);
        // A row per input channel, which is an output channel now.
        let row = |input: usize| {
            (0..outputs).flat_map(move |output| weights[(output * inputs + input) * all..][..all].iter().rev())
        };
        let rows: Vec<f32> = (0..inputs).flat_map(row).copied().collect();
        self.packed.pack_rows(&rows, taps, &vec![[1.0, 0.0]; inputs]);
    }
}

impl PackedWeights {
    /// A convolution's weights as `[out, in, row, column]`, without biases.
    fn unpacked(&self, step: &Step, taps: usize) -> Vec<f32> {
        #[cfg(feature = "native")]
        if self.are_transformed(step) {
            return filters_of(&self.unpacked_taps(step, PLACES, PLACES));
        }
        self.unpacked_taps(step, taps * taps, taps)
    }

    /// The same for filters of so many taps, of which `columns` take turns where the columns are first.
    fn unpacked_taps(&self, step: &Step, taps: usize, columns: usize) -> Vec<f32> {
        let (pack, per_output) = (self.packing.channels, step.in_channels * taps);
        let mut weights = Vec::with_capacity(step.out_channels * per_output);
        for output in 0..step.out_channels {
            let first = step.weights + output / pack * pack * (per_output + 1) + pack + output % pack;
            weights.extend(self.packing.order(per_output, columns).map(|at| self.weights[first + at * pack]));
        }
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DenseNetConfig, Plan, Weights, engine::program::Packing};

    /// Of a network without folded norms, the weights are those of the checkpoint.
    #[test]
    fn unpacked_weights_are_those_of_the_checkpoint() {
        let config = DenseNetConfig { bn_size: None, stem: crate::Stem::Cifar, ..DenseNetConfig::densenet121() };
        let plan = Plan::new(&config, 32, 32).unwrap();
        let weights = Weights::from_fn(&config, |p| (0..p.len()).map(|i| i as f32).collect()).unwrap();
        for columns_first in [false, true] {
            let packing = Packing { channels: 4, columns_first, transforms: |_| false };
            let packed = PackedWeights::new(&weights, &plan, packing);
            let program = Program::new(&plan, 1, &packed);
            let (stem, classifier) = (&program.steps[0], program.steps.last().unwrap());
            assert_eq!(packed.unpacked(stem, 3), weights.get("features.conv0.weight"));
            assert_eq!(packed.unpacked(classifier, 1), weights.get("classifier.weight"));
            // The last taps of output 0.
            let transposed = Transposed::new(&program, &packed);
            let at = transposed.offset(stem) + 4;
            assert_eq!(transposed.packed.weights[at..at + 2], [8.0, 9.0 + 8.0]);
        }
    }
}
