/** @file  The list of faults keeps what it is told, sorts it, and owns up to what it lost. */
#include "sim/diagnostics.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static int n_until_failure; /* allocations that still succeed; negative: all do */

static bool is_failing(void)
{
    return n_until_failure >= 0 && n_until_failure-- == 0;
}

void *__wrap_malloc(size_t size)
{
    return is_failing() ? NULL : __real_malloc(size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return is_failing() ? NULL : __real_realloc(memory, size);
}

static int create_list(void **state)
{
    struct care_diagnostics *list = NULL;
    n_until_failure = -1;
    const int status = care_diagnostics_create(&list);
    *state = list;
    return status;
}

static int free_list(void **state)
{
    n_until_failure = -1;
    care_diagnostics_free(*state);
    return 0;
}

static void a_new_list_is_empty_and_good(void **state)
{
    assert_int_equal(care_diagnostics_n(*state), 0);
    assert_int_equal(care_diagnostics_status(*state), CARE_OK);
}

static void a_fault_is_kept_in_both_languages_with_its_place(void **state)
{
    char file[] = "a.yaml", key[] = "policy.beds";
    care_diagnostics_add(*state, (struct care_place){file, 3, 7, key}, "%d is above %s", "%d 大于 %s", 5, "[0, 3]");
    file[0] = key[0] = 'X'; /* the list has its own copies */
    const struct care_diagnostic *fault = care_diagnostics_at(*state, 0);
    assert_string_equal(fault->place.file, "a.yaml");
    assert_int_equal(fault->place.line, 3);
    assert_int_equal(fault->place.column, 7);
    assert_string_equal(fault->place.key, "policy.beds");
    assert_string_equal(fault->text_en, "5 is above [0, 3]");
    assert_string_equal(fault->text_zh, "5 大于 [0, 3]");
    assert_false(fault->is_warning);
    assert_int_equal(care_diagnostics_status(*state), CARE_ERROR_INPUT);
}

static void a_place_may_be_unknown(void **state)
{
    care_diagnostics_add(*state, (struct care_place){0}, "%s", "%s", "x");
    assert_null(care_diagnostics_at(*state, 0)->place.file);
    assert_null(care_diagnostics_at(*state, 0)->place.key);
}

static void a_warning_alone_refuses_nothing(void **state)
{
    care_diagnostics_warn(*state, (struct care_place){0}, "%s", "%s", "x");
    assert_int_equal(care_diagnostics_n(*state), 1);
    assert_true(care_diagnostics_at(*state, 0)->is_warning);
    assert_int_equal(care_diagnostics_status(*state), CARE_OK);
}

static void faults_are_sorted_by_file_line_and_column_and_stay_in_order_otherwise(void **state)
{
    const struct care_place places[] = {
        {"b", 2, 1, "1"}, {"a", 9, 9, "2"}, {"b", 1, 5, "3"},  {NULL, 0, 0, "4"}, {"b", 1, 2, "5"},
        {"a", 9, 9, "6"}, {"b", 1, 5, "7"}, {NULL, 0, 0, "8"}, {"a", 1, 1, "9"},
    };
    static const char *const expected[] = {"5", "3", "7", "1", "9", "2", "6", "4", "8"};
    for (size_t i = 0; i < 9; i++) {
        care_diagnostics_add(*state, places[i], "%s", "%s", "x");
    }
    care_diagnostics_sort(*state);
    for (int i = 0; i < 9; i++) {
        assert_string_equal(care_diagnostics_at(*state, i)->place.key, expected[i]);
    }
}

static void a_list_grows_beyond_its_first_size(void **state)
{
    for (int i = 0; i < 1000; i++) {
        care_diagnostics_add(*state, (struct care_place){.line = i}, "%d", "%d", i);
    }
    assert_int_equal(care_diagnostics_n(*state), 1000);
    assert_string_equal(care_diagnostics_at(*state, 999)->text_zh, "999");
}

static struct care_place find_key(const void *input, const char *key)
{
    return key[0] == 'k' ? (struct care_place){.file = input, .line = 7, .column = 3} : (struct care_place){0};
}

static void a_fault_that_names_a_key_only_gets_the_place_where_the_key_is_set(void **state)
{
    const struct care_place places[] = {{.key = "k"}, {.key = "unknown"}, {"own", 2, 1, "k"}, {0}};
    static const char *const files[] = {"input", NULL, "own", NULL};
    static const int lines[] = {7, 0, 2, 0};
    for (int i = 0; i < 4; i++) {
        care_diagnostics_add(*state, places[i], "%s", "%s", "x");
    }
    care_diagnostics_locate(*state, find_key, "input");
    for (int i = 0; i < 4; i++) {
        const struct care_place place = care_diagnostics_at(*state, i)->place;
        assert_int_equal(place.line, lines[i]);
        assert_true((place.file == NULL) == (files[i] == NULL));
        if (files[i] != NULL) {
            assert_string_equal(place.file, files[i]);
        }
    }
    assert_int_equal(care_diagnostics_at(*state, 0)->place.column, 3);
}

static void a_fault_lost_for_want_of_memory_is_remembered(void **state)
{
    enum { N_ALLOCATIONS = 5 }; /* two texts, file, key, the list itself */
    for (int k = 0; k < N_ALLOCATIONS; k++) {
        struct care_diagnostics *list = NULL;
        assert_int_equal(care_diagnostics_create(&list), CARE_OK);
        n_until_failure = k;
        care_diagnostics_add(list, (struct care_place){"a", 1, 1, "k"}, "%s", "%s", "x");
        n_until_failure = -1;
        assert_int_equal(care_diagnostics_status(list), CARE_ERROR_MEMORY);
        assert_int_equal(care_diagnostics_n(list), 0);
        care_diagnostics_free(list);
    }
    care_diagnostics_free(NULL);
    assert_int_equal(care_diagnostics_n(*state), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_list_is_empty_and_good, create_list, free_list),
        cmocka_unit_test_setup_teardown(a_fault_is_kept_in_both_languages_with_its_place, create_list, free_list),
        cmocka_unit_test_setup_teardown(a_place_may_be_unknown, create_list, free_list),
        cmocka_unit_test_setup_teardown(a_warning_alone_refuses_nothing, create_list, free_list),
        cmocka_unit_test_setup_teardown(faults_are_sorted_by_file_line_and_column_and_stay_in_order_otherwise,
                                        create_list, free_list),
        cmocka_unit_test_setup_teardown(a_list_grows_beyond_its_first_size, create_list, free_list),
        cmocka_unit_test_setup_teardown(a_fault_that_names_a_key_only_gets_the_place_where_the_key_is_set, create_list,
                                        free_list),
        cmocka_unit_test_setup_teardown(a_fault_lost_for_want_of_memory_is_remembered, create_list, free_list),
    };
    return cmocka_run_group_tests_name("diagnostics", tests, NULL, NULL);
}
