#include "models/system/supply_items.h"

#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

/* ---- dates ---- */

enum { NO_DATE = INT32_MIN, BAD_DATE, MONTH_OF_PLANNED = 1, MONTH_OF_OPENS = 7 };

/* A number of at most four digits. @return where it ends; NULL when there is none in range */
static const char *read_part(const char *text, int least, int most, int *out)
{
    int n = 0;
    *out = 0;
    for (; n < 4 && text[n] >= '0' && text[n] <= '9'; n++) {
        *out = *out * 10 + (text[n] - '0');
    }
    return n > 0 && *out >= least && *out <= most ? text + n : NULL;
}

static bool has_next_part(const char *text)
{
    return text != NULL && (*text == '-' || *text == '/');
}

/* "2026", "2026-07" or "2026-07-15", with - or /; @p month is that of a year alone.
 * @return the month, November 2020 being 0; NO_DATE for ""; BAD_DATE */
static int32_t read_date(const char *text, int month)
{
    int year, day;
    if (text[0] == '\0') {
        return NO_DATE;
    }
    text = read_part(text, 1900, 2200, &year);
    if (has_next_part(text)) {
        text = read_part(text + 1, 1, 12, &month);
        if (has_next_part(text)) {
            text = read_part(text + 1, 1, 31, &day);
        }
    }
    return text != NULL && *text == '\0' ? (year - CARE_FIRST_YEAR) * CARE_MONTHS_A_YEAR + month - 11 : BAD_DATE;
}

/* ---- what is wrong with a row ---- */

/* One row of the list being read. */
struct reading {
    const struct care_supply_parameters *parameters;
    const struct care_sheet *sheet;
    struct care_diagnostics *list;
    int row;
    int32_t code; /* of the district */
    enum care_supply_status status;
    int32_t planned, opens, closes;
};

static struct care_place place_of(const struct reading *reading, int column)
{
    const struct care_sheet *sheet = reading->sheet;
    return (struct care_place){care_sheet_origin(sheet, reading->row), sheet->line[reading->row], 0,
                               sheet->spec->columns[column].name};
}

static const char *text_of(const struct reading *reading, int column)
{
    return care_sheet_text(reading->sheet, column, reading->row);
}

static int32_t read_date_of(const struct reading *reading, int column, int month)
{
    const int32_t date = read_date(text_of(reading, column), month);
    if (date == BAD_DATE) {
        care_diagnostics_add(reading->list, place_of(reading, column),
                             "'%.40s' is no date: write 2026, 2026-07 or 2026-07-15, years 1900 to 2200",
                             "“%.40s”不是日期：请写 2026、2026-07 或 2026-07-15，年份 1900 至 2200",
                             text_of(reading, column));
    }
    return date;
}

/* What has a day of its own opens after the census; what is there already need not say since when. */
static void check_status(const struct reading *reading)
{
    if (reading->status == CARE_SUPPLY_EXISTING) {
        return;
    }
    if (reading->opens == NO_DATE) {
        care_diagnostics_add(reading->list, place_of(reading, CARE_SUPPLY_PROJECTS_OPENS),
                             "what is being built or planned must say when it opens",
                             "在建或规划项目须写明投入使用时间");
    } else if (reading->opens < 0 && reading->opens != BAD_DATE) {
        care_diagnostics_add(reading->list, place_of(reading, CARE_SUPPLY_PROJECTS_OPENS),
                             "it opens %s, before November 2020: its status is then existing",
                             "投入使用时间 %s 早于 2020 年 11 月：其状态应为现状",
                             text_of(reading, CARE_SUPPLY_PROJECTS_OPENS));
    }
}

static bool is_known(int32_t date)
{
    return date != NO_DATE && date != BAD_DATE;
}

static void check_order(const struct reading *reading)
{
    const char *planned = text_of(reading, CARE_SUPPLY_PROJECTS_PLANNED);
    const char *opens = text_of(reading, CARE_SUPPLY_PROJECTS_OPENS);
    const char *closes = text_of(reading, CARE_SUPPLY_PROJECTS_CLOSES);
    if (is_known(reading->opens) && is_known(reading->planned) && reading->opens < reading->planned) {
        care_diagnostics_add(reading->list, place_of(reading, CARE_SUPPLY_PROJECTS_OPENS),
                             "it opens %s, before it is planned (%s)", "投入使用时间 %s 早于立项时间 %s", opens,
                             planned);
    }
    if (is_known(reading->closes) && is_known(reading->opens) && reading->closes <= reading->opens) {
        care_diagnostics_add(reading->list, place_of(reading, CARE_SUPPLY_PROJECTS_CLOSES),
                             "it closes %s, not after it opens (%s)", "关停时间 %s 不晚于投入使用时间 %s", closes,
                             opens);
    }
}

static void check_share(const struct reading *reading)
{
    const double share = care_sheet_number(reading->sheet, CARE_SUPPLY_PROJECTS_REALISED, reading->row);
    if (share < 0 && share != -1) {
        care_diagnostics_add(reading->list, place_of(reading, CARE_SUPPLY_PROJECTS_REALISED),
                             "%g is outside [0, 1], unit 1; -1 leaves it to the lever",
                             "%g 超出允许范围 [0, 1]，单位 1；-1 为按参数", share);
    }
}

/* ---- what a row holds ---- */

static int year_of(int32_t month)
{
    return CARE_FIRST_YEAR + 1 + (month < 0 ? -1 : month / CARE_MONTHS_A_YEAR);
}

/* What a lever says of the row: in its district and the year in which it opens. */
static double value_of(const struct reading *reading, const struct care_lever *lever)
{
    return care_lever_at(lever, reading->code, year_of(reading->opens));
}

static void set_facility(const struct reading *reading, enum care_supply_project_kind kind, int owner, double n,
                         double *amount)
{
    static const enum care_facility facility_of[CARE_SUPPLY_N_PROJECT_KINDS] = {
        [CARE_SUPPLY_HOME] = CARE_PRIVATE_HOMES,
        [CARE_SUPPLY_GUIDANCE_CENTRE] = CARE_GUIDANCE_CENTRES,
        [CARE_SUPPLY_STREET_CENTRE] = CARE_STREET_CENTRES,
        [CARE_SUPPLY_URBAN_DAY_STATION] = CARE_URBAN_DAY_STATIONS,
        [CARE_SUPPLY_RURAL_DAY_STATION] = CARE_RURAL_DAY_STATIONS,
        [CARE_SUPPLY_VILLAGE_HOME] = CARE_VILLAGE_HOMES,
        [CARE_SUPPLY_CANTEEN] = CARE_CANTEENS,
        [CARE_SUPPLY_CENTRAL_KITCHEN] = CARE_CENTRAL_KITCHENS,
    };
    const struct care_supply_parameters *parameters = reading->parameters;
    const int functions = care_sheet_int(reading->sheet, CARE_SUPPLY_PROJECTS_FUNCTIONS, reading->row);
    const double area_m2 = care_sheet_number(reading->sheet, CARE_SUPPLY_PROJECTS_AREA_M2, reading->row);
    const bool is_public = kind == CARE_SUPPLY_HOME && owner != CARE_PRIVATE;
    const bool is_full = kind == CARE_SUPPLY_STREET_CENTRE &&
                         functions >= value_of(reading, &parameters->street_centre_least_functions) &&
                         area_m2 >= value_of(reading, &parameters->street_centre_least_area_m2);
    amount[CARE_SUPPLY_FIRST_FACILITY + (is_public ? CARE_PUBLIC_HOMES : facility_of[kind])] = n;
    amount[CARE_SUPPLY_FIRST_FACILITY + CARE_FULL_STREET_CENTRES] = is_full ? n : 0;
}

/* A home with dementia beds has an area for them; one with no others is for people with dementia alone. */
static void set_dementia_areas(enum care_supply_project_kind kind, double n, double *amount)
{
    double beds[CARE_N_BED_CLASSES] = {0};
    for (int i = 0; i < CARE_SUPPLY_N_BEDS; i++) {
        beds[i % CARE_N_BED_CLASSES] += amount[i];
    }
    const bool has_area = kind == CARE_SUPPLY_HOME && beds[CARE_DEMENTIA_BED] > 0;
    const bool is_for_them = has_area && beds[CARE_ORDINARY_BED] + beds[CARE_NURSING_BED] <= 0;
    amount[CARE_SUPPLY_FIRST_FACILITY + CARE_DEMENTIA_AREAS] = has_area ? fmax(1, n) : 0;
    amount[CARE_SUPPLY_FIRST_FACILITY + CARE_DEMENTIA_HOMES] = is_for_them ? n : 0;
}

/* @param amount  [CARE_SUPPLY_N_KINDS] as listed */
static void read_amounts(const struct reading *reading, double *amount)
{
    const struct care_sheet *sheet = reading->sheet;
    const int row = reading->row;
    const int owner = care_supply_parameters_choice(sheet, CARE_SUPPLY_PROJECTS_OWNER, row, CARE_N_OWNERS);
    const int kind = care_supply_parameters_choice(sheet, CARE_SUPPLY_PROJECTS_KIND, row, CARE_SUPPLY_N_PROJECT_KINDS);
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        amount[care_supply_months_bed(owner, class)] = care_sheet_number(sheet, CARE_SUPPLY_PROJECTS_BEDS + class, row);
    }
    amount[CARE_SUPPLY_DAY_PLACES] = care_sheet_number(sheet, CARE_SUPPLY_PROJECTS_DAY, row);
    amount[CARE_SUPPLY_HOME_BEDS] = care_sheet_number(sheet, CARE_SUPPLY_PROJECTS_HOME_BEDS, row);
    set_facility(reading, (enum care_supply_project_kind)kind, owner,
                 care_sheet_number(sheet, CARE_SUPPLY_PROJECTS_COUNT, row), amount);
    set_dementia_areas((enum care_supply_project_kind)kind, care_sheet_number(sheet, CARE_SUPPLY_PROJECTS_COUNT, row),
                       amount);
}

static double share_realised(const struct reading *reading)
{
    const double listed = care_sheet_number(reading->sheet, CARE_SUPPLY_PROJECTS_REALISED, reading->row);
    const struct care_supply_parameters *parameters = reading->parameters;
    if (listed >= 0) {
        return listed;
    }
    const double share = reading->status == CARE_SUPPLY_BUILDING  ? value_of(reading, &parameters->building_realised)
                         : reading->status == CARE_SUPPLY_PLANNED ? value_of(reading, &parameters->planned_realised)
                                                                  : 1;
    return share < 1 ? share : 1;
}

/* What is only part of a bed or a facility is carried on to the next row of the same kind in the district. */
static void realise(double share, const double *listed, double *carried, int32_t *amount)
{
    for (int kind = 0; kind < CARE_SUPPLY_N_KINDS; kind++) {
        const double exact = care_round(carried[kind] + share * listed[kind]);
        amount[kind] = listed[kind] > 0 && exact > 0 ? (int32_t)nearbyint(exact) : 0;
        carried[kind] = listed[kind] > 0 ? exact - amount[kind] : carried[kind];
    }
}

/* Of a building put to another use; small ones are free of them. */
static double papers_months(const struct reading *reading)
{
    enum { N_ANSWERS = 2 };
    const double area_m2 = care_sheet_number(reading->sheet, CARE_SUPPLY_PROJECTS_AREA_M2, reading->row);
    return care_supply_parameters_choice(reading->sheet, CARE_SUPPLY_PROJECTS_REUSES, reading->row, N_ANSWERS) == 1 &&
                   area_m2 > value_of(reading, &reading->parameters->papers_free_m2)
               ? value_of(reading, &reading->parameters->papers_months)
               : 0;
}

static int32_t delay_months(const struct reading *reading)
{
    const double months =
        value_of(reading, &reading->parameters->delay_years) * CARE_MONTHS_A_YEAR + papers_months(reading);
    return reading->status == CARE_SUPPLY_EXISTING ? 0 : (int32_t)nearbyint(care_round(months));
}

/* @param carried  [districts][CARE_SUPPLY_N_KINDS] */
static void read_row(struct reading *reading, const struct care_areas *areas, double (*carried)[CARE_SUPPLY_N_KINDS],
                     struct care_supply_item *item)
{
    double listed[CARE_SUPPLY_N_KINDS] = {0};
    const struct care_sheet *sheet = reading->sheet;
    const int n_before = care_diagnostics_n(reading->list);
    reading->status = (enum care_supply_status)care_supply_parameters_choice(sheet, CARE_SUPPLY_PROJECTS_STATUS,
                                                                             reading->row, CARE_SUPPLY_N_STATUS);
    reading->planned = read_date_of(reading, CARE_SUPPLY_PROJECTS_PLANNED, MONTH_OF_PLANNED);
    reading->opens = read_date_of(reading, CARE_SUPPLY_PROJECTS_OPENS, MONTH_OF_OPENS);
    reading->closes = read_date_of(reading, CARE_SUPPLY_PROJECTS_CLOSES, MONTH_OF_OPENS);
    item->district = care_areas_district_in_row(areas, sheet, CARE_SUPPLY_PROJECTS_AREA, reading->row, reading->list);
    check_status(reading);
    check_order(reading);
    check_share(reading);
    if (care_diagnostics_n(reading->list) > n_before) {
        return;
    }
    reading->code = areas->area[areas->district[item->district]].code;
    read_amounts(reading, listed);
    realise(share_realised(reading), listed, carried[item->district], item->amount);
    item->opens = reading->opens + delay_months(reading);
    item->closes = reading->closes == NO_DATE ? CARE_SUPPLY_NEVER : reading->closes;
    if (item->closes < 0 || item->closes <= item->opens) {
        item->opens = item->closes = CARE_SUPPLY_NEVER; /* gone before the census, or late until its end */
    }
    item->price = (enum care_supply_price)care_supply_parameters_choice(sheet, CARE_SUPPLY_PROJECTS_PRICE, reading->row,
                                                                        CARE_SUPPLY_N_PRICES);
}

int care_supply_items_create(const struct care_supply_parameters *parameters, const struct care_areas *areas,
                             struct care_diagnostics *list, struct care_supply_items *out)
{
    enum { MOST_ROWS = 10000 }; /* so that no sum of sizes overflows */
    struct reading reading = {.parameters = parameters, .sheet = parameters->projects, .list = list};
    *out = (struct care_supply_items){NULL, 0};
    if (reading.sheet == NULL) {
        return CARE_OK;
    }
    if (reading.sheet->n_rows > MOST_ROWS) {
        care_diagnostics_add(list, (struct care_place){.file = reading.sheet->path}, "%d facilities; at most %d",
                             "设施 %d 处，最多 %d 处", reading.sheet->n_rows, MOST_ROWS);
        return CARE_ERROR_INPUT;
    }
    out->list = calloc((size_t)reading.sheet->n_rows + 1, sizeof *out->list);
    double(*carried)[CARE_SUPPLY_N_KINDS] = calloc((size_t)areas->n_districts + 1, sizeof *carried);
    if (out->list == NULL || carried == NULL) {
        free(carried);
        care_supply_items_free(out);
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (; reading.row < reading.sheet->n_rows; reading.row++) {
        read_row(&reading, areas, carried, &out->list[out->n++]);
    }
    free(carried);
    return care_diagnostics_status(list);
}

void care_supply_items_free(struct care_supply_items *items)
{
    free(items->list);
    *items = (struct care_supply_items){NULL, 0};
}
