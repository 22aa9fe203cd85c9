//! A step of a pass as plain data, and how threads share it.

use core::{cell::Cell, ops::Range};

use crate::Layout;

/// What a task computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// BN, ReLU and a 1x1 convolution.
    Bottleneck,
    /// A 1x1 convolution.
    Convolution1x1,
    /// A 3x3 convolution with stride 1; reads a padded layout.
    Convolution3x3,
    /// The same with transformed filters: see [`transform_filters`](crate::transform_filters).
    Winograd3x3,
    /// A 3x3 convolution with stride 2 and a padding of 1.
    Strided3x3,
    /// A 7x7 convolution with stride 2 and a padding of 3.
    Strided7x7,
    /// The max pooling of a stem, 3x3 with stride 2. Its inputs have passed a ReLU.
    MaxPool,
    /// 3x3 max pooling with stride 1, and a 3x3 blur with stride 2.
    BlurPool,
    /// BN, ReLU if it activates, and 2x2 average pooling.
    AveragePool,
    /// BN and ReLU.
    Activate,
    /// BN, ReLU, and the mean of each channel.
    GlobalAverage,
    /// The classifier, from `[image][channel]` to `[image][class]`.
    Linear,
}

impl Kind {
    const ALL: [Self; 12] = [
        Self::Bottleneck,
        Self::Convolution1x1,
        Self::Convolution3x3,
        Self::Winograd3x3,
        Self::Strided3x3,
        Self::Strided7x7,
        Self::MaxPool,
        Self::BlurPool,
        Self::AveragePool,
        Self::Activate,
        Self::GlobalAverage,
        Self::Linear,
    ];
}

/// A step of a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// What it computes.
    pub kind: Kind,
    /// Channels read.
    pub in_channels: usize,
    /// Channels written.
    pub out_channels: usize,
    /// The first channel written.
    pub first_channel: usize,
    /// The layout of what is read.
    pub from: Layout,
    /// The layout of what is written.
    pub to: Layout,
    /// Whether a ReLU follows.
    pub activates: bool,
    /// Where its weights begin: `[pack of output channels][bias, then column x input channel x row][channel]`.
    pub weights: usize,
    /// Where its norms begin.
    pub norms: usize,
}

/// What a task reads and writes.
#[derive(Clone, Copy)]
pub struct Operands<'a> {
    /// All weights of the network.
    pub weights: &'a [f32],
    /// Scale and shift per channel, of all norms of the network.
    pub norms: &'a [[f32; 2]],
    /// What it reads.
    pub source: &'a [f32],
    /// What it writes: cells, because other threads write other parts of it.
    pub destination: &'a [Cell<f32>],
}

/// Numbers of a [`Task`] as [`Task::to_words`] returns it.
pub const WORDS: usize = 15;

impl Task {
    /// How many parts the task has for so many threads. Any thread can compute any of them, in any order, and the numbers are the
    /// same for every number of threads.
    pub fn units(&self, threads: usize) -> usize {
        let [across, down] = self.parts(threads);
        across * down
    }

    /// Into how many parts the outputs are divided, across pixels and across channels.
    fn parts(&self, threads: usize) -> [usize; 2] {
        if threads < 2 {
            return [1, 1];
        }
        // Several units per thread, because threads are not equally fast. But whoever computes some channels only has to prepare
        // the same inputs as the others, which takes long in Winograd's algorithm.
        let wanted = if self.kind == Kind::Winograd3x3 { threads } else { 4 * threads };
        let [tiles, packs] = self.tiles_and_packs();
        let across = tiles.min(wanted);
        [across, packs.min(wanted.div_ceil(across))]
    }

    /// Computes a unit of the task, for one image. `panel` has at least [`Self::panel_length`] numbers.
    ///
    /// # Panics
    ///
    /// When it is for Winograd's algorithm, in a build without the feature `winograd`.
    pub fn run(&self, unit: usize, threads: usize, image: usize, operands: &Operands, panel: &mut [f32]) {
        let ([across, down], [tiles, packs]) = (self.parts(threads), self.tiles_and_packs());
        let part = |index: usize, parts: usize, count: usize| index * count / parts..(index + 1) * count / parts;
        let (tiles, packs) = (part(unit % across, across, tiles), part(unit / across, down, packs));
        match self.kind {
            Kind::Winograd3x3 => {
                if !cfg!(feature = "winograd") {
                    panic!("this build has no Winograd's algorithm");
                }
                self.convolve_transformed(tiles, packs, image, operands, panel);
            }
            Kind::Linear => self.classify(packs, image, operands),
            _ if self.convolves() => self.convolve(tiles, packs, image, operands, panel),
            _ => self.pool(packs, image, operands, panel),
        }
    }

    fn convolves(&self) -> bool {
        use Kind::{Bottleneck, Convolution1x1, Convolution3x3, Strided3x3, Strided7x7, Winograd3x3};
        matches!(self.kind, Bottleneck | Convolution1x1 | Convolution3x3 | Winograd3x3 | Strided3x3 | Strided7x7)
    }

    /// What units divide: groups of neighbouring pixels, and groups of channels.
    fn tiles_and_packs(&self) -> [usize; 2] {
        match self.kind {
            Kind::Winograd3x3 => [self.groups(), self.packs()],
            Kind::Linear => [1, self.packs()],
            _ if self.convolves() => [self.tiles(), self.packs()],
            _ => [1, self.in_channels],
        }
    }

    /// Numbers that [`Self::run`] needs besides its operands.
    pub fn panel_length(&self) -> usize {
        match self.kind {
            Kind::Winograd3x3 => self.transformed_length(),
            _ if self.convolves() => self.gathered_length(),
            _ => 2 * self.from.width + 2,
        }
    }

    /// The task as numbers, for another WebAssembly module.
    pub fn to_words(&self) -> [u32; WORDS] {
        let Self { in_channels, out_channels, first_channel, from, to, weights, norms, .. } = *self;
        let words = [
            self.kind as usize,
            in_channels,
            out_channels,
            first_channel,
            from.images,
            from.height,
            from.width,
            usize::from(from.padded),
            to.images,
            to.height,
            to.width,
            usize::from(to.padded),
            usize::from(self.activates),
            weights,
            norms,
        ];
        words.map(|word| word as u32)
    }

    /// The task that became these numbers. `None` if there is none.
    pub fn from_words(words: &[u32; WORDS]) -> Option<Self> {
        let [kind, in_channels, out_channels, first_channel, a, b, c, d, e, f, g, h, activates, weights, norms] =
            words.map(|word| word as usize);
        let layout = |[images, height, width, padded]: [usize; 4]| Layout { images, height, width, padded: padded > 0 };
        Some(Self {
            kind: *Kind::ALL.get(kind)?,
            in_channels,
            out_channels,
            first_channel,
            from: layout([a, b, c, d]),
            to: layout([e, f, g, h]),
            activates: activates > 0,
            weights,
            norms,
        })
    }
}

/// A channel's plane of what a task writes.
pub(crate) fn plane(destination: &[Cell<f32>], layout: Layout, channel: usize) -> &[Cell<f32>] {
    &destination[channel * layout.plane()..][..layout.plane()]
}

/// Writes 4 numbers.
#[inline]
pub(crate) fn store(cells: &[Cell<f32>], values: [f32; 4]) {
    let cells: &[Cell<f32>; 4] = cells.first_chunk().expect("rows are multiples of 4 numbers");
    cells.iter().zip(values).for_each(|(cell, value)| cell.set(value));
}

/// Indices of units, tiles or packs.
pub(crate) type Part = Range<usize>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_survives_as_numbers() {
        let layout = Layout { images: 1, height: 5, width: 7, padded: true };
        for kind in Kind::ALL {
            let task = Task {
                kind,
                in_channels: 3,
                out_channels: 4,
                first_channel: 5,
                from: layout,
                to: Layout { images: 2, padded: false, ..layout },
                activates: kind == Kind::AveragePool,
                weights: 6,
                norms: 7,
            };
            assert_eq!(Task::from_words(&task.to_words()), Some(task));
        }
        assert_eq!(Task::from_words(&[99; WORDS]), None);
    }
}
