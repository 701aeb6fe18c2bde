#include "models/people/health.h"

#include "models/people/joint.h"
#include "models/purposes.h"
#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_START = CARE_FIRST_CARE_AGE - 1, /* 59: the youngest who enter */
    LAST_START = CARE_N_AGES - 1           /* 100 and over */
};

/* One sex, one age reached, one year. */
struct cell {
    enum care_sex sex;
    int age; /* reached, 60..101 */
    int year;
    double w[CARE_N_JOINT]; /* shares at the start of the year, then of the survivors */
    double survivors;       /* number */
    double matrix[CARE_N_LEVELS][CARE_N_LEVELS + 1];
    double onset[CARE_N_LEVELS];
};

/* What the root baseline's projection leaves for the scenario's. */
struct norm {
    double death[CARE_N_JOINT];
    double free_of_dementia[CARE_N_LEVELS]; /* among survivors, after their moves */
    double onset[CARE_N_LEVELS];
};
/* [sex][age reached - 60] */
struct norms_of_year {
    struct norm at[CARE_N_SEXES][CARE_HEALTH_AGES];
};

/* What is carried from year to year. */
struct projection {
    const struct care_health_inputs *in;
    const struct care_disability_parameters *disability; /* of the root, or of the scenario */
    const struct care_dementia_parameters *dementia;
    bool is_root;                /* solves the norms; else takes them */
    struct norms_of_year *norms; /* [CARE_N_YEARS] */
    struct care_health *out;
    struct care_joint_curve curve;
    double stock[CARE_N_SEXES][CARE_N_AGES][CARE_N_JOINT]; /* shares, ages 60..100 */
    double persons[CARE_N_SEXES][CARE_N_AGES];
    double onset_target[CARE_N_SEXES][CARE_HEALTH_AGES]; /* among survivors free of dementia */
    double survivors_by_stage[CARE_N_STAGES], new_cases; /* of the first year */
};

/* ---- one cell of a year ---- */

static int death_probs(const struct projection *p, const struct cell *cell, double prob[CARE_N_JOINT])
{
    const double mean = p->in->lifetable->death_prob[cell->year - CARE_FIRST_YEAR][cell->sex][cell->age];
    return care_joint_death_probs(p->in->mortality, cell->matrix, cell->w, cell->age, mean, prob);
}

static void survive(struct cell *cell, const double prob[CARE_N_JOINT])
{
    double alive = 0;
    for (int i = 0; i < CARE_N_JOINT; i++) {
        cell->w[i] *= 1 - prob[i];
        alive += cell->w[i];
    }
    for (int i = 0; i < CARE_N_JOINT; i++) {
        cell->w[i] /= alive;
    }
    cell->survivors *= alive;
}

/* P(from -> to | survives). */
static double move_prob(const struct cell *cell, int from, int to)
{
    return cell->matrix[from][to] / (1 - cell->matrix[from][CARE_N_LEVELS]);
}

static void move_levels(struct cell *cell)
{
    double moved[CARE_N_JOINT] = {0};
    for (int i = 0; i < CARE_N_JOINT; i++) {
        for (int to = 0; to < CARE_N_LEVELS; to++) {
            moved[to * CARE_N_STAGES + i % CARE_N_STAGES] += cell->w[i] * move_prob(cell, i / CARE_N_STAGES, to);
        }
    }
    memcpy(cell->w, moved, sizeof moved);
}

static void begin_dementia(struct cell *cell)
{
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double cases = cell->w[level * CARE_N_STAGES] * cell->onset[level];
        cell->w[level * CARE_N_STAGES] -= cases;
        cell->w[level * CARE_N_STAGES + 1] += cases;
    }
}

static double share_with_dementia(const double w[CARE_N_JOINT])
{
    double with = 0;
    for (int i = 0; i < CARE_N_JOINT; i++) {
        with += i % CARE_N_STAGES > 0 ? w[i] : 0;
    }
    return with;
}

static int load_matrix(struct projection *p, struct cell *cell)
{
    return care_disability_rates_matrix(&p->curve.disability, p->in->lifetable, p->in->mortality, cell->sex,
                                        cell->age - 0.5, cell->year, cell->matrix,
                                        &p->out->smallest_worsening_per_year);
}

/* Onset among survivors that carries the curve of 2020 from one age to the next in a stationary cohort. */
static int solve_onset_target(struct projection *p, enum care_sex sex, int age)
{
    struct cell cell = {.sex = sex, .age = age, .year = CARE_FIRST_YEAR, .survivors = 1};
    struct care_joint_shares before;
    double prob[CARE_N_JOINT];
    int status = load_matrix(p, &cell);
    status = status == CARE_OK ? care_joint_prevalence(&p->curve, sex, age - 0.5, CARE_FIRST_YEAR, &before) : status;
    if (status != CARE_OK) {
        return status;
    }
    care_joint_states(&before, p->dementia->stage_share, cell.w);
    status = death_probs(p, &cell, prob);
    if (status == CARE_OK) {
        survive(&cell, prob);
        const double with = share_with_dementia(cell.w);
        const double wanted = care_dementia_prevalence(p->dementia, p->curve.dementia_height, sex, age + 0.5);
        p->onset_target[sex][age - CARE_FIRST_CARE_AGE] = fmax(0, (wanted - with) / (1 - with));
    }
    return status;
}

/* ---- thresholds ---- */

static void write_deaths(const struct cell *cell, const double prob[CARE_N_JOINT], struct care_health *out)
{
    uint32_t *table = out->death_from_60[cell->year - CARE_FIRST_YEAR][cell->age - CARE_FIRST_CARE_AGE];
    for (int i = 0; i < CARE_N_JOINT; i++) {
        table[care_health_state(cell->sex, (unsigned)i / CARE_N_STAGES, (unsigned)i % CARE_N_STAGES)] =
            care_threshold(prob[i]);
    }
}

/* Staying comes first on the line of the draw, the other levels in order after it. */
static void write_moves(const struct cell *cell, struct care_health *out)
{
    const int y = cell->year - CARE_FIRST_YEAR, a = cell->age - CARE_FIRST_CARE_AGE;
    for (int from = 0; from < CARE_N_LEVELS; from++) {
        double below = move_prob(cell, from, from);
        for (unsigned stage = 0; stage < CARE_N_STAGES; stage++) {
            out->stay[y][a][care_health_state(cell->sex, (unsigned)from, stage)] = care_threshold(below);
        }
        for (int to = 0; to < CARE_N_LEVELS; to++) {
            below += to == from ? 0 : move_prob(cell, from, to);
            out->other[y][a][cell->sex][from][to] = care_threshold(below);
        }
    }
}

static void write_dementia(const struct cell *cell, struct care_health *out)
{
    uint32_t *table = out->dementia[cell->year - CARE_FIRST_YEAR][cell->age - CARE_FIRST_CARE_AGE];
    for (unsigned level = 0; level < CARE_N_LEVELS; level++) {
        table[care_health_state(cell->sex, level, 0)] = care_threshold(cell->onset[level]);
        table[care_health_state(cell->sex, level, 1)] = care_threshold(out->progress_prob[0]);
        table[care_health_state(cell->sex, level, 2)] = care_threshold(out->progress_prob[1]);
    }
}

static void write_entry(const struct care_joint_shares *at, uint32_t level[CARE_N_LEVELS],
                        uint32_t dementia[CARE_N_LEVELS])
{
    double below = 0;
    for (int i = 0; i < CARE_N_LEVELS; i++) {
        below += at->level[i];
        level[i] = care_threshold(below);
        dementia[i] = care_threshold(at->dementia[i]);
    }
}

static int write_entries(const struct projection *p, int year)
{
    int status = CARE_OK;
    const int y = year - CARE_FIRST_YEAR;
    for (int age = FIRST_START; age <= LAST_START; age++) {
        for (int sex = 0; sex < CARE_N_SEXES && status == CARE_OK; sex++) {
            struct care_joint_shares at;
            status = care_joint_prevalence(&p->curve, (enum care_sex)sex, age + 0.5, year, &at);
            if (status == CARE_OK) {
                write_entry(&at, p->out->entry_level[y][age - FIRST_START][sex],
                            p->out->entry_dementia[y][age - FIRST_START][sex]);
            }
        }
    }
    return status;
}

/* ---- the years ---- */

/* Those who start the year at age reached - 1: at 59 by prevalence, later as projected. */
static int start_cell(const struct projection *p, struct cell *cell)
{
    const int start = cell->age - 1;
    cell->survivors = p->persons[cell->sex][start];
    if (start >= CARE_FIRST_CARE_AGE) {
        memcpy(cell->w, p->stock[cell->sex][start], sizeof cell->w);
        return CARE_OK;
    }
    struct care_joint_shares at;
    const int status = care_joint_prevalence(&p->curve, cell->sex, start + 0.5, cell->year, &at);
    if (status == CARE_OK) {
        care_joint_states(&at, p->dementia->stage_share, cell->w);
    }
    return status;
}

static struct norm *norm_of(const struct projection *p, const struct cell *cell)
{
    return &p->norms[cell->year - CARE_FIRST_YEAR].at[cell->sex][cell->age - CARE_FIRST_CARE_AGE];
}

/* In the root the mean is the life table's; in a scenario each state keeps the root's risk. */
static int die(const struct projection *p, struct cell *cell)
{
    struct norm *norm = norm_of(p, cell);
    const int status = p->is_root ? death_probs(p, cell, norm->death) : CARE_OK;
    if (status == CARE_OK) {
        write_deaths(cell, norm->death, p->out);
        survive(cell, norm->death);
    }
    return status;
}

/* The root solves onset and progress; so does a scenario that changes dementia itself. */
static bool solves_dementia(const struct projection *p)
{
    return p->is_root || memcmp(p->in->dementia, p->in->root_dementia, sizeof *p->in->dementia) != 0;
}

/* In a scenario people of a level keep the root's risk of onset, unless the scenario changes dementia itself. */
static int begin_onset(const struct projection *p, struct cell *cell)
{
    struct norm *norm = norm_of(p, cell);
    if (p->is_root) {
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            norm->free_of_dementia[level] = cell->w[level * CARE_N_STAGES];
        }
    }
    int status = CARE_OK;
    if (solves_dementia(p)) {
        const double target = p->onset_target[cell->sex][cell->age - CARE_FIRST_CARE_AGE];
        status = care_joint_onset_probs(p->dementia, norm->free_of_dementia, target, norm->onset);
    }
    memcpy(cell->onset, norm->onset, sizeof cell->onset);
    return status;
}

static int age_cell(struct projection *p, struct cell *cell)
{
    int status = load_matrix(p, cell);
    status = status == CARE_OK ? start_cell(p, cell) : status;
    status = status == CARE_OK ? die(p, cell) : status;
    if (status != CARE_OK) {
        return status;
    }
    move_levels(cell);
    write_moves(cell, p->out);
    return begin_onset(p, cell);
}

static void count_stages(struct projection *p, const struct cell *cell)
{
    for (int i = 0; i < CARE_N_JOINT; i++) {
        p->survivors_by_stage[i % CARE_N_STAGES] += cell->survivors * cell->w[i];
        p->new_cases += i % CARE_N_STAGES == 0 ? cell->survivors * cell->w[i] * cell->onset[i / CARE_N_STAGES] : 0;
    }
}

/* Yearly moves to the next stage that keep the stage shares among all cases of the first year. */
static void solve_progress(struct projection *p)
{
    const double *stage = p->survivors_by_stage, *share = p->dementia->stage_share;
    const double cases = stage[1] + stage[2] + stage[3] + p->new_cases;
    const double leave_mild = stage[1] + p->new_cases - share[0] * cases;
    const double leave_moderate = stage[2] + leave_mild - share[1] * cases;
    p->out->progress_prob[0] = stage[1] > 0 ? care_round(fmin(1, fmax(0, leave_mild / stage[1]))) : 0;
    p->out->progress_prob[1] = stage[2] > 0 ? care_round(fmin(1, fmax(0, leave_moderate / stage[2]))) : 0;
}

static void progress_stages(const struct care_health *out, struct cell *cell)
{
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        double *w = cell->w + level * CARE_N_STAGES;
        const double to_moderate = w[1] * out->progress_prob[0], to_severe = w[2] * out->progress_prob[1];
        w[1] -= to_moderate;
        w[2] += to_moderate - to_severe;
        w[3] += to_severe;
    }
}

/* The oldest of all join those who have just reached 100. */
static void store_cell(struct projection *next, const struct cell *cell)
{
    const int age = cell->age <= LAST_START ? cell->age : LAST_START;
    double *persons = &next->persons[cell->sex][age];
    const double before = *persons;
    *persons += cell->survivors;
    for (int i = 0; i<CARE_N_JOINT && * persons> 0; i++) {
        double *share = &next->stock[cell->sex][age][i];
        *share = (*share * before + cell->w[i] * cell->survivors) / *persons;
    }
}

static void age_the_young(const struct projection *p, struct projection *next, int year)
{
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        for (int age = 1; age < CARE_FIRST_CARE_AGE; age++) {
            next->persons[sex][age] =
                p->persons[sex][age - 1] * (1 - p->in->lifetable->death_prob[year - CARE_FIRST_YEAR][sex][age]);
        }
    }
}

static int project_year(struct projection *p, struct projection *next, struct cell *cells, int year)
{
    int status = write_entries(p, year);
    memcpy(next, p, sizeof *next);
    memset(next->stock, 0, sizeof next->stock);
    memset(next->persons, 0, sizeof next->persons);
    for (int c = 0; c < CARE_N_SEXES * CARE_HEALTH_AGES && status == CARE_OK; c++) {
        cells[c] = (struct cell){.sex = (enum care_sex)(c / CARE_HEALTH_AGES),
                                 .age = CARE_FIRST_CARE_AGE + c % CARE_HEALTH_AGES,
                                 .year = year};
        status = age_cell(p, &cells[c]);
        count_stages(p, &cells[c]);
    }
    if (status == CARE_OK && year == CARE_FIRST_YEAR + 1 && solves_dementia(p)) {
        solve_progress(p);
    }
    for (int c = 0; c < CARE_N_SEXES * CARE_HEALTH_AGES && status == CARE_OK; c++) {
        progress_stages(p->out, &cells[c]); /* before onset: a new case does not progress in its year */
        begin_dementia(&cells[c]);
        write_dementia(&cells[c], p->out);
        store_cell(next, &cells[c]);
    }
    age_the_young(p, next, year);
    memcpy(p, next, sizeof *p);
    return status;
}

static void write_all_deaths(const struct care_health_inputs *in, struct care_health *out)
{
    for (int i = 0; i < CARE_N_YEARS * CARE_N_SEXES; i++) {
        const int y = i / CARE_N_SEXES, sex = i % CARE_N_SEXES;
        for (int age = 0; age < CARE_RATE_AGES; age++) {
            out->death_prob[y][sex][age] = in->lifetable->death_prob[y][sex][age];
            out->death[y][sex][age] = care_threshold(in->lifetable->death_prob[y][sex][age]);
        }
    }
}

static int start_projection(struct projection *p)
{
    p->curve.dementia = p->dementia;
    int status = care_prevalence_create(p->disability, &p->curve.disability);
    if (status == CARE_OK) {
        status = care_dementia_height(p->dementia, p->disability->reference_population, &p->curve.dementia_height);
    }
    for (int c = 0; c < CARE_N_SEXES * CARE_HEALTH_AGES && status == CARE_OK; c++) {
        status =
            solve_onset_target(p, (enum care_sex)(c / CARE_HEALTH_AGES), CARE_FIRST_CARE_AGE + c % CARE_HEALTH_AGES);
    }
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES && status == CARE_OK; i++) {
        const int sex = i / CARE_N_AGES, age = i % CARE_N_AGES;
        p->persons[sex][age] = fmax(p->in->persons[sex][age], 1e-6); /* an age nobody has still has its mix */
        if (age >= CARE_FIRST_CARE_AGE) {
            struct care_joint_shares at;
            status = care_joint_prevalence(&p->curve, (enum care_sex)sex, age + 0.5, CARE_FIRST_YEAR, &at);
            if (status == CARE_OK) {
                care_joint_states(&at, p->dementia->stage_share, p->stock[sex][age]);
            }
        }
    }
    return status == CARE_OK ? write_entries(p, CARE_FIRST_YEAR) : status;
}

static int project(struct projection *p, struct projection *next, struct cell *cells)
{
    const double *share = p->dementia->stage_share;
    p->out->entry_stage[0] = care_threshold(share[0]);
    p->out->entry_stage[1] = care_threshold(share[0] + share[1]);
    p->out->entry_stage[2] = UINT32_MAX;
    p->out->smallest_worsening_per_year = INFINITY;
    int status = start_projection(p);
    for (int year = CARE_FIRST_YEAR + 1; year <= p->in->last_year && status == CARE_OK; year++) {
        status = project_year(p, next, cells, year);
    }
    return status;
}

/* The root first; then the scenario on the root's norms, unless it is the root. */
static int project_both(struct projection *now, struct projection *next, struct cell *cells,
                        struct norms_of_year *norms)
{
    const struct care_health_inputs *in = now->in;
    struct care_health *out = now->out;
    write_all_deaths(in, out);
    *now = (struct projection){.in = in,
                               .out = out,
                               .disability = in->root_disability,
                               .dementia = in->root_dementia,
                               .is_root = true,
                               .norms = norms};
    int status = project(now, next, cells);
    if (status == CARE_OK && (in->disability != in->root_disability || in->dementia != in->root_dementia)) {
        *now = (struct projection){.in = in,
                                   .out = out,
                                   .disability = in->disability,
                                   .dementia = in->dementia,
                                   .is_root = false,
                                   .norms = norms};
        status = project(now, next, cells);
    }
    return status;
}

int care_health_create(const struct care_health_inputs *inputs, struct care_health **out)
{
    int status = CARE_ERROR_MEMORY;
    struct care_health *health = calloc(1, sizeof *health);
    struct projection *now = calloc(1, sizeof *now), *next = calloc(1, sizeof *next);
    struct cell *cells = calloc(CARE_N_SEXES * CARE_HEALTH_AGES, sizeof *cells);
    struct norms_of_year *norms = calloc(CARE_N_YEARS, sizeof *norms);
    *out = NULL;
    if (health != NULL && now != NULL && next != NULL && cells != NULL && norms != NULL) {
        now->in = inputs;
        now->out = health;
        status = project_both(now, next, cells, norms);
    }
    free(norms);
    free(cells);
    free(next);
    free(now);
    if (status != CARE_OK) {
        free(health);
        return status;
    }
    *out = health;
    return CARE_OK;
}

void care_health_free(struct care_health *health)
{
    free(health);
}

void care_health_enter(const struct care_health *health, const struct care_year *year, uint64_t key, unsigned sex,
                       int age_years, uint8_t *level, uint8_t *stage)
{
    const int y = year->year - CARE_FIRST_YEAR, a = (age_years < LAST_START ? age_years : LAST_START) - FIRST_START;
    uint32_t u[CARE_LANES];
    care_draws_word(year->draws, key, year->year, care_draws_word_of(CARE_DRAW_ENTRY_DISABILITY), u);
    const int drawn = care_people_pick(u[care_draws_lane_of(CARE_DRAW_ENTRY_DISABILITY)],
                                       health->entry_level[y][a][sex], CARE_N_LEVELS - 1);
    const bool has_dementia =
        u[care_draws_lane_of(CARE_DRAW_ENTRY_DEMENTIA)] < health->entry_dementia[y][a][sex][drawn];
    *level = (uint8_t)drawn;
    *stage = has_dementia ? (uint8_t)(1 + care_people_pick(u[care_draws_lane_of(CARE_DRAW_ENTRY_STAGE)],
                                                           health->entry_stage, CARE_N_STAGES - 2))
                          : 0;
}
