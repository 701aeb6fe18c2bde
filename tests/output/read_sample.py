"""Opens the made-up run (write_sample) as an analyst would and checks what arrives.

    read_sample.py PATH ENGINE        ENGINE: netcdf4, h5netcdf
"""
import sys
import warnings

import h5netcdf  # noqa: F401  (both loaded before warnings count: they warn about numpy while loading)
import netCDF4  # noqa: F401
import numpy
import xarray

OUTER = ("scenario", "draw", "replicate", "year", "district")


def expected(shape, is_flow, is_float):
    """The rule of sample_fill() in tests/output/sample.c."""
    i = numpy.arange(numpy.prod(shape)).reshape(shape)
    if is_float:
        cells = numpy.where(i % 5 == 0, numpy.nan, i / 8)
    else:
        cells = i % 1000
    if is_flow:
        cells[:, :, :, 0] = numpy.nan if is_float else 0
    return cells


def check_cube(data, name, own, is_flow, is_float=False):
    cube = data[name]
    assert cube.dims == OUTER + own, (name, cube.dims)
    assert cube.dtype == ("float64" if is_float else "int32"), (name, cube.dtype)
    numpy.testing.assert_array_equal(cube.values, expected(cube.shape, is_flow, is_float))
    for attribute in ("long_name", "units", "description", "description_zh", "source_model", "time_meaning", "missing"):
        assert isinstance(cube.attrs[attribute], str) and cube.attrs[attribute], (name, attribute)
    assert cube.attrs["since_format"] == 1
    assert cube.attrs["time_kind"] == ("flow" if is_flow else "stock")
    assert "_FillValue" not in cube.encoding or is_float
    assert cube.encoding["zlib"] and cube.encoding["shuffle"] and cube.encoding["complevel"] == 1, cube.encoding


def check_axes(data):
    assert list(data.dims) == list(OUTER) + ["sex", "age", "bed_district", "statistic"], list(data.dims)
    assert list(data.scenario.values) == ["baseline", "more-beds"]
    assert list(data.year.values) == [2020, 2021, 2022, 2023] and data.year.dtype == "int32"
    assert list(data.district.values) == [120101, 120102, 120119]
    assert list(data.bed_district.values) == [120101, 120102, 120119]
    assert list(data.age.values) == [0, 1, 2, 3, 4, 60, 100] and data.age.attrs["units"] == "year"
    assert data.replicate.attrs["standard_name"] == "realization"
    assert list(data.coords["district_name"].values) == ["和平区", "河东区", "蓟州区"]
    assert list(data.coords["district_name_en"].values) == ["Heping", "Hedong", "Jizhou"]
    assert list(data.coords["bed_district_name"].values) == ["和平区", "河东区", "蓟州区"]
    assert list(data.coords["scenario_title"].values) == ["基准情景", "床位增加"]
    assert list(data.coords["sex_name"].values) == ["男", "女"]
    assert set(data.data_vars) == {"people", "moves", "placements", "wait", "rank"}, list(data.data_vars)


def check_root(data):
    assert data.attrs["Conventions"] == "CF-1.10"
    assert data.attrs["run_id"] == "0123456789abcdef"
    assert data.attrs["seed"] == "18446744073709551615" and data.attrs["seed_int64"] == -1
    assert data.attrs["file_format_version"] == 3
    for name in ("title", "institution", "source", "history", "references", "comment"):
        assert data.attrs[name], name


def check_use(data):
    """What notebooks do first: by code, by name, into a table."""
    one = data.people.sel(district=120119, year=2023, scenario="baseline", draw=0, replicate=2)
    assert one.dims == ("sex", "age") and str(one.district_name.values) == "蓟州区"
    table = data.moves.to_dataframe().reset_index()
    assert len(table) == data.moves.size and "district_name" in table.columns


def check_scorecard(group):
    assert group.attrs["title"] == "The plan" and group.attrs["title_zh"] == "规划", group.attrs
    assert list(group.sizes) == ["indicator", "declared"], group.sizes
    assert group.threshold.sel(indicator="S-001") == "0.6" and group.threshold.sel(indicator="S-002") == "-"
    assert list(group.declared_indicator.values) == ["S-002", "S-002", "S-001"]
    assert list(group.declared_value.values.astype(float)) == [1, 2.5, -3]


def check_provenance(group):
    assert list(group.scenario_text.sel(scenario="more-beds").values.reshape(-1)) == ["base: baseline.yaml\n"]
    assert list(group.parameter_scenario.values) == ["baseline"] * 3 + ["more-beds"] * 2
    assert list(group.parameter_confidence.values)[:3] == ["derived", "assumed", "chosen"]
    assert group.parameter_value.values[2] == "备注" and group.parameter_unit.values[2] == "-"
    assert list(group.input_path.values) == ["baseline.yaml", "baseline.yaml", "tables/区.csv"]
    assert list(group.input_rows.values) == [0, 0, 16]
    for name in ("software", "software_version", "git_revision", "compiler", "compiler_flags", "hdf5_version"):
        assert group.attrs[name], name


def main(path, engine):
    warnings.simplefilter("error")
    with xarray.open_dataset(path, engine=engine) as data:
        check_axes(data)
        check_root(data)
        check_use(data)
        check_cube(data, "people", ("sex", "age"), is_flow=False)
        check_cube(data, "moves", ("sex",), is_flow=True)
        check_cube(data, "placements", ("bed_district",), is_flow=False)
        check_cube(data, "wait", ("statistic",), is_flow=True, is_float=True)
        check_cube(data, "rank", (), is_flow=False)
        assert [data[name].attrs["value_kind"] for name in ("people", "wait", "rank")] == ["count", "mean", "code"]
    with xarray.open_dataset(path, engine=engine, group="provenance") as group:
        check_provenance(group)
    with xarray.open_dataset(path, engine=engine, group="scorecard") as group:
        check_scorecard(group)
    with xarray.open_dataset(path) as data: # as people do: without any option
        assert len(data.people.dims) == 7


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
    print(f"read_sample.py: {sys.argv[2]} reads it all")
