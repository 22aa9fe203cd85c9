#!/usr/bin/env bash
# Runs npm scripts in order, prints how long each took, and stops at the first failure.
set -euo pipefail
cd "$(dirname "$0")/.."

for step in "$@"; do
  start=$SECONDS
  echo "--- $step"
  npm run --silent "$step" || { echo "--- $step failed after $((SECONDS - start)) s" && exit 1; }
  echo "--- $step: $((SECONDS - start)) s"
done
