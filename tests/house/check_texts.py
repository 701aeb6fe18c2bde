"""Rules on the text of the sources: sizes, file comments, unfinished words, nothing of one machine in the tree."""
import os
import re
import subprocess

import tree

TEXT = (".c", ".h", ".py", ".sh", ".md", ".cmake", ".txt", ".json", ".yaml", ".yml", ".csv", ".ipynb", ".cff", ".cfg")
SOURCE = (".c", ".h", ".py", ".sh", ".cmake")
MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = 100
COMMON_PARENTS = {"/", "/tmp", "/home", "/opt", "/srv", "/usr/src", "/var/tmp", "/mnt", "/trial"}
# Put together from halves, so that this file does not hold them itself.
UNFINISHED = re.compile(r"\b(" + "|".join(a + b for a, b in (
    ("TO", "DO"), ("FIX", "ME"), ("X", "XX"), ("HA", "CK"), ("place", "holder"), ("not impl", "emented"))) + r")\b")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HOME = re.compile(r"/(?:home|Users)/[A-Za-z]|/" + r"root/|[A-Z]:\\\\?Users", re.ASCII)


def machine_words(root):
    """What may not be in the tree is looked up, not listed: the folder this checkout stands in, the archives apt uses."""
    top = os.path.realpath(root)
    words = [top + "/"]
    if os.path.dirname(top) not in COMMON_PARENTS:
        words.append(os.path.dirname(top) + "/")
    try:
        answer = subprocess.run(["apt-get", "indextargets", "--format", "$(REPO_URI)"], capture_output=True, text=True,
                                check=False).stdout
    except OSError:
        answer = ""
    words += sorted({m.group(1) for m in re.finditer(r"https?://(?:[^/@ ]*@)?([^/: ]+)", answer)})
    return words


def long_functions(path, lines):
    """A function is what stands between { and } in the first column."""
    faults, start = [], None
    for number, line in enumerate(lines, 1):
        if line.startswith("{"):
            start = number
        elif line.rstrip() == "}" and start is not None:
            if number - start - 1 > MAX_FUNCTION_LINES:
                faults.append(f"{path}:{start}: a function of {number - start - 1} lines (at most {MAX_FUNCTION_LINES})")
            start = None
    return faults


def faults_of_source(path, text):
    lines = text.split("\n")
    n_lines = len(lines) - 1
    faults = []
    if path.endswith(".h") and not text.startswith("/** @file"):
        faults.append(f"{path}:1: a header opens with /** @file and its purpose")
    if path.endswith((".c", ".h")):
        faults += long_functions(path, lines)
        if n_lines > MAX_FILE_LINES:
            faults.append(f"{path}: {n_lines} lines (at most {MAX_FILE_LINES})")
    for number, line in enumerate(lines, 1):
        if line != line.rstrip():
            faults.append(f"{path}:{number}: white space at the end of the line")
        if "\t" in line:
            faults.append(f"{path}:{number}: a tab")
        if UNFINISHED.search(line):
            faults.append(f"{path}:{number}: an unfinished word: {line.strip()[:80]}")
    if text and not text.endswith("\n"):
        faults.append(f"{path}: no line end at the end")
    return faults


def dead_links(root, path, text):
    """Links of a Markdown text to files of the tree that are not there."""
    faults = []
    for target in LINK.findall(text):
        name = target.split("#")[0]
        if name and not re.match(r"[a-z]+:", name):
            if not os.path.exists(os.path.join(root, os.path.dirname(path), name)):
                faults.append(f"{path}: dead link to {target}")
    return faults


def check(root):
    faults = []
    words = machine_words(root)
    for path in tree.files(root, TEXT):
        # Inputs of tests are wrong on purpose.
        is_input = path.startswith("tests/") and not path.endswith(SOURCE + (".md", ".txt"))
        try:
            text = tree.read(root, path).decode("utf-8")
        except UnicodeDecodeError as error:
            if not is_input:
                faults.append(f"{path}: not UTF-8 at byte {error.start}")
            continue
        for number, line in enumerate(text.split("\n"), 1):
            for word in words:
                if word in line:
                    faults.append(f"{path}:{number}: names this machine ({word})")
            if HOME.search(line):
                faults.append(f"{path}:{number}: a path of somebody's home folder")
        if path.endswith(".md"):
            faults += dead_links(root, path, text)
        if path.endswith(SOURCE):
            faults += faults_of_source(path, text)
    return faults


if __name__ == "__main__":
    tree.main(check)
