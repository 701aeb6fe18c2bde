/** @file  Keys of persons: nobody of a large census or among its migrants, cells and newborn shares one. */
#include "models/people/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { N_AREAS = 6, N_SEXES = 2, N_AGES = 101, N_ORDINALS = 200, MOST = N_AREAS * N_SEXES * N_AGES * N_ORDINALS * 3 };

static int compare(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void nobody_shares_a_key(void **state)
{
    (void)state;
    static const uint32_t areas[N_AREAS] = {1, 2, 120101, 120102, 999999998, 999999999};
    static const uint32_t last_ordinal = (1u << 24) - 1;
    uint64_t *keys = malloc(MOST * sizeof *keys);
    assert_non_null(keys);
    size_t n = 0;
    for (int a = 0; a < N_AREAS; a++) {
        for (unsigned i = 0; i < N_SEXES * N_AGES; i++) {
            const unsigned sex = i / N_AGES, age = i % N_AGES;
            keys[n++] = care_key_of_cell(areas[a], sex, age);
            keys[n++] = care_key_of_census(areas[a], sex, age, last_ordinal);
            for (uint32_t ordinal = 0; ordinal < N_ORDINALS; ordinal += 2) {
                const uint64_t census = care_key_of_census(areas[a], sex, age, ordinal);
                keys[n++] = census;
                keys[n++] = care_key_of_migrant(areas[a], sex, age, 2020 + (int)ordinal % 31, ordinal);
                keys[n++] = care_key_of_newborn(census, 2021, 0);
                keys[n++] = care_key_of_newborn(census, 2021, 1);
                keys[n++] = care_key_of_newborn(census, 2022, 0);
            }
        }
    }
    assert_true(n <= MOST);
    qsort(keys, n, sizeof *keys, compare);
    for (size_t i = 1; i < n; i++) {
        assert_true(keys[i - 1] < keys[i]);
    }
    free(keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nobody_shares_a_key)};
    return cmocka_run_group_tests_name("person keys", tests, NULL, NULL);
}
