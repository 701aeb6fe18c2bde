/* What is recorded of services, and in which words. */
#include "models/axes.h"
#include "models/system/services.h"

static const char *const services[CARE_N_SERVICES] = {
    "day_care",   "home_bed",        "home_visits",      "respite",           "monthly_visit", "meals",
    "bathing",    "adaptation",      "emergency_call",   "health_management", "family_doctor", "device_rental",
    "assessment", "disabled_health", "medical_contract", "co_location",       "outreach"};
static const char *const services_zh[CARE_N_SERVICES] = {"日间照料",
                                                         "家庭养老床位",
                                                         "上门服务",
                                                         "喘息服务",
                                                         "探访",
                                                         "助餐",
                                                         "助浴",
                                                         "适老化改造（户）",
                                                         "紧急呼叫",
                                                         "健康管理",
                                                         "家庭医生",
                                                         "辅具租赁",
                                                         "能力评估",
                                                         "失能老年人健康服务",
                                                         "医养签约（机构）",
                                                         "内设或毗邻医疗机构（机构）",
                                                         "开展居家上门服务（机构）"};
static const struct care_axis service_axis = {"service",   CARE_N_SERVICES,         NULL, services,
                                              services_zh, {"service", "服务项目"}, NULL};

static const char *const measures[] = {"eligible", "asked", "served", "unserved"};
static const char *const measures_zh[] = {"符合条件", "提出申请", "已获服务", "未获服务"};
static const struct care_axis measure_axis = {"service_measure",
                                              CARE_N_SERVICE_MEASURES,
                                              NULL,
                                              measures,
                                              measures_zh,
                                              {"asked = served + unserved", "申请 = 已获 + 未获"},
                                              NULL};

static const char *const hours[] = {"given", "missing", "unmet"};
static const char *const hours_zh[] = {"服务提供", "家庭缺口", "仍未满足"};
static const struct care_axis hours_axis = {"service_hours_of",
                                            3,
                                            NULL,
                                            hours,
                                            hours_zh,
                                            {"by day care, home beds and visits; missing after the family's care; "
                                             "missing after both",
                                             "由日间照料、家庭床位和上门服务提供；家庭照护后缺口；两者之后缺口"},
                                            NULL};

#define CUBE(name_, type_, time_, unit_, en, zh, ...)                      \
    {                                                                      \
        name_, type_, time_, {__VA_ARGS__}, unit_, {en, zh}, "services", 3 \
    }
const struct care_cube_spec care_services_cubes[CARE_N_SERVICES_CUBES] = {
    [CARE_SERVICES_CUBE_PERSONS] =
        CUBE("services", CARE_CUBE_INT32, CARE_CUBE_STOCK, "1",
             "people for whom a service is, who ask, are served and are not; households for adaptation, homes for "
             "medical contracts, co-location and outreach",
             "服务对象、申请、已获与未获服务人数；适老化改造为户数，医养签约、内设医疗机构与上门服务为机构数",
             &service_axis, &measure_axis),
    [CARE_SERVICES_CUBE_VOLUME] = CUBE(
        "service_volume", CARE_CUBE_FLOAT64, CARE_CUBE_FLOW, "1",
        "done in the model year: days of day care, home beds and respite; hours of visits, monthly ones too; meals; "
        "baths; households; person-years of call, management, doctor and device; assessments; health services to "
        "disabled people and carers; home-years",
        "当年服务量：日间照料、家庭床位、喘息为天；上门服务、探访为小时；助餐为餐；助浴为次；改造为户；"
        "呼叫、健康管理、家庭医生、辅具为人年；评估、失能老年人健康服务为次；签约、内设医疗、上门为机构年",
        &service_axis),
    [CARE_SERVICES_CUBE_COST] =
        CUBE("service_cost", CARE_CUBE_FLOAT64, CARE_CUBE_FLOW, "yuan",
             "spent on a service in the model year by all payers; co-location and outreach cost nothing here",
             "当年各项服务全部支出；内设或毗邻医疗机构、机构上门不计费用", &service_axis),
    [CARE_SERVICES_CUBE_HOURS] = CUBE(
        "service_hours", CARE_CUBE_FLOAT64, CARE_CUBE_FLOW, "hour week-1",
        "hours a week for people of 60 and over who live at home: given by services, on average over the year, and "
        "missing on 1 November",
        "居家 60 岁及以上老人每周时数：服务提供（全年平均）与 11 月 1 日缺口", &care_axes_level, &hours_axis),
    [CARE_SERVICES_CUBE_ADAPTED] =
        CUBE("adapted_households", CARE_CUBE_INT32, CARE_CUBE_STOCK, "1",
             "eligible households that are adapted, those of earlier years that are still eligible included",
             "符合条件且已完成适老化改造的户数（含往年改造且仍符合条件者）", NULL),
};
#undef CUBE
