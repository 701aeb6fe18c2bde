#include "models/people/prices.h"

#include <math.h>
#include <stddef.h>

/* A choice's place in its list is the level, the relief: these are the whole lists. */
static const char *const levels[] = {"everyone", "mild", "moderate", "severe", "total", NULL};
static const char *const reliefs[] = {"everyone", "near_poor", "low_income", "destitute", NULL};

#define FIELD(path, what, member, unit_, most, from, to, value, anchor, conf, en, zh)                         \
    {                                                                                                         \
        .name = path, .kind = what, .offset = offsetof(struct care_prices_parameters, member), .unit = unit_, \
        .min = 0, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, .source = anchor, \
        .confidence = conf                                                                                    \
    }
#define MONTHLY(path, member, from, to, value, anchor, conf, en, zh) \
    FIELD(path, CARE_FIELD_REAL, member, "yuan month-1", 100000, from, to, value, anchor, conf, en, zh)
#define FACTOR(path, member, anchor, en, zh) \
    FIELD(path, CARE_FIELD_LEVER, member, "1", 20, 0.5, 2, 1, anchor, CARE_CHOSEN, en, zh)
#define SHARE(path, member, from, to, value, anchor, conf, en, zh) \
    FIELD(path, CARE_FIELD_LEVER, member, "1", 1, from, to, value, anchor, conf, en, zh)
#define BED_FEE(level, index, from, to, value)                                                                \
    MONTHLY("bed_fee_yuan_per_month." level, bed_fee_yuan_per_month[index], from, to, value,                  \
            "#prices-bed-fee-yuan-per-month", CARE_SEEN, "fee of an ordinary or nursing bed, all in: " level, \
            "普通床位或护理型床位每月收费（全包）：" level)
#define VISIT_HOURS(level, index, from, to, value, conf)                                                             \
    FIELD("visit_hours_per_week." level, CARE_FIELD_REAL, visit_hours_per_week[index], "hour week-1", 168, from, to, \
          value, "#prices-visit-hours-per-week", conf, "hours of visits a week: " level, "每周上门服务时间：" level)
#define ALLOWANCE(level, index, from, to, value)                                                                \
    FIELD("allowance_yuan_per_month." level, CARE_FIELD_LEVER, allowance_yuan_per_month[index], "yuan month-1", \
          100000, from, to, value, "#prices-allowance-yuan-per-month", CARE_SEEN,                               \
          "allowance for services at home: " level, "居家养老服务补贴：" level)
#define VISIBLE(path, member, en, zh) \
    FIELD(path, CARE_FIELD_LEVER, member, "1", 100, 0.5, 5, 1, "#prices-visible", CARE_CHOSEN, en, zh)
static const struct care_field fields[] = {
    BED_FEE("none", 0, 3300, 3800, 3600),
    BED_FEE("mild", 1, 3800, 4300, 4100),
    BED_FEE("moderate", 2, 4300, 4800, 4600),
    BED_FEE("severe", 3, 4800, 5300, 5100),
    BED_FEE("total", 4, 5300, 5800, 5600),
    MONTHLY("dementia_bed_extra_yuan_per_month", dementia_bed_extra_yuan_per_month, 300, 1500, 800,
            "#prices-dementia-bed-extra-yuan-per-month", CARE_ASSUMED, "a dementia bed costs more by",
            "失智照护床位加收"),
    FIELD("visit_yuan_per_hour", CARE_FIELD_REAL, visit_yuan_per_hour, "yuan hour-1", 10000, 45, 90, 65,
          "#prices-visit-yuan-per-hour", CARE_ASSUMED, "price of visits", "上门服务价格"),
    VISIT_HOURS("none", 0, 0, 1, 0.5, CARE_ASSUMED),
    VISIT_HOURS("mild", 1, 0, 2, 1, CARE_DERIVED),
    VISIT_HOURS("moderate", 2, 1.5, 5, 3, CARE_DERIVED),
    VISIT_HOURS("severe", 3, 3, 7, 5, CARE_DERIVED),
    VISIT_HOURS("total", 4, 5, 10, 7, CARE_DERIVED),
    MONTHLY("home_bed_extra_yuan_per_month", home_bed_extra_yuan_per_month, 100, 800, 300,
            "#prices-home-bed-extra-yuan-per-month", CARE_ASSUMED, "a home bed costs more than its visits by",
            "家庭养老床位在上门服务之外的收费"),
    MONTHLY("day_care_yuan_per_month", day_care_yuan_per_month, 600, 2200, 1200, "#prices-day-care-yuan-per-month",
            CARE_ASSUMED, "fee of day care", "日间照料每月收费"),
    FACTOR("bed_fee_factor", bed_fee_factor, "#prices-bed-fee-factor", "factor on the fees of beds", "床位收费倍数"),
    FACTOR("visit_fee_factor", visit_fee_factor, "#prices-visit-fee-factor", "factor on the fee of visits",
           "上门服务收费倍数"),
    FACTOR("home_bed_fee_factor", home_bed_fee_factor, "#prices-home-bed-fee-factor", "factor on the fee of home beds",
           "家庭养老床位收费倍数"),
    FACTOR("day_care_fee_factor", day_care_fee_factor, "#prices-day-care-fee-factor", "factor on the fee of day care",
           "日间照料收费倍数"),
    {.name = "ltci.from_level",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct care_prices_parameters, ltci_from_level),
     .choices = levels,
     .fallback = 3,
     .doc = {"long-term care insurance pays from this level on", "该等级及以上可享受长护险待遇"},
     .source = "#prices-ltci",
     .confidence = CARE_SEEN},
    FIELD("ltci.bed_cap_yuan_per_day", CARE_FIELD_LEVER, ltci_bed_cap_yuan_per_day, "yuan day-1", 10000, 60, 80, 70,
          "#prices-ltci", CARE_SEEN, "most of a home's fee that counts", "机构护理费用计入上限"),
    SHARE("ltci.bed_share", ltci_bed_share, 0.60, 0.80, 0.70, "#prices-ltci", CARE_SEEN,
          "share of a home's counted fee that LTCI pays", "机构护理费用基金支付比例"),
    FIELD("ltci.home_cap_yuan_per_month", CARE_FIELD_LEVER, ltci_home_cap_yuan_per_month, "yuan month-1", 100000, 1350,
          2500, 2100, "#prices-ltci", CARE_SEEN, "most of the fee of visits or a home bed that counts",
          "居家护理费用计入上限"),
    SHARE("ltci.home_share", ltci_home_share, 0.65, 0.90, 0.75, "#prices-ltci", CARE_SEEN,
          "share of the counted fee at home that LTCI pays", "居家护理费用基金支付比例"),
    FIELD("ltci.family_yuan_per_month", CARE_FIELD_LEVER, ltci_family_yuan_per_month, "yuan month-1", 100000, 0, 1100,
          750, "#prices-ltci", CARE_SEEN, "LTCI pays where the family cares alone", "完全由家属照料时的给付"),
    FIELD("ltci.delay_months", CARE_FIELD_LEVER, ltci_delay_months, "month", 12, 0, 6, 1, "#prices-ltci", CARE_SEEN,
          "LTCI pays from so many months after that of the assessment", "自评定结论作出之月起延后几个月开始享受待遇"),
    SHARE("ltci.take_up", ltci_take_up, 0.4, 0.85, 0.60, "#prices-ltci", CARE_ASSUMED,
          "share of the eligible to whom LTCI pays", "符合条件者实际享受待遇的比例"),
    SHARE("ltci.others_share", ltci_others_share, 0, 1, 0, "#prices-ltci", CARE_CHOSEN,
          "share covered of people outside the employees' scheme", "职工医保以外人群的参保比例"),
    SHARE("ltci.poor_share", ltci_poor_share, 0, 1, 0, "#prices-ltci", CARE_CHOSEN,
          "the same of those with low income or destitute; the larger of the two holds",
          "其中低保与特困人员的参保比例（两者取大）"),
    SHARE("ltci.dementia_share", ltci_dementia_share, 0, 1, 0, "#prices-ltci", CARE_CHOSEN,
          "share eligible of people with moderate or severe dementia below the level",
          "未达失能等级的中重度失智者享受待遇的比例"),
    ALLOWANCE("mild", 0, 150, 300, 200),
    ALLOWANCE("moderate", 1, 200, 600, 400),
    ALLOWANCE("severe_or_total", 2, 400, 900, 600),
    {.name = "allowance_from_relief",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct care_prices_parameters, allowance_from_relief),
     .choices = reliefs,
     .fallback = CARE_LOW_INCOME,
     .doc = {"the allowance is paid from this relief on", "该救助类别及以上可领取补贴"},
     .source = "#prices-allowance-from-relief",
     .confidence = CARE_SEEN},
    {.name = "destitute_pay_nothing",
     .kind = CARE_FIELD_BOOL,
     .offset = offsetof(struct care_prices_parameters, destitute_pay_nothing),
     .fallback = 1,
     .doc = {"the destitute pay nothing in a home", "特困人员入住机构免费"},
     .source = "#prices-destitute-pay-nothing",
     .confidence = CARE_SEEN},
    VISIBLE("visible.home_visits", visits_visible, "supply of visits people see, to that of 2020",
            "可见的上门服务供给（相对 2020 年）"),
    VISIBLE("visible.home_beds", home_beds_visible, "supply of home beds people see, to that of 2020",
            "可见的家庭养老床位供给（相对 2020 年）"),
    VISIBLE("visible.day_care", day_care_visible, "supply of day care people see, to that of 2020",
            "可见的日间照料供给（相对 2020 年）"),
};
#undef VISIBLE
#undef ALLOWANCE
#undef VISIT_HOURS
#undef BED_FEE
#undef SHARE
#undef FACTOR
#undef MONTHLY
#undef FIELD
const struct care_section care_prices_section = {
    .name = "prices",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_prices_parameters),
    .doc = {"prices, insurance and allowances", "价格、长护险与补贴"},
};

/* ---- fees, insurance, allowances ---- */

static double value_of(const struct care_prices *prices, const struct care_lever *lever)
{
    return care_lever_at(lever, prices->district_code, prices->year);
}

static double factor_of(const struct care_prices *prices, enum care_mode mode)
{
    switch (mode) {
    case CARE_HOME_VISITS:
        return value_of(prices, &prices->parameters->visit_fee_factor);
    case CARE_HOME_BED:
        return value_of(prices, &prices->parameters->home_bed_fee_factor);
    case CARE_DAY_CARE:
        return value_of(prices, &prices->parameters->day_care_fee_factor);
    default:
        return value_of(prices, &prices->parameters->bed_fee_factor);
    }
}

double care_prices_fee(const struct care_prices *prices, int level, enum care_mode mode)
{
    const struct care_prices_parameters *parameters = prices->parameters;
    const double visits = parameters->visit_hours_per_week[level] * 52 / 12 * parameters->visit_yuan_per_hour;
    const double bed = parameters->bed_fee_yuan_per_month[level];
    const double fee[CARE_N_MODES] = {
        [CARE_FAMILY_ONLY] = 0,
        [CARE_HOME_VISITS] = visits,
        [CARE_HOME_BED] = visits + parameters->home_bed_extra_yuan_per_month,
        [CARE_DAY_CARE] = parameters->day_care_yuan_per_month,
        [CARE_WANTS_ORDINARY_BED] = bed,
        [CARE_WANTS_NURSING_BED] = bed,
        [CARE_WANTS_DEMENTIA_BED] = bed + parameters->dementia_bed_extra_yuan_per_month,
    };
    return fee[mode] * factor_of(prices, mode);
}

struct care_prices_ltci care_prices_ltci(const struct care_prices *prices)
{
    const struct care_prices_parameters *parameters = prices->parameters;
    return (struct care_prices_ltci){
        .bed_cap_yuan = value_of(prices, &parameters->ltci_bed_cap_yuan_per_day) * 365 / 12,
        .bed_share = value_of(prices, &parameters->ltci_bed_share),
        .home_cap_yuan = value_of(prices, &parameters->ltci_home_cap_yuan_per_month),
        .home_share = value_of(prices, &parameters->ltci_home_share),
        .family_yuan = value_of(prices, &parameters->ltci_family_yuan_per_month),
    };
}

static double ltci_cover(const struct care_prices *prices, const struct care_payer_kind *who)
{
    const double others = value_of(prices, &prices->parameters->ltci_others_share);
    const double poor = value_of(prices, &prices->parameters->ltci_poor_share);
    return who->is_insured ? 1 : who->relief >= CARE_LOW_INCOME ? fmax(others, poor) : others;
}

double care_prices_ltci_entitled(const struct care_prices *prices, const struct care_payer_kind *who)
{
    const double eligible = who->level >= prices->parameters->ltci_from_level ? 1
                            : who->has_late_dementia ? value_of(prices, &prices->parameters->ltci_dementia_share)
                                                     : 0;
    return eligible > 0 ? eligible * ltci_cover(prices, who) : 0;
}

double care_prices_ltci_share(const struct care_prices *prices, const struct care_payer_kind *who)
{
    return care_prices_ltci_entitled(prices, who) * value_of(prices, &prices->parameters->ltci_take_up);
}

double care_prices_allowance(const struct care_prices *prices, int level, int relief)
{
    const int step = level < 3 ? level - 1 : 2; /* mild, moderate, severe and total */
    return level > 0 && relief >= prices->parameters->allowance_from_relief
               ? value_of(prices, &prices->parameters->allowance_yuan_per_month[step])
               : 0;
}

/* ---- what people pay ---- */

/* One kind of payer; all money in yuan a month. */
struct payer {
    const struct care_prices *prices;
    const struct care_prices_ltci *ltci;
    int level;
    double paid;      /* chance that LTCI pays */
    double allowance; /* at most, towards services at home */
    bool is_kept;     /* by the state, when in a home */
};

/* Expected over being paid by LTCI or not: the allowance meets what is left in either case. */
static double left_to_pay(const struct payer *payer, double fee, double cap, double share, double allowance)
{
    const double left = fee - fmin(cap, fee) * share;
    return payer->paid * fmax(0, left - allowance) + (1 - payer->paid) * fmax(0, fee - allowance);
}

static double home_price(const struct payer *payer, enum care_mode mode)
{
    return left_to_pay(payer, care_prices_fee(payer->prices, payer->level, mode), payer->ltci->home_cap_yuan,
                       payer->ltci->home_share, payer->allowance);
}

static double bed_price(const struct payer *payer, enum care_mode mode)
{
    return payer->is_kept ? 0
                          : left_to_pay(payer, care_prices_fee(payer->prices, payer->level, mode),
                                        payer->ltci->bed_cap_yuan, payer->ltci->bed_share, 0);
}

/* @param out  [CARE_N_MODES] thousand yuan a month */
static void price_modes(const struct payer *payer, double *out)
{
    const double yuan[CARE_N_MODES] = {
        [CARE_FAMILY_ONLY] = 0 - payer->paid * payer->ltci->family_yuan,
        [CARE_HOME_VISITS] = home_price(payer, CARE_HOME_VISITS),
        [CARE_HOME_BED] = home_price(payer, CARE_HOME_BED),
        [CARE_DAY_CARE] = care_prices_fee(payer->prices, payer->level, CARE_DAY_CARE),
        [CARE_WANTS_ORDINARY_BED] = bed_price(payer, CARE_WANTS_ORDINARY_BED),
        [CARE_WANTS_NURSING_BED] = bed_price(payer, CARE_WANTS_NURSING_BED),
        [CARE_WANTS_DEMENTIA_BED] = bed_price(payer, CARE_WANTS_DEMENTIA_BED),
    };
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        out[mode] = yuan[mode] / 1000;
    }
}

static struct payer payer_of(const struct care_prices *prices, const struct care_prices_ltci *ltci,
                             const struct care_payer_kind *who)
{
    return (struct payer){
        .prices = prices,
        .ltci = ltci,
        .level = who->level,
        .paid = care_prices_ltci_share(prices, who),
        .allowance = care_prices_allowance(prices, who->level, who->relief),
        .is_kept = prices->parameters->destitute_pay_nothing && who->relief == CARE_DESTITUTE,
    };
}

struct care_price_tables care_prices_tables(const struct care_prices *prices)
{
    struct care_price_tables tables = {0};
    const struct care_prices_ltci ltci = care_prices_ltci(prices);
    for (int i = 0; i < CARE_N_LEVELS * 2 * CARE_N_RELIEFS * 2; i++) {
        const int level = i / (2 * CARE_N_RELIEFS * 2), late = i / (CARE_N_RELIEFS * 2) % 2;
        const int relief = i / 2 % CARE_N_RELIEFS, insured = i % 2;
        const struct care_payer_kind who = {level, relief, late != 0, insured != 0};
        const struct payer payer = payer_of(prices, &ltci, &who);
        price_modes(&payer, tables.thousand_yuan[level][late][relief][insured]);
    }
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        tables.odds[mode] = 1;
    }
    tables.destitute_bed_odds = 1;
    tables.odds[CARE_HOME_VISITS] = value_of(prices, &prices->parameters->visits_visible);
    tables.odds[CARE_HOME_BED] = value_of(prices, &prices->parameters->home_beds_visible);
    tables.odds[CARE_DAY_CARE] = value_of(prices, &prices->parameters->day_care_visible);
    return tables;
}
