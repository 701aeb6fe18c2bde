/** @file  Columns of a file of people, by descriptor: a column or part added to the table appears by itself. */
#include "output/people_columns.h"

#include <stdio.h>
#include <string.h>

static const struct care_column derived_columns[CARE_N_PEOPLE_DERIVED] = {
    [CARE_PEOPLE_DERIVED_KEY] = {.name = "key",
                                 .width_bytes = 8,
                                 .role = CARE_COLUMN_KEY,
                                 .unit = "1",
                                 .doc = {"stable name of the person, the same in all years and scenarios: 64 bits, "
                                         "shown signed",
                                         "个人的固定编号，各年份、各情景相同：64 位，按有符号数显示"},
                                 .source = "#person-keys"},
    [CARE_PEOPLE_DERIVED_AGE_YEARS] = {.name = "age_years",
                                       .width_bytes = 1,
                                       .unit = "year",
                                       .max = 150,
                                       .doc = {"age on 1 November of the year", "当年 11 月 1 日年龄"},
                                       .source = "#calendar"},
    [CARE_PEOPLE_DERIVED_AREA] = {.name = "area",
                                  .width_bytes = 4,
                                  .unit = "1",
                                  .doc = {"code of the smallest area in which the person lives",
                                          "居住的最小一级区划代码"},
                                  .source = "#areas"},
    [CARE_PEOPLE_DERIVED_DISTRICT] = {.name = "district",
                                      .width_bytes = 4,
                                      .unit = "1",
                                      .doc = {"code of the district in which the person lives", "居住区的行政区划代码"},
                                      .source = "#areas"},
    [CARE_PEOPLE_DERIVED_PARTNER_KEY] = {.name = "partner_key",
                                         .width_bytes = 8,
                                         .role = CARE_COLUMN_LINK,
                                         .unit = "1",
                                         .doc = {"key of the partner who lives in the same area; 0 without one",
                                                 "同一基层区划内配偶的编号；无则为 0"},
                                         .source = "#partnership"},
};

/* ---- what is offered ---- */

static bool has_links(const struct care_column *columns, int n_columns)
{
    for (int c = 0; c < n_columns; c++) {
        if (columns[c].role == CARE_COLUMN_LINK) {
            return true;
        }
    }
    return false;
}

static void add(struct care_people_choice *all, struct care_people_chosen one)
{
    if (all->n < CARE_PEOPLE_COLUMNS_MAX) {
        all->chosen[all->n++] = one;
    }
}

static struct care_column column_of_part(const struct care_column_part *part)
{
    return (struct care_column){
        .name = part->name,
        .width_bytes = 1,
        .role = CARE_COLUMN_PLAIN,
        .unit = "1",
        .max = part->max,
        .doc = part->doc,
        .source = part->source,
    };
}

/* @param c  index of a plain column */
static void offer_column(const struct care_column *columns, int c, struct care_people_choice *all)
{
    if (columns[c].n_parts == 0) {
        add(all, (struct care_people_chosen){.column = columns[c], .in_table = c});
    }
    for (int p = 0; p < columns[c].n_parts; p++) {
        const struct care_column_part *part = &columns[c].parts[p];
        add(all, (struct care_people_chosen){.column = column_of_part(part), .in_table = c, .part = part});
    }
}

static void offer(const struct care_column *columns, int n_columns, struct care_people_choice *all)
{
    all->n = 0;
    for (int d = 0; d < CARE_N_PEOPLE_DERIVED; d++) {
        if (d != CARE_PEOPLE_DERIVED_PARTNER_KEY || has_links(columns, n_columns)) {
            add(all, (struct care_people_chosen){
                         .column = derived_columns[d], .in_table = -1, .derived = (enum care_people_derived)d});
        }
    }
    for (int c = 0; c < n_columns; c++) {
        if (columns[c].role == CARE_COLUMN_PLAIN) { /* exits, rows and what is of within the year stay inside */
            offer_column(columns, c, all);
        }
    }
}

/* ---- what is asked for ---- */

/* A request being read. All borrowed. */
struct asking {
    const struct care_column *columns; /* [n_columns] of the table */
    int n_columns;
    const struct care_people_choice *all; /* what is offered */
    const struct care_people_wish *wish;
    struct care_diagnostics *list;
};

enum { NAMES_BYTES = 1024, SHOWN_BYTES = 100 };

/* @param name  [n], not ended by NUL */
static bool is_name(const char *known, const char *name, size_t n)
{
    return strlen(known) == n && memcmp(known, name, n) == 0;
}

static int find(const struct care_people_choice *all, const char *name, size_t n)
{
    for (int i = 0; i < all->n; i++) {
        if (is_name(all->chosen[i].column.name, name, n)) {
            return i;
        }
    }
    return -1;
}

static void append_name(char names[NAMES_BYTES], const char *name)
{
    const size_t used = strlen(names);
    (void)snprintf(names + used, NAMES_BYTES - used, "%s%s", used > 0 ? ", " : "", name);
}

static void refuse_packed(const struct asking *asking, const struct care_column *column)
{
    char names[NAMES_BYTES] = "";
    for (int p = 0; p < column->n_parts; p++) {
        append_name(names, column->parts[p].name);
    }
    care_diagnostics_add(asking->list, asking->wish->place, "column \"%s\" is written in parts: %s",
                         "列“%s”分为多个变量写出：%s", column->name, names);
}

static void refuse_unknown(const struct asking *asking, const char *name, size_t n)
{
    char shown[SHOWN_BYTES + 1];
    char names[NAMES_BYTES] = "";
    const char *known[CARE_PEOPLE_COLUMNS_MAX + 1] = {NULL};
    for (int i = 0; i < asking->all->n; i++) {
        known[i] = asking->all->chosen[i].column.name;
        append_name(names, known[i]);
    }
    (void)snprintf(shown, sizeof shown, "%.*s", (int)(n < SHOWN_BYTES ? n : SHOWN_BYTES), name);
    care_diagnostics_add(asking->list, asking->wish->place, "no column \"%s\"; nearest: %s; there are: %s",
                         "没有名为“%s”的列；最接近的是 %s；可选：%s", shown, asking->wish->nearest(shown, known),
                         names);
}

static void refuse(const struct asking *asking, const char *name, size_t n)
{
    for (int c = 0; c < asking->n_columns; c++) {
        const struct care_column *column = &asking->columns[c];
        if (column->role == CARE_COLUMN_PLAIN && column->n_parts > 0 && is_name(column->name, name, n)) {
            refuse_packed(asking, column);
            return;
        }
    }
    refuse_unknown(asking, name, n);
}

/* @param is_wanted  [all->n], set where a name was given */
static int mark(const struct asking *asking, bool *is_wanted)
{
    int status = CARE_OK;
    for (const char *name = asking->wish->names; name != NULL;) {
        const char *comma = strchr(name, ',');
        const size_t n = comma == NULL ? strlen(name) : (size_t)(comma - name);
        const int i = find(asking->all, name, n);
        if (i < 0) {
            refuse(asking, name, n);
            status = care_trace(CARE_ERROR_INPUT);
        } else if (is_wanted[i]) {
            care_diagnostics_add(asking->list, asking->wish->place, "column \"%s\" is named twice", "列“%s”重复",
                                 asking->all->chosen[i].column.name);
            status = care_trace(CARE_ERROR_INPUT);
        } else {
            is_wanted[i] = true;
        }
        name = comma == NULL ? NULL : comma + 1;
    }
    return status;
}

int care_people_columns_choose(const struct care_column *columns, int n_columns, const struct care_people_wish *wish,
                               struct care_diagnostics *list, struct care_people_choice *out)
{
    struct care_people_choice all;
    bool is_wanted[CARE_PEOPLE_COLUMNS_MAX] = {false};
    offer(columns, n_columns, &all);
    *out = all;
    if (wish->names == NULL) {
        return CARE_OK;
    }
    const struct asking asking = {columns, n_columns, &all, wish, list};
    const int status = mark(&asking, is_wanted);
    is_wanted[CARE_PEOPLE_DERIVED_KEY] = true;
    out->n = 0;
    for (int i = 0; i < all.n; i++) {
        if (is_wanted[i]) {
            out->chosen[out->n++] = all.chosen[i];
        }
    }
    return status;
}
