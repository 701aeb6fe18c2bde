/** @file  The description in words, in both languages, and the tables of the data dictionary. */
#include "output/describe.h"
#include "output/dictionary.h"
#include "tests/output/sample.h"
#include "tests/output/support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    char folder[PATH_BYTES];
    char path[PATH_BYTES];
    struct care_diagnostics *list;
    char *text; /* what was printed */
    size_t size;
    FILE *out;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct sample sample;
    assert_non_null(f);
    support_folder_create(f->folder);
    support_path(f->path, f->folder, "run.h5");
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    assert_int_equal(sample_create(&sample), CARE_OK);
    assert_int_equal(care_run_file_write(f->path, &sample.facts, false, f->list), CARE_OK);
    sample_free(&sample);
    f->out = open_memstream(&f->text, &f->size);
    assert_non_null(f->out);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_language_set(CARE_LANGUAGE_ZH);
    (void)fclose(f->out);
    free(f->text);
    care_diagnostics_free(f->list);
    support_folder_remove(f->folder);
    free(f);
    return 0;
}

static void assert_says(const struct fixture *f, const char *line)
{
    if (strstr(f->text, line) == NULL) {
        fail_msg("not said: %s", line);
    }
}

/* By the rule of the sample: the mean over six runs of the sum of i % 1000 over the 42 cells of a year. */
static int64_t mean_of_people(int scenario, int year)
{
    const int n_runs = SAMPLE_N_DRAWS * SAMPLE_N_REPLICATES;
    int64_t sum = 0;
    for (int run = 0; run < n_runs; run++) {
        const int first = ((scenario * n_runs + run) * SAMPLE_N_YEARS + year) * 42;
        for (int i = first; i < first + 42; i++) {
            sum += i % 1000;
        }
    }
    return (sum + n_runs / 2) / n_runs;
}

static void the_english_description_names_everything_in_the_file(void **state)
{
    struct fixture *f = *state;
    care_language_set(CARE_LANGUAGE_EN);
    assert_int_equal(care_describe(f->path, f->out, f->list), CARE_OK);
    assert_says(f, "run: 0123456789abcdef\n");
    assert_says(f, "program: carecap 0.1.0 (git abc1234)\n");
    assert_says(f, "more-beds: More beds\n");
    assert_says(f, "years: 2020 to 2023;");
    assert_says(f, "120119 Jizhou\n");
    assert_says(f, "people (sex 2, age 7): stock, unit 1, by model people\n");
    assert_says(f, "wait (statistic 3): flow, unit month, by model queue\n");
    assert_says(f, "baseline: 3 parameters, 1 of them assumptions, 1 left at their defaults\n");
    assert_says(f, "more-beds: input tables/区.csv, SHA-256 fedcba98");
}

static void the_chinese_description_is_in_chinese(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_describe(f->path, f->out, f->list), CARE_OK);
    assert_says(f, "运行号：0123456789abcdef\n");
    assert_says(f, "more-beds：床位增加\n");
    assert_says(f, "120119 蓟州区\n");
    assert_says(f, "people (sex 2, age 7)：存量，单位 1，模型 people\n      分年龄人口\n");
    assert_says(f, "baseline：参数 3 个，其中假定 1 个，取默认值 1 个\n");
}

static void totals_are_means_over_the_runs_of_a_scenario(void **state)
{
    struct fixture *f = *state;
    char line[120];
    care_language_set(CARE_LANGUAGE_EN);
    assert_int_equal(care_describe(f->path, f->out, f->list), CARE_OK);
    for (int s = 0; s < SAMPLE_N_SCENARIOS; s++) {
        const int first = (int)mean_of_people(s, 0);
        const int last = (int)mean_of_people(s, SAMPLE_N_YEARS - 1);
        (void)snprintf(line, sizeof line, "%s: 2020: %d,%03d; 2023: %d,%03d\n", sample_outer()->scenarios[s],
                       first / 1000, first % 1000, last / 1000, last % 1000);
        assert_says(f, line);
    }
}

static void a_flow_starts_in_the_second_year(void **state)
{
    struct fixture *f = *state;
    care_language_set(CARE_LANGUAGE_EN);
    assert_int_equal(care_describe(f->path, f->out, f->list), CARE_OK);
    const char *moves = strstr(f->text, "moves (sex 2)");
    assert_non_null(moves);
    const char *years = strstr(moves, "baseline: ");
    assert_non_null(years);
    assert_memory_equal(years, "baseline: 2021: ", strlen("baseline: 2021: "));
}

static void a_full_output_is_reported(void **state)
{
    struct fixture *f = *state;
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    const int status = care_describe(f->path, full, f->list);
    (void)fclose(full);
    assert_int_equal(status, CARE_ERROR_FILE);
    assert_int_equal(care_diagnostics_n(f->list), 1);
}

static void the_dictionary_lists_axes_and_cubes_in_both_languages(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_dictionary_print(sample_specs, SAMPLE_N_CUBES, f->out), CARE_OK);
    (void)fflush(f->out);
    assert_string_equal(f->text,
                        "| axis | values | meaning | 含义 |\n"
                        "|---|---|---|---|\n"
                        "| `sex` | `male` 男, `female` 女 | sex | 性别 |\n"
                        "| `age` | 0, 1, 2, 3, 4, 60, 100 | age last birthday | 周岁年龄 |\n"
                        "| `bed_district` | the districts of the run | district of the bed | 床位所在区 |\n"
                        "| `statistic` | `mean`, `longest`, `share_over_6` | statistic | 统计量 |\n"
                        "\n"
                        "| cube | own axes | type | time | unit | meaning | 含义 | model | since format |\n"
                        "|---|---|---|---|---|---|---|---|---|\n"
                        "| `people` | sex, age | int32 | stock | 1 | people \\| by age | 分年龄人口 | people | 1 |\n"
                        "| `moves` | sex | int32 | flow | 1 | moves | 迁移 | migration | 1 |\n"
                        "| `placements` | bed_district | int32 | stock | 1 | people by the district of their bed | "
                        "按床位所在区 | queue | 1 |\n"
                        "| `wait` | statistic | float64 mean | flow | month | waiting time | 轮候时间 | queue | 1 |\n"
                        "| `rank` | - | int32 code | stock | 1 | rank of the district | 排名 | scorecard | 1 |\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_english_description_names_everything_in_the_file, setup, teardown),
        cmocka_unit_test_setup_teardown(the_chinese_description_is_in_chinese, setup, teardown),
        cmocka_unit_test_setup_teardown(totals_are_means_over_the_runs_of_a_scenario, setup, teardown),
        cmocka_unit_test_setup_teardown(a_flow_starts_in_the_second_year, setup, teardown),
        cmocka_unit_test_setup_teardown(a_full_output_is_reported, setup, teardown),
        cmocka_unit_test_setup_teardown(the_dictionary_lists_axes_and_cubes_in_both_languages, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
