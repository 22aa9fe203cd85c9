//! Which configuration each convolution uses on an adapter, and the text in which that is remembered.

use serde::{Deserialize, Serialize};

use super::{gpu::Gpu, kernel::Kernel, kernel_config::KernelConfig, precision};
use crate::{
    Precision,
    engine::program::{PackedWeights, Program, Step},
};

/// Maps with more pixels than this have a choice of their own.
const LARGE: usize = 512;

/// The kernels that have several candidates.
const CHOSEN: [Kernel; 3] = [Kernel::Convolution1x1, Kernel::Convolution3x3, Kernel::Linear];

/// A network's kernel configurations on an adapter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KernelChoices {
    /// The adapter they were measured on; empty if they weren't measured.
    adapter: String,
    /// The weights they were measured with, see [`PackedWeights::fingerprint`].
    weights: u32,
    /// What the kernels compute in.
    pub precision: Precision,
    /// Whether the precision was chosen by measuring both.
    pub is_compared: bool,
    convolution1x1: BySize,
    convolution3x3: BySize,
    linear: BySize,
}

/// A kernel's configurations on large and on small maps. `None` means the step's default.
type BySize = [Option<KernelConfig>; 2];

impl KernelChoices {
    /// For SwiftShader, Chromium's software adapter, where timing the candidates would take seconds: the cheapest to
    /// compile and run once, and nearly as fast as the fastest afterwards.
    pub fn for_software(precision: Precision) -> Self {
        // Small maps don't fill workgroups of 64 threads on every core, and a core without a workgroup idles.
        let small_workgroups = |config| [Some(KernelConfig { workgroup: 16, ..config }); 2];
        Self {
            precision,
            convolution1x1: small_workgroups(KernelConfig::direct(16, 2)),
            convolution3x3: small_workgroups(KernelConfig::direct(8, 4)),
            linear: [Some(KernelConfig::direct(8, 1)); 2],
            ..Self::default()
        }
    }

    /// The defaults, to be replaced by what is measured on this adapter with these weights.
    pub fn new(gpu: &Gpu, packed: &PackedWeights, precision: Precision) -> Self {
        Self { adapter: gpu.name(), weights: packed.fingerprint(), precision, ..Self::default() }
    }

    /// Whether they can replace measuring on this adapter, with these weights, in the requested precision.
    pub fn suit(&self, gpu: &Gpu, packed: &PackedWeights, precision: Option<Precision>) -> bool {
        let is_measured_here = self.adapter == gpu.name() && self.weights == packed.fingerprint();
        let is_given = self.adapter.is_empty();
        (is_given || is_measured_here)
            && precision.map_or(is_given || self.is_compared, |precision| precision == self.precision)
            && precision::supported(self.precision, gpu) == self.precision
    }

    /// Text that [`KernelChoices::parse`] reads.
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("plain data can be serialised")
    }

    /// The text worth remembering: `None` if nothing was measured.
    pub fn measured_text(&self) -> Option<String> {
        (!self.adapter.is_empty()).then(|| self.text())
    }

    /// The choices in a remembered text; `None` if another version wrote it.
    pub fn parse(text: &str) -> Option<Self> {
        let choices: Self = serde_json::from_str(text).ok()?;
        let are_known = CHOSEN
            .into_iter()
            .all(|kernel| choices.by_size(kernel).iter().flatten().all(|config| kernel.candidates().contains(config)));
        are_known.then_some(choices)
    }

    /// Choices that use each configuration of `program` at least once, on maps of all sizes.
    pub fn sets(&self, program: &Program) -> Vec<Self> {
        let used = CHOSEN.map(|kernel| {
            let mut used = Vec::new();
            for step in program.steps.iter().filter(|step| Kernel::of(step.operation) == kernel) {
                let config = self.config(step);
                if !used.contains(&config) {
                    used.push(config);
                }
            }
            used
        });
        let set = |index: usize| {
            let mut set = self.clone();
            for (kernel, used) in CHOSEN.into_iter().zip(&used) {
                if !used.is_empty() {
                    for large in [true, false] {
                        set.set(kernel, large, Some(used[index % used.len()]));
                    }
                }
            }
            set
        };
        (0..used.iter().map(Vec::len).max().unwrap_or(0)).map(set).collect()
    }

    /// The configuration for a step.
    pub fn config(&self, step: &Step) -> KernelConfig {
        let kernel = Kernel::of(step.operation);
        self.by_size(kernel)[usize::from(!is_large(step))].unwrap_or_else(|| kernel.default_config(step))
    }

    /// Chooses a convolution's configuration on large or on small maps.
    pub fn set(&mut self, kernel: Kernel, large: bool, config: Option<KernelConfig>) {
        let by_size = match kernel {
            Kernel::Convolution1x1 => &mut self.convolution1x1,
            Kernel::Convolution3x3 => &mut self.convolution3x3,
            Kernel::Linear => &mut self.linear,
            _ => return,
        };
        by_size[usize::from(!large)] = config;
    }

    /// A kernel's configurations on large and on small maps.
    pub fn by_size(&self, kernel: Kernel) -> BySize {
        match kernel {
            Kernel::Convolution1x1 => self.convolution1x1,
            Kernel::Convolution3x3 => self.convolution3x3,
            Kernel::Linear => self.linear,
            _ => [None; 2],
        }
    }
}

/// Whether a step's maps count as large.
pub fn is_large(step: &Step) -> bool {
    let layout = step.destination.layout;
    layout.images * layout.height * layout.width > LARGE
}

#[cfg(test)]
impl KernelChoices {
    /// The same configuration on all map sizes, for the kernels that have it as a candidate.
    pub fn uniform(config: KernelConfig, precision: Precision) -> Self {
        let mut choices = Self { precision, ..Self::default() };
        for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.candidates().contains(&config)) {
            choices.set(kernel, true, Some(config));
            choices.set(kernel, false, Some(config));
        }
        choices
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembered_text_is_checked() {
        let choices = KernelChoices::uniform(KernelConfig::tiled(1), Precision::F16);
        assert_eq!(KernelChoices::parse(&choices.text()), Some(choices));
        assert_eq!(KernelChoices::parse("{}"), None);
        let unknown = r#"{"adapter":"","weights":0,"precision":"f32","is_compared":false,"convolution1x1":[{"variant":"direct","block":7,"pixels":1,"workgroup":64},null],"convolution3x3":[null,null],"linear":[null,null]}"#;
        assert!(serde_json::from_str::<KernelChoices>(unknown).is_ok(), "only the block of 7 is wrong");
        assert_eq!(KernelChoices::parse(unknown), None);
    }
}
