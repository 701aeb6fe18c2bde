#include "models/system/supply_parameters.h"

#include "models/columns.h"
#include "models/system/supply.h"

#include <stddef.h>

/* ---- the tables ---- */

static const char *const bed_classes[] = {"ordinary", "nursing", "dementia", NULL};
static const char *const owners[] = {"public", "public_privately_run", "private", NULL};

#define COUNT(column, en, zh)                                                                        \
    {                                                                                                \
        .name = column, .kind = CARE_SHEET_INT, .unit = "1", .min = 0, .max = 1e6, .doc = { en, zh } \
    }
#define OPTIONAL_COUNT(column, en, zh)                                                                           \
    {                                                                                                            \
        .name = column, .kind = CARE_SHEET_INT, .unit = "1", .min = 0, .max = 1e6, .is_optional = true, .doc = { \
            en,                                                                                                  \
            zh                                                                                                   \
        }                                                                                                        \
    }
#define DISTRICT CARE_COLUMNS_AREA_OF("code of the district", "区县代码")

static const struct care_sheet_column beds_columns[] = {
    [CARE_SUPPLY_BEDS_AREA] = DISTRICT,
    [CARE_SUPPLY_BEDS_CLASS] = {.name = "bed_class",
                                .kind = CARE_SHEET_CHOICE,
                                .choices = bed_classes,
                                .is_key = true,
                                .doc = {"ordinary, nursing, or dementia, which are not among the nursing beds",
                                        "床位类型：ordinary 普通、nursing 护理型、dementia 失智（不计入护理型）"}},
    [CARE_SUPPLY_BEDS_OWNER] = {.name = "owner",
                                .kind = CARE_SHEET_CHOICE,
                                .choices = owners,
                                .is_key = true,
                                .doc = {"public, public_privately_run or private",
                                        "举办性质：public 公办、public_privately_run 公建民营、private 民办"}},
    [CARE_SUPPLY_BEDS_BEDS] = COUNT("beds", "beds in use or ready in 2020", "2020 年床位数"),
};
const struct care_sheet_spec care_supply_parameters_beds_sheet = {
    .name = "beds",
    .columns = beds_columns,
    .n_columns = sizeof beds_columns / sizeof beds_columns[0],
    .min_rows = 1,
    .doc = {"beds of 2020 by district, class and owner", "2020 年分区、分类型、分举办性质床位数"},
};

static const struct care_sheet_column places_columns[] = {
    [CARE_SUPPLY_PLACES_AREA] = DISTRICT,
    [CARE_SUPPLY_PLACES_DAY] = COUNT("day_places", "places of day care in 2020", "2020 年日间照料位数"),
    [CARE_SUPPLY_PLACES_HOME_BEDS] = COUNT("home_beds", "home beds in 2020", "2020 年家庭养老床位数"),
};
const struct care_sheet_spec care_supply_parameters_places_sheet = {
    .name = "places",
    .columns = places_columns,
    .n_columns = sizeof places_columns / sizeof places_columns[0],
    .min_rows = 1,
    .doc = {"day-care places and home beds of 2020 by district", "2020 年分区日间照料位与家庭养老床位数"},
};

#define FACILITY(which, column, en, zh) [CARE_SUPPLY_FACILITIES_FIRST + (which)] = COUNT(column, en, zh)
static const struct care_sheet_column facilities_columns[] = {
    [CARE_SUPPLY_FACILITIES_AREA] = DISTRICT,
    FACILITY(CARE_PUBLIC_HOMES, "public_homes", "public homes, privately run ones included",
             "公办养老机构（含公建民营）"),
    FACILITY(CARE_PRIVATE_HOMES, "private_homes", "private homes", "民办养老机构"),
    FACILITY(CARE_GUIDANCE_CENTRES, "guidance_centres", "guidance centres of the district", "区级养老服务指导中心"),
    FACILITY(CARE_STREET_CENTRES, "street_centres", "centres of streets and towns", "街道（乡镇）养老服务中心"),
    FACILITY(CARE_FULL_STREET_CENTRES, "full_street_centres", "of these with all functions and the least area",
             "其中功能齐全且面积达标者"),
    FACILITY(CARE_URBAN_DAY_STATIONS, "urban_day_stations", "communities with a day-care station",
             "有日间照料站的城市社区"),
    FACILITY(CARE_RURAL_DAY_STATIONS, "rural_day_stations", "villages with a day-care station", "有日间照料站的村"),
    FACILITY(CARE_VILLAGE_HOMES, "village_homes", "villages with a home of mutual help and no station",
             "有互助幸福院而无日间照料站的村"),
    FACILITY(CARE_CANTEENS, "canteens", "canteens for older people", "老年食堂"),
    FACILITY(CARE_CENTRAL_KITCHENS, "central_kitchens", "central kitchens", "中央厨房"),
    [CARE_SUPPLY_FACILITIES_FIRST + CARE_DEMENTIA_AREAS] =
        OPTIONAL_COUNT("dementia_areas", "homes with an area for people with dementia", "设失智照护专区的养老机构"),
    [CARE_SUPPLY_FACILITIES_FIRST + CARE_DEMENTIA_HOMES] =
        OPTIONAL_COUNT("dementia_homes", "of these, homes for people with dementia alone", "其中失智专业照护机构"),
    FACILITY(CARE_N_FACILITIES, "streets_towns", "streets, towns and townships", "街道、镇、乡"),
    FACILITY(CARE_N_FACILITIES + 1, "communities", "urban communities", "城市社区"),
    FACILITY(CARE_N_FACILITIES + 2, "villages", "villages", "行政村"),
};
#undef FACILITY
#undef OPTIONAL_COUNT
const struct care_sheet_spec care_supply_parameters_facilities_sheet = {
    .name = "facilities",
    .columns = facilities_columns,
    .n_columns = sizeof facilities_columns / sizeof facilities_columns[0],
    .min_rows = 1,
    .doc = {"facilities of 2020 and nodes of the network by district", "2020 年分区设施数与网络节点数"},
};

static const char *const kinds[] = {"home",
                                    "guidance_centre",
                                    "street_centre",
                                    "urban_day_station",
                                    "rural_day_station",
                                    "village_home",
                                    "canteen",
                                    "central_kitchen",
                                    "养老机构",
                                    "养老服务指导中心",
                                    "街道综合养老服务中心",
                                    "社区日间照料站",
                                    "村日间照料站",
                                    "农村互助幸福院",
                                    "老年食堂",
                                    "中央厨房",
                                    NULL};
static const char *const owners_in_both[] = {"public", "public_privately_run", "private", "公办", "公建民营", "民办",
                                             NULL};
static const char *const statuses[] = {"existing", "building", "planned", "现状", "在建", "规划", NULL};
static const char *const answers[] = {"no", "yes", "否", "是", NULL};
static const char *const prices[] = {"inclusive", "market", "unknown", "普惠", "市场", "不详", NULL};

#define TEXT_OF(column, en, zh)                                                         \
    {                                                                                   \
        .name = column, .kind = CARE_SHEET_TEXT, .is_optional = true, .doc = { en, zh } \
    }
#define WORD(column, words, en, zh)                                                    \
    {                                                                                  \
        .name = column, .kind = CARE_SHEET_CHOICE, .choices = words, .doc = { en, zh } \
    }
#define OPTIONAL(column, kind_, unit_, least, most, value, en, zh)                                    \
    {                                                                                                 \
        .name = column, .kind = kind_, .unit = unit_, .min = least, .max = most, .is_optional = true, \
        .fallback = value, .doc = {                                                                   \
            en,                                                                                       \
            zh                                                                                        \
        }                                                                                             \
    }
#define SIZE(column, value, en, zh) OPTIONAL(column, CARE_SHEET_INT, "1", 0, 1e5, value, en, zh)
static const struct care_sheet_column projects_columns[] = {
    [CARE_SUPPLY_PROJECTS_AREA] = {.name = "area",
                                   .kind = CARE_SHEET_INT,
                                   .unit = "1",
                                   .min = 1,
                                   .max = 999999999,
                                   .is_area = true,
                                   .doc = {"code of the district", "区县代码"}},
    [CARE_SUPPLY_PROJECTS_NAME] = TEXT_OF("name", "name of the facility", "设施名称"),
    [CARE_SUPPLY_PROJECTS_KIND] = WORD("kind", kinds, "what it is", "设施类别"),
    [CARE_SUPPLY_PROJECTS_OWNER] = WORD("owner", owners_in_both, "owner", "举办性质"),
    [CARE_SUPPLY_PROJECTS_STATUS] = WORD("status", statuses, "existing, building or planned", "现状、在建或规划"),
    [CARE_SUPPLY_PROJECTS_PLANNED] =
        TEXT_OF("planned", "when it was decided: 2024 or 2024-03", "立项时间：2024 或 2024-03"),
    [CARE_SUPPLY_PROJECTS_OPENS] = TEXT_OF("opens", "when it opens: 2026-07; a year alone counts as July",
                                           "投入使用时间：2026-07；只写年份按 7 月计"),
    [CARE_SUPPLY_PROJECTS_CLOSES] =
        TEXT_OF("closes", "when it closes, as opens; empty: never", "关停时间，写法同上；空为不关停"),
    [CARE_SUPPLY_PROJECTS_COUNT] = SIZE("facilities", 1, "facilities in the row; 0: added to one that stands",
                                        "本行设施个数；0 为在既有设施内增设"),
    [CARE_SUPPLY_PROJECTS_BEDS + CARE_ORDINARY_BED] = SIZE("ordinary_beds", 0, "ordinary beds", "普通床位"),
    [CARE_SUPPLY_PROJECTS_BEDS + CARE_NURSING_BED] = SIZE("nursing_beds", 0, "nursing beds", "护理型床位"),
    [CARE_SUPPLY_PROJECTS_BEDS + CARE_DEMENTIA_BED] = SIZE("dementia_beds", 0, "dementia beds", "失智照护床位"),
    [CARE_SUPPLY_PROJECTS_DAY] = SIZE("day_places", 0, "day-care places", "日间照料位"),
    [CARE_SUPPLY_PROJECTS_HOME_BEDS] = SIZE("home_beds", 0, "home beds", "家庭养老床位"),
    [CARE_SUPPLY_PROJECTS_REALISED] =
        OPTIONAL("realised_share", CARE_SHEET_REAL, "1", -1, 1, -1, "share that is realised; -1: as the lever says",
                 "实现比例；-1 为按参数"),
    [CARE_SUPPLY_PROJECTS_PRICE] = {.name = "price_class",
                                    .kind = CARE_SHEET_CHOICE,
                                    .choices = prices,
                                    .is_optional = true,
                                    .fallback = CARE_SUPPLY_PRICE_UNKNOWN,
                                    .doc = {"inclusive, market or unknown", "价格类别：普惠、市场或不详"}},
    [CARE_SUPPLY_PROJECTS_AREA_M2] =
        OPTIONAL("area_m2", CARE_SHEET_REAL, "m2", -1, 1e7, -1, "floor area; -1: not known", "建筑面积；-1 为不详"),
    [CARE_SUPPLY_PROJECTS_FUNCTIONS] = OPTIONAL("functions", CARE_SHEET_INT, "1", -1, 8, -1,
                                                "how many of the eight functions of a street centre; -1: not known",
                                                "具备“三入四嵌一床位”八项功能中的项数；-1 为不详"),
    [CARE_SUPPLY_PROJECTS_REUSES] = {.name = "existing_building",
                                     .kind = CARE_SHEET_CHOICE,
                                     .choices = answers,
                                     .is_optional = true,
                                     .doc = {"put into a building of another use: no or yes",
                                             "是否利用存量房屋改造：no 否、yes 是"}},
};
#undef SIZE
#undef OPTIONAL
#undef WORD
#undef TEXT_OF
#undef DISTRICT
#undef COUNT
const struct care_sheet_spec care_supply_parameters_projects_sheet = {
    .name = "projects",
    .columns = projects_columns,
    .n_columns = sizeof projects_columns / sizeof projects_columns[0],
    .min_rows = 1,
    .doc = {"single facilities, one a row", "设施清单，每行一处"},
};

/* ---- the keys ---- */

#define TABLE(key, member, spec, required, conf, anchor, en, zh)                                          \
    {                                                                                                     \
        .name = key, .kind = CARE_FIELD_SHEET, .offset = offsetof(struct care_supply_parameters, member), \
        .is_required = required, .sheet = &(spec), .doc = {en, zh}, .source = anchor, .confidence = conf  \
    }
#define FIELD(key, what, member, unit_, least, most, likely_low, likely_high, value, conf, anchor, en, zh)     \
    {                                                                                                          \
        .name = key, .kind = what, .offset = offsetof(struct care_supply_parameters, member), .unit = unit_,   \
        .min = least, .max = most, .low = likely_low, .high = likely_high, .fallback = value, .doc = {en, zh}, \
        .source = anchor, .confidence = conf                                                                   \
    }
#define LEVER(key, member, most, low_, high_, value, conf, anchor, en, zh) \
    FIELD(key, CARE_FIELD_LEVER, member, "1", 0, most, low_, high_, value, conf, anchor, en, zh)
#define SERIES(key, member, unit_, most, low_, high_, conf, anchor, en, zh) \
    FIELD(key, CARE_FIELD_SERIES, member, unit_, 0, most, low_, high_, 0, conf, anchor, en, zh)
#define YEAR_FROM(key, member, value, conf, anchor, en, zh)                                                        \
    {                                                                                                              \
        .name = key, .kind = CARE_FIELD_INT, .offset = offsetof(struct care_supply_parameters, member),            \
        .unit = "year", .min = CARE_FIRST_YEAR + 1, .max = CARE_LAST_YEAR + 1, .fallback = value, .doc = {en, zh}, \
        .source = anchor, .confidence = conf                                                                       \
    }
static const struct care_field fields[] = {
    TABLE("beds", beds, care_supply_parameters_beds_sheet, true, CARE_DERIVED, "#supply-beds",
          "beds of 2020 by district, class and owner", "2020 年分区、分类型、分举办性质床位数"),
    TABLE("places", places, care_supply_parameters_places_sheet, true, CARE_ASSUMED, "#supply-places",
          "day-care places and home beds of 2020 by district", "2020 年分区日间照料位与家庭养老床位数"),
    TABLE("facilities", facilities, care_supply_parameters_facilities_sheet, true, CARE_DERIVED, "#supply-facilities",
          "facilities of 2020 and nodes of the network by district", "2020 年分区设施数与网络节点数"),
    TABLE("projects", projects, care_supply_parameters_projects_sheet, false, CARE_DERIVED, "#supply-projects",
          "single facilities: existing, being built, planned", "设施清单：现状、在建、规划"),
    {.name = "projects_replace_totals",
     .kind = CARE_FIELD_BOOL,
     .offset = offsetof(struct care_supply_parameters, projects_replace_totals),
     .fallback = 1,
     .doc = {"what a district lists as existing in 2020 stands for its totals of that kind; false: it is added to them",
             "某区清单中 2020 年已有的设施取代该区同类总数；false 为在总数之外另加"},
     .source = "#supply-projects-replace-totals",
     .confidence = CARE_CHOSEN},
    LEVER("building_realised", building_realised, 1, 0.7, 1, 1, CARE_CHOSEN, "#supply-building-realised",
          "share realised of what is being built", "在建项目实现比例"),
    LEVER("planned_realised", planned_realised, 1, 0, 1, 1, CARE_CHOSEN, "#supply-planned-realised",
          "share realised of what is planned", "规划项目实现比例"),
    FIELD("delay_years", CARE_FIELD_LEVER, delay_years, "year", 0, 20, 0, 4, 0, CARE_CHOSEN, "#supply-delay-years",
          "delay of what is planned or being built, by the year it was to open",
          "在建与规划项目延期年数，按原定投用年份"),
    FIELD("papers_months", CARE_FIELD_LEVER, papers_months, "month", 0, 60, 3, 12, 6, CARE_ASSUMED,
          "#supply-papers-months", "months later that a listed building of another use opens, for papers",
          "利用存量房屋的项目因改变用途手续推迟开业月数"),
    FIELD("papers_free_m2", CARE_FIELD_LEVER, papers_free_m2, "m2", 0, 1e6, 0, 3000, 0, CARE_CHOSEN,
          "#supply-papers-free-m2", "up to this floor such a building needs no papers", "免予该手续的建筑面积上限"),
    LEVER("beds_factor", beds_factor, 20, 0.6, 1.6, 1, CARE_CHOSEN, "#supply-beds-factor",
          "factor on the beds of 2020: the difference is built or closed",
          "相对 2020 年床位数的倍数，差额为新建或关停"),
    SERIES("beds_total", beds_total, "1", 1e7, 80000, 150000, CARE_CHOSEN, "#supply-beds-total",
           "beds of the whole city to be reached, none closed, shared by residents of 60 and over; 0: no target",
           "全市床位总数目标，只增不减，按 60 岁及以上人口分配；0 为不设"),
    LEVER("district_beds", district_beds, 1e6, 1000, 15000, 0, CARE_CHOSEN, "#supply-district-beds",
          "beds of a district to be reached, none closed, before the city's total is shared; 0: no target",
          "各区床位数目标，只增不减（先于全市总数分配）；0 为不设"),
    LEVER("public_share_of_new", public_share_of_new, 1, 0.1, 0.5, 0.25, CARE_ASSUMED, "#supply-public-share-of-new",
          "public share of beds built towards the totals", "为达总数目标新建床位中公办比例"),
    LEVER("nursing_share", nursing_share, 1, 0.5, 0.85, 0, CARE_CHOSEN, "#supply-nursing-share",
          "nursing and dementia beds of all beds, reached by conversion; 0: as it is",
          "护理型（含失智）床位占比目标，以改造达到；0 为维持现状"),
    LEVER("dementia_share", dementia_share, 1, 0.05, 0.3, 0, CARE_CHOSEN, "#supply-dementia-share",
          "dementia beds of nursing-type beds, reached by conversion; 0: as it is",
          "失智照护床位占护理型床位比例目标；0 为维持现状"),
    LEVER("hospice_share", hospice_share, 1, 0, 0.1, 0, CARE_CHOSEN, "#supply-hospice-share",
          "share of nursing beds kept for hospice care", "护理型床位中安宁疗护床位比例"),
    LEVER("dementia_areas", dementia_areas, 1000, 0, 4, 0, CARE_CHOSEN, "#supply-dementia-areas",
          "homes of a district with an area for people with dementia; 0: as it is",
          "每区设失智照护专区的养老机构数目标；0 为维持现状"),
    FIELD("beds_per_dementia_area", CARE_FIELD_REAL, beds_per_dementia_area, "1", 1, 1000, 10, 40, 20, CARE_ASSUMED,
          "#supply-beds-per-dementia-area", "nursing beds that become dementia beds with an area that a lever opens",
          "按参数新设专区时由护理型床位改造的失智照护床位数"),
    LEVER("market_exit_per_year", market_exit_per_year, 1, 0, 0.06, 0, CARE_CHOSEN, "#supply-market-exit-per-year",
          "share of private beds that close in a year", "民办床位每年退出比例"),
    LEVER("inclusive_share", inclusive_share, 1, 0.1, 0.7, 0.3, CARE_ASSUMED, "#supply-inclusive-share",
          "share of private beds in the inclusive price class where no list says it", "清单未载明处民办床位中普惠比例"),
    LEVER("for_profit_share", for_profit_share, 1, 0, 0.5, 0, CARE_CHOSEN, "#supply-for-profit-share",
          "share of private beds in for-profit homes: what is built on paid land",
          "民办床位中营利性机构所占比例（有偿用地）"),
    FIELD("beds_per_new_home", CARE_FIELD_REAL, beds_per_new_home, "1", 1, 10000, 100, 300, 200, CARE_ASSUMED,
          "#supply-beds-per-new-home", "beds of a home that a lever builds", "按参数新建机构的每家床位数"),
    LEVER("day_care_coverage_urban", day_care_coverage_urban, 1, 0.3, 1, 0, CARE_CHOSEN,
          "#supply-day-care-coverage-urban", "urban communities with a day-care station; 0: as it is",
          "城市社区日间照料覆盖率目标；0 为维持现状"),
    LEVER("day_care_coverage_rural", day_care_coverage_rural, 1, 0.2, 1, 0, CARE_CHOSEN,
          "#supply-day-care-coverage-rural", "villages with a station or a home of mutual help; 0: as it is",
          "农村日间照料（含互助幸福院）覆盖率目标；0 为维持现状"),
    FIELD("places_per_station", CARE_FIELD_REAL, places_per_station, "1", 0, 1000, 5, 42, 11, CARE_ASSUMED,
          "#supply-places-per-station", "places of a station that a lever builds", "按参数新建日间照料站的每站位数"),
    LEVER("day_places_factor", day_places_factor, 20, 0.4, 3, 1, CARE_CHOSEN, "#supply-day-places-factor",
          "factor on the day-care places of 2020", "相对 2020 年日间照料位数的倍数"),
    LEVER("district_day_places", district_day_places, 1e6, 100, 5000, 0, CARE_CHOSEN, "#supply-district-day-places",
          "day-care places of a district to be reached; 0: no target", "各区日间照料位数目标；0 为不设"),
    LEVER("street_centre_coverage", street_centre_coverage, 1, 0.5, 1, 0, CARE_CHOSEN, "#supply-street-centre-coverage",
          "streets and towns with a full centre; 0: as it is", "街道（乡镇）综合养老服务中心覆盖率目标；0 为维持现状"),
    LEVER("street_centre_least_functions", street_centre_least_functions, 8, 4, 8, 8, CARE_SEEN,
          "#supply-street-centre-least-functions", "functions a listed street centre needs to count as full",
          "清单中街道中心计为达标所需功能项数"),
    FIELD("street_centre_least_area_m2", CARE_FIELD_LEVER, street_centre_least_area_m2, "m2", 0, 100000, 800, 3000,
          1000, CARE_SEEN, "#supply-street-centre-least-area-m2",
          "floor area a listed street centre needs to count as full", "清单中街道中心计为达标所需建筑面积"),
    LEVER("village_home_coverage", village_home_coverage, 1, 0.2, 1, 0, CARE_CHOSEN, "#supply-village-home-coverage",
          "villages with a home of mutual help; 0: as it is", "农村互助幸福院覆盖率目标；0 为维持现状"),
    LEVER("canteens_per_node", canteens_per_node, 20, 0.3, 1, 0, CARE_CHOSEN, "#supply-canteens-per-node",
          "canteens to a community or village; 0: as it is", "每个社区（村）老年食堂数目标；0 为维持现状"),
    LEVER("central_kitchens", central_kitchens, 1000, 1, 10, 0, CARE_CHOSEN, "#supply-central-kitchens",
          "central kitchens in a district; 0: as it is", "每区中央厨房数目标；0 为维持现状"),
    SERIES("home_beds", home_beds, "1", 1e7, 3000, 30000, CARE_CHOSEN, "#supply-home-beds",
           "home beds of the whole city to be reached, shared by residents of 60 and over; 0: no target",
           "全市家庭养老床位目标，按 60 岁及以上人口分配；0 为不设"),
    LEVER("district_home_beds", district_home_beds, 1e6, 100, 10000, 0, CARE_CHOSEN, "#supply-district-home-beds",
          "home beds of a district to be reached, before the city's total is shared; 0: no target",
          "各区家庭养老床位目标（先于全市总数分配）；0 为不设"),
    LEVER("home_beds_factor", home_beds_factor, 20, 0.4, 3, 1, CARE_CHOSEN, "#supply-home-beds-factor",
          "factor on the home beds of 2020 and on the district's part of home_beds",
          "对 2020 年家庭养老床位及该区目标份额的倍数"),
    YEAR_FROM("city_platform_from", city_platform_from, CARE_LAST_YEAR + 1, CARE_CHOSEN, "#supply-city-platform-from",
              "year from which the city has its platform; 2051: never", "建成市级养老服务平台的年份；2051 为不建"),
    FIELD("network_levels", CARE_FIELD_LEVER, network_levels, "1", 3, 5, 3, 5, 5, CARE_SEEN, "#supply-network-levels",
          "levels of the network: 3 district, street or town, community or village; 4 the city too; 5 households too",
          "网络层级数：3 为区、街道（乡镇）、社区（村）；4 加市；5 再加家庭"),
    YEAR_FROM("freeze_from", freeze_from, CARE_LAST_YEAR + 1, CARE_CHOSEN, "#supply-freeze-from",
              "model year from which nothing opens, closes or is converted; 2051: never",
              "自该模型年度起不再新增、关停或改造；2051 为不冻结"),
};
#undef YEAR_FROM
#undef SERIES
#undef LEVER
#undef FIELD
#undef TABLE
const struct care_section care_supply_parameters_section = {
    .name = "supply",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_supply_parameters),
    .doc = {"supply: beds, places, facilities", "供给：床位、服务位与设施"},
};
