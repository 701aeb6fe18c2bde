#!/usr/bin/env bash
# Runs every notebook from top to bottom on a result made for the purpose, with the system's Python; fails when a cell
# does, when one is committed with outputs, or when there is none.
#
#   run_notebooks.sh ROOT PROGRAM     the notebooks read the file named in CARECAP_RESULT
set -euo pipefail
root=$(cd "$1" && pwd)
program=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/care-notebooks.XXXXXX")
trap 'rm -rf "$work"' EXIT
shopt -s nullglob
notebooks=("$root"/notebooks/*.ipynb)
[ "${#notebooks[@]}" -gt 0 ] || { echo "run_notebooks.sh: no notebook" >&2; exit 1; }

"$program" run "$root/scenarios/tianjin/baseline.yaml" --output "$work/result.h5" >"$work/run.log" 2>&1 ||
  { cat "$work/run.log" >&2; exit 1; }
export CARECAP_RESULT=$work/result.h5 HOME=$work MPLCONFIGDIR=$work MPLBACKEND=agg PYTHONNOUSERSITE=1
export PYDEVD_DISABLE_FILE_VALIDATION=1 # no remark about a debugger nobody asked for
cd "$root/notebooks"
for notebook in "${notebooks[@]}"; do
  name=$(basename "$notebook")
  if grep -q '"output_type"' "$notebook"; then
    echo "run_notebooks.sh: $name is committed with outputs" >&2
    exit 1
  fi
  /usr/bin/python3 -m nbconvert --to notebook --execute --output-dir "$work" --log-level WARN "$notebook"
  echo "run_notebooks.sh: $name runs"
done
