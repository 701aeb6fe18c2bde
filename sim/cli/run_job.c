#include "sim/cli/run_job.h"

#include "output/run_file.h"
#include "output/safe_file.h"
#include "sim/cli/messages.h"
#include "sim/cli/score_group.h"
#include "sim/cli/simulate.h"

#include <errno.h>
#include <gsl/gsl_version.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>

static const char command[] = "run";

/* ---- which scenarios ---- */

static int allocate(struct care_run_job *job, int n)
{
    const size_t count = (size_t)n;
    job->cities = calloc(count, sizeof *job->cities);
    job->names = calloc(count, sizeof *job->names);
    job->titles = calloc(count, sizeof *job->titles);
    job->provenance = calloc(count, sizeof *job->provenance);
    job->plans = calloc(count, sizeof *job->plans);
    job->cards = calloc(count, sizeof *job->cards);
    const bool is_done = job->cities != NULL && job->names != NULL && job->titles != NULL && job->provenance != NULL &&
                         job->plans != NULL && job->cards != NULL;
    return is_done ? care_diagnostics_create(&job->list) : care_trace(CARE_ERROR_MEMORY);
}

/* What is known of each scenario stands beside its city. */
static void take_facts(struct care_run_job *job)
{
    for (int s = 0; s < job->n; s++) {
        job->provenance[s] = care_scenario_provenance(job->cities[s].scenario);
        job->names[s] = job->provenance[s]->scenario;
        job->titles[s] = job->provenance[s]->title;
        job->plans[s] = job->cities[s].city->parameters.scorecard;
    }
}

/* Tells at once why a scenario is left out. @return CARE_OK, CARE_ERROR_MEMORY */
static int leave_out(struct care_run_job *job, const char *path, int status)
{
    const int outcome = care_messages_end(command, status, job->list);
    job->n_failed++;
    job->failed_outcome = outcome > job->failed_outcome ? outcome : job->failed_outcome;
    care_messages_complain(command, "%s is left out", "%s 不参加本次运行", path);
    care_diagnostics_free(job->list);
    job->list = NULL;
    return care_diagnostics_create(&job->list);
}

/* The next scenario. A wrong one does not stay. */
static int read_scenario(struct care_run_job *job, const char *path)
{
    const struct care_run_job_request *request = job->request;
    struct care_composition *city = &job->cities[job->n];
    int status = care_compose(path, request->overrides, request->n_overrides, job->list, city);
    if (status == CARE_OK) {
        status = care_compose_agree(job->cities, job->n + 1, job->list);
    }
    if (status == CARE_OK) {
        job->n++;
    } else {
        care_compose_free(city);
    }
    return status;
}

/* All faults are shown at once: reading goes on after a scenario that is wrong. */
static int read_scenarios(struct care_run_job *job)
{
    const struct care_run_job_request *request = job->request;
    int status = CARE_OK;
    for (int i = 0; i < request->n; i++) {
        int answer = read_scenario(job, request->paths[i]);
        if (answer != CARE_OK && request->is_lenient) {
            answer = leave_out(job, request->paths[i], answer);
        }
        status = answer != CARE_OK ? answer : status;
    }
    take_facts(job);
    return status == CARE_OK && job->n == 0 ? CARE_ERROR_INPUT : status;
}

/* results/NAME.h5 in the working folder, which is made when it is not there. */
static int choose_output(struct care_run_job *job)
{
    static const char folder[] = "results";
    job->output = job->request->output;
    if (job->output != NULL) {
        return CARE_OK;
    }
    const int n = snprintf(job->default_output, sizeof job->default_output, "%s/%s.h5", folder, job->names[0]);
    if (n < 0 || (size_t)n >= sizeof job->default_output) {
        return care_trace(CARE_ERROR_FILE);
    }
    job->output = job->default_output;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        care_diagnostics_add(job->list, (struct care_place){.file = folder},
                             "the folder for results cannot be made here; name a file with --output",
                             "无法在此处建立结果文件夹；请用 --output 指定文件");
        return CARE_ERROR_FILE;
    }
    return CARE_OK;
}

/* ---- cubes and scorecards ---- */

static void free_cubes(struct care_run_job *job)
{
    for (int s = 0; job->cards != NULL && s < job->n; s++) {
        care_scorecard_free(job->cards[s]);
        job->cards[s] = NULL;
    }
    care_cubes_free(job->cubes);
    job->cubes = NULL;
    care_scorecard_cubes_free(&job->score_cubes);
}

/* The scorecards are compiled on the empty cubes, so that a wrong indicator is told before the run; and once, as the
   scenarios have it in common. */
static int create_cubes(struct care_run_job *job)
{
    int status = care_scorecard_cubes_create(job->plans, job->n, &job->score_cubes);
    if (status == CARE_OK) {
        status = care_simulate_cubes(job->cities, job->n, job->names, job->titles, job->score_cubes.specs,
                                     job->score_cubes.n, &job->cubes);
    }
    for (int s = 0; s < job->n && status == CARE_OK; s++) {
        status = care_scorecard_create(job->plans[s], job->cubes, job->list, &job->cards[s]);
    }
    return status;
}

/* @param at  receives the scenario that failed */
static int simulate_all(struct care_run_job *job, int *at)
{
    const struct care_run_job_request *request = job->request;
    const struct care_outer *outer = care_cubes_outer(job->cubes);
    const int total = job->n * outer->n_replicates * (outer->n_years - 1);
    struct care_progress progress = care_progress_start(request->is_quiet ? NULL : stderr, total);
    int status = CARE_OK;
    for (int s = 0; s < job->n && status == CARE_OK; s++) {
        *at = s;
        status = care_simulate_scenario(&job->cities[s], s, job->cubes, &request->simulation, job->people, &progress,
                                        &job->n_threads);
    }
    care_progress_end(&progress);
    return status;
}

/* Takes one scenario and the cubes away. */
static void drop(struct care_run_job *job, int at)
{
    free_cubes(job);
    care_compose_free(&job->cities[at]);
    job->n--;
    for (int s = at; s < job->n; s++) {
        job->cities[s] = job->cities[s + 1];
    }
    take_facts(job);
}

/* A scenario that fails is left out if that was asked for; the others, which share cubes with it, begin anew. */
static int fill_cubes(struct care_run_job *job)
{
    for (;;) {
        int at = -1;
        int status = create_cubes(job);
        status = status == CARE_OK ? simulate_all(job, &at) : status;
        const bool is_over = status == CARE_OK || status == CARE_ERROR_INTERRUPTED || at < 0;
        if (is_over || !job->request->is_lenient || job->n == 1) {
            return status;
        }
        status = leave_out(job, job->cities[at].path, status);
        if (status != CARE_OK) {
            return status;
        }
        drop(job, at);
    }
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
static int write_result(const struct care_run_job *job, struct care_run_record *record)
{
    char ended[TIME_BYTES];
    struct care_score_group *group = NULL;
    if (record != NULL) {
        write_time(ended);
        record->ended_utc = ended;
        record->wall_seconds = now_seconds() - record->wall_seconds;
    }
    int status = care_score_group_create(job->plans, job->names, job->n, &group);
    const struct care_run_facts facts = {
        .cubes = job->cubes,
        .provenance = job->provenance,
        .seed = (uint64_t)job->cities[0].city->parameters.run->seed,
        .run_id = job->run_id,
        .version = CARE_VERSION,
        .git_revision = CARE_GIT_REVISION,
        .libraries = "GSL " GSL_VERSION,
        .scorecard = care_score_group_tables(group),
        .record = record,
    };
    if (status == CARE_OK) {
        status = care_run_file_write(job->output, &facts, job->request->is_forced, job->list);
    }
    care_score_group_free(group);
    return status == CARE_OK && job->people != NULL ? care_microdata_finish(job->people) : status;
}

static int prepare(struct care_run_job *job)
{
    const struct care_run_job_request *request = job->request;
    int status = allocate(job, request->n);
    status = status == CARE_OK ? read_scenarios(job) : status;
    status = status == CARE_OK ? choose_output(job) : status;
    return status == CARE_OK ? care_safe_file_check(job->output, request->is_forced, job->list) : status;
}

/* Of what is in it in the end. */
static void identify(struct care_run_job *job)
{
    care_run_id(job->provenance, job->n, (uint64_t)job->cities[0].city->parameters.run->seed,
                CARE_VERSION " " CARE_GIT_REVISION, job->run_id);
}

int care_run_job_do(const struct care_run_job_request *request, struct care_run_job *job)
{
    struct utsname host = {.nodename = ""};
    char started[TIME_BYTES];
    const struct care_draws draws = care_draws_create(0, 0, request->simulation.simd);
    *job = (struct care_run_job){.request = request};
    int status = prepare(job);
    if (status != CARE_OK) {
        return status;
    }
    identify(job);
    status = care_microdata_create(&request->people, job->cities, job->n, job->output, job->run_id, request->is_forced,
                                   job->list, &job->people);
    if (status != CARE_OK) {
        return status;
    }
    struct care_run_record record = {
        .simd = care_draws_simd_name(&draws),
        .host = host.nodename,
        .started_utc = started,
        .wall_seconds = now_seconds(), /* becomes the time spent */
    };
    (void)uname(&host);
    write_time(started);
    status = fill_cubes(job);
    if (status != CARE_OK) {
        return status;
    }
    for (int s = 0; s < job->n; s++) {
        care_scorecard_fill(job->cards[s], s);
    }
    identify(job);
    record.n_threads = job->n_threads; /* known only now */
    return write_result(job, request->is_recorded ? &record : NULL);
}

void care_run_job_free(struct care_run_job *job)
{
    care_microdata_free(job->people);
    free_cubes(job);
    for (int s = 0; s < job->n; s++) {
        care_compose_free(&job->cities[s]);
    }
    free(job->cards);
    free(job->plans);
    free(job->provenance);
    free(job->titles);
    free(job->names);
    free(job->cities);
    care_diagnostics_free(job->list);
}
