#include "models/system/reach.h"

#include "models/system/services.h"
#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>

static const char *const items[CARE_N_DESTITUTE_ITEMS] = {"supported", "unable",         "willing",
                                                          "in_home",   "unable_in_home", "waiting"};
static const char *const items_zh[CARE_N_DESTITUTE_ITEMS] = {"特困老年人", "生活不能自理",       "有集中供养意愿",
                                                             "集中供养",   "集中供养且不能自理", "轮候"};
static const struct care_axis item_axis = {"destitute_item",
                                           CARE_N_DESTITUTE_ITEMS,
                                           NULL,
                                           items,
                                           items_zh,
                                           {"willing = in_home + waiting", "有意愿 = 集中供养 + 轮候"},
                                           NULL};
static const char *const helps[CARE_N_HELP_ITEMS] = {"disabled", "helped"};
static const char *const helps_zh[CARE_N_HELP_ITEMS] = {"失能老年人", "获得帮扶"};
static const struct care_axis help_axis = {"help_item", CARE_N_HELP_ITEMS,       NULL, helps,
                                           helps_zh,    {"of whom", "统计对象"}, NULL};
const struct care_cube_spec care_reach_destitute_cube = {
    "destitute",
    CARE_CUBE_INT32,
    CARE_CUBE_STOCK,
    {&item_axis},
    "1",
    {"destitute people of 60 and over: all, those unable to care for themselves (severe or total disability), those "
     "who "
     "hold or wait for a bed",
     "60 岁及以上特困人员：总数、生活不能自理者（重度与完全失能）、已入住或轮候床位者"},
    "reach",
    3};
const struct care_cube_spec care_reach_disabled_cube = {
    "disabled_help",
    CARE_CUBE_INT32,
    CARE_CUBE_STOCK,
    {&help_axis},
    "1",
    {"people of 60 and over of any level of disability, and those who live in a home, hold a day place, home bed or "
     "visits, or are visited every month",
     "60 岁及以上失能老年人，及其中入住机构、使用日间照料、家庭养老床位、上门服务或每月获探访者"},
    "reach",
    3};

void care_reach_destitute(const struct care_reach *reach, int district, int32_t *out)
{
    const struct care_profile_count *list = reach->profiles->list[district];
    for (int item = 0; item < CARE_N_DESTITUTE_ITEMS; item++) {
        out[item] = 0;
    }
    for (int i = 0; i < reach->profiles->n_list[district]; i++) {
        const struct care_profile *who = &list[i].who;
        const bool is_unable = who->level >= CARE_UNABLE_FROM_LEVEL;
        if (who->relief != CARE_DESTITUTE) {
            continue;
        }
        out[CARE_DESTITUTE_SUPPORTED] += list[i].persons;
        out[CARE_DESTITUTE_UNABLE] += is_unable ? list[i].persons : 0;
        out[CARE_DESTITUTE_IN_HOME] += who->is_in_home ? list[i].persons : 0;
        out[CARE_DESTITUTE_UNABLE_IN_HOME] += is_unable && who->is_in_home ? list[i].persons : 0;
    }
    out[CARE_DESTITUTE_WAITING] = reach->use[district].destitute_waiting;
    out[CARE_DESTITUTE_WILLING] = out[CARE_DESTITUTE_IN_HOME] + out[CARE_DESTITUTE_WAITING];
}

void care_reach_disabled(const struct care_reach *reach, int district, int year, double visited_share, int32_t *out)
{
    const struct care_services_people people = {.district_code =
                                                    reach->areas->area[reach->areas->district[district]].code,
                                                .year = year,
                                                .district_share = reach->registration->district_ratio[district],
                                                .list = reach->profiles->list[district],
                                                .n_list = reach->profiles->n_list[district]};
    const double entitled = care_services_rules_eligible_disabled(reach->rules, CARE_SERVICE_MONTHLY_VISIT, &people);
    double in_home = 0, at_home = 0;
    for (int i = 0; i < people.n_list; i++) {
        const struct care_profile *who = &people.list[i].who;
        *(who->is_in_home ? &in_home : &at_home) += who->level > 0 ? people.list[i].persons : 0;
    }
    const double placed = fmin(at_home, reach->use[district].disabled_served_at_home);
    const double without = at_home > 0 ? 1 - placed / at_home : 0; /* a place: share of disabled people at home */
    out[CARE_HELP_DISABLED] = (int32_t)(in_home + at_home);
    out[CARE_HELP_HELPED] = (int32_t)nearbyint(care_round(in_home + placed + visited_share * entitled * without));
}

/* ---- the year ---- */

static double visited_share(const struct care_reach *reach, int district, int year)
{
    const int32_t *counts = care_tally_counts(reach->tally, reach->services, year, district);
    const int32_t *visits = counts == NULL ? NULL : counts + CARE_SERVICE_MONTHLY_VISIT * CARE_N_SERVICE_MEASURES;
    return visits != NULL && visits[CARE_SERVICE_ELIGIBLE] > 0
               ? (double)visits[CARE_SERVICE_SERVED] / visits[CARE_SERVICE_ELIGIBLE]
               : 0;
}

static int close(void *self, const struct care_year *year)
{
    const struct care_reach *reach = self;
    for (int district = 0; district < reach->areas->n_districts; district++) {
        int32_t *destitute = care_tally_counts(reach->tally, reach->destitute, year->year, district);
        int32_t *disabled = care_tally_counts(reach->tally, reach->disabled_help, year->year, district);
        if (destitute != NULL) {
            care_reach_destitute(reach, district, destitute);
        }
        if (disabled != NULL) {
            care_reach_disabled(reach, district, year->year, visited_share(reach, district, year->year), disabled);
        }
    }
    return CARE_OK;
}

const struct care_model care_reach_model = {
    .name = "reach",
    .doc = {"the destitute and the disabled who are helped", "特困老年人与失能老年人获得帮扶的情况"},
    .close = close,
};
