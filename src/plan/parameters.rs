//! The tensors of a checkpoint, layer by layer: names and shapes as in torchvision's `densenet.py`.

use super::LayerKind;
use crate::{DenseNetConfig, Stem};

/// A tensor's role in its layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A convolution's weight, `[out, in, height, width]`.
    Convolution,
    /// The linear layer's weight, `[out, in]`.
    LinearWeight,
    /// The linear layer's bias.
    LinearBias,
    /// A batch normalisation's γ.
    Gamma,
    /// A batch normalisation's β.
    Beta,
    /// A batch normalisation's running mean.
    Mean,
    /// A batch normalisation's running variance.
    Variance,
}

impl Role {
    /// Whether training changes it by gradients.
    pub fn is_trainable(self) -> bool {
        !matches!(self, Role::Mean | Role::Variance)
    }

    /// Whether each of its numbers is multiplied once per output pixel.
    pub(super) fn multiplies(self) -> bool {
        matches!(self, Role::Convolution | Role::LinearWeight)
    }
}

/// One tensor of a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, such as `features.conv0.weight`.
    pub name: String,
    /// Its shape, in PyTorch's order.
    pub shape: Vec<usize>,
    /// Its role.
    pub role: Role,
}

impl Parameter {
    /// How many numbers it has.
    #[expect(clippy::len_without_is_empty, reason = "no parameter is empty")]
    pub fn len(&self) -> u64 {
        self.shape.iter().map(|&n| n as u64).product()
    }

    fn new(name: String, shape: &[usize], role: Role) -> Self {
        Self { name, shape: shape.to_vec(), role }
    }
}

impl Stem {
    /// torchvision calls the last norm `norm5` whatever the number of blocks; CIFAR networks say `norm_final`.
    pub(crate) fn final_norm_name(self) -> &'static str {
        match self {
            Stem::Cifar => "features.norm_final",
            Stem::ImageNet | Stem::Deep | Stem::DeepBlur => "features.norm5",
        }
    }
}

pub(super) fn of_layer(
    config: &DenseNetConfig,
    kind: LayerKind,
    name: &str,
    in_channels: usize,
    out_channels: usize,
) -> Vec<Parameter> {
    let mut tensors = Vec::new();
    match kind {
        LayerKind::Stem => {
            let kernel = if config.stem == Stem::ImageNet { 7 } else { 3 };
            convolution(&mut tensors, name, [out_channels, in_channels], kernel);
            if config.stem != Stem::Cifar {
                norm(&mut tensors, &name.replace("conv", "norm"), out_channels);
            }
        }
        LayerKind::StemPool => {}
        LayerKind::DenseLayer => {
            norm(&mut tensors, &format!("{name}.norm1"), in_channels);
            match config.bottleneck_channels() {
                None => convolution(&mut tensors, &format!("{name}.conv1"), [out_channels, in_channels], 3),
                Some(bottleneck) => {
                    convolution(&mut tensors, &format!("{name}.conv1"), [bottleneck, in_channels], 1);
                    norm(&mut tensors, &format!("{name}.norm2"), bottleneck);
                    convolution(&mut tensors, &format!("{name}.conv2"), [out_channels, bottleneck], 3);
                }
            }
        }
        LayerKind::Transition => {
            norm(&mut tensors, &format!("{name}.norm"), in_channels);
            convolution(&mut tensors, &format!("{name}.conv"), [out_channels, in_channels], 1);
        }
        LayerKind::FinalNorm => norm(&mut tensors, name, in_channels),
        LayerKind::Classifier => {
            tensors.push(Parameter::new(format!("{name}.weight"), &[out_channels, in_channels], Role::LinearWeight));
            tensors.push(Parameter::new(format!("{name}.bias"), &[out_channels], Role::LinearBias));
        }
    }
    tensors
}

fn convolution(tensors: &mut Vec<Parameter>, name: &str, [out, input]: [usize; 2], kernel: usize) {
    tensors.push(Parameter::new(format!("{name}.weight"), &[out, input, kernel, kernel], Role::Convolution));
}

fn norm(tensors: &mut Vec<Parameter>, name: &str, channels: usize) {
    for (field, role) in
        [("weight", Role::Gamma), ("bias", Role::Beta), ("running_mean", Role::Mean), ("running_var", Role::Variance)]
    {
        tensors.push(Parameter::new(format!("{name}.{field}"), &[channels], role));
    }
}
