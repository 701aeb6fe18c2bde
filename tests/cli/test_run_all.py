"""`carecap run --all`: all scenarios of jurisdictions, a file each, and a table of all."""
import csv
import os
import shutil
import signal
import unittest

import made_up_plan
from program import DONE, INPUT, INTERRUPTED, ProgramTest, columns, start

MOST_COLUMNS = 120
SHORT = ("--set", "run.last_year=2022")
HEADINGS = {"en": ("60+, thousand", "disabled", "in the queue", "caregivers", "million yuan", "binding"),
            "zh": ("60 岁+，万人", "失能", "轮候人数", "护理员", "支出，百万元", "约束性")}


class Jurisdictions(ProgramTest):
    """Two packs below scenarios/: the town, scored, with three scenarios; and one of its districts, Liuhe, with one."""

    def setUp(self):
        super().setUp()
        made_up_plan.add_to(self, "town", "town.yaml")
        os.makedirs(self.path("scenarios"))
        shutil.move(self.town, self.path("scenarios/anhe"))
        shutil.copytree(os.path.join(self.folder, "..", "china"), self.path("china"))
        os.rename(self.path("scenarios/anhe/town.yaml"), self.path("scenarios/anhe/baseline.yaml"))
        for name in ("norm", "more-beds"):
            self.replace(f"scenarios/anhe/{name}.yaml", "base: town.yaml", "base: baseline.yaml")
        os.remove(self.path("scenarios/anhe/own-list.yaml"))
        os.makedirs(self.path("scenarios/liuhe"))
        self.write("scenarios/liuhe/jurisdiction.csv", "area\n990102\n")
        self.write("scenarios/liuhe/baseline.yaml", "base: ../anhe/baseline.yaml\ntitle: {zh: 柳河, en: Liuhe}\n"
                   "scorecard: {jurisdiction: jurisdiction.csv}\n")

    def run_all(self, *arguments, expected=DONE):
        """@return stdout, stderr"""
        status, text, faults = self.call("run", "--all", *SHORT, *arguments)
        self.assertEqual(status, expected, faults)
        return text, faults

    def summary(self, folder="results"):
        """Lines by jurisdiction, scenario and area."""
        lines = csv.DictReader(self.read(f"{folder}/summary.csv").decode("utf-8").splitlines())
        return {(line["jurisdiction"], line["scenario"], line["area"]): line for line in lines}


class RunAllTest(Jurisdictions):
    def test_every_scenario_of_every_jurisdiction_is_in_its_file(self):
        text, _ = self.run_all()
        self.assertIn("anhe: 3 scenarios, results/anhe.h5\n", text)
        self.assertIn("liuhe: 1 scenarios, results/liuhe.h5\n", text)
        _, described, _ = self.call("describe", "results/anhe.h5")
        at = [described.index(f"\n  {name}: ") for name in ("baseline", "more-beds", "norm")]
        self.assertEqual(at, sorted(at))
        self.assertEqual(sorted(os.listdir(self.path("results"))), ["anhe.h5", "liuhe.h5", "summary.csv"])

    def test_the_summary_counts_the_districts_of_the_jurisdiction(self):
        """Beds: Anhe 270, half as many again 405; Liuhe 80 of them."""
        self.run_all()
        lines = self.summary()
        beds = {key: float(line["beds_last"]) for key, line in lines.items()}
        self.assertEqual(beds, {("anhe", "baseline", "jurisdiction"): 270, ("anhe", "more-beds", "jurisdiction"): 405,
                                ("anhe", "norm", "jurisdiction"): 270, ("liuhe", "baseline", "jurisdiction"): 80,
                                ("liuhe", "baseline", "all"): 270})
        self.assertEqual(lines["liuhe", "baseline", "all"]["aged_60_last"],
                         lines["anhe", "baseline", "jurisdiction"]["aged_60_last"])

    def test_the_summary_is_that_of_the_scorecard_and_the_headlines(self):
        self.run_all()
        line = self.summary()["anhe", "baseline", "jurisdiction"]
        _, scored, _ = self.call("score", "results/anhe.h5", "--scenario", "baseline", "--csv")
        verdicts = [row for row in csv.DictReader(scored.splitlines()) if row["area"] == "whole"]
        for column, wanted in (("met", ("met",)), ("missed", ("missed",)), ("no_data", ("no_data", "not_applicable"))):
            for name, rows in ((column, verdicts), (f"binding_{column}", [v for v in verdicts if v["attribute"] == "binding"])):
                self.assertEqual(int(line[name]), sum(row["verdict"] in wanted for row in rows), name)
        _, text, _ = self.call("run", "scenarios/anhe/baseline.yaml", "-o", "one.h5", *SHORT)
        for label, column in (("aged 60 and over", "aged_60_last"), ("beds", "beds_last"), ("beds in use", "beds_used_last"),
                              ("people in the queue", "queue_last"), ("caregivers in post", "caregivers_in_post_last"),
                              ("spent in the year, million yuan", "spent_million_yuan_last")):
            row = next(row for row in text.splitlines() if row.strip().startswith(label + "  "))
            self.assertEqual(int(row.split()[-1].replace(",", "")), round(float(line[column])), label)

    def test_the_table_names_years_units_and_scenarios_in_both_languages(self):
        for language, headings in HEADINGS.items():
            text, _ = self.run_all("--force", "--lang", language)
            for word in (*headings, "2020", "2022", "\nbaseline ", "\nmore-beds ", "\nnorm "):
                self.assertIn(word, text)
            for line in text.splitlines():
                self.assertLessEqual(columns(line), MOST_COLUMNS, line)
        self.assertIn("全部 3 个区县", text)  # beside Liuhe alone

    def test_a_district_left_out_is_named(self):
        self.write("scenarios/liuhe/jurisdiction.csv", "area\n990101\n990102\n")
        text, _ = self.run_all("liuhe")
        row = next(line for line in text.splitlines() if "with Shiling Township" in line)
        self.assertIn(" 270 ", row)

    def test_columns_stand_under_their_headings(self):
        for language, last in (("en", "binding"), ("zh", "约束性")):
            text, _ = self.run_all("--force", "--lang", language, "anhe")
            lines = text.splitlines()
            head = next(i for i, line in enumerate(lines) if last in line)
            ends = [columns(line.rstrip()) for line in (lines[head], lines[head + 1], lines[head + 3])]
            self.assertEqual(len(set(ends)), 1, ends)

    def test_jurisdictions_may_be_named_by_name_or_folder(self):
        text, _ = self.run_all("liuhe", "--output-folder", "out")
        self.assertNotIn("anhe", text)
        self.assertEqual(sorted(os.listdir(self.path("out"))), ["liuhe.h5", "summary.csv"])
        shutil.move(self.path("scenarios"), self.path("packs"))
        self.run_all("packs/anhe/", "--output-folder", "out2")
        self.assertEqual(sorted(os.listdir(self.path("out2"))), ["anhe.h5", "summary.csv"])

    def test_files_that_packs_share_are_no_scenarios(self):
        self.write("scenarios/anhe/shared.yaml", "common: true\nsupply: {beds_factor: 2}\n")
        text, _ = self.run_all("anhe")
        self.assertIn("anhe: 3 scenarios", text)

    def test_options_of_a_run_hold_for_all(self):
        self.run_all("anhe", "--replicates", "2", "--threads", "1", "--quiet")
        _, described, _ = self.call("describe", "results/anhe.h5")
        self.assertIn("replicates of chance: 2", described)

    def test_two_runs_give_the_same_bytes(self):
        self.run_all("liuhe", "--threads", "1")
        self.run_all("liuhe", "--threads", "2", "--output-folder", "again")
        for name in ("liuhe.h5", "summary.csv"):
            self.assertEqual(self.read(f"results/{name}"), self.read(f"again/{name}"))


class FailureTest(Jurisdictions):
    def test_a_wrong_scenario_is_left_out_and_the_others_are_run(self):
        self.write("scenarios/anhe/wrong.yaml", "base: baseline.yaml\nsupply: {beds_facto: 2}\n")
        self.write("scenarios/anhe/shorter.yaml", "base: baseline.yaml\nscorecard: {jurisdiction: ../liuhe/jurisdiction.csv}\n")
        text, faults = self.run_all(expected=INPUT)
        self.assertIn("scenarios/anhe/wrong.yaml:2:", faults)
        self.assertIn("scenarios/anhe/wrong.yaml is left out", faults)
        self.assertIn("scenarios/anhe/shorter.yaml is left out", faults)
        self.assertIn("anhe: 3 scenarios", text)
        self.assertIn("left out, see above: 2", text)
        self.assertEqual(len(self.summary()), 5)

    def test_a_wrong_jurisdiction_does_not_lose_the_others(self):
        self.replace("scenarios/anhe/indicators.csv", "beds[nursing|dementia]", "beds[nursng]")
        self.write("scenarios/liuhe/indicators.csv", made_up_plan.table())
        self.replace("scenarios/liuhe/baseline.yaml", "{jurisdiction", "{table: indicators.csv, jurisdiction")
        _, faults = self.run_all(expected=INPUT)
        self.assertEqual(faults.count("scenarios/anhe/indicators.csv:3: numerator"), 1)
        self.assertEqual(set(self.summary()), {("liuhe", "baseline", "jurisdiction"), ("liuhe", "baseline", "all")})
        self.assert_no_file("results/anhe.h5")

    def test_existing_results_stay_unless_forced(self):
        os.makedirs(self.path("results"))
        self.write("results/liuhe.h5", "old")
        _, faults = self.run_all(expected=INPUT)
        self.assertIn("results/liuhe.h5", faults)
        self.assertEqual(os.listdir(self.path("results")), ["liuhe.h5"])
        self.assertEqual(self.read("results/liuhe.h5"), b"old")
        self.run_all("--force")
        self.assertNotEqual(self.read("results/liuhe.h5"), b"old")

    def test_what_is_no_pack_is_refused(self):
        for name in ("gone", "scenarios"):
            _, faults = self.run_all(name, expected=INPUT)
            self.assertIn("baseline.yaml", faults)
        shutil.rmtree(self.path("scenarios"))
        _, faults = self.run_all(expected=INPUT)
        self.assertIn("baseline.yaml", faults)

    def test_options_that_do_not_go_together_are_refused(self):
        for arguments in (("--all", "--output", "x.h5"), ("--all", "--people", "2020"),
                          ("scenarios/anhe/baseline.yaml", "--output-folder", "x")):
            for language in ("en", "zh"):
                status, text, faults = self.call("run", *arguments, "--lang", language)
                self.assertEqual((status, text), (INPUT, ""))
                self.assertIn("--all", faults)

    def test_an_interrupt_keeps_the_files_that_are_done(self):
        process = start(self, "run", "--all", "liuhe", "anhe", "--replicates", "40", "--set", "run.last_year=2021", "--lang", "en")
        lines = iter(process.stderr.readline, b"")
        self.assertTrue(any(line == b"anhe\n" for line in lines))
        self.assertTrue(any(line.startswith(b"2021") for line in lines))  # the second has begun
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, INTERRUPTED)
        self.assertEqual(sorted(os.listdir(self.path("results"))), ["liuhe.h5", "summary.csv"])
        self.assertEqual({name for name, _, _ in self.summary()}, {"liuhe"})


if __name__ == "__main__":
    unittest.main()
