use serde::Serialize;

use super::{Activation, Colour, Interpolation, Metadata};

#[derive(Serialize)]
struct File<'a> {
    architecture: &'a str,
    num_classes: usize,
    label_names: &'a [String],
    problem_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    op_threshs: Option<&'a [Option<f32>]>,
    temperature: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<f32>,
    pretrained_cfg: PretrainedConfig<'a>,
}

#[derive(Serialize)]
struct PretrainedConfig<'a> {
    input_size: [usize; 3],
    crop_pct: f64,
    crop_mode: &'static str,
    interpolation: Interpolation,
    colour: Colour,
    mean: &'a [f32],
    std: &'a [f32],
}

impl Metadata {
    /// The canonical `config.json`: timm's present form and what timm has no field for. [`Metadata::from_json`] reads
    /// exactly the same metadata from it.
    ///
    /// # Panics
    ///
    /// Never.
    pub fn to_json(&self) -> String {
        let how = &self.preprocessing;
        let [height, width] = how.input_size();
        let (problem_type, op_threshs) = match &self.activation {
            Activation::Softmax => ("single_label_classification", None),
            Activation::Sigmoid => ("multi_label_classification", None),
            Activation::OpNorm { thresholds } => ("multi_label_classification", Some(&thresholds[..])),
        };
        let file = File {
            architecture: &self.architecture,
            num_classes: self.labels.len(),
            label_names: &self.labels,
            problem_type,
            op_threshs,
            temperature: self.temperature,
            threshold: self.threshold,
            pretrained_cfg: PretrainedConfig {
                input_size: [how.colour().channels(), height, width],
                crop_pct: how.crop_pct(),
                crop_mode: "center",
                interpolation: how.interpolation(),
                colour: how.colour(),
                mean: how.mean(),
                std: how.std(),
            },
        };
        serde_json::to_string(&file).expect("plain data can be serialised")
    }
}
