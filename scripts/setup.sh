#!/usr/bin/env bash
# Installs what the build needs and, with "test", what the tests need. Skips what is already installed.
#
#   scripts/setup.sh build   rustc, npm packages, the wasm32 target, wasm-bindgen
#   scripts/setup.sh test    the same, and wasm-pack, Chromium, chromedriver, Firefox, WebKitGTK and a Vulkan driver
set -euo pipefail
source "$(dirname "$0")/env.sh"

WASM_PACK=0.15.1
export DEBIAN_FRONTEND=noninteractive

have() { command -v "$1" >/dev/null; }

# "$1 is at least version $2"
at_least() { [ "$(printf '%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# macOS has no `timeout`, so the command runs without a limit there.
limit() { if have timeout; then timeout "$@"; else shift && "$@"; fi; }

check_rust() {
  have cargo || die "Rust is missing: install it with rustup, see https://rustup.rs"
  local wanted found
  wanted=$(sed -n 's/^rust-version *= *"\(.*\)"/\1/p' Cargo.toml)
  found=$(rustc --version | cut -d' ' -f2)
  at_least "$found" "${wanted:-0}" || die "Rust $wanted or newer is needed, this is $found: run 'rustup update'"
}

check_node() {
  have npm || die "Node.js 20 or newer is missing, see https://nodejs.org"
  local found
  found=$(node --version)
  at_least "${found#v}" 20 || die "Node.js 20 or newer is needed, this is $found"
}

npm_packages() {
  # npm writes this file at the end of every install.
  local installed=node_modules/.package-lock.json
  [ -e $installed ] && [ ! $installed -ot package-lock.json ] && return
  say "installing the npm packages"
  npm ci --no-audit --no-fund
}

has_wasm_target() { compgen -G "$(rustc --print target-libdir --target "$WASM_TARGET")/libstd-*.rlib" >/dev/null; }

wasm_target() {
  has_wasm_target && return
  say "adding the Rust target $WASM_TARGET"
  if have rustup && limit 300 rustup target add "$WASM_TARGET"; then return; fi
  # If rustup is missing or can't download, Debian's archive may still have the source of the same release.
  if have apt-get && [ -e /usr/share/keyrings/debian-archive-keyring.gpg ]; then scripts/wasm-target-debian.sh; fi
  has_wasm_target || die "no $WASM_TARGET target for $(rustc --version): run 'rustup target add $WASM_TARGET'"
}

# cargo_tool CRATE BINARY VERSION: without --locked, because locked dependencies may be newer than what a mirror has.
cargo_tool() {
  if have "$2" && "$2" --version | grep -qwF "$3"; then return; fi
  say "installing $1 $3 (some minutes)"
  cargo install "$1" --version "$3" --root "$TOOLS" --quiet
}

wasm_bindgen() {
  # The command and the library must have the same version, and Cargo.lock says which.
  local version
  version=$(grep -A 1 -x 'name = "wasm-bindgen"' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')
  [ -n "$version" ] || die "there is no wasm-bindgen in Cargo.lock"
  cargo_tool wasm-bindgen-cli wasm-bindgen "$version"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif have sudo; then sudo "$@"; else die "this needs root: $*"; fi
}

# apt_install WHAT PACKAGE...: fails on systems other than Debian.
apt_install() {
  have apt-get && grep -qx 'ID=debian' /etc/os-release || return 1
  say "installing $1"
  as_root apt-get update -qq
  as_root apt-get install -qq -y --no-install-recommends "${@:2}" >&2
}

has_chromium() { [ -n "$(node scripts/chromium.js)" ] && have "${CHROMEDRIVER:-chromedriver}"; }

chromium() {
  has_chromium && return
  if [ -z "${CHROME:-}${CHROMEDRIVER:-}" ]; then apt_install "Chromium and chromedriver" chromium chromium-driver || true; fi
  has_chromium || die "the tests need Chrome or Chromium (on PATH, or named by CHROME)" \
    "and its chromedriver (on PATH, or named by CHROMEDRIVER)"
}

has_firefox() { [ -n "$(node scripts/firefox.js)" ]; }

firefox() {
  has_firefox && return
  if [ -z "${FIREFOX:-}" ]; then apt_install "Firefox" firefox-esr || true; fi
  has_firefox || die "the tests need Firefox (on PATH, or named by FIREFOX)"
}

webkit() {
  local missing
  missing=$(node scripts/webkit.js)
  [ -n "$missing" ] || return 0
  # The driver's package brings the browser.
  if [ -z "${WEBKIT:-}${WEBKITDRIVER:-}" ]; then apt_install "WebKitGTK and a display" webkit2gtk-driver xvfb || true; fi
  missing=$(node scripts/webkit.js)
  [ -z "$missing" ] || die "the tests need WebKitGTK, of which this is missing: $missing." \
    "Debian has it in webkit2gtk-driver and xvfb; without it, 'node tests/browsers/run.js chromium firefox' runs the others"
}

# The native tests and Firefox also run the WebGPU engine. macOS and Windows already have what that needs.
vulkan() {
  [ "$(uname)" = Linux ] || return 0
  local drivers
  drivers=$(compgen -G '/usr/share/vulkan/icd.d/*.json' || compgen -G '/etc/vulkan/icd.d/*.json' || true)
  if { [ -n "$drivers" ] || [ -n "${VK_DRIVER_FILES:-}" ]; } && ldconfig -p | grep -q 'libvulkan\.so\.1'; then return; fi
  apt_install "Vulkan's loader and Mesa's drivers" libvulkan1 mesa-vulkan-drivers ||
    die "the tests need a Vulkan driver: install libvulkan1 and mesa-vulkan-drivers, or a GPU's own"
}

case "${1:-}" in build | test) ;; *) die "usage: scripts/setup.sh build|test" ;; esac
check_rust
check_node
npm_packages
wasm_target
wasm_bindgen
if [ "$1" = test ]; then
  cargo_tool wasm-pack wasm-pack $WASM_PACK
  chromium
  firefox
  webkit
  vulkan
fi
