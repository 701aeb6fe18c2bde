#include "models/system/supply_targets.h"

#include "models/system/supply_stock.h"
#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LAST = CARE_MONTHS_A_YEAR - 1, EVENLY = -1 };

static double share_at(const struct care_lever *lever, int32_t code, int year)
{
    return fmax(0, fmin(1, care_lever_at(lever, code, year)));
}

static int32_t whole(double x)
{
    return (int32_t)nearbyint(care_round(x));
}

/* So many that a share is reached. */
static int32_t at_least(double x)
{
    return (int32_t)ceil(care_round(x));
}

static int32_t at_end(const struct care_supply_district *district, int kind)
{
    return district->months.stock[LAST][kind];
}

/* ---- what stands of 2020 ---- */

/* Of @p n that go from a kind, those of 2020: as of all that stand. */
static int32_t part_of_2020(const struct care_supply_district *district, int kind, int32_t n)
{
    const int32_t standing = at_end(district, kind);
    return standing > 0 ? whole(district->of_2020[kind] * fmin(1, (double)n / standing)) : 0;
}

/* Closes at most what stands of 2020; beds that have been converted since are found in the class they have now.
 * @param month  or EVENLY over the months.  @return how many */
static int32_t close_of_2020(struct care_supply_district *district, int month, int kind, int32_t n)
{
    const int32_t n_here = n < district->of_2020[kind] ? n : district->of_2020[kind];
    const int32_t n_closed = month == EVENLY ? care_supply_months_close_evenly(&district->months, kind, n_here)
                                             : care_supply_months_close(&district->months, month, kind, n_here);
    district->of_2020[kind] -= n_here;
    return n > n_here && care_supply_months_has_next_class(kind)
               ? n_closed + close_of_2020(district, month, kind + 1, n - n_here)
               : n_closed;
}

/* ---- items ---- */

static void count_price(struct care_supply_district *district, const struct care_supply_item *item, int sign)
{
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        district->listed_private[item->price] += sign * item->amount[care_supply_months_bed(CARE_PRIVATE, class)];
    }
}

static int month_in(int32_t month, int year)
{
    const int32_t first = (year - CARE_FIRST_YEAR - 1) * CARE_MONTHS_A_YEAR;
    return month >= first && month < first + CARE_MONTHS_A_YEAR ? (int)(month - first) : -1;
}

static void open_items(const struct care_supply_items *items, int year, struct care_supply_city *city)
{
    for (int i = 0; i < items->n; i++) {
        const struct care_supply_item *item = &items->list[i];
        const int month = month_in(item->opens, year);
        for (int kind = 0; kind < CARE_SUPPLY_N_KINDS && month >= 0; kind++) {
            care_supply_months_open(&city->district[item->district].months, month, kind, item->amount[kind]);
        }
        if (month >= 0) {
            count_price(&city->district[item->district], item, 1);
        }
    }
}

static void close_items(const struct care_supply_items *items, int year, struct care_supply_city *city)
{
    for (int i = 0; i < items->n; i++) {
        const struct care_supply_item *item = &items->list[i];
        const int month = month_in(item->closes, year);
        struct care_supply_district *district = &city->district[item->district];
        for (int kind = 0; kind < CARE_SUPPLY_N_KINDS && month >= 0; kind++) {
            (void)(care_supply_stock_has(item)
                       ? close_of_2020(district, month, kind, item->amount[kind])
                       : care_supply_months_close(&district->months, month, kind, item->amount[kind]));
        }
        if (month >= 0) {
            count_price(district, item, -1);
        }
    }
}

/* ---- market exit and factors ---- */

static void leave_market(const struct care_supply_parameters *parameters, int year,
                         struct care_supply_district *district)
{
    const double rate = share_at(&parameters->market_exit_per_year, district->code, year);
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        const int kind = care_supply_months_bed(CARE_PRIVATE, class);
        const double exact = care_round(district->carried_exit[class] + rate * district->before[kind]);
        const int32_t n = whole(fmax(0, exact));
        district->carried_exit[class] = exact - n;
        district->of_2020[kind] -= part_of_2020(district, kind, n);
        (void)care_supply_months_close_evenly(&district->months, kind, n);
    }
}

/* What there was in 2020 follows its factor; what has come since does not. */
static void follow_factors(const struct care_supply_parameters *parameters, int year,
                           struct care_supply_district *district)
{
    const double beds = care_lever_at(&parameters->beds_factor, district->code, year);
    const double day_places = care_lever_at(&parameters->day_places_factor, district->code, year);
    const double home_beds = care_lever_at(&parameters->home_beds_factor, district->code, year);
    for (int kind = 0; kind < CARE_SUPPLY_FIRST_FACILITY; kind++) {
        const double factor = kind < CARE_SUPPLY_N_BEDS        ? beds
                              : kind == CARE_SUPPLY_DAY_PLACES ? day_places
                                                               : home_beds;
        const int32_t scaled = whole(factor * district->stock_2020[kind]), more = scaled - district->scaled[kind];
        if (more > 0) {
            care_supply_months_open_evenly(&district->months, kind, more);
            district->of_2020[kind] += more;
            district->scaled[kind] = scaled;
        } else {
            district->scaled[kind] -= close_of_2020(district, EVENLY, kind, -more);
        }
    }
}

/* ---- totals of the city ---- */

/* Fills `share` with a total shared by elders, but never below what stands: who has more keeps it, and the others share
 * the rest. */
static void share_total(int32_t total, struct care_supply_city *city)
{
    int64_t kept = 0;
    for (int d = 0; d < city->n; d++) {
        city->weight[d] = city->elders[d];
        kept += city->elders[d] > 0 ? 0 : city->standing[d];
    }
    for (bool is_settled = false; !is_settled;) {
        is_settled = true;
        care_supply_months_share(total > kept ? (int32_t)(total - kept) : 0, city->weight, city->n, city->share);
        for (int d = 0; d < city->n; d++) {
            if (city->weight[d] > 0 && city->share[d] < city->standing[d]) {
                city->weight[d] = 0;
                kept += city->standing[d];
                is_settled = false;
            }
        }
    }
    for (int d = 0; d < city->n; d++) {
        city->share[d] = city->share[d] > city->standing[d] ? city->share[d] : city->standing[d];
    }
}

/* How many of @p n new beds are of each class: what is missing to the shares, else as the beds that stand. */
static void class_new_beds(const struct care_supply_parameters *parameters, int year,
                           const struct care_supply_district *district, int32_t n, int32_t *new_beds)
{
    const double nursing_share = share_at(&parameters->nursing_share, district->code, year);
    const double dementia_share = share_at(&parameters->dementia_share, district->code, year);
    const double beds = care_supply_months_beds(&district->months, CARE_N_BED_CLASSES);
    const double dementia = care_supply_months_beds(&district->months, CARE_DEMENTIA_BED);
    const double nursing_type = care_supply_months_beds(&district->months, CARE_NURSING_BED) + dementia;
    const double more_nursing = nursing_share > 0 ? nursing_share * (beds + n) - nursing_type
                                : beds > 0        ? n * nursing_type / beds
                                                  : 0;
    const int32_t n_nursing = whole(fmax(0, fmin(n, more_nursing)));
    const double more_dementia = dementia_share > 0 ? dementia_share * (nursing_type + n_nursing) - dementia
                                 : nursing_type > 0 ? n_nursing * dementia / nursing_type
                                                    : 0;
    const int32_t n_dementia = whole(fmax(0, fmin(n_nursing, more_dementia)));
    new_beds[CARE_ORDINARY_BED] = n - n_nursing;
    new_beds[CARE_NURSING_BED] = n_nursing - n_dementia;
    new_beds[CARE_DEMENTIA_BED] = n_dementia;
}

/* Of public beds, those run privately: as of the public beds that stand. */
static double privately_run_share(const struct care_supply_district *district)
{
    double beds[CARE_N_OWNERS] = {0};
    for (int kind = 0; kind < CARE_SUPPLY_N_BEDS; kind++) {
        beds[kind / CARE_N_BED_CLASSES] += at_end(district, kind);
    }
    const double public_beds = beds[CARE_PUBLIC] + beds[CARE_PUBLIC_PRIVATELY_RUN];
    return public_beds > 0 ? beds[CARE_PUBLIC_PRIVATELY_RUN] / public_beds : 0;
}

/* Owners class by class, with shares that hold for all classes together. */
static void build_beds(const struct care_supply_parameters *parameters, int year, int32_t n,
                       struct care_supply_district *district)
{
    int32_t new_beds[CARE_N_BED_CLASSES], n_all = 0, n_public = 0, n_privately_run = 0;
    const double public_share = share_at(&parameters->public_share_of_new, district->code, year);
    const double privately_run = privately_run_share(district);
    class_new_beds(parameters, year, district, n, new_beds);
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        n_all += new_beds[class];
        const int32_t public_beds = whole(public_share * n_all) - n_public;
        n_public += public_beds;
        const int32_t privately_run_beds = whole(privately_run * n_public) - n_privately_run;
        n_privately_run += privately_run_beds;
        const int32_t of_owner[CARE_N_OWNERS] = {
            [CARE_PUBLIC] = public_beds - privately_run_beds,
            [CARE_PUBLIC_PRIVATELY_RUN] = privately_run_beds,
            [CARE_PRIVATE] = new_beds[class] - public_beds,
        };
        for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
            care_supply_months_open_evenly(&district->months, care_supply_months_bed(owner, class), of_owner[owner]);
        }
    }
}

/* What districts are to have of their own comes first. */
static void fill_city_beds(const struct care_supply_parameters *parameters, int year, struct care_supply_city *city)
{
    for (int d = 0; d < city->n; d++) {
        struct care_supply_district *district = &city->district[d];
        const int32_t target = whole(care_lever_at(&parameters->district_beds, district->code, year));
        const int32_t missing = target - care_supply_months_beds(&district->months, CARE_N_BED_CLASSES);
        if (missing > 0) {
            build_beds(parameters, year, missing, district);
        }
        city->standing[d] = care_supply_months_beds(&district->months, CARE_N_BED_CLASSES);
    }
    share_total(whole(care_series_at(&parameters->beds_total, year)), city);
    for (int d = 0; d < city->n; d++) {
        build_beds(parameters, year, city->share[d] - city->standing[d], &city->district[d]);
    }
}

/* Builds what is missing to a target. @return how many */
static int32_t fill_up(struct care_supply_district *district, int kind, int32_t target)
{
    const int32_t missing = target - at_end(district, kind);
    if (missing <= 0) {
        return 0;
    }
    care_supply_months_open_evenly(&district->months, kind, missing);
    return missing;
}

static void fill_city_home_beds(const struct care_supply_parameters *parameters, int year,
                                struct care_supply_city *city)
{
    for (int d = 0; d < city->n; d++) {
        struct care_supply_district *district = &city->district[d];
        const double target = care_lever_at(&parameters->district_home_beds, district->code, year);
        (void)fill_up(district, CARE_SUPPLY_HOME_BEDS, whole(target));
        city->standing[d] = at_end(district, CARE_SUPPLY_HOME_BEDS);
    }
    share_total(whole(care_series_at(&parameters->home_beds, year)), city);
    for (int d = 0; d < city->n; d++) {
        struct care_supply_district *district = &city->district[d];
        const double factor = care_lever_at(&parameters->home_beds_factor, district->code, year);
        if (city->share[d] > city->standing[d]) {
            (void)fill_up(district, CARE_SUPPLY_HOME_BEDS, whole(factor * city->share[d]));
        }
    }
}

/* ---- facilities ---- */

static int32_t nodes_covered(const struct care_lever *coverage, int year, const struct care_supply_district *district,
                             enum care_node node)
{
    return at_least(share_at(coverage, district->code, year) * district->nodes[node]);
}

/* Centres that lack functions or area are completed before new ones are built. */
static void fill_street_centres(const struct care_supply_parameters *parameters, int year,
                                struct care_supply_district *district)
{
    const int all = CARE_SUPPLY_FIRST_FACILITY + CARE_STREET_CENTRES;
    const int full = CARE_SUPPLY_FIRST_FACILITY + CARE_FULL_STREET_CENTRES;
    (void)fill_up(district, full, nodes_covered(&parameters->street_centre_coverage, year, district, CARE_NODE_STREET));
    (void)fill_up(district, all, at_end(district, full));
}

/* A village has a station or a home of mutual help, not both. */
static void fill_stations(const struct care_supply_parameters *parameters, int year,
                          struct care_supply_district *district)
{
    const int urban = CARE_SUPPLY_FIRST_FACILITY + CARE_URBAN_DAY_STATIONS;
    const int rural = CARE_SUPPLY_FIRST_FACILITY + CARE_RURAL_DAY_STATIONS;
    const int homes = CARE_SUPPLY_FIRST_FACILITY + CARE_VILLAGE_HOMES;
    const int32_t without_station = district->nodes[CARE_NODE_VILLAGE] - at_end(district, rural);
    const int32_t homes_wanted = nodes_covered(&parameters->village_home_coverage, year, district, CARE_NODE_VILLAGE);
    (void)fill_up(district, homes, homes_wanted < without_station ? homes_wanted : without_station);
    const int32_t stations =
        fill_up(district, urban,
                nodes_covered(&parameters->day_care_coverage_urban, year, district, CARE_NODE_COMMUNITY)) +
        fill_up(district, rural,
                nodes_covered(&parameters->day_care_coverage_rural, year, district, CARE_NODE_VILLAGE) -
                    at_end(district, homes));
    care_supply_months_open_evenly(&district->months, CARE_SUPPLY_DAY_PLACES,
                                   whole(stations * parameters->places_per_station));
    (void)fill_up(district, CARE_SUPPLY_DAY_PLACES,
                  whole(care_lever_at(&parameters->district_day_places, district->code, year)));
}

static void fill_meals(const struct care_supply_parameters *parameters, int year, struct care_supply_district *district)
{
    const int32_t nodes = district->nodes[CARE_NODE_COMMUNITY] + district->nodes[CARE_NODE_VILLAGE];
    const double canteens = care_lever_at(&parameters->canteens_per_node, district->code, year) * nodes;
    const double kitchens = care_lever_at(&parameters->central_kitchens, district->code, year);
    (void)fill_up(district, CARE_SUPPLY_FIRST_FACILITY + CARE_CANTEENS, whole(canteens));
    (void)fill_up(district, CARE_SUPPLY_FIRST_FACILITY + CARE_CENTRAL_KITCHENS, whole(kitchens));
}

/* ---- conversion ---- */

/* Beds of a class become those of the next, from each owner as many as he has of them. */
static void convert(struct care_supply_district *district, int class, double wanted)
{
    double beds[CARE_N_OWNERS];
    int32_t of_owner[CARE_N_OWNERS];
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        beds[owner] = at_end(district, care_supply_months_bed(owner, class));
    }
    care_supply_months_share(whole(fmax(0, wanted)), beds, CARE_N_OWNERS, of_owner);
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        const int kind = care_supply_months_bed(owner, class);
        const int32_t moved = part_of_2020(district, kind, of_owner[owner]);
        district->of_2020[kind] -= moved;
        district->of_2020[kind + 1] += moved; /* the next class of the same owner */
        care_supply_months_convert_evenly(&district->months, owner, class, of_owner[owner]);
    }
}

static void convert_beds(const struct care_supply_parameters *parameters, int year,
                         struct care_supply_district *district)
{
    const double all = care_supply_months_beds(&district->months, CARE_N_BED_CLASSES);
    const double ordinary = care_supply_months_beds(&district->months, CARE_ORDINARY_BED);
    const double nursing_share = share_at(&parameters->nursing_share, district->code, year);
    convert(district, CARE_ORDINARY_BED, at_least(nursing_share * all) - (all - ordinary));
    const double dementia = care_supply_months_beds(&district->months, CARE_DEMENTIA_BED);
    const double nursing_type = care_supply_months_beds(&district->months, CARE_NURSING_BED) + dementia;
    const double dementia_share = share_at(&parameters->dementia_share, district->code, year);
    convert(district, CARE_NURSING_BED, at_least(dementia_share * nursing_type) - dementia);
}

/* Homes open areas for people with dementia up to the target, and so many of their nursing beds become dementia beds. */
static void open_dementia_areas(const struct care_supply_parameters *parameters, int year,
                                struct care_supply_district *district)
{
    const int homes = CARE_SUPPLY_FIRST_FACILITY + CARE_PUBLIC_HOMES;
    const int32_t target = whole(care_lever_at(&parameters->dementia_areas, district->code, year));
    const int32_t most = at_end(district, homes) + at_end(district, homes + 1);
    const int32_t opened =
        fill_up(district, CARE_SUPPLY_FIRST_FACILITY + CARE_DEMENTIA_AREAS, target < most ? target : most);
    convert(district, CARE_NURSING_BED, opened * parameters->beds_per_dementia_area);
}

/* ---- homes ---- */

/* Homes follow the beds that the market and the levers close or build; the list counts its own homes. */
static void follow_beds(const struct care_supply_parameters *parameters, bool is_private,
                        struct care_supply_district *district)
{
    const struct care_supply_changes *changes = &district->months.changes, *listed = &district->listed;
    double built = 0, closed = 0, before = 0;
    for (int kind = 0; kind < CARE_SUPPLY_N_BEDS; kind++) {
        const int owner = kind / CARE_N_BED_CLASSES, class = kind % CARE_N_BED_CLASSES;
        if ((owner == CARE_PRIVATE) == is_private) {
            built += changes->built[owner][class] - listed->built[owner][class];
            closed += changes->closed[owner][class] - listed->closed[owner][class];
            before += district->before[kind];
        }
    }
    const int homes = CARE_SUPPLY_FIRST_FACILITY + (is_private ? CARE_PRIVATE_HOMES : CARE_PUBLIC_HOMES);
    const double shut = before > 0 ? closed / before * district->before[homes] : 0;
    const double exact = care_round(district->carried_homes[is_private] + built / parameters->beds_per_new_home - shut);
    const int32_t n = whole(exact);
    district->carried_homes[is_private] = exact - n;
    if (n > 0) {
        care_supply_months_open_evenly(&district->months, homes, n);
    } else {
        (void)care_supply_months_close_evenly(&district->months, homes, -n);
    }
}

/* ---- the year ---- */

static void begin_year(struct care_supply_city *city)
{
    for (int d = 0; d < city->n; d++) {
        struct care_supply_district *district = &city->district[d];
        memcpy(district->before, district->months.stock[LAST], sizeof district->before);
        care_supply_months_begin(&district->months, district->before);
    }
}

void care_supply_targets_year(const struct care_supply_parameters *parameters, const struct care_supply_items *items,
                              int year, struct care_supply_city *city)
{
    begin_year(city);
    if (year >= parameters->freeze_from) {
        return;
    }
    open_items(items, year, city);
    close_items(items, year, city);
    for (int d = 0; d < city->n; d++) {
        struct care_supply_district *district = &city->district[d];
        district->listed = district->months.changes;
        leave_market(parameters, year, district);
        follow_factors(parameters, year, district);
        fill_street_centres(parameters, year, district);
        fill_stations(parameters, year, district);
        fill_meals(parameters, year, district);
    }
    fill_city_beds(parameters, year, city);
    fill_city_home_beds(parameters, year, city);
    for (int d = 0; d < city->n; d++) {
        struct care_supply_district *district = &city->district[d];
        convert_beds(parameters, year, district);
        open_dementia_areas(parameters, year, district);
        follow_beds(parameters, false, district);
        follow_beds(parameters, true, district);
    }
}

double care_supply_targets_inclusive_share(const struct care_supply_parameters *parameters,
                                           const struct care_supply_district *district, int year)
{
    const double by_lever = share_at(&parameters->inclusive_share, district->code, year);
    const double inclusive = district->listed_private[CARE_SUPPLY_INCLUSIVE];
    const double listed = inclusive + district->listed_private[CARE_SUPPLY_MARKET];
    double beds = 0;
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        beds += at_end(district, care_supply_months_bed(CARE_PRIVATE, class));
    }
    return beds <= 0       ? by_lever
           : listed > beds ? inclusive / listed /* some of them have left the market */
                           : (inclusive + by_lever * (beds - listed)) / beds;
}

/* ---- making it ---- */

int care_supply_targets_create(const struct care_areas *areas, int32_t (*stock)[CARE_SUPPLY_N_KINDS],
                               const int32_t *nodes, const double *elders, struct care_supply_city *out)
{
    const size_t n = (size_t)areas->n_districts;
    *out = (struct care_supply_city){.n = areas->n_districts, .elders = elders};
    out->district = calloc(n + 1, sizeof *out->district);
    out->weight = calloc(n + 1, sizeof *out->weight);
    out->standing = calloc(n + 1, sizeof *out->standing);
    out->share = calloc(n + 1, sizeof *out->share);
    if (out->district == NULL || out->weight == NULL || out->standing == NULL || out->share == NULL) {
        care_supply_targets_free(out);
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (size_t d = 0; d < n; d++) {
        struct care_supply_district *district = &out->district[d];
        district->code = areas->area[areas->district[d]].code;
        district->nodes = nodes + d * CARE_N_NODES;
        memcpy(district->stock_2020, stock[d], sizeof district->stock_2020);
        memcpy(district->scaled, stock[d], sizeof district->scaled);
        memcpy(district->of_2020, stock[d], sizeof district->of_2020);
        care_supply_months_begin(&district->months, stock[d]);
    }
    return CARE_OK;
}

void care_supply_targets_free(struct care_supply_city *city)
{
    free(city->district);
    free(city->weight);
    free(city->standing);
    free(city->share);
    *city = (struct care_supply_city){0};
}

void care_supply_targets_start(const struct care_supply_items *items, struct care_supply_city *city)
{
    for (int i = 0; i < items->n; i++) {
        if (care_supply_stock_has(&items->list[i])) {
            count_price(&city->district[items->list[i].district], &items->list[i], 1);
        }
    }
}
