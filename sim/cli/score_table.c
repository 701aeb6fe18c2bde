#include "sim/cli/score_table.h"

#include "sim/cli/messages.h"
#include "sim/cli/score_view.h"
#include "sim/cli/score_words.h"
#include "sim/cli/terminal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Columns. Several scenarios: so many beside each other, the rest below. */
enum {
    NUMBER = 8,
    NAME = 34,
    DUE = 6,
    TARGET = 12,
    SCENARIO = 14,
    MOST_BESIDE = 4,
    LABEL = NUMBER + NAME + DUE + TARGET
};
enum { BASIS = 10, VALUE = 11, GAP = 11, VERDICT = 8, FIRST = 7, LAST = 11, CHANCE = 7 };

/* Some of the scenarios of the table. */
struct part {
    const struct care_score_table *table;
    int first, end;
    FILE *stream;
};

static const char *shown(const char *en, const char *zh)
{
    return care_text_shown((struct care_text){en, zh});
}

static const struct care_sheet *indicators_of(const struct part *part)
{
    return care_scorecard_table(part->table->cards[part->first]);
}

static struct care_score_view_at at_of(const struct care_score_table *table, int s)
{
    return (struct care_score_view_at){table->scenarios[s], table->district, table->year};
}

static bool is_one(const struct part *part)
{
    return part->table->n == 1;
}

static bool has_many_runs(const struct care_score_table *table)
{
    return table->outer->n_draws * table->outer->n_replicates > 1;
}

/* ---- above ---- */

static void print_title(const struct care_score_table *table, FILE *stream)
{
    const struct care_outer *outer = table->outer;
    int n_districts;
    const int *districts = care_scorecard_districts(table->cards[0], &n_districts);
    (void)fprintf(stream, "%s\n", care_text_shown(table->plan));
    if (table->n == 1) {
        const int scenario = table->scenarios[0];
        (void)fprintf(stream, "%s (%s)\n", care_text_shown(outer->titles[scenario]), outer->scenarios[scenario]);
    }
    if (table->district >= 0 || n_districts == 1) {
        const int district = table->district >= 0 ? table->district : districts[0];
        care_messages_say(stream, "%s (%d), ", "%s（%d），", care_text_shown(outer->district_names[district]),
                          (int)outer->district_codes[district]);
    } else {
        care_messages_say(stream, "%d districts, ", "%d 个区县，", n_districts);
    }
    if (table->year != 0) {
        care_messages_say(stream, "judged in %d, run of %d to %d\n", "按 %d 年评定，运行年份 %d—%d\n", table->year,
                          outer->first_year, outer->first_year + outer->n_years - 1);
    } else {
        care_messages_say(stream, "judged when due, run of %d to %d\n", "按到期年份评定，运行年份 %d—%d\n",
                          outer->first_year, outer->first_year + outer->n_years - 1);
    }
}

/* ---- the heading of scenarios side by side ---- */

/* Bytes of a name that go into a line of a heading: up to a hyphen if it does not fit whole. */
static size_t heading_size(const char *name)
{
    const size_t most = SCENARIO - 2;
    size_t n = strlen(name);
    while (n > most) {
        size_t k = n - 1;
        while (k > 0 && name[k - 1] != '-') {
            k--;
        }
        n = k > 0 ? k : most;
    }
    return n;
}

static void print_scenarios(const struct part *part, const char *label)
{
    const char *rest[MOST_BESIDE];
    bool is_left = true;
    for (int s = part->first; s < part->end; s++) {
        rest[s - part->first] = part->table->outer->scenarios[part->table->scenarios[s]];
    }
    for (int line = 0; is_left; line++) {
        is_left = false;
        care_terminal_left(part->stream, line == 0 ? label : "", LABEL);
        for (int s = 0; s < part->end - part->first; s++) {
            const size_t n = heading_size(rest[s]);
            (void)fprintf(part->stream, "%*.*s", SCENARIO, (int)n, rest[s]);
            rest[s] += n;
            is_left = is_left || rest[s][0] != '\0';
        }
        (void)fputc('\n', part->stream);
    }
}

/* ---- one indicator ---- */

static void print_heading(const struct part *part)
{
    FILE *stream = part->stream;
    if (!is_one(part)) {
        print_scenarios(part, "");
    }
    care_terminal_left(stream, shown("number", "编号"), NUMBER);
    care_terminal_left(stream, shown("indicator", "指标"), NAME);
    care_terminal_right(stream, shown("due", "到期"), DUE);
    care_terminal_right(stream, shown("target", "目标"), TARGET);
    if (is_one(part)) {
        care_terminal_right(stream, shown("basis", "依据"), BASIS);
        care_terminal_right(stream, shown("value", "数值"), VALUE);
        care_terminal_right(stream, shown("gap", "差距"), GAP);
        care_terminal_right(stream, shown("verdict", "结论"), VERDICT);
        care_terminal_right(stream, shown("first", "首达"), FIRST);
        care_terminal_right(stream, shown("last year", "末年"), LAST);
        if (has_many_runs(part->table)) {
            care_terminal_right(stream, shown("chance", "概率"), CHANCE);
        }
    }
    (void)fputc('\n', stream);
}

/* A year after the run is marked: what is due then is judged at the end of the run. */
static void print_due(const struct part *part, int indicator)
{
    char due[CARE_SCORE_WORDS_BYTES];
    const struct care_outer *outer = part->table->outer;
    const int year = care_sheet_int(indicators_of(part), CARE_INDICATORS_YEAR, indicator);
    const bool is_later = year >= outer->first_year + outer->n_years;
    (void)snprintf(due, sizeof due, "%d%s", year, is_later ? "*" : "");
    care_terminal_right(part->stream, due, DUE);
}

static void print_year(FILE *stream, int year)
{
    (void)(year == 0 ? fprintf(stream, "%*s", FIRST, "-") : fprintf(stream, "%*d", FIRST, year));
}

static void print_view(const struct part *part, int indicator, const struct care_score_view *view)
{
    char text[CARE_SCORE_WORDS_BYTES];
    FILE *stream = part->stream;
    const struct care_sheet *table = indicators_of(part);
    const int basis = care_sheet_int(table, CARE_INDICATORS_BASIS, indicator);
    care_terminal_right(stream, care_text_shown(care_score_words_basis((enum care_indicators_basis)basis)), BASIS);
    care_terminal_right(stream, care_score_words_value(text, table, indicator, view->value, view->gap), VALUE);
    care_terminal_right(stream, care_score_words_gap(text, table, indicator, view->gap), GAP);
    care_terminal_right(stream, care_text_shown(care_score_words_verdict(view->verdict)), VERDICT);
    print_year(stream, view->first_met);
    care_terminal_right(stream, care_score_words_value(text, table, indicator, view->last, 0), LAST);
    if (has_many_runs(part->table)) {
        (void)snprintf(text, sizeof text, "%.0f%%", 100 * view->chance);
        care_terminal_right(stream, isnan(view->chance) ? "-" : text, CHANCE);
    }
}

/* Value and mark of each scenario. */
static void print_beside(const struct part *part, int indicator)
{
    for (int s = part->first; s < part->end; s++) {
        char text[CARE_SCORE_WORDS_BYTES];
        const struct care_score_view_at at = at_of(part->table, s);
        const struct care_score_view view =
            care_score_view_of(part->table->cards[s], part->table->outer, indicator, &at);
        care_terminal_right(part->stream,
                            care_score_words_value(text, indicators_of(part), indicator, view.value, view.gap),
                            SCENARIO - 2);
        (void)fprintf(part->stream, " %s", care_score_words_mark(view.verdict));
    }
}

static void print_indicator(const struct part *part, int indicator)
{
    char name[CARE_SCORE_WORDS_NAME_BYTES], target[CARE_SCORE_WORDS_BYTES];
    const struct care_sheet *table = indicators_of(part);
    const char *rest = care_score_words_name(name, table, indicator);
    const size_t n = care_terminal_fit(rest, NAME - 1);
    care_terminal_left(part->stream, care_score_words_number(table, indicator), NUMBER);
    char first[CARE_SCORE_WORDS_NAME_BYTES];
    (void)snprintf(first, sizeof first, "%.*s", (int)n, rest);
    care_terminal_left(part->stream, first, NAME);
    print_due(part, indicator);
    care_terminal_right(part->stream, care_score_words_target(target, table, indicator), TARGET);
    if (is_one(part)) {
        const struct care_score_view_at at = at_of(part->table, part->first);
        const struct care_score_view view =
            care_score_view_of(part->table->cards[part->first], part->table->outer, indicator, &at);
        print_view(part, indicator, &view);
    } else {
        print_beside(part, indicator);
    }
    (void)fputc('\n', part->stream);
    for (rest += n; rest[0] != '\0'; rest += care_terminal_fit(rest, NAME - 1)) { /* the rest of a long name */
        rest += strspn(rest, " ");
        (void)fprintf(part->stream, "%*s%.*s\n", NUMBER, "", (int)care_terminal_fit(rest, NAME - 1), rest);
    }
}

/* ---- all indicators ---- */

static bool has_attribute(const struct part *part, int attribute)
{
    const struct care_sheet *table = indicators_of(part);
    for (int i = 0; i < table->n_rows; i++) {
        if (care_sheet_int(table, CARE_INDICATORS_ATTRIBUTE, i) == attribute) {
            return true;
        }
    }
    return false;
}

static void print_indicators(const struct part *part)
{
    const struct care_sheet *table = indicators_of(part);
    print_heading(part);
    for (int attribute = 0; attribute < CARE_N_ATTRIBUTES; attribute++) {
        if (!has_attribute(part, attribute)) {
            continue;
        }
        (void)fprintf(part->stream, "-- %s\n",
                      care_text_shown(care_score_words_attribute((enum care_indicators_attribute)attribute)));
        for (int i = 0; i < table->n_rows; i++) {
            if (care_sheet_int(table, CARE_INDICATORS_ATTRIBUTE, i) == attribute) {
                print_indicator(part, i);
            }
        }
    }
}

/* ---- counts ---- */

static void print_count(const struct part *part, const char *label, int attribute, int basis)
{
    care_terminal_left(part->stream, label, LABEL);
    for (int s = part->first; s < part->end; s++) {
        char text[CARE_SCORE_WORDS_BYTES];
        const struct care_score_view_at at = at_of(part->table, s);
        const struct care_score_view_counts counts =
            care_score_view_count(part->table->cards[s], part->table->outer, &at, attribute, basis);
        (void)snprintf(text, sizeof text, "%d / %d / %d", counts.met, counts.missed, counts.none);
        care_terminal_right(part->stream, text, SCENARIO);
    }
    (void)fputc('\n', part->stream);
}

/* Of all, or of the binding ones, by what they rest on: the three are never added up unseen. */
static void print_counts(const struct part *part)
{
    static const struct {
        struct care_text label;
        int attribute;
    } groups[] = {{{"binding", "约束性"}, CARE_BINDING}, {{"all", "全部"}, -1}};
    (void)fputc('\n', part->stream);
    print_scenarios(part, shown("met / missed / no data or nothing to count", "达标 / 未达 / 无数据或不适用"));
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
        print_count(part, care_text_shown(groups[g].label), groups[g].attribute, -1);
        for (int basis = 0; basis < CARE_N_BASES; basis++) {
            char label[CARE_SCORE_WORDS_BYTES];
            (void)snprintf(label, sizeof label, "  %s",
                           care_text_shown(care_score_words_basis((enum care_indicators_basis)basis)));
            print_count(part, label, groups[g].attribute, basis);
        }
    }
}

/* ---- ranking ---- */

/* The year to rank in: that of the table, or the last in which something is due. */
static int rank_index(const struct care_score_table *table)
{
    int last = 0;
    for (int i = 0; i < care_scorecard_n_indicators(table->cards[0]); i++) {
        const int due = care_scorecard_due(table->cards[0], i);
        last = due > last ? due : last;
    }
    return table->year != 0 ? table->year - table->outer->first_year : last;
}

/* How many indicators a district meets of those that judge it, in the first of all runs. */
static void print_standing(const struct part *part, int s, int district, int rank, int year_index)
{
    char text[CARE_SCORE_WORDS_BYTES];
    int n_met = 0, n_judged = 0;
    for (int i = 0; i < care_scorecard_n_indicators(part->table->cards[s]); i++) {
        const enum care_scorecard_verdict verdict =
            care_scorecard_district(part->table->cards[s], i, part->table->scenarios[s], 0, 0, year_index, district)
                .verdict;
        n_met += verdict == CARE_VERDICT_MET;
        n_judged += verdict == CARE_VERDICT_MET || verdict == CARE_VERDICT_MISSED;
    }
    (void)snprintf(text, sizeof text, "%d (%d/%d)", rank, n_met, n_judged);
    care_terminal_right(part->stream, rank == 0 ? "-" : text, SCENARIO);
}

/* @param ranks  [scenarios of the part][n] */
static void print_ranks(const struct part *part, const int *ranks, const int *districts, int n, int year_index)
{
    char label[CARE_SCORE_WORDS_NAME_BYTES];
    care_text_format(label, sizeof label, "rank of the districts in %d (met / judged)", "%d 年各区排名（达标 / 可评）",
                     part->table->outer->first_year + year_index);
    (void)fputc('\n', part->stream);
    print_scenarios(part, label);
    for (int rank = 1; rank <= n; rank++) { /* in the order of the first scenario */
        for (int d = 0; d < n; d++) {
            if (ranks[d] != rank) {
                continue;
            }
            care_terminal_left(part->stream, care_text_shown(part->table->outer->district_names[districts[d]]), LABEL);
            for (int s = part->first; s < part->end; s++) {
                print_standing(part, s, districts[d], ranks[(s - part->first) * n + d], year_index);
            }
            (void)fputc('\n', part->stream);
        }
    }
}

/* Nothing where there is but one district, or no indicator judges single districts. */
static int print_ranking(const struct part *part)
{
    int n;
    const int *districts = care_scorecard_districts(part->table->cards[part->first], &n);
    const int year_index = rank_index(part->table);
    int n_ranked = 0;
    if (n < 2 || part->table->district >= 0) {
        return CARE_OK;
    }
    int *ranks = calloc((size_t)(part->end - part->first) * (size_t)n, sizeof *ranks);
    if (ranks == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int s = part->first; s < part->end; s++) {
        care_scorecard_rank(part->table->cards[s], part->table->scenarios[s], 0, 0, year_index,
                            ranks + (s - part->first) * n);
    }
    for (int d = 0; d < n; d++) {
        n_ranked += ranks[d] > 0;
    }
    if (n_ranked > 0) {
        print_ranks(part, ranks, districts, n, year_index);
    }
    free(ranks);
    return CARE_OK;
}

/* ---- all of it ---- */

static void print_notes(const struct care_score_table *table, FILE *stream)
{
    care_messages_say(
        stream,
        "\nmarks: %s met, %s missed, %s no data (to be declared; never counts as met), %s nothing to count. Gaps of "
        "shares are in\npercentage points. * due after the run: judged in its last year. Where what districts have is "
        "a stand-in\n(docs/SOURCES.md), so is their rank.\n",
        "\n符号：%s 达标，%s 未达，%s 无数据（待用户申报，不算达标），%s 不适用。占比的差距以百分点计。\n"
        "* 到期晚于运行末年：按末年评定。各区设施若为分摊的替代数（docs/SOURCES.md），排名也只是替代。\n",
        care_score_words_mark(CARE_VERDICT_MET), care_score_words_mark(CARE_VERDICT_MISSED),
        care_score_words_mark(CARE_VERDICT_NO_DATA), care_score_words_mark(CARE_VERDICT_NOT_APPLICABLE));
    if (has_many_runs(table)) {
        care_messages_say(stream,
                          "Values are means over %d runs, met means in half of them or more; ranks are of the first.\n",
                          "数值为 %d 次运行的平均，半数及以上达标即为达标；排名取第一次运行。\n",
                          table->outer->n_draws * table->outer->n_replicates);
    }
}

int care_score_table_print(const struct care_score_table *table, FILE *stream)
{
    int status = CARE_OK;
    print_title(table, stream);
    for (int first = 0; first < table->n && status == CARE_OK; first += MOST_BESIDE) {
        const int end = first + MOST_BESIDE < table->n ? first + MOST_BESIDE : table->n;
        const struct part part = {table, first, end, stream};
        (void)fputc('\n', stream);
        print_indicators(&part);
        print_counts(&part);
        status = print_ranking(&part);
    }
    print_notes(table, stream);
    return status;
}
