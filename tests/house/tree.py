"""What the checks of the house share: the files of a tree, and how a check answers."""
import os
import sys

SKIPPED = {".git", "build", "__pycache__", ".ipynb_checkpoints", "node_modules", ".cache"}
CODE = ("sim", "scenarios", "models", "output", "tests")


def files(root, suffixes, folders=None):
    """Paths relative to root, with / and sorted, of all files that end in one of the suffixes."""
    found = []
    for folder, names, leaves in os.walk(root):
        names[:] = sorted(n for n in names if n not in SKIPPED)
        for leaf in leaves:
            path = os.path.relpath(os.path.join(folder, leaf), root).replace(os.sep, "/")
            if leaf.endswith(suffixes) and (folders is None or path.split("/")[0] in folders):
                found.append(path)
    return sorted(found)


def read(root, path):
    with open(os.path.join(root, path), "rb") as handle:
        return handle.read()


def main(check):
    """Runs check(root) -> list of faults on the tree named on the command line; exit status 1 when there is one."""
    if len(sys.argv) != 2:
        sys.exit(f"usage: {os.path.basename(sys.argv[0])} ROOT")
    faults = check(sys.argv[1])
    for fault in faults:
        print(fault)
    print(f"{os.path.basename(sys.argv[0])}: {len(faults)} faults")
    sys.exit(1 if faults else 0)
