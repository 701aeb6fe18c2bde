#include "models/system/registration.h"

#include "models/columns.h"
#include "models/people.h"

#include <math.h>
#include <stdlib.h>

/* ---- the table ---- */

#define RATIO(column, least, en, zh)                                                                    \
    {                                                                                                   \
        .name = column, .kind = CARE_SHEET_REAL, .unit = "1", .min = least, .max = 10, .doc = {en, zh}, \
        .is_optional = (least) < 0, .fallback = least                                                   \
    }
static const struct care_sheet_column columns[] = {
    [CARE_REGISTERED_AREA] = CARE_COLUMNS_AREA_OF("code of the district", "区县代码"),
    [CARE_REGISTERED_DISTRICT_RATIO] =
        RATIO("district_ratio", 0, "of 60 and over: registered in the district to residents registered in the city",
              "60 岁及以上：本区户籍人数与本区常住的本市户籍人数之比"),
    [CARE_REGISTERED_ABSENT] = {.name = "absent",
                                .kind = CARE_SHEET_REAL,
                                .unit = "1",
                                .min = 0,
                                .max = 1e7,
                                .doc = {"persons of 60 and over registered in the district who live outside the city",
                                        "本区户籍而居住在市外的 60 岁及以上人数"}},
    [CARE_REGISTERED_ALL_RATIO] =
        RATIO("all_ratio", -1, "of all ages: registered in the district to residents; -1: not known",
              "全部年龄：本区户籍人数与常住人数之比；-1 为不详"),
    [CARE_REGISTERED_UNDER_3_RATIO] =
        RATIO("under_3_ratio", -1, "of children under three: registered in the district to residents; -1: not known",
              "3 岁以下：本区户籍人数与常住人数之比；-1 为不详"),
};
#undef RATIO
const struct care_sheet_spec care_registration_sheet = {
    .name = "registered",
    .columns = columns,
    .n_columns = sizeof columns / sizeof columns[0],
    .min_rows = 1,
    .doc = {"registration by district", "各区户籍情况"},
};

static double known(const struct care_sheet *sheet, enum care_registered_column column, int row)
{
    const double ratio = care_sheet_number(sheet, (int)column, row);
    return ratio < 0 ? NAN : ratio;
}

static void read_rows(const struct care_sheet *sheet, const struct care_areas *areas, struct care_diagnostics *list,
                      struct care_registration *out)
{
    for (int row = 0; row < sheet->n_rows; row++) {
        const int district = care_areas_district_in_row(areas, sheet, CARE_REGISTERED_AREA, row, list);
        if (district < 0) {
            continue;
        }
        out->district_ratio[district] = care_sheet_number(sheet, CARE_REGISTERED_DISTRICT_RATIO, row);
        out->absent[district] = care_sheet_number(sheet, CARE_REGISTERED_ABSENT, row);
        out->all_ratio[district] = known(sheet, CARE_REGISTERED_ALL_RATIO, row);
        out->under_3_ratio[district] = known(sheet, CARE_REGISTERED_UNDER_3_RATIO, row);
    }
}

int care_registration_create(const struct care_sheet *sheet, const struct care_areas *areas,
                             struct care_diagnostics *list, struct care_registration *out)
{
    const size_t n = (size_t)areas->n_districts;
    *out = (struct care_registration){.district_ratio = calloc(n, sizeof(double)),
                                      .absent = calloc(n, sizeof(double)),
                                      .all_ratio = calloc(n, sizeof(double)),
                                      .under_3_ratio = calloc(n, sizeof(double))};
    if (out->district_ratio == NULL || out->absent == NULL || out->all_ratio == NULL || out->under_3_ratio == NULL) {
        care_registration_free(out);
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (size_t d = 0; d < n; d++) {
        out->district_ratio[d] = 1;
        out->all_ratio[d] = out->under_3_ratio[d] = NAN;
    }
    read_rows(sheet, areas, list, out);
    const int status = care_diagnostics_status(list);
    if (status != CARE_OK) {
        care_registration_free(out);
    }
    return status;
}

void care_registration_free(struct care_registration *registration)
{
    free(registration->district_ratio);
    free(registration->absent);
    free(registration->all_ratio);
    free(registration->under_3_ratio);
    *registration = (struct care_registration){NULL, NULL, NULL, NULL};
}

/* ---- the model ---- */

/* Residents of 60 and over registered in the city. */
static double count_local(const struct care_profiles *profiles, int district)
{
    double local = 0;
    for (int i = 0; i < profiles->n_list[district]; i++) {
        const struct care_profile_count *here = &profiles->list[district][i];
        local += here->who.is_local ? here->persons : 0;
    }
    return local;
}

/* Residents younger than an age. */
static double count_younger(const int32_t *of_sex_and_age, int age_below)
{
    double persons = 0;
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        persons += i % CARE_N_AGES < age_below ? of_sex_and_age[i] : 0;
    }
    return persons;
}

static int close_year(void *self, const struct care_year *year)
{
    enum { TODDLERS_BELOW = 3 };
    const struct care_registered *registered = self;
    const struct care_registration *of = registered->registration;
    for (int d = 0; d < registered->areas->n_districts && registered->cube != NULL; d++) {
        const int32_t *residents = care_tally_counts(registered->tally, registered->population, year->year, d);
        double *out = care_tally_amounts(registered->tally, registered->cube, year->year, d);
        out[CARE_REGISTERED_ELDERS] = count_local(registered->profiles, d) * of->district_ratio[d] + of->absent[d];
        out[CARE_REGISTERED_ALL] = count_younger(residents, CARE_N_AGES) * of->all_ratio[d];
        out[CARE_REGISTERED_UNDER_3] = count_younger(residents, TODDLERS_BELOW) * of->under_3_ratio[d];
    }
    return CARE_OK;
}

const struct care_model care_registration_model = {
    .name = "registration",
    .doc = {"people registered in a district, resident or not", "各区户籍人口（不论是否常住）"},
    .close = close_year,
};

static const char *const items[] = {"elders", "all", "under_3"};
static const char *const items_zh[] = {"60 岁及以上", "全部年龄", "3 岁以下"};
static const struct care_axis item_axis = {
    "registered_item", CARE_N_REGISTERED_ITEMS, NULL, items, items_zh, {"whom registered", "户籍人口类别"}, NULL};
const struct care_cube_spec care_registration_cube = {
    "registered",
    CARE_CUBE_FLOAT64,
    CARE_CUBE_STOCK,
    {&item_axis},
    "1",
    {"people registered in the district (户籍), residents or not; missing where it is not known",
     "本区户籍人口（不论是否常住）；不详则缺失"},
    "registration",
    3};
