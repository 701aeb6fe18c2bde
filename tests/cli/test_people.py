"""carecap run --people: a file of single people beside the result, or what is wrong with the request; never half a file."""
import os
import resource
import signal
import unittest

from program import DONE, INPUT, INTERRUPTED, SYSTEM, ProgramTest, start

SCENARIO = "town/town.yaml"
CARE = ["place", "mode", "provider"]  # parts of the column `care`
TRAITS = ["children_near", "household", "local_hukou", "rural", "income", "relief", "bereaved", "certificate", "employee_insured",
          "veteran"]  # parts of the column `traits`


class PeopleTest(ProgramTest):
    def files(self):
        return sorted(name for name in os.listdir(self.folder) if name != "town")

    def people(self, *arguments):
        """The people's file of a run of the town."""
        status, _, faults = self.run_town("run.h5", "--force", "--people", "2021,2035", *arguments)
        self.assertEqual(status, DONE, faults)
        return self.read("run-people.h5")

    def test_people_lie_beside_the_result_which_does_not_change(self):
        self.assertEqual(self.run_town("plain.h5")[0], DONE)
        status, text, faults = self.run_town("run.h5", "--people", "2035", "--lang", "en")
        self.assertEqual((status, faults), (DONE, ""))
        self.assertIn("people: run-people.h5\n", text)
        self.assertEqual(self.files(), ["plain.h5", "run-people.h5", "run.h5"])
        self.assertEqual(self.read("run.h5"), self.read("plain.h5"))
        _, _, faults = self.call("describe", "run-people.h5", "--lang", "en")
        self.assertIn("holds single people", faults)

    def test_threads_order_and_vector_instructions_do_not_show(self):
        expected = self.people("--threads", "1")
        for arguments in (("--threads", "2"), ("--threads", "3"), ("--threads", "8"), ("--visit-order", "7", "--threads", "2"),
                          ("--simd", "off")):
            self.assertEqual(self.people(*arguments), expected, arguments)
        self.assertNotEqual(self.people("--seed", "2"), expected)

    def test_the_order_of_years_and_columns_does_not_show(self):
        expected = self.people("--people-columns", "sex,level")
        self.assertEqual(self.people("--people-columns", "level,sex", "--people", "2035,2021,2021"), expected)
        self.assertLess(len(self.people("--people-columns", "sex,level", "--people-sample", "0.1")), len(expected) // 3)

    def test_parts_of_packed_columns_are_columns_of_their_own(self):
        names = CARE + TRAITS
        expected = self.people("--people-columns", ",".join(names))
        self.assertEqual(self.people("--people-columns", ",".join(reversed(names))), expected)
        for name in ("place", "mode", "provider", "children_near", "veteran"):
            self.assertLess(len(self.people("--people-columns", ",".join(set(names) - {name}))), len(expected), name)

    def test_several_scenarios_give_a_file_each_of_the_first_replicate(self):
        status, _, faults = self.call("run", SCENARIO, "town/norm.yaml", "-o", "both.h5", "-q", "--people", "2021,2035",
                                      "--replicates", "2")
        self.assertEqual((status, faults), (DONE, ""))
        self.assertEqual(self.files(), ["both-people-norm.h5", "both-people-town.h5", "both.h5"])
        status, _, _ = self.run_town("one.h5", "--people", "all", "--people-output", "elsewhere.h5")
        self.assertEqual((status, self.files()[2:]), (DONE, ["both.h5", "elsewhere.h5", "one.h5"]))

    def test_every_fault_of_a_request_is_said_before_the_run(self):
        for arguments, words in (
                (("--people", "2019,soon,"), ("2019", "soon", "--people: \"\"")),
                (("--people", "2035", "--people-columns", "sex,event,sex"),
                 ("\"event\"; nearest: ", "; there are: key, age_years, ", ", ".join(CARE), ", ".join(TRAITS), "twice")),
                (("--people", "2035", "--people-columns", "care,houshold"),
                 ("\"care\" is written in parts: place, mode, provider\n", "\"houshold\"; nearest: household;")),
                (("--people", "2035", "--people-columns", "traits"),
                 ("\"traits\" is written in parts: " + ", ".join(TRAITS) + "\n",)),
                (("--people", "2035", "--people-sample", "0"), ("0 is no share",)),
                (("--people", "2035", "--people-sample", "1.01"), ("1.01 is no share",)),
                (("--people-sample", "0.5"), ("--people: is missing",)),
                (("--people", "2035", "--people-output", "run.h5"), ("where the result goes",))):
            with self.subTest(arguments=arguments):
                status, text, faults = self.run_town("run.h5", *arguments, "--replicates", "1000")
                self.assertEqual((status, text), (INPUT, ""))
                for word in words:
                    self.assertIn(word, faults)
                self.assertEqual(self.files(), [])

    def test_an_older_file_of_people_is_replaced_only_with_force(self):
        self.write("run-people.h5", b"older people\n")
        status, _, faults = self.run_town("run.h5", "--people", "2035", "--replicates", "1000")
        self.assertEqual(status, INPUT)
        self.assertIn("run-people.h5", faults)
        self.assertEqual((self.read("run-people.h5"), self.files()), (b"older people\n", ["run-people.h5"]))
        self.assertTrue(self.people().startswith(b"\x89HDF"))

    def test_a_full_disk_leaves_neither_people_nor_result(self):
        def limit_file_size():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
        status, _, faults = self.run_town("run.h5", "--people", "2035", "--lang", "en", preexec_fn=limit_file_size)
        self.assertEqual(status, SYSTEM)
        self.assertIn("run-people.h5: the file cannot be written: the file would exceed the allowed size", faults)
        self.assertEqual(self.files(), [])

    def test_an_interrupt_leaves_no_people(self):
        process = start(self, "run", SCENARIO, "-o", "run.h5", "--people", "all", "--replicates", "1000")
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        self.assertEqual((process.returncode, self.files()), (INTERRUPTED, []))


if __name__ == "__main__":
    unittest.main()
