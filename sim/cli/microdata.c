#include "sim/cli/microdata.h"

#include "output/people_file.h"
#include "output/safe_file.h"
#include "scenarios/numbers.h"
#include "sim/cli/messages.h"
#include "sim/nearest.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The people of one scenario. */
struct job {
    char path[PATH_MAX];
    struct care_people_file *file; /* while it is being written */
};

struct care_microdata {
    const struct care_composition *cities;
    const char *run_id;
    bool is_forced;
    struct care_diagnostics *list;
    int n;            /* scenarios */
    struct job *jobs; /* [n] */
    int first_year, n_years;
    bool *is_wanted; /* [n_years] */
    double share;
    struct care_people_choice choice;
    int32_t *leaf_code;     /* [leaves] */
    int32_t *district_code; /* [leaves] */
};

/* ---- what was asked ---- */

/* One of the years, [n] bytes long. */
static int take_year(struct care_microdata *m, const char *text, size_t n)
{
    char year[16];
    double value = 0;
    const int shown = (int)(n < 100 ? n : 100);
    const struct care_place place = {.key = "--people"};
    (void)snprintf(year, sizeof year, "%.*s", shown, text);
    if (n >= sizeof year || !care_numbers_read_int(year, &value) || value < m->first_year ||
        value >= m->first_year + m->n_years) {
        care_diagnostics_add(m->list, place, "\"%.*s\" is no year from %d to %d; several as 2020,2035; every one: all",
                             "“%.*s”不是 %d 至 %d 之间的年份；多个年份写作 2020,2035；全部年份写 all", shown, text,
                             m->first_year, m->first_year + m->n_years - 1);
        return CARE_ERROR_INPUT;
    }
    m->is_wanted[(int)value - m->first_year] = true;
    return CARE_OK;
}

static int take_years(struct care_microdata *m, const char *years)
{
    int status = CARE_OK;
    if (strcmp(years, "all") == 0) {
        memset(m->is_wanted, true, (size_t)m->n_years * sizeof *m->is_wanted);
        return CARE_OK;
    }
    for (const char *year = years; year != NULL;) {
        const char *comma = strchr(year, ',');
        const size_t n = comma == NULL ? strlen(year) : (size_t)(comma - year);
        const int answer = take_year(m, year, n);
        status = answer == CARE_OK ? status : answer;
        year = comma == NULL ? NULL : comma + 1;
    }
    return status;
}

static int take_share(struct care_microdata *m, const char *share)
{
    m->share = 1;
    if (share == NULL || (care_numbers_read_real(share, &m->share) && m->share > 0 && m->share <= 1)) {
        return CARE_OK;
    }
    care_diagnostics_add(m->list, (struct care_place){.key = "--people-sample"},
                         "%.100s is no share above 0 and up to 1, such as 0.01",
                         "%.100s 不是大于 0 且不超过 1 的比例（如 0.01）", share);
    return CARE_ERROR_INPUT;
}

/* ---- where it goes ---- */

/* FILE.h5; with several scenarios FILE-SCENARIO.h5. Without an own name, FILE is the result's and -people. */
static int name_job(const struct care_microdata *m, const char *output, const char *result_path, int scenario)
{
    static const char ending[] = ".h5";
    char *path = m->jobs[scenario].path;
    const char *base = output != NULL ? output : result_path;
    const size_t length = strlen(base), n_ending = sizeof ending - 1;
    const bool has_ending = length > n_ending && strcmp(base + length - n_ending, ending) == 0;
    const char *name = m->n > 1 ? care_scenario_provenance(m->cities[scenario].scenario)->scenario : "";
    const int n = snprintf(path, PATH_MAX, "%.*s%s%s%s%s", (int)(has_ending ? length - n_ending : length), base,
                           output == NULL ? "-people" : "", m->n > 1 ? "-" : "", name,
                           has_ending || output == NULL ? ending : "");
    const struct care_place place = {.file = base, .key = "--people-output"};
    if (n < 0 || n >= PATH_MAX) {
        care_diagnostics_add(m->list, place, "the name is too long", "文件名过长");
        return CARE_ERROR_INPUT;
    }
    if (strcmp(path, result_path) == 0) {
        care_diagnostics_add(m->list, place, "this is where the result goes", "与结果文件同名");
        return CARE_ERROR_INPUT;
    }
    return care_safe_file_check(path, m->is_forced, m->list);
}

static void fill_codes(struct care_microdata *m)
{
    const struct care_city *city = m->cities[0].city;
    const struct care_areas *areas = city->areas;
    for (int leaf = 0; leaf < areas->n_leaves; leaf++) {
        m->leaf_code[leaf] = areas->area[areas->leaf[leaf]].code;
        m->district_code[leaf] = city->district_codes[city->district_of_leaf[leaf]];
    }
}

static int read_request(struct care_microdata *m, const struct care_microdata_request *request, const char *result_path)
{
    const struct care_people_wish wish = {
        .names = request->columns, .place = {.key = "--people-columns"}, .nearest = care_nearest_of};
    int status = take_years(m, request->years);
    int answer = care_people_columns_choose(care_people_columns, CARE_N_PEOPLE_COLUMNS, &wish, m->list, &m->choice);
    status = status == CARE_OK ? answer : status; /* and on, so that all faults are shown at once */
    answer = take_share(m, request->share);
    status = status == CARE_OK ? answer : status;
    for (int i = 0; i < m->n; i++) {
        answer = name_job(m, request->output, result_path, i);
        status = status == CARE_OK ? answer : status;
    }
    return status;
}

static int refuse_without_years(const struct care_microdata_request *request, struct care_diagnostics *list)
{
    if (request->columns == NULL && request->share == NULL && request->output == NULL) {
        return CARE_OK;
    }
    care_diagnostics_add(list, (struct care_place){.key = "--people"},
                         "is missing: people are written only for the years it names, e.g. --people 2035",
                         "未给出：只写出其中列明年份的个人记录，例如 --people 2035");
    return CARE_ERROR_INPUT;
}

int care_microdata_create(const struct care_microdata_request *request, const struct care_composition *cities, int n,
                          const char *result_path, const char *run_id, bool force, struct care_diagnostics *list,
                          struct care_microdata **out)
{
    *out = NULL;
    if (request->years == NULL) {
        return refuse_without_years(request, list);
    }
    struct care_microdata *m = calloc(1, sizeof *m);
    if (m == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    *out = m;
    const struct care_run_parameters *parameters = cities[0].city->parameters.run;
    const size_t n_leaves = (size_t)cities[0].city->areas->n_leaves;
    m->cities = cities;
    m->run_id = run_id;
    m->is_forced = force;
    m->list = list;
    m->first_year = parameters->first_year;
    m->n_years = parameters->last_year - parameters->first_year + 1;
    m->jobs = calloc((size_t)n, sizeof *m->jobs);
    m->is_wanted = calloc((size_t)m->n_years, sizeof *m->is_wanted);
    m->leaf_code = calloc(n_leaves, sizeof *m->leaf_code);
    m->district_code = calloc(n_leaves, sizeof *m->district_code);
    if (m->jobs == NULL || m->is_wanted == NULL || m->leaf_code == NULL || m->district_code == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    m->n = n;
    fill_codes(m);
    return read_request(m, request, result_path);
}

void care_microdata_free(struct care_microdata *microdata)
{
    if (microdata == NULL) {
        return;
    }
    for (int i = 0; i < microdata->n; i++) {
        care_people_file_abandon(microdata->jobs[i].file);
    }
    free(microdata->district_code);
    free(microdata->leaf_code);
    free(microdata->is_wanted);
    free(microdata->jobs);
    free(microdata);
}

/* ---- the run ---- */

static int begin(struct care_microdata *m, int scenario)
{
    const struct care_provenance *provenance = care_scenario_provenance(m->cities[scenario].scenario);
    const struct care_people_file_facts facts = {
        .title = provenance->title,
        .scenario = provenance->scenario,
        .replicate = 0,
        .seed = (uint64_t)m->cities[scenario].city->parameters.run->seed,
        .run_id = m->run_id,
        .version = CARE_VERSION,
        .git_revision = CARE_GIT_REVISION,
    };
    return care_people_file_create(m->jobs[scenario].path, m->is_forced, &facts, m->list, &m->jobs[scenario].file);
}

static int step(struct care_simulation *simulation, int year, struct care_progress *progress)
{
    char name[16];
    const int status = care_simulation_year(simulation, year);
    care_progress_step(progress, care_text_format(name, sizeof name, "%d", "%d", year));
    return status;
}

int care_microdata_run(struct care_microdata *microdata, int scenario, struct care_simulation *simulation,
                       const volatile sig_atomic_t *stop, struct care_progress *progress)
{
    const struct care_people_file_areas areas = {microdata->leaf_code, microdata->district_code};
    int status = begin(microdata, scenario);
    for (int i = 0; i < microdata->n_years && status == CARE_OK; i++) {
        const int year = microdata->first_year + i;
        if (*stop != 0) {
            return CARE_ERROR_INTERRUPTED;
        }
        status = i > 0 ? step(simulation, year, progress) : CARE_OK; /* the census is there already */
        if (status == CARE_OK && microdata->is_wanted[i]) {
            status = care_people_file_year(microdata->jobs[scenario].file, year, care_simulation_people(simulation),
                                           &areas, &microdata->choice, microdata->share);
        }
    }
    return status;
}

int care_microdata_finish(struct care_microdata *microdata)
{
    int status = CARE_OK;
    for (int i = 0; i < microdata->n && status == CARE_OK; i++) {
        struct care_people_file *file = microdata->jobs[i].file;
        microdata->jobs[i].file = NULL;
        status = care_people_file_close(file);
    }
    return status;
}

void care_microdata_report(const struct care_microdata *microdata)
{
    for (int i = 0; i < microdata->n; i++) {
        care_messages_say(stdout, "people: %s\n", "个人记录文件：%s\n", microdata->jobs[i].path);
    }
}
