/** @file  An entry of the policy is made as a file would have said it: {lever: ..., where: [...], set: ...}. */
#include "scenarios/lever_override.h"

#include "scenarios/cell_path.h"

#include <string.h>

bool care_lever_override_is(const char *key)
{
    const size_t n = strlen(key);
    return care_cell_path_is(key) && key[n - 1] == ']';
}

/* The list `policy` of the command line. @return NULL when memory has run out */
static struct care_yaml_node *policy_of(struct care_arena *arena, struct care_input *input)
{
    if (input->root == NULL) {
        struct care_yaml_node *root = care_arena_zeros(arena, 1, sizeof *root);
        struct care_yaml_node *list = care_arena_zeros(arena, 1, sizeof *list);
        if (root == NULL || list == NULL) {
            return NULL;
        }
        *list = (struct care_yaml_node){.kind = CARE_YAML_LIST, .text = "", .key = "policy"};
        *root = (struct care_yaml_node){.kind = CARE_YAML_MAP, .text = "", .key = "", .first = list};
        input->root = root;
    }
    return input->root->first;
}

static void append(struct care_yaml_node *parent, struct care_yaml_node *child)
{
    struct care_yaml_node **end = &parent->first;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = child;
    child->parent = parent;
}

/* Reads @p text as the value of a key of the entry. */
static int append_value(struct care_arena *arena, struct care_faults *faults, struct care_yaml_node *entry,
                        const char *key, const char *text)
{
    struct care_yaml_node *node = NULL;
    const int status = care_yaml_read(arena, faults, text, strlen(text), &node);
    if (status == CARE_OK) {
        node->key = key;
        append(entry, node);
    }
    return status;
}

static int append_lever(struct care_arena *arena, struct care_yaml_node *entry, const char *lever)
{
    struct care_yaml_node *node = care_arena_zeros(arena, 1, sizeof *node);
    if (node == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    *node = (struct care_yaml_node){.kind = CARE_YAML_SCALAR, .is_plain = true, .text = lever, .key = "lever"};
    append(entry, node);
    return CARE_OK;
}

static int fill_entry(struct care_arena *arena, struct care_faults *faults, const struct care_cell_path *path,
                      const char *value, struct care_yaml_node *entry)
{
    int status = append_lever(arena, entry, path->setting);
    if (status == CARE_OK && path->within[0] != '\0') {
        const char *list = care_arena_text(arena, "[%s]", path->within);
        status = list == NULL ? care_trace(CARE_ERROR_MEMORY) : append_value(arena, faults, entry, "where", list);
    }
    return status == CARE_OK ? append_value(arena, faults, entry, "set", value) : status;
}

int care_lever_override_add(struct care_scenario *scenario, struct care_input *input,
                            const struct care_override *override)
{
    struct care_arena *arena = &scenario->arena;
    struct care_cell_path path;
    const struct care_sheet_place place = {.faults = &input->faults, .key = override->key};
    int status = care_cell_path_read(arena, place, &path);
    if (status != CARE_OK) {
        return status == CARE_ERROR_INPUT ? CARE_OK : status;
    }
    struct care_yaml_node *policy = policy_of(arena, input);
    struct care_yaml_node *entry = care_arena_zeros(arena, 1, sizeof *entry);
    const char *key = care_arena_copy(arena, override->key, strlen(override->key));
    if (policy == NULL || entry == NULL || key == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    *entry = (struct care_yaml_node){.kind = CARE_YAML_MAP, .text = "", .key = key};
    input->faults.key = key; /* what the library says of a value has no key of its own */
    status = fill_entry(arena, &input->faults, &path, override->value, entry);
    input->faults.key = NULL;
    if (status == CARE_OK) {
        append(policy, entry);
    }
    return status == CARE_ERROR_INPUT ? CARE_OK : status;
}
