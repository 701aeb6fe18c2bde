/** @file  Columns that many tables have, described once: initialisers of struct care_sheet_column. */
#ifndef CARE_MODELS_COLUMNS_H
#define CARE_MODELS_COLUMNS_H

#include "sim/sheet.h"

/** The words of enum care_sex, NULL-ended. */
extern const char *const care_columns_sexes[];

#define CARE_COLUMNS_AREA_OF(en, zh)                                                                     \
    {                                                                                                    \
        .name = "area", .kind = CARE_SHEET_INT, .unit = "1", .min = 1, .max = 999999999, .is_key = true, \
        .is_area = true, .doc = {                                                                        \
            en,                                                                                          \
            zh                                                                                           \
        }                                                                                                \
    }
#define CARE_COLUMNS_LEAF_AREA CARE_COLUMNS_AREA_OF("code of the leaf area", "基层区划代码")
#define CARE_COLUMNS_SEX                                                                                  \
    {                                                                                                     \
        .name = "sex", .kind = CARE_SHEET_CHOICE, .choices = care_columns_sexes, .is_key = true, .doc = { \
            "male or female",                                                                             \
            "性别：male 男、female 女"                                                              \
        }                                                                                                 \
    }

#endif
