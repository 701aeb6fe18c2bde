#include "sim/cli/headlines.h"

#include "models/axes.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/system/workforce.h"
#include "sim/cli/messages.h"
#include "sim/cli/terminal.h"
#include "sim/fields.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MIDDLE_YEAR = 2025, MAX_YEARS = 3, LABEL_COLUMNS = 34 };

/* A headline sums the cells of a cube from one code or label of an axis on. */
static const struct headline {
    const char *cube;
    const struct care_axis *axis; /* NULL: all cells */
    int first, n;                 /* indices on the axis; n 0: to the end */
    struct care_text label;
    double unit; /* what is shown is in so many of the cube's */
} headlines[] = {
    {"population", NULL, 0, 0, {"usual residents", "常住人口"}, 1},
    {"population", &care_axes_age, CARE_FIRST_CARE_AGE, 0, {"  aged 60 and over", "  60 岁及以上"}, 1},
    {"disability", &care_axes_level, 1, 0, {"  60+ disabled, mild or worse", "  60+ 失能（轻度及以上）"}, 1},
    {"disability", &care_axes_level, 3, 0, {"  60+ disabled, severe or total", "  60+ 失能（重度与完全）"}, 1},
    {"dementia", &care_axes_stage, 1, 0, {"  60+ with dementia", "  60+ 失智"}, 1},
    {"family_situation",
     &care_families_situation_axis,
     CARE_SITUATION_ALONE,
     1,
     {"  60+ living alone", "  60+ 独居"},
     1},
    {"family_situation",
     &care_families_situation_axis,
     CARE_SITUATION_EMPTY_NEST,
     1,
     {"  60+ in empty nests", "  60+ 空巢"},
     1},
    {"demand",
     &care_choice_mode_axis,
     CARE_HOME_VISITS,
     CARE_WANTS_ORDINARY_BED - CARE_HOME_VISITS,
     {"demand for services at home", "居家与社区服务需求"},
     1},
    {"demand", &care_choice_mode_axis, CARE_WANTS_ORDINARY_BED, 0, {"demand for beds", "床位需求"}, 1},
    {"beds", NULL, 0, 0, {"beds", "床位"}, 1},
    {"beds_used", NULL, 0, 0, {"beds in use", "在用床位"}, 1},
    {"queue", NULL, 0, 0, {"people in the queue", "床位轮候人数"}, 1},
    {"beds_idle", NULL, 0, 0, {"idle beds", "空置床位"}, 1},
    {"beds_idle_for_staff", NULL, 0, 0, {"  of these, for want of staff", "  其中因缺员空置"}, 1},
    {"staff_needed", &care_workforce_cubes_occupation, 0, CARE_N_STAFF_POOLS, {"caregivers needed", "所需护理员"}, 1},
    {"staff_in_post", &care_workforce_cubes_occupation, 0, CARE_N_STAFF_POOLS, {"caregivers in post", "在岗护理员"}, 1},
    {"cost", NULL, 0, 0, {"spent in the year, million yuan", "当年支出（百万元）"}, 1e6},
    {"unfunded", NULL, 0, 0, {"  unfunded, million yuan", "  资金缺口（百万元）"}, 1e6},
};

/* Cells of one district, in order; `after` is the product of the axes after the headline's own. */
static double sum_district(const struct care_cube *cube, const struct care_outer *outer,
                           const struct headline *headline, int64_t first_cell)
{
    const bool is_count = !care_cube_is_float(cube->spec);
    int64_t after = 1;
    double sum = 0;
    int n = 1;
    bool is_after = false;
    for (int k = 0; k < CARE_MAX_CUBE_AXES && cube->spec->axes[k] != NULL; k++) {
        after *= is_after ? care_cubes_axis_n(cube->spec->axes[k], outer) : 1;
        if (cube->spec->axes[k] == headline->axis) {
            is_after = true;
            n = care_cubes_axis_n(cube->spec->axes[k], outer);
        }
    }
    for (int64_t i = 0; i < cube->n_per_district; i++) {
        const int64_t at = (i / after) % n - headline->first;
        const bool is_counted = headline->axis == NULL || (at >= 0 && (headline->n == 0 || at < headline->n));
        sum += !is_counted ? 0 : is_count ? cube->data.int32[first_cell + i] : cube->data.float64[first_cell + i];
    }
    return sum;
}

/* The mean over the replicates; NaN where the cube has nothing. */
static double total(const struct care_cube *cube, const struct care_outer *outer, const struct headline *headline,
                    int scenario, int year_index)
{
    double sum = 0;
    for (int r = 0; r < outer->n_replicates; r++) {
        for (int d = 0; d < outer->n_districts; d++) {
            const int64_t at = care_cube_offset(cube, outer, scenario, 0, r, year_index, d);
            sum += sum_district(cube, outer, headline, at);
        }
    }
    return sum / outer->n_replicates / headline->unit;
}

static int choose_years(const struct care_outer *outer, int year_index[static MAX_YEARS])
{
    const int middle = MIDDLE_YEAR - outer->first_year, last = outer->n_years - 1;
    int n = 0;
    year_index[n++] = 0;
    if (middle > 0 && middle < last) {
        year_index[n++] = middle;
    }
    if (last > 0) {
        year_index[n++] = last;
    }
    return n;
}

static void print_label(FILE *stream, const char *label)
{
    (void)fputs("  ", stream);
    care_terminal_left(stream, label, LABEL_COLUMNS);
}

static void print_scenario(struct care_cubes *cubes, int scenario, FILE *stream)
{
    const struct care_outer *outer = care_cubes_outer(cubes);
    int year_index[MAX_YEARS];
    const int n_years = choose_years(outer, year_index);
    (void)fprintf(stream, "\n%s (%s)\n", care_text_shown(outer->titles[scenario]), outer->scenarios[scenario]);
    print_label(stream, care_text_shown((struct care_text){"1 November of", "11 月 1 日"}));
    for (int y = 0; y < n_years; y++) {
        (void)fprintf(stream, "%14d", outer->first_year + year_index[y]);
    }
    (void)fputc('\n', stream);
    for (size_t i = 0; i < sizeof headlines / sizeof headlines[0]; i++) {
        const struct care_cube *cube = care_cubes_find(cubes, headlines[i].cube);
        if (cube == NULL) {
            continue;
        }
        print_label(stream, care_text_shown(headlines[i].label));
        for (int y = 0; y < n_years; y++) {
            char number[CARE_TERMINAL_COUNT];
            const double value = total(cube, outer, &headlines[i], scenario, year_index[y]);
            /* before the first model year there are no flows */
            const bool is_missing = isnan(value) || (cube->spec->time == CARE_CUBE_FLOW && year_index[y] == 0);
            (void)fprintf(stream, "%14s", is_missing ? "-" : care_terminal_count(number, value));
        }
        (void)fputc('\n', stream);
    }
}

static void print_caution(const struct care_outer *outer, FILE *stream)
{
    if (outer->n_replicates == 1) {
        care_messages_say(stream, "\nA single run: no interval can be given. What to trust and how far: README.md.\n",
                          "\n单次运行，不给出区间。哪些数字可信、可信到什么程度，见 README.zh-CN.md。\n");
    } else {
        care_messages_say(stream,
                          "\nMeans of %d replicates, which differ in chance only: the uncertainty of the inputs is not "
                          "in them, so no interval is given.\n",
                          "\n%d 次重复的平均；各次仅随机性不同，不含输入本身的不确定性，故不给出区间。\n",
                          outer->n_replicates);
    }
}

void care_headlines_print(struct care_cubes *cubes, FILE *stream)
{
    const struct care_outer *outer = care_cubes_outer(cubes);
    for (int scenario = 0; scenario < outer->n_scenarios; scenario++) {
        print_scenario(cubes, scenario, stream);
    }
    print_caution(outer, stream);
}
