use burn::{
    module::Module,
    nn::{
        PaddingConfig2d,
        pool::{MaxPool2d, MaxPool2dConfig},
    },
    tensor::{Tensor, s},
};

/// 3x3 max pooling with stride 2, or with stride 1 and a blur (Zhang 2019) that halves the size.
#[derive(Module, Debug)]
pub struct StemPool {
    /// 3x3 with padding 1.
    pub max: MaxPool2d,
    /// Whether a blur follows.
    pub blurs: bool,
}

impl StemPool {
    /// A pooling with or without a blur.
    pub fn new(blurs: bool) -> Self {
        let stride = if blurs { 1 } else { 2 };
        let max = MaxPool2dConfig::new([3, 3]).with_strides([stride; 2]);
        Self { max: max.with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1)).init(), blurs }
    }

    /// Halves height and width, rounding up.
    pub fn forward(&self, features: Tensor<4>) -> Tensor<4> {
        let maxima = self.max.forward(features);
        if self.blurs { blur(blur(maxima).swap_dims(2, 3)).swap_dims(2, 3) } else { maxima }
    }
}

/// [1, 2, 1] / 4 down the columns with stride 2, reflected at the borders.
fn blur(x: Tensor<4>) -> Tensor<4> {
    let height = x.dims()[2];
    let row = |row: usize| x.clone().slice(s![.., .., row..row + 1, ..]);
    let padded = Tensor::cat(vec![row(1), x.clone(), row(height - 2)], 2);
    let every_second = |first: usize| padded.clone().slice(s![.., .., first..first + height; 2, ..]);
    (every_second(0) + every_second(1) * 2 + every_second(2)) / 4
}
