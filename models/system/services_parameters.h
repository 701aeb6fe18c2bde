/** @file  Section `services` of the scenario: who may have which service, how many ask, how much there is, what it costs.
 *  Yuan at prices of 2024.  Source  docs/SOURCES.md#services. */
#ifndef CARE_MODELS_SYSTEM_SERVICES_PARAMETERS_H
#define CARE_MODELS_SYSTEM_SERVICES_PARAMETERS_H

#include "models/system/entitlements.h"
#include "models/system/ledger.h"
#include "sim/fields.h"

/** Day care, home beds and visits at home are placed by the queue (models/system/placement.h); the last two serve homes. */
enum care_service {
    CARE_SERVICE_DAY_CARE,
    CARE_SERVICE_HOME_BED,
    CARE_SERVICE_HOME_VISITS,
    CARE_SERVICE_RESPITE,       /* 喘息服务 */
    CARE_SERVICE_MONTHLY_VISIT, /* 探访 */
    CARE_SERVICE_MEALS,
    CARE_SERVICE_BATHING,
    CARE_SERVICE_ADAPTATION, /* 适老化改造: households, not persons */
    CARE_SERVICE_EMERGENCY_CALL,
    CARE_SERVICE_HEALTH_MANAGEMENT,
    CARE_SERVICE_FAMILY_DOCTOR,
    CARE_SERVICE_DEVICE_RENTAL,   /* 辅具租赁 */
    CARE_SERVICE_ASSESSMENT,      /* of people of 65 and over */
    CARE_SERVICE_DISABLED_HEALTH, /* 失能老年人及其照护者的健康服务 */
    CARE_SERVICE_MEDICAL_CONTRACT,
    CARE_SERVICE_CO_LOCATION, /* a medical unit in the home or next to it */
    CARE_SERVICE_OUTREACH,    /* 居家上门: homes that also serve people where they live */
    CARE_N_SERVICES,
    CARE_FIRST_COUNTED_SERVICE = CARE_SERVICE_RESPITE,      /* by profile, not by the queue */
    CARE_N_PEOPLES_SERVICES = CARE_SERVICE_MEDICAL_CONTRACT /* the others are the homes' */
};

/** What is paid for: one line of the accounts each. */
enum care_service_charge {
    CARE_CHARGE_RESPITE,
    CARE_CHARGE_MONTHLY_VISIT,
    CARE_CHARGE_MEAL, /* what the subsidy to the person leaves of the price */
    CARE_CHARGE_MEAL_PERSON_SUBSIDY,
    CARE_CHARGE_MEAL_CANTEEN_SUBSIDY,
    CARE_CHARGE_BATHING,
    CARE_CHARGE_ADAPTATION,
    CARE_CHARGE_EMERGENCY_CALL,
    CARE_CHARGE_HEALTH_MANAGEMENT, /* checks, and follow-ups of the chronically ill */
    CARE_CHARGE_FAMILY_DOCTOR,
    CARE_CHARGE_DEVICE_RENTAL,
    CARE_CHARGE_ASSESSMENT,
    CARE_CHARGE_DISABLED_HEALTH,
    CARE_CHARGE_MEDICAL_CONTRACT,
    CARE_N_SERVICE_CHARGES
};

/** Columns of the tables. */
enum care_services_rules_column {
    CARE_SERVICES_RULES_SERVICE,
    CARE_SERVICES_RULES_AREA,      /* a district; 0: every district without rows of its own */
    CARE_SERVICES_RULES_START_AGE, /* enum care_services_start_age */
    CARE_SERVICES_RULES_HUKOU,     /* 0 any, 1 registered in the district itself */
    CARE_SERVICES_RULES_FIRST      /* of the columns of entitlements */
};
/** Where the first age of a row comes from. */
enum care_services_start_age { CARE_START_AGE_OF_ROW, CARE_START_AGE_OF_MEALS, CARE_START_AGE_OF_SPECIAL_MEALS };
/** Where meals come from. */
enum care_meal_source {
    CARE_MEALS_OF_CANTEENS,
    CARE_MEALS_OF_STATIONS,      /* 助餐点: day-care stations */
    CARE_MEALS_OF_KITCHENS,      /* central kitchens, by vehicles that hand out */
    CARE_MEALS_OF_VILLAGE_HOMES, /* neighbours' mutual help */
    CARE_N_MEAL_SOURCES
};
enum care_services_payers_column { CARE_SERVICES_PAYERS_CHARGE, CARE_SERVICES_PAYERS_FIRST /* enum care_payer */ };
extern const struct care_sheet_spec care_services_parameters_rules_sheet, care_services_parameters_payers_sheet;

/** Sheets owned by the scenario. */
struct care_services_parameters {
    struct care_sheet *rules, *payers;
    struct care_lever take_up[CARE_N_PEOPLES_SERVICES]; /* of the eligible; not of what the queue places */
    struct care_lever cover_share[CARE_N_SERVICES]; /* of the eligible, at most; where nothing else bounds a service */
    struct care_lever
        unit_yuan[CARE_N_SERVICE_CHARGES]; /* a day, hour, meal, bath, household, year, check, assessment */
    double day_care_days_per_week, day_care_hours_per_day;
    struct care_lever respite_days_per_year;  /* a carer and year; 0: not offered */
    struct care_lever respite_idle_bed_share; /* of idle beds that may be used */
    struct care_lever respite_home_share;     /* of the days, given at home: they take no bed */
    struct care_lever visits_per_month, phone_share;
    double door_hours, phone_hours;           /* a visit, travel included */
    struct care_lever visit_hours_of_node;    /* of a community or village, a year */
    struct care_lever disabled_visited_share; /* of disabled people at home, beyond the rows of the table */
    struct care_lever meals_per_week, meals_start_age, meals_special_start_age;
    struct care_lever meals_of[CARE_N_MEAL_SOURCES];   /* each can make or hand out on a day */
    int meal_sources;                                  /* of enum care_meal_source, the first so many count */
    double baths_per_year;                             /* of a person */
    struct care_lever baths_of_point;                  /* a year; centres of streets and day-care stations */
    struct care_lever bath_vehicles, baths_of_vehicle; /* in a district; a year */
    struct care_lever baths_at_home; /* a year to each who is visited or has a home bed, given by the visitors */
    struct care_lever checks_per_year, followups_per_year; /* of health management; the latter of the chronically ill */
    double chronic_share;                                  /* of those managed: high blood pressure or diabetes */
    double followup_yuan;
    struct care_lever disabled_health_times;  /* a year */
    double carers_of_disabled;                /* who are served with each disabled person */
    struct care_lever adaptation_quota_share; /* of eligible households, a year */
    double adapted_share_2020, persons_per_household, adaptation_lost_share;
};
extern const struct care_section care_services_parameters_section;

#endif
