#include "sim/cli/rules_table.h"

#include "scenarios/numbers.h"
#include "sim/fields.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct care_rules_plan care_rules_table_plans[CARE_N_RULES_PLANS] = {
    {"TJ", "tianjin", 148, {"Tianjin", "天津市"}},
    {"DL", "dongli", 95, {"Dongli District", "东丽区"}},
    {"SJ", "shijiazhuang", 119, {"Shijiazhuang", "石家庄市"}},
    {"NH", "ninghe", 86, {"Ninghe District", "宁河区"}},
    {"TA", "taian", 73, {"Tai'an", "泰安市"}},
};

struct care_rules_table {
    struct care_sheet_file *file, *conflicts_file;
    struct care_rule *rules;               /* [n_rules] */
    struct care_rules_conflict *conflicts; /* [n_conflicts] */
    int n_rules, n_conflicts;
    char path[PATH_MAX];
    int n_folder; /* bytes of `path` that are its folder, the last slash among them */
};

/* ---- the columns ---- */

const char *const care_rules_table_topics[] = {"network",
                                               "beds",
                                               "nursing_beds",
                                               "public_institution",
                                               "destitute",
                                               "dementia",
                                               "day_care",
                                               "street_centre",
                                               "village_facility",
                                               "home_bed",
                                               "home_adaptation",
                                               "meals",
                                               "bathing",
                                               "visits",
                                               "respite",
                                               "emergency",
                                               "assessment",
                                               "disability",
                                               "medical_integration",
                                               "health",
                                               "caregivers",
                                               "social_workers",
                                               "training",
                                               "LTCI",
                                               "insurance",
                                               "allowance",
                                               "financing",
                                               "inclusive",
                                               "land",
                                               "floor_area",
                                               "childcare",
                                               "population",
                                               "smart",
                                               "education",
                                               "culture",
                                               "governance",
                                               "standards",
                                               "industry",
                                               "indicator",
                                               NULL};
static const struct care_text topic_texts[] = {
    {"network", "服务网络"},
    {"beds", "床位"},
    {"nursing beds", "护理型床位"},
    {"public homes", "公办机构"},
    {"destitute", "特困"},
    {"dementia", "失智"},
    {"day care", "日间照料"},
    {"street centres", "街道中心"},
    {"villages", "农村设施"},
    {"home beds", "家庭养老床位"},
    {"home adaptation", "适老化改造"},
    {"meals", "助餐"},
    {"bathing", "助浴"},
    {"visits", "探访"},
    {"respite", "喘息服务"},
    {"emergency", "应急"},
    {"assessment", "能力评估"},
    {"disability", "失能"},
    {"medical care", "医养结合"},
    {"health", "健康"},
    {"caregivers", "护理员"},
    {"social workers", "社会工作者"},
    {"training", "培训"},
    {"LTCI", "长护险"},
    {"insurance", "社会保险"},
    {"allowances", "补贴津贴"},
    {"money", "资金"},
    {"inclusive care", "普惠养老"},
    {"land", "用地"},
    {"floor", "建筑面积"},
    {"childcare", "托育"},
    {"population", "人口"},
    {"smart care", "智慧养老"},
    {"education", "老年教育"},
    {"culture", "文化"},
    {"governance", "治理"},
    {"standards", "标准"},
    {"industry", "产业"},
    {"indicators", "指标"},
};
static const char *const kinds[] = {"target",      "standard",    "process",  "benefit", "stock",
                                    "eligibility", "qualitative", "priority", NULL};
static const char *const attributes[] = {"none", "约束性", "预期性", "倡导性", NULL};
const char *const care_rules_table_computables[] = {"yes", "partly", "no", NULL};
const char *const care_rules_table_homes[] = {"indicator", "stock", "forecast", "declared",
                                              "parameter", "table", "outside",  NULL};

enum {
    ID,
    TOPIC,
    KIND,
    ATTRIBUTE,
    YEAR,
    VALUE,
    UNIT,
    COMPUTABLE,
    TITLE_ZH,
    TITLE_EN,
    HOME,
    WHERE,
    SCENARIO,
    FACTOR,
    OFFSET,
    PROBE,
    WITH,
    UNTIL,
    OUTPUT,
    TOLERANCE,
    ALSO,
    CONFLICT,
    NOTE_ZH,
    NOTE_EN,
    N_COLUMNS
};
enum { FIRST_UNTIL = 2021, USUAL_UNTIL = 2022 };
static const struct care_sheet_column columns[N_COLUMNS] = {
    [ID] = {.name = "id", .kind = CARE_SHEET_TEXT, .is_key = true},
    [TOPIC] = {.name = "topic", .kind = CARE_SHEET_CHOICE, .choices = care_rules_table_topics},
    [KIND] = {.name = "kind", .kind = CARE_SHEET_CHOICE, .choices = kinds},
    [ATTRIBUTE] = {.name = "attribute", .kind = CARE_SHEET_CHOICE, .choices = attributes, .is_optional = true},
    [YEAR] = {.name = "year", .kind = CARE_SHEET_TEXT},
    [VALUE] = {.name = "value", .kind = CARE_SHEET_TEXT},
    [UNIT] = {.name = "unit", .kind = CARE_SHEET_TEXT},
    [COMPUTABLE] = {.name = "computable", .kind = CARE_SHEET_CHOICE, .choices = care_rules_table_computables},
    [TITLE_ZH] = {.name = "title_zh", .kind = CARE_SHEET_TEXT},
    [TITLE_EN] = {.name = "title_en", .kind = CARE_SHEET_TEXT},
    [HOME] = {.name = "home", .kind = CARE_SHEET_CHOICE, .choices = care_rules_table_homes},
    [WHERE] = {.name = "where", .kind = CARE_SHEET_TEXT},
    [SCENARIO] = {.name = "scenario", .kind = CARE_SHEET_TEXT},
    [FACTOR] = {.name = "factor",
                .kind = CARE_SHEET_REAL,
                .unit = "1",
                .min = -1e9,
                .max = 1e9,
                .is_optional = true,
                .fallback = 1},
    [OFFSET] = {.name = "offset",
                .kind = CARE_SHEET_REAL,
                .unit = "1",
                .min = -1e9,
                .max = 1e9,
                .is_optional = true,
                .fallback = NAN},
    [PROBE] = {.name = "probe", .kind = CARE_SHEET_TEXT},
    [WITH] = {.name = "with", .kind = CARE_SHEET_TEXT},
    [UNTIL] = {.name = "until",
               .kind = CARE_SHEET_INT,
               .unit = "year",
               .min = FIRST_UNTIL,
               .max = CARE_LAST_YEAR,
               .is_optional = true,
               .fallback = USUAL_UNTIL},
    [OUTPUT] = {.name = "output", .kind = CARE_SHEET_TEXT},
    [TOLERANCE] = {.name = "tolerance", .kind = CARE_SHEET_REAL, .unit = "1", .min = 0, .max = 1, .is_optional = true},
    [ALSO] = {.name = "also", .kind = CARE_SHEET_TEXT},
    [CONFLICT] = {.name = "conflict", .kind = CARE_SHEET_TEXT},
    [NOTE_ZH] = {.name = "note_zh", .kind = CARE_SHEET_TEXT},
    [NOTE_EN] = {.name = "note_en", .kind = CARE_SHEET_TEXT},
};
static const struct care_sheet_spec rules_spec = {
    .name = "rules",
    .columns = columns,
    .n_columns = N_COLUMNS,
    .min_rows = 1,
    .doc = {"the rules of the five plans and where each lives", "五份规划的规则及其落点"},
};

enum {
    C_ID,
    C_TITLE_ZH,
    C_TITLE_EN,
    C_RULES,
    C_PARAMETER,
    C_READINGS_ZH,
    C_READINGS_EN,
    C_CHOSEN_ZH,
    C_CHOSEN_EN,
    N_C_COLUMNS
};
static const struct care_sheet_column conflict_columns[N_C_COLUMNS] = {
    [C_ID] = {.name = "id", .kind = CARE_SHEET_TEXT, .is_key = true},
    [C_TITLE_ZH] = {.name = "title_zh", .kind = CARE_SHEET_TEXT},
    [C_TITLE_EN] = {.name = "title_en", .kind = CARE_SHEET_TEXT},
    [C_RULES] = {.name = "rules", .kind = CARE_SHEET_TEXT},
    [C_PARAMETER] = {.name = "parameter", .kind = CARE_SHEET_TEXT},
    [C_READINGS_ZH] = {.name = "readings_zh", .kind = CARE_SHEET_TEXT},
    [C_READINGS_EN] = {.name = "readings_en", .kind = CARE_SHEET_TEXT},
    [C_CHOSEN_ZH] = {.name = "chosen_zh", .kind = CARE_SHEET_TEXT},
    [C_CHOSEN_EN] = {.name = "chosen_en", .kind = CARE_SHEET_TEXT},
};
static const struct care_sheet_spec conflicts_spec = {
    .name = "conflicts",
    .columns = conflict_columns,
    .n_columns = N_C_COLUMNS,
    .min_rows = 1,
    .doc = {"where the plans contradict each other, and what was chosen", "各规划相互矛盾之处及所作的选择"},
};

/* ---- reading ---- */

/* The plan an id belongs to. @return NULL when it is no id: two letters, a dash, three digits */
static const struct care_rules_plan *plan_of(const char *id)
{
    for (int p = 0; p < CARE_N_RULES_PLANS; p++) {
        const struct care_rules_plan *plan = &care_rules_table_plans[p];
        if (strncmp(id, plan->prefix, 2) == 0 && id[2] == '-' && strspn(id + 3, "0123456789") == 3 && id[6] == '\0') {
            return plan;
        }
    }
    return NULL;
}

static struct care_rule rule_at(const struct care_sheet *sheet, int row)
{
#define TEXT(column) care_sheet_text(sheet, column, row)
#define INT(column) care_sheet_int(sheet, column, row)
#define NUMBER(column) care_sheet_number(sheet, column, row)
    return (struct care_rule){
        .line = sheet->line[row],
        .plan = plan_of(TEXT(ID)),
        .id = TEXT(ID),
        .topic = INT(TOPIC),
        .attribute = (enum care_rules_attribute)INT(ATTRIBUTE),
        .year = TEXT(YEAR),
        .value = TEXT(VALUE),
        .unit = TEXT(UNIT),
        .computable = (enum care_rules_computable)INT(COMPUTABLE),
        .title = {TEXT(TITLE_EN), TEXT(TITLE_ZH)},
        .home = (enum care_rules_home)INT(HOME),
        .where = TEXT(WHERE),
        .scenario = TEXT(SCENARIO),
        .factor = NUMBER(FACTOR),
        .offset = NUMBER(OFFSET),
        .probe = TEXT(PROBE),
        .with = TEXT(WITH),
        .until = INT(UNTIL),
        .output = TEXT(OUTPUT),
        .tolerance = NUMBER(TOLERANCE),
        .also = TEXT(ALSO),
        .conflict = TEXT(CONFLICT),
        .note = {TEXT(NOTE_EN), TEXT(NOTE_ZH)},
    };
#undef NUMBER
#undef INT
#undef TEXT
}

static void check_row(const char *path, struct care_rule *rule, struct care_diagnostics *list)
{
    if (rule->plan == NULL) {
        care_diagnostics_add(list, (struct care_place){path, rule->line, 0, "id"},
                             "'%s' is no id of a rule: TJ, DL, SJ, NH or TA, a dash and three digits",
                             "“%s”不是规则编号：应为 TJ、DL、SJ、NH 或 TA，短横线和三位数字", rule->id);
    }
    if (!care_rules_number_read(rule->value, &rule->number)) {
        care_diagnostics_add(list, (struct care_place){path, rule->line, 0, "value"},
                             "'%s' is no number of a rule: [>=|<=|>|<|=|~]number or low..high",
                             "“%s”不是规则的数值：应为 [>=|<=|>|<|=|~]数字 或 下限..上限", rule->value);
    }
    if (rule->title.zh[0] == '\0' || rule->title.en[0] == '\0') {
        care_diagnostics_add(list, (struct care_place){path, rule->line, 0, "title_zh"},
                             "a rule needs a title in both languages", "规则须有中英文标题");
    }
}

static int read_rules(struct care_rules_table *table, struct care_diagnostics *list)
{
    const struct care_sheet *sheet = care_sheet_file_sheet(table->file);
    struct care_numbers numbers;
    table->rules = calloc((size_t)sheet->n_rows, sizeof *table->rules);
    if (table->rules == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const int status = care_numbers_begin(&numbers);
    table->n_rules = status == CARE_OK ? sheet->n_rows : 0;
    for (int row = 0; row < table->n_rules; row++) {
        table->rules[row] = rule_at(sheet, row);
        check_row(table->path, &table->rules[row], list);
    }
    care_numbers_end(&numbers);
    return status == CARE_OK ? care_diagnostics_status(list) : status;
}

static int read_conflicts(struct care_rules_table *table)
{
    const struct care_sheet *sheet = care_sheet_file_sheet(table->conflicts_file);
    table->conflicts = calloc((size_t)sheet->n_rows, sizeof *table->conflicts);
    if (table->conflicts == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    table->n_conflicts = sheet->n_rows;
    for (int row = 0; row < sheet->n_rows; row++) {
        table->conflicts[row] = (struct care_rules_conflict){
            .line = sheet->line[row],
            .id = care_sheet_text(sheet, C_ID, row),
            .rules = care_sheet_text(sheet, C_RULES, row),
            .parameter = care_sheet_text(sheet, C_PARAMETER, row),
            .title = {care_sheet_text(sheet, C_TITLE_EN, row), care_sheet_text(sheet, C_TITLE_ZH, row)},
            .readings = {care_sheet_text(sheet, C_READINGS_EN, row), care_sheet_text(sheet, C_READINGS_ZH, row)},
            .chosen = {care_sheet_text(sheet, C_CHOSEN_EN, row), care_sheet_text(sheet, C_CHOSEN_ZH, row)},
        };
    }
    return CARE_OK;
}

static int read_both(const char *path, struct care_diagnostics *list, struct care_rules_table *table)
{
    char beside[PATH_MAX];
    const char *slash = strrchr(path, '/');
    table->n_folder = slash == NULL ? 0 : (int)(slash + 1 - path);
    const int n = snprintf(table->path, sizeof table->path, "%s", path);
    const int n_beside = snprintf(beside, sizeof beside, "%.*sconflicts.csv", table->n_folder, path);
    if (n < 0 || n >= PATH_MAX || n_beside < 0 || n_beside >= PATH_MAX) {
        return care_trace(CARE_ERROR_FILE);
    }
    const int status = care_sheet_file_read(path, &rules_spec, list, &table->file);
    const int answer = care_sheet_file_read(beside, &conflicts_spec, list, &table->conflicts_file);
    if (status != CARE_OK || answer != CARE_OK) {
        return status != CARE_OK ? status : answer;
    }
    const int read = read_rules(table, list);
    return read == CARE_OK ? read_conflicts(table) : read;
}

int care_rules_table_read(const char *path, struct care_diagnostics *list, struct care_rules_table **out)
{
    struct care_rules_table *table = calloc(1, sizeof *table);
    *out = NULL;
    if (table == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const int status = read_both(path, list, table);
    if (status != CARE_OK) {
        care_rules_table_free(table);
        return status;
    }
    *out = table;
    return CARE_OK;
}

void care_rules_table_free(struct care_rules_table *table)
{
    if (table == NULL) {
        return;
    }
    free(table->conflicts);
    free(table->rules);
    care_sheet_file_free(table->conflicts_file);
    care_sheet_file_free(table->file);
    free(table);
}

/* ---- asking ---- */

const struct care_rule *care_rules_table_rules(const struct care_rules_table *table, int *n)
{
    *n = table->n_rules;
    return table->rules;
}

const struct care_rules_conflict *care_rules_table_conflicts(const struct care_rules_table *table, int *n)
{
    *n = table->n_conflicts;
    return table->conflicts;
}

const char *care_rules_table_path(const struct care_rules_table *table)
{
    return table->path;
}

bool care_rules_table_is_enforced(const struct care_rule *rule)
{
    return strcmp(rule->output, "refused") == 0;
}

bool care_rules_table_file(const struct care_rules_table *table, const char *folder, const char *name,
                           char path[static PATH_MAX])
{
    const int n = snprintf(path, PATH_MAX, "%.*s%s%s%s", table->n_folder, table->path, folder,
                           folder[0] == '\0' ? "" : "/", name);
    return n >= 0 && n < PATH_MAX;
}

bool care_rules_table_scenario(const struct care_rules_table *table, const struct care_rule *rule,
                               char path[static PATH_MAX])
{
    return rule->scenario[0] == '\0' ? care_rules_table_file(table, rule->plan->folder, "baseline.yaml", path)
                                     : care_rules_table_file(table, "", rule->scenario, path);
}

struct care_text care_rules_table_topic(int topic)
{
    return topic_texts[topic];
}

struct care_text care_rules_table_attribute(enum care_rules_attribute attribute)
{
    static const struct care_text texts[CARE_N_RULES_ATTRIBUTES] = {
        {"", ""}, {"binding", "约束性"}, {"expected", "预期性"}, {"advocated", "倡导性"}};
    return texts[attribute];
}

struct care_text care_rules_table_computable(enum care_rules_computable computable)
{
    static const struct care_text texts[CARE_N_RULES_COMPUTABLE] = {
        {"computable", "可计算"}, {"partly computable", "部分可计算"}, {"not computable", "不可计算"}};
    return texts[computable];
}

struct care_text care_rules_table_home(enum care_rules_home home)
{
    static const struct care_text texts[CARE_N_RULES_HOMES] = {
        [CARE_RULES_INDICATOR] = {"scored", "计分"},      [CARE_RULES_STOCK] = {"reproduced", "存量"},
        [CARE_RULES_FORECAST] = {"compared", "预测对照"}, [CARE_RULES_DECLARED] = {"declared", "申报"},
        [CARE_RULES_PARAMETER] = {"parameter", "参数"},   [CARE_RULES_TABLE] = {"table", "表格"},
        [CARE_RULES_OUTSIDE] = {"outside", "不在程序内"},
    };
    return texts[home];
}
