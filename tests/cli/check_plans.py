"""Compares docs/plans.md with what `carecap rules --markdown` prints.

    check_plans.py DOC [--fix] COMMAND [ARGUMENT ...]      --fix writes it instead
"""
import subprocess
import sys


def main(arguments):
    doc, is_fixed = arguments[0], arguments[1] == "--fix"
    command = arguments[2 if is_fixed else 1:]
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    if "| TJ-001 |" not in printed:
        sys.exit("check_plans.py: the command prints no rules")
    if is_fixed:
        with open(doc, "w", encoding="utf-8") as file:
            file.write(printed)
        return
    with open(doc, encoding="utf-8") as file:
        held = file.read()
    if held != printed:
        wrong = sorted(set(printed.splitlines()) ^ set(held.splitlines()))
        sys.exit("\n".join([f"{doc}: not what the program prints; --fix writes it. They differ in:"] + wrong[:20]))


if __name__ == "__main__":
    main(sys.argv[1:])
