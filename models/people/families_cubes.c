/* The cubes of families: what they hold and in which words. */
#include "models/axes.h"
#include "models/people/families.h"

#define N_OF(labels) (int)(sizeof labels / sizeof labels[0])

static const char *const arrangements[] = {"alone",       "couple_only", "with_children", "three_generations",
                                           "with_elders", "collective",  "in_home"};
static const char *const arrangements_zh[] = {
    "独居", "仅与配偶同住", "与子女同住", "三代及以上同住", "与其他老年亲属同住", "集体户", "入住养老机构"};
const struct care_axis care_families_arrangement_axis = {
    "arrangement", CARE_N_ARRANGEMENTS, NULL, arrangements, arrangements_zh, {"living arrangement", "居住安排"}, NULL};

static const char *const kinds[] = {"one_person", "one_generation", "with_one_65plus", "with_two_65plus"};
static const char *const kinds_zh[] = {"一人户", "一代户", "有一位 65 岁及以上老人的户", "有两位 65 岁及以上老人的户"};
static const struct care_axis kind_axis = {
    "household_kind", CARE_N_HOUSEHOLD_KINDS, NULL, kinds, kinds_zh, {"kind of family household", "家庭户类型"}, NULL};

static const char *const situations[] = {
    "empty_nest", "alone", "left_behind", "kinless", "couples_both_disabled", "disabled_without_family_carer"};
static const char *const situations_zh[] = {"空巢老人", "独居老人",         "农村留守老人",
                                            "孤寡老人", "双失能夫妇（对）", "无家庭照护者的失能老人"};
const struct care_axis care_families_situation_axis = {
    "situation", CARE_N_SITUATIONS, NULL, situations, situations_zh, {"family situation of 60+", "老年人家庭状况"},
    NULL};

static const char *const children[] = {"0", "1", "2", "3+"};
static const struct care_axis children_axis = {
    "n_children", CARE_N_HELPING_CHILDREN, NULL, children, children, {"living children near by", "附近健在子女数"},
    NULL};

static const char *const groups[] = {"local_hukou",
                                     "rural",
                                     "income_bottom",
                                     "income_middle",
                                     "income_top",
                                     "near_poor",
                                     "low_income",
                                     "destitute",
                                     "bereaved_of_child",
                                     "certificate_other",
                                     "certificate_severe",
                                     "employee_insured",
                                     "veteran",
                                     "special_difficulty",
                                     "all"};
static const char *const groups_zh[] = {
    "本市户籍", "农村",           "收入下三分之一",   "收入中三分之一", "收入上三分之一", "低保边缘",
    "低保",     "特困",           "计划生育特殊家庭", "残疾证三四级",   "残疾证一二级",   "职工医保（长护险）",
    "优抚对象", "特殊困难老年人", "全部 60 岁及以上"};
static const struct care_axis group_axis = {
    "group", N_OF(groups), NULL,
    groups,  groups_zh,    {"groups of 60+; they overlap and may not be added up", "老年群体；相互重叠，不可相加"},
    NULL};

static const char *const need_kinds[] = {"household", "personal", "nursing", "supervision"};
static const char *const need_kinds_zh[] = {"家务", "生活照料", "护理", "看护"};
static const struct care_axis need_kind_axis = {
    "need_kind", CARE_N_NEED_KINDS, NULL, need_kinds, need_kinds_zh, {"kind of need", "需要的种类"}, NULL};

static const char *const measures[] = {"needed", "family", "gap"};
static const char *const measures_zh[] = {"需要", "家庭可提供", "缺口"};
static const struct care_axis measure_axis = {
    "care_hours_of", 3, NULL, measures, measures_zh, {"whose hours", "时数口径"}, NULL};

#define CUBE(symbol, name_, type_, unit_, en, zh, ...) \
    const struct care_cube_spec symbol = {name_, type_, CARE_CUBE_STOCK, {__VA_ARGS__}, unit_, {en, zh}, "families", 2}
CUBE(care_families_living_cube, "living", CARE_CUBE_INT32, "1", "residents of 60 and over by living arrangement",
     "60 岁及以上常住人口，按居住安排", &care_axes_sex, &care_axes_care_age_group, &care_families_arrangement_axis);
CUBE(care_families_households_cube, "households", CARE_CUBE_INT32, "1",
     "family households; of people under 60 by the census' headship rates", "家庭户数；60 岁以下按普查户主率推算",
     &kind_axis);
CUBE(care_families_situations_cube, "family_situation", CARE_CUBE_INT32, "1",
     "people of 60 and over (couples for one kind) in situations the plans name",
     "规划所列家庭状况的 60 岁及以上老人数（其中一项为对数）", &care_families_situation_axis);
CUBE(care_families_children_cube, "children_near", CARE_CUBE_INT32, "1",
     "residents of 60 and over by living children near by", "60 岁及以上常住人口，按附近健在子女数",
     &care_axes_care_age_group, &children_axis);
CUBE(care_families_groups_cube, "groups", CARE_CUBE_INT32, "1",
     "residents of 60 and over in each group; people in several are counted in each",
     "各老年群体人数；属于多个群体者分别计入", &group_axis);
CUBE(care_families_need_cube, "need", CARE_CUBE_INT32, "1",
     "residents of 60 and over by what their care need follows from: level and stage of dementia",
     "60 岁及以上常住人口，按照护需要的依据：失能等级与失智阶段", &care_axes_level, &care_axes_stage);
CUBE(care_families_need_hours_cube, "need_hours", CARE_CUBE_FLOAT64, "hour week-1",
     "hours of care needed a week, whoever gives them", "每周需要的照护时数（不论由谁提供）", &need_kind_axis);
CUBE(care_families_care_hours_cube, "care_hours", CARE_CUBE_FLOAT64, "hour week-1",
     "hours a week of people of 60 and over who live at home: needed, what the family can give, what is missing",
     "居家 60 岁及以上老人每周时数：需要、家庭可提供、缺口", &care_axes_level, &measure_axis);
#undef CUBE
