#!/usr/bin/env bash
# Compiles the crate to WebAssembly and packs it into pkg/wasm/.
set -euo pipefail
source "$(dirname "$0")/env.sh"

# The crate type is named here and not in Cargo.toml: next to an rlib, cargo would skip link-time optimisation, and compile
# every dependency a second time for the tests.
RUSTFLAGS=$WASM_RUSTFLAGS cargo rustc --profile "$WASM_PROFILE" --lib --crate-type cdylib --target "$WASM_TARGET" "${WASM_FEATURES[@]}"
target=$(cargo metadata --no-deps --format-version 1 | node -p 'JSON.parse(fs.readFileSync(0)).target_directory')
node scripts/pack-wasm.js "$target/$WASM_TARGET/$WASM_PROFILE/densenet_web.wasm"
