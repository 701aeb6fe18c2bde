"""Reads a scenario pack for the twin: the subset of YAML the packs use, and the tables as plain numpy arrays.

Shares nothing with the program's own reader, so a fault in either shows.
"""
import csv
import os

import numpy

FIRST_YEAR = 2020
SEXES = ("male", "female")
MALE, FEMALE = 0, 1
N_AGES = 101  # 0..100, the last open
LEVELS = ("none", "mild", "moderate", "severe", "total")
STAGES = ("mild", "moderate", "severe")


def _scalar(text):
    text = text.strip()
    if text[:1] in "\"'":
        return text[1:-1]
    try:
        return float(text)
    except ValueError:
        return text


def _value(text):
    text = text.strip()
    if not text.startswith("{"):
        return _scalar(text)
    pairs, depth, quoted, start = [], 0, False, 1
    for at, letter in enumerate(text):
        quoted ^= letter == '"'
        depth += (letter == "{") - (letter == "}") if not quoted else 0
        if not quoted and ((letter == "," and depth == 1) or (letter == "}" and depth == 0)):
            pairs.append(text[start:at])
            start = at + 1
    return {key.strip(): _value(value) for key, value in (pair.split(":", 1) for pair in pairs if pair.strip())}


def _uncommented(line):
    quoted = False
    for at, letter in enumerate(line):
        quoted ^= letter == '"'
        if letter == "#" and not quoted and (at == 0 or line[at - 1].isspace()):
            return line[:at].rstrip()
    return line.rstrip()


def _merge(into, changes):
    for key, value in changes.items():
        is_series = isinstance(value, dict) and all(name.isdigit() for name in value)
        if isinstance(value, dict) and set(value) == {"own"}:
            into[key] = (into[key], value["own"])
        elif isinstance(value, dict) and isinstance(into.get(key), dict) and not is_series:
            _merge(into[key], value)
        else:
            into[key] = value


def _nested(lines):
    """Lines of one mapping as nested dicts, by their indentation."""
    out, stack = {}, []
    for line in lines:
        indent, (key, value) = len(line) - len(line.lstrip()), line.strip().split(":", 1)
        while stack and stack[-1][0] >= indent:
            stack.pop()
        place = stack[-1][1] if stack else out
        if value.strip():
            place[key] = _value(value)
        else:
            place[key] = {}
            stack.append((indent, place[key]))
    return out


def _with_paths(section, folder):
    def placed(value):
        if isinstance(value, dict):
            return _with_paths(value, folder)
        return os.path.join(folder, value) if isinstance(value, str) and value.endswith(".csv") else value

    return {key: placed(value) for key, value in section.items()}


def read_scenario(path, overrides=()):
    """Sections as nested dicts, bases merged, table names as paths; overrides are texts `section.key=value`."""
    folder = os.path.dirname(os.path.abspath(path))
    with open(path, encoding="utf-8") as lines:
        own = _nested([line for line in map(_uncommented, lines) if line])
    base = own.pop("base", None)
    own.pop("common", None)
    scenario = read_scenario(os.path.join(folder, base)) if base else {}
    _merge(scenario, {key: _with_paths(value, folder) if isinstance(value, dict) else value
                      for key, value in own.items()})
    for override in overrides:
        key, value = override.split("=", 1)
        *way, last = key.split(".")
        place = scenario
        for name in way:
            place = place[name]
        place[last] = _value(value)
    return scenario


def _base_of(path):
    """Path of the scenario that a file is based on; none where that is what packs share."""
    with open(path, encoding="utf-8") as lines:
        own = _nested([line for line in map(_uncommented, lines) if line and not line.startswith("policy")
                       and (line[0].isalpha())])
    base = os.path.join(os.path.dirname(path), own["base"]) if "base" in own else None
    if base is None:
        return None
    with open(base, encoding="utf-8") as lines:
        return None if any(line.startswith("common: true") for line in lines) else base


def read_root(path):
    """The scenario at the root of the bases of a file, as it stands there."""
    base = _base_of(path)
    return read_root(base) if base else read_scenario(path)


def rows(path):
    """Of a table; of (table, own rows), the own ones in place of those of the same areas."""
    if isinstance(path, tuple):
        under, own = rows(path[0]), rows(path[1])
        areas = {row["area"] for row in own}
        return [row for row in under if row.get("area") not in areas] + own
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def series(value, years):
    """A number, or {year: number} with straight lines between and level ends, at each of the years."""
    if not isinstance(value, dict):
        return numpy.full(len(years), float(value))
    known = sorted((int(year), float(number)) for year, number in value.items())
    return numpy.interp(years, [year for year, _ in known], [number for _, number in known])


def by_sex_age(path, column):
    out = numpy.zeros((2, N_AGES))
    for row in rows(path):
        out[SEXES.index(row["sex"]), int(row["age"])] = float(row[column])
    return out


def districts(scenario):
    """Codes in the order of the table. The twin knows packs whose leaves are districts."""
    table = rows(scenario["areas"]["table"])
    if any(row["kind"] == "street" for row in table):
        raise ValueError("the twin knows no streets")
    return [int(row["code"]) for row in table if row["kind"] == "district"]


def definitions(scenario, use):
    """{district: union}: districts that say themselves who is in special difficulty, or who has priority."""
    path, codes, out = scenario["groups"].get("definitions"), districts(scenario), {}
    for row in rows(path) if path else ():
        if row["use"] == use:
            union = {name: {"yes": "true"}.get(value, "false") for name, value in row.items()}
            union["disabled_from_level"] = row.get("disabled_from_level") or "none_counts"
            union["oldest_from_age"] = float(row.get("oldest_from_age") or 150)
            out[codes.index(int(row["area"]))] = union
    return out


def by_district(path, column, codes):
    found = {int(row["area"]): float(row[column]) for row in rows(path)}
    return numpy.array([found[code] for code in codes])


def census(scenario):
    """Persons [district][sex][single age]: groups split by the weights, cumulated shares rounded half to even."""
    weight = by_sex_age(scenario["population"]["single_years"], "weight")
    codes = districts(scenario)
    persons = numpy.zeros((len(codes), 2, N_AGES))
    for row in rows(scenario["population"]["census"]):
        sex, first, last = SEXES.index(row["sex"]), int(row["age_first"]), int(row["age_last"])
        share = numpy.cumsum(weight[sex, first:last + 1] / weight[sex, first:last + 1].sum())
        upto = numpy.rint(share * float(row["persons"]))
        upto[-1] = float(row["persons"])
        persons[codes.index(int(row["area"])), sex, first:last + 1] = numpy.diff(upto, prepend=0)
    return persons


def life_table(scenario, years):
    """Death rates of the city [year][sex][age]: the table times the factor, log-linear between years, level outside."""
    table = {}
    for row in rows(scenario["mortality"]["life_table"]):
        table.setdefault(int(row["year"]), numpy.zeros((2, N_AGES)))[SEXES.index(row["sex"]), int(row["age"])] = float(
            row["mx"])
    known = sorted(table)
    factor = [scenario["mortality"]["factor"][sex] for sex in SEXES]
    logs = numpy.log([table[year] for year in known])
    mx = numpy.empty((len(years), 2, N_AGES))
    for sex in range(2):
        for age in range(N_AGES):
            mx[:, sex, age] = numpy.exp(numpy.interp(years, known, logs[:, sex, age])) * factor[sex]
    return mx
