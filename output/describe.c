/** @file  A run file in words. Headlines by generic means only: totals of counts, ranges of floats. */
#include "output/describe.h"

#include "output/run_read.h"
#include "sim/text.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N_LISTED = 24, NUMBER_BYTES = 48 };

__attribute__((format(printf, 2, 4), format(printf, 3, 4))) static void say(FILE *out, const char *en, const char *zh,
                                                                            ...)
{
    va_list arguments;
    va_start(arguments, zh);
    (void)vfprintf(out, care_language() == CARE_LANGUAGE_EN ? en : zh, arguments);
    va_end(arguments);
}

static const char *shown(const char *en, const char *zh)
{
    return care_text_shown((struct care_text){en, zh});
}

/* 1234567 as "1,234,567". @return @p buffer, at least NUMBER_BYTES */
static const char *with_commas(char *buffer, int64_t value)
{
    char digits[NUMBER_BYTES / 2];
    const int n = snprintf(digits, sizeof digits, "%" PRId64, value < 0 ? -value : value);
    char *to = buffer;
    if (value < 0) {
        *to++ = '-';
    }
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0) {
            *to++ = ',';
        }
        *to++ = digits[i];
    }
    *to = '\0';
    return buffer;
}

/* --- head ---------------------------------------------------------------------------------------------------------- */

static int print_head(const struct care_run_read *run, FILE *out)
{
    const struct {
        const char *name;
        const char *en;
        const char *zh;
    } facts[] = {{"title", "title", "标题"},
                 {"run_id", "run", "运行号"},
                 {"source", "program", "程序"},
                 {"seed", "seed", "随机种子"}};
    say(out, "carecap result file, format %d\n", "carecap 结果文件，格式第 %d 版\n", care_run_read_format(run));
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        char *text = NULL;
        const int status = care_run_read_fact(run, "/", facts[i].name, &text);
        if (status != CARE_OK) {
            return status;
        }
        say(out, "  %s: %s\n", "  %s：%s\n", shown(facts[i].en, facts[i].zh), text);
        free(text);
    }
    return CARE_OK;
}

static const char *name_of(const struct care_run_read_axis *axis, int i)
{
    char **names = care_language() == CARE_LANGUAGE_EN ? axis->en : axis->zh;
    return names == NULL ? "" : names[i];
}

static void print_outer(const struct care_run_read *run, FILE *out)
{
    const struct care_run_read_axis *scenario = care_run_read_outer(run, CARE_RUN_READ_SCENARIO);
    const struct care_run_read_axis *year = care_run_read_outer(run, CARE_RUN_READ_YEAR);
    const struct care_run_read_axis *district = care_run_read_outer(run, CARE_RUN_READ_DISTRICT);
    say(out, "scenarios: %d\n", "情景：%d 个\n", scenario->n);
    for (int i = 0; i < scenario->n && i < N_LISTED; i++) {
        say(out, "  %s: %s\n", "  %s：%s\n", scenario->labels[i], name_of(scenario, i));
    }
    say(out, "draws of parameters: %d; replicates of chance: %d\n", "参数抽样：%d 次；随机重复：%d 次\n",
        care_run_read_outer(run, CARE_RUN_READ_DRAW)->n, care_run_read_outer(run, CARE_RUN_READ_REPLICATE)->n);
    say(out, "years: %d to %d; stocks of 1 November, flows of the twelve months before\n",
        "年份：%d 至 %d；存量为 11 月 1 日，流量为此前 12 个月\n", (int)year->codes[0], (int)year->codes[year->n - 1]);
    say(out, "districts: %d\n", "区：%d 个\n", district->n);
    for (int i = 0; i < district->n && i < N_LISTED; i++) {
        say(out, "  %d %s\n", "  %d %s\n", (int)district->codes[i], name_of(district, i));
    }
    if (district->n > N_LISTED) {
        say(out, "  ... and %d more\n", "  ……另有 %d 个\n", district->n - N_LISTED);
    }
}

/* --- cubes --------------------------------------------------------------------------------------------------------- */

/* What is said of one cube in one scenario and year, over all draws and replicates. */
struct headline {
    double sum;
    double min, max; /* of defined cells; min > max when there is none */
    int n_runs;
};

static void add_cells(struct headline *headline, const double *cells, int64_t n)
{
    headline->n_runs++;
    for (int64_t i = 0; i < n; i++) {
        if (isnan(cells[i])) {
            continue;
        }
        headline->sum += cells[i];
        headline->min = fmin(headline->min, cells[i]);
        headline->max = fmax(headline->max, cells[i]);
    }
}

/* First and last year with content: a flow has none in the first year of the run. */
static void years_shown(const struct care_run_read *run, const struct care_run_read_cube *cube, int year[2])
{
    const int n = care_run_read_outer(run, CARE_RUN_READ_YEAR)->n;
    year[0] = cube->is_flow && n > 1 ? 1 : 0;
    year[1] = n - 1;
}

static int read_headlines(const struct care_run_read *run, int i, int scenario, double *cells, struct headline *two)
{
    const struct care_run_read_cube *cube = care_run_read_cube(run, i);
    const int64_t n_per_year = cube->n_cells / care_run_read_outer(run, CARE_RUN_READ_YEAR)->n;
    int year[2];
    years_shown(run, cube, year);
    two[0] = two[1] = (struct headline){.min = INFINITY, .max = -INFINITY};
    for (int draw = 0; draw < care_run_read_outer(run, CARE_RUN_READ_DRAW)->n; draw++) {
        for (int replicate = 0; replicate < care_run_read_outer(run, CARE_RUN_READ_REPLICATE)->n; replicate++) {
            const int status = care_run_read_cells(run, i, scenario, draw, replicate, cells);
            if (status != CARE_OK) {
                return status;
            }
            add_cells(&two[0], cells + year[0] * n_per_year, n_per_year);
            add_cells(&two[1], cells + year[1] * n_per_year, n_per_year);
        }
    }
    return CARE_OK;
}

static void print_headline(FILE *out, const struct care_run_read_cube *cube, int year, const struct headline *headline)
{
    char number[NUMBER_BYTES];
    if (!cube->is_float) {
        const int64_t mean = (int64_t)llround(headline->sum / headline->n_runs);
        say(out, " %d: %s", "%d 年 %s", year, with_commas(number, mean));
    } else if (headline->min > headline->max) {
        say(out, " %d: nothing defined", "%d 年无数值", year);
    } else {
        say(out, " %d: %.4g to %.4g", "%d 年 %.4g 至 %.4g", year, headline->min, headline->max);
    }
}

static int print_scenario(const struct care_run_read *run, int i, int scenario, double *cells, FILE *out)
{
    const struct care_run_read_axis *years = care_run_read_outer(run, CARE_RUN_READ_YEAR);
    const struct care_run_read_cube *cube = care_run_read_cube(run, i);
    struct headline two[2];
    int year[2];
    years_shown(run, cube, year);
    const int status = read_headlines(run, i, scenario, cells, two);
    if (status != CARE_OK) {
        return status;
    }
    say(out, "      %s:", "      %s：", care_run_read_outer(run, CARE_RUN_READ_SCENARIO)->labels[scenario]);
    print_headline(out, cube, years->codes[year[0]], &two[0]);
    if (year[1] > year[0]) {
        say(out, ";", "；");
        print_headline(out, cube, years->codes[year[1]], &two[1]);
    }
    say(out, "\n", "\n");
    return CARE_OK;
}

static void print_shape(const struct care_run_read *run, const struct care_run_read_cube *cube, FILE *out)
{
    say(out, "  %s", "  %s", cube->name);
    for (int i = CARE_RUN_READ_N_OUTER; i < cube->n_axes; i++) {
        const struct care_run_read_axis *axis = care_run_read_axis(run, cube->axis[i]);
        say(out, "%s%s %d", "%s%s %d", i == CARE_RUN_READ_N_OUTER ? " (" : ", ", axis->name, axis->n);
    }
    say(out, "%s: %s, unit %s, by model %s\n", "%s：%s，单位 %s，模型 %s\n",
        cube->n_axes > CARE_RUN_READ_N_OUTER ? ")" : "", cube->is_flow ? shown("flow", "流量") : shown("stock", "存量"),
        cube->unit, cube->source_model);
    say(out, "      %s\n", "      %s\n", shown(cube->description_en, cube->description_zh));
}

static int print_cube(const struct care_run_read *run, int i, FILE *out)
{
    const struct care_run_read_cube *cube = care_run_read_cube(run, i);
    const int n_scenarios = care_run_read_outer(run, CARE_RUN_READ_SCENARIO)->n;
    int status = CARE_OK;
    print_shape(run, cube, out);
    double *cells = malloc((size_t)cube->n_cells * sizeof *cells);
    if (cells == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int s = 0; s < n_scenarios && s < N_LISTED && status == CARE_OK; s++) {
        status = print_scenario(run, i, s, cells, out);
    }
    free(cells);
    return status;
}

static int print_cubes(const struct care_run_read *run, FILE *out)
{
    const bool is_many =
        care_run_read_outer(run, CARE_RUN_READ_DRAW)->n > 1 || care_run_read_outer(run, CARE_RUN_READ_REPLICATE)->n > 1;
    int status = CARE_OK;
    say(out, "cubes: %d, each by scenario, draw, replicate, year, district and the axes in brackets\n",
        "数据立方：%d 个，各按情景、抽样、重复、年份、区及括号内各轴\n", care_run_read_n_cubes(run));
    say(out, "  shown: totals of counts%s, smallest and largest value of others\n",
        "  所示：计数为合计%s，其余为最小值至最大值\n",
        is_many ? shown(" (means over draws and replicates)", "（各抽样与重复的平均）") : "");
    for (int i = 0; i < care_run_read_n_cubes(run) && status == CARE_OK; i++) {
        status = print_cube(run, i, out);
    }
    return status;
}

/* --- provenance ------------------------------------------------------------------------------------------------------ */

static int print_software(const struct care_run_read *run, FILE *out)
{
    static const struct {
        const char *name;
        struct care_text label;
    } facts[] = {
        {"software", {"software", "软件"}},
        {"software_version", {"version", "版本"}},
        {"git_revision", {"git revision", "git 修订"}},
        {"compiler", {"compiler", "编译器"}},
        {"compiler_flags", {"flags", "编译选项"}},
        {"hdf5_version", {"HDF5", "HDF5 版本"}},
        {"libraries", {"libraries", "其他库"}},
    };
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        char *text = NULL;
        const int status = care_run_read_fact(run, "provenance", facts[i].name, &text);
        if (status != CARE_OK) {
            return status;
        }
        if (text[0] != '\0') {
            say(out, "  %s: %s\n", "  %s：%s\n", care_text_shown(facts[i].label), text);
        }
        free(text);
    }
    return CARE_OK;
}

static int count_equal(const struct care_run_read_texts *key, const char *wanted,
                       const struct care_run_read_texts *column, const char *value)
{
    int n = 0;
    for (int i = 0; i < key->n && i < column->n; i++) {
        n += strcmp(key->text[i], wanted) == 0 && (value == NULL || strcmp(column->text[i], value) == 0);
    }
    return n;
}

static int print_parameters(const struct care_run_read *run, FILE *out)
{
    const struct care_run_read_axis *scenarios = care_run_read_outer(run, CARE_RUN_READ_SCENARIO);
    struct care_run_read_texts scenario = {NULL, 0};
    struct care_run_read_texts confidence = {NULL, 0};
    struct care_run_read_texts origin = {NULL, 0};
    int status = care_run_read_column(run, "provenance/parameter_scenario", &scenario);
    if (status == CARE_OK) {
        status = care_run_read_column(run, "provenance/parameter_confidence", &confidence);
    }
    if (status == CARE_OK) {
        status = care_run_read_column(run, "provenance/parameter_origin", &origin);
    }
    for (int i = 0; i < scenarios->n && i < N_LISTED && status == CARE_OK; i++) {
        const char *name = scenarios->labels[i];
        say(out, "  %s: %d parameters, %d of them assumptions, %d left at their defaults\n",
            "  %s：参数 %d 个，其中假定 %d 个，取默认值 %d 个\n", name, count_equal(&scenario, name, &confidence, NULL),
            count_equal(&scenario, name, &confidence, "assumed"), count_equal(&scenario, name, &origin, "default"));
    }
    care_run_read_free_texts(&origin);
    care_run_read_free_texts(&confidence);
    care_run_read_free_texts(&scenario);
    return status;
}

static int print_inputs(const struct care_run_read *run, FILE *out)
{
    struct care_run_read_texts scenario = {NULL, 0};
    struct care_run_read_texts path = {NULL, 0};
    struct care_run_read_texts hash = {NULL, 0};
    int status = care_run_read_column(run, "provenance/input_scenario", &scenario);
    if (status == CARE_OK) {
        status = care_run_read_column(run, "provenance/input_path", &path);
    }
    if (status == CARE_OK) {
        status = care_run_read_column(run, "provenance/input_sha256", &hash);
    }
    for (int i = 0; i < scenario.n && i < path.n && i < hash.n && status == CARE_OK; i++) {
        say(out, "  %s: input %s, SHA-256 %s\n", "  %s：输入 %s，SHA-256 %s\n", scenario.text[i], path.text[i],
            hash.text[i]);
    }
    care_run_read_free_texts(&hash);
    care_run_read_free_texts(&path);
    care_run_read_free_texts(&scenario);
    return status;
}

static int print_all(const struct care_run_read *run, FILE *out)
{
    int status = print_head(run, out);
    if (status != CARE_OK) {
        return status;
    }
    print_outer(run, out);
    status = print_cubes(run, out);
    if (status == CARE_OK) {
        say(out, "provenance\n", "来源\n");
        status = print_software(run, out);
    }
    if (status == CARE_OK) {
        status = print_parameters(run, out);
    }
    return status == CARE_OK ? print_inputs(run, out) : status;
}

int care_describe(const char *path, FILE *out, struct care_diagnostics *list)
{
    const struct care_place place = {.file = path};
    struct care_run_read *run = NULL;
    int status = care_run_read_open(path, list, &run);
    if (status != CARE_OK) {
        return status;
    }
    status = print_all(run, out);
    care_run_read_close(run);
    if (status == CARE_ERROR_INPUT) {
        care_diagnostics_add(list, place, "the result file is damaged: not all of it can be read",
                             "结果文件已损坏：部分内容无法读取");
    } else if (status == CARE_OK && (fflush(out) != 0 || ferror(out) != 0)) {
        care_diagnostics_add(list, place, "the description cannot be written out", "说明文字无法输出");
        status = care_trace(CARE_ERROR_FILE);
    }
    return status;
}
