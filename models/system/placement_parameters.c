/* Parameters of the queue. */
#include "models/system/placement.h"

#include <stddef.h>

static const char *const levels[] = {"none", "mild", "moderate", "severe", "total", NULL};

#define FIELD(path, what, member, unit_, low_, high_, value, en, zh, ...)                                    \
    {                                                                                                        \
        .name = path, .kind = what, .offset = offsetof(struct care_queue_parameters, member), .unit = unit_, \
        .min = low_, .max = high_, .fallback = value, .doc = {en, zh}, __VA_ARGS__                           \
    }
#define KM(path, member, value, least, most, anchor, en, zh)                                                         \
    FIELD(path, CARE_FIELD_REAL, member, "km", 0, 1000, value, en, zh, .low = least, .high = most, .source = anchor, \
          .confidence = CARE_ASSUMED)
#define RANK(path, member, value, en, zh)                                                                          \
    FIELD(path, CARE_FIELD_LEVER, member, "1", 1, 3, value, en, zh, .low = 1, .high = 3, .source = "#queue-ranks", \
          .confidence = CARE_SEEN)
#define SWITCH(path, member, value, anchor, sure, en, zh) \
    FIELD(path, CARE_FIELD_BOOL, member, NULL, 0, 0, value, en, zh, .source = anchor, .confidence = sure)
static const struct care_field fields[] = {
    FIELD("steps_per_month", CARE_FIELD_INT, steps_per_month, "1", 1, 8, 1, "steps of the queue in a month",
          "每月轮候步数", .low = 1, .high = 8, .source = "#queue-steps-per-month", .confidence = CARE_CHOSEN),
    KM("neighbour_limit_km", neighbour_limit_km, 40, 20, 80, "#queue-neighbour-limit-km",
       "farther districts are not asked", "超过此距离的区不予考虑"),
    FIELD("neighbours", CARE_FIELD_INT, neighbours, "1", 0, 253, 15, "neighbouring districts asked, at most",
          "最多考虑的邻近区数", .low = 0, .high = 15, .source = "#queue-neighbours", .confidence = CARE_CHOSEN),
    KM("other_district_km", other_district_km, 10, 0, 30, "#queue-other-district-km",
       "a bed in another district counts as so much farther", "他区床位折算增加的距离"),
    KM("not_preferred_km", not_preferred_km, 5, 0, 20, "#queue-not-preferred-km",
       "a bed of the owner one does not prefer counts as so much farther", "非偏好性质床位折算增加的距离"),
    KM("market_price_km", market_price_km, 10, 0, 30, "#queue-market-price-km",
       "a private bed counts as so much farther for the bottom third of incomes", "低收入者民办床位折算增加的距离"),
    FIELD("prefers_public_share", CARE_FIELD_LEVER, prefers_public_share, "1", 0, 1, 0.5,
          "share of those who ask who prefer a public home", "偏好公办机构的比例", .low = 0.3, .high = 0.7,
          .source = "#queue-prefers-public-share", .confidence = CARE_ASSUMED),
    RANK("ranks.priority", priority_rank, 1, "rank of the priority groups, to the nearest whole; the destitute are 0",
         "优先群体的次序（特困人员为 0）"),
    RANK("ranks.disabled", disabled_rank, 2, "rank of other disabled people", "其他失能老年人的次序"),
    RANK("ranks.others", others_rank, 3, "rank of all others", "其他老年人的次序"),
    FIELD("waiting_list", CARE_FIELD_LEVER, waiting_list, "1", 0, 1, 1,
          "1: who asked first is served first within a rank; 0: no waiting list, by lot",
          "1：同一次序内先申请先服务（轮候制）；0：不轮候，抽签", .low = 0, .high = 1, .source = "#queue-waiting-list",
          .confidence = CARE_SEEN),
    SWITCH("priority.special", is_special_first, 1, "#queue-priority", CARE_SEEN,
           "people in special difficulty are in the priority groups", "特殊困难老年人列入优先群体"),
    SWITCH("priority.veterans", are_veterans_first, 0, "#queue-priority", CARE_SEEN,
           "veterans and their kin are in the priority groups", "优抚对象列入优先群体"),
    {.name = "disabled_from_level",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct care_queue_parameters, disabled_from_level),
     .choices = levels,
     .fallback = 2,
     .doc = {"\"disabled\" in the ranks: this level and worse", "轮候次序中的失能：该等级及以上"},
     .source = "#queue-disabled-from-level",
     .confidence = CARE_ASSUMED},
    FIELD("public_floor", CARE_FIELD_LEVER, public_floor, "1", 0, 10, 1,
          "public beds kept for each destitute person who wants one", "每名有意愿特困人员保留的公办床位", .low = 1,
          .high = 2, .source = "#queue-public-floor", .confidence = CARE_ASSUMED),
    SWITCH("assessment_first", is_assessment_first, 1, "#queue-assessment-first", CARE_SEEN,
           "nobody is admitted or served before an assessment", "先评估后入住"),
    FIELD("assessments_per_1000_per_month", CARE_FIELD_LEVER, assessments_per_1000_per_month, "month-1", 0, 1000, 5,
          "assessments of new askers that can be made, per 1000 residents of 60 and over",
          "每千名 60 岁及以上常住老人每月可完成的评估数", .low = 2, .high = 10,
          .source = "#queue-assessments-per-1000-per-month", .confidence = CARE_ASSUMED),
    SWITCH("staff_binds", is_staff_binding, 1, "#queue-staff-binds", CARE_CHOSEN,
           "nobody is admitted or served without staff", "护理人员不足时不接收"),
    FIELD("mean_stay_months", CARE_FIELD_REAL, mean_stay_months, "month", 1, 240, 30,
          "months since asking of those who wanted a place in 2020, on average", "2020 年需求者自提出申请起的平均月数",
          .low = 18, .high = 48, .source = "#queue-mean-stay-months", .confidence = CARE_ASSUMED),
};
#undef SWITCH
#undef RANK
#undef KM
#undef FIELD
const struct care_section care_placement_parameters_section = {
    .name = "queue",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_queue_parameters),
    .doc = {"the queue for beds and places", "床位与服务的轮候"},
};
