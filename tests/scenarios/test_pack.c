/** @file  Which folders are packs, and which of their files are scenarios. */
#include "scenarios/pack.h"
#include "tests/scenarios/folder.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void in(const struct folder *folder, const char *name, char path[128])
{
    (void)snprintf(path, 128, "%s/%s", folder->path, name);
}

static void make(const struct folder *folder, const char *name)
{
    char path[128];
    in(folder, name, path);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void the_baseline_comes_first_then_the_others_by_name(void **state)
{
    struct folder *folder = *state;
    struct care_pack_paths paths;
    for (int i = 0; i < 3; i++) {
        care_folder_write(folder, (const char *const[]){"zebra.yaml", "baseline.yaml", "alpha.yaml"}[i], "a: 1\n");
    }
    assert_int_equal(care_pack_scenarios(folder->path, folder->list, &paths), CARE_OK);
    assert_int_equal(paths.n, 3);
    assert_non_null(strstr(paths.path[0], "/baseline.yaml"));
    assert_non_null(strstr(paths.path[1], "/alpha.yaml"));
    assert_non_null(strstr(paths.path[2], "/zebra.yaml"));
    care_pack_free(&paths);
}

static void what_packs_share_other_files_and_folders_are_no_scenarios(void **state)
{
    struct folder *folder = *state;
    struct care_pack_paths paths;
    care_folder_write(folder, "baseline.yaml", "a: 1\n");
    care_folder_write(folder, "shared.yaml", "# text\ncommon: true\na: 1\n");
    care_folder_write(folder, "table.csv", "a\n1\n");
    care_folder_write(folder, ".hidden.yaml", "a: 1\n");
    assert_int_equal(care_pack_scenarios(folder->path, folder->list, &paths), CARE_OK);
    assert_int_equal(paths.n, 1);
    care_pack_free(&paths);
    care_folder_write(folder, "shared.yaml", "common: false\n"); /* its reading will say what is wrong */
    care_folder_write(folder, "broken.yaml", "a: [\n");
    assert_int_equal(care_pack_scenarios(folder->path, folder->list, &paths), CARE_OK);
    assert_int_equal(paths.n, 3);
    assert_int_equal(care_diagnostics_n(folder->list), 0);
    care_pack_free(&paths);
}

static void a_folder_without_a_baseline_is_no_pack(void **state)
{
    struct folder *folder = *state;
    struct care_pack_paths paths;
    char gone[128];
    care_folder_write(folder, "other.yaml", "a: 1\n");
    assert_int_equal(care_pack_scenarios(folder->path, folder->list, &paths), CARE_ERROR_INPUT);
    care_pack_free(&paths);
    in(folder, "gone", gone);
    assert_int_equal(care_pack_scenarios(gone, folder->list, &paths), CARE_ERROR_INPUT);
    care_pack_free(&paths);
    assert_int_equal(care_diagnostics_n(folder->list), 2);
    assert_non_null(strstr(care_diagnostics_at(folder->list, 0)->text_en, "baseline.yaml"));
}

static void packs_are_the_folders_with_a_baseline_by_name(void **state)
{
    struct folder *folder = *state;
    struct care_pack_paths paths;
    static const char *const files[] = {"b/baseline.yaml", "a/baseline.yaml", "c/other.yaml"};
    for (int i = 0; i < 3; i++) {
        make(folder, (const char *const[]){"b", "a", "c"}[i]);
        care_folder_write(folder, files[i], "a: 1\n");
    }
    assert_int_equal(care_pack_find(folder->path, folder->list, &paths), CARE_OK);
    assert_int_equal(paths.n, 2);
    assert_string_equal(paths.path[0] + strlen(folder->path), "/a");
    assert_string_equal(paths.path[1] + strlen(folder->path), "/b");
    care_pack_free(&paths);
    for (int i = 0; i < 3; i++) { /* the fixture removes files, not folders in the folder */
        char path[128];
        in(folder, files[i], path);
        assert_int_equal(unlink(path), 0);
        *strrchr(path, '/') = '\0';
        assert_int_equal(rmdir(path), 0);
    }
    assert_int_equal(care_pack_find(folder->path, folder->list, &paths), CARE_ERROR_INPUT);
    care_pack_free(&paths);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_baseline_comes_first_then_the_others_by_name, care_folder_setup,
                                        care_folder_teardown),
        cmocka_unit_test_setup_teardown(what_packs_share_other_files_and_folders_are_no_scenarios, care_folder_setup,
                                        care_folder_teardown),
        cmocka_unit_test_setup_teardown(a_folder_without_a_baseline_is_no_pack, care_folder_setup,
                                        care_folder_teardown),
        cmocka_unit_test_setup_teardown(packs_are_the_folders_with_a_baseline_by_name, care_folder_setup,
                                        care_folder_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
