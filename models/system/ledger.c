#include "models/system/ledger.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const purposes[] = {"build", "convert",    "operate",  "serve",    "subsidise", "allowances",
                                       "meals", "adaptation", "training", "interest", "land"};
static const char *const purposes_zh[] = {"建设", "改造床位",   "机构运营", "居家和社区服务", "机构补贴", "津贴",
                                          "助餐", "适老化改造", "培训",     "贷款利息",       "用地"};
static const char *const payers[] = {"user", "family", "ltci", "city", "district", "lottery", "central", "investor"};
static const char *const payers_zh[] = {"本人", "家庭", "长护险", "市财政", "区财政", "彩票公益金", "中央", "社会资本"};
static const char *const receivers[] = {"residents", "homes",   "services",  "builders",
                                        "trainers",  "lenders", "land_owner"};
static const char *const receivers_zh[] = {"老年人和家属", "养老机构", "服务组织",  "建设单位",
                                           "培训机构",     "贷款机构", "土地出让方"};

const struct care_axis care_ledger_purpose_axis = {"purpose",   CARE_N_MONEY_PURPOSES,        NULL, purposes,
                                                   purposes_zh, {"what is paid for", "用途"}, NULL};
const struct care_axis care_ledger_payer_axis = {"payer",   CARE_N_PAYERS,          NULL, payers,
                                                 payers_zh, {"who pays", "支付方"}, NULL};
const struct care_axis care_ledger_receiver_axis = {"receiver",   CARE_N_RECEIVERS,           NULL, receivers,
                                                    receivers_zh, {"who receives", "收款方"}, NULL};

const struct care_cube_spec care_ledger_cost_cube = {
    "cost",
    CARE_CUBE_FLOAT64,
    CARE_CUBE_FLOW,
    {&care_ledger_purpose_axis, &care_ledger_payer_axis},
    "yuan",
    {"paid in the model year for residents and facilities of the district", "本年度为本区居民和设施支付的金额"},
    "finance",
    3};
const struct care_cube_spec care_ledger_received_cube = {
    "received",     CARE_CUBE_FLOAT64,
    CARE_CUBE_FLOW, {&care_ledger_purpose_axis, &care_ledger_receiver_axis},
    "yuan",         {"the same money by who receives it", "同一笔资金，按收款方"},
    "finance",      3};

int care_ledger_create(struct care_ledger *out)
{
    out->year = 0;
    out->price_factor = 1;
    out->books = calloc((size_t)out->n_districts, sizeof *out->books);
    return out->books != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
}

void care_ledger_free(struct care_ledger *ledger)
{
    free(ledger->books);
    ledger->books = NULL;
}

/* The cells of a cube of amounts in the open year; NULL when it is not recorded. */
static double *cells_of(const struct care_ledger *ledger, struct care_cube *cube, int district)
{
    return cube == NULL ? NULL : care_tally_amounts(ledger->tally, cube, ledger->year, district);
}

static void clear(double *cells, int n)
{
    for (int i = 0; cells != NULL && i < n; i++) {
        cells[i] = 0;
    }
}

void care_ledger_open(struct care_ledger *ledger, int year, double price_factor)
{
    ledger->year = year;
    ledger->price_factor = price_factor;
    memset(ledger->books, 0, (size_t)ledger->n_districts * sizeof *ledger->books);
    for (int d = 0; d < ledger->n_districts; d++) {
        clear(cells_of(ledger, ledger->cost, d), CARE_N_MONEY_PURPOSES * CARE_N_PAYERS);
        clear(cells_of(ledger, ledger->received, d), CARE_N_MONEY_PURPOSES * CARE_N_RECEIVERS);
    }
}

/* Cells show whole fen as yuan: each is the nearest double, however many entries it sums. */
static void enter(int64_t *sum_fen, double *cells, int cell, int64_t fen)
{
    *sum_fen += fen;
    if (cells != NULL) {
        cells[cell] = (double)*sum_fen / 100;
    }
}

void care_ledger_pay(struct care_ledger *ledger, int district, enum care_purpose_of_money purpose,
                     enum care_payer payer, enum care_receiver receiver, double yuan)
{
    assert(yuan >= 0);
    if (ledger->year == 0) {
        return;
    }
    struct care_ledger_book *book = &ledger->books[district];
    const int64_t fen = (int64_t)nearbyint(yuan * ledger->price_factor * 100);
    enter(&book->cost_fen[purpose][payer], cells_of(ledger, ledger->cost, district),
          (int)purpose * CARE_N_PAYERS + (int)payer, fen);
    enter(&book->received_fen[purpose][receiver], cells_of(ledger, ledger->received, district),
          (int)purpose * CARE_N_RECEIVERS + (int)receiver, fen);
}

double care_ledger_paid(const struct care_ledger *ledger, int district, enum care_payer payer)
{
    int64_t fen = 0;
    for (int purpose = 0; purpose < CARE_N_MONEY_PURPOSES; purpose++) {
        fen += ledger->books[district].cost_fen[purpose][payer];
    }
    return (double)fen / 100;
}
