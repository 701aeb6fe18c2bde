#include "sim/cli/timing.h"

#include <omp.h>
#include <sys/resource.h>

static double cpu_seconds(void)
{
    struct rusage usage;
    (void)getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec + 1e-6 * (double)usage.ru_utime.tv_usec + (double)usage.ru_stime.tv_sec +
           1e-6 * (double)usage.ru_stime.tv_usec;
}

static double peak_bytes(void)
{
    struct rusage usage;
    (void)getrusage(RUSAGE_SELF, &usage);
    return 1024.0 * (double)usage.ru_maxrss;
}

static double count_people(struct care_cubes *cubes, int n_years)
{
    const struct care_outer *outer = care_cubes_outer(cubes);
    const struct care_cube *population = care_cubes_find(cubes, care_headcount_population_cube.name);
    double people = 0;
    for (int year = 0; year < n_years; year++) {
        for (int district = 0; district < outer->n_districts; district++) {
            const int32_t *cells =
                population->data.int32 + care_cube_offset(population, outer, 0, 0, 0, year, district);
            for (int64_t i = 0; i < population->n_per_district; i++) {
                people += cells[i];
            }
        }
    }
    return people;
}

/* The same blocks as they lie after the last year, once for each year: as many rows as the mean year has, nearly. */
static double fill_only(const struct care_city *city, struct care_simulation *simulation,
                        const struct care_draws *draws, double calls)
{
    const struct care_run_parameters *run = city->parameters.run;
    double seconds = 0, made = 0;
    for (int year = run->first_year + 1; year <= run->last_year; year++) {
        const struct care_year now = {
            .year = run->last_year, .index = run->last_year - run->first_year, .draws = draws};
        int64_t n_calls;
        const double before = cpu_seconds();
        n_calls = care_engine_fill_only(care_simulation_engine(simulation), &now);
        seconds += cpu_seconds() - before;
        made += (double)n_calls;
    }
    return made > 0 ? seconds * calls / made : 0;
}

static int run_years(struct care_simulation *simulation, struct care_timing *out)
{
    struct care_progress silent = care_progress_start(NULL, 1);
    const double cpu = cpu_seconds(), wall = omp_get_wtime();
    const int status = care_simulation_run(simulation, &silent);
    out->cpu_seconds = cpu_seconds() - cpu;
    out->wall_seconds = omp_get_wtime() - wall;
    out->times = *care_engine_times(care_simulation_engine(simulation));
    return status;
}

static int measure(const struct care_city *city, struct care_timing_options options, struct care_cubes *cubes,
                   struct care_timing *out)
{
    const struct care_run_parameters *run = city->parameters.run;
    const struct care_tally tally = {.cubes = cubes, .district_of_leaf = city->district_of_leaf};
    const struct care_simulation_options how = {
        .engine = {.n_threads = options.n_threads, .is_timed = options.is_timed}, .simd = true, .set = options.set};
    const struct care_draws draws = care_draws_create((uint64_t)run->seed, 0, true);
    struct care_simulation *simulation = NULL;
    const double start = omp_get_wtime();
    int status = care_simulation_create(city, (uint64_t)run->seed, 0, &tally, how, &simulation);
    out->start_seconds = omp_get_wtime() - start;
    status = status == CARE_OK ? run_years(simulation, out) : status;
    if (status == CARE_OK) {
        out->person_years = count_people(cubes, run->last_year - run->first_year);
        out->calls_per_person_year = (double)out->times.n_calls / out->person_years;
        out->least_calls_per_person_year = (double)out->times.n_least_calls / out->person_years;
        out->fill_seconds = options.with_fill ? fill_only(city, simulation, &draws, (double)out->times.n_calls) : 0;
        out->peak_bytes = peak_bytes();
    }
    care_simulation_free(simulation);
    return status;
}

int care_timing_run(const struct care_city *city, struct care_timing_options options, struct care_timing *out)
{
    static const char *const name = "bench";
    static const struct care_text title = {"bench", "测速"};
    static const struct care_timing nothing;
    const struct care_run_parameters *run = city->parameters.run;
    const struct care_outer outer = {.n_scenarios = 1,
                                     .n_draws = 1,
                                     .n_replicates = 1,
                                     .first_year = run->first_year,
                                     .n_years = run->last_year - run->first_year + 1,
                                     .n_districts = city->areas->n_districts,
                                     .scenarios = &name,
                                     .titles = &title,
                                     .district_codes = city->district_codes,
                                     .district_names = city->district_names};
    struct care_schedule_models models;
    struct care_cubes *cubes = NULL;
    *out = nothing;
    out->n_models = care_schedule_of(&models, options.set, out->scheduled);
    int status = care_cubes_create(care_simulation_cubes, care_simulation_n_cubes, &outer, &cubes);
    status = status == CARE_OK ? measure(city, options, cubes, out) : status;
    care_cubes_free(cubes);
    return status;
}

static bool is_faster(const struct care_timing *a, const struct care_timing *b, int n_threads)
{
    return n_threads == 1 ? a->cpu_seconds < b->cpu_seconds : a->wall_seconds < b->wall_seconds;
}

int care_timing_best(const struct care_city *city, struct care_timing_options options, int n_runs,
                     struct care_timing *out)
{
    int status = CARE_OK;
    for (int i = 0; i < n_runs && status == CARE_OK; i++) {
        struct care_timing one;
        status = care_timing_run(city, options, &one);
        if (status == CARE_OK && (i == 0 || is_faster(&one, out, options.n_threads))) {
            *out = one;
        }
    }
    return status;
}
