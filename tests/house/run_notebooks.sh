#!/usr/bin/env bash
# Runs every notebook on two results made for the purpose: a small town with one scenario, and Tianjin with both bases of
# demand and one in which staff binds (tests/output/run_notebooks.sh says what is checked).
#
#   run_notebooks.sh ROOT PROGRAM
set -euo pipefail
root=$(cd "$1" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/care-notebooks.XXXXXX")
trap 'rm -rf "$work"' EXIT

try() { # try PROGRAM NAME SCENARIO...: runs the scenarios into one file, and the notebooks on it
  "$1" run "${@:3}" --output "$work/$2.h5" >"$work/run.log" 2>&1 || { cat "$work/run.log" >&2; return 1; }
  echo "$2"
  "$root/tests/output/run_notebooks.sh" "$work/$2.h5"
}

try "$2" town "$root/scenarios/examples/town/town.yaml"
tianjin=$root/scenarios/tianjin
try "$2" tianjin "$tianjin/baseline.yaml" "$tianjin/norm-973.yaml" "$tianjin/no-growth.yaml"
