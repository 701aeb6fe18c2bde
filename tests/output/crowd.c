/** @file  The crowd: every property of a person follows from his number. */
#include "tests/output/crowd.h"

#include "sim/keys.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROOMS_SHIFT = 0, UNUSED_SHIFT = 3, FLOOR_SHIFT = 5, TENURE_SHIFT = 13 };

/* Not in the order of the bits; `floor` lies across both bytes; bits 3 and 4 belong to nobody. */
static const struct care_column_part home_parts[] = {
    {.name = "rooms", .shift = ROOMS_SHIFT, .n_bits = 3, .max = 5, .doc = {"rooms", "房间数"}, .source = "#census"},
    {.name = "tenure",
     .shift = TENURE_SHIFT,
     .n_bits = 3,
     .max = 4,
     .doc = {"by which right it is lived in", "住房来源"},
     .source = "#areas"},
    {.name = "floor", .shift = FLOOR_SHIFT, .n_bits = 8, .max = 200, .doc = {"floor", "楼层"}, .source = "#census"},
};

const struct care_column crowd_columns[CROWD_N_COLUMNS] = {
    [CROWD_KEY] = {.name = "key",
                   .width_bytes = 8,
                   .role = CARE_COLUMN_KEY,
                   .unit = "1",
                   .doc = {"key", "编号"},
                   .source = "#person-keys"},
    [CROWD_LINK] = {.name = "link",
                    .width_bytes = 4,
                    .role = CARE_COLUMN_LINK,
                    .unit = "1",
                    .doc = {"row of the partner", "配偶所在行"},
                    .source = "#partnership"},
    [CROWD_EXIT] = {.name = "exit",
                    .width_bytes = 1,
                    .role = CARE_COLUMN_EXIT,
                    .unit = "1",
                    .max = 255,
                    .doc = {"exit", "离开"},
                    .source = "#calendar"},
    [CROWD_EVENT] = {.name = "event",
                     .width_bytes = 1,
                     .role = CARE_COLUMN_SCRATCH,
                     .unit = "1",
                     .max = 63,
                     .doc = {"event", "事件"},
                     .source = "#calendar"},
    [CROWD_SEX] = {.name = "sex",
                   .width_bytes = 1,
                   .unit = "1",
                   .max = 1,
                   .doc = {"0 male, 1 female", "0 男，1 女"},
                   .source = "#census"},
    [CROWD_MARK] = {.name = "mark",
                    .width_bytes = 2,
                    .unit = "1",
                    .min = -300,
                    .max = 300,
                    .doc = {"a signed number", "有符号数"},
                    .source = "#census"},
    [CROWD_INCOME] = {.name = "income",
                      .width_bytes = 4,
                      .unit = "yuan",
                      .max = 1e6,
                      .doc = {"income", "收入"},
                      .source = "#census"},
    [CROWD_WEIGHT] = {.name = "weight",
                      .width_bytes = 2,
                      .unit = "g",
                      .max = UINT16_MAX,
                      .doc = {"weight of the luggage", "行李重量"},
                      .source = "#census"},
    [CROWD_HOME] = {.name = "home",
                    .width_bytes = 2,
                    .unit = "1",
                    .max = UINT16_MAX,
                    .doc = {"home", "住房"},
                    .source = "#census",
                    .parts = home_parts,
                    .n_parts = sizeof home_parts / sizeof home_parts[0]},
};

static const int32_t leaf_code[] = {120101001, 120102001};
static const int32_t district_code[] = {120101, 120102};
const struct care_people_file_areas crowd_areas = {leaf_code, district_code};

const struct care_people_file_facts crowd_facts = {
    .title = {"Made-up crowd", "虚拟人群"},
    .scenario = "crowd",
    .replicate = 2,
    .seed = UINT64_MAX,
    .run_id = "0123456789abcdef",
    .version = "0.0",
    .git_revision = "",
};

uint64_t crowd_key(uint32_t person)
{
    return care_key_mix(person);
}

uint32_t crowd_partner(uint32_t person)
{
    return person < CROWD_N_COUPLED ? person ^ 1u : CROWD_N;
}

bool crowd_is_gone(uint32_t person)
{
    return crowd_partner(person) == CROWD_N && person % CROWD_GONE_STEP == 0;
}

uint8_t crowd_age_years(uint32_t person)
{
    return (uint8_t)(60 + person * 7 % 10);
}

int32_t crowd_income(uint32_t person)
{
    return (int32_t)(person * 131 % 100003);
}

uint16_t crowd_weight(uint32_t person)
{
    return (uint16_t)(UINT16_MAX - person * 10);
}

uint8_t crowd_rooms(uint32_t person)
{
    return (uint8_t)(person % 6);
}

uint8_t crowd_tenure(uint32_t person)
{
    return (uint8_t)(person / 6 % 5);
}

uint8_t crowd_floor(uint32_t person)
{
    return (uint8_t)(person * 11 % 201);
}

static uint16_t home(uint32_t person)
{
    return (uint16_t)((unsigned)crowd_rooms(person) << ROOMS_SHIFT | (person & 3u) << UNUSED_SHIFT |
                      (unsigned)crowd_floor(person) << FLOOR_SHIFT | (unsigned)crowd_tenure(person) << TENURE_SHIFT);
}

int crowd_area(uint32_t person)
{
    return (int)(person / 2 % 2);
}

static uint32_t add(struct care_table *table, uint32_t person, uint32_t spare)
{
    uint32_t row = 0;
    if (care_table_append(table, crowd_area(person), CROWD_YEAR - crowd_age_years(person), 1, spare, &row) != CARE_OK) {
        perror("care_table_append");
        exit(1);
    }
    ((uint64_t *)care_table_column(table, CROWD_KEY))[row] = crowd_key(person);
    ((uint8_t *)care_table_column(table, CROWD_EXIT))[row] = crowd_is_gone(person) ? CARE_EXIT_GONE : 0;
    ((uint8_t *)care_table_column(table, CROWD_SEX))[row] = person & 1u;
    ((int16_t *)care_table_column(table, CROWD_MARK))[row] = (int16_t)((int)(person % 601) - 300);
    ((int32_t *)care_table_column(table, CROWD_INCOME))[row] = crowd_income(person);
    ((uint16_t *)care_table_column(table, CROWD_WEIGHT))[row] = crowd_weight(person);
    ((uint16_t *)care_table_column(table, CROWD_HOME))[row] = home(person);
    return row;
}

struct care_table *crowd_create(bool is_reversed)
{
    static uint32_t row[CROWD_N];
    struct care_table *table = NULL;
    if (care_table_create(crowd_columns, CROWD_N_COLUMNS, 1 << 20, 2, &table) != CARE_OK) {
        perror("care_table_create");
        exit(1);
    }
    for (uint32_t i = 0; i < CROWD_N; i++) {
        const uint32_t person = is_reversed ? CROWD_N - 1 - i : i;
        row[person] = add(table, person, is_reversed ? 10 : 1000);
    }
    uint32_t *link = care_table_column(table, CROWD_LINK);
    for (uint32_t person = 0; person < CROWD_N_COUPLED; person++) {
        link[row[person]] = row[crowd_partner(person)];
    }
    return table;
}
