#include "models/system/land_cost.h"

#include "models/system/land.h"

#include <math.h>
#include <stddef.h>

static const char *const takings[CARE_N_LAND_TAKEN] = {"beds", "community", "upgrades", "after_transition"};
static const char *const takings_zh[CARE_N_LAND_TAKEN] = {"新建床位", "社区设施", "原地改造", "过渡期届满"};
static const struct care_axis taken_axis = {"land_taken_by", CARE_N_LAND_TAKEN,         NULL, takings,
                                            takings_zh,      {"what takes it", "用途"}, NULL};
static const char *const modes[CARE_N_LAND_MODES] = {"allocated", "paid", "rent"};
static const char *const modes_zh[CARE_N_LAND_MODES] = {"划拨", "有偿", "存量房租金"};
static const struct care_axis mode_axis = {
    "land_mode", CARE_N_LAND_MODES, NULL, modes, modes_zh, {"how land is come by", "供地方式"}, NULL};
const struct care_cube_spec care_land_cost_taken_cube = {
    "land_taken",
    CARE_CUBE_FLOAT64,
    CARE_CUBE_FLOW,
    {&taken_axis},
    "m2",
    {"land that the year's supply takes, at the standard of each class; after_transition: settled for floor reused "
     "before",
     "当年供给所占用地（按各类标准）；after_transition 为存量房过渡期届满后办理的用地"},
    "land",
    3};
const struct care_cube_spec care_land_cost_cube = {
    "land_cost",
    CARE_CUBE_FLOAT64,
    CARE_CUBE_FLOW,
    {&mode_axis},
    "yuan",
    {"paid for land taken in the year, allocated or paid, and rent of existing buildings in use",
     "当年用地费用：划拨、有偿，及在用存量房租金"},
    "land",
    3};

/* ---- one district in one year ---- */

struct site {
    const struct care_land_plan *plan;
    const struct care_land_parameters *parameters;
    const struct care_supply *supply;
    int district, year;
    double plot_ratio, reused, for_profit; /* shares of new floor, of private beds */
};

static double at(const struct site *site, const struct care_lever *lever)
{
    return care_land_areas_value(site->plan, lever, site->district, site->year);
}

static struct site site_of(const struct care_land_plan *plan, const struct care_supply *supply, int district, int year)
{
    struct site site = {
        .plan = plan, .parameters = plan->parameters, .supply = supply, .district = district, .year = year};
    site.plot_ratio = care_land_areas_plot_ratio(plan, district, year);
    site.reused = at(&site, &plan->parameters->stock_reuse_share);
    site.for_profit = supply->for_profit_share[(year - CARE_FIRST_YEAR) * supply->n_districts + district];
    return site;
}

static double bed_land(const struct site *site, int class)
{
    return care_land_of_bed_m2(site->parameters, site->parameters->place_floor_m2[class], site->plot_ratio);
}

/* Land, or floor, of the beds that an owner opened in the year. */
static double of_beds_built(const struct site *site, int owner, bool is_floor)
{
    const struct care_supply_changes *changes = care_supply_changes(site->supply, site->year, site->district);
    double sum = 0;
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        sum +=
            changes->built[owner][class] * (is_floor ? site->parameters->place_floor_m2[class] : bed_land(site, class));
    }
    return sum;
}

/* What the better beds need more than those they were. */
static double of_upgrades(const struct site *site, int owner)
{
    const struct care_supply_changes *changes = care_supply_changes(site->supply, site->year, site->district);
    const double nursing = bed_land(site, CARE_NURSING_BED) - bed_land(site, CARE_ORDINARY_BED);
    const double dementia = bed_land(site, CARE_DEMENTIA_BED) - bed_land(site, CARE_NURSING_BED);
    return at(site, &site->parameters->upgrade_land_share) *
           (changes->converted_to_nursing[owner] * fmax(0, nursing) +
            changes->converted_to_dementia[owner] * fmax(0, dementia));
}

static double of_community(const struct site *site)
{
    const struct care_supply_changes *changes = care_supply_changes(site->supply, site->year, site->district);
    const double stations = changes->opened[CARE_URBAN_DAY_STATIONS] + changes->opened[CARE_RURAL_DAY_STATIONS];
    const double floor = changes->opened[CARE_STREET_CENTRES] * at(site, &site->parameters->street_centre_m2) +
                         stations * at(site, &site->parameters->station_m2);
    return floor / site->plot_ratio;
}

/* Of a m2 of paid land. How much of it goes by which way is not published: a third each. */
static double paid_yuan_of(const struct site *site)
{
    double ratios = 0;
    for (int way = 0; way < CARE_N_PAID_WAYS; way++) {
        ratios += at(site, &site->parameters->paid_ratio[way]);
    }
    return at(site, &site->parameters->paid_yuan) * ratios / CARE_N_PAID_WAYS;
}

/* Adds land that an owner takes: of private beds, the part of for-profit homes is paid. */
static void take(const struct site *site, int owner, enum care_land_taken by, double m2, struct care_land_bill *bill)
{
    const double paid = owner == CARE_PRIVATE ? site->for_profit * m2 : 0;
    bill->taken_m2[by] += m2;
    bill->yuan[CARE_LAND_ALLOCATED][owner == CARE_PRIVATE] += (m2 - paid) * at(site, &site->parameters->allocated_yuan);
    bill->yuan[CARE_LAND_PAID][owner == CARE_PRIVATE] += paid * paid_yuan_of(site);
}

/* What for-profit homes opened in existing buildings so long ago that they settle now, at the price of now. */
static void settle(const struct site *now, struct care_land_bill *bill)
{
    const int opened = now->year - now->parameters->reuse_transition_years;
    if (opened <= CARE_FIRST_YEAR) {
        return;
    }
    const struct site then = site_of(now->plan, now->supply, now->district, opened);
    const double m2 = of_beds_built(&then, CARE_PRIVATE, false) * then.reused * then.for_profit;
    bill->taken_m2[CARE_TAKEN_AFTER_TRANSITION] += m2;
    bill->yuan[CARE_LAND_PAID][1] += m2 * paid_yuan_of(now);
}

/* Of all floor that homes have opened in existing buildings since 2020. */
static void pay_rent(const struct site *now, struct care_land_bill *bill)
{
    const double yuan = at(now, &now->parameters->reuse_rent_yuan);
    for (int year = CARE_FIRST_YEAR + 1; year <= now->year && yuan > 0; year++) {
        const struct site then = site_of(now->plan, now->supply, now->district, year);
        for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
            bill->yuan[CARE_LAND_RENT][owner == CARE_PRIVATE] += of_beds_built(&then, owner, true) * then.reused * yuan;
        }
    }
}

struct care_land_bill care_land_cost_of(const struct care_land_plan *plan, const struct care_supply *supply,
                                        int district, int year)
{
    const struct site site = site_of(plan, supply, district, year);
    struct care_land_bill bill = {.taken_m2 = {0}};
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        take(&site, owner, CARE_TAKEN_BY_BEDS, of_beds_built(&site, owner, false) * (1 - site.reused), &bill);
        take(&site, owner, CARE_TAKEN_BY_UPGRADES, of_upgrades(&site, owner), &bill);
    }
    take(&site, CARE_PUBLIC, CARE_TAKEN_BY_COMMUNITY, of_community(&site) * (1 - site.reused), &bill);
    settle(&site, &bill);
    pay_rent(&site, &bill);
    return bill;
}

/* ---- the model ---- */

static void enter(const struct care_land_cost *land, int district, const struct care_land_bill *bill)
{
    for (int mode = 0; mode < CARE_N_LAND_MODES; mode++) {
        care_ledger_pay(land->ledger, district, CARE_MONEY_LAND, CARE_PAYER_DISTRICT, CARE_RECEIVER_LAND,
                        bill->yuan[mode][0]);
        care_ledger_pay(land->ledger, district, CARE_MONEY_LAND, CARE_PAYER_INVESTOR, CARE_RECEIVER_LAND,
                        bill->yuan[mode][1]);
    }
}

static void record(const struct care_land_cost *land, int district, int year, const struct care_land_bill *bill)
{
    if (land->taken == NULL || land->cost == NULL) {
        return;
    }
    double *taken = care_tally_amounts(land->tally, land->taken, year, district);
    double *cost = care_tally_amounts(land->tally, land->cost, year, district);
    for (int by = 0; by < CARE_N_LAND_TAKEN; by++) {
        taken[by] = bill->taken_m2[by];
    }
    for (int mode = 0; mode < CARE_N_LAND_MODES; mode++) {
        cost[mode] = (bill->yuan[mode][0] + bill->yuan[mode][1]) * land->ledger->price_factor;
    }
}

static int close(void *self, const struct care_year *year)
{
    const struct care_land_cost *land = self;
    for (int district = 0; year->index > 0 && district < land->supply->n_districts; district++) {
        const struct care_land_bill bill = care_land_cost_of(land->plan, land->supply, district, year->year);
        enter(land, district, &bill);
        record(land, district, year->year, &bill);
    }
    return CARE_OK;
}

const struct care_model care_land_cost_model = {
    .name = "land_cost",
    .doc = {"land taken and what it costs", "用地占用与费用"},
    .close = close,
};
