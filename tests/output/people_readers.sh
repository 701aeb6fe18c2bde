#!/usr/bin/env bash
# Writes the made-up crowd and opens it with every reader at hand, each in its own process: a crash of one hides no other.
#
#   people_readers.sh WRITE_PEOPLE          (77: Python's readers are missing: skipped)
set -uo pipefail
write_people=$1
here=$(cd "$(dirname "$0")" && pwd)
python=/usr/bin/python3
"$python" -c 'import xarray, netCDF4, h5netcdf' 2>/dev/null ||
  { echo "people_readers.sh: no xarray, netCDF4, h5netcdf"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
people=$folder/people.h5
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

check "written" "$write_people" "$people"
check "written with other rubbish in memory" env MALLOC_PERTURB_=165 "$write_people" "$folder/again.h5"
check "byte for byte the same" cmp "$people" "$folder/again.h5"
for engine in netcdf4 h5netcdf; do
  check "xarray, engine $engine" "$python" -B "$here/read_people.py" "$people" "$engine"
done
if command -v ncdump >/dev/null; then
  check "ncdump of everything" sh -c "ncdump '$people' >'$folder/all'"
  check "ncdump knows the dimension" grep -qF "person = 5883 ;" "$folder/all"
  check "ncdump knows the types" grep -qF "ubyte age_years(person) ;" "$folder/all"
  check "two bytes without a sign" grep -qF "ushort weight(person) ;" "$folder/all"
  check "a part of two bytes is one" grep -qF "ubyte tenure(person) ;" "$folder/all"
fi
if command -v h5dump >/dev/null; then
  check "h5dump -H" sh -c "h5dump -H '$people' >'$folder/head'"
fi
check "strings of variable length and UTF-8, datasets without times, the dimension without data" "$python" -c "
import h5py
def look(name, thing):
    for key, value in thing.attrs.items():
        kind = thing.attrs.get_id(key).get_type()
        if isinstance(kind, h5py.h5t.TypeStringID) and key not in ('CLASS', 'NAME'): # the marks of scales
            assert kind.is_variable_str() and kind.get_cset() == h5py.h5t.CSET_UTF8, (name, key)
    if isinstance(thing, h5py.Dataset):
        assert not thing.id.get_create_plist().get_obj_track_times(), name
with h5py.File('$people') as data:
    assert data.id.get_create_plist().get_version()[0] == 2 # superblock 2: libver V18
    data.visititems(look)
    assert data['y2035/person'].id.get_storage_size() == 0
    assert len(data) == 3"
check "the checksum is zlib's, and nothing follows it" "$python" -c "
import re, zlib
data = open('$people', 'rb').read()
found = re.fullmatch(rb'\ncarecap (\d{12}) bytes crc32 ([0-9a-f]{8})\n', data[-43:])
assert found and int(found[1]) == len(data) - 43 and int(found[2], 16) == zlib.crc32(data[:-43])"
check "another program may add to it" "$python" -c "
import xarray, netCDF4
with netCDF4.Dataset('$folder/again.h5', 'a') as data:
    data['y2035'].createVariable('note', 'i4', ('person',))[:] = 1
assert set(xarray.open_dataset('$folder/again.h5', group='y2035').note.values) == {1}"
echo "people_readers.sh: $n_faults faults"
[ "$n_faults" -eq 0 ]
