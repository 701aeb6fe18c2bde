#include "tests/models/system/workforce_world.h"

#include "tests/models/system/money_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N = CARE_STAFFED_DISTRICTS };

static const double positions_km[N] = {0, 20, 30};
static const int32_t codes[N] = {CARE_STAFFED_FIRST_CODE, CARE_STAFFED_FIRST_CODE + 1, CARE_STAFFED_FIRST_CODE + 2};

static void set_areas(struct care_workforce_world *w)
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

static void set_supply(struct care_workforce_world *w)
{
    w->supply = (struct care_supply){.n_districts = N,
                                     .beds = &w->beds[0][0][0][0][0],
                                     .day_places = &w->day_places[0][0][0],
                                     .home_beds = &w->home_beds[0][0][0],
                                     .facilities = &w->facilities[0][0][0]};
    for (int d = 0; d < N; d++) {
        w->elders_of[d] = &w->elders[d];
        w->n_elders[d] = 1;
    }
    w->profiles = (struct care_profiles){.n_districts = N, .list = w->elders_of, .n_list = w->n_elders};
}

static int create_cubes(struct care_workforce_world *w)
{
    static const struct care_cube_spec *const specs[] = {
        &care_workforce_cubes_needed,        &care_workforce_cubes_in_post, &care_workforce_cubes_flows,
        &care_workforce_cubes_family_carers, &care_workforce_cubes_wages,   &care_workforce_cubes_certified};
    const struct care_outer outer = {.n_scenarios = 1,
                                     .n_draws = 1,
                                     .n_replicates = 1,
                                     .first_year = CARE_FIRST_YEAR,
                                     .n_years = CARE_N_YEARS,
                                     .n_districts = N,
                                     .district_codes = codes};
    const int status = care_cubes_create(specs, sizeof specs / sizeof specs[0], &outer, &w->cubes);
    w->tally = (struct care_tally){.cubes = w->cubes};
    return status;
}

/* What the figures worked out by hand in the tests go by, whatever the defaults. */
static void set_parameters(struct care_workforce_world *w)
{
    care_money_defaults(&care_workforce_parameters_section, &w->parameters);
    care_money_defaults(&care_prices_section, &w->prices);
    care_money_defaults(&care_placement_parameters_section, &w->queue);
    w->parameters.staffing_ratio = care_money_lever(1);
    w->parameters.attrition_per_year = care_money_lever(0.28);
    w->parameters.hire_share_of_vacancies = care_money_lever(0.9);
    w->parameters.growth_limit_per_year = care_money_lever(0.12);
    w->parameters.new_and_staying_share = care_money_lever(0.35);
    w->parameters.certified_share = care_money_lever(0.9);
    w->parameters.commuting_limit_km = 25;
    w->parameters.commuting_share = care_money_lever(0.2);
}

int care_workforce_world_setup(void **state)
{
    struct care_workforce_world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    *state = w;
    set_areas(w);
    set_supply(w);
    set_parameters(w);
    assert_int_equal(create_cubes(w), CARE_OK);
    w->workforce = (struct care_workforce){.parameters = &w->parameters,
                                           .prices = &w->prices,
                                           .queue = &w->queue,
                                           .areas = &w->areas,
                                           .supply = &w->supply,
                                           .use = w->use,
                                           .residents = w->residents,
                                           .profiles = &w->profiles,
                                           .tally = &w->tally,
                                           .needed = care_cubes_at(w->cubes, 0),
                                           .in_post = care_cubes_at(w->cubes, 1),
                                           .flows = care_cubes_at(w->cubes, 2),
                                           .family_carers = care_cubes_at(w->cubes, 3),
                                           .wages = care_cubes_at(w->cubes, 4),
                                           .certified = care_cubes_at(w->cubes, 5)};
    return care_workforce_create(&w->workforce);
}

int care_workforce_world_teardown(void **state)
{
    struct care_workforce_world *w = *state;
    care_workforce_free(&w->workforce);
    care_cubes_free(w->cubes);
    free(w);
    return 0;
}

void care_workforce_world_freeze(struct care_workforce_world *world)
{
    world->parameters.trained_per_year = care_money_level(0);
    world->parameters.hire_share_of_vacancies = care_money_lever(0);
    world->parameters.attrition_per_year = care_money_lever(0);
}

void care_workforce_world_serve(struct care_workforce_world *world, int district, enum care_place_class place_class,
                                int32_t persons_of_a_level)
{
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        world->residents[district].persons[place_class][level] = persons_of_a_level;
    }
}

void care_workforce_world_build(struct care_workforce_world *world, int district, enum care_place_class bed_class,
                                int32_t beds)
{
    for (int i = 0; i < CARE_N_YEARS * CARE_MONTHS_A_YEAR; i++) {
        world->beds[i / CARE_MONTHS_A_YEAR][i % CARE_MONTHS_A_YEAR][district][CARE_PRIVATE][bed_class] = beds;
    }
}

void care_workforce_world_staff(struct care_workforce_world *world, int district, int pool, int32_t posts,
                                double wanted)
{
    world->workforce.districts[district].posts[pool] = posts;
    world->workforce.districts[district].wanted[pool] = wanted;
}

void care_workforce_world_begin(struct care_workforce_world *world, int year)
{
    const struct care_year of_model = {.year = year, .index = year - CARE_FIRST_YEAR};
    assert_int_equal(care_workforce_model.begin(&world->workforce, &of_model), CARE_OK);
}

void care_workforce_world_close(struct care_workforce_world *world, int year)
{
    const struct care_year of_model = {.year = year, .index = year - CARE_FIRST_YEAR};
    assert_int_equal(care_workforce_model.close(&world->workforce, &of_model), CARE_OK);
}

void care_workforce_world_year(struct care_workforce_world *world, int year)
{
    care_workforce_world_begin(world, year);
    care_workforce_world_close(world, year);
}

int32_t care_workforce_world_flow(const struct care_workforce_world *world, int district, int occupation,
                                  enum care_workforce_flow flow)
{
    return world->workforce.districts[district].flows[occupation][flow];
}

int32_t care_workforce_world_posts(const struct care_workforce_world *world, int district, int occupation)
{
    return world->workforce.districts[district].posts[occupation];
}

double care_workforce_world_needed(const struct care_workforce_world *world, int district, int occupation)
{
    return world->workforce.districts[district].needed[occupation];
}

int32_t care_workforce_world_staff_milli(const struct care_workforce_world *world, int month, int district, int pool)
{
    return world->workforce.staff_milli[((month - 1) * N + district) * CARE_N_STAFF_POOLS + pool];
}
