/** @file  `carecap doctor`: whether this machine can run the program properly. */
#ifndef CARE_SIM_CLI_DOCTOR_H
#define CARE_SIM_CLI_DOCTOR_H

/** @return an enum care_outcome */
int care_doctor_command(int argc, char **argv);

#endif
