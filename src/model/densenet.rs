use burn::{
    module::{Module, Param},
    nn::{BatchNorm, BatchNormConfig, Linear, LinearConfig, conv::Conv2d},
    tensor::{Device, Tensor, activation::relu},
};

use super::{DenseBlock, StemPool, Transition, convolution};
use crate::{DenseNetConfig, Error, Stem};

/// Everything before the classifier.
#[derive(Module, Debug)]
pub struct Features {
    /// 7x7 with stride 2 (ImageNet), 3x3 with stride 2 (deep stems), or 3x3 (CIFAR).
    pub conv0: Conv2d,
    /// All stems but CIFAR's.
    pub norm0: Option<BatchNorm>,
    /// Deep stems only.
    pub conv1: Option<Conv2d>,
    /// Deep stems only.
    pub norm1: Option<BatchNorm>,
    /// Deep stems only.
    pub conv2: Option<Conv2d>,
    /// Deep stems only.
    pub norm2: Option<BatchNorm>,
    /// All stems but CIFAR's.
    pub pool0: Option<StemPool>,
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
    /// From the pooled features to the logits, where there are classes.
    pub classifier: Option<Linear>,
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
        let (stem, k0, middle) = (config.stem, config.num_init_features, config.deep_stem_channels());
        let (pools, is_deep) = (stem != Stem::Cifar, stem.is_deep());
        let [kernel, stride] = [if stem == Stem::ImageNet { 7 } else { 3 }, if pools { 2 } else { 1 }];
        let norm = |channels: usize| BatchNormConfig::new(channels).init(device);
        let first = if is_deep { middle } else { k0 };
        let channels = config.block_channels();
        let block = |(&layers, &[first, _]): (&usize, &[usize; 2])| DenseBlock::new(config, layers, first, device);
        let features = Features {
            conv0: convolution([config.in_channels, first], kernel, stride, device),
            norm0: pools.then(|| norm(first)),
            conv1: is_deep.then(|| convolution([middle, middle], 3, 1, device)),
            norm1: is_deep.then(|| norm(middle)),
            conv2: is_deep.then(|| convolution([middle, k0], 3, 1, device)),
            norm2: is_deep.then(|| norm(k0)),
            pool0: pools.then(|| StemPool::new(stem == Stem::DeepBlur)),
            dense_blocks: config.block_config.iter().zip(&channels).map(block).collect(),
            transitions: channels
                .windows(2)
                .map(|pair| Transition::new(config, [pair[0][1], pair[1][0]], device))
                .collect(),
            final_norm: norm(channels[channels.len() - 1][1]),
        };
        let classifier = (config.num_classes > 0).then(|| {
            let mut classifier = LinearConfig::new(channels[channels.len() - 1][1], config.num_classes).init(device);
            classifier.bias = Some(Param::from_tensor(Tensor::zeros([config.num_classes], device)));
            classifier
        });
        Ok(Self { features, classifier })
    }

    /// `[batch, channels, height, width]` to logits `[batch, classes]`; without a classifier, to the averaged features.
    pub fn forward(&self, images: Tensor<4>) -> Tensor<2> {
        self.forward_visiting(images, |_, _| {})
    }

    /// As [`DenseNet::forward`]. `visit` is called with the name and output of every layer of the [`Plan`](crate::Plan) but
    /// the classifier, in order.
    pub fn forward_visiting(&self, images: Tensor<4>, mut visit: impl FnMut(String, &Tensor<4>)) -> Tensor<2> {
        let features = &self.features;
        let mut x = images;
        let stem = [
            (Some(&features.conv0), &features.norm0),
            (features.conv1.as_ref(), &features.norm1),
            (features.conv2.as_ref(), &features.norm2),
        ];
        for (index, (convolution, norm)) in stem.into_iter().enumerate() {
            let Some(convolution) = convolution else { break };
            x = convolution.forward(x);
            if let Some(norm) = norm {
                x = relu(norm.forward(x));
            }
            visit(format!("features.conv{index}"), &x);
        }
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
        match &self.classifier {
            Some(classifier) => classifier.forward(pooled),
            None => pooled,
        }
    }

    fn stem(&self) -> Stem {
        if self.features.norm0.is_some() { Stem::ImageNet } else { Stem::Cifar }
    }
}
