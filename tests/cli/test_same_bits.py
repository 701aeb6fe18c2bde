"""A result is a pure function of inputs, seed and version: the same bytes for any threads, order, processor and language,
other bytes for another seed."""
import os
import re
import shutil
import unittest

from program import DONE, ProgramTest

# A list of facilities, too few staff and assessors, beds that close and convert, neighbours far apart, budgets that end.
PRESSED = """base: own-list.yaml
run: {title: {zh: 受压, en: pressed}}
choice: {basis: norm}
migration: {move_rate_per_year: 0.02}
queue: {steps_per_month: 4}
finance: {budget_million_yuan: {city: 1, district: {2021: 2, 2030: 1}, ltci: 0.5, central: 0.1}, report: current_prices}
policy:
  - {lever: supply.beds_factor, set: {2021: 0.9, 2026: 0.6}}
  - {lever: supply.nursing_share, where: [town_centre], set: {2025: 0.6, 2035: 0.8}}
  - {lever: supply.market_exit_per_year, set: 0.03}
  - {lever: workforce.attrition_per_year, where: [countryside], factor: {2022: 1.4}}
  - {lever: queue.assessments_per_1000_per_month, set: 1}
  - {lever: services.respite.days_per_carer_per_year, set: 10}
  - {lever: land.stock_reuse.share, set: 0.3}
  - {lever: childcare.gap_closed_share_per_year, set: 0.2}
"""


class SameBitsTest(ProgramTest):
    def result(self, *arguments, scenario="town/town.yaml", **variables):
        status, text, faults = self.run_town("result.h5", "--force", *arguments, scenario=scenario, **variables)
        self.assertEqual(status, DONE, faults)
        self.run_id = re.search(r"[0-9a-f]{16}", text).group()
        return self.read("result.h5")

    def setUp(self):
        super().setUp()
        self.expected = self.result("--threads", "1")
        self.expected_id = self.run_id

    def test_threads_do_not_show(self):
        for n in (1, 2, 3, 8, 16):
            self.assertEqual(self.result("--threads", str(n)), self.expected, f"{n} threads")
        self.assertEqual(self.result(OMP_NUM_THREADS="5"), self.expected)

    def test_the_order_of_visits_does_not_show(self):
        for order in (7, 1, 987654321):
            self.assertEqual(self.result("--visit-order", str(order)), self.expected, f"order {order}")
            self.assertEqual(self.result("--visit-order", str(order), "--threads", "3"), self.expected)

    def test_vector_instructions_do_not_show(self):
        self.assertEqual(self.result("--simd", "off"), self.expected)
        self.assertEqual(self.result("--simd", "on"), self.expected)

    def test_the_mathematics_of_another_processor_does_not_show(self):
        # The C library has other exp, log and pow for processors without AVX2 and FMA; older ones spell the names longer.
        without = "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX2_Usable,-FMA_Usable"
        self.assertEqual(self.result(GLIBC_TUNABLES=without), self.expected)
        self.assertEqual(self.result("--simd", "off", "--threads", "2", GLIBC_TUNABLES=without), self.expected)

    def test_language_folder_and_umask_do_not_show(self):
        self.assertEqual(self.result("--lang", "zh", LANG="zh_CN.UTF-8", LC_ALL="de_DE.UTF-8"), self.expected)
        shutil.move(self.town, self.path("elsewhere"))
        self.assertEqual(self.result(scenario="elsewhere/town.yaml"), self.expected)
        self.assertEqual(self.result(scenario=self.path("elsewhere/town.yaml")), self.expected)
        self.assertEqual(self.run_id, self.expected_id)
        self.assertEqual(self.result(scenario="elsewhere/town.yaml", preexec_fn=lambda: os.umask(0o077)), self.expected)

    def test_several_scenarios_and_replicates_do_not_depend_on_threads(self):
        arguments = ("town/norm.yaml", "--replicates", "3")
        one = self.result("--threads", "1", *arguments)
        self.assertEqual(self.result("--threads", "3", "--visit-order", "11", *arguments), one)

    def test_the_care_system_under_pressure_is_the_same_in_every_cube_and_person(self):
        self.write("town/pressed.yaml", PRESSED)

        def files(*arguments):
            result = self.result("--people", "all", *arguments, scenario="town/pressed.yaml")
            return result, self.read("result-people.h5")
        expected = files("--threads", "1")
        self.assertNotEqual(expected[0], self.expected)
        for arguments in (("--threads", "2"), ("--threads", "3"), ("--threads", "8"), ("--threads", "2", "--simd", "off"),
                          ("--threads", "1", "--visit-order", "7"), ("--threads", "3", "--visit-order", "987654321")):
            with self.subTest(arguments=arguments):
                self.assertEqual(files(*arguments), expected)

    def test_another_seed_input_or_parameter_gives_another_file_and_run_id(self):
        ids = {self.expected_id}
        files = {self.expected}
        variants = (("--seed", "1"), ("--seed", "2"), ("--replicates", "2"), ("--set", "supply.beds_factor=1.1"),
                    ("town/norm.yaml",))
        for variant in variants:
            files.add(self.result(*variant))
            ids.add(self.run_id)
        self.replace("town/beds.csv", "990101,ordinary,public,14", "990101,ordinary,public,15")
        files.add(self.result())
        ids.add(self.run_id)
        self.assertEqual(len(files), len(variants) + 2)
        self.assertEqual(len(ids), len(variants) + 2)

    def test_a_comment_is_another_input(self):
        self.write("town/town.yaml", self.read("town/town.yaml") + b"# a remark\n")
        self.assertNotEqual(self.result(), self.expected)
        self.assertNotEqual(self.run_id, self.expected_id)


if __name__ == "__main__":
    unittest.main()
