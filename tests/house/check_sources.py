"""Every number has a place in docs/SOURCES.md: the anchors that the sources name, those that links of the documents
point to, and one for every key of the scenarios that ship, must be headings there, and the field of a key names the
key's own; the plausible range of a field (low, high) is the one of the list; every assumption A1, A2, ... that is used must be
listed once, and the list has no gap.
`check_sources.py --self-test` plants each fault and looks for it."""
import os
import re
import sys
import tempfile
import unittest

import fields
import tree

SOURCES = "docs/SOURCES.md"
FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STRING_ANCHOR = re.compile(r'"#([^"\s]+)"')
LINK_ANCHOR = re.compile(r"SOURCES\.md#([a-z0-9-]+)")
LISTED_ANCHOR = re.compile(r"`#([a-z0-9-]+)`")
YAML_ANCHOR = re.compile(r"#[^#\n]*[;；][ ]*#([a-z0-9-]+)")
ASSUMPTION = re.compile(r"(?<![A-Za-z0-9_-])A([1-9][0-9]*)(?![A-Za-z0-9_-])")
ASSUMPTION_ROW = re.compile(r"^\| *A([0-9]+) *\|", re.MULTILINE)
NO_SECTION = {"base", "common", "title", "policy"}  # of the file itself, not of a model
ENTRY = re.compile(r"^#{2,6}[ \t]+(\S+)[ \t]*\n(.*?)(?=^#{1,6}[ \t]|\Z)", re.MULTILINE | re.DOTALL)
RANGE = re.compile(r"^- 范围 range: (.*)$", re.MULTILINE)
NUMBER = r"-?\d(?:[\d,]*\d)?(?:\.\d+)?"
PAIR = re.compile(rf"(?<![\w.-])({NUMBER})(?:(?:-| to )({NUMBER}))?(?![\w.-]*\d)")
NUMBERS = ("CARE_FIELD_INT", "CARE_FIELD_REAL", "CARE_FIELD_SERIES", "CARE_FIELD_LEVER")


def anchors_of(text):
    """Anchors of all headings, as GitHub makes them: lower case; letters, digits, hyphens and underscores stay, a space
    becomes a hyphen, all else goes; the second of a kind gets -1, the third -2."""
    found, seen = set(), {}
    for title in HEADING.findall(FENCE.sub("", text)):
        kept = "".join(c for c in title.lower() if c.isalnum() or c in " -_")
        anchor = kept.replace(" ", "-")
        n = seen.get(anchor, 0)
        seen[anchor] = n + 1
        found.add(f"{anchor}-{n}" if n else anchor)
    return found


def lines_of(pattern, text):
    """[(line number, match)]"""
    return [(text.count("\n", 0, m.start()) + 1, m.group(1)) for m in pattern.finditer(text)]


def keys_of(text):
    """([(line number, anchor)] of the sections, the same of the keys) of a scenario: two levels, deeper keys belong to
    theirs. The name of either may hold several words."""
    sections, keys, section = [], [], None
    for number, line in enumerate(text.split("\n"), 1):
        if match := re.match(r"([a-z]\w*):", line):
            section = match.group(1)
            if section not in NO_SECTION:
                sections.append((number, section.replace("_", "-")))
        elif section not in NO_SECTION and (match := re.match(r"  ([a-z]\w*):", line)):
            keys.append((number, f"{section}-{match.group(1)}".replace("_", "-")))
    return sections, keys


def missing(path, uses, anchors, what):
    return [f"{path}:{number}: {what} #{anchor}: no such heading in {SOURCES}" for number, anchor in uses
            if anchor not in anchors]


def faults_of_anchors(root, anchors):
    faults, named, n_keys = [], set(), 0
    for path in tree.files(root, (".c", ".h"), ("sim", "models")):
        text = tree.read(root, path).decode()
        uses = lines_of(STRING_ANCHOR, COMMENT.sub(lambda m: "\n" * m.group().count("\n"), text))
        named.update(anchor for _, anchor in uses)
        faults += missing(path, uses, anchors, "source")
    for path in tree.files(root, (".yaml",), ("scenarios",)):
        text = tree.read(root, path).decode()
        sections, keys = keys_of(text)
        n_keys += len(keys)
        faults += missing(path, sorted(sections + keys), anchors, "key")
        faults += missing(path, lines_of(YAML_ANCHOR, text), anchors, "comment")
        faults += [f"{path}:{number}: no field of sim/ or models/ names #{anchor} as its source" for number, anchor in keys
                   if anchor in anchors and anchor not in named]
    for path in tree.files(root, (".c", ".h", ".md", ".yaml")):
        if path.split("/")[0] != "tests":
            faults += missing(path, lines_of(LINK_ANCHOR, tree.read(root, path).decode()), anchors, "link")
    faults += missing(SOURCES, lines_of(LISTED_ANCHOR, tree.read(root, SOURCES).decode()), anchors, "list")
    if not named or not n_keys:
        faults.append(f"{len(named)} anchors in sim/ and models/, {n_keys} keys in scenarios/: the wrong place?")
    return faults


def pairs_of(text):
    """[(low, high)] of "0.5-0.85; -0.12 to -0.04; 3", the last with both ends at 3."""
    return [tuple(float(number.replace(",", "")) for number in (low, high or low)) for low, high in PAIR.findall(text)]


def ranges_of(field, text):
    """The ranges that a list entry's line of ranges states for one field: of the parts that name it, else of all."""
    words = set(field["name"].split("."))
    named = [part for part in re.split(r"[,;] ", text) if words & set(re.findall(r"[a-z_][a-z0-9_]*", part))]
    return [pair for part in named or [text] for pair in pairs_of(part)]


def fault_of_range(path, field, lines):
    """None, or what is wrong with low and high. A setting of the run has an accepted range only."""
    anchor = field.get("source", "").lstrip("#")
    if field.get("kind") not in NUMBERS or anchor not in lines or anchor.startswith("run-"):
        return None
    text = lines[anchor]
    given = (field.get("low", 0.0), field.get("high", 0.0))
    stated = ranges_of(field, text)
    if given == (0, 0):
        must = [pair for pair in stated if pair[0] < pair[1]] and (PAIR.match(text) or len(stated) == 1)
        return f"{path}: {field['name']}: no low and high, but #{anchor} says {text}" if must else None
    return None if given in stated else f"{path}: {field['name']}: low {given[0]}, high {given[1]}, but #{anchor} says {text}"


def faults_of_ranges(root):
    entries = dict(ENTRY.findall(FENCE.sub("", tree.read(root, SOURCES).decode())))
    lines = {anchor: found.group(1) for anchor, body in entries.items() if (found := RANGE.search(body))}
    declared = [(path, field) for path in tree.files(root, (".c",), ("sim", "models"))
                for field in fields.declared(root, path)]
    found = [fault_of_range(path, field, lines) for path, field in declared]
    return [fault for fault in found if fault]


def faults_of_assumptions(root):
    rows = [int(n) for n in ASSUMPTION_ROW.findall(tree.read(root, SOURCES).decode())]
    faults = [f"{SOURCES}: A{n} is listed {rows.count(n)} times" for n in sorted(set(rows)) if rows.count(n) > 1]
    faults += [f"{SOURCES}: A{n} is missing from the list" for n in range(1, max(rows, default=1)) if n not in rows]
    for path in tree.files(root, (".md", ".csv", ".yaml"), ("docs", "scenarios", "models", "sim")):
        text = tree.read(root, path).decode()
        if path.endswith(".csv"):  # only where the list is named: other cells may well hold such words
            text = "\n".join(line if "SOURCES.md" in line else "" for line in text.split("\n"))
        faults += [f"{path}:{number}: assumption A{n} is not listed in {SOURCES}"
                   for number, n in lines_of(ASSUMPTION, text) if int(n) not in rows]
    return faults


def check(root):
    if not os.path.exists(os.path.join(root, SOURCES)):
        return [f"{SOURCES}: not there"]
    anchors = anchors_of(tree.read(root, SOURCES).decode())
    return faults_of_anchors(root, anchors) + faults_of_ranges(root) + faults_of_assumptions(root)


GOOD = {
    SOURCES: "# 出处 / Sources\n\n`#beds`, `#beds-norm-share`\n\n```\n# beds-in-a-fence\n```\n\n## beds\n\n"
             "### beds-norm-share\n\n- 数值 value: 0.3\n- 范围 range: share 0.1-0.5, slope -0.12 to 1,000; others x 0.6-1.6\n\n"
             "## family-care\n\n### family-care-hours\n\n**A1.** see A2\n\n| A1 | one |\n| A2 | two |\n",
    "docs/model.md": "[norm](SOURCES.md#beds-norm-share) A1\n",
    "models/beds.c": '/* e.g. "#no-anchor-in-a-comment" */\nconst char *source = "#beds";\n',
    "models/norm.c": '#define REAL(key, from, to) {.name = "norm." key, .kind = CARE_FIELD_REAL, .low = from, .high = to, \\\n'
                     '.doc = {"a } and a {", ", .low = 7"}, .source = "#beds-norm-share"}\n'
                     'static const struct care_field fields[] = {REAL("share", 0.1, 0.5), REAL("slope", -0.12, 1e3)};\n',
    "models/family.c": 'const char *source = "#family-care-hours";\n',
    "scenarios/town/town.yaml": "base: other.yaml\ntitle:\n  zh: x\nbeds:\n"
                                "  norm_share: 0.03 # share; #beds-norm-share\n  # a comment\n"
                                "family_care:\n  hours: 28\n",
    "scenarios/town/beds.csv": "area,source\n1,A9 is a word here\n2,A1: docs/SOURCES.md\n",
}


class SelfTest(unittest.TestCase):
    def faults(self, changes):
        with tempfile.TemporaryDirectory(prefix="care-sources-") as root:
            for path, text in {**GOOD, **changes}.items():
                os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
                with open(os.path.join(root, path), "w", encoding="utf-8") as handle:
                    handle.write(text)
            return check(root)

    def assert_fault(self, words, changes):
        faults = self.faults(changes)
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(words, faults[0])

    def test_a_good_tree_passes(self):
        self.assertEqual(self.faults({}), [])

    def test_headings_become_anchors_as_on_github(self):
        found = anchors_of("# 出处 / Sources of `x`!\n## a_b-c\n## Same\n## same ##\n")
        self.assertEqual(found, {"出处--sources-of-x", "a_b-c", "same", "same-1"})

    def test_a_source_without_heading_is_found(self):
        self.assert_fault("models/beds.c:1: source #gone", {"models/beds.c": 'const char *source = "#gone";\n'})

    def test_a_heading_in_a_code_fence_does_not_count(self):
        self.assert_fault("source #beds-in-a-fence", {"models/beds.c": 'const char *s = "#beds-in-a-fence";\n'})

    def test_a_key_without_heading_is_found(self):
        self.assert_fault("town.yaml:2: key #beds-supply", {"scenarios/town/town.yaml": "beds:\n  supply: beds.csv\n"})

    def test_a_key_whose_field_names_another_anchor_is_found(self):
        self.assert_fault("names #beds-norm-share", {"models/norm.c": 'const char *source = "#beds";\n'})
        self.assert_fault("names #family-care-hours", {"models/family.c": 'const char *source = "#family-care";\n'})

    def test_a_section_without_heading_is_found(self):
        self.assert_fault("town.yaml:1: key #staff-mix", {"scenarios/town/town.yaml": "staff_mix:\nbeds:\n  norm_share: 1\n"})

    def test_a_comment_that_names_no_heading_is_found(self):
        self.assert_fault("comment #gone", {"scenarios/town/town.yaml": "beds:\n  norm_share: 1 # share; #gone\n"})

    def test_a_plausible_range_that_is_not_the_one_listed_is_found(self):
        for old, new in (("0.1, 0.5", "0.1, 0.6"), ("0.1, 0.5", "-0.12, 1e3"), ("-0.12, 1e3", "0, 0"), ("1e3", "0.12")):
            norm = GOOD["models/norm.c"].replace(old, new)
            self.assert_fault("models/norm.c: norm." + ("share" if old == "0.1, 0.5" else "slope"), {"models/norm.c": norm})

    def test_the_ends_of_ranges_are_read_as_written(self):
        self.assertEqual(pairs_of("0.5-0.85 of beds; -0.12 to -0.04, 3; 1,000-20,000"),
                         [(0.5, 0.85), (-0.12, -0.04), (3, 3), (1000, 20000)])

    def test_a_dead_link_of_a_document_or_a_source_is_found(self):
        self.assert_fault("docs/model.md:1: link #gone", {"docs/model.md": "[x](SOURCES.md#gone)\n"})
        self.assert_fault("sim/a.h:1: link #gone", {"sim/a.h": "/* docs/SOURCES.md#gone */\n"})

    def test_an_anchor_of_the_list_without_heading_is_found(self):
        self.assert_fault("list #beds-gone", {SOURCES: GOOD[SOURCES] + "\n`#beds-gone`\n"})

    def test_an_assumption_that_is_not_listed_is_found(self):
        self.assert_fault("docs/model.md:1: assumption A3", {"docs/model.md": "as A3 says\n"})
        self.assert_fault("beds.csv:2: assumption A7", {"scenarios/town/beds.csv": "source\nA7 of docs/SOURCES.md\n"})

    def test_an_assumption_listed_twice_or_left_out_is_found(self):
        self.assert_fault("A2 is listed 2 times", {SOURCES: GOOD[SOURCES] + "| A2 | again |\n"})
        self.assert_fault("A3 is missing", {SOURCES: GOOD[SOURCES] + "| A4 | four |\n"})

    def test_a_tree_without_anchors_is_a_fault(self):
        faults = self.faults({path: "int a;\n" for path in GOOD if path.endswith(".c")})
        self.assertIn("the wrong place?", faults[-1])


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        unittest.main(argv=sys.argv[:1])
    tree.main(check)
