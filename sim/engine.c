#include "sim/engine.h"

#include "sim/keys.h"

#include <omp.h>
#include <stdlib.h>

enum { N_PLANNED_AGES = 160 /* nobody grows older by 2050 */, DRAW_STRIDE = CARE_BLOCK_ROWS + CARE_DRAW_ROOM };

/* What a thread works with: draws of one block, and room for rare rows. */
struct bench_of_thread {
    uint32_t u[CARE_MAX_WORDS][CARE_LANES][DRAW_STRIDE];
    uint16_t rows[CARE_BLOCK_ROWS];
    uint8_t bytes[CARE_BLOCK_ROWS];
    uint8_t kept[CARE_BLOCK_ROWS];
    bool is_kept;
    struct care_engine_times times;
};

struct visit {
    int area, block;
};

/* What a block of one age needs drawn in the year in force. */
struct draw_plan {
    unsigned words;  /* bit w: word w */
    int least_calls; /* that could serve the purposes */
};

struct care_engine {
    struct care_table *table;
    uint8_t *base[CARE_MAX_COLUMNS]; /* of the table's columns */
    size_t width[CARE_MAX_COLUMNS];
    int n_columns;
    struct draw_plan plan[N_PLANNED_AGES];
    struct care_scheduled scheduled[CARE_MOST_MODELS];
    int n_models;
    struct care_engine_options options;
    int n_threads;
    struct bench_of_thread **threads; /* [n_threads] */
    int key_column, exit_column;
    struct visit *visits; /* all blocks, in the order of visiting */
    int n_visits, visit_capacity;
    int *areas; /* [n_areas] order of visiting */
    struct care_engine_times times;
};

static bool schedule_is_possible(const struct care_scheduled *scheduled, int n)
{
    if (n > CARE_MOST_MODELS) {
        return false;
    }
    for (int m = 0; m < n; m++) {
        for (int d = 0; d < scheduled[m].model->n_draws; d++) {
            if (care_draws_word_of(scheduled[m].model->draws[d].purpose) >= CARE_MAX_WORDS) {
                return false;
            }
        }
    }
    return true;
}

static int make_threads(struct care_engine *engine)
{
    engine->n_threads = engine->options.n_threads > 0 ? engine->options.n_threads : omp_get_max_threads();
    engine->threads = calloc((size_t)engine->n_threads, sizeof *engine->threads);
    if (engine->threads == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int t = 0; t < engine->n_threads; t++) {
        engine->threads[t] = calloc(1, sizeof *engine->threads[t]);
        if (engine->threads[t] == NULL) {
            return care_trace(CARE_ERROR_MEMORY);
        }
    }
    return CARE_OK;
}

static int order_areas(struct care_engine *engine)
{
    const int n = care_table_n_areas(engine->table);
    engine->areas = calloc((size_t)n, sizeof *engine->areas);
    if (engine->areas == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < n; i++) {
        engine->areas[i] = i;
    }
    for (int i = n - 1; i > 0 && engine->options.visit_order != 0; i--) {
        const int j = (int)(care_key_join(engine->options.visit_order, (uint64_t)i) % (uint64_t)(i + 1));
        const int swapped = engine->areas[i];
        engine->areas[i] = engine->areas[j];
        engine->areas[j] = swapped;
    }
    return CARE_OK;
}

int care_engine_create(struct care_table *table, const struct care_scheduled *scheduled, int n,
                       struct care_engine_options options, struct care_engine **out)
{
    *out = NULL;
    if (!schedule_is_possible(scheduled, n) || care_table_n_columns(table) > CARE_MAX_COLUMNS) {
        return care_trace(CARE_ERROR_INPUT);
    }
    struct care_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    engine->table = table;
    engine->n_models = n;
    engine->n_columns = care_table_n_columns(table);
    engine->options = options;
    for (int m = 0; m < n; m++) {
        engine->scheduled[m] = scheduled[m];
    }
    for (int c = 0; c < care_table_n_columns(table); c++) {
        const enum care_column_role role = care_table_describe(table, c)->role;
        engine->base[c] = care_table_column(table, c);
        engine->width[c] = (size_t)care_table_describe(table, c)->width_bytes;
        engine->key_column = role == CARE_COLUMN_KEY ? c : engine->key_column;
        engine->exit_column = role == CARE_COLUMN_EXIT ? c : engine->exit_column;
    }
    int status = make_threads(engine);
    status = status == CARE_OK ? order_areas(engine) : status;
    if (status != CARE_OK) {
        care_engine_free(engine);
        return status;
    }
    *out = engine;
    return CARE_OK;
}

void care_engine_free(struct care_engine *engine)
{
    if (engine == NULL) {
        return;
    }
    for (int t = 0; engine->threads != NULL && t < engine->n_threads; t++) {
        free(engine->threads[t]);
    }
    free(engine->threads);
    free(engine->areas);
    free(engine->visits);
    free(engine);
}

/* Seconds, when the user wants to know where they go; asking the clock for every model and block is not free. */
static double now(const struct care_engine *engine)
{
    return engine->options.is_timed ? omp_get_wtime() : 0;
}

/* ---- visiting ---- */

static int list_visits(struct care_engine *engine)
{
    int n = 0;
    for (int a = 0; a < care_table_n_areas(engine->table); a++) {
        n += care_table_n_blocks(engine->table, a);
    }
    if (n > engine->visit_capacity) {
        struct visit *grown = realloc(engine->visits, (size_t)n * 2 * sizeof *grown);
        if (grown == NULL) {
            return care_trace(CARE_ERROR_MEMORY);
        }
        engine->visits = grown;
        engine->visit_capacity = n * 2;
    }
    engine->n_visits = 0;
    for (int a = 0; a < care_table_n_areas(engine->table); a++) {
        const int area = engine->areas[a];
        for (int b = 0; b < care_table_n_blocks(engine->table, area); b++) {
            engine->visits[engine->n_visits++] = (struct visit){area, b};
        }
    }
    for (int i = n - 1; i > 0 && engine->options.visit_order != 0; i--) {
        const int j = (int)(care_key_join(engine->options.visit_order, (uint64_t)i) % (uint64_t)(i + 1));
        const struct visit swapped = engine->visits[i];
        engine->visits[i] = engine->visits[j];
        engine->visits[j] = swapped;
    }
    return CARE_OK;
}

static struct care_span span_of(const struct care_engine *engine, const struct care_block *block,
                                const struct care_year *year, struct bench_of_thread *thread)
{
    struct care_span span = {.n = (int)block->n, .area = block->area, .first = block->first};
    span.age_years = year->year - block->cohort;
    span.age_index = span.age_years < CARE_RATE_AGES - 1 ? span.age_years : CARE_RATE_AGES - 1;
    for (int c = 0; c < engine->n_columns; c++) {
        span.column[c] = engine->base[c] + (size_t)block->first * engine->width[c];
    }
    span.rows = thread->rows;
    span.bytes = thread->bytes;
    span.kept = thread->kept;
    span.is_kept = &thread->is_kept;
    thread->is_kept = false;
    return span;
}

/* Which words the schedule needs at an age, and the least number of calls that could serve its purposes. */
static struct draw_plan plan_age(const struct care_engine *engine, const struct care_year *year, int age)
{
    struct draw_plan plan = {0, 0};
    uint64_t purposes = 0;
    for (int m = 0; m < engine->n_models; m++) {
        const struct care_model *model = engine->scheduled[m].model;
        if (model->draws_at != NULL && !model->draws_at(engine->scheduled[m].self, year, age)) {
            continue;
        }
        for (int d = 0; d < model->n_draws; d++) {
            const struct care_draw_use *use = &model->draws[d];
            if (age >= use->first_age && age <= use->last_age) {
                plan.words |= 1u << care_draws_word_of(use->purpose);
                purposes |= UINT64_C(1) << use->purpose;
            }
        }
    }
    plan.least_calls = (__builtin_popcountll(purposes) + CARE_LANES - 1) / CARE_LANES;
    return plan;
}

/* Once a year, not once a block. */
static void plan_draws(struct care_engine *engine, const struct care_year *year)
{
    for (int age = 0; age < N_PLANNED_AGES; age++) {
        engine->plan[age] = plan_age(engine, year, age);
    }
}

static void fill_draws(const struct care_engine *engine, const struct care_year *year, struct care_span *span,
                       struct bench_of_thread *thread)
{
    const struct draw_plan *plan =
        &engine->plan[span->age_years < N_PLANNED_AGES ? span->age_years : N_PLANNED_AGES - 1];
    for (int word = 0; word < CARE_MAX_WORDS; word++) {
        if ((plan->words >> word & 1u) == 0) {
            continue;
        }
        year->draws->fill(year->draws, span->column[engine->key_column], span->n, year->year, word, thread->u[word][0],
                          DRAW_STRIDE);
        thread->times.n_calls += span->n;
        for (int lane = 0; lane < CARE_LANES; lane++) {
            span->u[word][lane] = thread->u[word][lane];
        }
    }
    thread->times.n_least_calls += (int64_t)plan->least_calls * span->n;
    thread->times.n_rows += span->n;
}

static int step_block(struct care_engine *engine, const struct care_year *year, struct care_span *span,
                      struct bench_of_thread *thread)
{
    double time = now(engine);
    fill_draws(engine, year, span, thread);
    double instant = now(engine);
    thread->times.fill_seconds += instant - time;
    int status = CARE_OK;
    for (int m = 0; m < engine->n_models && status == CARE_OK; m++) {
        const struct care_scheduled *scheduled = &engine->scheduled[m];
        if (scheduled->model->step != NULL) {
            time = instant;
            status = scheduled->model->step(scheduled->self, year, span);
            instant = now(engine);
            thread->times.step_seconds[m] += instant - time;
        }
    }
    return status;
}

/* The largest areas first, so that no thread is left alone with one at the end. */
static void largest_first(struct care_engine *engine)
{
    const int n = care_table_n_areas(engine->table);
    for (int i = 1; i < n && engine->options.visit_order == 0; i++) {
        const int area = engine->areas[i];
        int at = i;
        for (; at > 0 &&
               care_table_n_blocks(engine->table, engine->areas[at - 1]) < care_table_n_blocks(engine->table, area);
             at--) {
            engine->areas[at] = engine->areas[at - 1];
        }
        engine->areas[at] = area;
    }
}

/* ---- the phases of a year ---- */

static int propose(struct care_engine *engine, const struct care_year *year)
{
    int status = CARE_OK;
#pragma omp parallel for schedule(dynamic, 4) num_threads(engine->n_threads) reduction(min : status)
    for (int v = 0; v < engine->n_visits; v++) {
        struct bench_of_thread *thread = engine->threads[omp_get_thread_num()];
        const struct visit visit = engine->visits[v];
        struct care_span span = span_of(engine, care_table_block(engine->table, visit.area, visit.block), year, thread);
        const int answer = step_block(engine, year, &span, thread);
        status = answer < status ? answer : status;
    }
    return status;
}

static int resolve(struct care_engine *engine, const struct care_year *year)
{
    int status = CARE_OK;
#pragma omp parallel for schedule(dynamic, 1) num_threads(engine->n_threads) reduction(min : status)
    for (int a = 0; a < care_table_n_areas(engine->table); a++) {
        struct care_engine_times *times = &engine->threads[omp_get_thread_num()]->times;
        int answer = CARE_OK;
        double instant = now(engine);
        for (int m = 0; m < engine->n_models && answer == CARE_OK; m++) {
            const struct care_scheduled *scheduled = &engine->scheduled[m];
            if (scheduled->model->resolve != NULL) {
                const double time = instant;
                answer = scheduled->model->resolve(scheduled->self, year, engine->table, engine->areas[a]);
                instant = now(engine);
                times->resolve_seconds[m] += instant - time;
            }
        }
        status = answer < status ? answer : status;
    }
    return status;
}

static int settle(struct care_engine *engine, const struct care_year *year)
{
    int status = CARE_OK;
    for (int m = 0; m < engine->n_models && status == CARE_OK; m++) {
        const struct care_scheduled *scheduled = &engine->scheduled[m];
        if (scheduled->model->settle != NULL) {
            const double time = now(engine);
            status = scheduled->model->settle(scheduled->self, year, engine->table);
            engine->threads[0]->times.settle_seconds[m] += now(engine) - time;
        }
    }
    return status;
}

static void tidy(struct care_engine *engine)
{
#pragma omp parallel for schedule(dynamic, 1) num_threads(engine->n_threads)
    for (int a = 0; a < care_table_n_areas(engine->table); a++) {
        const double time = now(engine);
        care_table_tidy(engine->table, engine->areas[a]);
        engine->threads[omp_get_thread_num()]->times.tidy_seconds += now(engine) - time;
    }
}

static int tally_block(struct care_engine *engine, const struct care_year *year, const struct care_span *span,
                       struct care_engine_times *times)
{
    int status = CARE_OK;
    double instant = now(engine);
    for (int m = 0; m < engine->n_models && status == CARE_OK; m++) {
        const struct care_scheduled *scheduled = &engine->scheduled[m];
        if (scheduled->model->tally != NULL) {
            const double time = instant;
            status = scheduled->model->tally(scheduled->self, year, span);
            instant = now(engine);
            times->tally_seconds[m] += instant - time;
        }
    }
    return status;
}

int care_engine_begin(struct care_engine *engine, const struct care_year *year)
{
    int status = CARE_OK;
    for (int m = 0; m < engine->n_models && status == CARE_OK; m++) {
        const struct care_scheduled *scheduled = &engine->scheduled[m];
        if (scheduled->model->begin != NULL) {
            const double time = now(engine);
            status = scheduled->model->begin(scheduled->self, year);
            engine->threads[0]->times.settle_seconds[m] += now(engine) - time;
        }
    }
    return status;
}

static int close_year(struct care_engine *engine, const struct care_year *year)
{
    int status = CARE_OK;
    for (int m = 0; m < engine->n_models && status == CARE_OK; m++) {
        const struct care_scheduled *scheduled = &engine->scheduled[m];
        if (scheduled->model->close != NULL) {
            const double time = now(engine);
            status = scheduled->model->close(scheduled->self, year);
            engine->threads[0]->times.settle_seconds[m] += now(engine) - time;
        }
    }
    return status;
}

int care_engine_tally(struct care_engine *engine, const struct care_year *year)
{
    int status = list_visits(engine);
    if (status != CARE_OK) {
        return status;
    }
#pragma omp parallel for schedule(dynamic, 4) num_threads(engine->n_threads) reduction(min : status)
    for (int v = 0; v < engine->n_visits; v++) {
        struct bench_of_thread *thread = engine->threads[omp_get_thread_num()];
        const struct visit visit = engine->visits[v];
        const struct care_span span =
            span_of(engine, care_table_block(engine->table, visit.area, visit.block), year, thread);
        const int answer = tally_block(engine, year, &span, &thread->times);
        status = answer < status ? answer : status;
    }
    return status == CARE_OK ? close_year(engine, year) : status;
}

int care_engine_year(struct care_engine *engine, const struct care_year *year)
{
    largest_first(engine);
    plan_draws(engine, year);
    int status = list_visits(engine);
    status = status == CARE_OK ? care_engine_begin(engine, year) : status;
    status = status == CARE_OK ? propose(engine, year) : status;
    status = status == CARE_OK ? resolve(engine, year) : status;
    status = status == CARE_OK ? settle(engine, year) : status;
    if (status == CARE_OK) {
        tidy(engine);
        status = care_engine_tally(engine, year);
    }
    return status;
}

/* ---- for bench ---- */

static void add_times(struct care_engine_times *sum, const struct care_engine_times *part, int n_models)
{
    sum->fill_seconds += part->fill_seconds;
    sum->tidy_seconds += part->tidy_seconds;
    sum->n_calls += part->n_calls;
    sum->n_least_calls += part->n_least_calls;
    sum->n_rows += part->n_rows;
    for (int m = 0; m < n_models; m++) {
        sum->step_seconds[m] += part->step_seconds[m];
        sum->resolve_seconds[m] += part->resolve_seconds[m];
        sum->settle_seconds[m] += part->settle_seconds[m];
        sum->tally_seconds[m] += part->tally_seconds[m];
    }
}

const struct care_engine_times *care_engine_times(const struct care_engine *engine)
{
    struct care_engine_times *sum = &engine->threads[0]->times;
    for (int t = 1; t < engine->n_threads; t++) {
        add_times(sum, &engine->threads[t]->times, engine->n_models);
        engine->threads[t]->times = (struct care_engine_times){0};
    }
    return sum;
}

int64_t care_engine_fill_only(struct care_engine *engine, const struct care_year *year)
{
    int64_t n_calls = 0;
    if (list_visits(engine) != CARE_OK) {
        return 0;
    }
    plan_draws(engine, year);
#pragma omp parallel for schedule(dynamic, 4) num_threads(engine->n_threads) reduction(+ : n_calls)
    for (int v = 0; v < engine->n_visits; v++) {
        struct bench_of_thread *thread = engine->threads[omp_get_thread_num()];
        const struct visit visit = engine->visits[v];
        struct care_span span = span_of(engine, care_table_block(engine->table, visit.area, visit.block), year, thread);
        const struct care_engine_times before = thread->times;
        fill_draws(engine, year, &span, thread);
        n_calls += thread->times.n_calls - before.n_calls;
        thread->times = before;
    }
    return n_calls;
}
