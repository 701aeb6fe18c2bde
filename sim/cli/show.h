/** @file  `carecap describe` and `carecap dictionary`: what a result file holds, and what any could hold. */
#ifndef CARE_SIM_CLI_SHOW_H
#define CARE_SIM_CLI_SHOW_H

/** Both @return an enum care_outcome. */
int care_show_describe(int argc, char **argv);
int care_show_dictionary(int argc, char **argv);

#endif
