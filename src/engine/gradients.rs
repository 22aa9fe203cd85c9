//! What a backward pass leaves: gradients with respect to every layer's output and the input.

use super::{
    FeatureMaps,
    program::{Buffer, Layout, Output, Place, Program},
};
use crate::{
    Error, Plan,
    plan::{Layer, LayerKind},
};

/// The gradients of one image, as an [`Engine`](super::Engine) computed them.
#[derive(Clone, Debug)]
pub struct BackwardPass {
    plan: Plan,
    outputs: Vec<Output>,
    input: Layout,
    /// Those of each buffer of features that survives a pass.
    buffers: Vec<(Buffer, Vec<f32>)>,
    /// For each channel that a dense layer, a transition or the final norm reads, in the plan's order: the sum over all pixels
    /// of the feature after norm and ReLU times its gradient. To the first order, that is what is lost if the reader doesn't
    /// get the channel.
    pub effects: Vec<f32>,
}

impl BackwardPass {
    pub(super) fn new(plan: &Plan, program: &Program, buffers: Vec<(Buffer, Vec<f32>)>, effects: Vec<f32>) -> Self {
        let outputs = program.outputs.clone();
        Self { plan: plan.clone(), outputs, input: program.input, buffers, effects }
    }

    /// The network's layers, for the size of the image.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The gradient with respect to a layer's output, or without a layer, to the input. It has the shape of that output.
    ///
    /// # Errors
    ///
    /// When there is no such layer.
    pub fn maps(&self, layer: Option<&str>) -> Result<FeatureMaps, Error> {
        let Some(name) = layer else {
            let Layout { height, width, .. } = self.input;
            let channels = self.plan.config.in_channels;
            let data = self.read(Place { buffer: Buffer::Input, layout: self.input }, 0, channels);
            return Ok(FeatureMaps { data, images: 1, channels, height, width });
        };
        let index = self.plan.index(name)?;
        let Layer { kind, out_channels: channels, height, width, .. } = self.plan.layers[index];
        let Output { place, first_channel } = self.outputs[index];
        let pixels = height * width;
        let data = match kind {
            // Its maps are averaged.
            LayerKind::FinalNorm => {
                let share = |value: &f32| std::iter::repeat_n(value / pixels as f32, pixels);
                self.buffer(Buffer::Pooled)[..channels].iter().flat_map(share).collect()
            }
            LayerKind::Classifier => self.buffer(Buffer::Logits)[..channels].to_vec(),
            _ => self.read(place, first_channel, channels),
        };
        Ok(FeatureMaps { data, images: 1, channels, height, width })
    }

    fn read(&self, Place { buffer, layout }: Place, first: usize, channels: usize) -> Vec<f32> {
        let layout = Layout { images: 1, padded: false, ..layout };
        let plane = layout.plane();
        layout.gather(&self.buffer(buffer)[first * plane..][..channels * plane], channels)
    }

    fn buffer(&self, buffer: Buffer) -> &[f32] {
        &self.buffers.iter().find(|(known, _)| *known == buffer).expect("it survives the pass").1
    }
}
