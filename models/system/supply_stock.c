#include "models/system/supply_stock.h"

#include <stddef.h>
#include <string.h>

static void read_beds(const struct care_sheet *sheet, const struct care_areas *areas, struct care_diagnostics *list,
                      int32_t (*stock)[CARE_SUPPLY_N_KINDS])
{
    for (int row = 0; row < sheet->n_rows; row++) {
        const int district = care_areas_district_in_row(areas, sheet, CARE_SUPPLY_BEDS_AREA, row, list);
        if (district >= 0) {
            const int owner = care_sheet_int(sheet, CARE_SUPPLY_BEDS_OWNER, row);
            const int class = care_sheet_int(sheet, CARE_SUPPLY_BEDS_CLASS, row);
            stock[district][care_supply_months_bed(owner, class)] = care_sheet_int(sheet, CARE_SUPPLY_BEDS_BEDS, row);
        }
    }
}

static void read_places(const struct care_sheet *sheet, const struct care_areas *areas, struct care_diagnostics *list,
                        int32_t (*stock)[CARE_SUPPLY_N_KINDS])
{
    for (int row = 0; row < sheet->n_rows; row++) {
        const int district = care_areas_district_in_row(areas, sheet, CARE_SUPPLY_PLACES_AREA, row, list);
        if (district >= 0) {
            stock[district][CARE_SUPPLY_DAY_PLACES] = care_sheet_int(sheet, CARE_SUPPLY_PLACES_DAY, row);
            stock[district][CARE_SUPPLY_HOME_BEDS] = care_sheet_int(sheet, CARE_SUPPLY_PLACES_HOME_BEDS, row);
        }
    }
}

/* A part that is more than its whole. */
static void check_part(const struct care_sheet *sheet, int row, const char *part, int32_t n, const char *whole,
                       int32_t of, struct care_diagnostics *list)
{
    if (n > of) {
        care_diagnostics_add(list, (struct care_place){care_sheet_origin(sheet, row), sheet->line[row], 0, part},
                             "%d is more than the %d of %s: at most one to each", "%d 多于 %d（%s）：每处至多一个", n,
                             of, whole);
    }
}

static void check_nodes(const struct care_sheet *sheet, int row, const int32_t *facilities, const int32_t *nodes,
                        struct care_diagnostics *list)
{
    check_part(sheet, row, "full_street_centres", facilities[CARE_FULL_STREET_CENTRES], "street_centres",
               facilities[CARE_STREET_CENTRES], list);
    check_part(sheet, row, "full_street_centres", facilities[CARE_FULL_STREET_CENTRES], "streets_towns",
               nodes[CARE_NODE_STREET], list);
    check_part(sheet, row, "urban_day_stations", facilities[CARE_URBAN_DAY_STATIONS], "communities",
               nodes[CARE_NODE_COMMUNITY], list);
    check_part(sheet, row, "rural_day_stations", facilities[CARE_RURAL_DAY_STATIONS] + facilities[CARE_VILLAGE_HOMES],
               "villages", nodes[CARE_NODE_VILLAGE], list);
}

static void read_facilities(const struct care_sheet *sheet, const struct care_areas *areas,
                            struct care_diagnostics *list, int32_t (*stock)[CARE_SUPPLY_N_KINDS], int32_t *nodes)
{
    for (int row = 0; row < sheet->n_rows; row++) {
        const int district = care_areas_district_in_row(areas, sheet, CARE_SUPPLY_FACILITIES_AREA, row, list);
        if (district < 0) {
            continue;
        }
        int32_t *facilities = stock[district] + CARE_SUPPLY_FIRST_FACILITY, *own = nodes + district * CARE_N_NODES;
        for (int f = 0; f < CARE_N_FACILITIES; f++) {
            facilities[f] = care_sheet_int(sheet, CARE_SUPPLY_FACILITIES_FIRST + f, row);
        }
        for (int node = 0; node < CARE_N_NODES; node++) {
            own[node] = care_sheet_int(sheet, CARE_SUPPLY_FACILITIES_NODES + node, row);
        }
        check_nodes(sheet, row, facilities, own, list);
    }
}

/* Kinds of which a list is a list of all: who names one home names all homes. @return the first kind of the group */
static int group_of(int kind)
{
    if (kind < CARE_SUPPLY_N_BEDS) {
        return 0;
    }
    const int facility = kind - CARE_SUPPLY_FIRST_FACILITY;
    return facility == CARE_PRIVATE_HOMES || facility == CARE_FULL_STREET_CENTRES ? kind - 1 : kind;
}

static void drop_totals(const struct care_supply_items *items, int32_t (*stock)[CARE_SUPPLY_N_KINDS])
{
    for (int i = 0; i < items->n; i++) {
        const struct care_supply_item *item = &items->list[i];
        for (int named = 0; named < CARE_SUPPLY_N_KINDS && care_supply_stock_has(item); named++) {
            for (int kind = 0; kind < CARE_SUPPLY_N_KINDS && item->amount[named] > 0; kind++) {
                if (group_of(kind) == group_of(named)) {
                    stock[item->district][kind] = 0;
                }
            }
        }
    }
}

static void add_items(const struct care_supply_items *items, int32_t (*stock)[CARE_SUPPLY_N_KINDS])
{
    for (int i = 0; i < items->n; i++) {
        const struct care_supply_item *item = &items->list[i];
        for (int kind = 0; kind < CARE_SUPPLY_N_KINDS && care_supply_stock_has(item); kind++) {
            stock[item->district][kind] += item->amount[kind];
        }
    }
}

int care_supply_stock_read(const struct care_supply_parameters *parameters, const struct care_areas *areas,
                           const struct care_supply_items *items, struct care_diagnostics *list,
                           int32_t (*stock)[CARE_SUPPLY_N_KINDS], int32_t *nodes)
{
    _Static_assert(CARE_PRIVATE_HOMES == CARE_PUBLIC_HOMES + 1 && CARE_FULL_STREET_CENTRES == CARE_STREET_CENTRES + 1,
                   "group_of counts on it");
    care_areas_check_districts(areas, parameters->beds, CARE_SUPPLY_BEDS_AREA, list);
    care_areas_check_districts(areas, parameters->places, CARE_SUPPLY_PLACES_AREA, list);
    care_areas_check_districts(areas, parameters->facilities, CARE_SUPPLY_FACILITIES_AREA, list);
    read_beds(parameters->beds, areas, list, stock);
    read_places(parameters->places, areas, list, stock);
    read_facilities(parameters->facilities, areas, list, stock, nodes);
    if (parameters->projects_replace_totals) {
        drop_totals(items, stock);
    }
    add_items(items, stock);
    return care_diagnostics_status(list);
}
