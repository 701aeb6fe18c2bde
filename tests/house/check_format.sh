#!/usr/bin/env bash
# Compares the C sources with .clang-format; only version 14 counts, as other versions format otherwise (exit 77: skipped).
#
#   check_format.sh ROOT [--fix]     --fix rewrites the files instead
set -euo pipefail
root=$1
mode=${2:-}
tool=''
for name in clang-format-14 clang-format; do
  if command -v "$name" >/dev/null && "$name" --version | grep -q ' version 14\.'; then
    tool=$name
    break
  fi
done
[ -n "$tool" ] || { echo "check_format.sh: no clang-format of version 14: skipped"; exit 77; }
cd "$root"
folders=()
for folder in sim scenarios models output tests; do
  if [ -d "$folder" ]; then folders+=("$folder"); fi
done
mapfile -t files < <(find "${folders[@]}" -name '*.[ch]' | sort)
[ "${#files[@]}" -gt 0 ] || { echo "check_format.sh: no C file found" >&2; exit 1; }
if [ "$mode" = --fix ]; then
  "$tool" --style=file -i "${files[@]}"
else
  "$tool" --style=file --dry-run -Werror "${files[@]}"
fi
echo "check_format.sh: ${#files[@]} files"
