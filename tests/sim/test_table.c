/** @file  The person table: appending, room, tidying, links that stay mutual, rows used again, capacity, memory. */
#include "sim/table.h"

#include "sim/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <cmocka.h>

/* The linker sends the allocations of sim/table.c here (WRAP in CMakeLists.txt). */
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void *__real_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);
void *__wrap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset);

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

void *__wrap_mmap(void *address, size_t size, int protection, int flags, int file, off_t offset)
{
    return is_failing() ? MAP_FAILED : __real_mmap(address, size, protection, flags, file, offset);
}

enum { KEY, LINK, EXIT, BYTE, WIDE, N_COLUMNS };

struct wide {
    uint32_t part[3];
};

static const struct care_column columns[N_COLUMNS] = {
    [KEY] = {.name = "key", .width_bytes = 8, .role = CARE_COLUMN_KEY},
    [LINK] = {.name = "link", .width_bytes = 4, .role = CARE_COLUMN_LINK},
    [EXIT] = {.name = "exit", .width_bytes = 1, .role = CARE_COLUMN_EXIT},
    [BYTE] = {.name = "byte", .width_bytes = 1, .role = CARE_COLUMN_PLAIN},
    [WIDE] = {.name = "wide", .width_bytes = sizeof(struct wide), .role = CARE_COLUMN_PLAIN},
};
enum { N_AREAS = 3, MAX_ROWS = 1 << 20 };

static int setup(void **state)
{
    struct care_table *table = NULL;
    countdown = 0;
    const int status = care_table_create(columns, N_COLUMNS, MAX_ROWS, N_AREAS, &table);
    *state = table;
    return status;
}

static int teardown(void **state)
{
    countdown = 0;
    care_table_free(*state);
    return 0;
}

static uint64_t *keys_of(const struct care_table *table)
{
    return care_table_column(table, KEY);
}

static uint32_t *links_of(const struct care_table *table)
{
    return care_table_column(table, LINK);
}

static uint8_t *exits_of(const struct care_table *table)
{
    return care_table_column(table, EXIT);
}

/* A person whose columns follow from the key. */
static void fill(const struct care_table *table, uint32_t row, uint64_t key)
{
    const struct wide wide = {{(uint32_t)key, (uint32_t)care_key_mix(key), ~(uint32_t)key}};
    keys_of(table)[row] = key;
    ((uint8_t *)care_table_column(table, BYTE))[row] = (uint8_t)(key * 7);
    ((struct wide *)care_table_column(table, WIDE))[row] = wide;
}

static void assert_filled(const struct care_table *table, uint32_t row)
{
    const uint64_t key = keys_of(table)[row];
    const struct wide wide = {{(uint32_t)key, (uint32_t)care_key_mix(key), ~(uint32_t)key}};
    assert_int_equal(((uint8_t *)care_table_column(table, BYTE))[row], (uint8_t)(key * 7));
    assert_memory_equal(&((struct wide *)care_table_column(table, WIDE))[row], &wide, sizeof wide);
}

static uint32_t append(struct care_table *table, int area, int cohort, uint32_t n, uint32_t spare)
{
    uint32_t first = 0;
    assert_int_equal(care_table_append(table, area, cohort, n, spare, &first), CARE_OK);
    for (uint32_t i = 0; i < n; i++) {
        fill(table, first + i, (uint64_t)first + i);
    }
    return first;
}

static void link_rows(const struct care_table *table, uint32_t a, uint32_t b)
{
    links_of(table)[a] = b;
    links_of(table)[b] = a;
}

static void kill(const struct care_table *table, uint32_t row)
{
    const uint32_t partner = links_of(table)[row];
    if (partner != CARE_NO_ROW) {
        links_of(table)[partner] = links_of(table)[row] = CARE_NO_ROW;
    }
    exits_of(table)[row] = 3;
}

/* ---- plain cases ---- */

static void an_empty_table_has_no_blocks_and_nobody(void **state)
{
    struct care_table *table = *state;
    for (int area = 0; area < N_AREAS; area++) {
        care_table_tidy(table, area);
        assert_int_equal(care_table_n_blocks(table, area), 0);
    }
    assert_int_equal(care_table_n_areas(table), N_AREAS);
    assert_int_equal(care_table_n_columns(table), N_COLUMNS);
    assert_int_equal(care_table_row_bytes(table), 8 + 4 + 1 + 1 + 12);
    assert_int_equal(care_table_n_present(table), 0);
    assert_int_equal(care_table_rows_touched(table), 0);
}

static void one_person_comes_and_goes(void **state)
{
    struct care_table *table = *state;
    const uint32_t row = append(table, 1, 1950, 1, 0);
    assert_int_equal(care_table_n_present(table), 1);
    assert_int_equal(care_table_cohort(table, row), 1950);
    care_table_tidy(table, 1);
    assert_int_equal(care_table_n_present(table), 1);
    kill(table, row);
    assert_int_equal(care_table_n_present(table), 0);
    care_table_tidy(table, 1);
    assert_int_equal(care_table_n_blocks(table, 1), 0);
}

static void new_rows_are_present_and_without_link(void **state)
{
    struct care_table *table = *state;
    const uint32_t first = append(table, 0, 1960, 100, 30);
    for (uint32_t row = first; row < first + 100; row++) {
        assert_int_equal(exits_of(table)[row], 0);
        assert_int_equal(links_of(table)[row], CARE_NO_ROW);
    }
}

static void rows_go_into_a_block_of_the_cohort_while_it_has_room(void **state)
{
    struct care_table *table = *state;
    const uint32_t first = append(table, 0, 1960, 100, 92); /* 192 = 3 x 64 */
    assert_int_equal(care_table_block(table, 0, 0)->capacity, 192);
    assert_int_equal(append(table, 0, 1960, 92, 0), first + 100);
    assert_int_equal(care_table_n_blocks(table, 0), 1);
    (void)append(table, 0, 1960, 1, 0);
    assert_int_equal(care_table_n_blocks(table, 0), 2);
    (void)append(table, 0, 1961, 1, 0);
    assert_int_equal(care_table_n_blocks(table, 0), 3);
    (void)append(table, 2, 1960, 1, 0);
    assert_int_equal(care_table_n_blocks(table, 0), 3);
    assert_int_equal(care_table_block(table, 2, 0)->area, 2);
}

static void a_block_never_holds_more_than_its_most(void **state)
{
    struct care_table *table = *state;
    (void)append(table, 0, 1960, CARE_BLOCK_ROWS, CARE_BLOCK_ROWS);
    assert_int_equal(care_table_block(table, 0, 0)->capacity, CARE_BLOCK_ROWS);
}

static void blocks_are_sorted_by_cohort(void **state)
{
    struct care_table *table = *state;
    static const int cohorts[] = {1980, 1950, 2020, 1951, 1980, 1920, 2019};
    for (size_t i = 0; i < sizeof cohorts / sizeof cohorts[0]; i++) {
        (void)append(table, 0, cohorts[i], 64, 0);
    }
    for (int b = 1; b < care_table_n_blocks(table, 0); b++) {
        assert_true(care_table_block(table, 0, b - 1)->cohort <= care_table_block(table, 0, b)->cohort);
    }
}

static void few_who_are_gone_stay_in_their_block_and_many_are_removed(void **state)
{
    struct care_table *table = *state;
    const uint32_t first = append(table, 0, 1960, 80, 0);
    for (uint32_t i = 0; i < 10; i++) { /* exactly an eighth */
        kill(table, first + i * 8);
    }
    care_table_tidy(table, 0);
    assert_int_equal(care_table_block(table, 0, 0)->n, 80);
    assert_int_equal(exits_of(table)[first], CARE_EXIT_GONE);
    assert_int_equal(exits_of(table)[first + 1], 0);
    kill(table, first + 1);
    care_table_tidy(table, 0);
    assert_int_equal(care_table_block(table, 0, 0)->n, 69);
    assert_int_equal(care_table_n_present(table), 69);
    assert_int_equal(keys_of(table)[first], first + 2); /* in the same order */
}

static void small_blocks_of_a_cohort_are_merged_three_at_once_too(void **state)
{
    struct care_table *table = *state;
    uint32_t first[3];
    for (int b = 0; b < 3; b++) {
        first[b] = append(table, 0, 1960, 192, 0);
    }
    assert_int_equal(care_table_n_blocks(table, 0), 3);
    link_rows(table, first[0] + 5, first[2] + 7); /* across the blocks to be merged */
    link_rows(table, first[1] + 5, first[1] + 6);
    for (int b = 0; b < 3; b++) {
        for (uint32_t i = 20; i < 192; i++) {
            kill(table, first[b] + i);
        }
    }
    care_table_tidy(table, 0);
    assert_int_equal(care_table_n_blocks(table, 0), 1);
    assert_int_equal(care_table_n_present(table), 60);
    const struct care_block *block = care_table_block(table, 0, 0);
    int n_linked = 0;
    for (uint32_t row = block->first; row < block->first + block->n; row++) {
        const uint32_t partner = links_of(table)[row];
        assert_filled(table, row);
        n_linked += partner != CARE_NO_ROW;
        assert_true(partner == CARE_NO_ROW || links_of(table)[partner] == row);
    }
    assert_int_equal(n_linked, 4);
}

static void rows_given_back_are_used_again(void **state)
{
    struct care_table *table = *state;
    const uint32_t first = append(table, 0, 1960, 640, 0);
    for (uint32_t i = 0; i < 640; i++) {
        kill(table, first + i);
    }
    care_table_tidy(table, 0);
    const uint32_t touched = care_table_rows_touched(table);
    const uint32_t again = append(table, 2, 1999, 600, 0); /* of another area and cohort */
    assert_int_equal(again, first);
    assert_int_equal(care_table_rows_touched(table), touched);
    assert_int_equal(care_table_cohort(table, again), 1999);
    assert_int_equal(exits_of(table)[again], 0);
}

/* ---- random life ---- */

enum { N_COHORTS = 12, MOST_PEOPLE = 60000, N_ROUNDS = 60 };

/* What must be: by key. */
struct person {
    int area, cohort;
    uint64_t partner; /* key; 0: none */
    bool is_alive, is_seen;
};

struct life {
    struct care_table *table;
    struct person *person; /* [MOST_PEOPLE], index = key */
    uint64_t n;            /* keys given, from 1 */
    uint64_t chance;
};

static uint32_t draw(struct life *life, uint32_t n)
{
    life->chance = care_key_mix(life->chance);
    return (uint32_t)(life->chance % n);
}

static void come(struct life *life)
{
    const int area = (int)draw(life, N_AREAS), cohort = 1950 + (int)draw(life, N_COHORTS);
    const uint32_t n = 1 + draw(life, draw(life, 4) == 0 ? 400 : 20);
    if (life->n + n >= MOST_PEOPLE) {
        return;
    }
    uint32_t first = 0;
    assert_int_equal(care_table_append(life->table, area, cohort, n, draw(life, 100), &first), CARE_OK);
    for (uint32_t i = 0; i < n; i++) {
        fill(life->table, first + i, ++life->n);
        life->person[life->n] = (struct person){.area = area, .cohort = cohort, .is_alive = true};
    }
}

/* Some of everybody present dies, some of the unlinked find each other. */
static void live(struct life *life, int area, uint32_t one_dies_in)
{
    uint32_t single = CARE_NO_ROW;
    for (int b = 0; b < care_table_n_blocks(life->table, area); b++) {
        const struct care_block *block = care_table_block(life->table, area, b);
        for (uint32_t row = block->first; row < block->first + block->n; row++) {
            struct person *person = &life->person[keys_of(life->table)[row]];
            if (exits_of(life->table)[row] != 0) {
                continue;
            }
            if (draw(life, one_dies_in) == 0) {
                if (person->partner != 0) {
                    life->person[person->partner].partner = 0;
                    person->partner = 0;
                }
                person->is_alive = false;
                single = single == row ? CARE_NO_ROW : single;
                kill(life->table, row);
            } else if (person->partner == 0 && draw(life, 3) == 0 && single != row) {
                if (single == CARE_NO_ROW || life->person[keys_of(life->table)[single]].partner != 0) {
                    single = row;
                    continue;
                }
                link_rows(life->table, single, row);
                person->partner = keys_of(life->table)[single];
                life->person[person->partner].partner = keys_of(life->table)[row];
                single = CARE_NO_ROW;
            }
        }
    }
}

static void assert_row(const struct life *life, const struct care_block *block, uint32_t row, int *n_gone)
{
    const struct care_table *table = life->table;
    const uint8_t exit = exits_of(table)[row];
    if (exit != 0) {
        assert_int_equal(exit, CARE_EXIT_GONE);
        assert_int_equal(links_of(table)[row], CARE_NO_ROW);
        (*n_gone)++;
        return;
    }
    const uint64_t key = keys_of(table)[row];
    assert_true(key >= 1 && key <= life->n);
    struct person *person = &life->person[key];
    assert_true(person->is_alive && !person->is_seen);
    person->is_seen = true;
    assert_filled(table, row);
    assert_int_equal(block->area, person->area);
    assert_int_equal(block->cohort, person->cohort);
    assert_int_equal(care_table_cohort(table, row), person->cohort);
    const uint32_t partner = links_of(table)[row];
    assert_int_equal(partner == CARE_NO_ROW ? 0 : keys_of(table)[partner], person->partner);
    assert_true(partner == CARE_NO_ROW || links_of(table)[partner] == row);
}

static void assert_everybody_is_as_expected(const struct life *life)
{
    for (int area = 0; area < N_AREAS; area++) {
        int last_cohort = 0;
        for (int b = 0; b < care_table_n_blocks(life->table, area); b++) {
            const struct care_block *block = care_table_block(life->table, area, b);
            int n_gone = 0;
            assert_true(block->cohort >= last_cohort);
            assert_true(block->n > 0 && block->n <= block->capacity && block->capacity <= CARE_BLOCK_ROWS);
            last_cohort = block->cohort;
            for (uint32_t row = block->first; row < block->first + block->n; row++) {
                assert_row(life, block, row, &n_gone);
            }
            assert_true(n_gone < (int)block->n);
        }
    }
    int64_t n_alive = 0;
    for (uint64_t key = 1; key <= life->n; key++) {
        assert_true(life->person[key].is_alive == life->person[key].is_seen);
        n_alive += life->person[key].is_alive;
        life->person[key].is_seen = false;
    }
    assert_int_equal(care_table_n_present(life->table), n_alive);
}

static void everybody_keeps_columns_and_partner_through_random_lives(void **state)
{
    struct life life = {.table = *state, .chance = 2020};
    life.person = calloc(MOST_PEOPLE, sizeof *life.person);
    assert_non_null(life.person);
    for (int round = 0; round < N_ROUNDS; round++) {
        for (uint32_t i = 0; i < 25; i++) {
            come(&life);
        }
        for (int area = 0; area < N_AREAS; area++) {
            static const uint32_t one_dies_in[] = {30, 3, 100, 2};
            live(&life, area, one_dies_in[(round + area) % 4]);
        }
        for (int area = 0; area < N_AREAS; area++) {
            care_table_tidy(life.table, area);
        }
        assert_everybody_is_as_expected(&life);
    }
    assert_true(life.n > 30000);
    free(life.person);
}

static void a_town_that_turns_over_does_not_grow(void **state)
{
    struct care_table *table = *state;
    enum { N = 5000, N_YEARS = 100 };
    for (int year = 0; year < N_YEARS; year++) {
        const uint32_t first = append(table, year % N_AREAS, 1900 + year, N / 2, 100);
        const uint32_t second = append(table, year % N_AREAS, 1900 + year, N / 2, 100);
        for (uint32_t i = 0; year % 2 == 0 && i < N / 2; i++) {
            kill(table, first + i);
            kill(table, second + i);
        }
        for (int b = 0; year % 2 == 1 && b < care_table_n_blocks(table, year % N_AREAS); b++) {
            const struct care_block *block = care_table_block(table, year % N_AREAS, b);
            for (uint32_t row = block->first; row < block->first + block->n; row++) {
                exits_of(table)[row] = 1;
            }
        }
        care_table_tidy(table, year % N_AREAS);
    }
    assert_true(care_table_rows_touched(table) < 8 * N);
}

/* ---- refusals ---- */

static void a_table_that_is_full_says_so_and_keeps_what_it_has(void **state)
{
    (void)state;
    struct care_table *table = NULL;
    uint32_t first = 0;
    assert_int_equal(care_table_create(columns, N_COLUMNS, 128, 1, &table), CARE_OK);
    (void)append(table, 0, 1960, 60, 0);
    (void)append(table, 0, 1961, 64, 0);
    assert_int_equal(care_table_append(table, 0, 1962, 1, 0, &first), CARE_ERROR_FULL);
    assert_int_equal(care_table_append(table, 0, 1960, 5, 0, &first), CARE_ERROR_FULL);
    assert_int_equal(care_table_append(table, 0, 1960, 4, 0, &first), CARE_OK); /* the room of its block */
    assert_int_equal(care_table_n_present(table), 128);
    care_table_free(table);
}

static void a_table_needs_a_key_and_an_exit(void **state)
{
    (void)state;
    struct care_table *table = NULL;
    assert_int_equal(care_table_create(columns, EXIT, 64, 1, &table), CARE_ERROR_INPUT);
    assert_null(table);
    assert_int_equal(care_table_create(columns + LINK, N_COLUMNS - LINK, 64, 1, &table), CARE_ERROR_INPUT);
    assert_null(table);
}

static void memory_may_run_out_wherever_a_table_is_made(void **state)
{
    (void)state;
    enum { N_ALLOCATIONS = 4 + N_COLUMNS };
    for (int k = 1; k <= N_ALLOCATIONS + 1; k++) {
        struct care_table *table = NULL;
        countdown = k;
        const int status = care_table_create(columns, N_COLUMNS, 64, 1, &table);
        countdown = 0;
        assert_int_equal(status, k <= N_ALLOCATIONS ? CARE_ERROR_MEMORY : CARE_OK);
        assert_true((table != NULL) == (status == CARE_OK));
        care_table_free(table);
    }
    care_table_free(NULL);
}

static void memory_may_run_out_when_a_block_is_added(void **state)
{
    struct care_table *table = *state;
    uint32_t first = 0;
    countdown = 1;
    assert_int_equal(care_table_append(table, 0, 1960, 1, 0, &first), CARE_ERROR_MEMORY);
    countdown = 0;
    assert_int_equal(care_table_n_blocks(table, 0), 0);
    (void)append(table, 0, 1960, 1, 0);
    assert_int_equal(care_table_n_present(table), 1);
}

static void tidying_goes_on_when_memory_runs_out(void **state)
{
    struct care_table *table = *state;
    const uint32_t first = append(table, 0, 1960, 64, 0);
    for (uint32_t i = 0; i < 64; i++) {
        kill(table, first + i);
    }
    countdown = 1;
    care_table_tidy(table, 0);
    assert_int_equal(countdown, 0);
    assert_int_equal(care_table_n_blocks(table, 0), 0);
}

int main(void)
{
#define TABLE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TABLE_TEST(an_empty_table_has_no_blocks_and_nobody),
        TABLE_TEST(one_person_comes_and_goes),
        TABLE_TEST(new_rows_are_present_and_without_link),
        TABLE_TEST(rows_go_into_a_block_of_the_cohort_while_it_has_room),
        TABLE_TEST(a_block_never_holds_more_than_its_most),
        TABLE_TEST(blocks_are_sorted_by_cohort),
        TABLE_TEST(few_who_are_gone_stay_in_their_block_and_many_are_removed),
        TABLE_TEST(small_blocks_of_a_cohort_are_merged_three_at_once_too),
        TABLE_TEST(rows_given_back_are_used_again),
        TABLE_TEST(everybody_keeps_columns_and_partner_through_random_lives),
        TABLE_TEST(a_town_that_turns_over_does_not_grow),
        TABLE_TEST(a_table_that_is_full_says_so_and_keeps_what_it_has),
        TABLE_TEST(a_table_needs_a_key_and_an_exit),
        TABLE_TEST(memory_may_run_out_wherever_a_table_is_made),
        TABLE_TEST(memory_may_run_out_when_a_block_is_added),
        TABLE_TEST(tidying_goes_on_when_memory_runs_out),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
