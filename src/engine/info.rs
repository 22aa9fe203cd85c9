//! What an engine says about itself.

use std::{fmt, time::Duration};

use serde::{Serialize, Serializer};

use super::program::Cost;
use crate::{Error, Precision};

/// What an engine runs on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EngineInfo {
    /// Which engine.
    pub kind: EngineKind,
    /// The adapter's or backend's name.
    pub adapter: String,
    /// What it computes in.
    pub precision: Precision,
    /// Why this engine was chosen.
    #[cfg_attr(test, ts(as = "ReasonData<'static>"))]
    pub reason: Reason,
}

impl EngineInfo {
    pub(super) fn new(kind: EngineKind, adapter: impl Into<String>, precision: Precision, reason: Reason) -> Self {
        Self { kind, adapter: adapter.into(), precision, reason }
    }
}

/// Why an engine was chosen. `Display` says it in words.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// It was asked for.
    Asked,
    /// The adapter is a GPU, and not slower than the CPU.
    Gpu {
        /// The adapter's name.
        adapter: String,
    },
    /// There is no WebGPU.
    NoWebGpu {
        /// Why not.
        error: Error,
    },
    /// The only adapter computes on the CPU, more slowly than the CPU engine.
    Software {
        /// The adapter's name.
        adapter: String,
    },
    /// On this machine, the CPU is faster.
    CpuFaster {
        /// The adapter's name.
        adapter: String,
        /// The next load's [`Options::kernel_choices`](super::Options), so that it need not measure again.
        remembered: Option<String>,
    },
    /// WebGPU failed to load the network.
    Failed {
        /// What went wrong.
        error: Error,
    },
    /// f16 failed while the network ran, so WebGPU computes in f32.
    HalfFailed {
        /// What went wrong.
        error: Error,
    },
    /// WebGPU failed while the network ran, on a second device too.
    GpuFailed {
        /// What went wrong.
        error: Error,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked => write!(f, "it was asked for"),
            Self::Gpu { adapter } => write!(f, "{adapter} is a GPU"),
            Self::NoWebGpu { error } => write!(f, "{error}"),
            Self::Software { adapter } => {
                write!(f, "the only WebGPU adapter, {adapter}, is software, slower than the CPU engine")
            }
            Self::CpuFaster { adapter, .. } => write!(f, "it is faster than {adapter} on this machine"),
            Self::Failed { error } => write!(f, "WebGPU failed to load the network: {error}"),
            Self::HalfFailed { error } => write!(f, "f16 failed while the network ran: {error}"),
            Self::GpuFailed { error } => write!(f, "WebGPU failed while the network ran: {error}"),
        }
    }
}

/// A [`Reason`] as programs read it: a code, its words, and the values behind them.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "code", rename_all = "kebab-case")]
pub(crate) enum ReasonData<'a> {
    Asked {
        message: String,
    },
    Gpu {
        message: String,
        adapter: &'a str,
    },
    #[serde(rename = "no-webgpu")]
    NoWebGpu {
        message: String,
        #[cfg_attr(test, ts(type = "CoreError"))]
        error: &'a Error,
    },
    Software {
        message: String,
        adapter: &'a str,
    },
    CpuFaster {
        message: String,
        adapter: &'a str,
    },
    Failed {
        message: String,
        #[cfg_attr(test, ts(type = "CoreError"))]
        error: &'a Error,
    },
    HalfFailed {
        message: String,
        #[cfg_attr(test, ts(type = "CoreError"))]
        error: &'a Error,
    },
    GpuFailed {
        message: String,
        #[cfg_attr(test, ts(type = "CoreError"))]
        error: &'a Error,
    },
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let message = self.to_string();
        let data = match self {
            Self::Asked => ReasonData::Asked { message },
            Self::Gpu { adapter } => ReasonData::Gpu { message, adapter },
            Self::NoWebGpu { error } => ReasonData::NoWebGpu { message, error },
            Self::Software { adapter } => ReasonData::Software { message, adapter },
            Self::CpuFaster { adapter, .. } => ReasonData::CpuFaster { message, adapter },
            Self::Failed { error } => ReasonData::Failed { message, error },
            Self::HalfFailed { error } => ReasonData::HalfFailed { message, error },
            Self::GpuFailed { error } => ReasonData::GpuFailed { message, error },
        };
        data.serialize(serializer)
    }
}

/// The kinds of engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum EngineKind {
    /// [`CpuEngine`](super::cpu::CpuEngine).
    Cpu,
    /// [`WebGpuEngine`](super::webgpu::WebGpuEngine).
    WebGpu,
    /// The burn model on burn's Flex backend.
    Burn,
}

/// What an engine takes. All but `compile` is the same on any machine, in the same precision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EngineStats {
    /// Bytes of the weights as the engine holds them.
    pub weight_bytes: u64,
    /// Bytes of all activation buffers, where the engine owns them.
    pub activation_bytes: Option<u64>,
    /// Threads that share a pass on the CPU engine; 0 on others.
    pub threads: usize,
    /// Dispatches per pass, on a GPU.
    pub dispatches: Option<usize>,
    /// Submits of the last untimed pass, on a GPU.
    pub submits: Option<usize>,
    /// Distinct pipelines, on a GPU.
    pub pipelines: Option<usize>,
    /// How long compiling the pipelines took, on a GPU; in milliseconds where it is serialised. Drivers may leave some of it
    /// to the first pass. Where candidates were timed, the chosen ones had been compiled before.
    #[serde(serialize_with = "milliseconds")]
    #[cfg_attr(test, ts(type = "number | null"))]
    pub compile: Option<Duration>,
    /// Operations and bytes per pass, where the engine runs a program.
    pub cost: Option<Cost>,
}

fn milliseconds<S: Serializer>(duration: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    duration.map(|duration| duration.as_secs_f64() * 1e3).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::EngineError;

    #[test]
    fn a_reason_is_its_code_its_words_and_its_values() {
        let reason = Reason::NoWebGpu { error: EngineError::NoWebgpu { detail: "no adapter".into() }.into() };
        let data = serde_json::to_value(&reason).unwrap();
        assert_eq!(data["code"], "no-webgpu");
        assert_eq!(data["message"], "WebGPU is not available: no adapter");
        assert_eq!(data["error"]["details"]["detail"], "no adapter");
        assert_eq!(serde_json::to_value(Reason::Asked).unwrap()["code"], "asked");
    }
}
