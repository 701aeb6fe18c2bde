/* Threads that hand data over at OpenMP's barriers only: the sanitizer must see these and stay silent. */
#include <stdio.h>

enum { N = 20000, N_ROUNDS = 20 };

static int first[N], second[N];

int main(void)
{
    long sum = 0;
    for (int round = 0; round < N_ROUNDS; round++) {
#pragma omp parallel num_threads(4)
        {
#pragma omp for schedule(dynamic, 64)
            for (int i = 0; i < N; i++) {
                first[i] = i + round;
            }
#pragma omp for schedule(static) reduction(+ : sum)
            for (int i = 0; i < N; i++) {
                second[i] = first[N - 1 - i];
                sum += second[i];
            }
#pragma omp for
            for (int i = 0; i < N; i++) {
                first[i] = second[i];
            }
        }
    }
    const long expected = (long)N_ROUNDS * N * (N - 1) / 2 + (long)N * N_ROUNDS * (N_ROUNDS - 1) / 2;
    printf("%ld\n", sum);
    return sum == expected ? 0 : 1;
}
