"""Wrong input, run through the program: every fault with file, line, column, key and range; status 2; no file written."""
import os
import unittest

from program import DONE, INPUT, ProgramTest

SCENARIO = "town/town.yaml"
COMMON = "../china/common.yaml"  # what the town is based on


def shown(name):
    """A file as faults name it: those that packs share by the way that leads there from the town."""
    return "town/../" + name if name.startswith("../china/") else name


class BadInput(ProgramTest):
    def assert_refused(self, *words, arguments=(), scenario=SCENARIO):
        """Says one fault with all these words; writes nothing; an existing result stays as it was."""
        self.write("old.h5", b"an older result\n")
        for language, total in (("en", "1 fault\n"), ("zh", "错误 1 处\n")):
            status, text, faults = self.run_town("new.h5", "--lang", language, *arguments, scenario=scenario)
            self.assertEqual((status, text), (INPUT, ""), faults)
            self.assertTrue(faults.endswith(total), faults)
            self.assert_no_file("new.h5")
            for word in words:
                shown = word if isinstance(word, str) else word[language == "zh"]
                self.assertIn(shown, faults.replace("“", "'").replace("”", "'"))
        status, _, _ = self.run_town("old.h5", "--force", *arguments, scenario=scenario)
        self.assertEqual(status, INPUT)
        self.assertEqual(self.read("old.h5"), b"an older result\n")

    def place(self, name, old, new, column):
        """Replaces a text. @return the place of the fault as shown"""
        line = self.line_of(name, old)
        self.replace(name, old, new)
        return f"{shown(name)}:{line}:{column}: "


class BadInputTest(BadInput):
    def test_an_unknown_key_names_the_nearest(self):
        place = self.place(COMMON, "  beds_factor:", "  beds_facto:", 3)
        self.assert_refused(place + "supply.beds_facto: ", "'supply.beds_factor'", ("nearest", "最接近"))

    def test_a_letter_in_a_number_of_a_table(self):
        place = self.place("town/areas.csv", "990101,990000", "99010O,990000", 1)
        self.assert_refused(place + "code: ", "'99010O'", "[1, 999999999]", ("whole number", "整数"))

    def test_a_number_with_its_unit(self):
        place = self.place(COMMON, "age_gap_mean_years: 2 ", "age_gap_mean_years: 20年 ", 23)
        self.assert_refused(place + "partnership.age_gap_mean_years: ", "'20年'", "[-5, 10]")

    def test_a_leading_zero(self):
        place = self.place(SCENARIO, "seed: 20201101", "seed: 020", 9)
        self.assert_refused(place + "run.seed: ", "'020'", "[0, 2147483647]")

    def test_not_a_number(self):
        for value in ("nan", ".nan", "inf", "0x10", "1e999", "--1", "~", "true"):
            with self.subTest(value=value):
                self.setUp()
                place = self.place(COMMON, "city_odds: 1.0", "city_odds: " + value, 14)
                self.assert_refused(place + "disability.city_odds: ", "[0.2, 5]")

    def test_out_of_range(self):
        place = self.place(COMMON, "norm_share: 0.03", "norm_share: 3", 15)
        self.assert_refused(place + "choice.norm_share: 3", "[0.001, 0.3]", ("out of range", "超出范围"))

    def test_a_table_that_is_not_there(self):
        place = f"{SCENARIO}:{self.line_of(SCENARIO, 'beds: beds.csv')}:9: "
        os.remove(self.path("town/beds.csv"))
        self.assert_refused(place + "supply.beds: ", "'beds.csv'", ("no such file", "不存在"))

    def test_a_scenario_that_is_not_there(self):
        self.assert_refused("town/nowhere.yaml: ", ("no such file", "不存在"), scenario="town/nowhere.yaml")

    def test_a_district_twice(self):
        place = self.place("town/areas.csv", "990102,990000", "990101,990000", 1)
        self.assert_refused(place + "code: ", ("line 3", "第 3 行"))

    def test_a_row_twice(self):
        place = self.place("town/beds.csv", "990102,ordinary", "990101,ordinary", 1)
        self.assert_refused(place, ("line 2", "第 2 行"))

    def test_a_gap_between_age_groups(self):
        lines = self.read("town/census_2020.csv").decode("utf-8").splitlines(True)
        self.assertIn("990101,male,10,14,", lines[4])
        self.write("town/census_2020.csv", "".join(lines[:4] + lines[5:]))
        self.assert_refused("town/census_2020.csv:", "age_first: ", "990101", "10")

    def test_a_gap_between_single_ages(self):
        lines = self.read("../china/fertility_pattern.csv").decode("utf-8").splitlines(True)
        self.assertIn("2020,20,", lines[6])
        self.write("../china/fertility_pattern.csv", "".join(lines[:6] + lines[7:]))
        self.assert_refused("town/../../china/fertility_pattern.csv:7:", "age: ", "20")

    def test_a_negative_number_of_people(self):
        place = self.place("town/census_2020.csv", "990101,male,1,4,", "990101,male,1,4,-", 5)
        self.assert_refused(place + "persons: ", "[0, 100000000]")

    def test_gbk_scenario_and_table_name_the_byte_and_the_way_out(self):
        for name, offset in ((SCENARIO, 2), ("town/areas.csv", 106)):
            with self.subTest(name=name):
                self.setUp()
                self.write(name, self.read(name).decode("utf-8").encode("gb18030"))
                self.assert_refused(name + ":", str(offset), "UTF-8", "carecap check --convert", "gb18030")

    def test_a_byte_order_mark_is_accepted(self):
        self.assertEqual(self.run_town("plain.h5")[0], DONE)
        for name in (SCENARIO, "town/areas.csv"):
            self.write(name, b"\xef\xbb\xbf" + self.read(name))
        status, _, faults = self.run_town("marked.h5")
        self.assertEqual((status, faults), (DONE, ""))

    def test_an_empty_scenario(self):
        self.write(SCENARIO, b"")
        self.assert_refused(SCENARIO + ":1:1: ")

    def test_an_empty_table(self):
        self.write("town/beds.csv", b"")
        self.assert_refused("town/beds.csv:1:1: ", "beds")

    def test_a_folder_in_place_of_a_file(self):
        self.assert_refused("town: ", ("folder", "文件夹"), scenario="town")
        line = self.line_of(SCENARIO, "beds: beds.csv")
        os.remove(self.path("town/beds.csv"))
        os.mkdir(self.path("town/beds.csv"))
        self.assert_refused(f"{SCENARIO}:{line}:9: supply.beds: ", ("folder", "文件夹"))

    def test_two_hundred_thousand_brackets(self):
        for bracket in ("[", "{", "[{", "- "):
            with self.subTest(bracket=bracket):
                self.write("town/deep.yaml", "run: " + bracket * (200000 // len(bracket)) + "\n")
                self.assert_refused("town/deep.yaml:1:", scenario="town/deep.yaml")

    def test_a_table_cut_in_a_row(self):
        data = self.read("../china/life_table.csv")
        cut = data.rindex(b",", 0, 50000)  # inside a row
        self.write("../china/life_table.csv", data[:cut])
        line = data[:cut].count(b"\n") + 1
        self.assert_refused(f"town/../../china/life_table.csv:{line}:")

    def test_a_table_cut_between_rows(self):
        data = self.read("../china/life_table.csv")
        self.write("../china/life_table.csv", data[:data.index(b"\n", 50000) + 1])
        self.assert_refused("town/../../china/life_table.csv:")

    def test_a_table_cut_inside_quotes(self):
        self.replace("town/beds.csv", "made-up town", '"made-up town')
        self.assert_refused("town/beds.csv:2:")

    def test_a_scenario_cut_in_the_middle_lacks_what_is_required(self):
        self.write(SCENARIO, self.read(SCENARIO)[:1500])
        status, _, faults = self.run_town("new.h5")
        self.assertEqual(status, INPUT)
        self.assertIn(f"{SCENARIO}:1:1: groups.shares: the key is required and missing", faults)
        self.assert_no_file("new.h5")

    def test_all_faults_are_shown_in_one_pass_and_counted(self):
        first = self.place(SCENARIO, "seed: 20201101", "seed: 020", 9)
        second = self.place(COMMON, "norm_share: 0.03", "norm_share: 3", 15)
        third = self.place("town/beds.csv", "990102,ordinary", "990109,ordinary", 1)
        status, _, faults = self.run_town("new.h5", "--set", "supply.bets=1")
        self.assertEqual(status, INPUT)
        for place in (first, second, third, "supply.bets"):
            self.assertIn(place, faults)
        self.assertTrue(faults.endswith("4 faults\n"), faults)

    def test_the_command_line_is_checked_like_a_file(self):
        for arguments, words in ((("--set", "choice.norm_share=7"), ("choice.norm_share: ", "[0.001, 0.3]")),
                                 (("--seed", "x"), ("run.seed: ", "'x'")),
                                 (("--replicates", "0"), ("run.replicates: ", "[1, 1000]"))):
            self.assert_refused(("command line", "命令行"), *words, arguments=arguments)

    def test_shares_that_contradict_each_other_are_input_not_failure(self):
        self.replace(COMMON, "mild_or_worse: 0.116", "mild_or_worse: 0.01")
        self.assert_refused(SCENARIO + ": ")


class BadCareSystemTest(BadInput):
    """What is wrong with beds, staff, money and policy. A model that looks at a table names its column in words."""

    def add_policy(self, *lines):
        """@return the line on which the policy's first entry stands"""
        self.write(SCENARIO, self.read(SCENARIO).decode("utf-8") + "\npolicy:\n" + "".join(line + "\n" for line in lines))
        return self.line_of(SCENARIO, "policy:") + 1

    def test_a_bed_that_opens_before_it_is_planned(self):
        self.replace("town/projects.csv", "在建,2020,2022-05", "在建,2023,2022-05")
        self.assert_refused("town/projects.csv:2: opens: ", "2022-05", "2023", scenario="town/own-list.yaml")

    def test_a_bed_that_closes_before_it_opens(self):
        self.replace("town/projects.csv", "2021,2030-06", "2021,2020-12")
        self.assert_refused("town/projects.csv:4: closes: ", "2020-12", "2021", scenario="town/own-list.yaml")

    def test_a_planned_bed_without_a_day(self):
        self.replace("town/projects.csv", "2021-03,2024-09", "2021-03,")
        self.assert_refused("town/projects.csv:3: opens: ", ("must say when", "须写明"), scenario="town/own-list.yaml")

    def test_a_bed_in_an_area_that_does_not_exist(self):
        place = self.place("town/projects.csv", "990102,", "990109,", 1)
        self.assert_refused(place + "area: ", "990109", scenario="town/own-list.yaml")

    def test_negative_beds(self):
        place = self.place("town/beds.csv", "public,14,", "public,-14,", 4)
        self.assert_refused(place + "beds: ", "[0, 1000000]")

    def test_shares_of_payers_that_do_not_sum(self):
        for key, city in (("building_share", "0.30"), ("subsidy_share", "0.40"), ("training_share", "0.50"),
                          ("destitute_share", "0.30"), ("service_allowance_share", "0.50")):
            with self.subTest(key=key):
                self.setUp()
                place = self.place(COMMON, f"{key}: {{city: {city}", f"{key}: {{city: 0.61", len(f"  {key}: {{city: ") + 1)
                self.assert_refused(f"{place}finance.{key}.city: ", "990101", "2020", ("must sum to 1", "应为 1"))

    def test_shares_of_a_table_that_do_not_sum(self):
        self.replace("town/service_payers.csv", "respite,0.5,", "respite,0.6,")
        self.assert_refused("town/service_payers.csv:2: charge: ", "1.1", ("must sum to 1", "应为 1"))
        self.setUp()
        self.replace("town/allowances.csv", "old_age,0.5,0.5,", "old_age,0.5,0.4,")
        self.assert_refused("town/allowances.csv:2: city_share: ", "0.9", ("must be 1", "应为 1"))

    def test_shares_that_a_policy_drives_apart(self):
        first = self.add_policy("  - lever: finance.building_share.city", "    where: [990102]", "    set: {2025: 0.5}")
        self.assert_refused(f"{SCENARIO}:{first}:5: finance.building_share.city: ", "1.2", "990102", "2025")

    def test_a_lever_for_a_district_that_does_not_exist(self):
        first = self.add_policy("  - lever: workforce.trained_per_year", "    set: 20", "  - lever: supply.nursing_share",
                                "    where: [990109]", "    set: 0.5")
        self.assert_refused(f"{SCENARIO}:{first + 3}:13: policy[2].where[1]: ", "'990109'", "'990101'")

    def test_a_negative_wage(self):
        place = self.place(SCENARIO, "wage_yuan_per_month: 5000", "wage_yuan_per_month: -5000", 24)
        self.assert_refused(place + "workforce.wage_yuan_per_month: -5000", "[0, 1000000]", "yuan month-1")
        self.setUp()
        first = self.add_policy("  - lever: workforce.relative_wage", "    set: {2025: -1.2}")
        self.assert_refused(f"{SCENARIO}:{first + 1}:17: policy[1].set: -1.2", "[0, 10]")
        self.setUp()
        self.assert_refused(("command line", "命令行"), "workforce.wage_yuan_per_month: -1", "[0, 1000000]",
                            arguments=("--set", "workforce.wage_yuan_per_month=-1"))


class SeveralScenariosTest(ProgramTest):
    def assert_disagree(self, text, place):
        self.write("town/other.yaml", "base: town.yaml\nrun:\n  title: {zh: 另一, en: other}\n" + text)
        status, _, faults = self.call("run", SCENARIO, "town/other.yaml", "-o", "new.h5", "-q")
        self.assertEqual(status, INPUT)
        self.assertIn("town/other.yaml:" + place, faults)
        self.assertIn("must agree", faults)
        self.assertTrue(faults.endswith("1 fault\n"), faults)
        self.assert_no_file("new.h5")

    def test_years_seed_and_replicates_must_agree(self):
        self.assert_disagree("  last_year: 2030\n", "4:14: run.last_year: 2030, but 2035 in town/town.yaml")
        self.assert_disagree("  seed: 7\n", "4:9: run.seed: 7, but 20201101 in town/town.yaml")
        self.assert_disagree("  replicates: 2\n", "4:15: run.replicates: 2, but 1 in town/town.yaml")

    def test_areas_must_agree(self):
        text = self.read("town/areas.csv").decode("utf-8").replace("Liuhe Town", "Another Town")
        self.write("town/areas2.csv", text)
        self.assert_disagree("areas:\n  table: areas2.csv\n", "5:10: areas.table: other areas")

    def test_two_scenarios_of_one_name_are_refused(self):
        self.write("town.yaml", "base: town/town.yaml\n")
        status, _, faults = self.call("run", SCENARIO, "town.yaml", "-o", "new.h5", "-q")
        self.assertEqual(status, INPUT)
        self.assertIn("the same name as town/town.yaml", faults)

    def test_faults_of_all_scenarios_are_shown(self):
        self.write("town/a.yaml", "base: town.yaml\nchoice:\n  norm_share: 9\n")
        self.write("town/b.yaml", "base: town.yaml\nchoice:\n  norm_share: 8\n")
        status, _, faults = self.call("run", "town/a.yaml", "town/b.yaml", "-o", "new.h5")
        self.assertEqual(status, INPUT)
        self.assertIn("town/a.yaml:3:15: choice.norm_share: 9 is out of range", faults)
        self.assertIn("town/b.yaml:3:15: choice.norm_share: 8 is out of range", faults)


if __name__ == "__main__":
    unittest.main()
