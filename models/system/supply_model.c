#include "models/system/supply_model.h"

#include "models/axes.h"

#include <string.h>

/* ---- cubes ---- */

enum { BUILT, CLOSED, CONVERTED_IN, CONVERTED_OUT, N_CHANGES };
enum { DAY_PLACES, HOME_BEDS, N_PLACES };
enum { NODES, COVERED, N_NODE_COUNTS };

static const char *const places[N_PLACES] = {"day_places", "home_beds"};
static const char *const places_zh[N_PLACES] = {"日间照料位", "家庭养老床位"};
static const struct care_axis place_axis = {
    "community_place", N_PLACES, NULL, places, places_zh, {"place outside homes", "机构外照护资源"}, NULL};

static const char *const facilities[CARE_N_FACILITIES] = {
    "public_homes",       "private_homes",      "guidance_centres", "street_centres", "full_street_centres",
    "urban_day_stations", "rural_day_stations", "village_homes",    "canteens",       "central_kitchens",
    "dementia_areas",     "dementia_homes"};
static const char *const facilities_zh[CARE_N_FACILITIES] = {
    "公办养老机构", "民办养老机构",   "区级指导中心", "街镇养老服务中心", "其中功能齐全",         "城市社区日间照料站",
    "村日间照料站", "农村互助幸福院", "老年食堂",     "中央厨房",         "设失智照护专区的机构", "失智专业照护机构"};
static const struct care_axis facility_axis = {
    "facility", CARE_N_FACILITIES, NULL, facilities, facilities_zh, {"kind of facility", "设施类别"}, NULL};

static const char *const changes[N_CHANGES] = {"built", "closed", "converted_in", "converted_out"};
static const char *const changes_zh[N_CHANGES] = {"新增", "关停", "改造转入", "改造转出"};
static const struct care_axis change_axis = {
    "supply_change",
    N_CHANGES,
    NULL,
    changes,
    changes_zh,
    {"stock of the year before + built + converted_in = stock + closed + converted_out",
     "上年末+新增+改造转入=年末+关停+改造转出"},
    NULL};

static const char *const levels[CARE_N_NETWORK_LEVELS] = {"city",      "district", "street_town",
                                                          "community", "village",  "household"};
static const char *const levels_zh[CARE_N_NETWORK_LEVELS] = {"市", "区", "街道（乡镇）", "社区", "村", "家庭"};
static const struct care_axis level_axis = {
    "network_level", CARE_N_NETWORK_LEVELS, NULL, levels, levels_zh, {"level of the network", "网络层级"}, NULL};

static const char *const node_counts[N_NODE_COUNTS] = {"nodes", "covered"};
static const char *const node_counts_zh[N_NODE_COUNTS] = {"节点", "已覆盖节点"};
static const struct care_axis node_count_axis = {
    "network_count", N_NODE_COUNTS, NULL, node_counts, node_counts_zh, {"nodes of the network", "网络节点"}, NULL};

#define CUBE(name_, type_, time_, en, zh, ...)                         \
    {                                                                  \
        name_, type_, time_, {__VA_ARGS__}, "1", {en, zh}, "supply", 3 \
    }
const struct care_cube_spec care_supply_model_cubes[CARE_N_SUPPLY_CUBES] = {
    [CARE_SUPPLY_CUBE_BEDS_BY_OWNER] = CUBE("beds_by_owner", CARE_CUBE_INT32, CARE_CUBE_STOCK, "beds in the district",
                                            "本区床位数，按举办性质与类型", &care_axes_owner, &care_axes_bed_class),
    [CARE_SUPPLY_CUBE_PLACES] = CUBE("places", CARE_CUBE_INT32, CARE_CUBE_STOCK, "places outside homes in the district",
                                     "本区机构外照护资源", &place_axis),
    [CARE_SUPPLY_CUBE_FACILITIES] = CUBE("facilities", CARE_CUBE_INT32, CARE_CUBE_STOCK, "facilities in the district",
                                         "本区设施数", &facility_axis),
    [CARE_SUPPLY_CUBE_CHANGES] = CUBE("supply_changes", CARE_CUBE_INT32, CARE_CUBE_FLOW,
                                      "beds and places built, closed and converted in the year",
                                      "当年新增、关停与改造的床位和照护资源", &care_axes_place_class, &change_axis),
    [CARE_SUPPLY_CUBE_COVERAGE] =
        CUBE("coverage", CARE_CUBE_FLOAT64_MEAN, CARE_CUBE_STOCK,
             "share of the nodes of a level with a valid facility, one to a node; missing where there is no node",
             "各层级节点设施覆盖率，每节点至多计一处；无节点则缺失", &level_axis),
    [CARE_SUPPLY_CUBE_NETWORK] = CUBE(
        "network", CARE_CUBE_INT32, CARE_CUBE_STOCK,
        "nodes of a level that counts (supply.network_levels), and those with a valid facility, one to a node; the "
        "city's node stands in every district, households are the residents of 60 and over in 2020",
        "计入层级（supply.network_levels）的节点数与有有效设施的节点数，每节点至多计一处；市级节点每区各计一次，"
        "家庭节点为 2020 年 60 岁及以上常住人口",
        &level_axis, &node_count_axis),
    [CARE_SUPPLY_CUBE_HOSPICE] =
        CUBE("hospice_beds", CARE_CUBE_INT32, CARE_CUBE_STOCK, "hospice beds, which are among the nursing beds",
             "安宁疗护床位（含在护理型床位内）", NULL),
};
#undef CUBE

/* ---- a year ---- */

static size_t last_month(const struct care_supply *supply, int year, int district)
{
    const size_t month = (size_t)(year - CARE_FIRST_YEAR) * CARE_MONTHS_A_YEAR + CARE_MONTHS_A_YEAR - 1;
    return month * (size_t)supply->n_districts + (size_t)district;
}

static int32_t *counts_of(const struct care_supply_model *model, enum care_supply_cube cube, int year, int district)
{
    return care_tally_counts(model->tally, model->cube[cube], year, district);
}

static void record_stock(const struct care_supply_model *model, int year, int district)
{
    const struct care_supply *supply = model->supply;
    int32_t *beds = counts_of(model, CARE_SUPPLY_CUBE_BEDS_BY_OWNER, year, district);
    int32_t *open = counts_of(model, CARE_SUPPLY_CUBE_FACILITIES, year, district);
    int32_t *outside = counts_of(model, CARE_SUPPLY_CUBE_PLACES, year, district);
    const size_t n_beds = (size_t)CARE_N_OWNERS * CARE_N_BED_CLASSES, at = last_month(supply, year, district);
    if (beds != NULL) {
        memcpy(beds, supply->beds + at * n_beds, n_beds * sizeof *beds);
    }
    if (open != NULL) {
        memcpy(open, care_supply_facilities(supply, year, district), CARE_N_FACILITIES * sizeof *open);
    }
    if (counts_of(model, CARE_SUPPLY_CUBE_HOSPICE, year, district) != NULL) {
        *counts_of(model, CARE_SUPPLY_CUBE_HOSPICE, year, district) =
            supply->hospice_beds[(year - CARE_FIRST_YEAR) * supply->n_districts + district];
    }
    if (outside != NULL) {
        outside[DAY_PLACES] = supply->day_places[at];
        outside[HOME_BEDS] = supply->home_beds[at];
    }
}

static void record_changes(const struct care_supply_model *model, int year, int district)
{
    const struct care_supply_changes *of_year = care_supply_changes(model->supply, year, district);
    int32_t *cells = counts_of(model, CARE_SUPPLY_CUBE_CHANGES, year, district);
    for (int owner = 0; owner < CARE_N_OWNERS && cells != NULL; owner++) {
        for (int class = 0; class < CARE_N_PLACE_CLASSES; class ++) {
            cells[class * N_CHANGES + BUILT] += of_year->built[owner][class];
            cells[class * N_CHANGES + CLOSED] += of_year->closed[owner][class];
        }
        cells[CARE_ORDINARY_BED * N_CHANGES + CONVERTED_OUT] += of_year->converted_to_nursing[owner];
        cells[CARE_NURSING_BED * N_CHANGES + CONVERTED_IN] += of_year->converted_to_nursing[owner];
        cells[CARE_NURSING_BED * N_CHANGES + CONVERTED_OUT] += of_year->converted_to_dementia[owner];
        cells[CARE_DEMENTIA_BED * N_CHANGES + CONVERTED_IN] += of_year->converted_to_dementia[owner];
    }
}

static void record_coverage(const struct care_supply_model *model, int year, int district)
{
    struct care_cube *cube = model->cube[CARE_SUPPLY_CUBE_COVERAGE];
    for (int level = 0; level < CARE_N_NETWORK_LEVELS && cube != NULL; level++) {
        care_tally_amounts(model->tally, cube, year, district)[level] =
            care_supply_coverage(model->supply, year, district, (enum care_network_level)level);
    }
}

static void record_network(const struct care_supply_model *model, int year, int district)
{
    int32_t *cells = counts_of(model, CARE_SUPPLY_CUBE_NETWORK, year, district);
    for (int level = 0; level < CARE_N_NETWORK_LEVELS && cells != NULL; level++) {
        const struct care_supply_nodes of_level =
            care_supply_network(model->supply, year, district, (enum care_network_level)level);
        cells[level * N_NODE_COUNTS + NODES] = of_level.nodes;
        cells[level * N_NODE_COUNTS + COVERED] = of_level.covered;
    }
}

static void record(const struct care_supply_model *model, int year)
{
    for (int district = 0; district < model->supply->n_districts; district++) {
        record_stock(model, year, district);
        record_changes(model, year, district); /* none in 2020 */
        record_coverage(model, year, district);
        record_network(model, year, district);
    }
}

void care_supply_model_start(const struct care_supply_model *model)
{
    record(model, CARE_FIRST_YEAR);
}

static int settle(void *self, const struct care_year *year, struct care_table *table)
{
    (void)table;
    record(self, year->year);
    return CARE_OK;
}

const struct care_model care_supply_model_descriptor = {
    .name = "supply",
    .doc = {"the year's supply of care, as planned before the run", "当年照护供给（运行前已确定）"},
    .settle = settle,
};
