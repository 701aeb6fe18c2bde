#include "models/people/choice_destitute.h"

#include "models/solve.h"
#include "sim/rounding.h"

#include <math.h>

/* Ratios that are looked at: e^-7 to e^7. */
static const double least_log_odds = -7, most_log_odds = 7;

/* A ratio being looked for. */
struct search {
    const struct care_choice_parameters *parameters;
    const int64_t *n;
    struct care_price_tables prices;
    struct care_choice_constants constants;
    bool moves_constants; /* with the ratio, so that demand stays present use */
    double share;         /* wanted */
    int status;
};

static bool is_unable_destitute(const struct care_chooser *chooser)
{
    return chooser->relief == CARE_DESTITUTE && chooser->level >= CARE_UNABLE_FROM_LEVEL;
}

static double bed_prob(const struct search *search, const struct care_chooser *chooser)
{
    static const double no_wait[2] = {0, 0};
    double prob[CARE_N_MODES];
    care_choice_logit_probs(search->parameters, &search->constants, &search->prices, no_wait, chooser, prob);
    return prob[CARE_WANTS_ORDINARY_BED] + prob[CARE_WANTS_NURSING_BED] + prob[CARE_WANTS_DEMENTIA_BED];
}

/* Of the destitute who are unable to care for themselves, who want a bed; NaN without anybody. */
static double share_wanting(const struct search *search)
{
    double persons = 0, wanting = 0;
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        const struct care_chooser chooser = care_choice_logit_chooser(cell);
        if (search->n[cell] > 0 && is_unable_destitute(&chooser)) {
            persons += (double)search->n[cell];
            wanting += (double)search->n[cell] * bed_prob(search, &chooser);
        }
    }
    return persons > 0 ? wanting / persons : NAN;
}

static int solve_constants(struct search *search)
{
    static const struct care_choice_norm present_use = {0, 0};
    return care_choice_logit_solve(search->parameters, search->n, &search->prices, present_use, &search->constants);
}

static void set_odds(struct search *search, double log_odds)
{
    search->prices.destitute_bed_odds = care_round(exp(log_odds));
    if (search->moves_constants && search->status == CARE_OK) {
        search->status = solve_constants(search);
    }
}

static double beyond_share(double log_odds, void *context)
{
    struct search *search = context;
    set_odds(search, log_odds);
    return share_wanting(search) - search->share;
}

/* Leaves ratio and constants in the search. */
static int solve(struct search *search)
{
    set_odds(search, 0);
    if (!(search->share > 0) || search->status != CARE_OK || isnan(share_wanting(search))) {
        return search->status;
    }
    double log_odds = 0;
    const int status = care_solve_root(beyond_share, search, least_log_odds, most_log_odds, &log_odds);
    if (status != CARE_OK || search->status != CARE_OK) {
        return status != CARE_OK ? status : search->status;
    }
    set_odds(search, log_odds);
    return search->status;
}

int care_choice_destitute_create(const struct care_choice_parameters *parameters, const int64_t *n,
                                 const struct care_price_tables *prices, struct care_choice_destitute *out)
{
    struct search search = {.parameters = parameters,
                            .n = n,
                            .prices = *prices,
                            .moves_constants = true,
                            .share = care_lever_at(&parameters->destitute_share, CARE_NO_DISTRICT, CARE_FIRST_YEAR),
                            .status = CARE_OK};
    const int status = solve(&search);
    *out = (struct care_choice_destitute){parameters, n, search.prices, search.constants, search.share};
    return status;
}

int care_choice_destitute_odds(const struct care_choice_destitute *destitute, double share, double *odds)
{
    struct search search = {.parameters = destitute->parameters,
                            .n = destitute->n,
                            .prices = destitute->prices,
                            .constants = destitute->constants,
                            .share = share,
                            .status = CARE_OK};
    const int status = share == destitute->share ? CARE_OK : solve(&search);
    *odds = search.prices.destitute_bed_odds;
    return status;
}
