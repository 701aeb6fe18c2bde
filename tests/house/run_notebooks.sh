#!/usr/bin/env bash
# Runs every notebook on two results made for the purpose: a small town with one scenario, and Tianjin with both bases of
# demand and one in which staff binds; the one on the five plans on short runs of the five jurisdictions, once
# (tests/output/run_notebooks.sh says what is checked).
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

export CARECAP_RESULTS=$work/results # not there yet
try "$2" town "$root/scenarios/examples/town/town.yaml"
mkdir "$work/results"
for place in tianjin dongli ninghe shijiazhuang taian; do
  pack=$root/scenarios/$place
  "$2" run "$pack/baseline.yaml" "$pack/plan-2025.yaml" --set run.last_year=2026 --quiet --output "$work/results/$place.h5" \
    >"$work/run.log" 2>&1 || { cat "$work/run.log" >&2; exit 1; }
done
tianjin=$root/scenarios/tianjin
try "$2" tianjin "$tianjin/baseline.yaml" "$tianjin/norm-973.yaml" "$tianjin/no-growth.yaml"
