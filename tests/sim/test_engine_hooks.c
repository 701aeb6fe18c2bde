/** @file  The hooks of a year in order: `begin` before all steps, `close` after all counts, both alone; an error of any ends
 *  the year there. */
#include "sim/engine.h"

#include "sim/keys.h"

#include <omp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct care_column columns[] = {
    {.name = "key", .width_bytes = 8, .role = CARE_COLUMN_KEY},
    {.name = "exit", .width_bytes = 1, .role = CARE_COLUMN_EXIT},
};
enum { N_AREAS = 4 };

enum { BEGINS, STEPS, RESOLVES, SETTLES, TALLIES, CLOSES, N_HOOKS, NEVER = N_HOOKS };

/* What two models of all hooks write down: the hooks in order, those of a block or area once for all. */
struct diary {
    char text[16];
    int n, year;
    bool was_parallel; /* a hook that is to be alone was not */
    int fails;         /* the hook of the first model that does */
};

/* One of the two models: capitals for the first, where the hooks are alone. */
struct author {
    struct diary *diary;
    bool is_first;
};

static int note(const struct author *author, int hook, const struct care_year *year)
{
    static const char letters[] = "bprstc", capitals[] = "BprSTC";
    struct diary *diary = author->diary;
    const bool is_alone = hook == BEGINS || hook == SETTLES || hook == CLOSES;
    const char letter = author->is_first && is_alone ? capitals[hook] : letters[hook];
#pragma omp critical(diary)
    {
        diary->was_parallel |= is_alone && omp_in_parallel();
        diary->year = year->year;
        if (diary->n == 0 || diary->text[diary->n - 1] != letter) {
            diary->text[diary->n] = letter;
            diary->n += diary->n < (int)sizeof diary->text - 2;
        }
    }
    return author->is_first && diary->fails == hook ? CARE_ERROR_SOLVER : CARE_OK;
}

static int note_begin(void *self, const struct care_year *year)
{
    return note(self, BEGINS, year);
}

static int note_step(const void *self, const struct care_year *year, const struct care_span *span)
{
    (void)span;
    return note(self, STEPS, year);
}

static int note_resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    (void)table;
    (void)area;
    return note(self, RESOLVES, year);
}

static int note_settle(void *self, const struct care_year *year, struct care_table *table)
{
    (void)table;
    return note(self, SETTLES, year);
}

static int note_tally(void *self, const struct care_year *year, const struct care_span *span)
{
    (void)span;
    return note(self, TALLIES, year);
}

static int note_close(void *self, const struct care_year *year)
{
    return note(self, CLOSES, year);
}

static const struct care_model author_model = {.name = "author",
                                               .begin = note_begin,
                                               .step = note_step,
                                               .resolve = note_resolve,
                                               .settle = note_settle,
                                               .tally = note_tally,
                                               .close = note_close};

/* Four areas with people, so that three threads have something to do. */
static struct care_table *make_people(void)
{
    struct care_table *table = NULL;
    assert_int_equal(care_table_create(columns, 2, 1 << 16, N_AREAS, &table), CARE_OK);
    for (int area = 0; area < N_AREAS; area++) {
        uint32_t first = 0;
        assert_int_equal(care_table_append(table, area, 1950, 100, 0, &first), CARE_OK);
        for (uint32_t p = 0; p < 100; p++) {
            ((uint64_t *)care_table_column(table, 0))[first + p] = care_key_join((uint64_t)area, p);
        }
    }
    return table;
}

typedef int engine_function(struct care_engine *engine, const struct care_year *year);

/* Two authors, and between them a model without hooks, on several threads. */
static void assert_diary(engine_function *call, int fails, const char *expected)
{
    struct diary diary = {.fails = fails};
    struct author authors[2] = {{&diary, true}, {&diary, false}};
    const struct care_draws draws = care_draws_create(1, 0, true);
    const struct care_year year = {.year = 2022, .index = 1, .draws = &draws};
    const struct care_scheduled scheduled[] = {
        {&author_model, &authors[0]}, {&(struct care_model){.name = "none"}, NULL}, {&author_model, &authors[1]}};
    struct care_table *table = make_people();
    struct care_engine *engine = NULL;
    assert_int_equal(care_engine_create(table, scheduled, 3, (struct care_engine_options){.n_threads = 3}, &engine),
                     CARE_OK);
    assert_int_equal(call(engine, &year), fails == NEVER ? CARE_OK : CARE_ERROR_SOLVER);
    assert_string_equal(diary.text, expected);
    assert_int_equal(diary.year, 2022);
    assert_false(diary.was_parallel);
    care_engine_free(engine);
    care_table_free(table);
}

static void a_year_begins_before_the_first_step_and_closes_after_the_last_count(void **state)
{
    (void)state;
    assert_diary(care_engine_year, NEVER, "BbprSstCc");
}

static void the_census_begins_and_is_counted_without_a_year_between(void **state)
{
    (void)state;
    assert_diary(care_engine_begin, NEVER, "Bb");
    assert_diary(care_engine_tally, NEVER, "tCc");
}

static void an_error_in_any_hook_ends_the_year_there(void **state)
{
    (void)state;
    static const char *const expected[N_HOOKS] = {"B", "Bbp", "Bbpr", "BbprS", "BbprSst", "BbprSstC"};
    for (int hook = 0; hook < N_HOOKS; hook++) {
        assert_diary(care_engine_year, hook, expected[hook]);
    }
    assert_diary(care_engine_begin, BEGINS, "B");
    assert_diary(care_engine_tally, TALLIES, "t");
    assert_diary(care_engine_tally, CLOSES, "tC");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_begins_before_the_first_step_and_closes_after_the_last_count),
        cmocka_unit_test(the_census_begins_and_is_counted_without_a_year_between),
        cmocka_unit_test(an_error_in_any_hook_ends_the_year_there),
    };
    return cmocka_run_group_tests_name("engine hooks", tests, NULL, NULL);
}
