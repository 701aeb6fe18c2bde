/** @file  A folder of scenario files that lives as long as one test, and the small sections they are read against. */
#ifndef CARE_TESTS_SCENARIOS_FOLDER_H
#define CARE_TESTS_SCENARIOS_FOLDER_H

#include "scenarios/scenario.h"

/* cmocka needs these four before it, in this order */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct city {
    bool is_open;
    int n_beds;
    double rate_male, rate_female;
    int mode;
    struct care_series share;
    struct care_text name;
    struct care_sheet *people;
};

struct areas {
    struct care_sheet *table;
};

struct budget {
    double total_yuan;
};

struct run {
    struct care_text title;
};

/* city and areas; then budget too, whose total_yuan is required; then run too, which has a title */
extern const struct care_section *const care_folder_sections[];
enum { CARE_FOLDER_N_SECTIONS = 2, CARE_FOLDER_N_WITH_REQUIRED = 3, CARE_FOLDER_N_WITH_TITLE = 4 };

/* the columns of city.people */
enum { COLUMN_AREA, COLUMN_YEAR, COLUMN_SEX, COLUMN_N, COLUMN_NOTE, COLUMN_WEIGHT, CARE_FOLDER_N_COLUMNS };

struct folder {
    char path[64];
    struct care_diagnostics *list;
    struct care_scenario *scenario;
    const struct care_section *const *sections; /* [n_sections] read against; care_folder_sections unless changed */
    int n_sections;
};

/* fixture of every test */
int care_folder_setup(void **state);
int care_folder_teardown(void **state);

/* Writes a file of the folder; `text` ends at its NUL. */
void care_folder_write(const struct folder *folder, const char *name, const char *text);
void care_folder_write_bytes(const struct folder *folder, const char *name, const void *bytes, size_t size);
/* Whether a file of the folder holds exactly this text. */
void care_folder_assert_file(const struct folder *folder, const char *name, const char *text);

/* Reads main.yaml of the folder. @return the status; the scenario is freed by the fixture */
int care_folder_read(struct folder *folder);
int care_folder_read_with(struct folder *folder, const struct care_override *overrides, int n_overrides);
/* Writes main.yaml and reads it. */
int care_folder_read_text(struct folder *folder, const char *text);
/* Writes people.csv and a main.yaml that names it, and reads them. */
int care_folder_read_people(struct folder *folder, const char *csv);

/* The i-th fault is in this file of the folder, at this place, and says these words in English and Chinese. */
void care_folder_assert_fault(const struct folder *folder, int i, const char *file, int line, int column,
                              const char *key, const char *en, const char *zh);
/* The same for the only fault there is. */
void care_folder_assert_only(const struct folder *folder, const char *file, int line, int column, const char *key,
                             const char *en, const char *zh);

#endif
