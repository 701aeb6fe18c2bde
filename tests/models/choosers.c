#include "tests/models/choosers.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- the census, looked at as it happens ---- */

static struct care_choosers_census seen;

int __real_care_choice_start(struct care_choice *choice, const struct care_year *year, const struct care_table *table,
                             int n_threads);
int __wrap_care_choice_start(struct care_choice *choice, const struct care_year *year, const struct care_table *table,
                             int n_threads);

int __wrap_care_choice_start(struct care_choice *choice, const struct care_year *year, const struct care_table *table,
                             int n_threads)
{
    const int status = __real_care_choice_start(choice, year, table, n_threads);
    if (status == CARE_OK) {
        const struct care_need_tables tables =
            care_need_tables_of(choice->root.need, choice->root.family, CARE_NO_DISTRICT, CARE_FIRST_YEAR);
        care_choosers_free(&seen.choosers);
        care_choosers_add(&seen.choosers, &tables, table, year->year, -1);
        seen.choice = choice;
    }
    return status;
}

struct care_choosers_census care_choosers_take(void)
{
    const struct care_choosers_census taken = seen;
    assert_non_null(taken.choice);
    seen = (struct care_choosers_census){.choice = NULL};
    return taken;
}

/* ---- kinds ---- */

static unsigned hash_of(const struct care_chooser *c)
{
    const unsigned parts[] = {c->level,     c->has_late_dementia, c->is_over_80, c->company,
                              c->gap,       c->is_rural,          c->income,     c->relief,
                              c->is_insured};
    unsigned hash = 2166136261u;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        hash = (hash ^ parts[i]) * 16777619u;
    }
    return hash % CARE_N_CHOOSERS;
}

static bool is_same(const struct care_chooser *a, const struct care_chooser *b)
{
    return a->level == b->level && a->has_late_dementia == b->has_late_dementia && a->is_over_80 == b->is_over_80 &&
           a->company == b->company && a->gap == b->gap && a->is_rural == b->is_rural && a->income == b->income &&
           a->relief == b->relief && a->is_insured == b->is_insured;
}

static int64_t persons_of(const struct care_logit_fit_row *row)
{
    int64_t n = 0;
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        n += row->count[mode];
    }
    return n;
}

/* Open addressing: there are as many places as kinds. */
static struct care_logit_fit_row *row_of(struct care_choosers *choosers, const struct care_chooser *chooser)
{
    unsigned at = hash_of(chooser);
    while (persons_of(&choosers->rows[at]) > 0 && !is_same(&choosers->rows[at].chooser, chooser)) {
        at = (at + 1) % CARE_N_CHOOSERS;
    }
    choosers->rows[at].chooser = *chooser;
    return &choosers->rows[at];
}

static void add_block(struct care_choosers *choosers, const struct care_need_tables *tables,
                      const struct care_table *table, const struct care_block *block, int year)
{
    const struct care_people people = care_people_of_table(table);
    for (uint32_t row = block->first; row < block->first + block->n; row++) {
        if (people.exit[row] == CARE_EXIT_NONE) {
            const struct care_chooser chooser = care_choice_chooser(tables, &people, table, year, row);
            row_of(choosers, &chooser)->count[care_mode_of(people.care[row])]++;
            choosers->n_persons++;
        }
    }
}

void care_choosers_add(struct care_choosers *choosers, const struct care_need_tables *tables,
                       const struct care_table *table, int year, int age)
{
    if (choosers->rows == NULL) {
        choosers->rows = calloc(CARE_N_CHOOSERS, sizeof *choosers->rows);
        assert_non_null(choosers->rows);
    }
    for (int area = 0; area < care_table_n_areas(table); area++) {
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            const struct care_block *block = care_table_block(table, area, b);
            const int of_block = year - block->cohort;
            if (age < 0 ? of_block >= CARE_FIRST_CARE_AGE : of_block == age) {
                add_block(choosers, tables, table, block, year);
            }
        }
    }
}

void care_choosers_free(struct care_choosers *choosers)
{
    free(choosers->rows);
    *choosers = (struct care_choosers){.rows = NULL};
}

/* ---- what they should want ---- */

struct care_choosers_demand care_choosers_expect(const struct care_choosers *choosers,
                                                 const struct care_choice_parameters *parameters,
                                                 const struct care_choice_constants *constants,
                                                 const struct care_price_tables *prices)
{
    static const double no_wait[2] = {0, 0};
    struct care_choosers_demand demand = {.beds_variance = 0};
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        const struct care_logit_fit_row *row = &choosers->rows[cell];
        const double n = (double)persons_of(row);
        if (!(n > 0)) {
            continue;
        }
        double prob[CARE_N_MODES], beds = 0;
        const int level = row->chooser.level;
        care_choice_logit_probs(parameters, constants, prices, no_wait, &row->chooser, prob);
        demand.persons[level] += (int64_t)n;
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            demand.expected[level][mode] += n * prob[mode];
            demand.variance[level][mode] += n * prob[mode] * (1 - prob[mode]);
            demand.all_variance[mode] += n * prob[mode] * (1 - prob[mode]);
            demand.realised[level][mode] += row->count[mode];
            beds += care_mode_is_bed((unsigned)mode) ? prob[mode] : 0;
        }
        demand.beds_variance += n * beds * (1 - beds);
        demand.late_bed[level] += row->chooser.has_late_dementia ? n * beds : 0;
    }
    return demand;
}

void care_choosers_basis(const struct care_choice_parameters *parameters, const int64_t persons[CARE_N_LEVELS],
                         double norm, double (*wanted)[CARE_N_CHOOSERS_WAYS])
{
    double present = 0, all = 0;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        present += (double)persons[level] * parameters->present_share[level];
        all += (double)persons[level];
    }
    const double factor = (1 - norm) + norm * parameters->norm_share.value[0] * all / present;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double n = (double)persons[level];
        wanted[level][CARE_CHOOSERS_BEDS] = n * parameters->present_share[level] * factor;
        wanted[level][CARE_CHOOSERS_VISITS] = n * parameters->visits_share[level];
        wanted[level][CARE_CHOOSERS_HOME_BED] = n * parameters->home_bed_share[level];
        wanted[level][CARE_CHOOSERS_DAY_CARE] = n * parameters->day_care_share[level];
    }
}

/* ---- checks ---- */

static void assert_met(double found, double wanted, int level, const char *what)
{
    if (!(fabs(found - wanted) <= 1e-6 * wanted)) {
        fail_msg("level %d, %s: %.9g expected, %.9g by the basis", level, what, found, wanted);
    }
}

static double assert_near_mean(int64_t n, double mean, double variance, int level, int mode)
{
    const double sd = sqrt(variance), z = sd > 0 ? ((double)n - mean) / sd : 0;
    if (!(fabs((double)n - mean) <= 4 * sd)) {
        fail_msg("level %d, mode %d: %lld people, %.2f expected, sd %.2f", level, mode, (long long)n, mean, sd);
    }
    return fabs(z);
}

static double beds_of(const double *modes)
{
    return modes[CARE_WANTS_ORDINARY_BED] + modes[CARE_WANTS_NURSING_BED] + modes[CARE_WANTS_DEMENTIA_BED];
}

static void check_basis(const struct care_choosers_demand *demand, const struct care_choice_parameters *parameters,
                        double norm)
{
    double wanted[CARE_N_LEVELS][CARE_N_CHOOSERS_WAYS], beds = 0, all = 0;
    care_choosers_basis(parameters, demand->persons, norm, wanted);
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double *expected = demand->expected[level];
        assert_met(beds_of(expected), wanted[level][CARE_CHOOSERS_BEDS], level, "beds");
        assert_met(expected[CARE_HOME_VISITS], wanted[level][CARE_CHOOSERS_VISITS], level, "visits");
        assert_met(expected[CARE_HOME_BED], wanted[level][CARE_CHOOSERS_HOME_BED], level, "home beds");
        assert_met(expected[CARE_DAY_CARE], wanted[level][CARE_CHOOSERS_DAY_CARE], level, "day care");
        assert_met(expected[CARE_WANTS_DEMENTIA_BED], demand->late_bed[level] * parameters->dementia_bed_share, level,
                   "dementia beds");
        assert_met(expected[level < parameters->nursing_from_level ? CARE_WANTS_NURSING_BED : CARE_WANTS_ORDINARY_BED],
                   0, level, "the other class of bed");
        beds += beds_of(expected);
        all += (double)demand->persons[level];
    }
    if (norm >= 1) {
        assert_met(beds, parameters->norm_share.value[0] * all, -1, "all beds by the norm");
    }
}

double care_choosers_check(const struct care_choosers *choosers, const struct care_choice *choice, double norm)
{
    const struct care_prices base = {choice->root.prices, CARE_NO_DISTRICT, CARE_FIRST_YEAR};
    struct care_price_tables prices = care_prices_tables(&base);
    prices.destitute_bed_odds = choice->destitute.prices.destitute_bed_odds;
    const struct care_choosers_demand demand =
        care_choosers_expect(choosers, choice->parameters, &choice->constants, &prices);
    double most = 0, all_beds = 0;
    int64_t n_beds = 0;
    check_basis(&demand, choice->parameters, norm);
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        double expected = 0;
        int64_t n = 0;
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            most = fmax(most, assert_near_mean(demand.realised[level][mode], demand.expected[level][mode],
                                               demand.variance[level][mode], level, mode));
            expected += demand.expected[level][mode];
            n += demand.realised[level][mode];
        }
        most = fmax(most, assert_near_mean(n, expected, demand.all_variance[mode], -1, mode));
        all_beds += care_mode_is_bed((unsigned)mode) ? expected : 0;
        n_beds += care_mode_is_bed((unsigned)mode) ? n : 0;
    }
    return fmax(most, assert_near_mean(n_beds, all_beds, demand.beds_variance, -1, CARE_N_MODES));
}

/* ---- the fit ---- */

static void print_fit(const struct care_logit_fit *fit, const double *truth, const char *name)
{
    print_message("%s: %d parameters, %d rounds\n", name, fit->n_fitted, fit->n_rounds);
    for (int p = 0; p < CARE_N_LOGIT_PARAMETERS; p++) {
        char label[48];
        care_logit_fit_name(p, label);
        if (fit->is_fitted[p]) {
            print_message("  %-24s %9.4f  true %9.4f  se %.4f  z %6.2f\n", label, fit->estimate[p], truth[p],
                          fit->standard_error[p], (fit->estimate[p] - truth[p]) / fit->standard_error[p]);
        }
    }
}

struct care_logit_fit care_choosers_fit(const struct care_choosers *choosers, const struct care_choice *choice,
                                        const struct care_price_tables *prices, const char *name)
{
    struct care_logit_fit fit;
    double truth[CARE_N_LOGIT_PARAMETERS];
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        choosers->rows[cell].prices = prices;
    }
    assert_int_equal(care_logit_fit_rows(choice->parameters, choosers->rows, CARE_N_CHOOSERS, &fit), CARE_OK);
    care_logit_fit_truth(choice->parameters, &choice->constants, truth);
    if (name != NULL) {
        print_fit(&fit, truth, name);
    }
    return fit;
}
