/** @file  Columns of a file of people, by descriptor: a column added to the table appears by itself. */
#include "output/people_columns.h"

#include <stdio.h>
#include <string.h>

static const struct care_column derived_columns[CARE_N_PEOPLE_DERIVED] = {
    [CARE_PEOPLE_DERIVED_KEY] =
        {"key",
         8,
         CARE_COLUMN_KEY,
         "1",
         0,
         0,
         {"stable name of the person, the same in all years and scenarios: 64 bits, shown signed",
          "个人的固定编号，各年份、各情景相同：64 位，按有符号数显示"},
         "#person-keys"},
    [CARE_PEOPLE_DERIVED_AGE_YEARS] = {"age_years",
                                       1,
                                       CARE_COLUMN_PLAIN,
                                       "year",
                                       0,
                                       150,
                                       {"age on 1 November of the year", "当年 11 月 1 日年龄"},
                                       "#calendar"},
    [CARE_PEOPLE_DERIVED_AREA] = {"area",
                                  4,
                                  CARE_COLUMN_PLAIN,
                                  "1",
                                  0,
                                  0,
                                  {"code of the smallest area in which the person lives", "居住的最小一级区划代码"},
                                  "#areas"},
    [CARE_PEOPLE_DERIVED_DISTRICT] = {"district",
                                      4,
                                      CARE_COLUMN_PLAIN,
                                      "1",
                                      0,
                                      0,
                                      {"code of the district in which the person lives", "居住区的行政区划代码"},
                                      "#areas"},
    [CARE_PEOPLE_DERIVED_PARTNER_KEY] = {"partner_key",
                                         8,
                                         CARE_COLUMN_LINK,
                                         "1",
                                         0,
                                         0,
                                         {"key of the partner who lives in the same area; 0 without one",
                                          "同一基层区划内配偶的编号；无则为 0"},
                                         "#partnership"},
};

static bool has_links(const struct care_column *columns, int n_columns)
{
    for (int c = 0; c < n_columns; c++) {
        if (columns[c].role == CARE_COLUMN_LINK) {
            return true;
        }
    }
    return false;
}

static void offer(const struct care_column *columns, int n_columns, struct care_people_choice *all)
{
    *all = (struct care_people_choice){.n = 0};
    for (int d = 0; d < CARE_N_PEOPLE_DERIVED; d++) {
        if (d != CARE_PEOPLE_DERIVED_PARTNER_KEY || has_links(columns, n_columns)) {
            all->chosen[all->n++] = (struct care_people_chosen){&derived_columns[d], -1, (enum care_people_derived)d};
        }
    }
    for (int c = 0; c < n_columns && all->n < CARE_PEOPLE_COLUMNS_MAX; c++) {
        if (columns[c].role == CARE_COLUMN_PLAIN) { /* exits, rows and what is of within the year stay inside */
            all->chosen[all->n++] = (struct care_people_chosen){&columns[c], c, CARE_PEOPLE_DERIVED_KEY};
        }
    }
}

/* @param name  [n], not ended by NUL */
static int find(const struct care_people_choice *all, const char *name, size_t n)
{
    for (int i = 0; i < all->n; i++) {
        const char *offered = all->chosen[i].column->name;
        if (strlen(offered) == n && memcmp(offered, name, n) == 0) {
            return i;
        }
    }
    return -1;
}

static void refuse_unknown(const struct care_people_choice *all, const char *name, size_t n, struct care_place place,
                           struct care_diagnostics *list)
{
    char names[1024] = "";
    for (int i = 0; i < all->n; i++) {
        const size_t used = strlen(names);
        (void)snprintf(names + used, sizeof names - used, "%s%s", i > 0 ? ", " : "", all->chosen[i].column->name);
    }
    care_diagnostics_add(list, place, "no column \"%.*s\"; there are: %s", "没有名为“%.*s”的列；可选：%s",
                         (int)(n < 100 ? n : 100), name, names);
}

/* @param is_wanted  [all->n], set where a name was given */
static int mark(const struct care_people_choice *all, const char *names, struct care_place place,
                struct care_diagnostics *list, bool *is_wanted)
{
    int status = CARE_OK;
    for (const char *name = names; name != NULL;) {
        const char *comma = strchr(name, ',');
        const size_t n = comma == NULL ? strlen(name) : (size_t)(comma - name);
        const int i = find(all, name, n);
        if (i < 0) {
            refuse_unknown(all, name, n, place, list);
            status = care_trace(CARE_ERROR_INPUT);
        } else if (is_wanted[i]) {
            care_diagnostics_add(list, place, "column \"%s\" is named twice", "列“%s”重复",
                                 all->chosen[i].column->name);
            status = care_trace(CARE_ERROR_INPUT);
        } else {
            is_wanted[i] = true;
        }
        name = comma == NULL ? NULL : comma + 1;
    }
    return status;
}

int care_people_columns_choose(const struct care_column *columns, int n_columns, const char *names,
                               struct care_place place, struct care_diagnostics *list, struct care_people_choice *out)
{
    struct care_people_choice all;
    bool is_wanted[CARE_PEOPLE_COLUMNS_MAX] = {false};
    offer(columns, n_columns, &all);
    *out = all;
    if (names == NULL) {
        return CARE_OK;
    }
    const int status = mark(&all, names, place, list, is_wanted);
    is_wanted[CARE_PEOPLE_DERIVED_KEY] = true;
    out->n = 0;
    for (int i = 0; i < all.n; i++) {
        if (is_wanted[i]) {
            out->chosen[out->n++] = all.chosen[i];
        }
    }
    return status;
}
