#include "tests/models/widows.h"

#include "models/people/widowing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MAX_AREAS = 256 };

/* Of the year last resolved; every area writes its own. */
static struct {
    int year;
    int32_t bereaved[CARE_N_SEXES], both;
    const char *fault;
} seen[MAX_AREAS];

extern const struct care_model __real_care_widowing_model;

/* ---- before and after the model ---- */

/* The partner of somebody who dies in a month sees its end. */
static bool is_survived(const struct care_people *people, uint32_t row)
{
    const uint32_t partner = people->partner[row];
    const uint8_t own = people->exit[row], other = people->exit[partner];
    const bool dies = other >= 1 && other <= 12;
    return !dies || other > own;
}

static void count_deaths(const struct care_people *people, const struct care_block *block, int area)
{
    for (uint32_t row = block->first; row < block->first + block->n; row++) {
        if (people->exit[row] < 1 || people->exit[row] > 12 || people->partner[row] == CARE_NO_ROW) {
            continue;
        }
        const uint32_t partner = people->partner[row];
        seen[area].bereaved[people->sex[partner]] += is_survived(people, row);
        seen[area].both += people->exit[partner] >= 1 && people->exit[partner] <= 12;
    }
}

/* Afterwards the dead are nobody's partner, and nobody's partner is dead. */
static void find_links_of_the_dead(const struct care_people *people, const struct care_block *block, int area)
{
    for (uint32_t row = block->first; row < block->first + block->n; row++) {
        const uint32_t partner = people->partner[row];
        if (partner == CARE_NO_ROW) {
            continue;
        }
        if (people->exit[row] != CARE_EXIT_NONE || people->exit[partner] != CARE_EXIT_NONE) {
            seen[area].fault = "somebody dead is linked";
        }
    }
}

static int look_and_resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    const struct care_people people = care_people_of_table(table);
    seen[area].year = year->year;
    seen[area].bereaved[CARE_MALE] = seen[area].bereaved[CARE_FEMALE] = seen[area].both = 0;
    seen[area].fault = NULL;
    for (int b = 0; b < care_table_n_blocks(table, area); b++) {
        count_deaths(&people, care_table_block(table, area, b), area);
    }
    const int status = __real_care_widowing_model.resolve(self, year, table, area);
    for (int b = 0; b < care_table_n_blocks(table, area); b++) {
        find_links_of_the_dead(&people, care_table_block(table, area, b), area);
    }
    return status;
}

extern const struct care_model __wrap_care_widowing_model;
const struct care_model __wrap_care_widowing_model = {
    .name = "widowing",
    .doc = {"widowing, looked at", "丧偶（受检）"},
    .resolve = look_and_resolve,
};

/* ---- the account ---- */

static const int32_t *cells_of(const struct care_trial_run *run, const char *name, int year, int district)
{
    const struct care_outer *outer = care_cubes_outer(run->cubes);
    const struct care_cube *cube = care_cubes_find(run->cubes, name);
    assert_non_null(cube);
    return cube->data.int32 + care_cube_offset(cube, outer, 0, 0, 0, year - outer->first_year, district);
}

static int64_t n_widowed(const struct care_trial_run *run, int year, int district, int sex)
{
    const int32_t *marital = cells_of(run, "marital", year, district);
    int64_t n = 0;
    for (int group = 0; group < CARE_N_ADULT_AGE_GROUPS; group++) {
        n += marital[(sex * CARE_N_ADULT_AGE_GROUPS + group) * CARE_N_MARITAL + CARE_WIDOWED];
    }
    return n;
}

static void check_account(const struct care_trial_run *run, int year, int district, int sex)
{
    const int32_t *flows = cells_of(run, "widow_flows", year, district) + sex * CARE_N_WIDOW_FLOWS;
    int64_t end = n_widowed(run, year - 1, district, sex);
    end += flows[CARE_WIDOWS_BEREAVED] + flows[CARE_WIDOWS_ELSEWHERE] + flows[CARE_WIDOWS_ARRIVED] +
           flows[CARE_WIDOWS_MOVED_IN];
    end -=
        flows[CARE_WIDOWS_REMARRIED] + flows[CARE_WIDOWS_DIED] + flows[CARE_WIDOWS_LEFT] + flows[CARE_WIDOWS_MOVED_OUT];
    if (end != n_widowed(run, year, district, sex)) {
        fail_msg("%d, district %d, sex %d: the account says %lld widowed, there are %lld", year, district, sex,
                 (long long)end, (long long)n_widowed(run, year, district, sex));
    }
}

static void check_bereaved(const struct care_trial_run *run, const struct care_city *city, int year, int district)
{
    int64_t bereaved[CARE_N_SEXES] = {0};
    for (int leaf = 0; leaf < city->areas->n_leaves; leaf++) {
        assert_int_equal(seen[leaf].year, year);
        if (seen[leaf].fault != NULL) {
            fail_msg("%d, area %d: %s", year, leaf, seen[leaf].fault);
        }
        for (int sex = 0; sex < CARE_N_SEXES && city->district_of_leaf[leaf] == district; sex++) {
            bereaved[sex] += seen[leaf].bereaved[sex];
        }
    }
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        assert_int_equal(cells_of(run, "widowed", year, district)[sex], bereaved[sex]);
        assert_int_equal(cells_of(run, "widow_flows", year, district)[sex * CARE_N_WIDOW_FLOWS + CARE_WIDOWS_BEREAVED],
                         bereaved[sex]);
    }
}

int64_t care_widows_check(const struct care_trial_run *run, const struct care_city *city, int year, int64_t *n_both)
{
    assert_true(city->areas->n_leaves <= MAX_AREAS);
    for (int district = 0; district < city->areas->n_districts; district++) {
        check_bereaved(run, city, year, district);
        for (int sex = 0; sex < CARE_N_SEXES; sex++) {
            check_account(run, year, district, sex);
        }
    }
    for (int leaf = 0; leaf < city->areas->n_leaves && n_both != NULL; leaf++) {
        *n_both += seen[leaf].both / 2;
    }
    return care_trial_sum(run, "widowed", year, -1);
}
