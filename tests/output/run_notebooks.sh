#!/usr/bin/env bash
# Runs every notebook from top to bottom on a run file; fails on any error, on output that was committed, and on characters
# no font has. The notebooks of the tree stay as they are.
#
#   run_notebooks.sh RUN.h5 [FOLDER]     FOLDER receives the executed notebooks; 77: no nbconvert: skipped
#
# The notebook on the five plans reads the folder CARECAP_RESULTS (results/ unless set) and is left out when there is none.
set -uo pipefail
[ $# -ge 1 ] && [ -r "$1" ] || { echo "usage: run_notebooks.sh RUN.h5 [FOLDER]" >&2; exit 2; }
run=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
python=/usr/bin/python3
"$python" -c 'import ipykernel, matplotlib, nbconvert, netCDF4, xarray' 2>/dev/null || {
  echo "run_notebooks.sh: no nbconvert, ipykernel, matplotlib or xarray: skipped"
  exit 77
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
target=$(realpath -m "${2:-$scratch/done}")
mkdir -p "$target"
# Nothing is left behind in the user's folders, and other settings do not matter.
export HOME=$scratch IPYTHONDIR=$scratch/ipython JUPYTER_CONFIG_DIR=$scratch/jupyter MPLCONFIGDIR=$scratch/matplotlib
export JUPYTER_PREFER_ENV_PATH=0 PYTHONNOUSERSITE=1 PYDEVD_DISABLE_FILE_VALIDATION=1 CARECAP_RUN=$run
unset MPLBACKEND # with another one set, figures would not be shown and so not be drawn
n_faults=0
n=0

outputs() { # outputs NOTEBOOK: a line for each output: its kind and its text
  "$python" -c '
import json, sys
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    for output in cell.get("outputs", []):
        text = "".join(output.get("text", [])) + " ".join(output.get("traceback", []))
        print(output["output_type"], " ".join(text.split()))' "$1"
}

results=$(realpath -m "${CARECAP_RESULTS:-$root/results}")
export CARECAP_RESULTS=$results
for notebook in "$root"/notebooks/*.ipynb; do
  name=$(basename "$notebook")
  n=$((n + 1))
  if [ "$(outputs "$notebook" | wc -l)" -gt 0 ]; then
    echo "failed  $name: committed with outputs"
    n_faults=$((n_faults + 1))
  fi
  if [ "$name" = 04-scorecard.ipynb ] && [ ! -d "$results" ]; then
    echo "left out  $name: no folder $results"
    continue
  fi
  if (cd "$root/notebooks" && "$python" -m nbconvert --to notebook --execute --ExecutePreprocessor.timeout=300 \
      --ExecutePreprocessor.kernel_name=python3 --output-dir "$target" --output "$name" "$name") >"$scratch/log" 2>&1 &&
    ! outputs "$target/$name" | grep -E '^error|Glyph [0-9]+ .* missing' >>"$scratch/log"; then
    echo "ok      $name"
  else
    echo "failed  $name"
    cat "$scratch/log"
    n_faults=$((n_faults + 1))
  fi
done
echo "run_notebooks.sh: $n notebooks, $n_faults faults"
[ "$n" -gt 0 ] && [ "$n_faults" -eq 0 ]
