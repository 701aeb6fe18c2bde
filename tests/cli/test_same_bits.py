"""A result is a pure function of inputs, seed and version: the same bytes for any threads, order, processor and language,
other bytes for another seed."""
import os
import re
import shutil
import unittest

from program import DONE, ProgramTest


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

    def test_another_seed_input_or_parameter_gives_another_file_and_run_id(self):
        ids = {self.expected_id}
        files = {self.expected}
        variants = (("--seed", "1"), ("--seed", "2"), ("--replicates", "2"), ("--set", "beds.supply_factor=1.1"),
                    ("town/norm.yaml",))
        for variant in variants:
            files.add(self.result(*variant))
            ids.add(self.run_id)
        self.replace("town/beds.csv", "990101,ordinary,90", "990101,ordinary,91")
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
