/** @file  Groups that the plans name, as attributes of people of 60 and over: each has a share by leaf area and a slope with
 *  age; some depend on each other (income on village or town, relief on income, insurance on village or town). People who
 *  live as a couple share village, income and relief, as they were drawn for the first of them. Who counts a union counts
 *  persons once.
 *  Source  docs/SOURCES.md#groups. */
#ifndef CARE_MODELS_PEOPLE_GROUPS_H
#define CARE_MODELS_PEOPLE_GROUPS_H

#include "models/people.h"
#include "models/people/traits.h"
#include "sim/areas.h"
#include "sim/diagnostics.h"
#include "sim/fields.h"

/** Columns of the table: shares of the residents of 60 and over of a leaf area on 1 November 2020. */
enum care_groups_column {
    CARE_GROUPS_AREA,
    CARE_GROUPS_HUKOU,
    CARE_GROUPS_RURAL,
    CARE_GROUPS_INSURED,
    CARE_GROUPS_DESTITUTE,
    CARE_GROUPS_LOW_INCOME,
    CARE_GROUPS_NEAR_POOR,
    CARE_GROUPS_BEREAVED,
    CARE_GROUPS_CERTIFICATE_SEVERE,
    CARE_GROUPS_CERTIFICATE_OTHER,
    CARE_GROUPS_VETERAN,
    CARE_N_GROUPS_COLUMNS
};
extern const struct care_sheet_spec care_groups_sheet;

enum { CARE_N_GROUP_SHARES = CARE_N_GROUPS_COLUMNS - 1 }; /* the table's columns without the area */

/** A union of groups, as a jurisdiction defines it: of people in special difficulty (特殊困难老年人), or of those with
 *  priority. It serves visits at home (探访): who lives in a home is not in it, whatever else holds. */
struct care_groups_union {
    bool destitute, low_income, near_poor;
    bool only_poor; /* situations, certificates, disability and age count only together with some relief */
    bool empty_nest, alone, left_behind; /* 空巢, 独居, 留守 */
    bool kinless;                        /* 孤寡: no partner and no child near by */
    bool certificate_severe, certificate_other;
    bool late_dementia; /* moderate or severe, whatever the level; false: only as far as it makes disabled */
    bool bereaved, veteran;
    int disabled_from_level; /* 0..4: that level and worse; 5: disability does not count */
    int oldest_from_age;     /* 60..CARE_GROUPS_NO_AGE */
};
enum { CARE_GROUPS_NO_AGE = 150 }; /* age does not count */

/** The words of disabled_from_level, NULL-ended. */
extern const char *const care_groups_from_levels[];

/** Section `groups` of the scenario. Sheet owned by the scenario. */
struct care_groups_parameters {
    struct care_sheet *shares;
    double log_odds_per_year[CARE_N_GROUP_SHARES]; /* of age, around the mean of the area; same order as the columns */
    double rural_bottom_share, rural_top_share;    /* income thirds of people in villages */
    double rural_insured_odds;                     /* village against town */
    double certificate_level_odds[CARE_N_LEVELS];  /* odds of a severe certificate by level, to none */
    struct care_groups_union special;              /* 特殊困难老年人 */
    struct care_sheet *definitions; /* of districts that have their own: groups_definitions.h; NULL: none */
};
extern const struct care_section care_groups_section;

/** Thresholds by leaf area. Owns its array. */
struct care_groups_rates {
    struct care_groups_of_area *of_area; /* [leaves] */
};

/** The shares are met by people drawn without regard to a partner; an area without people of 60 and over meets them at 60.
 *  @param persons  [leaves] the residents of 2020, by sex and age: over which shares are met
 *  @param level_share  [sex][age - 60][level] expected at the census, sums of 1: over which certificates are met
 *  @return CARE_OK; CARE_ERROR_INPUT (a leaf area without a row, or a row of no leaf area; relief shares that exceed the
 *          bottom third; certificates of more than everybody; incomes in villages that leave no thirds for towns);
 *          CARE_ERROR_SOLVER; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_groups_rates_create(
    const struct care_groups_parameters *parameters, const struct care_areas *areas,
    const int32_t (*persons)[CARE_N_SEXES][CARE_N_AGES],
    const double (*level_share)[CARE_N_AGES - CARE_FIRST_CARE_AGE][CARE_N_LEVELS], struct care_diagnostics *list,
    struct care_groups_rates *out);
void care_groups_rates_free(struct care_groups_rates *rates);

/** The groups of one person, from his draws of the words of HUKOU .. FAMILY_PLANNING and of CERTIFICATE_START.
 *  @param u        [purpose - CARE_DRAW_CHILDREN], the traits' draws of words 7 to 9
 *  @param partner  traits of a partner whose groups are drawn already: village, income and relief are taken from them;
 *                  or NULL
 *  @return the bits of groups; children and household 0 */
uint16_t care_groups_draw(const struct care_groups_rates *rates, int leaf, int age_years, unsigned level,
                          const uint32_t *u, const uint16_t *partner);

/** Certificate after a change to another level: who has no severe one may get it, so that the share of the level is met.
 *  Nobody loses one.  @param u  the draw of CARE_DRAW_CERTIFICATE_START, the same as at the start */
uint16_t care_groups_recertify(const struct care_groups_rates *rates, int leaf, int age_years, unsigned level,
                               uint16_t traits, uint32_t u);

/** What is known of a person apart from the traits, for unions. */
struct care_groups_person {
    int age_years;
    unsigned level;
    bool has_late_dementia;
    bool has_partner; /* linked, be it that the partner lives in a home */
    bool is_in_home;  /* lives in a home */
    bool was_married; /* not never married */
};

/** Neither in a home nor with anybody but the partner: 空巢. */
bool care_groups_is_empty_nest(uint16_t traits, const struct care_groups_person *person);
/** By oneself without a partner: 独居. */
bool care_groups_is_alone(uint16_t traits, const struct care_groups_person *person);
/** In a village and not in a home, ever married, no child near by: 留守. */
bool care_groups_is_left_behind(uint16_t traits, const struct care_groups_person *person);
/** No partner and no child near by, not in a home: 孤寡. */
bool care_groups_is_kinless(uint16_t traits, const struct care_groups_person *person);
bool care_groups_is_in_union(const struct care_groups_union *union_of, uint16_t traits,
                             const struct care_groups_person *person);

#endif
