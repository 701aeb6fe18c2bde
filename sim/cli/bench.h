/** @file  `carecap bench`: how fast the years of a scenario run on this machine, and where the time goes. */
#ifndef CARE_SIM_CLI_BENCH_H
#define CARE_SIM_CLI_BENCH_H

/** @return an enum care_outcome */
int care_bench_command(int argc, char **argv);

#endif
