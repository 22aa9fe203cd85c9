use serde::Serialize;

use crate::{Error, error::MetadataError};

/// How logits become probabilities.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Activation {
    /// One of the classes is shown: the probabilities add up to 1.
    Softmax,
    /// Any number of the classes is shown: each has a probability of its own.
    Sigmoid,
    /// torchxrayvision's: sigmoids p, scaled so that each class's threshold o becomes 0.5. They are p / 2o below o, and
    /// 1 - (1 - p) / 2(1 - o) above.
    OpNorm {
        /// One per class. `None` (NaN in the checkpoint) means that the class wasn't trained: it is always 0.5.
        thresholds: Vec<Option<f32>>,
    },
}

impl Activation {
    /// torchxrayvision's activation with a threshold for each class. NaN means that there is none.
    ///
    /// # Errors
    ///
    /// When there isn't one for each class, or one is no probability.
    pub fn op_norm(thresholds: Vec<Option<f32>>, classes: usize) -> Result<Self, Error> {
        let field = || "op_threshs".to_string();
        if thresholds.len() != classes {
            let found = format!("a list of {}", thresholds.len());
            let expected = format!("a list of {classes}, one for each class");
            return Err(MetadataError::UnsupportedValue { field: field(), found, expected }.into());
        }
        let thresholds: Vec<_> = thresholds.into_iter().map(|o| o.filter(|o| !o.is_nan())).collect();
        if let Some(found) = thresholds.iter().flatten().find(|&&o| !(0.0 < o && o < 1.0)) {
            let (found, expected) = (found.to_string(), "from 0 to 1, both excluded".into());
            return Err(MetadataError::UnsupportedValue { field: field(), found, expected }.into());
        }
        Ok(Activation::OpNorm { thresholds })
    }

    /// Whether the classes are independent of each other: their probabilities don't add up to 1.
    pub fn is_independent(&self) -> bool {
        *self != Activation::Softmax
    }
}
