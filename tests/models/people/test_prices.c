/** @file  What each way of care costs the person, by hand, and the sums a year that insurance pays in Tianjin. */
#include "models/people/prices.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { YEAR = 2030, SEVERE = 3, OTHERS = 0, INSURED = 1 };

static struct care_lever level_lever(double value)
{
    struct care_lever lever = {.n_rules = 0};
    for (int y = 0; y < CARE_N_YEARS; y++) {
        lever.city.value[y] = value;
    }
    return lever;
}

/* Every field at its default, as a scenario that names none has it; a member without a field would be NaN. */
static int setup(void **state)
{
    static struct care_prices_parameters parameters;
    memset(&parameters, 0xff, sizeof parameters);
    for (int i = 0; i < care_prices_section.n_fields; i++) {
        const struct care_field *field = &care_prices_section.fields[i];
        void *member = (char *)&parameters + field->offset;
        switch (field->kind) {
        case CARE_FIELD_LEVER:
            *(struct care_lever *)member = level_lever(field->fallback);
            break;
        case CARE_FIELD_CHOICE:
            *(int *)member = (int)field->fallback;
            break;
        case CARE_FIELD_BOOL:
            *(bool *)member = field->fallback != 0;
            break;
        default:
            assert_int_equal(field->kind, CARE_FIELD_REAL);
            *(double *)member = field->fallback;
        }
    }
    *state = &parameters;
    return 0;
}

static struct care_price_tables tables_of(const struct care_prices_parameters *parameters, int32_t district_code,
                                          int year)
{
    const struct care_prices prices = {parameters, district_code, year};
    return care_prices_tables(&prices);
}

static double yuan_of(const struct care_prices_parameters *parameters, int level, int relief, int insured, int mode)
{
    return 1000 * tables_of(parameters, CARE_NO_DISTRICT, YEAR).thousand_yuan[level][0][relief][insured][mode];
}

static void assert_yuan(const struct care_prices_parameters *parameters, int level, int relief, int insured, int mode,
                        double expected)
{
    const double found = yuan_of(parameters, level, relief, insured, mode);
    if (!(fabs(found - expected) < 1e-6)) {
        fail_msg("level %d, relief %d, insured %d, mode %d: %.9g yuan, expected %.9g", level, relief, insured, mode,
                 found, expected);
    }
}

static void without_insurance_and_relief_people_pay_the_fee(void **state)
{
    for (int insured = 0; insured < 2; insured++) { /* moderate: not eligible */
        assert_yuan(*state, 2, CARE_NO_RELIEF, insured, CARE_FAMILY_ONLY, 0);
        assert_yuan(*state, 2, CARE_NO_RELIEF, insured, CARE_HOME_VISITS, 845); /* 3 * 52 / 12 * 65 */
        assert_yuan(*state, 2, CARE_NO_RELIEF, insured, CARE_HOME_BED, 1145);
        assert_yuan(*state, 2, CARE_NO_RELIEF, insured, CARE_DAY_CARE, 1200);
        assert_yuan(*state, 2, CARE_NO_RELIEF, insured, CARE_WANTS_ORDINARY_BED, 4600);
        assert_yuan(*state, 2, CARE_NO_RELIEF, insured, CARE_WANTS_NURSING_BED, 4600);
        assert_yuan(*state, 2, CARE_NO_RELIEF, insured, CARE_WANTS_DEMENTIA_BED, 5400);
    }
}

static void insurance_pays_17885_yuan_a_year_in_a_home(void **state)
{
    struct care_prices_parameters *parameters = *state;
    parameters->ltci_take_up = level_lever(1);
    const double a_month = 17885.0 / 12; /* 70 a day, 70 % */
    for (int level = SEVERE; level < CARE_N_LEVELS; level++) {
        const double fee = level == SEVERE ? 5100 : 5600;
        assert_yuan(parameters, level, CARE_NO_RELIEF, INSURED, CARE_WANTS_ORDINARY_BED, fee - a_month);
        assert_yuan(parameters, level, CARE_NO_RELIEF, INSURED, CARE_WANTS_NURSING_BED, fee - a_month);
        assert_yuan(parameters, level, CARE_NO_RELIEF, INSURED, CARE_WANTS_DEMENTIA_BED, fee + 800 - a_month);
    }
}

static void insurance_pays_18900_yuan_a_year_for_visits_that_reach_the_cap(void **state)
{
    struct care_prices_parameters *parameters = *state;
    parameters->ltci_take_up = level_lever(1);
    parameters->visit_yuan_per_hour = 120; /* 5 hours a week: 2,600 yuan a month */
    const double a_month = 18900.0 / 12;   /* 2,100 a month, 75 % */
    assert_yuan(parameters, SEVERE, CARE_NO_RELIEF, INSURED, CARE_HOME_VISITS, 2600 - a_month);
    assert_yuan(parameters, SEVERE, CARE_NO_RELIEF, INSURED, CARE_HOME_BED, 2900 - a_month);
}

static void below_the_cap_insurance_pays_its_share_of_the_fee(void **state)
{
    struct care_prices_parameters *parameters = *state;
    parameters->ltci_take_up = level_lever(1);
    const double visits = 5 * 52 * 65 / 12.0;
    assert_yuan(parameters, SEVERE, CARE_NO_RELIEF, INSURED, CARE_HOME_VISITS, visits * 0.25);
    assert_yuan(parameters, SEVERE, CARE_NO_RELIEF, INSURED, CARE_HOME_BED, (visits + 300) * 0.25);
    parameters->bed_fee_yuan_per_month[SEVERE] = 1000;
    assert_yuan(parameters, SEVERE, CARE_NO_RELIEF, INSURED, CARE_WANTS_NURSING_BED, 300);
}

static void the_family_that_cares_alone_is_paid_in_proportion_to_take_up(void **state)
{
    assert_yuan(*state, SEVERE, CARE_NO_RELIEF, INSURED, CARE_FAMILY_ONLY, -450); /* 750 * 0.6 */
    assert_yuan(*state, 4, CARE_DESTITUTE, INSURED, CARE_FAMILY_ONLY, -450);
    assert_yuan(*state, SEVERE, CARE_NO_RELIEF, OTHERS, CARE_FAMILY_ONLY, 0);
    assert_yuan(*state, 2, CARE_NO_RELIEF, INSURED, CARE_FAMILY_ONLY, 0);
}

static void take_up_scales_what_insurance_pays(void **state)
{
    assert_yuan(*state, SEVERE, CARE_NO_RELIEF, INSURED, CARE_WANTS_NURSING_BED, 5100 - 0.6 * 17885 / 12);
}

static void people_outside_the_employees_scheme_are_covered_by_their_share(void **state)
{
    struct care_prices_parameters *parameters = *state;
    assert_yuan(parameters, SEVERE, CARE_NO_RELIEF, OTHERS, CARE_WANTS_NURSING_BED, 5100);
    parameters->ltci_others_share = level_lever(0.5);
    assert_yuan(parameters, SEVERE, CARE_NO_RELIEF, OTHERS, CARE_WANTS_NURSING_BED, 5100 - 0.3 * 17885 / 12);
    assert_yuan(parameters, SEVERE, CARE_NO_RELIEF, OTHERS, CARE_FAMILY_ONLY, -225);
    assert_yuan(parameters, SEVERE, CARE_NO_RELIEF, INSURED, CARE_FAMILY_ONLY, -450);
}

static void the_poor_outside_it_are_covered_by_the_larger_of_the_two_shares(void **state)
{
    struct care_prices_parameters *parameters = *state;
    parameters->ltci_poor_share = level_lever(1);
    assert_yuan(parameters, SEVERE, CARE_NEAR_POOR, OTHERS, CARE_FAMILY_ONLY, 0);
    assert_yuan(parameters, SEVERE, CARE_LOW_INCOME, OTHERS, CARE_FAMILY_ONLY, -450); /* 750 * 0.6 */
    assert_yuan(parameters, SEVERE, CARE_DESTITUTE, OTHERS, CARE_FAMILY_ONLY, -450);
    parameters->ltci_poor_share = level_lever(0.2);
    parameters->ltci_others_share = level_lever(0.5);
    assert_yuan(parameters, SEVERE, CARE_LOW_INCOME, OTHERS, CARE_FAMILY_ONLY, -225);
    assert_yuan(parameters, SEVERE, CARE_LOW_INCOME, INSURED, CARE_FAMILY_ONLY, -450);
}

static void people_with_late_dementia_below_the_level_are_eligible_by_their_share(void **state)
{
    struct care_prices_parameters *parameters = *state;
    parameters->ltci_dementia_share = level_lever(0.4);
    const struct care_price_tables tables = tables_of(parameters, CARE_NO_DISTRICT, YEAR);
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double without = tables.thousand_yuan[level][0][CARE_NO_RELIEF][INSURED][CARE_FAMILY_ONLY];
        const double with = tables.thousand_yuan[level][1][CARE_NO_RELIEF][INSURED][CARE_FAMILY_ONLY];
        assert_true(fabs(without - (level >= SEVERE ? -0.45 : 0)) < 1e-9);
        assert_true(fabs(with - (level >= SEVERE ? -0.45 : -0.18)) < 1e-9); /* 0.4 of it */
    }
}

static void insurance_starts_at_the_level_that_is_named(void **state)
{
    struct care_prices_parameters *parameters = *state;
    for (int from = 0; from < CARE_N_LEVELS; from++) {
        parameters->ltci_from_level = from;
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            assert_yuan(parameters, level, CARE_NO_RELIEF, INSURED, CARE_FAMILY_ONLY, level >= from ? -450 : 0);
        }
    }
}

static void allowances_go_by_level_to_those_with_enough_relief(void **state)
{
    struct care_prices_parameters *parameters = *state;
    parameters->ltci_take_up = level_lever(0);
    const double allowance[CARE_N_LEVELS] = {0, 200, 400, 600, 600}, hours[CARE_N_LEVELS] = {0.5, 1, 3, 5, 7};
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double visits = hours[level] * 52 * 65 / 12;
        for (int relief = 0; relief < CARE_N_RELIEFS; relief++) {
            const double off = relief >= CARE_LOW_INCOME ? allowance[level] : 0;
            assert_yuan(parameters, level, relief, INSURED, CARE_HOME_VISITS, visits - off);
            assert_yuan(parameters, level, relief, INSURED, CARE_HOME_BED, visits + 300 - off);
            assert_yuan(parameters, level, relief, INSURED, CARE_DAY_CARE, 1200);
        }
    }
}

static void allowances_start_at_the_relief_that_is_named(void **state)
{
    struct care_prices_parameters *parameters = *state;
    for (int from = 0; from < CARE_N_RELIEFS; from++) {
        parameters->allowance_from_relief = from;
        for (int relief = 0; relief < CARE_N_RELIEFS; relief++) {
            assert_yuan(parameters, 2, relief, OTHERS, CARE_HOME_VISITS, relief >= from ? 445 : 845);
        }
    }
}

/* Severe: 1,408.33 a month for visits. Paid by insurance, 352.08 are left, less than the allowance; not paid, 808.33. */
static void an_allowance_never_pays_more_than_what_is_left(void **state)
{
    struct care_prices_parameters *parameters = *state;
    assert_yuan(parameters, SEVERE, CARE_LOW_INCOME, INSURED, CARE_HOME_VISITS, 0.4 * (5 * 52 * 65 / 12.0 - 600));
    parameters->ltci_take_up = level_lever(1);
    assert_yuan(parameters, SEVERE, CARE_LOW_INCOME, INSURED, CARE_HOME_VISITS, 0);
    parameters->allowance_yuan_per_month[1] = level_lever(5000);
    assert_yuan(parameters, 2, CARE_LOW_INCOME, OTHERS, CARE_HOME_BED, 0);
}

static void the_destitute_pay_nothing_in_a_home_if_the_scenario_says_so(void **state)
{
    struct care_prices_parameters *parameters = *state;
    for (int mode = CARE_WANTS_ORDINARY_BED; mode < CARE_N_MODES; mode++) {
        assert_yuan(parameters, 1, CARE_DESTITUTE, OTHERS, mode, 0);
        assert_true(yuan_of(parameters, 1, CARE_LOW_INCOME, OTHERS, mode) > 0);
    }
    assert_yuan(parameters, 1, CARE_DESTITUTE, OTHERS, CARE_DAY_CARE, 1200);
    parameters->destitute_pay_nothing = false;
    assert_yuan(parameters, 1, CARE_DESTITUTE, OTHERS, CARE_WANTS_ORDINARY_BED, 4100);
}

static void each_lever_on_fees_moves_its_own_way_of_care_only(void **state)
{
    struct care_prices_parameters *parameters = *state;
    struct {
        struct care_lever *factor;
        unsigned moved; /* bits by mode */
    } levers[] = {
        {&parameters->visit_fee_factor, 1u << CARE_HOME_VISITS},
        {&parameters->home_bed_fee_factor, 1u << CARE_HOME_BED},
        {&parameters->day_care_fee_factor, 1u << CARE_DAY_CARE},
        {&parameters->bed_fee_factor,
         1u << CARE_WANTS_ORDINARY_BED | 1u << CARE_WANTS_NURSING_BED | 1u << CARE_WANTS_DEMENTIA_BED},
    };
    const double fee[CARE_N_MODES] = {0, 845, 1145, 1200, 4600, 4600, 5400}; /* moderate */
    for (size_t i = 0; i < sizeof levers / sizeof levers[0]; i++) {
        *levers[i].factor = level_lever(1.1);
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            assert_yuan(parameters, 2, CARE_NO_RELIEF, INSURED, mode,
                        (levers[i].moved >> mode & 1) != 0 ? 1.1 * fee[mode] : fee[mode]);
        }
        *levers[i].factor = level_lever(1);
    }
}

static void more_insurance_at_home_makes_only_visits_and_home_beds_cheaper(void **state)
{
    struct care_prices_parameters *parameters = *state;
    const struct care_price_tables before = tables_of(parameters, CARE_NO_DISTRICT, YEAR);
    parameters->ltci_home_share = level_lever(0.9);
    const struct care_price_tables after = tables_of(parameters, CARE_NO_DISTRICT, YEAR);
    int n_cheaper = 0;
    for (int cell = 0; cell < CARE_N_LEVELS * CARE_N_RELIEFS * 2 * CARE_N_MODES; cell++) {
        const int mode = cell % CARE_N_MODES, insured = cell / CARE_N_MODES % 2;
        const int relief = cell / CARE_N_MODES / 2 % CARE_N_RELIEFS, level = cell / CARE_N_MODES / 2 / CARE_N_RELIEFS;
        const double was = before.thousand_yuan[level][0][relief][insured][mode];
        const double is = after.thousand_yuan[level][0][relief][insured][mode];
        const bool is_paid =
            insured == INSURED && level >= SEVERE && (mode == CARE_HOME_VISITS || mode == CARE_HOME_BED);
        assert_true(is_paid ? is <= was : is == was);
        n_cheaper += is < was;
    }
    /* Both ways at two levels with little relief: 8 cells. With more, an allowance already paid the rest, except for the
     * home bed of the totally disabled: 2,271.67 - 1,575 is more than 600. */
    assert_int_equal(n_cheaper, 8 + 2);
}

static void what_people_see_is_1_apart_from_services_at_home(void **state)
{
    struct care_prices_parameters *parameters = *state;
    parameters->visits_visible = level_lever(2);
    parameters->home_beds_visible = level_lever(3);
    parameters->day_care_visible = level_lever(0);
    const struct care_price_tables tables = tables_of(parameters, CARE_NO_DISTRICT, YEAR);
    const double expected[CARE_N_MODES] = {1, 2, 3, 0, 1, 1, 1};
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        assert_true(tables.odds[mode] == expected[mode]);
    }
}

static void the_levers_of_its_own_year_count(void **state)
{
    struct care_prices_parameters *parameters = *state;
    const struct care_price_tables before = tables_of(parameters, CARE_NO_DISTRICT, YEAR);
    for (int i = 0; i < care_prices_section.n_fields; i++) { /* each lever by itself, in 2030 only */
        const struct care_field *field = &care_prices_section.fields[i];
        const bool is_of_placement = strcmp(field->name, "ltci.delay_months") == 0; /* no price: when it begins */
        if (field->kind != CARE_FIELD_LEVER || is_of_placement) {
            continue;
        }
        double *value =
            &((struct care_lever *)(void *)((char *)parameters + field->offset))->city.value[YEAR - CARE_FIRST_YEAR];
        const double was = *value;
        *value = was * 0.9 + 0.05;
        const struct care_price_tables then = tables_of(parameters, CARE_NO_DISTRICT, YEAR);
        const struct care_price_tables next = tables_of(parameters, CARE_NO_DISTRICT, YEAR + 1);
        *value = was;
        if (memcmp(&then, &before, sizeof then) == 0 || memcmp(&next, &before, sizeof next) != 0) {
            fail_msg("%s does not act in its own year alone", field->name);
        }
    }
}

/* A price of 2 for 1 in one district from 2030 on, and half of it again by a factor everywhere from 2031 on. */
static void a_lever_in_one_district_leaves_the_prices_of_others(void **state)
{
    enum { HERE = 120110, ELSEWHERE = 120101 };
    struct care_prices_parameters *parameters = *state;
    const int32_t codes[] = {HERE};
    const struct care_lever_rule rules[] = {{codes, 1, false, YEAR, level_lever(2).city},
                                            {NULL, 0, true, YEAR + 1, level_lever(0.5).city}};
    const struct care_price_tables before = tables_of(parameters, HERE, YEAR);
    parameters->day_care_fee_factor.rules = rules;
    parameters->day_care_fee_factor.n_rules = 2;
    const struct care_price_tables here = tables_of(parameters, HERE, YEAR);
    const struct care_price_tables there = tables_of(parameters, ELSEWHERE, YEAR);
    const struct care_price_tables earlier = tables_of(parameters, HERE, YEAR - 1);
    assert_true(fabs(here.thousand_yuan[0][0][0][0][CARE_DAY_CARE] - 2.4) < 1e-12);
    assert_memory_equal(&there, &before, sizeof there);
    assert_memory_equal(&earlier, &before, sizeof earlier);
    assert_true(fabs(tables_of(parameters, HERE, YEAR + 1).thousand_yuan[0][0][0][0][CARE_DAY_CARE] - 1.2) < 1e-12);
    assert_true(fabs(tables_of(parameters, ELSEWHERE, YEAR + 1).thousand_yuan[0][0][0][0][CARE_DAY_CARE] - 0.6) <
                1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(without_insurance_and_relief_people_pay_the_fee, setup),
        cmocka_unit_test_setup(insurance_pays_17885_yuan_a_year_in_a_home, setup),
        cmocka_unit_test_setup(insurance_pays_18900_yuan_a_year_for_visits_that_reach_the_cap, setup),
        cmocka_unit_test_setup(below_the_cap_insurance_pays_its_share_of_the_fee, setup),
        cmocka_unit_test_setup(the_family_that_cares_alone_is_paid_in_proportion_to_take_up, setup),
        cmocka_unit_test_setup(take_up_scales_what_insurance_pays, setup),
        cmocka_unit_test_setup(people_outside_the_employees_scheme_are_covered_by_their_share, setup),
        cmocka_unit_test_setup(the_poor_outside_it_are_covered_by_the_larger_of_the_two_shares, setup),
        cmocka_unit_test_setup(people_with_late_dementia_below_the_level_are_eligible_by_their_share, setup),
        cmocka_unit_test_setup(insurance_starts_at_the_level_that_is_named, setup),
        cmocka_unit_test_setup(allowances_go_by_level_to_those_with_enough_relief, setup),
        cmocka_unit_test_setup(allowances_start_at_the_relief_that_is_named, setup),
        cmocka_unit_test_setup(an_allowance_never_pays_more_than_what_is_left, setup),
        cmocka_unit_test_setup(the_destitute_pay_nothing_in_a_home_if_the_scenario_says_so, setup),
        cmocka_unit_test_setup(each_lever_on_fees_moves_its_own_way_of_care_only, setup),
        cmocka_unit_test_setup(more_insurance_at_home_makes_only_visits_and_home_beds_cheaper, setup),
        cmocka_unit_test_setup(what_people_see_is_1_apart_from_services_at_home, setup),
        cmocka_unit_test_setup(the_levers_of_its_own_year_count, setup),
        cmocka_unit_test_setup(a_lever_in_one_district_leaves_the_prices_of_others, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
