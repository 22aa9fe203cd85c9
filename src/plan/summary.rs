use serde::Serialize;

use super::{Counterparts, FeatureMemory, Plan};
use crate::{DenseNetConfig, Error};

/// A plan and everything that is counted on it: what the page, the npm package and `densenet inspect` read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename = "Plan"))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Summary {
    /// The layers.
    #[serde(flatten)]
    pub plan: Plan,
    /// Trainable parameters of the whole network.
    pub parameters: u64,
    /// Bytes of the parameters in f32.
    pub weight_bytes: u64,
    /// Multiply-accumulates of one pass of one image.
    pub macs: u64,
    /// The paper's L.
    pub depth: usize,
    /// What the dense blocks' features take.
    pub memory: FeatureMemory,
    /// The networks that it is compared with.
    pub counterparts: Counterparts,
}

impl Summary {
    /// Plans a network for an input of `input_size` (height, width) pixels and counts.
    ///
    /// # Errors
    ///
    /// Those of [`Plan::new`].
    pub fn new(config: &DenseNetConfig, input_size: [usize; 2]) -> Result<Self, Error> {
        let plan = Plan::new(config, input_size[0], input_size[1])?;
        let parameters = plan.parameter_count();
        Ok(Self {
            parameters,
            weight_bytes: parameters * size_of::<f32>() as u64,
            macs: plan.macs(),
            depth: config.depth(),
            memory: plan.feature_memory(),
            counterparts: plan.counterparts(),
            plan,
        })
    }
}
