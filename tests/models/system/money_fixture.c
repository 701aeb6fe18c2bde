#include "tests/models/system/money_fixture.h"

#include "tests/sim/handmade.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* code, parent, kind, (two names), longitude, latitude; more columns have their defaults */
static const double area_rows[][CARE_N_AREAS_COLUMNS] = {
    {CARE_MONEY_CITY, 0, CARE_AREA_CITY, 0, 0, 117, 39},
    {CARE_MONEY_FIRST_DISTRICT, CARE_MONEY_CITY, CARE_AREA_DISTRICT, 0, 0, 117, 39},
    {CARE_MONEY_SECOND_DISTRICT, CARE_MONEY_CITY, CARE_AREA_DISTRICT, 0, 0, 118, 39},
};
static const int32_t codes[CARE_MONEY_N_DISTRICTS] = {CARE_MONEY_FIRST_DISTRICT, CARE_MONEY_SECOND_DISTRICT};

struct care_series care_money_level(double value)
{
    struct care_series series;
    for (int y = 0; y < CARE_N_YEARS; y++) {
        series.value[y] = value;
    }
    return series;
}

struct care_lever care_money_lever(double value)
{
    return (struct care_lever){.city = care_money_level(value)};
}

static void set_default(const struct care_field *field, void *member)
{
    switch (field->kind) {
    case CARE_FIELD_BOOL:
        *(bool *)member = field->fallback != 0;
        break;
    case CARE_FIELD_INT:
    case CARE_FIELD_CHOICE:
        *(int *)member = (int)field->fallback;
        break;
    case CARE_FIELD_REAL:
        *(double *)member = field->fallback;
        break;
    case CARE_FIELD_SERIES:
        *(struct care_series *)member = care_money_level(field->fallback);
        break;
    case CARE_FIELD_LEVER:
        *(struct care_lever *)member = care_money_lever(field->fallback);
        break;
    default:
        assert_int_equal(field->kind, CARE_FIELD_SHEET);
        *(struct care_sheet **)member = NULL;
    }
}

void care_money_defaults(const struct care_section *section, void *out)
{
    memset(out, 0xff, section->size);
    for (int i = 0; i < section->n_fields; i++) {
        const struct care_field *field = &section->fields[i];
        assert_true(field->fallback >= field->min &&
                    (field->fallback <= field->max || field->choices != NULL || field->kind == CARE_FIELD_BOOL));
        set_default(field, (char *)out + field->offset);
    }
}

/* A benefit that nobody is paid: what the table must have at least. */
static void set_no_benefit(struct care_money_fixture *f)
{
    double row[CARE_ALLOWANCES_ENTITLED + CARE_N_ENTITLEMENT_COLUMNS] = {0};
    for (int c = 0; c < care_allowances_sheet.n_columns; c++) {
        row[c] = care_allowances_sheet.columns[c].fallback;
    }
    row[CARE_ALLOWANCES_AREA] = CARE_MONEY_CITY;
    row[CARE_ALLOWANCES_CITY_SHARE] = 1;
    f->table = care_handmade_sheet(&care_allowances_sheet, row, 1);
    const double registered[] = {CARE_MONEY_FIRST_DISTRICT, 1, 0, -1, -1};
    f->registered = care_handmade_sheet(&care_registration_sheet, registered, 1);
    care_money_defaults(&care_allowances_section, &f->allowance_parameters);
    f->allowance_parameters.table = f->table;
    f->allowance_parameters.registered = f->registered;
}

static int open_books(struct care_money_fixture *f)
{
    static const struct care_cube_spec *const specs[] = {&care_ledger_cost_cube,
                                                         &care_ledger_received_cube,
                                                         &care_finance_unfunded_cube,
                                                         &care_finance_budget_cube,
                                                         &care_finance_ltci_persons_cube,
                                                         &care_finance_ltci_cost_cube,
                                                         &care_finance_allowance_cost_cube,
                                                         &care_finance_allowance_persons_cube,
                                                         &care_finance_lottery_fund_cube,
                                                         &care_loans_cube,
                                                         &care_award_cube};
    const struct care_outer outer = {.n_scenarios = 1,
                                     .n_draws = 1,
                                     .n_replicates = 1,
                                     .first_year = CARE_FIRST_YEAR,
                                     .n_years = CARE_N_YEARS,
                                     .n_districts = CARE_MONEY_N_DISTRICTS,
                                     .district_codes = codes};
    const int status = care_cubes_create(specs, sizeof specs / sizeof specs[0], &outer, &f->cubes);
    assert_int_equal(status, CARE_OK);
    f->tally = (struct care_tally){.cubes = f->cubes};
    f->ledger = (struct care_ledger){.tally = &f->tally,
                                     .cost = care_cubes_at(f->cubes, 0),
                                     .received = care_cubes_at(f->cubes, 1),
                                     .n_districts = CARE_MONEY_N_DISTRICTS};
    return care_ledger_create(&f->ledger);
}

static void set_supply(struct care_money_fixture *f)
{
    f->supply = (struct care_supply){.n_districts = CARE_MONEY_N_DISTRICTS,
                                     .inclusive_share = f->inclusive_share,
                                     .for_profit_share = f->for_profit_share,
                                     .changes = f->changes};
    f->profiles =
        (struct care_profiles){.n_districts = CARE_MONEY_N_DISTRICTS, .list = f->people_of, .n_list = f->n_people};
    for (int d = 0; d < CARE_MONEY_N_DISTRICTS; d++) {
        f->people_of[d] = f->people[d];
    }
}

static int create_finance(struct care_money_fixture *f)
{
    f->finance = (struct care_finance){
        .parameters = &f->parameters,
        .prices = &f->prices,
        .allowances = f->allowances,
        .areas = f->areas,
        .supply = &f->supply,
        .use = f->use,
        .profiles = &f->profiles,
        .training_yuan = f->training_yuan,
        .ledger = &f->ledger,
        .tally = &f->tally,
        .unfunded = care_cubes_at(f->cubes, 2),
        .budget = care_cubes_at(f->cubes, 3),
        .ltci_persons = care_cubes_at(f->cubes, 4),
        .ltci_cost = care_cubes_at(f->cubes, 5),
        .allowance_cost = care_cubes_at(f->cubes, 6),
        .allowance_persons = care_cubes_at(f->cubes, 7),
        .lottery_fund = care_cubes_at(f->cubes, 8),
        .loans_cube = care_cubes_at(f->cubes, 9),
        .award = care_cubes_at(f->cubes, 10),
    };
    return care_finance_create(&f->finance);
}

int care_money_setup(void **state)
{
    struct care_money_fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    f->area_sheet = care_handmade_sheet(&care_areas_sheet, &area_rows[0][0], sizeof area_rows / sizeof area_rows[0]);
    assert_int_equal(care_areas_create(f->area_sheet, f->list, &f->areas), CARE_OK);
    care_money_defaults(&care_prices_section, &f->prices);
    care_money_defaults(&care_finance_parameters_section, &f->parameters);
    set_no_benefit(f);
    assert_int_equal(care_allowances_create(&f->allowance_parameters, f->areas, f->list, &f->allowances), CARE_OK);
    set_supply(f);
    assert_int_equal(open_books(f), CARE_OK);
    return create_finance(f);
}

int care_money_teardown(void **state)
{
    struct care_money_fixture *f = *state;
    care_finance_free(&f->finance);
    care_ledger_free(&f->ledger);
    care_cubes_free(f->cubes);
    care_allowances_free(f->allowances);
    care_handmade_free(f->registered);
    care_handmade_free(f->table);
    care_areas_free(f->areas);
    care_handmade_free(f->area_sheet);
    care_diagnostics_free(f->list);
    free(f);
    return 0;
}

void care_money_add(struct care_money_fixture *fixture, int district, struct care_profile who, int32_t persons)
{
    assert_true(fixture->n_people[district] < CARE_MONEY_MOST_PROFILES);
    fixture->people[district][fixture->n_people[district]++] = (struct care_profile_count){who, persons};
}

void care_money_hold(struct care_money_fixture *fixture, int district, enum care_place_class place_class,
                     struct care_profile who, double months, double months_before)
{
    struct care_placement_use *use = &fixture->use[district];
    use->months[place_class][CARE_PUBLIC][who.level][who.relief][who.is_insured] += months;
    use->assessed_months[place_class][who.level][who.relief][who.is_insured] += months - months_before;
}

void care_money_run(struct care_money_fixture *fixture)
{
    const struct care_year year = {.year = CARE_MONEY_YEAR, .index = CARE_MONEY_YEAR - CARE_FIRST_YEAR};
    assert_int_equal(care_finance_model.begin(&fixture->finance, &year), CARE_OK);
    assert_int_equal(care_finance_model.close(&fixture->finance, &year), CARE_OK);
}

double care_money_cost(const struct care_money_fixture *fixture, int district, int purpose, int payer)
{
    return care_money_cell(fixture, fixture->ledger.cost, district, purpose * CARE_N_PAYERS + payer);
}

double care_money_received(const struct care_money_fixture *fixture, int district, int purpose, int receiver)
{
    return care_money_cell(fixture, fixture->ledger.received, district, purpose * CARE_N_RECEIVERS + receiver);
}

double care_money_cell(const struct care_money_fixture *fixture, const struct care_cube *cube, int district, int cell)
{
    return cube->data.float64[care_cube_offset(cube, care_cubes_outer(fixture->cubes), 0, 0, 0,
                                               CARE_MONEY_YEAR - CARE_FIRST_YEAR, district) +
                              cell];
}

/* To the fen, and what rounding of each entry to the fen adds up to. */
void care_money_assert_near(double found, double expected, const char *what, const char *file, int line)
{
    if (!(fabs(found - expected) < 0.025)) {
        print_error("%s is %.4f, expected %.4f\n", what, found, expected);
        _fail(file, line);
    }
}
