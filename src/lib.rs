//! DenseNet.
#![warn(missing_docs)]

pub mod config;
pub mod engine;
pub mod error;
pub mod explain;
pub mod metadata;
pub mod model;
pub mod plan;
pub mod predictions;
pub mod preprocess;
#[cfg(feature = "web")]
pub mod web;
pub mod weights;

pub use config::{DenseNetConfig, Stem};
pub use engine::{Engine, EngineChoice};
pub use error::Error;
pub use metadata::Metadata;
pub use plan::Plan;
pub use weights::Weights;
