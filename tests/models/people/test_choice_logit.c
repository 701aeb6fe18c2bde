/** @file  Who wants which care: cells, odds by hand, constants, thresholds, a logit fitted to made-up choosers. */
#include "models/people/choice_logit.h"

#include "models/purposes.h"
#include "sim/draws.h"
#include "tests/models/logit_fit.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_PEOPLE = 5000000 };
static const double no_wait[2] = {0, 0}, some_wait[2] = {2, 9};

/* A made-up city at the defaults. */
struct fixture {
    struct care_choice_parameters parameters;
    struct care_price_tables prices;
    struct care_choice_constants constants; /* solved for present use */
    struct care_choice_thresholds thresholds;
    int64_t n[CARE_N_CHOOSERS];
    struct care_logit_fit_row rows[CARE_N_CHOOSERS];
};

/* Every field takes its fallback, as when a scenario says nothing. */
static void fill_defaults(struct care_choice_parameters *parameters)
{
    memset(parameters, 0, sizeof *parameters);
    for (int f = 0; f < care_choice_parameters_section.n_fields; f++) {
        const struct care_field *field = &care_choice_parameters_section.fields[f];
        char *place = (char *)parameters + field->offset;
        const int whole = (int)field->fallback;
        const size_t n = field->kind == CARE_FIELD_REAL ? 1 : CARE_N_YEARS; /* a lever begins with its series */
        const bool is_whole = field->kind == CARE_FIELD_CHOICE || field->kind == CARE_FIELD_INT;
        for (size_t y = 0; y < n && !is_whole; y++) {
            memcpy(place + y * sizeof(double), &field->fallback, sizeof(double));
        }
        memcpy(place, is_whole ? (const void *)&whole : &field->fallback, is_whole ? sizeof whole : sizeof(double));
    }
}

/* Thousand yuan a month: insurance pays from severe on, the near poor get an allowance, the destitute a free bed. */
static void fill_prices(struct care_price_tables *prices)
{
    prices->destitute_bed_odds = 1;
    static const double visits[CARE_N_LEVELS] = {0.1, 0.3, 0.8, 1.4, 2.0}, bed[] = {3.6, 4.1, 4.6, 5.1, 5.6};
    for (int offer = 0; offer < CARE_N_OFFERS; offer++) {
        const struct care_chooser c = care_choice_logit_chooser(offer);
        double *price = prices->thousand_yuan[c.level][c.has_late_dementia][c.relief][c.is_insured];
        const double paid = c.is_insured && c.level >= 3 ? 1 : 0, allowance = c.relief > 0 ? 0.2 * c.level : 0;
        price[CARE_FAMILY_ONLY] = -0.45 * paid;
        price[CARE_HOME_VISITS] = visits[c.level] * (1 - 0.75 * paid) - allowance;
        price[CARE_HOME_BED] = price[CARE_HOME_VISITS] + 0.3;
        price[CARE_DAY_CARE] = 1.2 - allowance;
        price[CARE_WANTS_ORDINARY_BED] = c.relief == CARE_DESTITUTE ? 0 : bed[c.level] - 1.5 * paid;
        price[CARE_WANTS_NURSING_BED] = price[CARE_WANTS_ORDINARY_BED];
        price[CARE_WANTS_DEMENTIA_BED] = c.relief == CARE_DESTITUTE ? 0 : price[CARE_WANTS_NURSING_BED] + 0.8;
    }
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        prices->odds[mode] = 1;
    }
}

/* Share of one kind in a city of 60+ about like Tianjin's. */
static double share_of(const struct care_chooser *c)
{
    static const double of_level[2][CARE_N_LEVELS] = {{0.90, 0.055, 0.022, 0.012, 0.011},
                                                      {0.62, 0.18, 0.09, 0.06, 0.05}};
    static const double late[CARE_N_LEVELS] = {0.01, 0.06, 0.15, 0.25, 0.40};
    static const double company[2][CARE_N_COMPANIES] = {{0.12, 0.50, 0.06, 0.30, 0.02}, {0.25, 0.25, 0.28, 0.20, 0.02}};
    static const double gap[CARE_N_COMPANIES][CARE_N_GAPS_OF_CARE] = {
        {0.1, 0.3, 0.6}, {0.3, 0.5, 0.2}, {0.4, 0.5, 0.1}, {0.6, 0.35, 0.05}, {0.2, 0.4, 0.4}};
    static const double no_gap[CARE_N_GAPS_OF_CARE] = {0.97, 0.02, 0.01};
    static const double income[2][CARE_N_INCOMES] = {{0.27, 0.34, 0.39}, {0.60, 0.30, 0.10}};
    static const double relief[CARE_N_RELIEFS] = {0.90, 0.04, 0.04, 0.02};
    const double of_late = late[c->level] * (c->is_over_80 ? 1.3 : 1), insured = c->is_rural ? 0.05 : 0.55;
    const double of_relief = c->income == CARE_INCOME_BOTTOM ? relief[c->relief] : c->relief == CARE_NO_RELIEF;
    return (c->is_over_80 ? 0.13 : 0.87) * of_level[c->is_over_80][c->level] *
           (c->has_late_dementia ? of_late : 1 - of_late) * company[c->is_over_80][c->company] *
           (c->level == 0 ? no_gap : gap[c->company])[c->gap] * (c->is_rural ? 0.18 : 0.82) *
           income[c->is_rural][c->income] * of_relief * (c->is_insured ? insured : 1 - insured);
}

/* Rounded so that all together are N_PEOPLE. */
static void fill_people(int64_t *n)
{
    double sum = 0;
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        const struct care_chooser chooser = care_choice_logit_chooser(cell);
        const int64_t before = llround(sum);
        sum += share_of(&chooser) * N_PEOPLE;
        n[cell] = llround(sum) - before;
    }
}

static struct care_choice_norm norm_of(const struct fixture *f, double part)
{
    return (struct care_choice_norm){part, f->parameters.norm_share.value[0]};
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (f == NULL) {
        return -1;
    }
    *state = f;
    fill_defaults(&f->parameters);
    fill_prices(&f->prices);
    fill_people(f->n);
    return care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, 0), &f->constants);
}

static int teardown(void **state)
{
    free(*state);
    return 0;
}

/* ---- cells ---- */

static void every_cell_is_another_kind_of_chooser(void **state)
{
    (void)state;
    int n = 0;
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        const struct care_chooser c = care_choice_logit_chooser(cell);
        assert_int_equal(care_choice_logit_index(&c), cell);
        assert_true(c.level < CARE_N_LEVELS && c.company < CARE_N_COMPANIES && c.gap < CARE_N_GAPS_OF_CARE);
        assert_true(c.income < CARE_N_INCOMES && c.relief < CARE_N_RELIEFS);
        n += c.is_rural && c.is_insured && c.has_late_dementia && c.is_over_80;
    }
    assert_int_equal(CARE_N_CHOOSERS, 14400);
    assert_int_equal(n, CARE_N_CHOOSERS / 16);
}

/* ---- probabilities ---- */

static void probabilities_sum_to_one_over_what_is_offered(void **state)
{
    struct fixture *f = *state;
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        const struct care_chooser c = care_choice_logit_chooser(cell);
        double prob[CARE_N_MODES], sum = 0;
        care_choice_logit_probs(&f->parameters, &f->constants, &f->prices, some_wait, &c, prob);
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            assert_true(prob[mode] >= 0);
            sum += prob[mode];
        }
        assert_true(fabs(sum - 1) < 1e-14);
        assert_int_equal(prob[CARE_WANTS_ORDINARY_BED] > 0, c.level < 2);
        assert_int_equal(prob[CARE_WANTS_NURSING_BED] > 0, c.level >= 2);
        assert_int_equal(prob[CARE_WANTS_DEMENTIA_BED] > 0, c.has_late_dementia);
    }
}

static double prob_of(const struct fixture *f, const double wait[2], const struct care_chooser *c, enum care_mode mode)
{
    double prob[CARE_N_MODES];
    care_choice_logit_probs(&f->parameters, &f->constants, &f->prices, wait, c, prob);
    return prob[mode];
}

/* Odds of 1 to 4 of a bed alone; then each term in turn. */
static void two_modes_come_out_as_by_hand(void **state)
{
    struct fixture *f = *state;
    for (int mode = CARE_HOME_VISITS; mode < CARE_N_MODES; mode++) {
        f->constants.constant[0][mode] = mode == CARE_WANTS_ORDINARY_BED ? log(0.25) : -INFINITY;
    }
    memset(f->prices.thousand_yuan, 0, sizeof f->prices.thousand_yuan);
    f->parameters.bed.company[CARE_COMPANY_PARTNER] = 0.5;
    f->parameters.bed.late_dementia = 4;
    f->parameters.bed.urban = 2;
    f->parameters.bed.gap[CARE_GAP_LARGE] = 8;
    f->parameters.price_log_odds_per_thousand_yuan = -0.1;
    f->parameters.wait_log_odds_per_month = -0.05;
    struct care_chooser c = {.is_rural = true};
    const enum care_mode bed = CARE_WANTS_ORDINARY_BED;
    assert_true(fabs(prob_of(f, no_wait, &c, bed) - 0.2) < 1e-9);
    assert_true(fabs(prob_of(f, (const double[2]){6, 0}, &c, bed) - 0.25 * exp(-0.3) / (1 + 0.25 * exp(-0.3))) < 1e-9);
    c.company = CARE_COMPANY_PARTNER;
    assert_true(fabs(prob_of(f, no_wait, &c, bed) - 1.0 / 9) < 1e-9);
    c.has_late_dementia = true;
    assert_true(fabs(prob_of(f, no_wait, &c, bed) - 1.0 / 3) < 1e-9);
    c.is_rural = false;
    assert_true(fabs(prob_of(f, no_wait, &c, bed) - 0.5) < 1e-9);
    c.gap = CARE_GAP_LARGE;
    assert_true(fabs(prob_of(f, no_wait, &c, bed) - 8.0 / 9) < 1e-9);
    f->prices.thousand_yuan[0][1][0][0][bed] = 3;
    f->prices.thousand_yuan[0][1][0][0][CARE_FAMILY_ONLY] = -1;
    assert_true(fabs(prob_of(f, no_wait, &c, bed) - 8 / (8 + exp(0.4))) < 1e-9);
}

static void cheaper_home_care_takes_from_beds_alike(void **state)
{
    struct fixture *f = *state;
    struct care_price_tables cheaper = f->prices;
    for (int i = 0; i < CARE_N_OFFERS; i++) {
        const struct care_chooser c = care_choice_logit_chooser(i);
        double *price = cheaper.thousand_yuan[c.level][c.has_late_dementia][c.relief][c.is_insured];
        price[CARE_HOME_VISITS] -= 0.4;
        price[CARE_HOME_BED] -= 0.4;
    }
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        const struct care_chooser c = care_choice_logit_chooser(cell);
        double was[CARE_N_MODES], is[CARE_N_MODES];
        care_choice_logit_probs(&f->parameters, &f->constants, &f->prices, some_wait, &c, was);
        care_choice_logit_probs(&f->parameters, &f->constants, &cheaper, some_wait, &c, is);
        const int bed = c.level < 2 ? CARE_WANTS_ORDINARY_BED : CARE_WANTS_NURSING_BED;
        assert_true(is[bed] < was[bed] && is[CARE_FAMILY_ONLY] < was[CARE_FAMILY_ONLY]);
        assert_true(is[CARE_HOME_VISITS] > was[CARE_HOME_VISITS] && is[CARE_DAY_CARE] < was[CARE_DAY_CARE]);
        assert_true(fabs(is[CARE_WANTS_DEMENTIA_BED] / is[bed] - was[CARE_WANTS_DEMENTIA_BED] / was[bed]) < 1e-12);
    }
}

/* ---- constants ---- */

/* Expected demand by level and mode, the kinds of bed apart; of late-dementia people in `late`. */
static void sum_demand(const struct fixture *f, const struct care_choice_constants *constants,
                       double (*all)[CARE_N_MODES], double (*late)[CARE_N_MODES])
{
    memset(all, 0, CARE_N_LEVELS * sizeof *all);
    memset(late, 0, CARE_N_LEVELS * sizeof *late);
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        const struct care_chooser c = care_choice_logit_chooser(cell);
        double prob[CARE_N_MODES];
        care_choice_logit_probs(&f->parameters, constants, &f->prices, no_wait, &c, prob);
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            all[c.level][mode] += (double)f->n[cell] * prob[mode];
            late[c.level][mode] += c.has_late_dementia ? (double)f->n[cell] * prob[mode] : 0;
        }
    }
}

static void assert_near(double value, double wanted)
{
    if (!(fabs(value - wanted) <= 1e-9 * fabs(wanted))) {
        fail_msg("%.15g instead of %.15g", value, wanted);
    }
}

static void assert_demand_meets(const struct fixture *f, const struct care_choice_constants *constants,
                                double (*target)[CARE_N_MODES])
{
    double all[CARE_N_LEVELS][CARE_N_MODES], late[CARE_N_LEVELS][CARE_N_MODES];
    sum_demand(f, constants, all, late);
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const int bed = level < f->parameters.nursing_from_level ? CARE_WANTS_ORDINARY_BED : CARE_WANTS_NURSING_BED;
        const double dementia = all[level][CARE_WANTS_DEMENTIA_BED];
        assert_near(dementia, f->parameters.dementia_bed_share * (dementia + late[level][bed]));
        all[level][bed] += dementia;
        all[level][CARE_WANTS_DEMENTIA_BED] = 0;
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            assert_near(all[level][mode], target[level][mode]);
        }
    }
}

static void expected_demand_meets_every_target(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i <= 2; i++) {
        const double norm = i / 2.0;
        double target[CARE_N_LEVELS][CARE_N_MODES];
        care_choice_logit_targets(&f->parameters, f->n, norm_of(f, norm), target);
        assert_int_equal(care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, norm), &f->constants),
                         CARE_OK);
        assert_demand_meets(f, &f->constants, target);
    }
}

/* Shares of which little is left to family, and extreme odds: where plain contraction is slow. */
static void targets_are_met_where_little_is_left_to_family(void **state)
{
    struct fixture *f = *state;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        f->parameters.present_share[level] = 0.55;
        f->parameters.visits_share[level] = 0.30;
        f->parameters.home_bed_share[level] = 0.10;
        f->parameters.day_care_share[level] = 0.0499;
    }
    f->parameters.bed.company[CARE_COMPANY_CHILDREN] = 0.01;
    f->parameters.bed.urban = f->parameters.home.urban = 50;
    f->parameters.dementia_bed_share = 0.95;
    double target[CARE_N_LEVELS][CARE_N_MODES];
    care_choice_logit_targets(&f->parameters, f->n, norm_of(f, 0), target);
    assert_int_equal(care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, 0), &f->constants), CARE_OK);
    assert_demand_meets(f, &f->constants, target);
}

static void present_targets_are_shares_of_the_people_there(void **state)
{
    struct fixture *f = *state;
    double target[CARE_N_LEVELS][CARE_N_MODES], people[CARE_N_LEVELS] = {0}, sum = 0;
    care_choice_logit_targets(&f->parameters, f->n, norm_of(f, 0), target);
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        people[care_choice_logit_chooser(cell).level] += (double)f->n[cell];
    }
    assert_near(target[3][CARE_WANTS_NURSING_BED], 0.1355 * people[3]);
    assert_near(target[1][CARE_WANTS_ORDINARY_BED], 0.0357 * people[1]);
    assert_near(target[2][CARE_HOME_VISITS], 0.08 * people[2]);
    assert_near(target[4][CARE_HOME_BED], 0.12 * people[4]);
    assert_near(target[0][CARE_DAY_CARE], 0.005 * people[0]);
    for (int i = 0; i < CARE_N_LEVELS * CARE_N_MODES; i++) {
        sum += target[i / CARE_N_MODES][i % CARE_N_MODES];
    }
    assert_near(sum, N_PEOPLE);
}

static double sum_of_beds(double (*target)[CARE_N_MODES])
{
    double sum = 0;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        sum += target[level][CARE_WANTS_ORDINARY_BED] + target[level][CARE_WANTS_NURSING_BED];
    }
    return sum;
}

static void the_norm_is_met_in_total_and_mixes_in_straight(void **state)
{
    struct fixture *f = *state;
    double present[CARE_N_LEVELS][CARE_N_MODES], full[CARE_N_LEVELS][CARE_N_MODES], part[CARE_N_LEVELS][CARE_N_MODES];
    care_choice_logit_targets(&f->parameters, f->n, norm_of(f, 0), present);
    care_choice_logit_targets(&f->parameters, f->n, norm_of(f, 1), full);
    care_choice_logit_targets(&f->parameters, f->n, norm_of(f, 0.25), part);
    assert_near(sum_of_beds(full), 0.03 * N_PEOPLE);
    assert_near(full[4][CARE_WANTS_NURSING_BED] / full[0][CARE_WANTS_ORDINARY_BED],
                present[4][CARE_WANTS_NURSING_BED] / present[0][CARE_WANTS_ORDINARY_BED]);
    assert_near(sum_of_beds(part), 0.75 * sum_of_beds(present) + 0.25 * sum_of_beds(full));
}

/* A norm so high that the worst levels are full: the others take the rest. */
static void a_norm_beyond_a_level_is_spread_over_the_others(void **state)
{
    struct fixture *f = *state;
    double target[CARE_N_LEVELS][CARE_N_MODES], people = 0;
    f->parameters.norm_share.value[0] = 0.15;
    care_choice_logit_targets(&f->parameters, f->n, norm_of(f, 1), target);
    assert_near(sum_of_beds(target), 0.15 * N_PEOPLE);
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        people += care_choice_logit_chooser(cell).level == 4 ? (double)f->n[cell] : 0;
    }
    /* 0.25 want services at home, and 0.01 are left to family */
    assert_near(target[4][CARE_WANTS_NURSING_BED], 0.74 * people);
    assert_int_equal(care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, 1), &f->constants), CARE_OK);
    assert_demand_meets(f, &f->constants, target);
}

static void targets_out_of_reach_are_refused(void **state)
{
    struct fixture *f = *state;
    struct care_choice_constants out;
    const struct care_choice_parameters usual = f->parameters;
    f->parameters.visits_share[1] = 0.9;
    f->parameters.home_bed_share[1] = 0.1;
    assert_int_equal(care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, 0), &out), CARE_ERROR_SOLVER);
    f->parameters = usual;
    f->prices.odds[CARE_DAY_CARE] = 0;
    assert_int_equal(care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, 0), &out), CARE_ERROR_SOLVER);
    f->prices.odds[CARE_DAY_CARE] = 1;
    memset(f->parameters.present_share, 0, sizeof f->parameters.present_share);
    assert_int_equal(care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, 0), &out), CARE_OK);
    assert_int_equal(care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, 1), &out), CARE_ERROR_SOLVER);
    f->parameters = usual;
    memset(f->n, 0, sizeof f->n);
    assert_int_equal(care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, 0), &out), CARE_ERROR_SOLVER);
}

static void a_level_without_people_is_left_to_family(void **state)
{
    struct fixture *f = *state;
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        f->n[cell] = care_choice_logit_chooser(cell).level == 3 ? 0 : f->n[cell];
    }
    assert_int_equal(care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, 0), &f->constants), CARE_OK);
    for (int mode = CARE_HOME_VISITS; mode < CARE_N_MODES; mode++) {
        assert_true(f->constants.constant[3][mode] < 0 && isinf(f->constants.constant[3][mode]));
    }
    const struct care_chooser c = {.level = 3, .has_late_dementia = true};
    assert_true(prob_of(f, no_wait, &c, CARE_FAMILY_ONLY) >= 1);
    const struct care_chooser mild = {.level = 1};
    assert_true(prob_of(f, no_wait, &mild, CARE_WANTS_ORDINARY_BED) > 0);
}

/* The one person there decides alone: his probabilities are the shares. */
static void one_person_meets_the_shares_by_himself(void **state)
{
    struct fixture *f = *state;
    const struct care_chooser c = {.level = 4, .company = CARE_COMPANY_BOTH, .gap = CARE_GAP_SOME, .income = 2};
    memset(f->n, 0, sizeof f->n);
    f->n[care_choice_logit_index(&c)] = 1;
    assert_int_equal(care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, 0), &f->constants), CARE_OK);
    assert_near(prob_of(f, no_wait, &c, CARE_WANTS_NURSING_BED), 0.1368);
    assert_near(prob_of(f, no_wait, &c, CARE_HOME_BED), 0.12);
    /* nobody shows what late dementia does: the share holds where neither relief nor insurance changes the price */
    const struct care_chooser late = {.level = 4, .has_late_dementia = true};
    assert_near(prob_of(f, no_wait, &late, CARE_WANTS_DEMENTIA_BED),
                prob_of(f, no_wait, &late, CARE_WANTS_NURSING_BED));
}

/* ---- thresholds ---- */

static double share(uint32_t threshold)
{
    return threshold / 4294967296.0;
}

static void thresholds_make_the_probabilities(void **state)
{
    struct fixture *f = *state;
    struct care_choice_thresholds *t = &f->thresholds;
    care_choice_logit_thresholds(&f->parameters, &f->constants, &f->prices, some_wait, t);
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        const struct care_chooser c = care_choice_logit_chooser(cell);
        double prob[CARE_N_MODES];
        care_choice_logit_probs(&f->parameters, &f->constants, &f->prices, some_wait, &c, prob);
        const int offer = cell % CARE_N_OFFERS;
        const double bed = prob[CARE_WANTS_ORDINARY_BED] + prob[CARE_WANTS_NURSING_BED] + prob[CARE_WANTS_DEMENTIA_BED];
        const double visits = prob[CARE_HOME_VISITS], home_bed = prob[CARE_HOME_BED];
        const double home = visits + home_bed + prob[CARE_DAY_CARE];
        const double tolerance = 0x1p-31;
        assert_true(fabs(share(t->bed[cell]) - bed) < tolerance);
        assert_true(fabs(share(t->support[cell]) - home / (1 - bed)) < tolerance);
        assert_true(fabs(share(t->service[offer][0]) - visits / home) < tolerance);
        assert_true(fabs(share(t->service[offer][1]) - (visits + home_bed) / home) < tolerance);
        assert_true(fabs(share(t->dementia_bed[offer]) - prob[CARE_WANTS_DEMENTIA_BED] / bed) < tolerance);
    }
}

enum { N_GRID = 1 << 14 };

/* How often a lane alone, drawn evenly, makes the cell's person take a mode of [first, last]; the others stay. */
static double often(const struct fixture *f, int cell, const uint32_t start[4], int lane, int first, int last)
{
    uint32_t u[4] = {start[0], start[1], start[2], start[3]};
    int n = 0;
    for (uint32_t i = 0; i < N_GRID; i++) {
        u[lane] = i * (UINT32_MAX / N_GRID + 1u) + UINT32_MAX / N_GRID / 2;
        const int mode = (int)care_choice_logit_pick(&f->thresholds, &f->parameters, cell, u);
        n += mode >= first && mode <= last;
    }
    return (double)n / N_GRID;
}

/* Lane by lane: a bed, services, which of them, a dementia bed. */
static void picks_over_even_draws_are_as_frequent_as_probable(void **state)
{
    struct fixture *f = *state;
    care_choice_logit_thresholds(&f->parameters, &f->constants, &f->prices, some_wait, &f->thresholds);
    const uint32_t low[4] = {0}, high[4] = {UINT32_MAX, 0, 0, 0};
    for (int cell = 7; cell < CARE_N_CHOOSERS; cell += 97) {
        const struct care_chooser c = care_choice_logit_chooser(cell);
        double prob[CARE_N_MODES];
        care_choice_logit_probs(&f->parameters, &f->constants, &f->prices, some_wait, &c, prob);
        const double bed = often(f, cell, low, 0, CARE_WANTS_ORDINARY_BED, CARE_WANTS_DEMENTIA_BED);
        const double home = (1 - bed) * often(f, cell, high, 1, CARE_HOME_VISITS, CARE_DAY_CARE);
        const double found[CARE_N_MODES] = {
            [CARE_FAMILY_ONLY] = 1 - bed - home,
            [CARE_HOME_VISITS] = home * often(f, cell, high, 2, CARE_HOME_VISITS, CARE_HOME_VISITS),
            [CARE_HOME_BED] = home * often(f, cell, high, 2, CARE_HOME_BED, CARE_HOME_BED),
            [CARE_DAY_CARE] = home * often(f, cell, high, 2, CARE_DAY_CARE, CARE_DAY_CARE),
            [CARE_WANTS_ORDINARY_BED] = bed * often(f, cell, low, 3, CARE_WANTS_ORDINARY_BED, CARE_WANTS_ORDINARY_BED),
            [CARE_WANTS_NURSING_BED] = bed * often(f, cell, low, 3, CARE_WANTS_NURSING_BED, CARE_WANTS_NURSING_BED),
            [CARE_WANTS_DEMENTIA_BED] = bed * often(f, cell, low, 3, CARE_WANTS_DEMENTIA_BED, CARE_WANTS_DEMENTIA_BED),
        };
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            assert_true(fabs(found[mode] - prob[mode]) < 2.0 / N_GRID);
        }
    }
}

/* Not even by the last of all draws. */
static void what_is_not_offered_is_never_picked(void **state)
{
    struct fixture *f = *state;
    memset(f->parameters.home_bed_share, 0, sizeof f->parameters.home_bed_share);
    memset(f->parameters.day_care_share, 0, sizeof f->parameters.day_care_share);
    f->parameters.dementia_bed_share = 0;
    assert_int_equal(care_choice_logit_solve(&f->parameters, f->n, &f->prices, norm_of(f, 0), &f->constants), CARE_OK);
    care_choice_logit_thresholds(&f->parameters, &f->constants, &f->prices, some_wait, &f->thresholds);
    static const uint32_t ends[2] = {0, UINT32_MAX};
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        const int other = care_choice_logit_chooser(cell).level < 2 ? CARE_WANTS_NURSING_BED : CARE_WANTS_ORDINARY_BED;
        for (int i = 0; i < 16; i++) {
            const uint32_t u[4] = {ends[i & 1], ends[i >> 1 & 1], ends[i >> 2 & 1], ends[i >> 3]};
            const int mode = (int)care_choice_logit_pick(&f->thresholds, &f->parameters, cell, u);
            assert_true(mode != CARE_HOME_BED && mode != CARE_DAY_CARE);
            assert_true(mode != CARE_WANTS_DEMENTIA_BED && mode != other);
        }
    }
}

/* ---- what a survey of the choosers would find ---- */

static void choose(struct fixture *f)
{
    enum { BATCH = 4096 };
    static uint64_t keys[BATCH + CARE_DRAW_ROOM];
    static uint32_t u[CARE_LANES * (BATCH + CARE_DRAW_ROOM)];
    const struct care_draws draws = care_draws_create(20201101, 0, true);
    const int word = care_draws_word_of(CARE_DRAW_BED_WISH), stride = BATCH + CARE_DRAW_ROOM;
    uint64_t key = 0;
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        struct care_logit_fit_row *row = &f->rows[cell];
        *row = (struct care_logit_fit_row){.chooser = care_choice_logit_chooser(cell), .prices = &f->prices};
        for (int64_t left = f->n[cell]; left > 0; left -= BATCH) {
            const int n = left < BATCH ? (int)left : BATCH;
            for (int i = 0; i < n; i++) {
                keys[i] = key++;
            }
            draws.fill(&draws, keys, n, 0, word, u, stride);
            for (int i = 0; i < n; i++) {
                const uint32_t of_one[4] = {u[i], u[stride + i], u[2 * stride + i], u[3 * stride + i]};
                row->count[care_choice_logit_pick(&f->thresholds, &f->parameters, cell, of_one)]++;
            }
        }
    }
}

static void a_logit_fitted_to_the_choices_finds_every_odds_ratio(void **state)
{
    struct fixture *f = *state;
    struct care_logit_fit fit;
    double truth[CARE_N_LOGIT_PARAMETERS], squares = 0;
    care_choice_logit_thresholds(&f->parameters, &f->constants, &f->prices, no_wait, &f->thresholds);
    choose(f);
    assert_int_equal(care_logit_fit_rows(&f->parameters, f->rows, CARE_N_CHOOSERS, &fit), CARE_OK);
    care_logit_fit_truth(&f->parameters, &f->constants, truth);
    for (int p = 0; p < CARE_N_LOGIT_PARAMETERS; p++) {
        char name[48];
        care_logit_fit_name(p, name);
        if (!fit.is_fitted[p]) {
            assert_true(p == CARE_LOGIT_WAIT || isinf(truth[p])); /* nobody has waited */
            continue;
        }
        const double z = (fit.estimate[p] - truth[p]) / fit.standard_error[p];
        if (!(fabs(z) < 3)) {
            fail_msg("%s: %.4f instead of %.4f, %.1f standard errors", name, fit.estimate[p], truth[p], z);
        }
        squares += z * z;
    }
    print_message("%d parameters, mean of squares %.2f\n", fit.n_fitted, squares / fit.n_fitted);
}

/* No chance in it: counts as expected, of a million cities, give every parameter back, that of waiting too. */
static void a_logit_fitted_to_expected_counts_gives_the_parameters_back(void **state)
{
    struct fixture *f = *state;
    struct care_logit_fit fit;
    double truth[CARE_N_LOGIT_PARAMETERS];
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        const double *wait = cell % 3 == 0 ? some_wait : no_wait;
        const struct care_chooser c = care_choice_logit_chooser(cell);
        double prob[CARE_N_MODES];
        care_choice_logit_probs(&f->parameters, &f->constants, &f->prices, wait, &c, prob);
        f->rows[cell] =
            (struct care_logit_fit_row){.chooser = c, .prices = &f->prices, .wait_months = {wait[0], wait[1]}};
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            f->rows[cell].count[mode] = llround(1e6 * (double)f->n[cell] * prob[mode]);
        }
    }
    assert_int_equal(care_logit_fit_rows(&f->parameters, f->rows, CARE_N_CHOOSERS, &fit), CARE_OK);
    care_logit_fit_truth(&f->parameters, &f->constants, truth);
    for (int p = 0; p < CARE_N_LOGIT_PARAMETERS; p++) {
        assert_int_equal(fit.is_fitted[p], !isinf(truth[p]));
        assert_true(!fit.is_fitted[p] || fabs(fit.estimate[p] - truth[p]) < 1e-6);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cell_is_another_kind_of_chooser),
        TEST(probabilities_sum_to_one_over_what_is_offered),
        TEST(two_modes_come_out_as_by_hand),
        TEST(cheaper_home_care_takes_from_beds_alike),
        TEST(expected_demand_meets_every_target),
        TEST(targets_are_met_where_little_is_left_to_family),
        TEST(present_targets_are_shares_of_the_people_there),
        TEST(the_norm_is_met_in_total_and_mixes_in_straight),
        TEST(a_norm_beyond_a_level_is_spread_over_the_others),
        TEST(targets_out_of_reach_are_refused),
        TEST(a_level_without_people_is_left_to_family),
        TEST(one_person_meets_the_shares_by_himself),
        TEST(thresholds_make_the_probabilities),
        TEST(picks_over_even_draws_are_as_frequent_as_probable),
        TEST(what_is_not_offered_is_never_picked),
        TEST(a_logit_fitted_to_expected_counts_gives_the_parameters_back),
        TEST(a_logit_fitted_to_the_choices_finds_every_odds_ratio),
    };
    return cmocka_run_group_tests_name("choice_logit", tests, NULL, NULL);
}
