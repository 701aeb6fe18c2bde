/** @file  Groups: every share of the table is met over the residents, exactly, because the draws can be turned round into
 *  probabilities; and the links between groups. */
#include "models/people/groups.h"

#include "models/purposes.h"
#include "tests/models/people/groups_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N_DRAWS = 12, TOWN = CARE_FIXTURE_TOWN, MIXED = CARE_FIXTURE_MIXED, EMPTY = CARE_FIXTURE_EMPTY };

static void assert_near(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance)) {
        print_error("%.12f instead of %.12f\n", found, expected);
        fail();
    }
}

/* ---- probabilities from draws ---- */

struct asked {
    const struct care_groups_rates *rates;
    int leaf, age;
    unsigned level;
    uint32_t u[N_DRAWS];
    const uint16_t *partner;
};

static struct asked ask(const struct care_groups_fixture *f, int leaf, int age)
{
    return (struct asked){.rates = &f->rates, .leaf = leaf, .age = age};
}

static uint16_t draw(const struct asked *asked)
{
    return care_groups_draw(asked->rates, asked->leaf, asked->age, asked->level, asked->u, asked->partner);
}

/* The share of the draws of a purpose, from 0 up, for which the trait lies in low .. high; it must begin at 0. */
static double prob_of(const struct asked *asked, enum care_purpose purpose, enum care_trait trait, unsigned low,
                      unsigned high)
{
    struct asked trial = *asked;
    uint64_t holds = 0, fails = UINT64_C(1) << 32; /* smallest number of draws that is not all inside */
    while (holds < fails) {
        const uint64_t middle = (holds + fails) / 2;
        trial.u[purpose - CARE_DRAW_CHILDREN] = (uint32_t)middle;
        const unsigned value = care_trait(draw(&trial), trait);
        if (value >= low && value <= high) {
            holds = middle + 1;
        } else {
            fails = middle;
        }
    }
    return ldexp((double)holds, -32);
}

static double yes(const struct asked *asked, enum care_purpose purpose, enum care_trait trait)
{
    return prob_of(asked, purpose, trait, 1, 3);
}

/* A partner gives the village, so that the rest can be asked of villagers and townspeople apart. */
static double insured_of(struct asked asked, unsigned rural)
{
    const uint16_t partner = care_trait_with(0, CARE_TRAIT_RURAL, rural);
    asked.partner = &partner;
    return yes(&asked, CARE_DRAW_INSURED, CARE_TRAIT_INSURED);
}

static double rural_prob(const struct asked *asked)
{
    return yes(asked, CARE_DRAW_RURAL, CARE_TRAIT_RURAL);
}

/* P(income low..high) of villagers (draw 0) or townspeople (the highest draw). */
static double income_of(struct asked asked, bool rural, unsigned low, unsigned high)
{
    asked.u[CARE_DRAW_RURAL - CARE_DRAW_CHILDREN] = rural ? 0 : UINT32_MAX;
    return prob_of(&asked, CARE_DRAW_INCOME, CARE_TRAIT_INCOME, low, high);
}

/* P(relief of this class or a higher one), of everybody. */
static double relief_of(const struct asked *asked, unsigned relief)
{
    const double rural = rural_prob(asked);
    double bottom = (1 - rural) * income_of(*asked, false, CARE_INCOME_BOTTOM, CARE_INCOME_BOTTOM);
    bottom += rural > 0 ? rural * income_of(*asked, true, CARE_INCOME_BOTTOM, CARE_INCOME_BOTTOM) : 0;
    return bottom * prob_of(asked, CARE_DRAW_RELIEF, CARE_TRAIT_RELIEF, relief, CARE_DESTITUTE);
}

static double certificate_of(struct asked asked, unsigned level, unsigned lowest)
{
    asked.level = level;
    return prob_of(&asked, CARE_DRAW_CERTIFICATE_START, CARE_TRAIT_CERTIFICATE, lowest, CARE_CERTIFICATE_SEVERE);
}

/* Probability of one share of the table at an age and level. */
static double share_at(const struct asked *asked, enum care_groups_column column, unsigned level)
{
    const double rural = rural_prob(asked);
    switch (column) {
    case CARE_GROUPS_HUKOU:
        return yes(asked, CARE_DRAW_HUKOU, CARE_TRAIT_HUKOU);
    case CARE_GROUPS_RURAL:
        return rural;
    case CARE_GROUPS_INSURED:
        return rural * insured_of(*asked, 1) + (1 - rural) * insured_of(*asked, 0);
    case CARE_GROUPS_DESTITUTE:
        return relief_of(asked, CARE_DESTITUTE);
    case CARE_GROUPS_LOW_INCOME:
        return relief_of(asked, CARE_LOW_INCOME) - relief_of(asked, CARE_DESTITUTE);
    case CARE_GROUPS_NEAR_POOR:
        return relief_of(asked, CARE_NEAR_POOR) - relief_of(asked, CARE_LOW_INCOME);
    case CARE_GROUPS_BEREAVED:
        return yes(asked, CARE_DRAW_FAMILY_PLANNING, CARE_TRAIT_BEREAVED);
    case CARE_GROUPS_CERTIFICATE_SEVERE:
        return certificate_of(*asked, level, CARE_CERTIFICATE_SEVERE);
    case CARE_GROUPS_CERTIFICATE_OTHER:
        return certificate_of(*asked, level, CARE_CERTIFICATE_OTHER) -
               certificate_of(*asked, level, CARE_CERTIFICATE_SEVERE);
    default:
        assert_int_equal(column, CARE_GROUPS_VETERAN);
        return yes(asked, CARE_DRAW_VETERAN, CARE_TRAIT_VETERAN);
    }
}

/* The mean over the residents of a leaf. */
static double share_of(const struct care_groups_fixture *f, int leaf, enum care_groups_column column)
{
    const bool by_level = column == CARE_GROUPS_CERTIFICATE_SEVERE || column == CARE_GROUPS_CERTIFICATE_OTHER;
    double have = 0, all = 0;
    for (int a = 0; a < CARE_FIXTURE_N_AGES; a++) {
        const struct asked asked = ask(f, leaf, CARE_FIRST_CARE_AGE + a);
        for (unsigned level = 0; level < (by_level ? CARE_N_LEVELS : 1u); level++) {
            double n = 0;
            for (int sex = 0; sex < CARE_N_SEXES; sex++) {
                n += f->persons[leaf][sex][asked.age] * (by_level ? f->level_share[sex][a][level] : 1);
            }
            have += n * share_at(&asked, column, level);
            all += n;
        }
    }
    return have / all;
}

static double logit(double p)
{
    return log(p / (1 - p));
}

/* ---- shares ---- */

static void every_share_is_met_over_the_residents_of_each_area(void **state)
{
    struct care_groups_fixture *f = *state;
    care_groups_fixture_create(f);
    for (int leaf = TOWN; leaf <= MIXED; leaf++) {
        for (int column = CARE_GROUPS_HUKOU; column < CARE_N_GROUPS_COLUMNS; column++) {
            assert_near(share_of(f, leaf, (enum care_groups_column)column),
                        care_groups_fixture_share(leaf, (enum care_groups_column)column), 1e-7);
        }
    }
}

static void an_area_without_old_people_has_the_shares_at_60(void **state)
{
    struct care_groups_fixture *f = *state;
    care_groups_fixture_create(f);
    const struct asked asked = ask(f, EMPTY, 60);
    for (int column = CARE_GROUPS_HUKOU; column < CARE_GROUPS_CERTIFICATE_SEVERE; column++) {
        assert_near(share_at(&asked, (enum care_groups_column)column, 0),
                    care_groups_fixture_share(EMPTY, (enum care_groups_column)column), 1e-7);
    }
}

static void a_share_of_nothing_is_nobody_and_a_share_of_one_everybody(void **state)
{
    struct care_groups_fixture *f = *state;
    for (int row = 0; row < CARE_FIXTURE_N_LEAVES; row++) {
        f->parameters.shares->number[CARE_GROUPS_VETERAN][row] = 0;
        f->parameters.shares->number[CARE_GROUPS_HUKOU][row] = 1;
        f->parameters.shares->number[CARE_GROUPS_INSURED][row] = row == 0;
        f->parameters.shares->number[CARE_GROUPS_CERTIFICATE_SEVERE][row] = 0.3;
        f->parameters.shares->number[CARE_GROUPS_CERTIFICATE_OTHER][row] = 0.7;
    }
    care_groups_fixture_create(f);
    for (int age = 60; age <= 100; age += 8) {
        const struct asked town = ask(f, TOWN, age), mixed = ask(f, MIXED, age);
        assert_true(yes(&town, CARE_DRAW_VETERAN, CARE_TRAIT_VETERAN) == 0);
        assert_near(yes(&town, CARE_DRAW_HUKOU, CARE_TRAIT_HUKOU), 1, 1e-9);
        assert_true(insured_of(town, 0) == 0 && insured_of(town, 1) == 0);
        assert_near(insured_of(mixed, 0) + insured_of(mixed, 1), 2, 1e-9);
        assert_true(rural_prob(&town) == 0);
        assert_near(certificate_of(mixed, 2, CARE_CERTIFICATE_OTHER), 1, 1e-9);
        assert_true(certificate_of(mixed, 2, CARE_CERTIFICATE_SEVERE) < 1);
    }
}

static void log_odds_change_by_the_slope_each_year_of_age(void **state)
{
    struct care_groups_fixture *f = *state;
    care_groups_fixture_create(f);
    const struct asked at_62 = ask(f, MIXED, 62), at_92 = ask(f, MIXED, 92);
    static const enum care_groups_column of[] = {CARE_GROUPS_HUKOU, CARE_GROUPS_INSURED, CARE_GROUPS_DESTITUTE,
                                                 CARE_GROUPS_BEREAVED, CARE_GROUPS_VETERAN};
    for (int i = 0; i < 5; i++) {
        const double slope = f->parameters.log_odds_per_year[of[i] - 1];
        assert_true(slope != 0);
        assert_near(logit(share_at(&at_92, of[i], 0)) - logit(share_at(&at_62, of[i], 0)), 30 * slope, 1e-5);
    }
}

static void ages_beyond_the_table_take_its_edge(void **state)
{
    struct care_groups_fixture *f = *state;
    care_groups_fixture_create(f);
    const struct asked at_100 = ask(f, MIXED, 100), at_110 = ask(f, MIXED, 110), at_60 = ask(f, MIXED, 60),
                       at_59 = ask(f, MIXED, 59);
    assert_true(yes(&at_100, CARE_DRAW_HUKOU, CARE_TRAIT_HUKOU) == yes(&at_110, CARE_DRAW_HUKOU, CARE_TRAIT_HUKOU));
    assert_true(yes(&at_60, CARE_DRAW_HUKOU, CARE_TRAIT_HUKOU) == yes(&at_59, CARE_DRAW_HUKOU, CARE_TRAIT_HUKOU));
}

/* ---- links ---- */

static void villagers_are_insured_at_the_odds_ratio_of_every_age(void **state)
{
    struct care_groups_fixture *f = *state;
    static const double ratios[] = {0.1, 1, 40};
    for (int i = 0; i < 3; i++) {
        f->parameters.rural_insured_odds = ratios[i];
        care_groups_fixture_create(f);
        for (int age = 60; age <= 100; age += 5) {
            const struct asked asked = ask(f, MIXED, age);
            assert_near(logit(insured_of(asked, 1)) - logit(insured_of(asked, 0)), log(ratios[i]), 1e-6);
        }
        assert_near(share_of(f, MIXED, CARE_GROUPS_INSURED), 0.35, 1e-7);
        care_groups_rates_free(&f->rates);
    }
}

static void incomes_are_thirds_of_the_city_and_poorer_in_villages(void **state)
{
    struct care_groups_fixture *f = *state;
    double bottom = 0, top = 0, all = 0;
    care_groups_fixture_create(f);
    for (int leaf = TOWN; leaf <= MIXED; leaf++) {
        for (int age = 60; age <= 100; age++) {
            const double n = f->persons[leaf][0][age] + f->persons[leaf][1][age];
            const struct asked asked = ask(f, leaf, age);
            const double rural = rural_prob(&asked);
            all += n;
            bottom += n * (1 - rural) * income_of(asked, false, CARE_INCOME_BOTTOM, CARE_INCOME_BOTTOM);
            top += n * (1 - rural) * (1 - income_of(asked, false, CARE_INCOME_BOTTOM, CARE_INCOME_MIDDLE));
            if (rural > 0) {
                bottom += n * rural * income_of(asked, true, CARE_INCOME_BOTTOM, CARE_INCOME_BOTTOM);
                top += n * rural * (1 - income_of(asked, true, CARE_INCOME_BOTTOM, CARE_INCOME_MIDDLE));
            }
        }
    }
    assert_near(bottom / all, 1.0 / 3, 1e-7);
    assert_near(top / all, 1.0 / 3, 1e-7);
    const struct asked mixed = ask(f, MIXED, 70);
    assert_near(income_of(mixed, true, CARE_INCOME_BOTTOM, CARE_INCOME_BOTTOM), 0.6, 1e-9);
    assert_near(income_of(mixed, true, CARE_INCOME_BOTTOM, CARE_INCOME_MIDDLE), 0.9, 1e-9);
}

static void a_city_of_villages_alone_needs_thirds_in_villages(void **state)
{
    struct care_groups_fixture *f = *state;
    for (int row = 0; row < CARE_FIXTURE_N_LEAVES; row++) {
        f->parameters.shares->number[CARE_GROUPS_RURAL][row] = 1;
    }
    f->parameters.rural_bottom_share = f->parameters.rural_top_share = 0.3333;
    care_groups_fixture_create(f);
    const struct asked asked = ask(f, TOWN, 75);
    assert_near(income_of(asked, true, CARE_INCOME_BOTTOM, CARE_INCOME_BOTTOM), 0.3333, 1e-9);
    assert_near(share_of(f, TOWN, CARE_GROUPS_INSURED), 0.72, 1e-7);
}

/* Any sequence will do. */
static uint32_t next_draw(uint64_t *sequence)
{
    *sequence = *sequence * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*sequence >> 32);
}

static uint16_t draw_any(const struct care_groups_fixture *f, uint64_t *sequence, const uint16_t *partner)
{
    struct asked asked = ask(f, (int)(next_draw(sequence) % 2), 60 + (int)(next_draw(sequence) % 41));
    asked.level = next_draw(sequence) % CARE_N_LEVELS;
    asked.partner = partner;
    for (int i = 0; i < N_DRAWS; i++) {
        asked.u[i] = next_draw(sequence);
    }
    return draw(&asked);
}

static void relief_is_for_the_bottom_third_only(void **state)
{
    struct care_groups_fixture *f = *state;
    uint64_t sequence = 1;
    int n_of[CARE_N_RELIEFS] = {0};
    care_groups_fixture_create(f);
    for (int i = 0; i < 100000; i++) {
        const uint16_t traits = draw_any(f, &sequence, NULL);
        const unsigned relief = care_trait(traits, CARE_TRAIT_RELIEF);
        n_of[relief]++;
        assert_true(relief == CARE_NO_RELIEF || care_trait(traits, CARE_TRAIT_INCOME) == CARE_INCOME_BOTTOM);
        assert_true(care_trait(traits, CARE_TRAIT_INCOME) < CARE_N_INCOMES);
        assert_true(care_trait(traits, CARE_TRAIT_CERTIFICATE) < CARE_N_CERTIFICATES);
        assert_int_equal(care_trait(traits, CARE_TRAIT_CHILDREN), 0);
        assert_int_equal(care_trait(traits, CARE_TRAIT_HOUSEHOLD), 0);
    }
    for (int relief = 0; relief < CARE_N_RELIEFS; relief++) {
        assert_true(n_of[relief] > 100);
    }
}

static void a_couple_shares_village_income_and_relief_and_nothing_else(void **state)
{
    struct care_groups_fixture *f = *state;
    static const enum care_trait shared[] = {CARE_TRAIT_RURAL, CARE_TRAIT_INCOME, CARE_TRAIT_RELIEF};
    static const enum care_trait own[] = {CARE_TRAIT_HUKOU, CARE_TRAIT_INSURED, CARE_TRAIT_CERTIFICATE,
                                          CARE_TRAIT_BEREAVED, CARE_TRAIT_VETERAN};
    uint64_t sequence = 2;
    int n_different[5] = {0};
    care_groups_fixture_create(f);
    for (int i = 0; i < 20000; i++) {
        uint16_t partner = draw_any(f, &sequence, NULL);
        partner = care_trait_with(partner, CARE_TRAIT_CHILDREN, 3);
        partner = care_trait_with(partner, CARE_TRAIT_HOUSEHOLD, CARE_COLLECTIVE);
        const uint16_t traits = draw_any(f, &sequence, &partner);
        for (int k = 0; k < 3; k++) {
            assert_int_equal(care_trait(traits, shared[k]), care_trait(partner, shared[k]));
        }
        for (int k = 0; k < 5; k++) {
            n_different[k] += care_trait(traits, own[k]) != care_trait(partner, own[k]);
        }
        assert_int_equal(care_trait(traits, CARE_TRAIT_CHILDREN), 0);
        assert_int_equal(care_trait(traits, CARE_TRAIT_HOUSEHOLD), 0);
    }
    for (int k = 0; k < 5; k++) {
        assert_true(n_different[k] > 100);
    }
}

/* ---- certificates ---- */

static void severe_certificates_follow_the_odds_of_levels(void **state)
{
    struct care_groups_fixture *f = *state;
    static const double odds[] = {1, 3, 8, 20, 30};
    care_groups_fixture_create(f);
    for (int age = 60; age <= 100; age += 10) {
        const struct asked asked = ask(f, MIXED, age);
        const double none = certificate_of(asked, 0, CARE_CERTIFICATE_SEVERE);
        for (unsigned level = 1; level < CARE_N_LEVELS; level++) {
            const double severe = certificate_of(asked, level, CARE_CERTIFICATE_SEVERE);
            assert_near(logit(severe) - logit(none), log(odds[level]), 1e-5);
            assert_true(severe > certificate_of(asked, level - 1, CARE_CERTIFICATE_SEVERE));
        }
    }
}

static void other_certificates_are_the_same_share_of_the_rest_at_every_level(void **state)
{
    struct care_groups_fixture *f = *state;
    double of_none = 0;
    care_groups_fixture_create(f);
    const struct asked asked = ask(f, MIXED, 80);
    for (unsigned level = 0; level < CARE_N_LEVELS; level++) {
        const double severe = certificate_of(asked, level, CARE_CERTIFICATE_SEVERE);
        const double other = (certificate_of(asked, level, CARE_CERTIFICATE_OTHER) - severe) / (1 - severe);
        of_none = level == 0 ? other : of_none;
        assert_near(other, of_none, 1e-8);
    }
}

/* The draw is the one of the start, so who changes level has what a person of that level would have been given. */
static void a_change_of_level_brings_severe_certificates_to_its_share(void **state)
{
    struct care_groups_fixture *f = *state;
    uint64_t sequence = 3;
    int n_acquired = 0;
    care_groups_fixture_create(f);
    for (int i = 0; i < 100000; i++) {
        struct asked asked = ask(f, MIXED, 77);
        asked.level = next_draw(&sequence) % CARE_N_LEVELS;
        const uint32_t u = next_draw(&sequence);
        asked.u[CARE_DRAW_CERTIFICATE_START - CARE_DRAW_CHILDREN] = u;
        const uint16_t before = draw(&asked);
        asked.level = (unsigned)(asked.level + next_draw(&sequence) % (CARE_N_LEVELS - asked.level));
        const uint16_t after = care_groups_recertify(&f->rates, MIXED, 77, asked.level, before, u);
        const bool is_severe = care_trait(after, CARE_TRAIT_CERTIFICATE) == CARE_CERTIFICATE_SEVERE;
        assert_int_equal(is_severe, care_trait(draw(&asked), CARE_TRAIT_CERTIFICATE) == CARE_CERTIFICATE_SEVERE);
        assert_int_equal(after,
                         is_severe ? care_trait_with(before, CARE_TRAIT_CERTIFICATE, CARE_CERTIFICATE_SEVERE) : before);
        n_acquired += after != before;
    }
    assert_true(n_acquired > 100);
}

static void nobody_loses_a_certificate(void **state)
{
    struct care_groups_fixture *f = *state;
    care_groups_fixture_create(f);
    for (unsigned before = 0; before < CARE_N_CERTIFICATES; before++) {
        const uint16_t traits = care_trait_with(0xffff, CARE_TRAIT_CERTIFICATE, before);
        const uint16_t severe = care_trait_with(0xffff, CARE_TRAIT_CERTIFICATE, CARE_CERTIFICATE_SEVERE);
        for (unsigned level = 0; level < CARE_N_LEVELS; level++) {
            assert_int_equal(care_groups_recertify(&f->rates, MIXED, 77, level, traits, UINT32_MAX), traits);
            assert_int_equal(care_groups_recertify(&f->rates, MIXED, 77, level, traits, 0), severe);
        }
    }
}

int main(void)
{
#define GROUPS_TEST(name) cmocka_unit_test_setup_teardown(name, care_groups_fixture_setup, care_groups_fixture_teardown)
    const struct CMUnitTest tests[] = {
        GROUPS_TEST(every_share_is_met_over_the_residents_of_each_area),
        GROUPS_TEST(an_area_without_old_people_has_the_shares_at_60),
        GROUPS_TEST(a_share_of_nothing_is_nobody_and_a_share_of_one_everybody),
        GROUPS_TEST(log_odds_change_by_the_slope_each_year_of_age),
        GROUPS_TEST(ages_beyond_the_table_take_its_edge),
        GROUPS_TEST(villagers_are_insured_at_the_odds_ratio_of_every_age),
        GROUPS_TEST(incomes_are_thirds_of_the_city_and_poorer_in_villages),
        GROUPS_TEST(a_city_of_villages_alone_needs_thirds_in_villages),
        GROUPS_TEST(relief_is_for_the_bottom_third_only),
        GROUPS_TEST(a_couple_shares_village_income_and_relief_and_nothing_else),
        GROUPS_TEST(severe_certificates_follow_the_odds_of_levels),
        GROUPS_TEST(other_certificates_are_the_same_share_of_the_rest_at_every_level),
        GROUPS_TEST(a_change_of_level_brings_severe_certificates_to_its_share),
        GROUPS_TEST(nobody_loses_a_certificate),
    };
    return cmocka_run_group_tests_name("groups", tests, NULL, NULL);
}
