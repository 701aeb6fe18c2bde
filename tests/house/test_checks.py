"""The checks of the house can fail: each kind of fault is planted in a small tree and must be found, and a good tree
must pass. Run with the tree's root as the first argument."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = sys.executable

GOOD = {
    "sim/draws.h": "/** @file  Draws. */\n#include <stdint.h>\nint care_draws_fill(void);\n",
    "sim/draws.c": '#include "sim/draws.h"\n\n#include <gsl/gsl_rng.h>\n#include <string.h>\n\n'
                   "int care_draws_fill(void)\n{\n    return 0;\n}\n",
    "sim/main.c": '#include "models/births.h"\n#include "output/file.h"\n#include "scenarios/reader.h"\n',
    "scenarios/reader.h": '/** @file  Reader. */\n#include "sim/draws.h"\n',
    "scenarios/reader.c": '#include "scenarios/reader.h"\n\n#include <csv.h>\n#include <libfyaml.h>\n'
                          "#include <nettle/sha2.h>\n",
    "models/births.h": '/** @file  Births. */\n#include "sim/draws.h"\n',
    "output/file.h": "/** @file  Files. */\n",
    "output/file.c": '#include "output/file.h"\n\n#include <hdf5.h>\n#include <hdf5_hl.h>\n',
    "tests/sim/test_draws.c": '#include "models/births.h"\n#include "output/file.h"\n',
    "README.md": "# Tree\n",
}


class Case(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="care-house-")
        self.addCleanup(shutil.rmtree, self.root)
        self.write(GOOD)

    def write(self, files):
        for path, text in files.items():
            full = os.path.join(self.root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "wb") as handle:
                handle.write(text if isinstance(text, bytes) else text.encode())

    def run_check(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def assert_passes(self, *command):
        status, text = self.run_check(*command)
        self.assertEqual(status, 0, text)

    def assert_fault(self, words, *command):
        status, text = self.run_check(*command)
        self.assertEqual(status, 1, text)
        self.assertIn(words, text)


class Includes(Case):
    def command(self):
        return PYTHON, os.path.join(HERE, "check_includes.py"), self.root

    def fault(self, files, words):
        self.write(files)
        self.assert_fault(words, *self.command())

    def test_a_good_tree_passes(self):
        self.assert_passes(*self.command())

    def test_an_empty_tree_is_a_fault(self):
        for folder in ("sim", "scenarios", "models", "output", "tests"):
            shutil.rmtree(os.path.join(self.root, folder))
        self.assert_fault("no C file found", *self.command())

    def test_every_forbidden_edge_is_found(self):
        edges = [("sim/draws.h", "models/births.h"), ("sim/draws.h", "scenarios/reader.h"),
                 ("sim/draws.h", "output/file.h"), ("sim/draws.h", "sim/cli/run.h"),
                 ("scenarios/reader.h", "models/births.h"), ("scenarios/reader.h", "output/file.h"),
                 ("models/births.h", "scenarios/reader.h"), ("models/births.h", "output/file.h"),
                 ("output/file.h", "models/births.h"), ("output/file.h", "scenarios/reader.h"),
                 ("output/file.h", "tests/sim/kit.h")]
        for path, target in edges:
            with self.subTest(path=path, target=target):
                self.write(GOOD)
                self.write({"sim/cli/run.h": "/** @file  Run. */\n", "tests/sim/kit.h": "/** @file  Kit. */\n"})
                self.fault({path: f'/** @file  x. */\n#include "{target}"\n'}, f'{path}: forbidden edge to "{target}"')

    def test_the_program_may_include_all(self):
        self.write({"sim/cli/run.c": '#include "models/births.h"\n#include "output/file.h"\n#include "sim/draws.h"\n'})
        self.assert_passes(*self.command())

    def test_a_cycle_between_files_of_one_folder_is_found(self):
        self.fault({"sim/a.h": '/** @file */\n#include "sim/b.h"\n', "sim/b.h": '/** @file */\n#include "sim/c.h"\n',
                    "sim/c.h": '/** @file */\n#include "sim/a.h"\n'}, "cycle: sim/a.h -> sim/b.h -> sim/c.h -> sim/a.h")

    def test_a_file_that_includes_itself_is_a_cycle(self):
        self.fault({"sim/a.h": '/** @file */\n#include "sim/a.h"\n'}, "cycle: sim/a.h -> sim/a.h")

    def test_hdf5_outside_output_is_found(self):
        for header in ("hdf5.h", "hdf5_hl.h", "H5Apublic.h"):
            self.fault({"models/births.c": f'#include "models/births.h"\n\n#include <{header}>\n'}, f"<{header}>")

    def test_readers_of_input_outside_scenarios_are_found(self):
        for header in ("libfyaml.h", "csv.h", "nettle/sha2.h"):
            self.fault({"output/file.c": f'#include "output/file.h"\n\n#include <{header}>\n'}, f"<{header}>")

    def test_gsl_in_a_header_is_found(self):
        self.fault({"models/births.h": "/** @file */\n#include <gsl/gsl_math.h>\n"}, "<gsl/gsl_math.h> in a header")

    def test_a_late_own_header_is_found(self):
        self.fault({"models/births.c": '#include "sim/draws.h"\n#include "models/births.h"\n'}, "is not the first include")

    def test_a_missing_own_header_is_found(self):
        self.fault({"models/births.c": "#include <stdio.h>\n"}, "is not the first include")

    def test_an_include_not_from_the_root_is_found(self):
        self.fault({"sim/draws.c": '#include "draws.h"\n'}, '"draws.h" is no file of the tree')

    def test_a_project_include_after_a_library_is_found(self):
        self.fault({"sim/main.c": '#include <stdio.h>\n#include "sim/draws.h"\n'}, "the project's own come first")

    def test_an_include_in_a_comment_does_not_count(self):
        self.write({"sim/a.h": '/** @file\n#include "models/births.h"\n*/\n'})
        self.assert_passes(*self.command())


class Texts(Case):
    def command(self):
        return PYTHON, os.path.join(HERE, "check_texts.py"), self.root

    def fault(self, files, words):
        self.write(files)
        self.assert_fault(words, *self.command())

    def test_a_good_tree_passes(self):
        self.assert_passes(*self.command())

    def test_a_header_without_file_comment_is_found(self):
        self.fault({"sim/a.h": "#include <stdint.h>\n"}, "sim/a.h:1: a header opens with")

    def test_a_long_file_is_found_and_the_longest_allowed_is_not(self):
        self.write({"sim/a.c": "int a;\n" * 600})
        self.assert_passes(*self.command())
        self.fault({"sim/a.c": "int a;\n" * 601}, "sim/a.c: 601 lines")

    def test_a_long_function_is_found_and_the_longest_allowed_is_not(self):
        self.write({"sim/a.c": "int a(void)\n{\n" + "    b();\n" * 100 + "}\n"})
        self.assert_passes(*self.command())
        self.fault({"sim/a.c": "int a(void)\n{\n" + "    b();\n" * 101 + "}\n"}, "sim/a.c:2: a function of 101 lines")

    def test_a_long_table_is_allowed(self):
        self.write({"sim/a.c": "const int a[] =\n{\n" + "    1,\n" * 200 + "};\n"})
        self.assert_passes(*self.command())

    def test_unfinished_words_are_found(self):
        for word in ("TO" + "DO", "FIX" + "ME", "X" + "XX", "not impl" + "emented"):
            self.fault({"sim/a.c": f"/* {word}: later */\n"}, "an unfinished word")

    def test_white_space_faults_are_found(self):
        self.fault({"sim/a.c": "int a; \n"}, "white space at the end")
        self.fault({"sim/a.c": "int a;\r\n"}, "white space at the end")
        self.fault({"sim/a.c": "\tint a;\n"}, "a tab")
        self.fault({"sim/a.c": "int a;"}, "no line end at the end")

    def test_a_path_of_this_checkout_is_found(self):
        self.fault({"README.md": f"see {os.path.realpath(self.root)}/sim\n"}, "names this machine")

    def test_a_home_folder_is_found(self):
        self.fault({"README.md": "see /home/" + "somebody/tree\n"}, "somebody's home folder")

    def test_a_dead_link_is_found_and_a_good_one_is_not(self):
        self.write({"sim/README.md": "[tree](../README.md#top) [web](https://example.org/x) [here](#top)\n"})
        self.assert_passes(*self.command())
        self.fault({"sim/README.md": "[gone](README.txt)\n"}, "sim/README.md: dead link to README.txt")

    def test_a_text_that_is_not_utf8_is_found_but_inputs_of_tests_may_be(self):
        self.write({"tests/scenarios/gb18030.csv": "区,人\n".encode("gb18030")})
        self.assert_passes(*self.command())
        self.fault({"README.md": "区,人\n".encode("gb18030")}, "README.md: not UTF-8 at byte 0")


class Symbols(Case):
    def library(self, stem, source):
        self.write({f"{stem}.c": source})
        path = os.path.join(self.root, stem)
        subprocess.run(["cc", "-c", path + ".c", "-o", path + ".c.o"], check=True)
        subprocess.run(["ar", "qc", path + ".a", path + ".c.o"], check=True)
        return path + ".a"

    def command(self, library, exceptions=""):
        self.write({"exceptions.txt": "# stem symbol reason\n" + exceptions})
        return os.path.join(HERE, "check_symbols.sh"), os.path.join(self.root, "exceptions.txt"), library

    def test_good_symbols_pass(self):
        source = "int care_cubes_n(void) { return 0; } int care_cube_at(void) { return 0; } int care_cubes = 1;" \
                 "static int local(void) { return 1; } int (*care_cubes_f)(void) = local;"
        self.assert_passes(*self.command(self.library("cubes", source)))

    def test_a_symbol_without_prefix_is_found(self):
        self.assert_fault("draws.c exports fill", *self.command(self.library("draws", "int fill(void) { return 0; }")))

    def test_a_variable_without_prefix_is_found(self):
        self.assert_fault("draws.c exports seed", *self.command(self.library("draws", "int seed = 3;")))

    def test_a_symbol_with_another_files_prefix_is_found(self):
        library = self.library("draws", "int care_table_n(void) { return 0; }")
        self.assert_fault("draws.c exports care_table_n", *self.command(library))

    def test_a_prefix_that_only_begins_alike_is_found(self):
        library = self.library("draw", "int care_drawing(void) { return 0; }")
        self.assert_fault("draw.c exports care_drawing", *self.command(library))

    def test_a_listed_exception_passes_and_an_unused_one_is_found(self):
        library = self.library("draws", "int care_table_n(void) { return 0; }")
        self.assert_passes(*self.command(library, "draws care_table_n reason\n"))
        self.assert_fault("exception not needed", *self.command(library, "draws care_table_n r\ndraws care_gone r\n"))

    def test_a_library_without_symbols_is_a_fault(self):
        self.assert_fault("no symbol found", *self.command(self.library("empty", "static int a; int *f(void);")))


class Format(Case):
    def command(self):
        root = os.path.dirname(os.path.dirname(HERE))
        shutil.copy(os.path.join(root, ".clang-format"), self.root)
        return os.path.join(HERE, "check_format.sh"), self.root

    def setUp(self):
        super().setUp()
        status, text = self.run_check(*self.command())
        if status == 77:
            self.skipTest(text)

    def test_a_good_tree_passes(self):
        self.assert_passes(*self.command())

    def test_a_brace_on_the_wrong_line_is_found_and_fixed(self):
        self.write({"sim/a.c": "int a(void) {\n  return 0;\n}\n"})
        self.assert_fault("sim/a.c:1", *self.command())
        self.assert_passes(*self.command(), "--fix")
        self.assert_passes(*self.command())


if __name__ == "__main__":
    unittest.main()
