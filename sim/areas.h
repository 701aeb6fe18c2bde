/** @file  The tree of areas (city > district > street). People live in a leaf; results are shown by district. */
#ifndef CARE_SIM_AREAS_H
#define CARE_SIM_AREAS_H

#include "sim/diagnostics.h"
#include "sim/fields.h"
#include "sim/sheet.h"
#include "sim/text.h"

#include <stdint.h>

enum care_area_kind { CARE_AREA_CITY, CARE_AREA_DISTRICT, CARE_AREA_STREET };

/** Columns of the areas table; description in care_areas_sheet. */
enum care_areas_column {
    CARE_AREAS_CODE,
    CARE_AREAS_PARENT,
    CARE_AREAS_KIND,
    CARE_AREAS_NAME_ZH,
    CARE_AREAS_NAME_EN,
    CARE_AREAS_LONGITUDE,
    CARE_AREAS_LATITUDE,
    CARE_AREAS_GROUP,
    CARE_N_AREAS_COLUMNS
};
extern const struct care_sheet_spec care_areas_sheet;

/** Section `areas` of the scenario. Sheet owned by the scenario. */
struct care_areas_parameters {
    struct care_sheet *table;
};
extern const struct care_section care_areas_section;

struct care_area {
    int32_t code; /* GB/T 2260 or the user's own */
    enum care_area_kind kind;
    struct care_text name;                      /* borrowed from the sheet */
    double longitude_degrees, latitude_degrees; /* of the seat */
    int parent;                                 /* index; -1 for the city */
    int leaf;                                   /* index among leaves; -1 for inner areas */
    int district; /* index among districts of the district it is or lies in; -1 for the city */
};

/** Plain data, filled by care_areas_create; arrays owned by it. */
struct care_areas {
    int n;
    struct care_area *area;
    int n_leaves;
    int *leaf; /* [n_leaves] area index */
    int n_districts;
    int *district; /* [n_districts] area index */
    double *km;    /* [n_districts][n_districts] great-circle distance between seats */
};

/** Checks that the table is one tree of city > district > street, its groups too, and builds it. The sheet must outlive it.
 *  @return CARE_OK, CARE_ERROR_INPUT (the list says what), CARE_ERROR_MEMORY */
CARE_NODISCARD int care_areas_create(const struct care_sheet *sheet, struct care_diagnostics *list,
                                     struct care_areas **out);
void care_areas_free(struct care_areas *areas);

/** Index of the area with this code, or -1. */
int care_areas_find(const struct care_areas *areas, int32_t code);

/** Index of the district whose code stands in a row of a table; -1 when there is none, which is added to @p list. */
int care_areas_district_in_row(const struct care_areas *areas, const struct care_sheet *sheet, int column, int row,
                               struct care_diagnostics *list);

/** Adds to @p list the districts that have no row in a table. */
void care_areas_check_districts(const struct care_areas *areas, const struct care_sheet *sheet, int column,
                                struct care_diagnostics *list);

/** District index in which a leaf lies. */
static inline int care_areas_district_of_leaf(const struct care_areas *areas, int leaf)
{
    return areas->area[areas->leaf[leaf]].district;
}

#endif
