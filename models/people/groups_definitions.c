#include "models/people/groups_definitions.h"

#include "models/columns.h"
#include "models/people/union_table.h"

#include <stdlib.h>

static const char *const uses[] = {"special", "priority", NULL};
static const char *const answers[] = {"no", "yes", NULL};

#define FLAG(column, en, zh)                                                                                  \
    {                                                                                                         \
        .name = column, .kind = CARE_SHEET_CHOICE, .choices = answers, .is_optional = true, .doc = { en, zh } \
    }
static const struct care_sheet_column columns[] = {
    [CARE_DEFINITIONS_AREA] = CARE_COLUMNS_AREA_OF("code of the district", "区县代码"),
    [CARE_DEFINITIONS_USE] =
        {.name = "use",
         .kind = CARE_SHEET_CHOICE,
         .choices = uses,
         .is_key = true,
         .doc = {"special: in special difficulty; priority: first in the queue after the destitute",
                 "special 特殊困难老年人；priority 轮候中特困之后优先的群体"}},
    [CARE_DEFINITIONS_DESTITUTE] = FLAG("destitute", "the destitute", "特困"),
    [CARE_DEFINITIONS_LOW_INCOME] = FLAG("low_income", "people on the minimum living allowance", "低保"),
    [CARE_DEFINITIONS_NEAR_POOR] = FLAG("near_poor", "people just above it", "低保边缘"),
    [CARE_DEFINITIONS_BEREAVED] = FLAG("bereaved", "parents whose only child died or is disabled", "计划生育特殊家庭"),
    [CARE_DEFINITIONS_VETERAN] = FLAG("veteran", "veterans and their kin", "优抚对象"),
    [CARE_DEFINITIONS_ONLY_POOR] =
        FLAG("only_poor", "what follows counts only together with relief", "以下情形须同时有救助身份"),
    [CARE_DEFINITIONS_EMPTY_NEST] = FLAG("empty_nest", "people in empty nests", "空巢"),
    [CARE_DEFINITIONS_ALONE] = FLAG("alone", "people who live alone", "独居"),
    [CARE_DEFINITIONS_LEFT_BEHIND] = FLAG("left_behind", "people left behind in villages", "留守"),
    [CARE_DEFINITIONS_KINLESS] = FLAG("kinless", "people without partner or child near by", "孤寡"),
    [CARE_DEFINITIONS_CERTIFICATE_SEVERE] =
        FLAG("certificate_severe", "people with a severe certificate of disability", "一、二级残疾人证"),
    [CARE_DEFINITIONS_CERTIFICATE_OTHER] =
        FLAG("certificate_other", "people with another certificate of disability", "三、四级残疾人证"),
    [CARE_DEFINITIONS_LATE_DEMENTIA] =
        FLAG("late_dementia", "people with moderate or severe dementia, whatever their level of disability",
             "中度或重度失智（不论失能等级）"),
    [CARE_DEFINITIONS_DISABLED_FROM_LEVEL] = {.name = "disabled_from_level",
                                              .kind = CARE_SHEET_CHOICE,
                                              .choices = care_groups_from_levels,
                                              .is_optional = true,
                                              .fallback = CARE_N_LEVELS,
                                              .doc = {"this level of disability and worse; none_counts: none",
                                                      "该失能等级及以上；none_counts 不计"}},
    [CARE_DEFINITIONS_OLDEST_FROM_AGE] = {.name = "oldest_from_age",
                                          .kind = CARE_SHEET_INT,
                                          .unit = "year",
                                          .min = CARE_FIRST_CARE_AGE,
                                          .max = CARE_GROUPS_NO_AGE,
                                          .is_optional = true,
                                          .fallback = CARE_GROUPS_NO_AGE,
                                          .doc = {"this age and over; 150: age does not count",
                                                  "该年龄及以上；150 表示不按年龄计"}},
};
#undef FLAG
const struct care_sheet_spec care_groups_definitions_sheet = {
    .name = "definitions",
    .columns = columns,
    .n_columns = sizeof columns / sizeof columns[0],
    .min_rows = 1,
    .doc = {"a district's own definition of special difficulty and of priority", "各区自己的特殊困难与优先群体定义"},
};

/* ---- reading ---- */

static bool is_yes(const struct care_sheet *sheet, enum care_groups_definitions_column column, int row)
{
    return care_sheet_int(sheet, (int)column, row) == 1;
}

static struct care_groups_union union_of_row(const struct care_sheet *sheet, int row)
{
    return (struct care_groups_union){
        .destitute = is_yes(sheet, CARE_DEFINITIONS_DESTITUTE, row),
        .low_income = is_yes(sheet, CARE_DEFINITIONS_LOW_INCOME, row),
        .near_poor = is_yes(sheet, CARE_DEFINITIONS_NEAR_POOR, row),
        .bereaved = is_yes(sheet, CARE_DEFINITIONS_BEREAVED, row),
        .veteran = is_yes(sheet, CARE_DEFINITIONS_VETERAN, row),
        .only_poor = is_yes(sheet, CARE_DEFINITIONS_ONLY_POOR, row),
        .empty_nest = is_yes(sheet, CARE_DEFINITIONS_EMPTY_NEST, row),
        .alone = is_yes(sheet, CARE_DEFINITIONS_ALONE, row),
        .left_behind = is_yes(sheet, CARE_DEFINITIONS_LEFT_BEHIND, row),
        .kinless = is_yes(sheet, CARE_DEFINITIONS_KINLESS, row),
        .certificate_severe = is_yes(sheet, CARE_DEFINITIONS_CERTIFICATE_SEVERE, row),
        .certificate_other = is_yes(sheet, CARE_DEFINITIONS_CERTIFICATE_OTHER, row),
        .late_dementia = is_yes(sheet, CARE_DEFINITIONS_LATE_DEMENTIA, row),
        .disabled_from_level = care_sheet_int(sheet, CARE_DEFINITIONS_DISABLED_FROM_LEVEL, row),
        .oldest_from_age = care_sheet_int(sheet, CARE_DEFINITIONS_OLDEST_FROM_AGE, row),
    };
}

/* Own rows in place of the city's definition; each special one with the next table. */
static void read_rows(const struct care_sheet *sheet, const struct care_areas *areas, struct care_diagnostics *list,
                      struct care_groups_definitions *out)
{
    uint8_t *table = out->tables;
    for (int row = 0; row < sheet->n_rows; row++) {
        const int district = care_areas_district_in_row(areas, sheet, CARE_DEFINITIONS_AREA, row, list);
        if (district < 0) {
            continue;
        }
        struct care_groups_definition *definition = &out->of_district[district];
        if (care_sheet_int(sheet, CARE_DEFINITIONS_USE, row) == CARE_USE_PRIORITY) {
            definition->priority = union_of_row(sheet, row);
            definition->has_own_priority = true;
        } else {
            definition->special = union_of_row(sheet, row);
            definition->table = table += CARE_N_UNION_VALUES;
            care_union_table_fill(&definition->special, table);
        }
    }
}

int care_groups_definitions_create(const struct care_groups_parameters *parameters, const struct care_areas *areas,
                                   struct care_diagnostics *list, struct care_groups_definitions *out)
{
    const struct care_sheet *sheet = parameters->definitions;
    const size_t n_tables = 1 + (sheet != NULL ? (size_t)sheet->n_rows : 0);
    out->of_district = calloc((size_t)areas->n_districts, sizeof *out->of_district);
    out->tables = malloc(n_tables * CARE_N_UNION_VALUES);
    if (out->of_district == NULL || out->tables == NULL) {
        care_groups_definitions_free(out);
        return care_trace(CARE_ERROR_MEMORY);
    }
    care_union_table_fill(&parameters->special, out->tables);
    for (int d = 0; d < areas->n_districts; d++) {
        out->of_district[d] = (struct care_groups_definition){.special = parameters->special, .table = out->tables};
    }
    if (sheet != NULL) {
        read_rows(sheet, areas, list, out);
    }
    const int status = care_diagnostics_status(list);
    if (status != CARE_OK) {
        care_groups_definitions_free(out);
    }
    return status;
}

void care_groups_definitions_free(struct care_groups_definitions *definitions)
{
    free(definitions->tables);
    free(definitions->of_district);
    *definitions = (struct care_groups_definitions){NULL, NULL};
}
