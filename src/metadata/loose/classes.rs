//! How many classes there are, what they are called, and how their logits become probabilities.

use serde_json::Value;

use super::entries::{Entries, unsupported};
use crate::{
    Error,
    metadata::{canonical::Fields, label_lists},
};

const LABELS: [&str; 9] =
    ["label_names", "labels", "class_names", "classes", "categories", "names", "id2label", "label2id", "class_to_idx"];

const COUNTS: [&str; 5] = ["num_classes", "num_labels", "n_classes", "nb_classes", "number_of_classes"];

pub fn read(entries: &Entries, fields: &mut Fields) -> Result<(), Error> {
    fields.num_classes = entries.outermost(&COUNTS, "a number", count)?;
    let names = entries.outermost(&LABELS, "one name for each class", label_lists::from_json)?;
    fields.label_names = names.map(|names| described(names, entries)).transpose()?;
    let independent = |is: bool| if is { "multi_label_classification" } else { "single_label_classification" };
    let flag = |value: &Value| Some(independent(value.as_bool()?).to_string());
    let named = entries.one(&["problem_type"], "a text", |value| value.as_str().map(String::from))?;
    let flagged = entries.one(&["multi_label", "multilabel", "apply_sigmoid"], "true or false", flag)?;
    let activation = entries.one(
        &["activation", "final_activation", "output_activation"],
        "softmax or sigmoid",
        |value| match value.as_str()?.to_lowercase().as_str() {
            "softmax" | "log_softmax" => Some(independent(false).to_string()),
            "sigmoid" => Some(independent(true).to_string()),
            _ => None,
        },
    )?;
    fields.problem_type = agreed([named, flagged, activation])?;
    fields.op_threshs = entries.one(&["op_threshs", "op_thresholds"], "a list of numbers", |value| {
        let number = |value: &Value| match value {
            Value::Null => Some(None),
            value => value.as_f64().map(|number| Some(number as f32)),
        };
        value.as_array()?.iter().map(number).collect()
    })?;
    fields.temperature = entries.one(&["temperature"], "a number", Value::as_f64)?;
    fields.threshold = entries.one(&["threshold"], "a number", Value::as_f64)?;
    Ok(())
}

fn count(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|n| usize::try_from(n).ok())
}

fn agreed(values: [Option<String>; 3]) -> Result<Option<String>, Error> {
    let mut values = values.into_iter().flatten();
    let Some(first) = values.next() else { return Ok(None) };
    match values.find(|value| *value != first) {
        Some(other) => Err(unsupported("problem_type", &first.into(), &format!("{other}, as another field says"))),
        None => Ok(Some(first)),
    }
}

/// timm's `label_names` can be identifiers that `label_descriptions` explains.
fn described(names: Vec<String>, entries: &Entries) -> Result<Vec<String>, Error> {
    let descriptions = entries.outermost(&["label_descriptions"], "an object of texts", |value| {
        let object = value.as_object()?;
        object.values().all(Value::is_string).then(|| object.clone())
    })?;
    let Some(descriptions) = descriptions else { return Ok(names) };
    let describe = |name: String| descriptions.get(&name).and_then(Value::as_str).map_or(name.clone(), String::from);
    Ok(names.into_iter().map(describe).collect())
}
