/** @file  Memory that runs out at any allocation of a city, a run or a year leads to CARE_ERROR_MEMORY or is borne: no
 *  crash, no leak. Every allocation, address space included, is made to fail in turn. */
#include "tests/models/trial.h"

#include <omp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#include <cmocka.h>

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void __real_free(void *memory);
void __wrap_free(void *memory);
void *__real_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);
void *__wrap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);
int __real_munmap(void *address, size_t size);
int __wrap_munmap(void *address, size_t size);

static int n_until_failure = -1; /* allocations that still succeed; negative: all do */
static bool has_failed;
static int n_live; /* allocations not yet freed */

static bool is_failing(void)
{
    if (n_until_failure < 0 || n_until_failure-- > 0) {
        return false;
    }
    has_failed = true;
    return true;
}

static void *counted(void *memory)
{
    n_live += memory != NULL;
    return memory;
}

void *__wrap_malloc(size_t size)
{
    return is_failing() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t n, size_t size)
{
    return is_failing() ? NULL : counted(__real_calloc(n, size));
}

void *__wrap_realloc(void *memory, size_t size)
{
    if (is_failing()) {
        return NULL;
    }
    void *moved = __real_realloc(memory, size);
    n_live += memory == NULL && moved != NULL;
    return moved;
}

void __wrap_free(void *memory)
{
    n_live -= memory != NULL;
    __real_free(memory);
}

void *__wrap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset)
{
    if (is_failing()) {
        return MAP_FAILED;
    }
    n_live++;
    return __real_mmap(address, size, protection, flags, file, offset);
}

int __wrap_munmap(void *address, size_t size)
{
    n_live--;
    return __real_munmap(address, size);
}

/* Moves, arrivals, leavers, beds that close and a list of single facilities, so that all allocate. */
static const struct care_override lively[] = {{"migration.move_rate_per_year", "0.02"},
                                              {"migration.net_persons_per_year", "200"},
                                              {"supply.beds_factor", "0.5"},
                                              {"queue.steps_per_month", "2"},
                                              {"run.last_year", "2021"}};

static int setup(void **state)
{
    struct care_trial_city *town = calloc(1, sizeof *town);
    assert_non_null(town);
    *state = town;
    omp_set_num_threads(1); /* the k-th allocation is then always the same one */
    care_trial_read("examples/town/own-list.yaml", lively, sizeof lively / sizeof lively[0], town);
    return 0;
}

static int teardown(void **state)
{
    n_until_failure = -1;
    care_trial_close(*state);
    free(*state);
    return 0;
}

/* What is tried: makes something and frees it again. @return the status */
typedef int trial_function(const struct care_trial_city *town);

static int prepare(const struct care_trial_city *town)
{
    struct care_city_parameters parameters = care_trial_parameters(town);
    struct care_city_parameters root = parameters;
    const struct care_disability_parameters disability = *parameters.disability; /* so that the root is projected too */
    struct care_city *city = NULL;
    root.disability = &disability;
    parameters.root = &root;
    const int status = care_city_create(&parameters, town->list, &city);
    assert_true((city != NULL) == (status == CARE_OK));
    care_city_free(city);
    return status;
}

static int live_a_year(const struct care_trial_city *town)
{
    const struct care_simulation_options options = {.engine = {.n_threads = 1}, .simd = true};
    struct care_trial_run run;
    int status = care_trial_start(town->city, 1, options, &run);
    assert_true((run.simulation != NULL) == (status == CARE_OK));
    status = status == CARE_OK ? care_simulation_year(run.simulation, 2021) : status;
    care_trial_free(&run);
    return status;
}

/* Every allocation in turn. @return how many were refused with CARE_ERROR_MEMORY */
static int refuse_each(const struct care_trial_city *town, trial_function *trial, int *n_borne)
{
    const int n_live_before = n_live;
    int n_refused = 0;
    *n_borne = 0;
    for (int k = 0;; k++) {
        has_failed = false;
        n_until_failure = k;
        const int status = trial(town);
        n_until_failure = -1;
        assert_int_equal(n_live, n_live_before);
        assert_int_equal(care_diagnostics_n(town->list), 0);
        if (!has_failed) {
            assert_int_equal(status, CARE_OK);
            return n_refused;
        }
        assert_true(status == CARE_ERROR_MEMORY || status == CARE_OK);
        n_refused += status == CARE_ERROR_MEMORY;
        *n_borne += status == CARE_OK;
    }
}

static void a_city_is_refused_at_every_allocation(void **state)
{
    int n_borne = 0;
    assert_true(refuse_each(*state, prepare, &n_borne) > 50); /* 64; about half of them the plans of the care system */
    assert_int_equal(n_borne, 0);
}

static void a_run_is_refused_at_every_allocation(void **state)
{
    struct care_trial_city *town = *state;
    const struct care_city_parameters parameters = care_trial_parameters(town);
    int n_borne = 0;
    assert_int_equal(care_city_create(&parameters, town->list, &town->city), CARE_OK);
    assert_true(refuse_each(town, live_a_year, &n_borne) >
                300);         /* 549, those of twelve months of the queue among them */
    assert_true(n_borne < 5); /* lists of rows given back: a waste, not a fault */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_city_is_refused_at_every_allocation, setup, teardown),
        cmocka_unit_test_setup_teardown(a_run_is_refused_at_every_allocation, setup, teardown),
    };
    return cmocka_run_group_tests_name("starved", tests, NULL, NULL);
}
