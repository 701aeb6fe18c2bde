/** @file  The folder and the sections of the tests. */
#include "tests/scenarios/folder.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const modes[] = {"low", "middle", "high", NULL};
static const char *const sexes[] = {"male", "female", NULL};

static const struct care_sheet_column people_columns[CARE_FOLDER_N_COLUMNS] = {
    [COLUMN_AREA] = {.name = "area",
                     .kind = CARE_SHEET_INT,
                     .unit = "1",
                     .min = 100000,
                     .max = 999999,
                     .is_key = true,
                     .is_area = true},
    [COLUMN_YEAR] = {.name = "year",
                     .kind = CARE_SHEET_INT,
                     .unit = "year",
                     .min = 2020,
                     .max = 2050,
                     .is_key = true,
                     .is_contiguous = true},
    [COLUMN_SEX] = {.name = "sex", .kind = CARE_SHEET_CHOICE, .choices = sexes, .is_key = true},
    [COLUMN_N] = {.name = "n", .kind = CARE_SHEET_REAL, .unit = "person", .min = 0, .max = 1e6},
    [COLUMN_NOTE] = {.name = "note", .kind = CARE_SHEET_TEXT},
    [COLUMN_WEIGHT] = {.name = "weight",
                       .kind = CARE_SHEET_REAL,
                       .unit = "1",
                       .min = 0,
                       .max = 1,
                       .is_optional = true,
                       .fallback = 0.25},
};
static const struct care_sheet_spec people_spec = {
    .name = "people", .columns = people_columns, .n_columns = CARE_FOLDER_N_COLUMNS, .min_rows = 1};

static const struct care_sheet_column area_columns[] = {
    {.name = "code", .kind = CARE_SHEET_INT, .unit = "1", .min = 100000, .max = 999999, .is_key = true},
    {.name = "name", .kind = CARE_SHEET_TEXT},
};
static const struct care_sheet_spec area_spec = {
    .name = "areas", .columns = area_columns, .n_columns = 2, .min_rows = 2};

static const struct care_field city_fields[] = {
    {.name = "is_open", .kind = CARE_FIELD_BOOL, .offset = offsetof(struct city, is_open), .fallback = 1},
    {.name = "n_beds",
     .kind = CARE_FIELD_INT,
     .offset = offsetof(struct city, n_beds),
     .unit = "1",
     .min = 0,
     .max = 900,
     .low = 20,
     .high = 80,
     .fallback = 40,
     .source = "#beds",
     .confidence = CARE_SEEN},
    {.name = "rate.male",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct city, rate_male),
     .unit = "year-1",
     .min = 0.1,
     .max = 3,
     .fallback = 1,
     .source = "#rate",
     .confidence = CARE_ASSUMED},
    {.name = "rate.female",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct city, rate_female),
     .unit = "year-1",
     .min = 0.1,
     .max = 3,
     .fallback = 1,
     .source = "#rate",
     .confidence = CARE_DERIVED},
    {.name = "mode",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct city, mode),
     .choices = modes,
     .fallback = 1,
     .confidence = CARE_CHOSEN},
    {.name = "share",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct city, share),
     .unit = "1",
     .min = 0,
     .max = 1,
     .fallback = 0.5,
     .source = "#share",
     .confidence = CARE_RECALLED},
    {.name = "name", .kind = CARE_FIELD_TEXT, .offset = offsetof(struct city, name)},
    {.name = "people", .kind = CARE_FIELD_SHEET, .offset = offsetof(struct city, people), .sheet = &people_spec},
};
static const struct care_field area_fields[] = {
    {.name = "table", .kind = CARE_FIELD_SHEET, .offset = offsetof(struct areas, table), .sheet = &area_spec},
};
static const struct care_field budget_fields[] = {
    {.name = "total_yuan",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct budget, total_yuan),
     .unit = "yuan",
     .min = 0,
     .max = 5000,
     .is_required = true},
};

static const struct care_field run_fields[] = {
    {.name = "title", .kind = CARE_FIELD_TEXT, .offset = offsetof(struct run, title)},
};

static const struct care_section city_section = {.name = "city",
                                                 .fields = city_fields,
                                                 .n_fields = sizeof city_fields / sizeof city_fields[0],
                                                 .size = sizeof(struct city)};
static const struct care_section areas_section = {
    .name = "areas", .fields = area_fields, .n_fields = 1, .size = sizeof(struct areas)};
static const struct care_section budget_section = {
    .name = "budget", .fields = budget_fields, .n_fields = 1, .size = sizeof(struct budget)};

static const struct care_section run_section = {
    .name = "run", .fields = run_fields, .n_fields = 1, .size = sizeof(struct run)};

const struct care_section *const care_folder_sections[] = {&city_section, &areas_section, &budget_section,
                                                           &run_section};

int care_folder_setup(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);
    if (folder == NULL) {
        return -1;
    }
    (void)snprintf(folder->path, sizeof folder->path, "/tmp/care-folder-XXXXXX");
    folder->sections = care_folder_sections;
    folder->n_sections = CARE_FOLDER_N_SECTIONS;
    *state = folder;
    return mkdtemp(folder->path) == NULL ? -1 : care_diagnostics_create(&folder->list);
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about;
    (void)kind;
    (void)walk;
    return remove(path);
}

int care_folder_teardown(void **state)
{
    struct folder *folder = *state;
    care_scenario_free(folder->scenario);
    care_diagnostics_free(folder->list);
    const int failed = nftw(folder->path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    free(folder);
    return failed;
}

static void full_path(const struct folder *folder, const char *name, char path[static PATH_MAX])
{
    (void)snprintf(path, PATH_MAX, "%s/%s", folder->path, name);
}

void care_folder_write_bytes(const struct folder *folder, const char *name, const void *bytes, size_t size)
{
    char path[PATH_MAX];
    full_path(folder, name, path);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

void care_folder_write(const struct folder *folder, const char *name, const char *text)
{
    care_folder_write_bytes(folder, name, text, strlen(text));
}

void care_folder_assert_file(const struct folder *folder, const char *name, const char *text)
{
    char path[PATH_MAX], content[1024];
    full_path(folder, name, path);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    const size_t size = fread(content, 1, sizeof content, file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(size, strlen(text));
    assert_memory_equal(content, text, size);
}

int care_folder_read_with(struct folder *folder, const struct care_override *overrides, int n_overrides)
{
    char path[PATH_MAX];
    full_path(folder, "main.yaml", path);
    care_scenario_free(folder->scenario);
    return care_scenario_read(path, folder->sections, folder->n_sections, overrides, n_overrides, folder->list,
                              &folder->scenario);
}

int care_folder_read(struct folder *folder)
{
    return care_folder_read_with(folder, NULL, 0);
}

int care_folder_read_text(struct folder *folder, const char *text)
{
    care_folder_write(folder, "main.yaml", text);
    return care_folder_read(folder);
}

int care_folder_read_people(struct folder *folder, const char *csv)
{
    care_folder_write(folder, "people.csv", csv);
    return care_folder_read_text(folder, "city:\n  people: people.csv\n");
}

static void assert_says(const char *text, const char *words)
{
    if (strstr(text, words) == NULL) {
        fail_msg("'%s' does not say '%s'", text, words);
    }
}

void care_folder_assert_fault(const struct folder *folder, int i, const char *file, int line, int column,
                              const char *key, const char *en, const char *zh)
{
    char path[PATH_MAX];
    assert_true(i < care_diagnostics_n(folder->list));
    const struct care_diagnostic *fault = care_diagnostics_at(folder->list, i);
    full_path(folder, file, path);
    assert_says(fault->text_en, en);
    assert_says(fault->text_zh, zh);
    assert_string_equal(fault->place.file, path);
    assert_int_equal(fault->place.line, line);
    assert_int_equal(fault->place.column, column);
    if (key == NULL) {
        assert_null(fault->place.key);
    } else {
        assert_non_null(fault->place.key);
        assert_string_equal(fault->place.key, key);
    }
}

void care_folder_assert_only(const struct folder *folder, const char *file, int line, int column, const char *key,
                             const char *en, const char *zh)
{
    if (care_diagnostics_n(folder->list) > 1) {
        fail_msg("a second fault: %s", care_diagnostics_at(folder->list, 1)->text_en);
    }
    care_folder_assert_fault(folder, 0, file, line, column, key, en, zh);
    assert_null(folder->scenario);
}
