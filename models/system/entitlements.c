#include "models/system/entitlements.h"

const char *const care_entitlements_reliefs[] = {"none", "near_poor", "low_income", "destitute", NULL};
const char *const care_entitlements_certificates[] = {"none", "other", "severe", NULL};
const char *const care_entitlements_levels[] = {"none", "mild", "moderate", "severe", "total", NULL};
const char *const care_entitlements_answers[] = {"any", "no", "yes", NULL};

const struct care_entitlement care_entitlements_of_all = {.last_band = CARE_N_AGE_BANDS - 1,
                                                          .reliefs = (1 << CARE_N_RELIEFS) - 1,
                                                          .certificates = (1 << CARE_N_CERTIFICATES) - 1,
                                                          .levels = (1 << CARE_N_LEVELS) - 1,
                                                          .late_dementia = -1,
                                                          .bereaved = -1,
                                                          .insured = -1,
                                                          .veteran = -1,
                                                          .local = -1,
                                                          .rural = -1,
                                                          .special = -1,
                                                          .alone = -1,
                                                          .in_home = -1};

/* ---- people ---- */

static bool fits(int8_t wanted, bool answer)
{
    return wanted < 0 || wanted == answer;
}

bool care_entitlements_holds(const struct care_entitlement *conditions, const struct care_profile *who)
{
    return who->band >= conditions->first_band && who->band <= conditions->last_band &&
           (conditions->reliefs >> who->relief & 1) != 0 && (conditions->certificates >> who->certificate & 1) != 0 &&
           (conditions->levels >> who->level & 1) != 0 && fits(conditions->late_dementia, who->has_late_dementia) &&
           fits(conditions->bereaved, who->is_bereaved) && fits(conditions->insured, who->is_insured) &&
           fits(conditions->veteran, who->is_veteran) && fits(conditions->local, who->is_local) &&
           fits(conditions->rural, who->is_rural) && fits(conditions->special, who->is_special) &&
           fits(conditions->alone, who->is_alone) && fits(conditions->in_home, who->is_in_home);
}

int64_t care_entitlements_persons(const struct care_entitlement *alternatives, int n,
                                  const struct care_profile_count *list, int n_list)
{
    int64_t persons = 0;
    for (int i = 0; i < n_list; i++) {
        bool is_entitled = false;
        for (int a = 0; a < n && !is_entitled; a++) {
            is_entitled = care_entitlements_holds(&alternatives[a], &list[i].who);
        }
        persons += is_entitled ? list[i].persons : 0;
    }
    return persons;
}

/* ---- rows of a table ---- */

/* One row while it is read. */
struct reading {
    const struct care_sheet *sheet;
    int first, row;
    struct care_diagnostics *list;
};

static int value_of(const struct reading *r, enum care_entitlements_column column)
{
    return care_sheet_int(r->sheet, r->first + (int)column, r->row);
}

static struct care_place place_of(const struct reading *r, enum care_entitlements_column column)
{
    return (struct care_place){.file = care_sheet_origin(r->sheet, r->row),
                               .line = r->sheet->line[r->row],
                               .key = r->sheet->spec->columns[r->first + (int)column].name};
}

static void check_order(const struct reading *r, enum care_entitlements_column from, enum care_entitlements_column to)
{
    if (value_of(r, from) > value_of(r, to)) {
        care_diagnostics_add(r->list, place_of(r, to), "%s exceeds %s: nobody can be entitled",
                             "%s 高于 %s：无人可以符合", place_of(r, from).key, place_of(r, to).key);
    }
}

/* The band that begins at an age; the last one plus 1 from the end of the table on. */
static int band_from(const struct reading *r, enum care_entitlements_column column)
{
    enum { LAST_AGE = 100, NO_LIMIT = 150 };
    const int age = value_of(r, column);
    if (age == NO_LIMIT) {
        return CARE_N_AGE_BANDS;
    }
    if (age > LAST_AGE || age % 5 != 0) {
        care_diagnostics_add(r->list, place_of(r, column), "age %d is inside a band; allowed: 60, 65, 70 .. 100",
                             "年龄 %d 落在年龄组之内；允许 60、65、70……100", age);
    }
    return care_care_age_group(age);
}

static uint8_t bits_from_to(int from, int to)
{
    return (uint8_t)((1 << (to + 1)) - (1 << from));
}

static int8_t answer_of(const struct reading *r, enum care_entitlements_column column)
{
    return (int8_t)(value_of(r, column) - 1);
}

struct care_entitlement care_entitlements_read(const struct care_sheet *sheet, int first, int row,
                                               struct care_diagnostics *list)
{
    const struct reading r = {sheet, first, row, list};
    const int first_band = band_from(&r, CARE_ENTITLED_AGE_FROM), end_band = band_from(&r, CARE_ENTITLED_AGE_BELOW);
    if (end_band <= first_band) {
        care_diagnostics_add(list, place_of(&r, CARE_ENTITLED_AGE_BELOW),
                             "age_below must exceed age_from: nobody can be entitled",
                             "age_below 须大于 age_from：无人可以符合");
    }
    check_order(&r, CARE_ENTITLED_RELIEF_FROM, CARE_ENTITLED_RELIEF_TO);
    check_order(&r, CARE_ENTITLED_LEVEL_FROM, CARE_ENTITLED_LEVEL_TO);
    return (struct care_entitlement){
        .first_band = first_band,
        .last_band = end_band - 1,
        .reliefs = bits_from_to(value_of(&r, CARE_ENTITLED_RELIEF_FROM), value_of(&r, CARE_ENTITLED_RELIEF_TO)),
        .certificates = bits_from_to(value_of(&r, CARE_ENTITLED_CERTIFICATE_FROM), CARE_CERTIFICATE_SEVERE),
        .levels = bits_from_to(value_of(&r, CARE_ENTITLED_LEVEL_FROM), value_of(&r, CARE_ENTITLED_LEVEL_TO)),
        .late_dementia = answer_of(&r, CARE_ENTITLED_LATE_DEMENTIA),
        .bereaved = answer_of(&r, CARE_ENTITLED_BEREAVED),
        .insured = answer_of(&r, CARE_ENTITLED_INSURED),
        .veteran = answer_of(&r, CARE_ENTITLED_VETERAN),
        .local = answer_of(&r, CARE_ENTITLED_LOCAL_HUKOU),
        .rural = answer_of(&r, CARE_ENTITLED_RURAL),
        .special = answer_of(&r, CARE_ENTITLED_SPECIAL),
        .alone = answer_of(&r, CARE_ENTITLED_ALONE),
        .in_home = answer_of(&r, CARE_ENTITLED_IN_HOME),
    };
}
