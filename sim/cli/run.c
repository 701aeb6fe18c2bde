#include "sim/cli/run.h"

#include "sim/cli/headlines.h"
#include "sim/cli/messages.h"
#include "sim/cli/options.h"
#include "sim/cli/run_all.h"
#include "sim/cli/run_job.h"
#include "sim/cli/score_brief.h"
#include "sim/cli/signals.h"

#include <omp.h>
#include <stdlib.h>

/* ---- the command line ---- */

enum {
    ALL,
    OUTPUT_FOLDER,
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
    [ALL] = {"all",
             'a',
             {NULL, NULL},
             {"every scenario of the jurisdictions named, a file each, and a\n"
              "                              summary of all; without a name: all below scenarios/",
              "所列地区的全部情景，每地区一个文件，并汇总成一张表；\n"
              "                              不列地区名则为 scenarios/ 下的全部地区"}},
    [OUTPUT_FOLDER] = {"output-folder",
                       0,
                       {"FOLDER", "文件夹"},
                       {"of --all: where the files go; default: results", "与 --all 同用：结果文件夹；默认 results"}},
    [OUTPUT] = {"output",
                'o',
                {"FILE.h5", "文件.h5"},
                {"result file; default: results/SCENARIO.h5", "结果文件；默认 results/情景名.h5"}},
    [FORCE] = {"force", 'f', {NULL, NULL}, {"replace an existing result", "覆盖已有的结果文件"}},
    [SET] = {"set",
             's',
             {"KEY=VALUE", "键=值"},
             {"change one parameter, e.g. supply.beds_factor=1.2, cells of a table or\n"
              "                              a lever by district (docs/policies.md); may be repeated",
              "改一个参数，如 supply.beds_factor=1.2，也可改表格单元格或分区杠杆\n"
              "                              （docs/policies.md）；可多次使用"}},
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
    .operands = {"SCENARIO.yaml [MORE.yaml ...] | --all [NAME ...]",
                 "情景.yaml [更多情景.yaml ...] | --all [地区名 ...]"},
    .doc = {"Runs scenarios and writes one result file. Several lie side by side in it, and the same person meets\n"
            "the same chance in all of them; they must agree in areas, years, seed and replicates.",
            "运行情景，写出一个结果文件。多个情景并列存放，同一个人在各情景中遇到同样的随机性；\n"
            "各情景的地区、年份、种子和重复次数必须一致。"},
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .note = {"Examples: carecap run scenarios/tianjin/baseline.yaml -o baseline.h5\n"
             "          carecap run --all tianjin dongli\n"
             "Exit status: 0 done, 2 input wrong, 3 disk or memory, 130 interrupted (no half file is left).",
             "示例：carecap run scenarios/tianjin/baseline.yaml -o baseline.h5\n"
             "      carecap run --all tianjin dongli\n"
             "退出码：0 完成；2 输入有误；3 磁盘或内存故障；130 中断（不留半个文件）。"},
};

/* Everything of one call of the command. */
struct run {
    struct care_run_job_request request;
    struct care_override *overrides; /* what the request borrows */
    const char *folder;              /* of --all; NULL: the usual one */
    bool is_all;
};

/* --set KEY=VALUE, or an option that stands for one key. */
static int take_override(struct run *run, const struct care_options *line, int option, const char *key)
{
    char *written = NULL, *value = line->value;
    const int status = key == NULL ? care_options_pair(line, option, &written, &value) : CARE_OK;
    run->overrides[run->request.n_overrides] = (struct care_override){key == NULL ? written : key, value};
    run->request.n_overrides += status == CARE_OK;
    return status;
}

static int take_threads(struct care_simulation_options *simulation, const struct care_options *line)
{
    double number = 0;
    const int status = care_options_number(line, THREADS, 1, MAX_THREADS, &number);
    if (status == CARE_OK) {
        simulation->engine.n_threads = (int)number;
        omp_set_num_threads((int)number); /* preparing the city is parallel, too */
    }
    return status;
}

static int take_visit_order(struct care_simulation_options *simulation, const struct care_options *line)
{
    double number = 0;
    const int status = care_options_number(line, VISIT_ORDER, 0, 1e15, &number);
    simulation->engine.visit_order = (uint64_t)number;
    return status;
}

/* Options that need no reading. */
static void take_plain(struct run *run, const struct care_options *line, int option)
{
    struct care_run_job_request *request = &run->request;
    const struct {
        const char **text;
        bool *flag;
    } places[] = {
        [ALL] = {NULL, &run->is_all},
        [OUTPUT_FOLDER] = {&run->folder, NULL},
        [OUTPUT] = {&request->output, NULL},
        [FORCE] = {NULL, &request->is_forced},
        [QUIET] = {NULL, &request->is_quiet},
        [RECORD_RUN] = {NULL, &request->is_recorded},
        [PEOPLE] = {&request->people.years, NULL},
        [PEOPLE_COLUMNS] = {&request->people.columns, NULL},
        [PEOPLE_SAMPLE] = {&request->people.share, NULL},
        [PEOPLE_OUTPUT] = {&request->people.output, NULL},
    };
    if (places[option].text != NULL) {
        *places[option].text = line->value;
    } else {
        *places[option].flag = true;
    }
}

static int take_option(struct run *run, const struct care_options *line, int option)
{
    switch (option) {
    case SET:
        return take_override(run, line, option, NULL);
    case SEED:
        return take_override(run, line, option, "run.seed");
    case REPLICATES:
        return take_override(run, line, option, "run.replicates");
    case THREADS:
        return take_threads(&run->request.simulation, line);
    case SIMD:
        return care_options_switch(line, option, &run->request.simulation.simd);
    case VISIT_ORDER:
        return take_visit_order(&run->request.simulation, line);
    default:
        take_plain(run, line, option);
        return CARE_OK;
    }
}

/* What goes with --all, and what only without. @return CARE_OK; CARE_ERROR_INPUT, which has been said */
static int check_options(const struct run *run)
{
    const struct care_microdata_request *people = &run->request.people;
    const bool is_one_file = run->request.output != NULL || people->years != NULL || people->output != NULL;
    if (run->is_all && is_one_file) {
        care_messages_complain(usage.command, "--all writes several files: --output and --people do not go with it",
                               "--all 写出多个文件，不能与 --output、--people 同用");
        return CARE_ERROR_INPUT;
    }
    if (!run->is_all && run->folder != NULL) {
        care_messages_complain(usage.command, "--output-folder goes with --all only",
                               "--output-folder 只与 --all 同用");
        return CARE_ERROR_INPUT;
    }
    return CARE_OK;
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
    status = status == CARE_OK ? check_options(run) : status;
    return status == CARE_OK ? care_options_count(line, run->is_all ? 0 : 1, INT_MAX) : status;
}

/* ---- the run ---- */

static void report(const struct care_run_job *job)
{
    care_messages_say(stdout, "result: %s\nrun: %s\n", "结果文件：%s\n运行号：%s\n", job->output, job->run_id);
    if (job->people != NULL) {
        care_microdata_report(job->people);
    }
    if (!job->request->is_quiet) {
        care_headlines_print(job->cubes, stdout);
        care_score_brief_print(job->cards, job->n, job->cubes, job->output, stdout);
    }
}

static int run_one(struct run *run, const struct care_options *line)
{
    struct care_run_job job;
    run->request.paths = (const char *const *)line->operands;
    run->request.n = line->n_operands;
    const int status = care_run_job_do(&run->request, &job);
    if (status == CARE_OK) {
        report(&job);
    }
    const int outcome = care_messages_end(usage.command, status, job.list);
    care_run_job_free(&job);
    return outcome;
}

int care_run_command(int argc, char **argv)
{
    struct run run = {
        .request.simulation = {.simd = true, .set = CARE_SCHEDULE_ALL, .stop = care_signals_watch()},
        .overrides = calloc((size_t)argc, sizeof *run.overrides), /* fewer than there are arguments */
    };
    struct care_options line = care_options_start(&usage, argc, argv);
    bool is_help = false;
    int outcome = CARE_OUTCOME_INPUT;
    if (run.overrides == NULL) {
        return care_messages_end(usage.command, care_trace(CARE_ERROR_MEMORY), NULL);
    }
    run.request.overrides = run.overrides;
    if (read_line(&run, &line, &is_help) == CARE_OK) {
        outcome = is_help ? CARE_OUTCOME_DONE
                  : run.is_all
                      ? care_run_all(&run.request, (const char *const *)line.operands, line.n_operands, run.folder)
                      : run_one(&run, &line);
    }
    free(run.overrides);
    return outcome;
}
