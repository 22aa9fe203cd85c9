#!/usr/bin/env bash
# Runs tests/web.rs in headless Chromium, with the flags in webdriver.json. Arguments replace cargo test's --test=web*.
set -euo pipefail
source "$(dirname "$0")/env.sh"

# A software WebGPU adapter is slow, and the runner's default limit is 20 seconds.
export WASM_BINDGEN_TEST_TIMEOUT="${WASM_BINDGEN_TEST_TIMEOUT:-600}"
export RUSTFLAGS=$WASM_RUSTFLAGS
wasm-pack test --headless --chrome --chromedriver "$(command -v "${CHROMEDRIVER:-chromedriver}")" -- \
  --profile "$WASM_PROFILE" "${WASM_FEATURES[@]}" "${@:---test=web*}"
