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

static const char *const flows[] = {"bereaved",  "elsewhere_died", "arrived", "moved_in",
                                    "remarried", "died",           "left",    "moved_out"};
static const char *const flows_zh[] = {"同区配偶去世", "在外配偶去世", "迁入", "区间迁入",
                                       "再婚",         "去世",         "迁出", "区间迁出"};
static const struct care_axis flow_axis = {"widow_flow",
                                           CARE_N_WIDOW_FLOWS,
                                           NULL,
                                           flows,
                                           flows_zh,
                                           {"how widowed people become more (the first four) or fewer (the others)",
                                            "丧偶人口增加（前四项）与减少（后四项）的途径"},
                                           NULL};
const struct care_cube_spec care_widowing_flows_cube = {
    "widow_flows",
    CARE_CUBE_INT32,
    CARE_CUBE_FLOW,
    {&care_axes_sex, &flow_axis},
    "1",
    {"widowed residents: those who came to be and those who ceased in the year; start + first four - others = end",
     "丧偶常住人口的年内增减；年初 + 前四项 - 后四项 = 年末"},
    "widowing",
    2};

/* What an area's deaths do. */
struct account {
    const struct care_people *people;
    const struct care_table *table;
    int year;
    int32_t n_widowed[CARE_N_SEXES], n_died[CARE_N_SEXES];
};

static void widow(struct account *account, uint32_t row)
{
    account->n_widowed[account->people->sex[row]]++;
    care_people_mark_bereft(account->people, row, account->year - care_table_cohort(account->table, row));
}

/* A death widows the partner who is alive at the end of its month. Of two deaths the earlier widows; two in one month
 * widow nobody. The pair is settled once, whichever row comes first. */
static void part_by_death(struct account *account, uint32_t row)
{
    const struct care_people *people = account->people;
    const uint32_t partner = people->partner[row];
    const uint8_t own = people->exit[row], other = people->exit[partner];
    const bool both = care_exit_is_death(other);
    const bool widows = !both || own < other, is_widowed = both && other < own;
    if (widows) {
        widow(account, partner);
    }
    if (is_widowed) {
        widow(account, row);
    }
    /* the dead keep the status they had in life */
    care_people_unlink(people, row, is_widowed ? CARE_WIDOWED : CARE_PARTNERED, widows ? CARE_WIDOWED : CARE_PARTNERED);
}

static int resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    const struct care_widowing *widowing = self;
    struct care_walk walk = care_walk_exits(table, area, INT32_MIN, year->year - CARE_FIRST_ADULT_AGE);
    struct account account = {.people = &walk.people, .table = table, .year = year->year};
    for (uint32_t row; care_walk_next(&walk, &row);) {
        if (!care_exit_is_death(walk.people.exit[row])) {
            continue;
        }
        if (walk.people.partner[row] != CARE_NO_ROW) {
            part_by_death(&account, row);
        }
        account.n_died[walk.people.sex[row]] += walk.people.marital[row] == CARE_WIDOWED;
    }
    int32_t *cells = care_tally_cells(widowing->tally, widowing->widowed, year->year, area);
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        if (cells != NULL) {
            care_tally_add(&cells[sex], account.n_widowed[sex]);
        }
        care_widowing_count(widowing->tally, widowing->flows, year->year, area, sex, CARE_WIDOWS_BEREAVED,
                            account.n_widowed[sex]);
        care_widowing_count(widowing->tally, widowing->flows, year->year, area, sex, CARE_WIDOWS_DIED,
                            account.n_died[sex]);
    }
    return CARE_OK;
}

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_widowing_model = {
    .name = "widowing",
    .doc = {"partners of the dead are widowed", "配偶去世者转为丧偶"},
    .reads = BIT(CARE_PEOPLE_EXIT) | BIT(CARE_PEOPLE_PARTNER) | BIT(CARE_PEOPLE_SEX),
    .writes = BIT(CARE_PEOPLE_PARTNER) | BIT(CARE_PEOPLE_MARITAL) | BIT(CARE_PEOPLE_EVENT),
    .resolve = resolve,
};
#undef BIT
