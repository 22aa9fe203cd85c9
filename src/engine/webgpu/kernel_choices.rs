//! Which configuration each convolution uses on an adapter, and the text in which that is remembered.

use std::iter::once;

use super::{gpu::Gpu, kernel::Kernel, kernel_config::KernelConfig, precision};
use crate::{
    Precision,
    engine::program::{PackedWeights, Program, Step},
};

/// The kernels that have several candidates.
const CHOSEN: [Kernel; 3] = [Kernel::Convolution1x1, Kernel::Convolution3x3, Kernel::Linear];

/// Maps with 4 times as many pixels have a choice of their own, up to 128x128.
const SIZES: usize = 8;

/// The number of choices.
const SLOTS: usize = CHOSEN.len() * SIZES;

/// Flags of the text.
const HALF: u8 = 1;
const COMPARED: u8 = 2;
const RACED: u8 = 4;
const CPU: u8 = 8;

/// A network's kernel configurations on an adapter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KernelChoices {
    /// The adapter and the kernels that they were measured with, see [`machine`]; 0 if they weren't measured.
    machine: u32,
    /// The weights, see [`PackedWeights::fingerprint`].
    weights: u32,
    /// What the kernels compute in.
    pub precision: Precision,
    /// Whether the precision was chosen by measuring both.
    pub is_compared: bool,
    /// Whether the engine was chosen by measuring both.
    pub is_raced: bool,
    /// Whether that was the CPU.
    pub prefers_cpu: bool,
    /// One per kernel and size of maps.
    slots: [Choice; SLOTS],
}

/// A configuration, or each step's default.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Choice {
    /// It wasn't measured.
    #[default]
    Open,
    Default,
    Config(KernelConfig),
}

impl KernelChoices {
    /// For SwiftShader, Chromium's software adapter, where timing the candidates would take seconds: the cheapest to
    /// compile and run once, and nearly as fast as the fastest afterwards.
    pub fn for_software(precision: Precision) -> Self {
        // Small maps don't fill workgroups of 64 threads on every core, and a core without a workgroup idles.
        let small_workgroups = |config| KernelConfig { workgroup: 16, ..config };
        let configs = [
            small_workgroups(KernelConfig::direct(16, 2)),
            small_workgroups(KernelConfig::direct(8, 4)),
            KernelConfig::direct(8, 1),
        ];
        let mut choices = Self { precision, ..Self::default() };
        CHOSEN.into_iter().zip(configs).for_each(|(kernel, config)| choices.set_all(kernel, config));
        choices
    }

    /// The defaults, to be replaced by what is measured on this adapter with these weights.
    pub fn new(gpu: &Gpu, packed: &PackedWeights, precision: Precision) -> Self {
        Self { machine: machine(gpu), weights: packed.fingerprint(), precision, ..Self::default() }
    }

    /// Whether they can replace measuring on this adapter, with these weights, in the requested precision.
    pub fn suit(&self, gpu: &Gpu, packed: &PackedWeights, precision: Option<Precision>) -> bool {
        let is_given = self.machine == 0;
        // From f32, the other precision can still be tried.
        let is_open = is_given || self.is_compared || self.precision == Precision::F32;
        (is_given || (self.are_of(gpu) && self.weights == packed.fingerprint()))
            && precision.map_or(is_open, |precision| precision == self.precision)
            && precision::supported(self.precision, gpu) == self.precision
    }

    /// Whether they were measured on this adapter, with the kernels as they are.
    pub fn are_of(&self, gpu: &Gpu) -> bool {
        self.machine == machine(gpu)
    }

    /// Text that [`KernelChoices::parse`] reads.
    pub fn text(&self) -> String {
        let flag = |is_set, flag| if is_set { flag } else { 0 };
        let flags = flag(self.precision == Precision::F16, HALF)
            | flag(self.is_compared, COMPARED)
            | flag(self.is_raced, RACED)
            | flag(self.prefers_cpu, CPU);
        let slots = self.slots.iter().enumerate().map(|(slot, choice)| match choice {
            Choice::Open => 0,
            Choice::Default => 1,
            Choice::Config(config) => {
                let candidates = CHOSEN[slot / SIZES].candidates();
                candidates.iter().position(|candidate| candidate == config).map_or(0, |index| index as u8 + 2)
            }
        });
        let digits = once(flags).chain(slots).map(|digit| char::from(b'0' + digit));
        format!("{:x}.{:x}.", self.machine, self.weights).chars().chain(digits).collect()
    }

    /// The text worth remembering: `None` if nothing was measured.
    pub fn measured_text(&self) -> Option<String> {
        let is_measured = self.is_compared || self.is_raced || self.slots.iter().any(|choice| *choice != Choice::Open);
        (is_measured && self.machine != 0).then(|| self.text())
    }

    /// The choices in a remembered text; `None` if another version wrote it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let mut key = || u32::from_str_radix(parts.next()?, 16).ok();
        let (machine, weights) = (key()?, key()?);
        let digits = parts.next()?;
        let mut digits = digits.bytes().map(|digit| digit.wrapping_sub(b'0'));
        let flags = digits.next()?;
        let mut slots = [Choice::Open; SLOTS];
        for (slot, choice) in slots.iter_mut().enumerate() {
            *choice = match digits.next()? {
                0 => Choice::Open,
                1 => Choice::Default,
                digit => Choice::Config(*CHOSEN[slot / SIZES].candidates().get(digit as usize - 2)?),
            };
        }
        Some(Self {
            machine,
            weights,
            precision: if flags & HALF > 0 { Precision::F16 } else { Precision::F32 },
            is_compared: flags & COMPARED > 0,
            is_raced: flags & RACED > 0,
            prefers_cpu: flags & CPU > 0,
            slots,
        })
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
            for (kernel, used) in CHOSEN.into_iter().zip(&used).filter(|(_, used)| !used.is_empty()) {
                set.set_all(kernel, used[index % used.len()]);
            }
            set
        };
        (0..used.iter().map(Vec::len).max().unwrap_or(0)).map(set).collect()
    }

    /// The configuration for a step.
    pub fn config(&self, step: &Step) -> KernelConfig {
        match slot(step).map(|slot| self.slots[slot]) {
            Some(Choice::Config(config)) => config,
            _ => Kernel::of(step.operation).default_config(step),
        }
    }

    /// The slot of most steps of `program` that hasn't been decided, and these steps.
    pub fn undecided(&self, program: &Program) -> Option<(usize, Vec<usize>)> {
        let steps = |wanted| {
            let steps = program.steps.iter().enumerate();
            (wanted, steps.filter(|(_, step)| slot(step) == Some(wanted)).map(|(index, _)| index).collect::<Vec<_>>())
        };
        let open = (0..SLOTS).filter(|&slot| self.slots[slot] == Choice::Open).map(steps);
        open.filter(|(_, steps)| !steps.is_empty()).max_by_key(|(_, steps)| steps.len())
    }

    /// Decides a slot: for a configuration, or for each step's default.
    pub fn decide(&mut self, slot: usize, config: Option<KernelConfig>) {
        self.slots[slot] = config.map_or(Choice::Default, Choice::Config);
    }

    fn set_all(&mut self, kernel: Kernel, config: KernelConfig) {
        let all = CHOSEN.into_iter().flat_map(|kernel| [kernel; SIZES]);
        self.slots.iter_mut().zip(all).filter(|(_, of)| *of == kernel).for_each(|(slot, _)| {
            *slot = Choice::Config(config);
        });
    }

    /// The configuration that a kernel uses on the smallest maps, if that isn't left to the steps.
    pub fn of(&self, kernel: Kernel) -> Option<KernelConfig> {
        let kernel = CHOSEN.iter().position(|&one| one == kernel)?;
        match self.slots[kernel * SIZES] {
            Choice::Config(config) => Some(config),
            _ => None,
        }
    }
}

/// A hash (FNV-1a) of the adapter's name and the kernels, never 0.
fn machine(gpu: &Gpu) -> u32 {
    let bytes = gpu.name().into_bytes().into_iter().chain(env!("KERNELS").bytes());
    bytes.fold(2_166_136_261, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619)) | 1
}

/// Where the choice for a step is, by its kernel and the size of its maps.
fn slot(step: &Step) -> Option<usize> {
    let kernel = CHOSEN.iter().position(|&kernel| kernel == Kernel::of(step.operation))?;
    let layout = step.destination.layout;
    let pixels = layout.images * layout.height * layout.width;
    Some(kernel * SIZES + (pixels.max(1).ilog2() as usize / 2).min(SIZES - 1))
}

#[cfg(test)]
impl KernelChoices {
    /// The same configuration on all map sizes, for the kernels that have it as a candidate.
    pub fn uniform(config: KernelConfig, precision: Precision) -> Self {
        let mut choices = Self { precision, ..Self::default() };
        for kernel in CHOSEN.into_iter().filter(|kernel| kernel.candidates().contains(&config)) {
            choices.set_all(kernel, config);
        }
        choices
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembered_text_is_checked() {
        let mut choices = KernelChoices::uniform(KernelConfig::tiled(1), Precision::F16);
        (choices.machine, choices.weights, choices.is_compared, choices.prefers_cpu) = (0xABC, 7, true, true);
        choices.decide(3, None);
        assert_eq!(KernelChoices::parse(&choices.text()), Some(choices.clone()));
        assert_eq!(choices.measured_text(), Some(choices.text()));
        for wrong in ["", "{}", "1.2.", "1.2.3", "x.2.1000000000000000000000000", "1.2.19zzzzzzzzzzzzzzzzzzzzzzz"] {
            assert_eq!(KernelChoices::parse(wrong), None, "{wrong}");
        }
        assert_eq!(KernelChoices { machine: 1, ..Default::default() }.measured_text(), None);
    }
}
