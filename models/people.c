#include "models/people.h"

#include "models/people/traits.h"
#include "sim/simd.h"

static const struct care_column_part care_parts[] = {
    {"place",
     0,
     3,
     5,
     {"0 at home, 1 served at home, 2 waiting, 3 in an ordinary bed, 4 in a nursing bed, 5 in a dementia bed",
      "0 居家，1 在家接受服务，2 轮候，3 入住普通床位，4 入住护理型床位，5 入住失智照护床位"},
     "#queue"},
    {"mode",
     3,
     3,
     6,
     {"what is wanted: 0 family only, 1 home visits, 2 home bed, 3 day care, 4 ordinary bed, 5 nursing bed, 6 dementia "
      "bed",
      "意愿方式：0 仅家庭，1 上门服务，2 家庭养老床位，3 日间照料，4 普通床位，5 护理型床位，6 失智照护床位"},
     "#choice"},
    {"provider",
     6,
     2,
     3,
     {"in a bed, owner of the home: 0 public, 1 public but privately run, 2 private; served at home: 0 day care, 1 "
      "home bed, "
      "2 visits; waiting for: 0 a bed, 1 day care, 2 a home bed, 3 visits",
      "入住时为机构性质：0 公办，1 公建民营，2 民办；在家接受服务时：0 日间照料，1 家庭养老床位，2 上门服务；"
      "轮候时：0 机构床位，1 日间照料，2 家庭养老床位，3 上门服务"},
     "#queue"},
};

const struct care_column care_people_columns[CARE_N_PEOPLE_COLUMNS] = {
    [CARE_PEOPLE_KEY] = {.name = "key",
                         .width_bytes = 8,
                         .role = CARE_COLUMN_KEY,
                         .unit = "1",
                         .min = 0,
                         .max = 18446744073709551615.0,
                         .doc = {"stable name of the person", "个人的固定编号"},
                         .source = "#person-keys"},
    [CARE_PEOPLE_PARTNER] = {.name = "partner",
                             .width_bytes = 4,
                             .role = CARE_COLUMN_LINK,
                             .unit = "1",
                             .min = 0,
                             .max = 4294967295.0,
                             .doc = {"row of the partner in the same leaf area", "同一基层区划内配偶所在行"},
                             .source = "#partnership"},
    [CARE_PEOPLE_EXIT] = {.name = "exit",
                          .width_bytes = 1,
                          .role = CARE_COLUMN_EXIT,
                          .unit = "1",
                          .min = 0,
                          .max = 255,
                          .doc = {"how and in which month the person left", "离开方式与月份"},
                          .source = "#calendar"},
    [CARE_PEOPLE_EVENT] = {.name = "event",
                           .width_bytes = 1,
                           .role = CARE_COLUMN_SCRATCH,
                           .unit = "1",
                           .min = 0,
                           .max = 255,
                           .doc = {"events proposed in the year", "当年拟发生的事件"},
                           .source = "#calendar"},
    [CARE_PEOPLE_SEX] = {.name = "sex",
                         .width_bytes = 1,
                         .role = CARE_COLUMN_PLAIN,
                         .unit = "1",
                         .min = 0,
                         .max = 1,
                         .doc = {"0 male, 1 female", "0 男，1 女"},
                         .source = "#census"},
    [CARE_PEOPLE_MARITAL] = {.name = "marital",
                             .width_bytes = 1,
                             .role = CARE_COLUMN_PLAIN,
                             .unit = "1",
                             .min = 0,
                             .max = 4,
                             .doc = {"0 never married, 1 partnered, 2 partner elsewhere, 3 divorced, 4 widowed",
                                     "0 未婚，1 有配偶同住本区，2 配偶在外，3 离婚，4 丧偶"},
                             .source = "#partnership"},
    [CARE_PEOPLE_LEVEL] = {.name = "level",
                           .width_bytes = 1,
                           .role = CARE_COLUMN_PLAIN,
                           .unit = "1",
                           .min = 0,
                           .max = 4,
                           .doc = {"disability level, GB/T 42195-2022, from 60 on",
                                   "失能等级（GB/T 42195-2022），60 岁起"},
                           .source = "#disability"},
    [CARE_PEOPLE_DEMENTIA] = {.name = "dementia",
                              .width_bytes = 1,
                              .role = CARE_COLUMN_PLAIN,
                              .unit = "1",
                              .min = 0,
                              .max = 3,
                              .doc = {"0 none, 1 mild, 2 moderate, 3 severe, from 60 on",
                                      "失智：0 无，1 轻，2 中，3 重，60 岁起"},
                              .source = "#dementia"},
    [CARE_PEOPLE_CARE] = {.name = "care",
                          .width_bytes = 1,
                          .role = CARE_COLUMN_PLAIN,
                          .unit = "1",
                          .min = 0,
                          .max = 255,
                          .doc = {"place of care, the mode wanted, and who gives it", "照护地点、意愿方式与提供者"},
                          .source = "#choice",
                          .parts = care_parts,
                          .n_parts = sizeof care_parts / sizeof care_parts[0]},
    [CARE_PEOPLE_MONTHS] = {.name = "months",
                            .width_bytes = 1,
                            .role = CARE_COLUMN_PLAIN,
                            .unit = "month",
                            .min = 0,
                            .max = 255,
                            .doc = {"months waiting or in the place held", "轮候或在照护地点的月数"},
                            .source = "#queue"},
    [CARE_PEOPLE_BED] =
        {.name = "bed",
         .width_bytes = 1,
         .role = CARE_COLUMN_PLAIN,
         .unit = "1",
         .min = 0,
         .max = 254,
         .doc =
             {"in a bed: its district, by its place in the list of districts, from 0; waiting: 1 before the assessment",
              "入住：床位所在区在区列表中的序号，从 0 起；轮候：1 为待评估"},
         .source = "#queue"},
    [CARE_PEOPLE_TRAITS] = {.name = "traits",
                            .width_bytes = 2,
                            .role = CARE_COLUMN_PLAIN,
                            .unit = "1",
                            .min = 0,
                            .max = 65535,
                            .doc = {"family and groups, from 60 on", "家庭与群体属性，60 岁起"},
                            .source = "#groups",
                            .parts = care_traits_parts,
                            .n_parts = CARE_N_TRAITS},
};

struct care_people care_people_of_table(const struct care_table *table)
{
    struct care_span whole = {0};
    for (int c = 0; c < CARE_N_PEOPLE_COLUMNS; c++) {
        whole.column[c] = care_table_column(table, c);
    }
    return care_people_of_span(&whole);
}

CARE_CLONES static void join_states(const uint8_t *sex, const uint8_t *level, const uint8_t *dementia, int n,
                                    uint8_t *state)
{
    for (int i = 0; i < n; i++) {
        state[i] = (uint8_t)(sex[i] << 5 | level[i] << 2 | dementia[i]);
    }
}

const uint8_t *care_people_health_states(const struct care_span *span)
{
    if (!*span->is_kept) {
        const struct care_people people = care_people_of_span(span);
        join_states(people.sex, people.level, people.dementia, span->n, span->kept);
        *span->is_kept = true;
    }
    return span->kept;
}
