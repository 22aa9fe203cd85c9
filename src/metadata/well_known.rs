//! Class sets that a network may have been trained on. They are offered, never applied: the same number of classes is no
//! proof. (The npm package applies ImageNet's, and states that it assumes them.)

use serde::Serialize;

use crate::{DenseNetConfig, Stem};

/// The classes of a public data set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ClassSet {
    /// Its name, for people.
    pub name: &'static str,
    /// How many classes it has.
    pub classes: usize,
    /// Their labels, in the order of the data set, where the list is short.
    pub labels: Option<&'static [&'static str]>,
    /// Where the list of the labels is published.
    pub published: &'static str,
}

const CIFAR10: [&str; 10] = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

#[rustfmt::skip]
const CIFAR100: [&str; 100] = [
    "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle",
    "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle",
    "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
    "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard",
    "lamp", "lawn_mower", "leopard", "lion", "lizard", "lobster", "man", "maple_tree", "motorcycle", "mountain",
    "mouse", "mushroom", "oak_tree", "orange", "orchid", "otter", "palm_tree", "pear", "pickup_truck", "pine_tree",
    "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road", "rocket",
    "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider",
    "squirrel", "streetcar", "sunflower", "sweet_pepper", "table", "tank", "telephone", "television", "tiger", "tractor",
    "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow_tree", "wolf", "woman", "worm",
];

const CHEST_XRAY14: [&str; 14] = [
    "Atelectasis",
    "Cardiomegaly",
    "Effusion",
    "Infiltration",
    "Mass",
    "Nodule",
    "Pneumonia",
    "Pneumothorax",
    "Consolidation",
    "Edema",
    "Emphysema",
    "Fibrosis",
    "Pleural_Thickening",
    "Hernia",
];

const TORCHXRAYVISION: [&str; 18] = [
    "Atelectasis",
    "Consolidation",
    "Infiltration",
    "Pneumothorax",
    "Edema",
    "Emphysema",
    "Fibrosis",
    "Effusion",
    "Pneumonia",
    "Pleural_Thickening",
    "Cardiomegaly",
    "Nodule",
    "Mass",
    "Hernia",
    "Lung Lesion",
    "Fracture",
    "Lung Opacity",
    "Enlarged Cardiomediastinum",
];

/// The class sets, each with whether its images are as small as CIFAR's, and with their channels.
const SETS: [(ClassSet, bool, usize); 6] = [
    (set("ImageNet-1k", 1000, None, "_IMAGENET_CATEGORIES in torchvision's torchvision/models/_meta.py"), false, 3),
    (set("CIFAR-10", 10, Some(&CIFAR10), "batches.meta.txt in the data set"), true, 3),
    (set("CIFAR-100, fine labels", 100, Some(&CIFAR100), "fine_label_names.txt in the data set"), true, 3),
    (
        set("ChestX-ray14, as in CheXNet", 14, Some(&CHEST_XRAY14), "CLASS_NAMES in arnoweng/CheXNet's model.py"),
        false,
        3,
    ),
    (
        set(
            "torchxrayvision's pathologies",
            18,
            Some(&TORCHXRAYVISION),
            "default_pathologies in torchxrayvision/datasets.py",
        ),
        false,
        1,
    ),
    (set("Places365", 365, None, "categories_places365.txt in CSAILVision/places365"), false, 3),
];

const fn set(
    name: &'static str,
    classes: usize,
    labels: Option<&'static [&'static str]>,
    published: &'static str,
) -> ClassSet {
    ClassSet { name, classes, labels, published }
}

/// The class sets that have as many classes as the network, and whose networks are built alike.
pub fn suggested_class_sets(config: &DenseNetConfig) -> impl Iterator<Item = ClassSet> {
    let (classes, is_small, channels) = (config.num_classes, config.stem == Stem::Cifar, config.in_channels);
    let is_suggested = move |(set, has_small_images, set_channels): &(ClassSet, bool, usize)| {
        set.classes == classes && *has_small_images == is_small && *set_channels == channels
    };
    SETS.into_iter().filter(is_suggested).map(|(set, ..)| set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_have_as_many_labels_as_classes() {
        for (set, ..) in SETS {
            assert!(set.labels.is_none_or(|labels| labels.len() == set.classes), "{}", set.name);
        }
    }

    #[test]
    fn sets_are_suggested_by_count_and_architecture() {
        let names = |config: &DenseNetConfig| suggested_class_sets(config).map(|set| set.name).collect::<Vec<_>>();
        let imagenet = DenseNetConfig::densenet121();
        assert_eq!(names(&imagenet), ["ImageNet-1k"]);
        let chest = DenseNetConfig { num_classes: 18, in_channels: 1, ..imagenet.clone() };
        assert_eq!(names(&chest), ["torchxrayvision's pathologies"]);
        assert!(names(&DenseNetConfig { num_classes: 10, ..imagenet }).is_empty());
    }
}
