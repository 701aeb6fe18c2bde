/* Groups: the parameters, the draw of one person, and unions. */
#include "models/people/groups.h"

#include "models/columns.h"
#include "models/people/groups_definitions.h"
#include "models/people/groups_rates.h"
#include "models/purposes.h"

#include <stddef.h>

const char *const care_groups_from_levels[] = {"none", "mild", "moderate", "severe", "total", "none_counts", NULL};

#define SHARE(column, en, zh)                                                                       \
    {                                                                                               \
        .name = column, .kind = CARE_SHEET_REAL, .unit = "1", .min = 0, .max = 1, .doc = { en, zh } \
    }
static const struct care_sheet_column columns[] = {
    [CARE_GROUPS_AREA] = CARE_COLUMNS_LEAF_AREA,
    [CARE_GROUPS_HUKOU] = SHARE("local_hukou", "share of 60+ registered in the city", "60 岁及以上中本市户籍比例"),
    [CARE_GROUPS_RURAL] = SHARE("rural", "share of 60+ in villages", "60 岁及以上中乡村居住比例"),
    [CARE_GROUPS_INSURED] = SHARE("employee_insured", "share of 60+ with employees' medical insurance",
                                  "60 岁及以上中职工基本医疗保险参保比例"),
    [CARE_GROUPS_DESTITUTE] = SHARE("destitute", "share of 60+ who are destitute", "60 岁及以上中特困比例"),
    [CARE_GROUPS_LOW_INCOME] =
        SHARE("low_income", "share of 60+ with the minimum living allowance", "60 岁及以上中低保比例"),
    [CARE_GROUPS_NEAR_POOR] =
        SHARE("near_poor", "share of 60+ just above the minimum living allowance", "60 岁及以上中低保边缘比例"),
    [CARE_GROUPS_BEREAVED] =
        SHARE("bereaved", "share of 60+ whose only child died or is disabled", "60 岁及以上中计划生育特殊家庭比例"),
    [CARE_GROUPS_CERTIFICATE_SEVERE] =
        SHARE("certificate_severe", "share of 60+ with a certificate of disability, grades 1 and 2",
              "60 岁及以上中持一、二级残疾人证比例"),
    [CARE_GROUPS_CERTIFICATE_OTHER] =
        SHARE("certificate_other", "share of 60+ with a certificate of disability, grades 3 and 4",
              "60 岁及以上中持三、四级残疾人证比例"),
    [CARE_GROUPS_VETERAN] =
        SHARE("veteran", "share of 60+ entitled to special care as veterans or their kin", "60 岁及以上中优抚对象比例"),
};
#undef SHARE
const struct care_sheet_spec care_groups_sheet = {
    .name = "groups",
    .columns = columns,
    .n_columns = sizeof columns / sizeof columns[0],
    .min_rows = 1,
    .doc = {"shares of groups among people of 60 and over by area", "各区 60 岁及以上人口的群体比例"},
};

#define REAL(path, member, unit_, least, most, from, to, value, anchor, en, zh)                                \
    {                                                                                                          \
        .name = path, .kind = CARE_FIELD_REAL, .offset = offsetof(struct care_groups_parameters, member),      \
        .unit = unit_, .min = least, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, \
        .source = anchor, .confidence = CARE_ASSUMED                                                           \
    }
#define SLOPE(group, column, from, to, value, zh)                                                         \
    REAL("log_odds_per_year." group, log_odds_per_year[column - 1], "year-1", -0.3, 0.3, from, to, value, \
         "#groups-log-odds-per-year", "change of the log odds with age: " group, "对数优势随年龄的变化：" zh)
#define ODDS(level, index, from, to, value)                                                                 \
    REAL("certificate_level_odds." level, certificate_level_odds[index], "1", 0.01, 10000, from, to, value, \
         "#groups-certificate-level-odds", "odds of a severe certificate at this level: " level,            \
         "该等级持重度残疾人证的优势：" level)
#define MEMBER(group, member, value, zh)                                                        \
    {                                                                                           \
        .name = "special." group, .kind = CARE_FIELD_BOOL,                                      \
        .offset = offsetof(struct care_groups_parameters, special.member), .fallback = value,   \
        .doc = {"counts among those in special difficulty: " group, "计入特殊困难老年人：" zh}, \
        .source = "#groups-special", .confidence = CARE_CHOSEN                                  \
    }
static const struct care_field fields[] = {
    {.name = "shares",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_groups_parameters, shares),
     .is_required = true,
     .sheet = &care_groups_sheet,
     .doc = {"shares of groups among people of 60 and over by area", "各区 60 岁及以上人口的群体比例"},
     .source = "#groups-shares",
     .confidence = CARE_ASSUMED},
    SLOPE("local_hukou", CARE_GROUPS_HUKOU, 0, 0.06, 0.03, "本市户籍"),
    SLOPE("rural", CARE_GROUPS_RURAL, -0.03, 0.03, 0, "乡村"),
    SLOPE("employee_insured", CARE_GROUPS_INSURED, -0.05, 0.01, -0.02, "职工医保"),
    SLOPE("destitute", CARE_GROUPS_DESTITUTE, -0.01, 0.05, 0.02, "特困"),
    SLOPE("low_income", CARE_GROUPS_LOW_INCOME, -0.03, 0.03, 0, "低保"),
    SLOPE("near_poor", CARE_GROUPS_NEAR_POOR, -0.03, 0.03, 0, "低保边缘"),
    SLOPE("bereaved", CARE_GROUPS_BEREAVED, -0.12, -0.04, -0.08, "计划生育特殊家庭"),
    SLOPE("certificate_severe", CARE_GROUPS_CERTIFICATE_SEVERE, -0.03, 0.03, 0, "重度残疾人证（失能等级之外）"),
    SLOPE("certificate_other", CARE_GROUPS_CERTIFICATE_OTHER, -0.01, 0.05, 0.02, "其他残疾人证"),
    SLOPE("veteran", CARE_GROUPS_VETERAN, -0.01, 0.05, 0.02, "优抚对象"),
    REAL("rural_bottom_share", rural_bottom_share, "1", 0, 1, 0.5, 0.75, 0.60, "#groups-rural-bottom-share",
         "share of people in villages in the bottom third of incomes", "乡村老年人处于低收入三分之一的比例"),
    REAL("rural_top_share", rural_top_share, "1", 0, 1, 0.03, 0.20, 0.10, "#groups-rural-top-share",
         "share of people in villages in the top third of incomes", "乡村老年人处于高收入三分之一的比例"),
    REAL("rural_insured_odds", rural_insured_odds, "1", 0.001, 1000, 0.05, 0.20, 0.10, "#groups-rural-insured-odds",
         "odds of employees' insurance in villages against towns", "乡村相对城镇参加职工医保的优势比"),
    ODDS("none", 0, 0, 0, 1),
    ODDS("mild", 1, 2, 4, 3),
    ODDS("moderate", 2, 4, 12, 8),
    ODDS("severe", 3, 10, 30, 20),
    ODDS("total", 4, 15, 50, 30),
    MEMBER("destitute", destitute, 0, "特困"),
    MEMBER("low_income", low_income, 0, "低保"),
    MEMBER("near_poor", near_poor, 0, "低保边缘"),
    MEMBER("empty_nest", empty_nest, 1, "空巢"),
    MEMBER("alone", alone, 1, "独居"),
    MEMBER("left_behind", left_behind, 1, "留守"),
    MEMBER("kinless", kinless, 1, "孤寡"),
    MEMBER("only_poor", only_poor, 0, "以下情形须同时有救助身份"),
    MEMBER("certificate_severe", certificate_severe, 1, "一、二级残疾人证"),
    MEMBER("certificate_other", certificate_other, 0, "三、四级残疾人证"),
    MEMBER("bereaved", bereaved, 1, "计划生育特殊家庭"),
    MEMBER("veteran", veteran, 0, "优抚对象"),
    MEMBER("late_dementia", late_dementia, 0, "中度或重度失智（不论失能等级）"),
    {.name = "special.disabled_from_level",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct care_groups_parameters, special.disabled_from_level),
     .choices = care_groups_from_levels,
     .fallback = 2,
     .doc = {"this level of disability and worse counts among those in special difficulty; or none_counts",
             "该失能等级及以上计入特殊困难老年人；none_counts 表示不计"},
     .source = "#groups-special",
     .confidence = CARE_CHOSEN},
    {.name = "special.oldest_from_age",
     .kind = CARE_FIELD_INT,
     .offset = offsetof(struct care_groups_parameters, special.oldest_from_age),
     .unit = "year",
     .min = CARE_FIRST_CARE_AGE,
     .max = CARE_GROUPS_NO_AGE,
     .fallback = CARE_GROUPS_NO_AGE,
     .doc = {"this age and over counts among those in special difficulty; 150: age does not count",
             "该年龄及以上计入特殊困难老年人；150 表示不按年龄计"},
     .source = "#groups-special",
     .confidence = CARE_CHOSEN},
    {.name = "definitions",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_groups_parameters, definitions),
     .sheet = &care_groups_definitions_sheet,
     .doc = {"districts' own definitions of special difficulty and of priority", "各区自己的特殊困难与优先群体定义"},
     .source = "#groups-definitions",
     .confidence = CARE_CHOSEN},
};
#undef MEMBER
#undef ODDS
#undef SLOPE
#undef REAL
const struct care_section care_groups_section = {
    .name = "groups",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_groups_parameters),
    .doc = {"groups of people of 60 and over", "60 岁及以上人口的群体属性"},
};

/* ---- one person ---- */

static int age_index(int age_years)
{
    const int a = age_years - CARE_FIRST_CARE_AGE;
    return a < 0 ? 0 : a < CARE_GROUPS_AGES ? a : CARE_GROUPS_AGES - 1;
}

static uint32_t draw_for(const uint32_t *u, enum care_purpose purpose)
{
    return u[purpose - CARE_DRAW_CHILDREN];
}

/* Village, income and relief. */
static uint16_t draw_means(const struct care_groups_of_area *of, int a, const uint32_t *u)
{
    const unsigned rural = draw_for(u, CARE_DRAW_RURAL) < of->rural[a];
    const unsigned income =
        (unsigned)care_people_pick(draw_for(u, CARE_DRAW_INCOME), of->income[rural], CARE_N_INCOMES - 1);
    unsigned relief = CARE_NO_RELIEF;
    if (income == CARE_INCOME_BOTTOM) { /* the thresholds begin with the destitute */
        const int below = care_people_pick(draw_for(u, CARE_DRAW_RELIEF), of->relief[a], CARE_N_RELIEFS - 1);
        relief = (unsigned)(CARE_DESTITUTE - below);
    }
    uint16_t traits = care_trait_with(0, CARE_TRAIT_RURAL, rural);
    traits = care_trait_with(traits, CARE_TRAIT_INCOME, income);
    return care_trait_with(traits, CARE_TRAIT_RELIEF, relief);
}

static uint16_t means_of_partner(uint16_t partner)
{
    uint16_t traits = care_trait_with(0, CARE_TRAIT_RURAL, care_trait(partner, CARE_TRAIT_RURAL));
    traits = care_trait_with(traits, CARE_TRAIT_INCOME, care_trait(partner, CARE_TRAIT_INCOME));
    return care_trait_with(traits, CARE_TRAIT_RELIEF, care_trait(partner, CARE_TRAIT_RELIEF));
}

/* One draw for both: what is above the threshold of the severe one is stretched to the whole line. */
static enum care_certificate draw_certificate(uint32_t u, uint32_t severe, uint32_t other)
{
    const uint64_t one = UINT64_C(1) << 32;
    if (u < severe) {
        return CARE_CERTIFICATE_SEVERE;
    }
    return (uint64_t)(u - severe) << 32 < other * (one - severe) ? CARE_CERTIFICATE_OTHER : CARE_NO_CERTIFICATE;
}

uint16_t care_groups_draw(const struct care_groups_rates *rates, int leaf, int age_years, unsigned level,
                          const uint32_t *u, const uint16_t *partner)
{
    const struct care_groups_of_area *of = &rates->of_area[leaf];
    const int a = age_index(age_years);
    uint16_t traits = partner != NULL ? means_of_partner(*partner) : draw_means(of, a, u);
    const unsigned rural = care_trait(traits, CARE_TRAIT_RURAL);
    const enum care_certificate certificate =
        draw_certificate(draw_for(u, CARE_DRAW_CERTIFICATE_START), of->severe[a][level], of->other[a]);
    traits = care_trait_with(traits, CARE_TRAIT_CERTIFICATE, certificate);
    traits = care_trait_with(traits, CARE_TRAIT_HUKOU, draw_for(u, CARE_DRAW_HUKOU) < of->hukou[a]);
    traits = care_trait_with(traits, CARE_TRAIT_INSURED, draw_for(u, CARE_DRAW_INSURED) < of->insured[a][rural]);
    traits = care_trait_with(traits, CARE_TRAIT_VETERAN, draw_for(u, CARE_DRAW_VETERAN) < of->veteran[a]);
    return care_trait_with(traits, CARE_TRAIT_BEREAVED, draw_for(u, CARE_DRAW_FAMILY_PLANNING) < of->bereaved[a]);
}

/* The draw is the one of the start: below the threshold of the level now, so the share of each level is met. */
uint16_t care_groups_recertify(const struct care_groups_rates *rates, int leaf, int age_years, unsigned level,
                               uint16_t traits, uint32_t u)
{
    return u < rates->of_area[leaf].severe[age_index(age_years)][level]
               ? care_trait_with(traits, CARE_TRAIT_CERTIFICATE, CARE_CERTIFICATE_SEVERE)
               : traits;
}

/* ---- unions ---- */

bool care_groups_is_empty_nest(uint16_t traits, const struct care_groups_person *person)
{
    return !person->is_in_home && care_trait(traits, CARE_TRAIT_HOUSEHOLD) == CARE_BY_ONESELF;
}

bool care_groups_is_alone(uint16_t traits, const struct care_groups_person *person)
{
    return care_groups_is_empty_nest(traits, person) && !person->has_partner;
}

bool care_groups_is_left_behind(uint16_t traits, const struct care_groups_person *person)
{
    return !person->is_in_home && person->was_married && care_trait(traits, CARE_TRAIT_RURAL) == 1 &&
           care_trait(traits, CARE_TRAIT_CHILDREN) == 0 && !care_trait_is_with_children(traits);
}

bool care_groups_is_kinless(uint16_t traits, const struct care_groups_person *person)
{
    return !person->is_in_home && !person->has_partner && care_trait(traits, CARE_TRAIT_CHILDREN) == 0;
}

/* What counts by itself. */
static bool has_listed_group(const struct care_groups_union *union_of, uint16_t traits)
{
    const unsigned relief = care_trait(traits, CARE_TRAIT_RELIEF);
    return (union_of->destitute && relief == CARE_DESTITUTE) || (union_of->low_income && relief == CARE_LOW_INCOME) ||
           (union_of->near_poor && relief == CARE_NEAR_POOR) ||
           (union_of->bereaved && care_trait(traits, CARE_TRAIT_BEREAVED) == 1) ||
           (union_of->veteran && care_trait(traits, CARE_TRAIT_VETERAN) == 1);
}

/* What may count only together with relief. */
static bool is_in_situation(const struct care_groups_union *union_of, uint16_t traits,
                            const struct care_groups_person *person)
{
    const unsigned certificate = care_trait(traits, CARE_TRAIT_CERTIFICATE);
    return (int)person->level >= union_of->disabled_from_level ||
           (union_of->late_dementia && person->has_late_dementia) ||
           (union_of->oldest_from_age < CARE_GROUPS_NO_AGE && person->age_years >= union_of->oldest_from_age) ||
           (union_of->certificate_severe && certificate == CARE_CERTIFICATE_SEVERE) ||
           (union_of->certificate_other && certificate == CARE_CERTIFICATE_OTHER) ||
           (union_of->empty_nest && care_groups_is_empty_nest(traits, person)) ||
           (union_of->alone && care_groups_is_alone(traits, person)) ||
           (union_of->left_behind && care_groups_is_left_behind(traits, person)) ||
           (union_of->kinless && care_groups_is_kinless(traits, person));
}

bool care_groups_is_in_union(const struct care_groups_union *union_of, uint16_t traits,
                             const struct care_groups_person *person)
{
    const bool may_count = !union_of->only_poor || care_trait(traits, CARE_TRAIT_RELIEF) != CARE_NO_RELIEF;
    return !person->is_in_home &&
           (has_listed_group(union_of, traits) || (may_count && is_in_situation(union_of, traits, person)));
}
