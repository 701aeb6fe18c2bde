"""What a policy may change: the list of levers, and policies that are right and wrong, run through the program."""
import csv
import io
import os
import re
import unittest

from program import DONE, INPUT, ROOT, ProgramTest, columns

MAX_COLUMNS = 110
SCENARIO = "town/town.yaml"
LEVER = "supply.nursing_share"  # by district, in [0, 1]
SERIES = "fertility.tfr"        # of the city


class TownWithPolicy(ProgramTest):
    def add_policy(self, *entries):
        self.write(SCENARIO, self.read(SCENARIO).decode("utf-8") + "\npolicy:\n" + "".join(f"  - {e}\n" for e in entries))


class LeversTest(TownWithPolicy):
    def levers(self, *arguments):
        """The lines of the list for machines, by path."""
        status, text, faults = self.call("levers", "--csv", *arguments)
        self.assertEqual((status, faults), (DONE, ""))
        return {line["lever"]: line for line in csv.DictReader(io.StringIO(text))}

    def test_every_lever_has_unit_range_meaning_and_source(self):
        levers = self.levers()
        self.assertGreater(len(levers), 40)
        self.assertEqual((levers[LEVER]["where"], levers[SERIES]["where"]), ("district", "city"))
        for path, line in levers.items():
            with self.subTest(lever=path):
                self.assertRegex(path, r"^[a-z_]+(\.[a-z0-9_]+)+$")
                self.assertLess(float(line["min"]), float(line["max"]))
                if line["low"] or line["high"]:
                    self.assertLessEqual(float(line["min"]), float(line["low"]))
                    self.assertLess(float(line["low"]), float(line["high"]))
                    self.assertLessEqual(float(line["high"]), float(line["max"]))
                self.assertIn(line["confidence"], ("seen", "recalled", "derived", "assumed", "chosen"))
                for column in ("unit", "meaning_en", "meaning_zh"):
                    self.assertNotEqual(line[column], "")
                self.assertRegex(line["source"], "^#[a-z0-9-]+$")

    def test_the_document_says_where_each_lever_of_the_plans_is(self):
        """Columns of the table: in the plans, paths, by year, by district."""
        levers, n_rows = self.levers(), 0
        with open(os.path.join(ROOT, "docs", "policies.md"), encoding="utf-8") as file:
            rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in file if line.startswith("| ")]
        for name, paths, by_year, by_district in (row for row in rows if len(row) == 4 and "✓" in row[2]):
            with self.subTest(row=name):
                named = tuple(re.findall(r"`([a-z_]+\.[a-z0-9_.]+)…?`", paths))
                found = [levers[path]["where"] for path in levers if path.startswith(named)]
                self.assertNotEqual(found, [])
                self.assertTrue(by_district != "✓" or "district" in found)
                n_rows += 1
        self.assertGreater(n_rows, 30)

    def test_the_list_for_people_names_the_same_levers_in_both_languages(self):
        paths = list(self.levers())
        for language in ("en", "zh"):
            status, text, _ = self.call("levers", "--lang", language)
            self.assertEqual(status, DONE)
            self.assertEqual(re.findall(r"^([a-z_]+\.[a-z0-9_.]+) ", text, re.MULTILINE), paths)
            for line in text.splitlines():
                self.assertLessEqual(columns(line), MAX_COLUMNS, line)

    def test_the_columns_stand_under_their_headings(self):
        for language, heading, found in (("en", "accepted", "[0, 1]"), ("zh", "允许", "[0, 1]"), ("zh", "单位", "1 ")):
            _, text, _ = self.call("levers", "--lang", language)
            lines = text.splitlines()
            at = next(i for i, line in enumerate(lines) if line.startswith(LEVER))
            self.assertEqual(columns(lines[1].split(heading)[0]), columns(lines[at + 1].split(found)[0]))

    def test_a_scenario_shows_its_values_and_its_policy(self):
        self.assertEqual(self.levers()[LEVER]["value"], "")
        self.add_policy(f"{{lever: {LEVER}, where: [柳河镇, town_centre], set: {{2025: 0.6}}}}",
                        f"{{lever: {LEVER}, factor: 1.1}}")
        line = self.levers(SCENARIO)[LEVER]
        self.assertEqual(line["value"], "0")
        self.assertEqual(line["policy"], "[柳河镇, town_centre] set {2025: 0.6}; factor 1.1")
        _, text, _ = self.call("levers", SCENARIO)
        self.assertIn("[柳河镇, town_centre] set {2025: 0.6}  (town.yaml:", text)

    def test_a_wrong_line_or_scenario_is_refused(self):
        self.assertEqual(self.call("levers", "--cvs")[0], INPUT)
        self.assertEqual(self.call("levers", SCENARIO, SCENARIO)[0], INPUT)
        status, text, faults = self.call("levers", "town/gone.yaml")
        self.assertEqual((status, text), (INPUT, ""))
        self.assertIn("no such file", faults)


class PolicyTest(TownWithPolicy):
    def assert_refused(self, entry, *words):
        """The entry, on the last line, is the one fault; its place and the words are told; nothing is written."""
        self.setUp()
        self.add_policy(entry)
        line = len(self.read(SCENARIO).decode("utf-8").splitlines())
        for language in ("en", "zh"):
            status, _, faults = self.run_town("out.h5", "--lang", language)
            self.assertEqual(status, INPUT)
            self.assertIn(f"{SCENARIO}:{line}:", faults)
            self.assertEqual(len(faults.splitlines()), 2, faults)
            for word in words:
                self.assertIn(word, faults.replace("“", "'").replace("”", "'"))
        self.assert_no_file("out.h5")

    def test_a_district_that_does_not_exist(self):
        self.assert_refused(f"{{lever: {LEVER}, where: [120109], set: 0.5}}", "policy[1].where[1]", "'120109'", "'990101'")
        self.assert_refused(f"{{lever: {LEVER}, where: [柳湖镇], set: 0.5}}", "'柳湖镇'", "'柳河镇'")
        self.assert_refused(f"{{lever: {LEVER}, where: [town_center], set: 0.5}}", "'town_center'", "'town_centre'")

    def test_a_lever_that_does_not_exist(self):
        self.assert_refused("{lever: supply.nursing_shar, set: 0.5}", "policy[1].lever", f"'{LEVER}'", "carecap levers")

    def test_a_field_that_is_no_lever(self):
        self.assert_refused("{lever: run.seed, set: 1}", "'run.seed'")

    def test_a_series_of_the_city_for_one_district(self):
        self.assert_refused(f"{{lever: {SERIES}, where: [990101], set: 1}}", "policy[1].where", "where")

    def test_a_value_or_a_year_out_of_range(self):
        self.assert_refused(f"{{lever: {LEVER}, set: 60}}", "policy[1].set", "[0, 1]")
        self.assert_refused(f"{{lever: {LEVER}, set: {{2019: 0.6}}}}", "policy[1].set", "[2020, 2050]")
        self.assert_refused(f"{{lever: {SERIES}, factor: {{2030: 20}}}}", "policy[1].factor", "2030", "[0.1, 5]")

    def test_neither_set_nor_factor(self):
        self.assert_refused(f"{{lever: {LEVER}}}", "policy[1]", "set", "factor")

    def test_check_counts_the_entries_and_shows_them(self):
        self.add_policy(f"{{lever: {LEVER}, where: [countryside], set: 0.5}}")
        status, text, _ = self.call("check", "--resolved", SCENARIO)
        self.assertEqual(status, DONE)
        self.assertIn(", 1 policy entries\n", text)
        row = next(line for line in text.splitlines() if line.startswith(f"{LEVER} policy[1] "))
        self.assertIn("[countryside] set 0.5", row)
        self.assertRegex(next(line for line in text.splitlines() if line.startswith(f"{LEVER} ")), r" 0\.5\.\.0\.85 ")

    def test_the_command_line_sets_the_value_a_policy_acts_on(self):
        self.add_policy(f"{{lever: {LEVER}, factor: 2}}")
        status, _, faults = self.call("check", SCENARIO, "--set", f"{LEVER}=0.6")
        self.assertEqual(status, INPUT)
        self.assertIn("1.2", faults)


class CommandLineTest(TownWithPolicy):
    """Keys with brackets: a lever in some districts, cells of a table."""

    def run_id(self, *arguments):
        status, text, faults = self.run_town("out.h5", "--force", "--set", "run.last_year=2021", *arguments)
        self.assertEqual(status, DONE, faults)
        return re.search(r"run: (\w+)", text).group(1)

    def test_a_lever_of_some_districts_comes_after_the_policy_of_the_file(self):
        self.add_policy(f"{{lever: {LEVER}, set: 0.5}}")
        status, text, _ = self.call("check", "--resolved", SCENARIO, "--set", f"{LEVER}[柳河镇,990101]={{2025: 0.7}}")
        self.assertEqual(status, DONE)
        row = next(line for line in text.splitlines() if line.startswith(f"{LEVER} policy[2] "))
        self.assertIn("[柳河镇, 990101] set {2025: 0.7}", row)
        self.assertIn("command line", row)

    def test_cells_of_a_table_are_shown_and_are_part_of_the_run(self):
        cells = "allowances.table[area=990000;item=T1].yuan"
        status, text, _ = self.call("check", "--resolved", SCENARIO, "--set", f"{cells}=60")
        self.assertEqual(status, DONE)
        row = next(line for line in text.splitlines() if line.startswith(f"{cells} "))
        self.assertRegex(row, " 60 +yuan .* command line ")
        self.assertNotEqual(self.run_id(), self.run_id("--set", f"{cells}=60"))
        self.assertNotEqual(self.run_id("--set", f"{cells}=70"), self.run_id("--set", f"{cells}=60"))

    def test_what_is_wrong_is_told_with_the_expression(self):
        for expression, words in (("allowances.table[item=T9].yuan=1", ["allowances.table[item=T9].yuan", "no row"]),
                                  ("allowances.table[item=T1].yuan=-1", ["-1", "[0, 1000000]"]),
                                  (f"{LEVER}[990109]=0.5", [f"{LEVER}[990109]", "'990101'"]),
                                  ("allowances.table[item=T1]", ["KEY=VALUE"])):
            with self.subTest(expression=expression):
                status, _, faults = self.call("check", "--lang", "en", SCENARIO, "--set", expression)
                self.assertEqual(status, INPUT)
                for word in words:
                    self.assertIn(word, faults)


if __name__ == "__main__":
    unittest.main()
