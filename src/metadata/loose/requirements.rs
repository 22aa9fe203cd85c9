//! Fields that must have a certain value, because the engines know no other.

use serde_json::Value;

use super::entries::{Entries, unsupported};
use crate::Error;

/// Names, the possible texts (in lower case), and how to say it.
const TEXTS: &[(&[&str], &[&str], &str)] = &[
    (&["crop_mode", "test_crop_mode"], &["center"], "center"),
    (&["global_pool", "pool_type", "pooling_type"], &["avg", "average", "mean"], "avg"),
    (&["act_layer", "hidden_act", "activation_function"], &["relu", "nn.relu", "torch.nn.relu"], "relu"),
    (&["norm_layer"], &["batchnorm2d", "batchnorm", "nn.batchnorm2d", "torch.nn.batchnorm2d"], "batchnorm2d"),
];

const FLAGS: &[(&str, bool)] =
    &[("do_flip_channel_order", false), ("do_pad", false), ("do_pooling", true), ("features_only", false)];

const NUMBERS: &[(&str, f64)] = &[
    ("bn_eps", 1e-5),
    ("eps", 1e-5),
    ("label_offset", 0.0),
    ("norm_eps", 1e-5),
    ("output_stride", 32.0),
    ("spatial_dims", 2.0),
];

/// # Errors
///
/// When a field has another value than the one that is supported.
pub fn check(entries: &Entries, architecture: &str) -> Result<(), Error> {
    for (names, allowed, expected) in TEXTS {
        for (name, value) in entries.all(names) {
            let is_allowed = |text: &str| allowed.contains(&text.to_lowercase().as_str());
            if !value.as_str().is_some_and(is_allowed) {
                return Err(unsupported(name, value, expected));
            }
        }
    }
    for &(name, expected) in FLAGS {
        for (name, value) in entries.all(&[name]) {
            if *value != Value::Bool(expected) {
                return Err(unsupported(name, value, &expected.to_string()));
            }
        }
    }
    for &(name, expected) in NUMBERS {
        for (name, value) in entries.all(&[name]) {
            if !value.as_f64().is_some_and(|number| (number - expected).abs() <= 1e-9) {
                return Err(unsupported(name, value, &expected.to_string()));
            }
        }
    }
    // timm's anti-aliasing: only its two networks that are named so have it.
    for (name, value) in entries.all(&["aa_layer"]) {
        let is_blur = value.as_str().is_some_and(|text| text.to_lowercase().contains("blur"));
        if !(is_blur && architecture.contains("blur")) {
            return Err(unsupported(name, value, "left out"));
        }
    }
    Ok(())
}
