#include "sim/cli/levers.h"

#include "models/city.h"
#include "scenarios/numbers.h"
#include "scenarios/resolved.h"
#include "scenarios/scenario.h"
#include "sim/cli/messages.h"
#include "sim/cli/options.h"

#include <stdbool.h>
#include <string.h>

enum { CSV };

static const struct care_option options[] = {
    [CSV] = {"csv",
             'c',
             {NULL, NULL},
             {"a list for machines instead: one lever a line, UTF-8", "改为机器可读的列表：每行一个杠杆，UTF-8"}},
};

static const struct care_usage usage = {
    .command = "levers",
    .operands = {"[SCENARIO.yaml]", "[情景.yaml]"},
    .doc = {"Lists everything that a scenario may change year by year, and of that what it may change district\n"
            "by district: path, unit, accepted and plausible range, default, how sure, meaning, source. With a\n"
            "scenario: the values it sets and the entries of its policy.",
            "列出情景可以逐年改变的全部参数，以及其中可以分区改变的：路径、单位、允许范围、合理范围、默认值、\n"
            "把握程度、含义、出处。给出情景时，列出其取值与各条政策。"},
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .note = {"How to write a policy: docs/policies.md\n"
             "Example: carecap levers scenarios/tianjin/baseline.yaml\n"
             "Exit status: 0 done, 2 input wrong.",
             "政策的写法：docs/policies.md\n"
             "示例：carecap levers scenarios/tianjin/baseline.yaml\n"
             "退出码：0 完成；2 输入有误。"},
};

/* One lever with what is set here. */
struct lever {
    const char *path; /* section.key */
    const struct care_field *field;
    const char *value;                 /* NULL without a scenario */
    const struct care_resolved *rules; /* [n_rules] entries of the policy */
    int n_rules;
};

static bool is_lever(const struct care_field *field)
{
    return field->kind == CARE_FIELD_SERIES || field->kind == CARE_FIELD_LEVER;
}

static bool is_by_district(const struct lever *lever)
{
    return lever->field->kind == CARE_FIELD_LEVER;
}

static bool has_plausible(const struct care_field *field)
{
    return field->low != 0 || field->high != 0;
}

/* ---- for people ---- */

enum { PATH_COLUMNS = 50 };

/* The second line of a lever. What is longer than its column pushes the rest of its line aside. */
enum { WHERE, UNIT, RANGE, PLAUSIBLE, CONFIDENCE, VALUE, N_CELLS };
static const int columns[N_CELLS] = {10, 14, 20, 16, 10, 0};

static void print_padded(const char *text, int width)
{
    const int missing = width - care_resolved_width(text);
    (void)printf("%s%*s", text, width == 0 ? 0 : missing > 2 ? missing : 2, "");
}

static void print_cells(const char *const cells[static N_CELLS])
{
    (void)printf("  ");
    for (int c = 0; c < N_CELLS; c++) {
        print_padded(cells[c], columns[c]);
    }
    (void)printf("\n");
}

static void print_heading(bool has_scenario)
{
    static const struct care_text headings[N_CELLS] = {
        {"where", "范围"},     {"unit", "单位"}, {"accepted", "允许"},
        {"plausible", "合理"}, {"sure", "把握"}, {"default", "默认"},
    };
    const char *cells[N_CELLS];
    for (int c = 0; c < N_CELLS; c++) {
        cells[c] = care_text_shown(headings[c]);
    }
    cells[VALUE] = has_scenario ? care_text_shown((struct care_text){"set here", "此处取值"}) : cells[VALUE];
    print_padded(care_text_shown((struct care_text){"lever", "杠杆"}), PATH_COLUMNS);
    care_messages_say(stdout, "source (docs/SOURCES.md)\n", "出处（docs/SOURCES.md）\n");
    print_cells(cells);
    care_messages_say(stdout, "  meaning\n", "  含义\n");
}

static void print_lever(const struct lever *lever)
{
    char range[CARE_NUMBERS_RANGE], plausible[CARE_NUMBERS_RANGE], number[CARE_NUMBERS_TEXT];
    const struct care_field *field = lever->field;
    const char *fallback = field->is_required ? care_text_shown((struct care_text){"required", "必填"})
                                              : care_numbers_format(number, field->fallback);
    const struct care_text where =
        is_by_district(lever) ? (struct care_text){"district", "各区"} : (struct care_text){"city", "全市"};
    const char *const cells[N_CELLS] = {
        care_text_shown(where),
        field->unit,
        care_numbers_range(range, field->min, field->max),
        has_plausible(field) ? care_numbers_plausible(plausible, field->low, field->high) : "—",
        care_text_shown(care_resolved_confidence(field->confidence)),
        lever->value != NULL ? lever->value : fallback,
    };
    print_padded(lever->path, PATH_COLUMNS);
    (void)printf("%s\n", field->source);
    print_cells(cells);
    (void)printf("  %s\n", care_text_shown(field->doc));
    for (int r = 0; r < lever->n_rules; r++) {
        (void)printf("  %s  (%s)\n", lever->rules[r].value, lever->rules[r].origin);
    }
}

/* ---- for machines ---- */

static void print_escaped(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        (void)printf(*c == '"' ? "\"\"" : "%c", *c);
    }
}

static void print_quoted(const char *text)
{
    (void)printf("\"");
    print_escaped(text);
    (void)printf("\",");
}

/* A number as it would be read, or nothing. */
static void print_number(double number, bool is_known)
{
    char text[CARE_NUMBERS_TEXT];
    (void)printf("%s,", is_known ? care_numbers_format(text, number) : "");
}

static void print_policy(const struct lever *lever)
{
    (void)printf("\"");
    for (int r = 0; r < lever->n_rules; r++) {
        (void)printf("%s", r == 0 ? "" : "; ");
        print_escaped(lever->rules[r].value);
    }
    (void)printf("\",");
}

static void print_line(const struct lever *lever)
{
    const struct care_field *field = lever->field;
    (void)printf("%s,%s,", lever->path, is_by_district(lever) ? "district" : "city");
    print_quoted(field->unit);
    print_number(field->min, true);
    print_number(field->max, true);
    print_number(field->low, has_plausible(field));
    print_number(field->high, has_plausible(field));
    print_number(field->fallback, !field->is_required);
    print_quoted(lever->value == NULL ? "" : lever->value);
    print_policy(lever);
    (void)printf("%s,", care_resolved_confidence(field->confidence).en);
    print_quoted(field->doc.en);
    print_quoted(field->doc.zh);
    (void)printf("%s\n", field->source);
}

/* ---- the command ---- */

/* The rows of what a scenario sets, in the order of the sections; {NULL, NULL} without a scenario. */
struct rows {
    const struct care_resolved *next, *end;
};

/* The field's own row, and those of the entries that act on it. */
static void take_rows(struct rows *rows, struct lever *lever)
{
    if (rows->next == rows->end) {
        return;
    }
    lever->value = rows->next++->value;
    lever->rules = rows->next;
    while (rows->next < rows->end && rows->next->is_rule) {
        rows->next++;
        lever->n_rules++;
    }
}

static void print_section(const struct care_section *section, bool is_csv, struct rows *rows)
{
    bool has_title = is_csv;
    for (int i = 0; i < section->n_fields; i++) {
        char path[128];
        struct lever lever = {.path = path, .field = &section->fields[i]};
        (void)snprintf(path, sizeof path, "%s.%s", section->name, lever.field->name);
        take_rows(rows, &lever);
        if (!is_lever(lever.field)) {
            continue;
        }
        if (!has_title) {
            (void)printf("\n# %s: %s\n", section->name, care_text_shown(section->doc));
            has_title = true;
        }
        if (is_csv) {
            print_line(&lever);
        } else {
            print_lever(&lever);
        }
    }
}

static int print_all(bool is_csv, const struct care_provenance *provenance)
{
    struct care_numbers numbers;
    const int status = care_numbers_begin(&numbers);
    if (status != CARE_OK) {
        return status;
    }
    struct rows rows = {NULL, NULL};
    if (provenance != NULL) {
        rows = (struct rows){provenance->resolved, provenance->resolved + provenance->n_resolved};
    }
    if (is_csv) {
        (void)printf(
            "lever,where,unit,min,max,low,high,default,value,policy,confidence,meaning_en,meaning_zh,source\n");
    } else {
        print_heading(provenance != NULL);
    }
    for (int s = 0; s < care_city_n_sections; s++) {
        print_section(care_city_sections[s], is_csv, &rows);
    }
    care_numbers_end(&numbers);
    return CARE_OK;
}

static int list_levers(const char *path, bool is_csv, struct care_diagnostics *list)
{
    struct care_scenario *scenario = NULL;
    if (path == NULL) {
        return print_all(is_csv, NULL);
    }
    int status = care_scenario_read(path, care_city_sections, care_city_n_sections, NULL, 0, list, &scenario);
    if (status == CARE_OK) {
        status = print_all(is_csv, care_scenario_provenance(scenario));
    }
    care_scenario_free(scenario);
    return status == CARE_ERROR_FILE ? CARE_ERROR_INPUT : status; /* the user named a file that is not there */
}

int care_levers_command(int argc, char **argv)
{
    struct care_options line = care_options_start(&usage, argc, argv);
    struct care_diagnostics *list = NULL;
    bool is_csv = false;
    int option;
    while ((option = care_options_next(&line)) == CSV) {
        is_csv = true;
    }
    if (option != CARE_OPTIONS_END || care_options_count(&line, 0, 1) != CARE_OK) {
        return option == CARE_OPTIONS_HELP ? CARE_OUTCOME_DONE : CARE_OUTCOME_INPUT;
    }
    int status = care_diagnostics_create(&list);
    if (status == CARE_OK) {
        status = list_levers(line.n_operands > 0 ? line.operands[0] : NULL, is_csv, list);
    }
    const int outcome = care_messages_end(usage.command, status, list);
    care_diagnostics_free(list);
    return outcome;
}
