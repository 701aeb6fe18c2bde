/** @file  `carecap score`: how the scenarios of a result stand to a plan. */
#ifndef CARE_SIM_CLI_SCORE_H
#define CARE_SIM_CLI_SCORE_H

/** @return an enum care_outcome */
int care_score_command(int argc, char **argv);

#endif
