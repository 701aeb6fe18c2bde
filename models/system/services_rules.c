#include "models/system/services_rules.h"

#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>

struct care_services_rule {
    struct care_entitlement conditions;
    int start_age; /* enum care_services_start_age */
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

int64_t care_services_rules_eligible(const struct care_services_rules *rules, enum care_service service,
                                     int32_t district_code, int year, const struct care_profile_count *list, int n_list)
{
    struct care_entitlement alternatives[CARE_SERVICES_MOST_ALTERNATIVES];
    const int first = rules->first[service], n = rules->first[service + 1] - first;
    for (int i = 0; i < n; i++) {
        alternatives[i] = conditions_of(rules, first + i, district_code, year);
    }
    return care_entitlements_persons(alternatives, n, list, n_list);
}

/* ---- the tables ---- */

static int service_of(const struct care_sheet *sheet, int row)
{
    return care_sheet_int(sheet, CARE_SERVICES_RULES_SERVICE, row);
}

static void read_service(struct care_services_rules *rules, int service, struct care_diagnostics *list)
{
    const struct care_sheet *sheet = rules->parameters->rules;
    int n = rules->first[service];
    for (int row = 0; row < sheet->n_rows; row++) {
        if (service_of(sheet, row) == service) {
            rules->rule[n++] =
                (struct care_services_rule){care_entitlements_read(sheet, CARE_SERVICES_RULES_FIRST, row, list),
                                            care_sheet_int(sheet, CARE_SERVICES_RULES_START_AGE, row)};
        }
    }
    rules->first[service + 1] = n;
    const int n_rows = n - rules->first[service];
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
            care_diagnostics_add(list, (struct care_place){sheet->path, sheet->line[row], 0, "charge"},
                                 "the shares of the payers sum to %.4g; they must sum to 1",
                                 "各方承担比例合计为 %.4g；应为 1", sum);
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

int care_services_rules_create(const struct care_services_parameters *parameters, struct care_diagnostics *list,
                               struct care_services_rules **out)
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
        read_service(rules, service, list);
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
