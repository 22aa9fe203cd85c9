#!/usr/bin/env bash
# Builds the standard library for wasm32 from Debian's rust-src, for machines where rustup can't download.
# Needs no root if the toolchain's folder is writable, and does not change apt's own lists and sources.
set -euo pipefail
source "$(dirname "$0")/env.sh"

KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
version=$(rustc --version | cut -d' ' -f2)
sysroot=$(rustc --print sysroot)
libdir=$(rustc --print target-libdir --target "$WASM_TARGET")
source_dir=$sysroot/lib/rustlib/src/rust
[ -w "$sysroot/lib/rustlib" ] || die "$sysroot cannot be written, so no target can be added to it"

# The mirror that this machine already uses, in either of apt's two formats.
mirror=$(cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null |
  sed -nE 's/^URIs: *([^ ]+).*/\1/p; s/^deb +(\[[^]]*\] +)?([^ ]+) .*/\2/p' | grep '/debian/*$' | head -n 1) || true
[ -n "$mirror" ] || die "no Debian mirror in this machine's apt sources"

work=$(mktemp -d)
trap 'rm -rf "$work" ${copied:+"$copied"}' EXIT
mkdir -p "$work"/{lists,cache,empty/src}

# apt with separate sources, lists and cache. Signatures are checked as usual.
fetch() {
  echo "deb [signed-by=$KEYRING] $mirror $1 main" >"$work/debian.list"
  local apt=(apt-get -qq -o Dir::Etc::sourcelist="$work/debian.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root)
  "${apt[@]}" update && (cd "$work" && "${apt[@]}" download "rust-src=$version*")
}

say "fetching the source of Rust $version's standard library from Debian"
for suite in trixie-backports trixie sid; do
  if fetch $suite 2>>"$work/apt.log"; then break; fi
done
compgen -G "$work/rust-src_*.deb" >/dev/null || die "Debian has no rust-src $version: $(tail -n 2 "$work/apt.log")"
dpkg-deb -x "$work"/rust-src_*.deb "$work/deb"

if [ ! -e "$source_dir/library" ]; then
  copied=$source_dir/library # removed at the end
  mkdir -p "$source_dir"
  cp -r "$work"/deb/usr/src/rustc-*/library "$copied"
fi

say "building the standard library for $WASM_TARGET (a minute or two)"
cat >"$work/empty/Cargo.toml" <<'TOML'
[package]
name = "empty"
version = "0.0.0"
edition = "2021"
TOML
echo '#![no_std]' >"$work/empty/src/lib.rs"
# `test` is for wasm-bindgen-test. Bitcode allows link-time optimisation, as in the libraries that rustup installs.
(cd "$work/empty" && RUSTC_BOOTSTRAP=1 RUSTFLAGS="-C embed-bitcode=yes" cargo build --quiet --release \
  -Zbuild-std=std,panic_abort,test --target "$WASM_TARGET" --target-dir "$work/target")

# The folder is replaced as a whole, so that an interrupted run doesn't leave an incomplete target.
rm -rf "$work/target/$WASM_TARGET/release/deps/"libempty-* "$libdir.new"
mkdir -p "$libdir.new"
cp "$work/target/$WASM_TARGET/release/deps/"*.rlib "$libdir.new/"
rm -rf "$libdir"
mv "$libdir.new" "$libdir"
