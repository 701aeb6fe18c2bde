#include "sim/areas.h"

#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"city", "district", "street", NULL};

static const struct care_sheet_column columns[] = {
    [CARE_AREAS_CODE] = {.name = "code",
                         .kind = CARE_SHEET_INT,
                         .unit = "1",
                         .min = 1,
                         .max = 999999999,
                         .is_key = true,
                         .doc = {"code of the area (GB/T 2260 for districts)", "区划代码（区县用 GB/T 2260）"}},
    [CARE_AREAS_PARENT] = {.name = "parent",
                           .kind = CARE_SHEET_INT,
                           .unit = "1",
                           .min = 0,
                           .max = 999999999,
                           .doc = {"code of the area it lies in; 0 for the city", "上级区划代码；城市填 0"}},
    [CARE_AREAS_KIND] = {.name = "kind",
                         .kind = CARE_SHEET_CHOICE,
                         .choices = kinds,
                         .doc = {"city, district or street", "层级：city 市、district 区县、street 街道乡镇"}},
    [CARE_AREAS_NAME_ZH] = {.name = "name_zh", .kind = CARE_SHEET_TEXT, .doc = {"Chinese name", "中文名"}},
    [CARE_AREAS_NAME_EN] = {.name = "name_en", .kind = CARE_SHEET_TEXT, .doc = {"English name", "英文名"}},
    [CARE_AREAS_LONGITUDE] = {.name = "longitude_degrees",
                              .kind = CARE_SHEET_REAL,
                              .unit = "degree",
                              .min = -180,
                              .max = 180,
                              .doc = {"longitude of the seat", "驻地经度"}},
    [CARE_AREAS_LATITUDE] = {.name = "latitude_degrees",
                             .kind = CARE_SHEET_REAL,
                             .unit = "degree",
                             .min = -90,
                             .max = 90,
                             .doc = {"latitude of the seat", "驻地纬度"}},
    [CARE_AREAS_GROUP] = {.name = "group",
                          .kind = CARE_SHEET_TEXT,
                          .is_optional = true,
                          .doc = {"group of districts that a policy may name, e.g. central_six; may be empty",
                                  "政策可以引用的区组，如 central_six；可空"}},
};

const struct care_sheet_spec care_areas_sheet = {
    .name = "areas",
    .columns = columns,
    .n_columns = sizeof columns / sizeof columns[0],
    .min_rows = 2,
    .doc = {"the tree of areas", "区划树"},
};

static const struct care_field fields[] = {
    {.name = "table",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_areas_parameters, table),
     .is_required = true,
     .sheet = &care_areas_sheet,
     .doc = {"the tree of areas", "区划树"},
     .source = "#areas-table",
     .confidence = CARE_RECALLED},
};
const struct care_section care_areas_section = {
    .name = "areas",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_areas_parameters),
    .doc = {"areas", "区划"},
};

int care_areas_find(const struct care_areas *areas, int32_t code)
{
    for (int i = 0; i < areas->n; i++) {
        if (areas->area[i].code == code) {
            return i;
        }
    }
    return -1;
}

static struct care_place place_of(const struct care_sheet *sheet, int row, enum care_areas_column column)
{
    return (struct care_place){
        .file = care_sheet_origin(sheet, row), .line = sheet->line[row], .column = 0, .key = columns[column].name};
}

static void read_rows(const struct care_sheet *sheet, struct care_areas *areas)
{
    for (int i = 0; i < areas->n; i++) {
        areas->area[i] = (struct care_area){
            .code = (int32_t)care_sheet_int(sheet, CARE_AREAS_CODE, i),
            .kind = (enum care_area_kind)care_sheet_int(sheet, CARE_AREAS_KIND, i),
            .name = {care_sheet_text(sheet, CARE_AREAS_NAME_EN, i), care_sheet_text(sheet, CARE_AREAS_NAME_ZH, i)},
            .longitude_degrees = care_sheet_number(sheet, CARE_AREAS_LONGITUDE, i),
            .latitude_degrees = care_sheet_number(sheet, CARE_AREAS_LATITUDE, i),
            .parent = -1,
            .leaf = -1,
            .district = -1,
        };
    }
}

/* A parent is one level up, so no circle is possible. */
static void link_parents(const struct care_sheet *sheet, struct care_areas *areas, struct care_diagnostics *list)
{
    int n_cities = 0;
    for (int i = 0; i < areas->n; i++) {
        struct care_area *area = &areas->area[i];
        const int code = care_sheet_int(sheet, CARE_AREAS_PARENT, i);
        if (area->kind == CARE_AREA_CITY) {
            n_cities++;
            if (code != 0) {
                care_diagnostics_add(list, place_of(sheet, i, CARE_AREAS_PARENT), "a city has parent 0, not %d",
                                     "城市的上级应为 0，而不是 %d", code);
            }
            continue;
        }
        area->parent = care_areas_find(areas, code);
        if (area->parent < 0 || areas->area[area->parent].kind != area->kind - 1) {
            care_diagnostics_add(list, place_of(sheet, i, CARE_AREAS_PARENT), "parent %d is not a %s of this table",
                                 "上级 %d 不是本表中的 %s", code, kinds[area->kind - 1]);
            area->parent = -1;
        }
    }
    if (n_cities != 1) {
        care_diagnostics_add(list, place_of(sheet, 0, CARE_AREAS_KIND), "one row must be the city; found %d",
                             "须有且仅有一行为 city；现有 %d 行", n_cities);
    }
}

/* snake_case or Chinese: what stands in a list of a scenario file without quotes and is no code. */
static bool is_group_name(const char *name)
{
    for (const char *c = name; *c != '\0'; c++) {
        const bool is_letter = (*c >= 'a' && *c <= 'z') || (unsigned char)*c >= 0x80;
        const bool is_inner = c > name && ((*c >= '0' && *c <= '9') || *c == '_');
        if (!is_letter && !is_inner) {
            return false;
        }
    }
    return true;
}

static bool is_district_name(const struct care_areas *areas, const char *name)
{
    for (int i = 0; i < areas->n; i++) {
        const struct care_area *area = &areas->area[i];
        if (area->kind == CARE_AREA_DISTRICT &&
            (strcmp(area->name.zh, name) == 0 || strcmp(area->name.en, name) == 0)) {
            return true;
        }
    }
    return false;
}

/* A policy names a district or a group by one word, which must not mean both. */
static void check_groups(const struct care_sheet *sheet, const struct care_areas *areas, struct care_diagnostics *list)
{
    for (int i = 0; i < areas->n; i++) {
        const char *group = care_sheet_text(sheet, CARE_AREAS_GROUP, i);
        const struct care_place place = place_of(sheet, i, CARE_AREAS_GROUP);
        if (group[0] == '\0') {
            continue;
        }
        if (areas->area[i].kind != CARE_AREA_DISTRICT) {
            care_diagnostics_add(list, place, "only districts have a group", "只有区县才有分组");
        }
        if (!is_group_name(group)) {
            care_diagnostics_add(list, place, "'%s' is no name of a group: small letters, digits and _, or Chinese",
                                 "“%s”不能作组名：应为小写字母、数字与 _，或汉字", group);
        } else if (is_district_name(areas, group)) {
            care_diagnostics_add(list, place, "group '%s' has the name of a district", "组“%s”与某个区同名", group);
        }
    }
}

static bool has_child(const struct care_areas *areas, int parent)
{
    for (int i = 0; i < areas->n; i++) {
        if (areas->area[i].parent == parent) {
            return true;
        }
    }
    return false;
}

static void number_districts_and_leaves(struct care_areas *areas)
{
    for (int i = 0; i < areas->n; i++) {
        if (areas->area[i].kind == CARE_AREA_DISTRICT) {
            areas->area[i].district = areas->n_districts;
            areas->district[areas->n_districts++] = i;
        }
    }
    for (int i = 0; i < areas->n; i++) {
        struct care_area *area = &areas->area[i];
        if (area->kind == CARE_AREA_STREET && area->parent >= 0) {
            area->district = areas->area[area->parent].district;
        }
        if (area->kind != CARE_AREA_CITY && !has_child(areas, i)) {
            area->leaf = areas->n_leaves;
            areas->leaf[areas->n_leaves++] = i;
        }
    }
}

static double great_circle_km(const struct care_area *a, const struct care_area *b)
{
    const double degree = 3.14159265358979323846 / 180, earth_km = 6371.0088; /* mean radius, IUGG */
    const double half_lat = sin((b->latitude_degrees - a->latitude_degrees) * degree / 2);
    const double half_lon = sin((b->longitude_degrees - a->longitude_degrees) * degree / 2);
    const double h = half_lat * half_lat +
                     cos(a->latitude_degrees * degree) * cos(b->latitude_degrees * degree) * half_lon * half_lon;
    return care_round(2 * earth_km * asin(sqrt(fmin(1, h))));
}

static void measure_distances(struct care_areas *areas)
{
    for (int i = 0; i < areas->n_districts; i++) {
        for (int j = 0; j < areas->n_districts; j++) {
            areas->km[i * areas->n_districts + j] =
                great_circle_km(&areas->area[areas->district[i]], &areas->area[areas->district[j]]);
        }
    }
}

static bool allocate(struct care_areas *areas, int n)
{
    const size_t size = (size_t)n;
    areas->n = n;
    areas->area = calloc(size, sizeof *areas->area);
    areas->leaf = calloc(size, sizeof *areas->leaf);
    areas->district = calloc(size, sizeof *areas->district);
    return areas->area != NULL && areas->leaf != NULL && areas->district != NULL;
}

int care_areas_create(const struct care_sheet *sheet, struct care_diagnostics *list, struct care_areas **out)
{
    *out = NULL;
    struct care_areas *areas = calloc(1, sizeof *areas);
    if (areas == NULL || !allocate(areas, sheet->n_rows)) {
        care_areas_free(areas);
        return care_trace(CARE_ERROR_MEMORY);
    }
    read_rows(sheet, areas);
    link_parents(sheet, areas, list);
    check_groups(sheet, areas, list);
    int status = care_diagnostics_status(list);
    if (status == CARE_OK) {
        number_districts_and_leaves(areas);
        const size_t n = (size_t)areas->n_districts;
        areas->km = calloc(n * n + 1, sizeof *areas->km);
        status = areas->km != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
    }
    if (status != CARE_OK) {
        care_areas_free(areas);
        return status;
    }
    measure_distances(areas);
    *out = areas;
    return CARE_OK;
}

void care_areas_free(struct care_areas *areas)
{
    if (areas != NULL) {
        free(areas->km);
        free(areas->district);
        free(areas->leaf);
        free(areas->area);
        free(areas);
    }
}

int care_areas_district_in_row(const struct care_areas *areas, const struct care_sheet *sheet, int column, int row,
                               struct care_diagnostics *list)
{
    const int code = care_sheet_int(sheet, column, row), area = care_areas_find(areas, (int32_t)code);
    if (area >= 0 && areas->area[area].kind == CARE_AREA_DISTRICT) {
        return areas->area[area].district;
    }
    care_diagnostics_add(
        list,
        (struct care_place){care_sheet_origin(sheet, row), sheet->line[row], 0, sheet->spec->columns[column].name},
        "area %d is not a district", "区划 %d 不是区县", code);
    return -1;
}

void care_areas_check_districts(const struct care_areas *areas, const struct care_sheet *sheet, int column,
                                struct care_diagnostics *list)
{
    for (int d = 0; d < areas->n_districts; d++) {
        const int32_t code = areas->area[areas->district[d]].code;
        if (care_sheet_row_with(sheet, column, (int)code) < 0) {
            care_diagnostics_add(list,
                                 (struct care_place){.file = sheet->path, .key = sheet->spec->columns[column].name},
                                 "no row for district %d", "缺少区划 %d 的一行", (int)code);
        }
    }
}
