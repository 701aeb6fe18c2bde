/** @file  The packs of the three cities against what the census and the plans publish: people of every unit in the run of 2020,
 *  stocks of the base year, what the plans' scenarios build, and that people, beds and demand balance in every year.
 *  For release builds: tens of millions of people.
 *  Source  docs/SOURCES.md#population-census, #supply; the figures below are of the 2020 census by county. */
#include "models/system/supply.h"
#include "tests/models/trial.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2020, SEED = 20201101, XINJI = 130181, N_PILOTS = 4 };
static const struct care_simulation_options options = {.simd = true};

struct fixture {
    struct care_trial_city city;
    struct care_trial_run run;
};

static int setup(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    assert_non_null(*state);
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_trial_free(&f->run);
    care_trial_close(&f->city);
    free(f);
    return 0;
}

static void take_census(struct fixture *f, const char *file)
{
    care_trial_open_policy(file, NULL, 0, &f->city);
    assert_int_equal(care_trial_start(f->city.city, SEED, options, &f->run), CARE_OK);
}

static int n_districts(const struct fixture *f)
{
    return f->city.city->areas->n_districts;
}

static int32_t code_of(const struct fixture *f, int district)
{
    return f->city.city->district_codes[district];
}

static int district_of(const struct fixture *f, int32_t code)
{
    for (int d = 0; d < n_districts(f); d++) {
        if (code_of(f, d) == code) {
            return d;
        }
    }
    fail_msg("%d is no district", code);
    return -1;
}

static const int32_t *counts(const struct fixture *f, const char *name, int year, int district)
{
    struct care_cube *cube = care_cubes_find(f->run.cubes, name);
    assert_non_null(cube);
    return care_tally_counts(&f->run.tally, cube, year, district);
}

static int64_t sum_of_cells(const int32_t *cells, int n)
{
    int64_t sum = 0;
    for (int i = 0; i < n; i++) {
        sum += cells[i];
    }
    return sum;
}

/* ---- people of 2020 ---- */

struct unit {
    int32_t code;
    int32_t people, of_60, of_65;
};
static const struct unit tianjin[] = {
    {120101, 355000, 78490, 55789},    {120102, 858787, 247698, 167091},  {120103, 822174, 230176, 160176},
    {120104, 917106, 258781, 181065},  {120105, 647702, 200681, 133754},  {120106, 483130, 148469, 98877},
    {120110, 936322, 161193, 103264},  {120111, 1180770, 188282, 123414}, {120112, 928066, 147542, 95387},
    {120113, 909643, 186790, 121843},  {120114, 1153235, 228731, 160702}, {120115, 722367, 158634, 114316},
    {120116, 1973752, 349886, 237584}, {120117, 395333, 89256, 60768},    {120118, 787106, 146891, 104724},
    {120119, 795516, 181188, 126938},
};
static const struct unit shijiazhuang[] = {
    {130102, 1059572, 160561, 110120}, {130104, 979646, 151708, 104979}, {130105, 802057, 120538, 83491},
    {130107, 77015, 17840, 11499},     {130108, 771255, 107088, 75406},  {130109, 741068, 144747, 100908},
    {130110, 588279, 100399, 67729},   {130111, 378689, 64141, 46879},   {130121, 250989, 64431, 44439},
    {130123, 549321, 97820, 67797},    {130125, 376627, 81536, 56753},   {130126, 309121, 63495, 43975},
    {130127, 178368, 37202, 26209},    {130128, 215806, 55580, 39724},   {130129, 242549, 44242, 29156},
    {130130, 451377, 94826, 64873},    {130131, 423333, 94659, 64834},   {130132, 392710, 75087, 52775},
    {130133, 505366, 104158, 76579},   {130171, 304675, 32968, 21892},   {130172, 56147, 12032, 8538},
    {130181, 594628, 155323, 112558},  {130183, 507959, 113255, 78386},  {130184, 478529, 81638, 55357},
};
static const struct unit taian[] = {
    {370902, 837374, 155671, 110428}, {370911, 1046569, 242046, 169424}, {370921, 668520, 155787, 110689},
    {370923, 687385, 163927, 118794}, {370982, 1338254, 279307, 196216}, {370983, 894115, 210300, 149367},
};

/* Residents of a district from an age on. */
static int32_t people_from(const struct fixture *f, int year, int district, int age)
{
    const int32_t *people = counts(f, "population", year, district); /* [sex][age] */
    int32_t n = 0;
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        for (int a = age; a < CARE_N_AGES; a++) {
            n += people[sex * CARE_N_AGES + a];
        }
    }
    return n;
}

static struct unit sum_of(const struct unit *units, int n, int32_t without)
{
    struct unit sum = {0};
    for (int i = 0; i < n; i++) {
        const bool counts_in = units[i].code != without;
        sum.people += counts_in ? units[i].people : 0;
        sum.of_60 += counts_in ? units[i].of_60 : 0;
        sum.of_65 += counts_in ? units[i].of_65 : 0;
    }
    return sum;
}

/* What the run of 2020 holds, unit by unit. */
static void read_units(const struct fixture *f, struct unit *out)
{
    for (int d = 0; d < n_districts(f); d++) {
        out[d] = (struct unit){code_of(f, d), people_from(f, FIRST_YEAR, d, 0), people_from(f, FIRST_YEAR, d, 60),
                               people_from(f, FIRST_YEAR, d, 65)};
    }
}

static void check_units(const struct fixture *f, const struct unit *published, int n, struct unit *of_run)
{
    assert_int_equal(n_districts(f), n);
    read_units(f, of_run);
    for (int i = 0; i < n; i++) {
        const struct unit *unit = &of_run[district_of(f, published[i].code)];
        if (unit->people != published[i].people || unit->of_60 != published[i].of_60 ||
            unit->of_65 != published[i].of_65) {
            fail_msg("%d: %d people, %d of 60+, %d of 65+; published %d, %d, %d", unit->code, unit->people, unit->of_60,
                     unit->of_65, published[i].people, published[i].of_60, published[i].of_65);
        }
    }
}

enum { N_TIANJIN = sizeof tianjin / sizeof tianjin[0] };
enum { N_SHIJIAZHUANG = sizeof shijiazhuang / sizeof shijiazhuang[0] };
enum { N_TAIAN = sizeof taian / sizeof taian[0] };
_Static_assert(N_TIANJIN == 16 && N_SHIJIAZHUANG == 24 && N_TAIAN == 6, "46 units");

static void the_run_of_2020_is_the_census_of_tianjin_in_all_16_units(void **state)
{
    struct fixture *f = *state;
    struct unit units[N_TIANJIN];
    take_census(f, "tianjin/baseline.yaml");
    check_units(f, tianjin, N_TIANJIN, units);
    const struct unit city = sum_of(units, N_TIANJIN, 0);
    assert_int_equal(city.people, 13866009);
    assert_int_equal(city.of_60, 3002688);
}

static void the_run_of_2020_is_the_census_of_shijiazhuang_in_all_24_units_with_and_without_xinji(void **state)
{
    struct fixture *f = *state;
    struct unit units[N_SHIJIAZHUANG];
    take_census(f, "shijiazhuang/baseline.yaml");
    check_units(f, shijiazhuang, N_SHIJIAZHUANG, units);
    const struct unit with = sum_of(units, N_SHIJIAZHUANG, 0), without = sum_of(units, N_SHIJIAZHUANG, XINJI);
    assert_int_equal(with.people, 11235086);
    assert_int_equal(with.of_60, 2075274);
    assert_int_equal(without.people, 10640458);
    assert_int_equal(without.of_60, 1919951);            /* the plan: 1.92 million */
    assert_int_equal((without.of_65 + 50) / 100, 13323); /* the plan: 133.23 ten thousand */
}

static void the_run_of_2020_is_the_census_of_taian_in_all_6_units(void **state)
{
    struct fixture *f = *state;
    struct unit units[N_TAIAN];
    take_census(f, "taian/baseline.yaml");
    check_units(f, taian, N_TAIAN, units);
    const struct unit city = sum_of(units, N_TAIAN, 0);
    assert_int_equal(city.people, 5472217);
    assert_int_equal(city.of_60, 1207038);
}

/* SJ-019: the census says the same of the 23 units, one of them the chemical park; Xinji would be the twelfth. */
static void eleven_units_of_shijiazhuang_have_more_than_14_percent_of_65_and_over(void **state)
{
    struct fixture *f = *state;
    struct unit units[N_SHIJIAZHUANG];
    int n_old = 0;
    bool is_xinji_old = false;
    take_census(f, "shijiazhuang/baseline.yaml");
    read_units(f, units);
    for (int d = 0; d < n_districts(f); d++) {
        const bool is_old = 100 * (int64_t)units[d].of_65 > 14 * (int64_t)units[d].people;
        n_old += is_old && units[d].code != XINJI;
        is_xinji_old = is_xinji_old || (is_old && units[d].code == XINJI);
    }
    assert_int_equal(n_old, 11);
    assert_true(is_xinji_old);
}

/* ---- stocks of 2020 ---- */

/* Cells of a cube of a year, summed over the districts but one. */
static int64_t sum_without(const struct fixture *f, const char *cube, int year, int first, int n, int32_t without)
{
    int64_t sum = 0;
    for (int d = 0; d < n_districts(f); d++) {
        for (int i = first; i < first + n && code_of(f, d) != without; i++) {
            sum += counts(f, cube, year, d)[i];
        }
    }
    return sum;
}

static int64_t facilities_without_xinji(const struct fixture *f, int facility)
{
    return sum_without(f, "facilities", FIRST_YEAR, facility, 1, XINJI);
}

/* SJ-003 to SJ-008, SJ-012 */
static void the_stock_of_shijiazhuang_without_xinji_is_that_of_its_plan(void **state)
{
    struct fixture *f = *state;
    take_census(f, "shijiazhuang/baseline.yaml");
    assert_int_equal(sum_without(f, "beds", FIRST_YEAR, 0, CARE_N_BED_CLASSES, XINJI), 39595);
    assert_int_equal(facilities_without_xinji(f, CARE_PUBLIC_HOMES) + facilities_without_xinji(f, CARE_PRIVATE_HOMES),
                     262);
    assert_int_equal(facilities_without_xinji(f, CARE_PRIVATE_HOMES), 222);
    assert_int_equal(facilities_without_xinji(f, CARE_URBAN_DAY_STATIONS) +
                         facilities_without_xinji(f, CARE_RURAL_DAY_STATIONS),
                     450);
    assert_int_equal(sum_without(f, "places", FIRST_YEAR, 0, 1, XINJI), 2400);
    assert_int_equal(facilities_without_xinji(f, CARE_VILLAGE_HOMES), 1859);
    assert_int_equal(3 * facilities_without_xinji(f, CARE_VILLAGE_HOMES), 5577);
}

/* The same rate as in the rest of the city, to a bed. */
static void the_stand_in_of_xinji_has_the_beds_of_the_city_by_residents_of_60_and_over(void **state)
{
    struct fixture *f = *state;
    take_census(f, "shijiazhuang/baseline.yaml");
    const int xinji = district_of(f, XINJI);
    const int32_t *beds = counts(f, "beds", FIRST_YEAR, xinji);
    const double by_rate = 39595. / 1919951 * people_from(f, FIRST_YEAR, xinji, 60);
    assert_true(fabs((double)sum_of_cells(beds, CARE_N_BED_CLASSES) - by_rate) <= 0.5);
}

/* 25 beds per 1000 in the city; no unit outside the 18 to 35 within which the figure is thought to lie. */
static void the_beds_of_taian_are_the_stand_in_and_inside_its_range_everywhere(void **state)
{
    struct fixture *f = *state;
    int64_t n_beds = 0;
    take_census(f, "taian/baseline.yaml");
    for (int d = 0; d < n_districts(f); d++) {
        const int64_t of_district = sum_of_cells(counts(f, "beds", FIRST_YEAR, d), CARE_N_BED_CLASSES);
        const double per_1000 = 1000. * (double)of_district / people_from(f, FIRST_YEAR, d, 60);
        assert_true(per_1000 > 18 && per_1000 < 35);
        n_beds += of_district;
    }
    assert_int_equal(n_beds, 30176);
}

/* ---- what the plans build: supply is known before a run ---- */

static const struct care_supply *supply_of(struct fixture *f, const char *file)
{
    care_trial_close(&f->city);
    care_trial_open(file, NULL, 0, &f->city);
    return f->city.city->system.supply;
}

struct beds {
    int32_t all, nursing_type, private_beds;
};

static struct beds beds_of(const struct fixture *f, const struct care_supply *supply, int year, int district)
{
    const int32_t *cells =
        care_supply_beds(supply, year, 12) + (ptrdiff_t)district * CARE_N_OWNERS * CARE_N_BED_CLASSES;
    struct beds beds = {0};
    assert_true(district < n_districts(f));
    for (int i = 0; i < CARE_N_OWNERS * CARE_N_BED_CLASSES; i++) {
        beds.all += cells[i];
        beds.nursing_type += i % CARE_N_BED_CLASSES != CARE_ORDINARY_BED ? cells[i] : 0;
        beds.private_beds += i / CARE_N_BED_CLASSES == CARE_PRIVATE ? cells[i] : 0;
    }
    return beds;
}

static struct beds beds_without_xinji(const struct fixture *f, const struct care_supply *supply, int year)
{
    struct beds sum = {0};
    for (int d = 0; d < n_districts(f); d++) {
        const struct beds beds = beds_of(f, supply, year, d);
        sum.all += code_of(f, d) != XINJI ? beds.all : 0;
        sum.private_beds += code_of(f, d) != XINJI ? beds.private_beds : 0;
    }
    return sum;
}

/* Boxes 2 and 5: 3,500 public and 9,000 private beds by 2025; 39,595 + 12,500 = 52,095. */
static void the_projects_of_shijiazhuang_open_in_its_plan_and_not_in_the_baseline(void **state)
{
    struct fixture *f = *state;
    const struct beds kept = beds_without_xinji(f, supply_of(f, "shijiazhuang/baseline.yaml"), 2035);
    assert_int_equal(kept.all, 39595);
    const struct care_supply *supply = supply_of(f, "shijiazhuang/plan-2025.yaml");
    const struct beds first = beds_without_xinji(f, supply, FIRST_YEAR), planned = beds_without_xinji(f, supply, 2025);
    assert_int_equal(planned.all, 52095);
    assert_int_equal(planned.private_beds - first.private_beds, 9000);
}

/* Of 9,000 private beds 5,400 come, those of 2023 in 2025: by then a third of them, and a third of the public homes. */
static void late_projects_of_shijiazhuang_come_two_years_later_and_private_ones_in_part(void **state)
{
    struct fixture *f = *state;
    const struct care_supply *supply = supply_of(f, "shijiazhuang/projects-late.yaml");
    const struct beds first = beds_without_xinji(f, supply, FIRST_YEAR);
    assert_int_equal(beds_without_xinji(f, supply, 2024).all, 39595);
    assert_int_equal(beds_without_xinji(f, supply, 2025).private_beds - first.private_beds, 1800);
    const struct beds last = beds_without_xinji(f, supply, 2027);
    assert_int_equal(last.private_beds - first.private_beds, 5400);
    assert_int_equal(last.all, 39595 + 3500 + 5400);
}

/* SJ-086 to SJ-088, in every county unit: 50 % in 2022, 55 % in 2025, 80 % in 2035. Xinji is not asked. */
static void every_county_unit_of_shijiazhuang_reaches_the_nursing_shares_of_the_plan(void **state)
{
    static const struct {
        int year, percent;
    } targets[] = {{2022, 50}, {2025, 55}, {2035, 80}};
    struct fixture *f = *state;
    const struct care_supply *supply = supply_of(f, "shijiazhuang/plan-2025.yaml");
    for (int d = 0; d < n_districts(f); d++) {
        for (int i = 0; i < 3; i++) {
            const struct beds beds = beds_of(f, supply, targets[i].year, d);
            const bool is_met = 100 * beds.nursing_type >= targets[i].percent * beds.all;
            if (is_met == (code_of(f, d) == XINJI)) {
                fail_msg("%d, %d: %d of %d", code_of(f, d), targets[i].year, beds.nursing_type, beds.all);
            }
        }
    }
}

/* TA-013, TA-018: 75 % in 2025, 40 dementia beds or more in each unit by 2026; neither in the baseline. */
static void taian_reaches_nursing_and_dementia_beds_in_its_plan_only(void **state)
{
    struct fixture *f = *state;
    for (int is_plan = 0; is_plan < 2; is_plan++) {
        const struct care_supply *supply = supply_of(f, is_plan ? "taian/plan-2025.yaml" : "taian/baseline.yaml");
        for (int d = 0; d < n_districts(f); d++) {
            const struct beds beds = beds_of(f, supply, 2025, d);
            const int32_t *of_2026 =
                care_supply_beds(supply, 2026, 12) + (ptrdiff_t)d * CARE_N_OWNERS * CARE_N_BED_CLASSES;
            int32_t n_dementia = 0;
            for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
                n_dementia += of_2026[owner * CARE_N_BED_CLASSES + CARE_DEMENTIA_BED];
            }
            assert_int_equal(4 * beds.nursing_type >= 3 * beds.all, is_plan);
            assert_int_equal(n_dementia >= 40, is_plan);
        }
    }
}

/* ---- runs ---- */

static void run_to(struct fixture *f, const char *file, int last_year)
{
    take_census(f, file);
    for (int year = FIRST_YEAR + 1; year <= last_year; year++) {
        assert_int_equal(care_simulation_year(f->run.simulation, year), CARE_OK);
    }
}

/* SJ-009 */
static void insurance_of_shijiazhuang_pays_in_the_four_pilots_only(void **state)
{
    static const int32_t pilots[N_PILOTS] = {130110, 130111, 130123, 130184};
    struct fixture *f = *state;
    run_to(f, "shijiazhuang/baseline.yaml", 2021);
    struct care_cube *cube = care_cubes_find(f->run.cubes, "ltci_persons");
    assert_non_null(cube);
    for (int d = 0; d < n_districts(f); d++) {
        const double *persons = care_tally_amounts(&f->run.tally, cube, 2021, d); /* [mode]: home, bed, family */
        bool is_pilot = false;
        for (int i = 0; i < N_PILOTS; i++) {
            is_pilot = is_pilot || pilots[i] == code_of(f, d);
        }
        assert_int_equal(persons[0] + persons[1] + persons[2] > 0, is_pilot);
    }
}

/* Who lived there, was born and came is there, has died or left. */
static void check_people(const struct fixture *f, int year, int d)
{
    enum { N = CARE_N_SEXES * CARE_N_AGES };
    const int64_t before = sum_of_cells(counts(f, "population", year - 1, d), N);
    const int64_t in =
        sum_of_cells(counts(f, "births", year, d), CARE_N_SEXES) + sum_of_cells(counts(f, "moves_in", year, d), N);
    const int64_t out =
        sum_of_cells(counts(f, "deaths", year, d), N) + sum_of_cells(counts(f, "moves_out", year, d), N);
    assert_int_equal(before + in - out, sum_of_cells(counts(f, "population", year, d), N));
}

/* Every bed is used or idle, and every one is somebody's of the district's supply. */
static void check_beds(const struct fixture *f, int year, int d)
{
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        assert_int_equal(counts(f, "beds", year, d)[class],
                         counts(f, "beds_used", year, d)[class] + counts(f, "beds_idle", year, d)[class]);
    }
    const int n_cells = CARE_N_OWNERS * CARE_N_BED_CLASSES;
    assert_int_equal(sum_of_cells(counts(f, "beds_by_owner", year, d), n_cells),
                     sum_of_cells(counts(f, "beds", year, d), CARE_N_BED_CLASSES));
}

static void check_balance(struct fixture *f, const char *file)
{
    enum { LAST_YEAR = 2035 };
    run_to(f, file, LAST_YEAR);
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
        int64_t used = 0, in_beds = 0;
        for (int d = 0; d < n_districts(f); d++) {
            check_people(f, year, d);
            check_beds(f, year, d);
            used += sum_of_cells(counts(f, "beds_used", year, d), CARE_N_BED_CLASSES);
        }
        in_beds = care_trial_sum(&f->run, "use", year, -1);
        assert_int_equal(used, in_beds);
    }
}

static void people_and_beds_of_shijiazhuang_balance_in_every_year_and_unit(void **state)
{
    check_balance(*state, "shijiazhuang/plan-2025.yaml");
}

static void people_and_beds_of_taian_balance_in_every_year_and_unit(void **state)
{
    check_balance(*state, "taian/plan-2025.yaml");
}

int main(void)
{
#define PACK_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        PACK_TEST(the_run_of_2020_is_the_census_of_tianjin_in_all_16_units),
        PACK_TEST(the_run_of_2020_is_the_census_of_shijiazhuang_in_all_24_units_with_and_without_xinji),
        PACK_TEST(the_run_of_2020_is_the_census_of_taian_in_all_6_units),
        PACK_TEST(eleven_units_of_shijiazhuang_have_more_than_14_percent_of_65_and_over),
        PACK_TEST(the_stock_of_shijiazhuang_without_xinji_is_that_of_its_plan),
        PACK_TEST(the_stand_in_of_xinji_has_the_beds_of_the_city_by_residents_of_60_and_over),
        PACK_TEST(the_beds_of_taian_are_the_stand_in_and_inside_its_range_everywhere),
        PACK_TEST(the_projects_of_shijiazhuang_open_in_its_plan_and_not_in_the_baseline),
        PACK_TEST(late_projects_of_shijiazhuang_come_two_years_later_and_private_ones_in_part),
        PACK_TEST(every_county_unit_of_shijiazhuang_reaches_the_nursing_shares_of_the_plan),
        PACK_TEST(taian_reaches_nursing_and_dementia_beds_in_its_plan_only),
        PACK_TEST(insurance_of_shijiazhuang_pays_in_the_four_pilots_only),
        PACK_TEST(people_and_beds_of_shijiazhuang_balance_in_every_year_and_unit),
        PACK_TEST(people_and_beds_of_taian_balance_in_every_year_and_unit),
    };
    return cmocka_run_group_tests_name("packs", tests, NULL, NULL);
}
