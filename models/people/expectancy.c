#include "models/people/expectancy.h"

#include "models/axes.h"
#include "models/people/lifetable.h"
#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>

static const char *const whose[CARE_N_EXPECTANCIES] = {"both", "men", "women"};
static const char *const whose_zh[CARE_N_EXPECTANCIES] = {"合计", "男", "女"};
static const struct care_axis whose_axis = {"life_of", CARE_N_EXPECTANCIES,         NULL, whose,
                                            whose_zh,  {"of whom", "按性别或合计"}, NULL};
const struct care_cube_spec care_expectancy_cube = {
    "life_expectancy",
    CARE_CUBE_FLOAT64_MEAN,
    CARE_CUBE_FLOW,
    {&whose_axis},
    "year",
    {"years that a newborn would live by the deaths of the model year; missing in the first year, and where nobody of "
     "95 "
     "and over died",
     "按当年死亡水平计算的出生时预期寿命；首年及无 95 岁以上死亡者缺失"},
    "expectancy",
    3};

/* People of one sex and age who came through the year: who moved in did so after the deaths of the year, who moved out too. */
static int64_t survivors(const struct care_expectancy *e, int year, int district, int cell)
{
    const int32_t present = care_tally_counts(e->tally, e->population, year, district)[cell];
    const int32_t in = care_tally_counts(e->tally, e->moves_in, year, district)[cell];
    const int32_t out = care_tally_counts(e->tally, e->moves_out, year, district)[cell];
    return (int64_t)present - in + out;
}

static double years_of(const struct care_expectancy *e, int year, int district, enum care_expectancy_of of)
{
    const int32_t *dead = care_tally_counts(e->tally, e->deaths, year, district);
    int64_t died[CARE_N_AGES] = {0}, survived[CARE_N_AGES] = {0};
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        if (of != CARE_EXPECTANCY_OF_BOTH && (int)of - (int)CARE_EXPECTANCY_OF_MEN != sex) {
            continue;
        }
        for (int age = 0; age < CARE_N_AGES; age++) {
            died[age] += dead[sex * CARE_N_AGES + age];
            survived[age] += survivors(e, year, district, sex * CARE_N_AGES + age);
        }
    }
    return care_lifetable_expectancy_counted(died, survived);
}

static int close(void *self, const struct care_year *year)
{
    const struct care_expectancy *e = self;
    const bool is_counted = e->population != NULL && e->deaths != NULL && e->moves_in != NULL && e->moves_out != NULL;
    if (year->index == 0 || !is_counted || e->years == NULL) {
        return CARE_OK;
    }
    for (int district = 0; district < e->n_districts; district++) {
        double *cells = care_tally_amounts(e->tally, e->years, year->year, district);
        for (int of = 0; of < CARE_N_EXPECTANCIES; of++) {
            cells[of] = care_round(years_of(e, year->year, district, (enum care_expectancy_of)of));
        }
    }
    return CARE_OK;
}

const struct care_model care_expectancy_model = {
    .name = "expectancy",
    .doc = {"life expectancy at birth by the deaths of the year", "按当年死亡水平计算的预期寿命"},
    .close = close,
};
