#include "models/system/workforce_parameters.h"

#include <stddef.h>

#define ROW(path, what, member, unit_, least, most, value, from, to, anchor, sure, en, zh)                        \
    {                                                                                                             \
        .name = path, .kind = what, .offset = offsetof(struct care_workforce_parameters, member), .unit = unit_,  \
        .min = least, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, .source = anchor, \
        .confidence = sure                                                                                        \
    }
#define FIELD(path, what, member, unit_, most, value, from, to, anchor, sure, en, zh) \
    ROW(path, what, member, unit_, 0, most, value, from, to, anchor, sure, en, zh)
/* What need is divided by. */
#define DIVISOR(path, member, unit_, most, value, from, to, anchor, sure, en, zh) \
    ROW(path, CARE_FIELD_REAL, member, unit_, 0.1, most, value, from, to, anchor, sure, en, zh)
#define LEVER(path, member, most, value, from, to, anchor, sure, en, zh) \
    FIELD(path, CARE_FIELD_LEVER, member, "1", most, value, from, to, anchor, sure, en, zh)
#define PERSONS(path, member, value, from, to, anchor, sure, en, zh) \
    FIELD(path, CARE_FIELD_SERIES, member, "1", 1e7, value, from, to, anchor, sure, en, zh)
#define RATIO(level, member, value, from, to, en, zh)                             \
    DIVISOR("residents_per_caregiver." level, member, "1", 1000, value, from, to, \
            "#workforce-residents-per-caregiver", CARE_RECALLED, en, zh)
#define COURSES(who, index, from, to, en, zh)                                                        \
    FIELD("district_courses." who, CARE_FIELD_LEVER, district_courses[index], "1", 1e6, 0, from, to, \
          "#workforce-district-courses", CARE_CHOSEN,                                                \
          en " trained a year in courses of the district, besides its part of the city's",           \
          "本区自办每年培训" zh "人数（全市培训之外）")
#define TRAINING(who, index, value, from, to, en, zh)                                                \
    FIELD("training_yuan." who, CARE_FIELD_REAL, training_yuan[index], "yuan", 1e6, value, from, to, \
          "#workforce-training-yuan", CARE_ASSUMED, en, zh)
static const struct care_field fields[] = {
    FIELD("caregivers_of_homes_2020", CARE_FIELD_REAL, caregivers_of_homes_2020, "1", 1e7, 0, 4800, 9500,
          "#workforce-caregivers-of-homes-2020", CARE_DERIVED,
          "caregivers in homes in 2020; at least as many as needed", "2020 年机构护理员数（不少于所需）"),
    FIELD("posts_factor_2020", CARE_FIELD_REAL, posts_factor_2020, "1", 10, 1, 0, 2, "#workforce-posts-factor-2020",
          CARE_CHOSEN, "factor on all posts of 2020", "2020 年各类人员数的倍数"),
    RATIO("none", residents_per_caregiver[0], 17.5, 15, 20, "residents per caregiver: no disability",
          "每名护理员照护人数：能力完好"),
    RATIO("mild", residents_per_caregiver[1], 10, 8, 12, "residents per caregiver: mild", "每名护理员照护人数：轻度"),
    RATIO("moderate", residents_per_caregiver[2], 6.5, 5, 8, "residents per caregiver: moderate",
          "每名护理员照护人数：中度"),
    RATIO("severe", residents_per_caregiver[3], 4, 3, 5, "residents per caregiver: severe", "每名护理员照护人数：重度"),
    RATIO("total", residents_per_caregiver[4], 4, 3, 5, "residents per caregiver: total", "每名护理员照护人数：完全"),
    RATIO("dementia_bed", residents_per_caregiver_dementia, 3, 2.5, 4,
          "residents per caregiver in a dementia unit, at most", "失智照护单元每名护理员照护人数上限"),
    ROW("residents_factor", CARE_FIELD_SERIES, residents_factor, "1", 0.1, 10, 1, 0.7, 1.5,
        "#workforce-residents-factor", CARE_CHOSEN, "factor on residents per caregiver", "每名护理员照护人数的倍数"),
    DIVISOR("day_users_per_staff", day_users_per_staff, "1", 1000, 8, 5, 12, "#workforce-day-users-per-staff",
            CARE_ASSUMED, "day-care users per member of staff", "日间照料每名人员照护人数"),
    FIELD("home_bed_extra_hours_per_week", CARE_FIELD_REAL, home_bed_extra_hours_per_week, "hour week-1", 168, 1, 0.5,
          3, "#workforce-home-bed-extra-hours-per-week", CARE_ASSUMED, "hours for a home bed beyond visits",
          "家庭养老床位在上门服务之外的工时"),
    DIVISOR("visits_per_working_day", visits_per_working_day, "1", 24, 5, 4, 7, "#workforce-visits-per-working-day",
            CARE_ASSUMED, "visits of an hour a worker makes in a day", "每名人员每个工作日的上门次数（每次一小时）"),
    DIVISOR("working_days_per_year", working_days_per_year, "day year-1", 366, 230, 220, 260,
            "#workforce-working-days-per-year", CARE_ASSUMED, "working days a year", "每年工作日数"),
    LEVER("staffing_ratio", staffing_ratio, 10, 1.22, 1, 1.4, "#workforce-staffing-ratio", CARE_DERIVED,
          "posts that employers fill, to the need", "用人单位按需配备的倍数"),
    PERSONS("trained_per_year", trained_per_year, 0, 0, 0, "#workforce-trained-per-year", CARE_SEEN,
            "caregivers trained a year in the city", "全市每年培训护理员人数"),
    LEVER("new_and_staying_share", new_and_staying_share, 1, 0.35, 0.15, 0.55, "#workforce-new-and-staying-share",
          CARE_ASSUMED, "share of the trained who are new and stay", "受训者中新入职并留任的比例"),
    LEVER("certified_share", certified_share, 1, 0.9, 0.6, 1, "#workforce-certified-share", CARE_SEEN,
          "share of these who get the certificate, and of serving staff who attend without one",
          "其中取得证书的比例（含参训的在岗无证人员）"),
    FIELD("certified_share_2020", CARE_FIELD_REAL, certified_share_2020, "1", 1, 0.7, 0.4, 0.9,
          "#workforce-certified-share-2020", CARE_ASSUMED, "caregivers in post in 2020 who have the certificate",
          "2020 年在岗护理员持证比例"),
    LEVER("hired_certified_share", hired_certified_share, 1, 0.6, 0.3, 0.95, "#workforce-hired-certified-share",
          CARE_ASSUMED, "share of those hired from the open market who have the certificate", "市场招聘人员持证比例"),
    LEVER("attrition_per_year", attrition_per_year, 1, 0.28, 0.15, 0.40, "#workforce-attrition-per-year", CARE_DERIVED,
          "share of posts that is left in a year", "每年离职比例"),
    LEVER("hire_share_of_vacancies", hire_share_of_vacancies, 1, 0.9, 0.5, 1, "#workforce-hire-share-of-vacancies",
          CARE_DERIVED, "share of vacancies filled in a year from the open market", "每年从市场补足空缺的比例"),
    LEVER("growth_limit_per_year", growth_limit_per_year, 10, 0.12, 0.08, 0.20, "#workforce-growth-limit-per-year",
          CARE_DERIVED, "most that posts grow in a year by hiring from the open market",
          "市场招聘使在岗人数每年增加的上限"),
    LEVER("relative_wage", relative_wage, 10, 1, 0.8, 1.5, "#workforce-relative-wage", CARE_CHOSEN,
          "wage to that of other jobs, against 2020", "相对工资（与 2020 年之比）"),
    FIELD("wage_elasticity", CARE_FIELD_REAL, wage_elasticity, "1", 10, 1, 0.5, 1.5, "#workforce-wage-elasticity",
          CARE_ASSUMED, "elasticity of staying and of hiring", "留任和招聘的工资弹性"),
    FIELD("wage_yuan_per_month", CARE_FIELD_REAL, wage_yuan_per_month, "yuan month-1", 1e6, 5000, 4000, 6500,
          "#workforce-wage-yuan-per-month", CARE_ASSUMED, "wage of a caregiver", "护理员工资"),
    FIELD("employer_cost_ratio", CARE_FIELD_REAL, employer_cost_ratio, "1", 5, 1.3, 1.15, 1.4,
          "#workforce-employer-cost-ratio", CARE_ASSUMED, "employer's cost to the wage", "用工成本与工资之比"),
    FIELD("commuting_limit_km", CARE_FIELD_REAL, commuting_limit_km, "km", 1000, 25, 10, 40,
          "#workforce-commuting-limit-km", CARE_ASSUMED, "staff does not commute farther between districts",
          "人员跨区通勤距离上限"),
    LEVER("commuting_share", commuting_share, 1, 0.2, 0, 0.5, "#workforce-commuting-share", CARE_ASSUMED,
          "share of staff beyond the need that works in other districts", "富余人员跨区支援的比例"),
    FIELD("other_staff_per_caregiver", CARE_FIELD_REAL, other_staff_per_caregiver, "1", 10, 0.45, 0.35, 0.6,
          "#workforce-other-staff-per-caregiver", CARE_ASSUMED, "other staff per caregiver of homes",
          "机构每名护理员对应的其他人员"),
    LEVER("social_workers_per_1000", social_workers_per_1000, 100, 1, 1, 2, "#workforce-social-workers-per-1000",
          CARE_SEEN, "social workers per 1000 residents of 60 and over", "每千名老年人社会工作者数"),
    LEVER("social_workers_per_100_beds", social_workers_per_100_beds, 100, 1, 1, 2,
          "#workforce-social-workers-per-100-beds", CARE_SEEN, "social workers per 100 beds", "每百张床位社会工作者数"),
    DIVISOR("assessments_per_assessor_year", assessments_per_assessor_year, "year-1", 100000, 500, 250, 800,
            "#workforce-assessments-per-assessor-year", CARE_ASSUMED, "assessments an assessor makes in a year",
            "每名评估员每年评估人数"),
    FIELD("other_posts_filled_2020", CARE_FIELD_REAL, other_posts_filled_2020, "1", 1, 0.6, 0.3, 1,
          "#workforce-other-posts-filled-2020", CARE_ASSUMED,
          "directors and social workers of 2020 as a share of the need", "2020 年院长、社会工作者占所需的比例"),
    PERSONS("directors_trained_per_year", directors_trained_per_year, 0, 0, 0, "#workforce-directors-trained-per-year",
            CARE_SEEN, "directors of homes trained a year", "每年培训养老院长人次"),
    PERSONS("family_carers_trained_per_year", family_carers_trained_per_year, 0, 0, 3000,
            "#workforce-family-carers-trained-per-year", CARE_SEEN, "family carers of disabled people trained a year",
            "每年培训失能老年人家庭照护者人数"),
    COURSES("caregivers", CARE_COURSE_OF_CAREGIVERS, 50, 1000, "caregivers", "护理员"),
    COURSES("directors", CARE_COURSE_OF_DIRECTORS, 2, 20, "directors of homes", "养老院长"),
    COURSES("family_carers", CARE_COURSE_OF_FAMILY_CARERS, 0, 500, "family carers", "失能老年人家庭照护者"),
    TRAINING("caregiver", CARE_COURSE_OF_CAREGIVERS, 1500, 800, 3000, "cost of training a caregiver",
             "每名护理员培训费用"),
    TRAINING("director", CARE_COURSE_OF_DIRECTORS, 3000, 1500, 5000, "cost of training a director", "每名院长培训费用"),
    TRAINING("family_carer", CARE_COURSE_OF_FAMILY_CARERS, 500, 200, 1000, "cost of training a family carer",
             "每名家庭照护者培训费用"),
};
#undef TRAINING
#undef COURSES
#undef RATIO
#undef PERSONS
#undef LEVER
#undef DIVISOR
#undef FIELD
#undef ROW
const struct care_section care_workforce_parameters_section = {
    .name = "workforce",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_workforce_parameters),
    .doc = {"staff: trained, hired, in post, needed", "护理人员：培训、招聘、在岗与需求"},
};
