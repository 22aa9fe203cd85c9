//! The backward pass on the CPU: the steps of [`ReverseProgram`], for one image.

mod stem;

use std::cell::Cell;

use densenet_kernels::{Operands, through_norm};

use super::{CpuEngine, task};
use crate::{
    Error,
    engine::{
        BackwardPass,
        program::{Buffer, Gradient, Incoming, Layout, Place, Reverse, ReverseProgram, ReverseStep, Transposed},
    },
    memory,
};

/// The transposed weights, made when gradients are first asked for.
pub struct Backward {
    weights: Transposed,
    panel: Vec<f32>,
}

impl Backward {
    pub fn new(engine: &CpuEngine) -> Self {
        Self { weights: Transposed::new(&engine.program, &engine.packed), panel: Vec::new() }
    }

    /// Walks the engine's last pass back from the gradient with respect to an image's logits.
    pub fn run(&mut self, engine: &mut CpuEngine, image: usize, logits: &[f32]) -> Result<BackwardPass, Error> {
        let reverse = ReverseProgram::new(&engine.program, &self.weights);
        memory::check_limit(reverse.bytes())?;
        let mut buffers = Vec::new();
        for &(_, floats) in &reverse.buffers {
            buffers.push(memory::zeros(floats)?);
        }
        buffers[reverse.position(Gradient::Of(Buffer::Logits))][..logits.len()].copy_from_slice(logits);
        let mut effects = vec![0.0; engine.norms.len()];
        for step in &reverse.steps {
            if step.reverse == Reverse::Again {
                engine.execute(step.forward, image);
                continue;
            }
            // A step never writes what it reads.
            let [source, target] = [step.from, step.to].map(|gradient| reverse.position(gradient));
            let mut to = std::mem::take(&mut buffers[target]);
            self.execute(engine, step, image, &buffers[source], &mut to, &mut effects);
            buffers[target] = to;
        }
        let of_features = |(&(gradient, _), data): (&(Gradient, usize), Vec<f32>)| match gradient {
            Gradient::Of(buffer) => Some((buffer, data)),
            _ => None,
        };
        let buffers = reverse.buffers.iter().zip(buffers).filter_map(of_features).collect();
        Ok(BackwardPass::new(&engine.plan, &engine.program, buffers, effects))
    }

    fn execute(
        &mut self,
        engine: &CpuEngine,
        step: &ReverseStep,
        image: usize,
        from: &[f32],
        to: &mut [f32],
        effects: &mut [f32],
    ) {
        let features = step.features.map(|place| Features { place, image, data: engine.buffer(place.buffer) });
        match step.reverse {
            Reverse::Again => {}
            Reverse::Copy => copy(step, features, from, to),
            Reverse::Convolve => {
                let packed = &self.weights.packed;
                let destination = Cell::from_mut(to).as_slice_of_cells();
                let operands = Operands { weights: &packed.weights, norms: &[], source: from, destination };
                super::run(&task::of(&step.step, packed), 0, &operands, &mut self.panel);
            }
            Reverse::Norm(incoming) => {
                let norms = &engine.norms[step.step.norm..];
                let effects = &mut effects[step.step.norm..];
                features.into_iter().for_each(|features| norm(step, incoming, norms, &features, from, to, effects));
            }
            Reverse::MaxPool { stride } => {
                features.into_iter().for_each(|features| stem::max_pool(step, stride, &features, from, to));
            }
            Reverse::Blur => stem::blur(step, from, to),
            Reverse::Strided { kernel } => {
                stem::strided(step, kernel, &self.weights.packed.weights, from, to, &mut self.panel);
            }
        }
    }
}

/// The features of one image.
struct Features<'a> {
    place: Place,
    image: usize,
    data: &'a [f32],
}

impl Features<'_> {
    fn row(&self, channel: usize, row: usize) -> &[f32] {
        let Layout { width, .. } = self.place.layout;
        let start = channel * self.place.layout.plane() + self.place.layout.row(self.image, row);
        &self.data[start..start + width]
    }
}

/// A row of a channel of gradients.
fn row(layout: Layout, channel: usize, row: usize) -> std::ops::Range<usize> {
    let start = channel * layout.plane() + layout.row(0, row);
    start..start + layout.width
}

fn copy(step: &ReverseStep, features: Option<Features>, from: &[f32], to: &mut [f32]) {
    let step = &step.step;
    let (source, destination) = (step.source.layout, step.destination.layout);
    to[..step.out_channels * destination.plane()].fill(0.0);
    for channel in 0..step.out_channels {
        for y in 0..source.height {
            let to = &mut to[row(destination, channel, y)];
            to.copy_from_slice(&from[row(source, step.first_channel + channel, y)]);
            if let Some(features) = &features {
                densenet_kernels::mask(to, features.row(channel, y));
            }
        }
    }
}

fn norm(
    step: &ReverseStep,
    incoming: Incoming,
    norms: &[[f32; 2]],
    features: &Features,
    from: &[f32],
    to: &mut [f32],
    effects: &mut [f32],
) {
    let (adds, step) = (step.adds, &step.step);
    let (source, destination) = (step.source.layout, step.destination.layout);
    let floor = if step.activates { 0.0 } else { f32::NEG_INFINITY };
    let share = 1.0 / (destination.height * destination.width) as f32;
    let mut gradients = vec![0.0; destination.width];
    for (channel, &norm) in norms.iter().take(step.in_channels).enumerate() {
        let mut effect = 0.0;
        for y in 0..destination.height {
            match incoming {
                Incoming::Same => gradients.copy_from_slice(&from[row(source, channel, y)]),
                Incoming::Averaged => gradients.fill(from[channel] * share),
                Incoming::Pooled => {
                    gradients.fill(0.0);
                    if y / 2 < source.height {
                        let pooled = &from[row(source, channel, y / 2)];
                        gradients.chunks_mut(2).zip(pooled).for_each(|(pair, value)| pair.fill(value * 0.25));
                    }
                }
            }
            let to = &mut to[row(destination, channel, y)];
            if !adds {
                to.fill(0.0);
            }
            effect += through_norm(norm, floor, &gradients, features.row(channel, y), to);
        }
        effects[channel] = effect;
    }
}
