#include "models/system/land.h"

#include "models/people.h"
#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>

/* ---- what stands or is needed, counted ---- */

/* Beds, places and facilities of a district. */
struct stock {
    double places[CARE_DAY_PLACE + 1];
    double homes, centres, stations;
};

static struct stock stock_of(const struct care_supply *supply, int district, int year)
{
    const int32_t *facilities = care_supply_facilities(supply, year, district);
    const int32_t *beds =
        care_supply_beds(supply, year, CARE_MONTHS_A_YEAR) + (size_t)district * CARE_N_OWNERS * CARE_N_BED_CLASSES;
    const size_t month = (size_t)(year - CARE_FIRST_YEAR) * CARE_MONTHS_A_YEAR + CARE_MONTHS_A_YEAR - 1;
    struct stock stock = {
        .homes = facilities[CARE_PUBLIC_HOMES] + facilities[CARE_PRIVATE_HOMES],
        .centres = facilities[CARE_STREET_CENTRES],
        .stations = facilities[CARE_URBAN_DAY_STATIONS] + facilities[CARE_RURAL_DAY_STATIONS],
    };
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
            stock.places[class] += beds[owner * CARE_N_BED_CLASSES + class];
        }
    }
    stock.places[CARE_DAY_PLACE] = supply->day_places[month * (size_t)supply->n_districts + (size_t)district];
    return stock;
}

static double beds_in(const struct stock *stock)
{
    double beds = 0;
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        beds += stock->places[class];
    }
    return beds;
}

/* Of 2020 and still there. A bed that is converted stays in its building: those of all classes together count. */
static struct stock still_there(const struct stock *first, const struct stock *now)
{
    struct stock stock = {.homes = fmin(first->homes, now->homes),
                          .centres = fmin(first->centres, now->centres),
                          .stations = fmin(first->stations, now->stations)};
    const double beds = beds_in(first), share = beds > 0 ? fmin(1, beds_in(now) / beds) : 0;
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        stock.places[class] = first->places[class] * share;
    }
    stock.places[CARE_DAY_PLACE] = fmin(first->places[CARE_DAY_PLACE], now->places[CARE_DAY_PLACE]);
    return stock;
}

static struct stock opened_in(const struct care_supply *supply, int district, int year)
{
    const struct care_supply_changes *changes = care_supply_changes(supply, year, district);
    struct stock stock = {.centres = changes->opened[CARE_STREET_CENTRES],
                          .stations =
                              changes->opened[CARE_URBAN_DAY_STATIONS] + changes->opened[CARE_RURAL_DAY_STATIONS]};
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        for (int class = 0; class <= CARE_DAY_PLACE; class ++) {
            stock.places[class] += changes->built[owner][class];
        }
    }
    return stock;
}

static double homes_for(const struct care_land_plan *plan, const struct stock *stock)
{
    return ceil(care_round(beds_in(stock) / plan->parameters->home_beds));
}

/* Places so many that those who ask use the planned share of them; stations as many as that makes. */
static struct stock needed_by_demand(const struct care_land_plan *plan, const struct care_land_people *people,
                                     int district, int year)
{
    const struct care_land_parameters *parameters = plan->parameters;
    const double occupancy = care_land_areas_value(plan, &parameters->planning_occupancy, district, year);
    const double station = care_land_areas_value(plan, &parameters->station_m2, district, year);
    struct stock stock = {0};
    for (int class = 0; class <= CARE_DAY_PLACE; class ++) {
        stock.places[class] = people->asking[class] / occupancy;
    }
    const double day_floor = stock.places[CARE_DAY_PLACE] * parameters->place_floor_m2[CARE_DAY_PLACE];
    stock.stations = station > 0 ? ceil(care_round(day_floor / station)) : 0;
    stock.homes = homes_for(plan, &stock);
    return stock;
}

/* Beds by the number of older people, in the mix of the beds there are; a centre for every street, stations for the share of
 * communities and villages. */
static struct stock needed_by_rule(const struct care_land_plan *plan, const struct care_supply *supply,
                                   const struct care_land_people *people, const struct stock *planned, int district,
                                   int year)
{
    const struct care_land_parameters *parameters = plan->parameters;
    const int32_t *nodes = supply->nodes + (size_t)district * CARE_N_NODES;
    const double beds =
        people->elders / 1000 * care_land_areas_value(plan, &parameters->beds_per_1000_elders, district, year);
    const double in_all = beds_in(planned);
    struct stock stock = {
        .centres = nodes[CARE_NODE_STREET],
        .stations = ceil(care_round(nodes[CARE_NODE_COMMUNITY] *
                                    care_land_areas_value(plan, &parameters->urban_station_share, district, year))) +
                    ceil(care_round(nodes[CARE_NODE_VILLAGE] *
                                    care_land_areas_value(plan, &parameters->rural_station_share, district, year))),
    };
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        const double share = in_all > 0 ? planned->places[class] / in_all : class == CARE_NURSING_BED;
        stock.places[class] = beds * share;
    }
    stock.homes = homes_for(plan, &stock);
    return stock;
}

/* ---- its floor and land ---- */

double care_land_of_bed_m2(const struct care_land_parameters *parameters, double bed_floor_m2, double plot_ratio)
{
    return fmin(fmax(bed_floor_m2 / plot_ratio, parameters->bed_land_low_m2), parameters->bed_land_high_m2);
}

/* @param out  [CARE_N_LAND_CLASSES] but for other community facilities */
static void size_stock(const struct care_land_plan *plan, const struct stock *stock, int district, int year,
                       struct care_land_size *out)
{
    const struct care_land_parameters *parameters = plan->parameters;
    const double plot_ratio = care_land_areas_plot_ratio(plan, district, year);
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        const double floor = parameters->place_floor_m2[class];
        out[class] = (struct care_land_size){.floor_m2 = stock->places[class] * floor,
                                             .land_m2 = stock->places[class] *
                                                        care_land_of_bed_m2(parameters, floor, plot_ratio)};
    }
    const double centres = stock->centres * care_land_areas_value(plan, &parameters->street_centre_m2, district, year);
    const double stations = fmax(stock->stations * care_land_areas_value(plan, &parameters->station_m2, district, year),
                                 stock->places[CARE_DAY_PLACE] * parameters->place_floor_m2[CARE_DAY_PLACE]);
    out[CARE_LAND_STREET_CENTRES] = (struct care_land_size){centres, centres / plot_ratio, stock->centres};
    out[CARE_LAND_DAY_STATIONS] = (struct care_land_size){stations, stations / plot_ratio, stock->stations};
}

struct care_land_size care_land_by_rule(const struct care_land_plan *plan, int district, int year, double residents)
{
    const double households = residents / plan->sites[district].household_persons;
    const double in_new_areas = fmin(households, care_land_areas_at(plan, year, district)->households);
    return care_land_areas_rule(plan, district, year, residents, in_new_areas, households - in_new_areas);
}

/* What the rule asks of all community facilities, less the centres and stations it asks. */
static struct care_land_size others_by_rule(const struct care_land_plan *plan, const struct care_land_size *asked,
                                            int district, int year, double residents)
{
    const struct care_land_size all = care_land_by_rule(plan, district, year, residents);
    const double floor =
        fmax(0, all.floor_m2 - asked[CARE_LAND_STREET_CENTRES].floor_m2 - asked[CARE_LAND_DAY_STATIONS].floor_m2);
    const double least = care_land_areas_value(plan, &plan->parameters->single_facility_m2, district, year);
    return (struct care_land_size){floor, floor / care_land_areas_plot_ratio(plan, district, year),
                                   least > 0 ? ceil(care_round(floor / least)) : 0};
}

void care_land_needs(const struct care_land_plan *plan, const struct care_supply *supply,
                     const struct care_land_people *people, int district, int year, struct care_land_need *out)
{
    const struct stock first = stock_of(supply, district, CARE_FIRST_YEAR), now = stock_of(supply, district, year);
    const struct stock stocks[CARE_N_LAND_MEASURES] = {
        [CARE_LAND_EXISTS] = still_there(&first, &now),
        [CARE_LAND_PLANNED] = now,
        [CARE_LAND_NEEDED_BY_DEMAND] = needed_by_demand(plan, people, district, year),
        [CARE_LAND_NEEDED_BY_RULE] = needed_by_rule(plan, supply, people, &now, district, year),
    };
    for (int measure = 0; measure < CARE_N_LAND_MEASURES; measure++) {
        struct care_land_size size[CARE_N_LAND_CLASSES] = {0};
        size_stock(plan, &stocks[measure], district, year, size);
        if (measure == CARE_LAND_NEEDED_BY_RULE) {
            size[CARE_LAND_OTHER_COMMUNITY] = others_by_rule(plan, size, district, year, people->residents);
        } else if (measure != CARE_LAND_NEEDED_BY_DEMAND) {
            const int of = measure == CARE_LAND_EXISTS ? CARE_FIRST_YEAR : year;
            size[CARE_LAND_OTHER_COMMUNITY] = care_land_areas_at(plan, of, district)->facilities;
        }
        for (int class = 0; class < CARE_N_LAND_CLASSES; class ++) {
            out->size[class][measure] = size[class];
        }
        out->homes[measure] = stocks[measure].homes;
    }
}

/* ---- plots for what is missing ---- */

/* Floor of what the scenario put into existing buildings so long ago that it must be settled now. */
static double transition_ending(const struct care_land_plan *plan, const struct care_supply *supply, int district,
                                int year)
{
    const int opened = year - plan->parameters->reuse_transition_years;
    if (opened <= CARE_FIRST_YEAR) {
        return 0;
    }
    const struct stock stock = opened_in(supply, district, opened);
    struct care_land_size size[CARE_N_LAND_CLASSES] = {0};
    size_stock(plan, &stock, district, opened, size);
    double floor = 0;
    for (int class = 0; class < CARE_N_LAND_CLASSES; class ++) {
        floor += size[class].floor_m2;
    }
    return floor * care_land_areas_value(plan, &plan->parameters->stock_reuse_share, district, opened);
}

void care_land_plots(const struct care_land_plan *plan, const struct care_supply *supply,
                     const struct care_land_need *need, int district, int year, double *out)
{
    const struct care_land_parameters *parameters = plan->parameters;
    const double reused = care_land_areas_value(plan, &parameters->stock_reuse_share, district, year);
    double floor = 0, land = 0;
    for (int class = 0; class < CARE_N_LAND_CLASSES; class ++) {
        const struct care_land_size *size = need->size[class], *planned = &size[CARE_LAND_PLANNED];
        const struct care_land_size *by_demand = &size[CARE_LAND_NEEDED_BY_DEMAND];
        const struct care_land_size *by_rule = class < CARE_N_BED_CLASSES ? by_demand : &size[CARE_LAND_NEEDED_BY_RULE];
        floor += fmax(0, fmax(by_demand->floor_m2, by_rule->floor_m2) - planned->floor_m2);
        land += fmax(0, fmax(by_demand->land_m2, by_rule->land_m2) - planned->land_m2);
    }
    out[CARE_PLOTS_FLOOR] = floor;
    out[CARE_PLOTS_FLOOR_REUSED] = floor * reused;
    out[CARE_PLOTS_LAND] = land * (1 - reused);
    out[CARE_PLOTS_FOOTPRINT] = fmin(out[CARE_PLOTS_LAND] * parameters->density_share, floor * (1 - reused));
    out[CARE_PLOTS_GREEN] =
        out[CARE_PLOTS_LAND] * care_land_areas_value(plan, &parameters->green_share, district, year);
    out[CARE_PLOTS_TRANSITION_ENDS] = transition_ending(plan, supply, district, year);
}

/* ---- the model ---- */

static struct care_land_people people_of(const struct care_land *land, int district, int year)
{
    const int32_t *counts = care_tally_counts(land->tally, land->population, year, district); /* [sex][age] */
    struct care_land_people people = {0};
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        people.residents += counts[i];
        people.elders += i % CARE_N_AGES >= CARE_FIRST_CARE_AGE ? counts[i] : 0;
    }
    for (int class = 0; class <= CARE_DAY_PLACE; class ++) {
        people.asking[class] = land->use[district].holding[class] + land->use[district].waiting[class];
    }
    return people;
}

/* @return NULL when the cube is not recorded */
static double *cells_of(const struct care_land *land, struct care_cube *cube, int district, int year)
{
    return cube == NULL ? NULL : care_tally_amounts(land->tally, cube, year, district);
}

/* Nobody holds or waits for a place in a street centre or in the other community facilities: the cells stay missing. */
static bool has_measure(int class, int measure)
{
    return measure != CARE_LAND_NEEDED_BY_DEMAND ||
           (class != CARE_LAND_STREET_CENTRES && class != CARE_LAND_OTHER_COMMUNITY);
}

static void record_sizes(const struct care_land *land, const struct care_land_need *need, int district, int year)
{
    double *floor = cells_of(land, land->floor, district, year), *area = cells_of(land, land->land, district, year);
    for (int i = 0; i < CARE_N_LAND_CLASSES * CARE_N_LAND_MEASURES; i++) {
        const int class = i / CARE_N_LAND_MEASURES, measure = i % CARE_N_LAND_MEASURES;
        const struct care_land_size *size = &need->size[class][measure];
        const bool is_known = has_measure(class, measure);
        if (floor != NULL && is_known) {
            floor[i] = size->floor_m2;
        }
        if (area != NULL && is_known) {
            area[i] = size->land_m2;
        }
    }
}

static void record_houses(const struct care_land *land, const struct care_land_need *need, int district, int year)
{
    static const int class_of[CARE_N_LAND_HOUSES] = {[CARE_LAND_CENTRES] = CARE_LAND_STREET_CENTRES,
                                                     [CARE_LAND_STATIONS] = CARE_LAND_DAY_STATIONS,
                                                     [CARE_LAND_OTHERS] = CARE_LAND_OTHER_COMMUNITY};
    double *cells = cells_of(land, land->houses, district, year);
    for (int i = 0; cells != NULL && i < CARE_N_LAND_HOUSES * CARE_N_LAND_MEASURES; i++) {
        const int house = i / CARE_N_LAND_MEASURES, measure = i % CARE_N_LAND_MEASURES;
        if (house == CARE_LAND_HOMES) {
            cells[i] = need->homes[measure];
        } else if (has_measure(class_of[house], measure)) {
            cells[i] = need->size[class_of[house]][measure].number;
        }
    }
}

static void record_four_sync(const struct care_land *land, int district, int year)
{
    double *cells = cells_of(land, land->four_sync, district, year);
    for (int i = 0; cells != NULL && i < CARE_N_SYNC_COUNTS; i++) {
        cells[i] = care_land_areas_at(land->plan, year, district)->areas[i];
    }
}

static void record_community(const struct care_land *land, const struct care_land_need *need, double residents,
                             int district, int year)
{
    double *cells = cells_of(land, land->community, district, year);
    const struct care_land_areas_of_year *areas = care_land_areas_at(land->plan, year, district);
    const double households = residents / land->plan->sites[district].household_persons;
    if (cells != NULL) {
        cells[CARE_COMMUNITY_FLOOR_NEW] = areas->facilities.floor_m2;
        cells[CARE_COMMUNITY_HOUSEHOLDS_NEW] = areas->households_handed_over;
        cells[CARE_COMMUNITY_FLOOR_BUILT] = need->size[CARE_LAND_STREET_CENTRES][CARE_LAND_PLANNED].floor_m2 +
                                            need->size[CARE_LAND_DAY_STATIONS][CARE_LAND_PLANNED].floor_m2;
        cells[CARE_COMMUNITY_HOUSEHOLDS_BUILT] = fmax(0, households - areas->households_handed_over);
    }
}

static int close(void *self, const struct care_year *year)
{
    const struct care_land *land = self;
    for (int district = 0; district < land->plan->areas->n_districts; district++) {
        const struct care_land_people people = people_of(land, district, year->year);
        struct care_land_need need;
        care_land_needs(land->plan, land->supply, &people, district, year->year, &need);
        record_sizes(land, &need, district, year->year);
        record_houses(land, &need, district, year->year);
        record_four_sync(land, district, year->year);
        record_community(land, &need, people.residents, district, year->year);
        double *plots = cells_of(land, land->plots, district, year->year);
        if (plots != NULL) {
            care_land_plots(land->plan, land->supply, &need, district, year->year, plots);
        }
    }
    return CARE_OK;
}

const struct care_model care_land_model = {
    .name = "land",
    .doc = {"floor, land and facilities needed; new residential areas", "建筑面积、用地与设施需要；新建居住区"},
    .close = close,
};
