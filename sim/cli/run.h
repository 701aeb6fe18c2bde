/** @file  `carecap run`: scenarios to one result file. */
#ifndef CARE_SIM_CLI_RUN_H
#define CARE_SIM_CLI_RUN_H

/** @return an enum care_outcome */
int care_run_command(int argc, char **argv);

#endif
