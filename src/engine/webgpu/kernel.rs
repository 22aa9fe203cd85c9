//! The kernels: which one runs an operation, its candidate configurations, and its WGSL.

use super::{
    kernel_config::{KernelConfig, Variant},
    precision, template,
};
use crate::{
    Precision,
    engine::program::{Operation, Packing, Step},
};

/// How the kernels read the weights.
pub const PACKING: Packing = Packing { channels: 8, columns_first: false, transforms: |_| false };

/// The outputs of a convolution up to which its input channels are split: those of 256 channels at 16x16 pixels. A thread of the
/// other kernels computes at least 16.
const MAX_SPLIT: usize = 1 << 16;

/// A compute shader, one per file or pair of files in `kernels/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kernel {
    /// Bottlenecks and the convolutions of transitions.
    Convolution1x1,
    Convolution3x3,
    Strided3x3,
    Strided7x7,
    MaxPool,
    BlurPool,
    AveragePool,
    Activate,
    GlobalAverage,
    Linear,
    // The backward pass's own.
    GradientCopy,
    GradientNorm,
    GradientMaxPool,
    GradientBlur,
    GradientStrided,
}

impl Kernel {
    pub const ALL: [Self; 15] = [
        Self::Convolution1x1,
        Self::Convolution3x3,
        Self::Strided3x3,
        Self::Strided7x7,
        Self::MaxPool,
        Self::BlurPool,
        Self::AveragePool,
        Self::Activate,
        Self::GlobalAverage,
        Self::Linear,
        Self::GradientCopy,
        Self::GradientNorm,
        Self::GradientMaxPool,
        Self::GradientBlur,
        Self::GradientStrided,
    ];

    /// The kernel that runs an operation.
    pub fn of(operation: Operation) -> Self {
        match operation {
            Operation::Bottleneck | Operation::Compression => Self::Convolution1x1,
            Operation::Convolution3x3 => Self::Convolution3x3,
            Operation::Strided3x3 => Self::Strided3x3,
            Operation::Strided7x7 => Self::Strided7x7,
            Operation::MaxPool => Self::MaxPool,
            Operation::BlurPool => Self::BlurPool,
            Operation::AveragePool => Self::AveragePool,
            Operation::Activate => Self::Activate,
            Operation::GlobalAverage => Self::GlobalAverage,
            Operation::Linear => Self::Linear,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Convolution1x1 => "convolution1x1",
            Self::Convolution3x3 => "convolution3x3",
            Self::Strided3x3 => "strided3x3",
            Self::Strided7x7 => "strided7x7",
            Self::MaxPool => "max_pool",
            Self::BlurPool => "blur_pool",
            Self::AveragePool => "average_pool",
            Self::Activate => "activate",
            Self::GlobalAverage => "global_average",
            Self::Linear => "linear",
            Self::GradientCopy => "gradient_copy",
            Self::GradientNorm => "gradient_norm",
            Self::GradientMaxPool => "gradient_max_pool",
            Self::GradientBlur => "gradient_blur",
            Self::GradientStrided => "gradient_strided",
        }
    }

    /// The configurations to choose from. A kernel whose block size is built in has only one.
    pub fn candidates(self) -> &'static [KernelConfig] {
        match self {
            Self::Convolution1x1 => {
                &const {
                    [
                        KernelConfig::direct(8, 2),
                        KernelConfig::direct(4, 1),
                        KernelConfig::direct(16, 2),
                        KernelConfig::tiled(1),
                        KernelConfig::tiled(2),
                        KernelConfig::split(16, 8),
                        KernelConfig::split(8, 4),
                    ]
                }
            }
            Self::Convolution3x3 => {
                &const {
                    [
                        KernelConfig::direct(8, 2),
                        KernelConfig::direct(4, 1),
                        KernelConfig::direct(8, 4),
                        KernelConfig::tiled(1),
                        KernelConfig::split(16, 8),
                        KernelConfig::split(8, 4),
                    ]
                }
            }
            Self::Linear => &const { [KernelConfig::split(8, 1), KernelConfig::direct(8, 1)] },
            _ => &const { [KernelConfig::direct(8, 1)] },
        }
    }

    /// What runs a step on a GPU that nothing is known about. Fewer outputs than [`MAX_SPLIT`] don't fill it, so threads share
    /// their input channels.
    pub fn default_config(self, step: &Step) -> KernelConfig {
        let layout = step.destination.layout;
        let is_small = layout.images * layout.height * layout.width * step.out_channels <= MAX_SPLIT;
        match self {
            Self::Convolution1x1 | Self::Convolution3x3 if is_small => KernelConfig::split(16, 8),
            Self::Convolution1x1 => KernelConfig::tiled(2),
            Self::Convolution3x3 => KernelConfig::direct(4, 1),
            _ => self.candidates()[0],
        }
    }

    /// The shader's source.
    pub fn wgsl(self, config: KernelConfig, precision: Precision) -> String {
        let constants = [
            ("BLOCK", config.block),
            ("VECTORS", config.pixels),
            ("ROWS", config.pixels),
            ("WORKGROUP", config.workgroup),
            ("IS_CHAINED", u32::from(precision == Precision::F16)),
            ("KERNEL", if self == Self::Strided3x3 { 3 } else { 7 }),
            ("TAPS", if self == Self::BlurPool { 3 } else { 1 }),
        ];
        let declarations: String =
            constants.iter().map(|(name, value)| format!("const {name} = {value}u;\n")).collect();
        let body = template::expand(self.template(config.variant), &constants);
        let beginning = match self.is_backward() {
            true => [precision::real(precision), wgsl!("gradient")],
            false => [precision::wgsl(precision), wgsl!("common")],
        };
        [beginning[0], &declarations, beginning[1], &body].join("\n")
    }

    /// Whether only the backward pass uses it.
    pub fn is_backward(self) -> bool {
        use Kernel::{GradientBlur, GradientCopy, GradientMaxPool, GradientNorm, GradientStrided};
        matches!(self, GradientCopy | GradientNorm | GradientMaxPool | GradientBlur | GradientStrided)
    }

    fn template(self, variant: Variant) -> &'static str {
        match (self, variant) {
            (Self::Convolution1x1, Variant::Direct) => {
                concat!(wgsl!("store"), wgsl!("convolution1x1_load"), wgsl!("convolution1x1"))
            }
            (Self::Convolution1x1, Variant::Tiled) => {
                concat!(wgsl!("store"), wgsl!("convolution1x1_load"), wgsl!("convolution1x1_tiled"))
            }
            (Self::Convolution1x1, Variant::Split) => {
                concat!(wgsl!("store"), wgsl!("convolution1x1_load"), wgsl!("split"), wgsl!("convolution1x1_split"))
            }
            (Self::Convolution3x3, Variant::Direct) => concat!(wgsl!("store"), wgsl!("convolution3x3")),
            (Self::Convolution3x3, Variant::Tiled) => concat!(wgsl!("store"), wgsl!("convolution3x3_tiled")),
            (Self::Convolution3x3, Variant::Split) => {
                concat!(wgsl!("store"), wgsl!("split"), wgsl!("convolution3x3_split"))
            }
            (Self::Strided3x3 | Self::Strided7x7, _) => concat!(wgsl!("store"), wgsl!("strided_convolution")),
            (Self::MaxPool | Self::BlurPool, _) => wgsl!("max_pool"),
            (Self::AveragePool, _) => wgsl!("average_pool"),
            (Self::Activate, _) => wgsl!("activate"),
            (Self::GlobalAverage, _) => wgsl!("global_average"),
            (Self::Linear, Variant::Split) => wgsl!("linear_split"),
            (Self::Linear, _) => wgsl!("linear"),
            (Self::GradientCopy, _) => wgsl!("gradient_copy"),
            (Self::GradientNorm, _) => wgsl!("gradient_norm"),
            (Self::GradientMaxPool, _) => wgsl!("gradient_max_pool"),
            (Self::GradientBlur, _) => wgsl!("gradient_blur"),
            (Self::GradientStrided, _) => wgsl!("gradient_strided"),
        }
    }
}
