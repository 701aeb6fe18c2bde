/** @file  `carecap levers`: what a policy may move. */
#ifndef CARE_SIM_CLI_LEVERS_H
#define CARE_SIM_CLI_LEVERS_H

/** @return an enum care_outcome */
int care_levers_command(int argc, char **argv);

#endif
