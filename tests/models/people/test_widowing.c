/** @file  Widowing by hand: who is alive at the end of the month of a death is widowed. */
#include "models/people/widowing.h"

#include "sim/tally.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N_COUPLES = 5 };

struct fixture {
    struct care_table *table;
    struct care_cubes *cubes;
    struct care_tally tally;
    struct care_widowing widowing;
};

static const int district_of_leaf[] = {0};
static const struct care_year year_2021 = {.year = 2021, .index = 1};

/* Couples of men, rows 0.., and women of another cohort; all alive. */
static int setup(void **state)
{
    static struct fixture fixture;
    static const struct care_cube_spec *const specs[] = {&care_widowing_cube, &care_widowing_flows_cube};
    const struct care_outer outer = {
        .n_scenarios = 1, .n_draws = 1, .n_replicates = 1, .first_year = 2020, .n_years = 2, .n_districts = 1};
    struct fixture *f = &fixture;
    *state = f;
    *f = (struct fixture){0};
    assert_int_equal(care_table_create(care_people_columns, CARE_N_PEOPLE_COLUMNS, 1000, 1, &f->table), CARE_OK);
    assert_int_equal(care_cubes_create(specs, 2, &outer, &f->cubes), CARE_OK);
    f->tally = (struct care_tally){.cubes = f->cubes, .district_of_leaf = district_of_leaf};
    f->widowing = (struct care_widowing){&f->tally, care_cubes_at(f->cubes, 0), care_cubes_at(f->cubes, 1)};
    const struct care_people people = care_people_of_table(f->table);
    uint32_t men = 0, women = 0;
    assert_int_equal(care_table_append(f->table, 0, 1950, N_COUPLES, 0, &men), CARE_OK);
    assert_int_equal(care_table_append(f->table, 0, 1952, N_COUPLES, 0, &women), CARE_OK);
    for (uint32_t c = 0; c < N_COUPLES; c++) {
        people.sex[men + c] = CARE_MALE;
        people.sex[women + c] = CARE_FEMALE;
        care_people_link(&people, men + c, women + c);
    }
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_cubes_free(f->cubes);
    care_table_free(f->table);
    return 0;
}

static uint32_t wife_of(const struct fixture *f, uint32_t c)
{
    return care_table_block(f->table, 0, 1)->first + c;
}

/* @param n_died  of those who were widowed by then: men, women */
static void resolve(struct fixture *f, int n_widowers, int n_widows, const int n_died[CARE_N_SEXES])
{
    assert_int_equal(care_widowing_model.resolve(&f->widowing, &year_2021, f->table, 0), CARE_OK);
    const int32_t *cells = care_tally_cells(&f->tally, f->widowing.widowed, 2021, 0);
    const int32_t *flows = care_tally_cells(&f->tally, f->widowing.flows, 2021, 0);
    assert_int_equal(cells[CARE_MALE], n_widowers);
    assert_int_equal(cells[CARE_FEMALE], n_widows);
    for (int i = 0; i < CARE_N_SEXES * CARE_N_WIDOW_FLOWS; i++) {
        const int sex = i / CARE_N_WIDOW_FLOWS, flow = i % CARE_N_WIDOW_FLOWS;
        assert_int_equal(flows[i], flow == CARE_WIDOWS_BEREAVED ? cells[sex]
                                   : flow == CARE_WIDOWS_DIED   ? n_died[sex]
                                                                : 0);
    }
}

static const int nobody[CARE_N_SEXES];

/* Who was bereft, and who of the two died unbereft: the dead keep the status they had in life. */
static void assert_parted(const struct fixture *f, uint32_t c)
{
    const struct care_people people = care_people_of_table(f->table);
    assert_int_equal(people.partner[c], CARE_NO_ROW);
    assert_int_equal(people.partner[wife_of(f, c)], CARE_NO_ROW);
    const uint32_t rows[] = {c, wife_of(f, c)};
    for (int i = 0; i < 2; i++) {
        const uint8_t own = people.exit[rows[i]], partners = people.exit[rows[1 - i]];
        const bool is_bereft = partners != CARE_EXIT_NONE && (own == CARE_EXIT_NONE || own > partners);
        assert_int_equal(people.marital[rows[i]], is_bereft ? CARE_WIDOWED : CARE_PARTNERED);
        assert_int_equal(people.event[rows[i]], is_bereft ? CARE_EVENT_BEREFT : 0);
    }
}

static void nobody_is_widowed_when_nobody_dies(void **state)
{
    struct fixture *f = *state;
    const struct care_people people = care_people_of_table(f->table);
    people.exit[2] = CARE_EXIT_LEFT + 3; /* left the city, and that is the migration's */
    resolve(f, 0, 0, nobody);
    for (uint32_t c = 0; c < N_COUPLES; c++) {
        assert_int_equal(people.partner[c], wife_of(f, c));
        assert_int_equal(people.marital[c], CARE_PARTNERED);
        assert_int_equal(people.event[c] | people.event[wife_of(f, c)], 0);
    }
}

/* Their household is not modelled. */
static void under_60_nobody_is_marked(void **state)
{
    struct fixture *f = *state;
    const struct care_people people = care_people_of_table(f->table);
    uint32_t man = 0, woman = 0;
    assert_int_equal(care_table_append(f->table, 0, 2021 - CARE_FIRST_CARE_AGE, 1, 0, &man), CARE_OK);
    assert_int_equal(care_table_append(f->table, 0, 2021 - CARE_FIRST_CARE_AGE + 1, 1, 0, &woman), CARE_OK);
    people.sex[man] = CARE_MALE;
    people.sex[woman] = CARE_FEMALE;
    care_people_link(&people, man, woman);
    people.exit[man] = CARE_EXIT_DIED + 6;
    people.exit[wife_of(f, 0)] = CARE_EXIT_DIED + 6;
    resolve(f, 1, 1, nobody);
    assert_int_equal(people.marital[woman], CARE_WIDOWED);
    assert_int_equal(people.event[woman], 0);
    assert_int_equal(people.event[0], CARE_EVENT_BEREFT);
}

static void a_widow_who_dies_is_counted(void **state)
{
    struct fixture *f = *state;
    const struct care_people people = care_people_of_table(f->table);
    uint32_t widow = 0;
    assert_int_equal(care_table_append(f->table, 0, 1940, 1, 0, &widow), CARE_OK);
    people.sex[widow] = CARE_FEMALE;
    people.marital[widow] = CARE_WIDOWED;
    people.exit[widow] = CARE_EXIT_DIED + 1;
    resolve(f, 0, 0, (const int[]){0, 1});
    assert_int_equal(people.marital[widow], CARE_WIDOWED);
}

static void one_death_widows_the_partner_and_undoes_the_link(void **state)
{
    struct fixture *f = *state;
    const struct care_people people = care_people_of_table(f->table);
    people.exit[0] = CARE_EXIT_DIED + 12;
    people.exit[wife_of(f, 1)] = CARE_EXIT_DIED + 1;
    people.exit[wife_of(f, 2)] = CARE_EXIT_DIED + 6;
    resolve(f, 2, 1, nobody);
    for (uint32_t c = 0; c < 3; c++) {
        assert_parted(f, c);
    }
    assert_int_equal(people.partner[3], wife_of(f, 3));
}

static void of_two_deaths_the_earlier_widows(void **state)
{
    struct fixture *f = *state;
    const struct care_people people = care_people_of_table(f->table);
    people.exit[0] = CARE_EXIT_DIED + 4;
    people.exit[wife_of(f, 0)] = CARE_EXIT_DIED + 5;
    people.exit[1] = CARE_EXIT_DIED + 9;
    people.exit[wife_of(f, 1)] = CARE_EXIT_DIED + 2;
    resolve(f, 1, 1, (const int[]){1, 1}); /* both died widowed */
    assert_parted(f, 0);
    assert_parted(f, 1);
}

static void two_deaths_in_one_month_widow_nobody(void **state)
{
    struct fixture *f = *state;
    const struct care_people people = care_people_of_table(f->table);
    people.exit[4] = people.exit[wife_of(f, 4)] = CARE_EXIT_DIED + 7;
    resolve(f, 0, 0, nobody);
    assert_parted(f, 4);
}

static void without_a_cube_the_links_are_undone_all_the_same(void **state)
{
    struct fixture *f = *state;
    const struct care_people people = care_people_of_table(f->table);
    f->widowing.widowed = f->widowing.flows = NULL;
    people.exit[0] = CARE_EXIT_DIED + 7;
    assert_int_equal(care_widowing_model.resolve(&f->widowing, &year_2021, f->table, 0), CARE_OK);
    assert_parted(f, 0);
}

int main(void)
{
#define WIDOWING_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        WIDOWING_TEST(nobody_is_widowed_when_nobody_dies),
        WIDOWING_TEST(one_death_widows_the_partner_and_undoes_the_link),
        WIDOWING_TEST(of_two_deaths_the_earlier_widows),
        WIDOWING_TEST(two_deaths_in_one_month_widow_nobody),
        WIDOWING_TEST(under_60_nobody_is_marked),
        WIDOWING_TEST(a_widow_who_dies_is_counted),
        WIDOWING_TEST(without_a_cube_the_links_are_undone_all_the_same),
    };
    return cmocka_run_group_tests_name("widowing", tests, NULL, NULL);
}
