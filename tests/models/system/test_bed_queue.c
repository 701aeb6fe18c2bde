/** @file  Twelve months of the queue by hand: who gets in, when a bed falls free, who goes to a neighbour, who comes back. */
#include "models/system/bed_queue.h"

#include "sim/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_DISTRICTS = 3, N_CELLS = N_DISTRICTS * CARE_N_BED_CLASSES, MOST = 400 };
enum { ORDINARY = CARE_ORDINARY_BED, NURSING = CARE_NURSING_BED, NEVER = CARE_NEVER_MONTH };

/* District 1 is next to 0, then 2; 2 knows nobody. */
static int neighbours[N_DISTRICTS * N_DISTRICTS] = {1, 2, -1, 0, 2, -1, -1, -1, -1};

struct fixture {
    struct care_areas areas;
    struct care_beds_plan plan;
    int32_t beds[N_CELLS], used[N_CELLS], refused[N_CELLS], admitted[N_CELLS];
    struct care_bed_client clients[MOST];
    int n;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    f->areas.n_districts = N_DISTRICTS;
    f->plan.areas = &f->areas;
    f->plan.neighbours = neighbours;
    return 0;
}

static int teardown(void **state)
{
    free(*state);
    return 0;
}

static int cell(int district, int class)
{
    return district * CARE_N_BED_CLASSES + class;
}

/* One who asks at home for a bed of a class. @return the client, to be changed before the run; its row is its number */
static struct care_bed_client *add_asker(struct fixture *f, int level, int waited_months, int home, int class)
{
    struct care_bed_client *client = &f->clients[f->n];
    *client = (struct care_bed_client){.key = 1000 + (uint64_t)f->n,
                                       .row = (uint32_t)f->n,
                                       .months = waited_months,
                                       .home = (int16_t)home,
                                       .bed = -1,
                                       .level = (uint8_t)level,
                                       .needs = (uint8_t) class,
                                       .leaves_in_month = NEVER};
    f->n++;
    return client;
}

static struct care_bed_client *add_resident(struct fixture *f, int level, int months, int home, int bed, int class)
{
    struct care_bed_client *client = add_asker(f, level, months, home, class);
    client->bed = (int16_t)bed;
    client->holds = (uint8_t) class;
    f->used[cell(bed, class)]++;
    return client;
}

static void run(struct fixture *f)
{
    struct care_bed_flows flows = {f->refused, f->admitted};
    care_bed_queue_run(&f->plan, f->beds, f->used, f->clients, f->n, 1, 12, &flows);
}

static const struct care_bed_client *client_of(const struct fixture *f, int row)
{
    for (int i = 0; i < f->n; i++) {
        if (f->clients[i].row == (uint32_t)row) {
            return &f->clients[i];
        }
    }
    fail_msg("client %d is lost", row);
    return NULL;
}

static void assert_bed(const struct fixture *f, int row, int bed, int month)
{
    assert_int_equal(client_of(f, row)->bed, bed);
    assert_int_equal(client_of(f, row)->admitted_in_month, month);
}

static void the_most_disabled_then_the_longest_waiting_then_the_key_come_first(void **state)
{
    struct fixture *f = *state;
    f->beds[cell(2, ORDINARY)] = 3;
    (void)add_asker(f, 1, 30, 2, ORDINARY);
    (void)add_asker(f, 3, 2, 2, ORDINARY);
    (void)add_asker(f, 1, 31, 2, ORDINARY);
    add_asker(f, 2, 9, 2, ORDINARY)->key = 2; /* the same level and wait as the next: the smaller key */
    add_asker(f, 2, 9, 2, ORDINARY)->key = 1;
    run(f);
    assert_bed(f, 1, 2, 1);
    assert_bed(f, 4, 2, 1);
    assert_bed(f, 3, 2, 1);
    assert_bed(f, 2, -1, 0);
    assert_bed(f, 0, -1, 0);
    assert_int_equal(f->used[cell(2, ORDINARY)], 3);
    assert_int_equal(f->admitted[cell(2, ORDINARY)], 3);
    assert_int_equal(f->refused[cell(2, ORDINARY)], 0);
}

static void who_asked_last_year_comes_before_who_asks_in_this(void **state)
{
    struct fixture *f = *state;
    f->beds[cell(2, ORDINARY)] = 1;
    add_asker(f, 1, 0, 2, ORDINARY)->asks_in_month = 1;
    (void)add_asker(f, 1, 0, 2, ORDINARY); /* waiting when the year begins */
    run(f);
    assert_bed(f, 1, 2, 1);
    assert_bed(f, 0, -1, 0);
}

static void nobody_is_admitted_before_he_asks(void **state)
{
    struct fixture *f = *state;
    f->beds[cell(2, NURSING)] = 2;
    add_asker(f, 4, 0, 2, NURSING)->asks_in_month = 7;
    (void)add_asker(f, 1, 0, 2, NURSING);
    run(f);
    assert_bed(f, 0, 2, 7);
    assert_bed(f, 1, 2, 1);
}

static void a_death_frees_a_bed_in_its_month(void **state)
{
    struct fixture *f = *state;
    f->beds[cell(2, NURSING)] = 1;
    struct care_bed_client *dying = add_resident(f, 4, 50, 2, 2, NURSING);
    dying->leaves_in_month = 5;
    dying->is_gone = true;
    (void)add_asker(f, 2, 3, 2, NURSING);
    run(f);
    assert_bed(f, 0, -1, 0);
    assert_bed(f, 1, 2, 5);
    assert_int_equal(f->used[cell(2, NURSING)], 1);
    assert_int_equal(f->refused[cell(2, NURSING)], 0);
}

static void who_leaves_the_queue_without_a_bed_is_counted_refused(void **state)
{
    struct fixture *f = *state;
    add_asker(f, 2, 3, 1, NURSING)->leaves_in_month = 4;
    add_asker(f, 2, 3, 1, ORDINARY)->leaves_in_month = 12;
    (void)add_asker(f, 2, 3, 1, ORDINARY);
    run(f);
    assert_int_equal(f->refused[cell(1, NURSING)], 1);
    assert_int_equal(f->refused[cell(1, ORDINARY)], 1);
    for (int row = 0; row < 3; row++) {
        assert_bed(f, row, -1, 0);
    }
}

static void the_own_district_comes_before_its_neighbours(void **state)
{
    struct fixture *f = *state;
    f->beds[cell(0, ORDINARY)] = 1;
    f->beds[cell(1, ORDINARY)] = 1;
    f->beds[cell(2, ORDINARY)] = 5;
    (void)add_asker(f, 4, 0, 0, ORDINARY); /* has the bed at home */
    (void)add_asker(f, 3, 0, 0, ORDINARY); /* finds the nearest taken by its own */
    (void)add_asker(f, 1, 0, 1, ORDINARY); /* less disabled, but at home */
    run(f);
    assert_bed(f, 0, 0, 1);
    assert_bed(f, 2, 1, 1);
    assert_bed(f, 1, 2, 1);
    assert_int_equal(f->admitted[cell(0, ORDINARY)], 2); /* by the home, wherever the bed */
    assert_int_equal(f->admitted[cell(2, ORDINARY)], 0);
}

static void who_has_no_neighbours_waits(void **state)
{
    struct fixture *f = *state;
    f->beds[cell(0, ORDINARY)] = f->beds[cell(1, ORDINARY)] = 10;
    (void)add_asker(f, 4, 0, 2, ORDINARY);
    run(f);
    assert_bed(f, 0, -1, 0);
}

static void a_bed_of_the_other_class_is_no_help(void **state)
{
    struct fixture *f = *state;
    f->beds[cell(2, ORDINARY)] = 10;
    (void)add_asker(f, 4, 0, 2, NURSING);
    run(f);
    assert_bed(f, 0, -1, 0);
}

static void a_resident_who_comes_to_need_nursing_changes_when_a_bed_is_free(void **state)
{
    struct fixture *f = *state;
    f->beds[cell(2, ORDINARY)] = f->beds[cell(2, NURSING)] = 1;
    struct care_bed_client *dying = add_resident(f, 4, 50, 2, 2, NURSING);
    dying->leaves_in_month = 3;
    add_resident(f, 3, 10, 2, 2, ORDINARY)->needs = NURSING;
    (void)add_asker(f, 1, 0, 2, ORDINARY);
    run(f);
    assert_int_equal(client_of(f, 1)->holds, NURSING);
    assert_int_equal(client_of(f, 1)->bed, 2);
    assert_bed(f, 2, 2, 3); /* the bed given up */
    assert_int_equal(f->used[cell(2, ORDINARY)], 1);
    assert_int_equal(f->used[cell(2, NURSING)], 1);
}

static void closed_beds_send_the_last_in_order_back_to_the_queue(void **state)
{
    struct fixture *f = *state;
    f->beds[cell(2, ORDINARY)] = 1;
    (void)add_resident(f, 1, 60, 2, 2, ORDINARY);
    (void)add_resident(f, 3, 5, 2, 2, ORDINARY);
    (void)add_resident(f, 1, 61, 2, 2, ORDINARY);
    run(f);
    assert_int_equal(client_of(f, 1)->bed, 2);
    for (int row = 0; row <= 2; row += 2) {
        assert_bed(f, row, -1, 0);
        assert_int_equal(client_of(f, row)->months, 0); /* waits anew */
    }
    assert_int_equal(f->used[cell(2, ORDINARY)], 1);
    assert_int_equal(f->refused[cell(2, ORDINARY)], 0);
}

static void an_empty_queue_passes(void **state)
{
    struct fixture *f = *state;
    run(f);
    for (int i = 0; i < N_CELLS; i++) {
        assert_int_equal(f->used[i] | f->refused[i] | f->admitted[i], 0);
    }
}

/* A random year over few beds. */
static void fill(struct fixture *f, uint64_t chance)
{
    for (int i = 0; i < N_CELLS; i++) {
        f->beds[i] = (int32_t)(care_key_join(chance, (uint64_t)i) % 40);
    }
    while (f->n < MOST) {
        const uint64_t u = care_key_join(chance + 1, (uint64_t)f->n);
        const int level = (int)(u % 5), home = (int)(u >> 8 & 0xFF) % N_DISTRICTS, class = (int)(u >> 16 & 1);
        const int bed = (int)(u >> 20 & 0xFF) % N_DISTRICTS;
        const bool is_in = (u >> 30 & 3) == 0 && f->used[cell(bed, class)] < f->beds[cell(bed, class)] + 2;
        struct care_bed_client *client = is_in ? add_resident(f, level, (int)(u >> 32 & 63), home, bed, class)
                                               : add_asker(f, level, (int)(u >> 32 & 63), home, class);
        client->asks_in_month = is_in || (u >> 40 & 1) != 0 ? 0 : (uint8_t)(1 + (u >> 41 & 0xFF) % 12);
        client->leaves_in_month = (u >> 50 & 3) != 0 ? NEVER : (uint8_t)(1 + (u >> 52 & 0xFF) % 12);
        if (client->leaves_in_month <= client->asks_in_month) {
            client->leaves_in_month = NEVER;
        }
        client->needs = is_in && (u >> 61 & 1) != 0 ? NURSING : client->needs;
    }
}

static void beds_in_use_are_their_holders_and_never_more_than_there_are(void **state)
{
    struct fixture *f = *state;
    for (uint64_t chance = 0; chance < 50; chance++) {
        int32_t holders[N_CELLS] = {0}, refused = 0, left_waiting = 0;
        memset(f->used, 0, sizeof f->used);
        memset(f->refused, 0, sizeof f->refused);
        f->n = 0;
        fill(f, chance * 10);
        run(f);
        for (int i = 0; i < f->n; i++) {
            const struct care_bed_client *client = &f->clients[i];
            if (client->bed >= 0) {
                assert_int_equal(client->leaves_in_month, NEVER);
                holders[cell(client->bed, client->holds)]++;
            }
            left_waiting += client->leaves_in_month != NEVER && client->admitted_in_month == 0;
        }
        for (int i = 0; i < N_CELLS; i++) {
            assert_int_equal(f->used[i], holders[i]);
            assert_true(f->used[i] <= f->beds[i]);
            refused += f->refused[i];
        }
        assert_true(refused <= left_waiting);
    }
}

static void nobody_waits_beside_a_free_bed_of_his_class(void **state)
{
    struct fixture *f = *state;
    fill(f, 7);
    run(f);
    for (int i = 0; i < f->n; i++) {
        const struct care_bed_client *client = &f->clients[i];
        const int own = cell(client->home, client->needs);
        assert_false(client->bed < 0 && client->leaves_in_month == NEVER && f->used[own] < f->beds[own]);
    }
}

static void the_order_of_the_list_does_not_show(void **state)
{
    struct fixture *f = *state;
    static struct fixture other;
    fill(f, 3);
    other = *f;
    other.plan.areas = &other.areas;
    for (int i = 0; i < f->n; i++) {
        other.clients[i] = f->clients[f->n - 1 - i];
    }
    run(f);
    run(&other);
    assert_memory_equal(f->used, other.used, sizeof f->used);
    for (int row = 0; row < f->n; row++) {
        assert_int_equal(client_of(f, row)->bed, client_of(&other, row)->bed);
        assert_int_equal(client_of(f, row)->admitted_in_month, client_of(&other, row)->admitted_in_month);
    }
}

int main(void)
{
#define QUEUE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        QUEUE_TEST(the_most_disabled_then_the_longest_waiting_then_the_key_come_first),
        QUEUE_TEST(who_asked_last_year_comes_before_who_asks_in_this),
        QUEUE_TEST(nobody_is_admitted_before_he_asks),
        QUEUE_TEST(a_death_frees_a_bed_in_its_month),
        QUEUE_TEST(who_leaves_the_queue_without_a_bed_is_counted_refused),
        QUEUE_TEST(the_own_district_comes_before_its_neighbours),
        QUEUE_TEST(who_has_no_neighbours_waits),
        QUEUE_TEST(a_bed_of_the_other_class_is_no_help),
        QUEUE_TEST(a_resident_who_comes_to_need_nursing_changes_when_a_bed_is_free),
        QUEUE_TEST(closed_beds_send_the_last_in_order_back_to_the_queue),
        QUEUE_TEST(an_empty_queue_passes),
        QUEUE_TEST(beds_in_use_are_their_holders_and_never_more_than_there_are),
        QUEUE_TEST(nobody_waits_beside_a_free_bed_of_his_class),
        QUEUE_TEST(the_order_of_the_list_does_not_show),
    };
    return cmocka_run_group_tests_name("bed queue", tests, NULL, NULL);
}
