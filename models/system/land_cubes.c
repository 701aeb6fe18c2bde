/* The cubes of land: what they hold and in which words. */
#include "models/system/land.h"

static const char *const classes[] = {"ordinary_beds",  "nursing_beds", "dementia_beds",
                                      "street_centres", "day_stations", "other_community"};
static const char *const classes_zh[] = {"普通床位",         "护理型床位",   "失智照护床位",
                                         "街镇综合服务中心", "日间照料站点", "其他社区设施"};
static const struct care_axis class_axis = {
    "land_class", CARE_N_LAND_CLASSES, NULL, classes, classes_zh, {"what takes floor", "设施类别"}, NULL};

static const char *const measures[] = {"exists", "planned", "needed_by_demand", "needed_by_rule"};
static const char *const measures_zh[] = {"现状", "情景供给", "按需求", "按标准"};
static const struct care_axis measure_axis = {
    "area_measure", CARE_N_LAND_MEASURES, NULL, measures, measures_zh, {"stands or is needed", "口径"}, NULL};

static const char *const houses[] = {"homes", "street_centres", "day_stations", "other_community"};
static const char *const houses_zh[] = {"养老机构", "街镇综合服务中心", "日间照料站点", "其他社区设施"};
static const struct care_axis house_axis = {
    "facility_kind", CARE_N_LAND_HOUSES, NULL, houses, houses_zh, {"kind of facility", "设施种类"}, NULL};

static const char *const syncs[] = {"planned", "built",   "accepted", "handed_over",      "compliant",
                                    "backlog", "cleared", "pooled",   "shared_facilities"};
static const char *const syncs_zh[] = {"规划", "建成",   "验收",     "交付",    "达标",
                                       "欠账", "已补齐", "统筹配置", "统筹设施"};
static const struct care_axis sync_axis = {"four_sync_count",
                                           CARE_N_SYNC_COUNTS,
                                           NULL,
                                           syncs,
                                           syncs_zh,
                                           {"step of new residential areas", "新建居住区四同步环节"},
                                           NULL};

static const char *const plots[] = {"floor", "floor_reused", "land", "footprint", "green", "transition_ends"};
static const char *const plots_zh[] = {"待建面积", "利用存量面积", "新增用地", "建筑基底", "绿地", "过渡期届满面积"};
static const struct care_axis plot_axis = {
    "plot_item", CARE_N_PLOT_ITEMS, NULL, plots, plots_zh, {"of what is still to be built", "待建项目"}, NULL};

#define CUBE(symbol, name_, time_, unit_, en, zh, ...) \
    const struct care_cube_spec symbol = {name_, CARE_CUBE_FLOAT64, time_, {__VA_ARGS__}, unit_, {en, zh}, "land", 3}
CUBE(care_land_cubes_floor, "floor_area", CARE_CUBE_STOCK, "m2",
     "floor of care facilities, at the standard of each class", "养老设施建筑面积（按各类标准）", &class_axis,
     &measure_axis);
CUBE(care_land_cubes_land, "land_area", CARE_CUBE_STOCK, "m2", "land of care facilities, at the standard of each class",
     "养老设施用地面积（按各类标准）", &class_axis, &measure_axis);
CUBE(care_land_cubes_houses, "facility_count", CARE_CUBE_STOCK, "1", "facilities that stand or are needed",
     "设施个数：现有与需要", &house_axis, &measure_axis);
CUBE(care_land_cubes_four_sync, "four_sync", CARE_CUBE_STOCK, "1",
     "new residential areas since the review's first year, by step reached; expected numbers",
     "清查起始年以来新建居住区个数，按所达环节（期望值）", &sync_axis);
static const char *const community[] = {"floor_new", "households_new", "floor_built", "households_built"};
static const char *const community_zh[] = {"新建居住区设施面积", "新建居住区户数", "已建成区设施面积", "已建成区户数"};
static const struct care_axis community_axis = {"community_floor_item",
                                                CARE_N_COMMUNITY_ITEMS,
                                                NULL,
                                                community,
                                                community_zh,
                                                {"m2 of floor, households", "建筑面积（平方米）、户数"},
                                                NULL};
CUBE(care_land_cubes_community, "community_floor", CARE_CUBE_STOCK, "1",
     "floor of community facilities, m2, and the households it is for: of new areas handed over since the review's "
     "first "
     "year, and centres and stations for all others",
     "社区养老服务设施建筑面积（平方米）与所服务户数：清查起始年以来交付的新建居住区；街镇中心与站点服务其余住户",
     &community_axis);
CUBE(care_land_cubes_plots, "new_plots", CARE_CUBE_STOCK, "m2",
     "what is missing after the scenario's supply: floor to be built and the plots it takes",
     "情景供给之外的缺口：待建面积与用地", &plot_axis);
#undef CUBE
