#!/usr/bin/env bash
# Lints the crate in every configuration: native and for the browser, with and without burn,
# and the file readers.
set -euo pipefail
source "$(dirname "$0")/env.sh"

cargo clippy --workspace --all-targets --features cli -- -D warnings
# The default for library users.
cargo clippy --lib -- -D warnings
cargo clippy --lib --target "$WASM_TARGET" --no-default-features --features web -- -D warnings
cargo clippy --lib --target "$WASM_TARGET" --no-default-features --features files -- -D warnings
cargo clippy --lib --test web --target "$WASM_TARGET" "${WASM_FEATURES[@]}" -- -D warnings
