#include "models/system/workforce.h"

#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N_POOLS = CARE_N_STAFF_POOLS, MEAN_LEVEL = 2 /* of those who wait: their levels are not counted */ };

static int32_t code_of(const struct care_workforce *workforce, int district)
{
    return workforce->areas->area[workforce->areas->district[district]].code;
}

static double lever(const struct care_workforce *workforce, const struct care_lever *which, int district, int year)
{
    return care_lever_at(which, code_of(workforce, district), year);
}

/* Whole persons of a flow; the fraction waits for the next year, of training for the next district. What rounding made of a
 * whole one is owed with it, and is nobody less than none. */
static int32_t whole(double persons, double *carry)
{
    enum { MOST = 1000000000 };
    const double all = fmin(persons + *carry, MOST), n = fmax(0, floor(care_round(all)));
    *carry = all - n;
    return (int32_t)n;
}

/* ---- need ---- */

static double hours_of_worker_per_week(const struct care_workforce_parameters *parameters)
{
    return parameters->visits_per_working_day * parameters->working_days_per_year / 52;
}

static void set_need_of_a_client(struct care_workforce *workforce, int year)
{
    const struct care_workforce_parameters *parameters = workforce->parameters;
    const double factor = care_series_at(&parameters->residents_factor, year);
    const double hours = hours_of_worker_per_week(parameters);
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double ratio = parameters->residents_per_caregiver[level];
        const double visits = workforce->prices->visit_hours_per_week[level];
        const double posts[CARE_N_PLACE_CLASSES] = {
            [CARE_ORDINARY_BED] = 1 / (ratio * factor),
            [CARE_NURSING_BED] = 1 / (ratio * factor),
            [CARE_DEMENTIA_BED] = 1 / (fmin(ratio, parameters->residents_per_caregiver_dementia) * factor),
            [CARE_DAY_PLACE] = 1 / (parameters->day_users_per_staff * factor),
            [CARE_HOME_BED_PLACE] = (visits + parameters->home_bed_extra_hours_per_week) / hours,
            [CARE_VISITS_PLACE] = visits / hours,
        };
        for (int class = 0; class < CARE_N_PLACE_CLASSES; class ++) {
            workforce->need_milli[class][level] = (int32_t)nearbyint(care_round(fmin(1000 * posts[class], 1e6)));
        }
    }
}

/* Places of a class in a district, 1 November; visits are never short of places. */
static double places_of(const struct care_workforce *workforce, int district, int year, int class)
{
    const struct care_supply *supply = workforce->supply;
    const int32_t *beds =
        care_supply_beds(supply, year, CARE_MONTHS_A_YEAR) + district * CARE_N_OWNERS * CARE_N_BED_CLASSES;
    const size_t at =
        ((size_t)(year - CARE_FIRST_YEAR) * CARE_MONTHS_A_YEAR + CARE_MONTHS_A_YEAR - 1) * (size_t)supply->n_districts +
        (size_t)district;
    double n = 0;
    for (int owner = 0; owner < CARE_N_OWNERS && class < CARE_N_BED_CLASSES; owner++) {
        n += beds[owner * CARE_N_BED_CLASSES + class];
    }
    return class < CARE_N_BED_CLASSES     ? n
           : class == CARE_DAY_PLACE      ? (double)supply->day_places[at]
           : class == CARE_HOME_BED_PLACE ? (double)supply->home_beds[at]
                                          : HUGE_VAL;
}

static double beds_of(const struct care_workforce *workforce, int district, int year)
{
    double n = 0;
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        n += places_of(workforce, district, year, class);
    }
    return n;
}

/* Places free in the district that those who wait could have if only there was staff: one of the class they want, or else,
 * as in the queue, a nursing bed that is left over. */
static void find_servable(const struct care_workforce *workforce, int district, int year,
                          double servable[CARE_N_PLACE_CLASSES])
{
    const int32_t *waiting = workforce->use[district].waiting;
    double nursing_beds = 0;
    for (int class = 0; class < CARE_N_PLACE_CLASSES; class ++) {
        double places = places_of(workforce, district, year, class);
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            places -= workforce->residents[district].persons[class][level];
        }
        servable[class] = fmin(waiting[class], fmax(0, places));
        nursing_beds += class == CARE_NURSING_BED ? fmax(0, places) - servable[class] : 0;
    }
    const double others = waiting[CARE_ORDINARY_BED] - servable[CARE_ORDINARY_BED] + waiting[CARE_DEMENTIA_BED] -
                          servable[CARE_DEMENTIA_BED];
    servable[CARE_NURSING_BED] += fmin(others, nursing_beds);
}

/* What clients of a pool take, and would take if those who wait for a free place had it. */
static void sum_pools(struct care_workforce *workforce, int district, int year)
{
    struct care_workforce_district *of = &workforce->districts[district];
    double servable[CARE_N_PLACE_CLASSES], needed[N_POOLS] = {0}, waited_for[N_POOLS] = {0};
    find_servable(workforce, district, year, servable);
    for (int class = 0; class < CARE_N_PLACE_CLASSES; class ++) {
        const int pool = (int)care_places_pool_of((enum care_place_class) class);
        const int32_t *need_milli = workforce->need_milli[class];
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            needed[pool] += workforce->residents[district].persons[class][level] * need_milli[level] / 1000.0;
        }
        waited_for[pool] += servable[class] * need_milli[MEAN_LEVEL] / 1000;
    }
    for (int pool = 0; pool < N_POOLS; pool++) {
        of->needed[pool] = needed[pool];
        of->wanted[pool] = needed[pool] + waited_for[pool];
    }
}

static void sum_others(struct care_workforce *workforce, int district, int year)
{
    const struct care_workforce_parameters *parameters = workforce->parameters;
    struct care_workforce_district *of = &workforce->districts[district];
    const int32_t *facilities = care_supply_facilities(workforce->supply, year, district);
    double asked = 0;
    for (int class = 0; class < CARE_N_PLACE_CLASSES; class ++) {
        asked += workforce->use[district].asked[class];
    }
    of->needed[CARE_DIRECTORS] = facilities[CARE_PUBLIC_HOMES] + facilities[CARE_PRIVATE_HOMES];
    of->needed[CARE_SOCIAL_WORKERS] = care_profiles_elders(workforce->profiles, district) / 1000 *
                                          lever(workforce, &parameters->social_workers_per_1000, district, year) +
                                      beds_of(workforce, district, year) / 100 *
                                          lever(workforce, &parameters->social_workers_per_100_beds, district, year);
    of->needed[CARE_ASSESSORS] = asked / parameters->assessments_per_assessor_year;
    of->needed[CARE_OTHER_STAFF] = parameters->other_staff_per_caregiver * of->needed[CARE_CAREGIVERS_OF_HOMES];
}

/* Those who can make the assessments of the queue (models/system/queue.h): their number is given by it. */
static double assessors_of(const struct care_workforce *workforce, int district, int year)
{
    const double per_1000 = lever(workforce, &workforce->queue->assessments_per_1000_per_month, district, year);
    return per_1000 * CARE_MONTHS_A_YEAR * care_profiles_elders(workforce->profiles, district) / 1000 /
           workforce->parameters->assessments_per_assessor_year;
}

/* ---- posts of 2020 ---- */

/* Places that were taken in 2020 were staffed: the city's caregivers go by need, and nowhere are they fewer. */
static void match_posts(struct care_workforce *workforce)
{
    const struct care_workforce_parameters *parameters = workforce->parameters;
    double needed = 0;
    for (int d = 0; d < workforce->areas->n_districts; d++) {
        needed += workforce->districts[d].needed[CARE_CAREGIVERS_OF_HOMES];
    }
    for (int d = 0; d < workforce->areas->n_districts; d++) {
        struct care_workforce_district *of = &workforce->districts[d];
        const double homes = needed > 0 ? fmax(1, parameters->caregivers_of_homes_2020 / needed) : 1;
        const double staffing = lever(workforce, &parameters->staffing_ratio, d, CARE_FIRST_YEAR);
        const double posts[CARE_N_OCCUPATIONS] = {
            [CARE_CAREGIVERS_OF_HOMES] = homes * of->needed[CARE_CAREGIVERS_OF_HOMES],
            [CARE_CAREGIVERS_OF_SERVICES] = staffing * of->needed[CARE_CAREGIVERS_OF_SERVICES],
            [CARE_DIRECTORS] = parameters->other_posts_filled_2020 * of->needed[CARE_DIRECTORS],
            [CARE_SOCIAL_WORKERS] = parameters->other_posts_filled_2020 * of->needed[CARE_SOCIAL_WORKERS],
            [CARE_ASSESSORS] = assessors_of(workforce, d, CARE_FIRST_YEAR),
            [CARE_OTHER_STAFF] = homes * of->needed[CARE_OTHER_STAFF],
        };
        for (int o = 0; o < CARE_N_OCCUPATIONS; o++) {
            of->posts[o] = (int32_t)fmin(ceil(care_round(posts[o] * parameters->posts_factor_2020 - 1e-6)), 1e9);
        }
        for (int pool = 0; pool < N_POOLS; pool++) {
            of->certified[pool] = parameters->certified_share_2020 * of->posts[pool];
        }
    }
}

/* ---- a year's flows ---- */

/* What decides how a district's employers and workers meet in a year. */
struct market {
    double attrition, hire_share, growth_limit;
};

static struct market market_of(const struct care_workforce *workforce, int district, int year)
{
    const struct care_workforce_parameters *parameters = workforce->parameters;
    const double pull = pow(lever(workforce, &parameters->relative_wage, district, year), parameters->wage_elasticity);
    return (struct market){
        .attrition =
            fmin(1, care_round(lever(workforce, &parameters->attrition_per_year, district, year) / fmax(pull, 1e-6))),
        .hire_share =
            fmin(1, care_round(lever(workforce, &parameters->hire_share_of_vacancies, district, year) * pull)),
        .growth_limit = care_round(lever(workforce, &parameters->growth_limit_per_year, district, year) * pull),
    };
}

/* Persons hired in a year: a share of the openings, and net of all others no more than the market lets posts grow. */
static double hired_for(const struct market *market, double posts, double left, double openings, double certified)
{
    const double growth = market->growth_limit > 0 ? fmax(market->growth_limit * posts, 1) : 0; /* somebody is first */
    const double room = fmax(0, left + growth - certified);
    return fmin(market->hire_share * (openings - certified), room);
}

static void apply_flows(struct care_workforce_district *of, int occupation, double certified, double hired, double left)
{
    int32_t *flows = of->flows[occupation];
    double *carry = of->carry[occupation];
    flows[CARE_STAFF_LEFT] = (int32_t)fmin(whole(left, &carry[CARE_STAFF_LEFT]), of->posts[occupation]);
    flows[CARE_STAFF_CERTIFIED] = whole(certified, &carry[CARE_STAFF_CERTIFIED]);
    flows[CARE_STAFF_HIRED] = whole(hired, &carry[CARE_STAFF_HIRED]);
    of->posts[occupation] += flows[CARE_STAFF_CERTIFIED] + flows[CARE_STAFF_HIRED] - flows[CARE_STAFF_LEFT];
}

/* Who leaves has a certificate as often as who stays. Who is trained and not new serves already: of these, those without a
 * certificate may get one.
 * @param posts  before the year's flows */
static void certify(struct care_workforce *workforce, int district, int year, enum care_staff_pool pool, double posts,
                    double trained)
{
    const struct care_workforce_parameters *parameters = workforce->parameters;
    struct care_workforce_district *of = &workforce->districts[district];
    const int32_t *flows = of->flows[pool];
    const double before = posts > 0 ? of->certified[pool] / posts : 0;
    const double serving = trained * (1 - lever(workforce, &parameters->new_and_staying_share, district, year));
    const double gained = serving * (1 - before) * lever(workforce, &parameters->certified_share, district, year);
    const double hired = flows[CARE_STAFF_HIRED] * lever(workforce, &parameters->hired_certified_share, district, year);
    of->certified[pool] =
        fmin(of->posts[pool], before * (posts - flows[CARE_STAFF_LEFT]) + gained + flows[CARE_STAFF_CERTIFIED] + hired);
}

/* @param trained  persons of this pool trained in the district */
static void move_pool(struct care_workforce *workforce, int district, int year, enum care_staff_pool pool,
                      double trained)
{
    const struct care_workforce_parameters *parameters = workforce->parameters;
    struct care_workforce_district *of = &workforce->districts[district];
    const struct market market = market_of(workforce, district, year);
    const double posts = of->posts[pool], left = market.attrition * posts;
    const double target = lever(workforce, &parameters->staffing_ratio, district, year) * of->wanted[pool];
    const double openings = fmax(0, target + left - posts);
    const double new = trained *lever(workforce, &parameters->new_and_staying_share, district, year) *
                       lever(workforce, &parameters->certified_share, district, year);
    const double certified = fmin(new, openings);
    of->flows[pool][CARE_STAFF_TRAINED] = whole(trained, &workforce->trained_carry[CARE_COURSE_OF_CAREGIVERS]);
    apply_flows(of, (int)pool, certified, hired_for(&market, posts, left, openings, certified), left);
    certify(workforce, district, year, pool, posts, trained);
}

/* Directors and social workers fill as caregivers do; assessors are as many as the queue says, and other staff follow the
 * caregivers. */
static void move_others(struct care_workforce *workforce, int district, int year)
{
    struct care_workforce_district *of = &workforce->districts[district];
    const struct market market = market_of(workforce, district, year);
    const double target[CARE_N_OCCUPATIONS] = {
        [CARE_DIRECTORS] = of->needed[CARE_DIRECTORS],
        [CARE_SOCIAL_WORKERS] = of->needed[CARE_SOCIAL_WORKERS],
        [CARE_ASSESSORS] = assessors_of(workforce, district, year),
        [CARE_OTHER_STAFF] = workforce->parameters->other_staff_per_caregiver * of->posts[CARE_CAREGIVERS_OF_HOMES],
    };
    for (int o = CARE_DIRECTORS; o < CARE_N_OCCUPATIONS; o++) {
        const double posts = of->posts[o], left = market.attrition * posts;
        const double openings = fmax(0, target[o] + left - posts);
        const bool is_bound = o == CARE_DIRECTORS || o == CARE_SOCIAL_WORKERS;
        apply_flows(of, o, 0, is_bound ? hired_for(&market, posts, left, openings, 0) : openings, left);
    }
}

static double trained_in_district(const struct care_workforce *workforce, int district, int year,
                                  enum care_course course)
{
    return lever(workforce, &workforce->parameters->district_courses[course], district, year);
}

/* The city's courses go where staff is wanted; a district's own are for its own pools. */
static void move_all(struct care_workforce *workforce, int year)
{
    const int n = workforce->areas->n_districts;
    const double trained = care_series_at(&workforce->parameters->trained_per_year, year);
    double wanted = 0;
    for (int i = 0; i < n * N_POOLS; i++) {
        wanted += workforce->districts[i / N_POOLS].wanted[i % N_POOLS];
    }
    for (int d = 0; d < n; d++) {
        const double own = trained_in_district(workforce, d, year, CARE_COURSE_OF_CAREGIVERS);
        const double *of = workforce->districts[d].wanted;
        const double here = of[CARE_CAREGIVERS_OF_HOMES] + of[CARE_CAREGIVERS_OF_SERVICES];
        for (int pool = 0; pool < N_POOLS; pool++) {
            const double share = wanted > 0 ? of[pool] / wanted : 0, own_share = here > 0 ? of[pool] / here : 0;
            move_pool(workforce, d, year, (enum care_staff_pool)pool, trained * share + own * own_share);
        }
        move_others(workforce, d, year);
    }
}

/* ---- loans ---- */

static double mean_posts(const struct care_workforce_district *of, int pool)
{
    const int32_t *flows = of->flows[pool];
    return of->posts[pool] - (flows[CARE_STAFF_CERTIFIED] + flows[CARE_STAFF_HIRED] - flows[CARE_STAFF_LEFT]) / 2.0;
}

/* What a district can still lend or has still to borrow. */
static int32_t can_lend(const struct care_workforce *workforce, int district, int pool, int year)
{
    const struct care_workforce_district *of = &workforce->districts[district];
    const double beyond = fmax(0, mean_posts(of, pool) - of->wanted[pool]);
    const double share = lever(workforce, &workforce->parameters->commuting_share, district, year);
    return (int32_t)floor(care_round(share * beyond)) - of->flows[pool][CARE_STAFF_LENT];
}

static int32_t lacks(const struct care_workforce *workforce, int district, int pool)
{
    const struct care_workforce_district *of = &workforce->districts[district];
    return (int32_t)fmax(0, ceil(care_round(of->wanted[pool] - mean_posts(of, pool)))) -
           of->flows[pool][CARE_STAFF_BORROWED];
}

/* The nearest district in reach that can lend; -1: none. */
static int nearest_lender(const struct care_workforce *workforce, int borrower, int pool, int year)
{
    const int n = workforce->areas->n_districts;
    const double *km = workforce->areas->km + (size_t)borrower * (size_t)n;
    int best = -1;
    for (int d = 0; d < n; d++) {
        const bool is_in_reach = d != borrower && km[d] <= workforce->parameters->commuting_limit_km;
        if (is_in_reach && (best < 0 || km[d] < km[best]) && can_lend(workforce, d, pool, year) > 0) {
            best = d;
        }
    }
    return best;
}

static void lend(struct care_workforce *workforce, int pool, int year)
{
    for (int d = 0; d < workforce->areas->n_districts; d++) {
        for (int32_t lacking = lacks(workforce, d, pool); lacking > 0; lacking = lacks(workforce, d, pool)) {
            const int lender = nearest_lender(workforce, d, pool, year);
            if (lender < 0) {
                break;
            }
            const int32_t can = can_lend(workforce, lender, pool, year), n = can < lacking ? can : lacking;
            workforce->districts[lender].flows[pool][CARE_STAFF_LENT] += n;
            workforce->districts[d].flows[pool][CARE_STAFF_BORROWED] += n;
        }
    }
}

/* Posts fill and empty evenly over the year; loans hold all year. */
static void set_months(struct care_workforce *workforce)
{
    const int n = workforce->areas->n_districts;
    for (int i = 0; i < CARE_MONTHS_A_YEAR * n * N_POOLS; i++) {
        const int month = i / (n * N_POOLS), d = i / N_POOLS % n, pool = i % N_POOLS;
        const struct care_workforce_district *of = &workforce->districts[d];
        const int32_t *flows = of->flows[pool];
        const int32_t gain = flows[CARE_STAFF_CERTIFIED] + flows[CARE_STAFF_HIRED] - flows[CARE_STAFF_LEFT];
        const double posts = of->posts[pool] - gain * (1 - (month + 0.5) / CARE_MONTHS_A_YEAR) +
                             flows[CARE_STAFF_BORROWED] - flows[CARE_STAFF_LENT];
        workforce->staff_milli[i] = (int32_t)fmax(0, nearbyint(fmin(1000 * posts, INT32_MAX)));
    }
}

/* ---- training ---- */

static void train(struct care_workforce *workforce, int year)
{
    const struct care_workforce_parameters *parameters = workforce->parameters;
    const int n = workforce->areas->n_districts;
    double homes = 0, elders = 0;
    for (int d = 0; d < n; d++) {
        homes += workforce->districts[d].needed[CARE_DIRECTORS];
        elders += care_profiles_elders(workforce->profiles, d);
    }
    for (int d = 0; d < n; d++) {
        struct care_workforce_district *of = &workforce->districts[d];
        const double directors = homes > 0 ? of->needed[CARE_DIRECTORS] / homes : 0;
        const double carers = elders > 0 ? care_profiles_elders(workforce->profiles, d) / elders : 0;
        of->flows[CARE_DIRECTORS][CARE_STAFF_TRAINED] =
            whole(directors * care_series_at(&parameters->directors_trained_per_year, year) +
                      trained_in_district(workforce, d, year, CARE_COURSE_OF_DIRECTORS),
                  &workforce->trained_carry[CARE_COURSE_OF_DIRECTORS]);
        of->family_carers_trained = whole(carers * care_series_at(&parameters->family_carers_trained_per_year, year) +
                                              trained_in_district(workforce, d, year, CARE_COURSE_OF_FAMILY_CARERS),
                                          &workforce->trained_carry[CARE_COURSE_OF_FAMILY_CARERS]);
        workforce->training_yuan[d] =
            (of->flows[CARE_CAREGIVERS_OF_HOMES][CARE_STAFF_TRAINED] +
             of->flows[CARE_CAREGIVERS_OF_SERVICES][CARE_STAFF_TRAINED]) *
                parameters->training_yuan[CARE_COURSE_OF_CAREGIVERS] +
            of->flows[CARE_DIRECTORS][CARE_STAFF_TRAINED] * parameters->training_yuan[CARE_COURSE_OF_DIRECTORS] +
            of->family_carers_trained * parameters->training_yuan[CARE_COURSE_OF_FAMILY_CARERS];
    }
}

/* ---- the model ---- */

static int begin(void *self, const struct care_year *year)
{
    struct care_workforce *workforce = self;
    set_need_of_a_client(workforce, year->year);
    if (year->year == CARE_FIRST_YEAR) {
        return CARE_OK; /* posts follow from the census */
    }
    for (int d = 0; d < workforce->areas->n_districts; d++) {
        memset(workforce->districts[d].flows, 0, sizeof workforce->districts[d].flows);
    }
    move_all(workforce, year->year);
    train(workforce, year->year);
    for (int pool = 0; pool < N_POOLS; pool++) {
        lend(workforce, pool, year->year);
    }
    set_months(workforce);
    return CARE_OK;
}

static void record(const struct care_workforce *workforce, int year)
{
    for (int d = 0; d < workforce->areas->n_districts; d++) {
        const struct care_workforce_district *of = &workforce->districts[d];
        double *needed = care_tally_amounts(workforce->tally, workforce->needed, year, d);
        memcpy(care_tally_counts(workforce->tally, workforce->in_post, year, d), of->posts, sizeof of->posts);
        for (int pool = 0; pool < N_POOLS; pool++) {
            care_tally_counts(workforce->tally, workforce->certified, year, d)[pool] =
                (int32_t)nearbyint(care_round(of->certified[pool]));
        }
        for (int o = 0; o < CARE_N_OCCUPATIONS; o++) {
            needed[o] = care_round(of->needed[o]);
        }
        if (year > CARE_FIRST_YEAR) {
            memcpy(care_tally_counts(workforce->tally, workforce->flows, year, d), of->flows, sizeof of->flows);
            *care_tally_counts(workforce->tally, workforce->family_carers, year, d) = of->family_carers_trained;
            *care_tally_amounts(workforce->tally, workforce->wages, year, d) =
                care_workforce_wage_bill_yuan(workforce, d, year);
        }
    }
}

static int close(void *self, const struct care_year *year)
{
    struct care_workforce *workforce = self;
    for (int d = 0; d < workforce->areas->n_districts; d++) {
        sum_pools(workforce, d, year->year);
        sum_others(workforce, d, year->year);
    }
    if (year->year == CARE_FIRST_YEAR) {
        match_posts(workforce);
    }
    if (workforce->in_post != NULL) {
        record(workforce, year->year);
    }
    return CARE_OK;
}

double care_workforce_wage_bill_yuan(const struct care_workforce *workforce, int district, int year)
{
    const struct care_workforce_parameters *parameters = workforce->parameters;
    const struct care_workforce_district *of = &workforce->districts[district];
    return (mean_posts(of, CARE_CAREGIVERS_OF_HOMES) + mean_posts(of, CARE_CAREGIVERS_OF_SERVICES)) *
           parameters->wage_yuan_per_month * 12 * parameters->employer_cost_ratio *
           lever(workforce, &parameters->relative_wage, district, year);
}

int care_workforce_create(struct care_workforce *out)
{
    const size_t n = (size_t)out->areas->n_districts;
    out->districts = calloc(n, sizeof *out->districts);
    out->training_yuan = calloc(n, sizeof *out->training_yuan);
    out->staff_milli = calloc(CARE_MONTHS_A_YEAR * n * N_POOLS, sizeof *out->staff_milli);
    if (out->districts == NULL || out->training_yuan == NULL || out->staff_milli == NULL) {
        care_workforce_free(out);
        return care_trace(CARE_ERROR_MEMORY);
    }
    return CARE_OK;
}

void care_workforce_free(struct care_workforce *workforce)
{
    free(workforce->staff_milli);
    free(workforce->training_yuan);
    free(workforce->districts);
    workforce->staff_milli = NULL;
    workforce->training_yuan = NULL;
    workforce->districts = NULL;
}

const struct care_model care_workforce_model = {
    .name = "workforce",
    .doc = {"staff trained, hired, in post, gone", "护理人员的培训、招聘、在岗与离职"},
    .begin = begin,
    .close = close,
};
