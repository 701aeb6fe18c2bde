#include "tests/models/inspection.h"

#include "models/people/traits.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 64 /* rows: blocks start at multiples of it */ };

/* Where a row lies. */
struct place {
    int area;     /* -1: in no block */
    uint32_t end; /* first row after those in use of its block */
};

struct view {
    const struct care_table *table;
    struct care_people people;
    struct place *places; /* [lines] */
    int n_districts;
};

static struct place *map_rows(const struct care_table *table)
{
    const uint32_t n_lines = care_table_rows_touched(table) / LINE + 1;
    struct place *places = malloc(n_lines * sizeof *places);
    for (uint32_t line = 0; places != NULL && line < n_lines; line++) {
        places[line] = (struct place){-1, 0};
    }
    for (int area = 0; places != NULL && area < care_table_n_areas(table); area++) {
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            const struct care_block *block = care_table_block(table, area, b);
            for (uint32_t line = 0; line < block->capacity / LINE; line++) {
                places[block->first / LINE + line] = (struct place){area, block->first + block->n};
            }
        }
    }
    return places;
}

static const char *fault_of_link(const struct view *view, uint32_t row, int area)
{
    const struct care_people *people = &view->people;
    const uint32_t partner = people->partner[row];
    if (partner >= care_table_rows_touched(view->table) || partner == row) {
        return "a link to no row";
    }
    const struct place *place = &view->places[partner / LINE];
    return place->area != area || partner >= place->end ? "a link out of the area"
           : people->partner[partner] != row            ? "a link that is not mutual"
           : people->exit[partner] != CARE_EXIT_NONE    ? "a link to somebody gone"
           : people->sex[partner] == people->sex[row]   ? "a link between two of a sex"
           : people->marital[partner] != CARE_PARTNERED ? "a linked partner who is not partnered"
                                                        : NULL;
}

static const char *fault_of_care(const struct view *view, uint32_t row)
{
    const struct care_people *people = &view->people;
    const uint8_t care = people->care[row];
    const unsigned setting = care_setting_of(care), mode = care_mode_of(care), provider = care_provider_of(care);
    /* what is wanted: family only, visits, a home bed, day care, beds */
    static const uint8_t service_of_mode[] = {0, 2, 1, 0}, queue_of_mode[] = {0, 3, 2, 1, 0, 0, 0};
    if ((mode == CARE_FAMILY_ONLY) != (setting == CARE_AT_HOME)) {
        return "wants care and neither has it nor waits, or the reverse";
    }
    if (setting == CARE_AT_HOME) {
        return people->months[row] != 0 || people->bed[row] != 0 || provider != 0 ? "something of no care" : NULL;
    }
    if (setting == CARE_SERVED_AT_HOME) {
        return care_mode_is_bed(mode) || provider != service_of_mode[mode] ? "a service that is not wanted" : NULL;
    }
    if (setting == CARE_WAITING) {
        return provider != queue_of_mode[mode] ? "in the wrong queue" : NULL;
    }
    return !care_mode_is_bed(mode)                 ? "a bed that is not wanted"
           : provider >= CARE_N_OWNERS             ? "a bed of no owner"
           : people->bed[row] >= view->n_districts ? "a bed in no district"
                                                   : NULL;
}

static const char *fault_of_traits(const struct view *view, uint32_t row, int year)
{
    const struct care_people *people = &view->people;
    const uint32_t partner = people->partner[row];
    const unsigned household = care_trait(people->traits[row], CARE_TRAIT_HOUSEHOLD);
    for (int t = 0; t < CARE_N_TRAITS; t++) {
        if (care_trait(people->traits[row], (enum care_trait)t) > care_traits_parts[t].max) {
            return "a trait out of its range";
        }
    }
    if (partner == CARE_NO_ROW || year - care_table_cohort(view->table, partner) < CARE_FIRST_CARE_AGE) {
        return NULL;
    }
    const unsigned partners = care_trait(people->traits[partner], CARE_TRAIT_HOUSEHOLD);
    const bool is_apart = household == CARE_COLLECTIVE || partners == CARE_COLLECTIVE;
    return household != partners && !is_apart ? "a couple of two households" : NULL;
}

static const char *fault_of_state(const struct view *view, uint32_t row, int year, int age)
{
    const struct care_people *people = &view->people;
    const uint8_t care = people->care[row];
    if (people->sex[row] >= CARE_N_SEXES || people->marital[row] >= CARE_N_MARITAL ||
        people->level[row] >= CARE_N_LEVELS || people->dementia[row] >= CARE_N_STAGES ||
        care_mode_of(care) >= CARE_N_MODES) {
        return "a value out of its range";
    }
    if (age < CARE_FIRST_ADULT_AGE && people->marital[row] != CARE_NEVER_MARRIED) {
        return "a child who married";
    }
    if (age < CARE_FIRST_CARE_AGE) {
        const bool is_old = (people->level[row] | people->dementia[row] | care | people->traits[row]) != 0;
        return is_old ? "level, stage, care or traits under 60" : fault_of_care(view, row);
    }
    const char *fault = fault_of_care(view, row);
    return fault != NULL ? fault : fault_of_traits(view, row, year);
}

static const char *fault_of_row(const struct view *view, uint32_t row, int area, int year, int age)
{
    const struct care_people *people = &view->people;
    const bool is_linked = people->partner[row] != CARE_NO_ROW;
    /* who moved within the city chooses next year */
    if (people->event[row] != 0 && people->event[row] != CARE_EVENT_CHANGED) {
        return "an event between years";
    }
    if (people->exit[row] != CARE_EXIT_NONE) {
        return people->exit[row] != CARE_EXIT_GONE ? "somebody half gone"
               : is_linked                         ? "somebody gone but linked"
                                                   : NULL;
    }
    if (is_linked != (people->marital[row] == CARE_PARTNERED)) {
        return "partnered without a link, or the reverse";
    }
    const char *fault = is_linked ? fault_of_link(view, row, area) : NULL;
    return fault != NULL ? fault : fault_of_state(view, row, year, age);
}

static void inspect_block(const struct view *view, const struct care_block *block, int year,
                          struct care_inspection *out)
{
    const struct care_people *people = &view->people;
    for (uint32_t row = block->first; row < block->first + block->n; row++) {
        const char *fault = fault_of_row(view, row, block->area, year, year - block->cohort);
        if (fault != NULL && out->fault == NULL) {
            out->fault = fault;
            out->fault_row = row;
        }
        if (people->exit[row] == CARE_EXIT_NONE && fault == NULL) {
            out->n_present++;
            out->n_linked += people->partner[row] != CARE_NO_ROW;
            const unsigned setting = care_setting_of(people->care[row]);
            if (setting >= CARE_IN_ORDINARY_BED) {
                out->beds_used[people->bed[row]][setting - CARE_IN_ORDINARY_BED]++;
            }
        }
    }
}

int care_inspection_of_people(const struct care_table *table, const struct care_city *city, int year,
                              struct care_inspection *out)
{
    memset(out, 0, sizeof *out);
    const struct view view = {.table = table,
                              .people = care_people_of_table(table),
                              .places = map_rows(table),
                              .n_districts = city->areas->n_districts};
    if (view.places == NULL) {
        return -1;
    }
    for (int area = 0; area < care_table_n_areas(table); area++) {
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            inspect_block(&view, care_table_block(table, area, b), year, out);
        }
    }
    free(view.places);
    return 0;
}
