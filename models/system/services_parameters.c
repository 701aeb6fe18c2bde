#include "models/system/services_parameters.h"

#include <stddef.h>

/* ---- the tables ---- */

/* In the order of enum care_service, up to those of homes. */
static const char *const services[] = {
    "day_care",      "home_bed",      "home_visits", "respite",         "monthly_visit",
    "meals",         "bathing",       "adaptation",  "emergency_call",  "health_management",
    "family_doctor", "device_rental", "assessment",  "disabled_health", NULL};
static const char *const start_ages[] = {"row", "meals", "special_meals", NULL};
static const char *const hukous[] = {"any", "district", NULL};
static const struct care_sheet_column rules_columns[] = {
    {.name = "service", .kind = CARE_SHEET_CHOICE, .choices = services, .doc = {"service", "服务项目"}},
    {.name = "area",
     .kind = CARE_SHEET_INT,
     .unit = "1",
     .min = 1,
     .max = 999999999,
     .is_area = true,
     .is_optional = true,
     .doc = {"code of a district: its own rows of a service hold there, and no others; empty: everywhere else",
             "区县代码：该区某项服务有自己的行时只按这些行；空白为其余各区"}},
    {.name = "start_age",
     .kind = CARE_SHEET_CHOICE,
     .choices = start_ages,
     .is_optional = true,
     .fallback = CARE_START_AGE_OF_ROW,
     .doc =
         {"where the first age comes from: row (age_from), meals or special_meals (services.meals.start_age and "
          "special_start_age)",
          "起始年龄取自：row 本行 age_from；meals、special_meals 取参数 services.meals.start_age、special_start_age"}},
    {.name = "hukou",
     .kind = CARE_SHEET_CHOICE,
     .choices = hukous,
     .is_optional = true,
     .doc = {"any; district: registered in the district itself, a share of those registered in the city "
             "(allowances.registered)",
             "any 不限；district 须为本区户籍（占本市户籍的比例见 allowances.registered）"}},
    CARE_ENTITLEMENTS_COLUMNS,
};
const struct care_sheet_spec care_services_parameters_rules_sheet = {
    .name = "services",
    .columns = rules_columns,
    .n_columns = sizeof rules_columns / sizeof rules_columns[0],
    .min_rows = 1,
    .doc = {"who may have which service: rows of one service are alternatives",
            "各项服务的对象：同一服务的各行满足其一"},
};

static const char *const charges[] = {"respite",
                                      "monthly_visit",
                                      "meal",
                                      "meal_person_subsidy",
                                      "meal_canteen_subsidy",
                                      "bathing",
                                      "adaptation",
                                      "emergency_call",
                                      "health_management",
                                      "family_doctor",
                                      "device_rental",
                                      "assessment",
                                      "disabled_health",
                                      "medical_contract",
                                      NULL};
#define PAYER(column, en, zh)                                                                                   \
    {                                                                                                           \
        .name = column, .kind = CARE_SHEET_REAL, .unit = "1", .min = 0, .max = 1, .is_optional = true, .doc = { \
            en,                                                                                                 \
            zh                                                                                                  \
        }                                                                                                       \
    }
static const struct care_sheet_column payers_columns[] = {
    {.name = "charge",
     .kind = CARE_SHEET_CHOICE,
     .choices = charges,
     .is_key = true,
     .doc = {"what is paid for", "费用项目"}},
    PAYER("user", "share of the person", "本人承担"),
    PAYER("family", "share of the family", "家庭承担"),
    PAYER("ltci", "share of long-term care insurance", "长护险承担"),
    PAYER("city", "share of the city", "市财政承担"),
    PAYER("district", "share of the district", "区财政承担"),
    PAYER("lottery", "share of the welfare lottery", "福彩公益金承担"),
    PAYER("central", "share of the central government", "中央财政承担"),
    PAYER("investor", "share of those who run a home", "机构举办方承担"),
};
#undef PAYER
const struct care_sheet_spec care_services_parameters_payers_sheet = {
    .name = "service_payers",
    .columns = payers_columns,
    .n_columns = sizeof payers_columns / sizeof payers_columns[0],
    .min_rows = CARE_N_SERVICE_CHARGES,
    .doc = {"who pays for services: shares, sum 1", "各项服务费用的承担比例，合计为 1"},
};

/* ---- the fields ---- */

#define FIELD(path, what, member, unit_, most, from, to, value, anchor, conf, en, zh)                           \
    {                                                                                                           \
        .name = path, .kind = what, .offset = offsetof(struct care_services_parameters, member), .unit = unit_, \
        .min = 0, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, .source = anchor,   \
        .confidence = conf                                                                                      \
    }
#define REAL(path, member, unit_, most, from, to, value, anchor, conf, en, zh) \
    FIELD(path, CARE_FIELD_REAL, member, unit_, most, from, to, value, anchor, conf, en, zh)
#define LEVER(path, member, unit_, most, from, to, value, anchor, conf, en, zh) \
    FIELD(path, CARE_FIELD_LEVER, member, unit_, most, from, to, value, anchor, conf, en, zh)
#define YUAN(path, charge, unit_, from, to, value, anchor, conf, en, zh) \
    LEVER(path, unit_yuan[charge], unit_, 1e6, from, to, value, anchor, conf, en, zh)
#define TAKE_UP(name_, service, from, to, value, zh)                                                      \
    LEVER("take_up." name_, take_up[service], "1", 1, from, to, value, "#services-take-up", CARE_ASSUMED, \
          "share of the eligible who ask: " name_, "符合条件者中提出申请的比例：" zh)
#define MEALS_OF(place, source_, from, to, value, en, zh)                                                          \
    LEVER("meals.meals_of_" place "_per_day", meals_of[source_], "day-1", 1e5, from, to, value, "#services-meals", \
          CARE_ASSUMED, en, zh)
#define COVER(path, service, from, to, value, anchor, conf, en, zh) \
    LEVER(path, cover_share[service], "1", 1, from, to, value, anchor, conf, en, zh)
#define AGE(path, member, from, to, value, en, zh)                                                           \
    {                                                                                                        \
        .name = path, .kind = CARE_FIELD_LEVER, .offset = offsetof(struct care_services_parameters, member), \
        .unit = "year", .min = CARE_FIRST_CARE_AGE, .max = 100, .low = from, .high = to, .fallback = value,  \
        .doc = {en, zh}, .source = "#services-meals", .confidence = CARE_SEEN                                \
    }
#define SHEET(path, member, spec, anchor, conf, en, zh)                                                      \
    {                                                                                                        \
        .name = path, .kind = CARE_FIELD_SHEET, .offset = offsetof(struct care_services_parameters, member), \
        .is_required = true, .sheet = spec, .doc = {en, zh}, .source = anchor, .confidence = conf            \
    }
static const struct care_field fields[] = {
    SHEET("rules", rules, &care_services_parameters_rules_sheet, "#services-rules", CARE_SEEN,
          "who may have which service", "各项服务的对象"),
    SHEET("payers", payers, &care_services_parameters_payers_sheet, "#services-payers", CARE_ASSUMED,
          "who pays for services", "各项服务费用的承担比例"),
    TAKE_UP("respite", CARE_SERVICE_RESPITE, 0.05, 0.25, 0.10, "喘息服务"),
    TAKE_UP("monthly_visit", CARE_SERVICE_MONTHLY_VISIT, 0.8, 1, 0.95, "探访"),
    TAKE_UP("meals", CARE_SERVICE_MEALS, 0.06, 0.35, 0.15, "助餐"),
    TAKE_UP("bathing", CARE_SERVICE_BATHING, 0.03, 0.25, 0.10, "助浴"),
    TAKE_UP("adaptation", CARE_SERVICE_ADAPTATION, 0.3, 1, 0.6, "适老化改造"),
    TAKE_UP("emergency_call", CARE_SERVICE_EMERGENCY_CALL, 0.4, 1, 0.8, "紧急呼叫"),
    TAKE_UP("health_management", CARE_SERVICE_HEALTH_MANAGEMENT, 0.7, 1, 1, "健康管理"),
    TAKE_UP("family_doctor", CARE_SERVICE_FAMILY_DOCTOR, 0.5, 1, 1, "家庭医生"),
    TAKE_UP("device_rental", CARE_SERVICE_DEVICE_RENTAL, 0.05, 0.3, 0.10, "辅具租赁"),
    TAKE_UP("assessment", CARE_SERVICE_ASSESSMENT, 0.1, 0.6, 0.3, "能力评估"),
    TAKE_UP("disabled_health", CARE_SERVICE_DISABLED_HEALTH, 0.3, 1, 0.8, "失能老年人健康服务"),
    REAL("day_care.days_per_week", day_care_days_per_week, "day week-1", 7, 3, 6, 5, "#services-day-care", CARE_ASSUMED,
         "days a week that a place is used", "日间照料每周天数"),
    REAL("day_care.hours_per_day", day_care_hours_per_day, "hour day-1", 24, 4, 9, 8, "#services-day-care",
         CARE_ASSUMED, "hours of care on such a day", "日间照料每天小时数"),
    LEVER("respite.days_per_carer_per_year", respite_days_per_year, "day year-1", 366, 0, 30, 0, "#services-respite",
          CARE_CHOSEN, "days of respite for a family carer; 0: not offered", "每名家庭照护者每年喘息天数；0 为不提供"),
    LEVER("respite.idle_bed_share", respite_idle_bed_share, "1", 1, 0.05, 0.3, 0.1, "#services-respite", CARE_ASSUMED,
          "share of idle beds that may take in guests", "可用于喘息服务的空置床位比例"),
    LEVER("respite.home_share", respite_home_share, "1", 1, 0, 0.8, 0, "#services-respite", CARE_CHOSEN,
          "share of the days that a worker comes to the home instead", "上门喘息服务占全部天数的比例"),
    YUAN("respite.yuan_per_day", CARE_CHARGE_RESPITE, "yuan day-1", 120, 300, 170, "#services-respite", CARE_DERIVED,
         "a day of respite", "喘息服务每天费用"),
    LEVER("monthly_visit.per_month", visits_per_month, "month-1", 31, 1, 4, 1, "#services-monthly-visit", CARE_SEEN,
          "visits a month to each in special difficulty", "特殊困难老年人每月探访次数"),
    LEVER("monthly_visit.phone_share", phone_share, "1", 1, 0, 0.8, 0.5, "#services-monthly-visit", CARE_ASSUMED,
          "share of visits by telephone", "电话探访比例"),
    REAL("monthly_visit.hours_each", door_hours, "hour", 24, 0.25, 1, 0.5, "#services-monthly-visit", CARE_ASSUMED,
         "a visit at the door, travel included", "每次上门探访用时（含路途）"),
    REAL("monthly_visit.phone_hours_each", phone_hours, "hour", 24, 0.05, 0.25, 0.1, "#services-monthly-visit",
         CARE_ASSUMED, "a visit by telephone", "每次电话探访用时"),
    LEVER("monthly_visit.hours_of_node_per_year", visit_hours_of_node, "hour year-1", 1e6, 300, 1800, 900,
          "#services-monthly-visit", CARE_ASSUMED, "hours that a community or village has for visits",
          "每个社区或村每年可用于探访的工时"),
    LEVER("monthly_visit.disabled_share", disabled_visited_share, "1", 1, 0, 1, 0, "#services-monthly-visit",
          CARE_CHOSEN, "share of disabled people at home who are visited too, whatever else they are",
          "居家失能老年人（不论其他条件）纳入探访的比例"),
    YUAN("monthly_visit.yuan_per_hour", CARE_CHARGE_MONTHLY_VISIT, "yuan hour-1", 20, 60, 30, "#services-monthly-visit",
         CARE_ASSUMED, "an hour of visits", "探访每工时费用"),
    LEVER("meals.meals_per_week", meals_per_week, "week-1", 21, 3, 14, 5, "#services-meals", CARE_SEEN,
          "meals a week with subsidy", "每周享受补贴的餐数"),
    AGE("meals.start_age", meals_start_age, 60, 85, 80, "first age with a meal subsidy", "享受助餐补贴的起始年龄"),
    AGE("meals.special_start_age", meals_special_start_age, 60, 80, 70,
        "first age with a meal subsidy of those in special difficulty", "特殊困难老年人享受助餐补贴的起始年龄"),
    MEALS_OF("canteen", CARE_MEALS_OF_CANTEENS, 30, 200, 80, "meals with subsidy that a canteen can make on a day",
             "每个食堂每日可供补贴餐数"),
    MEALS_OF("station", CARE_MEALS_OF_STATIONS, 10, 60, 20, "the same handed out at a day-care station",
             "每个日间照料站（助餐点）每日可供补贴餐数"),
    MEALS_OF("kitchen", CARE_MEALS_OF_KITCHENS, 100, 1000, 300, "the same brought round from a central kitchen",
             "每个中央厨房以移动助餐车每日可供补贴餐数"),
    MEALS_OF("village_home", CARE_MEALS_OF_VILLAGE_HOMES, 5, 30, 10, "the same at a village home of mutual help",
             "每个农村互助幸福院每日可供补贴餐数"),
    {.name = "meals.facility_types",
     .kind = CARE_FIELD_INT,
     .offset = offsetof(struct care_services_parameters, meal_sources),
     .unit = "1",
     .min = 1,
     .max = CARE_N_MEAL_SOURCES,
     .low = 1,
     .high = 4,
     .fallback = 1,
     .doc = {"kinds of places that give meals, the first so many of: canteens, day-care stations, vehicles of central "
             "kitchens, village homes",
             "助餐设施类型数，依次为：老年食堂、日间照料站助餐点、中央厨房移动助餐车、农村互助幸福院"},
     .source = "#services-meals",
     .confidence = CARE_CHOSEN},
    YUAN("meals.price_yuan", CARE_CHARGE_MEAL, "yuan", 10, 20, 15, "#services-meals", CARE_ASSUMED,
         "price of a meal before the person's subsidy", "每餐价格（个人补贴前）"),
    YUAN("meals.person_yuan", CARE_CHARGE_MEAL_PERSON_SUBSIDY, "yuan", 0, 10, 3, "#services-meals", CARE_SEEN,
         "subsidy to the person, a meal", "个人每餐补贴"),
    YUAN("meals.canteen_yuan", CARE_CHARGE_MEAL_CANTEEN_SUBSIDY, "yuan", 0, 10, 2, "#services-meals", CARE_SEEN,
         "subsidy to the canteen, a meal", "食堂每餐运营补贴"),
    REAL("bathing.baths_per_year", baths_per_year, "year-1", 366, 12, 52, 26, "#services-bathing", CARE_ASSUMED,
         "baths of a person in a year", "每人每年助浴次数"),
    LEVER("bathing.baths_of_point_per_year", baths_of_point, "year-1", 1e6, 250, 2500, 1000, "#services-bathing",
          CARE_ASSUMED, "baths that a street centre or day-care station can give in a year",
          "每个街镇中心或日间照料站每年可助浴次数"),
    LEVER("bathing.vehicles", bath_vehicles, "1", 1000, 0, 5, 0, "#services-bathing", CARE_CHOSEN,
          "bathing vehicles in a district", "每区流动助浴车辆数"),
    LEVER("bathing.baths_of_vehicle_per_year", baths_of_vehicle, "year-1", 1e6, 500, 2500, 1200, "#services-bathing",
          CARE_ASSUMED, "baths that a vehicle can give in a year", "每辆助浴车每年可助浴次数"),
    LEVER("bathing.at_home_per_visited_per_year", baths_at_home, "year-1", 366, 0, 26, 0, "#services-bathing",
          CARE_CHOSEN, "baths at home that visitors can give in a year to each who has visits or a home bed",
          "每名接受上门服务或家庭养老床位者每年可入户助浴次数"),
    YUAN("bathing.yuan_per_bath", CARE_CHARGE_BATHING, "yuan", 40, 200, 80, "#services-bathing", CARE_ASSUMED, "a bath",
         "每次助浴费用"),
    LEVER("adaptation.quota_share_per_year", adaptation_quota_share, "year-1", 1, 0.02, 0.2, 0.05,
          "#services-adaptation", CARE_ASSUMED, "eligible households adapted in a year, at most",
          "每年改造户数占符合条件户数的上限"),
    YUAN("adaptation.unit_cost_yuan", CARE_CHARGE_ADAPTATION, "yuan", 2000, 8000, 3500, "#services-adaptation",
         CARE_SEEN, "a household", "户均改造费用"),
    REAL("adaptation.adapted_share_2020", adapted_share_2020, "1", 1, 0, 0.3, 0.1, "#services-adaptation", CARE_ASSUMED,
         "eligible households adapted by 2020", "2020 年已改造户数占比"),
    REAL("adaptation.persons_per_household", persons_per_household, "1", 2, 1.1, 1.5, 1.25, "#services-adaptation",
         CARE_ASSUMED, "eligible persons in an eligible household: two of a couple share it",
         "每户符合条件的人数（夫妻同住计一户）"),
    REAL("adaptation.lost_share_per_year", adaptation_lost_share, "year-1", 1, 0.05, 0.15, 0.09, "#services-adaptation",
         CARE_ASSUMED, "adapted households that are eligible no more a year later", "已改造户每年不再符合条件的比例"),
    COVER("emergency_call.cover_share", CARE_SERVICE_EMERGENCY_CALL, 0.1, 1, 0.3, "#services-emergency-call",
          CARE_ASSUMED, "share of the eligible for whom there is a device", "紧急呼叫设备覆盖比例"),
    YUAN("emergency_call.yuan_per_year", CARE_CHARGE_EMERGENCY_CALL, "yuan year-1", 150, 600, 300,
         "#services-emergency-call", CARE_ASSUMED, "device and watch, a year", "设备与值守每年费用"),
    COVER("health_management.share", CARE_SERVICE_HEALTH_MANAGEMENT, 0.65, 0.8, 0.7, "#services-health-management",
          CARE_SEEN, "share of people of 65 and over at home under standard health management",
          "65 岁及以上居家老年人规范健康管理率"),
    LEVER("health_management.checks_per_year", checks_per_year, "year-1", 12, 1, 2, 1, "#services-health-management",
          CARE_SEEN, "checks a year of each under health management", "健康管理对象每年体检次数"),
    YUAN("health_management.check_yuan", CARE_CHARGE_HEALTH_MANAGEMENT, "yuan", 50, 150, 90,
         "#services-health-management", CARE_ASSUMED, "a check", "每次体检费用"),
    LEVER("health_management.followups_per_year", followups_per_year, "year-1", 52, 4, 12, 4,
          "#services-health-management", CARE_SEEN, "follow-ups a year of each of them with chronic illness",
          "其中慢性病患者每年随访次数"),
    REAL("health_management.chronic_share", chronic_share, "1", 1, 0.5, 0.75, 0.6, "#services-health-management",
         CARE_RECALLED, "share of them with high blood pressure or diabetes", "其中高血压或糖尿病患者比例"),
    REAL("health_management.followup_yuan", followup_yuan, "yuan", 1000, 10, 40, 25, "#services-health-management",
         CARE_ASSUMED, "a follow-up", "每次随访费用"),
    COVER("family_doctor.share", CARE_SERVICE_FAMILY_DOCTOR, 0.45, 0.8, 0.533, "#services-family-doctor", CARE_DERIVED,
          "share of people of 60 and over signed with a family doctor", "60 岁及以上家庭医生签约率"),
    YUAN("family_doctor.yuan_per_year", CARE_CHARGE_FAMILY_DOCTOR, "yuan year-1", 80, 200, 130,
         "#services-family-doctor", CARE_ASSUMED, "a contract, a year", "签约服务每年费用"),
    COVER("device_rental.cover_share", CARE_SERVICE_DEVICE_RENTAL, 0.02, 0.3, 0.05, "#services-device-rental",
          CARE_ASSUMED, "share of the eligible for whom there is a device", "可租赁辅具覆盖比例"),
    YUAN("device_rental.yuan_per_year", CARE_CHARGE_DEVICE_RENTAL, "yuan year-1", 400, 3000, 1200,
         "#services-device-rental", CARE_ASSUMED, "rent a year", "辅具租赁每年费用"),
    YUAN("assessment.yuan_each", CARE_CHARGE_ASSESSMENT, "yuan", 80, 300, 150, "#services-assessment", CARE_ASSUMED,
         "an assessment", "每次评估费用"),
    COVER("disabled_health.share", CARE_SERVICE_DISABLED_HEALTH, 0.3, 1, 1, "#services-disabled-health", CARE_ASSUMED,
          "share of the eligible whom health stations can serve", "基层卫生机构可服务的失能老年人比例"),
    LEVER("disabled_health.times_per_year", disabled_health_times, "year-1", 52, 1, 4, 0, "#services-disabled-health",
          CARE_CHOSEN, "health services a year to each disabled person and carer; 0: not offered",
          "失能老年人及其照护者每年健康服务次数；0 为不提供"),
    REAL("disabled_health.carers_each", carers_of_disabled, "1", 3, 0.5, 1.5, 1, "#services-disabled-health",
         CARE_ASSUMED, "carers served with each disabled person", "每名失能老年人同时获得服务的照护者人数"),
    YUAN("disabled_health.yuan_each", CARE_CHARGE_DISABLED_HEALTH, "yuan", 30, 150, 60, "#services-disabled-health",
         CARE_ASSUMED, "a health service to one person", "每人次健康服务费用"),
    COVER("medical_contract.share", CARE_SERVICE_MEDICAL_CONTRACT, 0.9, 1, 1, "#services-medical-contract", CARE_SEEN,
          "share of homes with a contract with a medical institution", "养老机构医养签约率"),
    YUAN("medical_contract.yuan_per_year", CARE_CHARGE_MEDICAL_CONTRACT, "yuan year-1", 0, 50000, 10000,
         "#services-medical-contract", CARE_ASSUMED, "a contract, a year", "每份医养签约每年费用"),
    COVER("co_location.share", CARE_SERVICE_CO_LOCATION, 0.15, 0.5, 0.183, "#services-co-location", CARE_DERIVED,
          "share of homes with a medical unit inside", "内设医疗机构的养老机构比例"),
    COVER("outreach.share", CARE_SERVICE_OUTREACH, 0.1, 0.8, 0.3, "#services-outreach", CARE_ASSUMED,
          "share of homes that also serve people where they live", "开展居家上门服务的养老机构比例"),
};
#undef SHEET
#undef AGE
#undef COVER
#undef MEALS_OF
#undef TAKE_UP
#undef YUAN
#undef LEVER
#undef REAL
#undef FIELD
const struct care_section care_services_parameters_section = {
    .name = "services",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_services_parameters),
    .doc = {"services at home and in the community", "居家和社区养老服务"},
};
