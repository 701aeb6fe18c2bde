/** @file  `carecap check`: reads scenarios and prepares their cities, runs nothing, writes nothing. */
#ifndef CARE_SIM_CLI_CHECK_H
#define CARE_SIM_CLI_CHECK_H

/** @return an enum care_outcome */
int care_check_command(int argc, char **argv);

#endif
