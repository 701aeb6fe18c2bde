#include "models/system/services_parameters.h"

#include <stddef.h>

/* ---- the tables ---- */

/* In the order of enum care_service, up to those of homes. */
static const char *const services[] = {
    "day_care",   "home_bed",       "home_visits",       "respite",       "monthly_visit", "meals",      "bathing",
    "adaptation", "emergency_call", "health_management", "family_doctor", "device_rental", "assessment", NULL};
static const char *const start_ages[] = {"row", "meals", "special_meals", NULL};
static const struct care_sheet_column rules_columns[] = {
    {.name = "service", .kind = CARE_SHEET_CHOICE, .choices = services, .doc = {"service", "服务项目"}},
    {.name = "start_age",
     .kind = CARE_SHEET_CHOICE,
     .choices = start_ages,
     .is_optional = true,
     .fallback = CARE_START_AGE_OF_ROW,
     .doc =
         {"where the first age comes from: row (age_from), meals or special_meals (services.meals.start_age and "
          "special_start_age)",
          "起始年龄取自：row 本行 age_from；meals、special_meals 取参数 services.meals.start_age、special_start_age"}},
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
    REAL("day_care.days_per_week", day_care_days_per_week, "day week-1", 7, 3, 6, 5, "#services-day-care", CARE_ASSUMED,
         "days a week that a place is used", "日间照料每周天数"),
    REAL("day_care.hours_per_day", day_care_hours_per_day, "hour day-1", 24, 4, 9, 8, "#services-day-care",
         CARE_ASSUMED, "hours of care on such a day", "日间照料每天小时数"),
    LEVER("respite.days_per_carer_per_year", respite_days_per_year, "day year-1", 366, 0, 30, 0, "#services-respite",
          CARE_CHOSEN, "days of respite for a family carer; 0: not offered", "每名家庭照护者每年喘息天数；0 为不提供"),
    LEVER("respite.idle_bed_share", respite_idle_bed_share, "1", 1, 0.05, 0.3, 0.1, "#services-respite", CARE_ASSUMED,
          "share of idle beds that may take in guests", "可用于喘息服务的空置床位比例"),
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
    YUAN("monthly_visit.yuan_per_hour", CARE_CHARGE_MONTHLY_VISIT, "yuan hour-1", 20, 60, 30, "#services-monthly-visit",
         CARE_ASSUMED, "an hour of visits", "探访每工时费用"),
    LEVER("meals.meals_per_week", meals_per_week, "week-1", 21, 3, 14, 5, "#services-meals", CARE_SEEN,
          "meals a week with subsidy", "每周享受补贴的餐数"),
    AGE("meals.start_age", meals_start_age, 60, 85, 80, "first age with a meal subsidy", "享受助餐补贴的起始年龄"),
    AGE("meals.special_start_age", meals_special_start_age, 60, 80, 70,
        "first age with a meal subsidy of those in special difficulty", "特殊困难老年人享受助餐补贴的起始年龄"),
    LEVER("meals.meals_of_canteen_per_day", meals_of_canteen, "day-1", 1e5, 30, 200, 80, "#services-meals",
          CARE_ASSUMED, "meals with subsidy that a canteen can make on a day", "每个食堂每日可供补贴餐数"),
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
    YUAN("health_management.yuan_per_year", CARE_CHARGE_HEALTH_MANAGEMENT, "yuan year-1", 80, 250, 150,
         "#services-health-management", CARE_ASSUMED, "checks and follow-up, a year", "体检与随访每年费用"),
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
    COVER("medical_contract.share", CARE_SERVICE_MEDICAL_CONTRACT, 0.9, 1, 1, "#services-medical-contract", CARE_SEEN,
          "share of homes with a contract with a medical institution", "养老机构医养签约率"),
    YUAN("medical_contract.yuan_per_year", CARE_CHARGE_MEDICAL_CONTRACT, "yuan year-1", 0, 50000, 10000,
         "#services-medical-contract", CARE_ASSUMED, "a contract, a year", "每份医养签约每年费用"),
    COVER("co_location.share", CARE_SERVICE_CO_LOCATION, 0.15, 0.5, 0.183, "#services-co-location", CARE_DERIVED,
          "share of homes with a medical unit inside", "内设医疗机构的养老机构比例"),
};
#undef SHEET
#undef AGE
#undef COVER
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
