#!/usr/bin/env bash
# Writes the made-up run and opens it with every reader at hand, each in its own process: a crash of one hides no other.
# The file must not depend on what lay in memory before.
#
#   readers.sh WRITE_SAMPLE          (77: Python's readers are missing: skipped)
set -uo pipefail
write_sample=$1
here=$(cd "$(dirname "$0")" && pwd)
python=/usr/bin/python3
"$python" -c 'import xarray, netCDF4, h5netcdf' 2>/dev/null || { echo "readers.sh: no xarray, netCDF4, h5netcdf"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
run=$folder/run.h5
n_faults=0

check() { # check TITLE COMMAND ...: the command must succeed
  local title=$1
  shift
  if "$@" >"$folder/log" 2>&1; then
    echo "ok      $title"
  else
    echo "failed  $title ($?)"
    cat "$folder/log"
    n_faults=$((n_faults + 1))
  fi
}

has() { # has FILE WORD ...: each word stands in the file
  local file=$1 word
  shift
  for word in "$@"; do
    grep -qF -- "$word" "$file" || { echo "no '$word'"; return 1; }
  done
}

check "written" "$write_sample" "$run"
check "written with other rubbish in memory" env MALLOC_PERTURB_=165 "$write_sample" "$folder/again.h5"
check "byte for byte the same" cmp "$run" "$folder/again.h5"
check "written with a record of the run" "$write_sample" "$folder/record.h5" --record
for engine in netcdf4 h5netcdf; do
  check "xarray, engine $engine" "$python" "$here/read_sample.py" "$run" "$engine"
  check "run_record, engine $engine" "$python" -c "
import xarray
record = xarray.open_dataset('$folder/record.h5', group='run_record', engine='$engine').attrs
assert record['n_threads'] == 2 and record['wall_seconds'] == 5 and record['host'] == 'example', record
try:
    xarray.open_dataset('$run', group='run_record', engine='$engine')
except Exception:
    raise SystemExit(0)
raise SystemExit('a record that nobody asked for')"
done
if command -v ncdump >/dev/null; then
  check "ncdump -h" sh -c "ncdump -h '$run' >'$folder/head'"
  check "ncdump names axes and cubes in order" has "$folder/head" "int people(scenario, draw, replicate, year, district, sex, age) ;" \
    "double wait(scenario, draw, replicate, year, district, statistic) ;" "group: provenance {"
  check "ncdump of everything" sh -c "ncdump '$run' >'$folder/all'"
  check "ncdump shows Chinese labels" has "$folder/all" "蓟州区" "床位增加"
fi
if command -v h5dump >/dev/null; then
  check "h5dump -H" sh -c "h5dump -H '$run' >'$folder/h5head'"
fi
check "every string is of variable length and UTF-8, every dataset without times" "$python" -c "
import h5py
def look(name, thing):
    for key, value in thing.attrs.items():
        kind = thing.attrs.get_id(key).get_type()
        if isinstance(kind, h5py.h5t.TypeStringID) and key not in ('CLASS', 'NAME'): # the marks of scales
            assert kind.is_variable_str() and kind.get_cset() == h5py.h5t.CSET_UTF8, (name, key)
    if isinstance(thing, h5py.Dataset):
        assert not thing.id.get_create_plist().get_obj_track_times(), name
        kind = thing.id.get_type()
        if isinstance(kind, h5py.h5t.TypeStringID):
            assert kind.is_variable_str() and kind.get_cset() == h5py.h5t.CSET_UTF8, name
with h5py.File('$run') as data:
    assert data.id.get_create_plist().get_version()[0] == 2 # superblock 2: libver V18
    data.visititems(look)
    look('/', data)
    assert len(data) > 15"
check "the checksum is zlib's" "$python" -c "
import re, sys, zlib
data = open('$run', 'rb').read()
found = re.fullmatch(rb'\ncarecap (\d{12}) bytes crc32 ([0-9a-f]{8})\n', data[-43:])
assert found and int(found[1]) == len(data) - 43 and int(found[2], 16) == zlib.crc32(data[:-43])"
check "another program may add to it" "$python" -c "
import xarray, netCDF4
with netCDF4.Dataset('$folder/again.h5', 'a') as data:
    data.createVariable('note', 'i4', ('year',))[:] = 1
assert list(xarray.open_dataset('$folder/again.h5').note.values) == [1, 1, 1, 1]"
echo "readers.sh: $n_faults faults"
[ "$n_faults" -eq 0 ]
