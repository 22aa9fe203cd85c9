use burn::{
    module::{Module, Param},
    nn::{
        BatchNorm, BatchNormConfig, Linear, LinearConfig, PaddingConfig2d,
        conv::Conv2d,
        pool::{MaxPool2d, MaxPool2dConfig},
    },
    tensor::{Device, Tensor, activation::relu},
};

use super::{DenseBlock, Transition, convolution};
use crate::{DenseNetConfig, Error, Stem};

/// Everything before the classifier.
#[derive(Module, Debug)]
pub struct Features {
    /// 7x7 with stride 2 (ImageNet), or 3x3 (CIFAR).
    pub conv0: Conv2d,
    /// ImageNet's stem only.
    pub norm0: Option<BatchNorm>,
    /// ImageNet's stem only: 3x3 with stride 2.
    pub pool0: Option<MaxPool2d>,
    /// The dense blocks.
    pub dense_blocks: Vec<DenseBlock>,
    /// One between each pair of blocks.
    pub transitions: Vec<Transition>,
    /// BN of the last block's output.
    pub final_norm: BatchNorm,
}

/// A DenseNet of any configuration.
#[derive(Module, Debug)]
pub struct DenseNet {
    /// Everything before the classifier.
    pub features: Features,
    /// From the pooled features to the logits.
    pub classifier: Linear,
}

impl DenseNet {
    /// A network with fresh weights: Kaiming-normal convolutions, BN at 1 and 0, a linear bias of 0 (torchvision's
    /// `DenseNet.__init__`).
    ///
    /// # Errors
    ///
    /// When the configuration is invalid.
    pub fn new(config: &DenseNetConfig, device: &Device) -> Result<Self, Error> {
        config.validate()?;
        let imagenet = config.stem == Stem::ImageNet;
        let [kernel, stride] = if imagenet { [7, 2] } else { [3, 1] };
        let channels = config.block_channels();
        let block = |(&layers, &[first, _]): (&usize, &[usize; 2])| DenseBlock::new(config, layers, first, device);
        let features = Features {
            conv0: convolution([3, config.num_init_features], kernel, stride, device),
            norm0: imagenet.then(|| BatchNormConfig::new(config.num_init_features).init(device)),
            pool0: imagenet.then(|| {
                let pool = MaxPool2dConfig::new([3, 3]).with_strides([2, 2]);
                pool.with_padding(PaddingConfig2d::Explicit(1, 1, 1, 1)).init()
            }),
            dense_blocks: config.block_config.iter().zip(&channels).map(block).collect(),
            transitions: channels.windows(2).map(|pair| Transition::new([pair[0][1], pair[1][0]], device)).collect(),
            final_norm: BatchNormConfig::new(channels[channels.len() - 1][1]).init(device),
        };
        let mut classifier = LinearConfig::new(channels[channels.len() - 1][1], config.num_classes).init(device);
        classifier.bias = Some(Param::from_tensor(Tensor::zeros([config.num_classes], device)));
        Ok(Self { features, classifier })
    }

    /// `[batch, 3, height, width]` to logits `[batch, classes]`.
    pub fn forward(&self, images: Tensor<4>) -> Tensor<2> {
        self.forward_visiting(images, |_, _| {})
    }

    /// As [`DenseNet::forward`]. `visit` is called with the name and output of every layer of the [`Plan`](crate::Plan) but
    /// the classifier, in order.
    pub fn forward_visiting(&self, images: Tensor<4>, mut visit: impl FnMut(String, &Tensor<4>)) -> Tensor<2> {
        let features = &self.features;
        let mut x = features.conv0.forward(images);
        if let Some(norm0) = &features.norm0 {
            x = relu(norm0.forward(x));
        }
        visit("features.conv0".into(), &x);
        if let Some(pool0) = &features.pool0 {
            x = pool0.forward(x);
            visit("features.pool0".into(), &x);
        }
        for (index, block) in features.dense_blocks.iter().enumerate() {
            let block_number = index + 1;
            x = block.forward(x, |layer, new| {
                visit(format!("features.denseblock{block_number}.denselayer{}", layer + 1), new);
            });
            if let Some(transition) = features.transitions.get(index) {
                x = transition.forward(x);
                visit(format!("features.transition{block_number}"), &x);
            }
        }
        x = relu(features.final_norm.forward(x));
        visit(self.stem().final_norm_name().into(), &x);
        let pooled = x.mean_dims(&[2, 3]).flatten(1, 3);
        self.classifier.forward(pooled)
    }

    fn stem(&self) -> Stem {
        if self.features.norm0.is_some() { Stem::ImageNet } else { Stem::Cifar }
    }
}
