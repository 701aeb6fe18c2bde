#include "scenarios/workbook.h"

#include <string.h>
#include <strings.h>

bool care_workbook_is_path(const char *path)
{
    static const char ending[] = ".xlsx";
    const size_t n = strlen(path), n_ending = sizeof ending - 1;
    return n > n_ending && strcasecmp(path + n - n_ending, ending) == 0;
}

#ifdef CARE_GDAL

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>

/* What a cell says; NULL: the sheet has no such cell. */
static const char *text_of(OGRFeatureH row, int column)
{
    return OGR_F_IsFieldSetAndNotNull(row, column) ? OGR_F_GetFieldAsString(row, column) : "";
}

/* One past the last column with a text in any row. */
static int n_columns_used(OGRLayerH layer)
{
    const int n_all = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer));
    int n_used = 0;
    OGR_L_ResetReading(layer);
    for (OGRFeatureH row = OGR_L_GetNextFeature(layer); row != NULL; row = OGR_L_GetNextFeature(layer)) {
        for (int column = n_used; column < n_all; column++) {
            n_used = text_of(row, column)[0] != '\0' ? column + 1 : n_used;
        }
        OGR_F_Destroy(row);
    }
    return n_used;
}

/* @return the row; without cells when it is blank or memory has run out */
static struct care_cells_row read_row(struct care_arena *arena, OGRFeatureH row, int n_columns)
{
    const int line = (int)OGR_F_GetFID(row);
    bool is_blank = true;
    struct care_cell *cells = care_arena_zeros(arena, (size_t)n_columns, sizeof *cells);
    for (int column = 0; cells != NULL && column < n_columns; column++) {
        const char *text = text_of(row, column);
        is_blank = is_blank && text[0] == '\0';
        cells[column] = (struct care_cell){care_arena_copy(arena, text, strlen(text)), line};
    }
    return is_blank ? (struct care_cells_row){NULL, 0, line} : (struct care_cells_row){cells, n_columns, line};
}

static int read_sheet(struct care_arena *arena, OGRLayerH layer, struct care_cells *out)
{
    const int n_columns = n_columns_used(layer);
    const size_t n_most = (size_t)OGR_L_GetFeatureCount(layer, 1);
    struct care_cells_row *rows = care_arena_zeros(arena, n_most + 1, sizeof *rows);
    *out = (struct care_cells){rows, 0};
    OGR_L_ResetReading(layer);
    for (OGRFeatureH row = OGR_L_GetNextFeature(layer); row != NULL; row = OGR_L_GetNextFeature(layer)) {
        if (rows != NULL && (size_t)out->n_rows < n_most) {
            rows[out->n_rows] = read_row(arena, row, n_columns);
            out->n_rows += rows[out->n_rows].n > 0;
        }
        OGR_F_Destroy(row);
    }
    return arena->is_exhausted ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
}

/* The texts are checked like those of a CSV file: the library passes on what it finds. */
static int check_texts(struct care_faults *faults, const struct care_cells *cells)
{
    for (int r = 0; r < cells->n_rows; r++) {
        for (int c = 0; c < cells->rows[r].n; c++) {
            const char *text = cells->rows[r].cells[c].text;
            if (care_bytes_first_broken(text, strlen(text)) != strlen(text)) {
                care_faults_add(faults, cells->rows[r].line, c + 1, NULL, "the cell is not UTF-8",
                                "单元格不是 UTF-8 文本");
                return CARE_ERROR_INPUT;
            }
        }
    }
    return CARE_OK;
}

static int read_workbook(struct care_arena *arena, struct care_faults *faults, const char *name, struct care_cells *out)
{
    static const char *const drivers[] = {"XLSX", NULL};
    const GDALDatasetH workbook = GDALOpenEx(name, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
    OGRLayerH sheet = workbook == NULL ? NULL : GDALDatasetGetLayer(workbook, 0);
    int status = CARE_OK;
    if (sheet == NULL) {
        care_faults_add(faults, 0, 0, NULL, "the file is no Excel workbook (.xlsx) with a sheet in it: %s",
                        "该文件不是含工作表的 Excel 工作簿（.xlsx）：%s", CPLGetLastErrorMsg());
        status = CARE_ERROR_INPUT;
    } else {
        status = read_sheet(arena, sheet, out);
    }
    if (workbook != NULL) {
        GDALClose(workbook);
    }
    return status == CARE_OK ? check_texts(faults, out) : status;
}

/* The header is read as any row, and every cell as text. */
int care_workbook_read(struct care_arena *arena, struct care_faults *faults, const struct care_bytes *bytes,
                       struct care_cells *out)
{
    static const char name[] = "/vsimem/care_workbook.xlsx";
    char *copy = care_arena_copy(arena, bytes->data, bytes->size);
    if (copy == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    GDALAllRegister();
    CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "DISABLE");
    CPLSetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    (void)VSIFCloseL(VSIFileFromMemBuffer(name, (GByte *)copy, bytes->size, FALSE));
    const int status = read_workbook(arena, faults, name, out);
    (void)VSIUnlink(name);
    CPLPopErrorHandler();
    return status;
}

#else

int care_workbook_read(struct care_arena *arena, struct care_faults *faults, const struct care_bytes *bytes,
                       struct care_cells *out)
{
    (void)arena;
    (void)bytes;
    *out = (struct care_cells){NULL, 0};
    care_faults_add(
        faults, 0, 0, NULL,
        "this program was built without GDAL and reads no .xlsx: save the sheet as CSV (UTF-8), or install "
        "libgdal-dev and build again",
        "本程序构建时没有 GDAL，不能读取 .xlsx：请把工作表另存为 CSV（UTF-8），或安装 libgdal-dev 后重新构建");
    return CARE_ERROR_INPUT;
}

#endif
