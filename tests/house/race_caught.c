/* A deliberate race: the thread sanitizer must report it, or a clean run of the other tests means nothing. */
#include <stdio.h>

int main(void)
{
    int n = 0;
#pragma omp parallel for num_threads(4)
    for (int i = 0; i < 20000; i++) {
        n += i & 1;
    }
    printf("%d\n", n);
    return 0;
}
