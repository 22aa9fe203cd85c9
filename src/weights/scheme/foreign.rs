//! Networks of other families, by the names that give them away.

use crate::{error::SchemeError, weights::file::Tensor};

/// A family, and parts of names of which a network of it has every one.
const FAMILIES: [(&str, &[&str]); 15] = [
    ("a Swin Transformer", &["attn.relative_position_bias_table"]),
    ("a Vision Transformer", &["blocks.0.attn.qkv."]),
    ("a Vision Transformer", &["encoder_layer_0.self_attention."]),
    ("a Vision Transformer", &["encoder.layer.0.attention.", "patch_embeddings."]),
    ("a language model", &["layers.0.self_attn.", "embed_tokens."]),
    ("a ConvNeXt", &["stages.0.blocks.0.conv_dw."]),
    ("a ConvNeXt", &["stages.0.0.dwconv."]),
    ("a ConvNeXt", &["features.1.0.layer_scale"]),
    ("an EfficientNet or a MobileNet", &["conv_stem.", "blocks.0.0."]),
    ("an EfficientNet", &["features.1.0.block.0.0."]),
    ("a MobileNet", &["features.1.conv.0."]),
    ("an Inception network", &["Mixed_5b."]),
    ("a ResNet", &["layer1.0.conv1.", "layer2.0.conv1."]),
    ("a network with Keras's names", &["conv2_block1_1_conv"]),
    ("a VGG or an AlexNet", &["features.0.weight", "classifier.6.weight"]),
];

/// The family that has these names.
pub(super) fn recognise(tensors: &[(&str, &Tensor)]) -> Option<SchemeError> {
    FAMILIES.iter().find_map(|(family, parts)| {
        let first_with =
            |part: &&str| tensors.iter().find(|(name, _)| name.contains(*part)).map(|(name, _)| name.to_string());
        let tensors = parts.iter().map(first_with).collect::<Option<Vec<_>>>()?;
        Some(SchemeError::OtherNetwork { family, tensors })
    })
}
