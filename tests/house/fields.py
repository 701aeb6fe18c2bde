"""The parameters that the sources declare (struct care_field of sim/fields.h), as the preprocessor leaves them: many are
written by macros."""
import os
import re
import subprocess

import tree

TABLE = re.compile(r"\bcare_field\s+\w+\[\]\s*=\s*\{")
STRING = re.compile(r"""'(?:\\.|[^'\\])'|"((?:\\.|[^"\\])*)\"""")
MEMBER = re.compile(r"\.(name|kind|low|high|source)\s*=\s*([^,}]*)")


def preprocessed(root, path):
    compiler = os.environ.get("CC", "cc").split()
    done = subprocess.run([*compiler, "-E", "-P", "-std=c17", "-D_GNU_SOURCE", "-I", root, os.path.join(root, path)],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{path}: {done.stderr.splitlines()[0]}")
    return done.stdout


def groups(text, start):
    """The texts within the braces that open one level below the one before `start`; no string holds a brace."""
    depth, begins = 0, start
    for brace in re.finditer("[{}]", text[start:]):
        at = start + brace.start()
        if brace.group() == "{":
            begins = at + 1 if depth == 0 else begins
            depth += 1
        else:
            depth -= 1
            if depth < 0:
                return
            if depth == 0:
                yield text[begins:at]


def value(written, strings):
    """The strings of a member joined; else its number; else its words."""
    numbers = re.findall(r'"(\d+)"', written)
    if numbers:
        return "".join(strings[int(number)] for number in numbers)
    words = written.strip()
    return float(words) if re.fullmatch(r"-?[0-9][0-9.e+-]*", words) else words


def declared(root, path):
    """[{name, kind, low, high, source}] of one file; members that are not written are missing."""
    if not re.search(rb"\bstruct care_field\b", tree.read(root, path)):
        return []
    strings = []

    def by_number(match):
        strings.append(match.group(1) or "")  # a character like '{' is none
        return f'"{len(strings) - 1}"'
    text = STRING.sub(by_number, preprocessed(root, path))
    return [{name: value(written, strings) for name, written in MEMBER.findall(group)}
            for table in TABLE.finditer(text) for group in groups(text, table.end())]
