#include "models/people/living_quotas.h"

#include "models/people/groups.h"
#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>

enum { OLD = 65, SINGLE = 0, COUPLE = 1 };

/* People of 65 and over of one area, and what the census says of their households. */
struct margins {
    double couples; /* both 65+ */
    double mixed;   /* 65+ with a younger partner */
    double singles; /* 65+ without a partner at hand */
    double in_homes_coupled, in_homes_others;
    double with_two, with_three, outside; /* outside: persons of 65+ in no family household */
};

/* ---- who is there ---- */

static double home_share(const struct care_living_inputs *in, int sex, int age)
{
    double level[CARE_N_LEVELS], share = 0;
    care_prevalence_levels(in->disability, (enum care_sex)sex, age + 0.5, CARE_FIRST_YEAR, level);
    for (int i = 0; i < CARE_N_LEVELS; i++) {
        share += level[i] * in->in_homes[i];
    }
    return share;
}

/* Linked people of an age and sex whose partner is 65+, and younger. */
static void count_linked(const struct care_living_inputs *in, int leaf, int sex, int age, double *old, double *younger)
{
    *old = care_marital_linked(in->couples, leaf, (enum care_sex)sex, age, OLD);
    *younger = care_marital_linked(in->couples, leaf, (enum care_sex)sex, age, 0) - *old;
}

static double rural_share(const struct care_living_inputs *in, int leaf)
{
    const int row = care_sheet_row_with(in->groups, CARE_GROUPS_AREA, in->areas->area[in->areas->leaf[leaf]].code);
    return row >= 0 ? care_sheet_number(in->groups, CARE_GROUPS_RURAL, row) : 0;
}

/* Use of homes where few or many live in villages, before the city's mean is kept. */
static double use_of_place(const struct care_living_inputs *in, int leaf)
{
    const double rural = rural_share(in, leaf);
    return rural + (1 - rural) * in->in_homes_urban;
}

static double persons_from_60(const struct care_census *census, int leaf)
{
    double persons = 0;
    for (int age = CARE_FIRST_CARE_AGE; age < CARE_N_AGES; age++) {
        persons += census->persons[leaf][CARE_MALE][age] + census->persons[leaf][CARE_FEMALE][age];
    }
    return persons;
}

static double mean_use_of_place(const struct care_living_inputs *in)
{
    double use = 0, persons = 0;
    for (int leaf = 0; leaf < in->areas->n_leaves; leaf++) {
        const double n = persons_from_60(in->census, leaf);
        use += n * use_of_place(in, leaf);
        persons += n;
    }
    return persons > 0 ? use / persons : 1;
}

/* @param use  of homes in this area to the city's */
static struct margins count_people(const struct care_living_inputs *in, int leaf, double use)
{
    struct margins m = {0};
    double coupled_use = 0, other_use = 0;
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        const int sex = i / CARE_N_AGES, age = i % CARE_N_AGES;
        double old, younger;
        if (age < OLD) {
            continue;
        }
        count_linked(in, leaf, sex, age, &old, &younger);
        const double others = in->census->persons[leaf][sex][age] - old;
        const double share = use * home_share(in, sex, age);
        m.couples += old / 2;
        m.mixed += younger;
        m.singles += others - younger;
        coupled_use += old * share * in->in_homes_partner;
        other_use += others * share;
        m.in_homes_others += (old + others) * share; /* all, to be divided */
    }
    const double all = m.in_homes_others, sum = coupled_use + other_use;
    m.in_homes_coupled = sum > 0 ? all * coupled_use / sum : 0;
    m.in_homes_others = all - m.in_homes_coupled;
    return m;
}

static int row_of_leaf(const struct care_living_inputs *in, int leaf)
{
    return care_sheet_row_with(in->households, CARE_HOUSEHOLDS_AREA, in->areas->area[in->areas->leaf[leaf]].code);
}

static void read_households(const struct care_sheet *sheet, int row, struct margins *m)
{
    const double one = care_sheet_number(sheet, CARE_HOUSEHOLDS_WITH_ONE_65, row);
    m->with_two = care_sheet_number(sheet, CARE_HOUSEHOLDS_WITH_TWO_65, row);
    m->with_three = fmax(0, care_sheet_number(sheet, CARE_HOUSEHOLDS_WITH_65, row) - one - m->with_two);
    m->outside = fmax(0, 2 * m->couples + m->mixed + m->singles - one - 2 * m->with_two - 3 * m->with_three);
}

/* ---- the quotas ---- */

/* Outside family households, couples and others in proportion; then as many couples are parted, or singles joined, as the
 * households with two ask for. */
static struct care_living_quotas solve(const struct margins *m)
{
    const double old = 2 * m->couples + m->mixed + m->singles;
    const double collective = fmax(0, m->outside - m->in_homes_coupled - m->in_homes_others);
    const double share = old > 0 ? fmin(0.9, collective / old) : 0;
    const double at_home = m->couples - m->in_homes_coupled; /* a couple with one in a home is a household with one */
    double both = share * m->couples, apart = 0, others = collective - 2 * both;
    double joined = m->with_two - (at_home - both) + m->with_three;
    if (joined < 0) {
        const double instead = fmin(-joined, both); /* two couples with one outside for one with both */
        both -= instead;
        apart = 2 * instead;
        joined += instead;
        const double more = fmax(0, fmin(-joined, others));
        apart += more;
        others -= more;
        joined = fmax(0, joined + more);
    }
    return (struct care_living_quotas){
        .couples_collective = (int)nearbyint(care_round(both)),
        .couples_apart = (int)nearbyint(care_round(apart)),
        .couples_elders = (int)m->with_three,
        .others_collective = (int)nearbyint(care_round(others)),
        .singles_elders = (int)nearbyint(care_round(fmin(2 * joined + m->with_three, m->singles - others))),
    };
}

static double share_of(double part, double whole)
{
    return whole > 0 ? care_round(fmin(0.9, fmax(0, part / whole))) : 0;
}

static struct care_living_outside outside_of(const struct care_living_quotas *q, const struct margins *m)
{
    return (struct care_living_outside){
        .collective = {share_of(q->others_collective, m->singles + m->mixed),
                       share_of(q->couples_collective + 0.5 * q->couples_apart, m->couples)},
        .elders = {share_of(q->singles_elders, m->singles), share_of(q->couples_elders, m->couples)},
    };
}

static void fill_thresholds(const struct care_living_outside *outside, struct care_living_area *area)
{
    for (int status = SINGLE; status <= COUPLE; status++) {
        area->collective[status] = care_threshold(outside->collective[status]);
        area->elders[status] = care_threshold(outside->collective[status] + outside->elders[status]);
    }
}

static void add_up(const struct care_living_quotas *q, const struct margins *m, struct care_living_quotas *sum,
                   struct margins *all)
{
    sum->couples_collective += q->couples_collective;
    sum->couples_apart += q->couples_apart;
    sum->couples_elders += q->couples_elders;
    sum->others_collective += q->others_collective;
    sum->singles_elders += q->singles_elders;
    all->couples += m->couples;
    all->mixed += m->mixed;
    all->singles += m->singles;
}

/* Margins that cannot be of one table. */
static void check_row(const struct care_sheet *sheet, int row, struct care_diagnostics *list)
{
    const double one_person = care_sheet_number(sheet, CARE_HOUSEHOLDS_ONE_PERSON, row);
    const double one_generation = care_sheet_number(sheet, CARE_HOUSEHOLDS_ONE_GENERATION, row);
    const double all = care_sheet_number(sheet, CARE_HOUSEHOLDS_ALL, row);
    const double with_65 = care_sheet_number(sheet, CARE_HOUSEHOLDS_WITH_65, row);
    const double one_65 = care_sheet_number(sheet, CARE_HOUSEHOLDS_WITH_ONE_65, row);
    const double two_65 = care_sheet_number(sheet, CARE_HOUSEHOLDS_WITH_TWO_65, row);
    if (one_person > one_generation || one_generation > all) {
        care_diagnostics_add(
            list, (struct care_place){care_sheet_origin(sheet, row), sheet->line[row], 0, "one_generation"},
            "%.0f of one person, %.0f of one generation, %.0f in all: each must be part of the next",
            "一人户 %.0f、一代户 %.0f、家庭户 %.0f：前者应为后者的一部分", one_person, one_generation, all);
    }
    if (one_65 + two_65 > with_65 || with_65 > all) {
        care_diagnostics_add(
            list, (struct care_place){care_sheet_origin(sheet, row), sheet->line[row], 0, "with_65plus"},
            "%.0f with one and %.0f with two members of 65+ are more than the %.0f with any",
            "有一位（%.0f）与两位（%.0f）65 岁及以上老人的户之和超过有老人的户（%.0f）", one_65, two_65, with_65);
    }
}

int care_living_quotas_create(const struct care_living_inputs *inputs, struct care_diagnostics *list,
                              struct care_living_area *of_area, struct care_living_outside *outside)
{
    struct care_living_quotas sum = {0};
    struct margins all = {0};
    const double mean_use = mean_use_of_place(inputs);
    for (int leaf = 0; leaf < inputs->areas->n_leaves; leaf++) {
        const int row = row_of_leaf(inputs, leaf);
        if (row < 0) {
            care_diagnostics_add(list, (struct care_place){.file = inputs->households->path, .key = "area"},
                                 "area %d has no row", "区划 %d 没有数据行",
                                 inputs->areas->area[inputs->areas->leaf[leaf]].code);
            continue;
        }
        check_row(inputs->households, row, list);
        struct margins m = count_people(inputs, leaf, use_of_place(inputs, leaf) / mean_use);
        read_households(inputs->households, row, &m);
        of_area[leaf].quotas = solve(&m);
        outside[leaf] = outside_of(&of_area[leaf].quotas, &m);
        fill_thresholds(&outside[leaf], &of_area[leaf]);
        add_up(&of_area[leaf].quotas, &m, &sum, &all);
    }
    outside[inputs->areas->n_leaves] = outside_of(&sum, &all);
    return care_diagnostics_status(list);
}

/* ---- three generations ---- */

/* Units of 60+ (couples, singles) that live with children, expected: each is one household. */
static double units_with_children(const struct care_living_inputs *in, const struct care_living_rates *rates, int leaf)
{
    double units = 0;
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        const int sex = i / CARE_N_AGES, age = i % CARE_N_AGES, a = age - CARE_FIRST_CARE_AGE;
        double old, younger;
        if (age < CARE_FIRST_CARE_AGE) {
            continue;
        }
        count_linked(in, leaf, sex, age, &old, &younger);
        const double linked = old + younger, single = in->census->persons[leaf][sex][age] - linked;
        const double outside = rates->of_area[leaf].elders[SINGLE] / 4294967296.0;
        units += single * fmax(0, 1 - rates->alone[a] - outside);
        units += linked / 2 * (1 - in->parameters->couple_only_share);
    }
    return units;
}

void care_living_quotas_generations(const struct care_living_inputs *inputs, struct care_living_rates *rates)
{
    for (int leaf = 0; leaf < inputs->areas->n_leaves; leaf++) {
        const int row = row_of_leaf(inputs, leaf);
        const double households =
            row < 0 ? -1 : care_sheet_number(inputs->households, CARE_HOUSEHOLDS_THREE_GENERATIONS, row);
        const double units = units_with_children(inputs, rates, leaf);
        const double share =
            households >= 0 && units > 0 ? fmin(0.95, households / units) : inputs->parameters->three_generation_share;
        rates->of_area[leaf].three_generations = care_threshold(share);
    }
}
