/* Money: the section and what must hold between its fields. */
#include "models/system/finance.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>

/* A choice's place in its list is the level. */
static const char *const levels[] = {"everyone", "mild", "moderate", "severe", "total", NULL};
static const char *const price_levels[] = {"prices_of_2024", "current_prices", NULL};

#define FIELD(path, what, member, unit_, most, from, to, value, anchor, conf, en, zh)                          \
    {                                                                                                          \
        .name = path, .kind = what, .offset = offsetof(struct care_finance_parameters, member), .unit = unit_, \
        .min = 0, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, .source = anchor,  \
        .confidence = conf                                                                                     \
    }
#define SHARE(path, member, from, to, value, anchor, conf, en, zh) \
    FIELD(path, CARE_FIELD_REAL, member, "1", 1, from, to, value, anchor, conf, en, zh)
#define YUAN(path, member, from, to, value, anchor, conf, en, zh) \
    FIELD(path, CARE_FIELD_REAL, member, "yuan", 1e8, from, to, value, anchor, conf, en, zh)
#define FEE_FACTOR(owner, index, value, en, zh)                                                                      \
    FIELD("fee_factor." owner, CARE_FIELD_LEVER, fee_factor[index], "1", 20, 0.6, 1.2, value, "#finance-fee-factor", \
          CARE_ASSUMED, en, zh)
#define FAMILY(relief, index, value)                                                                         \
    SHARE("family_share." relief, family_share[index], 0, 0.8, value, "#finance-family-share", CARE_ASSUMED, \
          "share of what the person would pay that the family pays: " relief, "个人应付部分由家庭承担的比例：" relief)
#define PART(path, of, payer, value, anchor, en, zh) \
    FIELD(path "." #payer, CARE_FIELD_LEVER, split[of].payer, "1", 1, 0, 1, value, anchor, CARE_ASSUMED, en, zh)
#define SPLIT(path, of, city_, district_, lottery_, central_, anchor, en, zh)                                  \
    PART(path, of, city, city_, anchor, en ": share of the city", zh "：市财政承担"),                          \
        PART(path, of, district, district_, anchor, en ": share of the district", zh "：区财政承担"),          \
        PART(path, of, lottery, lottery_, anchor, en ": share of the welfare lottery", zh "：福彩公益金承担"), \
        PART(path, of, central, central_, anchor, en ": share of the central government", zh "：中央财政承担")
#define BUILD(class, index, from, to, value, conf, en, zh)                                                          \
    YUAN("build_yuan." class, build_yuan[index], from, to, value, "#finance-build-yuan", conf, "cost of a new " en, \
         "新建造价：" zh)
#define FLOOR(facility, index, to, value, en, zh)                                                                      \
    FIELD("floor_m2." facility, CARE_FIELD_REAL, floor_m2[index - CARE_FIRST_BUILT_FACILITY], "m2", 1e6, 0, to, value, \
          "#finance-floor-m2", CARE_ASSUMED, "floor beside beds and day places: " en,                                  \
          "床位和日托位之外的建筑面积：" zh)
#define SUBSIDY(kind, member, from, to, value, en, zh)                                                        \
    YUAN("building_subsidy_yuan." kind, member, from, to, value, "#finance-building-subsidy-yuan", CARE_SEEN, \
         "building subsidy a bed, once: " en, "一次性建设补贴（每床）：" zh)
#define OPERATING(kind, member, en, zh)                                                                            \
    FIELD("operating_subsidy_yuan_per_year." kind, CARE_FIELD_LEVER, member, "yuan year-1", 1e6, 1200, 4800, 2400, \
          "#finance-operating-subsidy-yuan-per-year", CARE_ASSUMED, "operating subsidy a resident and year: " en,  \
          "运营补贴（每人每年）：" zh)
#define BUDGET(payer, en, zh)                                                                                         \
    FIELD("budget_million_yuan." #payer, CARE_FIELD_SERIES, budget.payer, "1e6 yuan", 1e6, 0, 1e5, 0,                 \
          "#finance-budget-million-yuan", CARE_ASSUMED, "money a year for all this, whole city, 0 = not stated: " en, \
          "全市年度资金，0 为未给出：" zh)
#define LOAN(path, what, member, unit_, least, most, from, to, value, conf, en, zh)                            \
    {                                                                                                          \
        .name = "loans." path, .kind = what, .offset = offsetof(struct care_finance_parameters, loans.member), \
        .unit = unit_, .min = least, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, \
        .source = "#finance-loans", .confidence = conf                                                         \
    }
#define AWARD(path, member, unit_, most, from, to, value, conf, en, zh) \
    FIELD("award." path, CARE_FIELD_SERIES, award.member, unit_, most, from, to, value, "#finance-award", conf, en, zh)
static const struct care_field fields[] = {
    {.name = "report",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct care_finance_parameters, report),
     .choices = price_levels,
     .fallback = CARE_AT_PRICES_OF_2024,
     .doc = {"prices that results are in", "结果采用的价格口径"},
     .source = "#finance-report",
     .confidence = CARE_CHOSEN},
    {.name = "price_index",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct care_finance_parameters, price_index),
     .unit = "1",
     .min = 0.01,
     .max = 100,
     .low = 0.9,
     .high = 1.6,
     .fallback = 1,
     .doc = {"level of prices, fees and building costs to 2024", "价格水平（2024 年 = 1）"},
     .source = "#finance-price-index",
     .confidence = CARE_CHOSEN},
    SHARE("indexation_share.ltci", ltci_indexation_share, 0, 1, 1, "#finance-indexation-share", CARE_CHOSEN,
          "share of price growth that LTCI caps and cash follow", "长护险限额和现金给付跟随物价涨幅的比例"),
    SHARE("indexation_share.service_allowance", service_allowance_indexation_share, 0, 1, 0,
          "#finance-indexation-share", CARE_CHOSEN, "share of price growth that the allowance for services follows",
          "居家养老服务补贴跟随物价涨幅的比例"),
    FEE_FACTOR("public", CARE_PUBLIC, 0.85, "fee of public beds to the list", "公办床位收费与标准之比"),
    FEE_FACTOR("public_privately_run", CARE_PUBLIC_PRIVATELY_RUN, 0.95, "fee of public beds privately run to the list",
               "公建民营床位收费与标准之比"),
    FEE_FACTOR("inclusive", CARE_PRIVATE, 0.85, "fee of private beds of the inclusive price class to the list",
               "民办普惠床位收费与标准之比"),
    FAMILY("none", CARE_NO_RELIEF, 0.3),
    FAMILY("near_poor", CARE_NEAR_POOR, 0.5),
    FAMILY("low_income", CARE_LOW_INCOME, 0.6),
    FAMILY("destitute", CARE_DESTITUTE, 0),
    SPLIT("building_share", CARE_SPLIT_OF_BUILDING, 0.30, 0.40, 0.20, 0.10, "#finance-building-share",
          "public building", "公办建设"),
    SPLIT("subsidy_share", CARE_SPLIT_OF_SUBSIDIES, 0.40, 0.40, 0.20, 0, "#finance-subsidy-share", "subsidies to homes",
          "机构补贴"),
    SPLIT("training_share", CARE_SPLIT_OF_TRAINING, 0.50, 0.30, 0.20, 0, "#finance-training-share", "training",
          "人员培训"),
    SPLIT("destitute_share", CARE_SPLIT_OF_DESTITUTE, 0.30, 0.40, 0, 0.30, "#finance-destitute-share",
          "the destitute in homes", "特困人员集中供养"),
    SPLIT("service_allowance_share", CARE_SPLIT_OF_ALLOWANCE, 0.50, 0.50, 0, 0, "#finance-service-allowance-share",
          "allowance for services at home", "居家养老服务补贴"),
    BUILD("ordinary_bed", CARE_ORDINARY_BED, 100000, 220000, 150000, CARE_DERIVED, "ordinary bed", "普通床位"),
    BUILD("nursing_bed", CARE_NURSING_BED, 130000, 300000, 200000, CARE_DERIVED, "nursing bed", "护理型床位"),
    BUILD("dementia_bed", CARE_DEMENTIA_BED, 140000, 330000, 220000, CARE_ASSUMED, "dementia bed", "失智照护床位"),
    BUILD("day_place", CARE_DAY_PLACE, 40000, 110000, 70000, CARE_DERIVED, "day-care place", "日间照料位"),
    BUILD("home_bed", CARE_HOME_BED_PLACE, 3000, 10000, 5000, CARE_DERIVED, "home bed, fitted", "家庭养老床位"),
    YUAN("conversion_yuan.to_nursing", nursing_conversion_yuan, 10000, 50000, 25000, "#finance-conversion-yuan",
         CARE_ASSUMED, "an ordinary bed turned into a nursing bed", "普通床位改护理型"),
    YUAN("conversion_yuan.to_dementia", dementia_conversion_yuan, 10000, 50000, 20000, "#finance-conversion-yuan",
         CARE_ASSUMED, "a nursing bed turned into a dementia bed", "护理型床位改失智照护床位"),
    FLOOR("guidance_centre", CARE_GUIDANCE_CENTRES, 2000, 500, "guidance centre of a district", "区养老服务指导中心"),
    FLOOR("street_centre", CARE_STREET_CENTRES, 1500, 600, "centre of a street or town", "街镇养老服务综合体"),
    FLOOR("full_street_centre", CARE_FULL_STREET_CENTRES, 1000, 400, "what all eight functions add to a street centre",
          "街镇养老服务综合体补齐八项功能"),
    FLOOR("urban_day_station", CARE_URBAN_DAY_STATIONS, 300, 0, "station of a community", "社区日间照料站"),
    FLOOR("rural_day_station", CARE_RURAL_DAY_STATIONS, 300, 0, "station of a village", "村日间照料站"),
    FLOOR("village_home", CARE_VILLAGE_HOMES, 500, 150, "village home", "农村幸福院"),
    FLOOR("canteen", CARE_CANTEENS, 300, 100, "canteen", "老人家食堂"),
    FLOOR("central_kitchen", CARE_CENTRAL_KITCHENS, 1500, 600, "central kitchen", "中央厨房"),
    FIELD("floor_yuan_per_m2", CARE_FIELD_REAL, floor_yuan_per_m2, "yuan m-2", 1e6, 2500, 5500, 3900,
          "#finance-floor-yuan-per-m2", CARE_DERIVED, "cost of such floor, fitted out", "上述面积的造价（含装修）"),
    SUBSIDY("public", building_subsidy_yuan[CARE_PUBLIC], 0, 30000, 30000, "public homes", "公办"),
    SUBSIDY("public_privately_run", building_subsidy_yuan[CARE_PUBLIC_PRIVATELY_RUN], 0, 30000, 12000,
            "public homes privately run", "公建民营"),
    SUBSIDY("private_owned", building_subsidy_yuan[CARE_PRIVATE], 6000, 30000, 15000,
            "private homes on premises of their own", "民办自有房产"),
    SUBSIDY("private_rented", rented_subsidy_yuan, 0, 15000, 6000, "private homes on rented premises", "民办租赁房产"),
    SHARE("rented_share", rented_share, 0.2, 0.8, 0.5, "#finance-rented-share", CARE_ASSUMED,
          "share of new private beds on rented premises", "新建民办床位中租赁房产的比例"),
    OPERATING("ordinary", ordinary_subsidy_yuan_per_year, "ordinary beds", "普通床位"),
    OPERATING("nursing", nursing_subsidy_yuan_per_year, "nursing and dementia beds", "护理型和失智照护床位"),
    {.name = "operating_subsidy_from_level",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct care_finance_parameters, subsidy_from_level),
     .choices = levels,
     .fallback = 2,
     .doc = {"the operating subsidy is paid for residents of this level and worse", "入住者达到该失能等级方给运营补贴"},
     .source = "#finance-operating-subsidy-from-level",
     .confidence = CARE_DERIVED},
    LOAN("share", CARE_FIELD_LEVER, share, "1", 0, 1, 0, 0.7, 0, CARE_CHOSEN,
         "share of the building cost of private homes that investors borrow", "民办机构建设费用中贷款比例"),
    LOAN("most_million_yuan", CARE_FIELD_LEVER, most_million_yuan, "1e6 yuan", 0, 1e6, 10, 50, 30, CARE_SEEN,
         "most that a firm may borrow", "单户授信额度上限"),
    LOAN("rate_per_year", CARE_FIELD_LEVER, rate_per_year, "year-1", 0, 1, 0.03, 0.06, 0.04, CARE_SEEN,
         "interest on what is owed", "贷款年利率"),
    LOAN("years", CARE_FIELD_INT, years, "year", 1, 50, 5, 15, 10, CARE_ASSUMED,
         "paid back in equal parts over so many years", "等额还本年数"),
    LOAN("subsidised_share", CARE_FIELD_LEVER, subsidised_share, "1", 0, 1, 0, 1, 0, CARE_CHOSEN,
         "share of the interest that public money pays", "财政贴息占利息比例"),
    LOAN("beds_per_firm", CARE_FIELD_REAL, beds_per_firm, "1", 1, 10000, 100, 300, 200, CARE_ASSUMED,
         "beds that one firm builds", "每户建设床位数"),
    AWARD("million_yuan", million_yuan, "1e6 yuan", 1e4, 0, 20, 0, CARE_CHOSEN,
          "award of the city to each district that wins; 0: none", "市级对每个获奖区（县）的奖补；0 为不设"),
    AWARD("units", units, "1", 1000, 1, 3, 1, CARE_SEEN, "districts that win in a year", "每年获奖区（县）数"),
    FIELD("for_profit_subsidy_factor", CARE_FIELD_LEVER, for_profit_subsidy_factor, "1", 10, 0, 1, 1,
          "#finance-for-profit-subsidy-factor", CARE_SEEN, "operating subsidy of a for-profit bed to that of any other",
          "营利性床位运营补贴与其他床位之比"),
    BUDGET(city, "city", "市财政"),
    BUDGET(district, "all districts together", "各区财政合计"),
    BUDGET(ltci, "long-term care insurance", "长护险基金"),
    BUDGET(central, "central government", "中央财政"),
    FIELD("lottery_fund_million_yuan", CARE_FIELD_SERIES, budget.lottery_fund, "1e6 yuan", 1e6, 200, 700, 400,
          "#finance-lottery-fund-million-yuan", CARE_ASSUMED,
          "welfare lottery money a year, whole city, 0 = not stated", "全市福彩公益金（年），0 为未给出"),
    FIELD("lottery_elder_share", CARE_FIELD_SERIES, budget.lottery_share, "1", 1, 0.5, 0.7, 0.55,
          "#finance-lottery-elder-share", CARE_SEEN, "share of it spent on care of older people", "用于养老服务的比例"),
    {.name = "budget_growth_per_year",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_finance_parameters, budget.growth_per_year),
     .unit = "1",
     .min = -0.5,
     .max = 1,
     .low = 0,
     .high = 0.08,
     .fallback = 0.03,
     .doc = {"yearly growth of all budgets from 2021 on", "2021 年起各项资金的年增长率"},
     .source = "#finance-budget-growth-per-year",
     .confidence = CARE_ASSUMED},
};
#undef AWARD
#undef LOAN
#undef BUDGET
#undef OPERATING
#undef SUBSIDY
#undef FLOOR
#undef BUILD
#undef SPLIT
#undef PART
#undef FAMILY
#undef FEE_FACTOR
#undef YUAN
#undef SHARE
#undef FIELD
const struct care_section care_finance_parameters_section = {
    .name = "finance",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_finance_parameters),
    .doc = {"money: costs, payers, sources", "资金：成本、承担方与来源"},
};

/* ---- shares ---- */

void care_finance_parameters_split(const struct care_finance_parameters *parameters, enum care_finance_split split,
                                   int32_t district_code, int year, double *share)
{
    const struct care_finance_shares *shares = &parameters->split[split];
    for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
        share[payer] = 0;
    }
    share[CARE_PAYER_CITY] = care_lever_at(&shares->city, district_code, year);
    share[CARE_PAYER_DISTRICT] = care_lever_at(&shares->district, district_code, year);
    share[CARE_PAYER_LOTTERY] = care_lever_at(&shares->lottery, district_code, year);
    share[CARE_PAYER_CENTRAL] = care_lever_at(&shares->central, district_code, year);
}

static const char *const split_keys[CARE_N_FINANCE_SPLITS] = {
    [CARE_SPLIT_OF_BUILDING] = "finance.building_share",
    [CARE_SPLIT_OF_SUBSIDIES] = "finance.subsidy_share",
    [CARE_SPLIT_OF_TRAINING] = "finance.training_share",
    [CARE_SPLIT_OF_DESTITUTE] = "finance.destitute_share",
    [CARE_SPLIT_OF_ALLOWANCE] = "finance.service_allowance_share",
};

/* @return whether the split sums to 1 in the district and year; says so when not */
static bool check_split(const struct care_finance_parameters *parameters, int split, int32_t district_code, int year,
                        struct care_diagnostics *list)
{
    double share[CARE_N_PAYERS], sum = 0;
    care_finance_parameters_split(parameters, (enum care_finance_split)split, district_code, year, share);
    for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
        sum += share[payer];
    }
    if (fabs(sum - 1) <= 1e-6) {
        return true;
    }
    char key[64];
    (void)snprintf(key, sizeof key, "%s.city", split_keys[split]);
    care_diagnostics_add(list, (struct care_place){.key = key},
                         "city, district, lottery and central sum to %.9g in district %d in %d; they must sum to 1",
                         "city、district、lottery、central 之和为 %.9g（区划 %d，%d 年），应为 1", sum,
                         (int)district_code, year);
    return false;
}

int care_finance_parameters_check(const struct care_finance_parameters *parameters, const struct care_areas *areas,
                                  struct care_diagnostics *list)
{
    for (int split = 0; split < CARE_N_FINANCE_SPLITS; split++) { /* the first fault of each is enough */
        bool is_good = true;
        for (int i = 0; i < areas->n_districts * CARE_N_YEARS && is_good; i++) {
            const int32_t code = areas->area[areas->district[i / CARE_N_YEARS]].code;
            is_good = check_split(parameters, split, code, CARE_FIRST_YEAR + i % CARE_N_YEARS, list);
        }
    }
    return care_diagnostics_status(list);
}
