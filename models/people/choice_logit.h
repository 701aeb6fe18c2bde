/** @file  Who wants which care: a multinomial logit over seven modes on finite cells. The modes lie in three groups, family
 *  only, services at home, beds; a covariate multiplies the odds of a group against family only, the price those of each
 *  mode. So a choice is three binary or short steps, each with a draw of its own, and cheaper home care moves people from
 *  beds to home and nobody from one bed to another.
 *
 *  Constants by level and mode are solved so that the expected demand of the people of the census meets the basis that the
 *  scenario names, by the contraction of Berry, Levinsohn and Pakes (1995, Econometrica 63:841, appendix I) with family
 *  only among the modes: iterative proportional fitting (Deming and Stephan 1940, Ann. Math. Stat. 11:427).
 *  Odds ratios are of *willingness* in surveys, not of use. Source  docs/SOURCES.md#choice. */
#ifndef CARE_MODELS_PEOPLE_CHOICE_LOGIT_H
#define CARE_MODELS_PEOPLE_CHOICE_LOGIT_H

#include "models/people.h"
#include "models/people/need.h"
#include "models/people/prices.h"
#include "models/people/traits.h"
#include "sim/diagnostics.h"
#include "sim/fields.h"

enum care_demand_basis { CARE_DEMAND_PRESENT_USE, CARE_DEMAND_NORM };

/** Whom the chooser has. */
enum care_company {
    CARE_COMPANY_NONE,
    CARE_COMPANY_PARTNER,
    CARE_COMPANY_CHILDREN,
    CARE_COMPANY_BOTH,
    CARE_COMPANY_OTHERS, /* an old relative, or a collective household: without a partner */
    CARE_N_COMPANIES
};

/** Odds ratios of one group of modes against family only. */
struct care_choice_odds {
    double company[CARE_N_COMPANIES]; /* to CARE_COMPANY_NONE, which is 1 */
    double over_80, late_dementia, urban;
    double income[CARE_N_INCOMES];   /* to the bottom third, which is 1 */
    double gap[CARE_N_GAPS_OF_CARE]; /* to none, which is 1 */
};

/** Section `choice` of the scenario. */
struct care_choice_parameters {
    int basis;                           /* enum care_demand_basis */
    double present_share[CARE_N_LEVELS]; /* of 60+ of a level who want a bed: present use */
    struct care_series norm_share;       /* of all 60+: the plans' norm */
    struct care_series norm_ramp;        /* 0: present use, 1: the norm in full */
    struct care_lever bed_demand_factor; /* on the odds of wanting a bed, by district and year */
    struct care_lever destitute_share;   /* models/people/choice_destitute.h; 0: not stated */
    double visits_share[CARE_N_LEVELS];  /* of 60+ of a level who want visits, a home bed, day care in 2020 */
    double home_bed_share[CARE_N_LEVELS];
    double day_care_share[CARE_N_LEVELS];
    double dementia_bed_share; /* of people with moderate or severe dementia who want a bed: a dementia bed */
    int nursing_from_level;    /* this level and worse need a nursing bed; else an ordinary one */
    struct care_choice_odds bed, home;
    double price_log_odds_per_thousand_yuan; /* a month */
    double wait_log_odds_per_month;          /* of the wait believed, beds only */
    int reconsider_every_years;              /* a mode once chosen is kept as long, unless life changes */
};
extern const struct care_section care_choice_parameters_section;

/** One kind of chooser. */
struct care_chooser {
    uint8_t level;
    bool has_late_dementia; /* moderate or severe */
    bool is_over_80;
    uint8_t company; /* enum care_company */
    uint8_t gap;     /* enum care_gap */
    bool is_rural;
    uint8_t income, relief;
    bool is_insured;
};

enum {
    CARE_N_TASTES = CARE_N_COMPANIES * 3 * 2 * CARE_N_INCOMES * 2, /* company, gap, rural, income, over 80 */
    CARE_N_OFFERS = CARE_N_LEVELS * 2 * CARE_N_RELIEFS * 2,        /* level, late dementia, relief, insured */
    CARE_N_CHOOSERS = CARE_N_TASTES * CARE_N_OFFERS
};

/** Index below CARE_N_CHOOSERS: taste * CARE_N_OFFERS + offer. */
int care_choice_logit_index(const struct care_chooser *chooser);
struct care_chooser care_choice_logit_chooser(int index);

/** Solved for a basis. constant[level][mode]: log odds against family only of the reference chooser (alone, bottom third,
 *  in a village, no gap, under 80, no late dementia) apart from price; -INFINITY where a mode is not offered. */
struct care_choice_constants {
    double constant[CARE_N_LEVELS][CARE_N_MODES];
};

/** The norm in force in a year: between present use (part 0) and the norm in full (1) the targets are mixed. */
struct care_choice_norm {
    double part, share; /* of all 60+; 0 where no part of it is in force */
};
struct care_choice_norm care_choice_logit_norm(const struct care_choice_parameters *parameters, int year);

/** @param n       [CARE_N_CHOOSERS] people of the census by cell
 *  @param prices  of 2020, of the root baseline: a lever pulled in 2020 is not absorbed
 *  @return CARE_OK; CARE_ERROR_SOLVER when targets cannot be met (they leave nothing to family, no level has room for the
 *          norm, a mode is wanted and cannot be seen, or nobody is there). About 0.3 ms */
CARE_NODISCARD int care_choice_logit_solve(const struct care_choice_parameters *parameters, const int64_t *n,
                                           const struct care_price_tables *prices, struct care_choice_norm norm,
                                           struct care_choice_constants *out);

/** Checks between fields: what is wanted at a level leaves something to family.
 *  @return CARE_OK, CARE_ERROR_INPUT */
CARE_NODISCARD int care_choice_logit_check(const struct care_choice_parameters *parameters,
                                           struct care_diagnostics *list);

/** Demand wanted: [level][mode] persons, family only included; what solve() meets. Beds of all kinds together are under
 *  the ordinary or nursing bed of the level; which of them are dementia beds follows from who wants one, so those are 0. */
void care_choice_logit_targets(const struct care_choice_parameters *parameters, const int64_t *n,
                               struct care_choice_norm norm, double (*out)[CARE_N_MODES]);

/** Choice probabilities of a cell.
 *  @param wait_months  by enum care_bed_class: ordinary, nursing; a dementia bed is waited for like a nursing bed */
void care_choice_logit_probs(const struct care_choice_parameters *parameters,
                             const struct care_choice_constants *constants, const struct care_price_tables *prices,
                             const double wait_months[2], const struct care_chooser *chooser,
                             double prob[CARE_N_MODES]);

/** What the year decides by, of one district: 32-bit thresholds. 0.12 MB; on the heap. Made in 0.6 ms. */
struct care_choice_thresholds {
    uint32_t bed[CARE_N_CHOOSERS];        /* below: wants a bed */
    uint32_t support[CARE_N_CHOOSERS];    /* of the others, below: services at home */
    uint32_t service[CARE_N_OFFERS][2];   /* of those, cumulative: visits, home bed; beyond: day care */
    uint32_t dementia_bed[CARE_N_OFFERS]; /* of those who want a bed, below: a dementia bed */
    uint32_t most_bed[CARE_N_LEVELS], most_support[CARE_N_LEVELS]; /* the largest of a level */
};

/** True when draws are so high that a person of this level wants family only, whatever else he is: most are. */
static inline bool care_choice_logit_is_family(const struct care_choice_thresholds *thresholds, unsigned level,
                                               const uint32_t u[2])
{
    return u[0] > thresholds->most_bed[level] && u[1] > thresholds->most_support[level];
}

void care_choice_logit_thresholds(const struct care_choice_parameters *parameters,
                                  const struct care_choice_constants *constants, const struct care_price_tables *prices,
                                  const double wait_months[2], struct care_choice_thresholds *out);

/** The mode of one person. @param u  the four lanes of the word of CARE_DRAW_BED_WISH */
enum care_mode care_choice_logit_pick(const struct care_choice_thresholds *thresholds,
                                      const struct care_choice_parameters *parameters, int index, const uint32_t u[4]);

#endif
