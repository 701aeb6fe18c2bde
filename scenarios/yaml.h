/** @file  The part of YAML that a scenario may use, as a tree: maps and single values. Lists, anchors, aliases, tags,
 *  merge keys and several documents are refused, repeated keys too. */
#ifndef CARE_SCENARIOS_YAML_H
#define CARE_SCENARIOS_YAML_H

#include "scenarios/arena.h"
#include "scenarios/faults.h"

enum {
    CARE_YAML_MAX_DEPTH = 12,    /* maps in maps; a scenario needs 5 */
    CARE_YAML_MAX_NODES = 10000, /* keys in a file */
};

enum care_yaml_kind {
    CARE_YAML_MAP,
    CARE_YAML_SCALAR,
    CARE_YAML_EMPTY,  /* nothing written after the colon */
    CARE_YAML_REFUSED /* a fault has been reported; say no more about it */
};

/** One value with the key it stands under. Belongs to the arena of the reading. */
struct care_yaml_node {
    enum care_yaml_kind kind;
    bool is_plain;    /* of a scalar: written without quotes or block marks */
    const char *text; /* of a scalar, UTF-8 without NUL; "" otherwise */
    int line, column; /* of the value, from 1 */
    const char *key;  /* "" for the root */
    int key_line, key_column;
    struct care_yaml_node *parent; /* NULL for the root */
    struct care_yaml_node *first;  /* child of a map, in the order of the file; NULL when it has none */
    struct care_yaml_node *next;   /* sibling */
};

/** Reads one document from memory.
 *  @param data  [size] any bytes; a byte order mark is skipped
 *  @param root  the tree; NULL unless CARE_OK
 *  @return CARE_OK, though faults may have been reported; CARE_ERROR_INPUT when there is no tree, which has been
 *          reported; CARE_ERROR_MEMORY; CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_yaml_read(struct care_arena *arena, struct care_faults *faults, const char *data, size_t size,
                                  struct care_yaml_node **root);

/** "beds.nursing_share": the keys from the root to @p node. @return NULL when memory has run out */
const char *care_yaml_path(struct care_arena *arena, const struct care_yaml_node *node);

#endif
