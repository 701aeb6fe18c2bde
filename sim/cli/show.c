#include "sim/cli/show.h"

#include "models/simulation.h"
#include "output/describe.h"
#include "output/dictionary.h"
#include "sim/cli/messages.h"
#include "sim/cli/options.h"

/* The line of a command that has no option of its own. @return CARE_OK, CARE_ERROR_INPUT; HELP when it was printed */
enum { HELP = 1 };

static int read_plain_line(struct care_options *line, int n_operands)
{
    const int option = care_options_next(line);
    if (option == CARE_OPTIONS_HELP) {
        return HELP;
    }
    return option == CARE_OPTIONS_END ? care_options_count(line, n_operands, n_operands) : CARE_ERROR_INPUT;
}

int care_show_describe(int argc, char **argv)
{
    static const struct care_usage usage = {
        .command = "describe",
        .operands = {"RESULT.h5", "结果.h5"},
        .doc = {"Says in words what a result file holds: scenarios, years, districts, every cube with its unit and\n"
                "meaning, first and last totals, and where the numbers came from.",
                "用文字说明结果文件的内容：情景、年份、区、每个变量的单位与含义、首末年合计，以及数字的来源。"},
        .note = {"Exit status: 0 done, 2 no result file, or a damaged one.",
                 "退出码：0 完成；2 不是结果文件或已损坏。"},
    };
    struct care_options line = care_options_start(&usage, argc, argv);
    struct care_diagnostics *list = NULL;
    int status = read_plain_line(&line, 1);
    if (status != CARE_OK) {
        return status == HELP ? CARE_OUTCOME_DONE : CARE_OUTCOME_INPUT;
    }
    status = care_diagnostics_create(&list);
    status = status == CARE_OK ? care_describe(line.operands[0], stdout, list) : status;
    if (status == CARE_ERROR_FILE && ferror(stdout) == 0) {
        status = CARE_ERROR_INPUT; /* the user named something that cannot be read */
    }
    const int outcome = care_messages_end(usage.command, status, list);
    care_diagnostics_free(list);
    return outcome;
}

int care_show_dictionary(int argc, char **argv)
{
    static const struct care_usage usage = {
        .command = "dictionary",
        .operands = {"", ""},
        .doc = {"Prints the tables of axes and cubes that a result file can hold, in both languages, as Markdown:\n"
                "the tables of docs/data-dictionary.md.",
                "以 Markdown 打印结果文件可能包含的全部轴和变量（中英文）：即 docs/data-dictionary.md 中的表。"},
        .note = {"", ""},
    };
    struct care_options line = care_options_start(&usage, argc, argv);
    const int status = read_plain_line(&line, 0);
    if (status != CARE_OK) {
        return status == HELP ? CARE_OUTCOME_DONE : CARE_OUTCOME_INPUT;
    }
    const int answer = care_dictionary_print(care_simulation_cubes, care_simulation_n_cubes, stdout);
    return care_messages_end(usage.command, answer, NULL);
}
