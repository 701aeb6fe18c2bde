"""Parses every #include of the C files and fails on a forbidden one. The table is that of docs/README.md:
a lower folder never sees a higher one, no cycle even between files, each library in its own corner."""
import os
import re

import tree

INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)

# folder -> folders it may include; the program and the tests see all
MAY_INCLUDE = {
    "sim": {"sim"},
    "scenarios": {"scenarios", "sim"},
    "models": {"models", "sim"},
    "output": {"output", "sim"},
    "program": {"sim", "scenarios", "models", "output", "program"},
    "tests": {"sim", "scenarios", "models", "output", "program", "tests"},
}
# header of a library -> part of the tree that may include it
CORNERS = [
    (re.compile(r"^(hdf5|H5[A-Z]\w*|hdf5_hl)\.h$"), {"output", "tests"}),
    (re.compile(r"^(libfyaml|csv)\.h$|^nettle/"), {"scenarios", "tests"}),
]
GSL = re.compile(r"gsl/")


def part(path):
    """The row of the table a file belongs to."""
    if path == "sim/main.c" or path.startswith("sim/cli/"):
        return "program"
    return path.split("/")[0]


def includes(root, path):
    """[(name, is_project)] in order of the file; comments do not count."""
    text = COMMENT.sub(lambda m: b"\n" * m.group().count(b"\n"), tree.read(root, path))
    return [((project or library).decode(), bool(project)) for project, library in INCLUDE.findall(text)]


def faults_of(root, path, found, known):
    faults = []
    allowed = MAY_INCLUDE[part(path)]
    seen_library = False
    for name, is_project in found:
        if not is_project:
            seen_library = True
            for pattern, parts in CORNERS:
                if pattern.search(name) and part(path) not in parts:
                    faults.append(f"{path}: <{name}> may be included only under {' and '.join(sorted(parts))}")
            if GSL.match(name) and path.endswith(".h"):
                faults.append(f"{path}: <{name}> in a header; GSL is included in .c files only")
            continue
        if seen_library:
            faults.append(f'{path}: "{name}" after a <library> include; the project\'s own come first')
        if name not in known:
            faults.append(f'{path}: "{name}" is no file of the tree; includes are written from the root')
        elif part(name) not in allowed:
            faults.append(f'{path}: forbidden edge to "{name}" ({part(path)} may include {", ".join(sorted(allowed))})')
    own = path[:-2] + ".h"
    if path.endswith(".c") and own in known and (not found or found[0] != (own, True)):
        faults.append(f'{path}: its own header "{own}" is not the first include')
    return faults


def cycles(edges):
    """Each cycle once, as a fault. Depth-first; a file still open when met again closes a cycle."""
    faults, state, stack = [], {}, []

    def visit(path):
        state[path] = "open"
        stack.append(path)
        for name in edges.get(path, ()):
            if state.get(name) == "open":
                faults.append("cycle: " + " -> ".join(stack[stack.index(name):] + [name]))
            elif name not in state:
                visit(name)
        stack.pop()
        state[path] = "done"

    for path in sorted(edges):
        if path not in state:
            visit(path)
    return faults


def check(root):
    known = [p for p in tree.files(root, (".c", ".h")) if p.split("/")[0] in tree.CODE]
    if not known:
        return [f"{os.path.abspath(root)}: no C file found"]
    found = {path: includes(root, path) for path in known}
    faults = []
    for path in known:
        faults += faults_of(root, path, found[path], set(known))
    edges = {path: [name for name, is_project in found[path] if is_project] for path in known}
    return faults + cycles(edges)


if __name__ == "__main__":
    tree.main(check)
