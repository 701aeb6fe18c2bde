/* Who wants which care: the section of the scenario. */
#include "models/people/choice_logit.h"

#include <stddef.h>

static const char *const bases[] = {"present_use", "norm", NULL};
static const char *const levels[] = {"none", "mild", "moderate", "severe", "total", NULL};

#define FIELD(path, what, member, unit_, least, most, from, to, value, anchor, conf, en, zh)                      \
    {                                                                                                             \
        .name = path, .kind = what, .offset = offsetof(struct care_choice_parameters, member), .unit = unit_,     \
        .min = least, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, .source = anchor, \
        .confidence = conf                                                                                        \
    }
#define SHARE(key, member, level, index, from, to, value, anchor, en, zh)                                    \
    FIELD(key "." level, CARE_FIELD_REAL, member[index], "1", 0, 0.9, from, to, value, anchor, CARE_ASSUMED, \
          "share of 60+ who want " en ", level " level, "60 岁及以上中" zh)
#define PRESENT(level, index, from, to, value, zh)                                                \
    SHARE("present_share", present_share, level, index, from, to, value, "#choice-present-share", \
          "a bed, present use", zh "希望入住机构的比例（现状使用）")
#define VISITS(level, index, from, to, value, zh)                                                        \
    SHARE("home_visits_share", visits_share, level, index, from, to, value, "#choice-home-visits-share", \
          "home visits", zh "希望上门照护的比例")
#define HOME_BED(level, index, from, to, value, zh)                                                                \
    SHARE("home_bed_share", home_bed_share, level, index, from, to, value, "#choice-home-bed-share", "a home bed", \
          zh "希望家庭养老床位的比例")
#define DAY_CARE(level, index, from, to, value, zh)                                                              \
    SHARE("day_care_share", day_care_share, level, index, from, to, value, "#choice-day-care-share", "day care", \
          zh "希望日间照料的比例")
#define BED(key, member, from, to, value, conf, en, zh)                                                            \
    FIELD("bed_odds." key, CARE_FIELD_REAL, bed.member, "1", 0.01, 100, from, to, value, "#choice-bed-odds", conf, \
          "odds of wanting a bed, " en, "希望入住机构的优势比：" zh)
#define HOME(key, member, from, to, value, en, zh)                                                              \
    FIELD("home_odds." key, CARE_FIELD_REAL, home.member, "1", 0.01, 100, from, to, value, "#choice-home-odds", \
          CARE_ASSUMED, "odds of wanting services at home, " en, "希望使用居家社区服务的优势比：" zh)
static const struct care_field fields[] = {
    {.name = "basis",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct care_choice_parameters, basis),
     .choices = bases,
     .fallback = CARE_DEMAND_PRESENT_USE,
     .doc = {"demand before any queue: present use, or the plans' norm",
             "排队前的需求口径：present_use 现状使用、norm 规划标准"},
     .source = "#choice-basis",
     .confidence = CARE_CHOSEN},
    PRESENT("none", 0, 0.003, 0.008, 0.0050, "能力完好者"),
    PRESENT("mild", 1, 0.0214, 0.0571, 0.0357, "轻度失能者"),
    PRESENT("moderate", 2, 0.054, 0.1439, 0.0900, "中度失能者"),
    PRESENT("severe", 3, 0.0813, 0.2167, 0.1355, "重度失能者"),
    PRESENT("total", 4, 0.0821, 0.2188, 0.1368, "完全失能者"),
    FIELD("norm_share", CARE_FIELD_SERIES, norm_share, "1", 0.001, 0.3, 0.03, 0.04, 0.03, "#choice-norm-share",
          CARE_SEEN, "share of 60+ in institutions by the norm", "规划标准的机构养老比例"),
    FIELD("norm_ramp", CARE_FIELD_SERIES, norm_ramp, "1", 0, 1, 0, 1, 1, "#choice-norm-ramp", CARE_ASSUMED,
          "how much of the norm is in force", "规划标准的实现程度"),
    FIELD("bed_demand_factor", CARE_FIELD_LEVER, bed_demand_factor, "1", 0, 20, 0.5, 2, 1, "#choice-bed-demand-factor",
          CARE_CHOSEN, "factor on the odds of wanting a bed", "希望入住机构的优势的倍数"),
    FIELD("destitute_share", CARE_FIELD_LEVER, destitute_share, "1", 0, 0.9, 0.1, 0.7, 0, "#choice-destitute-share",
          CARE_SEEN, "destitute people unable to care for themselves who want a bed; 0: as others of their condition",
          "生活不能自理特困人员中希望集中供养的比例；0 为与同等状况者相同"),
    VISITS("none", 0, 0.0005, 0.005, 0.002, "能力完好者"),
    VISITS("mild", 1, 0.01, 0.06, 0.03, "轻度失能者"),
    VISITS("moderate", 2, 0.04, 0.15, 0.08, "中度失能者"),
    VISITS("severe", 3, 0.06, 0.25, 0.12, "重度失能者"),
    VISITS("total", 4, 0.06, 0.25, 0.12, "完全失能者"),
    HOME_BED("none", 0, 0, 0, 0, "能力完好者"),
    HOME_BED("mild", 1, 0, 0.02, 0.01, "轻度失能者"),
    HOME_BED("moderate", 2, 0.02, 0.10, 0.05, "中度失能者"),
    HOME_BED("severe", 3, 0.05, 0.20, 0.10, "重度失能者"),
    HOME_BED("total", 4, 0.05, 0.25, 0.12, "完全失能者"),
    DAY_CARE("none", 0, 0.002, 0.01, 0.005, "能力完好者"),
    DAY_CARE("mild", 1, 0.02, 0.10, 0.05, "轻度失能者"),
    DAY_CARE("moderate", 2, 0.03, 0.15, 0.08, "中度失能者"),
    DAY_CARE("severe", 3, 0.01, 0.08, 0.04, "重度失能者"),
    DAY_CARE("total", 4, 0, 0.02, 0.01, "完全失能者"),
    FIELD("dementia_bed_share", CARE_FIELD_REAL, dementia_bed_share, "1", 0, 0.99, 0.25, 0.8, 0.5,
          "#choice-dementia-bed-share", CARE_ASSUMED,
          "of people with moderate or severe dementia who want a bed: share who want a dementia bed",
          "希望入住机构的中重度失智者中希望失智照护床位的比例"),
    {.name = "nursing_from_level",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct care_choice_parameters, nursing_from_level),
     .choices = levels,
     .fallback = 2,
     .doc = {"this level and worse need a nursing bed", "该等级及以上需护理型床位"},
     .source = "#choice-nursing-from-level",
     .confidence = CARE_ASSUMED},
    BED("with_partner", company[CARE_COMPANY_PARTNER], 0.287, 0.762, 0.47, CARE_SEEN, "with a partner against alone",
        "与配偶同住相对独居"),
    BED("with_children", company[CARE_COMPANY_CHILDREN], 0.158, 0.402, 0.25, CARE_SEEN, "with children against alone",
        "与子女同住相对独居"),
    BED("with_both", company[CARE_COMPANY_BOTH], 0.16, 0.509, 0.29, CARE_SEEN,
        "with partner and children against alone", "与配偶和子女同住相对独居"),
    BED("with_others", company[CARE_COMPANY_OTHERS], 0.5, 1.5, 1, CARE_ASSUMED,
        "with an old relative or in a collective household against alone", "与其他老年亲属同住或集体户相对独居"),
    BED("over_80", over_80, 1.49, 3.40, 2.25, CARE_SEEN, "80 and over against younger", "80 岁及以上相对 80 岁以下"),
    BED("late_dementia", late_dementia, 1.4, 3.0, 2.0, CARE_ASSUMED, "moderate or severe dementia against none or mild",
        "中重度失智相对无或轻度"),
    BED("urban", urban, 1.5, 2.6, 2.05, CARE_DERIVED, "in town against in a village", "城镇相对农村"),
    BED("income_middle", income[CARE_INCOME_MIDDLE], 1.0, 1.5, 1.22, CARE_ASSUMED,
        "middle third of income against bottom", "收入中间三分之一相对最低三分之一"),
    BED("income_top", income[CARE_INCOME_TOP], 1.0, 2.2, 1.5, CARE_ASSUMED, "top third of income against bottom",
        "收入最高三分之一相对最低三分之一"),
    BED("gap_some", gap[CARE_GAP_SOME], 1.0, 2.0, 1.3, CARE_ASSUMED, "some hours of care missing against none",
        "家庭照护有缺口相对无缺口"),
    BED("gap_large", gap[CARE_GAP_LARGE], 1.2, 3.0, 1.8, CARE_ASSUMED, "many hours of care missing against none",
        "家庭照护缺口大相对无缺口"),
    HOME("with_partner", company[CARE_COMPANY_PARTNER], 0.5, 1.0, 0.8, "with a partner against alone",
         "与配偶同住相对独居"),
    HOME("with_children", company[CARE_COMPANY_CHILDREN], 0.4, 1.0, 0.6, "with children against alone",
         "与子女同住相对独居"),
    HOME("with_both", company[CARE_COMPANY_BOTH], 0.35, 1.0, 0.55, "with partner and children against alone",
         "与配偶和子女同住相对独居"),
    HOME("with_others", company[CARE_COMPANY_OTHERS], 0.7, 1.3, 1,
         "with an old relative or in a collective household against alone", "与其他老年亲属同住或集体户相对独居"),
    HOME("over_80", over_80, 1.0, 2.0, 1.3, "80 and over against younger", "80 岁及以上相对 80 岁以下"),
    HOME("late_dementia", late_dementia, 1.0, 2.0, 1.3, "moderate or severe dementia against none or mild",
         "中重度失智相对无或轻度"),
    HOME("urban", urban, 1.2, 3.0, 1.8, "in town against in a village", "城镇相对农村"),
    HOME("income_middle", income[CARE_INCOME_MIDDLE], 1.0, 1.3, 1.1, "middle third of income against bottom",
         "收入中间三分之一相对最低三分之一"),
    HOME("income_top", income[CARE_INCOME_TOP], 1.0, 1.8, 1.3, "top third of income against bottom",
         "收入最高三分之一相对最低三分之一"),
    HOME("gap_some", gap[CARE_GAP_SOME], 1.0, 2.0, 1.3, "some hours of care missing against none",
         "家庭照护有缺口相对无缺口"),
    HOME("gap_large", gap[CARE_GAP_LARGE], 1.2, 3.0, 1.8, "many hours of care missing against none",
         "家庭照护缺口大相对无缺口"),
    FIELD("price_log_odds_per_thousand_yuan", CARE_FIELD_REAL, price_log_odds_per_thousand_yuan, "1", -5, 0, -0.40,
          -0.05, -0.15, "#choice-price-log-odds-per-thousand-yuan", CARE_ASSUMED,
          "log odds of a mode for 1000 yuan a month out of pocket", "每月自付 1000 元对应的对数优势"),
    FIELD("wait_log_odds_per_month", CARE_FIELD_REAL, wait_log_odds_per_month, "month-1", -1, 0, -0.10, 0, -0.01,
          "#choice-wait-log-odds-per-month", CARE_ASSUMED, "log odds of a bed for a month of the wait believed",
          "人们相信的轮候每月对应的床位对数优势"),
    FIELD("reconsider_every_years", CARE_FIELD_INT, reconsider_every_years, "year", 1, 30, 1, 5, 3,
          "#choice-reconsider-every-years", CARE_ASSUMED, "a mode once chosen is kept as long, unless life changes",
          "选定的照护方式在生活无变化时保持的年数"),
};
#undef HOME
#undef BED
#undef DAY_CARE
#undef HOME_BED
#undef VISITS
#undef PRESENT
#undef SHARE
#undef FIELD
const struct care_section care_choice_parameters_section = {
    .name = "choice",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_choice_parameters),
    .doc = {"who wants which care (odds ratios of willingness)", "照护方式的选择（优势比来自意愿调查）"},
};
