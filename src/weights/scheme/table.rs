//! The names that implementations give to their modules, and ours for them.
//!
//! | implementation | what it is |
//! |---|---|
//! | torchvision | pytorch/vision, `models/densenet.py`; its first files say `norm.1` |
//! | timm | huggingface/pytorch-image-models, `models/densenet.py`; `conv1`, `conv2` are a deep stem's |
//! | MONAI | Project-MONAI/MONAI, `nets/densenet.py`: `layers.` |
//! | efficient_densenet | gpleiss/efficient_densenet_pytorch, `models/densenet.py`: `norm_final` |
//! | kuangliu | kuangliu/pytorch-cifar, `models/densenet.py` |
//! | weiaicunzai | weiaicunzai/pytorch-cifar100, `models/densenet.py` |
//! | bamos | bamos/densenet.pytorch, `densenet.py` |
//! | andreasveit | andreasveit/densenet-pytorch, `densenet.py` |
//!
//! All of them normalise with ε = 1e-5, which no file says.

use super::Scheme;

/// How an implementation names its modules.
pub(super) struct Table {
    pub scheme: Scheme,
    /// Its number for the first block and for the first layer of a block.
    pub first: [usize; 2],
    /// What is part of every feature's name, but not of the head's.
    pub container: &'static str,
    /// Its names, `{b}` and `{l}` standing for a block's and a layer's number. Ours begin with `L` in a dense layer, with `T`
    /// in a transition.
    pub modules: &'static [(&'static str, &'static str)],
}

pub(super) const TABLES: [Table; 5] = [
    Table {
        scheme: Scheme::Torchvision,
        first: [1, 1],
        container: "features.",
        modules: &[
            ("conv0", "conv0"),
            ("norm0", "norm0"),
            ("conv1", "conv1"),
            ("norm1", "norm1"),
            ("conv2", "conv2"),
            ("norm2", "norm2"),
            ("denseblock{b}.denselayer{l}.norm1", "Lnorm1"),
            ("denseblock{b}.denselayer{l}.conv1", "Lconv1"),
            ("denseblock{b}.denselayer{l}.norm2", "Lnorm2"),
            ("denseblock{b}.denselayer{l}.conv2", "Lconv2"),
            ("denseblock{b}.denselayer{l}.norm.1", "Lnorm1"),
            ("denseblock{b}.denselayer{l}.conv.1", "Lconv1"),
            ("denseblock{b}.denselayer{l}.norm.2", "Lnorm2"),
            ("denseblock{b}.denselayer{l}.conv.2", "Lconv2"),
            ("denseblock{b}.denselayer{l}.layers.norm1", "Lnorm1"),
            ("denseblock{b}.denselayer{l}.layers.conv1", "Lconv1"),
            ("denseblock{b}.denselayer{l}.layers.norm2", "Lnorm2"),
            ("denseblock{b}.denselayer{l}.layers.conv2", "Lconv2"),
            ("transition{b}.norm", "Tnorm"),
            ("transition{b}.conv", "Tconv"),
            ("norm5", "norm5"),
            ("norm_final", "norm5"),
        ],
    },
    Table {
        scheme: Scheme::Kuangliu,
        first: [1, 0],
        container: "",
        modules: &[
            ("conv1", "conv0"),
            ("dense{b}.{l}.bn1", "Lnorm1"),
            ("dense{b}.{l}.conv1", "Lconv1"),
            ("dense{b}.{l}.bn2", "Lnorm2"),
            ("dense{b}.{l}.conv2", "Lconv2"),
            ("trans{b}.bn", "Tnorm"),
            ("trans{b}.conv", "Tconv"),
            ("bn", "norm5"),
        ],
    },
    Table {
        scheme: Scheme::Bamos,
        first: [1, 0],
        container: "",
        modules: &[
            ("conv1", "conv0"),
            ("dense{b}.{l}.bn1", "Lnorm1"),
            ("dense{b}.{l}.conv1", "Lconv1"),
            ("dense{b}.{l}.bn2", "Lnorm2"),
            ("dense{b}.{l}.conv2", "Lconv2"),
            ("trans{b}.bn1", "Tnorm"),
            ("trans{b}.conv1", "Tconv"),
            ("bn1", "norm5"),
        ],
    },
    Table {
        scheme: Scheme::Andreasveit,
        first: [1, 0],
        container: "",
        modules: &[
            ("conv1", "conv0"),
            ("block{b}.layer.{l}.bn1", "Lnorm1"),
            ("block{b}.layer.{l}.conv1", "Lconv1"),
            ("block{b}.layer.{l}.bn2", "Lnorm2"),
            ("block{b}.layer.{l}.conv2", "Lconv2"),
            ("trans{b}.bn1", "Tnorm"),
            ("trans{b}.conv1", "Tconv"),
            ("bn1", "norm5"),
        ],
    },
    // The last block is named unlike the others, in the repository's file and in some of its forks.
    Table {
        scheme: Scheme::Weiaicunzai,
        first: [0, 0],
        container: "",
        modules: &[
            ("conv1", "conv0"),
            ("features.dense_block_layer_{b}.bottle_neck_layer_{l}.bottle_neck.0", "Lnorm1"),
            ("features.dense_block_layer_{b}.bottle_neck_layer_{l}.bottle_neck.2", "Lconv1"),
            ("features.dense_block_layer_{b}.bottle_neck_layer_{l}.bottle_neck.3", "Lnorm2"),
            ("features.dense_block_layer_{b}.bottle_neck_layer_{l}.bottle_neck.5", "Lconv2"),
            ("features.dense_block{b}.bottle_neck_layer_{l}.bottle_neck.0", "Lnorm1"),
            ("features.dense_block{b}.bottle_neck_layer_{l}.bottle_neck.2", "Lconv1"),
            ("features.dense_block{b}.bottle_neck_layer_{l}.bottle_neck.3", "Lnorm2"),
            ("features.dense_block{b}.bottle_neck_layer_{l}.bottle_neck.5", "Lconv2"),
            ("features.dense_block{b}.dense_block_layer_{l}.bottle_neck.0", "Lnorm1"),
            ("features.dense_block{b}.dense_block_layer_{l}.bottle_neck.2", "Lconv1"),
            ("features.dense_block{b}.dense_block_layer_{l}.bottle_neck.3", "Lnorm2"),
            ("features.dense_block{b}.dense_block_layer_{l}.bottle_neck.5", "Lconv2"),
            ("features.transition_layer_{b}.down_sample.0", "Tnorm"),
            ("features.transition_layer_{b}.down_sample.1", "Tconv"),
            ("features.bn", "norm5"),
        ],
    },
];

impl Table {
    /// Our name for a module.
    pub fn translate(&self, module: &str) -> Option<String> {
        self.modules.iter().find_map(|(theirs, ours)| {
            let numbers = numbers(theirs, module)?;
            let [block, layer] = [0, 1].map(|i| numbers[i].checked_sub(self.first[i]).map(|n| n + 1));
            match (ours.strip_prefix('L'), ours.strip_prefix('T')) {
                (Some(part), _) => Some(format!("features.denseblock{}.denselayer{}.{part}", block?, layer?)),
                (_, Some(part)) => Some(format!("features.transition{}.{part}", block?)),
                _ => Some(format!("features.{ours}")),
            }
        })
    }
}

/// The block's and the layer's number if `module` is named by `pattern`.
fn numbers(pattern: &str, module: &str) -> Option<[usize; 2]> {
    let (mut numbers, mut rest, mut pattern) = ([0, 0], module, pattern);
    while let Some((literal, (which, after))) = pattern.split_once('{').and_then(|(l, r)| Some((l, r.split_once('}')?)))
    {
        rest = rest.strip_prefix(literal)?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        // Numbers are written without leading zeros: 01 would be a second name for 1.
        let digits = &rest[..end];
        numbers[usize::from(which == "l")] =
            digits.parse().ok().filter(|_| digits == "0" || !digits.starts_with('0'))?;
        (rest, pattern) = (&rest[end..], after);
    }
    (rest == pattern).then_some(numbers)
}
