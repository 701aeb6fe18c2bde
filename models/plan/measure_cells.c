/* The cells a measure chooses from a cube: beds[nursing|dementia], population[sex=male, age=65..100]. */
#include "models/plan/measure_parts.h"

#include "models/plan/measure_text.h"

#include <stdlib.h>
#include <string.h>

/* Which places of each axis are chosen. */
struct choice {
    struct care_measure_reader *reader;
    const struct care_cube *cube;
    const struct care_outer *outer;
    int n_axes;
    int n[CARE_MAX_CUBE_AXES];
    bool *chosen[CARE_MAX_CUBE_AXES];  /* [n] parts of one allocation, which the first points to */
    bool is_named[CARE_MAX_CUBE_AXES]; /* an axis that is not named is taken whole */
};

static const char word_ends[] = "=|,]";

static const struct care_axis *axis_of(const struct choice *choice, int axis)
{
    return choice->cube->spec->axes[axis];
}

/* ---- labels ---- */

/* -1: the axis has no such label */
static int find_label(const struct choice *choice, int axis, struct care_measure_word word)
{
    const char *const *labels = axis_of(choice, axis)->labels;
    for (int i = 0; labels != NULL && i < choice->n[axis]; i++) {
        if (care_measure_text_is(word, labels[i])) {
            return i;
        }
    }
    return -1;
}

/* The first axis of codes; NULL without one. */
static const struct care_axis *axis_of_codes(const struct choice *choice)
{
    for (int axis = 0; axis < choice->n_axes; axis++) {
        if (axis_of(choice, axis)->labels == NULL) {
            return axis_of(choice, axis);
        }
    }
    return NULL;
}

/* @param axis  -1: any */
static int fail_label(struct choice *choice, int axis, struct care_measure_word word)
{
    const struct care_axis *coded = axis_of_codes(choice);
    if (axis < 0 && coded != NULL && word.n > 0 && strchr("0123456789", word.start[0]) != NULL) {
        return care_measure_text_fault(choice->reader, word.start, "a code needs its axis: write %s=%.*s",
                                       "代码须写明轴：请写作 %s=%.*s", coded->name, care_measure_text_shown(word),
                                       word.start);
    }
    struct care_measure_nearest nearest = {.name = NULL};
    for (int a = 0; a < choice->n_axes; a++) {
        const char *const *labels = axis_of(choice, a)->labels;
        for (int i = 0; labels != NULL && (axis < 0 || axis == a) && i < choice->n[a]; i++) {
            care_measure_text_nearer(&nearest, word, labels[i]);
        }
    }
    return care_measure_text_fault(
        choice->reader, word.start, "unknown label '%.*s' of cube '%s'; the nearest known one is '%s'",
        "未知的标签“%.*s”（数据立方“%s”）；最接近的已知标签为“%s”", care_measure_text_shown(word), word.start,
        choice->cube->spec->name, nearest.name != NULL ? nearest.name : "-");
}

/* The one axis in which a label stands. */
static int find_axis_with(struct choice *choice, struct care_measure_word word, int *axis)
{
    *axis = -1;
    for (int a = 0; a < choice->n_axes; a++) {
        if (find_label(choice, a, word) < 0) {
            continue;
        }
        if (*axis >= 0) {
            return care_measure_text_fault(
                choice->reader, word.start, "label '%.*s' stands in two axes: write %s=%.*s or %s=%.*s",
                "标签“%.*s”见于两个轴：请写作 %s=%.*s 或 %s=%.*s", word.n, word.start, axis_of(choice, *axis)->name,
                word.n, word.start, axis_of(choice, a)->name, word.n, word.start);
        }
        *axis = a;
    }
    return *axis >= 0 ? CARE_OK : fail_label(choice, -1, word);
}

static int find_axis_named(struct choice *choice, struct care_measure_word word, int *axis)
{
    struct care_measure_nearest nearest = {.name = NULL};
    for (*axis = 0; *axis < choice->n_axes; ++*axis) {
        if (care_measure_text_is(word, axis_of(choice, *axis)->name)) {
            return CARE_OK;
        }
        care_measure_text_nearer(&nearest, word, axis_of(choice, *axis)->name);
    }
    return care_measure_text_fault(
        choice->reader, word.start, "unknown axis '%.*s' of cube '%s'; the nearest known one is '%s'",
        "未知的轴“%.*s”（数据立方“%s”）；最接近的已知轴为“%s”", care_measure_text_shown(word), word.start,
        choice->cube->spec->name, nearest.name != NULL ? nearest.name : "-");
}

/* ---- codes ---- */

/* "65" or "65..100" */
static int choose_codes(struct choice *choice, int axis, struct care_measure_word word)
{
    const int32_t *codes = care_cubes_axis_codes(axis_of(choice, axis), choice->outer);
    const char *at = word.start;
    int32_t first = 0, last = 0;
    bool is_good = care_measure_text_code(&at, &first);
    last = first;
    if (is_good && strncmp(at, "..", 2) == 0) {
        at += 2;
        is_good = care_measure_text_code(&at, &last);
    }
    bool is_any = false;
    for (int i = 0; is_good && i < choice->n[axis]; i++) {
        if (codes[i] >= first && codes[i] <= last) {
            choice->chosen[axis][i] = is_any = true;
        }
    }
    if (at != word.start + word.n || !is_any) {
        return care_measure_text_fault(
            choice->reader, word.start, "'%.*s' names no code of axis '%s', which has %d to %d",
            "“%.*s”不是轴“%s”的代码，其范围为 %d 至 %d", care_measure_text_shown(word), word.start,
            axis_of(choice, axis)->name, (int)codes[0], (int)codes[choice->n[axis] - 1]);
    }
    return CARE_OK;
}

/* ---- the brackets ---- */

static int choose_word(struct choice *choice, int axis, struct care_measure_word word)
{
    if (axis_of(choice, axis)->labels == NULL) {
        return choose_codes(choice, axis, word);
    }
    const int label = find_label(choice, axis, word);
    if (label < 0) {
        return fail_label(choice, axis, word);
    }
    choice->chosen[axis][label] = true;
    return CARE_OK;
}

/* "nursing|dementia", "sex=male", "age=65..100" */
static int read_axis(struct choice *choice)
{
    int axis = -1;
    struct care_measure_word word = care_measure_text_word(choice->reader, word_ends);
    const char *start = word.start;
    int status;
    if (care_measure_text_char(choice->reader, '=')) {
        status = find_axis_named(choice, word, &axis);
        word = care_measure_text_word(choice->reader, word_ends);
    } else {
        status = find_axis_with(choice, word, &axis);
    }
    if (status == CARE_OK && choice->is_named[axis]) {
        return care_measure_text_fault(choice->reader, start, "axis '%s' is named twice", "轴“%s”出现两次",
                                       axis_of(choice, axis)->name);
    }
    if (status == CARE_OK) {
        choice->is_named[axis] = true;
        memset(choice->chosen[axis], 0, (size_t)choice->n[axis] * sizeof **choice->chosen);
        status = choose_word(choice, axis, word);
    }
    while (status == CARE_OK && care_measure_text_char(choice->reader, '|')) {
        status = choose_word(choice, axis, care_measure_text_word(choice->reader, word_ends));
    }
    return status;
}

static int read_brackets(struct choice *choice)
{
    struct care_measure_reader *reader = choice->reader;
    if (!care_measure_text_char(reader, '[')) {
        return CARE_OK;
    }
    int status = CARE_OK;
    do {
        status = read_axis(choice);
    } while (status == CARE_OK && care_measure_text_char(reader, ','));
    if (status == CARE_OK && !care_measure_text_char(reader, ']')) {
        return care_measure_text_fault(reader, reader->at, "expected ',', '|' or ']'", "此处应为“,”、“|”或“]”");
    }
    return status;
}

/* ---- from places of axes to cells ---- */

static bool is_chosen(const struct choice *choice, int64_t cell)
{
    for (int axis = choice->n_axes - 1; axis >= 0; axis--) {
        if (!choice->chosen[axis][cell % choice->n[axis]]) {
            return false;
        }
        cell /= choice->n[axis];
    }
    return true;
}

/* @param ranges  NULL: they are only counted */
static int find_ranges(const struct choice *choice, struct care_measure_range *ranges)
{
    int n = 0;
    bool was = false;
    for (int64_t cell = 0; cell < choice->cube->n_per_district; cell++) {
        const bool is = is_chosen(choice, cell);
        n += is && !was;
        was = is;
        if (ranges != NULL && is) {
            struct care_measure_range *range = &ranges[n - 1];
            range->first = range->n == 0 ? cell : range->first;
            range->n++;
        }
    }
    return n;
}

static int make_ranges(const struct choice *choice, struct care_measure_node *node)
{
    node->n_ranges = find_ranges(choice, NULL);
    node->ranges = calloc((size_t)node->n_ranges, sizeof *node->ranges);
    if (node->ranges == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    (void)find_ranges(choice, node->ranges);
    return CARE_OK;
}

static int choose_all(struct choice *choice)
{
    const struct care_axis *const *axes = choice->cube->spec->axes;
    size_t n = 0;
    for (int axis = 0; axis < CARE_MAX_CUBE_AXES && axes[axis] != NULL; axis++) {
        choice->n[axis] = care_cubes_axis_n(axes[axis], choice->outer);
        n += (size_t)choice->n[axis];
        choice->n_axes++;
    }
    choice->chosen[0] = malloc(n + 1);
    if (choice->chosen[0] == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    memset(choice->chosen[0], true, n);
    for (int axis = 1; axis < choice->n_axes; axis++) {
        choice->chosen[axis] = choice->chosen[axis - 1] + choice->n[axis - 1];
    }
    return CARE_OK;
}

/* A sum of means, or of codes, means nothing; one cell of one district does. */
static int check_sum(const struct choice *choice, const char *name, const struct care_measure_node *node)
{
    const struct care_cube_spec *spec = choice->cube->spec;
    if (care_cube_adds(spec)) {
        return CARE_OK;
    }
    if (!choice->reader->is_district_by_turn) {
        return care_measure_text_fault(
            choice->reader, name,
            "'%s' holds means, which cannot be added over districts: write weighted(%s[...], weight)",
            "“%s”为平均值或比率，不能跨区相加：请写作 weighted(%s[...], 权重)", spec->name, spec->name);
    }
    if (node->n_ranges != 1 || node->ranges[0].n != 1) {
        return care_measure_text_fault(choice->reader, name, "'%s' holds means: name one label of each axis",
                                       "“%s”为平均值或比率：每个轴须指定一个标签", spec->name);
    }
    return CARE_OK;
}

int care_measure_cells(struct care_measure_reader *reader, const char *name, const struct care_cube *cube,
                       struct care_measure_node *node)
{
    struct choice choice = {.reader = reader, .cube = cube, .outer = care_cubes_outer(reader->cubes)};
    int status = choose_all(&choice);
    status = status == CARE_OK ? read_brackets(&choice) : status;
    status = status == CARE_OK ? make_ranges(&choice, node) : status;
    status = status == CARE_OK ? check_sum(&choice, name, node) : status;
    free(choice.chosen[0]);
    if (status != CARE_OK) {
        free(node->ranges);
        node->ranges = NULL;
    }
    return status;
}
