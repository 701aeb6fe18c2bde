#include "sim/cli/run.h"

#include "models/simulation.h"
#include "output/run_file.h"
#include "output/safe_file.h"
#include "scenarios/run_id.h"
#include "sim/cli/compose.h"
#include "sim/cli/headlines.h"
#include "sim/cli/messages.h"
#include "sim/cli/microdata.h"
#include "sim/cli/options.h"
#include "sim/cli/signals.h"
#include "sim/progress.h"

#include <errno.h>
#include <gsl/gsl_version.h>
#include <limits.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>

/* ---- the command line ---- */

enum {
    OUTPUT,
    FORCE,
    SET,
    SEED,
    REPLICATES,
    THREADS,
    SIMD,
    QUIET,
    RECORD_RUN,
    VISIT_ORDER,
    PEOPLE,
    PEOPLE_COLUMNS,
    PEOPLE_SAMPLE,
    PEOPLE_OUTPUT
};
enum { MAX_THREADS = 4096 };

static const struct care_option options[] = {
    [OUTPUT] = {"output",
                'o',
                {"FILE.h5", "文件.h5"},
                {"result file; default: results/SCENARIO.h5", "结果文件；默认 results/情景名.h5"}},
    [FORCE] = {"force", 'f', {NULL, NULL}, {"replace an existing result", "覆盖已有的结果文件"}},
    [SET] = {"set",
             's',
             {"KEY=VALUE", "键=值"},
             {"change one parameter, e.g. supply.beds_factor=1.2; may be repeated",
              "改一个参数，如 supply.beds_factor=1.2；可多次使用"}},
    [SEED] = {"seed",
              0,
              {"N", "整数"},
              {"seed of chance: the same as --set run.seed=N", "随机种子，同 --set run.seed=N"}},
    [REPLICATES] = {"replicates",
                    0,
                    {"N", "整数"},
                    {"runs that differ in chance only: --set run.replicates=N",
                     "随机重复次数，同 --set run.replicates=N"}},
    [THREADS] = {"threads",
                 't',
                 {"N", "整数"},
                 {"default: one a processor; never changes the result", "线程数，默认每个处理器一个；不影响结果"}},
    [SIMD] = {"simd",
              0,
              {"on|off", "on|off"},
              {"vector instructions; never changes the result", "向量指令；不影响结果"}},
    [QUIET] = {"quiet", 'q', {NULL, NULL}, {"no progress, no table", "不显示进度和结果摘要"}},
    [RECORD_RUN] = {"record-run",
                    0,
                    {NULL, NULL},
                    {"note threads, machine and times in the file (no two are alike then)",
                     "在文件中记录线程、机器和时间（各次运行的文件因此不同）"}},
    [VISIT_ORDER] = {"visit-order",
                     0,
                     {"N", "整数"},
                     {"for tests: shuffles the order of blocks; never changes the result",
                      "测试用：打乱数据块的计算次序；不影响结果"}},
    [PEOPLE] = {"people",
                0,
                {"YEARS", "年份"},
                {"also write single people: 2020,2035 or all", "另写出个人记录：2020,2035 或 all"}},
    [PEOPLE_COLUMNS] = {"people-columns",
                        0,
                        {"A,B,...", "A,B,..."},
                        {"only these columns; default: all", "只写这些列；默认全部"}},
    [PEOPLE_SAMPLE] = {"people-sample",
                       0,
                       {"SHARE", "比例"},
                       {"of the people, couples whole, e.g. 0.01", "抽样比例，夫妻不拆开，如 0.01"}},
    [PEOPLE_OUTPUT] = {"people-output",
                       0,
                       {"FILE.h5", "文件.h5"},
                       {"default: result with -people", "默认：结果文件名加 -people"}},
};

static const struct care_usage usage = {
    .command = "run",
    .operands = {"SCENARIO.yaml [MORE.yaml ...]", "情景.yaml [更多情景.yaml ...]"},
    .doc = {"Runs scenarios and writes one result file. Several lie side by side in it, and the same person meets\n"
            "the same chance in all of them; they must agree in areas, years, seed and replicates.",
            "运行情景，写出一个结果文件。多个情景并列存放，同一个人在各情景中遇到同样的随机性；\n"
            "各情景的地区、年份、种子和重复次数必须一致。"},
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .note = {"Example: carecap run scenarios/tianjin/baseline.yaml -o baseline.h5\n"
             "Exit status: 0 done, 2 input wrong, 3 disk or memory, 130 interrupted (no file is left).",
             "示例：carecap run scenarios/tianjin/baseline.yaml -o baseline.h5\n"
             "退出码：0 完成；2 输入有误；3 磁盘或内存故障；130 中断（不留文件）。"},
};

/* Everything of one call of the command. */
struct run {
    const char *output; /* NULL: default_output */
    bool is_forced, is_quiet, is_recorded;
    int n_threads; /* that worked: for the record */
    struct care_simulation_options simulation;
    struct care_microdata_request people_request;
    struct care_microdata *people;   /* NULL: not asked for */
    struct care_override *overrides; /* [n_overrides] */
    int n_overrides;
    int n;                                     /* scenarios */
    struct care_composition *cities;           /* [n] */
    const char **names;                        /* [n] */
    struct care_text *titles;                  /* [n] */
    const struct care_provenance **provenance; /* [n] */
    struct care_diagnostics *list;
    struct care_cubes *cubes;
    char default_output[PATH_MAX];
    char run_id[CARE_RUN_ID_BYTES];
};

/* --set KEY=VALUE, or an option that stands for one key. */
static int take_override(struct run *run, const struct care_options *line, int option, const char *key)
{
    char *written = NULL, *value = line->value;
    const int status = key == NULL ? care_options_pair(line, option, &written, &value) : CARE_OK;
    run->overrides[run->n_overrides] = (struct care_override){key == NULL ? written : key, value};
    run->n_overrides += status == CARE_OK;
    return status;
}

static int take_option(struct run *run, const struct care_options *line, int option)
{
    double number = 0;
    int status = CARE_OK;
    switch (option) {
    case OUTPUT:
        run->output = line->value;
        break;
    case FORCE:
        run->is_forced = true;
        break;
    case SET:
        status = take_override(run, line, option, NULL);
        break;
    case SEED:
        status = take_override(run, line, option, "run.seed");
        break;
    case REPLICATES:
        status = take_override(run, line, option, "run.replicates");
        break;
    case THREADS:
        status = care_options_number(line, option, 1, MAX_THREADS, &number);
        if (status == CARE_OK) {
            run->simulation.engine.n_threads = (int)number;
            omp_set_num_threads((int)number); /* preparing the city is parallel, too */
        }
        break;
    case SIMD:
        status = care_options_switch(line, option, &run->simulation.simd);
        break;
    case QUIET:
        run->is_quiet = true;
        break;
    case RECORD_RUN:
        run->is_recorded = true;
        break;
    case VISIT_ORDER:
        status = care_options_number(line, option, 0, 1e15, &number);
        run->simulation.engine.visit_order = (uint64_t)number;
        break;
    case PEOPLE:
        run->people_request.years = line->value;
        break;
    case PEOPLE_COLUMNS:
        run->people_request.columns = line->value;
        break;
    case PEOPLE_SAMPLE:
        run->people_request.share = line->value;
        break;
    case PEOPLE_OUTPUT:
        run->people_request.output = line->value;
        break;
    default:
        break;
    }
    return status;
}

/* @param is_help  receives whether help was printed */
static int read_line(struct run *run, struct care_options *line, bool *is_help)
{
    int option, status = CARE_OK;
    while (status == CARE_OK && (option = care_options_next(line)) != CARE_OPTIONS_END) {
        *is_help = option == CARE_OPTIONS_HELP;
        if (*is_help) {
            return CARE_OK;
        }
        status = option == CARE_OPTIONS_WRONG ? CARE_ERROR_INPUT : take_option(run, line, option);
    }
    return status == CARE_OK ? care_options_count(line, 1, INT_MAX) : status;
}

/* ---- before the run ---- */

static int read_scenarios(struct run *run, char *const *paths, int n)
{
    const size_t count = (size_t)n;
    run->cities = calloc(count, sizeof *run->cities);
    run->names = calloc(count, sizeof *run->names);
    run->titles = calloc(count, sizeof *run->titles);
    run->provenance = calloc(count, sizeof *run->provenance);
    if (run->cities == NULL || run->names == NULL || run->titles == NULL || run->provenance == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int status = CARE_OK;
    for (run->n = 0; run->n < n; run->n++) {
        struct care_composition *city = &run->cities[run->n];
        const int answer = care_compose(paths[run->n], run->overrides, run->n_overrides, run->list, city);
        if (answer != CARE_OK) {
            status = answer; /* and on, so that all faults are shown at once */
            continue;
        }
        run->provenance[run->n] = care_scenario_provenance(city->scenario);
        run->names[run->n] = run->provenance[run->n]->scenario;
        run->titles[run->n] = run->provenance[run->n]->title;
    }
    return status == CARE_OK ? care_compose_agree(run->cities, n, run->list) : status;
}

/* results/NAME.h5 in the working folder, which is made when it is not there. */
static int default_output(struct run *run)
{
    static const char folder[] = "results";
    const int n = snprintf(run->default_output, sizeof run->default_output, "%s/%s.h5", folder, run->names[0]);
    if (n < 0 || (size_t)n >= sizeof run->default_output) {
        return care_trace(CARE_ERROR_FILE);
    }
    run->output = run->default_output;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        care_diagnostics_add(run->list, (struct care_place){.file = folder},
                             "the folder for results cannot be made here; name a file with --output",
                             "无法在此处建立结果文件夹；请用 --output 指定文件");
        return CARE_ERROR_FILE;
    }
    return CARE_OK;
}

static int prepare(struct run *run, char *const *paths, int n)
{
    int status = read_scenarios(run, paths, n);
    if (status != CARE_OK) {
        return status;
    }
    status = run->output == NULL ? default_output(run) : CARE_OK;
    status = status == CARE_OK ? care_safe_file_check(run->output, run->is_forced, run->list) : status;
    if (status != CARE_OK) {
        return status;
    }
    care_run_id(run->provenance, n, (uint64_t)run->cities[0].city->parameters.run->seed,
                CARE_VERSION " " CARE_GIT_REVISION, run->run_id);
    status = care_microdata_create(&run->people_request, run->cities, n, run->output, run->run_id, run->is_forced,
                                   run->list, &run->people);
    if (status != CARE_OK) {
        return status;
    }
    const struct care_city *city = run->cities[0].city;
    const struct care_run_parameters *parameters = city->parameters.run;
    const struct care_outer outer = {
        .n_scenarios = n,
        .n_draws = 1,
        .n_replicates = parameters->replicates,
        .first_year = parameters->first_year,
        .n_years = parameters->last_year - parameters->first_year + 1,
        .n_districts = city->areas->n_districts,
        .scenarios = run->names,
        .titles = run->titles,
        .district_codes = city->district_codes,
        .district_names = city->district_names,
    };
    return care_cubes_create(care_simulation_cubes, care_simulation_n_cubes, &outer, &run->cubes);
}

/* ---- the run ---- */

static int simulate(struct run *run, int scenario, int replicate, struct care_progress *progress)
{
    const struct care_city *city = run->cities[scenario].city;
    const struct care_tally tally = {run->cubes, scenario, 0, replicate, city->district_of_leaf};
    struct care_simulation *simulation = NULL;
    int status = care_simulation_create(city, (uint64_t)city->parameters.run->seed, (uint32_t)replicate, &tally,
                                        run->simulation, &simulation);
    run->n_threads = status == CARE_OK ? care_simulation_n_threads(simulation) : 0;
    if (status == CARE_OK && run->people != NULL && replicate == 0) {
        status = care_microdata_run(run->people, scenario, simulation, run->simulation.stop, progress);
    } else if (status == CARE_OK) {
        status = care_simulation_run(simulation, progress);
    }
    care_simulation_free(simulation);
    return status == CARE_OK && *run->simulation.stop != 0 ? CARE_ERROR_INTERRUPTED : status;
}

static int simulate_all(struct run *run)
{
    const struct care_outer *outer = care_cubes_outer(run->cubes);
    const int total = run->n * outer->n_replicates * (outer->n_years - 1);
    struct care_progress progress = care_progress_start(run->is_quiet ? NULL : stderr, total);
    int status = CARE_OK;
    for (int i = 0; i < run->n * outer->n_replicates && status == CARE_OK; i++) {
        status = simulate(run, i / outer->n_replicates, i % outer->n_replicates, &progress);
    }
    care_progress_end(&progress);
    return status;
}

/* ---- after the run ---- */

enum { TIME_BYTES = 32 };

static void write_time(char text[static TIME_BYTES])
{
    const time_t now = time(NULL);
    struct tm utc;
    text[0] = '\0';
    if (gmtime_r(&now, &utc) != NULL) {
        (void)strftime(text, TIME_BYTES, "%Y-%m-%dT%H:%M:%SZ", &utc);
    }
}

static double now_seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* @param record  filled in except for the end; NULL unless asked for */
static int write_result(const struct run *run, struct care_run_record *record)
{
    char ended[TIME_BYTES];
    if (record != NULL) {
        write_time(ended);
        record->ended_utc = ended;
        record->wall_seconds = now_seconds() - record->wall_seconds;
    }
    const struct care_run_facts facts = {
        .cubes = run->cubes,
        .provenance = run->provenance,
        .seed = (uint64_t)run->cities[0].city->parameters.run->seed,
        .run_id = run->run_id,
        .version = CARE_VERSION,
        .git_revision = CARE_GIT_REVISION,
        .libraries = "GSL " GSL_VERSION,
        .record = record,
    };
    const int status = care_run_file_write(run->output, &facts, run->is_forced, run->list);
    return status == CARE_OK && run->people != NULL ? care_microdata_finish(run->people) : status;
}

static void report(struct run *run)
{
    care_messages_say(stdout, "result: %s\nrun: %s\n", "结果文件：%s\n运行号：%s\n", run->output, run->run_id);
    if (run->people != NULL) {
        care_microdata_report(run->people);
    }
    if (!run->is_quiet) {
        care_headlines_print(run->cubes, stdout);
    }
}

static int run_prepared(struct run *run)
{
    struct utsname host = {.nodename = ""};
    char started[TIME_BYTES];
    const struct care_draws draws = care_draws_create(0, 0, run->simulation.simd);
    struct care_run_record record = {
        .simd = care_draws_simd_name(&draws),
        .host = host.nodename,
        .started_utc = started,
        .wall_seconds = now_seconds(), /* becomes the time spent */
    };
    (void)uname(&host);
    write_time(started);
    int status = simulate_all(run);
    if (status != CARE_OK) {
        return status;
    }
    record.n_threads = run->n_threads; /* known only now */
    status = write_result(run, run->is_recorded ? &record : NULL);
    if (status == CARE_OK) {
        report(run);
    }
    return status;
}

static void run_free(struct run *run)
{
    care_microdata_free(run->people);
    care_cubes_free(run->cubes);
    for (int i = 0; i < run->n; i++) {
        care_compose_free(&run->cities[i]);
    }
    free(run->provenance);
    free(run->titles);
    free(run->names);
    free(run->cities);
    free(run->overrides);
    care_diagnostics_free(run->list);
}

int care_run_command(int argc, char **argv)
{
    struct run run = {.simulation = {.simd = true, .set = CARE_SCHEDULE_ALL, .stop = care_signals_watch()}};
    struct care_options line = care_options_start(&usage, argc, argv);
    bool is_help = false;
    int outcome = CARE_OUTCOME_INPUT;
    run.overrides = calloc((size_t)argc, sizeof *run.overrides); /* fewer than there are arguments */
    int status = run.overrides != NULL ? care_diagnostics_create(&run.list) : care_trace(CARE_ERROR_MEMORY);
    if (status == CARE_OK && read_line(&run, &line, &is_help) != CARE_OK) {
        goto out;
    }
    if (status == CARE_OK && !is_help) {
        status = prepare(&run, line.operands, line.n_operands);
        status = status == CARE_OK ? run_prepared(&run) : status;
    }
    outcome = care_messages_end(usage.command, status, run.list);
out:
    run_free(&run);
    return outcome;
}
