//! Everything that can go wrong, each with a message that says what to do.

/// The crate's error. [`Error::code`] is stable and meant for programs, the message is meant for people.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A configuration that describes no network.
    #[error("invalid configuration: {0}")]
    Config(String),
    /// A picture or a network input of an unusable size.
    #[error("invalid input: {0}")]
    Input(String),
    /// A weights file that can't be read as a DenseNet.
    #[error("invalid weights: {0}")]
    Weights(String),
    /// A sidecar `config.json` that can't be read.
    #[error("invalid config.json: {0}")]
    Metadata(String),
    /// A layer name that the network does not have.
    #[error("no layer is called {0:?}; Plan::layers lists the names")]
    UnknownLayer(String),
    /// Feature maps were asked for before anything was run.
    #[error("no image has been run yet: classify one first, then read its feature maps")]
    NothingRun,
    /// WebGPU can't be used here at all.
    #[error("WebGPU is not available: {0}")]
    NoWebGpu(String),
    /// The GPU refused or failed at something.
    #[error("the GPU failed: {0}")]
    Gpu(String),
}

impl Error {
    /// A stable identifier for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Config(_) => "invalid-config",
            Error::Input(_) => "invalid-input",
            Error::Weights(_) => "invalid-weights",
            Error::Metadata(_) => "invalid-metadata",
            Error::UnknownLayer(_) => "unknown-layer",
            Error::NothingRun => "nothing-run",
            Error::NoWebGpu(_) => "no-webgpu",
            Error::Gpu(_) => "gpu-error",
        }
    }
}
