#include "models/people/widowing.h"

#include "models/axes.h"
#include "models/walk.h"
#include "sim/tally.h"

const struct care_cube_spec care_widowing_cube = {
    "widowed",
    CARE_CUBE_INT32,
    CARE_CUBE_FLOW,
    {&care_axes_sex},
    "1",
    {"people whose linked partner died in the year while they were alive, by their own sex",
     "当年丧偶人数（配偶去世时本人在世），按本人性别"},
    "widowing",
    1};

/* A death widows the partner who is alive at the end of its month. Of two deaths the earlier widows; two in one month
 * widow nobody. The pair is settled once, whichever row comes first. */
static void part_by_death(const struct care_people *people, uint32_t row, int32_t n_widowed[CARE_N_SEXES])
{
    const uint32_t partner = people->partner[row];
    const uint8_t own = people->exit[row], other = people->exit[partner];
    const bool both = care_exit_is_death(other);
    if (!both || own < other) {
        n_widowed[people->sex[partner]]++;
    }
    if (both && other < own) {
        n_widowed[people->sex[row]]++;
    }
    /* the dead keep the status they had in life */
    care_people_unlink(people, row, CARE_PARTNERED, both ? CARE_PARTNERED : CARE_WIDOWED);
}

static int resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    const struct care_widowing *widowing = self;
    int32_t n_widowed[CARE_N_SEXES] = {0};
    struct care_walk walk = care_walk_exits(table, area, INT32_MIN, year->year - CARE_FIRST_ADULT_AGE);
    for (uint32_t row; care_walk_next(&walk, &row);) {
        if (care_exit_is_death(walk.people.exit[row]) && walk.people.partner[row] != CARE_NO_ROW) {
            part_by_death(&walk.people, row, n_widowed);
        }
    }
    int32_t *cells = care_tally_cells(widowing->tally, widowing->widowed, year->year, area);
    for (int sex = 0; cells != NULL && sex < CARE_N_SEXES; sex++) {
        care_tally_add(&cells[sex], n_widowed[sex]);
    }
    return CARE_OK;
}

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_widowing_model = {
    .name = "widowing",
    .doc = {"partners of the dead are widowed", "配偶去世者转为丧偶"},
    .reads = BIT(CARE_PEOPLE_EXIT) | BIT(CARE_PEOPLE_PARTNER) | BIT(CARE_PEOPLE_SEX),
    .writes = BIT(CARE_PEOPLE_PARTNER) | BIT(CARE_PEOPLE_MARITAL),
    .resolve = resolve,
};
#undef BIT
