/** @file  CRC-32 as in zip and PNG (polynomial 0xEDB88320, reflected), which Python's zlib.crc32 gives too. */
#include "output/seal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { PART_BYTES = 1 << 16, N_TABLE = 256 };

/* The length is written in twelve digits. */
static const uint64_t length_limit = 1000000000000;

static const char head[] = "\ncarecap ";

static void crc_table(uint32_t table[N_TABLE])
{
    for (uint32_t i = 0; i < N_TABLE; i++) {
        uint32_t value = i;
        for (int bit = 0; bit < 8; bit++) {
            value = (value & 1U) != 0 ? value >> 1 ^ 0xEDB88320U : value >> 1;
        }
        table[i] = value;
    }
}

static uint32_t crc_add(const uint32_t table[N_TABLE], uint32_t crc, const void *bytes, size_t n)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < n; i++) {
        crc = table[(crc ^ byte[i]) & 0xFFU] ^ crc >> 8;
    }
    return crc;
}

static void print_seal(char seal[CARE_SEAL_BYTES + 1], uint64_t n, uint32_t crc)
{
    (void)snprintf(seal, CARE_SEAL_BYTES + 1, "%s%012" PRIu64 " bytes crc32 %08" PRIx32 "\n", head, n % length_limit,
                   ~crc);
}

void care_seal_make(const void *bytes, size_t n, char seal[CARE_SEAL_BYTES + 1])
{
    uint32_t table[N_TABLE];
    crc_table(table);
    print_seal(seal, n, crc_add(table, UINT32_MAX, bytes, n));
}

/* @return 0, or -1 when the file ends early or fails */
static int sum_file(FILE *file, uint64_t n, uint32_t *crc)
{
    uint32_t table[N_TABLE];
    unsigned char part[PART_BYTES];
    crc_table(table);
    *crc = UINT32_MAX;
    while (n > 0) {
        const size_t wanted = n < PART_BYTES ? (size_t)n : PART_BYTES;
        if (fread(part, 1, wanted, file) != wanted) {
            return -1;
        }
        *crc = crc_add(table, *crc, part, wanted);
        n -= wanted;
    }
    return 0;
}

static int check(FILE *file, enum care_seal *out)
{
    char found[CARE_SEAL_BYTES + 1] = "";
    char expected[CARE_SEAL_BYTES + 1];
    uint32_t crc = 0;
    if (fseeko(file, 0, SEEK_END) != 0) {
        return -1;
    }
    const int64_t n = (int64_t)ftello(file) - CARE_SEAL_BYTES;
    if (n < 0) {
        *out = CARE_SEAL_MISSING;
        return 0;
    }
    if (fseeko(file, n, SEEK_SET) != 0 || fread(found, 1, CARE_SEAL_BYTES, file) != CARE_SEAL_BYTES) {
        return -1;
    }
    if (memcmp(found, head, sizeof head - 1) != 0) {
        *out = CARE_SEAL_MISSING;
        return 0;
    }
    rewind(file);
    if (sum_file(file, (uint64_t)n, &crc) != 0) {
        return -1;
    }
    print_seal(expected, (uint64_t)n, crc);
    *out = strcmp(found, expected) == 0 ? CARE_SEAL_WHOLE : CARE_SEAL_BROKEN;
    return 0;
}

int care_seal_check(const char *path, enum care_seal *out)
{
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        return care_trace(CARE_ERROR_FILE);
    }
    const int result = check(file, out);
    (void)fclose(file);
    return result == 0 ? CARE_OK : care_trace(CARE_ERROR_FILE);
}
