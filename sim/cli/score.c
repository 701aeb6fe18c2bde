#include "sim/cli/score.h"

#include "output/run_load.h"
#include "scenarios/numbers.h"
#include "sim/cli/messages.h"
#include "sim/cli/options.h"
#include "sim/cli/score_plan.h"
#include "sim/cli/score_table.h"
#include "sim/cli/score_view.h"
#include "sim/nearest.h"

#include <stdlib.h>
#include <string.h>

enum { PLAN, SCENARIO, DISTRICT, YEAR, DECLARED, CSV };

static const struct care_option options[] = {
    [PLAN] = {"plan",
              'p',
              {"NAME|FILE.csv", "名称|文件.csv"},
              {"another plan: of scenarios/NAME, or a table of indicators",
               "换一个规划：scenarios/名称 的规划，或一张指标表"}},
    [SCENARIO] = {"scenario", 's', {"NAME", "情景"}, {"only this scenario", "只看这一个情景"}},
    [DISTRICT] = {"district",
                  'd',
                  {"CODE|NAME", "代码|名称"},
                  {"a district instead of the jurisdiction", "看一个区县，而非整个辖区"}},
    [YEAR] = {"year", 'y', {"YEAR", "年份"}, {"judge all in this year, not when due", "按此年份评定，而非到期年份"}},
    [DECLARED] = {"declared",
                  0,
                  {"FILE.csv", "文件.csv"},
                  {"values the program cannot know: indicator,area,year,value",
                   "程序无从得知的数值：列 indicator,area,year,value"}},
    [CSV] = {"csv", 'c', {NULL, NULL}, {"a list for machines instead, UTF-8", "改为机器可读的列表，UTF-8"}},
};

static const struct care_usage usage = {
    .command = "score",
    .operands = {"RESULT.h5", "结果.h5"},
    .doc = {"Works out the indicators of a plan on a result: value, target, met or missed, by how much, since\n"
            "when, and how the districts rank. They are worked out anew from what the file holds. Those that must\n"
            "be declared and are not have no data, and never count as met.",
            "用结果文件计算规划指标：数值、目标、是否达标、差多少、哪年首次达标，以及各区排名。\n"
            "指标按文件内的数据重新计算；须由用户申报而未申报的为无数据，不算达标。"},
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .note = {"Example: carecap score results/tianjin.h5 --scenario plan-2025 --district 120110\n"
             "Exit status: 0 done, 1 a binding indicator due within the run is missed, 2 input wrong, 3 memory.",
             "示例：carecap score results/tianjin.h5 --scenario plan-2025 --district 120110\n"
             "退出码：0 完成；1 有运行年份内到期的约束性指标未达；2 输入有误；3 内存故障。"},
};

/* Everything of one call of the command. */
struct score {
    struct care_score_plan_request request;
    const char *path, *scenario, *district; /* as given; NULL: all, the whole */
    int year;                               /* 0: when due */
    bool is_csv;
    struct care_diagnostics *list;
    struct care_run_load *load;
    const struct care_outer *outer;
    int n;                          /* scenarios that are shown */
    int *scenarios;                 /* [n] indices of the outer axis */
    struct care_score_plan **plans; /* [n] */
    struct care_scorecard **cards;  /* [n] */
};

static int take_option(struct score *score, const struct care_options *line, int option)
{
    double number = 0;
    int status = CARE_OK;
    switch (option) {
    case PLAN:
        score->request.plan = line->value;
        break;
    case SCENARIO:
        score->scenario = line->value;
        break;
    case DISTRICT:
        score->district = line->value;
        break;
    case YEAR:
        status = care_options_number(line, option, CARE_FIRST_YEAR, CARE_LAST_YEAR, &number);
        score->year = (int)number;
        break;
    case DECLARED:
        score->request.declared = line->value;
        break;
    case CSV:
        score->is_csv = true;
        break;
    default:
        status = CARE_ERROR_INPUT; /* it has been said what is wrong */
        break;
    }
    return status;
}

/* @param is_help  receives whether help was printed */
static int read_line(struct score *score, struct care_options *line, bool *is_help)
{
    int option, status = CARE_OK;
    while (status == CARE_OK && (option = care_options_next(line)) != CARE_OPTIONS_END) {
        *is_help = option == CARE_OPTIONS_HELP;
        if (*is_help) {
            return CARE_OK;
        }
        status = take_option(score, line, option);
    }
    status = status == CARE_OK ? care_options_count(line, 1, 1) : status;
    score->path = status == CARE_OK ? line->operands[0] : NULL;
    return status;
}

/* ---- what is looked at ---- */

/* @param known  NULL-ended */
static int refuse(struct score *score, const char *key, const char *given, const char *const *known)
{
    const char *nearest = care_nearest_of(given, known);
    care_diagnostics_add(score->list, (struct care_place){.file = score->path, .key = key},
                         "'%s' is not in the file; the nearest is '%s'", "文件中没有“%s”；最接近的是“%s”", given,
                         nearest);
    return CARE_ERROR_INPUT;
}

static int choose_scenarios(struct score *score)
{
    const size_t count = (size_t)score->outer->n_scenarios;
    const char **known = calloc(count + 1, sizeof *known);
    score->scenarios = calloc(count, sizeof *score->scenarios);
    score->plans = calloc(count, sizeof *score->plans);
    score->cards = calloc(count, sizeof *score->cards);
    int status = CARE_OK;
    if (known == NULL || score->scenarios == NULL || score->plans == NULL || score->cards == NULL) {
        status = care_trace(CARE_ERROR_MEMORY);
        goto out;
    }
    for (int s = 0; s < score->outer->n_scenarios; s++) {
        known[s] = score->outer->scenarios[s];
        if (score->scenario == NULL || strcmp(score->scenario, known[s]) == 0) {
            score->scenarios[score->n++] = s;
        }
    }
    if (score->n == 0) {
        status = refuse(score, "--scenario", score->scenario, known);
    }
out:
    free(known);
    return status;
}

/* A code, or a name in either language. */
static bool is_district(const struct care_outer *outer, int d, const char *given)
{
    char code[16];
    (void)snprintf(code, sizeof code, "%d", (int)outer->district_codes[d]);
    return strcmp(given, code) == 0 || strcmp(given, outer->district_names[d].zh) == 0 ||
           strcmp(given, outer->district_names[d].en) == 0;
}

static int refuse_district(struct score *score)
{
    const size_t n = (size_t)score->outer->n_districts;
    const char **known = calloc(2 * n + 1, sizeof *known);
    if (known == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (size_t d = 0; d < n; d++) {
        known[2 * d] = score->outer->district_names[d].zh;
        known[2 * d + 1] = score->outer->district_names[d].en;
    }
    const int status = refuse(score, "--district", score->district, known);
    free(known);
    return status;
}

/* @param district  index of the outer axis; -1 when none is given */
static int choose_district(struct score *score, int *district)
{
    *district = -1;
    for (int d = 0; score->district != NULL && d < score->outer->n_districts; d++) {
        if (is_district(score->outer, d, score->district)) {
            *district = d;
        }
    }
    return score->district != NULL && *district < 0 ? refuse_district(score) : CARE_OK;
}

static int check_year(struct score *score)
{
    const int first = score->outer->first_year, last = first + score->outer->n_years - 1;
    if (score->year == 0 || (score->year >= first && score->year <= last)) {
        return CARE_OK;
    }
    care_diagnostics_add(score->list, (struct care_place){.file = score->path, .key = "--year"},
                         "the file has the years %d to %d", "文件的年份为 %d 至 %d", first, last);
    return CARE_ERROR_INPUT;
}

static int create_cards(struct score *score)
{
    int status = CARE_OK;
    for (int s = 0; s < score->n && status == CARE_OK; s++) {
        status = care_score_plan_create(&score->request, score->load, score->path, score->scenarios[s], score->list,
                                        &score->plans[s]);
        if (status == CARE_OK) {
            status = care_scorecard_create(care_score_plan_parameters(score->plans[s]),
                                           care_run_load_cubes(score->load), score->list, &score->cards[s]);
        }
    }
    return status;
}

/* ---- the answer ---- */

/* Whether a binding indicator that is due within the run is missed in what is shown. */
static bool is_missed(const struct score *score, int district)
{
    for (int s = 0; s < score->n; s++) {
        const struct care_score_view_at at = {score->scenarios[s], district, score->year};
        for (int i = 0; i < care_scorecard_n_indicators(score->cards[s]); i++) {
            if (care_score_view_is_due(score->cards[s], score->outer, i) &&
                care_score_view_of(score->cards[s], score->outer, i, &at).verdict == CARE_VERDICT_MISSED) {
                return true;
            }
        }
    }
    return false;
}

static int print(const struct score *score, int district)
{
    const struct care_score_table table = {
        .cards = score->cards,
        .scenarios = score->scenarios,
        .n = score->n,
        .outer = score->outer,
        .plan = care_score_plan_parameters(score->plans[0])->plan,
        .district = district,
        .year = score->year,
    };
    struct care_numbers numbers;
    if (!score->is_csv) {
        return care_score_table_print(&table, stdout);
    }
    const int status = care_numbers_begin(&numbers);
    if (status == CARE_OK) {
        care_score_table_print_csv(&table, stdout);
    }
    care_numbers_end(&numbers);
    return status;
}

/* @param missed  receives whether the exit status has to say so */
static int answer(struct score *score, bool *missed)
{
    int district;
    int status = care_run_load_create(score->path, score->list, &score->load);
    if (status != CARE_OK) {
        return status == CARE_ERROR_FILE ? CARE_ERROR_INPUT : status; /* the user named something that cannot be read */
    }
    score->outer = care_cubes_outer(care_run_load_cubes(score->load));
    status = choose_scenarios(score);
    status = status == CARE_OK ? choose_district(score, &district) : status;
    status = status == CARE_OK ? check_year(score) : status;
    status = status == CARE_OK ? create_cards(score) : status;
    if (status == CARE_OK) {
        status = print(score, district);
        *missed = is_missed(score, district);
    }
    return status;
}

static void score_free(struct score *score)
{
    for (int s = 0; s < score->n; s++) {
        care_scorecard_free(score->cards[s]);
        care_score_plan_free(score->plans[s]);
    }
    free(score->cards);
    free(score->plans);
    free(score->scenarios);
    care_run_load_free(score->load);
    care_diagnostics_free(score->list);
}

int care_score_command(int argc, char **argv)
{
    struct score score = {.path = NULL};
    struct care_options line = care_options_start(&usage, argc, argv);
    bool is_help = false, missed = false;
    if (read_line(&score, &line, &is_help) != CARE_OK || is_help) {
        return is_help ? CARE_OUTCOME_DONE : CARE_OUTCOME_INPUT;
    }
    int status = care_diagnostics_create(&score.list);
    status = status == CARE_OK ? answer(&score, &missed) : status;
    const int outcome = care_messages_end(usage.command, status, score.list);
    score_free(&score);
    return outcome == CARE_OUTCOME_DONE && missed ? CARE_OUTCOME_UNMET : outcome;
}
