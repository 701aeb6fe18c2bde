#include "tests/models/margins.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { YEAR = 2020 };

static const int32_t *cells_of(const struct care_trial_run *run, const char *name, int district)
{
    const struct care_outer *outer = care_cubes_outer(run->cubes);
    const struct care_cube *cube = care_cubes_find(run->cubes, name);
    assert_non_null(cube);
    return cube->data.int32 + care_cube_offset(cube, outer, 0, 0, 0, YEAR - outer->first_year, district);
}

static double distance(double found, double wanted, struct care_margins_slack slack, int32_t code, const char *what)
{
    if (!(fabs(found - wanted) <= fmax(slack.share * wanted, slack.persons))) {
        fail_msg("%d, %s: %.1f, by the census %.1f (%+.2f %%)", code, what, found, wanted, 100 * (found / wanted - 1));
    }
    return wanted >= 100 ? fabs(found / wanted - 1) : 0;
}

/* The district of a row of a sheet, which may name a district or a street in it; -1: another row. */
static int district_of_row(const struct care_city *city, const struct care_sheet *sheet, int column, int row)
{
    const int area = care_areas_find(city->areas, (int32_t)care_sheet_int(sheet, column, row));
    return area < 0 ? -1 : city->areas->area[area].district;
}

/* ---- marital status ---- */

/* Never married, married, divorced, widowed: persons of 15 and over. */
static void count_statuses(const struct care_trial_run *run, int district, int sex, double out[4])
{
    static const int status_of[CARE_N_MARITAL] = {[CARE_NEVER_MARRIED] = 0,
                                                  [CARE_PARTNERED] = 1,
                                                  [CARE_PARTNER_ELSEWHERE] = 1,
                                                  [CARE_DIVORCED] = 2,
                                                  [CARE_WIDOWED] = 3};
    const int32_t *cells = cells_of(run, "marital", district) + sex * CARE_N_ADULT_AGE_GROUPS * CARE_N_MARITAL;
    for (int i = 0; i < CARE_N_ADULT_AGE_GROUPS * CARE_N_MARITAL; i++) {
        out[status_of[i % CARE_N_MARITAL]] += cells[i];
    }
}

/* The long form asks a tenth of the people: its shares of all residents of 15 and over. */
double care_margins_check_marital(const struct care_trial_run *run, const struct care_city *city,
                                  struct care_margins_slack slack)
{
    static const char *const names[] = {"never married", "married", "divorced", "widowed"};
    const struct care_sheet *sheet = city->parameters.partnership->marital_areas;
    double most = 0;
    int n_rows = 0;
    for (int row = 0; row < sheet->n_rows; row++) {
        const int32_t code = (int32_t)care_sheet_int(sheet, CARE_MARITAL_AREA, row);
        const int district = district_of_row(city, sheet, CARE_MARITAL_AREA, row);
        double found[4] = {0}, asked = 0;
        assert_true(district >= 0 && city->areas->n_districts == city->areas->n_leaves);
        count_statuses(run, district, care_sheet_int(sheet, CARE_MARITAL_AREA_SEX, row), found);
        for (int s = 0; s < 4; s++) {
            asked += care_sheet_number(sheet, CARE_MARITAL_AREA_NEVER + s, row);
        }
        const double persons = found[0] + found[1] + found[2] + found[3];
        for (int s = 0; s < 4; s++) {
            const double wanted = care_sheet_number(sheet, CARE_MARITAL_AREA_NEVER + s, row) / asked * persons;
            most = fmax(most, distance(found[s], wanted, slack, code, names[s]));
        }
        n_rows++;
    }
    assert_int_equal(n_rows, 2 * city->areas->n_districts);
    return most;
}

/* ---- households ---- */

double care_margins_check_households(const struct care_trial_run *run, const struct care_city *city,
                                     struct care_margins_slack slack)
{
    static const struct {
        enum care_households_kind kind;
        enum care_household_column column;
        const char *name;
    } kinds[] = {{CARE_ONE_PERSON, CARE_HOUSEHOLDS_ONE_PERSON, "one person"},
                 {CARE_ONE_GENERATION, CARE_HOUSEHOLDS_ONE_GENERATION, "one generation"},
                 {CARE_WITH_ONE_65, CARE_HOUSEHOLDS_WITH_ONE_65, "with one of 65+"},
                 {CARE_WITH_TWO_65, CARE_HOUSEHOLDS_WITH_TWO_65, "with two of 65+"}};
    const struct care_sheet *sheet = city->parameters.population->households;
    double most = 0;
    assert_int_equal(sheet->n_rows, city->areas->n_districts);
    for (int row = 0; row < sheet->n_rows; row++) {
        const int32_t *cells = cells_of(run, "households", district_of_row(city, sheet, CARE_HOUSEHOLDS_AREA, row));
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
            most = fmax(most, distance(cells[kinds[k].kind], care_sheet_number(sheet, (int)kinds[k].column, row), slack,
                                       (int32_t)care_sheet_int(sheet, CARE_HOUSEHOLDS_AREA, row), kinds[k].name));
        }
    }
    return most;
}
