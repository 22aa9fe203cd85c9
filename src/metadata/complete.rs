//! From the fields of a file to metadata: the values are checked, and missing ones get the defaults.

use super::{Activation, Interpolation, Metadata, Preprocessing, Source, canonical::Fields};
use crate::{Error, error::MetadataError, plan::MAX_INPUT_SIDE};

impl Fields {
    /// The values of the fields, and for those that are missing the values of `base`.
    pub fn complete(self, base: Metadata) -> Result<Metadata, Error> {
        let mut metadata = base;
        let classes = metadata.labels.len();
        if let Some(found) = self.num_classes.or(self.pretrained_classes).filter(|&n| n != classes && classes > 0) {
            return Err(MetadataError::ClassCount { found, expected: classes }.into());
        }
        let origins = &mut metadata.origins;
        // A network without a classifier may come with the file of one that had it.
        if let Some(labels) = self.label_names.filter(|_| classes > 0) {
            check_label_count(&labels, classes)?;
            take(Some(labels), &mut metadata.labels, &mut origins.labels);
        }
        take(self.architecture, &mut metadata.architecture, &mut origins.architecture);
        if let Some(activation) = activation(self.problem_type.as_deref(), self.op_threshs, classes)? {
            take(Some(activation), &mut metadata.activation, &mut origins.activation);
        }
        if let Some(found) = self.temperature.filter(|&t| !(t > 0.0 && (t as f32).is_normal())) {
            return Err(unsupported("temperature", found, "above 0"));
        }
        take(self.temperature.map(|t| t as f32), &mut metadata.temperature, &mut origins.temperature);
        if let (Some(_), true) = (self.threshold, metadata.activation.is_independent()) {
            return Err(unsupported("threshold", "set", "left out: the classes are independent of each other"));
        }
        take(self.threshold.map(|t| Some(t as f32)), &mut metadata.threshold, &mut origins.threshold);

        let Preprocessing { mut input_size, mut crop_pct, mut interpolation, mut colour, mut mean, mut std } =
            metadata.preprocessing;
        let channels = mean.len();
        let size = match self.input_size.as_deref() {
            None => None,
            Some(&[c, height, width]) if c == channels => Some([height, width]),
            Some(found) => {
                let found = found.to_vec();
                return Err(MetadataError::MetadataInputSize { found, channels, max: MAX_INPUT_SIDE }.into());
            }
        };
        take(size, &mut input_size, &mut origins.input_size);
        take(self.crop_pct, &mut crop_pct, &mut origins.crop_pct);
        let filter = match self.interpolation.as_deref() {
            None => None,
            Some("bilinear") => Some(Interpolation::Bilinear),
            Some("bicubic") => Some(Interpolation::Bicubic),
            Some(other) => return Err(unsupported("interpolation", other, "bilinear or bicubic")),
        };
        take(filter, &mut interpolation, &mut origins.interpolation);
        if let Some(found) = self.colour.filter(|c| c.channels() != channels) {
            return Err(
                MetadataError::ChannelCount { field: "colour".into(), found: found.channels(), channels }.into()
            );
        }
        take(self.colour, &mut colour, &mut origins.colour);
        take(self.mean, &mut mean, &mut origins.mean);
        take(self.std, &mut std, &mut origins.std);
        metadata.preprocessing = Preprocessing::new(input_size, crop_pct, interpolation, colour, mean, std)?;
        Ok(metadata)
    }
}

fn unsupported(field: &str, found: impl ToString, expected: &str) -> Error {
    let (field, expected) = (field.into(), expected.into());
    MetadataError::UnsupportedValue { field, found: found.to_string(), expected }.into()
}

/// A value from a file, if it has one.
fn take<T>(value: Option<T>, place: &mut T, source: &mut Source) {
    if let Some(value) = value {
        (*place, *source) = (value, Source::File);
    }
}

pub(super) fn check_label_count(labels: &[String], expected: usize) -> Result<(), Error> {
    let found = labels.len();
    if found == expected { Ok(()) } else { Err(MetadataError::LabelCount { found, expected }.into()) }
}

/// How logits become probabilities, as far as a file says it.
fn activation(
    problem_type: Option<&str>,
    thresholds: Option<Vec<Option<f32>>>,
    classes: usize,
) -> Result<Option<Activation>, Error> {
    let sigmoids = "multi_label_classification";
    let softmax = "single_label_classification";
    match (problem_type, thresholds) {
        (Some(found), Some(_)) if found != sigmoids => Err(unsupported("problem_type", found, sigmoids)),
        (_, Some(thresholds)) => Activation::op_norm(thresholds, classes).map(Some),
        (None, None) => Ok(None),
        (Some(found), None) if found == sigmoids => Ok(Some(Activation::Sigmoid)),
        // A softmax over one output would always be 100 %.
        (Some(found), None) if classes == 1 => Err(unsupported("problem_type", found, sigmoids)),
        (Some(found), None) if found == softmax => Ok(Some(Activation::Softmax)),
        (Some(found), None) => Err(unsupported("problem_type", found, &format!("{softmax} or {sigmoids}"))),
    }
}
