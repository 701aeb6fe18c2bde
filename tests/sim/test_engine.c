/** @file  The engine on a schedule of small models: every phase runs, draws are made exactly where they are due, and
 *  neither the number of threads nor the order of visiting shows. A model that depends on them is caught. */
#include "sim/engine.h"

#include "sim/keys.h"
#include "tests/sim/picture.h"

#include <omp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The linker sends the allocations of sim/engine.c here (WRAP in CMakeLists.txt). */
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static int countdown; /* the allocation that fails; 0: none */

static bool is_failing(void)
{
    return countdown > 0 && --countdown == 0;
}

void *__wrap_calloc(size_t n, size_t size)
{
    return is_failing() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return is_failing() ? NULL : __real_realloc(memory, size);
}

enum { KEY, LINK, EXIT, VALUE, NOTE, N_COLUMNS };

static const struct care_column columns[N_COLUMNS] = {
    [KEY] = {.name = "key", .width_bytes = 8, .role = CARE_COLUMN_KEY},
    [LINK] = {.name = "link", .width_bytes = 4, .role = CARE_COLUMN_LINK},
    [EXIT] = {.name = "exit", .width_bytes = 1, .role = CARE_COLUMN_EXIT},
    [VALUE] = {.name = "value", .width_bytes = 4, .role = CARE_COLUMN_PLAIN},
    [NOTE] = {.name = "note", .width_bytes = 4, .role = CARE_COLUMN_PLAIN},
};
enum { N_AREAS = 4, N_COHORTS = 9, FIRST_YEAR = 2021, N_YEARS = 4, PEOPLE_A_COHORT = 700 };

/* What the models of one run share and count into. */
struct world {
    int32_t n_people[N_YEARS], n_born[N_YEARS], n_settled;
    int32_t n_visited; /* the shared counter of the model that cheats */
};

/* ---- models ---- */

static void add(int32_t *cell, int32_t n)
{
    (void)__atomic_fetch_add(cell, n, __ATOMIC_RELAXED);
}

static int grow(const void *self, const struct care_year *year, const struct care_span *span)
{
    (void)self;
    (void)year;
    uint32_t *value = span->column[VALUE];
    const uint32_t *u = care_span_draws(span, 1);
    for (int i = 0; i < span->n; i++) {
        value[i] = value[i] * 31 + u[i] + (uint32_t)span->age_years;
    }
    return CARE_OK;
}

/* One in sixteen goes. A draw is noted, anew every year. */
static int leave(const void *self, const struct care_year *year, const struct care_span *span)
{
    (void)self;
    (void)year;
    uint8_t *exit = span->column[EXIT];
    uint32_t *note = span->column[NOTE];
    const uint32_t *u = care_span_draws(span, 4), *own = care_span_draws(span, 20);
    for (int i = 0; i < span->n; i++) {
        note[i] = own[i];
        exit[i] = exit[i] == 0 && u[i] < UINT32_MAX / 16 ? 1 : exit[i];
    }
    return CARE_OK;
}

/* A child for every person present whose value asks for it. */
static int bear(void *self, const struct care_year *year, struct care_table *table, int area)
{
    struct world *world = self;
    const uint64_t *key = care_table_column(table, KEY);
    const uint32_t *value = care_table_column(table, VALUE);
    const uint8_t *exit = care_table_column(table, EXIT);
    static _Thread_local uint64_t mothers[N_COHORTS * PEOPLE_A_COHORT];
    int n = 0;
    for (int b = 0; b < care_table_n_blocks(table, area); b++) {
        const struct care_block *block = care_table_block(table, area, b);
        for (uint32_t row = block->first; row < block->first + block->n; row++) {
            mothers[n] = key[row];
            n += exit[row] == 0 && value[row] % 16 == 0;
        }
    }
    for (int m = 0; m < n; m++) {
        uint32_t row = 0;
        const int status = care_table_append(table, area, year->year, 1, 63, &row);
        if (status != CARE_OK) {
            return status;
        }
        ((uint64_t *)care_table_column(table, KEY))[row] = care_key_join(mothers[m], (uint64_t)year->year);
        ((uint32_t *)care_table_column(table, VALUE))[row] = 0;
        ((uint32_t *)care_table_column(table, NOTE))[row] = 0;
    }
    add(&world->n_born[year->index], n);
    return CARE_OK;
}

static int settle(void *self, const struct care_year *year, struct care_table *table)
{
    (void)year;
    (void)table;
    ((struct world *)self)->n_settled++;
    return CARE_OK;
}

static int count(void *self, const struct care_year *year, const struct care_span *span)
{
    const uint8_t *exit = span->column[EXIT];
    int32_t n = 0;
    for (int i = 0; i < span->n; i++) {
        n += exit[i] == 0;
    }
    add(&((struct world *)self)->n_people[year->index], n);
    return CARE_OK;
}

static const struct care_draw_use grow_draws[] = {{1, 0, INT32_MAX}};
static const struct care_draw_use leave_draws[] = {{4, 0, INT32_MAX}, {20, 0, INT32_MAX}};
static const struct care_model grow_model = {.name = "grow", .draws = grow_draws, .n_draws = 1, .step = grow};
static const struct care_model leave_model = {.name = "leave", .draws = leave_draws, .n_draws = 2, .step = leave};
static const struct care_model bear_model = {.name = "bear", .resolve = bear, .settle = settle};
static const struct care_model count_model = {.name = "count", .tally = count};

/* Three that cheat. */
static int add_thread(const void *self, const struct care_year *year, const struct care_span *span)
{
    (void)self;
    (void)year;
    (void)usleep(500); /* so that every thread has its part */
    for (int i = 0; i < span->n; i++) {
        ((uint32_t *)span->column[VALUE])[i] += (uint32_t)omp_get_thread_num();
    }
    return CARE_OK;
}

static int add_n_threads(const void *self, const struct care_year *year, const struct care_span *span)
{
    (void)self;
    (void)year;
    for (int i = 0; i < span->n; i++) {
        ((uint32_t *)span->column[VALUE])[i] += (uint32_t)omp_get_num_threads();
    }
    return CARE_OK;
}

/* The descriptor hands out const numbers; this one keeps a pointer to what it changes. */
static int add_counter(const void *self, const struct care_year *year, const struct care_span *span)
{
    (void)year;
    struct world *const *world = self;
    const int32_t n = __atomic_fetch_add(&(*world)->n_visited, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < span->n; i++) {
        ((uint32_t *)span->column[VALUE])[i] += (uint32_t)n;
    }
    return CARE_OK;
}

static const struct care_model thread_model = {.name = "thread", .step = add_thread};
static const struct care_model n_threads_model = {.name = "n_threads", .step = add_n_threads};
static const struct care_model counter_model = {.name = "counter", .step = add_counter};

/* ---- runs ---- */

static struct care_table *make_people(void)
{
    struct care_table *table = NULL;
    assert_int_equal(care_table_create(columns, N_COLUMNS, 1 << 20, N_AREAS, &table), CARE_OK);
    for (int i = 0; i < N_AREAS * N_COHORTS; i++) {
        const int area = i / N_COHORTS, n = PEOPLE_A_COHORT / 4 * (area + 1);
        uint32_t first = 0;
        assert_int_equal(care_table_append(table, area, 1950 + i % N_COHORTS, (uint32_t)n, 0, &first), CARE_OK);
        for (int p = 0; p < n; p++) {
            const uint32_t row = first + (uint32_t)p;
            ((uint64_t *)care_table_column(table, KEY))[row] = care_key_join((uint64_t)i, (uint64_t)p);
            ((uint32_t *)care_table_column(table, VALUE))[row] = (uint32_t)p;
            ((uint32_t *)care_table_column(table, NOTE))[row] = 0;
        }
    }
    return table;
}

struct run {
    struct world world;
    struct care_picture picture;
    struct care_engine_times times;
    int status;
};

/* The years with @p cheat, which may be NULL, among the models. */
static struct run run_with(const struct care_model *cheat, int n_threads, uint64_t visit_order, uint64_t seed)
{
    struct run run = {.status = CARE_OK};
    struct world *world = &run.world;
    const struct care_draws draws = care_draws_create(seed, 0, true);
    struct care_scheduled scheduled[5] = {
        {&grow_model, NULL}, {&leave_model, NULL}, {&bear_model, world}, {&count_model, world}, {cheat, &world}};
    struct care_table *table = make_people();
    struct care_engine *engine = NULL;
    const struct care_engine_options options = {.n_threads = n_threads, .visit_order = visit_order, .is_timed = true};
    assert_int_equal(care_engine_create(table, scheduled, cheat != NULL ? 5 : 4, options, &engine), CARE_OK);
    for (int y = 0; y < N_YEARS && run.status == CARE_OK; y++) {
        const struct care_year year = {.year = FIRST_YEAR + y, .index = y, .draws = &draws};
        run.status = care_engine_year(engine, &year);
    }
    run.times = *care_engine_times(engine);
    care_engine_free(engine);
    run.picture = care_picture_take(table, 0);
    care_table_free(table);
    return run;
}

/* The comparison of all these tests. */
static bool is_equal(const struct run *a, const struct run *b)
{
    return a->status == b->status && memcmp(a->world.n_people, b->world.n_people, sizeof a->world.n_people) == 0 &&
           care_picture_is_equal(&a->picture, &b->picture);
}

static bool is_alike(const struct care_model *cheat, int n_threads, uint64_t visit_order, uint64_t seed)
{
    struct run plain = run_with(cheat, 1, 0, 1), other = run_with(cheat, n_threads, visit_order, seed);
    const bool alike = is_equal(&plain, &other);
    care_picture_free(&plain.picture);
    care_picture_free(&other.picture);
    return alike;
}

static void the_number_of_threads_does_not_show(void **state)
{
    (void)state;
    static const int n_threads[] = {1, 2, 3, 8, 16};
    for (size_t i = 0; i < sizeof n_threads / sizeof n_threads[0]; i++) {
        assert_true(is_alike(NULL, n_threads[i], 0, 1));
    }
}

static void the_order_of_visiting_does_not_show(void **state)
{
    (void)state;
    assert_true(is_alike(NULL, 1, 7, 1));
    assert_true(is_alike(NULL, 1, 99, 1));
    assert_true(is_alike(NULL, 3, 7, 1));
    assert_true(is_alike(NULL, 16, 99, 1));
}

static void another_seed_shows(void **state)
{
    (void)state;
    assert_false(is_alike(NULL, 1, 0, 2));
}

static void a_model_that_asks_which_thread_it_is_on_is_caught(void **state)
{
    (void)state;
    assert_false(is_alike(&thread_model, 8, 0, 1));
}

static void a_model_that_asks_how_many_threads_there_are_is_caught(void **state)
{
    (void)state;
    assert_false(is_alike(&n_threads_model, 2, 0, 1));
}

static void a_model_that_counts_its_visits_is_caught_by_another_order(void **state)
{
    (void)state;
    assert_true(is_alike(&counter_model, 1, 0, 1)); /* the same order on one thread */
    assert_false(is_alike(&counter_model, 1, 7, 1));
}

static void people_and_children_add_up(void **state)
{
    (void)state;
    struct run run = run_with(NULL, 2, 0, 1);
    assert_int_equal(run.status, CARE_OK);
    assert_int_equal(run.picture.n, run.world.n_people[N_YEARS - 1]);
    assert_int_equal(run.world.n_settled, N_YEARS);
    for (int y = 0; y < N_YEARS; y++) {
        assert_true(run.world.n_born[y] > 0);
        assert_true(y == 0 || run.world.n_people[y] <= run.world.n_people[y - 1] + run.world.n_born[y]);
    }
    care_picture_free(&run.picture);
}

/* ---- draws ---- */

struct probe {
    int first_drawn_age;
    int32_t n_missing, n_wrong;
};

static bool draws_from_70(const void *self, const struct care_year *year, int age)
{
    (void)self;
    (void)year;
    return age >= 70;
}

/* Purposes 8 and 9 from 65 to 71, but none are made before 70; word 2 is nobody else's. */
static int look(const void *self, const struct care_year *year, const struct care_span *span)
{
    struct probe *const *probe = self;
    const uint64_t *key = span->column[KEY];
    const uint32_t *u = care_span_draws(span, 9);
    const bool is_due = span->age_years >= (*probe)->first_drawn_age && span->age_years <= 71;
    add(&(*probe)->n_missing, (u != NULL) != is_due);
    for (int i = 0; u != NULL && i < span->n; i++) {
        add(&(*probe)->n_wrong, u[i] != care_draws_one(year->draws, key[i], year->year, 9));
    }
    return CARE_OK;
}

static const struct care_draw_use look_draws[] = {{8, 65, 71}, {9, 65, 71}};
static const struct care_model look_model = {.name = "look", .draws = look_draws, .n_draws = 2, .step = look};
static const struct care_model look_from_70_model = {
    .name = "look", .draws = look_draws, .n_draws = 2, .draws_at = draws_from_70, .step = look};

/* One year over people of 63 to 71. @return the call counts */
static struct care_engine_times look_at(const struct care_model *model, struct probe *probe)
{
    struct care_table *table = make_people();
    struct care_engine *engine = NULL;
    const struct care_draws draws = care_draws_create(3, 1, true);
    const struct care_year year = {.year = 2021, .index = 0, .draws = &draws};
    const struct care_scheduled scheduled = {model, &probe};
    assert_int_equal(care_engine_create(table, &scheduled, 1, (struct care_engine_options){.n_threads = 2}, &engine),
                     CARE_OK);
    assert_int_equal(care_engine_year(engine, &year), CARE_OK);
    const struct care_engine_times times = *care_engine_times(engine);
    assert_true(care_engine_fill_only(engine, &year) >= 0);
    assert_int_equal(care_engine_times(engine)->n_calls, times.n_calls); /* a bench run is not counted */
    care_engine_free(engine);
    care_table_free(table);
    return times;
}

enum { PEOPLE_OF_AN_AGE = PEOPLE_A_COHORT / 4 * (1 + 2 + 3 + 4) };

static void draws_are_made_at_the_ages_declared_and_counted(void **state)
{
    (void)state;
    struct probe probe = {.first_drawn_age = 65};
    const struct care_engine_times times = look_at(&look_model, &probe);
    assert_int_equal(probe.n_missing, 0);
    assert_int_equal(probe.n_wrong, 0);
    assert_int_equal(times.n_calls, 7 * PEOPLE_OF_AN_AGE); /* 65..71, one word for both purposes */
    assert_int_equal(times.n_least_calls, 7 * PEOPLE_OF_AN_AGE);
    assert_int_equal(times.n_rows, N_COHORTS * PEOPLE_OF_AN_AGE);
}

static void no_draws_are_made_for_ages_at_which_nobody_can_draw(void **state)
{
    (void)state;
    struct probe probe = {.first_drawn_age = 70};
    const struct care_engine_times times = look_at(&look_from_70_model, &probe);
    assert_int_equal(probe.n_missing, 0);
    assert_int_equal(probe.n_wrong, 0);
    assert_int_equal(times.n_calls, 2 * PEOPLE_OF_AN_AGE);
}

static void every_word_is_drawn_for_the_year_in_force(void **state)
{
    (void)state;
    struct run run = run_with(NULL, 2, 0, 1);
    const struct care_draws draws = care_draws_create(1, 0, false);
    const size_t head = 8 + 4 + 4; /* key, area, cohort; then all columns, the link as a key */
    int n_with = 0;
    for (int64_t i = 0; i < run.picture.n; i++) {
        const uint8_t *row = run.picture.bytes + (size_t)i * run.picture.row_bytes;
        uint64_t key;
        uint32_t note;
        memcpy(&key, row, sizeof key);
        memcpy(&note, row + head + 8 + 8 + 1 + 4, sizeof note);
        assert_true(note == 0 || note == care_draws_one(&draws, key, FIRST_YEAR + N_YEARS - 1, 20));
        n_with += note != 0;
    }
    assert_true(n_with > run.picture.n / 2); /* all but the children of the last year */
    /* three words a row: 0, 1 and the noted one, which one call could serve */
    assert_int_equal(run.times.n_calls, 3 * run.times.n_rows);
    assert_int_equal(run.times.n_least_calls, run.times.n_rows);
    care_picture_free(&run.picture);
}

/* ---- refusals ---- */

static const struct care_scheduled nothing[1];

static int fail_step(const void *self, const struct care_year *year, const struct care_span *span)
{
    (void)self;
    (void)year;
    return span->area == 2 ? CARE_ERROR_FULL : span->area == 1 ? CARE_ERROR_MEMORY : CARE_OK;
}

static int fail_resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    (void)self;
    (void)year;
    (void)table;
    return area == 3 ? CARE_ERROR_LIBRARY : CARE_OK;
}

static int fail_settle(void *self, const struct care_year *year, struct care_table *table)
{
    (void)self;
    (void)year;
    (void)table;
    return CARE_ERROR_SOLVER;
}

static int fail_tally(void *self, const struct care_year *year, const struct care_span *span)
{
    (void)self;
    (void)year;
    return span->area == 0 && span->age_years == 65 ? CARE_ERROR_FILE : CARE_OK;
}

static void the_first_error_of_a_phase_ends_the_year(void **state)
{
    (void)state;
    static const struct care_model models[] = {
        {.name = "step", .step = fail_step, .resolve = fail_resolve, .settle = fail_settle, .tally = fail_tally},
        {.name = "resolve", .resolve = fail_resolve, .settle = fail_settle, .tally = fail_tally},
        {.name = "settle", .settle = fail_settle, .tally = fail_tally},
        {.name = "tally", .tally = fail_tally},
    };
    static const int expected[] = {CARE_ERROR_FULL, CARE_ERROR_LIBRARY, CARE_ERROR_SOLVER, CARE_ERROR_FILE};
    for (size_t m = 0; m < sizeof models / sizeof models[0]; m++) {
        for (int n_threads = 1; n_threads <= 3; n_threads++) {
            struct run run = run_with(&models[m], n_threads, 0, 1);
            assert_int_equal(run.status, expected[m]); /* of two the smallest */
            assert_int_equal(run.world.n_settled, m < 2 ? 0 : 1);
            care_picture_free(&run.picture);
        }
    }
}

static void a_schedule_too_long_or_with_draws_too_far_is_refused(void **state)
{
    (void)state;
    static const struct care_draw_use last[] = {{CARE_MAX_WORDS * CARE_LANES - 1, 0, 1}};
    static const struct care_draw_use beyond[] = {{CARE_MAX_WORDS * CARE_LANES, 0, 1}};
    static const struct care_model good = {.name = "good", .draws = last, .n_draws = 1};
    static const struct care_model far_off = {.name = "far", .draws = beyond, .n_draws = 1};
    struct care_scheduled scheduled[CARE_MOST_MODELS + 1];
    const struct care_engine_options options = {.n_threads = 1};
    struct care_engine *engine = NULL;
    struct care_table *table = make_people();
    for (int m = 0; m < CARE_MOST_MODELS + 1; m++) {
        scheduled[m] = (struct care_scheduled){&good, NULL};
    }
    assert_int_equal(care_engine_create(table, scheduled, CARE_MOST_MODELS + 1, options, &engine), CARE_ERROR_INPUT);
    assert_null(engine);
    assert_int_equal(care_engine_create(table, scheduled, CARE_MOST_MODELS, options, &engine), CARE_OK);
    care_engine_free(engine);
    scheduled[3].model = &far_off;
    assert_int_equal(care_engine_create(table, scheduled, CARE_MOST_MODELS, options, &engine), CARE_ERROR_INPUT);
    assert_null(engine);
    care_engine_free(NULL);
    care_table_free(table);
}

static void a_year_without_people_or_models_passes(void **state)
{
    (void)state;
    const struct care_draws draws = care_draws_create(1, 0, true);
    const struct care_year year = {.year = 2021, .index = 0, .draws = &draws};
    struct care_table *table = NULL;
    struct care_engine *engine = NULL;
    assert_int_equal(care_table_create(columns, N_COLUMNS, 64, 1, &table), CARE_OK);
    assert_int_equal(care_engine_create(table, nothing, 0, (struct care_engine_options){0}, &engine), CARE_OK);
    assert_int_equal(care_engine_year(engine, &year), CARE_OK);
    assert_int_equal(care_engine_times(engine)->n_calls, 0);
    care_engine_free(engine);
    care_table_free(table);
}

static void memory_may_run_out_wherever_an_engine_allocates(void **state)
{
    (void)state;
    const struct care_draws draws = care_draws_create(1, 0, true);
    const struct care_year year = {.year = 2021, .index = 0, .draws = &draws};
    struct care_table *table = make_people();
    enum { N_ALLOCATIONS = 1 + 1 + 2 + 1 }; /* itself, the list of threads, two threads, the order of areas */
    struct care_engine *engine = NULL;
    for (int k = 1; k <= N_ALLOCATIONS; k++) {
        countdown = k;
        assert_int_equal(care_engine_create(table, nothing, 0, (struct care_engine_options){.n_threads = 2}, &engine),
                         CARE_ERROR_MEMORY);
        assert_int_equal(countdown, 0);
        assert_null(engine);
    }
    assert_int_equal(care_engine_create(table, nothing, 0, (struct care_engine_options){.n_threads = 2}, &engine),
                     CARE_OK);
    countdown = 1;
    assert_int_equal(care_engine_year(engine, &year), CARE_ERROR_MEMORY);
    countdown = 1;
    assert_int_equal(care_engine_tally(engine, &year), CARE_ERROR_MEMORY);
    countdown = 0;
    assert_int_equal(care_engine_year(engine, &year), CARE_OK);
    care_engine_free(engine);
    care_table_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_number_of_threads_does_not_show),
        cmocka_unit_test(the_order_of_visiting_does_not_show),
        cmocka_unit_test(another_seed_shows),
        cmocka_unit_test(a_model_that_asks_which_thread_it_is_on_is_caught),
        cmocka_unit_test(a_model_that_asks_how_many_threads_there_are_is_caught),
        cmocka_unit_test(a_model_that_counts_its_visits_is_caught_by_another_order),
        cmocka_unit_test(people_and_children_add_up),
        cmocka_unit_test(draws_are_made_at_the_ages_declared_and_counted),
        cmocka_unit_test(no_draws_are_made_for_ages_at_which_nobody_can_draw),
        cmocka_unit_test(every_word_is_drawn_for_the_year_in_force),
        cmocka_unit_test(the_first_error_of_a_phase_ends_the_year),
        cmocka_unit_test(a_schedule_too_long_or_with_draws_too_far_is_refused),
        cmocka_unit_test(a_year_without_people_or_models_passes),
        cmocka_unit_test(memory_may_run_out_wherever_an_engine_allocates),
    };
    return cmocka_run_group_tests_name("engine", tests, NULL, NULL);
}
