#include "tests/models/system/placement_world.h"

#include "models/purposes.h"
#include "tests/models/system/money_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { N = CARE_PLACED_DISTRICTS, AGE = 75, COHORT = CARE_FIRST_YEAR - AGE, WISH_YEAR = CARE_FIRST_YEAR + 1 };

static const double positions_km[N] = {0, 20, 30};
static const int32_t codes[N] = {CARE_PLACED_FIRST_CODE, CARE_PLACED_FIRST_CODE + 1, CARE_PLACED_FIRST_CODE + 2};

static void set_areas(struct care_placement_world *w)
{
    for (int d = 0; d < N; d++) {
        w->area[d] = (struct care_area){.code = codes[d], .kind = CARE_AREA_DISTRICT, .leaf = d, .district = d};
        w->district[d] = d;
        for (int other = 0; other < N; other++) {
            const double km = positions_km[d] - positions_km[other];
            w->km[d][other] = km < 0 ? -km : km;
        }
    }
    w->areas = (struct care_areas){.n = N,
                                   .area = w->area,
                                   .n_leaves = N,
                                   .leaf = w->district,
                                   .n_districts = N,
                                   .district = w->district,
                                   .km = &w->km[0][0]};
}

static void set_parameters(struct care_placement_world *w)
{
    care_money_defaults(&care_placement_parameters_section, &w->parameters);
    care_money_defaults(&care_prices_section, &w->prices);
    w->parameters.prefers_public_share = care_money_lever(1);
    w->parameters.public_floor = care_money_lever(0);
    w->parameters.assessments_per_1000_per_month = care_money_lever(1000);
    for (int class = 0; class < CARE_N_PLACE_CLASSES; class ++) {
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            w->staff_need_milli[class][level] = 1000;
        }
    }
    w->definitions.of_district = w->definition;
    for (int d = 0; d < N; d++) {
        w->definition[d].special =
            (struct care_groups_union){.disabled_from_level = CARE_N_LEVELS, .oldest_from_age = CARE_GROUPS_NO_AGE};
        w->definition[d].priority = w->definition[d].special;
        care_placement_world_staff(w, d, CARE_STAFF_OF_HOMES, INT32_MAX, 1);
        care_placement_world_staff(w, d, CARE_STAFF_OF_SERVICES, INT32_MAX, 1);
    }
}

static int create_cubes(struct care_placement_world *w)
{
    for (int i = 0; i < CARE_N_PLACEMENT_CUBES; i++) {
        w->specs[i] = &care_placement_cubes[i];
    }
    const struct care_outer outer = {.n_scenarios = 1,
                                     .n_draws = 1,
                                     .n_replicates = 1,
                                     .first_year = CARE_FIRST_YEAR,
                                     .n_years = CARE_N_YEARS,
                                     .n_districts = N,
                                     .district_codes = codes};
    const int status = care_cubes_create(w->specs, CARE_N_PLACEMENT_CUBES, &outer, &w->cubes);
    w->tally = (struct care_tally){.cubes = w->cubes, .district_of_leaf = w->district};
    return status;
}

int care_placement_world_setup(void **state)
{
    struct care_placement_world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    *state = w;
    set_areas(w);
    set_parameters(w);
    w->supply = (struct care_supply){.n_districts = N,
                                     .beds = &w->beds[0][0][0][0][0],
                                     .day_places = &w->day_places[0][0][0],
                                     .home_beds = &w->home_beds[0][0][0]};
    w->draws = care_draws_create(1, 0, false);
    assert_int_equal(
        care_table_create(care_people_columns, CARE_N_PEOPLE_COLUMNS, N * CARE_PLACED_MOST + 1000, N, &w->table),
        CARE_OK);
    w->people = care_people_of_table(w->table);
    return create_cubes(w);
}

int care_placement_world_teardown(void **state)
{
    struct care_placement_world *w = *state;
    if (w->placement.options != NULL) {
        care_placement_free(&w->placement);
    }
    care_cubes_free(w->cubes);
    care_table_free(w->table);
    free(w);
    return 0;
}

/* ---- people, places, staff ---- */

/* The month in which a key's new wish falls. */
static int month_of(const struct care_placement_world *w, uint64_t key)
{
    const uint64_t u = care_draws_one(&w->draws, key, WISH_YEAR, CARE_DRAW_BED_MONTH);
    return 1 + (int)(u * CARE_MONTHS_A_YEAR >> 32);
}

uint32_t care_placement_world_add(struct care_placement_world *world, const struct care_placed *person)
{
    const struct care_people *people = &world->people;
    uint32_t row;
    assert_int_equal(care_table_append(world->table, person->district, COHORT, 1, CARE_PLACED_MOST - 1, &row), CARE_OK);
    do {
        world->n_keys++;
    } while (person->month != 0 && month_of(world, world->n_keys) != person->month);
    people->key[row] = world->n_keys;
    people->exit[row] = person->exit;
    people->marital[row] = CARE_NEVER_MARRIED;
    people->level[row] = (uint8_t)person->level;
    people->care[row] = care_column_of(person->setting, person->wants, person->provider);
    people->bed[row] = (uint8_t)person->bed;
    people->months[row] = (uint8_t)person->months;
    uint16_t traits = care_trait_with(0, CARE_TRAIT_RELIEF, (unsigned)person->relief);
    traits = care_trait_with(traits, CARE_TRAIT_INCOME, (unsigned)person->income);
    traits = care_trait_with(traits, CARE_TRAIT_INSURED, person->is_insured);
    people->traits[row] = care_trait_with(traits, CARE_TRAIT_VETERAN, person->is_veteran);
    return row;
}

uint32_t care_placement_world_add_many(struct care_placement_world *world, const struct care_placed *person, int n)
{
    const uint32_t first = care_placement_world_add(world, person);
    for (int i = 1; i < n; i++) {
        assert_int_equal(care_placement_world_add(world, person), first + (uint32_t)i);
    }
    return first;
}

void care_placement_world_build(struct care_placement_world *world, int district, enum care_owner owner,
                                enum care_place_class bed_class, int32_t beds, int year, int month)
{
    const int first = (year - CARE_FIRST_YEAR) * CARE_MONTHS_A_YEAR + month - 1;
    for (int i = first; i < CARE_N_YEARS * CARE_MONTHS_A_YEAR; i++) {
        world->beds[i / CARE_MONTHS_A_YEAR][i % CARE_MONTHS_A_YEAR][district][owner][bed_class] = beds;
    }
}

void care_placement_world_open(struct care_placement_world *world, int district, enum care_place_class place_class,
                               int32_t places)
{
    int32_t(*of_month)[CARE_MONTHS_A_YEAR][N] = place_class == CARE_DAY_PLACE ? world->day_places : world->home_beds;
    for (int i = 0; i < CARE_N_YEARS * CARE_MONTHS_A_YEAR; i++) {
        of_month[i / CARE_MONTHS_A_YEAR][i % CARE_MONTHS_A_YEAR][district] = places;
    }
}

void care_placement_world_staff(struct care_placement_world *world, int district, enum care_staff_pool pool,
                                int32_t milli, int month)
{
    for (; month <= CARE_MONTHS_A_YEAR; month++) {
        world->staff_milli[month - 1][district][pool] = milli;
    }
}

/* ---- runs ---- */

void care_placement_world_create(struct care_placement_world *world)
{
    if (world->placement.options != NULL) {
        return;
    }
    world->placement =
        (struct care_placement){.parameters = &world->parameters,
                                .definitions = &world->definitions,
                                .prices = &world->prices,
                                .areas = &world->areas,
                                .supply = &world->supply,
                                .staff_milli = &world->staff_milli[0][0][0],
                                .staff_need_milli = (const int32_t(*)[CARE_N_LEVELS])world->staff_need_milli,
                                .tally = &world->tally};
    for (int i = 0; i < CARE_N_PLACEMENT_CUBES; i++) {
        world->placement.cube[i] = care_cubes_at(world->cubes, i);
    }
    assert_int_equal(care_placement_create(&world->placement), CARE_OK);
}

void care_placement_world_census(struct care_placement_world *world)
{
    const struct care_year year = {.year = CARE_FIRST_YEAR, .draws = &world->draws};
    care_placement_world_create(world);
    assert_int_equal(care_placement_start(&world->placement, &year, world->table, 1), CARE_OK);
}

static void gather(struct care_placement_world *world, const struct care_year *year)
{
    care_placement_world_create(world);
    assert_int_equal(care_placement_model.begin(&world->placement, year), CARE_OK);
    for (int area = 0; area < N; area++) {
        assert_int_equal(care_placement_model.resolve(&world->placement, year, world->table, area), CARE_OK);
    }
}

void care_placement_world_year(struct care_placement_world *world, int year)
{
    const struct care_year now = {.year = year, .index = year - CARE_FIRST_YEAR, .draws = &world->draws};
    gather(world, &now);
    assert_int_equal(care_placement_model.settle(&world->placement, &now, world->table), CARE_OK);
}

const struct care_queue_client *care_placement_world_clients(struct care_placement_world *world, int year, int area)
{
    const struct care_year now = {.year = year, .index = year - CARE_FIRST_YEAR, .draws = &world->draws};
    gather(world, &now);
    return world->placement.clients[area].list;
}

/* ---- results ---- */

void care_placement_world_assert(const struct care_placement_world *world, uint32_t row, enum care_setting setting,
                                 unsigned provider, int months)
{
    const uint8_t care = world->people.care[row];
    assert_int_equal(care_setting_of(care), setting);
    assert_int_equal(care_provider_of(care), provider);
    assert_int_equal(world->people.months[row], months);
}

const int32_t *care_placement_world_counts(const struct care_placement_world *world, enum care_placement_cube which,
                                           int year, int district)
{
    return care_tally_counts(&world->tally, care_cubes_at(world->cubes, (int)which), year, district);
}

int32_t care_placement_world_account(const struct care_placement_world *world, int year, int month, int district,
                                     enum care_queue_kind queue, enum care_account_item item)
{
    const int32_t *cells = care_placement_world_counts(world, CARE_CUBE_OF_CARE_ACCOUNT, year, district);
    return cells[((month - 1) * CARE_N_QUEUES + (int)queue) * CARE_N_ACCOUNT_ITEMS + (int)item];
}

int32_t care_placement_world_places(const struct care_placement_world *world, int year, int month, int district,
                                    enum care_place_class place_class, enum care_place_item item)
{
    const int32_t *cells = care_placement_world_counts(world, CARE_CUBE_OF_PLACE_ACCOUNT, year, district);
    return cells[((month - 1) * CARE_N_PLACE_CLASSES + (int)place_class) * CARE_N_PLACE_ITEMS + (int)item];
}
