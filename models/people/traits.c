/* What the bits of the column `traits` are called, and what their codes mean. */
#include "models/people/traits.h"

#define PART(name_, shift_, n_bits_, max_, en, zh, source_)                                                \
    {                                                                                                      \
        .name = name_, .shift = shift_, .n_bits = n_bits_, .max = max_, .doc = {en, zh}, .source = source_ \
    }
const struct care_column_part care_traits_parts[CARE_N_TRAITS] = {
    [CARE_TRAIT_CHILDREN] =
        PART("children_near", 0, 2, 3, "living children near by, co-resident ones included; 3 means 3 and more",
             "附近健在子女数，含同住子女；3 表示 3 个及以上", "#children"),
    [CARE_TRAIT_HOUSEHOLD] = PART(
        "household", 2, 3, CARE_N_HOUSEHOLDS - 1,
        "whom the person lives with, partner apart: 0 nobody, 1 children, 2 three generations, 3 another old relative, "
        "4 a collective household; of somebody in a home: lived with",
        "除配偶外与谁同住：0 无，1 子女，2 三代同堂，3 其他老年亲属，4 集体户；入住机构者为入住前情况", "#living"),
    [CARE_TRAIT_HUKOU] =
        PART("local_hukou", 5, 1, 1, "registered in this city: 0 no, 1 yes", "本市户籍：0 否，1 是", "#groups"),
    [CARE_TRAIT_RURAL] = PART("rural", 6, 1, 1, "lives in a village: 0 no, 1 yes", "居住在乡村：0 否，1 是", "#groups"),
    [CARE_TRAIT_INCOME] =
        PART("income", 7, 2, CARE_N_INCOMES - 1, "income third of the people of 60 and over: 0 bottom, 1 middle, 2 top",
             "60 岁及以上人口收入三等分：0 低，1 中，2 高", "#groups"),
    [CARE_TRAIT_RELIEF] =
        PART("relief", 9, 2, CARE_N_RELIEFS - 1,
             "social relief, the highest held: 0 none, 1 near poor, 2 minimum living allowance, 3 destitute",
             "社会救助，取最高一类：0 无，1 低保边缘，2 低保，3 特困", "#groups"),
    [CARE_TRAIT_BEREAVED] = PART("bereaved", 11, 1, 1, "the only child died or is disabled: 0 no, 1 yes",
                                 "计划生育特殊家庭（独生子女死亡或伤残）：0 否，1 是", "#groups"),
    [CARE_TRAIT_CERTIFICATE] = PART("certificate", 12, 2, CARE_N_CERTIFICATES - 1,
                                    "certificate of disability: 0 none, 1 grades 3 and 4, 2 grades 1 and 2",
                                    "残疾人证：0 无，1 三、四级，2 一、二级", "#groups"),
    [CARE_TRAIT_INSURED] = PART("employee_insured", 14, 1, 1, "employees' medical insurance: 0 no, 1 yes",
                                "职工基本医疗保险：0 否，1 是", "#groups"),
    [CARE_TRAIT_VETERAN] =
        PART("veteran", 15, 1, 1, "entitled to special care as a veteran or the kin of one: 0 no, 1 yes",
             "优抚对象：0 否，1 是", "#groups"),
};
#undef PART
