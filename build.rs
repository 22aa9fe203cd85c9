//! Copies the kernels without comments and indentation: the WebAssembly contains their text, and visitors download it. Their hash
//! tells whether what was measured with them is outdated.

use std::{env, fs, path::Path};

const KERNELS: &str = "src/engine/webgpu/kernels";

/// What the remembered numbers of configurations stand for.
const CANDIDATES: [&str; 2] = ["src/engine/webgpu/kernel.rs", "src/engine/webgpu/kernel_choices.rs"];

fn main() {
    println!("cargo:rerun-if-changed={KERNELS}");
    CANDIDATES.iter().for_each(|file| println!("cargo:rerun-if-changed={file}"));
    let folder = env::var("OUT_DIR").expect("cargo sets it");
    let entries = fs::read_dir(KERNELS).expect("the kernels are there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.sort();
    let mut all = CANDIDATES.map(|file| fs::read_to_string(file).expect("a source file is text")).concat();
    for path in paths {
        let name = path.file_name().expect("a file has a name");
        let text = fs::read_to_string(&path).expect("a kernel is text");
        let stripped: String = text.lines().filter_map(stripped).collect();
        fs::write(Path::new(&folder).join(name), &stripped).expect("cargo's folder can be written");
        all += &stripped;
    }
    // FNV-1a.
    let hash = all.bytes().fold(2_166_136_261u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
    println!("cargo:rustc-env=KERNELS={hash:x}");
}

/// A line without its comment, unless that is a directive of a template. `None` if nothing is left.
fn stripped(line: &str) -> Option<String> {
    let line = line.trim();
    let code = if line.starts_with("//#") { line } else { line.split("//").next().unwrap_or(line).trim_end() };
    (!code.is_empty()).then(|| format!("{code}\n"))
}
