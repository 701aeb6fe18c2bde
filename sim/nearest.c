/** @file  Edit distance by dynamic programming over three rows. */
#include "sim/nearest.h"

#include <string.h>

enum { MAX_LENGTH = 64 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

static unsigned char folded(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

int care_nearest_distance(const char *a, size_t n_a, const char *b, size_t n_b)
{
    int rows[3][MAX_LENGTH + 1];
    if (n_a > MAX_LENGTH || n_b > MAX_LENGTH) {
        return CARE_NEAREST_FAR;
    }
    int *before_last = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= n_b; j++) {
        row[j] = (int)j;
    }
    for (size_t i = 1; i <= n_a; i++) {
        int *const oldest = before_last;
        before_last = last;
        last = row;
        row = oldest;
        row[0] = (int)i;
        for (size_t j = 1; j <= n_b; j++) {
            const int change = folded(a[i - 1]) != folded(b[j - 1]);
            row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + change);
            if (i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) && folded(a[i - 2]) == folded(b[j - 1])) {
                row[j] = least(row[j], before_last[j - 2] + 1);
            }
        }
    }
    return row[n_b];
}

const char *care_nearest_of(const char *name, const char *const *known)
{
    const char *nearest = known[0];
    int least_distance = CARE_NEAREST_FAR;
    for (size_t i = 0; known[i] != NULL; i++) {
        const int distance = care_nearest_distance(name, strlen(name), known[i], strlen(known[i]));
        if (distance < least_distance) {
            least_distance = distance;
            nearest = known[i];
        }
    }
    return nearest;
}
