#include "sim/cli/bench.h"

#include "sim/cli/compose.h"
#include "sim/cli/messages.h"
#include "sim/cli/options.h"
#include "sim/cli/timing.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS, REPEAT, SIZES, PLAIN, ONCE };
enum { MAX_THREADS = 1024, MAX_REPEAT = 100 };

static const struct care_option options[] = {
    [THREADS] = {"threads",
                 't',
                 {"N", "整数"},
                 {"compare 1 thread with N; default: one a processor", "比较 1 与 N 个线程；默认每个处理器一个"}},
    [REPEAT] = {"repeat", 'n', {"N", "整数"}, {"best of N runs; default 3", "取 N 次中最快一次；默认 3"}},
    [SIZES] = {"sizes",
               0,
               {NULL, NULL},
               {"also with a quarter and a fourteenth of the people", "另测四分之一和十四分之一人口"}},
    [PLAIN] = {"plain",
               0,
               {NULL, NULL},
               {"one name and number a line, for scripts", "每行一个名称和数值，便于脚本读取"}},
    [ONCE] = {"once",
              0,
              {"SET", "集合"},
              {"one run of basic, people or all, and no more", "只跑一次 basic、people 或 all"}},
};

static const struct care_usage usage = {
    .command = "bench",
    .operands = {"[SCENARIO.yaml]", "[情景.yaml]"},
    .doc = {"Measures the model years of a scenario (default scenarios/tianjin/baseline.yaml): person-years per\n"
            "second for the basic set (deaths by level, disability, dementia, births, yearly counts), all people\n"
            "models, and all models; time by model; Philox calls; threads; memory.",
            "测量情景各模型年的速度（默认 scenarios/tianjin/baseline.yaml）：基本集（分级死亡、失能、失智、\n"
            "生育、年度统计）、全部人口模型、全部模型的每秒人年数；各模型用时；Philox 调用次数；线程；内存。"},
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .note = {"Use the release build, on a quiet machine; quote ratios of one run, not single times.",
             "请用 release 版本、在空闲机器上测；引用同一次运行中的比值，不引用单个时间。"},
};

struct bench {
    int n_threads, n_repeat;
    bool with_sizes, is_plain;
    int once; /* index into sets, or -1 */
    const char *path;
};

/* ---- printing ---- */

static void print_number(const struct bench *bench, const char *name, struct care_text text, double value,
                         const char *unit)
{
    if (bench->is_plain) {
        (void)printf("%s %.6g\n", name, value);
    } else {
        (void)printf("  %-46s %10.4g %s\n", care_text_shown(text), value, unit);
    }
}

static void print_heading(const struct bench *bench, struct care_text text)
{
    if (!bench->is_plain) {
        (void)printf("\n%s\n", care_text_shown(text));
    }
}

struct set_names {
    enum care_schedule_set set;
    struct care_text heading;
    const char *name, *person_years, *speed, *calls, *least, *ratio;
};

static const struct set_names sets[] = {
    {CARE_SCHEDULE_BASIC,
     {"Basic set: deaths by level, disability, dementia, births, yearly counts",
      "基本集：分级死亡、失能、失智、生育、年度统计"},
     "basic",
     "basic.person_years",
     "basic.million_person_years_per_cpu_second",
     "basic.calls_per_person_year",
     "basic.least_calls_per_person_year",
     "basic.time_over_calls_alone"},
    {CARE_SCHEDULE_PEOPLE,
     {"All people models", "全部人口模型"},
     "people",
     "people.person_years",
     "people.million_person_years_per_cpu_second",
     "people.calls_per_person_year",
     "people.least_calls_per_person_year",
     "people.time_over_calls_alone"},
    {CARE_SCHEDULE_ALL,
     {"All models, beds too", "全部模型（含床位）"},
     "all",
     "all.person_years",
     "all.million_person_years_per_cpu_second",
     "all.calls_per_person_year",
     "all.least_calls_per_person_year",
     "all.time_over_calls_alone"},
};

static void print_set(const struct bench *bench, const struct set_names *names, const struct care_timing *m)
{
    print_heading(bench, names->heading);
    print_number(bench, names->speed,
                 (struct care_text){"million person-years per CPU second, 1 thread", "每 CPU 秒百万人年（单线程）"},
                 m->person_years / m->cpu_seconds / 1e6, "");
    if (bench->is_plain) {
        print_number(bench, names->person_years, (struct care_text){"", ""}, m->person_years, "");
    }
    print_number(bench, names->calls, (struct care_text){"Philox calls per person-year", "每人年 Philox 调用次数"},
                 m->calls_per_person_year, "");
    print_number(bench, names->least,
                 (struct care_text){"least possible: ceil(purposes / 4)", "下限：用途数除以 4 取上整"},
                 m->least_calls_per_person_year, "");
    if (m->fill_seconds > 0) {
        print_number(bench, names->ratio,
                     (struct care_text){"time over that of the same calls alone", "用时相对仅作同样调用之比"},
                     m->cpu_seconds / m->fill_seconds, "");
    }
}

static void print_models(const struct bench *bench, const struct care_timing *m)
{
    const struct care_engine_times *t = &m->times;
    double sum = t->fill_seconds + t->tidy_seconds;
    for (int i = 0; i < m->n_models; i++) {
        sum += t->step_seconds[i] + t->resolve_seconds[i] + t->settle_seconds[i] + t->tally_seconds[i];
    }
    print_heading(bench, (struct care_text){"Time by model, per cent (step, resolve, settle, tally)",
                                            "各模型用时百分比（逐块、区内、跨区、统计）"});
    if (bench->is_plain) {
        return;
    }
    (void)printf("  %-14s %5.1f\n  %-14s %5.1f\n", "draws", 100 * t->fill_seconds / sum, "tidy",
                 100 * t->tidy_seconds / sum);
    for (int i = 0; i < m->n_models; i++) {
        (void)printf("  %-14s %5.1f  (%.1f, %.1f, %.1f, %.1f)\n", m->scheduled[i].model->name,
                     100 * (t->step_seconds[i] + t->resolve_seconds[i] + t->settle_seconds[i] + t->tally_seconds[i]) /
                         sum,
                     100 * t->step_seconds[i] / sum, 100 * t->resolve_seconds[i] / sum,
                     100 * t->settle_seconds[i] / sum, 100 * t->tally_seconds[i] / sum);
    }
}

/* ---- measuring ---- */

static int bench_sets(const struct bench *bench, const struct care_city *city)
{
    int status = CARE_OK;
    for (size_t i = 0; i < sizeof sets / sizeof sets[0] && status == CARE_OK; i++) {
        struct care_timing best;
        status =
            care_timing_best(city, (struct care_timing_options){.set = sets[i].set, .n_threads = 1, .with_fill = true},
                             bench->n_repeat, &best);
        if (status == CARE_OK) {
            print_set(bench, &sets[i], &best);
        }
    }
    return status;
}

static int bench_threads(const struct bench *bench, const struct care_city *city)
{
    struct care_timing one, many;
    const struct care_timing_options alone = {.set = CARE_SCHEDULE_PEOPLE, .n_threads = 1};
    const struct care_timing_options together = {.set = CARE_SCHEDULE_PEOPLE, .n_threads = bench->n_threads};
    int status = care_timing_best(city, alone, bench->n_repeat, &one);
    status = status == CARE_OK ? care_timing_best(city, together, bench->n_repeat, &many) : status;
    if (status == CARE_OK) {
        print_heading(bench, (struct care_text){"Threads, all people models", "线程（全部人口模型）"});
        print_number(bench, "threads.n", (struct care_text){"threads", "线程数"}, bench->n_threads, "");
        print_number(bench, "threads.million_person_years_per_second",
                     (struct care_text){"million person-years per second", "每秒百万人年"},
                     many.person_years / many.wall_seconds / 1e6, "");
        print_number(bench, "threads.speedup", (struct care_text){"times one thread (wall)", "相对单线程倍数（墙钟）"},
                     one.wall_seconds / many.wall_seconds, "");
    }
    return status;
}

static int bench_models(const struct bench *bench, const struct care_city *city)
{
    struct care_timing m;
    const int status = care_timing_run(
        city, (struct care_timing_options){.set = CARE_SCHEDULE_ALL, .n_threads = 1, .is_timed = true}, &m);
    if (status == CARE_OK) {
        print_models(bench, &m);
        print_heading(bench, (struct care_text){"Memory and start", "内存与起步"});
        print_number(bench, "start.seconds", (struct care_text){"making the people of the census", "生成普查人口用时"},
                     m.start_seconds, "s");
        print_number(bench, "memory.peak_megabytes", (struct care_text){"peak memory of this process", "进程内存峰值"},
                     m.peak_bytes / 1e6, "MB");
        print_number(bench, "memory.bytes_per_person",
                     (struct care_text){"beyond 100 MB, per person at the start", "扣除 100 MB 后每个起始人口"},
                     fmax(0, m.peak_bytes - 100e6) / (double)city->census.n_persons, "B");
    }
    return status;
}

/* ---- fewer people: the same city with a part of each cell of the census ---- */

static struct care_sheet *thin_census(const struct care_sheet *census, double share)
{
    struct care_sheet *thin = malloc(sizeof *thin);
    double **number = malloc((size_t)census->spec->n_columns * sizeof *number);
    double *persons = malloc((size_t)census->n_rows * sizeof *persons);
    if (thin == NULL || number == NULL || persons == NULL) {
        free(thin);
        free(number);
        free(persons);
        return NULL;
    }
    for (int c = 0; c < census->spec->n_columns; c++) {
        number[c] = census->number[c];
    }
    for (int row = 0; row < census->n_rows; row++) {
        persons[row] = nearbyint(share * census->number[CARE_CENSUS_PERSONS][row]);
    }
    number[CARE_CENSUS_PERSONS] = persons;
    *thin = *census;
    thin->number = number;
    return thin;
}

static void free_thin(struct care_sheet *thin)
{
    if (thin != NULL) {
        free(thin->number[CARE_CENSUS_PERSONS]);
        free(thin->number);
        free(thin);
    }
}

static int bench_size(const struct bench *bench, const struct care_city *city, double share, double *nanoseconds)
{
    struct care_city_parameters parameters = city->parameters;
    struct care_population_parameters population = *parameters.population;
    struct care_migration_parameters migration = *parameters.migration;
    struct care_diagnostics *list = NULL;
    struct care_city *small = NULL;
    struct care_timing m;
    int status = care_diagnostics_create(&list);
    population.census = thin_census(parameters.population->census, share);
    parameters.population = &population;
    for (int year = 0; year < CARE_N_YEARS; year++) {
        migration.net_persons_per_year.value[year] *= share;
    }
    parameters.migration = &migration;
    status = status == CARE_OK && population.census == NULL ? care_trace(CARE_ERROR_MEMORY) : status;
    status = status == CARE_OK ? care_city_create(&parameters, list, &small) : status;
    if (status == CARE_OK) {
        status = care_timing_best(small, (struct care_timing_options){.set = CARE_SCHEDULE_PEOPLE, .n_threads = 1},
                                  bench->n_repeat, &m);
        *nanoseconds = status == CARE_OK ? 1e9 * m.cpu_seconds / m.person_years : 0;
    }
    care_city_free(small);
    free_thin(population.census);
    care_diagnostics_free(list);
    return status;
}

static int bench_sizes(const struct bench *bench, const struct care_city *city)
{
    static const double shares[] = {1.0 / 14, 0.25, 1};
    static const char *const names[] = {"sizes.fourteenth_nanoseconds", "sizes.quarter_nanoseconds",
                                        "sizes.all_nanoseconds"};
    int status = CARE_OK;
    print_heading(bench, (struct care_text){"CPU time per person-year by size, all people models",
                                            "不同规模下每人年 CPU 用时（全部人口模型）"});
    for (int i = 0; i < 3 && status == CARE_OK; i++) {
        double nanoseconds = 0;
        char people[64];
        status = bench_size(bench, city, shares[i], &nanoseconds);
        (void)care_text_format(people, sizeof people, "%.0f people", "%.0f 人",
                               shares[i] * (double)city->census.n_persons);
        if (status == CARE_OK) {
            print_number(bench, names[i], (struct care_text){people, people}, nanoseconds, "ns");
        }
    }
    return status;
}

/* ---- the command ---- */

static int take_option(struct bench *bench, const struct care_options *line, int option)
{
    double number;
    switch (option) {
    case THREADS:
    case REPEAT:
        if (care_options_number(line, option, 1, option == THREADS ? MAX_THREADS : MAX_REPEAT, &number) != CARE_OK) {
            return CARE_ERROR_INPUT;
        }
        *(option == THREADS ? &bench->n_threads : &bench->n_repeat) = (int)number;
        return CARE_OK;
    case SIZES:
        bench->with_sizes = true;
        return CARE_OK;
    case PLAIN:
        bench->is_plain = true;
        return CARE_OK;
    case ONCE:
        for (int i = 0; i < (int)(sizeof sets / sizeof sets[0]); i++) {
            bench->once = strcmp(line->value, sets[i].name) == 0 ? i : bench->once;
        }
        if (bench->once < 0) {
            care_messages_complain("bench", "--once takes basic, people or all", "--once 只接受 basic、people、all");
        }
        return bench->once >= 0 ? CARE_OK : CARE_ERROR_INPUT;
    default:
        return CARE_ERROR_INPUT; /* it has been said what is wrong */
    }
}

static int run_once(const struct bench *bench, const struct care_city *city)
{
    struct care_timing m;
    const int status =
        care_timing_run(city, (struct care_timing_options){.set = sets[bench->once].set, .n_threads = 1}, &m);
    if (status == CARE_OK) {
        print_set(bench, &sets[bench->once], &m);
    }
    return status;
}

static int run(const struct bench *bench, const struct care_city *city)
{
    if (bench->once >= 0) {
        return run_once(bench, city);
    }
    int status = bench_sets(bench, city);
    status = status == CARE_OK ? bench_threads(bench, city) : status;
    status = status == CARE_OK ? bench_models(bench, city) : status;
    return status == CARE_OK && bench->with_sizes ? bench_sizes(bench, city) : status;
}

int care_bench_command(int argc, char **argv)
{
    struct bench bench = {
        .n_threads = omp_get_max_threads(), .n_repeat = 3, .once = -1, .path = "scenarios/tianjin/baseline.yaml"};
    struct care_options line = care_options_start(&usage, argc, argv);
    int option;
    while ((option = care_options_next(&line)) >= 0) {
        if (take_option(&bench, &line, option) != CARE_OK) {
            return CARE_OUTCOME_INPUT;
        }
    }
    if (option != CARE_OPTIONS_END) {
        return option == CARE_OPTIONS_HELP ? CARE_OUTCOME_DONE : CARE_OUTCOME_INPUT;
    }
    if (care_options_count(&line, 0, 1) != CARE_OK) {
        return CARE_OUTCOME_INPUT;
    }
    bench.path = line.n_operands > 0 ? line.operands[0] : bench.path;
    struct care_diagnostics *list = NULL;
    struct care_composition composition = {0};
    int status = care_diagnostics_create(&list);
    status = status == CARE_OK ? care_compose(bench.path, NULL, 0, list, &composition) : status;
    status = status == CARE_OK ? run(&bench, composition.city) : status;
    care_compose_free(&composition);
    const int outcome = care_messages_end("bench", status, list);
    care_diagnostics_free(list);
    return outcome;
}
