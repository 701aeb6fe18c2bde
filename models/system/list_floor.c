#include "models/system/list_floor.h"

#include <stddef.h>
#include <string.h>

/* An answer that does not matter takes in both. */
static bool takes_in(int8_t own, int8_t of_city)
{
    return own < 0 || own == of_city;
}

/* Whoever fits the city's conditions fits these. Registration in the city is registration in the district, where the list is
 * the district's. */
static bool covers(const struct care_entitlement *own, const struct care_entitlement *city)
{
    return own->first_band <= city->first_band && own->last_band >= city->last_band &&
           (city->reliefs & ~own->reliefs) == 0 && (city->certificates & ~own->certificates) == 0 &&
           (city->levels & ~own->levels) == 0 && takes_in(own->late_dementia, city->late_dementia) &&
           takes_in(own->bereaved, city->bereaved) && takes_in(own->insured, city->insured) &&
           takes_in(own->veteran, city->veteran) && takes_in(own->local, city->local) &&
           takes_in(own->rural, city->rural) && takes_in(own->special, city->special) &&
           takes_in(own->alone, city->alone) && takes_in(own->in_home, city->in_home);
}

static bool is_of(const struct care_allowance *row, int32_t area_code, const char *item)
{
    return !row->is_of_city && row->area_code == area_code && strcmp(row->item, item) == 0;
}

/* The own row that is told of; NULL where nothing falls short: one covers the city's row at its amount, or there is none of
 * the item. */
static const struct care_allowance *falls_short(const struct care_allowances *allowances, int32_t area_code,
                                                const struct care_allowance *city)
{
    const struct care_allowance *first = NULL;
    for (int i = 0; i < allowances->n_rows; i++) {
        const struct care_allowance *own = &allowances->rows[i];
        if (!is_of(own, area_code, city->item)) {
            continue;
        }
        if (covers(&own->who, &city->who) && own->yuan_per_year >= city->yuan_per_year &&
            own->fitting_share >= city->fitting_share && own->from_year <= city->from_year) {
            return NULL;
        }
        first = first == NULL ? own : first;
    }
    return first;
}

static void tell(const struct care_allowances *allowances, const struct care_allowance *own,
                 const struct care_allowance *city, struct care_diagnostics *list)
{
    const struct care_sheet *sheet = allowances->parameters->table;
    const struct care_place place = {.file = care_sheet_origin(sheet, own->sheet_row),
                                     .line = sheet->line[own->sheet_row],
                                     .key = sheet->spec->columns[CARE_ALLOWANCES_YUAN].name};
    care_diagnostics_add(
        list, place, "item %s of district %d falls below the city's (line %d): a smaller amount, fewer people or later",
        "%s 项：区划 %d 低于市级清单（第 %d 行）：金额更低、对象更少或更晚", own->item, (int)own->area_code,
        sheet->line[city->sheet_row]);
}

int care_list_floor_check(const struct care_allowances *allowances, struct care_diagnostics *list)
{
    const struct care_areas *areas = allowances->areas;
    for (int i = 0; i < allowances->n_rows; i++) {
        for (int d = 0; d < areas->n_districts && allowances->rows[i].is_of_city; d++) {
            const struct care_allowance *own =
                falls_short(allowances, areas->area[areas->district[d]].code, &allowances->rows[i]);
            if (own != NULL) {
                tell(allowances, own, &allowances->rows[i], list);
            }
        }
    }
    return care_diagnostics_status(list);
}
