#include "models/system/allowances.h"

#include "models/columns.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {
    "old_age",         "care",  "nursing", "disabled_living", "disabled_nursing", "minimum_living",
    "family_planning", "other", NULL};
static const char *const kinds_zh[] = {"高龄津贴",           "养老服务补贴", "养老护理补贴",     "困难残疾人生活补贴",
                                       "重度残疾人护理补贴", "低保增发",     "计划生育特别扶助", "其他"};
const struct care_axis care_allowances_kind_axis = {"allowance_kind", CARE_N_ALLOWANCE_KINDS,          NULL, kinds,
                                                    kinds_zh,         {"kind of benefit", "津贴类别"}, NULL};
static const char *const periods[] = {"month", "year", NULL};
static const char *const hukous[] = {"none", "city", "district", NULL};
static const char *const answers[] = {"no", "yes", NULL};

#define TEXT(column, en, zh)                                       \
    {                                                              \
        .name = column, .kind = CARE_SHEET_TEXT, .doc = { en, zh } \
    }
#define WORD(column, words, en, zh)                                                    \
    {                                                                                  \
        .name = column, .kind = CARE_SHEET_CHOICE, .choices = words, .doc = { en, zh } \
    }
#define SHARE(column, none, en, zh)                                                                    \
    {                                                                                                  \
        .name = column, .kind = CARE_SHEET_REAL, .unit = "1", .min = 0, .max = 1, .is_optional = true, \
        .fallback = none, .doc = {                                                                     \
            en,                                                                                        \
            zh                                                                                         \
        }                                                                                              \
    }
static const struct care_sheet_column columns[] = {
    [CARE_ALLOWANCES_AREA] =
        {.name = "area",
         .kind = CARE_SHEET_INT,
         .unit = "1",
         .min = 1,
         .max = 999999999,
         .is_area = true,
         .doc = {"code of the district, whose rows of an item hold there in place of the city's, or of the city",
                 "区划代码：该区某项有自己的行时只按这些行；市代码为其余各区"}},
    [CARE_ALLOWANCES_ITEM] = TEXT("item", "item of the list, for instance L13", "清单项目编号，如 L13"),
    [CARE_ALLOWANCES_KIND] = WORD("kind", kinds, "kind of benefit", "津贴类别"),
    [CARE_ALLOWANCES_NAME_ZH] = TEXT("name_zh", "name in Chinese", "中文名称"),
    [CARE_ALLOWANCES_NAME_EN] = TEXT("name_en", "name in English", "英文名称"),
    [CARE_ALLOWANCES_YUAN] = {.name = "yuan",
                              .kind = CARE_SHEET_REAL,
                              .unit = "yuan",
                              .min = 0,
                              .max = 1e6,
                              .doc = {"amount for a person and period, prices of 2024", "每人每期金额（2024 年价格）"}},
    [CARE_ALLOWANCES_PERIOD] = WORD("period", periods, "paid every month or every year", "按月 month 或按年 year 发放"),
    [CARE_ALLOWANCES_FITTING_SHARE] =
        SHARE("fitting_share", 1, "share who get it of those who fit the columns", "符合下列条件者中实际符合的比例"),
    [CARE_ALLOWANCES_HUKOU] =
        WORD("hukou", hukous, "registration asked for", "户籍要求：none 无、city 本市、district 本区"),
    [CARE_ALLOWANCES_GROUP] = {.name = "stack_group",
                               .kind = CARE_SHEET_TEXT,
                               .is_optional = true,
                               .doc = {"of one group a person gets the largest amount only",
                                       "不重复享受的组：每人只领其中最高的一项"}},
    [CARE_ALLOWANCES_CITY_SHARE] = SHARE("city_share", 0, "paid by the city", "市财政承担"),
    [CARE_ALLOWANCES_DISTRICT_SHARE] =
        SHARE("district_share", -1, "paid by the district; empty: what the others leave", "区财政承担；空白为其余部分"),
    [CARE_ALLOWANCES_LOTTERY_SHARE] = SHARE("lottery_share", 0, "paid out of the welfare lottery", "福彩公益金承担"),
    [CARE_ALLOWANCES_CENTRAL_SHARE] = SHARE("central_share", 0, "paid by the central government", "中央财政承担"),
    [CARE_ALLOWANCES_IS_INDEXED] = WORD("indexed", answers, "follows prices", "是否随物价调整"),
    [CARE_ALLOWANCES_FROM_YEAR] = {.name = "from_year",
                                   .kind = CARE_SHEET_INT,
                                   .unit = "1",
                                   .min = CARE_FIRST_YEAR,
                                   .max = CARE_LAST_YEAR,
                                   .doc = {"first model year it is paid in", "开始发放的模型年度"}},
    CARE_ENTITLEMENTS_COLUMNS,
};
#undef SHARE
#undef WORD
#undef TEXT
const struct care_sheet_spec care_allowances_sheet = {
    .name = "allowances",
    .columns = columns,
    .n_columns = sizeof columns / sizeof columns[0],
    .min_rows = 1,
    .doc = {"cash benefits: who gets how much, and who pays", "津贴补贴清单：对象、金额、承担方"},
};

#define SHEET(path, member, spec, conf, anchor, en, zh)                                                        \
    {                                                                                                          \
        .name = path, .kind = CARE_FIELD_SHEET, .offset = offsetof(struct care_allowances_parameters, member), \
        .is_required = true, .sheet = spec, .doc = {en, zh}, .source = anchor, .confidence = conf              \
    }
#define AMOUNT(kind_name, index, zh)                                                                            \
    {                                                                                                           \
        .name = "amount_factor." kind_name, .kind = CARE_FIELD_LEVER,                                           \
        .offset = offsetof(struct care_allowances_parameters, amount_factor[index]), .unit = "1", .min = 0,     \
        .max = 100, .low = 1, .high = 5, .fallback = 1,                                                         \
        .doc = {"factor on the amounts of " kind_name, "金额倍数：" zh}, .source = "#allowances-amount-factor", \
        .confidence = CARE_CHOSEN                                                                               \
    }
static const struct care_field fields[] = {
    SHEET("table", table, &care_allowances_sheet, CARE_SEEN, "#allowances-table",
          "cash benefits: who gets how much, and who pays", "津贴补贴清单"),
    SHEET("registered", registered, &care_registration_sheet, CARE_ASSUMED, "#allowances-registered",
          "registration of people of 60 and over by district", "各区老年人户籍情况"),
    AMOUNT("old_age", CARE_ALLOWANCE_OLD_AGE, "高龄津贴"),
    AMOUNT("care", CARE_ALLOWANCE_CARE, "养老服务补贴"),
    AMOUNT("nursing", CARE_ALLOWANCE_NURSING, "养老护理补贴"),
    AMOUNT("disabled_living", CARE_ALLOWANCE_DISABLED_LIVING, "困难残疾人生活补贴"),
    AMOUNT("disabled_nursing", CARE_ALLOWANCE_DISABLED_NURSING, "重度残疾人护理补贴"),
    AMOUNT("minimum_living", CARE_ALLOWANCE_MINIMUM_LIVING, "低保增发"),
    AMOUNT("family_planning", CARE_ALLOWANCE_FAMILY_PLANNING, "计划生育特别扶助"),
    AMOUNT("other", CARE_ALLOWANCE_OTHER, "其他"),
    {.name = "not_below_city",
     .kind = CARE_FIELD_BOOL,
     .offset = offsetof(struct care_allowances_parameters, is_not_below_city),
     .fallback = 0,
     .doc = {"whether a district's own rows of an item may not fall below the city's: else the table is refused",
             "区县清单不得低于市级清单（金额与对象），否则拒绝该表"},
     .source = "#allowances-not-below-city",
     .confidence = CARE_CHOSEN},
    {.name = "indexation_share",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_allowances_parameters, indexation_share),
     .unit = "1",
     .min = 0,
     .max = 1,
     .low = 0,
     .high = 1,
     .fallback = 0,
     .doc = {"share of price growth that indexed amounts follow", "随物价调整的津贴跟随物价涨幅的比例"},
     .source = "#allowances-indexation-share",
     .confidence = CARE_CHOSEN},
};
#undef AMOUNT
#undef SHEET
const struct care_section care_allowances_section = {
    .name = "allowances",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_allowances_parameters),
    .doc = {"cash benefits", "津贴补贴"},
};

/* ---- reading ---- */

static struct care_place place_of(const struct care_sheet *sheet, int row, int column)
{
    return (struct care_place){
        .file = care_sheet_origin(sheet, row), .line = sheet->line[row], .key = sheet->spec->columns[column].name};
}

/* District index of a row, -1 for the whole city. Streets are refused. */
static int district_of(const struct care_areas *areas, const struct care_sheet *sheet, int row,
                       struct care_diagnostics *list)
{
    const int code = care_sheet_int(sheet, CARE_ALLOWANCES_AREA, row);
    const int area = care_areas_find(areas, (int32_t)code);
    if (area < 0 || areas->area[area].kind == CARE_AREA_STREET) {
        care_diagnostics_add(list, place_of(sheet, row, CARE_ALLOWANCES_AREA),
                             "area %d is neither the city nor a district", "区划 %d 不是市，也不是区县", code);
        return -1;
    }
    return areas->area[area].district;
}

static void read_shares(const struct care_sheet *sheet, int row, struct care_diagnostics *list,
                        struct care_allowance *out)
{
    const double city = care_sheet_number(sheet, CARE_ALLOWANCES_CITY_SHARE, row);
    const double lottery = care_sheet_number(sheet, CARE_ALLOWANCES_LOTTERY_SHARE, row);
    const double central = care_sheet_number(sheet, CARE_ALLOWANCES_CENTRAL_SHARE, row);
    const double stated = care_sheet_number(sheet, CARE_ALLOWANCES_DISTRICT_SHARE, row);
    const double district = stated < 0 ? fmax(0, 1 - city - lottery - central) : stated;
    const double sum = city + district + lottery + central;
    out->share[CARE_PAYER_CITY] = city;
    out->share[CARE_PAYER_DISTRICT] = district;
    out->share[CARE_PAYER_LOTTERY] = lottery;
    out->share[CARE_PAYER_CENTRAL] = central;
    if (!(fabs(sum - 1) <= 1e-6)) {
        care_diagnostics_add(list, place_of(sheet, row, CARE_ALLOWANCES_CITY_SHARE),
                             "city_share + district_share + lottery_share + central_share is %.9g; it must be 1",
                             "city_share + district_share + lottery_share + central_share 为 %.9g，应为 1", sum);
    }
}

static struct care_allowance read_row(const struct care_sheet *sheet, int row, struct care_diagnostics *list)
{
    const double yuan = care_sheet_number(sheet, CARE_ALLOWANCES_YUAN, row);
    struct care_allowance read = {
        .who = care_entitlements_read(sheet, CARE_ALLOWANCES_ENTITLED, row, list),
        .item = care_sheet_text(sheet, CARE_ALLOWANCES_ITEM, row),
        .sheet_row = row,
        .area_code = care_sheet_int(sheet, CARE_ALLOWANCES_AREA, row),
        .is_indexed = care_sheet_int(sheet, CARE_ALLOWANCES_IS_INDEXED, row) == 1,
        .kind = (enum care_allowance_kind)care_sheet_int(sheet, CARE_ALLOWANCES_KIND, row),
        .hukou = (enum care_allowances_hukou)care_sheet_int(sheet, CARE_ALLOWANCES_HUKOU, row),
        .yuan_per_year = care_sheet_int(sheet, CARE_ALLOWANCES_PERIOD, row) == 0 ? 12 * yuan : yuan,
        .fitting_share = care_sheet_number(sheet, CARE_ALLOWANCES_FITTING_SHARE, row),
        .from_year = care_sheet_int(sheet, CARE_ALLOWANCES_FROM_YEAR, row),
    };
    if (read.hukou != CARE_HUKOU_NONE) {
        read.who.local = 1; /* a district's registration is a part of the city's */
    }
    read_shares(sheet, row, list, &read);
    return read;
}

/* What may not be paid together: the group named, or else the item. */
static const char *group_name(const struct care_sheet *sheet, int row)
{
    const char *group = care_sheet_text(sheet, CARE_ALLOWANCES_GROUP, row);
    return group[0] != '\0' ? group : care_sheet_text(sheet, CARE_ALLOWANCES_ITEM, row);
}

/* A group is named after its first row; counted with the rows before in the same group. */
static int first_row_of_group(const struct care_sheet *sheet, int row, int *n_before)
{
    int first = row;
    *n_before = 0;
    for (int before = row - 1; before >= 0; before--) {
        if (strcmp(group_name(sheet, before), group_name(sheet, row)) == 0) {
            first = before;
            ++*n_before;
        }
    }
    return first;
}

static void number_group(const struct care_sheet *sheet, int row, struct care_diagnostics *list,
                         struct care_allowance *out)
{
    int n_before;
    out->group = first_row_of_group(sheet, row, &n_before);
    if (n_before == CARE_MOST_ALLOWANCES_OF_GROUP) {
        care_diagnostics_add(list, place_of(sheet, row, CARE_ALLOWANCES_GROUP),
                             "more than %d rows of one stacking group", "同一组超过 %d 行",
                             CARE_MOST_ALLOWANCES_OF_GROUP);
    }
}

/* Insertion: rows of a group together, otherwise as in the table. */
static void insert_row(struct care_allowances *allowances, const struct care_allowance *row)
{
    int at = allowances->n_rows++;
    for (; at > 0 && allowances->rows[at - 1].group > row->group; at--) {
        allowances->rows[at] = allowances->rows[at - 1];
    }
    allowances->rows[at] = *row;
}

static void read_table(struct care_allowances *allowances, struct care_diagnostics *list)
{
    const struct care_sheet *sheet = allowances->parameters->table;
    for (int row = 0; row < sheet->n_rows; row++) {
        struct care_allowance read = read_row(sheet, row, list);
        read.is_of_city = district_of(allowances->areas, sheet, row, list) < 0;
        number_group(sheet, row, list, &read);
        insert_row(allowances, &read);
    }
}

int care_allowances_create(const struct care_allowances_parameters *parameters, const struct care_areas *areas,
                           struct care_diagnostics *list, struct care_allowances **out)
{
    const size_t n_rows = (size_t)parameters->table->n_rows;
    struct care_allowances *allowances = calloc(1, sizeof *allowances);
    *out = NULL;
    if (allowances == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    allowances->parameters = parameters;
    allowances->areas = areas;
    allowances->rows = calloc(n_rows, sizeof *allowances->rows);
    int status = allowances->rows != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
    if (status == CARE_OK) {
        read_table(allowances, list);
        status = care_registration_create(parameters->registered, areas, list, &allowances->registration);
    }
    if (status != CARE_OK) {
        care_allowances_free(allowances);
        return status;
    }
    *out = allowances;
    return CARE_OK;
}

void care_allowances_free(struct care_allowances *allowances)
{
    if (allowances != NULL) {
        care_registration_free(&allowances->registration);
        free(allowances->rows);
        free(allowances);
    }
}

/* ---- a district in a year ---- */

/* One district in one year. */
struct counting {
    const struct care_allowances *allowances;
    int district, year;
    double price_index;
    const struct care_profile_count *list;
    int n_list;
    double persons_for[3]; /* by enum care_allowances_hukou: registered persons that a resident who fits stands for */
};

/* Rows of one stacking group that are for the district, or those of them that are paid in the year. */
struct group {
    const struct care_allowance *row[CARE_MOST_ALLOWANCES_OF_GROUP];
    double yuan[CARE_MOST_ALLOWANCES_OF_GROUP]; /* a year, at prices of 2024 */
    int n;
};

static int32_t code_of(const struct counting *c)
{
    const struct care_areas *areas = c->allowances->areas;
    return areas->area[areas->district[c->district]].code;
}

/* The registered who are absent are spread like the residents with local registration. */
static void weigh_registration(struct counting *c)
{
    double n_local = 0;
    for (int i = 0; i < c->n_list; i++) {
        n_local += c->list[i].who.is_local ? c->list[i].persons : 0;
    }
    const double absent = n_local > 0 ? c->allowances->registration.absent[c->district] / n_local : 0;
    c->persons_for[CARE_HUKOU_NONE] = 1;
    c->persons_for[CARE_HUKOU_CITY] = 1 + absent;
    c->persons_for[CARE_HUKOU_DISTRICT] = c->allowances->registration.district_ratio[c->district] + absent;
}

/* Whether the district has rows of its own of an item. */
static bool has_own_rows(const struct counting *c, const char *item)
{
    const int32_t own = code_of(c);
    for (int i = 0; i < c->allowances->n_rows; i++) {
        const struct care_allowance *row = &c->allowances->rows[i];
        if (row->area_code == own && strcmp(row->item, item) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_listed(const struct counting *c, const struct care_allowance *row)
{
    return row->is_of_city ? !has_own_rows(c, row->item) : row->area_code == code_of(c);
}

static double yuan_of_year(const struct counting *c, const struct care_allowance *row)
{
    const struct care_allowances_parameters *parameters = c->allowances->parameters;
    const double factor = care_lever_at(&parameters->amount_factor[row->kind], code_of(c), c->year);
    const double indexation_share = row->is_indexed ? parameters->indexation_share : 0;
    return row->yuan_per_year * factor * care_allowances_worth(c->price_index, indexation_share);
}

/* The largest amount of a group that somebody is entitled to; -1: none. */
static int best_for(const struct group *group, const struct care_profile *who)
{
    int best = -1;
    for (int i = 0; i < group->n; i++) {
        if (care_entitlements_holds(&group->row[i]->who, who) && (best < 0 || group->yuan[i] > group->yuan[best])) {
            best = i;
        }
    }
    return best;
}

/* @param persons  [n of the group] who get each row */
static void count_persons(const struct counting *c, const struct group *group, double *persons)
{
    for (int i = 0; i < group->n; i++) {
        persons[i] = 0;
    }
    for (int i = 0; group->n > 0 && i < c->n_list; i++) {
        const int best = best_for(group, &c->list[i].who);
        if (best >= 0) {
            persons[best] += c->list[i].persons;
        }
    }
    for (int i = 0; i < group->n; i++) {
        persons[i] *= c->persons_for[group->row[i]->hukou] * group->row[i]->fitting_share;
    }
}

static void add_row(const struct care_allowance *row, double persons, double yuan, struct care_allowances_sums *out)
{
    out->persons[row->kind] += persons;
    out->yuan[row->kind] += persons * yuan;
    for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
        out->paid[payer] += persons * yuan * row->share[payer];
    }
}

static void count_group(const struct counting *c, const struct group *listed, struct care_allowances_sums *out)
{
    double persons[CARE_MOST_ALLOWANCES_OF_GROUP];
    struct group paid = {.n = 0};
    count_persons(c, listed, persons);
    for (int i = 0; i < listed->n; i++) {
        out->entitled[listed->row[i]->kind] += persons[i];
        if (c->year >= listed->row[i]->from_year) {
            paid.row[paid.n] = listed->row[i];
            paid.yuan[paid.n++] = listed->yuan[i];
        }
    }
    if (paid.n < listed->n) {
        count_persons(c, &paid, persons);
    }
    for (int i = 0; i < paid.n; i++) {
        add_row(paid.row[i], persons[i], paid.yuan[i], out);
    }
}

struct care_allowances_sums care_allowances_of_year(const struct care_allowances *allowances, int district, int year,
                                                    double price_index, const struct care_profile_count *list,
                                                    int n_list)
{
    struct counting c = {.allowances = allowances,
                         .district = district,
                         .year = year,
                         .price_index = price_index,
                         .list = list,
                         .n_list = n_list};
    struct care_allowances_sums sums = {0};
    weigh_registration(&c);
    for (int row = 0, next; row < allowances->n_rows; row = next) {
        struct group group = {.n = 0};
        for (next = row; next < allowances->n_rows && allowances->rows[next].group == allowances->rows[row].group;
             next++) {
            if (is_listed(&c, &allowances->rows[next])) {
                group.row[group.n] = &allowances->rows[next];
                group.yuan[group.n++] = yuan_of_year(&c, &allowances->rows[next]);
            }
        }
        count_group(&c, &group, &sums);
    }
    return sums;
}
