#!/usr/bin/env bash
# Building twice gives the same bytes: two copies of the tree in two folders of different length, two release builds,
# one comparison of the program.   reproducible.sh ROOT
set -euo pipefail
tree=$(cd "$1" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/care-same.XXXXXX")
trap 'rm -rf "$work"' EXIT
for copy in one another-and-longer; do
  mkdir -p "$work/$copy"
  tar -C "$tree" --exclude=./build --exclude=./.git --exclude=__pycache__ -cf - . | tar -C "$work/$copy" -xf -
  (
    cd "$work/$copy"
    cmake --preset release -DBUILD_TESTING=OFF >configure.log 2>&1 || { cat configure.log >&2; exit 1; }
    cmake --build --preset release --target carecap >build.log 2>&1 || { cat build.log >&2; exit 1; }
  )
done
if grep -qaF "$work" "$work/one/build/release/carecap"; then
  echo "reproducible.sh: the program holds the path it was built in" >&2
  exit 1
fi
cmp "$work/one/build/release/carecap" "$work/another-and-longer/build/release/carecap"
echo "reproducible.sh: $(sha256sum <"$work/one/build/release/carecap" | cut -c1-16): the same twice"
