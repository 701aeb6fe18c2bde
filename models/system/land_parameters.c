#include "models/system/land_parameters.h"

#include "models/columns.h"

#include <stddef.h>

static const struct care_sheet_column site_columns[] = {
    [CARE_SITES_AREA] = CARE_COLUMNS_AREA_OF("code of the district", "区县代码"),
    [CARE_SITES_PLOT_RATIO] = {.name = "plot_ratio",
                               .kind = CARE_SHEET_REAL,
                               .unit = "1",
                               .min = 0.2,
                               .max = 5,
                               .doc = {"floor to land of new plots", "新建地块容积率"}},
    [CARE_SITES_HOUSEHOLD_PERSONS] = {.name = "household_persons",
                                      .kind = CARE_SHEET_REAL,
                                      .unit = "1",
                                      .min = 1,
                                      .max = 10,
                                      .doc = {"mean size of family households in 2020", "2020 年平均家庭户规模"}},
};
const struct care_sheet_spec care_land_parameters_sites_sheet = {
    .name = "land_sites",
    .columns = site_columns,
    .n_columns = sizeof site_columns / sizeof site_columns[0],
    .min_rows = 1,
    .doc = {"plot ratio and household size by district", "各区容积率与户规模"},
};

#define COUNT(path, en, zh)                                                                        \
    {                                                                                              \
        .name = path, .kind = CARE_SHEET_INT, .unit = "1", .min = 1, .max = 1e7, .doc = { en, zh } \
    }
/* Empty: not yet. */
#define STEP(path, optional, en, zh)                                                           \
    {                                                                                          \
        .name = path, .kind = CARE_SHEET_INT, .unit = "year", .min = 0, .max = CARE_LAST_YEAR, \
        .is_optional = optional, .doc = {                                                      \
            en,                                                                                \
            zh                                                                                 \
        }                                                                                      \
    }
static const struct care_sheet_column new_area_columns[] = {
    [CARE_NEW_AREAS_AREA] = CARE_COLUMNS_AREA_OF("code of the district", "区县代码"),
    [CARE_NEW_AREAS_NAME] = {.name = "name",
                             .kind = CARE_SHEET_TEXT,
                             .is_key = true,
                             .doc = {"of the area, or of those the row stands for",
                                     "居住区名称，或该行所代表的居住区"}},
    [CARE_NEW_AREAS_N] = {.name = "n_areas",
                          .kind = CARE_SHEET_INT,
                          .unit = "1",
                          .min = 1,
                          .max = 10000,
                          .is_optional = true,
                          .fallback = 1,
                          .doc = {"how many equal areas the row stands for", "该行代表的同类居住区个数"}},
    [CARE_NEW_AREAS_HOUSEHOLDS] = COUNT("households", "in all areas of the row", "户数（该行合计）"),
    [CARE_NEW_AREAS_PERSONS] = COUNT("persons", "in all areas of the row", "人数（该行合计）"),
    [CARE_NEW_AREAS_PLANNED] = STEP("planned_year", false, "year of the plan", "规划年份"),
    [CARE_NEW_AREAS_BUILT] = STEP("built_year", true, "year built; empty: not yet", "建成年份；空白表示尚未"),
    [CARE_NEW_AREAS_ACCEPTED] = STEP("accepted_year", true, "year accepted; empty: not yet", "验收年份；空白表示尚未"),
    [CARE_NEW_AREAS_HANDED_OVER] =
        STEP("handed_over_year", true, "year handed over; empty: not yet", "交付年份；空白表示尚未"),
    [CARE_NEW_AREAS_FLOOR] = {.name = "floor_m2",
                              .kind = CARE_SHEET_REAL,
                              .unit = "m2",
                              .min = -1,
                              .max = 1e7,
                              .is_optional = true,
                              .fallback = -1,
                              .doc = {"of care facilities in the areas that comply; empty: as the rule asks",
                                      "达标居住区的养老设施建筑面积合计；空白表示按规定"}},
    [CARE_NEW_AREAS_COMPLIANT] = {.name = "compliant_areas",
                                  .kind = CARE_SHEET_INT,
                                  .unit = "1",
                                  .min = 0,
                                  .max = 10000,
                                  .doc = {"how many of the areas have, or are to have, a facility that meets the rule",
                                          "已有或将有达标养老设施的居住区个数"}},
};
#undef STEP
#undef COUNT
const struct care_sheet_spec care_land_parameters_new_areas_sheet = {
    .name = "new_areas",
    .columns = new_area_columns,
    .n_columns = sizeof new_area_columns / sizeof new_area_columns[0],
    .min_rows = 1,
    .doc = {"new residential areas and the steps they went through", "新建居住区及其规划、建设、验收、交付年份"},
};

static const char *const rules[] = {"land_per_head", "floor_per_head", "floor_per_100_households", NULL};

#define NUMBER(path, what, member, unit_, least, most, from, to, value, anchor, conf, en, zh)                     \
    {                                                                                                             \
        .name = path, .kind = what, .offset = offsetof(struct care_land_parameters, member), .unit = unit_,       \
        .min = least, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, .source = anchor, \
        .confidence = conf                                                                                        \
    }
#define AREA(path, member, most, from, to, value, anchor, en, zh) \
    NUMBER(path, CARE_FIELD_LEVER, member, "m2", 0, most, from, to, value, anchor, CARE_SEEN, en, zh)
#define SHARE(path, member, from, to, value, anchor, conf, en, zh) \
    NUMBER(path, CARE_FIELD_LEVER, member, "1", 0, 1, from, to, value, anchor, conf, en, zh)
#define PLACE(path, member, from, to, value, en, zh)                                           \
    NUMBER("floor_m2_per_place." path, CARE_FIELD_REAL, member, "m2", 1, 200, from, to, value, \
           "#land-floor-m2-per-place", CARE_DERIVED, "floor " en, zh "建筑面积")
#define PAID(path, way, from, en, zh)                                                                         \
    NUMBER("paid_ratio." path, CARE_FIELD_LEVER, paid_ratio[way], "1", 0, 10, from, 1, 1, "#land-paid-ratio", \
           CARE_CHOSEN, "what is paid for land that is " en ", ratio to the price", zh "用地实付与单价之比")
static const struct care_field fields[] = {
    {.name = "sites",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_land_parameters, sites),
     .is_required = true,
     .sheet = &care_land_parameters_sites_sheet,
     .doc = {"plot ratio and household size by district", "各区容积率与户规模"},
     .source = "#land-sites",
     .confidence = CARE_DERIVED},
    {.name = "new_areas",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_land_parameters, new_areas),
     .sheet = &care_land_parameters_new_areas_sheet,
     .doc = {"new residential areas; without the table there are none", "新建居住区；无此表则没有"},
     .source = "#land-new-areas",
     .confidence = CARE_ASSUMED},
    {.name = "rule",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct care_land_parameters, rule),
     .choices = rules,
     .fallback = CARE_LAND_PER_HEAD,
     .doc = {"what the rule for community facilities counts", "社区养老服务设施配建标准的口径"},
     .source = "#land-rule",
     .confidence = CARE_SEEN},
    AREA("land_per_head_m2", land_per_head_m2, 10, 0.1, 0.2, 0.1, "#land-land-per-head-m2", "land for each resident",
         "人均用地"),
    AREA("floor_per_head_m2", floor_per_head_m2, 10, 0.1, 0.2, 0.1, "#land-floor-per-head-m2",
         "floor for each resident", "人均建筑面积"),
    AREA("floor_per_100_households_m2.new", new_households_floor_m2, 1000, 15, 40, 20,
         "#land-floor-per-100-households-m2", "floor per 100 households of new areas", "新建居住区每百户建筑面积"),
    AREA("floor_per_100_households_m2.built", built_households_floor_m2, 1000, 10, 30, 15,
         "#land-floor-per-100-households-m2", "floor per 100 households of built areas", "已建成居住区每百户建筑面积"),
    AREA("least_floor_m2.street_centre", street_centre_m2, 100000, 800, 3000, 1000, "#land-least-floor-m2",
         "least floor of a street's or town's centre", "街道（乡镇）综合养老服务中心最小面积"),
    AREA("least_floor_m2.station", station_m2, 100000, 150, 500, 200, "#land-least-floor-m2",
         "least floor of a day station", "日间照料站（点）最小面积"),
    AREA("least_floor_m2.single_facility", single_facility_m2, 100000, 250, 800, 350, "#land-least-floor-m2",
         "least floor of one community facility", "单处社区养老服务设施最小面积"),
    SHARE("station_share.urban", urban_station_share, 0.3, 1, 0.9, "#land-station-share", CARE_SEEN,
          "share of urban communities that shall have a station", "应设日间照料站的城镇社区比例"),
    SHARE("station_share.rural", rural_station_share, 0.2, 1, 0.5, "#land-station-share", CARE_SEEN,
          "share of villages that shall have a station", "应设日间照料站的行政村比例"),
    NUMBER("beds_per_1000_elders", CARE_FIELD_LEVER, beds_per_1000_elders, "1", 0, 1000, 25, 45, 40,
           "#land-beds-per-1000-elders", CARE_SEEN, "beds the code asks per 1000 residents of 60 and over",
           "每千名 60 岁及以上常住老人床位数"),
    PLACE("ordinary_bed", place_floor_m2[CARE_ORDINARY_BED], 30, 42, 35, "of an ordinary bed", "普通床位"),
    PLACE("nursing_bed", place_floor_m2[CARE_NURSING_BED], 38, 50, 45, "of a nursing bed", "护理型床位"),
    PLACE("dementia_bed", place_floor_m2[CARE_DEMENTIA_BED], 42, 55, 48, "of a dementia bed", "失智照护床位"),
    PLACE("day_place", place_floor_m2[CARE_DAY_PLACE], 12, 25, 18, "of a day place", "日间照料位"),
    NUMBER("planning_occupancy", CARE_FIELD_LEVER, planning_occupancy, "1", 0.1, 1, 0.75, 0.92, 0.85,
           "#land-planning-occupancy", CARE_ASSUMED,
           "share of places that are in use in a home or station planned well", "规划使用率"),
    NUMBER("beds_per_home", CARE_FIELD_REAL, home_beds, "1", 20, 2000, 100, 300, 200, "#land-beds-per-home",
           CARE_DERIVED, "beds of a new home", "新建机构规模"),
    NUMBER("plot_ratio_factor", CARE_FIELD_LEVER, plot_ratio_factor, "1", 0.1, 10, 0.67, 1.33, 1,
           "#land-plot-ratio-factor", CARE_CHOSEN, "factor on the plot ratios of the table", "容积率倍数"),
    NUMBER("land_m2_per_bed.least", CARE_FIELD_REAL, bed_land_low_m2, "m2", 1, 500, 18, 18, 18, "#land-land-m2-per-bed",
           CARE_SEEN, "least land of a bed", "每床用地下限"),
    NUMBER("land_m2_per_bed.most", CARE_FIELD_REAL, bed_land_high_m2, "m2", 1, 500, 44, 44, 44, "#land-land-m2-per-bed",
           CARE_SEEN, "most land of a bed", "每床用地上限"),
    NUMBER("density_share", CARE_FIELD_REAL, density_share, "1", 0.05, 1, 0.2, 0.3, 0.3, "#land-density-share",
           CARE_RECALLED, "share of a plot under buildings, at most", "建筑密度上限"),
    SHARE("green_share", green_share, 0.35, 0.45, 0.4, "#land-green-share", CARE_RECALLED,
          "green share of a plot, at least; 0.35 where buildings are rebuilt", "绿地率下限；改扩建为 0.35"),
    SHARE("stock_reuse.share", stock_reuse_share, 0, 0.5, 0, "#land-stock-reuse", CARE_CHOSEN,
          "share of new floor in existing buildings, without new land", "利用存量房屋的新增面积比例"),
    NUMBER("stock_reuse.transition_years", CARE_FIELD_INT, reuse_transition_years, "year", 1, 30, 5, 5, 5,
           "#land-stock-reuse", CARE_SEEN, "years in which reused buildings keep the old use of their land",
           "存量房屋按原用途使用的过渡期"),
    NUMBER("stock_reuse.rent_yuan_per_m2_year", CARE_FIELD_LEVER, reuse_rent_yuan, "yuan m-2 year-1", 0, 1e5, 0, 400, 0,
           "#land-stock-reuse", CARE_SEEN, "rent of reused public buildings; 0: free", "存量公有房屋租金；0 为免费"),
    NUMBER("price_yuan_per_m2.allocated", CARE_FIELD_LEVER, allocated_yuan, "yuan m-2", 0, 1e6, 0, 500, 0,
           "#land-price-yuan-per-m2", CARE_SEEN, "price of allocated land", "划拨用地单价"),
    NUMBER("price_yuan_per_m2.paid", CARE_FIELD_LEVER, paid_yuan, "yuan m-2", 0, 1e6, 400, 12000, 2500,
           "#land-price-yuan-per-m2", CARE_ASSUMED, "price of land of for-profit homes", "营利性机构有偿用地单价"),
    PAID("lease", CARE_PAID_LEASE, 0.4, "leased", "租赁"),
    PAID("lease_then_grant", CARE_PAID_LEASE_THEN_GRANT, 0.6, "leased first and granted later", "先租后让"),
    PAID("grant", CARE_PAID_GRANT, 0.8, "granted", "出让"),
    SHARE("upgrade_land_share", upgrade_land_share, 0, 1, 0, "#land-upgrade-land-share", CARE_SEEN,
          "land taken when beds are upgraded in place, as a share of what the better beds need more",
          "原地改造床位所占新增用地的比例"),
    NUMBER("four_sync.backlog_from_year", CARE_FIELD_INT, backlog_from_year, "year", 1990, CARE_LAST_YEAR, 2014, 2014,
           2014, "#land-four-sync", CARE_SEEN, "areas built from this year on are reviewed", "清查起始年份"),
    {.name = "four_sync.pools_neighbours",
     .kind = CARE_FIELD_BOOL,
     .offset = offsetof(struct care_land_parameters, pools_neighbours),
     .fallback = 1,
     .doc = {"areas too small for a facility share one with neighbours", "规模不足的相邻居住区可统筹配置"},
     .source = "#land-four-sync",
     .confidence = CARE_SEEN},
    SHARE("four_sync.compliance", four_sync_compliance, 0.5, 1, 1, "#land-four-sync", CARE_CHOSEN,
          "share of the facilities due that are really handed over, after 2020", "2020 年后应配建设施的实际达标比例"),
    NUMBER("four_sync.hand_over_delay_years", CARE_FIELD_LEVER, hand_over_delay_years, "year", 0, 30, 0, 5, 0,
           "#land-four-sync", CARE_CHOSEN, "delay of what is to be handed over after 2020", "2020 年后交付延迟"),
    SHARE("four_sync.backlog_cleared_share_per_year", backlog_cleared_share_per_year, 0, 1, 0.2, "#land-four-sync",
          CARE_ASSUMED, "share of the backlog of a year ago that gets a facility", "每年补齐欠账的比例"),
};
#undef PAID
#undef PLACE
#undef SHARE
#undef AREA
#undef NUMBER
const struct care_section care_land_parameters_section = {
    .name = "land",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_land_parameters),
    .doc = {"land rules and new residential areas", "用地标准与新建居住区"},
};
