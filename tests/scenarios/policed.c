#include "tests/scenarios/policed.h"

#include "sim/areas.h"

#include <stdio.h>

static const struct care_field fields[] = {
    {.name = "nursing_share",
     .kind = CARE_FIELD_LEVER,
     .offset = offsetof(struct supply, nursing_share),
     .unit = "1",
     .max = 1,
     .low = 0.4,
     .high = 0.85,
     .fallback = 0.5,
     .source = "#nursing",
     .confidence = CARE_SEEN},
    {.name = "wage.yuan",
     .kind = CARE_FIELD_LEVER,
     .offset = offsetof(struct supply, wage_yuan),
     .unit = "yuan",
     .min = 1000,
     .max = 9000,
     .fallback = 4000},
    {.name = "fee_factor",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct supply, fee_factor),
     .unit = "1",
     .min = 0.5,
     .max = 3,
     .fallback = 1},
    {.name = "n_beds", .kind = CARE_FIELD_INT, .offset = offsetof(struct supply, n_beds), .unit = "1", .max = 9},
};
static const struct care_section supply_section = {
    .name = "supply", .fields = fields, .n_fields = sizeof fields / sizeof fields[0], .size = sizeof(struct supply)};

const struct care_section *const care_policed_sections[CARE_POLICED_N_SECTIONS] = {&supply_section,
                                                                                   &care_areas_section};

int care_policed_setup(void **state)
{
    const int failed = care_folder_setup(state);
    if (failed != 0) {
        return failed;
    }
    struct folder *folder = *state;
    folder->sections = care_policed_sections;
    folder->n_sections = CARE_POLICED_N_SECTIONS;
    care_folder_write(folder, "areas.csv",
                      "code,parent,kind,name_zh,name_en,longitude_degrees,latitude_degrees,group\n"
                      "100,0,city,津,City,117,39,\n"
                      "101,100,district,和平区,Heping,117,39,inner\n"
                      "102,100,district,河西区,Hexi,117,39,inner\n"
                      "103,100,district,武清区,Wuqing,117,39,\n"
                      "104,103,street,某街,A Street,117,39,\n");
    return 0;
}

int care_policed_read(struct folder *folder, const char *text)
{
    char whole[2048];
    (void)snprintf(whole, sizeof whole, "areas: {table: areas.csv}\n%s", text);
    return care_folder_read_text(folder, whole);
}
