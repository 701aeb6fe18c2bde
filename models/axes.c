#include "models/axes.h"

#define AGES_10(n) n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7, n + 8, n + 9
static const int32_t ages[CARE_N_AGES] = {AGES_10(0),  AGES_10(10), AGES_10(20), AGES_10(30), AGES_10(40), AGES_10(50),
                                          AGES_10(60), AGES_10(70), AGES_10(80), AGES_10(90), 100};
#undef AGES_10
static const char *const sexes[] = {"male", "female"};
static const char *const sexes_zh[] = {"男", "女"};
static const char *const care_age_groups[] = {"60-64", "65-69", "70-74", "75-79", "80-84",
                                              "85-89", "90-94", "95-99", "100+"};
static const char *const adult_age_groups[] = {"15-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54",
                                               "55-59", "60-64", "65-69", "70-74", "75-79", "80-84", "85+"};
static const char *const levels[] = {"none", "mild", "moderate", "severe", "total"};
static const char *const levels_zh[] = {"能力完好", "轻度失能", "中度失能", "重度失能", "完全失能"};
static const char *const stages[] = {"none", "mild", "moderate", "severe"};
static const char *const stages_zh[] = {"无失智", "轻度失智", "中度失智", "重度失智"};
static const char *const marital[] = {"never_married", "partnered", "partner_elsewhere", "divorced", "widowed"};
static const char *const marital_zh[] = {"未婚", "有配偶同区", "有配偶在外", "离婚", "丧偶"};
static const char *const bed_classes[] = {"ordinary", "nursing", "dementia"};
static const char *const bed_classes_zh[] = {"普通床位", "护理型床位", "失智照护床位"};
static const char *const wait_statistics[] = {"mean", "median", "p90"};
static const char *const wait_statistics_zh[] = {"平均", "中位数", "九成分位"};

const struct care_axis care_axes_sex = {"sex", CARE_N_SEXES, NULL, sexes, sexes_zh, {"sex", "性别"}, NULL};
const struct care_axis care_axes_age = {
    "age", CARE_N_AGES, ages,
    NULL,  NULL,        {"age on 1 November; 100 means 100 and over", "11 月 1 日年龄；100 表示 100 岁及以上"},
    "year"};
const struct care_axis care_axes_care_age_group = {"care_age_group",
                                                   CARE_N_CARE_AGE_GROUPS,
                                                   NULL,
                                                   care_age_groups,
                                                   care_age_groups,
                                                   {"age group from 60 on", "60 岁起年龄组"},
                                                   NULL};
const struct care_axis care_axes_adult_age_group = {"adult_age_group",
                                                    CARE_N_ADULT_AGE_GROUPS,
                                                    NULL,
                                                    adult_age_groups,
                                                    adult_age_groups,
                                                    {"age group from 15 on", "15 岁起年龄组"},
                                                    NULL};
const struct care_axis care_axes_level = {
    "level", CARE_N_LEVELS, NULL,
    levels,  levels_zh,     {"disability level, GB/T 42195-2022", "失能等级（GB/T 42195-2022）"},
    NULL};
const struct care_axis care_axes_stage = {
    "stage", CARE_N_STAGES, NULL, stages, stages_zh, {"stage of dementia", "失智阶段"}, NULL};
const struct care_axis care_axes_marital = {
    "marital_status", CARE_N_MARITAL, NULL, marital, marital_zh, {"marital status", "婚姻状况"}, NULL};
const struct care_axis care_axes_bed_class = {"bed_class",    CARE_N_BED_CLASSES,           NULL, bed_classes,
                                              bed_classes_zh, {"class of bed", "床位类型"}, NULL};
const struct care_axis care_axes_bed_district = {
    "bed_district", 0, NULL, NULL, NULL, {"district in which the bed is", "床位所在区"}, NULL};
const struct care_axis care_axes_wait_statistic = {
    "wait_statistic", 3, NULL, wait_statistics, wait_statistics_zh, {"statistic of the waits", "等候时间统计量"}, NULL};

static const int32_t months[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
static const char *const owners[] = {"public", "public_privately_run", "private"};
static const char *const owners_zh[] = {"公办", "公建民营", "民办"};
static const char *const place_classes[] = {"ordinary_bed", "nursing_bed", "dementia_bed",
                                            "day_place",    "home_bed",    "home_visits"};
static const char *const place_classes_zh[] = {"普通床位", "护理型床位",   "失智照护床位",
                                               "日间照料", "家庭养老床位", "上门服务"};
static const char *const queues[] = {"beds", "day_care", "home_beds", "home_visits"};
static const char *const queues_zh[] = {"机构床位", "日间照料", "家庭养老床位", "上门服务"};

const struct care_axis care_axes_month = {
    "month", CARE_MONTHS_A_YEAR,
    months,  NULL,
    NULL,    {"month of the model year; 1 is November", "模型年度月份；1 为 11 月"},
    "month"};
const struct care_axis care_axes_owner = {"owner", CARE_N_OWNERS, NULL, owners, owners_zh, {"owner", "举办性质"}, NULL};
const struct care_axis care_axes_place_class = {"place_class", CARE_N_PLACE_CLASSES, NULL,
                                                place_classes, place_classes_zh,     {"class of place", "照护地点类型"},
                                                NULL};
const struct care_axis care_axes_queue = {
    "queue_kind", CARE_N_QUEUES, NULL, queues, queues_zh, {"what is queued for", "轮候对象"}, NULL};
