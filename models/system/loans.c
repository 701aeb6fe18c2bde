#include "models/system/loans.h"

#include <math.h>
#include <stdlib.h>

static const char *const items[CARE_N_LOAN_ITEMS] = {"borrowed", "repaid", "owed", "interest", "interest_subsidy"};
static const char *const items_zh[CARE_N_LOAN_ITEMS] = {"新增贷款", "归还本金", "年末余额", "利息", "其中贴息"};
static const struct care_axis item_axis = {"loan_item", CARE_N_LOAN_ITEMS,        NULL, items,
                                           items_zh,    {"of loans", "贷款项目"}, NULL};
const struct care_cube_spec care_loans_cube = {
    "loans",
    CARE_CUBE_FLOAT64,
    CARE_CUBE_FLOW,
    {&item_axis},
    "yuan",
    {"loans of investors for private homes in the district; owed: at the end of the year",
     "社会资本为本区民办养老机构建设所借贷款；余额为年末数"},
    "finance",
    3};

int care_loans_create(struct care_loans *out)
{
    out->borrowed = calloc((size_t)out->n_districts * CARE_N_YEARS, sizeof *out->borrowed);
    return out->borrowed != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
}

void care_loans_free(struct care_loans *loans)
{
    free(loans->borrowed);
    loans->borrowed = NULL;
}

/* Loans of the years before: what is paid back on them in a year, and what was owed when it began. */
static void sum_before(const struct care_loans *loans, const double *borrowed, int y, double *repaid, double *owed)
{
    const int years = loans->parameters->years;
    *repaid = *owed = 0;
    for (int age = 1; age <= years && age <= y; age++) {
        *repaid += borrowed[y - age] / years;
        *owed += borrowed[y - age] * (years - age + 1) / years;
    }
}

void care_loans_year(const struct care_loans *loans, int district, int32_t district_code, int year, double cost_yuan,
                     double beds, double *out)
{
    const struct care_loans_parameters *parameters = loans->parameters;
    const int y = year - CARE_FIRST_YEAR;
    double *borrowed = loans->borrowed + (size_t)district * CARE_N_YEARS, owed;
    const double most =
        1e6 * care_lever_at(&parameters->most_million_yuan, district_code, year) * beds / parameters->beds_per_firm;
    borrowed[y] = fmin(care_lever_at(&parameters->share, district_code, year) * cost_yuan, most);
    sum_before(loans, borrowed, y, &out[CARE_LOANS_REPAID], &owed);
    out[CARE_LOANS_BORROWED] = borrowed[y];
    out[CARE_LOANS_OWED] = owed + borrowed[y] - out[CARE_LOANS_REPAID];
    out[CARE_LOANS_INTEREST] =
        care_lever_at(&parameters->rate_per_year, district_code, year) * (owed + borrowed[y] / 2);
    out[CARE_LOANS_SUBSIDY] =
        care_lever_at(&parameters->subsidised_share, district_code, year) * out[CARE_LOANS_INTEREST];
}
