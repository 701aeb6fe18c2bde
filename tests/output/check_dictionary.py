"""Compares the tables in docs/data-dictionary.md with what a command prints (care_dictionary_print()).

    check_dictionary.py DOC [--fix] COMMAND [ARGUMENT ...]      --fix writes them into the document instead
"""
import subprocess
import sys

BEGIN, END = "<!-- tables: begin -->\n", "<!-- tables: end -->\n"


def main(arguments):
    doc, is_fixed = arguments[0], arguments[1] == "--fix"
    command = arguments[2 if is_fixed else 1:]
    printed = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    if "| cube |" not in printed:
        sys.exit("check_dictionary.py: the command prints no table")
    with open(doc, encoding="utf-8") as file:
        text = file.read()
    before, rest = text.split(BEGIN)
    held, after = rest.split(END)
    if is_fixed:
        with open(doc, "w", encoding="utf-8") as file:
            file.write(before + BEGIN + "\n" + printed + "\n" + END + after)
    elif held.strip() != printed.strip():
        wrong = sorted(set(printed.splitlines()) ^ set(held.splitlines()))
        sys.exit("\n".join([f"{doc}: the tables are not those of the program; --fix writes them. They differ in:"] + wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
