//! Copies the kernels without comments and indentation: the WebAssembly contains their text, and visitors download it.

use std::{env, fs, path::Path};

const KERNELS: &str = "src/engine/webgpu/kernels";

fn main() {
    println!("cargo:rerun-if-changed={KERNELS}");
    let folder = env::var("OUT_DIR").expect("cargo sets it");
    for entry in fs::read_dir(KERNELS).expect("the kernels are there") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().expect("a file has a name");
        let text = fs::read_to_string(&path).expect("a kernel is text");
        fs::write(Path::new(&folder).join(name), text.lines().filter_map(stripped).collect::<String>())
            .expect("cargo's folder can be written");
    }
}

/// A line without its comment, unless that is a directive of a template. `None` if nothing is left.
fn stripped(line: &str) -> Option<String> {
    let line = line.trim();
    let code = if line.starts_with("//#") { line } else { line.split("//").next().unwrap_or(line).trim_end() };
    (!code.is_empty()).then(|| format!("{code}\n"))
}
