/** @file  Shares of living arrangements by hand: the nation's 13 % alone, chances that carry shares on from age to age and
 *  year to year, a trend that moves odds exactly, quotas that fill the census' households, and every refusal. */
#include "models/people/living_rates.h"

#include "tests/models/trial.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SINGLE, COUPLE, FIRST_YEAR = 2020 };

struct fixture {
    struct care_trial_city town;
    struct care_living_rates rates;
};

static int setup(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    assert_non_null(*state);
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_living_rates_free(&f->rates);
    care_trial_close(&f->town);
    free(f);
    return 0;
}

static const struct care_living_rates *open_town(struct fixture *f, const char *key, const char *value)
{
    const struct care_override override = {key, value};
    care_trial_open("examples/town/town.yaml", &override, key != NULL, &f->town);
    return f->town.city->living;
}

static void assert_near(double found, double expected, double slack)
{
    if (!(fabs(found - expected) <= slack)) {
        fail_msg("%.9g, expected %.9g", found, expected);
    }
}

static double prob_of(uint32_t threshold)
{
    return (double)threshold / 4294967296.0;
}

/* ---- alone ---- */

/* From the two tables of the nation, row by row, not as the model reads them: people of 60 and over by single age, of
 * whom those not married live alone with the city's chance. */
static double national_share_alone(const struct care_city *city)
{
    const struct care_sheet *people = city->parameters.disability->reference_population;
    const struct care_sheet *married = city->parameters.partnership->marital_ages;
    double alone = 0, all = 0;
    for (int m = 0; m < married->n_rows; m++) {
        for (int p = 0; p < people->n_rows; p++) {
            if (care_sheet_int(people, CARE_REFERENCE_SEX, p) != care_sheet_int(married, CARE_MARITAL_AGE_SEX, m)) {
                continue;
            }
            const int first = care_sheet_int(people, CARE_REFERENCE_FIRST, p);
            for (int age = first; age < first + 5; age++) {
                const int known = age > 100 ? 100 : age; /* the last group is open */
                if (known < care_sheet_int(married, CARE_MARITAL_AGE_FIRST, m) ||
                    known > care_sheet_int(married, CARE_MARITAL_AGE_LAST, m)) {
                    continue;
                }
                const double persons = care_sheet_number(people, CARE_REFERENCE_PERSONS, p) / 5;
                const double unmarried = care_sheet_number(married, CARE_MARITAL_AGE_NEVER, m) +
                                         care_sheet_number(married, CARE_MARITAL_AGE_DIVORCED, m) +
                                         care_sheet_number(married, CARE_MARITAL_AGE_WIDOWED, m);
                const int a = age - 60 < CARE_LIVING_AGES ? age - 60 : CARE_LIVING_AGES - 1;
                alone += persons * unmarried * city->living->alone[a];
                all += persons;
            }
        }
    }
    assert_near(all, 264.0e6, 0.5e6); /* China's 60+ of 2020: 264.02 million */
    return alone / all;
}

static void the_share_alone_of_the_nation_is_the_published_one(void **state)
{
    struct fixture *f = *state;
    static const char *const shares[] = {"0.13", "0.12", "0.14"};
    for (int i = 0; i < 3; i++) {
        (void)open_town(f, "living.alone_share_of_60plus", shares[i]);
        assert_near(national_share_alone(f->town.city), atof(shares[i]), 2e-6);
        care_trial_close(&f->town);
    }
}

static void the_chance_of_being_alone_falls_with_age_along_the_shape(void **state)
{
    const struct care_living_rates *rates = open_town(*state, NULL, NULL);
    assert_near(rates->alone[9] / rates->alone[0], 1, 1e-9);              /* flat to 70 */
    assert_near(rates->alone[40] / rates->alone[0], 0.371 / 0.687, 1e-9); /* and from 85 */
    const double part = (77.5 - 70) / 15;
    assert_near(rates->alone[17] / rates->alone[0], 1 + part * (0.371 / 0.687 - 1), 1e-9);
    assert_true(rates->alone[0] > 0.4 && rates->alone[0] < 0.9);
}

/* ---- from year to year ---- */

static double shifted(double prob, double log_odds)
{
    const double odds = prob / (1 - prob) * exp(log_odds);
    return odds / (1 + odds);
}

static double disabled_share(const struct care_city *city, int age)
{
    struct care_prevalence curve;
    double share = 0;
    assert_int_equal(care_prevalence_create(city->parameters.disability, &curve), CARE_OK);
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        double level[CARE_N_LEVELS];
        care_prevalence_levels(&curve, (enum care_sex)sex, age + 0.5, FIRST_YEAR, level);
        share += (level[2] + level[3] + level[4]) / 2;
    }
    return share;
}

/* Expected share with children at one age, a year after it was as wanted at the age before. */
static double carried(const struct care_city *city, int y, int status, int a, double before)
{
    const struct care_living_rates *rates = city->living;
    const double disabled = disabled_share(city, 60 + a - 1);
    const double taken_in =
        (1 - disabled) * prob_of(rates->take_in[y][status][0][a]) + disabled * prob_of(rates->take_in[y][status][1][a]);
    return before * (1 - prob_of(rates->leave[y][status][a])) + (1 - before) * taken_in;
}

static void check_carried(const struct care_city *city, const double *log_odds)
{
    for (int y = 1; y < CARE_N_YEARS; y++) {
        for (int i = 0; i < 2 * (CARE_LIVING_AGES - 2); i++) {
            const int status = i % 2, a = 1 + i / 2; /* to 100; beyond ages are one */
            const double before = shifted(city->living->with_children[status][a - 1], log_odds[y - 1]);
            const double after = shifted(city->living->with_children[status][a], log_odds[y]);
            assert_near(carried(city, y, status, a, before), after, 2e-9);
        }
    }
}

static void shares_by_age_stay_what_they_are(void **state)
{
    struct fixture *f = *state;
    const struct care_living_rates *rates = open_town(f, NULL, NULL);
    const double none[CARE_N_YEARS] = {0};
    check_carried(f->town.city, none);
    for (int a = 0; a < CARE_LIVING_AGES; a++) {
        assert_true(rates->with_children[SINGLE][a] > 0.05 && rates->with_children[SINGLE][a] < 0.98 + 1e-9);
        assert_true(rates->with_children[COUPLE][a] > 0.05 && rates->with_children[COUPLE][a] < 0.98 + 1e-9);
    }
}

static double log_odds_of(uint32_t threshold)
{
    const double prob = prob_of(threshold);
    return log(prob / (1 - prob));
}

static void a_trend_moves_those_who_come_to_60_too(void **state)
{
    struct fixture *f = *state;
    const struct care_living_rates *rates = open_town(f, "living.co_residence_log_odds", "{2020: 1, 2025: 1.5}");
    for (int leaf = 0; leaf < f->town.city->areas->n_leaves; leaf++) {
        for (int status = 0; status < 2; status++) {
            const double first = log_odds_of(rates->of_area[leaf].with_children[0][status][0]);
            const double third = log_odds_of(rates->of_area[leaf].with_children[3][status][0]);
            const double last = log_odds_of(rates->of_area[leaf].with_children[30][status][0]);
            assert_near(third - first, 0.3, 1e-6);
            assert_near(last - first, 0.5, 1e-6);
        }
    }
}

static void a_trend_moves_the_odds_of_living_with_a_child_exactly(void **state)
{
    struct fixture *f = *state;
    double log_odds[CARE_N_YEARS];
    (void)open_town(f, "living.co_residence_log_odds", "{2020: 0, 2025: 0.5, 2040: -0.3}");
    for (int y = 0; y < CARE_N_YEARS; y++) {
        log_odds[y] = y <= 5 ? 0.1 * y : y < 20 ? 0.5 - 0.8 * (y - 5) / 15 : -0.3;
    }
    check_carried(f->town.city, log_odds);
}

static void children_leave_at_the_rate_given_unless_the_share_falls_faster(void **state)
{
    struct fixture *f = *state;
    const struct care_living_rates *rates = open_town(f, "living.leave_rate_per_year", "0.08");
    const double leave = 1 - exp(-0.08);
    int n_given = 0;
    for (int i = 0; i < 2 * (CARE_LIVING_AGES - 1); i++) {
        const int status = i % 2, a = 1 + i / 2;
        const double before = rates->with_children[status][a - 1], after = rates->with_children[status][a];
        const double found = prob_of(rates->leave[3][status][a]);
        n_given += fabs(found - leave) < 1e-9;
        assert_near(found, fmax(leave, 1 - after / before), 2e-9);
    }
    assert_true(n_given > CARE_LIVING_AGES);
}

static void the_disabled_are_taken_in_more_often_by_the_ratio(void **state)
{
    const struct care_living_rates *rates = open_town(*state, "living.disabled_return_ratio", "5");
    int n_compared = 0;
    for (int a = 1; a < CARE_LIVING_AGES; a++) {
        const double others = prob_of(rates->take_in[4][SINGLE][0][a]),
                     disabled = prob_of(rates->take_in[4][SINGLE][1][a]);
        assert_near(disabled, fmin(1, 5 * others), 5e-9);
        n_compared += others > 0;
    }
    assert_true(n_compared > 20);
}

static void losing_the_partner_brings_the_share_of_couples_to_that_of_people_alone(void **state)
{
    struct fixture *f = *state;
    const struct care_living_rates *rates = open_town(f, "living.co_residence_log_odds", "{2020: 0, 2030: 1}");
    int n_in = 0, n_out = 0;
    for (int i = 0; i < CARE_N_YEARS * CARE_LIVING_AGES; i++) {
        const int y = i / CARE_LIVING_AGES, a = i % CARE_LIVING_AGES;
        const double trend = y < 10 ? 0.1 * y : 1;
        const double couple = shifted(rates->with_children[COUPLE][a], trend);
        const double single = shifted(rates->with_children[SINGLE][a], trend);
        const double in = prob_of(rates->taken_in_alone[y][a]), out = prob_of(rates->left_alone[y][a]);
        assert_near(couple * (1 - out) + (1 - couple) * in, single, 2e-9);
        assert_true(in <= 0 || out <= 0); /* the fewest moves */
        n_in += in > 0;
        n_out += out > 0;
    }
    assert_true(n_in > 0 && n_in + n_out > CARE_N_YEARS * CARE_LIVING_AGES / 2);
}

/* ---- quotas ---- */

/* People of 65 and over of one area, by the couples the census makes. */
struct old {
    double couples, mixed, all;
};

static struct old count_old(const struct care_city *city, int leaf)
{
    struct old old = {0, 0, 0};
    for (int wife = 0; wife < CARE_N_AGES; wife++) {
        for (int husband = 0; husband < CARE_N_AGES; husband++) {
            const int n = city->couples.n[leaf][wife][husband];
            old.couples += wife >= 65 && husband >= 65 ? n : 0;
            old.mixed += (wife >= 65) != (husband >= 65) ? n : 0;
        }
    }
    for (int age = 65; age < CARE_N_AGES; age++) {
        old.all += city->census.persons[leaf][CARE_MALE][age] + city->census.persons[leaf][CARE_FEMALE][age];
    }
    return old;
}

/* With the quotas drawn, and as many in homes as the quotas leave, the households of the census come out. */
static void quotas_fill_the_households_of_the_census(void **state)
{
    struct fixture *f = *state;
    care_trial_open("tianjin/baseline.yaml", NULL, 0, &f->town);
    const struct care_city *city = f->town.city;
    const struct care_sheet *sheet = city->parameters.population->households;
    for (int row = 0; row < sheet->n_rows; row++) {
        const int area = care_areas_find(city->areas, (int32_t)care_sheet_int(sheet, CARE_HOUSEHOLDS_AREA, row));
        const int leaf = city->areas->area[area].leaf;
        const struct care_living_quotas *q = &city->living->of_area[leaf].quotas;
        const struct old old = count_old(city, leaf);
        const double one = care_sheet_number(sheet, CARE_HOUSEHOLDS_WITH_ONE_65, row);
        const double two = care_sheet_number(sheet, CARE_HOUSEHOLDS_WITH_TWO_65, row);
        const double three = care_sheet_number(sheet, CARE_HOUSEHOLDS_WITH_65, row) - one - two;
        const double out = 2.0 * q->couples_collective + q->couples_apart + q->others_collective;
        const double in_homes = old.all - (one + 2 * two + 3 * three) - out;
        assert_int_equal(q->couples_elders, (int)three);
        assert_true(q->couples_collective >= 0 && q->couples_apart >= 0 && q->others_collective >= 0);
        assert_true(in_homes > 0.001 * old.all && in_homes < 0.05 * old.all);
        /* singles who share: one parent a couple of three, the others two by two */
        const double pairs = old.couples - q->couples_collective - q->couples_apart - three;
        const double with_two = pairs + (q->singles_elders - three) / 2;
        assert_true(with_two >= two && with_two - two < in_homes); /* less couples of whom one is in a home */
    }
}

static void three_generations_are_as_many_as_the_census_counts(void **state)
{
    struct fixture *f = *state;
    const struct care_living_rates *rates = open_town(f, NULL, NULL);
    for (int leaf = 0; leaf < f->town.city->areas->n_leaves; leaf++) {
        const double share = prob_of(rates->of_area[leaf].three_generations);
        assert_true(share > 0.05 && share < 0.95);
    }
}

/* ---- refusals ---- */

static struct care_living_inputs inputs_of(const struct care_city *city, const struct care_prevalence *curve)
{
    return (struct care_living_inputs){
        .parameters = city->parameters.living,
        .partnership = city->parameters.partnership,
        .reference_population = city->parameters.disability->reference_population,
        .census = &city->census,
        .marital = &city->marital,
        .children = city->children,
        .couples = &city->couples,
        .disability = curve,
        .areas = city->areas,
        .households = city->parameters.population->households,
        .in_homes = city->parameters.choice->present_share,
        .in_homes_partner = 0.5,
        .in_homes_urban = 2,
        .groups = city->parameters.groups->shares,
    };
}

static void an_area_without_households_is_refused_by_its_code(void **state)
{
    struct fixture *f = *state;
    struct care_prevalence curve;
    (void)open_town(f, NULL, NULL);
    assert_int_equal(care_prevalence_create(f->town.city->parameters.disability, &curve), CARE_OK);
    struct care_living_inputs inputs = inputs_of(f->town.city, &curve);
    struct care_sheet fewer = *inputs.households;
    fewer.n_rows--;
    inputs.households = &fewer;
    assert_int_equal(care_living_rates_create(&inputs, f->town.list, &f->rates), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->town.list), 1);
    assert_non_null(strstr(care_diagnostics_at(f->town.list, 0)->text_en, "990103"));
    assert_null(f->rates.of_area);
}

static void shares_that_leave_no_room_are_refused(void **state)
{
    struct fixture *f = *state;
    struct care_prevalence curve;
    (void)open_town(f, NULL, NULL);
    assert_int_equal(care_prevalence_create(f->town.city->parameters.disability, &curve), CARE_OK);
    struct care_living_inputs inputs = inputs_of(f->town.city, &curve);
    struct care_living_parameters many_alone = *inputs.parameters;
    many_alone.alone_share = 0.4; /* more than people without a partner */
    inputs.parameters = &many_alone;
    assert_int_equal(care_living_rates_create(&inputs, f->town.list, &f->rates), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->town.list), 1);
    assert_string_equal(care_diagnostics_at(f->town.list, 0)->place.key, "living.alone_share_of_60plus");
    assert_null(f->rates.of_area);
}

int main(void)
{
#define RATES_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        RATES_TEST(the_share_alone_of_the_nation_is_the_published_one),
        RATES_TEST(the_chance_of_being_alone_falls_with_age_along_the_shape),
        RATES_TEST(shares_by_age_stay_what_they_are),
        RATES_TEST(a_trend_moves_the_odds_of_living_with_a_child_exactly),
        RATES_TEST(a_trend_moves_those_who_come_to_60_too),
        RATES_TEST(children_leave_at_the_rate_given_unless_the_share_falls_faster),
        RATES_TEST(the_disabled_are_taken_in_more_often_by_the_ratio),
        RATES_TEST(losing_the_partner_brings_the_share_of_couples_to_that_of_people_alone),
        RATES_TEST(quotas_fill_the_households_of_the_census),
        RATES_TEST(three_generations_are_as_many_as_the_census_counts),
        RATES_TEST(an_area_without_households_is_refused_by_its_code),
        RATES_TEST(shares_that_leave_no_room_are_refused),
    };
    return cmocka_run_group_tests_name("living_rates", tests, NULL, NULL);
}
