# shellcheck shell=bash
# Sourced by the other scripts: where the tools are and how the WebAssembly is compiled, said once.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# Command-line tools that are neither npm packages nor system ones live outside the clone, so that every clone shares them.
TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/densenet-web/tools"
export PATH="$TOOLS/bin:$PWD/node_modules/.bin:$PATH"

WASM_TARGET=wasm32-unknown-unknown
WASM_PROFILE=wasm
# All that is compiled for browsers; scripts/build-wasm.sh also leaves burn out.
WASM_FEATURES=(--no-default-features --features web,burn)
WASM_RUSTFLAGS="${RUSTFLAGS:+$RUSTFLAGS }-C target-feature=+simd128"
export TOOLS WASM_TARGET WASM_PROFILE WASM_FEATURES WASM_RUSTFLAGS

say() { echo "setup: $*" >&2; }
die() {
  echo "error: $*" >&2
  exit 1
}
