#include "sim/cli/check.h"

#include "models/plan/scorecard.h"
#include "scenarios/convert.h"
#include "scenarios/resolved.h"
#include "sim/cli/compose.h"
#include "sim/cli/messages.h"
#include "sim/cli/options.h"
#include "sim/cli/simulate.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

enum { RESOLVED, SET, CONVERT };

static const struct care_option options[] = {
    [RESOLVED] = {"resolved", 'r', {NULL, NULL}, {"print every number and where it came from", "打印每个数值及其来源"}},
    [SET] = {"set",
             's',
             {"KEY=VALUE", "键=值"},
             {"change a parameter, cells, a lever by district; as in run",
              "改一个参数、表中的单元格或分区的杠杆，写法同 run"}},
    [CONVERT] = {"convert",
                 'c',
                 {NULL, NULL},
                 {"instead: copy folder FROM to the new folder TO, turning files saved\n"
                  "                              as GBK or GB18030 (Excel, WPS) into UTF-8",
                  "改为转码：把 FROM 文件夹复制为新文件夹 TO，其中 GBK、GB18030\n"
                  "                              文件（Excel、WPS 所存）转为 UTF-8"}},
};

static const struct care_usage usage = {
    .command = "check",
    .operands = {"SCENARIO.yaml [MORE.yaml ...] | --convert FROM TO",
                 "情景.yaml [更多情景.yaml ...] | --convert FROM TO"},
    .doc = {"Checks scenarios and their tables and shows all faults at once, with file, line, column, key and\n"
            "allowed range. Every equation a run needs is solved too. Writes nothing.",
            "检查情景及其表格，一次列出全部错误（文件、行、列、键、允许范围），并求解运行所需的方程。\n"
            "不写任何文件。"},
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .note = {"Example: carecap check --resolved scenarios/tianjin/baseline.yaml\n"
             "Exit status: 0 all is well, 2 input wrong, 3 disk or memory.",
             "示例：carecap check --resolved scenarios/tianjin/baseline.yaml\n"
             "退出码：0 正确；2 输入有误；3 磁盘或内存故障。"},
};

struct check {
    struct care_override *overrides; /* [n_overrides] */
    int n_overrides;
    bool is_resolved, is_conversion;
    struct care_diagnostics *list;
};

static int take_option(struct check *check, const struct care_options *line, int option)
{
    char *key, *value;
    switch (option) {
    case RESOLVED:
        check->is_resolved = true;
        return CARE_OK;
    case CONVERT:
        check->is_conversion = true;
        return CARE_OK;
    case SET:
        if (care_options_pair(line, option, &key, &value) != CARE_OK) {
            return CARE_ERROR_INPUT;
        }
        check->overrides[check->n_overrides++] = (struct care_override){key, value};
        return CARE_OK;
    default:
        return CARE_ERROR_INPUT; /* it has been said what is wrong */
    }
}

static int print_resolved(const struct care_composition *composition)
{
    const struct care_provenance *provenance = care_scenario_provenance(composition->scenario);
    (void)printf("\n%s (%s)\n", care_text_shown(provenance->title), composition->path);
    return care_resolved_print(provenance, stdout);
}

static void print_counts(const struct care_composition *composition)
{
    const struct care_provenance *provenance = care_scenario_provenance(composition->scenario);
    const struct care_city *city = composition->city;
    int n_tables = 0, n_rules = 0, n_parameters = 0;
    for (int i = 0; i < provenance->n_inputs; i++) {
        n_tables += provenance->inputs[i].n_rows > 0;
    }
    for (int i = 0; i < provenance->n_resolved; i++) {
        n_rules += provenance->resolved[i].is_rule;
        n_parameters += !provenance->resolved[i].is_rule && !provenance->resolved[i].is_cells;
    }
    care_messages_say(stdout,
                      "%s: ok: %d districts, %d leaf areas, %" PRId64
                      " people, %d tables, %d parameters, %d policy entries\n",
                      "%s：正确：%d 个区，%d 个末级地区，%" PRId64 " 人，%d 张表，%d 个参数，%d 条政策\n",
                      composition->path, city->areas->n_districts, city->areas->n_leaves,
                      (int64_t)city->census.n_persons, n_tables, n_parameters, n_rules);
}

/* The indicators, as a run would read them. */
static int check_scorecard(const struct care_composition *composition, struct care_diagnostics *list)
{
    const struct care_provenance *provenance = care_scenario_provenance(composition->scenario);
    struct care_cubes *cubes = NULL;
    struct care_scorecard *scorecard = NULL;
    int status = care_simulate_cubes(composition, 1, &provenance->scenario, &provenance->title, NULL, 0, &cubes);
    if (status == CARE_OK) {
        status = care_scorecard_create(composition->city->parameters.scorecard, cubes, list, &scorecard);
    }
    care_scorecard_free(scorecard);
    care_cubes_free(cubes);
    return status;
}

/* Cities are not kept: only those of one run must agree, and any may be checked together. */
static int check_scenario(struct check *check, const char *path)
{
    struct care_composition composition;
    int status = care_compose(path, check->overrides, check->n_overrides, check->list, &composition);
    status = status == CARE_OK ? check_scorecard(&composition, check->list) : status;
    if (status == CARE_OK) {
        print_counts(&composition);
    }
    if (composition.scenario != NULL && check->is_resolved) { /* numbers that cannot be solved are worth a look, too */
        const int answer = print_resolved(&composition);
        status = status == CARE_OK ? answer : status;
    }
    care_compose_free(&composition);
    return status;
}

static int convert(struct check *check, const struct care_options *line)
{
    const int status = care_convert_folder(line->operands[0], line->operands[1], check->list);
    if (status == CARE_OK) {
        care_messages_say(stdout, "%s: ok\n", "%s：完成\n", line->operands[1]);
    }
    return status;
}

static int check_all(struct check *check, const struct care_options *line)
{
    int status = CARE_OK;
    for (int i = 0; i < line->n_operands; i++) {
        const int answer = check_scenario(check, line->operands[i]);
        status = answer != CARE_OK ? answer : status;
    }
    return status;
}

/* @param is_help  receives whether help was printed; otherwise the line is checked to its end */
static int read_line(struct check *check, struct care_options *line, bool *is_help)
{
    int option, status = CARE_OK;
    while (status == CARE_OK && (option = care_options_next(line)) != CARE_OPTIONS_END) {
        *is_help = option == CARE_OPTIONS_HELP;
        if (*is_help) {
            return CARE_OK;
        }
        status = take_option(check, line, option);
    }
    if (status != CARE_OK) {
        return status;
    }
    return check->is_conversion ? care_options_count(line, 2, 2) : care_options_count(line, 1, INT_MAX);
}

int care_check_command(int argc, char **argv)
{
    struct check check = {.overrides = calloc((size_t)argc, sizeof *check.overrides)}; /* fewer than arguments */
    struct care_options line = care_options_start(&usage, argc, argv);
    bool is_help = false;
    int outcome = CARE_OUTCOME_INPUT;
    int status = check.overrides != NULL ? care_diagnostics_create(&check.list) : care_trace(CARE_ERROR_MEMORY);
    if (status == CARE_OK && read_line(&check, &line, &is_help) != CARE_OK) {
        goto out;
    }
    if (status == CARE_OK && !is_help) {
        status = check.is_conversion ? convert(&check, &line) : check_all(&check, &line);
    }
    outcome = care_messages_end(usage.command, status, check.list);
out:
    free(check.overrides);
    care_diagnostics_free(check.list);
    return outcome;
}
