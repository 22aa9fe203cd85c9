# shellcheck shell=bash
# Sourced by the other scripts: the location of the tools, and the settings for compiling WebAssembly.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# Command-line tools that come from neither npm nor the system are installed outside the clone, to share them.
TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/densenet-web/tools"
export PATH="$TOOLS/bin:$PWD/node_modules/.bin:$PATH"

WASM_TARGET=wasm32-unknown-unknown
WASM_PROFILE=wasm
# All features for browsers; scripts/build-wasm.sh also builds without burn.
WASM_FEATURES=(--no-default-features --features web,burn)
# Panic messages name source files: without the folders of this machine, the same sources make the same bytes everywhere.
REMAP=
for registry in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do
  [ -d "$registry" ] && REMAP+=" --remap-path-prefix=$registry="
done
# The inliner's usual threshold makes the code a tenth larger and nothing faster.
WASM_RUSTFLAGS="${RUSTFLAGS:+$RUSTFLAGS }-C target-feature=+simd128 -C llvm-args=-inline-threshold=20$REMAP"
export TOOLS WASM_TARGET WASM_PROFILE WASM_FEATURES WASM_RUSTFLAGS REMAP

say() { echo "setup: $*" >&2; }
die() {
  echo "error: $*" >&2
  exit 1
}
