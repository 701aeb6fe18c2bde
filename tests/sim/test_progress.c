/** @file  Progress: plain lines to a file, one redrawn line to a terminal, nothing without a stream. */
#include "sim/progress.h"

#include "sim/text.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static int speak_english(void **state)
{
    (void)state;
    care_language_set(CARE_LANGUAGE_EN);
    return 0;
}

static int speak_chinese(void **state)
{
    (void)state;
    care_language_set(CARE_LANGUAGE_ZH);
    return 0;
}

static void a_file_gets_one_line_a_step(void **state)
{
    (void)state;
    char text[512] = "";
    FILE *file = tmpfile();
    assert_non_null(file);
    struct care_progress progress = care_progress_start(file, 4);
    care_progress_step(&progress, "2021");
    care_progress_step(&progress, "2022");
    care_progress_end(&progress);
    rewind(file);
    const size_t n = fread(text, 1, sizeof text - 1, file);
    assert_int_equal(fclose(file), 0);
    text[n] = '\0';
    assert_int_equal(strncmp(text, "2021  1/4  ", 11), 0);
    const char *second = strchr(text, '\n');
    assert_non_null(second);
    assert_int_equal(strncmp(second + 1, "2022  2/4  ", 11), 0);
    assert_int_equal(text[n - 1], '\n');
    assert_null(strchr(text, '\r'));
    assert_null(strchr(text, '\033'));
    assert_non_null(strstr(text, " s left\n"));
}

static void the_time_left_is_told_in_chinese_too(void **state)
{
    (void)state;
    char text[256] = "";
    FILE *file = tmpfile();
    assert_non_null(file);
    struct care_progress progress = care_progress_start(file, 1);
    care_progress_step(&progress, "2021");
    rewind(file);
    assert_non_null(fgets(text, sizeof text, file));
    assert_int_equal(fclose(file), 0);
    assert_string_equal(text, "2021  1/1  还需 0.0 秒\n");
}

static void without_a_stream_nothing_is_written_but_steps_count(void **state)
{
    (void)state;
    struct care_progress progress = care_progress_start(NULL, 3);
    care_progress_step(&progress, "2021");
    care_progress_step(&progress, "2022");
    care_progress_end(&progress);
    assert_int_equal(progress.done, 2);
    assert_int_equal(progress.total, 3);
}

static void a_run_of_no_steps_divides_by_nothing(void **state)
{
    (void)state;
    struct care_progress progress = care_progress_start(NULL, 0);
    assert_int_equal(progress.total, 1);
    care_progress_step(&progress, "2021");
    care_progress_end(&progress);
}

/* What comes out of the other end of a terminal of our own. */
static void read_terminal(int master, char *text, size_t size)
{
    size_t n = 0;
    while (n + 1 < size && strstr(text, "\033[K\r\033[K") == NULL) {
        const ssize_t got = read(master, text + n, size - 1 - n);
        assert_true(got > 0);
        n += (size_t)got;
        text[n] = '\0';
    }
}

static void a_terminal_gets_one_line_redrawn_and_wiped(void **state)
{
    (void)state;
    char text[1024] = "";
    const int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) {
        skip();
    }
    FILE *terminal = fopen(ptsname(master), "w");
    assert_non_null(terminal);
    struct care_progress progress = care_progress_start(terminal, 2);
    assert_true(progress.is_terminal);
    care_progress_step(&progress, "2021");
    care_progress_step(&progress, "2022");
    care_progress_end(&progress);
    read_terminal(master, text, sizeof text);
    assert_int_equal(fclose(terminal), 0);
    assert_int_equal(close(master), 0);
    assert_non_null(strstr(text, "\r[###############...............] 2021  1/2"));
    assert_non_null(strstr(text, "\r[##############################] 2022  2/2"));
    assert_null(strchr(text, '\n'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_gets_one_line_a_step, speak_english, speak_chinese),
        cmocka_unit_test_setup_teardown(the_time_left_is_told_in_chinese_too, speak_chinese, speak_chinese),
        cmocka_unit_test(without_a_stream_nothing_is_written_but_steps_count),
        cmocka_unit_test(a_run_of_no_steps_divides_by_nothing),
        cmocka_unit_test_setup_teardown(a_terminal_gets_one_line_redrawn_and_wiped, speak_english, speak_chinese),
    };
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
