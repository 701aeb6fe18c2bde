/** @file  Ninghe's list of basic services (宁河区基本养老服务清单, 2024) added up for made-up households, one of each kind, from
 *  the table of the Tianjin pack. */
#include "models/system/allowances.h"
#include "scenarios/scenario.h"

#include "tests/models/system/money_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NINGHE = 120117, HEPING = 120101, N_MOST = 2 };

struct fixture {
    struct care_diagnostics *list;
    struct care_scenario *scenario;
    struct care_areas *areas;
    struct care_allowances_parameters parameters;
    struct care_allowances *allowances;
};

static int setup_from(void **state, const char *file)
{
    static const struct care_section *const sections[] = {&care_areas_section, &care_allowances_section};
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    const int status = care_scenario_read(file, sections, 2, NULL, 0, f->list, &f->scenario);
    for (int i = 0; i < care_diagnostics_n(f->list); i++) {
        print_error("%s\n", care_diagnostics_at(f->list, i)->text_en);
    }
    assert_int_equal(status, CARE_OK);
    const struct care_areas_parameters *areas = care_scenario_section(f->scenario, "areas");
    assert_int_equal(care_areas_create(areas->table, f->list, &f->areas), CARE_OK);
    f->parameters = *(const struct care_allowances_parameters *)care_scenario_section(f->scenario, "allowances");
    return 0;
}

static int setup(void **state)
{
    return setup_from(state, CARE_SOURCE_DIR "/tests/models/system/data/ninghe.yaml");
}

static int setup_own(void **state)
{
    return setup_from(state, CARE_SOURCE_DIR "/tests/models/system/data/ninghe_own.yaml");
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_allowances_free(f->allowances);
    care_areas_free(f->areas);
    care_scenario_free(f->scenario);
    care_diagnostics_free(f->list);
    free(f);
    return 0;
}

/* Says of a household what the model does not know of it: whether it is one of those an item is meant for. */
static void let_it_fit(struct fixture *f, const char *item, bool fits)
{
    const struct care_sheet *table = f->parameters.table;
    for (int row = 0; row < table->n_rows; row++) {
        if (strcmp(care_sheet_text(table, CARE_ALLOWANCES_ITEM, row), item) == 0) {
            table->number[CARE_ALLOWANCES_FITTING_SHARE][row] = fits;
            return;
        }
    }
    fail_msg("no item %s", item);
}

/* Yuan a year of a household of one or two in a district. */
static struct care_allowances_sums sums_of(struct fixture *f, int code, int year, const struct care_profile *members,
                                           int n)
{
    if (f->allowances == NULL) {
        assert_int_equal(care_allowances_create(&f->parameters, f->areas, f->list, &f->allowances), CARE_OK);
    }
    struct care_profile_count household[N_MOST];
    for (int i = 0; i < n; i++) {
        household[i] = (struct care_profile_count){members[i], 1};
    }
    const int district = f->areas->area[care_areas_find(f->areas, code)].district;
    return care_allowances_of_year(f->allowances, district, year, 1, household, n);
}

static void assert_household(struct fixture *f, const struct care_profile *members, int n, double expected)
{
    const struct care_allowances_sums sums = sums_of(f, NINGHE, CARE_MONEY_YEAR, members, n);
    double yuan = 0, paid = 0;
    for (int kind = 0; kind < CARE_N_ALLOWANCE_KINDS; kind++) {
        yuan += sums.yuan[kind];
    }
    for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
        paid += sums.paid[payer];
    }
    assert_yuan(yuan, expected);
    assert_yuan(paid, expected);
}

/* A registered resident of an age. */
static struct care_profile aged(int age)
{
    return (struct care_profile){.band = (uint8_t)((age - CARE_FIRST_CARE_AGE) / 5), .is_local = true};
}

/* L4 享受低保待遇的60周岁（含）以上的老年人……增发300元: 2 x 300 x 12 = 7,200.
 * L13 80（含）至89周岁，每人每年100元；90（含）至99周岁，每人每年200元: 300. Together 7,500. */
static void a_couple_of_82_and_91_on_minimum_living_gets_7500_yuan(void **state)
{
    struct care_profile couple[] = {aged(82), aged(91)};
    couple[0].relief = couple[1].relief = CARE_LOW_INCOME;
    couple[0].is_rural = couple[1].is_rural = true;
    assert_household(*state, couple, 2, 7500);
}

/* L4 城市60周岁（含）以上无子女“双老”并靠一人退休金维持生活的家庭，家庭收入抵扣1200元: up to 1,200 x 12 = 14,400 more relief;
 * with the 2 x 300 x 12 of the same item 21,600. */
static void a_childless_couple_of_the_town_on_one_pension_gets_up_to_21600_yuan(void **state)
{
    struct care_profile couple[] = {aged(66), aged(68)};
    couple[0].relief = couple[1].relief = CARE_LOW_INCOME;
    let_it_fit(*state, "L4-deduction", true);
    assert_household(*state, couple, 2, 21600);
    couple[0].is_rural = couple[1].is_rural = true;
    assert_household(*state, couple, 2, 7200);
}

/* L6 分散供养 names no amount; L17 is for people on minimum living or next to it, not for the destitute;
 * L18 残疾等级为一、二级的重度残疾老年人……每人每月200元: 2,400. */
static void a_destitute_severely_handicapped_person_at_home_gets_2400_yuan(void **state)
{
    struct care_profile person = aged(75);
    person.relief = CARE_DESTITUTE;
    person.certificate = CARE_CERTIFICATE_SEVERE;
    person.level = 3;
    assert_household(*state, &person, 1, 2400);
}

/* L21 60周岁及以上独生子女死亡特别扶助对象……每人每月900元: 2 x 900 x 12 = 21,600; 伤残……740元: 17,760. */
static void a_couple_of_63_whose_only_child_died_gets_21600_yuan_and_17760_if_disabled(void **state)
{
    struct fixture *f = *state;
    struct care_profile couple[] = {aged(63), aged(63)};
    couple[0].is_bereaved = couple[1].is_bereaved = true;
    let_it_fit(f, "L21-died", true);
    let_it_fit(f, "L21-disabled", false);
    assert_household(f, couple, 2, 21600);
    care_allowances_free(f->allowances);
    f->allowances = NULL;
    let_it_fit(f, "L21-died", false);
    let_it_fit(f, "L21-disabled", true);
    assert_household(f, couple, 2, 17760);
}

/* L14 为本区户籍年满100周岁的老年人每人每月发放500元营养补助: 6,000, in place of L13. Without registration: nothing. */
static void a_centenarian_registered_in_the_district_gets_6000_yuan(void **state)
{
    struct care_profile person = aged(100);
    assert_household(*state, &person, 1, 6000);
    person.is_local = false;
    assert_household(*state, &person, 1, 0);
}

/* L17 低保边缘家庭……重度为每人每月300元: 3,600; L18: 2,400. Together 6,000. */
static void a_severely_handicapped_person_of_62_next_to_poverty_gets_6000_yuan(void **state)
{
    struct care_profile person = aged(62);
    person.relief = CARE_NEAR_POOR;
    person.certificate = CARE_CERTIFICATE_SEVERE;
    assert_household(*state, &person, 1, 6000);
}

/* L4 300 x 12 = 3,600; L13 100; L17 非重度为每人每月160元: 1,920. Together 5,620; in a home too. */
static void a_less_handicapped_person_of_85_on_minimum_living_gets_5620_yuan(void **state)
{
    struct care_profile person = aged(85);
    person.relief = CARE_LOW_INCOME;
    person.certificate = CARE_CERTIFICATE_OTHER;
    person.is_rural = true;
    assert_household(*state, &person, 1, 5620);
    person.is_in_home = true;
    assert_household(*state, &person, 1, 5620);
}

static void somebody_of_79_with_a_pension_gets_no_cash(void **state)
{
    const struct care_profile person = aged(79);
    assert_household(*state, &person, 1, 0);
}

/* L13 自2024年起; 由区财政给予津贴，市财政给予50%转移支付. */
static void the_old_age_allowance_begins_in_2024_and_the_city_refunds_half(void **state)
{
    const struct care_profile person = aged(95);
    const struct care_allowances_sums before = sums_of(*state, NINGHE, 2023, &person, 1);
    const struct care_allowances_sums then = sums_of(*state, NINGHE, 2024, &person, 1);
    assert_yuan(before.yuan[CARE_ALLOWANCE_OLD_AGE], 0);
    assert_yuan(then.yuan[CARE_ALLOWANCE_OLD_AGE], 200);
    assert_yuan(then.paid[CARE_PAYER_CITY], 100);
    assert_yuan(then.paid[CARE_PAYER_DISTRICT], 100);
}

static void other_districts_have_the_same_list_as_the_citys(void **state)
{
    const struct care_profile person = aged(95);
    assert_yuan(sums_of(*state, HEPING, 2024, &person, 1).yuan[CARE_ALLOWANCE_OLD_AGE], 200);
}

/* ---- the list of Ninghe's own pack ---- */

/* 高龄津贴与老年人生活补助不重复享受: of the extra of 3,600 and the old-age allowance of 100 or 200 each has the larger. In Heping,
 * which has the city's list, both: 7,500. */
static void in_ninghe_the_old_age_allowance_does_not_come_on_top_of_the_extra(void **state)
{
    struct care_profile couple[] = {aged(82), aged(91)};
    couple[0].relief = couple[1].relief = CARE_LOW_INCOME;
    couple[0].is_rural = couple[1].is_rural = true;
    assert_household(*state, couple, 2, 7200);
    const struct care_allowances_sums elsewhere = sums_of(*state, HEPING, CARE_MONEY_YEAR, couple, 2);
    assert_yuan(elsewhere.yuan[CARE_ALLOWANCE_OLD_AGE] + elsewhere.yuan[CARE_ALLOWANCE_MINIMUM_LIVING], 7500);
}

/* L6 分散供养, 1,900 yuan a month as assumed: 22,800 at home, nothing in a home, nothing in other districts. */
static void a_destitute_person_at_home_is_supported_in_ninghe_alone(void **state)
{
    struct care_profile person = aged(70);
    person.relief = CARE_DESTITUTE;
    assert_yuan(sums_of(*state, NINGHE, CARE_MONEY_YEAR, &person, 1).yuan[CARE_ALLOWANCE_OTHER], 22800);
    assert_yuan(sums_of(*state, HEPING, CARE_MONEY_YEAR, &person, 1).yuan[CARE_ALLOWANCE_OTHER], 0);
    person.is_in_home = true;
    assert_yuan(sums_of(*state, NINGHE, CARE_MONEY_YEAR, &person, 1).yuan[CARE_ALLOWANCE_OTHER], 0);
}

/* A couple of 82 and 91 without relief, 300; a severely handicapped person of 62 next to poverty, 3,600 and 2,400. */
static void all_other_items_are_those_of_the_citys_list(void **state)
{
    const struct care_profile couple[] = {aged(82), aged(91)};
    assert_household(*state, couple, 2, 300);
    struct care_profile person = aged(62);
    person.relief = CARE_NEAR_POOR;
    person.certificate = CARE_CERTIFICATE_SEVERE;
    assert_household(*state, &person, 1, 6000);
}

int main(void)
{
#define NINGHE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
#define OWN_TEST(name) cmocka_unit_test_setup_teardown(name, setup_own, teardown)
    const struct CMUnitTest tests[] = {
        NINGHE_TEST(a_couple_of_82_and_91_on_minimum_living_gets_7500_yuan),
        NINGHE_TEST(a_childless_couple_of_the_town_on_one_pension_gets_up_to_21600_yuan),
        NINGHE_TEST(a_destitute_severely_handicapped_person_at_home_gets_2400_yuan),
        NINGHE_TEST(a_couple_of_63_whose_only_child_died_gets_21600_yuan_and_17760_if_disabled),
        NINGHE_TEST(a_centenarian_registered_in_the_district_gets_6000_yuan),
        NINGHE_TEST(a_severely_handicapped_person_of_62_next_to_poverty_gets_6000_yuan),
        NINGHE_TEST(a_less_handicapped_person_of_85_on_minimum_living_gets_5620_yuan),
        NINGHE_TEST(somebody_of_79_with_a_pension_gets_no_cash),
        NINGHE_TEST(the_old_age_allowance_begins_in_2024_and_the_city_refunds_half),
        NINGHE_TEST(other_districts_have_the_same_list_as_the_citys),
        OWN_TEST(in_ninghe_the_old_age_allowance_does_not_come_on_top_of_the_extra),
        OWN_TEST(a_destitute_person_at_home_is_supported_in_ninghe_alone),
        OWN_TEST(all_other_items_are_those_of_the_citys_list),
    };
    return cmocka_run_group_tests_name("ninghe", tests, NULL, NULL);
}
