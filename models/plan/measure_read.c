/* The text of a measure into nodes, by recursive descent. The first fault ends it. */
#include "models/plan/measure_parts.h"

#include "models/plan/measure_text.h"
#include "sim/fields.h"

#include <stdlib.h>
#include <string.h>

enum { NO_NODE = -1, MOST_DEPTH = 32 /* far above any use; the reader calls itself once a level */ };

/* ---- words ---- */

/* Of a cube or function. */
static struct care_measure_word read_name(struct care_measure_reader *reader)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    struct care_measure_word word = {reader->at, (int)strspn(reader->at, letters)};
    reader->at += word.n;
    return word;
}

static int fail(struct care_measure_reader *reader, const char *where, struct care_text expected)
{
    (void)care_measure_text_fault(reader, where, "expected %s%.0s", "此处应为%.0s%s", expected.en, expected.zh);
    return NO_NODE;
}

static bool read_expected(struct care_measure_reader *reader, char c)
{
    const char text[] = {'\'', c, '\'', '\0'};
    const bool is_there = care_measure_text_char(reader, c);
    if (!is_there && reader->status == CARE_OK) {
        (void)fail(reader, reader->at, (struct care_text){text, text});
    }
    return is_there;
}

/* ---- nodes ---- */

static int read_sum(struct care_measure_reader *reader);

static int add_node(struct care_measure_reader *reader, struct care_measure_node node)
{
    reader->measure->nodes[reader->measure->n] = node;
    return reader->measure->n++;
}

static int add_pair(struct care_measure_reader *reader, enum care_measure_kind kind, int a, int b)
{
    if (a == NO_NODE || b == NO_NODE) {
        return NO_NODE;
    }
    return add_node(reader, (struct care_measure_node){.kind = kind, .a = a, .b = b});
}

/* Digits with at most one point between them. */
static int read_number(struct care_measure_reader *reader)
{
    const char *start = reader->at;
    const size_t n_whole = strspn(start, "0123456789");
    double number = 0, digit_value = 1;
    for (size_t i = 0; i < n_whole; i++) {
        number = 10 * number + (start[i] - '0');
    }
    reader->at += n_whole;
    if (*reader->at == '.') {
        const size_t n_decimals = strspn(++reader->at, "0123456789");
        for (size_t i = 0; i < n_decimals; i++) {
            number = 10 * number + (reader->at[i] - '0');
            digit_value *= 10;
        }
        reader->at += n_decimals;
        if (n_decimals == 0) {
            return fail(reader, reader->at, (struct care_text){"a digit", "数字"});
        }
    }
    return add_node(reader, (struct care_measure_node){.kind = CARE_MEASURE_NUMBER, .number = number / digit_value});
}

/* ---- functions ---- */

static const struct function {
    const char *name;
    enum care_measure_kind kind;
} functions[] = {
    {"at", CARE_MEASURE_AT},
    {"total", CARE_MEASURE_TOTAL},
    {"each", CARE_MEASURE_EACH},
    {"min", CARE_MEASURE_MIN},
    {"districts", CARE_MEASURE_DISTRICTS},
    {"weighted", CARE_MEASURE_WEIGHTED},
    {"max", CARE_MEASURE_MAX},
    {"of", CARE_MEASURE_OF},
};
enum { N_FUNCTIONS = sizeof functions / sizeof functions[0] };

static int read_at(struct care_measure_reader *reader)
{
    care_measure_text_skip_blanks(reader);
    const char *where = reader->at;
    const size_t n = strspn(where, "0123456789");
    const long year = n == 4 ? strtol(where, NULL, 10) : 0;
    if (year < CARE_FIRST_YEAR || year > CARE_LAST_YEAR) {
        return fail(reader, where, (struct care_text){"a year from 2020 to 2050", "2020 至 2050 间的年份"});
    }
    reader->at += n;
    const int a = read_expected(reader, ',') ? read_sum(reader) : NO_NODE;
    return a == NO_NODE
               ? NO_NODE
               : add_node(reader, (struct care_measure_node){.kind = CARE_MEASURE_AT, .a = a, .year = (int)year});
}

static bool read_comparison(struct care_measure_reader *reader, enum care_measure_comparison *out)
{
    static const char *const signs[] = {[CARE_MEASURE_AT_LEAST] = ">=",
                                        [CARE_MEASURE_AT_MOST] = "<=",
                                        [CARE_MEASURE_MORE_THAN] = ">",
                                        [CARE_MEASURE_LESS_THAN] = "<",
                                        [CARE_MEASURE_EQUAL] = "="};
    care_measure_text_skip_blanks(reader);
    const size_t n = strspn(reader->at, "<>=");
    for (int i = 0; i <= CARE_MEASURE_EQUAL; i++) {
        if (strlen(signs[i]) == n && strncmp(signs[i], reader->at, n) == 0) {
            *out = (enum care_measure_comparison)i;
            reader->at += n;
            return true;
        }
    }
    return false;
}

static int read_districts(struct care_measure_reader *reader)
{
    enum care_measure_comparison comparison;
    const int a = read_sum(reader);
    if (a == NO_NODE) {
        return NO_NODE;
    }
    if (!read_comparison(reader, &comparison)) {
        return fail(reader, reader->at, (struct care_text){">=, >, <=, < or =", ">=、>、<=、< 或 ="});
    }
    const int node = add_pair(reader, CARE_MEASURE_DISTRICTS, a, read_sum(reader));
    if (node != NO_NODE) {
        reader->measure->nodes[node].comparison = comparison;
    }
    return node;
}

/* Whether any district of the run has the code. */
static bool choose_district(const struct care_outer *outer, int32_t code, bool *is_chosen)
{
    bool is_any = false;
    for (int d = 0; d < outer->n_districts; d++) {
        is_chosen[d] = is_chosen[d] || outer->district_codes[d] == code;
        is_any = is_any || outer->district_codes[d] == code;
    }
    return is_any;
}

/* "130102|130104": a code that no district of the run has may be one of another cut of the city. */
static bool read_districts_of(struct care_measure_reader *reader, bool *is_chosen)
{
    bool is_any = false;
    care_measure_text_skip_blanks(reader);
    const char *where = reader->at;
    do {
        int32_t code;
        care_measure_text_skip_blanks(reader);
        if (!care_measure_text_code(&reader->at, &code)) {
            (void)fail(reader, reader->at, (struct care_text){"the code of a district", "区县代码"});
            return false;
        }
        is_any = choose_district(reader->measure->outer, code, is_chosen) || is_any;
    } while (care_measure_text_char(reader, '|'));
    if (!is_any) {
        (void)care_measure_text_fault(reader, where, "none of these codes is a district of the run",
                                      "这些代码均不是本次运行的区县");
    }
    return is_any;
}

static int read_of(struct care_measure_reader *reader)
{
    const size_t n = (size_t)reader->measure->outer->n_districts;
    struct care_measure_node node = {.kind = CARE_MEASURE_OF,
                                     .a = NO_NODE,
                                     .is_chosen = calloc(n + 1, sizeof *node.is_chosen),
                                     .room = calloc(n + 1, sizeof *node.room)};
    if (node.is_chosen == NULL || node.room == NULL) {
        reader->status = care_trace(CARE_ERROR_MEMORY);
    } else if (read_districts_of(reader, node.is_chosen) && read_expected(reader, ',')) {
        node.a = read_sum(reader);
    }
    if (node.a == NO_NODE) {
        free(node.is_chosen);
        free(node.room);
        return NO_NODE;
    }
    return add_node(reader, node);
}

static int read_arguments(struct care_measure_reader *reader, enum care_measure_kind kind)
{
    if (kind == CARE_MEASURE_AT) {
        return read_at(reader);
    }
    if (kind == CARE_MEASURE_DISTRICTS) {
        return read_districts(reader);
    }
    if (kind == CARE_MEASURE_OF) {
        return read_of(reader);
    }
    const int a = read_sum(reader);
    if (kind == CARE_MEASURE_TOTAL || kind == CARE_MEASURE_EACH) {
        return add_pair(reader, kind, a, a);
    }
    return a != NO_NODE && read_expected(reader, ',') ? add_pair(reader, kind, a, read_sum(reader)) : NO_NODE;
}

/* The opening parenthesis is read. */
static int read_call(struct care_measure_reader *reader, enum care_measure_kind kind)
{
    const bool was_by_turn = reader->is_district_by_turn, was_in_total = reader->is_in_total;
    if (kind == CARE_MEASURE_TOTAL && was_in_total) {
        return fail(reader, reader->at,
                    (struct care_text){"no total() within another", "total() 之内没有另一个 total()"});
    }
    reader->is_district_by_turn = was_by_turn || kind == CARE_MEASURE_DISTRICTS || kind == CARE_MEASURE_WEIGHTED;
    reader->is_in_total = was_in_total || kind == CARE_MEASURE_TOTAL;
    const int node = read_arguments(reader, kind);
    reader->is_district_by_turn = was_by_turn;
    reader->is_in_total = was_in_total;
    return node != NO_NODE && read_expected(reader, ')') ? node : NO_NODE;
}

static int read_function(struct care_measure_reader *reader, struct care_measure_word name)
{
    struct care_measure_nearest nearest = {.name = NULL};
    for (int i = 0; i < N_FUNCTIONS; i++) {
        const char *known = functions[i].name;
        if (care_measure_text_is(name, known)) {
            return read_call(reader, functions[i].kind);
        }
        care_measure_text_nearer(&nearest, name, known);
    }
    (void)care_measure_text_fault(reader, name.start, "unknown function '%.*s'; the nearest known one is '%s'",
                                  "未知的函数“%.*s”；最接近的已知函数为“%s”", care_measure_text_shown(name), name.start,
                                  nearest.name);
    return NO_NODE;
}

/* ---- cubes ---- */

static const struct care_cube *find_cube(struct care_measure_reader *reader, struct care_measure_word name)
{
    struct care_measure_nearest nearest = {.name = NULL};
    for (int i = 0; i < care_cubes_n(reader->cubes); i++) {
        const struct care_cube *cube = care_cubes_at(reader->cubes, i);
        const char *known = cube->spec->name;
        if (care_measure_text_is(name, known)) {
            return cube;
        }
        care_measure_text_nearer(&nearest, name, known);
    }
    (void)care_measure_text_fault(reader, name.start, "unknown cube '%.*s'; the nearest known one is '%s'",
                                  "未知的数据立方“%.*s”；最接近的已知数据立方为“%s”", care_measure_text_shown(name),
                                  name.start, nearest.name);
    return NULL;
}

static int read_cells(struct care_measure_reader *reader, struct care_measure_word name)
{
    struct care_measure_node node = {.kind = CARE_MEASURE_CELLS, .cube = find_cube(reader, name)};
    if (node.cube == NULL) {
        return NO_NODE;
    }
    const int status = care_measure_cells(reader, name.start, node.cube, &node);
    reader->status = status != CARE_OK ? status : reader->status;
    return status == CARE_OK ? add_node(reader, node) : NO_NODE;
}

static int read_named(struct care_measure_reader *reader)
{
    const struct care_measure_word name = read_name(reader);
    return care_measure_text_char(reader, '(') ? read_function(reader, name) : read_cells(reader, name);
}

/* ---- the expression ---- */

static int read_operand(struct care_measure_reader *reader)
{
    care_measure_text_skip_blanks(reader);
    const char c = *reader->at;
    if (c >= '0' && c <= '9') {
        return read_number(reader);
    }
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
        return read_named(reader);
    }
    if (!care_measure_text_char(reader, '(')) {
        return fail(reader, reader->at, (struct care_text){"a number, a cube or '('", "数字、数据立方或“(”"});
    }
    const int node = read_sum(reader);
    return node != NO_NODE && read_expected(reader, ')') ? node : NO_NODE;
}

static int read_nested(struct care_measure_reader *reader)
{
    if (reader->depth == MOST_DEPTH) {
        return fail(reader, reader->at, (struct care_text){"fewer parentheses", "较少的括号层数"});
    }
    reader->depth++;
    const int node = read_operand(reader);
    reader->depth--;
    return node;
}

static int read_product(struct care_measure_reader *reader)
{
    int node = read_nested(reader);
    while (node != NO_NODE) {
        if (care_measure_text_char(reader, '*')) {
            node = add_pair(reader, CARE_MEASURE_MULTIPLY, node, read_nested(reader));
        } else if (care_measure_text_char(reader, '/')) {
            node = add_pair(reader, CARE_MEASURE_DIVIDE, node, read_nested(reader));
        } else {
            return node;
        }
    }
    return NO_NODE;
}

static int read_sum(struct care_measure_reader *reader)
{
    int node = read_product(reader);
    while (node != NO_NODE) {
        if (care_measure_text_char(reader, '+')) {
            node = add_pair(reader, CARE_MEASURE_ADD, node, read_product(reader));
        } else if (care_measure_text_char(reader, '-')) {
            node = add_pair(reader, CARE_MEASURE_SUBTRACT, node, read_product(reader));
        } else {
            return node;
        }
    }
    return NO_NODE;
}

int care_measure_read(struct care_measure_reader *reader)
{
    const int node = read_sum(reader);
    care_measure_text_skip_blanks(reader);
    if (node != NO_NODE && *reader->at != '\0') {
        (void)fail(reader, reader->at, (struct care_text){"an operator or the end", "运算符或结尾"});
    }
    return reader->status;
}
