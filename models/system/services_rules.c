#include "models/system/services_rules.h"

#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>

struct care_services_rule {
    struct care_entitlement conditions;
    int32_t area_code;   /* of a district; 0: everywhere else */
    int start_age;       /* enum care_services_start_age */
    bool is_of_district; /* registered in the district itself */
};

/* ---- who is eligible ---- */

/* The first band that has nobody younger than an age that may fall between the ends of bands. */
static int band_from_age(double age)
{
    return (int)ceil((care_round(age) - CARE_FIRST_CARE_AGE) / 5);
}

static struct care_entitlement conditions_of(const struct care_services_rules *rules, int i, int32_t code, int year)
{
    const struct care_lever *start_age[] = {[CARE_START_AGE_OF_MEALS] = &rules->parameters->meals_start_age,
                                            [CARE_START_AGE_OF_SPECIAL_MEALS] =
                                                &rules->parameters->meals_special_start_age};
    struct care_entitlement conditions = rules->rule[i].conditions;
    if (rules->rule[i].start_age != CARE_START_AGE_OF_ROW) {
        conditions.first_band = band_from_age(care_lever_at(start_age[rules->rule[i].start_age], code, year));
    }
    return conditions;
}

/* A district goes by its own rows; without any by those for everybody. @return whose rows hold: a code, or 0 */
static int32_t rows_for(const struct care_services_rules *rules, enum care_service service, int32_t district_code)
{
    for (int i = rules->first[service]; i < rules->first[service + 1]; i++) {
        if (rules->rule[i].area_code == district_code) {
            return district_code;
        }
    }
    return 0;
}

/* The rows that hold in a district and year, start ages filled in. @return how many */
static int alternatives_of(const struct care_services_rules *rules, enum care_service service, int32_t district_code,
                           int year, struct care_services_rule out[CARE_SERVICES_MOST_ALTERNATIVES])
{
    const int32_t area_code = rows_for(rules, service, district_code);
    int n = 0;
    for (int i = rules->first[service]; i < rules->first[service + 1]; i++) {
        if (rules->rule[i].area_code == area_code) {
            out[n] = rules->rule[i];
            out[n++].conditions = conditions_of(rules, i, district_code, year);
        }
    }
    return n;
}

/* Of people with a profile, the share whom a service is for: all, if a row holds that does not ask for the district's own
 * registration; else those who have it. */
static double share_eligible(const struct care_services_rule *alternatives, int n, double district_share,
                             const struct care_profile *who)
{
    double share = 0;
    for (int i = 0; i < n && share < 1; i++) {
        if (care_entitlements_holds(&alternatives[i].conditions, who)) {
            share = alternatives[i].is_of_district ? fmax(share, fmin(1, district_share)) : 1;
        }
    }
    return share;
}

static bool is_disabled_at_home(const struct care_profile *who)
{
    return who->level > 0 && !who->is_in_home;
}

/* Monthly visits may go beyond their rows, to a share of disabled people at home. */
static double sum_eligible(const struct care_services_rules *rules, enum care_service service,
                           const struct care_services_people *people, bool is_of_disabled_at_home)
{
    struct care_services_rule alternatives[CARE_SERVICES_MOST_ALTERNATIVES];
    const int n = alternatives_of(rules, service, people->district_code, people->year, alternatives);
    const double visited =
        service == CARE_SERVICE_MONTHLY_VISIT
            ? care_lever_at(&rules->parameters->disabled_visited_share, people->district_code, people->year)
            : 0;
    double persons = 0;
    for (int i = 0; i < people->n_list; i++) {
        const struct care_profile *who = &people->list[i].who;
        const bool is_disabled = is_disabled_at_home(who);
        if (is_disabled || !is_of_disabled_at_home) {
            persons += people->list[i].persons *
                       fmax(share_eligible(alternatives, n, people->district_share, who), is_disabled ? visited : 0);
        }
    }
    return persons;
}

int64_t care_services_rules_eligible(const struct care_services_rules *rules, enum care_service service,
                                     const struct care_services_people *people)
{
    return (int64_t)nearbyint(care_round(sum_eligible(rules, service, people, false)));
}

double care_services_rules_eligible_disabled(const struct care_services_rules *rules, enum care_service service,
                                             const struct care_services_people *people)
{
    return sum_eligible(rules, service, people, true);
}

/* ---- the tables ---- */

static int service_of(const struct care_sheet *sheet, int row)
{
    return care_sheet_int(sheet, CARE_SERVICES_RULES_SERVICE, row);
}

static struct care_services_rule read_rule(const struct care_sheet *sheet, int row, const struct care_areas *areas,
                                           struct care_diagnostics *list)
{
    struct care_services_rule rule = {
        .conditions = care_entitlements_read(sheet, CARE_SERVICES_RULES_FIRST, row, list),
        .area_code = care_sheet_int(sheet, CARE_SERVICES_RULES_AREA, row),
        .start_age = care_sheet_int(sheet, CARE_SERVICES_RULES_START_AGE, row),
        .is_of_district = care_sheet_int(sheet, CARE_SERVICES_RULES_HUKOU, row) == 1,
    };
    if (rule.is_of_district) {
        rule.conditions.local = 1; /* a district's registration is a part of the city's */
    }
    if (rule.area_code != 0) {
        (void)care_areas_district_in_row(areas, sheet, CARE_SERVICES_RULES_AREA, row, list);
    }
    return rule;
}

/* The most rows of a service that hold in one district, or everywhere else. */
static int most_alternatives(const struct care_services_rules *rules, int service)
{
    int most = 0;
    for (int i = rules->first[service]; i < rules->first[service + 1]; i++) {
        int n = 0;
        for (int other = rules->first[service]; other < rules->first[service + 1]; other++) {
            n += rules->rule[other].area_code == rules->rule[i].area_code;
        }
        most = n > most ? n : most;
    }
    return most;
}

static void read_service(struct care_services_rules *rules, int service, const struct care_areas *areas,
                         struct care_diagnostics *list)
{
    const struct care_sheet *sheet = rules->parameters->rules;
    int n = rules->first[service];
    for (int row = 0; row < sheet->n_rows; row++) {
        if (service_of(sheet, row) == service) {
            rules->rule[n++] = read_rule(sheet, row, areas, list);
        }
    }
    rules->first[service + 1] = n;
    const int n_rows = most_alternatives(rules, service);
    const char *name = sheet->spec->columns[CARE_SERVICES_RULES_SERVICE].choices[service];
    if (n_rows < 1 || n_rows > CARE_SERVICES_MOST_ALTERNATIVES) {
        care_diagnostics_add(list, (struct care_place){.file = sheet->path, .key = "service"},
                             "service %s has %d rows; allowed: 1 to %d", "服务 %s 有 %d 行；允许 1 至 %d 行", name,
                             n_rows, CARE_SERVICES_MOST_ALTERNATIVES);
    }
}

static void read_payers(struct care_services_rules *rules, struct care_diagnostics *list)
{
    const struct care_sheet *sheet = rules->parameters->payers;
    for (int row = 0; row < sheet->n_rows; row++) {
        double *share = rules->paid_by[care_sheet_int(sheet, CARE_SERVICES_PAYERS_CHARGE, row)];
        double sum = 0;
        for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
            share[payer] = care_sheet_number(sheet, CARE_SERVICES_PAYERS_FIRST + payer, row);
            sum += share[payer];
        }
        if (fabs(sum - 1) > 1e-9) {
            care_diagnostics_add(
                list, (struct care_place){care_sheet_origin(sheet, row), sheet->line[row], 0, "charge"},
                "the shares of the payers sum to %.4g; they must sum to 1", "各方承担比例合计为 %.4g；应为 1", sum);
        }
    }
}

/* Charges are keys of the table, so as many rows as charges are all of them. */
static void check_charges(const struct care_sheet *sheet, struct care_diagnostics *list)
{
    if (sheet->n_rows != CARE_N_SERVICE_CHARGES) {
        care_diagnostics_add(list, (struct care_place){.file = sheet->path, .key = "charge"},
                             "%d charges; all %d are needed", "费用项目 %d 项；须有全部 %d 项", sheet->n_rows,
                             CARE_N_SERVICE_CHARGES);
    }
}

int care_services_rules_create(const struct care_services_parameters *parameters, const struct care_areas *areas,
                               struct care_diagnostics *list, struct care_services_rules **out)
{
    *out = NULL;
    struct care_services_rules *rules = calloc(1, sizeof *rules);
    if (rules == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    rules->parameters = parameters;
    rules->rule = calloc((size_t)parameters->rules->n_rows, sizeof *rules->rule);
    if (rules->rule == NULL) {
        care_services_rules_free(rules);
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int service = 0; service < CARE_N_PEOPLES_SERVICES; service++) {
        read_service(rules, service, areas, list);
    }
    read_payers(rules, list);
    check_charges(parameters->payers, list);
    const int status = care_diagnostics_status(list);
    if (status != CARE_OK) {
        care_services_rules_free(rules);
        return status;
    }
    *out = rules;
    return CARE_OK;
}

void care_services_rules_free(struct care_services_rules *rules)
{
    if (rules != NULL) {
        free(rules->rule);
        free(rules);
    }
}
