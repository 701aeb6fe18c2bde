/** @file  Loans to those who build private homes: a share of their building cost is borrowed, up to a limit per firm, paid back
 *  in equal parts over some years, at interest. What is borrowed is no cost, as what it builds is one already; interest is.
 *  Money at prices of 2024.  Source  docs/SOURCES.md#finance-loans. */
#ifndef CARE_MODELS_SYSTEM_LOANS_H
#define CARE_MODELS_SYSTEM_LOANS_H

#include "sim/cubes.h"
#include "sim/fields.h"

/** Part of section `finance`. */
struct care_loans_parameters {
    struct care_lever share;             /* of building cost; 0: nobody borrows */
    struct care_lever most_million_yuan; /* a firm */
    struct care_lever rate_per_year;     /* of what is owed */
    struct care_lever subsidised_share;  /* of interest, paid by public money */
    double beds_per_firm;
    int years; /* to pay back */
};

enum care_loan_item {
    CARE_LOANS_BORROWED,
    CARE_LOANS_REPAID,
    CARE_LOANS_OWED, /* at the end of the year */
    CARE_LOANS_INTEREST,
    CARE_LOANS_SUBSIDY, /* part of it */
    CARE_N_LOAN_ITEMS
};

/** Of all districts. Parameters borrowed, array owned. */
struct care_loans {
    const struct care_loans_parameters *parameters;
    int n_districts;
    double *borrowed; /* [districts][CARE_N_YEARS] yuan */
};

CARE_NODISCARD int care_loans_create(struct care_loans *out); /* parameters, n_districts filled by the caller */
void care_loans_free(struct care_loans *loans);

/** One year of a district; years come one after the other.
 *  @param cost_yuan  of building and conversion paid by investors in the year
 *  @param beds       that they build and convert
 *  @param out        [CARE_N_LOAN_ITEMS] yuan. Interest: on what was owed when the year began and half of what was borrowed
 *                    in it */
void care_loans_year(const struct care_loans *loans, int district, int32_t district_code, int year, double cost_yuan,
                     double beds, double *out);

extern const struct care_cube_spec care_loans_cube;

#endif
