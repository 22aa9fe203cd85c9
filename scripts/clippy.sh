#!/usr/bin/env bash
# Lints the crate as it is built natively and as it is built for the browser.
set -euo pipefail
source "$(dirname "$0")/env.sh"

cargo clippy --all-targets --features cli -- -D warnings
# What a library user gets by default.
cargo clippy --lib -- -D warnings
cargo clippy --lib --target "$WASM_TARGET" --no-default-features --features web -- -D warnings
cargo clippy --lib --test web --target "$WASM_TARGET" "${WASM_FEATURES[@]}" -- -D warnings
