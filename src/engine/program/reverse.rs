//! The backward pass as a list of steps: a program in reverse, over buffers of gradients, for one image of the pass.
//!
//! A block owns one buffer of gradients, laid out like its features. Every layer adds its own gradient to the channels that
//! it read, so that each feature receives the error signal of all later layers directly. Convolutions are reversed by the forward
//! kernels, over transposed weights. All bottlenecks of a block share a scratch buffer, so their outputs are computed again.

use super::{Buffer, Layout, Operation, Place, Program, Step, Transposed};

/// A buffer of gradients, in f32 and without padding (but for [`Gradient::Incoming`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gradient {
    /// That of a buffer of features.
    Of(Buffer),
    /// What the reverse of a convolution reads: the gradient of its output, without what a ReLU held back.
    Incoming,
    /// That of a bottleneck's output, or of the maxima before a blur.
    Inner,
    /// That of features after a norm and ReLU.
    Activated,
}

/// What a step of the backward pass computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reverse {
    /// A forward step once more.
    Again,
    /// Some channels, where a ReLU let them through, in the layout that a convolution reads.
    Copy,
    /// A convolution that keeps the size, or the classifier: the same operation over transposed weights.
    Convolve,
    /// Back through a norm and ReLU, into a block.
    Norm(Incoming),
    /// To the largest value of each window; of several, to the first one, as in PyTorch.
    MaxPool {
        /// Of the pooling.
        stride: usize,
    },
    /// A blur with stride 2.
    Blur,
    /// A stem's convolution with stride 2.
    Strided {
        /// Its height and width.
        kernel: usize,
    },
}

/// Where the gradient of an activated feature is, on its way into a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// At the same place.
    Same,
    /// In a map of half the size: four pixels were averaged.
    Pooled,
    /// In one number per channel: all pixels were averaged.
    Averaged,
}

/// One operation of the backward pass.
#[derive(Clone, Debug)]
pub struct ReverseStep {
    /// What it computes.
    pub reverse: Reverse,
    /// The forward step that this is a part of the reverse of.
    pub forward: usize,
    /// Channels, layouts (of the gradients), and offsets: of the transposed weights, of the norm, and for a copy of the first
    /// channel read. The operation matters for [`Reverse::Convolve`] only, the buffers don't matter.
    pub step: Step,
    /// What it reads.
    pub from: Gradient,
    /// What it writes.
    pub to: Gradient,
    /// The features that decide what passes, if any do.
    pub features: Option<Place>,
    /// Whether it adds to what other layers left.
    pub adds: bool,
}

/// A backward pass for one image.
#[derive(Clone, Debug, Default)]
pub struct ReverseProgram {
    /// All steps, in order.
    pub steps: Vec<ReverseStep>,
    /// The size of each buffer in numbers, a multiple of 4.
    pub buffers: Vec<(Gradient, usize)>,
}

impl ReverseProgram {
    /// The backward pass of `program`.
    pub fn new(program: &Program, weights: &Transposed) -> Self {
        let mut reverse = Self::default();
        for (index, forward) in program.steps.iter().enumerate().rev() {
            let weights = if forward.operation.multiplies() { weights.offset(forward) } else { 0 };
            let mut back = Back { program, index, weights, reverse: &mut reverse };
            back.push_step(forward);
        }
        reverse
    }

    /// Bytes of all gradients.
    pub fn bytes(&self) -> u64 {
        self.buffers.iter().map(|(_, floats)| *floats as u64 * 4).sum()
    }

    /// The position of a buffer in [`Self::buffers`].
    pub fn position(&self, gradient: Gradient) -> usize {
        self.buffers.iter().position(|(known, _)| *known == gradient).expect("all buffers are listed")
    }

    fn reserve(&mut self, gradient: Gradient, numbers: usize) {
        let numbers = numbers.next_multiple_of(4);
        match self.buffers.iter_mut().find(|(known, _)| *known == gradient) {
            Some((_, size)) => *size = numbers.max(*size),
            None => self.buffers.push((gradient, numbers)),
        }
    }
}

impl Operation {
    fn multiplies(self) -> bool {
        use Operation::{Activate, AveragePool, BlurPool, GlobalAverage, MaxPool};
        !matches!(self, Activate | AveragePool | BlurPool | GlobalAverage | MaxPool)
    }
}

/// The reverse of one step.
struct Back<'a> {
    program: &'a Program,
    index: usize,
    /// The offset of its transposed weights.
    weights: usize,
    reverse: &'a mut ReverseProgram,
}

impl Back<'_> {
    fn push_step(&mut self, forward: &Step) {
        let [source, destination] = [forward.source.layout, forward.destination.layout].map(of_one_image);
        let [input, output] = [forward.source.buffer, forward.destination.buffer].map(Gradient::Of);
        let features = Some(forward.source);
        match forward.operation {
            Operation::Linear => {
                self.reverse.reserve(output, forward.out_channels);
                self.convolve(Operation::Linear, [output, input], [ONE_PIXEL; 2]);
            }
            Operation::GlobalAverage => {
                self.norm(Incoming::Averaged, Gradient::Of(Buffer::Pooled), [ONE_PIXEL, source]);
            }
            Operation::Compression => {
                self.convolve(Operation::Compression, [output, Gradient::Activated], [destination, source]);
            }
            Operation::AveragePool => self.norm(Incoming::Pooled, Gradient::Activated, [destination, source]),
            Operation::Convolution3x3 => {
                let gradient = if !matches!(forward.source.buffer, Buffer::Scratch(_)) {
                    input
                } else if self.program.steps[self.index - 1].operation == Operation::Bottleneck {
                    Gradient::Inner
                } else {
                    Gradient::Activated
                };
                self.copy(output, [destination, destination.padded()]);
                self.convolve(
                    Operation::Convolution3x3,
                    [Gradient::Incoming, gradient],
                    [destination.padded(), source],
                );
            }
            Operation::Bottleneck => {
                self.push(Reverse::Again, [output; 2], [destination; 2], None);
                self.copy(Gradient::Inner, [destination; 2]);
                self.convolve(Operation::Compression, [Gradient::Incoming, Gradient::Activated], [destination, source]);
                self.norm(Incoming::Same, Gradient::Activated, [source; 2]);
            }
            Operation::Activate => self.norm(Incoming::Same, Gradient::Activated, [source; 2]),
            Operation::MaxPool => {
                self.push(Reverse::MaxPool { stride: 2 }, [output, input], [destination, source], features);
            }
            Operation::BlurPool => {
                self.push(Reverse::Blur, [output, Gradient::Inner], [destination, source], None);
                self.push(Reverse::MaxPool { stride: 1 }, [Gradient::Inner, input], [source; 2], features);
            }
            Operation::Strided3x3 | Operation::Strided7x7 => {
                let kernel = if forward.operation == Operation::Strided3x3 { 3 } else { 7 };
                self.copy(output, [destination; 2]);
                let gradients = [Gradient::Incoming, input];
                self.push(Reverse::Strided { kernel }, gradients, [destination, source], None);
            }
        }
    }

    fn copy(&mut self, from: Gradient, layouts: [Layout; 2]) {
        let forward = &self.program.steps[self.index];
        let features = forward.activates.then_some(forward.destination);
        self.push(Reverse::Copy, [from, Gradient::Incoming], layouts, features);
        let step = self.last_step();
        (step.in_channels, step.activates) = (step.out_channels, false);
    }

    fn convolve(&mut self, operation: Operation, gradients: [Gradient; 2], layouts: [Layout; 2]) {
        self.push(Reverse::Convolve, gradients, layouts, None);
        let step = self.last_step();
        *step = Step {
            operation,
            in_channels: step.out_channels,
            out_channels: step.in_channels,
            first_channel: 0,
            activates: false,
            ..step.clone()
        };
    }

    fn norm(&mut self, incoming: Incoming, from: Gradient, layouts: [Layout; 2]) {
        let forward = &self.program.steps[self.index];
        let to = Gradient::Of(forward.source.buffer);
        self.push(Reverse::Norm(incoming), [from, to], layouts, Some(forward.source));
        // A block's last reader reads all of it, and comes first in the backward pass.
        self.reverse.steps.last_mut().expect("it was just added").adds = incoming == Incoming::Same;
    }

    /// Adds a step whose channels and offsets are those of the forward step.
    fn push(&mut self, reverse: Reverse, [from, to]: [Gradient; 2], layouts: [Layout; 2], features: Option<Place>) {
        let step = self.program.steps[self.index].clone();
        let [source, destination] = layouts;
        if !matches!(reverse, Reverse::Again) {
            let channels = if reverse == Reverse::Copy { step.out_channels } else { step.in_channels };
            self.reverse.reserve(to, channels * destination.plane());
        }
        let step = Step {
            weights: self.weights,
            source: Place { layout: source, ..step.source },
            destination: Place { layout: destination, ..step.destination },
            ..step
        };
        self.reverse.steps.push(ReverseStep { reverse, forward: self.index, step, from, to, features, adds: false });
    }

    fn last_step(&mut self) -> &mut Step {
        &mut self.reverse.steps.last_mut().expect("one was just added").step
    }
}

/// The layout of what is one number per channel.
const ONE_PIXEL: Layout = Layout { images: 1, height: 1, width: 1, padded: false };

fn of_one_image(layout: Layout) -> Layout {
    Layout { images: 1, padded: false, ..layout }
}
