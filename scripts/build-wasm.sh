#!/usr/bin/env bash
# Compiles the crate to three WebAssembly files: one that is enough to classify, one with burn, and one that reads odd files.
# Few visitors need the last two. And the CPU engine's kernels by themselves, for threads and for
# browsers with relaxed SIMD.
set -euo pipefail
source "$(dirname "$0")/env.sh"
# On a fresh machine, cargo has not made the folder of crates yet, so env.sh could not know its name.
if [ -z "$REMAP" ]; then
  cargo fetch --quiet --locked --target "$WASM_TARGET"
  source scripts/env.sh
fi

target=$(cargo metadata --no-deps --format-version 1 | node -p 'JSON.parse(fs.readFileSync(0)).target_directory')

# build FEATURES FOLDER NAME
# The crate type is set here, not in Cargo.toml, because with an additional rlib cargo would skip link-time optimisation
# and compile every dependency a second time for the tests.
build() {
  RUSTFLAGS=$WASM_RUSTFLAGS cargo rustc --profile "$WASM_PROFILE" --lib --crate-type cdylib --target "$WASM_TARGET" \
    --no-default-features --features "$1"
  node scripts/pack-wasm.js "$target/$WASM_TARGET/$WASM_PROFILE/densenet_web.wasm" "$2" "$3"
}

# What only a test needs.
if [ "${1:-}" = traps ]; then
  build files,deliberate-traps node_modules/.cache/traps densenet_web_files
  exit
fi
build web pkg/wasm densenet_web
build web,burn pkg/wasm/burn densenet_web_burn
build files pkg/wasm/files densenet_web_files

# build_kernels NAME FEATURES [LINKER ARGUMENT…]
# The kernels alone, over a memory that the page makes (pkg/internal/worker/kernels.js).
build_kernels() {
  local flags="-C target-feature=+simd128,+bulk-memory,$2 -C link-arg=--import-memory -C link-arg=-zstack-size=65536" argument
  for argument in --export=__stack_pointer --export=__heap_base "${@:3}"; do flags+=" -C link-arg=$argument"; done
  flags="${RUSTFLAGS:+$RUSTFLAGS }$flags$REMAP"
  # Cargo passes absolute paths for a crate outside the workspace, as the kernels are here. Encoded, because the folder's name may
  # contain spaces.
  CARGO_ENCODED_RUSTFLAGS="${flags// /$'\x1f'}"$'\x1f'"--remap-path-prefix=$PWD/=" CARGO_TARGET_DIR="$target" \
    cargo build --quiet --release --locked --manifest-path threads/Cargo.toml --target "$WASM_TARGET"
  mkdir -p pkg/wasm/kernels
  wasm-opt -O3 --enable-threads --enable-simd --enable-relaxed-simd --enable-bulk-memory --enable-mutable-globals \
    --enable-nontrapping-float-to-int --enable-sign-ext \
    "$target/$WASM_TARGET/release/densenet_threads.wasm" -o "pkg/wasm/kernels/$1.wasm"
}
# Shared memory needs atomics, which the prebuilt standard library lacks: this crate does without it.
build_kernels plain +simd128
build_kernels relaxed +relaxed-simd
build_kernels shared +atomics --shared-memory --max-memory=1073741824
build_kernels shared_relaxed +atomics,+relaxed-simd --shared-memory --max-memory=1073741824

node scripts/release/notices.js
