#include "sim/cli/run_summary.h"

#include "models/plan/measure.h"
#include "scenarios/arena.h"
#include "sim/cli/csv.h"
#include "sim/cli/messages.h"
#include "sim/cli/score_view.h"
#include "sim/cli/score_words.h"
#include "sim/cli/terminal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MIDDLE_YEAR = 2025, SCENARIO = 18, BINDING = 8, VERDICTS = 9 };

/* What is compared. Columns that share a label stand below it together. */
enum { MIDDLE, LAST };
#define ELDERS "population[age=60..100]"
#define DISABLED "disability[moderate|severe|total]"
#define CAREGIVERS "[caregivers_of_homes|caregivers_of_services]"
static const struct figure {
    const char *name;        /* in the list for machines */
    const char *measure;     /* models/plan/measure.h */
    int when, width;         /* width in columns of the terminal */
    struct care_text label;  /* first line of the heading; "": that of the column before */
    struct care_text detail; /* second line; "": the year */
    bool is_in_groups;       /* people, shown in thousands or, in Chinese, ten thousands */
} figures[] = {
    {"aged_60_middle", ELDERS, MIDDLE, 7, {"60+, thousand", "60 岁+，万人"}, {"", ""}, true},
    {"aged_60_last", ELDERS, LAST, 7, {"", ""}, {"", ""}, true},
    {"disabled_last", DISABLED, LAST, 9, {"disabled", "失能"}, {"", ""}, false},
    {"beds_last", "beds", LAST, 8, {"beds", "床位"}, {"", ""}, false},
    {"beds_used_last", "beds_used", LAST, 8, {"in use", "在用"}, {"", ""}, false},
    {"queue_middle", "queue", MIDDLE, 7, {"in the queue", "轮候人数"}, {"", ""}, false},
    {"queue_last", "queue", LAST, 8, {"", ""}, {"", ""}, false},
    {"caregivers_needed_last", "staff_needed" CAREGIVERS, LAST, 7, {"caregivers", "护理员"}, {"needed", "需要"}, false},
    {"caregivers_in_post_last", "staff_in_post" CAREGIVERS, LAST, 8, {"", ""}, {"in post", "在岗"}, false},
    {"spent_million_yuan_last", "cost / 1000000", LAST, 7, {"million yuan", "支出，百万元"}, {"spent", "合计"}, false},
    {"unfunded_million_yuan_last", "unfunded / 1000000", LAST, 9, {"", ""}, {"unfunded", "缺口"}, false},
};
enum { N_FIGURES = sizeof figures / sizeof figures[0] };

/* The districts that the figures are of. */
enum { JURISDICTION, ALL, N_AREAS };

struct line {
    const char *scenario;
    struct care_text title;
    double figure[N_AREAS][N_FIGURES];
    struct care_score_view_counts binding, all;
};

struct block {
    const char *name;
    struct care_text plan;
    struct care_text others; /* how all districts are called; {NULL, NULL} where they are those of the jurisdiction */
    int year[2];             /* MIDDLE, LAST */
    int n, n_failed;
    struct line *lines; /* [n] */
};

struct care_run_summary {
    struct care_arena arena;
    struct block *blocks; /* [n] */
    int n;
};

int care_run_summary_create(struct care_run_summary **out)
{
    *out = calloc(1, sizeof **out);
    return *out == NULL ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
}

void care_run_summary_free(struct care_run_summary *summary)
{
    if (summary == NULL) {
        return;
    }
    care_arena_free(&summary->arena);
    free(summary->blocks);
    free(summary);
}

/* ---- figures of a job ---- */

static const char *copy(struct care_arena *arena, const char *text)
{
    return care_arena_copy(arena, text, strlen(text));
}

static struct care_text copy_text(struct care_arena *arena, struct care_text text)
{
    return (struct care_text){copy(arena, text.en), copy(arena, text.zh)};
}

/* The mean over draws and replicates. */
static double mean_value(const struct care_measure *measure, const struct care_outer *outer, struct care_measure_at at)
{
    const int n = outer->n_draws * outer->n_replicates;
    double sum = 0;
    for (int i = 0; i < n; i++) {
        at.draw = i / outer->n_replicates;
        at.replicate = i % outer->n_replicates;
        sum += care_measure_value(measure, &at);
    }
    return sum / n;
}

/* One figure of all scenarios and areas. @param all  [districts of the run] their indices */
static int take_figure(struct block *block, const struct care_run_job *job, int f, const int *all,
                       struct care_diagnostics *list)
{
    const struct care_outer *outer = care_cubes_outer(job->cubes);
    const struct care_place place = {.key = figures[f].name};
    struct care_measure *measure = NULL;
    const int status = care_measure_compile(figures[f].measure, job->cubes, place, list, &measure);
    for (int s = 0; s < job->n && status == CARE_OK; s++) {
        struct care_measure_at at = {.scenario = s, .year_index = block->year[figures[f].when] - outer->first_year};
        at.districts = care_scorecard_districts(job->cards[s], &at.n_districts);
        block->lines[s].figure[JURISDICTION][f] = mean_value(measure, outer, at);
        at.districts = all;
        at.n_districts = outer->n_districts;
        block->lines[s].figure[ALL][f] = mean_value(measure, outer, at);
    }
    care_measure_free(measure);
    return status;
}

static int take_figures(struct block *block, const struct care_run_job *job, struct care_diagnostics *list)
{
    const int n = care_cubes_outer(job->cubes)->n_districts;
    int *all = calloc((size_t)n, sizeof *all);
    int status = all == NULL ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
    for (int d = 0; d < n && status == CARE_OK; d++) {
        all[d] = d;
    }
    for (int f = 0; f < N_FIGURES && status == CARE_OK; f++) {
        status = take_figure(block, job, f, all, list);
    }
    free(all);
    return status;
}

static void take_verdicts(struct block *block, const struct care_run_job *job)
{
    const struct care_outer *outer = care_cubes_outer(job->cubes);
    for (int s = 0; s < job->n; s++) {
        const struct care_score_view_at at = {.scenario = s, .district = -1};
        block->lines[s].binding = care_score_view_count(job->cards[s], outer, &at, CARE_BINDING, -1);
        block->lines[s].all = care_score_view_count(job->cards[s], outer, &at, -1, -1);
    }
}

static bool is_in(const int *districts, int n, int district)
{
    for (int i = 0; i < n; i++) {
        if (districts[i] == district) {
            return true;
        }
    }
    return false;
}

/* "with Xinji" where the run holds one district more than the jurisdiction, else "all 16 districts". */
static struct care_text name_others(struct care_arena *arena, const struct care_run_job *job)
{
    const struct care_outer *outer = care_cubes_outer(job->cubes);
    int n;
    const int *districts = care_scorecard_districts(job->cards[0], &n);
    if (n == outer->n_districts) {
        return (struct care_text){NULL, NULL};
    }
    for (int d = 0; d < outer->n_districts && n + 1 == outer->n_districts; d++) {
        if (!is_in(districts, n, d)) {
            return (struct care_text){care_arena_text(arena, "  with %s", outer->district_names[d].en),
                                      care_arena_text(arena, "  含%s", outer->district_names[d].zh)};
        }
    }
    return (struct care_text){care_arena_text(arena, "  all %d districts", outer->n_districts),
                              care_arena_text(arena, "  全部 %d 个区县", outer->n_districts)};
}

static int fill_block(struct care_run_summary *summary, struct block *block, const char *name,
                      const struct care_run_job *job, struct care_diagnostics *list)
{
    struct care_arena *arena = &summary->arena;
    const struct care_outer *outer = care_cubes_outer(job->cubes);
    const int last = outer->first_year + outer->n_years - 1;
    *block = (struct block){
        .name = copy(arena, name),
        .plan = copy_text(arena, job->plans[0]->plan),
        .others = name_others(arena, job),
        .year = {MIDDLE_YEAR > outer->first_year && MIDDLE_YEAR < last ? MIDDLE_YEAR : outer->first_year, last},
        .n = job->n,
        .n_failed = job->n_failed,
        .lines = care_arena_zeros(arena, (size_t)job->n, sizeof *block->lines),
    };
    if (arena->is_exhausted) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int s = 0; s < job->n; s++) {
        block->lines[s].scenario = copy(arena, job->names[s]);
        block->lines[s].title = copy_text(arena, job->titles[s]);
    }
    take_verdicts(block, job);
    return arena->is_exhausted ? care_trace(CARE_ERROR_MEMORY) : take_figures(block, job, list);
}

int care_run_summary_add(struct care_run_summary *summary, const char *name, const struct care_run_job *job,
                         struct care_diagnostics *list)
{
    struct block *longer = realloc(summary->blocks, ((size_t)summary->n + 1) * sizeof *longer);
    if (longer == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    summary->blocks = longer;
    const int status = fill_block(summary, &longer[summary->n], name, job, list);
    summary->n += status == CARE_OK;
    return status;
}

int care_run_summary_n(const struct care_run_summary *summary)
{
    return summary->n;
}

/* ---- for people ---- */

/* Columns of the figure and of those after it that share its label. */
static int label_width(int f)
{
    int width = figures[f].width;
    for (f++; f < N_FIGURES && figures[f].label.en[0] == '\0'; f++) {
        width += figures[f].width;
    }
    return width;
}

static void print_heading(const struct block *block, FILE *stream)
{
    care_terminal_left(stream, "", SCENARIO);
    for (int f = 0; f < N_FIGURES; f++) {
        if (figures[f].label.en[0] != '\0') {
            care_terminal_right(stream, care_text_shown(figures[f].label), label_width(f));
        }
    }
    care_terminal_right(stream, care_text_shown((struct care_text){"binding", "约束性"}), BINDING);
    care_terminal_right(stream, care_text_shown((struct care_text){"all", "全部"}), VERDICTS);
    (void)fputc('\n', stream);
    care_terminal_left(stream, care_text_shown((struct care_text){"scenario", "情景"}), SCENARIO);
    for (int f = 0; f < N_FIGURES; f++) {
        char year[CARE_SCORE_WORDS_BYTES];
        (void)snprintf(year, sizeof year, "%d", block->year[figures[f].when]);
        care_terminal_right(stream, figures[f].detail.en[0] == '\0' ? year : care_text_shown(figures[f].detail),
                            figures[f].width);
    }
    care_terminal_right(stream, care_text_shown((struct care_text){"met/of", "达标/共"}), BINDING);
    care_terminal_right(stream, care_text_shown((struct care_text){"+/-/?", "+/-/?"}), VERDICTS);
    (void)fputc('\n', stream);
}

static void print_figures(const struct line *line, int area, FILE *stream)
{
    const bool is_zh = care_language() == CARE_LANGUAGE_ZH;
    for (int f = 0; f < N_FIGURES; f++) {
        char text[CARE_SCORE_WORDS_BYTES];
        const double value = line->figure[area][f];
        if (figures[f].is_in_groups && is_zh) {
            (void)snprintf(text, sizeof text, "%.1f", value / 10000);
        } else {
            (void)care_terminal_count(text, figures[f].is_in_groups ? value / 1000 : value);
        }
        care_terminal_right(stream, isnan(value) ? "-" : text, figures[f].width); /* flows of the first year */
    }
}

/* Dashes where there is no plan, or none that binds. */
static void print_verdicts(const struct line *line, FILE *stream)
{
    char binding[CARE_SCORE_WORDS_BYTES], all[CARE_SCORE_WORDS_BYTES];
    const struct care_score_view_counts *b = &line->binding, *a = &line->all;
    const bool is_any = a->met + a->missed + a->none > 0, is_bound = b->met + b->missed + b->none > 0;
    (void)snprintf(binding, sizeof binding, "%d/%d", b->met, b->met + b->missed);
    (void)snprintf(all, sizeof all, "%d/%d/%d", a->met, a->missed, a->none);
    care_terminal_right(stream, is_bound ? binding : "-", BINDING);
    care_terminal_right(stream, is_any ? all : "-", VERDICTS);
}

static void print_block(const struct block *block, FILE *stream)
{
    care_messages_say(stream, "%s: %s\n", "%s：%s\n", block->name, care_text_shown(block->plan));
    for (int s = 0; s < block->n; s++) {
        care_terminal_left(stream, block->lines[s].scenario, SCENARIO);
        print_figures(&block->lines[s], JURISDICTION, stream);
        print_verdicts(&block->lines[s], stream);
        (void)fputc('\n', stream);
        if (s == 0 && block->others.en != NULL) {
            care_terminal_left(stream, care_text_shown(block->others), SCENARIO);
            print_figures(&block->lines[s], ALL, stream);
            (void)fputc('\n', stream);
        }
    }
    if (block->n_failed > 0) {
        care_messages_say(stream, "  left out, see above: %d\n", "  未能运行，见上：%d 个\n", block->n_failed);
    }
}

void care_run_summary_print(const struct care_run_summary *summary, FILE *stream)
{
    for (int b = 0; b < summary->n; b++) {
        const struct block *block = &summary->blocks[b];
        const bool is_same = b > 0 && memcmp(block->year, block[-1].year, sizeof block->year) == 0;
        (void)fputc('\n', stream);
        if (!is_same) {
            print_heading(block, stream);
        }
        print_block(block, stream);
    }
    care_messages_say(
        stream,
        "\n60+: residents aged 60 and over; disabled: of them, moderate or worse. Caregivers and money: last year.\n"
        "binding: met of those with data; all: + met, - missed, ? no data or nothing to count; each in its due year.\n"
        "Districts of the jurisdiction only, unless said.\n",
        "\n60 岁+：常住老人；失能：其中中度及以上。护理员与支出为末年。\n"
        "约束性：达标数 / 有数据数；全部：+ 达标，- 未达，? 无数据或不适用；均按到期年份。\n"
        "除注明外只计辖区内各区县。\n");
}

/* ---- for machines ---- */

static void print_csv_line(const struct block *block, const struct line *line, int area, FILE *stream)
{
    const int counts[] = {line->binding.met, line->binding.missed, line->binding.none,
                          line->all.met,     line->all.missed,     line->all.none};
    care_csv_text(stream, block->name);
    (void)fputc(',', stream);
    care_csv_text(stream, line->scenario);
    (void)fputc(',', stream);
    care_csv_text(stream, line->title.zh);
    (void)fputc(',', stream);
    care_csv_text(stream, line->title.en);
    (void)fprintf(stream, ",%s,%d,%d", area == JURISDICTION ? "jurisdiction" : "all", block->year[MIDDLE],
                  block->year[LAST]);
    for (int f = 0; f < N_FIGURES; f++) {
        (void)fputc(',', stream);
        care_csv_number(stream, line->figure[area][f]);
    }
    for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++) { /* the plan is for the jurisdiction */
        (void)(area == JURISDICTION ? fprintf(stream, ",%d", counts[c]) : fprintf(stream, ","));
    }
    (void)fputc('\n', stream);
}

void care_run_summary_print_csv(const struct care_run_summary *summary, FILE *stream)
{
    (void)fprintf(stream, "jurisdiction,scenario,title_zh,title_en,area,middle_year,last_year");
    for (int f = 0; f < N_FIGURES; f++) {
        (void)fprintf(stream, ",%s", figures[f].name);
    }
    (void)fprintf(stream, ",binding_met,binding_missed,binding_no_data,met,missed,no_data\n");
    for (int b = 0; b < summary->n; b++) {
        const struct block *block = &summary->blocks[b];
        for (int s = 0; s < block->n; s++) {
            print_csv_line(block, &block->lines[s], JURISDICTION, stream);
            if (block->others.en != NULL) {
                print_csv_line(block, &block->lines[s], ALL, stream);
            }
        }
    }
}
