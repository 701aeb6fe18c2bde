#include "models/system/finance.h"

#include "sim/rounding.h"

#include <math.h>

static const char *const modes[] = {"institution", "home", "family"};
static const char *const modes_zh[] = {"机构护理", "居家护理", "家属照护"};
static const struct care_axis mode_axis = {
    "ltci_mode", CARE_N_LTCI_MODES, NULL, modes, modes_zh, {"how the care is given", "待遇方式"}, NULL};

#define CUBE(symbol, name_, axis, unit_, en, zh)                                            \
    const struct care_cube_spec symbol = {name_, CARE_CUBE_FLOAT64, CARE_CUBE_FLOW, {axis}, \
                                          unit_, {en, zh},          "finance",      3}
CUBE(care_finance_unfunded_cube, "unfunded", &care_ledger_payer_axis, "yuan",
     "what a payer had to pay above its budget; 0 where no budget is stated",
     "支付方超出其资金来源的部分；未给出来源则为 0");
CUBE(care_finance_budget_cube, "budget", &care_ledger_payer_axis, "yuan",
     "money a payer has for the year; missing where none is stated", "支付方当年的资金来源；未给出则缺失");
CUBE(care_finance_lottery_fund_cube, "lottery_fund", NULL, "yuan",
     "money of the welfare lottery for the year, for whatever use; by residents of 60 and over; missing where none is "
     "stated",
     "当年福利彩票公益金总额（不论用途），按 60 岁及以上人口分到各区；未给出则缺失");
CUBE(care_finance_ltci_persons_cube, "ltci_persons", &mode_axis, "1",
     "people whom long-term care insurance paid for, on average over the year", "长护险待遇人数（全年平均）");
CUBE(care_finance_ltci_entitled_cube, "ltci_entitled", NULL, "1",
     "people at the end of the year whom long-term care insurance is for, before take-up",
     "年末符合长护险条件人数（含未申请者）");
CUBE(care_finance_ltci_cost_cube, "ltci_cost", &mode_axis, "yuan", "paid by long-term care insurance",
     "长护险基金支付");
CUBE(care_finance_allowance_cost_cube, "allowance_cost", &care_allowances_kind_axis, "yuan",
     "cash benefits; `care` is what the allowance for services at home paid, entered under `serve`",
     "津贴补贴金额；care 为居家养老服务补贴，计入 serve");
CUBE(care_finance_allowance_persons_cube, "allowance_persons", &care_allowances_kind_axis, "1",
     "people who got them; who gets two of a kind counts twice", "领取人数；同类领取两项者计两次");
CUBE(care_finance_allowance_entitled_cube, "allowance_entitled", &care_allowances_kind_axis, "1",
     "people who fit the list of their district, whatever the first year of an item; of `care` those who got it",
     "符合本区清单条件人数（不论起始年份）；care 为实际领取者");
#undef CUBE

/* ---- one district in one year ---- */

struct books {
    const struct care_finance *finance;
    int district, year;
    int32_t code;
    double price_index, price_factor; /* of the year to 2024; of the prices reported */
};

static double price_factor_of(const struct care_finance *finance, int year)
{
    const struct care_finance_parameters *parameters = finance->parameters;
    return parameters->report == CARE_AT_CURRENT_PRICES ? care_series_at(&parameters->price_index, year) : 1;
}

static struct books books_of(const struct care_finance *finance, int year, int district)
{
    return (struct books){
        .finance = finance,
        .district = district,
        .year = year,
        .code = finance->areas->area[finance->areas->district[district]].code,
        .price_index = care_series_at(&finance->parameters->price_index, year),
        .price_factor = price_factor_of(finance, year),
    };
}

static void pay(const struct books *books, enum care_purpose_of_money purpose, enum care_payer payer,
                enum care_receiver receiver, double yuan)
{
    care_ledger_pay(books->finance->ledger, books->district, purpose, payer, receiver, yuan);
}

/* @param paid  [CARE_N_PAYERS] yuan */
static void pay_all(const struct books *books, enum care_purpose_of_money purpose, enum care_receiver receiver,
                    const double *paid)
{
    for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
        pay(books, purpose, (enum care_payer)payer, receiver, paid[payer]);
    }
}

static void pay_split(const struct books *books, enum care_purpose_of_money purpose, enum care_finance_split split,
                      enum care_receiver receiver, double yuan)
{
    double share[CARE_N_PAYERS];
    care_finance_parameters_split(books->finance->parameters, split, books->code, books->year, share);
    for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
        pay(books, purpose, (enum care_payer)payer, receiver, yuan * share[payer]);
    }
}

static double *cells_of(const struct books *books, struct care_cube *cube)
{
    return cube == NULL ? NULL : care_tally_amounts(books->finance->tally, cube, books->year, books->district);
}

/* ---- care ---- */

static struct care_charges_rules rules_of(const struct books *books)
{
    const struct care_finance *f = books->finance;
    const struct care_finance_parameters *parameters = f->parameters;
    struct care_charges_rules rules = {
        .prices = {f->prices, books->code, books->year},
        .ltci_worth = care_allowances_worth(books->price_index, parameters->ltci_indexation_share),
        .allowance_worth = care_allowances_worth(books->price_index, parameters->service_allowance_indexation_share),
    };
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        rules.fee_factor[owner] = care_lever_at(&parameters->fee_factor[owner], books->code, books->year);
    }
    const int y = books->year - CARE_FIRST_YEAR;
    const double inclusive = f->supply->inclusive_share[y * f->supply->n_districts + books->district];
    rules.fee_factor[CARE_PRIVATE] = 1 - inclusive * (1 - rules.fee_factor[CARE_PRIVATE]);
    for (int relief = 0; relief < CARE_N_RELIEFS; relief++) {
        rules.family_share[relief] = parameters->family_share[relief];
    }
    care_finance_parameters_split(parameters, CARE_SPLIT_OF_DESTITUTE, books->code, books->year, rules.kept_by);
    care_finance_parameters_split(parameters, CARE_SPLIT_OF_ALLOWANCE, books->code, books->year,
                                  rules.allowance_paid_by);
    return rules;
}

/* Residents on 1 November whom LTCI is for, whether or not they ask for it. */
static double ltci_entitled(const struct books *books)
{
    const struct care_finance *f = books->finance;
    const struct care_prices prices = {f->prices, books->code, books->year};
    const struct care_profile_count *list = f->profiles->list[books->district];
    double persons = 0;
    for (int i = 0; i < f->profiles->n_list[books->district]; i++) {
        const struct care_profile *who = &list[i].who;
        const struct care_payer_kind kind = {who->level, who->relief, who->has_late_dementia, who->is_insured};
        persons += list[i].persons * care_prices_ltci_entitled(&prices, &kind);
    }
    return persons;
}

static void record_ltci(const struct books *books, const struct care_charges_sums *sums)
{
    double *entitled = cells_of(books, books->finance->ltci_entitled);
    if (entitled != NULL) {
        *entitled = ltci_entitled(books);
    }
    double *persons = cells_of(books, books->finance->ltci_persons);
    double *cost = cells_of(books, books->finance->ltci_cost);
    for (int mode = 0; mode < CARE_N_LTCI_MODES && persons != NULL && cost != NULL; mode++) {
        persons[mode] = sums->ltci_months[mode] / 12;
        cost[mode] = sums->ltci_yuan[mode] * books->price_factor;
    }
}

/* What services at home and by day cost goes to their counts too. */
static void pay_services(const struct books *books, const struct care_charges_sums *sums)
{
    static const struct {
        enum care_place_class class;
        enum care_service service;
    } placed[] = {{CARE_DAY_PLACE, CARE_SERVICE_DAY_CARE},
                  {CARE_HOME_BED_PLACE, CARE_SERVICE_HOME_BED},
                  {CARE_VISITS_PLACE, CARE_SERVICE_HOME_VISITS}};
    for (size_t i = 0; i < sizeof placed / sizeof placed[0]; i++) {
        const double *paid = sums->serve[placed[i].class];
        double yuan = 0;
        for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
            yuan += paid[payer];
        }
        pay_all(books, CARE_MONEY_SERVE, CARE_RECEIVER_SERVICES, paid);
        if (books->finance->services != NULL) {
            care_services_enter_cost(books->finance->services, books->district, books->year, placed[i].service, yuan);
        }
    }
}

static struct care_charges_sums pay_care(const struct books *books)
{
    const struct care_finance *f = books->finance;
    const struct care_charges_rules rules = rules_of(books);
    const struct care_charges_sums sums = care_charges_of_year(
        &rules, &f->use[books->district], f->profiles->list[books->district], f->profiles->n_list[books->district]);
    pay_all(books, CARE_MONEY_OPERATE, CARE_RECEIVER_HOMES, sums.operate);
    pay_services(books, &sums);
    pay(books, CARE_MONEY_ALLOWANCES, CARE_PAYER_LTCI, CARE_RECEIVER_RESIDENTS, sums.ltci_yuan[CARE_LTCI_FAMILY]);
    record_ltci(books, &sums);
    return sums;
}

/* ---- building ---- */

static void pay_building(const struct books *books, enum care_owner owner, enum care_purpose_of_money purpose,
                         double yuan)
{
    if (owner == CARE_PRIVATE) {
        pay(books, purpose, CARE_PAYER_INVESTOR, CARE_RECEIVER_BUILDERS, yuan);
    } else {
        pay_split(books, purpose, CARE_SPLIT_OF_BUILDING, CARE_RECEIVER_BUILDERS, yuan);
    }
}

static double subsidy_of_bed(const struct care_finance_parameters *parameters, enum care_owner owner)
{
    const double owned = parameters->building_subsidy_yuan[owner];
    return owner == CARE_PRIVATE ? owned + parameters->rented_share * (parameters->rented_subsidy_yuan - owned) : owned;
}

/* The subsidy is a part of the cost, not on top: the home hands it on to its builders. @return yuan without the subsidy */
static double pay_new_places(const struct books *books, enum care_owner owner, enum care_place_class class, double n)
{
    const struct care_finance_parameters *parameters = books->finance->parameters;
    const double cost = parameters->build_yuan[class];
    const double subsidy = (int)class < CARE_N_BED_CLASSES ? fmin(cost, subsidy_of_bed(parameters, owner)) : 0;
    pay_split(books, CARE_MONEY_SUBSIDISE, CARE_SPLIT_OF_SUBSIDIES, CARE_RECEIVER_HOMES, n * subsidy);
    pay_building(books, owner, CARE_MONEY_BUILD, n * (cost - subsidy));
    return n * (cost - subsidy);
}

static double pay_conversion(const struct books *books, enum care_owner owner,
                             const struct care_supply_changes *changes)
{
    const struct care_finance_parameters *parameters = books->finance->parameters;
    const double yuan = changes->converted_to_nursing[owner] * parameters->nursing_conversion_yuan +
                        changes->converted_to_dementia[owner] * parameters->dementia_conversion_yuan;
    pay_building(books, owner, CARE_MONEY_CONVERT, yuan);
    return yuan;
}

/* Interest on what investors borrow to build. */
static void pay_interest(const struct books *books, const struct care_supply_changes *changes, double cost_yuan)
{
    const struct care_finance *f = books->finance;
    double beds = changes->converted_to_nursing[CARE_PRIVATE] + changes->converted_to_dementia[CARE_PRIVATE];
    double items[CARE_N_LOAN_ITEMS], *cells = cells_of(books, f->loans_cube);
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        beds += changes->built[CARE_PRIVATE][class];
    }
    care_loans_year(&books->finance->loans, books->district, books->code, books->year, cost_yuan, beds, items);
    pay(books, CARE_MONEY_INTEREST, CARE_PAYER_INVESTOR, CARE_RECEIVER_LENDERS,
        items[CARE_LOANS_INTEREST] - items[CARE_LOANS_SUBSIDY]);
    pay_split(books, CARE_MONEY_INTEREST, CARE_SPLIT_OF_SUBSIDIES, CARE_RECEIVER_LENDERS, items[CARE_LOANS_SUBSIDY]);
    for (int item = 0; item < CARE_N_LOAN_ITEMS && cells != NULL; item++) {
        cells[item] = items[item] * books->price_factor;
    }
}

static void pay_for_supply(const struct books *books)
{
    const struct care_finance_parameters *parameters = books->finance->parameters;
    const struct care_supply_changes *changes =
        care_supply_changes(books->finance->supply, books->year, books->district);
    double paid[CARE_N_OWNERS] = {0};
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        for (int class = 0; class < CARE_N_BUILT_CLASSES; class ++) {
            paid[owner] += pay_new_places(books, (enum care_owner)owner, (enum care_place_class) class,
                                          changes->built[owner][class]);
        }
        paid[owner] += pay_conversion(books, (enum care_owner)owner, changes);
    }
    pay_interest(books, changes, paid[CARE_PRIVATE]);
    double m2 = 0;
    for (int facility = CARE_FIRST_BUILT_FACILITY; facility < CARE_END_OF_BUILT_FACILITIES; facility++) {
        m2 += changes->opened[facility] * parameters->floor_m2[facility - CARE_FIRST_BUILT_FACILITY];
    }
    pay_building(books, CARE_PUBLIC, CARE_MONEY_BUILD, m2 * parameters->floor_yuan_per_m2);
}

/* ---- subsidies, benefits, training ---- */

/* Months of residents, those of for-profit homes by what they get of what others get. */
static double months_subsidised(const struct books *books, int class)
{
    const struct care_finance *f = books->finance;
    const double of_profit = care_lever_at(&f->parameters->for_profit_subsidy_factor, books->code, books->year);
    const double for_profit =
        f->supply->for_profit_share[(books->year - CARE_FIRST_YEAR) * f->supply->n_districts + books->district];
    double months = 0;
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        const double part = owner == CARE_PRIVATE ? 1 - for_profit * (1 - of_profit) : 1;
        for (int level = f->parameters->subsidy_from_level; level < CARE_N_LEVELS; level++) {
            for (int relief = 0; relief < CARE_N_RELIEFS; relief++) {
                const double *by_insurance = f->use[books->district].months[class][owner][level][relief];
                months += part * (by_insurance[0] + by_insurance[1]);
            }
        }
    }
    return months;
}

static void pay_operating_subsidies(const struct books *books)
{
    const struct care_finance_parameters *parameters = books->finance->parameters;
    double yuan = 0;
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        const struct care_lever *rate = class == CARE_ORDINARY_BED ? &parameters->ordinary_subsidy_yuan_per_year
                                                                   : &parameters->nursing_subsidy_yuan_per_year;
        yuan += months_subsidised(books, class) / 12 * care_lever_at(rate, books->code, books->year);
    }
    pay_split(books, CARE_MONEY_SUBSIDISE, CARE_SPLIT_OF_SUBSIDIES, CARE_RECEIVER_HOMES, yuan);
}

static void pay_award(const struct books *books)
{
    const struct care_finance *f = books->finance;
    const struct care_award_parameters *award = &f->parameters->award;
    const int units = (int)nearbyint(care_round(care_series_at(&award->units, books->year)));
    const double most = 1e6 * care_series_at(&award->million_yuan, books->year);
    const double yuan = most > 0 && care_award_is_won(f->supply, books->district, books->year, units) ? most : 0;
    double *cell = cells_of(books, f->award);
    pay(books, CARE_MONEY_SUBSIDISE, CARE_PAYER_CITY, CARE_RECEIVER_HOMES, yuan);
    if (cell != NULL) {
        *cell = yuan * books->price_factor;
    }
}

static void pay_allowances(const struct books *books, const struct care_charges_sums *care)
{
    const struct care_finance *f = books->finance;
    struct care_allowances_sums sums =
        care_allowances_of_year(f->allowances, books->district, books->year, books->price_index,
                                f->profiles->list[books->district], f->profiles->n_list[books->district]);
    pay_all(books, CARE_MONEY_ALLOWANCES, CARE_RECEIVER_RESIDENTS, sums.paid);
    sums.persons[CARE_ALLOWANCE_CARE] += care->allowance_months / 12;
    sums.yuan[CARE_ALLOWANCE_CARE] += care->allowance_yuan;
    double *persons = cells_of(books, f->allowance_persons), *cost = cells_of(books, f->allowance_cost);
    double *entitled = cells_of(books, f->allowance_entitled);
    sums.entitled[CARE_ALLOWANCE_CARE] += care->allowance_months / 12;
    for (int kind = 0; kind < CARE_N_ALLOWANCE_KINDS && entitled != NULL; kind++) {
        entitled[kind] = sums.entitled[kind];
    }
    for (int kind = 0; kind < CARE_N_ALLOWANCE_KINDS && persons != NULL && cost != NULL; kind++) {
        persons[kind] = sums.persons[kind];
        cost[kind] = sums.yuan[kind] * books->price_factor;
    }
}

/* ---- sources ---- */

static double million_yuan_of(const struct care_finance_budget *budget, enum care_payer payer, int year)
{
    switch (payer) {
    case CARE_PAYER_CITY:
        return care_series_at(&budget->city, year);
    case CARE_PAYER_DISTRICT:
        return care_series_at(&budget->district, year);
    case CARE_PAYER_LTCI:
        return care_series_at(&budget->ltci, year);
    case CARE_PAYER_CENTRAL:
        return care_series_at(&budget->central, year);
    case CARE_PAYER_LOTTERY:
        return care_series_at(&budget->lottery_fund, year) * care_series_at(&budget->lottery_share, year);
    default:
        return 0;
    }
}

/* Million yuan a year of 2021 as yuan of a year, in the prices reported. */
static double yuan_of_year(const struct care_finance *f, double million_yuan, int year)
{
    const double growth = care_round(pow(1 + f->parameters->budget.growth_per_year, year - (CARE_FIRST_YEAR + 1)));
    return 1e6 * million_yuan * growth * price_factor_of(f, year);
}

/* Of the whole city; 0: not stated. */
static double budget_of(const struct care_finance *f, enum care_payer payer, int year)
{
    return yuan_of_year(f, million_yuan_of(&f->parameters->budget, payer, year), year);
}

static double elders_of_city(const struct care_finance *f)
{
    double elders = 0;
    for (int d = 0; d < f->areas->n_districts; d++) {
        elders += care_profiles_elders(f->profiles, d);
    }
    return elders;
}

/* All of the lottery's money, be it for older people or not; a district's part as of its people of 60 and over. */
static void record_lottery_fund(const struct care_finance *f, int year)
{
    const double fund = yuan_of_year(f, care_series_at(&f->parameters->budget.lottery_fund, year), year);
    const double elders = elders_of_city(f);
    for (int d = 0; d < f->areas->n_districts && fund > 0 && elders > 0; d++) {
        const struct books books = books_of(f, year, d);
        double *cell = cells_of(&books, f->lottery_fund);
        if (cell != NULL) {
            *cell = fund * care_profiles_elders(f->profiles, d) / elders;
        }
    }
}

/* The city's payers spend where it is needed: what they lack is shared by what was to be paid. The districts' budgets are
 * their own: each has the share of its people of 60 and over. */
static double lacking_of(enum care_payer payer, double budget, double own, double due, double due_in_city)
{
    if (payer == CARE_PAYER_DISTRICT) {
        return fmax(0, due - own);
    }
    return due > 0 ? fmax(0, due_in_city - budget) * due / due_in_city : 0;
}

static void weigh_payer(const struct care_finance *f, enum care_payer payer, int year)
{
    const double budget = budget_of(f, payer, year), elders = elders_of_city(f);
    double due_in_city = 0;
    for (int d = 0; d < f->areas->n_districts; d++) {
        due_in_city += care_ledger_paid(f->ledger, d, payer);
    }
    for (int d = 0; d < f->areas->n_districts; d++) {
        const struct books books = books_of(f, year, d);
        const double own = elders > 0 ? budget * care_profiles_elders(f->profiles, d) / elders : 0;
        const double due = care_ledger_paid(f->ledger, d, payer);
        double *unfunded = cells_of(&books, f->unfunded), *sources = cells_of(&books, f->budget);
        if (unfunded != NULL) {
            unfunded[payer] = budget > 0 ? lacking_of(payer, budget, own, due, due_in_city) : 0;
        }
        if (sources != NULL) {
            sources[payer] = budget > 0 ? own : NAN;
        }
    }
}

/* ---- the model ---- */

int care_finance_create(struct care_finance *out)
{
    out->loans = (struct care_loans){.parameters = &out->parameters->loans, .n_districts = out->areas->n_districts};
    return care_loans_create(&out->loans);
}

void care_finance_free(struct care_finance *finance)
{
    care_loans_free(&finance->loans);
}

static int begin(void *self, const struct care_year *year)
{
    const struct care_finance *f = self;
    if (year->index > 0) { /* no year lies behind the census */
        care_ledger_open(f->ledger, year->year, price_factor_of(f, year->year));
    }
    return CARE_OK;
}

static int close(void *self, const struct care_year *year)
{
    const struct care_finance *f = self;
    if (year->index == 0) {
        return CARE_OK;
    }
    for (int d = 0; d < f->areas->n_districts; d++) {
        const struct books books = books_of(f, year->year, d);
        const struct care_charges_sums care = pay_care(&books);
        pay_for_supply(&books);
        pay_operating_subsidies(&books);
        pay_award(&books);
        pay_allowances(&books, &care);
        pay_split(&books, CARE_MONEY_TRAINING, CARE_SPLIT_OF_TRAINING, CARE_RECEIVER_TRAINERS, f->training_yuan[d]);
    }
    for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
        weigh_payer(f, (enum care_payer)payer, year->year);
    }
    record_lottery_fund(f, year->year);
    return CARE_OK;
}

const struct care_model care_finance_model = {
    .name = "finance",
    .doc = {"costs, payers, sources", "成本、承担方与资金来源"},
    .begin = begin,
    .close = close,
};
