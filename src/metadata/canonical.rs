//! The canonical `config.json`: timm's present form, and what timm has no field for. The only reader that the page always
//! has, so it is small: what it doesn't know is an error, and [`Metadata::read`] knows more.

use std::fmt;

use serde::{
    Deserializer,
    de::{Deserialize, DeserializeSeed, Error as _, IgnoredAny, MapAccess, Unexpected, Visitor},
};

use super::Colour;
use crate::{Error, error::MetadataError};

/// Fields of timm's that say nothing about what the network computes, or what the weights say better.
const IGNORED: [&str; 18] = [
    "classifier",
    "custom_load",
    "description",
    "file",
    "first_conv",
    "fixed_input_size",
    "hf_hub_filename",
    "hf_hub_id",
    "license",
    "num_features",
    "origin_url",
    "paper_ids",
    "paper_name",
    "pool_size",
    "source",
    "tag",
    "tags",
    "url",
];

/// What a `config.json` says, as far as it does.
#[derive(Default)]
pub(super) struct Fields {
    pub architecture: Option<String>,
    pub num_classes: Option<usize>,
    pub label_names: Option<Vec<String>>,
    pub problem_type: Option<String>,
    pub op_threshs: Option<Vec<Option<f32>>>,
    pub temperature: Option<f64>,
    pub threshold: Option<f64>,
    pub colour: Option<Colour>,
    pub input_size: Option<Vec<usize>>,
    pub crop_pct: Option<f64>,
    pub interpolation: Option<String>,
    pub mean: Option<Vec<f32>>,
    pub std: Option<Vec<f32>>,
    /// timm's `pretrained_cfg` may still have the number of classes before fine-tuning.
    pub pretrained_classes: Option<usize>,
    /// The first that was found.
    problem: Option<MetadataError>,
}

impl Fields {
    pub fn parse(json: &str) -> Result<Self, Error> {
        // Some editors put a byte order mark in front.
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        let mut fields = Fields::default();
        let mut json = serde_json::Deserializer::from_str(json);
        Object { fields: &mut fields, is_nested: false }
            .deserialize(&mut json)
            .and_then(|()| json.end())
            .map_err(|e| MetadataError::MalformedMetadata { detail: e.to_string() })?;
        match fields.problem.take() {
            Some(problem) => Err(problem.into()),
            None => Ok(fields),
        }
    }

    fn read_field<'de, M: MapAccess<'de>>(&mut self, name: &str, is_nested: bool, map: &mut M) -> Result<(), M::Error> {
        let problem = &mut self.problem;
        match name {
            "architecture" => set(name, &mut self.architecture, map, problem),
            "num_classes" if is_nested => set(name, &mut self.pretrained_classes, map, problem),
            "num_classes" => set(name, &mut self.num_classes, map, problem),
            "label_names" => set(name, &mut self.label_names, map, problem),
            "problem_type" => set(name, &mut self.problem_type, map, problem),
            "op_threshs" => set(name, &mut self.op_threshs, map, problem),
            "temperature" => set(name, &mut self.temperature, map, problem),
            "threshold" => set(name, &mut self.threshold, map, problem),
            "colour" => set(name, &mut self.colour, map, problem),
            "input_size" => set(name, &mut self.input_size, map, problem),
            "crop_pct" => set(name, &mut self.crop_pct, map, problem),
            "interpolation" => set(name, &mut self.interpolation, map, problem),
            "mean" => set(name, &mut self.mean, map, problem),
            "std" => set(name, &mut self.std, map, problem),
            "pretrained_cfg" => map.next_value_seed(Object { fields: self, is_nested: true }),
            "crop_mode" => only(name, "center", map, problem),
            "global_pool" => only(name, "avg", map, problem),
            _ => {
                if !IGNORED.contains(&name) {
                    problem.get_or_insert_with(|| MetadataError::MetadataField { field: name.into() });
                }
                map.next_value::<IgnoredAny>().map(drop)
            }
        }
    }
}

/// Reads a value; `null` is none. Two different ones are a problem.
fn set<'de, T: Deserialize<'de> + PartialEq + fmt::Debug, M: MapAccess<'de>>(
    field: &str,
    place: &mut Option<T>,
    map: &mut M,
    problem: &mut Option<MetadataError>,
) -> Result<(), M::Error> {
    // serde's messages have a line and a column, but no name.
    let value: Option<T> = map.next_value().map_err(|e| M::Error::custom(format_args!("{field}: {e}")))?;
    match (&value, &*place) {
        (Some(second), Some(first)) if first != second => {
            let (first, second) = (format!("{first:?}"), format!("{second:?}"));
            problem.get_or_insert(MetadataError::Contradiction { field: field.into(), first, second });
        }
        (Some(_), _) => *place = value,
        (None, _) => {}
    }
    Ok(())
}

/// Reads a value that must be a certain one.
fn only<'de, M: MapAccess<'de>>(
    field: &str,
    expected: &str,
    map: &mut M,
    problem: &mut Option<MetadataError>,
) -> Result<(), M::Error> {
    let mut value: Option<String> = None;
    set(field, &mut value, map, problem)?;
    if let Some(found) = value.filter(|found| found != expected) {
        let (field, expected) = (field.into(), expected.into());
        problem.get_or_insert(MetadataError::UnsupportedValue { field, found, expected });
    }
    Ok(())
}

/// A JSON object whose fields go to `fields`: the file, or its `pretrained_cfg`.
struct Object<'a> {
    fields: &'a mut Fields,
    is_nested: bool,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        if self.is_nested { Ok(()) } else { Err(E::invalid_type(Unexpected::Unit, &self)) }
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(name) = map.next_key::<String>()? {
            self.fields.read_field(&name, self.is_nested, &mut map)?;
        }
        Ok(())
    }
}
