//! Gradients of our engines against burn's autodiff, with norms frozen, layer by layer.

use burn::{
    module::Module,
    nn::BatchNorm,
    tensor::{Device, Tensor, TensorData, activation::relu},
};
use densenet_web::{EngineChoice, model::DenseNet};

use super::{TOLERANCE, differentiate, fixture, in_f32, norm};

/// The network's layers with a leaf of zeros added to each one's output: its gradient is that of the output.
struct Tracked {
    device: Device,
    leaves: Vec<(String, Tensor<4>)>,
}

impl Tracked {
    fn output(&mut self, name: String, output: Tensor<4>) -> Tensor<4> {
        let leaf = Tensor::zeros(output.dims(), &self.device).require_grad();
        self.leaves.push((name, leaf.clone()));
        output + leaf
    }

    fn forward(&mut self, network: &DenseNet, images: Tensor<4>) -> Tensor<2> {
        let features = &network.features;
        let activated = |norm: &BatchNorm, x: Tensor<4>| relu(norm.forward(x));
        let mut x = features.conv0.forward(images);
        if let Some(norm0) = &features.norm0 {
            x = activated(norm0, x);
        }
        x = self.output("features.conv0".into(), x);
        if let Some(pool0) = &features.pool0 {
            x = self.output("features.pool0".into(), pool0.forward(x));
        }
        for (block, layers) in features.dense_blocks.iter().enumerate() {
            for (layer, dense) in layers.layers.iter().enumerate() {
                let name = format!("features.denseblock{}.denselayer{}", block + 1, layer + 1);
                let new = self.output(name, dense.forward(x.clone()));
                x = Tensor::cat(vec![x, new], 1);
            }
            if let Some(transition) = features.transitions.get(block) {
                x = self.output(format!("features.transition{}", block + 1), transition.forward(x));
            }
        }
        x = activated(&features.final_norm, x);
        let name = if features.norm0.is_some() { "features.norm5" } else { "features.norm_final" };
        let pooled = self.output(name.into(), x).mean_dims(&[2, 3]).flatten(1, 3);
        network.classifier.as_ref().expect("there are classes").forward(pooled)
    }
}

fn check(case: &str, choice: EngineChoice) {
    let fixture = fixture(case);
    let device = Device::flex().autodiff();
    // Frozen norms use their running statistics.
    let network = DenseNet::from_weights(&fixture.weights(), &device).expect("the weights fit").freeze();
    let images = fixture.images();
    let input = Tensor::<4>::from_data(TensorData::new(images.data().to_vec(), images.shape()), &device).require_grad();
    let mut tracked = Tracked { device, leaves: vec![("input".into(), input.clone())] };
    let logits = tracked.forward(&network, input);
    let [count, classes] = logits.dims();
    // Of each image, another logit, as `differentiate` does.
    let seed = (0..count * classes).map(|i| if i % classes == i / classes % classes { 1.0f32 } else { 0.0 });
    let seed = Tensor::<2>::from_data(TensorData::new(seed.collect::<Vec<_>>(), [count, classes]), &tracked.device);
    let gradients = (logits * seed).sum().backward();
    let (passes, _) = differentiate(&fixture, in_f32(choice));
    let mut worst = 0.0f32;
    for (name, leaf) in &tracked.leaves {
        let expected: Vec<f32> = leaf.grad(&gradients).expect("a gradient").into_data().try_into_vec().expect("f32");
        let layer = (name != "input").then_some(name.as_str());
        let found: Vec<f32> =
            passes.iter().flat_map(|pass| pass.maps(layer).expect("the layer is there").data).collect();
        assert_eq!(found.len(), expected.len(), "{case} {name}");
        let error = norm(found.iter().zip(&expected).map(|(a, b)| a - b)) / norm(expected.iter().copied());
        assert!(error < TOLERANCE, "{case} {name}: off by {error}");
        worst = worst.max(error);
    }
    println!("{case}: the gradients of {choice:?} are off burn's by {worst:.1e}");
}

#[test]
fn our_engines_agree_with_burns_autodiff() {
    for case in ["odd_imagenet", "odd_batch", "odd_cifar", "cifar_bc_40_12"] {
        check(case, EngineChoice::Cpu);
        check(case, EngineChoice::WebGpu);
    }
}
