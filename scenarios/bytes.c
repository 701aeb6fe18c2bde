/** @file  Files as bytes.
 *  Source  well-formed UTF-8: The Unicode Standard 15.0, table 3-7. */
#include "scenarios/bytes.h"

#include "sim/text.h"

#include <errno.h>
#include <iconv.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Reads to the end into a growing buffer that the caller frees. */
static int read_stream(FILE *stream, size_t limit, char **data, size_t *size, int *error)
{
    size_t capacity = 0;
    for (;;) {
        if (*size == capacity) {
            capacity = capacity == 0 ? 16384 : 2 * capacity;
            char *grown = realloc(*data, capacity);
            if (grown == NULL) {
                return care_trace(CARE_ERROR_MEMORY);
            }
            *data = grown;
        }
        const size_t n = fread(*data + *size, 1, capacity - *size, stream);
        *size += n;
        if (*size > limit) {
            *error = EFBIG;
            return care_trace(CARE_ERROR_FILE);
        }
        if (n == 0) {
            break;
        }
    }
    if (ferror(stream)) {
        *error = errno;
        return care_trace(CARE_ERROR_FILE);
    }
    return CARE_OK;
}

int care_bytes_load(struct care_arena *arena, const char *path, size_t limit, struct care_bytes *out, int *error)
{
    int status = CARE_OK;
    char *data = NULL;
    size_t size = 0;
    struct stat about;
    *error = 0;
    FILE *stream = fopen(path, "rbe");
    if (stream == NULL) {
        *error = errno;
        status = care_trace(errno == ENOMEM ? CARE_ERROR_MEMORY : CARE_ERROR_FILE);
        goto out;
    }
    if (fstat(fileno(stream), &about) != 0 || S_ISDIR(about.st_mode)) {
        *error = EISDIR;
        status = care_trace(CARE_ERROR_FILE);
        goto out;
    }
    status = read_stream(stream, limit, &data, &size, error);
    if (status != CARE_OK) {
        goto out;
    }
    out->device = about.st_dev;
    out->inode = about.st_ino;
    out->size = size;
    out->data = care_arena_copy(arena, data, size);
    status = out->data == NULL ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
out:
    free(data);
    if (stream != NULL) {
        (void)fclose(stream);
    }
    return status;
}

static struct care_text reason_of(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return (struct care_text){"there is no such file", "文件不存在"};
    case EISDIR:
        return (struct care_text){"it is a folder, not a file", "这是文件夹，不是文件"};
    case EACCES:
    case EPERM:
        return (struct care_text){"no permission to read it", "没有读取权限"};
    case EFBIG:
        return (struct care_text){"it is too large", "文件过大"};
    case ENAMETOOLONG:
        return (struct care_text){"its name is too long", "文件名过长"};
    case ELOOP:
        return (struct care_text){"its links go in a circle", "符号链接成环"};
    default:
        return (struct care_text){"reading failed", "读取失败"};
    }
}

void care_bytes_report(struct care_faults *faults, int line, int column, const char *key, const char *path, int error)
{
    char shown[CARE_FAULTS_EXCERPT];
    const struct care_text reason = reason_of(error);
    care_faults_add(faults, line, column, key, "cannot read '%s': %s%.0s", "无法读取“%s”：%.0s%s",
                    care_faults_excerpt(shown, path), reason.en, reason.zh);
}

/* Bytes of the well-formed character at the start of @p s, of which @p n are there; 0 if there is none. */
static size_t character_size(const unsigned char *s, size_t n)
{
    if (s[0] < 0x80) {
        return 1;
    }
    if (s[0] < 0xC2 || s[0] > 0xF4) {
        return 0;
    }
    const size_t size = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    if (n < size) {
        return 0;
    }
    const unsigned low = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;  /* no overlong form */
    const unsigned high = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF; /* no surrogate, nothing above U+10FFFF */
    if (s[1] < low || s[1] > high) {
        return 0;
    }
    for (size_t i = 2; i < size; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return size;
}

size_t care_bytes_first_broken(const char *data, size_t size)
{
    const unsigned char *s = (const unsigned char *)data;
    size_t i = 0;
    while (i < size) {
        const size_t n = character_size(s + i, size - i);
        if (n == 0) {
            return i;
        }
        i += n;
    }
    return size;
}

size_t care_bytes_mark(const char *data, size_t size)
{
    return size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static unsigned code_point(const unsigned char *s, size_t n)
{
    switch (n) {
    case 1:
        return s[0];
    case 2:
        return (s[0] & 0x1FU) << 6 | (s[1] & 0x3FU);
    case 3:
        return (s[0] & 0x0FU) << 12 | (s[1] & 0x3FU) << 6 | (s[2] & 0x3FU);
    default:
        return (s[0] & 0x07U) << 18 | (s[1] & 0x3FU) << 12 | (s[2] & 0x3FU) << 6 | (s[3] & 0x3FU);
    }
}

/* Not text, or a line end that editors and line counts disagree about. */
static bool is_refused(unsigned c)
{
    if (c < 0x20) {
        return c != '\t' && c != '\n' && c != '\r';
    }
    return (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

/* Line and column (both from 1, the column in characters) of a byte; what is before it must be UTF-8. */
static void locate(const char *data, size_t offset, int *line, int *column)
{
    *line = 1;
    *column = 1;
    for (size_t i = 0; i < offset; i++) {
        const unsigned char byte = (unsigned char)data[i];
        if (byte == '\n' || (byte == '\r' && data[i + 1] != '\n')) {
            ++*line;
            *column = 1;
        } else if (byte != '\r' && (byte & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

static void report_broken(struct care_faults *faults, const char *data, size_t size, size_t offset)
{
    int line, column;
    locate(data, offset, &line, &column);
    if (size >= 2 && (memcmp(data, "\xFF\xFE", 2) == 0 || memcmp(data, "\xFE\xFF", 2) == 0)) {
        care_faults_add(faults, line, column, NULL, "the file is UTF-16 (byte 0), not UTF-8; save it as UTF-8",
                        "文件是 UTF-16 编码（第 0 字节），不是 UTF-8；请另存为 UTF-8");
        return;
    }
    care_faults_add(faults, line, column, NULL,
                    "byte %zu (0x%02X) is not UTF-8; if the file is GB18030 or GBK, convert it with carecap check "
                    "--convert, or for a table write {file: ..., encoding: gb18030}",
                    "第 %zu 字节（0x%02X）不是 UTF-8；若文件为 GB18030/GBK 编码，请用 carecap check --convert 转换，"
                    "表格也可写成 {file: ..., encoding: gb18030}",
                    offset, (unsigned)(unsigned char)data[offset]);
}

bool care_bytes_check_text(struct care_faults *faults, const char *data, size_t size)
{
    const unsigned char *s = (const unsigned char *)data;
    size_t i = care_bytes_mark(data, size);
    while (i < size) {
        const size_t n = character_size(s + i, size - i);
        if (n == 0) {
            report_broken(faults, data, size, i);
            return false;
        }
        const unsigned c = code_point(s + i, n);
        if (is_refused(c)) {
            int line, column;
            locate(data, i, &line, &column);
            care_faults_add(faults, line, column, NULL, "byte %zu is the invisible control character U+%04X; delete it",
                            "第 %zu 字节是不可见的控制字符 U+%04X，请删除", i, c);
            return false;
        }
        i += n;
    }
    return true;
}

int care_bytes_from_gb18030(struct care_arena *arena, const char *data, size_t size, struct care_bytes *out,
                            size_t *broken)
{
    *broken = 0;
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == (iconv_t)-1) {
        return care_trace(errno == ENOMEM ? CARE_ERROR_MEMORY : CARE_ERROR_LIBRARY);
    }
    int status = CARE_OK;
    const size_t capacity = 2 * size + 8; /* a byte becomes at most 1 (ASCII), two become 3, four become 4 */
    char *converted = care_arena_zeros(arena, capacity, 1);
    char *source = care_arena_copy(arena, data, size); /* iconv asks for a pointer to writable bytes */
    if (converted == NULL || source == NULL) {
        status = care_trace(CARE_ERROR_MEMORY);
        goto out;
    }
    char *from = source, *to = converted;
    size_t from_left = size, to_left = capacity - 1;
    if (iconv(converter, &from, &from_left, &to, &to_left) == (size_t)-1) {
        *broken = size - from_left;
        status = care_trace(CARE_ERROR_INPUT);
        goto out;
    }
    *out = (struct care_bytes){.data = converted, .size = capacity - 1 - to_left};
out:
    (void)iconv_close(converter);
    return status;
}

void care_bytes_sha256(const char *data, size_t size, char digits[static CARE_BYTES_SHA256])
{
    static const char hexadecimal[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, size, (const uint8_t *)data);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        digits[2 * i] = hexadecimal[digest[i] >> 4];
        digits[2 * i + 1] = hexadecimal[digest[i] & 0xF];
    }
    digits[CARE_BYTES_SHA256 - 1] = '\0';
}
