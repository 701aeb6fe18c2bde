#include "models/system/land_areas.h"

#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>

/* ---- rules of a district ---- */

double care_land_areas_value(const struct care_land_plan *plan, const struct care_lever *lever, int district, int year)
{
    return care_lever_at(lever, plan->areas->area[plan->areas->district[district]].code, year);
}

double care_land_areas_plot_ratio(const struct care_land_plan *plan, int district, int year)
{
    return plan->sites[district].plot_ratio *
           care_land_areas_value(plan, &plan->parameters->plot_ratio_factor, district, year);
}

struct care_land_size care_land_areas_rule(const struct care_land_plan *plan, int district, int year, double persons,
                                           double new_households, double built_households)
{
    const struct care_land_parameters *parameters = plan->parameters;
    const double plot_ratio = care_land_areas_plot_ratio(plan, district, year);
    double floor = 0;
    switch ((enum care_land_rule)parameters->rule) {
    case CARE_LAND_PER_HEAD:
        floor = plot_ratio * persons * care_land_areas_value(plan, &parameters->land_per_head_m2, district, year);
        break;
    case CARE_LAND_FLOOR_PER_HEAD:
        floor = persons * care_land_areas_value(plan, &parameters->floor_per_head_m2, district, year);
        break;
    case CARE_LAND_FLOOR_PER_100_HOUSEHOLDS:
        floor =
            new_households / 100 * care_land_areas_value(plan, &parameters->new_households_floor_m2, district, year) +
            built_households / 100 *
                care_land_areas_value(plan, &parameters->built_households_floor_m2, district, year);
        break;
    }
    return (struct care_land_size){.floor_m2 = floor, .land_m2 = floor / plot_ratio};
}

double care_land_areas_plot_m2(double rule_land_m2, double floor_m2, double least_floor_m2, double plot_ratio)
{
    return fmax(rule_land_m2, fmax(floor_m2, least_floor_m2) / plot_ratio);
}

/* ---- reading ---- */

static const int step_columns[CARE_N_SYNC_STEPS] = {CARE_NEW_AREAS_PLANNED, CARE_NEW_AREAS_BUILT,
                                                    CARE_NEW_AREAS_ACCEPTED, CARE_NEW_AREAS_HANDED_OVER};

static struct care_place place_of(const struct care_sheet *sheet, int row, int column)
{
    return (struct care_place){care_sheet_origin(sheet, row), sheet->line[row], 0, sheet->spec->columns[column].name};
}

static void read_sites(struct care_land_plan *plan, struct care_diagnostics *list)
{
    const struct care_sheet *sheet = plan->parameters->sites;
    for (int row = 0; row < sheet->n_rows; row++) {
        const int district = care_areas_district_in_row(plan->areas, sheet, CARE_SITES_AREA, row, list);
        if (district >= 0) {
            plan->sites[district] =
                (struct care_land_site){care_sheet_number(sheet, CARE_SITES_PLOT_RATIO, row),
                                        care_sheet_number(sheet, CARE_SITES_HOUSEHOLD_PERSONS, row)};
        }
    }
    care_areas_check_districts(plan->areas, sheet, CARE_SITES_AREA, list);
}

/* A step has its year after the one before it, and does not happen without it. */
static void check_steps(const struct care_sheet *sheet, int row, const int *year, struct care_diagnostics *list)
{
    enum { FIRST_YEAR = 1990 };
    for (int step = 0; step < CARE_N_SYNC_STEPS; step++) {
        const struct care_place place = place_of(sheet, row, step_columns[step]);
        const char *before = step > 0 ? sheet->spec->columns[step_columns[step - 1]].name : "";
        const int least = step > 0 ? year[step - 1] : FIRST_YEAR;
        if (step > 0 && year[step] != 0 && year[step - 1] == 0) {
            care_diagnostics_add(list, place, "%d without %s; allowed: 0", "%d，但没有 %s；只能为 0", year[step],
                                 before);
        } else if ((step == 0 || year[step] != 0) && year[step] < least) {
            care_diagnostics_add(list, place, "%d is too early; allowed: %d to %d", "%d 过早；允许 %d 至 %d",
                                 year[step], least, CARE_LAST_YEAR);
        }
    }
}

static void check_compliant(const struct care_sheet *sheet, int row, const struct care_land_new_area *area,
                            struct care_diagnostics *list)
{
    if (area->n_compliant > area->n_areas) {
        care_diagnostics_add(list, place_of(sheet, row, CARE_NEW_AREAS_COMPLIANT),
                             "%d comply of %d areas; allowed: 0 to %d", "%d 个达标，但只有 %d 个居住区；允许 0 至 %d",
                             area->n_compliant, area->n_areas, area->n_areas);
    }
    if (area->given_floor_m2 > 0 && area->n_compliant == 0) {
        care_diagnostics_add(list, place_of(sheet, row, CARE_NEW_AREAS_FLOOR),
                             "%g m2 in areas of which none complies; allowed: empty or 0",
                             "没有达标居住区，却有 %g 平方米；只能为空或 0", area->given_floor_m2);
    }
}

static void read_new_area(struct care_land_plan *plan, int row, struct care_diagnostics *list)
{
    const struct care_sheet *sheet = plan->parameters->new_areas;
    const int district = care_areas_district_in_row(plan->areas, sheet, CARE_NEW_AREAS_AREA, row, list);
    struct care_land_new_area area = {
        .district = district < 0 ? 0 : district,
        .n_areas = care_sheet_int(sheet, CARE_NEW_AREAS_N, row),
        .n_compliant = care_sheet_int(sheet, CARE_NEW_AREAS_COMPLIANT, row),
        .households = care_sheet_number(sheet, CARE_NEW_AREAS_HOUSEHOLDS, row),
        .persons = care_sheet_number(sheet, CARE_NEW_AREAS_PERSONS, row),
        .given_floor_m2 = care_sheet_number(sheet, CARE_NEW_AREAS_FLOOR, row),
    };
    for (int step = 0; step < CARE_N_SYNC_STEPS; step++) {
        area.year[step] = care_sheet_int(sheet, step_columns[step], row);
    }
    check_steps(sheet, row, area.year, list);
    check_compliant(sheet, row, &area, list);
    /* areas built before the review begins are not looked at */
    if (area.year[CARE_SYNC_BUILT] == 0 || area.year[CARE_SYNC_BUILT] >= plan->parameters->backlog_from_year) {
        plan->rows[plan->n_rows++] = area;
    }
}

static void check_parameters(const struct care_land_plan *plan, struct care_diagnostics *list)
{
    const struct care_land_parameters *parameters = plan->parameters;
    if (parameters->bed_land_low_m2 > parameters->bed_land_high_m2) {
        care_diagnostics_add(list, (struct care_place){.key = "land.land_m2_per_bed.least"},
                             "%g is above land.land_m2_per_bed.most; allowed: at most %g",
                             "%g 大于 land.land_m2_per_bed.most；至多 %g", parameters->bed_land_low_m2,
                             parameters->bed_land_high_m2);
    }
    for (int y = 0; y < CARE_N_YEARS; y++) {
        for (int d = 0; d < plan->areas->n_districts; d++) {
            const double green = care_land_areas_value(plan, &parameters->green_share, d, CARE_FIRST_YEAR + y);
            if (green + parameters->density_share > 1) {
                care_diagnostics_add(list, (struct care_place){.key = "land.green_share"},
                                     "%g in %d and land.density_share %g are more than the plot; allowed: at most %g",
                                     "%g（%d 年）与 land.density_share %g 之和超过地块；至多 %g", green,
                                     CARE_FIRST_YEAR + y, parameters->density_share, 1 - parameters->density_share);
                return;
            }
        }
    }
}

/* ---- facilities of the areas ---- */

static double least_floor_of(const struct care_land_plan *plan, const struct care_land_new_area *area)
{
    return care_land_areas_value(plan, &plan->parameters->single_facility_m2, area->district,
                                 area->year[CARE_SYNC_PLANNED]);
}

/* Floor that the small areas of a district planned in the same year have together. */
static double pooled_floor_with(const struct care_land_plan *plan, const struct care_land_new_area *area)
{
    double sum = 0;
    for (int i = 0; i < plan->n_rows; i++) {
        const struct care_land_new_area *other = &plan->rows[i];
        if (other->is_pooled && other->district == area->district &&
            other->year[CARE_SYNC_PLANNED] == area->year[CARE_SYNC_PLANNED]) {
            sum += other->by_rule.floor_m2;
        }
    }
    return sum;
}

/* n facilities that share out what the rule asks, none below the least size. */
static struct care_land_size sized(const struct care_land_plan *plan, const struct care_land_new_area *area,
                                   struct care_land_size by_rule, double n)
{
    const double least = least_floor_of(plan, area);
    const double plot_ratio = care_land_areas_plot_ratio(plan, area->district, area->year[CARE_SYNC_PLANNED]);
    const double land = care_land_areas_plot_m2(by_rule.land_m2 / n, by_rule.floor_m2 / n, least, plot_ratio);
    return (struct care_land_size){n * fmax(by_rule.floor_m2 / n, least), n * land, n};
}

static void add_size(struct care_land_size *sum, struct care_land_size size, double factor)
{
    sum->floor_m2 += size.floor_m2 * factor;
    sum->land_m2 += size.land_m2 * factor;
    sum->number += size.number * factor;
}

/* Small areas planned in the same year share as many facilities as their floor makes, at least one. */
static void size_pooled(const struct care_land_plan *plan, struct care_land_new_area *area)
{
    const double together = pooled_floor_with(plan, area), part = area->by_rule.floor_m2 / together;
    const double n_all = fmax(1, floor(care_round(together / least_floor_of(plan, area))));
    const struct care_land_size all = {.floor_m2 = together, .land_m2 = area->by_rule.land_m2 / part};
    area->facilities = (struct care_land_size){0};
    add_size(&area->facilities, sized(plan, area, all, n_all), part);
}

/* Where the rule asks nothing, nothing is built. */
static void size_facilities(struct care_land_plan *plan)
{
    for (int i = 0; i < plan->n_rows; i++) {
        struct care_land_new_area *area = &plan->rows[i];
        area->by_rule = care_land_areas_rule(plan, area->district, area->year[CARE_SYNC_PLANNED], area->persons,
                                             area->households, 0);
        area->is_pooled = plan->parameters->pools_neighbours && area->by_rule.floor_m2 > 0 &&
                          area->by_rule.floor_m2 < area->n_areas * least_floor_of(plan, area);
    }
    for (int i = 0; i < plan->n_rows; i++) {
        struct care_land_new_area *area = &plan->rows[i];
        if (area->is_pooled) {
            size_pooled(plan, area);
        } else if (area->by_rule.floor_m2 > 0) {
            area->facilities = sized(plan, area, area->by_rule, area->n_areas);
        }
    }
}

/* ---- the four steps, year by year ---- */

/* With the delay of what is still to come; 0: not within the table. */
static int handed_over_in(const struct care_land_plan *plan, const struct care_land_new_area *area)
{
    const int year = area->year[CARE_SYNC_HANDED_OVER];
    const double delay = care_land_areas_value(plan, &plan->parameters->hand_over_delay_years, area->district, year);
    return year > CARE_FIRST_YEAR ? year + (int)nearbyint(care_round(delay)) : year;
}

/* Expected number of its areas that comply once handed over. What was handed over by 2020 is as the table says. */
static double n_compliant_of(const struct care_land_plan *plan, const struct care_land_new_area *area)
{
    const int year = handed_over_in(plan, area);
    return year > CARE_FIRST_YEAR
               ? area->n_compliant *
                     care_land_areas_value(plan, &plan->parameters->four_sync_compliance, area->district, year)
               : area->n_compliant;
}

static void add_compliant(const struct care_land_plan *plan, const struct care_land_new_area *area,
                          struct care_land_areas_of_year *of)
{
    const double n = n_compliant_of(plan, area), part = n / area->n_areas;
    of->areas[CARE_SYNC_COMPLIANT] += n;
    if (area->given_floor_m2 < 0) {
        add_size(&of->facilities, area->facilities, part);
    } else if (n > 0) {
        const double plot_ratio = care_land_areas_plot_ratio(plan, area->district, area->year[CARE_SYNC_PLANNED]);
        const double floor = area->given_floor_m2 * n / area->n_compliant;
        const double land = care_land_areas_plot_m2(area->by_rule.land_m2 * part, floor, 0, plot_ratio);
        add_size(&of->facilities, (struct care_land_size){floor, land, area->facilities.number * part}, 1);
    }
}

static void count_area(const struct care_land_plan *plan, const struct care_land_new_area *area, int year,
                       struct care_land_areas_of_year *of)
{
    for (int step = 0; step < CARE_N_SYNC_STEPS; step++) {
        const int in = step == CARE_SYNC_HANDED_OVER ? handed_over_in(plan, area) : area->year[step];
        of->areas[step] += in != 0 && in <= year ? area->n_areas : 0;
        if (step == CARE_SYNC_HANDED_OVER && in != 0 && in <= year) {
            add_compliant(plan, area, of);
            of->households_handed_over += area->households;
        }
    }
    if (area->year[CARE_SYNC_PLANNED] <= year && area->is_pooled) {
        of->areas[CARE_SYNC_POOLED] += area->n_areas;
        of->areas[CARE_SYNC_SHARED_FACILITIES] += area->facilities.number;
    }
    if (area->year[CARE_SYNC_BUILT] != 0 && area->year[CARE_SYNC_BUILT] <= year) {
        of->households += area->households;
    }
}

/* ---- the backlog ---- */

struct backlog {
    double areas;
    struct care_land_size facilities; /* that they lack */
};

/* The year in which an area joins the backlog as far as it does not comply; 0: never. One built by 2020 and never handed
 * over joins as it was built. */
static int joins_backlog_in(const struct care_land_plan *plan, const struct care_land_new_area *area)
{
    const int handed_over = handed_over_in(plan, area), built = area->year[CARE_SYNC_BUILT];
    return handed_over != 0 ? handed_over : built <= CARE_FIRST_YEAR ? built : 0;
}

/* Adds what joins in a year; all that joined before 2020 is there in 2020. */
static void join_backlog(const struct care_land_plan *plan, int district, int year, struct backlog *backlog)
{
    for (int i = 0; i < plan->n_rows; i++) {
        const struct care_land_new_area *area = &plan->rows[i];
        const int joins = joins_backlog_in(plan, area);
        if (area->district == district && joins != 0 && (joins == year || (joins < year && year == CARE_FIRST_YEAR))) {
            const double n = area->n_areas - (handed_over_in(plan, area) != 0 ? n_compliant_of(plan, area) : 0);
            backlog->areas += n;
            add_size(&backlog->facilities, area->facilities, n / area->n_areas);
        }
    }
}

static void run_backlog(struct care_land_plan *plan, int district)
{
    struct backlog backlog = {0}, cleared = {0};
    for (int year = CARE_FIRST_YEAR; year <= CARE_LAST_YEAR; year++) {
        const double share =
            year == CARE_FIRST_YEAR
                ? 0
                : care_land_areas_value(plan, &plan->parameters->backlog_cleared_share_per_year, district, year);
        cleared.areas += share * backlog.areas;
        add_size(&cleared.facilities, backlog.facilities, share);
        backlog.areas -= share * backlog.areas;
        add_size(&backlog.facilities, backlog.facilities, 0 - share);
        join_backlog(plan, district, year, &backlog);
        struct care_land_areas_of_year *of =
            &plan->of_year[(year - CARE_FIRST_YEAR) * plan->areas->n_districts + district];
        of->areas[CARE_SYNC_BACKLOG] = backlog.areas;
        of->areas[CARE_SYNC_CLEARED] = cleared.areas;
        add_size(&of->facilities, cleared.facilities, 1);
    }
}

static void run_years(struct care_land_plan *plan)
{
    const int n = plan->areas->n_districts;
    for (int y = 0; y < CARE_N_YEARS; y++) {
        for (int i = 0; i < plan->n_rows; i++) {
            count_area(plan, &plan->rows[i], CARE_FIRST_YEAR + y, &plan->of_year[y * n + plan->rows[i].district]);
        }
    }
    for (int district = 0; district < n; district++) {
        run_backlog(plan, district);
    }
}

double care_land_areas_persons_above(const struct care_land_plan *plan, int district, int year, double persons)
{
    double sum = 0;
    for (int i = 0; i < plan->n_rows; i++) {
        const struct care_land_new_area *area = &plan->rows[i];
        const int in = handed_over_in(plan, area);
        if (area->district == district && in > CARE_FIRST_YEAR && in <= year &&
            area->persons > persons * area->n_areas) {
            sum += area->persons;
        }
    }
    return sum;
}

/* ---- life ---- */

int care_land_areas_create(const struct care_land_parameters *parameters, const struct care_areas *areas,
                           struct care_diagnostics *list, struct care_land_plan **out)
{
    *out = NULL;
    const size_t n = (size_t)areas->n_districts;
    const int n_rows = parameters->new_areas != NULL ? parameters->new_areas->n_rows : 0;
    struct care_land_plan *plan = calloc(1, sizeof *plan);
    if (plan == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    plan->parameters = parameters;
    plan->areas = areas;
    plan->sites = calloc(n, sizeof *plan->sites);
    plan->rows = calloc((size_t)n_rows + 1, sizeof *plan->rows);
    plan->of_year = calloc(CARE_N_YEARS * n, sizeof *plan->of_year);
    int status = CARE_OK;
    if (plan->sites == NULL || plan->rows == NULL || plan->of_year == NULL) {
        status = care_trace(CARE_ERROR_MEMORY);
        goto out;
    }
    read_sites(plan, list);
    for (int row = 0; row < n_rows; row++) {
        read_new_area(plan, row, list);
    }
    check_parameters(plan, list);
    status = care_diagnostics_status(list);
    if (status == CARE_OK) {
        size_facilities(plan);
        run_years(plan);
        *out = plan;
        plan = NULL;
    }
out:
    care_land_areas_free(plan);
    return status;
}

void care_land_areas_free(struct care_land_plan *plan)
{
    if (plan != NULL) {
        free(plan->of_year);
        free(plan->rows);
        free(plan->sites);
        free(plan);
    }
}
