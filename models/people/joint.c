#include "models/people/joint.h"

#include "models/solve.h"
#include "sim/rounding.h"

#include <math.h>

/* ---- prevalence ---- */

struct margin {
    const double *weight; /* [CARE_N_LEVELS] */
    const double *odds;
    double target; /* sum of weight times probability */
};

static double margin_excess(double log_base, void *context)
{
    const struct margin *margin = context;
    const double base = exp(log_base);
    double sum = 0;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        sum += margin->weight[level] * base * margin->odds[level] / (1 + base * margin->odds[level]);
    }
    return sum - margin->target;
}

/* Probabilities by level with the given relative odds and the given margin. */
static int spread_margin(const double *weight, const double *odds, double target, double prob[CARE_N_LEVELS])
{
    double log_base = -INFINITY;
    if (target > 0) {
        struct margin margin = {weight, odds, target};
        const int status = care_solve_root(margin_excess, &margin, -40, 40, &log_base);
        if (status != CARE_OK) {
            return status;
        }
    }
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double base = exp(log_base);
        prob[level] = care_round(base * odds[level] / (1 + base * odds[level]));
    }
    return CARE_OK;
}

int care_joint_prevalence(const struct care_joint_curve *curve, enum care_sex sex, double age_exact, int year,
                          struct care_joint_shares *out)
{
    care_prevalence_levels(&curve->disability, sex, age_exact, year, out->level);
    const double target = care_dementia_prevalence(curve->dementia, curve->dementia_height, sex, age_exact);
    return spread_margin(out->level, curve->dementia->odds_by_level, target, out->dementia);
}

void care_joint_states(const struct care_joint_shares *at, const double stage_share[CARE_N_STAGES - 1],
                       double w[CARE_N_JOINT])
{
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        double *row = w + level * CARE_N_STAGES;
        row[0] = at->level[level] * (1 - at->dementia[level]);
        for (int stage = 1; stage < CARE_N_STAGES; stage++) {
            row[stage] = at->level[level] * at->dementia[level] * stage_share[stage - 1];
        }
    }
}

/* ---- deaths ---- */

struct deaths {
    const double *w;
    double hazard[CARE_N_JOINT]; /* relative */
    int n;
    double target;
};

static double deaths_excess(double scale, void *context)
{
    const struct deaths *deaths = context;
    double sum = 0;
    for (int i = 0; i < deaths->n; i++) {
        sum += deaths->w[i] * -expm1(-scale * deaths->hazard[i]);
    }
    return sum - deaths->target;
}

/* The factor on a level's hazard that leaves its mean over people with and without dementia what the matrix says: the
 * published ratios by level are of all people of a level, those with dementia among them. */
static int level_factor(const double *w, double of_level, double dementia_ratio, double *factor)
{
    struct deaths deaths = {.w = w, .hazard = {of_level}};
    double people = 0;
    for (int stage = 0; stage < CARE_N_STAGES; stage++) {
        deaths.hazard[stage] = of_level * (stage > 0 ? dementia_ratio : 1);
        people += w[stage];
    }
    deaths.n = CARE_N_STAGES;
    deaths.target = people * -expm1(-of_level);
    *factor = 1;
    return people > 0 ? care_solve_root(deaths_excess, &deaths, 1e-3, 2, factor) : CARE_OK;
}

/* Probabilities of death by state whose mean over w is the life table's. A level's hazard over the year is that of its
 * row of the one-year matrix, so that moves within the year count. */
int care_joint_death_probs(const struct care_mortality_parameters *mortality,
                           const double matrix[CARE_N_LEVELS][CARE_N_LEVELS + 1], const double w[CARE_N_JOINT],
                           double age_exact, double mean_prob, double prob[CARE_N_JOINT])
{
    const double ratio = care_mortality_dementia_ratio(mortality, age_exact);
    struct deaths deaths = {.w = w, .n = CARE_N_JOINT};
    int status = CARE_OK;
    for (int level = 0; level < CARE_N_LEVELS && status == CARE_OK; level++) {
        const double of_level = -log1p(-matrix[level][CARE_N_LEVELS]);
        double factor = 1;
        status = level_factor(w + level * CARE_N_STAGES, of_level, ratio, &factor);
        for (int stage = 0; stage < CARE_N_STAGES; stage++) {
            deaths.hazard[level * CARE_N_STAGES + stage] = factor * of_level * (stage > 0 ? ratio : 1);
        }
    }
    deaths.target = mean_prob;
    double scale = 1;
    status = status == CARE_OK ? care_solve_root(deaths_excess, &deaths, 1e-6, 100, &scale) : status;
    for (int i = 0; status == CARE_OK && i < CARE_N_JOINT; i++) {
        prob[i] = care_round(-expm1(-scale * deaths.hazard[i]));
    }
    return status;
}

/* ---- onset ---- */

/* Onset by level: relative odds of the scenario, margin as the target says. */
int care_joint_onset_probs(const struct care_dementia_parameters *dementia, const double free_of_it[CARE_N_LEVELS],
                           double target, double onset[CARE_N_LEVELS])
{
    double all = 0;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        all += free_of_it[level];
    }
    return spread_margin(free_of_it, dementia->odds_by_level, fmax(target, 0) * all, onset);
}
