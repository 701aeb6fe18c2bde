/** @file  Texts in two languages are never cut inside a character and follow the language in force. */
#include "sim/text.h"

#include "sim/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static int speak_chinese(void **state)
{
    (void)state;
    care_language_set(CARE_LANGUAGE_ZH);
    return 0;
}

static void chinese_is_the_language_until_another_is_set(void **state)
{
    (void)state;
    const struct care_text text = {"bed", "床位"};
    assert_string_equal(care_text_shown(text), "床位");
    care_language_set(CARE_LANGUAGE_EN);
    assert_int_equal(care_language(), CARE_LANGUAGE_EN);
    assert_string_equal(care_text_shown(text), "bed");
}

static void a_format_takes_its_arguments_in_either_language(void **state)
{
    (void)state;
    char buffer[64];
    assert_string_equal(care_text_format(buffer, sizeof buffer, "%d beds", "%d 张床位", 40), "40 张床位");
    care_language_set(CARE_LANGUAGE_EN);
    assert_string_equal(care_text_format(buffer, sizeof buffer, "%d beds", "%d 张床位", 40), "40 beds");
}

static void a_text_is_never_cut_inside_a_character(void **state)
{
    (void)state;
    char buffer[32];
    const char *whole = "a床é𠀀b"; /* 1 + 3 + 2 + 4 + 1 bytes */
    const size_t whole_lengths[] = {0, 0, 1, 1, 1, 4, 4, 6, 6, 6, 6, 10, 11};
    for (size_t size = 1; size < sizeof whole_lengths / sizeof whole_lengths[0]; size++) {
        (void)care_text_format(buffer, size, "%s", "%s", whole);
        assert_int_equal(strlen(buffer), whole_lengths[size]);
        assert_memory_equal(buffer, whole, whole_lengths[size]);
    }
}

static void a_buffer_of_no_bytes_is_left_alone(void **state)
{
    (void)state;
    char buffer[2] = "x";
    assert_ptr_equal(care_text_format(buffer, 0, "%s", "%s", "long"), buffer);
    assert_string_equal(buffer, "x");
}

static void every_status_has_its_text_in_both_languages(void **state)
{
    (void)state;
    assert_string_equal(care_status_text(CARE_ERROR_INPUT), "输入有误");
    care_language_set(CARE_LANGUAGE_EN);
    assert_string_equal(care_status_text(CARE_ERROR_INPUT), "the input is wrong");
    assert_string_equal(care_status_text(CARE_OK), "done");
    assert_string_equal(care_status_text(1), "unknown status");
}

static void tracing_passes_the_status_through(void **state)
{
    (void)state;
    assert_int_equal(care_status_trace(CARE_ERROR_FULL, "a.c", 1), CARE_ERROR_FULL);
    assert_int_equal(care_status_trace(CARE_OK, "a.c", 1), CARE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(chinese_is_the_language_until_another_is_set, speak_chinese, speak_chinese),
        cmocka_unit_test_setup_teardown(a_format_takes_its_arguments_in_either_language, speak_chinese, speak_chinese),
        cmocka_unit_test_setup_teardown(a_text_is_never_cut_inside_a_character, speak_chinese, speak_chinese),
        cmocka_unit_test_setup_teardown(a_buffer_of_no_bytes_is_left_alone, speak_chinese, speak_chinese),
        cmocka_unit_test_setup_teardown(every_status_has_its_text_in_both_languages, speak_chinese, speak_chinese),
        cmocka_unit_test_setup_teardown(tracing_passes_the_status_through, speak_chinese, speak_chinese),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
