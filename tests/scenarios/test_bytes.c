/** @file  Bytes: what is UTF-8, and SHA-256. */
#include "scenarios/bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void only_well_formed_utf8_is_accepted(void **state)
{
    (void)state;
    const struct {
        const char *text;
        size_t broken;
    } cases[] = {
        {"abc天津𠀀é", SIZE_MAX},
        {"\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF", SIZE_MAX},
        {"a\x80", 1},
        {"a\xC1\xBF", 1},
        {"\xE0\x9F\xBF", 0},
        {"\xED\xA0\x80", 0},
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xF4\x90\x80\x80", 0},
        {"\xF5\x80\x80\x80", 0},
        {"ab\xE5\xA4", 2},
        {"a\xF0\x9F\x98", 1},
        {"\xE5\xA4\x41", 0},
        {"\xFF", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const size_t size = strlen(cases[i].text);
        assert_int_equal(care_bytes_first_broken(cases[i].text, size),
                         cases[i].broken == SIZE_MAX ? size : cases[i].broken);
    }
}

/* FIPS 180-2, appendix B.1 and B.2. */
static void sha256_gives_the_published_digests(void **state)
{
    (void)state;
    char digits[CARE_BYTES_SHA256];
    care_bytes_sha256("abc", 3, digits);
    assert_string_equal(digits, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *longer = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    care_bytes_sha256(longer, strlen(longer), digits);
    assert_string_equal(digits, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_well_formed_utf8_is_accepted),
        cmocka_unit_test(sha256_gives_the_published_digests),
    };
    return cmocka_run_group_tests_name("bytes", tests, NULL, NULL);
}
