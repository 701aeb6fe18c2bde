#include "models/people/prices.h"

#include <math.h>
#include <stddef.h>

/* A choice's place in its list is the level, the relief: these are the whole lists. */
static const char *const levels[] = {"everyone", "mild", "moderate", "severe", "total", NULL};
static const char *const reliefs[] = {"everyone", "near_poor", "low_income", "destitute", NULL};

#define FIELD(path, what, member, unit_, high, value, anchor, conf, en, zh)                                   \
    {                                                                                                         \
        .name = path, .kind = what, .offset = offsetof(struct care_prices_parameters, member), .unit = unit_, \
        .min = 0, .max = high, .fallback = value, .doc = {en, zh}, .source = anchor, .confidence = conf       \
    }
#define MONTHLY(path, member, value, anchor, conf, en, zh) \
    FIELD(path, CARE_FIELD_REAL, member, "yuan month-1", 100000, value, anchor, conf, en, zh)
#define FACTOR(path, member, anchor, en, zh) \
    FIELD(path, CARE_FIELD_SERIES, member, "1", 20, 1, anchor, CARE_CHOSEN, en, zh)
#define SHARE(path, member, value, anchor, conf, en, zh) \
    FIELD(path, CARE_FIELD_SERIES, member, "1", 1, value, anchor, conf, en, zh)
#define BED_FEE(level, index, value)                                                                                 \
    MONTHLY("bed_fee_yuan_per_month." level, bed_fee_yuan_per_month[index], value, "#prices-bed-fee-yuan-per-month", \
            CARE_SEEN, "fee of an ordinary or nursing bed, all in: " level,                                          \
            "普通床位或护理型床位每月收费（全包）：" level)
#define VISIT_HOURS(level, index, value, conf)                                                                    \
    FIELD("visit_hours_per_week." level, CARE_FIELD_REAL, visit_hours_per_week[index], "hour week-1", 168, value, \
          "#prices-visit-hours-per-week", conf, "hours of visits a week: " level, "每周上门服务时间：" level)
#define ALLOWANCE(level, index, value)                                                                            \
    FIELD("allowance_yuan_per_month." level, CARE_FIELD_SERIES, allowance_yuan_per_month[index], "yuan month-1",  \
          100000, value, "#prices-allowance-yuan-per-month", CARE_SEEN, "allowance for services at home: " level, \
          "居家养老服务补贴：" level)
#define VISIBLE(path, member, en, zh) \
    FIELD(path, CARE_FIELD_SERIES, member, "1", 100, 1, "#prices-visible", CARE_CHOSEN, en, zh)
static const struct care_field fields[] = {
    BED_FEE("none", 0, 3600),
    BED_FEE("mild", 1, 4100),
    BED_FEE("moderate", 2, 4600),
    BED_FEE("severe", 3, 5100),
    BED_FEE("total", 4, 5600),
    MONTHLY("dementia_bed_extra_yuan_per_month", dementia_bed_extra_yuan_per_month, 800,
            "#prices-dementia-bed-extra-yuan-per-month", CARE_ASSUMED, "a dementia bed costs more by",
            "失智照护床位加收"),
    FIELD("visit_yuan_per_hour", CARE_FIELD_REAL, visit_yuan_per_hour, "yuan hour-1", 10000, 65,
          "#prices-visit-yuan-per-hour", CARE_ASSUMED, "price of visits", "上门服务价格"),
    VISIT_HOURS("none", 0, 0.5, CARE_ASSUMED),
    VISIT_HOURS("mild", 1, 1, CARE_DERIVED),
    VISIT_HOURS("moderate", 2, 3, CARE_DERIVED),
    VISIT_HOURS("severe", 3, 5, CARE_DERIVED),
    VISIT_HOURS("total", 4, 7, CARE_DERIVED),
    MONTHLY("home_bed_extra_yuan_per_month", home_bed_extra_yuan_per_month, 300,
            "#prices-home-bed-extra-yuan-per-month", CARE_ASSUMED, "a home bed costs more than its visits by",
            "家庭养老床位在上门服务之外的收费"),
    MONTHLY("day_care_yuan_per_month", day_care_yuan_per_month, 1200, "#prices-day-care-yuan-per-month", CARE_ASSUMED,
            "fee of day care", "日间照料每月收费"),
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
    FIELD("ltci.bed_cap_yuan_per_day", CARE_FIELD_REAL, ltci_bed_cap_yuan_per_day, "yuan day-1", 10000, 70,
          "#prices-ltci", CARE_SEEN, "most of a home's fee that counts", "机构护理费用计入上限"),
    SHARE("ltci.bed_share", ltci_bed_share, 0.70, "#prices-ltci", CARE_SEEN,
          "share of a home's counted fee that LTCI pays", "机构护理费用基金支付比例"),
    MONTHLY("ltci.home_cap_yuan_per_month", ltci_home_cap_yuan_per_month, 2100, "#prices-ltci", CARE_SEEN,
            "most of the fee of visits or a home bed that counts", "居家护理费用计入上限"),
    SHARE("ltci.home_share", ltci_home_share, 0.75, "#prices-ltci", CARE_SEEN,
          "share of the counted fee at home that LTCI pays", "居家护理费用基金支付比例"),
    FIELD("ltci.family_yuan_per_month", CARE_FIELD_SERIES, ltci_family_yuan_per_month, "yuan month-1", 100000, 750,
          "#prices-ltci", CARE_SEEN, "LTCI pays where the family cares alone", "完全由家属照料时的给付"),
    SHARE("ltci.take_up", ltci_take_up, 0.60, "#prices-ltci", CARE_ASSUMED, "share of the eligible to whom LTCI pays",
          "符合条件者实际享受待遇的比例"),
    SHARE("ltci.others_share", ltci_others_share, 0, "#prices-ltci", CARE_CHOSEN,
          "share covered of people outside the employees' scheme", "职工医保以外人群的参保比例"),
    ALLOWANCE("mild", 0, 200),
    ALLOWANCE("moderate", 1, 400),
    ALLOWANCE("severe_or_total", 2, 600),
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

/* ---- what people pay ---- */

/* One kind of payer in one year; all money in yuan a month. */
struct payer {
    const struct care_prices_parameters *parameters;
    int year;
    int level;
    double paid;      /* chance that LTCI pays */
    double allowance; /* at most, towards services at home */
    bool is_kept;     /* by the state, when in a home */
};

static double factor_at(const struct payer *payer, const struct care_series *factor)
{
    return care_series_at(factor, payer->year);
}

/* Expected over being paid by LTCI or not: the allowance meets what is left in either case. */
static double left_to_pay(const struct payer *payer, double fee, double cap, double share, double allowance)
{
    const double left = fee - fmin(cap, fee) * share;
    return payer->paid * fmax(0, left - allowance) + (1 - payer->paid) * fmax(0, fee - allowance);
}

static double home_price(const struct payer *payer, double fee)
{
    const struct care_prices_parameters *parameters = payer->parameters;
    return left_to_pay(payer, fee, parameters->ltci_home_cap_yuan_per_month,
                       care_series_at(&parameters->ltci_home_share, payer->year), payer->allowance);
}

static double bed_price(const struct payer *payer, double extra)
{
    const struct care_prices_parameters *parameters = payer->parameters;
    const double fee =
        (parameters->bed_fee_yuan_per_month[payer->level] + extra) * factor_at(payer, &parameters->bed_fee_factor);
    const double cap = parameters->ltci_bed_cap_yuan_per_day * 365 / 12;
    return payer->is_kept ? 0
                          : left_to_pay(payer, fee, cap, care_series_at(&parameters->ltci_bed_share, payer->year), 0);
}

/* @param out  [CARE_N_MODES] thousand yuan a month */
static void price_modes(const struct payer *payer, double *out)
{
    const struct care_prices_parameters *parameters = payer->parameters;
    const double visits = parameters->visit_hours_per_week[payer->level] * 52 / 12 * parameters->visit_yuan_per_hour;
    const double home_bed = visits + parameters->home_bed_extra_yuan_per_month;
    const double bed = bed_price(payer, 0);
    const double yuan[CARE_N_MODES] = {
        [CARE_FAMILY_ONLY] = 0 - payer->paid * care_series_at(&parameters->ltci_family_yuan_per_month, payer->year),
        [CARE_HOME_VISITS] = home_price(payer, visits * factor_at(payer, &parameters->visit_fee_factor)),
        [CARE_HOME_BED] = home_price(payer, home_bed * factor_at(payer, &parameters->home_bed_fee_factor)),
        [CARE_DAY_CARE] = parameters->day_care_yuan_per_month * factor_at(payer, &parameters->day_care_fee_factor),
        [CARE_WANTS_ORDINARY_BED] = bed,
        [CARE_WANTS_NURSING_BED] = bed,
        [CARE_WANTS_DEMENTIA_BED] = bed_price(payer, parameters->dementia_bed_extra_yuan_per_month),
    };
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        out[mode] = yuan[mode] / 1000;
    }
}

static struct payer payer_of(const struct care_prices_parameters *parameters, int year, int level, int relief,
                             bool is_insured)
{
    const int step = level < 3 ? level - 1 : 2; /* of the allowance: mild, moderate, severe and total */
    const bool has_allowance = level > 0 && relief >= parameters->allowance_from_relief;
    const double cover = is_insured ? 1 : care_series_at(&parameters->ltci_others_share, year);
    return (struct payer){
        .parameters = parameters,
        .year = year,
        .level = level,
        .paid = level >= parameters->ltci_from_level ? cover * care_series_at(&parameters->ltci_take_up, year) : 0,
        .allowance = has_allowance ? care_series_at(&parameters->allowance_yuan_per_month[step], year) : 0,
        .is_kept = parameters->destitute_pay_nothing && relief == CARE_DESTITUTE,
    };
}

struct care_price_tables care_prices_of_year(const struct care_prices_parameters *parameters, int year)
{
    struct care_price_tables tables = {0};
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        for (int relief = 0; relief < CARE_N_RELIEFS; relief++) {
            for (int insured = 0; insured < 2; insured++) {
                const struct payer payer = payer_of(parameters, year, level, relief, insured);
                price_modes(&payer, tables.thousand_yuan[level][relief][insured]);
            }
        }
    }
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        tables.visible[mode] = 1;
    }
    tables.visible[CARE_HOME_VISITS] = care_series_at(&parameters->visits_visible, year);
    tables.visible[CARE_HOME_BED] = care_series_at(&parameters->home_beds_visible, year);
    tables.visible[CARE_DAY_CARE] = care_series_at(&parameters->day_care_visible, year);
    return tables;
}
