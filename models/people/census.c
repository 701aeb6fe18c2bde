/* The census by leaf, sex and single age. */
#include "models/people/population.h"

#include "models/columns.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

static const struct care_sheet_column census_columns[] = {
    [CARE_CENSUS_AREA] = CARE_COLUMNS_LEAF_AREA,
    [CARE_CENSUS_SEX] = CARE_COLUMNS_SEX,
    [CARE_CENSUS_FIRST] = {.name = "age_first",
                           .kind = CARE_SHEET_INT,
                           .unit = "year",
                           .min = 0,
                           .max = CARE_N_AGES - 1,
                           .is_key = true,
                           .doc = {"first age of the group", "年龄组起点"}},
    [CARE_CENSUS_LAST] = {.name = "age_last",
                          .kind = CARE_SHEET_INT,
                          .unit = "year",
                          .min = 0,
                          .max = CARE_N_AGES - 1,
                          .doc = {"last age; 100 means and over", "年龄组终点；100 表示及以上"}},
    [CARE_CENSUS_PERSONS] = {.name = "persons",
                             .kind = CARE_SHEET_INT,
                             .unit = "1",
                             .min = 0,
                             .max = 1e8,
                             .doc = {"usual residents on 1 November 2020", "2020 年 11 月 1 日常住人口"}},
};
const struct care_sheet_spec care_census_sheet = {
    .name = "census",
    .columns = census_columns,
    .n_columns = sizeof census_columns / sizeof census_columns[0],
    .min_rows = 2,
    .doc = {"census by area, sex and age group", "普查人口：分区划、性别、年龄组"},
};
static const struct care_sheet_column single_columns[] = {
    [CARE_SINGLE_SEX] = CARE_COLUMNS_SEX,
    [CARE_SINGLE_AGE] = {.name = "age",
                         .kind = CARE_SHEET_INT,
                         .unit = "year",
                         .min = 0,
                         .max = CARE_N_AGES - 1,
                         .is_key = true,
                         .is_contiguous = true,
                         .doc = {"age", "年龄"}},
    [CARE_SINGLE_WEIGHT] = {.name = "weight",
                            .kind = CARE_SHEET_REAL,
                            .unit = "1",
                            .min = 0,
                            .max = 1e10,
                            .doc = {"relative size of the single year", "单岁相对规模"}},
};
const struct care_sheet_spec care_census_single_sheet = {
    .name = "single_years",
    .columns = single_columns,
    .n_columns = sizeof single_columns / sizeof single_columns[0],
    .min_rows = 2 * CARE_N_AGES,
    .doc = {"relative size of single ages", "单岁人口相对规模"},
};
#define COUNT(column, en, zh)                                                                        \
    {                                                                                                \
        .name = column, .kind = CARE_SHEET_INT, .unit = "1", .min = 0, .max = 1e8, .doc = { en, zh } \
    }
static const struct care_sheet_column household_columns[] = {
    CARE_COLUMNS_LEAF_AREA,
    COUNT("households", "family households", "家庭户"),
    COUNT("one_person", "households of one person", "一人户"),
    COUNT("one_generation", "households of one generation", "一代户"),
    COUNT("with_65plus", "households with a member of 65 or over", "有 65 岁及以上老人的户"),
    COUNT("with_one_65plus", "households with one member of 65 or over", "有一位 65 岁及以上老人的户"),
    COUNT("with_two_65plus", "households with two members of 65 or over", "有两位 65 岁及以上老人的户"),
    {.name = "three_generations",
     .kind = CARE_SHEET_INT,
     .unit = "1",
     .min = -1,
     .max = 1e8,
     .is_optional = true,
     .fallback = -1,
     .doc = {"households of three or more generations; -1: not known", "三代及以上户；-1 表示不详"}},
};
#undef COUNT
const struct care_sheet_spec care_census_households_sheet = {
    .name = "households",
    .columns = household_columns,
    .n_columns = sizeof household_columns / sizeof household_columns[0],
    .min_rows = 1,
    .doc = {"households of the census", "普查家庭户"},
};

#define SHEET(path, member, spec, anchor, conf, required, en, zh)                                              \
    {                                                                                                          \
        .name = path, .kind = CARE_FIELD_SHEET, .offset = offsetof(struct care_population_parameters, member), \
        .is_required = required, .sheet = spec, .doc = {en, zh}, .source = anchor, .confidence = conf          \
    }
static const struct care_field fields[] = {
    SHEET("census", census, &care_census_sheet, "#population-census", CARE_SEEN, true,
          "census by area, sex and age group", "普查人口"),
    SHEET("single_years", single_years, &care_census_single_sheet, "#population-single-years", CARE_DERIVED, true,
          "relative size of single ages", "单岁人口相对规模"),
    SHEET("households", households, &care_census_households_sheet, "#population-households", CARE_SEEN, true,
          "households of the census", "普查家庭户"),
};
#undef SHEET
const struct care_section care_census_section = {
    .name = "population",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_population_parameters),
    .doc = {"the people of the census", "普查人口"},
};

/* A group's persons over its single ages by weight: cumulated shares are rounded, so the sum is exact. */
static void split_group(const double *weight, int first, int last, int32_t persons, int32_t *out)
{
    double all = 0, below = 0;
    for (int age = first; age <= last; age++) {
        all += weight[age];
    }
    int32_t done = 0;
    for (int age = first; age <= last; age++) {
        below += all > 0 ? weight[age] / all : 1.0 / (last - first + 1);
        const int32_t upto = age == last ? persons : (int32_t)nearbyint(persons * below);
        out[age] = upto - done;
        done = upto;
    }
}

struct coverage {
    bool covered[CARE_N_SEXES][CARE_N_AGES];
};

static void read_weights(const struct care_sheet *sheet, double weight[CARE_N_SEXES][CARE_N_AGES])
{
    for (int row = 0; row < sheet->n_rows; row++) {
        weight[care_sheet_int(sheet, CARE_SINGLE_SEX, row)][care_sheet_int(sheet, CARE_SINGLE_AGE, row)] =
            care_sheet_number(sheet, CARE_SINGLE_WEIGHT, row);
    }
}

static struct care_place census_place(const struct care_sheet *sheet, int row, enum care_census_column column)
{
    return (struct care_place){
        .file = care_sheet_origin(sheet, row), .line = sheet->line[row], .key = census_columns[column].name};
}

static bool cover(struct coverage *coverage, int sex, int first, int last)
{
    bool is_new = first <= last;
    for (int age = first; age <= last; age++) {
        is_new = is_new && !coverage->covered[sex][age];
        coverage->covered[sex][age] = true;
    }
    return is_new;
}

static void read_row(const struct care_sheet *sheet, int row, const struct care_areas *areas,
                     double weight[CARE_N_SEXES][CARE_N_AGES], struct coverage *coverage, struct care_diagnostics *list,
                     struct care_census *out)
{
    const int code = care_sheet_int(sheet, CARE_CENSUS_AREA, row), sex = care_sheet_int(sheet, CARE_CENSUS_SEX, row);
    const int first = care_sheet_int(sheet, CARE_CENSUS_FIRST, row),
              last = care_sheet_int(sheet, CARE_CENSUS_LAST, row);
    const int area = care_areas_find(areas, (int32_t)code);
    const int leaf = area >= 0 ? areas->area[area].leaf : -1;
    if (leaf < 0) {
        care_diagnostics_add(list, census_place(sheet, row, CARE_CENSUS_AREA),
                             "area %d is not a leaf of the areas table", "区划 %d 不是区划表中的基层区划", code);
        return;
    }
    if (!cover(&coverage[leaf], sex, first, last)) {
        care_diagnostics_add(list, census_place(sheet, row, CARE_CENSUS_FIRST),
                             "area %d: ages %d to %d overlap an earlier row or run backwards",
                             "区划 %d：%d 至 %d 岁与前面的行重叠或起止颠倒", code, first, last);
        return;
    }
    split_group(weight[sex], first, last, (int32_t)care_sheet_int(sheet, CARE_CENSUS_PERSONS, row),
                out->persons[leaf][sex]);
}

static void check_coverage(const struct care_sheet *sheet, const struct care_areas *areas,
                           const struct coverage *coverage, struct care_diagnostics *list)
{
    for (int leaf = 0; leaf < areas->n_leaves; leaf++) {
        for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
            const int sex = i / CARE_N_AGES, age = i % CARE_N_AGES;
            if (!coverage[leaf].covered[sex][age]) {
                care_diagnostics_add(list, (struct care_place){.file = sheet->path, .key = "age_first"},
                                     "area %d lacks age %d of %s: the groups must cover 0 to 100 without a gap",
                                     "区划 %d 缺少 %d 岁（%s）：年龄组须不间断地覆盖 0 至 100 岁",
                                     areas->area[areas->leaf[leaf]].code, age, care_columns_sexes[sex]);
                break;
            }
        }
    }
}

static void add_up(struct care_census *census)
{
    for (int leaf = 0; leaf < census->n_leaves; leaf++) {
        for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
            const int32_t persons = census->persons[leaf][i / CARE_N_AGES][i % CARE_N_AGES];
            census->city[i / CARE_N_AGES][i % CARE_N_AGES] += persons;
            census->n_persons += persons;
        }
    }
}

int care_census_create(const struct care_population_parameters *parameters, const struct care_areas *areas,
                       struct care_diagnostics *list, struct care_census *out)
{
    static const struct care_census nothing;
    *out = nothing;
    out->n_leaves = areas->n_leaves;
    out->persons = calloc((size_t)areas->n_leaves, sizeof *out->persons);
    struct coverage *coverage = calloc((size_t)areas->n_leaves, sizeof *coverage);
    int status = CARE_ERROR_MEMORY;
    if (out->persons != NULL && coverage != NULL) {
        double weight[CARE_N_SEXES][CARE_N_AGES] = {{0}};
        read_weights(parameters->single_years, weight);
        for (int row = 0; row < parameters->census->n_rows; row++) {
            read_row(parameters->census, row, areas, weight, coverage, list, out);
        }
        check_coverage(parameters->census, areas, coverage, list);
        status = care_diagnostics_status(list);
    }
    free(coverage);
    if (status != CARE_OK) {
        care_census_free(out);
        return status;
    }
    add_up(out);
    return CARE_OK;
}

void care_census_free(struct care_census *census)
{
    free(census->persons);
    census->persons = NULL;
}
