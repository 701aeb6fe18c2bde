#include "tests/statistical/probe.h"

#include <stdio.h>

static void print_linked(const struct care_city *city, int leaf, int age)
{
    int wives = 0, husbands = 0;
    for (int other = 0; other < CARE_PAIRING_AGES; other++) {
        wives += city->couples.n[leaf][age][other];
        husbands += city->couples.n[leaf][other][age];
    }
    printf("linked %d male %d %d\nlinked %d female %d %d\n", leaf, age, husbands, leaf, age, wives);
}

int probe_wishes(const struct care_city *city)
{
    for (int leaf = 0; leaf < city->areas->n_leaves; leaf++) {
        for (int age = 0; age < CARE_PAIRING_AGES; age++) {
            print_linked(city, leaf, age);
        }
    }
    for (int year = CARE_FIRST_YEAR; year <= city->parameters.run->last_year; year++) {
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            const int y = year - CARE_FIRST_YEAR;
            printf("wish %d %d %.17g %u %u\n", year, level, city->beds->share[y][level], city->beds->wish[y][level][0],
                   city->beds->wish[y][level][1]);
        }
    }
    return CARE_OK;
}
