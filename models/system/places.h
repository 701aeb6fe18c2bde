/** @file  The words of the care system: classes of places, owners, facilities, kinds of staff. Constants only. */
#ifndef CARE_MODELS_SYSTEM_PLACES_H
#define CARE_MODELS_SYSTEM_PLACES_H

/** What a person can hold. Beds come first, in the order of the care they give. */
enum care_place_class {
    CARE_ORDINARY_BED,
    CARE_NURSING_BED,    /* 护理型床位 */
    CARE_DEMENTIA_BED,   /* 失智照护床位, apart from the nursing beds */
    CARE_DAY_PLACE,      /* 日间照料 */
    CARE_HOME_BED_PLACE, /* 家庭养老床位 */
    CARE_VISITS_PLACE,   /* 上门服务: bounded by staff, not by places */
    CARE_N_PLACE_CLASSES
};
enum { CARE_MONTHS_A_YEAR = 12 };

enum { CARE_N_BED_CLASSES = CARE_DEMENTIA_BED + 1 };

enum care_owner {
    CARE_PUBLIC,
    CARE_PUBLIC_PRIVATELY_RUN, /* 公建民营: public beds for who is admitted */
    CARE_PRIVATE,
    CARE_N_OWNERS
};

/** Facilities counted by district on 1 November. */
enum care_facility {
    CARE_PUBLIC_HOMES,        /* institutions: public, 公建民营 included */
    CARE_PRIVATE_HOMES,       /* institutions */
    CARE_GUIDANCE_CENTRES,    /* of the district */
    CARE_STREET_CENTRES,      /* of streets and towns, all */
    CARE_FULL_STREET_CENTRES, /* of these with all eight functions and the least area */
    CARE_URBAN_DAY_STATIONS,  /* communities with a station */
    CARE_RURAL_DAY_STATIONS,  /* villages with a station */
    CARE_VILLAGE_HOMES,       /* 农村幸福院, mutual help */
    CARE_CANTEENS,
    CARE_CENTRAL_KITCHENS,
    CARE_DEMENTIA_AREAS, /* 失智照护专区: homes that have one, those for people with dementia alone included */
    CARE_DEMENTIA_HOMES, /* 失智专业照护机构: homes for them alone */
    CARE_N_FACILITIES
};

/** Pools of staff that places draw on. */
enum care_staff_pool {
    CARE_STAFF_OF_HOMES,    /* caregivers in institutions */
    CARE_STAFF_OF_SERVICES, /* caregivers who visit, staff home beds and day centres */
    CARE_N_STAFF_POOLS
};

static inline enum care_staff_pool care_places_pool_of(enum care_place_class place)
{
    return place < CARE_DAY_PLACE ? CARE_STAFF_OF_HOMES : CARE_STAFF_OF_SERVICES;
}

/** The queues of accounts: for a bed of any class, a day place, a home bed, visits. */
enum care_queue_kind { CARE_QUEUE_BEDS, CARE_QUEUE_DAY, CARE_QUEUE_HOME_BEDS, CARE_QUEUE_VISITS, CARE_N_QUEUES };
static inline enum care_queue_kind care_queue_of(unsigned place_class)
{
    return place_class < CARE_DAY_PLACE ? CARE_QUEUE_BEDS : (enum care_queue_kind)(place_class - CARE_DAY_PLACE + 1);
}

#endif
