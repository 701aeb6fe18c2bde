/** @file  Who pays a month of care, by hand. */
#include "models/system/charges.h"

#include "tests/models/system/money_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MODERATE = 2, SEVERE = 3, TOTAL = 4 };

struct fixture {
    struct care_prices_parameters prices;
    struct care_charges_rules rules;
};

/* Take-up is 1 unless a test says otherwise; the city keeps the destitute and pays the allowance. */
static int setup(void **state)
{
    static struct fixture fixture;
    care_money_defaults(&care_prices_section, &fixture.prices);
    fixture.prices.ltci_take_up = care_money_lever(1);
    fixture.rules = (struct care_charges_rules){.prices = {&fixture.prices, CARE_NO_DISTRICT, CARE_MONEY_YEAR},
                                                .ltci_worth = 1,
                                                .allowance_worth = 1,
                                                .fee_factor = {0.8, 0.9, 1},
                                                .family_share = {0.25, 0.5, 0.5, 0},
                                                .kept_by = {[CARE_PAYER_CITY] = 0.6, [CARE_PAYER_DISTRICT] = 0.4},
                                                .allowance_paid_by = {[CARE_PAYER_CITY] = 1}};
    *state = &fixture;
    return 0;
}

static void assert_charge(struct care_charge found, double ltci, double allowance, double left)
{
    assert_yuan(found.ltci, ltci);
    assert_yuan(found.allowance, allowance);
    assert_yuan(found.left, left);
}

/* 70 yuan a day, 70 % of it: 1,490.42 a month. */
static void in_a_home_insurance_pays_its_share_up_to_the_cap(void **state)
{
    const struct fixture *f = *state;
    const double ltci = 0.7 * 70 * 365 / 12;
    assert_charge(care_charges_of_bed(&f->rules, 5000, 0), 0, 0, 5000);
    assert_charge(care_charges_of_bed(&f->rules, 5000, 1), ltci, 0, 5000 - ltci);
    assert_charge(care_charges_of_bed(&f->rules, 5000, 0.5), ltci / 2, 0, 5000 - ltci / 2);
    assert_charge(care_charges_of_bed(&f->rules, 1000, 1), 700, 0, 300); /* below the cap */
}

/* Visits of the severe: 5 hours a week at 65 yuan are 1,408.33 a month; who is insured uses the 2,100 that insurance
 * grants, of which it pays 1,575. */
static void at_home_the_insured_use_what_insurance_grants(void **state)
{
    struct fixture *f = *state;
    const double visits = 5 * 52 * 65 / 12.0;
    assert_charge(care_charges_at_home(&f->rules, CARE_HOME_VISITS, SEVERE, CARE_NO_RELIEF, 0), 0, 0, visits);
    assert_charge(care_charges_at_home(&f->rules, CARE_HOME_VISITS, SEVERE, CARE_NO_RELIEF, 1), 1575, 0, 525);
    f->prices.visit_yuan_per_hour = 120; /* 2,600 a month: above the cap */
    assert_charge(care_charges_at_home(&f->rules, CARE_HOME_VISITS, SEVERE, CARE_NO_RELIEF, 1), 1575, 0, 1025);
    assert_charge(care_charges_at_home(&f->rules, CARE_HOME_BED, SEVERE, CARE_NO_RELIEF, 1), 1575, 0, 1325);
}

/* The allowance of the severe is 600: more than the 525 that insurance leaves. */
static void the_allowance_pays_what_insurance_leaves_and_never_more(void **state)
{
    struct fixture *f = *state;
    const double visits = 5 * 52 * 65 / 12.0;
    assert_charge(care_charges_at_home(&f->rules, CARE_HOME_VISITS, SEVERE, CARE_LOW_INCOME, 1), 1575, 525, 0);
    assert_charge(care_charges_at_home(&f->rules, CARE_HOME_VISITS, SEVERE, CARE_LOW_INCOME, 0), 0, 600, visits - 600);
    f->rules.allowance_worth = 0.5;
    assert_charge(care_charges_at_home(&f->rules, CARE_HOME_VISITS, SEVERE, CARE_LOW_INCOME, 1), 1575, 300, 225);
}

static void a_cap_that_does_not_follow_prices_loses_its_worth(void **state)
{
    struct fixture *f = *state;
    f->rules.ltci_worth = 0.5; /* prices have doubled, the cap has not: 1,050 at prices of 2024 */
    assert_charge(care_charges_at_home(&f->rules, CARE_HOME_VISITS, SEVERE, CARE_NO_RELIEF, 1), 787.5, 0,
                  5 * 52 * 65 / 12.0 - 787.5);
    assert_charge(care_charges_of_bed(&f->rules, 5000, 1), 8942.5 / 12, 0, 5000 - 8942.5 / 12);
}

/* A year in a public nursing bed, severe: 5,100 x 0.8 = 4,080 a month. */
static void of_a_years_bed_the_family_pays_its_share_of_what_is_left(void **state)
{
    const struct fixture *f = *state;
    struct care_placement_use use = {0};
    use.months[CARE_NURSING_BED][CARE_PUBLIC][SEVERE][CARE_NO_RELIEF][1] = 12;
    use.assessed_months[CARE_NURSING_BED][SEVERE][CARE_NO_RELIEF][1] = 12;
    const struct care_charges_sums sums = care_charges_of_year(&f->rules, &use, NULL, 0);
    const double left = 12 * 4080 - 17885.0;
    assert_yuan(sums.operate[CARE_PAYER_LTCI], 17885);
    assert_yuan(sums.operate[CARE_PAYER_FAMILY], left / 4);
    assert_yuan(sums.operate[CARE_PAYER_USER], left * 3 / 4);
    assert_yuan(sums.operate[CARE_PAYER_CITY], 0);
    assert_yuan(sums.ltci_months[CARE_LTCI_INSTITUTION], 12);
    assert_yuan(sums.ltci_yuan[CARE_LTCI_INSTITUTION], 17885);
}

static void each_owner_has_its_own_fee(void **state)
{
    const struct fixture *f = *state;
    const double factor[CARE_N_OWNERS] = {0.8, 0.9, 1};
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        struct care_placement_use use = {0};
        use.months[CARE_DEMENTIA_BED][owner][MODERATE][CARE_NO_RELIEF][0] = 2;
        const struct care_charges_sums sums = care_charges_of_year(&f->rules, &use, NULL, 0);
        assert_yuan(sums.operate[CARE_PAYER_USER], 2 * (4600 + 800) * factor[owner] * 0.75);
    }
}

static void the_state_pays_for_the_destitute_in_homes(void **state)
{
    struct fixture *f = *state;
    struct care_placement_use use = {0};
    use.months[CARE_ORDINARY_BED][CARE_PUBLIC][0][CARE_DESTITUTE][0] = 10;
    const double fee = 10 * 3600 * 0.8;
    const struct care_charges_sums kept = care_charges_of_year(&f->rules, &use, NULL, 0);
    assert_yuan(kept.operate[CARE_PAYER_CITY], 0.6 * fee);
    assert_yuan(kept.operate[CARE_PAYER_DISTRICT], 0.4 * fee);
    assert_yuan(kept.operate[CARE_PAYER_USER], 0);
    f->prices.destitute_pay_nothing = false;
    const struct care_charges_sums paying = care_charges_of_year(&f->rules, &use, NULL, 0);
    assert_yuan(paying.operate[CARE_PAYER_CITY], 0);
    assert_yuan(paying.operate[CARE_PAYER_USER], fee);
}

/* 1,200 a month whatever the level; a quarter by the family. */
static void day_care_is_paid_by_person_and_family(void **state)
{
    const struct fixture *f = *state;
    struct care_placement_use use = {0};
    use.months[CARE_DAY_PLACE][CARE_PUBLIC][SEVERE][CARE_NO_RELIEF][1] = 5;
    use.assessed_months[CARE_DAY_PLACE][SEVERE][CARE_NO_RELIEF][1] = 5;
    const struct care_charges_sums sums = care_charges_of_year(&f->rules, &use, NULL, 0);
    assert_yuan(sums.serve[CARE_DAY_PLACE][CARE_PAYER_USER], 4500);
    assert_yuan(sums.serve[CARE_DAY_PLACE][CARE_PAYER_FAMILY], 1500);
    assert_yuan(sums.serve[CARE_DAY_PLACE][CARE_PAYER_LTCI], 0);
}

/* 10 months of visits, low income, moderate: 845 a month, of which 400 by the allowance. */
static void the_allowance_is_counted_by_months_and_yuan(void **state)
{
    const struct fixture *f = *state;
    struct care_placement_use use = {0};
    use.months[CARE_VISITS_PLACE][CARE_PUBLIC][MODERATE][CARE_LOW_INCOME][0] = 10;
    const struct care_charges_sums sums = care_charges_of_year(&f->rules, &use, NULL, 0);
    assert_yuan(sums.allowance_months, 10);
    assert_yuan(sums.allowance_yuan, 4000);
    assert_yuan(sums.serve[CARE_VISITS_PLACE][CARE_PAYER_CITY], 4000);
    assert_yuan(sums.serve[CARE_VISITS_PLACE][CARE_PAYER_USER], 4450 / 2.0);
}

/* Three severe insured persons at home, one of whom had visits for 8 months: 28 months of family care are left. */
static void insurance_pays_families_who_care_alone(void **state)
{
    struct fixture *f = *state;
    const struct care_profile at_home = {.level = SEVERE, .is_insured = true};
    struct care_profile others[] = {at_home, at_home, at_home};
    others[0].is_in_home = true;
    others[1].is_insured = false;
    others[2].level = MODERATE;
    const struct care_profile_count list[] = {{at_home, 3}, {others[0], 10}, {others[1], 10}, {others[2], 10}};
    struct care_placement_use use = {0};
    use.months[CARE_VISITS_PLACE][CARE_PUBLIC][SEVERE][CARE_LOW_INCOME][1] = 8;
    const struct care_charges_sums sums = care_charges_of_year(&f->rules, &use, list, 4);
    assert_yuan(sums.ltci_months[CARE_LTCI_FAMILY], 28);
    assert_yuan(sums.ltci_yuan[CARE_LTCI_FAMILY], 28 * 750);
    f->prices.ltci_take_up = care_money_lever(0.6);
    assert_yuan(care_charges_of_year(&f->rules, &use, list, 4).ltci_yuan[CARE_LTCI_FAMILY], 0.6 * 28 * 750);
    use.months[CARE_VISITS_PLACE][CARE_PUBLIC][SEVERE][CARE_LOW_INCOME][1] = 80;
    assert_yuan(care_charges_of_year(&f->rules, &use, list, 4).ltci_yuan[CARE_LTCI_FAMILY], 0);
}

/* Ten months of visits of the moderately disabled, four of them with late dementia, of whom half are eligible: 2 months. At
 * home 20 such people with it and 30 without: 20 x 12 x 0.5 months with their families, less what the visits take. */
static void of_people_with_late_dementia_below_the_level_a_share_is_paid_for(void **state)
{
    struct fixture *f = *state;
    const struct care_profile without = {.level = MODERATE, .is_insured = true};
    struct care_profile with = without;
    with.has_late_dementia = true;
    const struct care_profile_count list[] = {{with, 20}, {without, 30}};
    struct care_placement_use use = {0};
    use.months[CARE_VISITS_PLACE][CARE_PUBLIC][MODERATE][CARE_NO_RELIEF][1] = 10;
    use.assessed_months[CARE_VISITS_PLACE][MODERATE][CARE_NO_RELIEF][1] = 10;
    use.late_dementia_months[CARE_VISITS_PLACE][MODERATE][CARE_NO_RELIEF][1] = 4;
    assert_yuan(care_charges_of_year(&f->rules, &use, list, 2).ltci_months[CARE_LTCI_HOME], 0);
    f->prices.ltci_dementia_share = care_money_lever(0.5);
    const struct care_charges_sums sums = care_charges_of_year(&f->rules, &use, list, 2);
    assert_yuan(sums.ltci_months[CARE_LTCI_HOME], 2);
    assert_yuan(sums.ltci_yuan[CARE_LTCI_HOME], 2 * 1575);
    assert_yuan(sums.ltci_months[CARE_LTCI_FAMILY], 0.5 * 0.4 * (50 * 12 - 10));
}

/* Of ten severe people outside the employees' scheme at home, four have low income: 48 of 120 months, 600 yuan each. */
static void the_poor_outside_the_scheme_are_paid_for_by_their_share(void **state)
{
    struct fixture *f = *state;
    const struct care_profile others = {.level = SEVERE};
    struct care_profile poor = others;
    poor.relief = CARE_LOW_INCOME;
    const struct care_profile_count list[] = {{others, 6}, {poor, 4}};
    const struct care_placement_use use = {0};
    f->prices.ltci_poor_share = care_money_lever(1);
    f->prices.ltci_family_yuan_per_month = care_money_lever(600);
    assert_yuan(care_charges_of_year(&f->rules, &use, list, 2).ltci_yuan[CARE_LTCI_FAMILY], 48 * 600);
}

/* Half the benefit in one district, from the year on. */
static void what_insurance_pays_in_one_district_is_its_own(void **state)
{
    enum { HERE = 120110 };
    struct fixture *f = *state;
    const int32_t codes[] = {HERE};
    const struct care_lever_rule rules[] = {{codes, 1, true, CARE_MONEY_YEAR, care_money_level(0.5)}};
    f->prices.ltci_bed_cap_yuan_per_day.rules = rules;
    f->prices.ltci_bed_cap_yuan_per_day.n_rules = 1;
    assert_yuan(12 * care_charges_of_bed(&f->rules, 5100, 1).ltci, 17885);
    f->rules.prices.district_code = HERE;
    assert_yuan(12 * care_charges_of_bed(&f->rules, 5100, 1).ltci, 17885 / 2.0);
    f->rules.prices.year--;
    assert_yuan(12 * care_charges_of_bed(&f->rules, 5100, 1).ltci, 17885);
}

/* Whatever is charged is paid by somebody: every kind of person, each for a number of months of its own. */
static void what_is_charged_is_paid(void **state)
{
    struct fixture *f = *state;
    struct care_placement_use use = {0};
    f->prices.ltci_take_up = care_money_lever(0.6);
    f->prices.ltci_others_share = care_money_lever(0.3);
    double charged = 0, n = 1;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        for (int relief = 0; relief < CARE_N_RELIEFS; relief++) {
            for (int insured = 0; insured < 2; insured++, n++) {
                use.months[CARE_NURSING_BED][CARE_PRIVATE][level][relief][insured] = n;
                use.assessed_months[CARE_NURSING_BED][level][relief][insured] = n / 2;
                charged += n * f->prices.bed_fee_yuan_per_month[level];
            }
        }
    }
    const struct care_charges_sums sums = care_charges_of_year(&f->rules, &use, NULL, 0);
    double paid = 0;
    for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
        paid += sums.operate[payer];
    }
    assert_yuan(paid, charged);
    assert_yuan(sums.operate[CARE_PAYER_LTCI], sums.ltci_yuan[CARE_LTCI_INSTITUTION]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(in_a_home_insurance_pays_its_share_up_to_the_cap, setup),
        cmocka_unit_test_setup(at_home_the_insured_use_what_insurance_grants, setup),
        cmocka_unit_test_setup(the_allowance_pays_what_insurance_leaves_and_never_more, setup),
        cmocka_unit_test_setup(a_cap_that_does_not_follow_prices_loses_its_worth, setup),
        cmocka_unit_test_setup(of_a_years_bed_the_family_pays_its_share_of_what_is_left, setup),
        cmocka_unit_test_setup(each_owner_has_its_own_fee, setup),
        cmocka_unit_test_setup(the_state_pays_for_the_destitute_in_homes, setup),
        cmocka_unit_test_setup(day_care_is_paid_by_person_and_family, setup),
        cmocka_unit_test_setup(the_allowance_is_counted_by_months_and_yuan, setup),
        cmocka_unit_test_setup(insurance_pays_families_who_care_alone, setup),
        cmocka_unit_test_setup(of_people_with_late_dementia_below_the_level_a_share_is_paid_for, setup),
        cmocka_unit_test_setup(the_poor_outside_the_scheme_are_paid_for_by_their_share, setup),
        cmocka_unit_test_setup(what_insurance_pays_in_one_district_is_its_own, setup),
        cmocka_unit_test_setup(what_is_charged_is_paid, setup),
    };
    return cmocka_run_group_tests_name("charges", tests, NULL, NULL);
}
