//! What the keys of a checkpoint's dictionaries say about their contents.

/// Keys under which training loops keep the model, the more usual ones first.
const MODEL: [&str; 15] = [
    "state_dict",
    "model_state_dict",
    "model_state",
    "model",
    "net",
    "network",
    "weights",
    "params",
    "module",
    "net_state_dict",
    "network_state_dict",
    "model_weights",
    "model_dict",
    "net_dict",
    "state",
];
/// Words in the keys of averaged copies of the model.
const AVERAGED: [&str; 7] = ["ema", "swa", "averaged", "average", "avg", "shadow", "modelema"];
/// Words in the keys of what helps training, and never is the model.
const TRAINING: [&str; 16] = [
    "opt",
    "grad",
    "grads",
    "gradient",
    "gradients",
    "moment",
    "moments",
    "momentum",
    "velocity",
    "velocities",
    "adam",
    "adamw",
    "sgd",
    "rmsprop",
    "lamb",
    "lion",
];
const TRAINING_PARTS: [&str; 6] = ["optim", "sched", "scaler", "exp_avg", "square_avg", "acc_delta"];

/// How likely a place is the model's; the best comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// At the top level, or under keys that are usual: the place of the last in `MODEL`.
    Usual(usize),
    Unknown,
    Averaged,
}

impl Rank {
    pub(super) fn of(path: &[String]) -> Self {
        if path.iter().any(|name| words(name).iter().any(|word| AVERAGED.contains(&word.as_str()))) {
            return Self::Averaged;
        }
        let usual = |name: &String| MODEL.iter().position(|usual| name.eq_ignore_ascii_case(usual));
        match path.iter().map(usual).collect::<Option<Vec<_>>>() {
            // The top level: what it holds directly is likely to be the model, but a usual key is likelier.
            Some(places) => Self::Usual(places.last().copied().unwrap_or(MODEL.len())),
            None => Self::Unknown,
        }
    }
}

/// The words of `model_state_dict`, `EMA-model` and `modelEma`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() || (was_lower && letter.is_uppercase()) {
            words.push(String::new());
        }
        was_lower = letter.is_lowercase();
        if letter.is_alphanumeric() {
            words.last_mut().expect("there is a word").extend(letter.to_lowercase());
        }
    }
    words
}

pub(super) fn is_training(name: &str) -> bool {
    let lower = name.to_lowercase();
    TRAINING_PARTS.iter().any(|part| lower.contains(part))
        || words(name).iter().any(|word| TRAINING.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(keys: &[&str]) -> Rank {
        Rank::of(&keys.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn averaged_copies_come_after_everything_else() {
        for key in ["ema", "model_ema", "state_dict_ema", "EMA", "emaModel", "averaged_model", "swa-state", "shadow"] {
            assert_eq!(rank(&[key]), Rank::Averaged, "{key}");
            assert_eq!(rank(&[key, "state_dict"]), Rank::Averaged, "{key}");
        }
        for key in ["schema", "demand", "net_g", "student", "2"] {
            assert_eq!(rank(&[key]), Rank::Unknown, "{key}");
            assert!(rank(&["state_dict"]) < rank(&[key]) && rank(&[key]) < rank(&["ema"]), "{key}");
        }
        assert!(
            rank(&["state_dict"]) < rank(&["model"]) && rank(&["Model"]) < rank(&[]) && rank(&[]) < rank(&["best"])
        );
    }

    #[test]
    fn what_trains_is_never_a_model() {
        for key in [
            "optimizer",
            "optimizer_states",
            "Optim",
            "opt",
            "lr_schedulers",
            "grad_scaler",
            "scaler",
            "exp_avg",
            "exp_avg_sq",
            "square_avg",
            "momentum_buffer",
            "adam",
            "gradients",
            "velocity",
        ] {
            assert!(is_training(key), "{key}");
        }
        for key in ["state_dict", "model", "net", "options", "adapter", "grading_model", "backbone", ""] {
            assert!(!is_training(key), "{key}");
        }
    }
}
