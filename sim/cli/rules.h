/** @file  `carecap rules`: the rules of the five plans, and where each lives in the program. */
#ifndef CARE_SIM_CLI_RULES_H
#define CARE_SIM_CLI_RULES_H

/** @return an enum care_outcome */
int care_rules_command(int argc, char **argv);

#endif
