#!/usr/bin/env bash
# Every symbol the libraries export is care_<stem of its source file>_...; a stem in the plural may drop its s
# (cubes.c: care_cube_offset). Exceptions, each with its reason, are listed in the file named first.
#
#   check_symbols.sh EXCEPTIONS LIBRARY.a ...
set -euo pipefail
export LC_ALL=C
exceptions=$1
shift
[ $# -gt 0 ] || { echo "check_symbols.sh: no library named" >&2; exit 2; }
# the compiler names a common block after each critical section: not ours
symbols=$(nm -A --defined-only --extern-only --format=posix "$@" | grep -v "\.gomp_critical_user_" || true)
awk '
  FNR == NR { if ($0 !~ /^(#|[[:space:]]*$)/) excepted[$1 " " $2] = 1; next }
  {
    # libcare_sim.a[draws.c.o]: care_draws_fill T 0 10
    file = $1; sub(/^.*\[/, "", file); sub(/\.c\.o\].*$/, "", file)
    if (NF < 3) next
    symbol = $2; n++
    singular = file; sub(/s$/, "", singular)
    if (symbol == "care_" file || index(symbol, "care_" file "_") == 1) next
    if (symbol == "care_" singular || index(symbol, "care_" singular "_") == 1) next
    if ((file " " symbol) in excepted) { used[file " " symbol] = 1; next }
    print file ".c exports " symbol ": expected care_" file "_..."
    faults++
  }
  END {
    for (e in excepted) if (!(e in used)) { print "exception not needed any more: " e; faults++ }
    if (n == 0) { print "no symbol found"; faults++ }
    print "check_symbols.sh: " n + 0 " symbols, " faults + 0 " faults"
    exit faults > 0
  }
' "$exceptions" - <<<"$symbols"
