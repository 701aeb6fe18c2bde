#include "models/system/services.h"

#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>

enum { WEEKS_A_YEAR = 52, DAYS_A_YEAR = 365, DAYS_A_WEEK = 7, N_HOURS = 3 };

/* One district in one year. */
struct round {
    const struct care_services *services;
    const struct care_services_parameters *parameters;
    int district, year;
    bool is_census; /* no model year lies behind */
    int32_t code;
    const struct care_profile_count *list;
    int n_list;
};

/* Persons, households or homes. */
struct count {
    int32_t eligible, asked, served;
};

static struct round round_of(const struct care_services *services, const struct care_year *year, int district)
{
    return (struct round){
        .services = services,
        .parameters = services->rules->parameters,
        .district = district,
        .year = year->year,
        .is_census = year->index == 0,
        .code = services->areas->area[services->areas->district[district]].code,
        .list = services->profiles->list[district],
        .n_list = services->profiles->n_list[district],
    };
}

static double at(const struct round *r, const struct care_lever *lever)
{
    return care_lever_at(lever, r->code, r->year);
}

static int32_t whole(double persons)
{
    return (int32_t)nearbyint(care_round(persons));
}

static int32_t at_most(int32_t asked, double capacity)
{
    return capacity < asked ? (int32_t)floor(care_round(fmax(0, capacity))) : asked;
}

static int32_t eligible_for(const struct round *r, enum care_service service)
{
    const struct care_services_people people = {.district_code = r->code,
                                                .year = r->year,
                                                .district_share =
                                                    r->services->registration->district_ratio[r->district],
                                                .list = r->list,
                                                .n_list = r->n_list};
    return (int32_t)care_services_rules_eligible(r->services->rules, service, &people);
}

/* ---- what there is ---- */

static double idle_beds(const struct round *r)
{
    const struct care_services *services = r->services;
    const int32_t *beds = care_supply_beds(services->supply, r->year, CARE_MONTHS_A_YEAR) +
                          r->district * CARE_N_OWNERS * CARE_N_BED_CLASSES;
    int32_t idle = 0;
    for (int i = 0; i < CARE_N_OWNERS * CARE_N_BED_CLASSES; i++) {
        idle += beds[i];
    }
    for (int i = 0; i < CARE_N_BED_CLASSES * CARE_N_LEVELS; i++) {
        idle -= services->residents[r->district].persons[i / CARE_N_LEVELS][i % CARE_N_LEVELS];
    }
    return fmax(0, idle);
}

/* Hours of staff for the visits to one person in a year. */
static double hours_of_visited(const struct round *r)
{
    const struct care_services_parameters *parameters = r->parameters;
    const double phone = at(r, &parameters->phone_share);
    return CARE_MONTHS_A_YEAR * at(r, &parameters->visits_per_month) *
           (phone * parameters->phone_hours + (1 - phone) * parameters->door_hours);
}

/* Persons, when all of something goes to persons who each take so much of it; nothing taken: no bound. */
static double shared_by(double all, double each)
{
    return each > 0 ? all / each : INFINITY;
}

/* Meals with subsidy that the kinds of places that count can give. */
static double meals_on_a_day(const struct round *r, const int32_t *facilities)
{
    const double places[CARE_N_MEAL_SOURCES] = {
        [CARE_MEALS_OF_CANTEENS] = facilities[CARE_CANTEENS],
        [CARE_MEALS_OF_STATIONS] = facilities[CARE_URBAN_DAY_STATIONS] + facilities[CARE_RURAL_DAY_STATIONS],
        [CARE_MEALS_OF_KITCHENS] = facilities[CARE_CENTRAL_KITCHENS],
        [CARE_MEALS_OF_VILLAGE_HOMES] = facilities[CARE_VILLAGE_HOMES],
    };
    double meals = 0;
    for (int source = 0; source < r->parameters->meal_sources; source++) {
        meals += places[source] * at(r, &r->parameters->meals_of[source]);
    }
    return meals;
}

/* At bathing points, by vehicles, and at home by those who visit. */
static double baths_in_a_year(const struct round *r, const int32_t *facilities)
{
    const struct care_services_parameters *parameters = r->parameters;
    const int32_t *holding = r->services->use[r->district].holding;
    const int32_t points =
        facilities[CARE_STREET_CENTRES] + facilities[CARE_URBAN_DAY_STATIONS] + facilities[CARE_RURAL_DAY_STATIONS];
    const int32_t visited = holding[CARE_VISITS_PLACE] + holding[CARE_HOME_BED_PLACE];
    return points * at(r, &parameters->baths_of_point) +
           at(r, &parameters->bath_vehicles) * at(r, &parameters->baths_of_vehicle) +
           visited * at(r, &parameters->baths_at_home);
}

/* Persons who can be served. */
static double capacity_of(const struct round *r, enum care_service service, int32_t eligible)
{
    const struct care_services_parameters *parameters = r->parameters;
    const int32_t *facilities = care_supply_facilities(r->services->supply, r->year, r->district);
    const int32_t *nodes = r->services->supply->nodes + r->district * CARE_N_NODES;
    switch (service) {
    case CARE_SERVICE_RESPITE: {
        const double days = at(r, &parameters->respite_days_per_year);
        const double beds = idle_beds(r) * at(r, &parameters->respite_idle_bed_share);
        return days > 0 ? shared_by(beds * DAYS_A_YEAR, days * (1 - at(r, &parameters->respite_home_share))) : 0;
    }
    case CARE_SERVICE_MONTHLY_VISIT:
        return shared_by((nodes[CARE_NODE_COMMUNITY] + nodes[CARE_NODE_VILLAGE]) *
                             at(r, &parameters->visit_hours_of_node),
                         hours_of_visited(r));
    case CARE_SERVICE_MEALS:
        return shared_by(meals_on_a_day(r, facilities) * DAYS_A_WEEK, at(r, &parameters->meals_per_week));
    case CARE_SERVICE_BATHING:
        return shared_by(baths_in_a_year(r, facilities), parameters->baths_per_year);
    case CARE_SERVICE_ASSESSMENT:
        return care_profiles_elders(r->services->profiles, r->district) / 1000 *
               at(r, &r->services->queue->assessments_per_1000_per_month) * CARE_MONTHS_A_YEAR;
    case CARE_SERVICE_DISABLED_HEALTH:
        return at(r, &parameters->disabled_health_times) > 0
                   ? whole(eligible * at(r, &parameters->cover_share[service]))
                   : 0;
    default:
        return whole(eligible * at(r, &parameters->cover_share[service]));
    }
}

/* ---- who is served ---- */

static struct count count_placed(const struct round *r, enum care_service service)
{
    static const enum care_place_class class_of[] = {[CARE_SERVICE_DAY_CARE] = CARE_DAY_PLACE,
                                                     [CARE_SERVICE_HOME_BED] = CARE_HOME_BED_PLACE,
                                                     [CARE_SERVICE_HOME_VISITS] = CARE_VISITS_PLACE};
    const struct care_placement_use *use = &r->services->use[r->district];
    const int32_t holding = use->holding[class_of[service]];
    return (struct count){eligible_for(r, service), holding + use->waiting[class_of[service]], holding};
}

static struct count count_people(const struct round *r, enum care_service service)
{
    struct count count = {.eligible = eligible_for(r, service)};
    count.asked = whole(count.eligible * at(r, &r->parameters->take_up[service]));
    count.served = at_most(count.asked, capacity_of(r, service, count.eligible));
    return count;
}

/* Whole households of a year. */
static int32_t carry_part(double households, double *carried)
{
    const double exact = care_round(*carried + households), n = floor(exact);
    *carried = exact - n;
    return (int32_t)n;
}

/* Households: those that are adapted ask no more. The census finds some adapted and none in hand. */
static struct count count_adaptation(const struct round *r)
{
    const struct care_services_parameters *parameters = r->parameters;
    const int32_t households =
        whole(eligible_for(r, CARE_SERVICE_ADAPTATION) / fmax(1, parameters->persons_per_household));
    struct care_services_adapted *adapted = &r->services->adapted[r->district];
    const int32_t still_adapted =
        r->is_census ? whole(parameters->adapted_share_2020 * households)
                     : adapted->households -
                           carry_part(parameters->adaptation_lost_share * adapted->households, &adapted->carried_lost);
    adapted->households = still_adapted < households ? still_adapted : households;
    struct count count = {.eligible = households};
    count.asked = whole((households - adapted->households) * at(r, &parameters->take_up[CARE_SERVICE_ADAPTATION]));
    if (!r->is_census) {
        const double quota = households * at(r, &parameters->adaptation_quota_share);
        count.served = at_most(count.asked, carry_part(quota, &adapted->carried_quota));
        adapted->households += count.served;
    }
    return count;
}

static int32_t homes_of(const struct care_services *services, int district, int year)
{
    const int32_t *facilities = care_supply_facilities(services->supply, year, district);
    return facilities[CARE_PUBLIC_HOMES] + facilities[CARE_PRIVATE_HOMES];
}

/* Homes that have what a service of homes is, in the districts before one: whole homes, so that the city's number is its
 * share of all of them. */
static int32_t homes_with_before(const struct round *r, enum care_service service, int district)
{
    const struct care_services *services = r->services;
    double homes = 0;
    for (int d = 0; d < district; d++) {
        const int32_t code = services->areas->area[services->areas->district[d]].code;
        homes += homes_of(services, d, r->year) * care_lever_at(&r->parameters->cover_share[service], code, r->year);
    }
    return whole(homes);
}

static struct count count_homes(const struct round *r, enum care_service service)
{
    const int32_t homes = homes_of(r->services, r->district, r->year);
    const int32_t with = homes_with_before(r, service, r->district + 1) - homes_with_before(r, service, r->district);
    return (struct count){homes, homes, with};
}

static struct count count_service(const struct round *r, enum care_service service)
{
    return service < CARE_FIRST_COUNTED_SERVICE ? count_placed(r, service)
           : service == CARE_SERVICE_ADAPTATION ? count_adaptation(r)
           : service < CARE_N_PEOPLES_SERVICES  ? count_people(r, service)
                                                : count_homes(r, service);
}

/* ---- what is done ---- */

/* Person-months in places of a class in the year, by level; the sum over levels. */
static double months_in(const struct care_placement_use *use, enum care_place_class class, double *by_level)
{
    double all = 0;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        by_level[level] = 0;
        for (int i = 0; i < CARE_N_OWNERS * CARE_N_RELIEFS * 2; i++) {
            by_level[level] += use->months[class][i / (CARE_N_RELIEFS * 2)][level][i / 2 % CARE_N_RELIEFS][i % 2];
        }
        all += by_level[level];
    }
    return all;
}

static double visit_hours(const struct round *r, const double *months)
{
    double hours = 0;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        hours += months[level] / CARE_MONTHS_A_YEAR * WEEKS_A_YEAR * r->services->prices->visit_hours_per_week[level];
    }
    return hours;
}

static double volume_of(const struct round *r, enum care_service service, int32_t served)
{
    const struct care_services_parameters *parameters = r->parameters;
    const struct care_placement_use *use = &r->services->use[r->district];
    double months[CARE_N_LEVELS];
    switch (service) {
    case CARE_SERVICE_DAY_CARE:
        return months_in(use, CARE_DAY_PLACE, months) / CARE_MONTHS_A_YEAR * WEEKS_A_YEAR *
               parameters->day_care_days_per_week;
    case CARE_SERVICE_HOME_BED:
        return months_in(use, CARE_HOME_BED_PLACE, months) / CARE_MONTHS_A_YEAR * DAYS_A_YEAR;
    case CARE_SERVICE_HOME_VISITS:
        (void)months_in(use, CARE_VISITS_PLACE, months);
        return visit_hours(r, months);
    case CARE_SERVICE_RESPITE:
        return served * at(r, &parameters->respite_days_per_year);
    case CARE_SERVICE_MONTHLY_VISIT:
        return served * hours_of_visited(r);
    case CARE_SERVICE_MEALS:
        return served * at(r, &parameters->meals_per_week) * WEEKS_A_YEAR;
    case CARE_SERVICE_BATHING:
        return served * parameters->baths_per_year;
    case CARE_SERVICE_DISABLED_HEALTH:
        return served * (1 + parameters->carers_of_disabled) * at(r, &parameters->disabled_health_times);
    default:
        return served;
    }
}

/* ---- what it costs ---- */

static const struct {
    enum care_service service;
    enum care_purpose_of_money purpose;
    enum care_receiver receiver;
} charge_for[CARE_N_SERVICE_CHARGES] = {
    [CARE_CHARGE_RESPITE] = {CARE_SERVICE_RESPITE, CARE_MONEY_SERVE, CARE_RECEIVER_HOMES},
    [CARE_CHARGE_MONTHLY_VISIT] = {CARE_SERVICE_MONTHLY_VISIT, CARE_MONEY_SERVE, CARE_RECEIVER_SERVICES},
    [CARE_CHARGE_MEAL] = {CARE_SERVICE_MEALS, CARE_MONEY_MEALS, CARE_RECEIVER_SERVICES},
    [CARE_CHARGE_MEAL_PERSON_SUBSIDY] = {CARE_SERVICE_MEALS, CARE_MONEY_MEALS, CARE_RECEIVER_SERVICES},
    [CARE_CHARGE_MEAL_CANTEEN_SUBSIDY] = {CARE_SERVICE_MEALS, CARE_MONEY_SUBSIDISE, CARE_RECEIVER_SERVICES},
    [CARE_CHARGE_BATHING] = {CARE_SERVICE_BATHING, CARE_MONEY_SERVE, CARE_RECEIVER_SERVICES},
    [CARE_CHARGE_ADAPTATION] = {CARE_SERVICE_ADAPTATION, CARE_MONEY_ADAPTATION, CARE_RECEIVER_BUILDERS},
    [CARE_CHARGE_EMERGENCY_CALL] = {CARE_SERVICE_EMERGENCY_CALL, CARE_MONEY_SERVE, CARE_RECEIVER_SERVICES},
    [CARE_CHARGE_HEALTH_MANAGEMENT] = {CARE_SERVICE_HEALTH_MANAGEMENT, CARE_MONEY_SERVE, CARE_RECEIVER_SERVICES},
    [CARE_CHARGE_FAMILY_DOCTOR] = {CARE_SERVICE_FAMILY_DOCTOR, CARE_MONEY_SERVE, CARE_RECEIVER_SERVICES},
    [CARE_CHARGE_DEVICE_RENTAL] = {CARE_SERVICE_DEVICE_RENTAL, CARE_MONEY_SERVE, CARE_RECEIVER_SERVICES},
    [CARE_CHARGE_ASSESSMENT] = {CARE_SERVICE_ASSESSMENT, CARE_MONEY_SERVE, CARE_RECEIVER_SERVICES},
    [CARE_CHARGE_DISABLED_HEALTH] = {CARE_SERVICE_DISABLED_HEALTH, CARE_MONEY_SERVE, CARE_RECEIVER_SERVICES},
    [CARE_CHARGE_MEDICAL_CONTRACT] = {CARE_SERVICE_MEDICAL_CONTRACT, CARE_MONEY_SERVE, CARE_RECEIVER_SERVICES},
};

/* A year of health management: checks of all, follow-ups of the chronically ill. */
static double management_yuan(const struct round *r, double check_yuan)
{
    const struct care_services_parameters *parameters = r->parameters;
    return at(r, &parameters->checks_per_year) * check_yuan +
           parameters->chronic_share * at(r, &parameters->followups_per_year) * parameters->followup_yuan;
}

/* A subsidy to the person is part of the price of the meal. */
static double unit_yuan(const struct round *r, enum care_service_charge charge)
{
    const struct care_lever *unit = r->parameters->unit_yuan;
    const double price = at(r, &unit[CARE_CHARGE_MEAL]);
    switch (charge) {
    case CARE_CHARGE_MEAL:
        return fmax(0, price - at(r, &unit[CARE_CHARGE_MEAL_PERSON_SUBSIDY]));
    case CARE_CHARGE_MEAL_PERSON_SUBSIDY:
        return fmin(price, at(r, &unit[charge]));
    case CARE_CHARGE_HEALTH_MANAGEMENT:
        return management_yuan(r, at(r, &unit[charge]));
    default:
        return at(r, &unit[charge]);
    }
}

/* Everything paid for a volume of a service, yuan at prices of 2024; entered in the books. */
static double pay(const struct round *r, enum care_service service, double volume)
{
    const struct care_services *services = r->services;
    double all = 0;
    for (int charge = 0; charge < CARE_N_SERVICE_CHARGES; charge++) {
        if (charge_for[charge].service != service) {
            continue;
        }
        const double yuan = volume * unit_yuan(r, (enum care_service_charge)charge);
        for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
            care_ledger_pay(services->ledger, r->district, charge_for[charge].purpose, (enum care_payer)payer,
                            charge_for[charge].receiver, yuan * services->rules->paid_by[charge][payer]);
        }
        all += yuan;
    }
    return all;
}

static void write_amount(const struct care_services *services, enum care_services_cube cube, int year, int district,
                         int cell, double amount)
{
    if (services->cube[cube] != NULL) {
        care_tally_amounts(services->tally, services->cube[cube], year, district)[cell] = amount;
    }
}

void care_services_enter_cost(const struct care_services *services, int district, int year, enum care_service service,
                              double yuan)
{
    write_amount(services, CARE_SERVICES_CUBE_COST, year, district, (int)service,
                 yuan * services->ledger->price_factor);
}

/* ---- hours beside the family's ---- */

static void write_hours(const struct round *r)
{
    const struct care_services *services = r->services;
    const struct care_placement_use *use = &services->use[r->district];
    double visits[CARE_N_LEVELS], home_beds[CARE_N_LEVELS], days[CARE_N_LEVELS];
    (void)months_in(use, CARE_VISITS_PLACE, visits);
    (void)months_in(use, CARE_HOME_BED_PLACE, home_beds);
    (void)months_in(use, CARE_DAY_PLACE, days);
    const double day_hours = r->parameters->day_care_days_per_week * r->parameters->day_care_hours_per_day;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double given = ((visits[level] + home_beds[level]) * services->prices->visit_hours_per_week[level] +
                              days[level] * day_hours) /
                             CARE_MONTHS_A_YEAR;
        write_amount(services, CARE_SERVICES_CUBE_HOURS, r->year, r->district, level * N_HOURS, given);
        if (services->care_hours != NULL) {
            enum { OF_FAMILY = 3, MISSING = 2 }; /* needed, given by the family, missing */
            const double missing = care_tally_amounts(services->tally, services->care_hours, r->year,
                                                      r->district)[level * OF_FAMILY + MISSING];
            write_amount(services, CARE_SERVICES_CUBE_HOURS, r->year, r->district, level * N_HOURS + 1, missing);
            write_amount(services, CARE_SERVICES_CUBE_HOURS, r->year, r->district, level * N_HOURS + 2,
                         fmax(0, missing - given));
        }
    }
}

/* ---- the year ---- */

static void serve(const struct round *r, enum care_service service)
{
    const struct care_services *services = r->services;
    const struct count count = count_service(r, service);
    int32_t *cells =
        care_tally_counts(services->tally, services->cube[CARE_SERVICES_CUBE_PERSONS], r->year, r->district);
    if (cells != NULL) {
        const int32_t measured[CARE_N_SERVICE_MEASURES] = {count.eligible, count.asked, count.served,
                                                           count.asked - count.served};
        for (int i = 0; i < CARE_N_SERVICE_MEASURES; i++) {
            cells[(int)service * CARE_N_SERVICE_MEASURES + i] = measured[i];
        }
    }
    if (service == CARE_SERVICE_ADAPTATION && services->cube[CARE_SERVICES_CUBE_ADAPTED] != NULL) {
        *care_tally_counts(services->tally, services->cube[CARE_SERVICES_CUBE_ADAPTED], r->year, r->district) =
            services->adapted[r->district].households;
    }
    if (r->is_census) {
        return;
    }
    const double volume = volume_of(r, service, count.served);
    write_amount(services, CARE_SERVICES_CUBE_VOLUME, r->year, r->district, (int)service, volume);
    if (service >= CARE_FIRST_COUNTED_SERVICE) {
        care_services_enter_cost(services, r->district, r->year, service, pay(r, service, volume));
    }
}

static int close_year(void *self, const struct care_year *year)
{
    const struct care_services *services = self;
    for (int district = 0; district < services->areas->n_districts; district++) {
        const struct round r = round_of(services, year, district);
        for (int service = 0; service < CARE_N_SERVICES; service++) {
            serve(&r, (enum care_service)service);
        }
        if (!r.is_census) {
            write_hours(&r);
        }
    }
    return CARE_OK;
}

int care_services_create(struct care_services *out)
{
    out->adapted = calloc((size_t)out->areas->n_districts, sizeof *out->adapted);
    return out->adapted != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
}

void care_services_free(struct care_services *services)
{
    free(services->adapted);
    services->adapted = NULL;
}

const struct care_model care_services_model = {
    .name = "services",
    .doc = {"services at home and in the community", "居家和社区养老服务"},
    .close = close_year,
};
