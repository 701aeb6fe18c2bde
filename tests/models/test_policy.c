/** @file  What a policy may not touch: one on prices, insurance, beds, staff, the queue or demand changes no person but in
 *  care, months and bed; one on services, money, land or places for children nobody at all; one of no dose changes nothing.
 *  Compared person by person under the same draws. */
#include "tests/models/trial.h"
#include "tests/sim/picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LAST_YEAR = 2026, SEED = 20201101 };
static const char town_yaml[] = "examples/town/town.yaml";
static const struct care_simulation_options options = {.engine = {.n_threads = 2}, .simd = true};

#define BIT(column) (UINT64_C(1) << (column))
static const uint64_t CARE_COLUMNS = BIT(CARE_PEOPLE_CARE) | BIT(CARE_PEOPLE_MONTHS) | BIT(CARE_PEOPLE_BED);

struct town {
    struct care_trial_city city;
    struct care_trial_run run;
};

static void run_file(const char *file, const struct care_override *overrides, int n, struct town *out)
{
    care_trial_open_policy(file, overrides, n, &out->city);
    care_trial_run(out->city.city, SEED, options, LAST_YEAR, &out->run);
}

static void run_town(const struct care_override *overrides, int n, struct town *out)
{
    run_file(town_yaml, overrides, n, out);
}

static void free_town(struct town *town)
{
    care_trial_free(&town->run);
    care_trial_close(&town->city);
}

static int setup(void **state)
{
    struct town *baseline = calloc(1, sizeof *baseline);
    assert_non_null(baseline);
    *state = baseline;
    run_town(NULL, 0, baseline);
    return 0;
}

static int teardown(void **state)
{
    free_town(*state);
    free(*state);
    return 0;
}

static bool is_same_people(const struct town *a, const struct town *b, uint64_t without)
{
    struct care_picture x = care_picture_take(care_simulation_people(a->run.simulation), without);
    struct care_picture y = care_picture_take(care_simulation_people(b->run.simulation), without);
    const bool same = care_picture_is_equal(&x, &y);
    care_picture_free(&x);
    care_picture_free(&y);
    return same;
}

/* Changes care, and nothing else of anybody: no cube of people, families, groups or need either. Where people live, and
 * what is missing there, depends on who is in a home. */
static void assert_changes_care_only(const struct town *baseline, const struct town *town)
{
    assert_true(is_same_people(baseline, town, CARE_COLUMNS));
    assert_false(is_same_people(baseline, town, 0));
    assert_null(care_trial_first_difference(&baseline->run, &town->run, care_trial_n_cubes_before("living")));
    assert_non_null(care_trial_first_difference(&baseline->run, &town->run, care_simulation_n_cubes));
}

static void assert_moves_care_only(const struct town *baseline, const char *key, const char *value)
{
    struct town town;
    run_town(&(struct care_override){key, value}, 1, &town);
    assert_changes_care_only(baseline, &town);
    free_town(&town);
}

static void more_beds_change_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "supply.beds_factor", "2");
    assert_moves_care_only(*state, "supply.beds_factor", "{2020: 1, 2023: 0.2}");
}

static void another_demand_for_beds_changes_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "choice.basis", "norm");
    assert_moves_care_only(*state, "choice.present_share.severe", "0.3");
    assert_moves_care_only(*state, "choice.bed_odds.with_partner", "0.1");
    assert_moves_care_only(*state, "choice.nursing_from_level", "severe");
    assert_moves_care_only(*state, "choice.bed_demand_factor", "{2021: 1, 2023: 0.2}");
}

static void prices_change_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "prices.bed_fee_factor", "2");
    assert_moves_care_only(*state, "prices.visit_fee_factor", "{2020: 1, 2024: 0.1}");
    assert_moves_care_only(*state, "prices.visible.home_beds", "3");
    assert_moves_care_only(*state, "prices.allowance_from_relief", "everyone");
}

static void insurance_changes_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "prices.ltci.from_level", "mild");
    assert_moves_care_only(*state, "prices.ltci.bed_share", "0");
    assert_moves_care_only(*state, "prices.ltci.others_share", "1");
    assert_moves_care_only(*state, "prices.ltci.dementia_share", "1");
}

static void help_for_families_changes_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "family_care.trained_share", "1");
    assert_moves_care_only(*state, "family_care.respite_days_per_year", "60");
}

/* ---- every lever of a section at once, through the policy language ---- */

static bool is_lever(const struct care_field *field)
{
    return field->kind == CARE_FIELD_SERIES || field->kind == CARE_FIELD_LEVER;
}

/* They sum to 1: moved by hand below. */
static bool is_share_of_payers(const struct care_section *section, const struct care_field *field)
{
    return strcmp(section->name, "finance") == 0 && strstr(field->name, "_share.") != NULL;
}

/* To the lower end of the plausible range everywhere, and in the second district from there to the upper one; what has no
 * range, such as a number of persons trained, to fifty more, or as far as is accepted. */
static void write_moves(FILE *file, const struct care_section *section)
{
    for (int i = 0; i < section->n_fields; i++) {
        const struct care_field *field = &section->fields[i];
        if (!is_lever(field) || is_share_of_payers(section, field)) {
            continue;
        }
        const char *where = field->kind == CARE_FIELD_LEVER ? "where: [990102], " : "";
        const double low = field->low, high = field->high > low ? field->high : fmin(low + 50, field->max);
        (void)fprintf(file, "  - {lever: %s.%s, set: {2021: %.17g}}\n", section->name, field->name, low);
        (void)fprintf(file, "  - {lever: %s.%s, %sset: {2022: %.17g, 2024: %.17g}}\n", section->name, field->name,
                      where, low, high);
    }
}

/* Times one, in the whole town and in a district. */
static void write_no_dose(FILE *file, const struct care_section *section)
{
    for (int i = 0; i < section->n_fields; i++) {
        const struct care_field *field = &section->fields[i];
        if (is_lever(field)) {
            (void)fprintf(file, "  - {lever: %s.%s, factor: 1}\n", section->name, field->name);
        }
        if (field->kind == CARE_FIELD_LEVER) {
            (void)fprintf(file, "  - {lever: %s.%s, where: [990102], factor: {2023: 1, 2026: 1.0}}\n", section->name,
                          field->name);
        }
    }
}

/* The town under a policy on the levers of a section; NULL: of all. */
static void run_policy(const char *section, void (*write)(FILE *, const struct care_section *), struct town *out)
{
    char path[] = "/tmp/care-policy-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");
    assert_non_null(file);
    (void)fprintf(file, "base: ..%s/scenarios/%s\npolicy:\n", CARE_SOURCE_DIR, town_yaml); /* from /tmp */
    for (int i = 0; i < care_city_n_sections; i++) {
        if (section == NULL || strcmp(care_city_sections[i]->name, section) == 0) {
            write(file, care_city_sections[i]);
        }
    }
    assert_int_equal(fclose(file), 0);
    run_file(path, NULL, 0, out);
    assert_int_equal(remove(path), 0);
}

static void assert_levers_move_care_only(const struct town *baseline, const char *section)
{
    struct town town;
    run_policy(section, write_moves, &town);
    assert_changes_care_only(baseline, &town);
    free_town(&town);
}

/* Nobody in any column, nor any cube before the section's own. */
static void assert_changes_nobody(const struct town *baseline, const struct town *town, const char *first_cube)
{
    assert_true(is_same_people(baseline, town, 0));
    assert_null(care_trial_first_difference(&baseline->run, &town->run, care_trial_n_cubes_before(first_cube)));
    assert_non_null(care_trial_first_difference(&baseline->run, &town->run, care_simulation_n_cubes));
}

static void assert_levers_move_nobody(const struct town *baseline, const char *section, const char *first_cube)
{
    struct town town;
    run_policy(section, write_moves, &town);
    assert_changes_nobody(baseline, &town, first_cube);
    free_town(&town);
}

static void supply_changes_nobody_but_in_care(void **state)
{
    assert_levers_move_care_only(*state, "supply");
    assert_moves_care_only(*state, "supply.nursing_share", "{2021: 0.8}");
    assert_moves_care_only(*state, "supply.market_exit_per_year", "0.2");
    assert_moves_care_only(*state, "supply.home_beds_factor", "0");
}

static void the_queue_changes_nobody_but_in_care(void **state)
{
    assert_levers_move_care_only(*state, "queue");
    assert_moves_care_only(*state, "queue.waiting_list", "0");
    assert_moves_care_only(*state, "queue.assessments_per_1000_per_month", "0.3");
    assert_moves_care_only(*state, "queue.neighbour_limit_km", "0");
    assert_moves_care_only(*state, "queue.steps_per_month", "4");
}

static void staff_change_nobody_but_in_care(void **state)
{
    assert_levers_move_care_only(*state, "workforce");
    assert_moves_care_only(*state, "workforce.attrition_per_year", "{2021: 0.9}");
    assert_moves_care_only(*state, "workforce.residents_factor", "{2022: 0.3}");
}

static void services_change_nobody(void **state)
{
    assert_levers_move_nobody(*state, "services", "services");
}

/* Nor does a service cost more: that is summed over its payers, whose parts follow the prices, so it differs by rounding. */
static void assert_changes_money_only(const struct town *baseline, const struct town *town)
{
    assert_changes_nobody(baseline, town, "service_cost");
    const struct care_cube *before = care_cubes_find(baseline->run.cubes, "service_cost"),
                           *after = care_cubes_find(town->run.cubes, "service_cost");
    for (int64_t i = 0; i < before->n_cells; i++) {
        assert_false(fabs(before->data.float64[i] - after->data.float64[i]) > 1e-6); /* yuan; missing in 2020 */
    }
}

static void money_changes_nobody(void **state)
{
    static const char *const sections[] = {"finance", "allowances"};
    static const struct care_override payers[] = {{"finance.building_share.city", "0"},
                                                  {"finance.building_share.district", "0.7"},
                                                  {"finance.subsidy_share.lottery", "{2021: 0.2, 2025: 0}"},
                                                  {"finance.subsidy_share.central", "{2021: 0, 2025: 0.2}"}};
    struct town town;
    for (int i = 0; i < 2; i++) {
        run_policy(sections[i], write_moves, &town);
        assert_changes_money_only(*state, &town);
        free_town(&town);
    }
    run_town(payers, sizeof payers / sizeof payers[0], &town);
    assert_changes_money_only(*state, &town);
    free_town(&town);
}

static void land_and_places_for_children_change_nobody(void **state)
{
    assert_levers_move_nobody(*state, "land", "floor_area");
    assert_levers_move_nobody(*state, "childcare", "childcare");
}

/* ---- directions ---- */

/* All who want one of the modes, in a year. */
static int64_t n_who_want(const struct town *town, int year, bool bed)
{
    const struct care_cube *demand = care_cubes_find(town->run.cubes, "demand");
    const struct care_outer *outer = care_cubes_outer(town->run.cubes);
    int64_t n = 0;
    for (int d = 0; d < outer->n_districts; d++) {
        const int64_t at = care_cube_offset(demand, outer, 0, 0, 0, year - outer->first_year, d);
        for (int64_t i = 0; i < demand->n_per_district; i++) {
            const unsigned mode = (unsigned)(i % CARE_N_MODES);
            n += mode != CARE_FAMILY_ONLY && care_mode_is_bed(mode) == bed ? demand->data.int32[at + i] : 0;
        }
    }
    return n;
}

/* Everyone insured, and from mild disability on: the town is small. */
static const struct care_override no_home_share[] = {{"prices.ltci.from_level", "mild"},
                                                     {"prices.ltci.others_share", "1"},
                                                     {"prices.ltci.take_up", "1"},
                                                     {"prices.ltci.bed_share", "0"},
                                                     {"prices.ltci.home_share", "0"}},
                                  full_home_share[] = {{"prices.ltci.from_level", "mild"},
                                                       {"prices.ltci.others_share", "1"},
                                                       {"prices.ltci.take_up", "1"},
                                                       {"prices.ltci.bed_share", "0"},
                                                       {"prices.ltci.home_share", "1"}};
enum { N_SHARES = sizeof no_home_share / sizeof no_home_share[0] };

static void insurance_of_home_care_moves_people_from_beds_to_home(void **state)
{
    struct town none, all;
    int64_t n_beds[2] = {0, 0};
    run_town(no_home_share, N_SHARES, &none);
    run_town(full_home_share, N_SHARES, &all);
    assert_changes_care_only(*state, &all);
    assert_changes_care_only(&none, &all);
    for (int year = 2020; year <= LAST_YEAR; year++) {
        assert_true(n_who_want(&all, year, true) <= n_who_want(&none, year, true));
        assert_true(n_who_want(&all, year, false) > n_who_want(&none, year, false));
        n_beds[0] += n_who_want(&none, year, true);
        n_beds[1] += n_who_want(&all, year, true);
    }
    assert_true(n_beds[1] < n_beds[0]);
    free_town(&none);
    free_town(&all);
}

/* In the census, before waits are felt: whoever wanted services at home still does, and nobody comes to want a bed. */
static void cheaper_home_care_drives_nobody_into_a_bed_or_out_of_services(void **state)
{
    (void)state;
    struct care_trial_city cities[2];
    struct care_trial_run runs[2];
    struct care_people people[2];
    const struct care_simulation_options one_thread = {.engine = {.n_threads = 1}, .simd = true}; /* rows alike */
    care_trial_open_policy("examples/town/town.yaml", no_home_share, N_SHARES, &cities[0]);
    care_trial_open_policy("examples/town/town.yaml", full_home_share, N_SHARES, &cities[1]);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(care_trial_start(cities[i].city, SEED, one_thread, &runs[i]), CARE_OK);
        people[i] = care_people_of_table(care_simulation_people(runs[i].simulation));
    }
    int n_from_bed = 0, n_to_home = 0;
    for (uint32_t row = 0; row < care_table_rows_touched(care_simulation_people(runs[0].simulation)); row++) {
        assert_true(people[0].key[row] == people[1].key[row]);
        const unsigned before = care_mode_of(people[0].care[row]), after = care_mode_of(people[1].care[row]);
        const bool was_home = before != CARE_FAMILY_ONLY && !care_mode_is_bed(before);
        const bool is_home = after != CARE_FAMILY_ONLY && !care_mode_is_bed(after);
        assert_false(care_mode_is_bed(after) && after != before);
        assert_false(was_home && !is_home);
        n_from_bed += care_mode_is_bed(before) && !care_mode_is_bed(after);
        n_to_home += is_home && !was_home;
    }
    assert_true(n_from_bed > 0 && n_to_home > n_from_bed);
    for (int i = 0; i < 2; i++) {
        care_trial_free(&runs[i]);
        care_trial_close(&cities[i]);
    }
}

/* Byte for byte. */
static void assert_changes_nothing(const struct town *baseline, const struct town *town)
{
    assert_true(is_same_people(baseline, town, 0));
    assert_null(care_trial_first_difference(&baseline->run, &town->run, care_simulation_n_cubes));
}

static void a_policy_of_no_dose_changes_nothing(void **state)
{
    static const struct care_override same[] = {
        {"supply.beds_factor", "1.0"},         {"mortality.factor.male", "1"},
        {"disability.city_odds", "1.0"},       {"disability.trend_log_odds_per_year", "0"},
        {"migration.move_rate_per_year", "0"}, {"partnership.divorce_rate_per_year", "0.0127"},
        {"choice.norm_share", "0.03"},         {"dementia.share_of_60plus", "0.06"},
        {"prices.ltci.home_share", "0.75"},    {"prices.bed_fee_factor", "{2020: 1, 2030: 1}"},
        {"family_care.trained_share", "0"},    {"living.co_residence_log_odds", "0.0"},
        {"children.near_share", "0.750"},      {"need.household_hours_per_week.mild", "4"},
        {"supply.nursing_share", "0"},         {"supply.freeze_from", "2051"},
        {"queue.steps_per_month", "1"},        {"queue.public_floor", "{2020: 1, 2030: 1}"},
        {"workforce.relative_wage", "1.0"},    {"workforce.attrition_per_year", "0.280"},
        {"services.take_up.meals", "0.15"},    {"finance.building_share.city", "{2020: 0.3, 2050: 0.30}"},
        {"finance.price_index", "1"},          {"allowances.amount_factor.care", "1"},
        {"land.green_share", "0.40"},          {"childcare.places_per_1000", "4.50"},
    };
    struct town town;
    run_town(same, sizeof same / sizeof same[0], &town);
    assert_changes_nothing(*state, &town);
    free_town(&town);
}

static void every_lever_of_every_section_times_one_changes_nothing(void **state)
{
    struct town town;
    run_policy(NULL, write_no_dose, &town);
    assert_changes_nothing(*state, &town);
    free_town(&town);
}

/* Births and the lives of people who never reach 60 in the run are none of its business. */
static void less_disability_moves_no_birth_and_nobody_under_60(void **state)
{
    const struct town *baseline = *state;
    struct town town;
    run_town(&(struct care_override){"disability.city_odds", "0.8"}, 1, &town);
    const struct care_cube *births[2] = {care_cubes_find(baseline->run.cubes, "births"),
                                         care_cubes_find(town.run.cubes, "births")};
    assert_memory_equal(births[0]->data.int32, births[1]->data.int32, (size_t)births[0]->n_cells * sizeof(int32_t));
    const struct care_cube *people[2] = {care_cubes_find(baseline->run.cubes, "population"),
                                         care_cubes_find(town.run.cubes, "population")};
    for (int64_t i = 0; i < people[0]->n_cells; i++) {
        assert_true(i % CARE_N_AGES >= 60 || people[0]->data.int32[i] == people[1]->data.int32[i]);
    }
    assert_true(strcmp(care_trial_first_difference(&baseline->run, &town.run, care_simulation_n_cubes), "births") != 0);
    free_town(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_beds_change_nobody_but_in_care),
        cmocka_unit_test(another_demand_for_beds_changes_nobody_but_in_care),
        cmocka_unit_test(prices_change_nobody_but_in_care),
        cmocka_unit_test(insurance_changes_nobody_but_in_care),
        cmocka_unit_test(help_for_families_changes_nobody_but_in_care),
        cmocka_unit_test(supply_changes_nobody_but_in_care),
        cmocka_unit_test(the_queue_changes_nobody_but_in_care),
        cmocka_unit_test(staff_change_nobody_but_in_care),
        cmocka_unit_test(services_change_nobody),
        cmocka_unit_test(money_changes_nobody),
        cmocka_unit_test(land_and_places_for_children_change_nobody),
        cmocka_unit_test(insurance_of_home_care_moves_people_from_beds_to_home),
        cmocka_unit_test(cheaper_home_care_drives_nobody_into_a_bed_or_out_of_services),
        cmocka_unit_test(a_policy_of_no_dose_changes_nothing),
        cmocka_unit_test(every_lever_of_every_section_times_one_changes_nothing),
        cmocka_unit_test(less_disability_moves_no_birth_and_nobody_under_60),
    };
    return cmocka_run_group_tests_name("policy", tests, setup, teardown);
}
