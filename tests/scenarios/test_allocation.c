/** @file  Memory that runs out at any allocation leads to CARE_ERROR_MEMORY: no crash, no leak, no half scenario.
 *  Every allocation of the readers is made to fail in turn. */
#include "scenarios/convert.h"

#include "tests/scenarios/policed.h"

#include <stdio.h>
#include <stdlib.h>

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void __real_free(void *memory);
void __wrap_free(void *memory);

static int n_until_failure = -1; /* allocations that still succeed; negative: all do */
static bool is_lasting;          /* all later allocations fail too; else that one only */
static bool has_failed;
static int n_live; /* allocations not yet freed */

static bool is_failing(void)
{
    if (n_until_failure < 0 || n_until_failure-- > 0) {
        return false;
    }
    has_failed = true;
    n_until_failure = is_lasting ? 0 : -1;
    return true;
}

static void *counted(void *memory)
{
    n_live += memory != NULL;
    return memory;
}

void *__wrap_malloc(size_t size)
{
    return is_failing() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t n, size_t size)
{
    return is_failing() ? NULL : counted(__real_calloc(n, size));
}

void *__wrap_realloc(void *memory, size_t size)
{
    if (is_failing()) {
        return NULL;
    }
    void *moved = __real_realloc(memory, size);
    n_live += memory == NULL && moved != NULL;
    return moved;
}

void __wrap_free(void *memory)
{
    n_live -= memory != NULL;
    __real_free(memory);
}

/* Reads with allocation k failing. @return the status; all that was read is freed again */
static int read_failing(const struct folder *folder, int k)
{
    static const struct care_override of_city[] = {{"city.mode", "high"},
                                                   {"city.share", "{2025: 0.1, 2030: 0.2}"},
                                                   {"city.people[sex=male;area=120101].n", "5"},
                                                   {"city.people[].note", "z"}};
    static const struct care_override of_supply[] = {{"supply.n_beds", "1"},
                                                     {"supply.nursing_share", "{2025: 0.1}"},
                                                     {"supply.nursing_share[inner]", "{2025: 0.1}"},
                                                     {"supply.fee_factor[]", "2"}};
    const struct care_override *overrides = folder->sections == care_folder_sections ? of_city : of_supply;
    char path[128];
    struct care_diagnostics *list = NULL;
    struct care_scenario *scenario = NULL;
    (void)snprintf(path, sizeof path, "%s/main.yaml", folder->path);
    const int n_live_before = n_live;
    has_failed = false;
    assert_int_equal(care_diagnostics_create(&list), CARE_OK);
    n_until_failure = k;
    const int status = care_scenario_read(path, folder->sections, folder->n_sections, overrides, 4, list, &scenario);
    n_until_failure = -1;
    assert_true((scenario != NULL) == (status == CARE_OK));
    care_scenario_free(scenario);
    care_diagnostics_free(list);
    assert_int_equal(n_live, n_live_before);
    return status;
}

static void write_files(const struct folder *folder, const char *n_beds)
{
    char text[512];
    care_folder_write(folder, "areas.csv", "code,name\n120101,和平\n120102,河东\n");
    care_folder_write(folder, "people.csv",
                      "area,year,sex,n,note\n120101,2020,male,3,\xCC\xEC\n120102,2020,male,4,x\n");
    care_folder_write(folder, "own.csv", "area,year,sex,n,note\n120102,2020,male,5,y\n");
    care_folder_write(folder, "root.yaml", "city: {n_beds: 3, name: {zh: 甲, en: A}}\nareas: {table: areas.csv}\n");
    (void)snprintf(text, sizeof text,
                   "base: root.yaml\ntitle: t\ncity:\n  n_beds: %s\n  share: {2025: 0.5, 2035: 1}\n"
                   "  people: {file: people.csv, encoding: gb18030}\n",
                   n_beds);
    care_folder_write(folder, "city.yaml", text);
    care_folder_write(folder, "main.yaml", "base: city.yaml\ncity: {people: {own: own.csv}}\n");
}

/* Every allocation in turn. libcsv asks again for less when it is refused, so one failure alone may go unnoticed. */
static int count_refusals(const struct folder *folder, bool is_to_last, int status_otherwise)
{
    int n = 0;
    is_lasting = is_to_last;
    for (int k = 0;; k++) {
        const int status = read_failing(folder, k);
        if (status == CARE_ERROR_MEMORY) {
            assert_true(has_failed);
            n++;
            continue;
        }
        assert_int_equal(status, status_otherwise);
        if (!has_failed) {
            break;
        }
        assert_false(is_to_last);
    }
    is_lasting = false;
    return n;
}

static void a_good_scenario_is_refused_for_want_of_memory_at_every_allocation(void **state)
{
    write_files(*state, "5");
    assert_true(count_refusals(*state, false, CARE_OK) > 100); /* the allocations that failed were ours */
    assert_true(count_refusals(*state, true, CARE_OK) > 100);
}

static void a_wrong_scenario_is_refused_for_want_of_memory_at_every_allocation(void **state)
{
    write_files(*state, "x");
    assert_true(count_refusals(*state, false, CARE_ERROR_INPUT) > 100);
    assert_true(count_refusals(*state, true, CARE_ERROR_INPUT) > 100);
}

static void a_policy_is_refused_for_want_of_memory_at_every_allocation(void **state)
{
    care_folder_write(*state, "root.yaml",
                      "areas: {table: areas.csv}\npolicy: [{lever: supply.fee_factor, factor: 2}]\n");
    care_folder_write(*state, "main.yaml",
                      "base: root.yaml\n"
                      "policy:\n"
                      "  - {lever: supply.nursing_share, where: [inner, 武清区], set: {2025: 0.6, 2035: 0.8}}\n"
                      "  - {lever: supply.nursing_share, factor: 0.5}\n");
    assert_true(count_refusals(*state, false, CARE_OK) > 100);
    assert_true(count_refusals(*state, true, CARE_OK) > 100);
}

static void a_wrong_policy_is_refused_for_want_of_memory_at_every_allocation(void **state)
{
    care_folder_write(*state, "main.yaml",
                      "areas: {table: areas.csv}\n"
                      "policy:\n"
                      "  - {lever: supply.nursing_shore, where: [101, 109], set: {2025: 6}}\n"
                      "  - {lever: supply.nursing_share, factor: 3}\n");
    assert_true(count_refusals(*state, false, CARE_ERROR_INPUT) > 100);
    assert_true(count_refusals(*state, true, CARE_ERROR_INPUT) > 100);
}

static void a_conversion_fails_cleanly_at_every_allocation(void **state)
{
    const struct folder *folder = *state;
    char to[128];
    write_files(folder, "5");
    (void)snprintf(to, sizeof to, "%s-converted", folder->path);
    for (int k = 0;; k++) {
        struct care_diagnostics *list = NULL;
        assert_int_equal(care_diagnostics_create(&list), CARE_OK);
        has_failed = false;
        n_until_failure = k;
        const int status = care_convert_folder(folder->path, to, list);
        n_until_failure = -1;
        care_diagnostics_free(list);
        char command[256];
        (void)snprintf(command, sizeof command, "rm -rf %s", to);
        assert_int_equal(system(command), 0);
        if (!has_failed) {
            assert_int_equal(status, CARE_OK);
            break;
        }
        assert_int_equal(status, CARE_ERROR_MEMORY);
    }
}

int main(void)
{
#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, care_folder_setup, care_folder_teardown)
#define POLICY_TEST(name) cmocka_unit_test_setup_teardown(name, care_policed_setup, care_folder_teardown)
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(a_good_scenario_is_refused_for_want_of_memory_at_every_allocation),
        FOLDER_TEST(a_wrong_scenario_is_refused_for_want_of_memory_at_every_allocation),
        POLICY_TEST(a_policy_is_refused_for_want_of_memory_at_every_allocation),
        POLICY_TEST(a_wrong_policy_is_refused_for_want_of_memory_at_every_allocation),
        FOLDER_TEST(a_conversion_fails_cleanly_at_every_allocation),
    };
    return cmocka_run_group_tests_name("allocation", tests, NULL, NULL);
}
