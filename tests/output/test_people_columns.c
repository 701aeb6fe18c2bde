/** @file  Which columns of people there are, by which names they are asked for, and what is said of wrong names. */
#include "output/people_columns.h"
#include "sim/nearest.h"
#include "tests/output/crowd.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct care_people_choice choice;
    struct care_diagnostics *list;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_diagnostics_free(f->list);
    free(f);
    return 0;
}

static int choose(struct fixture *f, const char *names)
{
    const struct care_people_wish wish = {.names = names, .place = {.key = "--columns"}, .nearest = care_nearest_of};
    return care_people_columns_choose(crowd_columns, CROWD_N_COLUMNS, &wish, f->list, &f->choice);
}

static void assert_chosen(const struct fixture *f, const char *const *names, int n)
{
    assert_int_equal(f->choice.n, n);
    for (int i = 0; i < n; i++) {
        assert_string_equal(f->choice.chosen[i].column.name, names[i]);
    }
}

static void all_is_offered_with_the_parts_of_a_column_in_its_place(void **state)
{
    struct fixture *f = *state;
    static const char *const all[] = {"key",  "age_years", "area",   "district", "partner_key", "sex",
                                      "mark", "income",    "weight", "rooms",    "tenure",      "floor"};
    assert_int_equal(choose(f, NULL), CARE_OK);
    assert_chosen(f, all, 12);
}

static void a_part_is_shown_as_a_byte_without_sign_and_unit(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(choose(f, "tenure"), CARE_OK);
    assert_int_equal(f->choice.n, 2);
    const struct care_people_chosen *tenure = &f->choice.chosen[1];
    assert_string_equal(tenure->column.name, "tenure");
    assert_string_equal(tenure->column.unit, "1");
    assert_string_equal(tenure->column.source, "#areas");
    assert_string_equal(tenure->column.doc.zh, "住房来源");
    assert_int_equal(tenure->column.width_bytes, 1);
    assert_true(tenure->column.min == 0 && tenure->column.max == 4);
    assert_int_equal(tenure->in_table, CROWD_HOME);
    assert_ptr_equal(tenure->part, &crowd_columns[CROWD_HOME].parts[1]);
}

static void the_order_in_which_columns_are_named_does_not_show(void **state)
{
    struct fixture *f = *state;
    static const char *const chosen[] = {"key", "area", "sex", "rooms", "floor"};
    assert_int_equal(choose(f, "area,sex,rooms,floor"), CARE_OK);
    assert_chosen(f, chosen, 5);
    assert_int_equal(choose(f, "floor,sex,key,rooms,area"), CARE_OK);
    assert_chosen(f, chosen, 5);
}

static void what_is_the_engines_own_is_not_offered(void **state)
{
    struct fixture *f = *state;
    static const char *const own[] = {"link", "exit", "event"};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(choose(f, own[i]), CARE_ERROR_INPUT);
        assert_int_equal(care_diagnostics_n(f->list), i + 1);
        assert_null(strstr(care_diagnostics_at(f->list, i)->text_en, "sex, event"));
        assert_non_null(strstr(care_diagnostics_at(f->list, i)->text_en, "partner_key, sex, mark, income"));
        assert_non_null(strstr(care_diagnostics_at(f->list, i)->text_zh, own[i]));
    }
}

static void every_wrong_name_of_a_column_is_said(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(choose(f, "sex,,incom,sex,"), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 4);
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_en, "no column \"\""));
    assert_non_null(strstr(care_diagnostics_at(f->list, 1)->text_en, "no column \"incom\""));
    assert_non_null(strstr(care_diagnostics_at(f->list, 2)->text_en, "\"sex\" is named twice"));
    assert_string_equal(care_diagnostics_at(f->list, 3)->place.key, "--columns");
}

static void an_unknown_name_is_answered_with_the_nearest_column_or_part(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(choose(f, "incom,tenrue"), CARE_ERROR_INPUT);
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_en, "nearest: income;"));
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_en, "weight, rooms, tenure, floor"));
    assert_non_null(strstr(care_diagnostics_at(f->list, 1)->text_en, "nearest: tenure;"));
    assert_non_null(strstr(care_diagnostics_at(f->list, 1)->text_zh, "最接近的是 tenure；"));
}

static void a_part_named_twice_is_a_fault(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(choose(f, "rooms,floor,rooms"), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_en, "\"rooms\" is named twice"));
}

static void whoever_asks_for_a_packed_column_is_told_its_parts(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(choose(f, "home"), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en,
                        "column \"home\" is written in parts: rooms, tenure, floor");
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_zh, "rooms, tenure, floor"));
}

static void a_name_of_any_length_is_answered(void **state)
{
    struct fixture *f = *state;
    char name[5000];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(choose(f, name), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_in_range(strlen(care_diagnostics_at(f->list, 0)->text_en), 100, 400);
}

static void partners_are_offered_only_where_the_table_has_links(void **state)
{
    struct fixture *f = *state;
    static const struct care_column columns[] = {{.name = "key", .width_bytes = 8, .role = CARE_COLUMN_KEY},
                                                 {.name = "exit", .width_bytes = 1, .role = CARE_COLUMN_EXIT}};
    const struct care_people_wish wish = {.names = "partner_key", .nearest = care_nearest_of};
    assert_int_equal(care_people_columns_choose(columns, 2, &wish, f->list, &f->choice), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_int_equal(choose(f, "partner_key"), CARE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_is_offered_with_the_parts_of_a_column_in_its_place, setup, teardown),
        cmocka_unit_test_setup_teardown(a_part_is_shown_as_a_byte_without_sign_and_unit, setup, teardown),
        cmocka_unit_test_setup_teardown(the_order_in_which_columns_are_named_does_not_show, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_the_engines_own_is_not_offered, setup, teardown),
        cmocka_unit_test_setup_teardown(every_wrong_name_of_a_column_is_said, setup, teardown),
        cmocka_unit_test_setup_teardown(an_unknown_name_is_answered_with_the_nearest_column_or_part, setup, teardown),
        cmocka_unit_test_setup_teardown(a_part_named_twice_is_a_fault, setup, teardown),
        cmocka_unit_test_setup_teardown(whoever_asks_for_a_packed_column_is_told_its_parts, setup, teardown),
        cmocka_unit_test_setup_teardown(a_name_of_any_length_is_answered, setup, teardown),
        cmocka_unit_test_setup_teardown(partners_are_offered_only_where_the_table_has_links, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
