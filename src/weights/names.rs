//! Maps the spellings of tensor names in use to the canonical ones of [`crate::plan`].

use crate::Stem;

/// A name in torchvision's spelling; `None` for tensors that inference doesn't need.
///
/// - The prefix `module.` comes from `DataParallel`.
/// - `denselayer1.norm.1.weight` is how the first published files spell `denselayer1.norm1.weight`.
/// - The last norm is `norm5` in torchvision and timm and `norm_final` in efficient_densenet_pytorch, whatever the stem;
///   ours depends on the stem.
pub(super) fn canonical(name: &str, stem: Stem) -> Option<String> {
    let mut name = without_wrapper(name).to_string();
    if name.ends_with(".num_batches_tracked") {
        return None;
    }
    for part in ["norm", "conv"] {
        for number in ["1", "2"] {
            name = name.replace(&format!(".{part}.{number}."), &format!(".{part}{number}."));
        }
    }
    for spelling in ["features.norm5.", "features.norm_final."] {
        if let Some(field) = name.strip_prefix(spelling) {
            return Some(format!("{}.{field}", stem.final_norm_name()));
        }
    }
    Some(name)
}

/// The name without the prefix of `torch.nn.DataParallel`.
pub(super) fn without_wrapper(name: &str) -> &str {
    name.strip_prefix("module.").unwrap_or(name)
}
