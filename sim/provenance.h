/** @file  Where every number of a run came from: filled by the scenario reader, written by the result writers. */
#ifndef CARE_SIM_PROVENANCE_H
#define CARE_SIM_PROVENANCE_H

#include "sim/fields.h"

/** One resolved parameter; or one entry of the policy, named "supply.nursing_share policy[1]", or cells of a table that the
 *  command line has changed, named "allowances.table[item=L1].yuan", following the parameter they act on. Strings owned by
 *  the scenario. */
struct care_resolved {
    const char *name; /* "mortality.factor_male" */
    const char
        *value; /* as text, shortest that reads back equal; a series as "2025: 0.6, 2035: 0.8"; a sheet as its path */
    const char *unit;      /* "" where none */
    const char *range;     /* "[0.1, 3]", the choices, or "" */
    const char *plausible; /* "0.4..0.85", or "" */
    const char *origin;    /* "baseline.yaml:12" or "default" */
    const char *source;    /* anchor in docs/SOURCES.md */
    enum care_confidence confidence;
    bool is_rule;  /* an entry of the policy, on top of the parameter before it */
    bool is_cells; /* changed cells of the table before it */
};

/** One input file of a run. Strings owned by the scenario. */
struct care_input_file {
    const char *path;   /* relative to the scenario file's folder: no path of a machine gets into a result */
    const char *sha256; /* 64 hexadecimal digits, of the bytes as read */
    int n_rows;         /* data rows of a table; 0 for YAML */
};

/** All of it, for one scenario. Owned by the scenario; valid as long as it lives. */
struct care_provenance {
    const char *scenario; /* file stem: "baseline" */
    struct care_text title;
    const char *text; /* the scenario file as read, its bases before it, each under a comment line naming it */
    const struct care_resolved *resolved;
    int n_resolved;
    const struct care_input_file *inputs;
    int n_inputs;
};

#endif
