"""The rules of the plans: list, conflicts, document, and the check, which must catch a number that is not the one the program
has, a home that is none, and a name that nobody knows."""
import csv
import io
import os
import re
import unittest

from program import DONE, INPUT, ROOT, UNMET, ProgramTest

COLUMNS = ("id,topic,kind,attribute,year,value,unit,computable,title_zh,title_en,home,where,scenario,factor,offset,probe,with,"
           "until,output,tolerance,also,conflict,note_zh,note_en").split(",")
SCENARIO = "town/scored.yaml"

# One rule of each kind of home, true in the made-up town: 50,000 people, all beds counted once, 50 yuan of allowance.
RULES = [
    {"id": "TJ-001", "topic": "population", "kind": "stock", "year": "2020", "value": "50000", "unit": "人|persons",
     "home": "stock", "output": "population", "also": "headcount population"},
    {"id": "TJ-002", "topic": "beds", "kind": "standard", "year": "2021-2025", "value": "=1", "unit": "倍|times",
     "home": "parameter", "where": "supply.beds_factor", "output": "beds", "also": "supply.beds_factor supply"},
    {"id": "TJ-003", "topic": "allowance", "kind": "benefit", "year": "2024", "value": "50", "unit": "元／人月|yuan a month",
     "home": "table", "where": "allowances.table[item=T1].yuan", "output": "allowance_cost[old_age]", "conflict": "C1"},
    {"id": "TJ-004", "topic": "nursing_beds", "kind": "target", "attribute": "约束性", "year": "2025", "value": ">=60",
     "unit": "%", "home": "indicator", "where": "TJ-004", "factor": "0.01"},
    {"id": "TJ-005", "topic": "education", "kind": "target", "attribute": "倡导性", "year": "2021-2025", "value": ">=2",
     "unit": "所|schools", "home": "indicator", "where": "TJ-005"},
    {"id": "TJ-006", "topic": "population", "kind": "stock", "year": "2025", "value": "9999", "unit": "人|persons",
     "home": "forecast", "output": "population[age=60..100]"},
    {"id": "TJ-007", "topic": "education", "kind": "stock", "year": "2020", "value": "1", "unit": "所|schools",
     "home": "declared", "where": "TJ-007"},
    {"id": "TJ-008", "topic": "visits", "kind": "eligibility", "year": "2024", "value": "2", "unit": "类|groups",
     "home": "parameter", "where": "groups.special.only_poor queue.waiting_list", "probe": "false 0", "until": "2021",
     "with": "choice.basis=norm", "output": "groups[special_difficulty] + care_account[waiting]", "computable": "partly",
     "factor": "0", "note_zh": "只看结果", "note_en": "only what comes out"},
    {"id": "TJ-009", "topic": "governance", "kind": "qualitative", "year": "2025-", "computable": "no", "home": "outside",
     "note_zh": "会议制度不在模型内", "note_en": "meetings are not modelled"},
]
INDICATORS = """\
id,number,rules,name_zh,name_en,numerator,denominator,unit,operator,threshold,threshold_high,year,attribute,basis,scope,note_zh,note_en
TJ-004,,TJ-004,护理型床位占比,nursing share,beds[nursing],beds,%,at_least,0.6,,2025,binding,supply,whole,,
TJ-005,,TJ-005,老年大学,schools for the aged,,,所 schools,at_least,2,,2025,advocated,declared,whole,,
"""
DECLARED = "indicator,area,year,value\nTJ-007,990000,2020,1\n"
CONFLICTS = """\
id,title_zh,title_en,rules,parameter,readings_zh,readings_en,chosen_zh,chosen_en
C1,津贴标准,amount of the allowance,TJ-003,supply.beds_factor,甲写 50 元，乙写 60 元,"one writes 50 yuan, the other 60",取 50 元,50 yuan
"""


class RulesTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("town/indicators.csv", INDICATORS)
        self.write("town/declared.csv", DECLARED)
        self.write("conflicts.csv", CONFLICTS)
        self.write(SCENARIO, "base: town.yaml\ntitle: {zh: 计分, en: Scored}\n"
                             "scorecard: {plan: {zh: 甲, en: A}, table: indicators.csv, declared: declared.csv}\n")
        self.write_rules({})

    def write_rules(self, changes, rules=RULES):
        """The table, with other cells in some rows: {id: {column: text}}."""
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for rule in rules:
            usual = {"computable": "yes", "title_zh": f"规则 {rule['id']}", "title_en": f"rule {rule['id']}",
                     "scenario": SCENARIO}
            writer.writerow({**usual, **rule, **changes.get(rule["id"], {})})
        self.write("rules.csv", text.getvalue())

    def rules(self, *arguments, language="en"):
        return self.call("rules", "--table", "rules.csv", "--lang", language, *arguments)

    def check_only(self, name, *arguments):
        return self.rules("--check", "--quiet", "--rule", name, *arguments)

    def assert_fails(self, name, changes, *words):
        """The rule alone fails, on the line of the table, with these words."""
        self.write_rules({name: changes})
        status, text, _ = self.check_only(name)
        line = 2 + [rule["id"] for rule in RULES].index(name)
        self.assertEqual(status, UNMET, text)
        self.assertRegex(text, f"(?m)^rules.csv:{line}: {name}: ")
        for word in words:
            self.assertIn(word, text.splitlines()[0])


class CheckTest(RulesTest):
    def test_rules_that_are_true_pass_whatever_their_home(self):
        names = ",".join(rule["id"] for rule in RULES)
        status, text, faults = self.rules("--check", "--quiet", "--rule", names)
        self.assertEqual((status, faults), (DONE, ""), text)
        self.assertEqual(text.splitlines()[-1], "TJ Tianjin: 7 of 7 computable rules pass, 8 of 8 with a home")

    def test_a_forecast_stands_beside_what_the_model_has(self):
        """Half of the figure of the plan is less than the model's, and doubles its distance to it."""
        self.assertRegex(self.check_only("TJ-006")[1], r"TJ-006: .* in 2025: the plan says 9999, the model \d+ \([+-][0-9.]+ %\)")
        self.assert_fails("TJ-006", {"value": ""}, "no number to compare with")

    def test_a_spoiled_number_is_caught_in_either_direction(self):
        for name, lower, higher in (("TJ-001", "49999", "50001"), ("TJ-002", "=0.9", "=1.1"), ("TJ-003", "49", "51"),
                                    ("TJ-004", ">=59", ">=61"), ("TJ-005", ">=1", ">=3"), ("TJ-007", "0", "2")):
            for value in (lower, higher):
                with self.subTest(rule=name, value=value):
                    self.assert_fails(name, {"value": value}, "expected", "found")

    def test_a_bound_that_is_far_from_the_value_is_no_number_of_the_rule(self):
        """50,000 people are at least 1,000, and at least 1,250 as well."""
        self.assert_fails("TJ-001", {"value": ">=1000"}, "would do for")

    def test_the_last_digit_written_decides_unless_a_tolerance_is_given(self):
        self.assert_fails("TJ-001", {"value": "50.2", "factor": "1000"}, "expected")
        self.write_rules({"TJ-001": {"value": "50.0", "factor": "1000"}})
        self.assertEqual(self.check_only("TJ-001")[0], DONE)
        self.write_rules({"TJ-001": {"value": "50.2", "factor": "1000", "tolerance": "0.01"}})
        self.assertEqual(self.check_only("TJ-001")[0], DONE)

    def test_a_computable_rule_without_a_home_is_caught(self):
        self.assert_fails("TJ-002", {"home": "outside", "note_zh": "无", "note_en": "none"}, "has no home")

    def test_an_output_that_does_not_move_is_caught(self):
        self.assert_fails("TJ-002", {"output": "at(2020, population)"}, "supply.beds_factor[]=1.25", "stays")
        self.assert_fails("TJ-003", {"output": "beds"}, "allowances.table[item=T1].yuan=62.5", "stays")

    def test_names_that_nobody_knows_are_caught(self):
        for name, changes, word in (("TJ-002", {"where": "supply.beds_facto"}, "'supply.beds_factor'"),
                                    ("TJ-002", {"output": "bed"}, "beds"),
                                    ("TJ-001", {"output": "population[sex=femal]"}, "female"),
                                    ("TJ-002", {"also": "supply.bed"}, "'supply.bed'"),
                                    ("TJ-003", {"where": "allowances.table[item=T9].yuan"}, "no row"),
                                    ("TJ-003", {"where": "allowances.table[item=T1].yun"}, "'yuan'"),
                                    ("TJ-003", {"conflict": "C1 C9"}, "'C9'"),
                                    ("TJ-004", {"where": "TJ-044"}, "'TJ-044'"),
                                    ("TJ-007", {"where": "TJ-077"}, "'TJ-077'"),
                                    ("TJ-002", {"scenario": "town/none.yaml"}, "none.yaml"),
                                    ("TJ-002", {"with": "supply.nothing=1"}, "supply.nothing")):
            with self.subTest(rule=name, changes=changes):
                self.assert_fails(name, changes, word)

    def test_the_indicator_must_be_that_of_the_rule(self):
        for changes, word in (({"value": ">60"}, "operator"), ({"year": "2026"}, "expected 2026, found 2025"),
                              ({"attribute": "倡导性"}, "advocated")):
            with self.subTest(changes=changes):
                self.assert_fails("TJ-004", changes, word)
        self.write("town/indicators.csv", INDICATORS.replace(",,TJ-004,", ",,TJ-044,"))
        self.assert_fails("TJ-004", {}, "does not name the rule")

    def test_an_indicator_without_a_value_is_caught(self):
        self.write("town/indicators.csv", INDICATORS.replace("beds[nursing],beds", "beds[nursing],0 * beds"))
        self.assert_fails("TJ-004", {}, "has no value")

    def test_several_parameters_are_counted_and_each_is_probed(self):
        self.assert_fails("TJ-008", {"factor": "1", "value": "3"}, "how many of the parameters are on: expected = 3, found 2")
        self.assert_fails("TJ-008", {"output": "population"}, "groups.special.only_poor=false")
        self.assert_fails("TJ-008", {"output": "groups[special_difficulty]"}, "queue.waiting_list[]=0")

    def test_a_conflict_that_names_the_rule_must_be_named_by_it(self):
        self.assert_fails("TJ-003", {"conflict": ""}, "C1")

    def test_what_is_outside_or_covered_in_part_says_why(self):
        self.assert_fails("TJ-009", {"note_en": ""}, "do not say why")
        self.assert_fails("TJ-008", {"note_zh": ""}, "do not say what is covered")

    def test_a_table_with_gaps_is_no_table_of_all_rules(self):
        status, _, faults = self.rules("--check", "--quiet", "--plan", "tianjin")
        self.assertEqual(status, INPUT)
        self.assertIn("rule TJ-010 is missing", faults)
        self.assertNotIn("TJ-009", faults)

    def test_a_faulty_table_is_told_with_line_and_column(self):
        for changes, words in (({"home": "parametr"}, ["rules.csv:3:", "home", "'parameter'"]),
                               ({"value": "sixty"}, ["rules.csv:3:", "'sixty'"]),
                               ({"id": "XY-2"}, ["rules.csv:3:", "'XY-2'"]), ({"id": "TJ-001"}, ["line 2"]),
                               ({"title_en": ""}, ["rules.csv:3:", "both languages"])):
            with self.subTest(changes=changes):
                self.write_rules({"TJ-002": changes})
                status, _, faults = self.rules()
                self.assertEqual(status, INPUT)
                for word in words:
                    self.assertIn(word, faults)


class ListTest(RulesTest):
    def test_the_list_is_in_both_languages_and_ends_with_counts(self):
        for language, words in (("en", ["rule TJ-003", "50 yuan a month", "table", "binding", "meetings are not modelled",
                                        "9 rules: 7 computable, with a home; 1 partly computable"]),
                                ("zh", ["规则 TJ-003", "50 元／人月", "表格", "约束性", "会议制度不在模型内",
                                        "共 9 条：可计算且有落点 7 条"])):
            status, text, faults = self.rules(language=language)
            self.assertEqual((status, faults), (DONE, ""))
            for word in words:
                self.assertIn(word, text)

    def test_filters_leave_only_what_is_asked_for(self):
        for arguments, expected in ((["--topic", "beds"], ["TJ-002"]), (["--home", "declared"], ["TJ-007"]),
                                    (["--computable", "partly"], ["TJ-008"]), (["--rule", "TJ-001,TJ-009"], ["TJ-001", "TJ-009"]),
                                    (["--plan", "TA"], []), (["--plan", "tianjin", "--computable", "no"], ["TJ-009"])):
            with self.subTest(arguments=arguments):
                status, text, _ = self.rules(*arguments)
                self.assertEqual(status, DONE)
                self.assertEqual(re.findall(r"(?m)^([A-Z]{2}-\d{3})  ", text), expected)

    def test_a_filter_that_is_none_is_told_with_the_nearest(self):
        for arguments, word in ((["--topic", "bed"], "'beds'"), (["--plan", "tianjing"], "'tianjin'"),
                                (["--home", "tabel"], "'table'"), (["--rule", "TJ-999"], "'TJ-999'")):
            status, _, faults = self.rules(*arguments)
            self.assertEqual(status, INPUT)
            self.assertIn(word, faults)

    def test_a_check_of_no_rule_is_no_check(self):
        status, _, faults = self.check_only("TJ-001", "--home", "outside")
        self.assertEqual(status, INPUT)
        self.assertIn("nothing to check", faults)

    def test_conflicts_show_readings_and_choice_in_both_languages(self):
        for language, words in (("en", ["amount of the allowance", "one writes 50 yuan, the other 60", "50 yuan", "TJ-003"]),
                                ("zh", ["津贴标准", "甲写 50 元，乙写 60 元", "取 50 元"])):
            status, text, faults = self.rules("--conflicts", language=language)
            self.assertEqual((status, faults), (DONE, ""))
            for word in words:
                self.assertIn(word, text)

    def test_conflicts_show_what_each_pack_has_chosen(self):
        os.makedirs(self.path("taian"))
        self.write("taian/plan-2025.yaml", "base: ../town/scored.yaml\nsupply: {beds_factor: 1.3}\n")
        _, text, _ = self.rules("--conflicts")
        self.assertRegex(text, r"(?m)^    Tai'an: 1\.3$")


class ShippedTest(ProgramTest):
    """The table in the tree."""

    def shipped(self, *arguments):
        return self.call("rules", "--table", os.path.join(ROOT, "scenarios", "rules.csv"), *arguments)

    def test_every_computable_rule_has_a_home(self):
        status, text, faults = self.shipped("--lang", "en")
        self.assertEqual((status, faults), (DONE, ""))
        self.assertIn("521 rules: 318 computable, with a home", text)
        self.assertNotIn("have no home", text)

    def test_all_25_conflicts_are_shown_with_the_choice_of_each_pack(self):
        status, text, faults = self.shipped("--conflicts", "--lang", "zh")
        self.assertEqual((status, faults), (DONE, ""))
        self.assertEqual(re.findall(r"(?m)^(C\d+)  ", text), [f"C{i}" for i in range(1, 26)])
        nursing = text[text.index("\nC1  "):text.index("\nC2  ")]
        for name in ("天津市", "东丽区", "石家庄市", "宁河区", "泰安市"):
            self.assertRegex(nursing, f"(?m)^    {name}: [0-9.]+$")


if __name__ == "__main__":
    unittest.main()
