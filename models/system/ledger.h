/** @file  The books: every yuan has a year, a district, a purpose, a payer and a receiver, and enters once. Alone; in the
 *  order in which models close. */
#ifndef CARE_MODELS_SYSTEM_LEDGER_H
#define CARE_MODELS_SYSTEM_LEDGER_H

#include "sim/cubes.h"
#include "sim/tally.h"

#include <stdint.h>

enum care_purpose_of_money {
    CARE_MONEY_BUILD,     /* new beds, places, centres */
    CARE_MONEY_CONVERT,   /* ordinary into nursing, nursing into dementia beds */
    CARE_MONEY_OPERATE,   /* care and board in institutions */
    CARE_MONEY_SERVE,     /* care at home and in the community: visits, home beds, day care, bathing, checks, devices */
    CARE_MONEY_SUBSIDISE, /* building and operating subsidies to institutions and canteens */
    CARE_MONEY_ALLOWANCES, /* cash to older people and their families, LTCI cash included */
    CARE_MONEY_MEALS,
    CARE_MONEY_ADAPTATION,
    CARE_MONEY_TRAINING,
    CARE_MONEY_INTEREST, /* on loans of those who build */
    CARE_MONEY_LAND,     /* of for-profit homes */
    CARE_N_MONEY_PURPOSES
};
enum care_payer {
    CARE_PAYER_USER,
    CARE_PAYER_FAMILY,
    CARE_PAYER_LTCI,
    CARE_PAYER_CITY,
    CARE_PAYER_DISTRICT,
    CARE_PAYER_LOTTERY,
    CARE_PAYER_CENTRAL,
    CARE_PAYER_INVESTOR,
    CARE_N_PAYERS
};
enum care_receiver {
    CARE_RECEIVER_RESIDENTS, /* older people and family carers */
    CARE_RECEIVER_HOMES,     /* institutions */
    CARE_RECEIVER_SERVICES,  /* providers at home and in the community, canteens */
    CARE_RECEIVER_BUILDERS,
    CARE_RECEIVER_TRAINERS,
    CARE_RECEIVER_LENDERS,
    CARE_RECEIVER_LAND, /* the state, which owns it */
    CARE_N_RECEIVERS
};

/** What was entered for a district in the open year, in whole fen of the prices reported: sums agree exactly. */
struct care_ledger_book {
    int64_t cost_fen[CARE_N_MONEY_PURPOSES][CARE_N_PAYERS];
    int64_t received_fen[CARE_N_MONEY_PURPOSES][CARE_N_RECEIVERS];
};

/** Open for one model year. Cubes borrowed; NULL when not recorded. */
struct care_ledger {
    const struct care_tally *tally;
    struct care_cube *cost;     /* (purpose, payer) yuan of the model year */
    struct care_cube *received; /* (purpose, receiver) */
    int n_districts;
    int year;                       /* open; 0: none */
    double price_factor;            /* from prices of 2024 to those reported */
    struct care_ledger_book *books; /* [districts] */
};

CARE_NODISCARD int care_ledger_create(struct care_ledger *out); /* tally, cubes, n_districts filled by the caller */
void care_ledger_free(struct care_ledger *ledger);

/** Empty books for a model year. */
void care_ledger_open(struct care_ledger *ledger, int year, double price_factor);

/** Enters an amount of at least 0 at prices of 2024; it is turned into the prices reported and rounded to whole fen first.
 *  While no year is open nothing is entered: at the census no year lies behind. */
void care_ledger_pay(struct care_ledger *ledger, int district, enum care_purpose_of_money purpose,
                     enum care_payer payer, enum care_receiver receiver, double yuan);

/** Yuan of all purposes that a payer paid in a district in the open year, in the prices reported. */
double care_ledger_paid(const struct care_ledger *ledger, int district, enum care_payer payer);

extern const struct care_axis care_ledger_purpose_axis, care_ledger_payer_axis, care_ledger_receiver_axis;
extern const struct care_cube_spec care_ledger_cost_cube, care_ledger_received_cube;

#endif
