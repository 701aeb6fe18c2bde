/** @file  Files of people: who is in them, in which order, with whom; the same bytes for other rows; no trace of a failure. */
#include "output/people_file.h"
#include "output/seal.h"
#include "tests/output/crowd.h"
#include "tests/output/support.h"

#include <hdf5.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <cmocka.h>

enum { MOST_ROWS = 1 << 21, N_MANY = 1600000, ROOM_FOR_FEW = 20 << 20 };

struct fixture {
    char folder[PATH_BYTES];
    char path[PATH_BYTES];
    char other[PATH_BYTES];
    struct care_table *table;
    struct care_table *reversed;
    struct care_table *many;
    struct care_people_choice choice;
    struct care_diagnostics *list;
    struct care_people_file *file; /* abandoned by the teardown */
    int64_t *cells;                /* [CROWD_N] */
    int64_t *more_cells;           /* [CROWD_N] */
    struct rlimit limit;
    bool is_mounted;
};

static void choose(struct fixture *f, const struct care_column *columns, int n_columns, const char *names)
{
    const struct care_people_wish wish = {.names = names}; /* no wrong names here: nothing is nearest */
    assert_int_equal(care_people_columns_choose(columns, n_columns, &wish, f->list, &f->choice), CARE_OK);
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    support_folder_create(f->folder);
    support_path(f->path, f->folder, "people.h5");
    support_path(f->other, f->folder, "other.h5");
    f->table = crowd_create(false);
    f->reversed = crowd_create(true);
    f->cells = calloc(CROWD_N, sizeof *f->cells);
    f->more_cells = calloc(CROWD_N, sizeof *f->more_cells);
    assert_non_null(f->cells);
    assert_non_null(f->more_cells);
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &f->limit), 0);
    (void)signal(SIGXFSZ, SIG_IGN);
    choose(f, crowd_columns, CROWD_N_COLUMNS, NULL);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    support_fail_allocation(0);
    (void)setrlimit(RLIMIT_FSIZE, &f->limit);
    care_people_file_abandon(f->file);
    if (f->is_mounted) {
        (void)umount(f->folder);
    }
    care_diagnostics_free(f->list);
    free(f->more_cells);
    free(f->cells);
    care_table_free(f->many);
    care_table_free(f->reversed);
    care_table_free(f->table);
    support_folder_remove(f->folder);
    free(f);
    return 0;
}

/* One year from beginning to end. */
static int write_one(const struct fixture *f, const char *path, const struct care_table *table, double share)
{
    struct care_people_file *file = NULL;
    int status = care_people_file_create(path, false, &crowd_facts, f->list, &file);
    if (status != CARE_OK) {
        return status;
    }
    status = care_people_file_year(file, CROWD_YEAR, table, &crowd_areas, &f->choice, share);
    const int closed = care_people_file_close(file);
    return status == CARE_OK ? closed : status;
}

/* A column as 64-bit numbers. @return the number of people, or -1 when there is no such column */
static int read_column(const char *path, const char *name, int64_t *cells)
{
    hsize_t n = 0;
    const hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    assert_true(file >= 0);
    if (H5Lexists(file, name, H5P_DEFAULT) <= 0) {
        (void)H5Fclose(file);
        return -1;
    }
    const hid_t data = H5Dopen2(file, name, H5P_DEFAULT);
    const hid_t space = H5Dget_space(data);
    (void)H5Sget_simple_extent_dims(space, &n, NULL);
    const bool is_read = n <= CROWD_N && H5Dread(data, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, cells) >= 0;
    (void)H5Sclose(space);
    (void)H5Dclose(data);
    (void)H5Fclose(file);
    assert_true(is_read);
    return (int)n;
}

/* The person with a key. @return CROWD_N when it is nobody's */
static uint32_t person_of(int64_t key)
{
    uint32_t person = 0;
    while (person < CROWD_N && crowd_key(person) != (uint64_t)key) {
        person++;
    }
    return person;
}

static void all_who_are_there_are_written_in_the_order_of_keys(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(write_one(f, f->path, f->table, 1), CARE_OK);
    const int n = read_column(f->path, "y2035/key", f->cells);
    assert_int_equal(n, CROWD_N - CROWD_N_GONE);
    for (int i = 0; i < n; i++) {
        const uint32_t person = person_of(f->cells[i]);
        assert_int_not_equal(person, CROWD_N);
        assert_false(crowd_is_gone(person));
        assert_true(i == 0 || f->cells[i - 1] < f->cells[i]);
    }
}

static void every_cell_is_that_of_the_person_with_the_key(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(write_one(f, f->path, f->table, 1), CARE_OK);
    const int n = read_column(f->path, "y2035/key", f->cells);
    assert_int_equal(read_column(f->path, "y2035/income", f->more_cells), n);
    for (int i = 0; i < n; i++) {
        assert_int_equal(f->more_cells[i], crowd_income(person_of(f->cells[i])));
    }
    assert_int_equal(read_column(f->path, "y2035/age_years", f->more_cells), n);
    for (int i = 0; i < n; i++) {
        assert_int_equal(f->more_cells[i], crowd_age_years(person_of(f->cells[i])));
    }
    assert_int_equal(read_column(f->path, "y2035/district", f->more_cells), n);
    for (int i = 0; i < n; i++) {
        assert_int_equal(f->more_cells[i], crowd_area(person_of(f->cells[i])) == 0 ? 120101 : 120102);
    }
}

static void two_bytes_without_a_sign_are_written_whole(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(write_one(f, f->path, f->table, 1), CARE_OK);
    const int n = read_column(f->path, "y2035/key", f->cells);
    assert_int_equal(read_column(f->path, "y2035/weight", f->more_cells), n);
    for (int i = 0; i < n; i++) {
        assert_int_equal(f->more_cells[i], crowd_weight(person_of(f->cells[i])));
    }
}

static void parts_are_written_instead_of_the_column_that_holds_them(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *path;
        uint8_t (*of)(uint32_t person);
    } part[] = {{"y2035/rooms", crowd_rooms}, {"y2035/tenure", crowd_tenure}, {"y2035/floor", crowd_floor}};
    assert_int_equal(write_one(f, f->path, f->table, 1), CARE_OK);
    const int n = read_column(f->path, "y2035/key", f->cells);
    for (int p = 0; p < 3; p++) {
        assert_int_equal(read_column(f->path, part[p].path, f->more_cells), n);
        for (int i = 0; i < n; i++) {
            assert_int_equal(f->more_cells[i], part[p].of(person_of(f->cells[i])));
        }
    }
    assert_int_equal(read_column(f->path, "y2035/home", f->more_cells), -1);
}

static void a_part_may_be_chosen_without_its_neighbours(void **state)
{
    struct fixture *f = *state;
    choose(f, crowd_columns, CROWD_N_COLUMNS, "tenure");
    assert_int_equal(write_one(f, f->path, f->table, 1), CARE_OK);
    const int n = read_column(f->path, "y2035/key", f->cells);
    assert_int_equal(read_column(f->path, "y2035/tenure", f->more_cells), n);
    for (int i = 0; i < n; i++) {
        assert_int_equal(f->more_cells[i], crowd_tenure(person_of(f->cells[i])));
    }
    assert_int_equal(read_column(f->path, "y2035/rooms", f->more_cells), -1);
    assert_int_equal(read_column(f->path, "y2035/floor", f->more_cells), -1);
}

static void a_part_may_lie_at_the_top_of_a_column_of_any_width(void **state)
{
    struct fixture *f = *state;
    static const struct care_column_part in_1[] = {{"of_1", 7, 1, 1, {"a", "甲"}, "#census"}};
    static const struct care_column_part in_2[] = {{"of_2", 8, 8, 255, {"b", "乙"}, "#census"}};
    static const struct care_column_part in_4[] = {{"of_4", 24, 8, 255, {"c", "丙"}, "#census"}};
    static const struct care_column_part in_8[] = {{"of_8", 56, 8, 255, {"d", "丁"}, "#census"}};
    static const struct care_column columns[] = {
        {.name = "key", .width_bytes = 8, .role = CARE_COLUMN_KEY},
        {.name = "exit", .width_bytes = 1, .role = CARE_COLUMN_EXIT},
        {.name = "1", .width_bytes = 1, .parts = in_1, .n_parts = 1},
        {.name = "2", .width_bytes = 2, .parts = in_2, .n_parts = 1},
        {.name = "4", .width_bytes = 4, .parts = in_4, .n_parts = 1},
        {.name = "8", .width_bytes = 8, .parts = in_8, .n_parts = 1},
    };
    static const struct {
        const char *path;
        int64_t value;
    } expected[] = {{"y2035/of_1", 1}, {"y2035/of_2", 0xA5}, {"y2035/of_4", 0xB6}, {"y2035/of_8", 0xC7}};
    uint32_t row = 0;
    assert_int_equal(care_table_create(columns, 6, 1000, 1, &f->many), CARE_OK);
    assert_int_equal(care_table_append(f->many, 0, 2000, 1, 0, &row), CARE_OK);
    ((uint64_t *)care_table_column(f->many, 0))[row] = 7;
    ((uint8_t *)care_table_column(f->many, 2))[row] = 0x80;
    ((uint16_t *)care_table_column(f->many, 3))[row] = 0xA500;
    ((uint32_t *)care_table_column(f->many, 4))[row] = 0xB6000000;
    ((uint64_t *)care_table_column(f->many, 5))[row] = UINT64_C(0xC700000000000000);
    choose(f, columns, 6, NULL);
    assert_int_equal(write_one(f, f->path, f->many, 1), CARE_OK);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(read_column(f->path, expected[i].path, f->cells), 1);
        assert_int_equal(f->cells[0], expected[i].value);
    }
}

static void a_partner_is_named_by_key_and_singles_have_none(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(write_one(f, f->path, f->table, 1), CARE_OK);
    const int n = read_column(f->path, "y2035/key", f->cells);
    assert_int_equal(read_column(f->path, "y2035/partner_key", f->more_cells), n);
    for (int i = 0; i < n; i++) {
        const uint32_t partner = crowd_partner(person_of(f->cells[i]));
        assert_int_equal(f->more_cells[i], partner == CROWD_N ? 0 : (int64_t)crowd_key(partner));
    }
}

static void other_rows_and_blocks_give_the_same_bytes(void **state)
{
    struct fixture *f = *state;
    assert_int_not_equal(care_table_n_blocks(f->table, 0), care_table_n_blocks(f->reversed, 0));
    assert_int_equal(write_one(f, f->path, f->table, 1), CARE_OK);
    assert_int_equal(write_one(f, f->other, f->reversed, 1), CARE_OK);
    assert_true(support_same_bytes(f->path, f->other));
}

static bool is_among(int64_t key, const int64_t *keys, int n)
{
    for (int i = 0; i < n; i++) {
        if (keys[i] == key) {
            return true;
        }
    }
    return false;
}

static void a_sample_keeps_couples_whole_and_does_not_depend_on_rows(void **state)
{
    struct fixture *f = *state;
    int n_coupled = 0;
    assert_int_equal(write_one(f, f->path, f->table, 0.25), CARE_OK);
    assert_int_equal(write_one(f, f->other, f->reversed, 0.25), CARE_OK);
    assert_true(support_same_bytes(f->path, f->other));
    const int n = read_column(f->path, "y2035/key", f->cells);
    assert_int_equal(read_column(f->path, "y2035/partner_key", f->more_cells), n);
    for (int i = 0; i < n; i++) {
        n_coupled += f->more_cells[i] != 0;
        assert_true(f->more_cells[i] == 0 || is_among(f->more_cells[i], f->cells, n));
    }
    assert_int_equal(read_column(f->path, "y2035/floor", f->more_cells), n);
    for (int i = 0; i < n; i++) {
        assert_int_equal(f->more_cells[i], crowd_floor(person_of(f->cells[i])));
    }
    /* 2000 couples and 1883 singles, a quarter of each: 5 standard deviations are 97 couples and 94 singles */
    assert_in_range(n_coupled, 2 * (500 - 97), 2 * (500 + 97));
    assert_in_range(n - n_coupled, 470 - 94, 470 + 94);
}

static void a_sample_is_part_of_every_larger_one(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(write_one(f, f->path, f->table, 0.1), CARE_OK);
    assert_int_equal(write_one(f, f->other, f->table, 0.2), CARE_OK);
    const int n_small = read_column(f->path, "y2035/key", f->cells);
    const int n_large = read_column(f->other, "y2035/key", f->more_cells);
    assert_in_range(n_small, 1, n_large - 1);
    for (int i = 0; i < n_small; i++) {
        assert_true(is_among(f->cells[i], f->more_cells, n_large));
    }
}

static void only_what_was_chosen_is_written_and_always_the_key(void **state)
{
    struct fixture *f = *state;
    choose(f, crowd_columns, CROWD_N_COLUMNS, "income,district");
    assert_int_equal(f->choice.n, 3);
    assert_int_equal(write_one(f, f->path, f->table, 1), CARE_OK);
    assert_int_equal(read_column(f->path, "y2035/income", f->cells), CROWD_N - CROWD_N_GONE);
    assert_int_equal(read_column(f->path, "y2035/key", f->cells), CROWD_N - CROWD_N_GONE);
    assert_int_equal(read_column(f->path, "y2035/sex", f->cells), -1);
    assert_int_equal(read_column(f->path, "y2035/partner_key", f->cells), -1);
}

static void a_table_without_links_has_single_people_only(void **state)
{
    struct fixture *f = *state;
    static const struct care_column columns[] = {{.name = "key", .width_bytes = 8, .role = CARE_COLUMN_KEY},
                                                 {.name = "exit", .width_bytes = 1, .role = CARE_COLUMN_EXIT}};
    uint32_t first = 0;
    assert_int_equal(care_table_create(columns, 2, 1000, 1, &f->many), CARE_OK);
    assert_int_equal(care_table_append(f->many, 0, 2000, 1, 0, &first), CARE_OK);
    *(uint64_t *)care_table_column(f->many, 0) = 7;
    choose(f, columns, 2, NULL);
    assert_int_equal(write_one(f, f->path, f->many, 1), CARE_OK);
    assert_int_equal(read_column(f->path, "y2035/key", f->cells), 1);
    assert_int_equal(f->cells[0], 7);
    assert_int_equal(read_column(f->path, "y2035/partner_key", f->cells), -1);
}

static void years_lie_side_by_side_and_a_sample_can_be_followed(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_people_file_create(f->path, false, &crowd_facts, f->list, &f->file), CARE_OK);
    assert_int_equal(care_people_file_year(f->file, 2034, f->table, &crowd_areas, &f->choice, 0.1), CARE_OK);
    assert_int_equal(care_people_file_year(f->file, 2035, f->reversed, &crowd_areas, &f->choice, 0.1), CARE_OK);
    assert_int_equal(support_n_files(f->folder), 1); /* the temporary one */
    struct care_people_file *file = f->file;
    f->file = NULL;
    assert_int_equal(care_people_file_close(file), CARE_OK);
    assert_int_equal(support_n_files(f->folder), 1);
    const int n = read_column(f->path, "y2034/key", f->cells);
    assert_int_equal(read_column(f->path, "y2035/key", f->more_cells), n);
    assert_memory_equal(f->cells, f->more_cells, (size_t)n * sizeof *f->cells);
    (void)read_column(f->path, "y2034/age_years", f->cells);
    (void)read_column(f->path, "y2035/age_years", f->more_cells);
    for (int i = 0; i < n; i++) { /* the same cohorts a year before */
        assert_int_equal((uint8_t)(f->cells[i] + 1), f->more_cells[i]);
    }
}

static void the_same_year_twice_is_refused_and_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    const int64_t before = support_n_handles();
    assert_int_equal(care_people_file_create(f->path, false, &crowd_facts, f->list, &f->file), CARE_OK);
    assert_int_equal(care_people_file_year(f->file, 2035, f->table, &crowd_areas, &f->choice, 1), CARE_OK);
    assert_int_equal(care_people_file_year(f->file, 2035, f->table, &crowd_areas, &f->choice, 1), CARE_ERROR_LIBRARY);
    assert_int_equal(care_people_file_year(f->file, 2036, f->table, &crowd_areas, &f->choice, 1), CARE_ERROR_LIBRARY);
    struct care_people_file *file = f->file;
    f->file = NULL;
    assert_int_equal(care_people_file_close(file), CARE_ERROR_LIBRARY);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_en, "y2035"));
    assert_int_equal(support_n_files(f->folder), 0);
    assert_int_equal(support_n_handles(), before);
}

static void the_file_is_sealed_and_no_handle_stays_open(void **state)
{
    struct fixture *f = *state;
    enum care_seal seal = CARE_SEAL_MISSING;
    H5E_auto2_t print = NULL;
    H5E_auto2_t print_after = NULL;
    void *data = NULL;
    const int64_t before = support_n_handles();
    assert_true(H5Eget_auto2(H5E_DEFAULT, &print, &data) >= 0);
    assert_int_equal(write_one(f, f->path, f->table, 1), CARE_OK);
    assert_int_equal(support_n_handles(), before);
    assert_true(H5Eget_auto2(H5E_DEFAULT, &print_after, &data) >= 0);
    assert_true(print == print_after);
    assert_int_equal(care_seal_check(f->path, &seal), CARE_OK);
    assert_int_equal(seal, CARE_SEAL_WHOLE);
}

static void two_files_may_be_written_side_by_side(void **state)
{
    struct fixture *f = *state;
    char third[PATH_BYTES];
    struct care_people_file *second = NULL;
    support_path(third, f->folder, "third.h5");
    assert_int_equal(write_one(f, third, f->table, 1), CARE_OK);
    assert_int_equal(care_people_file_create(f->path, false, &crowd_facts, f->list, &f->file), CARE_OK);
    assert_int_equal(care_people_file_create(f->other, false, &crowd_facts, f->list, &second), CARE_OK);
    const int first_year = care_people_file_year(f->file, CROWD_YEAR, f->table, &crowd_areas, &f->choice, 1);
    const int second_year = care_people_file_year(second, CROWD_YEAR, f->table, &crowd_areas, &f->choice, 1);
    const int second_closed = care_people_file_close(second);
    struct care_people_file *first = f->file;
    f->file = NULL;
    assert_int_equal(care_people_file_close(first), CARE_OK);
    assert_int_equal(first_year, CARE_OK);
    assert_int_equal(second_year, CARE_OK);
    assert_int_equal(second_closed, CARE_OK);
    assert_true(support_same_bytes(f->path, third));
    assert_true(support_same_bytes(f->other, third));
}

static void an_abandoned_file_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_people_file_create(f->path, false, &crowd_facts, f->list, &f->file), CARE_OK);
    assert_int_equal(care_people_file_year(f->file, 2035, f->table, &crowd_areas, &f->choice, 1), CARE_OK);
    care_people_file_abandon(f->file);
    f->file = NULL;
    assert_int_equal(support_n_files(f->folder), 0);
}

static void an_existing_file_stays_unless_forced(void **state)
{
    struct fixture *f = *state;
    support_write(f->path, "old", 3);
    assert_int_equal(write_one(f, f->path, f->table, 1), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_int_equal(care_people_file_create(f->other, false, &crowd_facts, f->list, &f->file), CARE_OK);
    support_write(f->other, "old", 3); /* appears meanwhile */
    struct care_people_file *file = f->file;
    f->file = NULL;
    assert_int_equal(care_people_file_close(file), CARE_ERROR_INPUT);
    assert_true(support_same_bytes(f->path, f->other));
    assert_int_equal(support_n_files(f->folder), 2);
    assert_int_equal(care_people_file_create(f->path, true, &crowd_facts, f->list, &file), CARE_OK);
    assert_int_equal(care_people_file_close(file), CARE_OK);
    assert_false(support_same_bytes(f->path, f->other));
}

static void a_missing_folder_is_a_file_error_with_a_reason(void **state)
{
    struct fixture *f = *state;
    char path[PATH_BYTES];
    support_path(path, f->folder, "missing/people.h5");
    assert_int_equal(write_one(f, path, f->table, 1), CARE_ERROR_FILE);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_zh, "文件夹不存在"));
}

/* More people than fit into the room that a file takes at first. */
static void create_many(struct fixture *f)
{
    assert_int_equal(care_table_create(crowd_columns, CROWD_N_COLUMNS, MOST_ROWS, 2, &f->many), CARE_OK);
    uint64_t *key = care_table_column(f->many, CROWD_KEY);
    for (uint32_t n = 0, first = 0; n < N_MANY; n += CARE_BLOCK_ROWS) {
        assert_int_equal(care_table_append(f->many, 0, 1900 + (int)(n / CARE_BLOCK_ROWS), CARE_BLOCK_ROWS, 0, &first),
                         CARE_OK);
        for (uint32_t i = 0; i < CARE_BLOCK_ROWS; i++) {
            key[first + i] = crowd_key(n + i);
        }
    }
}

static void assert_no_room(struct fixture *f, int status, const char *en)
{
    assert_int_equal(status, CARE_ERROR_FILE);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_string_equal(care_diagnostics_at(f->list, 0)->place.file, f->path);
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_en, en));
    assert_int_equal(support_n_files(f->folder), 0);
}

static void a_limit_on_file_sizes_met_at_once_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    const struct rlimit small = {.rlim_cur = 64 << 10, .rlim_max = f->limit.rlim_max};
    const int64_t before = support_n_handles();
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    const int status = write_one(f, f->path, f->table, 1);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &f->limit), 0);
    assert_no_room(f, status, "exceed the allowed size");
    assert_int_equal(support_n_handles(), before);
}

static void a_limit_on_file_sizes_met_on_the_way_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    const struct rlimit small = {.rlim_cur = ROOM_FOR_FEW, .rlim_max = f->limit.rlim_max};
    const int64_t before = support_n_handles();
    create_many(f);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    const int status = write_one(f, f->path, f->many, 1);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &f->limit), 0);
    assert_no_room(f, status, "exceed the allowed size");
    assert_int_equal(support_n_handles(), before);
}

static void a_full_disk_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    f->is_mounted = mount("tmpfs", f->folder, "tmpfs", 0, "size=20m") == 0;
    if (!f->is_mounted) {
        skip(); /* needs the right to mount; the limits on file sizes above take the same way */
    }
    create_many(f);
    assert_no_room(f, write_one(f, f->path, f->many, 1), "the disk or the quota is full");
}

static void a_file_may_outgrow_its_first_room(void **state)
{
    struct fixture *f = *state;
    enum care_seal seal = CARE_SEAL_MISSING;
    create_many(f);
    assert_int_equal(write_one(f, f->path, f->many, 1), CARE_OK);
    assert_int_equal(care_seal_check(f->path, &seal), CARE_OK);
    assert_int_equal(seal, CARE_SEAL_WHOLE);
}

static void memory_may_run_out_at_any_allocation(void **state)
{
    struct fixture *f = *state;
    const int64_t before = support_n_handles();
    int k = 1;
    for (; k < 1000; k++) {
        support_fail_allocation(k);
        const int status = write_one(f, f->path, f->table, 0.5);
        if (!support_allocation_failed()) {
            assert_int_equal(status, CARE_OK);
            break;
        }
        assert_int_equal(status, CARE_ERROR_MEMORY);
        assert_int_equal(support_n_files(f->folder), 0);
        assert_int_equal(support_n_handles(), before);
    }
    assert_in_range(k, 16, 999); /* file, names, title, blocks, rows, cells, and a text a column: fewer tests nothing */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_who_are_there_are_written_in_the_order_of_keys, setup, teardown),
        cmocka_unit_test_setup_teardown(every_cell_is_that_of_the_person_with_the_key, setup, teardown),
        cmocka_unit_test_setup_teardown(two_bytes_without_a_sign_are_written_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(parts_are_written_instead_of_the_column_that_holds_them, setup, teardown),
        cmocka_unit_test_setup_teardown(a_part_may_be_chosen_without_its_neighbours, setup, teardown),
        cmocka_unit_test_setup_teardown(a_part_may_lie_at_the_top_of_a_column_of_any_width, setup, teardown),
        cmocka_unit_test_setup_teardown(a_partner_is_named_by_key_and_singles_have_none, setup, teardown),
        cmocka_unit_test_setup_teardown(other_rows_and_blocks_give_the_same_bytes, setup, teardown),
        cmocka_unit_test_setup_teardown(a_sample_keeps_couples_whole_and_does_not_depend_on_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(a_sample_is_part_of_every_larger_one, setup, teardown),
        cmocka_unit_test_setup_teardown(only_what_was_chosen_is_written_and_always_the_key, setup, teardown),
        cmocka_unit_test_setup_teardown(a_table_without_links_has_single_people_only, setup, teardown),
        cmocka_unit_test_setup_teardown(years_lie_side_by_side_and_a_sample_can_be_followed, setup, teardown),
        cmocka_unit_test_setup_teardown(the_same_year_twice_is_refused_and_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(the_file_is_sealed_and_no_handle_stays_open, setup, teardown),
        cmocka_unit_test_setup_teardown(two_files_may_be_written_side_by_side, setup, teardown),
        cmocka_unit_test_setup_teardown(an_abandoned_file_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(an_existing_file_stays_unless_forced, setup, teardown),
        cmocka_unit_test_setup_teardown(a_missing_folder_is_a_file_error_with_a_reason, setup, teardown),
        cmocka_unit_test_setup_teardown(a_limit_on_file_sizes_met_at_once_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_limit_on_file_sizes_met_on_the_way_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_full_disk_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_may_outgrow_its_first_room, setup, teardown),
        cmocka_unit_test_setup_teardown(memory_may_run_out_at_any_allocation, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
