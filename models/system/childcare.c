#include "models/system/childcare.h"

#include "models/columns.h"
#include "models/people.h"
#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

static const struct care_sheet_column columns[] = {
    [CARE_CHILDCARE_AREA] = CARE_COLUMNS_AREA_OF("code of the district", "区县代码"),
    [CARE_CHILDCARE_PLACES] = {.name = "places",
                               .kind = CARE_SHEET_INT,
                               .unit = "1",
                               .min = 0,
                               .max = 1e6,
                               .doc = {"childcare places of 2020", "2020 年托位数"}},
};
const struct care_sheet_spec care_childcare_sheet = {
    .name = "childcare",
    .columns = columns,
    .n_columns = sizeof columns / sizeof columns[0],
    .min_rows = 1,
    .doc = {"childcare places of 2020 by district", "2020 年分区托位数"},
};

#define NUMBER(path, what, member, unit_, least, most, from, to, value, anchor, conf, en, zh)                     \
    {                                                                                                             \
        .name = path, .kind = what, .offset = offsetof(struct care_childcare_parameters, member), .unit = unit_,  \
        .min = least, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, .source = anchor, \
        .confidence = conf                                                                                        \
    }
#define LEVER(path, member, most, from, to, value, anchor, conf, en, zh) \
    NUMBER(path, CARE_FIELD_LEVER, member, "1", 0, most, from, to, value, anchor, conf, en, zh)
#define WISH(path, index, from, to, value, en, zh)                                                          \
    LEVER("wish_share." path, wish_share[index], 1, from, to, value, "#childcare-wish-share", CARE_ASSUMED, \
          "share of children " en " whose parents take an inclusive place", zh "婴幼儿选择普惠托位的比例")
#define RATIO(path, index, from, to, value, en, zh)                                                               \
    NUMBER("children_per_worker." path, CARE_FIELD_REAL, children_per_worker[index], "1", 1, 50, from, to, value, \
           "#childcare-children-per-worker", CARE_RECALLED, "children " en " to one worker",                      \
           "每名保育人员照护" zh "婴幼儿数")
static const struct care_field fields[] = {
    {.name = "places",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_childcare_parameters, places),
     .is_required = true,
     .sheet = &care_childcare_sheet,
     .doc = {"childcare places of 2020 by district", "2020 年分区托位数"},
     .source = "#childcare-places",
     .confidence = CARE_ASSUMED},
    LEVER("places_per_1000", places_per_1000, 100, 2, 8, 4.5, "#childcare-places-per-1000", CARE_SEEN,
          "places the norm asks per 1000 residents", "每千人口托位数标准"),
    LEVER("gap_closed_share_per_year", gap_closed_share_per_year, 1, 0, 1, 0, "#childcare-gap-closed-share-per-year",
          CARE_CHOSEN, "share of the places missing to the norm that is built each year", "每年补足托位缺口的比例"),
    LEVER("inclusive_share", inclusive_share, 1, 0.4, 1, 0.6, "#childcare-inclusive-share", CARE_SEEN,
          "share of places at the inclusive price", "普惠托位占比"),
    NUMBER("new_areas.above_persons", CARE_FIELD_REAL, new_area_persons, "1", 0, 1e6, 10000, 10000, 10000,
           "#childcare-new-areas", CARE_SEEN, "new residential areas above this size shall have places",
           "须配建托育设施的新建居住区人口规模"),
    LEVER("new_areas.places_per_1000", new_area_places_per_1000, 100, 4, 8, 4, "#childcare-new-areas", CARE_SEEN,
          "places per 1000 people of such areas", "其每千人托位数"),
    LEVER("new_areas.kindergarten_share", new_area_kindergarten_share, 1, 0, 0.6, 0, "#childcare-new-areas",
          CARE_CHOSEN, "share of these places that kindergartens of the area supply already",
          "其中由配建幼儿园提供的比例"),
    LEVER("kindergarten.share", kindergarten_share, 1, 0, 0.8, 0, "#childcare-kindergarten", CARE_CHOSEN,
          "share of places in toddler classes of kindergartens", "幼儿园托班托位占比"),
    {.name = "kindergarten.from_age",
     .kind = CARE_FIELD_INT,
     .offset = offsetof(struct care_childcare_parameters, kindergarten_from_age),
     .unit = "year",
     .min = 0,
     .max = CARE_CHILDCARE_AGES - 1,
     .low = 0,
     .high = 2,
     .fallback = 2,
     .doc = {"youngest age that these classes take", "托班招收的最小年龄"},
     .source = "#childcare-kindergarten",
     .confidence = CARE_SEEN},
    WISH("under_1", 0, 0, 0.05, 0.01, "under 1", "不满 1 岁"),
    WISH("age_1", 1, 0.03, 0.3, 0.06, "of 1", "1 岁"),
    WISH("age_2", 2, 0.08, 0.55, 0.15, "of 2", "2 岁"),
    LEVER("market_share", market_share, 1, 0.2, 0.8, 0.5, "#childcare-market-share", CARE_ASSUMED,
          "share of those left without an inclusive place who take one at the market price",
          "未获普惠托位者选择市场价托位的比例"),
    RATIO("under_1", 0, 3, 3, 3, "under 1", "不满 1 岁"),
    RATIO("age_1", 1, 5, 5, 5, "of 1", "1 岁"),
    RATIO("age_2", 2, 7, 7, 7, "of 2", "2 岁"),
    LEVER("certified_share", certified_share, 1, 0.6, 1, 1, "#childcare-certified-share", CARE_SEEN,
          "share of workers who shall be certified", "保育人员持证上岗比例"),
    NUMBER("places_per_site", CARE_FIELD_REAL, site_places, "1", 5, 1000, 20, 100, 35, "#childcare-places-per-site",
           CARE_DERIVED, "places of one site", "每个托育机构托位数"),
};
#undef RATIO
#undef WISH
#undef LEVER
#undef NUMBER
const struct care_section care_childcare_section = {
    .name = "childcare",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_childcare_parameters),
    .doc = {"childcare for children under three", "3 岁以下婴幼儿托育"},
};

/* ---- the table ---- */

int care_childcare_check(const struct care_childcare_parameters *parameters, const struct care_areas *areas,
                         struct care_diagnostics *list)
{
    const struct care_sheet *sheet = parameters->places;
    for (int row = 0; row < sheet->n_rows; row++) {
        (void)care_areas_district_in_row(areas, sheet, CARE_CHILDCARE_AREA, row, list);
    }
    care_areas_check_districts(areas, sheet, CARE_CHILDCARE_AREA, list);
    return care_diagnostics_status(list);
}

/* ---- one year ---- */

static double value_of(const struct care_childcare *childcare, const struct care_lever *lever, int district, int year)
{
    return care_lever_at(lever, childcare->areas->area[childcare->areas->district[district]].code, year);
}

static int32_t whole(double number)
{
    return (int32_t)nearbyint(care_round(number));
}

static int32_t at_least(double number)
{
    return (int32_t)ceil(care_round(number));
}

/* Handed over with the new areas of this very year. */
static double places_of_new_areas(const struct care_childcare *childcare, int district, int year)
{
    const struct care_land_plan *plan = childcare->new_areas;
    const double above = childcare->parameters->new_area_persons;
    const double persons = care_land_areas_persons_above(plan, district, year, above) -
                           care_land_areas_persons_above(plan, district, year - 1, above);
    const double places_per_1000 =
        value_of(childcare, &childcare->parameters->new_area_places_per_1000, district, year);
    const double by_kindergartens =
        value_of(childcare, &childcare->parameters->new_area_kindergarten_share, district, year);
    return persons / 1000 * places_per_1000 * (1 - by_kindergartens);
}

static double places_by_norm(const struct care_childcare *childcare, int district, int year, double residents)
{
    return residents / 1000 * value_of(childcare, &childcare->parameters->places_per_1000, district, year);
}

int32_t care_childcare_places(const struct care_childcare *childcare, int district, int year, double residents,
                              int32_t before)
{
    const double after_new = before + places_of_new_areas(childcare, district, year);
    const double missing = fmax(0, places_by_norm(childcare, district, year, residents) - after_new);
    return whole(after_new +
                 missing * value_of(childcare, &childcare->parameters->gap_closed_share_per_year, district, year));
}

/* Places that no child can take, because those of kindergartens are more than the children old enough who wish one. */
static int32_t places_beyond_children(const struct care_childcare *childcare, int district, int year,
                                      const double *wish, int32_t places)
{
    const struct care_childcare_parameters *parameters = childcare->parameters;
    double old_enough = 0;
    for (int age = parameters->kindergarten_from_age; age < CARE_CHILDCARE_AGES; age++) {
        old_enough += wish[age];
    }
    const double in_classes = places * value_of(childcare, &parameters->kindergarten_share, district, year);
    return whole(fmax(0, in_classes - old_enough));
}

/* Of those who wish a place; the market's share of the rest as far as other places go. */
static int32_t used_of(int32_t demand, int32_t places, int32_t inclusive, double market_share)
{
    const int32_t in_inclusive = demand < inclusive ? demand : inclusive;
    const int32_t willing = whole((demand - in_inclusive) * market_share), others = places - inclusive;
    return in_inclusive + (willing < others ? willing : others);
}

/* Workers of all ages; those served have the ages of those who wish. */
static double workers_for(const struct care_childcare *childcare, const double *wish, int32_t used)
{
    double all = 0, workers = 0;
    for (int age = 0; age < CARE_CHILDCARE_AGES; age++) {
        all += wish[age];
        workers += wish[age] / childcare->parameters->children_per_worker[age];
    }
    return all > 0 ? workers * used / all : 0;
}

void care_childcare_year(const struct care_childcare *childcare, int district, int year,
                         const struct care_childcare_children *children, int32_t places, int32_t *out)
{
    const struct care_childcare_parameters *parameters = childcare->parameters;
    double wish[CARE_CHILDCARE_AGES], all_wish = 0;
    int32_t under_3 = 0;
    for (int age = 0; age < CARE_CHILDCARE_AGES; age++) {
        wish[age] = children->of_age[age] * value_of(childcare, &parameters->wish_share[age], district, year);
        all_wish += wish[age];
        under_3 += children->of_age[age];
    }
    const int32_t demand = whole(all_wish);
    const double inclusive_share = value_of(childcare, &parameters->inclusive_share, district, year);
    const int32_t open = places - places_beyond_children(childcare, district, year, wish, places);
    const int32_t used = used_of(demand, open, at_least(open * inclusive_share),
                                 value_of(childcare, &parameters->market_share, district, year));
    const int32_t workers = at_least(workers_for(childcare, wish, used));
    out[CARE_CHILDCARE_UNDER_3] = under_3;
    out[CARE_CHILDCARE_N_PLACES] = places;
    out[CARE_CHILDCARE_INCLUSIVE_PLACES] = at_least(places * inclusive_share);
    out[CARE_CHILDCARE_NEEDED] = at_least(places_by_norm(childcare, district, year, children->residents));
    out[CARE_CHILDCARE_SITES] = at_least(places / parameters->site_places);
    out[CARE_CHILDCARE_DEMAND] = demand;
    out[CARE_CHILDCARE_USED] = used;
    out[CARE_CHILDCARE_UNMET] = demand - used;
    out[CARE_CHILDCARE_IDLE] = places - used;
    out[CARE_CHILDCARE_WORKERS_NEEDED] = workers;
    out[CARE_CHILDCARE_CERTIFIED_NEEDED] =
        at_least(workers * value_of(childcare, &parameters->certified_share, district, year));
}

/* ---- the model ---- */

int care_childcare_create(struct care_childcare *out)
{
    const struct care_sheet *sheet = out->parameters->places;
    out->places = calloc((size_t)out->areas->n_districts, sizeof *out->places);
    if (out->places == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int row = 0; row < sheet->n_rows; row++) {
        const int area = care_areas_find(out->areas, (int32_t)care_sheet_int(sheet, CARE_CHILDCARE_AREA, row));
        out->places[out->areas->area[area].district] = (int32_t)care_sheet_int(sheet, CARE_CHILDCARE_PLACES, row);
    }
    return CARE_OK;
}

void care_childcare_free(struct care_childcare *childcare)
{
    free(childcare->places);
    childcare->places = NULL;
}

static struct care_childcare_children children_of(const int32_t *counts)
{
    struct care_childcare_children children = {0};
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        const int age = i % CARE_N_AGES;
        children.residents += counts[i];
        if (age < CARE_CHILDCARE_AGES) {
            children.of_age[age] += counts[i];
        }
    }
    return children;
}

static int close(void *self, const struct care_year *year)
{
    struct care_childcare *childcare = self;
    for (int d = 0; d < childcare->areas->n_districts; d++) {
        const struct care_childcare_children children =
            children_of(care_tally_counts(childcare->tally, childcare->population, year->year, d));
        if (year->year > CARE_FIRST_YEAR) { /* the places of 2020 are the table's */
            childcare->places[d] =
                care_childcare_places(childcare, d, year->year, children.residents, childcare->places[d]);
        }
        int32_t *cells = care_tally_counts(childcare->tally, childcare->cube, year->year, d);
        if (cells != NULL) {
            care_childcare_year(childcare, d, year->year, &children, childcare->places[d], cells);
        }
    }
    return CARE_OK;
}

const struct care_model care_childcare_model = {
    .name = "childcare",
    .doc = {"childcare for children under three", "3 岁以下婴幼儿托育"},
    .close = close,
};

static const char *const items[] = {
    "under_3", "places", "inclusive_places", "places_by_norm",  "sites", "demand", "used",
    "unmet",   "idle",   "workers_needed",   "certified_needed"};
static const char *const items_zh[] = {"3 岁以下婴幼儿", "托位",         "普惠托位",  "按标准应有托位",
                                       "托育机构",       "入托需求",     "实际收托",  "未满足",
                                       "空余托位",       "需要保育人员", "其中应持证"};
static const struct care_axis item_axis = {"childcare_item", CARE_N_CHILDCARE_ITEMS,       NULL, items,
                                           items_zh,         {"of childcare", "托育项目"}, NULL};
const struct care_cube_spec care_childcare_cube = {
    "childcare",
    CARE_CUBE_INT32,
    CARE_CUBE_STOCK,
    {&item_axis},
    "1",
    {"children under three, places and their use", "3 岁以下婴幼儿、托位及其使用"},
    "childcare",
    3};
