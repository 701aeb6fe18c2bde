#include "sim/cli/csv.h"

#include "scenarios/numbers.h"

#include <math.h>
#include <string.h>

void care_csv_text(FILE *stream, const char *text)
{
    const char *quote = strpbrk(text, ",\"\r\n") == NULL ? "" : "\"";
    (void)fputs(quote, stream);
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"') {
            (void)fputc('"', stream);
        }
        (void)fputc(*c, stream);
    }
    (void)fputs(quote, stream);
}

void care_csv_number(FILE *stream, double number)
{
    char text[CARE_NUMBERS_TEXT];
    if (!isnan(number)) {
        (void)fputs(care_numbers_format(text, number), stream);
    }
}
