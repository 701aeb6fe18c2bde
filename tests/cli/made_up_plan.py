"""A made-up plan for the made-up town. Beds of 2020 (town/beds.csv): Qiaotou 150, of them 60 of nursing type (40 %);
Liuhe 80, 25 (31.25 %); Shiling 40, 5 (12.5 %); all 270, 90 (33.3 %)."""
import csv
import io

COLUMNS = ("id", "number", "rules", "name_zh", "name_en", "numerator", "denominator", "unit", "operator", "threshold",
           "threshold_high", "year", "attribute", "basis", "scope", "note_zh", "note_en", "source", "confidence")
INDICATORS = (  # id, number, names, measure, unit, operator, threshold, year, attribute, basis, scope
    ("M-1", "T #1", "床位", "beds", "beds", "", "张 beds", "at_least", "270", 2020, "binding", "supply", "whole"),
    ("M-2", "T #2", "护理型床位占比", "nursing share of beds", "beds[nursing|dementia]", "beds", "%", "at_least", "0.4",
     2020, "binding", "supply", "districts_too"),
    ("M-3", "T #3", "每区床位", "beds of every district", "beds", "", "张 beds", "at_least", "50", 2020, "expected", "supply",
     "each"),
    ("M-4", "", "老年大学", "universities for the aged", "", "", "所 universities", "at_least", "1", 2022, "advocated",
     "declared", "districts_too"),
    ("M-5", "", "常住人口", "residents", "population", "", "人 persons", "at_most", "49999", 2025, "expected", "simulated",
     "whole"),
    ("M-6", "", "远期床位", "beds in the long term", "beds", "", "张 beds", "more_than", "1000", 2040, "text", "supply",
     "whole"),
)
NAME_EN, NAME_ZH = "Anhe, made-up plan", "安河虚构规划"
SECTION = f"\nscorecard:\n  plan: {{zh: {NAME_ZH}, en: '{NAME_EN}'}}\n  table: indicators.csv\n"


def table(changes=()):
    """The table as text. @param changes  {(id, column): value}"""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for one in INDICATORS:
        names = ("id", "number", "name_zh", "name_en", "numerator", "denominator", "unit", "operator", "threshold", "year",
                 "attribute", "basis", "scope")
        row = {**dict(zip(names, one)), "rules": one[0], "source": "made up", "confidence": "assumed"}
        row.update({column: value for (which, column), value in dict(changes).items() if which == one[0]})
        writer.writerow(row)
    return out.getvalue()


def add_to(test, folder, scenario, changes=()):
    """Gives a scenario of the folder the plan."""
    test.write(f"{folder}/indicators.csv", table(changes))
    name = f"{folder}/{scenario}"
    test.write(name, test.read(name).decode("utf-8") + SECTION)
