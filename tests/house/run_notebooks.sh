#!/usr/bin/env bash
# Runs every notebook on a result made for the purpose (tests/output/run_notebooks.sh says what is checked).
#
#   run_notebooks.sh ROOT PROGRAM
set -euo pipefail
root=$(cd "$1" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/care-notebooks.XXXXXX")
trap 'rm -rf "$work"' EXIT
"$2" run "$root/scenarios/tianjin/baseline.yaml" --output "$work/result.h5" >"$work/run.log" 2>&1 ||
  { cat "$work/run.log" >&2; exit 1; }
"$root/tests/output/run_notebooks.sh" "$work/result.h5"
