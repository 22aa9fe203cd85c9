//! The TypeScript types of everything that crosses to JavaScript as JSON, generated from the Rust types, so that
//! `pkg/core.d.ts` can't differ from what arrives.
//!
//! `UPDATE=1 cargo test --features cli types` writes the file, without `UPDATE` the test compares it.

use std::{fs, path::Path};

use ts_rs::{Config, TS};

use crate::{
    DenseNetConfig, Precision, Stem,
    cuts::Cut,
    engine::{Cost, EngineInfo, EngineKind, EngineStats},
    error::{
        Assumption, Bound, ConfigError, ConfigField, EngineError, FileError, ImageError, InputError, MetadataError,
        PlanSum, SchemeError, WeightsError,
    },
    explain::{Attribution, AttributionOrigin, BlockReuse, GradientSize, Gradients, LayerGradient, Objective},
    metadata::{Activation, ClassSet, Colour, Interpolation, Note, Origins, Preprocessing, Source},
    plan,
    predictions::Prediction,
    session::Classified,
    weights::{self, file},
};

const HEADER: &str =
    "// Generated from the Rust types by `UPDATE=1 cargo test --features cli types`; see src/types.rs.\n";

/// [`crate::Error`] has its own way of being serialised.
const ERRORS: &str = "
/** An error of the network's core. */
export type CoreError = { code: string; message: string; details: CoreErrorDetails };

/** The values behind a core error's message; `problem` tells the messages apart. */
export type CoreErrorDetails = (
  | ConfigError
  | InputError
  | WeightsError
  | FileError
  | SchemeError
  | MetadataError
  | ImageError
  | EngineError
) & { /** What was seen of a checkpoint that was refused. */ facts?: Facts };
";

#[test]
fn typescript_types_are_those_of_rust() {
    let config = Config::new().with_large_int("number");
    let mut file = HEADER.to_string();
    macro_rules! declare {
        ($($kind:ty),* $(,)?) => {
            $(file += &declaration::<$kind>(&config);)*
        };
    }
    declare!(
        DenseNetConfig,
        Stem,
        plan::Summary,
        plan::Plan,
        plan::Layer,
        plan::LayerKind,
        plan::LayerConvolutions,
        plan::FeatureMemory,
        plan::Counterparts,
        plan::Widths,
        plan::Stage,
        plan::ResidualStage,
        plan::ResidualTotals,
        Preprocessing,
        Interpolation,
        Colour,
        Activation,
        Origins,
        Source,
        Note,
        ClassSet,
        EngineInfo,
        EngineKind,
        Precision,
        crate::engine::ReasonData<'static>,
        EngineStats,
        Cost,
        Classified,
        Prediction,
        Attribution,
        AttributionOrigin,
        BlockReuse,
        Cut,
        Objective,
        Gradients,
        GradientSize,
        LayerGradient,
        ConfigError,
        ConfigField,
        Bound,
        PlanSum,
        InputError,
        WeightsError,
        FileError,
        SchemeError,
        Assumption,
        weights::Scheme,
        weights::Origin,
        weights::Facts,
        MetadataError,
        ImageError,
        EngineError,
        file::Format,
        file::Dtype,
        file::Warning,
    );
    file += ERRORS;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("pkg/core.d.ts");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &file).expect("pkg/ can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == file, "pkg/core.d.ts is out of date: run UPDATE=1 cargo test --features cli types");
}

/// The declaration and its comment, which is for readers of TypeScript: rustdoc's links mean nothing there.
fn declaration<T: TS>(config: &Config) -> String {
    let docs = T::docs().unwrap_or_default();
    let text = format!("\n{docs}export {}\n", T::decl(config));
    let mut plain = String::new();
    let mut rest = text.as_str();
    // [`Name`] and [`Name`](path) become `Name`.
    while let Some((before, link)) = rest.split_once("[`") {
        let (name, after) = link.split_once("`]").expect("a link is closed");
        plain += &format!("{before}`{}`", name.rsplit("::").next().unwrap_or(name));
        rest = match after.strip_prefix('(').and_then(|path| path.split_once(')')) {
            Some((_, after)) => after,
            None => after,
        };
    }
    plain + rest
}
