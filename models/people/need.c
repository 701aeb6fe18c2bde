#include "models/people/need.h"

#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>

/* ---- section need ---- */

#define HOURS(key, member, anchor, level, index, from, to, value, en, zh)                                            \
    {                                                                                                                \
        .name = key "." level, .kind = CARE_FIELD_REAL,                                                              \
        .offset = offsetof(struct care_need_parameters, member[index]), .unit = "hour week-1", .min = 0, .max = 168, \
        .low = from, .high = to, .fallback = value, .doc = {en ": " level, zh "：" level}, .source = anchor,         \
        .confidence = CARE_ASSUMED                                                                                   \
    }
#define HOUSEHOLD(level, index, from, to, value)                                                                 \
    HOURS("household_hours_per_week", household_hours, "#need-household-hours-per-week", level, index, from, to, \
          value, "need of help with cooking, washing, shopping", "家务（做饭、洗衣、购物）所需时间")
#define PERSONAL(level, index, from, to, value)                                                                      \
    HOURS("personal_hours_per_week", personal_hours, "#need-personal-hours-per-week", level, index, from, to, value, \
          "need of help with eating, dressing, washing, moving, toilet",                                             \
          "生活照料（进食、穿衣、洗漱、移动、如厕）所需时间")
#define NURSING(level, index, from, to, value)                                                                    \
    HOURS("nursing_hours_per_week", nursing_hours, "#need-nursing-hours-per-week", level, index, from, to, value, \
          "need of dressings, catheters, medicine, exercises", "护理（换药、导管、用药、康复训练）所需时间")
#define SUPERVISION(stage, index, from, to, value)                                                                     \
    HOURS("supervision_hours_per_week", supervision_hours, "#need-supervision-hours-per-week", stage, index, from, to, \
          value, "need of supervision with dementia, on top", "失智者另需的看护时间")
static const struct care_field need_fields[] = {
    HOUSEHOLD("none", 0, 0, 2, 0),    HOUSEHOLD("mild", 1, 2, 10, 4),        HOUSEHOLD("moderate", 2, 4, 25, 7),
    HOUSEHOLD("severe", 3, 4, 25, 7), HOUSEHOLD("total", 4, 4, 25, 7),       PERSONAL("none", 0, 0, 0, 0),
    PERSONAL("mild", 1, 1, 7, 3),     PERSONAL("moderate", 2, 5, 18, 10),    PERSONAL("severe", 3, 12, 35, 21),
    PERSONAL("total", 4, 18, 45, 28), NURSING("none", 0, 0, 1, 0),           NURSING("mild", 1, 0, 1, 0),
    NURSING("moderate", 2, 0, 2, 1),  NURSING("severe", 3, 1, 4, 2),         NURSING("total", 4, 2, 8, 4),
    SUPERVISION("mild", 0, 2, 9, 4),  SUPERVISION("moderate", 1, 7, 21, 14), SUPERVISION("severe", 2, 14, 42, 21),
};
#undef SUPERVISION
#undef NURSING
#undef PERSONAL
#undef HOUSEHOLD
#undef HOURS
const struct care_section care_need_section = {
    .name = "need",
    .fields = need_fields,
    .n_fields = sizeof need_fields / sizeof need_fields[0],
    .size = sizeof(struct care_need_parameters),
    .doc = {"hours of care needed", "照料需要（小时）"},
};

/* ---- section family_care ---- */

#define FAMILY(path, what, member, unit_, most, from, to, value, anchor, conf, en, zh)                        \
    {                                                                                                         \
        .name = path, .kind = what, .offset = offsetof(struct care_family_parameters, member), .unit = unit_, \
        .min = 0, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, .source = anchor, \
        .confidence = conf                                                                                    \
    }
#define ABILITY(level, index, from, to, value)                                                         \
    FAMILY("partner_ability." level, CARE_FIELD_REAL, partner_ability[index], "1", 1, from, to, value, \
           "#family-care-partner-ability", CARE_ASSUMED,                                               \
           "share of these hours left at the partner's own level: " level, "配偶自身失能时仍能提供的比例：" level)
static const struct care_field family_fields[] = {
    FAMILY("partner_hours_per_week", CARE_FIELD_REAL, partner_hours, "hour week-1", 168, 14, 60, 28,
           "#family-care-partner-hours-per-week", CARE_ASSUMED,
           "a partner of 70 or younger without disability can give", "70 岁及以下、能力完好的配偶可提供的照料"),
    FAMILY("partner_fall_per_year", CARE_FIELD_REAL, partner_fall_per_year, "year-1", 1, 0.02, 0.06, 0.04,
           "#family-care-partner-fall-per-year", CARE_ASSUMED,
           "share lost for each year of the partner's age beyond 70", "配偶 70 岁以后每长一岁减少的比例"),
    ABILITY("none", 0, 0, 0, 1),
    ABILITY("mild", 1, 0.4, 0.8, 0.6),
    ABILITY("moderate", 2, 0.1, 0.4, 0.2),
    ABILITY("severe", 3, 0, 0.1, 0),
    ABILITY("total", 4, 0, 0.1, 0),
    FAMILY("resident_child_hours_per_week", CARE_FIELD_REAL, resident_child_hours, "hour week-1", 168, 10, 40, 21,
           "#family-care-resident-child-hours-per-week", CARE_ASSUMED, "the child in the household can give",
           "同住子女可提供的照料"),
    FAMILY("near_child_hours_per_week", CARE_FIELD_REAL, near_child_hours, "hour week-1", 168, 2, 10, 5,
           "#family-care-near-child-hours-per-week", CARE_ASSUMED, "each other child near by can give",
           "每名住在附近的其他子女可提供的照料"),
    FAMILY("trained_share", CARE_FIELD_LEVER, trained_share, "1", 1, 0, 0.3, 0, "#family-care-trained-share",
           CARE_CHOSEN, "share of family carers who are trained", "接受培训的家庭照料者比例"),
    FAMILY("trained_gain", CARE_FIELD_REAL, trained_gain, "1", 2, 0, 0.30, 0.15, "#family-care-trained-gain",
           CARE_ASSUMED, "gain in what the hours of a trained carer cover", "受训照料者照料时间的相对增益"),
    FAMILY("respite_days_per_year", CARE_FIELD_LEVER, respite_days_per_year, "day year-1", 365, 0, 30, 0,
           "#family-care-respite-days-per-year", CARE_CHOSEN,
           "days taken over by respite, mean of those cared for by family", "由家庭照料者平均每年获得的喘息服务天数"),
    {.name = "gap_large_share",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_family_parameters, gap_large_share),
     .unit = "1",
     .min = 0.01,
     .max = 1,
     .low = 0.3,
     .high = 0.7,
     .fallback = 0.5,
     .doc = {"a gap of this share of the need and more is large", "缺口占需要的比例达到此值即为大缺口"},
     .source = "#family-care-gap-large-share",
     .confidence = CARE_CHOSEN},
};
#undef ABILITY
#undef FAMILY
const struct care_section care_need_family_section = {
    .name = "family_care",
    .fields = family_fields,
    .n_fields = sizeof family_fields / sizeof family_fields[0],
    .size = sizeof(struct care_family_parameters),
    .doc = {"what the family can give", "家庭照料能力"},
};

/* ---- tables ---- */

/* The ranges of the fields keep every cell within 16 bits: the most is three children of 168 hours, tripled by training. */
static int16_t tenths(double hours)
{
    return (int16_t)nearbyint(care_round(10 * hours));
}

static void fill_need(const struct care_need_parameters *need, struct care_need_tables *out)
{
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        for (int stage = 0; stage < CARE_N_STAGES; stage++) {
            int16_t *kinds = out->need[level][stage];
            kinds[CARE_NEED_HOUSEHOLD] = tenths(need->household_hours[level]);
            kinds[CARE_NEED_PERSONAL] = tenths(need->personal_hours[level]);
            kinds[CARE_NEED_NURSING] = tenths(need->nursing_hours[level]);
            kinds[CARE_NEED_SUPERVISION] =
                stage == CARE_NO_DEMENTIA ? 0 : tenths(need->supervision_hours[stage - CARE_DEMENTIA_MILD]);
            int all = 0; /* of the whole tenths, so that kinds add up to it */
            for (int kind = 0; kind < CARE_N_NEED_KINDS; kind++) {
                all += kinds[kind];
            }
            out->need_all[level][stage] = (int16_t)all;
        }
    }
}

static void fill_family(const struct care_family_parameters *family, double trained_share, struct care_need_tables *out)
{
    enum { FULL_UNTIL = 70 };
    const double trained = 1 + trained_share * family->trained_gain;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        for (int age = 0; age < CARE_N_AGES; age++) {
            const double lost = age > FULL_UNTIL ? family->partner_fall_per_year * (age - FULL_UNTIL) : 0;
            out->partner[level][age] =
                tenths(family->partner_hours * fmax(0, 1 - lost) * family->partner_ability[level] * trained);
        }
    }
    for (int n = 0; n < CARE_N_HELPING_CHILDREN; n++) {
        const int others = n > 1 ? n - 1 : 0;
        out->children[0][n] = tenths(n * family->near_child_hours * trained);
        out->children[1][n] = tenths((family->resident_child_hours + others * family->near_child_hours) * trained);
    }
}

static void fill_gap(const struct care_family_parameters *family, double respite_days, struct care_need_tables *out)
{
    const double respite = respite_days / 365;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        for (int stage = 0; stage < CARE_N_STAGES; stage++) {
            const double all = out->need_all[level][stage];
            out->respite[level][stage] = (int16_t)nearbyint(care_round(all * respite));
            out->large_from[level][stage] = (int16_t)ceil(care_round(all * family->gap_large_share));
        }
    }
}

struct care_need_tables care_need_tables_of(const struct care_need_parameters *need,
                                            const struct care_family_parameters *family, int32_t district_code,
                                            int year)
{
    struct care_need_tables tables;
    fill_need(need, &tables);
    fill_family(family, care_lever_at(&family->trained_share, district_code, year), &tables);
    fill_gap(family, care_lever_at(&family->respite_days_per_year, district_code, year), &tables);
    return tables;
}
