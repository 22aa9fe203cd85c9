//! The wasm-bindgen facades that the npm package is built on. They convert and delegate: no arithmetic, no decisions.
//!
//! There are two WebAssembly files (`scripts/build-wasm.sh`): `checkpoint`, `network` and `explain` load and run networks, and
//! `files` reads what only some visitors need. Structured values cross as JSON, numbers as typed arrays. Errors are JavaScript `Error`s with a `code`
//! and `details`.

#[cfg(feature = "web")]
mod checkpoint;
#[cfg(feature = "web")]
mod explain;
#[cfg(feature = "files")]
mod files;
#[cfg(feature = "web")]
mod network;
#[cfg(feature = "web")]
mod threads;

#[cfg(feature = "web")]
pub use checkpoint::Checkpoint;
#[cfg(feature = "web")]
pub use explain::Maps;
#[cfg(feature = "files")]
pub use files::{
    Pixels, ReadCheckpoint, decode_image, inspect_checkpoint, label_sets, read_checkpoint, read_labels, read_metadata,
};
#[cfg(feature = "web")]
pub use network::{Network, Prepared, plan_network};

use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Error;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBAL: JsValue;
}

/// Lets a panic say what happened, on the console and to the worker; it is a bug in this crate.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| {
        let message = info.to_string().into();
        web_sys::console::error_1(&message);
        // What follows is a trap, whose own message says nothing.
        let _ = GLOBAL.with(|global| Reflect::set(global, &"densenetPanic".into(), &message));
    }));
}

impl From<Error> for JsValue {
    fn from(error: Error) -> JsValue {
        let value = js_sys::Error::new(&error.to_string());
        let details = js_sys::JSON::parse(&json(&error.details())).unwrap_or_default();
        for (name, property) in [("code", error.code().into()), ("details", details)] {
            // Setting a property of a fresh object can't fail.
            let _ = Reflect::set(&value, &name.into(), &property);
        }
        value.into()
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data can be serialised")
}
