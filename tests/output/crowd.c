/** @file  The crowd: every property of a person follows from his number. */
#include "tests/output/crowd.h"

#include "sim/keys.h"

#include <stdio.h>
#include <stdlib.h>

const struct care_column crowd_columns[CROWD_N_COLUMNS] = {
    [CROWD_KEY] = {"key", 8, CARE_COLUMN_KEY, "1", 0, 0, {"key", "编号"}, "#person-keys"},
    [CROWD_LINK] = {"link", 4, CARE_COLUMN_LINK, "1", 0, 0, {"row of the partner", "配偶所在行"}, "#partnership"},
    [CROWD_EXIT] = {"exit", 1, CARE_COLUMN_EXIT, "1", 0, 255, {"exit", "离开"}, "#calendar"},
    [CROWD_EVENT] = {"event", 1, CARE_COLUMN_SCRATCH, "1", 0, 63, {"event", "事件"}, "#calendar"},
    [CROWD_SEX] = {"sex", 1, CARE_COLUMN_PLAIN, "1", 0, 1, {"0 male, 1 female", "0 男，1 女"}, "#census"},
    [CROWD_MARK] = {"mark", 2, CARE_COLUMN_PLAIN, "1", -300, 300, {"a signed number", "有符号数"}, "#census"},
    [CROWD_INCOME] = {"income", 4, CARE_COLUMN_PLAIN, "yuan", 0, 1e6, {"income", "收入"}, "#census"},
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
