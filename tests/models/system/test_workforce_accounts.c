/** @file  Staff: nobody appears or is lost in any world, loans stay within reach, months and money follow from the year. */
#include "models/system/workforce.h"

#include "scenarios/scenario.h"

#include "tests/models/system/money_fixture.h"
#include "tests/models/system/workforce_world.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum {
    YEAR = CARE_FIRST_YEAR + 1,
    LAST_YEAR = CARE_FIRST_YEAR + 12,
    N_TRIALS = 100,
    N = CARE_STAFFED_DISTRICTS,
    HOMES = CARE_STAFF_OF_HOMES,
    SERVICES = CARE_STAFF_OF_SERVICES,
};

static int lent(const struct care_workforce_world *w, int district, int pool)
{
    return care_workforce_world_flow(w, district, pool, CARE_STAFF_LENT);
}

static int borrowed(const struct care_workforce_world *w, int district, int pool)
{
    return care_workforce_world_flow(w, district, pool, CARE_STAFF_BORROWED);
}

/* ---- loans between districts 0 (at km 0), 1 (at 20) and 2 (at 30) ---- */

/* 50 beyond the need in district 0, a fifth of them can be lent: 10. District 1 lacks 4. District 2 lacks 100, too far away
 * for a limit of 25 km and just within one of 30. */
static void staff_is_lent_as_far_as_people_commute(void **state)
{
    struct care_workforce_world *w = *state;
    care_workforce_world_freeze(w);
    care_workforce_world_staff(w, 0, HOMES, 100, 50);
    care_workforce_world_staff(w, 1, HOMES, 40, 43.5);
    care_workforce_world_staff(w, 2, HOMES, 0, 100);
    care_workforce_world_begin(w, YEAR);
    assert_int_equal(lent(w, 0, HOMES), 4);
    assert_int_equal(borrowed(w, 1, HOMES), 4);
    assert_int_equal(borrowed(w, 2, HOMES), 0);
    w->parameters.commuting_limit_km = 30;
    care_workforce_world_begin(w, YEAR);
    assert_int_equal(lent(w, 0, HOMES), 10);
    assert_int_equal(borrowed(w, 1, HOMES), 4);
    assert_int_equal(borrowed(w, 2, HOMES), 6);
    w->parameters.commuting_limit_km = 19.9;
    care_workforce_world_begin(w, YEAR);
    assert_int_equal(lent(w, 0, HOMES), 0);
}

/* District 1 lacks 5. District 2, 10 km away, lends 3 of 15 beyond its need; the other two come from district 0. */
static void the_nearest_lend_first(void **state)
{
    struct care_workforce_world *w = *state;
    care_workforce_world_freeze(w);
    care_workforce_world_staff(w, 0, SERVICES, 100, 50);
    care_workforce_world_staff(w, 1, SERVICES, 0, 5);
    care_workforce_world_staff(w, 2, SERVICES, 20, 5);
    care_workforce_world_begin(w, YEAR);
    assert_int_equal(borrowed(w, 1, SERVICES), 5);
    assert_int_equal(lent(w, 2, SERVICES), 3);
    assert_int_equal(lent(w, 0, SERVICES), 2);
    assert_int_equal(lent(w, 0, HOMES), 0);
}

/* Those lent work elsewhere and stay in post: next year, with need as it is, the same four again and not eight. */
static void a_loan_is_for_the_year(void **state)
{
    struct care_workforce_world *w = *state;
    care_workforce_world_freeze(w);
    care_workforce_world_staff(w, 0, HOMES, 100, 50);
    care_workforce_world_staff(w, 1, HOMES, 40, 44);
    for (int year = YEAR; year < YEAR + 2; year++) {
        care_workforce_world_begin(w, year);
        assert_int_equal(lent(w, 0, HOMES), 4);
        assert_int_equal(care_workforce_world_posts(w, 0, HOMES), 100);
        assert_int_equal(care_workforce_world_posts(w, 1, HOMES), 40);
        for (int month = 1; month <= CARE_MONTHS_A_YEAR; month++) {
            assert_int_equal(care_workforce_world_staff_milli(w, month, 0, HOMES), 96000);
            assert_int_equal(care_workforce_world_staff_milli(w, month, 1, HOMES), 44000);
        }
    }
}

/* ---- months ---- */

/* 12 more in the year: half a post by the middle of the first month, a post more in each. */
static void posts_fill_evenly_over_the_months(void **state)
{
    struct care_workforce_world *w = *state;
    care_workforce_world_freeze(w);
    w->parameters.hire_share_of_vacancies = care_money_lever(1);
    care_workforce_world_staff(w, 0, HOMES, 100, 112);
    care_workforce_world_begin(w, YEAR);
    assert_int_equal(care_workforce_world_posts(w, 0, HOMES), 112);
    for (int month = 1; month <= CARE_MONTHS_A_YEAR; month++) {
        assert_int_equal(care_workforce_world_staff_milli(w, month, 0, HOMES), 99500 + 1000 * month);
    }
}

/* ---- money ---- */

/* Half of the older people and half of the homes to each of two districts. Five courses for caregivers, all in the first
 * district, 7,500 yuan; three for directors, one and a half to each, five for families, two and a half to each: the first
 * has one and two, and hands its halves on to the second, which has two and three. 7,500 + 3,000 + 1,000; 6,000 + 1,500. */
static void courses_cost_and_whole_persons_go_to_them(void **state)
{
    struct care_workforce_world *w = *state;
    care_workforce_world_freeze(w);
    w->parameters.trained_per_year = care_money_level(5);
    w->parameters.directors_trained_per_year = care_money_level(3);
    w->parameters.family_carers_trained_per_year = care_money_level(5);
    for (int d = 0; d < 2; d++) {
        w->elders[d].persons = 1000;
        w->workforce.districts[d].needed[CARE_DIRECTORS] = 4;
    }
    care_workforce_world_staff(w, 0, HOMES, 10, 10);
    care_workforce_world_begin(w, YEAR);
    assert_yuan(w->workforce.training_yuan[0], 11500);
    assert_yuan(w->workforce.training_yuan[1], 7500);
    assert_yuan(w->workforce.training_yuan[2], 0);
    assert_int_equal(w->workforce.districts[0].family_carers_trained, 2);
    assert_int_equal(w->workforce.districts[1].family_carers_trained, 3);
    care_workforce_world_begin(w, YEAR + 1);
    assert_yuan(w->workforce.training_yuan[0], 11500);
    assert_yuan(w->workforce.training_yuan[1], 7500);
}

/* 1,000, none and 48,000 older people, 49 courses for their families: 1, none and 48. In doubles 49 times 1/49 is a hair
 * less than one, which the first district owes to the second. */
static void where_nobody_is_trained_nobody_less_than_none_is(void **state)
{
    static const int32_t elders[] = {1000, 0, 48000}, trained[] = {1, 0, 48};
    struct care_workforce_world *w = *state;
    care_workforce_world_freeze(w);
    w->parameters.family_carers_trained_per_year = care_money_level(49);
    for (int d = 0; d < 3; d++) {
        w->elders[d].persons = elders[d];
    }
    care_workforce_world_begin(w, YEAR);
    for (int d = 0; d < 3; d++) {
        assert_int_equal(w->workforce.districts[d].family_carers_trained, trained[d]);
    }
}

/* 4 for directors and 7 for families, in the second district alone: 12,000 and 3,500. */
static void courses_of_a_district_cost_as_those_of_the_city(void **state)
{
    struct care_workforce_world *w = *state;
    const int32_t second = CARE_STAFFED_FIRST_CODE + 1;
    const struct care_lever_rule directors = {&second, 1, false, YEAR, care_money_level(4)};
    const struct care_lever_rule families = {&second, 1, false, YEAR, care_money_level(7)};
    care_workforce_world_freeze(w);
    w->parameters.district_courses[CARE_COURSE_OF_DIRECTORS] = (struct care_lever){.rules = &directors, .n_rules = 1};
    w->parameters.district_courses[CARE_COURSE_OF_FAMILY_CARERS] =
        (struct care_lever){.rules = &families, .n_rules = 1};
    care_workforce_world_begin(w, YEAR);
    assert_yuan(w->workforce.training_yuan[0], 0);
    assert_yuan(w->workforce.training_yuan[1], 15500);
    assert_int_equal(w->workforce.districts[1].family_carers_trained, 7);
}

/* 100 caregivers for 5,000 yuan twelve times, 1.3 to the employer: 7.8 million; a quarter more with the wage. 112 at the end
 * of a year that began with 100 are 106. */
static void the_wage_bill_follows_posts_and_wages(void **state)
{
    struct care_workforce_world *w = *state;
    care_workforce_world_freeze(w);
    care_workforce_world_staff(w, 0, HOMES, 60, 60);
    care_workforce_world_staff(w, 0, SERVICES, 40, 40);
    care_workforce_world_begin(w, YEAR);
    assert_yuan(care_workforce_wage_bill_yuan(&w->workforce, 0, YEAR), 7800000);
    assert_yuan(care_workforce_wage_bill_yuan(&w->workforce, 1, YEAR), 0);
    w->parameters.relative_wage = care_money_lever(1.25);
    w->parameters.wage_elasticity = 0;
    assert_yuan(care_workforce_wage_bill_yuan(&w->workforce, 0, YEAR), 9750000);
    w->parameters.hire_share_of_vacancies = care_money_lever(1);
    w->parameters.growth_limit_per_year = care_money_lever(1);
    care_workforce_world_staff(w, 0, HOMES, 60, 72);
    care_workforce_world_begin(w, YEAR + 1);
    assert_yuan(care_workforce_wage_bill_yuan(&w->workforce, 0, YEAR + 1), 106 * 97500);
}

/* ---- any world ---- */

/* A linear congruential generator (Knuth's MMIX constants): the trials are the same on every machine. */
static double uniform(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 40) / (1 << 24);
}

static void draw_lever(struct care_lever *lever, double most, uint64_t *seed)
{
    for (int y = 0; y < CARE_N_YEARS; y++) {
        lever->city.value[y] = most * uniform(seed);
    }
}

static void draw_levers(struct care_workforce_parameters *p, uint64_t *seed)
{
    p->caregivers_of_homes_2020 = 400 * uniform(seed);
    p->posts_factor_2020 = 2 * uniform(seed);
    p->trained_per_year = care_money_level(200 * uniform(seed));
    p->directors_trained_per_year = care_money_level(20 * uniform(seed));
    p->family_carers_trained_per_year = care_money_level(50 * uniform(seed));
    p->commuting_limit_km = 40 * uniform(seed);
    draw_lever(&p->attrition_per_year, 1, seed);
    draw_lever(&p->hire_share_of_vacancies, 1, seed);
    draw_lever(&p->growth_limit_per_year, 2, seed);
    draw_lever(&p->relative_wage, 2, seed);
    draw_lever(&p->staffing_ratio, 2, seed);
    draw_lever(&p->new_and_staying_share, 1, seed);
    draw_lever(&p->certified_share, 1, seed);
    draw_lever(&p->commuting_share, 1, seed);
}

/* Those cared for and those who wait on 1 November, anew each year; some districts have nobody. */
static void draw_people(struct care_workforce_world *w, uint64_t *seed)
{
    for (int d = 0; d < N; d++) {
        const double size = uniform(seed) < 0.2 ? 0 : 200 * uniform(seed);
        w->elders[d].persons = (int32_t)(50 * size);
        for (int class = 0; class < CARE_N_PLACE_CLASSES; class ++) {
            care_workforce_world_serve(w, d, (enum care_place_class) class, (int32_t)(size * uniform(seed)));
            w->use[d].waiting[class] = (int32_t)(size * uniform(seed));
            w->use[d].asked[class] = (int32_t)(size * uniform(seed));
        }
        w->facilities[0][d][CARE_PRIVATE_HOMES] = (int32_t)(size / 10);
    }
}

static void assert_nobody_appears_or_is_lost(const struct care_workforce_world *w,
                                             int32_t (*before)[CARE_N_OCCUPATIONS])
{
    for (int i = 0; i < N * CARE_N_OCCUPATIONS; i++) {
        const int d = i / CARE_N_OCCUPATIONS, o = i % CARE_N_OCCUPATIONS;
        const int32_t *flows = w->workforce.districts[d].flows[o];
        for (int flow = 0; flow < CARE_N_STAFF_FLOWS; flow++) {
            assert_true(flows[flow] >= 0);
        }
        assert_true(flows[CARE_STAFF_LEFT] <= before[d][o]);
        assert_int_equal(before[d][o] + flows[CARE_STAFF_CERTIFIED] + flows[CARE_STAFF_HIRED],
                         care_workforce_world_posts(w, d, o) + flows[CARE_STAFF_LEFT]);
    }
}

static void assert_loans_agree(const struct care_workforce_world *w)
{
    for (int pool = 0; pool < CARE_N_STAFF_POOLS; pool++) {
        int balance = 0;
        for (int d = 0; d < N; d++) {
            balance += lent(w, d, pool) - borrowed(w, d, pool);
            assert_true(lent(w, d, pool) == 0 || borrowed(w, d, pool) == 0);
            assert_true(lent(w, d, pool) <= care_workforce_world_posts(w, d, pool) +
                                                care_workforce_world_flow(w, d, pool, CARE_STAFF_LEFT));
        }
        assert_int_equal(balance, 0);
    }
}

/* At most one person to a district and pool waits for a seat. @param missing  so far, and then with this year */
static void assert_courses_are_full(const struct care_workforce_world *w, double *missing)
{
    for (int i = 0; i < N * CARE_N_STAFF_POOLS; i++) {
        *missing -= care_workforce_world_flow(w, i / CARE_N_STAFF_POOLS, i % CARE_N_STAFF_POOLS, CARE_STAFF_TRAINED);
    }
    assert_true(*missing >= -1e-3 && *missing <= N * CARE_N_STAFF_POOLS + 1e-3);
}

static void run_world(struct care_workforce_world *w, uint64_t seed)
{
    double missing = 0;
    draw_levers(&w->parameters, &seed);
    for (int year = CARE_FIRST_YEAR; year <= LAST_YEAR; year++) {
        int32_t before[N][CARE_N_OCCUPATIONS];
        double wanted = 0;
        for (int d = 0; d < N; d++) {
            memcpy(before[d], w->workforce.districts[d].posts, sizeof before[d]);
            wanted += w->workforce.districts[d].wanted[HOMES] + w->workforce.districts[d].wanted[SERVICES];
        }
        care_workforce_world_begin(w, year);
        if (year > CARE_FIRST_YEAR) {
            missing += wanted > 0 ? w->parameters.trained_per_year.value[0] : 0;
            assert_nobody_appears_or_is_lost(w, before);
            assert_loans_agree(w);
            assert_courses_are_full(w, &missing);
        }
        draw_people(w, &seed);
        care_workforce_world_close(w, year);
    }
}

static void in_any_world_staff_before_and_flows_make_staff_after(void **state)
{
    (void)state;
    for (uint64_t trial = 1; trial <= N_TRIALS; trial++) {
        void *world = NULL;
        assert_int_equal(care_workforce_world_setup(&world), 0);
        run_world(world, trial);
        (void)care_workforce_world_teardown(&world);
    }
}

/* ---- results ---- */

/* 2020: stocks and no flows. 2021: 22.96 of 82 caregivers leave, 22.06 posts of 81.1 are open, 0.9 of them 19.9: 79; 80.5 in
 * the mean. */
static void stocks_of_all_years_and_flows_after_the_first_are_recorded(void **state)
{
    struct care_workforce_world *w = *state;
    care_workforce_world_serve(w, 1, CARE_NURSING_BED, 100);
    w->parameters.trained_per_year = care_money_level(0);
    care_workforce_world_year(w, CARE_FIRST_YEAR);
    care_workforce_world_year(w, YEAR);
    const struct care_tally *tally = &w->tally;
    struct care_workforce *of = &w->workforce;
    assert_int_equal(care_tally_counts(tally, of->in_post, CARE_FIRST_YEAR, 1)[CARE_CAREGIVERS_OF_HOMES], 82);
    assert_int_equal(care_tally_counts(tally, of->flows, CARE_FIRST_YEAR, 1)[CARE_STAFF_LEFT], 0);
    assert_true(isnan(*care_tally_amounts(tally, of->wages, CARE_FIRST_YEAR, 1)));
    assert_yuan(care_tally_amounts(tally, of->needed, YEAR, 1)[CARE_CAREGIVERS_OF_HOMES], 81.1);
    assert_int_equal(care_tally_counts(tally, of->in_post, YEAR, 1)[CARE_CAREGIVERS_OF_HOMES], 79);
    assert_int_equal(care_tally_counts(tally, of->flows, YEAR, 1)[CARE_STAFF_LEFT], 22);
    assert_int_equal(care_tally_counts(tally, of->flows, YEAR, 1)[CARE_STAFF_HIRED], 19);
    assert_yuan(*care_tally_amounts(tally, of->wages, YEAR, 1), 80.5 * 78000);
    assert_int_equal(*care_tally_counts(tally, of->family_carers, YEAR, 1), 0);
}

/* ---- input ---- */

static void a_negative_wage_is_refused_with_line_and_range(void **state)
{
    (void)state;
    static const struct care_section *const sections[] = {&care_workforce_parameters_section};
    struct care_diagnostics *list = NULL;
    struct care_scenario *scenario = NULL;
    char path[512];
    (void)snprintf(path, sizeof path, "%s/tests/models/system/data/negative_wage.yaml", CARE_SOURCE_DIR);
    assert_int_equal(care_diagnostics_create(&list), CARE_OK);
    const int status = care_scenario_read(path, sections, 1, NULL, 0, list, &scenario);
    const int n = care_diagnostics_n(list), line = n > 0 ? care_diagnostics_at(list, 0)->place.line : 0;
    char text[256] = "";
    (void)snprintf(text, sizeof text, "%s", n > 0 ? care_diagnostics_at(list, 0)->text_en : "");
    care_scenario_free(scenario);
    care_diagnostics_free(list);
    assert_int_equal(status, CARE_ERROR_INPUT);
    assert_int_equal(n, 1);
    assert_int_equal(line, 4);
    assert_string_equal(text, "-5000 is out of range; expected: a number in [0, 1000000], unit yuan month-1");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, care_workforce_world_setup, care_workforce_world_teardown)
    const struct CMUnitTest tests[] = {
        TEST(staff_is_lent_as_far_as_people_commute),
        TEST(the_nearest_lend_first),
        TEST(a_loan_is_for_the_year),
        TEST(posts_fill_evenly_over_the_months),
        TEST(courses_cost_and_whole_persons_go_to_them),
        TEST(where_nobody_is_trained_nobody_less_than_none_is),
        TEST(courses_of_a_district_cost_as_those_of_the_city),
        TEST(the_wage_bill_follows_posts_and_wages),
        cmocka_unit_test(in_any_world_staff_before_and_flows_make_staff_after),
        TEST(stocks_of_all_years_and_flows_after_the_first_are_recorded),
        cmocka_unit_test(a_negative_wage_is_refused_with_line_and_range),
    };
    return cmocka_run_group_tests_name("workforce accounts", tests, NULL, NULL);
}
