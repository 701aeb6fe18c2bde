"""Help, version, language, wrong command lines, doctor, describe."""
import os
import re
import unittest

from program import DONE, INPUT, SYSTEM, ProgramTest, columns

COMMANDS = ("run", "check", "levers", "score", "describe", "dictionary", "doctor")
MAX_LINES, MAX_COLUMNS = 40, 100


class HelpTest(ProgramTest):
    def assert_one_screen(self, text):
        lines = text.splitlines()
        self.assertGreater(len(lines), 3)
        self.assertLessEqual(len(lines), MAX_LINES)
        for line in lines:
            self.assertLessEqual(columns(line), MAX_COLUMNS, line)

    def test_every_help_fits_one_screen_in_both_languages(self):
        status, text, _ = self.call("--help", "--lang", "en")
        self.assertEqual(status, DONE)
        listed = [line.split()[0] for line in text.splitlines() if line.startswith("  ")]
        for command in COMMANDS:
            self.assertIn(command, listed)
        for command in [[]] + [[name] for name in listed]:
            for language, word in (("en", "Usage: carecap"), ("zh", "用法：carecap")):
                with self.subTest(command=command, language=language):
                    status, text, faults = self.call(*command, "--help", "--lang", language)
                    self.assertEqual((status, faults), (DONE, ""))
                    self.assertIn(word, text)
                    self.assert_one_screen(text)

    def test_the_two_languages_list_the_same_options(self):
        def options(language):
            _, text, _ = self.call("run", "--help", "--lang", language)
            return [word.strip(",") for line in text.splitlines() for word in line.split()[:2] if word.startswith("-")]
        self.assertEqual(options("en"), options("zh"))
        self.assertIn("--record-run", options("en"))

    def test_without_a_command_help_goes_to_stderr_with_status_2(self):
        status, text, faults = self.call()
        self.assertEqual((status, text), (INPUT, ""))
        self.assertIn("Usage: carecap", faults)

    def test_the_version_is_that_of_the_tree(self):
        status, text, _ = self.call("--version")
        self.assertEqual(status, DONE)
        self.assertRegex(text, r"^carecap \d+\.\d+\.\d+( git [0-9a-f]{12})?\n$")


class LanguageTest(ProgramTest):
    def is_english(self, *arguments, **variables):
        status, text, _ = self.call("--help", *arguments, **variables)
        self.assertEqual(status, DONE)
        return "Usage" in text

    def test_the_language_follows_option_then_variables(self):
        for expected, arguments, variables in (
                (True, (), {"LANG": "en_GB.UTF-8"}),
                (False, (), {"LANG": "zh_CN.UTF-8"}),
                (False, (), {"LANG": "C.UTF-8"}),
                (False, (), {"LANG": ""}),
                (False, (), {"LANG": "de_DE.UTF-8"}),
                (False, (), {"LANG": "en_US", "LC_ALL": "zh_CN"}),
                (True, (), {"LANG": "zh_CN", "LC_MESSAGES": "en_US"}),
                (False, (), {"LANG": "en_US", "LC_ALL": "en_US", "CARECAP_LANG": "zh"}),
                (True, (), {"LANG": "zh_CN", "CARECAP_LANG": "en"}),
                (True, ("--lang", "en"), {"CARECAP_LANG": "zh"}),
                (False, ("--lang=zh",), {"CARECAP_LANG": "en"})):
            with self.subTest(arguments=arguments, variables=variables):
                self.assertEqual(self.is_english(*arguments, **variables), expected)

    def test_lang_is_understood_before_and_after_the_command(self):
        for arguments in (("--lang", "zh", "run", "--help"), ("run", "--lang", "zh", "--help"), ("run", "--help", "--lang=zh")):
            self.assertIn("用法：carecap run", self.call(*arguments)[1])

    def test_another_language_is_refused(self):
        for arguments in (("--lang", "fr"), ("--lang=",), ("run", "--lang"), ("--language", "en")):
            status, text, faults = self.call(*arguments)
            self.assertEqual((status, text), (INPUT, ""), arguments)
            self.assertIn("--lang", faults)


class WrongLineTest(ProgramTest):
    def assert_refused(self, word, *arguments):
        status, text, faults = self.call(*arguments)
        self.assertEqual((status, text), (INPUT, ""), arguments)
        self.assertIn(word, faults)
        self.assertEqual(sorted(os.listdir(self.folder)), ["town"])

    def test_an_unknown_command_or_option_names_the_nearest(self):
        self.assert_refused("nearest: check", "chek", "town/town.yaml")
        self.assert_refused("nearest: --output", "run", "town/town.yaml", "--outputs", "x.h5")
        self.assert_refused("-z", "run", "-z", "town/town.yaml")

    def test_values_that_are_missing_wrong_or_too_many_are_refused(self):
        self.assert_refused("--output", "run", "town/town.yaml", "--output")
        self.assert_refused("-o", "run", "town/town.yaml", "-o")
        self.assert_refused("--force=yes", "run", "--force=yes", "town/town.yaml")
        for value in ("0", "-1", "two", "1.5", "020", "", "99999999"):
            self.assert_refused("whole number from 1", "run", "town/town.yaml", "--threads", value)
        self.assert_refused("on|off", "run", "town/town.yaml", "--simd", "maybe")
        self.assert_refused("KEY=VALUE", "run", "town/town.yaml", "--set", "choice.norm_share")
        self.assert_refused("KEY=VALUE", "check", "town/town.yaml", "--set", "=3")

    def test_operands_are_counted(self):
        self.assert_refused("SCENARIO.yaml", "run")
        self.assert_refused("SCENARIO.yaml", "check")
        self.assert_refused("RESULT.h5", "describe")
        self.assert_refused("b.h5", "describe", "a.h5", "b.h5")
        self.assert_refused("FROM TO", "check", "--convert", "town")
        self.assert_refused("extra", "doctor", "extra")


class OtherCommandsTest(ProgramTest):
    def test_doctor_finds_all_well_here(self):
        status, text, faults = self.call("doctor")
        self.assertEqual((status, faults), (DONE, ""), text)
        for word in ("Philox4x32-10", "vector and scalar draws agree", "git revision", "compiler", "GSL: 2", "HDF5: 1",
                     "threads:", "free disk space", "cbc", "all is well"):
            self.assertIn(word, text)
        self.assertNotIn("FAILED", text)

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_doctor_says_when_results_cannot_be_written(self):
        os.chmod(self.folder, 0o500)
        self.addCleanup(os.chmod, self.folder, 0o700)
        status, text, _ = self.call("doctor")
        self.assertEqual(status, 1)
        self.assertIn("FAILED", text)

    def test_describe_tells_what_a_run_holds(self):
        self.assertEqual(self.run_town("town.h5")[0], DONE)
        status, text, faults = self.call("describe", "town.h5")
        self.assertEqual((status, faults), (DONE, ""))
        for word in ("Anhe, a made-up town: baseline", "990101 Qiaotou Street", "2020: 50,000", "beds_idle", "SHA-256"):
            self.assertIn(word, text)
        self.assertIn("安河（虚构小城）基准", self.call("describe", "town.h5", "--lang", "zh")[1])

    def test_describe_refuses_what_is_no_result(self):
        self.write("text.h5", "no result\n")
        for name in ("text.h5", "nowhere.h5", "town"):
            status, text, faults = self.call("describe", name)
            self.assertEqual((status, text), (INPUT, ""), name)
            self.assertIn(name, faults)

    def test_what_cannot_be_printed_is_said_with_status_3(self):
        with open("/dev/full", "wb") as full:
            status, _, faults = self.call("check", "town/town.yaml", stdout=full)
        self.assertEqual(status, SYSTEM)
        self.assertIn("could not be written", faults)

    def test_check_counts_and_shows_where_numbers_come_from(self):
        status, text, faults = self.call("check", "town/town.yaml", "town/more-beds.yaml")
        self.assertEqual((status, faults), (DONE, ""))
        self.assertEqual(len(text.splitlines()), 2)
        self.assertRegex(text, r"town/town\.yaml: ok: 3 districts, 3 leaf areas, 50000 people, 25 tables, \d+ parameters, "
                               r"0 policy entries\n")
        status, text, _ = self.call("check", "--resolved", "town/more-beds.yaml", "--set", "choice.norm_share=0.04")
        self.assertEqual(status, DONE)
        rows = {line.split()[0]: line for line in text.splitlines() if re.match(r"[a-z_]+\.[a-z_]", line)}
        self.assertIn(f", 25 tables, {len(rows)} parameters, ", text)
        self.assertIn("command line", rows["choice.norm_share"])
        self.assertIn("1.5", rows["supply.beds_factor"])
        self.assertIn("more-beds.yaml:8", rows["supply.beds_factor"])
        self.assertIn("../../china/common.yaml:", rows["disability.city_odds"])
        self.assertIn("town.yaml:", rows["mortality.factor.male"])
        self.assertEqual(sorted(os.listdir(self.folder)), ["town"])

    def test_convert_makes_a_gbk_folder_readable(self):
        text = self.read("town/areas.csv").decode("utf-8")
        self.write("town/areas.csv", text.encode("gb18030"))
        self.assertEqual(self.call("check", "town/town.yaml")[0], INPUT)
        status, _, faults = self.call("check", "--convert", "town", "utf8")
        self.assertEqual(status, DONE, faults)
        self.assertEqual(self.read("utf8/areas.csv").decode("utf-8"), text)
        self.assertEqual(self.call("check", "utf8/town.yaml")[0], DONE)


if __name__ == "__main__":
    unittest.main()
