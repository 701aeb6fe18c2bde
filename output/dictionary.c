/** @file  Markdown tables of axes and cubes. */
#include "output/dictionary.h"

#include <string.h>

/* A bar would end the cell. */
static void print_cell(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '|') {
            (void)fputc('\\', out);
        }
        (void)fputc(*text == '\n' ? ' ' : *text, out);
    }
}

static void print_doc(FILE *out, struct care_text doc)
{
    print_cell(out, doc.en);
    (void)fputs(" | ", out);
    print_cell(out, doc.zh);
}

static void print_code_values(FILE *out, const struct care_axis *axis)
{
    const int last = axis->n - 1;
    if (axis->codes[last] - axis->codes[0] == last && last > 0) {
        (void)fprintf(out, "%d to %d", (int)axis->codes[0], (int)axis->codes[last]);
        return;
    }
    for (int i = 0; i <= last; i++) {
        (void)fprintf(out, "%s%d", i == 0 ? "" : ", ", (int)axis->codes[i]);
    }
}

static void print_values(FILE *out, const struct care_axis *axis)
{
    if (axis->n == 0) {
        (void)fputs("the districts of the run", out);
        return;
    }
    if (axis->codes != NULL) {
        print_code_values(out, axis);
        return;
    }
    for (int i = 0; i < axis->n; i++) {
        (void)fprintf(out, "%s`%s`", i == 0 ? "" : ", ", axis->labels[i]);
        if (axis->labels_zh != NULL) {
            (void)fputc(' ', out);
            print_cell(out, axis->labels_zh[i]);
        }
    }
}

static void print_axis(FILE *out, const struct care_axis *axis)
{
    (void)fprintf(out, "| `%s` | ", axis->name);
    print_values(out, axis);
    (void)fputs(" | ", out);
    print_doc(out, axis->doc);
    (void)fputs(" |\n", out);
}

/* Whether axis @p k of cube @p i was named by no cube or axis before it. */
static bool is_first_mention(const struct care_cube_spec *const *specs, int i, int k)
{
    const char *name = specs[i]->axes[k]->name;
    for (int j = 0; j <= i; j++) {
        for (int m = 0; m < CARE_MAX_CUBE_AXES && specs[j]->axes[m] != NULL && !(j == i && m == k); m++) {
            if (strcmp(specs[j]->axes[m]->name, name) == 0) {
                return false;
            }
        }
    }
    return true;
}

static void print_axes(const struct care_cube_spec *const *specs, int n, FILE *out)
{
    (void)fputs("| axis | values | meaning | 含义 |\n|---|---|---|---|\n", out);
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < CARE_MAX_CUBE_AXES && specs[i]->axes[k] != NULL; k++) {
            if (is_first_mention(specs, i, k)) {
                print_axis(out, specs[i]->axes[k]);
            }
        }
    }
}

static const char *type_text(enum care_cube_type type)
{
    switch (type) {
    case CARE_CUBE_FLOAT64_MEAN:
        return "float64 mean";
    case CARE_CUBE_FLOAT64:
        return "float64";
    case CARE_CUBE_INT32_CODE:
        return "int32 code";
    default:
        return "int32";
    }
}

static void print_cube(FILE *out, const struct care_cube_spec *spec)
{
    (void)fprintf(out, "| `%s` | ", spec->name);
    for (int k = 0; k < CARE_MAX_CUBE_AXES && spec->axes[k] != NULL; k++) {
        (void)fprintf(out, "%s%s", k == 0 ? "" : ", ", spec->axes[k]->name);
    }
    (void)fprintf(out, "%s | %s | %s | %s | ", spec->axes[0] == NULL ? "-" : "", type_text(spec->type),
                  spec->time == CARE_CUBE_FLOW ? "flow" : "stock", spec->unit);
    print_doc(out, spec->doc);
    (void)fprintf(out, " | %s | %d |\n", spec->source_model, spec->since_format);
}

int care_dictionary_print(const struct care_cube_spec *const *specs, int n, FILE *out)
{
    print_axes(specs, n, out);
    (void)fputs("\n| cube | own axes | type | time | unit | meaning | 含义 | model | since format |\n"
                "|---|---|---|---|---|---|---|---|---|\n",
                out);
    for (int i = 0; i < n; i++) {
        print_cube(out, specs[i]);
    }
    return ferror(out) != 0 ? care_trace(CARE_ERROR_FILE) : CARE_OK;
}
