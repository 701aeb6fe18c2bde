"""Opens the made-up crowd (write_people) as an analyst would and checks what arrives.

    read_people.py PATH ENGINE        ENGINE: netcdf4, h5netcdf
"""
import sys
import warnings

import h5netcdf  # noqa: F401  (both loaded before warnings count: they warn about numpy while loading)
import netCDF4  # noqa: F401
import numpy
import xarray

N, N_COUPLED = 6000, 4000  # as in crowd.h
TYPES = {"key": "int64", "age_years": "uint8", "area": "int32", "district": "int32", "partner_key": "int64", "sex": "uint8",
         "mark": "int16", "income": "int32", "weight": "uint16", "rooms": "uint8", "tenure": "uint8", "floor": "uint8"}


def key_of(person):
    """care_key_mix() of sim/keys.h, read as a signed number."""
    x = person.astype("uint64") + numpy.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    return (x ^ (x >> numpy.uint64(31))).view("int64")


def expected():
    """All who are there, in the order of keys, by the rules of crowd.c."""
    person = numpy.arange(N)
    person = person[(person < N_COUPLED) | (person % 17 != 0)]
    person = person[numpy.argsort(key_of(person))]
    return {"key": key_of(person), "age_years": 60 + person * 7 % 10, "area": numpy.where(person // 2 % 2, 120102001, 120101001),
            "district": numpy.where(person // 2 % 2, 120102, 120101),
            "partner_key": numpy.where(person < N_COUPLED, key_of(person ^ 1), 0), "sex": person & 1,
            "mark": person % 601 - 300, "income": person * 131 % 100003, "weight": 65535 - person * 10,
            "rooms": person % 6, "tenure": person // 6 % 5, "floor": person * 11 % 201}


def check_everybody(people):
    assert set(people.variables) == set(TYPES), list(people.variables)
    assert list(people.coords) == ["key"] and people.key.dims == ("person",)
    for name, cells in expected().items():
        column = people[name]
        assert column.dims == ("person",) and column.dtype == TYPES[name], (name, column.dtype)
        numpy.testing.assert_array_equal(column.values, cells, name)
        for attribute in ("long_name", "units", "description", "description_zh", "source"):
            assert column.attrs[attribute], (name, attribute)
        assert column.encoding["zlib"] and column.encoding["shuffle"] and column.encoding["complevel"] == 1
    assert people.mark.attrs["valid_min"] == -300 and people.mark.attrs["valid_max"] == 300
    assert people.mark.attrs["valid_min"].dtype == "int16" and people.sex.attrs["valid_max"].dtype == "uint8"
    assert people.sex.attrs["source"] == "docs/SOURCES.md#census" and "valid_min" not in people.key.attrs
    assert list(people.data_vars)[-3:] == ["rooms", "tenure", "floor"] # as the column has them
    assert people.tenure.attrs["valid_min"] == 0 and people.tenure.attrs["valid_max"] == 4
    assert people.tenure.attrs["valid_max"].dtype == "uint8" and people.tenure.attrs["units"] == "1"
    assert people.tenure.attrs["source"] == "docs/SOURCES.md#areas" and "住房来源" in people.tenure.attrs["long_name"]
    assert people.attrs["year"] == 2035 and people.attrs["sample_share"] == 1 and "2035 年" in people.attrs["title"]


def check_use(people, sample):
    """What notebooks do first: look somebody up, put partners beside each other, follow people into another year."""
    by_key = people.set_index(person="key")
    coupled = by_key.sel(person=by_key.partner_key.values[by_key.partner_key.values != 0])
    assert coupled.sizes["person"] == N_COUPLED and (coupled.partner_key != 0).all()
    table = people.to_dataframe().set_index("key")
    both = table.join(sample.to_dataframe().set_index("key"), rsuffix="_later", how="inner")
    assert len(both) == sample.sizes["person"] and (both.income == both.income_later).all()


def check_sample(sample):
    keys = set(sample.key.values)
    partners = set(sample.partner_key.values) - {0}
    assert 300 < len(keys) < 900 and 100 < len(partners) and partners <= keys
    assert sample.attrs["sample_share"] == 0.1


def main(path, engine):
    warnings.simplefilter("error")
    with xarray.open_dataset(path, engine=engine) as root:
        assert root.attrs["run_id"] == "0123456789abcdef" and root.attrs["scenario"] == "crowd"
        assert root.attrs["seed"] == "18446744073709551615" and root.attrs["replicate"] == 2
        assert root.attrs["file_kind"] == "people" and root.attrs["file_format_version"] == 2
        assert root.attrs["title"] == "Made-up crowd / 虚拟人群" and not root.variables
    with xarray.open_dataset(path, engine=engine, group="y2035") as people, \
            xarray.open_dataset(path, engine=engine, group="y2036") as sample:
        check_everybody(people)
        check_sample(sample)
        check_use(people, sample)
    with xarray.open_dataset(path, engine=engine, group="y2037") as nobody:
        assert set(nobody.variables) == set(TYPES) and nobody.sizes["person"] == 0


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
    print(f"read_people.py: {sys.argv[2]} reads it all")
