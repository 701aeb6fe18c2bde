#include "models/plan/indicators.h"

#include "models/columns.h"

#include <math.h>
#include <stddef.h>

static const char *const operators[] = {"at_least", "more_than", "at_most", "less_than", "exactly", "between", NULL};
static const char *const attributes[] = {"binding", "expected", "advocated", "text", NULL};
static const char *const bases[] = {"simulated", "supply", "declared", NULL};
static const char *const scopes[] = {"whole", "districts_too", "each", NULL};

#define TEXT(column, en, zh)                                       \
    {                                                              \
        .name = column, .kind = CARE_SHEET_TEXT, .doc = { en, zh } \
    }
#define OPTIONAL(column, en, zh)                                                        \
    {                                                                                   \
        .name = column, .kind = CARE_SHEET_TEXT, .is_optional = true, .doc = { en, zh } \
    }
#define WORD(column, words, en, zh)                                                    \
    {                                                                                  \
        .name = column, .kind = CARE_SHEET_CHOICE, .choices = words, .doc = { en, zh } \
    }
#define NUMBER(column, en, zh)                                                                             \
    {                                                                                                      \
        .name = column, .kind = CARE_SHEET_REAL, .unit = "1", .min = -1e15, .max = 1e15, .doc = { en, zh } \
    }
static const struct care_sheet_column table_columns[] = {
    [CARE_INDICATORS_ID] = {.name = "id",
                            .kind = CARE_SHEET_TEXT,
                            .is_key = true,
                            .doc = {"id of the rule that is scored: letters, digits and hyphens",
                                    "所评规则的编号：字母、数字和连字符"}},
    [CARE_INDICATORS_NUMBER] = OPTIONAL("number", "where it stands in the document", "在文件中的位置"),
    [CARE_INDICATORS_RULES] =
        TEXT("rules", "ids of all rules it scores, blank-separated", "所评全部规则编号，以空格分隔"),
    [CARE_INDICATORS_NAME_ZH] = TEXT("name_zh", "name in Chinese", "中文名称"),
    [CARE_INDICATORS_NAME_EN] = TEXT("name_en", "name in English", "英文名称"),
    [CARE_INDICATORS_NUMERATOR] =
        OPTIONAL("numerator", "a measure over result cubes; empty where the value is declared",
                 "分子：以结果数据立方写成的算式；由用户申报时为空"),
    [CARE_INDICATORS_DENOMINATOR] = OPTIONAL("denominator", "likewise; empty: none", "分母：同上；空为无分母"),
    [CARE_INDICATORS_UNIT] =
        TEXT("unit", "%: a share, shown in per cent; else what is counted, Chinese, a blank, English",
             "单位：% 表示份额，按百分数显示；其他依次写中文、空格、英文"),
    [CARE_INDICATORS_OPERATOR] =
        WORD("operator", operators, "how the value stands to the threshold",
             "at_least 不低于、more_than 高于、at_most 不高于、less_than 低于、exactly 等于、between 介于"),
    [CARE_INDICATORS_THRESHOLD] = NUMBER("threshold", "in base units: 0.6 for 60 %", "目标值，基本单位：60 % 写作 0.6"),
    [CARE_INDICATORS_THRESHOLD_HIGH] = {.name = "threshold_high",
                                        .kind = CARE_SHEET_REAL,
                                        .unit = "1",
                                        .min = -1e15,
                                        .max = 1e15,
                                        .is_optional = true,
                                        .fallback = (double)NAN,
                                        .doc = {"upper bound of between", "between 的上限"}},
    [CARE_INDICATORS_YEAR] = {.name = "year",
                              .kind = CARE_SHEET_INT,
                              .unit = "1",
                              .min = CARE_FIRST_YEAR,
                              .max = CARE_LAST_YEAR,
                              .doc = {"due at the end of it, a floor afterwards", "到期年份，年末考核；此后为底线"}},
    [CARE_INDICATORS_ATTRIBUTE] = WORD("attribute", attributes, "how much it binds",
                                       "binding 约束性、expected 预期性、advocated 倡导性、text 仅见于正文"),
    [CARE_INDICATORS_BASIS] =
        WORD("basis", bases, "what the value rests on", "数值依据：simulated 模拟、supply 情景供给、declared 用户申报"),
    [CARE_INDICATORS_SCOPE] =
        WORD("scope", scopes, "whom the threshold binds: the whole, districts too, or each district",
             "考核对象：whole 全域、districts_too 全域及各区、each 每个区"),
    [CARE_INDICATORS_NOTE_ZH] = OPTIONAL("note_zh", "definition, in Chinese", "口径说明（中文）"),
    [CARE_INDICATORS_NOTE_EN] = OPTIONAL("note_en", "definition, in English", "口径说明（英文）"),
};
const struct care_sheet_spec care_indicators_sheet = {
    .name = "indicators",
    .columns = table_columns,
    .n_columns = CARE_N_INDICATORS_COLUMNS,
    .min_rows = 1,
    .doc = {"indicators of a plan", "规划指标"},
};

static const struct care_sheet_column declared_columns[] = {
    [CARE_DECLARED_INDICATOR] = {.name = "indicator",
                                 .kind = CARE_SHEET_TEXT,
                                 .is_key = true,
                                 .doc = {"id of an indicator or a rule", "指标或规则编号"}},
    [CARE_DECLARED_AREA] = CARE_COLUMNS_AREA_OF("code of the city or a district", "市或区县代码"),
    [CARE_DECLARED_YEAR] = {.name = "year",
                            .kind = CARE_SHEET_INT,
                            .unit = "1",
                            .min = CARE_FIRST_YEAR,
                            .max = CARE_LAST_YEAR,
                            .is_key = true,
                            .doc = {"first year of which it holds", "自该年起有效"}},
    [CARE_DECLARED_VALUE] = NUMBER("value", "in base units: 0.6 for 60 %", "数值，基本单位：60 % 写作 0.6"),
};
const struct care_sheet_spec care_indicators_declared_sheet = {
    .name = "declared",
    .columns = declared_columns,
    .n_columns = CARE_N_DECLARED_COLUMNS,
    .min_rows = 0,
    .doc = {"values that are told, not computed", "申报值"},
};

static const struct care_sheet_column jurisdiction_columns[] = {
    [CARE_JURISDICTION_AREA] = CARE_COLUMNS_AREA_OF("code of a district", "区县代码"),
};
const struct care_sheet_spec care_indicators_jurisdiction_sheet = {
    .name = "jurisdiction",
    .columns = jurisdiction_columns,
    .n_columns = CARE_N_JURISDICTION_COLUMNS,
    .min_rows = 1,
    .doc = {"districts a plan is for", "规划所辖区县"},
};

#define SHEET(key, member, spec, anchor, conf, en, zh)                                                        \
    {                                                                                                         \
        .name = key, .kind = CARE_FIELD_SHEET, .offset = offsetof(struct care_indicators_parameters, member), \
        .sheet = &(spec), .doc = {en, zh}, .source = anchor, .confidence = conf                               \
    }
static const struct care_field fields[] = {
    {.name = "plan",
     .kind = CARE_FIELD_TEXT,
     .offset = offsetof(struct care_indicators_parameters, plan),
     .doc = {"name of the plan", "规划名称"},
     .source = "#scorecard-plan",
     .confidence = CARE_SEEN},
    SHEET("table", table, care_indicators_sheet, "#scorecard-table", CARE_SEEN, "indicators of the plan", "规划指标"),
    SHEET("declared", declared, care_indicators_declared_sheet, "#scorecard-declared", CARE_SEEN,
          "values that are told, not computed", "申报值"),
    SHEET("jurisdiction", jurisdiction, care_indicators_jurisdiction_sheet, "#scorecard-jurisdiction", CARE_SEEN,
          "districts the plan is for; without it all", "规划所辖区县；缺省为全部"),
};
const struct care_section care_indicators_section = {
    .name = "scorecard",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_indicators_parameters),
    .doc = {"the indicators of a plan", "规划指标考核"},
};
