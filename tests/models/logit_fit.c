#include "tests/models/logit_fit.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdio.h>

enum {
    N_PARAMETERS = CARE_N_LOGIT_PARAMETERS,
    MODE_TERMS = 11, /* constant, company, over 80, late dementia, urban, income, gap, price, wait: at most */
    ROW_TERMS = 40   /* different parameters in one row, at most: 6 constants, 7 odds of each group, price, wait */
};

/* One mode as a row sees it: the parameters in its log odds with what they are multiplied by. */
struct line {
    int n_terms, parameter[MODE_TERMS];
    double x[MODE_TERMS];
    double offset; /* log of what is known: how much can be seen */
    bool is_offered;
};

static void add_term(struct line *line, int parameter, double x)
{
    line->parameter[line->n_terms] = parameter;
    line->x[line->n_terms++] = x;
}

static void add_odds(struct line *line, int base, const struct care_chooser *chooser)
{
    if (chooser->company != CARE_COMPANY_NONE) {
        add_term(line, base + CARE_LOGIT_PARTNER + chooser->company - 1, 1);
    }
    if (chooser->is_over_80) {
        add_term(line, base + CARE_LOGIT_OVER_80, 1);
    }
    if (chooser->has_late_dementia) {
        add_term(line, base + CARE_LOGIT_LATE_DEMENTIA, 1);
    }
    if (!chooser->is_rural) {
        add_term(line, base + CARE_LOGIT_URBAN, 1);
    }
    if (chooser->income != CARE_INCOME_BOTTOM) {
        add_term(line, base + CARE_LOGIT_INCOME_MIDDLE + chooser->income - 1, 1);
    }
    if (chooser->gap != CARE_GAP_NONE) {
        add_term(line, base + CARE_LOGIT_GAP_SOME + chooser->gap - 1, 1);
    }
}

static bool is_kind_offered(const struct care_choice_parameters *parameters, const struct care_chooser *chooser,
                            int mode)
{
    switch (mode) {
    case CARE_WANTS_ORDINARY_BED:
        return chooser->level < parameters->nursing_from_level;
    case CARE_WANTS_NURSING_BED:
        return chooser->level >= parameters->nursing_from_level;
    case CARE_WANTS_DEMENTIA_BED:
        return chooser->has_late_dementia;
    default:
        return true;
    }
}

static struct line line_of(const struct care_choice_parameters *parameters, const struct care_logit_fit_row *row,
                           int mode)
{
    const struct care_chooser *chooser = &row->chooser;
    const double odds = row->prices->odds[mode];
    const double *price =
        row->prices->thousand_yuan[chooser->level][chooser->has_late_dementia][chooser->relief][chooser->is_insured];
    struct line line = {.offset = log(odds), .is_offered = is_kind_offered(parameters, chooser, mode) && odds > 0};
    add_term(&line, CARE_LOGIT_PRICE, price[mode]);
    if (mode == CARE_FAMILY_ONLY) {
        return line;
    }
    add_term(&line, CARE_LOGIT_CONSTANTS + chooser->level * (CARE_N_MODES - 1) + mode - 1, 1);
    add_odds(&line, care_mode_is_bed((unsigned)mode) ? CARE_LOGIT_BED : CARE_LOGIT_HOME, chooser);
    if (care_mode_is_bed((unsigned)mode)) {
        add_term(&line, CARE_LOGIT_WAIT, row->wait_months[mode == CARE_WANTS_ORDINARY_BED ? 0 : 1]);
    }
    return line;
}

/* ---- what can be told ---- */

/* Constants and odds that no choice speaks for would run to minus infinity: out they go, and with them the modes they
 * stand for where they stand. Price and wait need no more than to differ from 0 somewhere. */
static void find_fitted(const struct care_choice_parameters *parameters, const struct care_logit_fit_row *rows,
                        size_t n_rows, struct care_logit_fit *fit)
{
    for (size_t r = 0; r < n_rows; r++) {
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            const struct line line = line_of(parameters, &rows[r], mode);
            for (int t = 0; rows[r].count[mode] > 0 && t < line.n_terms; t++) {
                fit->is_fitted[line.parameter[t]] |= line.x[t] < 0 || line.x[t] > 0;
            }
        }
    }
    for (int p = 0; p < N_PARAMETERS; p++) {
        fit->n_fitted += fit->is_fitted[p];
    }
}

/* All parameters of a mode's line are fitted, those apart that are multiplied by 0. */
static bool is_told(const struct line *line, const struct care_logit_fit *fit)
{
    for (int t = 0; t < line->n_terms; t++) {
        if (line->parameter[t] < CARE_LOGIT_PRICE && !fit->is_fitted[line->parameter[t]]) {
            return false;
        }
    }
    return true;
}

/* ---- likelihood ---- */

/* At some values: log likelihood, its slope, and minus its curvature; place[parameter] is the row of the matrix. */
struct slope {
    double log_likelihood;
    gsl_vector *gradient;
    gsl_matrix *information;
    int place[CARE_N_LOGIT_PARAMETERS];
};

/* The distinct parameters of one row, and the mean of what they are multiplied by over its modes. */
struct mean {
    int n, parameter[ROW_TERMS], place_in[CARE_N_LOGIT_PARAMETERS];
    double x[ROW_TERMS];
};

static void add_mean(struct mean *mean, const struct line *line, double prob)
{
    for (int t = 0; t < line->n_terms; t++) {
        const int p = line->parameter[t];
        if (mean->n == 0 || mean->place_in[p] >= mean->n || mean->parameter[mean->place_in[p]] != p) {
            mean->place_in[p] = mean->n;
            mean->parameter[mean->n] = p;
            mean->x[mean->n++] = 0;
        }
        mean->x[mean->place_in[p]] += prob * line->x[t];
    }
}

static void add_to(gsl_matrix *matrix, int i, int j, double x)
{
    if (i >= 0 && j >= 0) {
        *gsl_matrix_ptr(matrix, (size_t)i, (size_t)j) += x;
    }
}

/* sum of n prob (x - mean)(x - mean)', as the mean of squares less the square of the mean. */
static void add_information(struct slope *slope, const struct line lines[CARE_N_MODES], const double prob[CARE_N_MODES],
                            const struct mean *mean, double n)
{
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        const struct line *line = &lines[mode];
        for (int a = 0; prob[mode] > 0 && a < line->n_terms; a++) {
            for (int b = 0; b < line->n_terms; b++) {
                add_to(slope->information, slope->place[line->parameter[a]], slope->place[line->parameter[b]],
                       n * prob[mode] * line->x[a] * line->x[b]);
            }
        }
    }
    for (int a = 0; a < mean->n; a++) {
        for (int b = 0; b < mean->n; b++) {
            add_to(slope->information, slope->place[mean->parameter[a]], slope->place[mean->parameter[b]],
                   -n * mean->x[a] * mean->x[b]);
        }
    }
}

static void add_gradient(struct slope *slope, const struct line *line, double excess)
{
    for (int t = 0; t < line->n_terms; t++) {
        const int place = slope->place[line->parameter[t]];
        if (place >= 0) {
            *gsl_vector_ptr(slope->gradient, (size_t)place) += excess * line->x[t];
        }
    }
}

/* Probabilities of the modes of a row and the log likelihood of its counts. */
static double row_likelihood(const struct line lines[CARE_N_MODES], const double *values, const int64_t *count,
                             double prob[CARE_N_MODES])
{
    double sum = 0, log_likelihood = 0;
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        double log_odds = lines[mode].offset;
        for (int t = 0; t < lines[mode].n_terms; t++) {
            log_odds += lines[mode].x[t] * values[lines[mode].parameter[t]];
        }
        prob[mode] = lines[mode].is_offered ? exp(log_odds) : 0;
        sum += prob[mode];
    }
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        prob[mode] /= sum;
        log_likelihood += count[mode] > 0 ? (double)count[mode] * log(prob[mode]) : 0;
    }
    return log_likelihood;
}

static void add_row(const struct care_choice_parameters *parameters, const struct care_logit_fit *fit,
                    const struct care_logit_fit_row *row, const double *values, struct slope *slope)
{
    struct line lines[CARE_N_MODES];
    double prob[CARE_N_MODES], n = 0;
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        lines[mode] = line_of(parameters, row, mode);
        lines[mode].is_offered = lines[mode].is_offered && is_told(&lines[mode], fit);
        n += (double)row->count[mode];
    }
    if (!(n > 0)) {
        return;
    }
    slope->log_likelihood += row_likelihood(lines, values, row->count, prob);
    struct mean mean = {.n = 0};
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        if (prob[mode] > 0) {
            add_mean(&mean, &lines[mode], prob[mode]);
            add_gradient(slope, &lines[mode], (double)row->count[mode] - n * prob[mode]);
        }
    }
    add_information(slope, lines, prob, &mean, n);
}

static void slope_at(const struct care_choice_parameters *parameters, const struct care_logit_fit *fit,
                     const struct care_logit_fit_row *rows, size_t n_rows, const double *values, struct slope *slope)
{
    slope->log_likelihood = 0;
    gsl_vector_set_zero(slope->gradient);
    gsl_matrix_set_zero(slope->information);
    for (size_t r = 0; r < n_rows; r++) {
        add_row(parameters, fit, &rows[r], values, slope);
    }
}

/* ---- search ---- */

/* Adds a part of the step to the values. */
static void move(const struct slope *slope, const gsl_vector *step, double part, const double *from, double *to)
{
    for (int p = 0; p < N_PARAMETERS; p++) {
        to[p] = from[p] + (slope->place[p] < 0 ? 0 : part * gsl_vector_get(step, (size_t)slope->place[p]));
    }
}

/* Newton with halving; the likelihood has one summit. At the end `slope->information` holds its Cholesky factor there. */
static int climb(const struct care_choice_parameters *parameters, const struct care_logit_fit_row *rows, size_t n_rows,
                 struct slope *slope, gsl_vector *step, struct care_logit_fit *fit)
{
    enum { MAX_ROUNDS = 200 };
    double next[CARE_N_LOGIT_PARAMETERS], part = 1, gain = INFINITY;
    slope_at(parameters, fit, rows, n_rows, fit->estimate, slope);
    for (fit->n_rounds = 0; fit->n_rounds < MAX_ROUNDS; fit->n_rounds++) {
        fit->log_likelihood = slope->log_likelihood;
        if (!isfinite(fit->log_likelihood) || gsl_linalg_cholesky_decomp1(slope->information) != GSL_SUCCESS ||
            gsl_linalg_cholesky_solve(slope->information, slope->gradient, step) != GSL_SUCCESS) {
            return CARE_ERROR_SOLVER;
        }
        (void)gsl_blas_ddot(slope->gradient, step, &gain); /* twice what a quadratic would still gain */
        if (gain < 1e-9) {
            return CARE_OK;
        }
        part = 1;
        do {
            move(slope, step, part, fit->estimate, next);
            slope_at(parameters, fit, rows, n_rows, next, slope);
            part /= 2;
        } while (!(slope->log_likelihood > fit->log_likelihood - 1e-12 * fabs(fit->log_likelihood)) && part > 1e-6);
        for (int p = 0; p < N_PARAMETERS; p++) {
            fit->estimate[p] = next[p];
        }
    }
    return CARE_ERROR_SOLVER;
}

/* Constants start at the logs of what was chosen at their level, all else at 0. */
static void fill_start(const struct care_logit_fit_row *rows, size_t n_rows, struct care_logit_fit *fit)
{
    double n[CARE_N_LEVELS][CARE_N_MODES] = {{0}};
    for (size_t r = 0; r < n_rows; r++) {
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            n[rows[r].chooser.level][mode] += (double)rows[r].count[mode];
        }
    }
    for (int p = 0; p < CARE_LOGIT_HOME; p++) {
        const int level = p / (CARE_N_MODES - 1), mode = 1 + p % (CARE_N_MODES - 1);
        fit->estimate[p] = fit->is_fitted[p] ? log(n[level][mode] / (n[level][0] + 1)) : 0;
    }
}

static int fit_with(const struct care_choice_parameters *parameters, const struct care_logit_fit_row *rows,
                    size_t n_rows, struct slope *slope, gsl_vector *step, struct care_logit_fit *fit)
{
    fill_start(rows, n_rows, fit);
    const int status = climb(parameters, rows, n_rows, slope, step, fit);
    if (status != CARE_OK || gsl_linalg_cholesky_invert(slope->information) != GSL_SUCCESS) {
        return CARE_ERROR_SOLVER;
    }
    for (int p = 0; p < N_PARAMETERS; p++) {
        const size_t place = (size_t)slope->place[p];
        fit->standard_error[p] = fit->is_fitted[p] ? sqrt(gsl_matrix_get(slope->information, place, place)) : 0;
    }
    return CARE_OK;
}

int care_logit_fit_rows(const struct care_choice_parameters *parameters, const struct care_logit_fit_row *rows,
                        size_t n_rows, struct care_logit_fit *out)
{
    *out = (struct care_logit_fit){.n_fitted = 0};
    find_fitted(parameters, rows, n_rows, out);
    if (out->n_fitted == 0) {
        return CARE_ERROR_SOLVER;
    }
    int status = CARE_ERROR_MEMORY;
    gsl_error_handler_t *const handler = gsl_set_error_handler_off(); /* else a singular matrix ends the program */
    const size_t n = (size_t)out->n_fitted;
    struct slope slope = {.gradient = gsl_vector_alloc(n), .information = gsl_matrix_alloc(n, n)};
    gsl_vector *step = gsl_vector_alloc(n);
    for (int p = 0, place = 0; p < N_PARAMETERS; p++) {
        slope.place[p] = out->is_fitted[p] ? place++ : -1;
    }
    if (slope.gradient != NULL && slope.information != NULL && step != NULL) {
        status = fit_with(parameters, rows, n_rows, &slope, step, out);
    }
    gsl_vector_free(step);
    gsl_matrix_free(slope.information);
    gsl_vector_free(slope.gradient);
    gsl_set_error_handler(handler);
    return status;
}

/* ---- truth and names ---- */

static void odds_truth(const struct care_choice_odds *odds, double truth[CARE_N_LOGIT_ODDS])
{
    for (int i = 1; i < CARE_N_COMPANIES; i++) {
        truth[CARE_LOGIT_PARTNER + i - 1] = log(odds->company[i]);
    }
    truth[CARE_LOGIT_OVER_80] = log(odds->over_80);
    truth[CARE_LOGIT_LATE_DEMENTIA] = log(odds->late_dementia);
    truth[CARE_LOGIT_URBAN] = log(odds->urban);
    truth[CARE_LOGIT_INCOME_MIDDLE] = log(odds->income[CARE_INCOME_MIDDLE]);
    truth[CARE_LOGIT_INCOME_TOP] = log(odds->income[CARE_INCOME_TOP]);
    truth[CARE_LOGIT_GAP_SOME] = log(odds->gap[CARE_GAP_SOME]);
    truth[CARE_LOGIT_GAP_LARGE] = log(odds->gap[CARE_GAP_LARGE]);
}

void care_logit_fit_truth(const struct care_choice_parameters *parameters,
                          const struct care_choice_constants *constants, double truth[CARE_N_LOGIT_PARAMETERS])
{
    for (int p = 0; p < CARE_LOGIT_HOME; p++) {
        truth[p] = constants->constant[p / (CARE_N_MODES - 1)][1 + p % (CARE_N_MODES - 1)];
    }
    odds_truth(&parameters->home, truth + CARE_LOGIT_HOME);
    odds_truth(&parameters->bed, truth + CARE_LOGIT_BED);
    truth[CARE_LOGIT_PRICE] = parameters->price_log_odds_per_thousand_yuan;
    truth[CARE_LOGIT_WAIT] = parameters->wait_log_odds_per_month;
}

void care_logit_fit_name(int parameter, char name[48])
{
    static const char *const levels[] = {"none", "mild", "moderate", "severe", "total"};
    static const char *const modes[] = {"visits",       "home bed",    "day care",
                                        "ordinary bed", "nursing bed", "dementia bed"};
    static const char *const odds[] = {"partner",    "children",      "both",     "others",
                                       "over 80",    "late dementia", "urban",    "income middle",
                                       "income top", "gap some",      "gap large"};
    if (parameter < CARE_LOGIT_HOME) {
        (void)snprintf(name, 48, "%s %s", levels[parameter / (CARE_N_MODES - 1)],
                       modes[parameter % (CARE_N_MODES - 1)]);
    } else if (parameter < CARE_LOGIT_PRICE) {
        const bool is_bed = parameter >= CARE_LOGIT_BED;
        (void)snprintf(name, 48, "%s %s", is_bed ? "bed" : "home",
                       odds[parameter - (is_bed ? CARE_LOGIT_BED : CARE_LOGIT_HOME)]);
    } else {
        (void)snprintf(name, 48, "%s", parameter == CARE_LOGIT_PRICE ? "price" : "wait");
    }
}
