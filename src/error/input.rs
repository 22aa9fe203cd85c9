use serde::Serialize;

/// What is wrong with an image, a network's input, or a question about them.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "problem", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the messages name every field")]
pub enum InputError {
    /// A network input of an impossible size.
    #[error("an input of {height}x{width} pixels; from 1x1 to {max}x{max} are possible")]
    InputSizeOutOfRange { height: usize, width: usize, max: usize },
    /// The poolings leave nothing.
    #[error("an input of {height}x{width} pixels is too small: the network halves it until nothing is left")]
    InputTooSmall { height: usize, width: usize },
    /// Numbers that don't fill the shape.
    #[error("{found} numbers don't fill the shape {shape:?}")]
    NumberCount { found: usize, shape: [usize; 4] },
    /// A batch without images.
    #[error("there is no image: give at least one")]
    NoImages,
    /// Images of another number of channels than the network's.
    #[error("the images have {found} channels; the network takes {expected}")]
    InputChannels { found: usize, expected: usize },
    /// Images of one batch that differ in size.
    #[error("the images of a batch must have the same size")]
    MixedSizes,
    /// Bytes that aren't an image's RGBA pixels.
    #[error("{bytes} bytes are not {width}x{height} RGBA pixels")]
    PixelBytes { bytes: usize, width: usize, height: usize },
    /// Resizing its short side would make an absurdly long image.
    #[error("an image of {width}x{height} pixels; the long side may be at most {max} times the short one")]
    TooElongated { width: usize, height: usize, max: usize },
    /// Resizing would make an image that takes too much memory.
    #[error("the image would be resized to {width}x{height} pixels: it is too elongated, or crop_pct too small")]
    ResizedTooLarge { width: usize, height: usize },
    /// The resizer refused.
    #[error("an image of {width}x{height} pixels can't be resized: {detail}")]
    ResizeFailed { width: usize, height: usize, detail: String },
    /// The network has no classifier.
    #[error("the network has no classifier: its embeddings and feature maps work, predictions and class maps don't")]
    NoClassifier,
    /// There is no such class.
    #[error("there is no class {class}; the network has {classes}")]
    UnknownClass { class: usize, classes: usize },
    /// The last call had no such image.
    #[error("there is no image {image} in the last call, which had {images}")]
    UnknownImage { image: usize, images: usize },
    /// The batch took several passes, and only the last one's features are there.
    #[error("the features of image {image} are gone: its batch took several passes; give fewer images at once")]
    FeaturesGone { image: usize },
    /// Nothing reads that through a norm.
    #[error("{} can't be cut: name a dense layer, a transition or classifier with a source of its block, or, alone, a dense layer, \
        a transition, the stem's last layer or the final norm", connection(layer, from.as_deref()))]
    NotCuttable { layer: String, from: Option<String> },
    /// A source has no such channel.
    #[error("{layer} has no channel {channel}; it makes {channels} channels, from 0")]
    UnknownChannel { layer: String, channel: usize, channels: usize },
}

fn connection(layer: &str, from: Option<&str>) -> String {
    from.map_or_else(|| layer.into(), |from| format!("what {layer} reads from {from}"))
}
