//! Names of fields.

/// Fields that say nothing about what the network computes, or what the weights say better.
#[rustfmt::skip]
pub const IGNORED: &[&str] = &[
    "_commit_hash", "_name_or_path", "architectures", "author", "auto_map", "block_config", "bn_size", "classifier",
    "compression", "compression_rate", "crop_border_pixels", "custom_load", "dataset", "description",
    "do_convert_rgb", "drop_path_rate", "drop_rate", "dropout", "dtype", "feature_extractor_type", "file",
    "first_conv", "fixed_input_size", "framework", "growth_rate", "hf_hub_filename", "hf_hub_id", "hidden_size",
    "image_processor_type", "initializer_range", "library_name", "license", "memory_efficient", "min_input_size",
    "model_type", "name", "name_or_path", "notes", "num_features", "num_init_features", "origin_url", "paper_ids",
    "paper_name", "pipeline_tag", "pool_size", "pretrained", "processor_class", "proj_drop_rate", "source",
    "stem_type", "tag", "tags", "test_pool_size", "torch_dtype", "transformers_version", "url", "version",
];

/// Words in the name of a field that isn't known which suggest that it changes the result.
#[rustfmt::skip]
pub const SUSPICIOUS: &[&str] = &[
    "act", "activation", "bgr", "bias", "bilinear", "channel", "channels", "classes", "color", "colour", "crop",
    "eps", "flip", "gamma", "gray", "grayscale", "grey", "input", "interp", "interpolation", "invert", "label",
    "labels", "layer", "logit", "logits", "mean", "norm", "normalise", "normalization", "normalize", "pad",
    "padding", "pixel", "pool", "pooling", "preprocess", "preprocessing", "preprocessor", "range", "resample",
    "rescale", "resize", "rgb", "scale", "sigmoid", "size", "softmax", "std", "temperature", "threshold",
    "thresholds", "transform", "transforms", "var", "variance",
];
