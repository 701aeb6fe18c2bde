#include "sim/cli/run_all.h"

#include "output/safe_file.h"
#include "scenarios/numbers.h"
#include "scenarios/pack.h"
#include "sim/cli/messages.h"
#include "sim/cli/run_summary.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char command[] = "run", packs_folder[] = "scenarios", summary_name[] = "summary.csv";

struct all {
    const struct care_run_job_request *request;
    const char *folder; /* of results */
    struct care_pack_paths packs;
    struct care_run_summary *summary;
    struct care_diagnostics *list;
    int outcome; /* the worst so far */
};

static void take_outcome(struct all *all, int outcome)
{
    all->outcome = outcome > all->outcome ? outcome : all->outcome;
}

/* ---- which jurisdictions ---- */

static int add_pack(struct care_pack_paths *packs, const char *name)
{
    char path[PATH_MAX];
    const int n = snprintf(path, sizeof path, "%s/%s/baseline.yaml", packs_folder, name);
    const bool is_name = n > 0 && (size_t)n < sizeof path && access(path, R_OK) == 0;
    (void)snprintf(path, sizeof path, "%s%s%s", is_name ? packs_folder : "", is_name ? "/" : "", name);
    for (size_t end = strlen(path); end > 1 && path[end - 1] == '/'; end--) {
        path[end - 1] = '\0';
    }
    char *kept = strdup(path);
    if (kept == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    packs->path[packs->n++] = kept;
    return CARE_OK;
}

static int choose_packs(struct all *all, const char *const *names, int n)
{
    if (n == 0) {
        return care_pack_find(packs_folder, all->list, &all->packs);
    }
    all->packs.path = calloc((size_t)n, sizeof *all->packs.path);
    int status = all->packs.path == NULL ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
    for (int i = 0; i < n && status == CARE_OK; i++) {
        status = add_pack(&all->packs, names[i]);
    }
    return status;
}

static const char *name_of(const char *pack)
{
    const char *slash = strrchr(pack, '/');
    return slash == NULL ? pack : slash + 1;
}

/* FOLDER/NAME. @return CARE_OK, CARE_ERROR_FILE */
static int result_path(const struct all *all, const char *name, const char *ending, char path[static PATH_MAX])
{
    const int n = snprintf(path, PATH_MAX, "%s/%s%s", all->folder, name, ending);
    return n > 0 && n < PATH_MAX ? CARE_OK : care_trace(CARE_ERROR_FILE);
}

static int check_file(const struct all *all, const char *name, const char *ending)
{
    char path[PATH_MAX];
    const int status = result_path(all, name, ending, path);
    return status == CARE_OK ? care_safe_file_check(path, all->request->is_forced, all->list) : status;
}

/* All of them before the first run, and every fault at once. */
static int check_outputs(const struct all *all)
{
    if (mkdir(all->folder, 0777) != 0 && errno != EEXIST) {
        care_diagnostics_add(all->list, (struct care_place){.file = all->folder},
                             "the folder for results cannot be made: %s", "无法建立结果文件夹：%s", strerror(errno));
        return CARE_ERROR_FILE;
    }
    int status = check_file(all, summary_name, "");
    for (int p = 0; p < all->packs.n; p++) {
        const int answer = check_file(all, name_of(all->packs.path[p]), ".h5");
        status = answer != CARE_OK ? answer : status;
    }
    return status;
}

/* ---- one jurisdiction ---- */

static int do_job(struct all *all, const char *name, const struct care_pack_paths *scenarios, const char *output)
{
    struct care_run_job_request request = *all->request;
    struct care_run_job job;
    request.paths = (const char *const *)scenarios->path;
    request.n = scenarios->n;
    request.output = output;
    request.is_lenient = true;
    int status = care_run_job_do(&request, &job);
    if (status == CARE_OK) {
        care_messages_say(stdout, "%s: %d scenarios, %s\n", "%s：%d 个情景，%s\n", name, job.n, output);
        status = care_run_summary_add(all->summary, name, &job, job.list);
    }
    take_outcome(all, care_messages_end(command, status, job.list));
    take_outcome(all, job.failed_outcome);
    care_run_job_free(&job);
    return status;
}

static int run_pack(struct all *all, const char *pack)
{
    char output[PATH_MAX];
    struct care_pack_paths scenarios;
    struct care_diagnostics *list = NULL;
    int status = care_diagnostics_create(&list);
    if (status != CARE_OK) {
        return status;
    }
    care_messages_say(stderr, "%s\n", "%s\n", name_of(pack));
    status = care_pack_scenarios(pack, list, &scenarios);
    status = status == CARE_OK ? result_path(all, name_of(pack), ".h5", output) : status;
    if (status == CARE_OK) {
        status = do_job(all, name_of(pack), &scenarios, output);
    } else {
        take_outcome(all, care_messages_end(command, status, list));
    }
    care_pack_free(&scenarios);
    care_diagnostics_free(list);
    return status;
}

/* ---- all of them ---- */

static int print_csv(const struct all *all, FILE *stream)
{
    struct care_numbers numbers;
    const int status = care_numbers_begin(&numbers);
    if (status == CARE_OK) {
        care_run_summary_print_csv(all->summary, stream);
    }
    care_numbers_end(&numbers);
    return status;
}

/* Built in memory, written as every result. */
static int write_summary(const struct all *all)
{
    char path[PATH_MAX], *text = NULL;
    size_t n = 0;
    FILE *stream = open_memstream(&text, &n);
    int status = stream == NULL ? care_trace(CARE_ERROR_MEMORY) : print_csv(all, stream);
    if (stream != NULL && fclose(stream) != 0 && status == CARE_OK) {
        status = care_trace(CARE_ERROR_MEMORY);
    }
    status = status == CARE_OK ? result_path(all, summary_name, "", path) : status;
    if (status == CARE_OK) {
        const struct care_safe_file_part part = {text, n};
        status = care_safe_file_write(path, &part, 1, all->request->is_forced, all->list);
    }
    if (status == CARE_OK) {
        care_messages_say(stdout, "\nsummary: %s\n", "\n汇总表：%s\n", path);
    }
    free(text);
    return status;
}

/* A jurisdiction that fails does not keep the others from being run; the user does. */
static int run_packs(struct all *all)
{
    for (int p = 0; p < all->packs.n; p++) {
        if (run_pack(all, all->packs.path[p]) == CARE_ERROR_INTERRUPTED) {
            break;
        }
    }
    if (care_run_summary_n(all->summary) == 0) {
        return CARE_OK; /* what failed has been said */
    }
    if (!all->request->is_quiet) {
        care_run_summary_print(all->summary, stdout);
    }
    return write_summary(all);
}

int care_run_all(const struct care_run_job_request *request, const char *const *names, int n, const char *folder)
{
    struct all all = {.request = request, .folder = folder == NULL ? "results" : folder, .outcome = CARE_OUTCOME_DONE};
    int status = care_diagnostics_create(&all.list);
    status = status == CARE_OK ? care_run_summary_create(&all.summary) : status;
    status = status == CARE_OK ? choose_packs(&all, names, n) : status;
    status = status == CARE_OK ? check_outputs(&all) : status;
    status = status == CARE_OK ? run_packs(&all) : status;
    take_outcome(&all, care_messages_end(command, status, all.list));
    care_pack_free(&all.packs);
    care_run_summary_free(all.summary);
    care_diagnostics_free(all.list);
    return all.outcome;
}
