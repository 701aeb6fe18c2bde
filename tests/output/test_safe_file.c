/** @file  Safe writing: whole or not at all, whatever the disk does. */
#include "output/safe_file.h"
#include "tests/output/support.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { N_LARGE = 1 << 20, NOBODY = 65534 };

struct fixture {
    char folder[PATH_BYTES];
    char path[PATH_BYTES];
    struct care_diagnostics *list;
    unsigned char *large; /* [N_LARGE] */
    struct rlimit limit;
    bool is_mounted;
};

static const struct care_safe_file_part two_parts[] = {{"abc", 3}, {"de", 2}};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    support_folder_create(f->folder);
    support_path(f->path, f->folder, "result.bin");
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    f->large = calloc(N_LARGE, 1);
    assert_non_null(f->large);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &f->limit), 0);
    (void)signal(SIGXFSZ, SIG_IGN);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    support_fail_allocation(0);
    (void)setrlimit(RLIMIT_FSIZE, &f->limit);
    if (f->is_mounted) {
        (void)umount(f->folder);
    }
    (void)chmod(f->folder, 0700);
    free(f->large);
    care_diagnostics_free(f->list);
    support_folder_remove(f->folder);
    free(f);
    return 0;
}

static void assert_content(const char *path, const char *expected)
{
    size_t n = 0;
    unsigned char *bytes = support_read(path, &n);
    assert_non_null(bytes);
    const bool is_same = n == strlen(expected) && memcmp(bytes, expected, n) == 0;
    free(bytes);
    assert_true(is_same);
}

static void assert_fault(const struct fixture *f, const char *en, const char *zh)
{
    assert_int_equal(care_diagnostics_n(f->list), 1);
    const struct care_diagnostic *fault = care_diagnostics_at(f->list, 0);
    assert_string_equal(fault->place.file, f->path);
    assert_non_null(strstr(fault->text_en, en));
    assert_null(strstr(fault->text_en, zh));
    assert_non_null(strstr(fault->text_zh, zh));
    assert_null(strstr(fault->text_zh, en));
}

static void the_parts_are_written_one_after_the_other(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_safe_file_write(f->path, two_parts, 2, false, f->list), CARE_OK);
    assert_content(f->path, "abcde");
    assert_int_equal(support_n_files(f->folder), 1);
}

static void a_new_file_obeys_the_umask(void **state)
{
    struct fixture *f = *state;
    struct stat about;
    const mode_t before = umask(027);
    const int status = care_safe_file_write(f->path, two_parts, 2, false, f->list);
    (void)umask(before);
    assert_int_equal(status, CARE_OK);
    assert_int_equal(stat(f->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
}

static void a_replaced_file_keeps_its_permissions(void **state)
{
    struct fixture *f = *state;
    struct stat about;
    support_write(f->path, "old", 3);
    assert_int_equal(chmod(f->path, 0604), 0);
    assert_int_equal(care_safe_file_write(f->path, two_parts, 2, true, f->list), CARE_OK);
    assert_int_equal(stat(f->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0604);
    assert_content(f->path, "abcde");
}

static void an_existing_file_is_refused_without_force(void **state)
{
    struct fixture *f = *state;
    support_write(f->path, "old", 3);
    assert_int_equal(care_safe_file_check(f->path, false, f->list), CARE_ERROR_INPUT);
    assert_fault(f, "exists already", "文件已存在");
    assert_int_equal(care_safe_file_write(f->path, two_parts, 2, false, f->list), CARE_ERROR_INPUT);
    assert_content(f->path, "old");
    assert_int_equal(support_n_files(f->folder), 1);
}

static void a_folder_in_the_way_is_refused_even_with_force(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(mkdir(f->path, 0700), 0);
    assert_int_equal(care_safe_file_write(f->path, two_parts, 2, true, f->list), CARE_ERROR_FILE);
    assert_fault(f, "it is a folder", "这是一个文件夹");
    assert_int_equal(support_n_files(f->folder), 1);
}

static void what_is_no_regular_file_is_never_replaced(void **state)
{
    struct fixture *f = *state;
    struct stat about;
    assert_int_equal(mkfifo(f->path, 0600), 0); /* as /dev/null or /dev/stdout would be, but harmless to lose */
    assert_int_equal(care_safe_file_write(f->path, two_parts, 2, true, f->list), CARE_ERROR_FILE);
    assert_int_equal(stat(f->path, &about), 0);
    assert_true(S_ISFIFO(about.st_mode));
}

static void a_path_that_ends_in_a_slash_is_refused(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_safe_file_write("/tmp/", two_parts, 2, true, f->list), CARE_ERROR_FILE);
    assert_int_equal(care_safe_file_write("", two_parts, 2, true, f->list), CARE_ERROR_FILE);
}

static void a_limit_on_file_sizes_leaves_the_old_file_and_nothing_else(void **state)
{
    struct fixture *f = *state;
    const struct care_safe_file_part large = {f->large, N_LARGE};
    support_write(f->path, "old", 3);
    const struct rlimit small = {.rlim_cur = 64 << 10, .rlim_max = f->limit.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    const int status = care_safe_file_write(f->path, &large, 1, true, f->list);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &f->limit), 0);
    assert_int_equal(status, CARE_ERROR_FILE);
    assert_fault(f, "exceed the allowed size", "超过允许的大小");
    assert_content(f->path, "old");
    assert_int_equal(support_n_files(f->folder), 1);
}

static void a_full_disk_leaves_the_old_file_and_nothing_else(void **state)
{
    struct fixture *f = *state;
    const struct care_safe_file_part large = {f->large, N_LARGE};
    f->is_mounted = mount("tmpfs", f->folder, "tmpfs", 0, "size=64k") == 0;
    if (!f->is_mounted) {
        skip(); /* needs the right to mount; the limit on file sizes above takes the same way */
    }
    support_write(f->path, "old", 3);
    assert_int_equal(care_safe_file_write(f->path, &large, 1, true, f->list), CARE_ERROR_FILE);
    assert_fault(f, "the disk or the quota is full", "磁盘或配额已满");
    assert_content(f->path, "old");
    assert_int_equal(support_n_files(f->folder), 1);
}

static void a_folder_without_permission_is_a_file_error(void **state)
{
    struct fixture *f = *state;
    const uid_t user = geteuid();
    assert_int_equal(chmod(f->folder, 0555), 0);
    if (user == 0) { /* root may write anywhere */
        assert_int_equal(seteuid(NOBODY), 0);
    }
    const int checked = care_safe_file_check(f->path, false, f->list);
    const int written = care_safe_file_write(f->path, two_parts, 2, false, f->list);
    if (user == 0) {
        assert_int_equal(seteuid(user), 0);
    }
    assert_int_equal(checked, CARE_ERROR_FILE);
    assert_int_equal(written, CARE_ERROR_FILE);
    assert_int_equal(care_diagnostics_n(f->list), 2);
    assert_non_null(strstr(care_diagnostics_at(f->list, 1)->text_zh, "没有权限"));
    assert_int_equal(support_n_files(f->folder), 0);
}

static void an_overlong_name_is_a_file_error(void **state)
{
    struct fixture *f = *state;
    char name[400];
    char path[PATH_BYTES + sizeof name];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    (void)snprintf(path, sizeof path, "%s/%s", f->folder, name);
    assert_int_equal(care_safe_file_write(path, two_parts, 2, false, f->list), CARE_ERROR_FILE);
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_en, "name is too long"));
}

static void memory_may_run_out_at_any_allocation(void **state)
{
    struct fixture *f = *state;
    int k = 1;
    for (; k < 100; k++) {
        support_fail_allocation(k);
        const int status = care_safe_file_write(f->path, two_parts, 2, false, f->list);
        if (!support_allocation_failed()) {
            assert_int_equal(status, CARE_OK);
            break;
        }
        assert_int_equal(status, CARE_ERROR_MEMORY);
        assert_int_equal(support_n_files(f->folder), 0);
    }
    assert_int_equal(k, 3); /* the folder's name and the temporary one */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_parts_are_written_one_after_the_other, setup, teardown),
        cmocka_unit_test_setup_teardown(a_new_file_obeys_the_umask, setup, teardown),
        cmocka_unit_test_setup_teardown(a_replaced_file_keeps_its_permissions, setup, teardown),
        cmocka_unit_test_setup_teardown(an_existing_file_is_refused_without_force, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_in_the_way_is_refused_even_with_force, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_regular_file_is_never_replaced, setup, teardown),
        cmocka_unit_test_setup_teardown(a_path_that_ends_in_a_slash_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_limit_on_file_sizes_leaves_the_old_file_and_nothing_else, setup, teardown),
        cmocka_unit_test_setup_teardown(a_full_disk_leaves_the_old_file_and_nothing_else, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_without_permission_is_a_file_error, setup, teardown),
        cmocka_unit_test_setup_teardown(an_overlong_name_is_a_file_error, setup, teardown),
        cmocka_unit_test_setup_teardown(memory_may_run_out_at_any_allocation, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
