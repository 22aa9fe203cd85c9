#!/usr/bin/env bash
# Lints the crate as it is built natively and as it is built for the browser.
set -euo pipefail
source "$(dirname "$0")/env.sh"

cargo clippy --all-targets -- -D warnings
cargo clippy --lib --test web --target "$WASM_TARGET" "${WASM_FEATURES[@]}" -- -D warnings
