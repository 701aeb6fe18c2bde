/* The cubes of staff, described. */
#include "models/system/workforce.h"

static const char *const occupations[] = {
    "caregivers_of_homes", "caregivers_of_services", "directors", "social_workers", "assessors", "other_staff"};
static const char *const occupations_zh[] = {"机构护理员", "居家社区护理员", "养老院长",
                                             "社会工作者", "评估员",         "其他人员"};
static const char *const flows[] = {"trained", "certified", "hired", "left", "borrowed", "lent"};
static const char *const flows_zh[] = {"培训", "取证上岗", "市场招聘", "离职", "区外支援", "支援他区"};
const struct care_axis care_workforce_cubes_occupation = {"occupation",   CARE_N_OCCUPATIONS,     NULL, occupations,
                                                          occupations_zh, {"occupation", "岗位"}, NULL};
static const struct care_axis flow_axis = {
    "staff_flow",
    CARE_N_STAFF_FLOWS,
    NULL,
    flows,
    flows_zh,
    {"in post before + certified + hired = in post after + left; borrowed and lent for the year",
     "年初在岗+取证上岗+招聘=年末在岗+离职；支援以一年计"},
    NULL};

const struct care_cube_spec care_workforce_cubes_needed = {
    "staff_needed",
    CARE_CUBE_FLOAT64,
    CARE_CUBE_STOCK,
    {&care_workforce_cubes_occupation},
    "1",
    {"posts that those in care need by the norms", "按标准为在照护者所需的岗位数"},
    "workforce",
    3};
const struct care_cube_spec care_workforce_cubes_in_post = {
    "staff_in_post",
    CARE_CUBE_INT32,
    CARE_CUBE_STOCK,
    {&care_workforce_cubes_occupation},
    "1",
    {"staff in post, by the district of the post", "在岗人数，按岗位所在区"},
    "workforce",
    3};
const struct care_cube_spec care_workforce_cubes_certified = {
    "staff_certified",
    CARE_CUBE_INT32,
    CARE_CUBE_STOCK,
    {&care_workforce_cubes_occupation},
    "1",
    {"caregivers in post who have the certificate; of other occupations nobody is counted",
     "在岗护理员中持证人数；其他岗位不计"},
    "workforce",
    3};
const struct care_cube_spec care_workforce_cubes_flows = {
    "staff_flows",
    CARE_CUBE_INT32,
    CARE_CUBE_FLOW,
    {&care_workforce_cubes_occupation, &flow_axis},
    "1",
    {"staff trained, certified, hired, gone, lent in the year", "当年人员培训、取证、招聘、离职与支援"},
    "workforce",
    3};
const struct care_cube_spec care_workforce_cubes_family_carers = {
    "family_carers_trained",
    CARE_CUBE_INT32,
    CARE_CUBE_FLOW,
    {NULL},
    "1",
    {"family carers of disabled people trained in the year", "当年受训的失能老年人家庭照护者"},
    "workforce",
    3};
const struct care_cube_spec care_workforce_cubes_wages = {
    "caregivers_wage_bill",
    CARE_CUBE_FLOAT64,
    CARE_CUBE_FLOW,
    {NULL},
    "yuan",
    {"wages of caregivers and what employers pay on top, prices of 2024; fees do not follow them",
     "护理员工资及用工附加成本，2024 年价格；收费不随之变动"},
    "workforce",
    3};
