"""Scorecards: the indicators of a plan on a result, in the run itself and afterwards."""
import csv
import io
import os
import shutil
import unittest

import made_up_plan
from program import DONE, INPUT, UNMET, ProgramTest, columns

try:
    import netCDF4
except ImportError:
    netCDF4 = None

MOST_COLUMNS = 120
SHORT = ("--set", "run.last_year=2026")
LANGUAGES = ("en", "zh")


class PlannedTown(ProgramTest):
    """The town with a made-up plan, run to 2026: once for all tests, as equal input gives equal files."""
    result = None

    def setUp(self):
        super().setUp()
        made_up_plan.add_to(self, "town", "town.yaml")
        if PlannedTown.result is None:
            status, _, faults = self.run_town("town.h5", *SHORT)
            self.assertEqual(status, DONE, faults)
            PlannedTown.result = self.read("town.h5")
        self.write("town.h5", PlannedTown.result)

    def run_two(self):
        status, _, faults = self.run_town("two.h5", "town/more-beds.yaml", *SHORT)
        self.assertEqual(status, DONE, faults)

    def score(self, *arguments, expected=UNMET, path="town.h5"):
        """The list for machines: lines by scenario, area and indicator."""
        status, text, faults = self.call("score", path, "--csv", *arguments)
        self.assertEqual((status, faults), (expected, ""))
        lines = list(csv.DictReader(io.StringIO(text)))
        return {(line["scenario"], line["area"], line["id"]): line for line in lines}


class ScoreTest(PlannedTown):
    def test_values_verdicts_and_gaps_are_those_worked_out_by_hand(self):
        lines = self.score()
        expected = {  # value, verdict, gap, first year met, value of the last year
            "M-1": (270, "met", 0, 2020, 270),
            "M-2": (90 / 270, "missed", 90 / 270 - 0.4, None, 90 / 270),
            "M-3": (40, "missed", -10, None, 40),  # Shiling, the worst
            "M-4": (None, "no_data", None, None, None),
            "M-6": (270, "missed", -730, None, 270),  # due in 2040: judged in 2026
        }
        for name, values in expected.items():
            line = lines["town", "whole", name]
            with self.subTest(indicator=name):
                self.assertEqual(line["verdict"], values[1])
                found = [line[column] for column in ("value", "gap", "first_met", "last")]
                for is_, wanted in zip(found, (values[0], *values[2:])):
                    if wanted is None:
                        self.assertEqual(is_, "")
                    else:
                        self.assertAlmostEqual(float(is_), wanted, places=9)
        self.assertEqual([lines["town", "whole", name]["year"] for name in ("M-1", "M-5", "M-6")], ["2020", "2025", "2026"])

    def test_what_is_simulated_is_what_describe_says(self):
        line = self.score()["town", "whole", "M-5"]
        _, described, _ = self.call("describe", "town.h5")
        total = int(described.split("population (")[1].split("2026: ")[1].split("\n")[0].replace(",", ""))
        self.assertEqual(float(line["last"]), total)

    def test_districts_are_judged_where_the_plan_binds_them(self):
        lines = self.score()
        shares = {"990101": (0.4, "met"), "990102": (0.3125, "missed"), "990103": (0.125, "missed")}
        for area, (value, verdict) in shares.items():
            line = lines["town", area, "M-2"]
            self.assertEqual((float(line["value"]), line["verdict"]), (value, verdict))
            beds = lines["town", area, "M-1"]  # binds the whole only
            self.assertEqual((beds["verdict"], beds["gap"]), ("not_applicable", ""))

    def test_a_district_is_named_by_code_or_in_either_language(self):
        for name in ("990102", "柳河镇", "Liuhe Town"):
            lines = self.score("--district", name)
            self.assertEqual({area for _, area, _ in lines}, {"990102"})
        self.score("--district", "990101", expected=DONE)  # meets all that binds it

    def test_another_year_judges_all_indicators(self):
        lines = self.score("--year", "2021")
        self.assertEqual({line["year"] for line in lines.values()}, {"2021"})

    def test_status_1_says_that_a_binding_indicator_is_missed(self):
        for changes, expected in (({("M-2", "threshold"): "0.3"}, DONE), ({("M-2", "attribute"): "expected"}, DONE),
                                  ({("M-2", "year"): "2040"}, DONE), ({("M-1", "threshold"): "271"}, UNMET)):
            with self.subTest(changes=changes):
                self.write("other.csv", made_up_plan.table(changes))
                self.assertEqual(self.call("score", "town.h5", "--plan", "other.csv")[0], expected)

    def test_scenarios_stand_side_by_side(self):
        """More beds are there from 2021 on."""
        self.run_two()
        lines = self.score("--year", "2021", path="two.h5")
        self.assertEqual(float(lines["more-beds", "whole", "M-1"]["value"]), 405)  # 270 * 1.5
        for language in LANGUAGES:
            _, text, _ = self.call("score", "two.h5", "--year", "2021", "--lang", language)
            row = next(line for line in text.splitlines() if line.startswith("T #1 "))
            self.assertRegex(row, r" 270 ✓ +405 ✓$")
        only = self.score("--scenario", "more-beds", path="two.h5")
        self.assertEqual({scenario for scenario, _, _ in only}, {"more-beds"})

    def test_the_ranking_goes_by_what_districts_meet(self):
        """M-2 and M-3 judge districts: Qiaotou meets both, Liuhe (80 beds) one, Shiling none; in 2026, too."""
        _, text, _ = self.call("score", "town.h5")
        places = [line.split() for line in text.splitlines() if line.startswith(("Qiaotou", "Liuhe", "Shiling"))]
        self.assertEqual([(words[0], words[2:]) for words in places],
                         [("Qiaotou", ["1", "(2/2)"]), ("Liuhe", ["2", "(1/2)"]), ("Shiling", ["3", "(0/2)"])])

    def test_the_table_fits_a_terminal_and_says_all_in_both_languages(self):
        self.run_two()
        for path in ("town.h5", "two.h5"):
            for language, words in (("en", ("binding", "expected", "advocated", "in the text only", "nursing share of beds",
                                            "universities for the aged", "met", "missed", made_up_plan.NAME_EN)),
                                    ("zh", ("约束性", "预期性", "倡导性", "仅见于正文", "护理型床位占比", "老年大学（所）", "达标", "未达",
                                            made_up_plan.NAME_ZH))):
                _, text, _ = self.call("score", path, "--lang", language)
                for word in words:
                    self.assertIn(word, text)
                for line in text.splitlines():
                    self.assertLessEqual(columns(line), MOST_COLUMNS, line)

    def test_the_columns_stand_under_their_headings(self):
        for language, heading in (("en", "target"), ("zh", "目标")):
            _, text, _ = self.call("score", "town.h5", "--lang", language)
            lines = text.splitlines()
            head = next(line for line in lines if heading in line)
            row = next(line for line in lines if line.startswith("T #2 "))
            end = columns(head[:head.index(heading) + len(heading)])
            self.assertEqual(columns(row[:row.index("≥40%") + len("≥40%")]), end)

    def test_counts_keep_apart_what_values_rest_on(self):
        """Binding: M-1 met, M-2 missed. All: supply M-1 met, M-2, M-3, M-6 missed; declared M-4 without data."""
        _, text, _ = self.call("score", "town.h5")
        rows = [line.split() for line in text.split("met / missed")[1].splitlines()]
        rows = [row for row in rows if row and row[0] in ("binding", "supply", "declared", "all", "simulated")]
        found = {(i // 4, row[0]): " ".join(row[1:]) for i, row in enumerate(rows)}
        self.assertEqual(found[0, "binding"], "1 / 1 / 0")
        self.assertEqual(found[1, "supply"], "1 / 3 / 0")
        self.assertEqual(found[1, "declared"], "0 / 0 / 1")

    def test_replicates_give_the_chance_of_meeting_an_indicator(self):
        """Residents differ from one replicate to the next: not all five are below their mean, nor above it."""
        status, _, faults = self.run_town("five.h5", "--replicates", "5", *SHORT)
        self.assertEqual(status, DONE, faults)
        mean = self.score(path="five.h5")["town", "whole", "M-5"]["value"]
        chances = {}
        for threshold in ("1000000", mean, "1"):
            self.write("other.csv", made_up_plan.table({("M-5", "threshold"): threshold}))
            line = self.score("--plan", "other.csv", path="five.h5")["town", "whole", "M-5"]
            chances[threshold] = float(line["chance"])
            self.assertEqual(line["verdict"], "met" if chances[threshold] >= 0.5 else "missed")
        self.assertEqual((chances["1000000"], chances["1"]), (1, 0))
        self.assertIn(chances[mean], (0.2, 0.4, 0.6, 0.8))
        self.assertEqual(self.score()["town", "whole", "M-5"]["chance"], "")
        _, text, _ = self.call("score", "five.h5", "--lang", "en")
        self.assertIn("Values are means over 5 runs", text)


class DeclaredTest(PlannedTown):
    HEAD = "indicator,area,year,value\n"

    def declare(self, rows):
        self.write("mine.csv", self.HEAD + rows)
        return self.score("--declared", "mine.csv")

    def test_a_declared_value_is_judged_and_without_one_there_is_no_data(self):
        self.assertEqual(self.score()["town", "whole", "M-4"]["verdict"], "no_data")
        for value, verdict in (("1", "met"), ("0.5", "missed")):
            line = self.declare(f"M-4,990000,2022,{value}\n")["town", "whole", "M-4"]
            self.assertEqual((float(line["value"]), line["verdict"]), (float(value), verdict))

    def test_a_district_may_declare_for_itself(self):
        lines = self.declare("M-4,990102,2021,2\n")
        self.assertEqual(lines["town", "990102", "M-4"]["verdict"], "met")
        self.assertEqual(lines["town", "990101", "M-4"]["verdict"], "no_data")
        self.assertEqual(lines["town", "whole", "M-4"]["verdict"], "no_data")

    def test_the_user_goes_before_what_the_scenario_declares(self):
        self.write("town/declared.csv", self.HEAD + "M-4,990000,2020,5\nM-4,990103,2020,7\n")
        self.replace("town/town.yaml", "  table: indicators.csv\n", "  table: indicators.csv\n  declared: declared.csv\n")
        self.assertEqual(self.run_town("town.h5", "--force", *SHORT)[0], DONE)
        self.assertEqual(float(self.score()["town", "whole", "M-4"]["value"]), 5)
        lines = self.declare("M-4,990000,2022,0\n")
        self.assertEqual(lines["town", "whole", "M-4"]["verdict"], "missed")
        self.assertEqual(float(lines["town", "990103", "M-4"]["value"]), 7)  # of which he says nothing


class PlanTest(PlannedTown):
    def test_another_table_scores_the_same_file(self):
        self.write("other.csv", made_up_plan.table({("M-2", "threshold"): "0.3"}))
        line = self.score("--plan", "other.csv", expected=DONE)["town", "whole", "M-2"]
        self.assertEqual((line["threshold"], line["verdict"]), ("0.3", "met"))

    def test_a_pack_brings_its_districts_and_declared_values_along(self):
        self.write("town/declared.csv", "indicator,area,year,value\nM-4,990102,2020,9\n")
        self.write("town/jurisdiction.csv", "area\n990102\n")
        self.write("town/baseline.yaml", "base: town.yaml\ntitle: {zh: 柳河, en: Liuhe}\nscorecard:\n"
                   "  plan: {zh: 柳河规划, en: Liuhe plan}\n  declared: declared.csv\n  jurisdiction: jurisdiction.csv\n")
        self.move_to_scenarios("liuhe")
        lines = self.score("--plan", "liuhe")
        self.assertEqual(float(lines["town", "whole", "M-1"]["value"]), 80)
        self.assertEqual(lines["town", "whole", "M-4"]["verdict"], "met")
        self.assertEqual({area for _, area, _ in lines}, {"whole", "990102"})
        self.assertIn("Liuhe plan", self.call("score", "town.h5", "--plan", "liuhe")[1])

    def move_to_scenarios(self, name):
        """The town as a pack, and what packs share beside it."""
        os.makedirs(self.path("scenarios"))
        shutil.copytree(self.town, self.path(f"scenarios/{name}"))
        shutil.copytree(os.path.join(self.folder, "..", "china"), self.path("china"))

    def test_a_plan_of_elsewhere_keeps_the_districts_of_the_file(self):
        """Its districts are not in the file: neither they nor what they declare count."""
        self.write("town/declared.csv", "indicator,area,year,value\nM-4,880000,2020,9\n")
        for name in ("areas", "beds", "census_2020", "childcare", "facilities", "fertility_areas", "groups", "households",
                     "land_sites", "marital_areas", "migration_areas", "new_areas", "places", "registered", "allowances",
                     "services", "declared"):
            text = self.read(f"town/{name}.csv").decode("utf-8")
            self.write(f"town/{name}.csv", text.replace("9901", "8801").replace("990000", "880000"))
        self.write("town/baseline.yaml", self.read("town/town.yaml").decode("utf-8").replace("9901", "8801")
                   + "  declared: declared.csv\n")
        self.move_to_scenarios("elsewhere")
        lines = self.score("--plan", "elsewhere")
        self.assertEqual(float(lines["town", "whole", "M-1"]["value"]), 270)
        self.assertEqual(lines["town", "whole", "M-4"]["verdict"], "no_data")

    def test_the_file_holds_what_is_worked_out_again(self):
        if netCDF4 is None:
            self.skipTest("no netCDF4")
        lines = self.score()
        words = {1: "met", 0: "missed", -1: "not_applicable", -2: "no_data"}
        with netCDF4.Dataset(self.path("town.h5")) as file:
            group = file["scorecard"]
            self.assertEqual((group.title, group.title_zh), (made_up_plan.NAME_EN, made_up_plan.NAME_ZH))
            ids = list(group["indicator"][:])
            self.assertEqual(ids, list(file["indicator"][:]))
            self.assertEqual(list(group["threshold"][:]), ["270", "0.4", "50", "1", "49999", "1000"])
            self.assertEqual(list(group["denominator"][:]), ["-", "beds", "-", "-", "-", "-"])
            years = list(file["year"][:])
            for i, name in enumerate(ids):
                line = lines["town", "whole", name]
                at = (0, 0, 0, years.index(int(line["year"])), 1, i, 0)
                self.assertEqual(words[int(file["indicator_met"][at])], line["verdict"])
                value = file["indicator_value"][at]
                self.assertTrue(line["value"] == "" and not value == value or float(line["value"] or 0) == value)


class FaultTest(PlannedTown):
    def assert_refused(self, arguments, *words):
        for language in LANGUAGES:
            status, text, faults = self.call("score", *arguments, "--lang", language)
            self.assertEqual((status, text), (INPUT, ""))
            for word in words:
                self.assertIn(word, faults)

    def test_wrong_lines_are_refused(self):
        self.assert_refused((), "carecap score")
        self.assert_refused(("town.h5", "town.h5"), "carecap score")
        self.assert_refused(("town.h5", "--plam", "x"), "--plan")
        self.assert_refused(("town.h5", "--year", "soon"), "soon")

    def test_what_is_not_in_the_file_is_told_with_the_nearest(self):
        self.assert_refused(("town.h5", "--scenario", "twon"), "twon", "town")
        self.assert_refused(("town.h5", "--district", "柳湖镇"), "柳湖镇", "柳河镇")
        self.assert_refused(("town.h5", "--year", "2030"), "2020", "2026")

    def test_files_that_are_no_results_are_refused(self):
        self.assert_refused(("gone.h5",), "gone.h5")
        self.assert_refused(("town/beds.csv",), "HDF5")
        self.write("cut.h5", self.read("town.h5")[:4000])
        self.assert_refused(("cut.h5",), "cut.h5")

    def test_a_file_without_a_plan_asks_for_one(self):
        self.replace("town/town.yaml", made_up_plan.SECTION, "\n")
        self.assertEqual(self.run_town("bare.h5", *SHORT)[0], DONE)
        self.assert_refused(("bare.h5",), "--plan")
        self.write("other.csv", made_up_plan.table())
        self.score("--plan", "other.csv", path="bare.h5")

    def test_a_wrong_table_is_told_with_its_place(self):
        self.write("other.csv", made_up_plan.table({("M-2", "numerator"): "beds[nursng]", ("M-3", "operator"): "atleast"}))
        self.assert_refused(("town.h5", "--plan", "other.csv"), "other.csv:4:9:", "operator", "at_least")
        self.write("other.csv", made_up_plan.table({("M-2", "numerator"): "beds[nursng]"}))
        self.assert_refused(("town.h5", "--plan", "other.csv"), "other.csv:3: numerator", "nursng", "nursing")
        self.assert_refused(("town.h5", "--plan", "gone.csv"), "gone.csv")
        self.assert_refused(("town.h5", "--plan", "gone"), "scenarios/gone/baseline.yaml")
        self.assert_refused(("town.h5", "--declared", "gone.csv"), "gone.csv")

    def test_a_declared_id_that_the_plan_does_not_ask_for_is_refused(self):
        self.write("mine.csv", "indicator,area,year,value\nM-44,990000,2022,1\nM-1,990000,2022,1\n")
        self.assert_refused(("town.h5", "--declared", "mine.csv"), "mine.csv:2: indicator", "M-44", "mine.csv:3: indicator",
                            "M-1")


class RunTest(ProgramTest):
    def plan(self, changes=()):
        made_up_plan.add_to(self, "town", "town.yaml", changes)

    def test_a_run_ends_with_a_short_scorecard(self):
        self.plan()
        for language, words in (("en", ("binding and missed", "nursing share of beds", "33.3% in 2020, target ≥40%")),
                                ("zh", ("未达的约束性指标", "护理型床位占比", "33.3%（2020 年），目标 ≥40%"))):
            status, text, _ = self.call("run", "town/town.yaml", "-o", "town.h5", "--force", "--lang", language, *SHORT)
            self.assertEqual(status, DONE)
            for word in words:
                self.assertIn(word, text)
            self.assertNotIn("T #1 ", text)  # is met
            self.assertIn("carecap score town.h5", text)

    def test_not_more_than_eight_that_are_missed_are_named(self):
        rows = made_up_plan.table().splitlines(keepends=True)
        self.plan()
        self.write("town/indicators.csv", rows[0] + "".join(rows[2].replace("M-2", f"M-2{i}") for i in range(10)))
        _, text, _ = self.call("run", "town/town.yaml", "-o", "town.h5", *SHORT)
        self.assertEqual(text.count("nursing share of beds"), 8)
        self.assertIn("\n    ...\n", text)

    def test_without_a_plan_nothing_is_said(self):
        _, text, _ = self.call("run", "town/town.yaml", "-o", "town.h5", *SHORT)
        self.assertNotIn("carecap score", text)

    def test_a_wrong_indicator_is_told_before_the_run(self):
        self.plan({("M-1", "numerator"): "bed", ("M-2", "denominator"): "beds[nursing, nursing]"})
        status, text, faults = self.run_town("town.h5")
        self.assertEqual((status, text), (INPUT, ""))
        self.assertIn("town/indicators.csv:2: numerator", faults)
        self.assertIn("town/indicators.csv:3: denominator", faults)
        self.assertNotIn("2021", faults)  # no year was run
        self.assert_no_file("town.h5")

    def test_a_declared_per_cent_is_told_to_be_a_share(self):
        self.plan({("M-4", "unit"): "%"})
        self.assertEqual(self.run_town("share.h5", "--force")[0], DONE)
        self.write("mine.csv", "indicator,area,year,value\nM-4,990000,2022,72\n")
        status, _, faults = self.call("score", "share.h5", "--declared", "mine.csv")
        self.assertEqual(status, INPUT)
        self.assertIn("72 is no share", faults)

    def test_a_check_reads_the_indicators_as_a_run_would(self):
        self.plan({("M-1", "numerator"): "bed"})
        status, text, faults = self.call("check", "town/town.yaml")
        self.assertEqual((status, text), (INPUT, ""))
        self.assertIn("town/indicators.csv:2: numerator", faults)

    def test_scenarios_of_one_run_are_scored_by_one_plan(self):
        self.plan()
        self.write("town/others.csv", made_up_plan.table({("M-1", "threshold"): "1"}))
        self.write("town/more-beds.yaml", self.read("town/more-beds.yaml").decode("utf-8")
                   + "\nscorecard:\n  table: others.csv\n")
        status, _, faults = self.run_town("two.h5", "town/more-beds.yaml")
        self.assertEqual(status, INPUT)
        self.assertIn("scorecard.table", faults)

    def test_a_scored_run_is_the_same_with_any_number_of_threads(self):
        self.plan()
        for name, threads in (("one.h5", "1"), ("two.h5", "2")):
            self.assertEqual(self.run_town(name, "--threads", threads, *SHORT)[0], DONE)
        self.assertEqual(self.read("one.h5"), self.read("two.h5"))


if __name__ == "__main__":
    unittest.main()
