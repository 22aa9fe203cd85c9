//! The WGSL of every kernel that can be generated, for tests and for the command line.

use super::{kernel::Kernel, kernel_choices::KernelChoices, kernel_config::KernelConfig};
use crate::Precision;

/// A generated kernel.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct KernelSource {
    /// The name of the kernel, such as `convolution3x3`.
    pub kernel: &'static str,
    /// What it computes in.
    pub precision: Precision,
    /// A unique name, such as `convolution3x3-tiled-32x1-w64-f16`: variant, output channels and pixels per thread, threads
    /// per workgroup, precision.
    pub name: String,
    /// The expanded source.
    pub wgsl: String,
}

/// The source of every kernel in every configuration and precision that can be chosen.
pub fn kernel_sources() -> Vec<KernelSource> {
    let precisions = [Precision::F32, Precision::F16];
    let kernels = Kernel::ALL.into_iter().flat_map(|kernel| configs(kernel).into_iter().map(move |c| (kernel, c)));
    let all = kernels.flat_map(|(kernel, config)| precisions.map(|precision| (kernel, config, precision)));
    all.map(|(kernel, config, precision)| KernelSource {
        kernel: kernel.name(),
        precision,
        name: format!("{}-{config}-{precision:?}", kernel.name()).to_lowercase(),
        wgsl: kernel.wgsl(config, precision),
    })
    .collect()
}

/// The candidates of a kernel, and what software adapters use.
fn configs(kernel: Kernel) -> Vec<KernelConfig> {
    let mut configs = kernel.candidates().to_vec();
    let software = KernelChoices::for_software(Precision::F32).of(kernel);
    configs.extend(software.filter(|config| !kernel.candidates().contains(config)));
    configs
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use naga::{
        front::wgsl,
        valid::{Capabilities, ValidationFlags, Validator},
    };

    use super::*;

    #[test]
    fn all_kernels_are_listed() {
        let sources = kernel_sources();
        let (convolution1x1, convolution3x3, others) = (7 + 1, 6 + 1, 9 + 5);
        assert_eq!(sources.len(), (convolution1x1 + convolution3x3 + others) * 2);
        let names: HashSet<&str> = sources.iter().map(|source| source.name.as_str()).collect();
        assert_eq!(names.len(), sources.len());
        assert!(names.contains("convolution3x3-tiled-32x1-w64-f16"), "{names:?}");
        assert!(names.contains("convolution1x1-direct-16x2-w16-f32"), "{names:?}");
    }

    #[test]
    fn all_kernels_are_valid_wgsl() {
        for KernelSource { precision, name, wgsl, .. } in kernel_sources() {
            let module = wgsl::parse_str(&wgsl).unwrap_or_else(|e| panic!("{name}: {}", e.emit_to_string(&wgsl)));
            assert_eq!(module.entry_points.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["main"], "{name}");
            let capabilities = match precision {
                Precision::F32 => Capabilities::empty(),
                Precision::F16 => Capabilities::SHADER_FLOAT16,
            };
            let validated = Validator::new(ValidationFlags::all(), capabilities).validate(&module);
            validated.unwrap_or_else(|e| panic!("{name}: {}", e.emit_to_string(&wgsl)));
        }
    }
}
