#include "models/system/supply.h"

#include "models/system/supply_stock.h"
#include "models/system/supply_targets.h"
#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the years ---- */

static void store_months(const struct care_supply_months *months, int y, int district, struct care_supply *supply)
{
    const int n = supply->n_districts;
    for (int month = 0; month < CARE_MONTHS_A_YEAR; month++) {
        const int32_t *stock = months->stock[month];
        const size_t at = (size_t)((y * CARE_MONTHS_A_YEAR + month) * n + district);
        memcpy(supply->beds + at * CARE_SUPPLY_N_BEDS, stock, CARE_SUPPLY_N_BEDS * sizeof *stock);
        supply->day_places[at] = stock[CARE_SUPPLY_DAY_PLACES];
        supply->home_beds[at] = stock[CARE_SUPPLY_HOME_BEDS];
    }
}

static void store_year(const struct care_supply_parameters *parameters, const struct care_supply_city *city, int y,
                       struct care_supply *supply)
{
    for (int d = 0; d < city->n; d++) {
        const struct care_supply_district *district = &city->district[d];
        const struct care_supply_months *months = &district->months;
        const size_t at = (size_t)(y * city->n + d);
        store_months(months, y, d, supply);
        memcpy(supply->facilities + at * CARE_N_FACILITIES,
               months->stock[CARE_MONTHS_A_YEAR - 1] + CARE_SUPPLY_FIRST_FACILITY,
               CARE_N_FACILITIES * sizeof *supply->facilities);
        supply->inclusive_share[at] = care_supply_targets_inclusive_share(parameters, district, CARE_FIRST_YEAR + y);
        supply->hospice_beds[at] = (int32_t)nearbyint(
            care_round(care_lever_at(&parameters->hospice_share, district->code, CARE_FIRST_YEAR + y) *
                       care_supply_months_beds(months, CARE_NURSING_BED)));
        supply->for_profit_share[at] =
            care_lever_at(&parameters->for_profit_share, district->code, CARE_FIRST_YEAR + y);
        supply->changes[at] = months->changes;
        supply->network_levels[at] =
            (int)nearbyint(care_round(care_lever_at(&parameters->network_levels, district->code, CARE_FIRST_YEAR + y)));
    }
}

static int walk_years(const struct care_supply_parameters *parameters, const struct care_areas *areas,
                      const struct care_supply_items *items, int32_t (*stock)[CARE_SUPPLY_N_KINDS],
                      struct care_supply *supply)
{
    struct care_supply_city city;
    const int status = care_supply_targets_create(areas, stock, supply->nodes, supply->elders, &city);
    if (status != CARE_OK) {
        return status;
    }
    care_supply_targets_start(items, &city);
    store_year(parameters, &city, 0, supply);
    for (int y = 1; y < CARE_N_YEARS; y++) {
        care_supply_targets_year(parameters, items, CARE_FIRST_YEAR + y, &city);
        store_year(parameters, &city, y, supply);
    }
    care_supply_targets_free(&city);
    return CARE_OK;
}

/* ---- making it ---- */

/* @return NULL when memory has run out */
static struct care_supply *new_supply(int n_districts)
{
    const size_t n = (size_t)n_districts, n_years = CARE_N_YEARS, n_months = n_years * CARE_MONTHS_A_YEAR;
    struct care_supply *supply = calloc(1, sizeof *supply);
    if (supply == NULL) {
        return NULL;
    }
    supply->n_districts = n_districts;
    supply->beds = calloc(n_months * n * CARE_SUPPLY_N_BEDS, sizeof *supply->beds);
    supply->day_places = calloc(n_months * n, sizeof *supply->day_places);
    supply->home_beds = calloc(n_months * n, sizeof *supply->home_beds);
    supply->facilities = calloc(n_years * n * CARE_N_FACILITIES, sizeof *supply->facilities);
    supply->inclusive_share = calloc(n_years * n, sizeof *supply->inclusive_share);
    supply->hospice_beds = calloc(n_years * n, sizeof *supply->hospice_beds);
    supply->for_profit_share = calloc(n_years * n, sizeof *supply->for_profit_share);
    supply->nodes = calloc(n * CARE_N_NODES, sizeof *supply->nodes);
    supply->elders = calloc(n, sizeof *supply->elders);
    supply->changes = calloc(n_years * n, sizeof *supply->changes);
    supply->network_levels = calloc(n_years * n, sizeof *supply->network_levels);
    if (supply->beds == NULL || supply->day_places == NULL || supply->home_beds == NULL || supply->facilities == NULL ||
        supply->inclusive_share == NULL || supply->nodes == NULL || supply->elders == NULL || supply->changes == NULL ||
        supply->network_levels == NULL || supply->for_profit_share == NULL || supply->hospice_beds == NULL) {
        care_supply_free(supply);
        return NULL;
    }
    return supply;
}

int care_supply_create(const struct care_supply_parameters *parameters, const struct care_areas *areas,
                       const double *elders, struct care_diagnostics *list, struct care_supply **out)
{
    struct care_supply_items items = {NULL, 0};
    *out = NULL;
    struct care_supply *supply = new_supply(areas->n_districts);
    int32_t(*stock)[CARE_SUPPLY_N_KINDS] = calloc((size_t)areas->n_districts + 1, sizeof *stock);
    int status = supply != NULL && stock != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
    if (status == CARE_OK) {
        memcpy(supply->elders, elders, (size_t)areas->n_districts * sizeof *elders);
        supply->city_platform_from = parameters->city_platform_from;
        status = care_supply_items_create(parameters, areas, list, &items);
    }
    if (status == CARE_OK) {
        status = care_supply_stock_read(parameters, areas, &items, list, stock, supply->nodes);
    }
    if (status == CARE_OK) {
        status = walk_years(parameters, areas, &items, stock, supply);
    }
    care_supply_items_free(&items);
    free(stock);
    if (status == CARE_OK) {
        *out = supply;
    } else {
        care_supply_free(supply);
    }
    return status;
}

void care_supply_free(struct care_supply *supply)
{
    if (supply != NULL) {
        free(supply->beds);
        free(supply->day_places);
        free(supply->home_beds);
        free(supply->facilities);
        free(supply->inclusive_share);
        free(supply->hospice_beds);
        free(supply->for_profit_share);
        free(supply->nodes);
        free(supply->elders);
        free(supply->changes);
        free(supply->network_levels);
        free(supply);
    }
}

/* ---- the network ---- */

bool care_supply_has_level(const struct care_supply *supply, int year, int district, enum care_network_level level)
{
    enum { WITH_CITY = 4, WITH_HOUSEHOLDS = 5 };
    const int n = supply->network_levels[(year - CARE_FIRST_YEAR) * supply->n_districts + district];
    return level == CARE_NETWORK_CITY ? n >= WITH_CITY : level == CARE_NETWORK_HOUSEHOLD ? n >= WITH_HOUSEHOLDS : true;
}

/* Nodes of a level that counts in a district, and how many of them are served. */
struct reach {
    double nodes, served;
};

static struct reach reach_of(const struct care_supply *supply, int year, int district, enum care_network_level level)
{
    if (!care_supply_has_level(supply, year, district, level)) {
        return (struct reach){0, 0};
    }
    const int32_t *facilities = care_supply_facilities(supply, year, district);
    const int32_t *nodes = supply->nodes + district * CARE_N_NODES;
    const size_t last_month = (size_t)(year - CARE_FIRST_YEAR) * CARE_MONTHS_A_YEAR + CARE_MONTHS_A_YEAR - 1;
    switch (level) {
    case CARE_NETWORK_CITY:
        return (struct reach){1, year >= supply->city_platform_from};
    case CARE_NETWORK_DISTRICT:
        return (struct reach){1, facilities[CARE_GUIDANCE_CENTRES]};
    case CARE_NETWORK_STREET:
        return (struct reach){nodes[CARE_NODE_STREET], facilities[CARE_FULL_STREET_CENTRES]};
    case CARE_NETWORK_COMMUNITY:
        return (struct reach){nodes[CARE_NODE_COMMUNITY], facilities[CARE_URBAN_DAY_STATIONS]};
    case CARE_NETWORK_VILLAGE:
        return (struct reach){nodes[CARE_NODE_VILLAGE],
                              facilities[CARE_RURAL_DAY_STATIONS] + facilities[CARE_VILLAGE_HOMES]};
    default: /* CARE_NETWORK_HOUSEHOLD */
        return (struct reach){supply->elders[district],
                              supply->home_beds[last_month * (size_t)supply->n_districts + (size_t)district]};
    }
}

double care_supply_coverage(const struct care_supply *supply, int year, int district, enum care_network_level level)
{
    struct reach sum = {0, 0};
    const int first = district < 0 ? 0 : district, last = district < 0 ? supply->n_districts - 1 : district;
    for (int d = first; d <= last; d++) {
        const struct reach reach = reach_of(supply, year, d, level);
        sum.nodes += reach.nodes;
        sum.served += fmin(reach.served, reach.nodes);
    }
    return sum.nodes > 0 ? sum.served / sum.nodes : NAN;
}

struct care_supply_nodes care_supply_network(const struct care_supply *supply, int year, int district,
                                             enum care_network_level level)
{
    const struct reach reach = reach_of(supply, year, district, level);
    return (struct care_supply_nodes){(int32_t)reach.nodes, (int32_t)fmin(reach.served, reach.nodes)};
}
