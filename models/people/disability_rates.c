#include "models/people/disability_rates.h"

#include "sim/rounding.h"

#include <gsl/gsl_linalg.h>
#include <math.h>

enum { N_STATES = CARE_N_LEVELS + 1 /* and dead */ };

struct hazards {
    double p[CARE_N_LEVELS];        /* prevalence */
    double death[CARE_N_LEVELS];    /* by level */
    double recovery[CARE_N_WORSE];  /* k to k-1 at [k-1] */
    double worsening[CARE_N_WORSE]; /* k-1 to k at [k-1] */
};

/* Hazards at an exact age, worsening in closed form from the base year's prevalence and life table. */
static struct hazards base_hazards(const struct care_prevalence *curve, const struct care_lifetable *lifetable,
                                   const struct care_mortality_parameters *mortality, enum care_sex sex, double age)
{
    struct hazards h;
    double ratio[CARE_N_LEVELS], mean = 0;
    const double step = 0.05, overall = care_lifetable_hazard(lifetable, CARE_FIRST_YEAR, sex, age);
    care_prevalence_levels(curve, sex, age, CARE_FIRST_YEAR, h.p);
    care_mortality_level_ratios(mortality, age, ratio);
    for (int s = 0; s < CARE_N_LEVELS; s++) {
        mean += h.p[s] * ratio[s];
    }
    for (int s = 0; s < CARE_N_LEVELS; s++) {
        h.death[s] = overall / mean * ratio[s];
    }
    const double fading = exp(-curve->parameters->recovery_decay_per_year * (age - 70));
    for (int k = 0; k < CARE_N_WORSE; k++) {
        h.recovery[k] = curve->parameters->recovery_at_70_per_year[k] * fading;
        const double slope = (care_prevalence_or_worse(curve, k, sex, age + step, CARE_FIRST_YEAR) -
                              care_prevalence_or_worse(curve, k, sex, age - step, CARE_FIRST_YEAR)) /
                             (2 * step);
        double dying = 0;
        for (int s = k + 1; s < CARE_N_LEVELS; s++) {
            dying += h.p[s] * (h.death[s] - overall);
        }
        h.worsening[k] = (slope + h.recovery[k] * h.p[k + 1] + dying) / h.p[k];
    }
    return h;
}

/* exp(Q), rounded. */
static int exponential(const double q[N_STATES][N_STATES], double out[CARE_N_LEVELS][N_STATES])
{
    double rates[N_STATES * N_STATES], result[N_STATES * N_STATES];
    for (int i = 0; i < N_STATES * N_STATES; i++) {
        rates[i] = q[i / N_STATES][i % N_STATES];
    }
    gsl_matrix_view a = gsl_matrix_view_array(rates, N_STATES, N_STATES);
    gsl_matrix_view b = gsl_matrix_view_array(result, N_STATES, N_STATES);
    if (gsl_linalg_exponential_ss(&a.matrix, &b.matrix, GSL_PREC_DOUBLE) != GSL_SUCCESS) {
        return care_trace(CARE_ERROR_LIBRARY);
    }
    for (int from = 0; from < CARE_N_LEVELS; from++) {
        for (int to = 0; to < N_STATES; to++) {
            out[from][to] = care_round(result[from * N_STATES + to]);
        }
    }
    return CARE_OK;
}

int care_disability_rates_matrix(const struct care_prevalence *curve, const struct care_lifetable *lifetable,
                                 const struct care_mortality_parameters *mortality, enum care_sex sex, double age_exact,
                                 int year, double out[CARE_N_LEVELS][CARE_N_LEVELS + 1], double *smallest_worsening)
{
    const double middle = age_exact + 0.5;
    const struct hazards h = base_hazards(curve, lifetable, mortality, sex, middle);
    const double factor = year > CARE_FIRST_YEAR ? care_series_at(&curve->parameters->worsening_factor, year) : 1;
    const double onset = factor * exp(curve->parameters->trend_log_odds_per_year * (year - CARE_FIRST_YEAR));
    const double dying = care_lifetable_hazard(lifetable, year, sex, middle) /
                         care_lifetable_hazard(lifetable, CARE_FIRST_YEAR, sex, middle);
    double q[N_STATES][N_STATES] = {{0}};
    for (int s = 0; s < CARE_N_LEVELS; s++) {
        q[s][CARE_N_LEVELS] = h.death[s] * dying;
        if (s < CARE_N_WORSE) {
            q[s][s + 1] = fmax(h.worsening[s], 0) * onset;
            if (smallest_worsening != NULL) {
                *smallest_worsening = fmin(*smallest_worsening, h.worsening[s]);
            }
        }
        if (s > 0) {
            q[s][s - 1] = h.recovery[s - 1];
        }
        for (int to = 0; to < N_STATES; to++) {
            q[s][s] -= to == s ? 0 : q[s][to];
        }
    }
    return exponential((const double(*)[N_STATES])q, out);
}
