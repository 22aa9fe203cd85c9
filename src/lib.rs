//! DenseNet (Huang et al., CVPR 2017) of any configuration: models in burn, checkpoints from PyTorch, and engines for the
//! CPU and for WebGPU that concatenate nothing.
//!
//! A checkpoint ([`Weights`]) becomes a [`Plan`], a plan runs on an [`Engine`], and the engine gives logits and any layer's
//! feature maps. `examples/classify.rs` shows it in 30 lines.
//!
//! ```
//! use densenet_web::{DenseNetConfig, Plan};
//!
//! let plan = Plan::new(&DenseNetConfig::densenet121(), 224, 224)?;
//! let layer = plan.layer("features.denseblock1.denselayer6")?;
//! assert_eq!(layer.in_channels, 64 + (6 - 1) * 32); // k0 + (l - 1)k
//! assert_eq!(plan.parameter_count(), 7_978_856);
//! # Ok::<(), densenet_web::Error>(())
//! ```
//!
//! Features: `native` (default) has the native GPU backends; `burn` the model in burn, which is the reference engine and
//! can be trained; `decode` reads JPEG, PNG and WebP files; `cli` is the command line; `web` and `files` are the wasm-bindgen
//! facades that the npm package `densenet-web` is built on.

// Test helpers in `tests/support` name the crate, and unit tests include them too.
#[cfg(test)]
extern crate self as densenet_web;

#[cfg(feature = "intake")]
pub mod calibration;
pub mod config;
pub mod cuts;
#[cfg(feature = "decode")]
pub mod decode;
pub mod engine;
pub mod error;
pub mod explain;
#[cfg(feature = "intake")]
pub mod intake;
mod memory;
pub mod metadata;
#[cfg(feature = "burn")]
pub mod model;
pub mod plan;
mod precision;
pub mod predictions;
pub mod preprocess;
pub mod session;
#[cfg(all(test, feature = "cli"))]
mod types;
#[cfg(any(feature = "web", feature = "files"))]
pub mod web;
pub mod weights;

pub use config::{DenseNetConfig, Stem};
pub use engine::{Engine, EngineChoice};
pub use error::Error;
#[cfg(feature = "intake")]
pub use intake::Intake;
pub use metadata::Metadata;
pub use plan::Plan;
pub use precision::Precision;
pub use session::Session;
pub use weights::Weights;
