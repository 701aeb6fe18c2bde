#include "output/run_scorecard.h"

#include "output/run_table.h"

#include <stdio.h>
#include <string.h>

static const char group_name[] = "scorecard";

enum { PATH_BYTES = 96 };

static int write_table(struct care_hdf *hdf, hid_t group, const struct care_run_scorecard_table *given)
{
    struct care_run_table table = {
        .dimension = given->dimension,
        .doc = given->doc,
        .n = given->n_rows,
        .labels = given->labels,
        .scale = H5I_INVALID_HID,
    };
    int status = care_run_table_begin(hdf, group, &table);
    for (int i = 0; i < given->n_columns && status == CARE_OK; i++) {
        const struct care_run_scorecard_column *column = &given->columns[i];
        status = care_run_table_column(hdf, group, &table, column->name, column->cells, column->doc);
    }
    care_run_table_end(&table);
    return status;
}

int care_run_scorecard_write(struct care_hdf *hdf, const struct care_run_scorecard *scorecard)
{
    const struct care_hdf_attribute title[] = {{"title", scorecard->title.en}, {"title_zh", scorecard->title.zh}};
    hid_t group = H5I_INVALID_HID;
    int status = care_hdf_group(hdf, hdf->root, group_name, &group);
    if (status != CARE_OK) {
        return status;
    }
    status = care_hdf_texts(hdf, group, title, 2);
    for (int i = 0; i < scorecard->n_tables && status == CARE_OK; i++) {
        if (scorecard->tables[i].n_rows > 0) {
            status = write_table(hdf, group, &scorecard->tables[i]);
        }
    }
    (void)H5Gclose(group);
    return status;
}

int care_run_scorecard_read_title(const struct care_run_read *run, char **en, char **zh)
{
    *zh = NULL;
    const int status = care_run_read_fact(run, group_name, "title", en);
    return status == CARE_OK ? care_run_read_fact(run, group_name, "title_zh", zh) : status;
}

int care_run_scorecard_read(const struct care_run_read *run, const char *name, struct care_run_read_texts *out)
{
    char path[PATH_BYTES];
    (void)snprintf(path, sizeof path, "%s/%s", group_name, name);
    const int status = care_run_read_column(run, path, out);
    for (int i = 0; i < out->n; i++) {
        if (strcmp(out->text[i], "-") == 0) {
            out->text[i][0] = '\0';
        }
    }
    return status;
}
