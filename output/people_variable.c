/** @file  Columns of people: gathered in the order of keys, a chunk at a time; shuffle and deflate 1 as in run files. */
#include "output/people_variable.h"

#include <stdio.h>
#include <string.h>

enum { DEFLATE_LEVEL = 1 };

/* ---- types ---- */

static bool is_signed(const struct care_column *column)
{
    /* whole numbers of 4 and 8 bytes are signed where they can be: programs that mix them with others then keep them whole */
    return column->min < 0 || column->width_bytes == 8 || (column->width_bytes == 4 && column->max <= INT32_MAX);
}

static hid_t type_in_file(const struct care_column *column)
{
    switch (column->width_bytes) {
    case 1:
        return is_signed(column) ? H5T_STD_I8LE : H5T_STD_U8LE;
    case 2:
        return is_signed(column) ? H5T_STD_I16LE : H5T_STD_U16LE;
    case 4:
        return is_signed(column) ? H5T_STD_I32LE : H5T_STD_U32LE;
    case 8:
        return H5T_STD_I64LE;
    default:
        return H5I_INVALID_HID;
    }
}

static hid_t type_in_memory(const struct care_column *column)
{
    switch (column->width_bytes) {
    case 1:
        return is_signed(column) ? H5T_NATIVE_INT8 : H5T_NATIVE_UINT8;
    case 2:
        return is_signed(column) ? H5T_NATIVE_INT16 : H5T_NATIVE_UINT16;
    case 4:
        return is_signed(column) ? H5T_NATIVE_INT32 : H5T_NATIVE_UINT32;
    default:
        return H5T_NATIVE_INT64;
    }
}

/* ---- cells ---- */

static void gather(const struct care_people_rows *rows, const void *column, int width, uint32_t first, uint32_t n,
                   void *cells)
{
    const struct care_people_row *row = rows->row + first;
    for (uint32_t i = 0; i < n; i++) {
        switch (width) { /* the compiler takes it out of the loop */
        case 1:
            ((uint8_t *)cells)[i] = ((const uint8_t *)column)[row[i].row];
            break;
        case 2:
            ((uint16_t *)cells)[i] = ((const uint16_t *)column)[row[i].row];
            break;
        case 4:
            ((uint32_t *)cells)[i] = ((const uint32_t *)column)[row[i].row];
            break;
        default:
            ((uint64_t *)cells)[i] = ((const uint64_t *)column)[row[i].row];
            break;
        }
    }
}

static uint64_t bits_of(const void *column, int width, uint32_t row)
{
    switch (width) {
    case 1:
        return ((const uint8_t *)column)[row];
    case 2:
        return ((const uint16_t *)column)[row];
    case 4:
        return ((const uint32_t *)column)[row];
    default:
        return ((const uint64_t *)column)[row];
    }
}

static void gather_part(const struct care_people_rows *rows, const void *column, int width,
                        const struct care_column_part *part, uint32_t first, uint32_t n, uint8_t *cells)
{
    const struct care_people_row *row = rows->row + first;
    const uint64_t mask = (UINT64_C(1) << part->n_bits) - 1;
    for (uint32_t i = 0; i < n; i++) {
        cells[i] = (uint8_t)(bits_of(column, width, row[i].row) >> part->shift & mask);
    }
}

/* From the table. */
static void gather_chosen(const struct care_people_variable_place *place, const struct care_people_chosen *chosen,
                          uint32_t first, uint32_t n)
{
    const struct care_table *table = place->rows->table;
    const void *column = care_table_column(table, chosen->in_table);
    const int width = care_table_describe(table, chosen->in_table)->width_bytes;
    if (chosen->part == NULL) {
        gather(place->rows, column, width, first, n, place->cells);
    } else {
        gather_part(place->rows, column, width, chosen->part, first, n, place->cells);
    }
}

static void derive(const struct care_people_variable_place *place, enum care_people_derived what, uint32_t first,
                   uint32_t n)
{
    const struct care_people_rows *rows = place->rows;
    for (uint32_t i = 0; i < n; i++) {
        const struct care_people_row *row = &rows->row[first + i];
        const struct care_block *block = rows->block[row->block];
        switch (what) {
        case CARE_PEOPLE_DERIVED_AGE_YEARS:
            ((uint8_t *)place->cells)[i] = (uint8_t)(place->year - block->cohort);
            break;
        case CARE_PEOPLE_DERIVED_AREA:
            ((int32_t *)place->cells)[i] = place->areas->leaf_code[block->area];
            break;
        case CARE_PEOPLE_DERIVED_DISTRICT:
            ((int32_t *)place->cells)[i] = place->areas->district_code[block->area];
            break;
        case CARE_PEOPLE_DERIVED_PARTNER_KEY:
            ((uint64_t *)place->cells)[i] = care_people_rows_partner_key(rows, row);
            break;
        default:
            ((uint64_t *)place->cells)[i] = care_people_rows_key(row);
            break;
        }
    }
}

static int write_chunk(struct care_hdf *hdf, hid_t data, hid_t file_space, const struct care_column *column,
                       const void *cells, uint32_t first, uint32_t n)
{
    const hsize_t start = first;
    const hsize_t count = n;
    const hid_t memory_space = H5Screate_simple(1, &count, NULL);
    const bool is_written = memory_space >= 0 &&
                            H5Sselect_hyperslab(file_space, H5S_SELECT_SET, &start, NULL, &count, NULL) >= 0 &&
                            H5Dwrite(data, type_in_memory(column), memory_space, file_space, H5P_DEFAULT, cells) >= 0;
    if (memory_space >= 0) {
        (void)H5Sclose(memory_space);
    }
    return is_written ? CARE_OK : care_hdf_fail(hdf, column->name);
}

static int write_cells(struct care_hdf *hdf, const struct care_people_variable_place *place,
                       const struct care_people_chosen *chosen, hid_t data, hid_t space)
{
    int status = CARE_OK;
    for (uint32_t first = 0, n = 0; first < place->rows->n && status == CARE_OK; first += n) {
        const uint32_t left = place->rows->n - first;
        n = left < CARE_PEOPLE_VARIABLE_CHUNK ? left : CARE_PEOPLE_VARIABLE_CHUNK;
        if (chosen->in_table >= 0) {
            gather_chosen(place, chosen, first, n);
        } else {
            derive(place, chosen->derived, first, n);
        }
        status = write_chunk(hdf, data, space, &chosen->column, place->cells, first, n);
    }
    return status;
}

/* ---- the variable ---- */

/* A bound in the variable's own type, as CF asks. */
static int write_bound(struct care_hdf *hdf, hid_t id, const struct care_column *column, const char *name, double bound)
{
    const hid_t attribute = H5Acreate2(id, name, type_in_file(column), hdf->scalar, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute < 0) {
        return care_hdf_fail(hdf, name);
    }
    const herr_t written = H5Awrite(attribute, H5T_NATIVE_DOUBLE, &bound);
    const herr_t closed = H5Aclose(attribute);
    return written < 0 || closed < 0 ? care_hdf_fail(hdf, name) : CARE_OK;
}

static int describe(struct care_hdf *hdf, hid_t id, const struct care_people_chosen *chosen)
{
    const struct care_column *column = &chosen->column;
    char source[96];
    (void)snprintf(source, sizeof source, "docs/SOURCES.md%s", column->source);
    const bool is_key = chosen->in_table < 0 && chosen->derived == CARE_PEOPLE_DERIVED_KEY;
    const struct care_hdf_attribute texts[] = {
        {"units", column->unit}, {"description", column->doc.en},      {"description_zh", column->doc.zh},
        {"source", source},      {"coordinates", is_key ? "" : "key"},
    };
    int status = care_hdf_text_pair(hdf, id, "long_name", column->doc.en, column->doc.zh);
    if (status == CARE_OK) {
        status = care_hdf_texts(hdf, id, texts, (int)(sizeof texts / sizeof texts[0]));
    }
    if (status == CARE_OK && column->min < column->max) {
        status = write_bound(hdf, id, column, "valid_min", column->min);
    }
    if (status == CARE_OK && column->min < column->max) {
        status = write_bound(hdf, id, column, "valid_max", column->max);
    }
    return status;
}

static hid_t create(struct care_hdf *hdf, const struct care_people_variable_place *place,
                    const struct care_column *column, hid_t space)
{
    const uint32_t n = place->rows->n;
    const hsize_t chunk = n < CARE_PEOPLE_VARIABLE_CHUNK ? n : CARE_PEOPLE_VARIABLE_CHUNK;
    const hid_t list = n > 0 ? care_hdf_list(H5P_DATASET_CREATE) : H5Pcopy(hdf->data_list);
    hid_t data = H5I_INVALID_HID;
    if (list >= 0 && (n == 0 || (H5Pset_chunk(list, 1, &chunk) >= 0 && H5Pset_shuffle(list) >= 0 &&
                                 H5Pset_deflate(list, DEFLATE_LEVEL) >= 0))) {
        data = H5Dcreate2(place->group, column->name, type_in_file(column), space, H5P_DEFAULT, list, H5P_DEFAULT);
    }
    if (list >= 0) {
        (void)H5Pclose(list);
    }
    return data;
}

int care_people_variable_write(struct care_hdf *hdf, const struct care_people_variable_place *place,
                               const struct care_people_chosen *chosen)
{
    const char *name = chosen->column.name;
    const hsize_t length = place->rows->n;
    const hid_t space = H5Screate_simple(1, &length, NULL);
    const hid_t data = space >= 0 ? create(hdf, place, &chosen->column, space) : H5I_INVALID_HID;
    int status = data >= 0 ? CARE_OK : care_hdf_fail(hdf, name);
    if (status == CARE_OK) {
        status = care_hdf_attach(hdf, data, place->person, 0);
    }
    if (status == CARE_OK) {
        status = describe(hdf, data, chosen);
    }
    if (status == CARE_OK) {
        status = write_cells(hdf, place, chosen, data, space);
    }
    if (data >= 0 && H5Dclose(data) < 0 && status == CARE_OK) {
        status = care_hdf_fail(hdf, name);
    }
    if (space >= 0) {
        (void)H5Sclose(space);
    }
    return status;
}
