/** @file  write_people PATH: writes the crowd for readers in other processes: everybody, one in ten, nobody. */
#include "tests/output/crowd.h"

#include <stdio.h>

static int write_years(struct care_people_file *file, const struct care_table *table,
                       const struct care_people_choice *choice)
{
    static const double shares[] = {1, 0.1, 1e-12};
    int status = CARE_OK;
    for (int i = 0; i < 3 && status == CARE_OK; i++) {
        status = care_people_file_year(file, CROWD_YEAR + i, table, &crowd_areas, choice, shares[i]);
    }
    return status;
}

int main(int argc, char **argv)
{
    struct care_diagnostics *list = NULL;
    struct care_people_file *file = NULL;
    struct care_people_choice choice;
    if (argc != 2) {
        (void)fprintf(stderr, "write_people PATH\n");
        return 2;
    }
    struct care_table *table = crowd_create(false);
    int status = care_diagnostics_create(&list);
    if (status == CARE_OK) {
        const struct care_people_wish all = {.names = NULL};
        status = care_people_columns_choose(crowd_columns, CROWD_N_COLUMNS, &all, list, &choice);
    }
    if (status == CARE_OK) {
        status = care_people_file_create(argv[1], true, &crowd_facts, list, &file);
    }
    if (status == CARE_OK) {
        status = write_years(file, table, &choice);
        const int closed = care_people_file_close(file);
        status = status == CARE_OK ? closed : status;
    }
    if (status != CARE_OK) {
        (void)fprintf(stderr, "write_people: %s\n", care_status_text(status));
    }
    care_diagnostics_free(list);
    care_table_free(table);
    return status == CARE_OK ? 0 : 3;
}
