/** @file  The part of YAML that a scenario may use, as a tree: maps, lists and single values. Anchors, aliases, tags,
 *  merge keys and several documents are refused, repeated keys too. */
#ifndef CARE_SCENARIOS_YAML_H
#define CARE_SCENARIOS_YAML_H

#include "scenarios/arena.h"
#include "scenarios/faults.h"

enum {
    CARE_YAML_MAX_DEPTH = 12,    /* maps and lists in each other; a scenario needs 5 */
    CARE_YAML_MAX_NODES = 10000, /* keys and items in a file */
};

enum care_yaml_kind {
    CARE_YAML_MAP,
    CARE_YAML_LIST,
    CARE_YAML_SCALAR,
    CARE_YAML_EMPTY,  /* nothing written after the colon */
    CARE_YAML_REFUSED /* a fault has been reported; say no more about it */
};

/** One value with the key it stands under, or as an item of a list. Belongs to the arena of the reading. */
struct care_yaml_node {
    enum care_yaml_kind kind;
    bool is_plain;    /* of a scalar: written without quotes or block marks */
    const char *text; /* of a scalar, UTF-8 without NUL; "" otherwise */
    int line, column; /* of the value, from 1 */
    const char *key;  /* "" for the root and items */
    int key_line, key_column;
    int index;                     /* of an item, from 1; 0: no item */
    int n_items;                   /* of a list */
    struct care_yaml_node *parent; /* NULL for the root */
    struct care_yaml_node *first;  /* child of a map or list, in the order of the file; NULL when it has none */
    struct care_yaml_node *next;   /* sibling */
};

/** Reads one document from memory.
 *  @param data  [size] any bytes; a byte order mark is skipped
 *  @param root  the tree; NULL unless CARE_OK
 *  @return CARE_OK, though faults may have been reported; CARE_ERROR_INPUT when there is no tree, which has been
 *          reported; CARE_ERROR_MEMORY; CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_yaml_read(struct care_arena *arena, struct care_faults *faults, const char *data, size_t size,
                                  struct care_yaml_node **root);

/** The value that stands under @p key. @return NULL when there is none */
const struct care_yaml_node *care_yaml_child(const struct care_yaml_node *map, const char *key);

/** "beds.nursing_share", "policy[2].where": the keys and items from the root to @p node.
 *  @return NULL when memory has run out */
const char *care_yaml_path(struct care_arena *arena, const struct care_yaml_node *node);

#endif
