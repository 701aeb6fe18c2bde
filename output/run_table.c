#include "output/run_table.h"

#include <stdlib.h>

/* A scale must have values. */
static int write_numbers(struct care_hdf *hdf, hid_t group, struct care_run_table *table)
{
    int32_t *numbers = malloc((size_t)table->n * sizeof *numbers);
    if (numbers == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < table->n; i++) {
        numbers[i] = i;
    }
    const int status = care_hdf_codes(hdf, group, table->dimension, numbers, table->n, &table->scale);
    free(numbers);
    return status;
}

int care_run_table_begin(struct care_hdf *hdf, hid_t group, struct care_run_table *table)
{
    int status = table->labels == NULL
                     ? write_numbers(hdf, group, table)
                     : care_hdf_strings(hdf, group, table->dimension, table->labels, table->n, &table->scale);
    if (status == CARE_OK) {
        status = care_hdf_scale(hdf, table->scale, table->dimension);
    }
    if (status == CARE_OK) {
        status = care_hdf_text_pair(hdf, table->scale, "long_name", table->doc.en, table->doc.zh);
    }
    return status;
}

void care_run_table_end(struct care_run_table *table)
{
    if (table->scale >= 0) {
        (void)H5Dclose(table->scale);
    }
}

int care_run_table_attach(struct care_hdf *hdf, hid_t id, const struct care_run_table *table, struct care_text doc)
{
    int status = care_hdf_attach(hdf, id, table->scale, 0);
    if (status == CARE_OK) {
        status = care_hdf_text_pair(hdf, id, "long_name", doc.en, doc.zh);
    }
    (void)H5Dclose(id);
    return status;
}

/* Readers differ on empty strings in arrays (netCDF stores them as null pointers): a dash instead. */
static const char *never_empty(const char *text)
{
    return text == NULL || text[0] == '\0' ? "-" : text;
}

int care_run_table_column(struct care_hdf *hdf, hid_t group, const struct care_run_table *table, const char *name,
                          const char *const *values, struct care_text doc)
{
    hid_t id = H5I_INVALID_HID;
    const char **cells = malloc((size_t)table->n * sizeof *cells);
    if (cells == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < table->n; i++) {
        cells[i] = never_empty(values[i]);
    }
    const int status = care_hdf_strings(hdf, group, name, cells, table->n, &id);
    free(cells);
    return status == CARE_OK ? care_run_table_attach(hdf, id, table, doc) : status;
}
