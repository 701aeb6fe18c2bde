#include "models/people/choice_logit.h"

#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const char *const levels[] = {"none", "mild", "moderate", "severe", "total", NULL};

/* ---- cells ---- */

enum {
    LEVEL_OFFERS = CARE_N_OFFERS / CARE_N_LEVELS, /* late dementia, relief, insured */
    LATE_OFFERS = LEVEL_OFFERS / 2                /* offers of a level from here on are of late dementia */
};

static int offer_of(const struct care_chooser *chooser)
{
    const int of_level = (chooser->has_late_dementia * CARE_N_RELIEFS + chooser->relief) * 2 + chooser->is_insured;
    return chooser->level * LEVEL_OFFERS + of_level;
}

static int taste_of(const struct care_chooser *chooser)
{
    const int of_place = (chooser->company * CARE_N_GAPS_OF_CARE + chooser->gap) * 2 + chooser->is_rural;
    return (of_place * CARE_N_INCOMES + chooser->income) * 2 + chooser->is_over_80;
}

int care_choice_logit_index(const struct care_chooser *chooser)
{
    return taste_of(chooser) * CARE_N_OFFERS + offer_of(chooser);
}

struct care_chooser care_choice_logit_chooser(int index)
{
    const int offer = index % CARE_N_OFFERS, taste = index / CARE_N_OFFERS, place = taste / (CARE_N_INCOMES * 2);
    return (struct care_chooser){
        .level = (uint8_t)(offer / LEVEL_OFFERS),
        .has_late_dementia = offer % LEVEL_OFFERS >= LATE_OFFERS,
        .relief = (uint8_t)(offer / 2 % CARE_N_RELIEFS),
        .is_insured = offer % 2 != 0,
        .company = (uint8_t)(place / (CARE_N_GAPS_OF_CARE * 2)),
        .gap = (uint8_t)(place / 2 % CARE_N_GAPS_OF_CARE),
        .is_rural = place % 2 != 0,
        .income = (uint8_t)(taste / 2 % CARE_N_INCOMES),
        .is_over_80 = taste % 2 != 0,
    };
}

static enum care_mode bed_of_level(const struct care_choice_parameters *parameters, int level)
{
    return level < parameters->nursing_from_level ? CARE_WANTS_ORDINARY_BED : CARE_WANTS_NURSING_BED;
}

/* ---- odds ---- */

/* Of a category to the first one. */
static double odds_of(const double *odds, int category)
{
    return category == 0 ? 1 : odds[category];
}

static double taste_odds(const struct care_choice_odds *odds, const struct care_chooser *chooser)
{
    return odds_of(odds->company, chooser->company) * odds_of(odds->gap, chooser->gap) *
           odds_of(odds->income, chooser->income) * (chooser->is_rural ? 1 : odds->urban) *
           (chooser->is_over_80 ? odds->over_80 : 1);
}

/* Odds of the groups against family only, [taste]. */
struct tastes {
    double home[CARE_N_TASTES], bed[CARE_N_TASTES];
};

static void fill_tastes(const struct care_choice_parameters *parameters, struct tastes *out)
{
    for (int taste = 0; taste < CARE_N_TASTES; taste++) {
        const struct care_chooser chooser = care_choice_logit_chooser(taste * CARE_N_OFFERS);
        out->home[taste] = taste_odds(&parameters->home, &chooser);
        out->bed[taste] = taste_odds(&parameters->bed, &chooser);
    }
}

/* What an offer makes of the odds of the modes, apart from constants: price, what can be seen, waiting, late dementia.
 * 0: not offered. Of exp only 32 bits are kept, so that every machine decides alike. */
static void fill_ease(const struct care_choice_parameters *parameters, const struct care_price_tables *prices,
                      const double wait_months[2], const struct care_chooser *chooser, double ease[CARE_N_MODES])
{
    const double *price =
        prices->thousand_yuan[chooser->level][chooser->has_late_dementia][chooser->relief][chooser->is_insured];
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        ease[mode] = care_round(exp(parameters->price_log_odds_per_thousand_yuan * price[mode])) * prices->odds[mode];
        if (care_mode_is_bed((unsigned)mode)) {
            /* a dementia bed is waited for like a nursing bed */
            const double wait = wait_months[mode == CARE_WANTS_ORDINARY_BED ? 0 : 1];
            ease[mode] *= care_round(exp(parameters->wait_log_odds_per_month * wait)) *
                          (chooser->has_late_dementia ? parameters->bed.late_dementia : 1) *
                          (chooser->relief == CARE_DESTITUTE ? prices->destitute_bed_odds : 1);
        } else if (mode != CARE_FAMILY_ONLY) {
            ease[mode] *= chooser->has_late_dementia ? parameters->home.late_dementia : 1;
        }
    }
    const enum care_mode bed = bed_of_level(parameters, chooser->level);
    ease[bed == CARE_WANTS_ORDINARY_BED ? CARE_WANTS_NURSING_BED : CARE_WANTS_ORDINARY_BED] = 0;
    ease[CARE_WANTS_DEMENTIA_BED] *= chooser->has_late_dementia ? 1 : 0;
}

static double part_of(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

/* The odds of an offer before taste. */
struct offer {
    double mode[CARE_N_MODES];
    double family, home, bed; /* sums of the groups */
};

static struct offer offer_with(const double factor[CARE_N_MODES], const double ease[CARE_N_MODES])
{
    struct offer offer = {.family = 0};
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        offer.mode[mode] = factor[mode] * ease[mode];
    }
    offer.family = offer.mode[CARE_FAMILY_ONLY];
    offer.home = offer.mode[CARE_HOME_VISITS] + offer.mode[CARE_HOME_BED] + offer.mode[CARE_DAY_CARE];
    offer.bed =
        offer.mode[CARE_WANTS_ORDINARY_BED] + offer.mode[CARE_WANTS_NURSING_BED] + offer.mode[CARE_WANTS_DEMENTIA_BED];
    return offer;
}

/* ---- targets ---- */

static void count_levels(const int64_t *n, double persons[CARE_N_LEVELS])
{
    int64_t of_level[CARE_N_LEVELS] = {0};
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        of_level[cell % CARE_N_OFFERS / LEVEL_OFFERS] += n[cell];
    }
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        persons[level] = (double)of_level[level];
    }
}

static double home_share(const struct care_choice_parameters *parameters, int level)
{
    return parameters->visits_share[level] + parameters->home_bed_share[level] + parameters->day_care_share[level];
}

/* The norm keeps the ratios between levels, but leaves something to family in each: what is cut off there the other levels
 * take. False when all levels together have no room for it. */
static bool norm_shares(const struct care_choice_parameters *parameters, double norm_share,
                        const double persons[CARE_N_LEVELS], double share[CARE_N_LEVELS])
{
    const double least_family = 0.01;
    bool is_full[CARE_N_LEVELS] = {false};
    for (int round = 0; round <= CARE_N_LEVELS; round++) {
        double wanted = 0, present = 0;
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            const double most = 1 - least_family - home_share(parameters, level);
            wanted += persons[level] * (norm_share - (is_full[level] ? most : 0));
            present += is_full[level] ? 0 : persons[level] * parameters->present_share[level];
        }
        const double factor = present > 0 ? wanted / present : 0;
        bool is_cut = false;
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            const double most = 1 - least_family - home_share(parameters, level);
            share[level] = is_full[level] ? most : parameters->present_share[level] * factor;
            if (!is_full[level] && share[level] > most) {
                is_full[level] = is_cut = true;
            }
        }
        if (!is_cut) {
            return present > 0;
        }
    }
    return false;
}

struct care_choice_norm care_choice_logit_norm(const struct care_choice_parameters *parameters, int year)
{
    const double part = parameters->basis == CARE_DEMAND_NORM ? care_series_at(&parameters->norm_ramp, year) : 0;
    return (struct care_choice_norm){part, part > 0 ? care_series_at(&parameters->norm_share, year) : 0};
}

static bool fill_targets(const struct care_choice_parameters *parameters, const int64_t *n,
                         struct care_choice_norm norm, double (*out)[CARE_N_MODES])
{
    double persons[CARE_N_LEVELS], share[CARE_N_LEVELS] = {0};
    count_levels(n, persons);
    const bool is_met = !(norm.part > 0) || norm_shares(parameters, norm.share, persons, share);
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        double *target = out[level];
        const double of_bed = (1 - norm.part) * parameters->present_share[level] + norm.part * share[level];
        const double of_home = home_share(parameters, level);
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            target[mode] = 0;
        }
        target[CARE_HOME_VISITS] = persons[level] * parameters->visits_share[level];
        target[CARE_HOME_BED] = persons[level] * parameters->home_bed_share[level];
        target[CARE_DAY_CARE] = persons[level] * parameters->day_care_share[level];
        target[bed_of_level(parameters, level)] = persons[level] * of_bed;
        target[CARE_FAMILY_ONLY] = persons[level] * (1 - of_home - of_bed);
    }
    return is_met;
}

void care_choice_logit_targets(const struct care_choice_parameters *parameters, const int64_t *n,
                               struct care_choice_norm norm, double (*out)[CARE_N_MODES])
{
    (void)fill_targets(parameters, n, norm, out);
}

/* ---- constants ---- */

/* One level: who is there, and what they want in all. */
struct level {
    const struct tastes *tastes;
    double n[LEVEL_OFFERS][CARE_N_TASTES];
    double persons[LEVEL_OFFERS];
    double ease[LEVEL_OFFERS][CARE_N_MODES];
    double target[CARE_N_MODES]; /* beds of all kinds together under `bed` */
    enum care_mode bed;
    double dementia_odds; /* of a dementia bed against the other bed, in the mean of late-dementia people */
};

/* Demand that the factors make; beds of all kinds together under `bed`. */
struct demand {
    double mode[CARE_N_MODES];
    double late_bed, late_dementia_bed; /* of late-dementia people: the level's bed, the dementia bed */
};

static struct demand demand_of(const struct level *level, const double factor[CARE_N_MODES])
{
    struct demand demand = {.late_bed = 0};
    for (int o = 0; o < LEVEL_OFFERS; o++) {
        if (!(level->persons[o] > 0)) {
            continue;
        }
        const struct offer offer = offer_with(factor, level->ease[o]);
        double family = 0, home = 0, bed = 0; /* sums over cells of n / denominator, times the odds of taste */
        for (int taste = 0; taste < CARE_N_TASTES; taste++) {
            const double of_home = level->tastes->home[taste], of_bed = level->tastes->bed[taste];
            const double part = level->n[o][taste] / (offer.family + of_home * offer.home + of_bed * offer.bed);
            family += part;
            home += part * of_home;
            bed += part * of_bed;
        }
        demand.mode[CARE_FAMILY_ONLY] += family * offer.family;
        for (int mode = CARE_HOME_VISITS; mode <= CARE_DAY_CARE; mode++) {
            demand.mode[mode] += home * offer.mode[mode];
        }
        demand.mode[level->bed] += bed * offer.bed;
        demand.late_bed += o < LATE_OFFERS ? 0 : bed * offer.mode[level->bed];
        demand.late_dementia_bed += bed * offer.mode[CARE_WANTS_DEMENTIA_BED];
    }
    return demand;
}

/* Moves every factor by target / demand, that of family only, which stays 1, taken out of all; returns the largest
 * distance in logarithms. */
static double improve(const struct level *level, double factor[CARE_N_MODES])
{
    const struct demand demand = demand_of(level, factor);
    const double of_family = level->target[CARE_FAMILY_ONLY] / demand.mode[CARE_FAMILY_ONLY];
    double worst = fabs(log(of_family)), of_bed = 1;
    for (int mode = CARE_HOME_VISITS; mode < CARE_N_MODES; mode++) {
        if (level->target[mode] > 0) {
            const double ratio = level->target[mode] / demand.mode[mode];
            worst = fmax(worst, fabs(log(ratio)));
            factor[mode] *= ratio / of_family;
            of_bed = mode == (int)level->bed ? ratio / of_family : of_bed;
        }
    }
    factor[CARE_WANTS_DEMENTIA_BED] *= of_bed;
    if (demand.late_dementia_bed > 0) {
        const double ratio = level->dementia_odds / (demand.late_dementia_bed / demand.late_bed);
        worst = fmax(worst, fabs(log(ratio)));
        factor[CARE_WANTS_DEMENTIA_BED] *= ratio;
    }
    return worst;
}

/* Family only included, this is iterative proportional fitting of the table cells x modes (Deming and Stephan 1940,
 * Ann. Math. Stat. 11:427), so it converges wherever targets can be met; without it, it would be the contraction of
 * Berry, Levinsohn and Pakes (1995, Econometrica 63:841, appendix I), slow where little is left to family. */
static int solve_level(const struct level *level, double constant[CARE_N_MODES])
{
    enum { MAX_ROUNDS = 10000 };
    double factor[CARE_N_MODES] = {1};
    for (int mode = CARE_HOME_VISITS; mode < CARE_N_MODES; mode++) {
        factor[mode] = level->target[mode] / level->target[CARE_FAMILY_ONLY];
    }
    /* with nobody to show it, the share holds for those without relief and insurance */
    const double *ease = level->ease[LATE_OFFERS];
    factor[CARE_WANTS_DEMENTIA_BED] =
        factor[level->bed] * level->dementia_odds * part_of(ease[level->bed], ease[CARE_WANTS_DEMENTIA_BED]);
    double distance = INFINITY;
    for (int round = 0; round < MAX_ROUNDS && distance > 1e-13; round++) {
        distance = improve(level, factor);
        if (!isfinite(distance)) {
            return care_trace(CARE_ERROR_SOLVER); /* a mode that is wanted and cannot be seen */
        }
    }
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        /* to 2^-34: far above what differs between machines, and well below what a person could notice */
        constant[mode] = ldexp(nearbyint(ldexp(log(factor[mode]), 34)), -34);
    }
    return distance <= 1e-12 ? CARE_OK : care_trace(CARE_ERROR_SOLVER);
}

static void fill_level(const struct care_choice_parameters *parameters, const int64_t *n,
                       const struct care_price_tables *prices, int which, struct level *out)
{
    static const double no_wait[2] = {0, 0};
    for (int o = 0; o < LEVEL_OFFERS; o++) {
        const int offer = which * LEVEL_OFFERS + o;
        const struct care_chooser chooser = care_choice_logit_chooser(offer);
        fill_ease(parameters, prices, no_wait, &chooser, out->ease[o]);
        out->persons[o] = 0;
        for (int taste = 0; taste < CARE_N_TASTES; taste++) {
            out->n[o][taste] = (double)n[taste * CARE_N_OFFERS + offer];
            out->persons[o] += out->n[o][taste];
        }
    }
    out->bed = bed_of_level(parameters, which);
    out->dementia_odds = parameters->dementia_bed_share / (1 - parameters->dementia_bed_share);
}

int care_choice_logit_solve(const struct care_choice_parameters *parameters, const int64_t *n,
                            const struct care_price_tables *prices, struct care_choice_norm norm,
                            struct care_choice_constants *out)
{
    double targets[CARE_N_LEVELS][CARE_N_MODES], persons[CARE_N_LEVELS], all = 0;
    struct tastes tastes;
    fill_tastes(parameters, &tastes);
    count_levels(n, persons);
    const bool is_met = fill_targets(parameters, n, norm, targets);
    int status = CARE_OK;
    for (int which = 0; which < CARE_N_LEVELS; which++) {
        double *constant = out->constant[which];
        all += persons[which];
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            constant[mode] = mode == CARE_FAMILY_ONLY ? 0 : -INFINITY;
        }
        if (!(persons[which] > 0) || status != CARE_OK) {
            continue;
        }
        struct level level = {.tastes = &tastes};
        fill_level(parameters, n, prices, which, &level);
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            level.target[mode] = targets[which][mode];
        }
        status = level.target[CARE_FAMILY_ONLY] > 0 ? solve_level(&level, constant) : care_trace(CARE_ERROR_SOLVER);
    }
    return status != CARE_OK || (is_met && all > 0) ? status : care_trace(CARE_ERROR_SOLVER);
}

int care_choice_logit_check(const struct care_choice_parameters *parameters, struct care_diagnostics *list)
{
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double sum = parameters->present_share[level] + home_share(parameters, level);
        if (sum > 0.99) {
            char key[64];
            (void)snprintf(key, sizeof key, "choice.present_share.%s", levels[level]);
            care_diagnostics_add(list, (struct care_place){.key = key},
                                 "beds, visits, home beds and day care together are %.4g of the level; at most 0.99",
                                 "床位、上门服务、家庭养老床位、日间照料合计占该等级 %.4g；最多 0.99", sum);
        }
    }
    return care_diagnostics_status(list);
}

/* ---- choosing ---- */

static struct offer offer_to(const struct care_choice_parameters *parameters,
                             const struct care_choice_constants *constants, const struct care_price_tables *prices,
                             const double wait_months[2], const struct care_chooser *chooser)
{
    double ease[CARE_N_MODES], factor[CARE_N_MODES];
    fill_ease(parameters, prices, wait_months, chooser, ease);
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        factor[mode] = care_round(exp(constants->constant[chooser->level][mode]));
    }
    return offer_with(factor, ease);
}

void care_choice_logit_probs(const struct care_choice_parameters *parameters,
                             const struct care_choice_constants *constants, const struct care_price_tables *prices,
                             const double wait_months[2], const struct care_chooser *chooser, double prob[CARE_N_MODES])
{
    const struct offer offer = offer_to(parameters, constants, prices, wait_months, chooser);
    const double home = taste_odds(&parameters->home, chooser), bed = taste_odds(&parameters->bed, chooser);
    const double all = offer.family + home * offer.home + bed * offer.bed;
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        const double taste = mode == CARE_FAMILY_ONLY ? 1 : care_mode_is_bed((unsigned)mode) ? bed : home;
        prob[mode] = offer.mode[mode] * taste / all;
    }
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

void care_choice_logit_thresholds(const struct care_choice_parameters *parameters,
                                  const struct care_choice_constants *constants, const struct care_price_tables *prices,
                                  const double wait_months[2], struct care_choice_thresholds *out)
{
    struct tastes tastes;
    struct offer offers[CARE_N_OFFERS];
    fill_tastes(parameters, &tastes);
    memset(out->most_bed, 0, sizeof out->most_bed);
    memset(out->most_support, 0, sizeof out->most_support);
    for (int o = 0; o < CARE_N_OFFERS; o++) {
        const struct care_chooser chooser = care_choice_logit_chooser(o);
        const struct offer offer = offer_to(parameters, constants, prices, wait_months, &chooser);
        const double visits = offer.mode[CARE_HOME_VISITS];
        out->service[o][0] = care_threshold(part_of(visits, offer.home));
        out->service[o][1] = care_threshold(part_of(visits + offer.mode[CARE_HOME_BED], offer.home));
        out->dementia_bed[o] = care_threshold(part_of(offer.mode[CARE_WANTS_DEMENTIA_BED], offer.bed));
        offers[o] = offer;
    }
    for (int taste = 0; taste < CARE_N_TASTES; taste++) {
        for (int o = 0; o < CARE_N_OFFERS; o++) {
            const int cell = taste * CARE_N_OFFERS + o;
            const double home = tastes.home[taste] * offers[o].home, bed = tastes.bed[taste] * offers[o].bed;
            out->bed[cell] = care_threshold(bed / (offers[o].family + home + bed));
            out->support[cell] = care_threshold(home / (offers[o].family + home));
            out->most_bed[o / LEVEL_OFFERS] = larger(out->most_bed[o / LEVEL_OFFERS], out->bed[cell]);
            out->most_support[o / LEVEL_OFFERS] = larger(out->most_support[o / LEVEL_OFFERS], out->support[cell]);
        }
    }
}

/* The last draw counts as the last but one: a threshold of UINT32_MAX means always, what is not offered is never taken. */
static bool is_below(uint32_t u, uint32_t threshold)
{
    return (u == UINT32_MAX ? UINT32_MAX - 1 : u) < threshold;
}

enum care_mode care_choice_logit_pick(const struct care_choice_thresholds *thresholds,
                                      const struct care_choice_parameters *parameters, int index, const uint32_t u[4])
{
    const int offer = index % CARE_N_OFFERS;
    if (is_below(u[0], thresholds->bed[index])) {
        return is_below(u[3], thresholds->dementia_bed[offer]) ? CARE_WANTS_DEMENTIA_BED
                                                               : bed_of_level(parameters, offer / LEVEL_OFFERS);
    }
    if (!is_below(u[1], thresholds->support[index])) {
        return CARE_FAMILY_ONLY;
    }
    const uint32_t *below = thresholds->service[offer];
    return is_below(u[2], below[0]) ? CARE_HOME_VISITS : is_below(u[2], below[1]) ? CARE_HOME_BED : CARE_DAY_CARE;
}
