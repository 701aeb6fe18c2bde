/** @file  From parser events to a tree of maps, lists and values.
 *
 *  The library's event stream is used, not its document builder: events come one by one without recursion, so nesting
 *  and size are bounded here; every repeated key can be reported, not the first only; and no document is resolved. */
#include "scenarios/yaml.h"

#include "scenarios/bytes.h"

#include <libfyaml.h>

#include <string.h>

struct builder {
    struct care_arena *arena;
    struct care_faults *faults;
    struct care_yaml_node *root;
    struct care_yaml_node *open;    /* innermost map or list begun; NULL outside the root */
    struct care_yaml_node *pending; /* has its key, waits for its value */
    int depth;                      /* of open maps and lists */
    int n_skipped;                  /* open brackets of a refused key */
    int n_nodes;
    int n_documents;
    bool is_over;  /* a limit is exceeded: nothing more is read */
    bool is_ended; /* the parser says it has come to the end of the text */
    size_t n_read; /* bytes before that end */
};

const char *care_yaml_path(struct care_arena *arena, const struct care_yaml_node *node)
{
    const char *path = "";
    for (const struct care_yaml_node *at = node; at->parent != NULL && path != NULL; at = at->parent) {
        const char *dot = path[0] == '\0' || path[0] == '[' ? "" : ".";
        path = at->index > 0 ? care_arena_text(arena, "[%d]%s%s", at->index, dot, path)
                             : care_arena_text(arena, "%s%s%s", at->key, dot, path);
    }
    return path;
}

static void locate(const struct fy_mark *mark, int *line, int *column)
{
    *line = mark == NULL ? 0 : mark->line + 1;
    *column = mark == NULL ? 0 : mark->column + 1;
}

static const char *path_of(struct builder *builder, const struct care_yaml_node *node)
{
    return node == NULL || node->parent == NULL ? NULL : care_yaml_path(builder->arena, node);
}

/* Where a value or a key is written: the library's mark is after an opening quote. */
static void locate_scalar(struct fy_event *event, int *line, int *column)
{
    locate(fy_event_start_mark(event), line, column);
    if (event->scalar.value == NULL || *column < 2) {
        return;
    }
    const enum fy_scalar_style style = fy_token_scalar_style(event->scalar.value);
    if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) {
        --*column;
    }
}

static bool is_awaiting_key(const struct builder *builder)
{
    return builder->open != NULL && builder->open->kind == CARE_YAML_MAP && builder->pending == NULL;
}

/* Ends the reading: what follows is not looked at. */
static void stop(struct builder *builder)
{
    builder->is_over = true;
}

static struct care_yaml_node *new_node(struct builder *builder)
{
    if (++builder->n_nodes > CARE_YAML_MAX_NODES) {
        care_faults_add(builder->faults, builder->open == NULL ? 0 : builder->open->line, 0, NULL,
                        "the file has more than %d keys and items", "文件中的键与列表项超过 %d 个",
                        CARE_YAML_MAX_NODES);
        stop(builder);
        return NULL;
    }
    struct care_yaml_node *node = care_arena_zeros(builder->arena, 1, sizeof *node);
    if (node == NULL) {
        stop(builder);
        return NULL;
    }
    node->key = "";
    node->text = "";
    node->kind = CARE_YAML_REFUSED;
    return node;
}

static void link_child(struct care_yaml_node *child)
{
    struct care_yaml_node **end = &child->parent->first;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = child;
}

static struct care_yaml_node *new_item(struct builder *builder)
{
    struct care_yaml_node *item = new_node(builder);
    if (item != NULL) {
        item->parent = builder->open;
        item->index = ++builder->open->n_items;
        item->line = builder->open->line; /* an item of nothing has no mark */
        item->column = builder->open->column;
        link_child(item);
    }
    return item;
}

/* The node that the value beginning now belongs to. */
static struct care_yaml_node *take_target(struct builder *builder)
{
    if (builder->open == NULL) {
        builder->root = new_node(builder);
        return builder->root;
    }
    if (builder->open->kind == CARE_YAML_LIST) {
        return new_item(builder);
    }
    struct care_yaml_node *target = builder->pending;
    builder->pending = NULL;
    return target;
}

/* Reports an anchor or a tag, which would change what a value means. @return whether there was one */
static bool has_property(struct builder *builder, struct fy_event *event, const struct care_yaml_node *node)
{
    struct fy_token *anchor = fy_event_get_anchor_token(event);
    struct fy_token *tag = fy_event_get_tag_token(event);
    if (anchor == NULL && tag == NULL) {
        return false;
    }
    int line, column;
    locate(fy_token_start_mark(anchor != NULL ? anchor : tag), &line, &column);
    if (anchor != NULL) {
        column--; /* the mark is after the & */
        care_faults_add(builder->faults, line, column, path_of(builder, node), "anchors (&name) are not used here",
                        "此处不支持锚点（&名称）");
    } else {
        care_faults_add(builder->faults, line, column, path_of(builder, node), "tags (!name) are not used here",
                        "此处不支持标签（!名称）");
    }
    return true;
}

static const char *copy_scalar(struct builder *builder, struct fy_event *event, size_t *size)
{
    const char *text = fy_token_get_text(event->scalar.value, size);
    if (text == NULL) {
        *size = 0;
        text = "";
    }
    return care_arena_copy(builder->arena, text, *size);
}

const struct care_yaml_node *care_yaml_child(const struct care_yaml_node *map, const char *key)
{
    for (const struct care_yaml_node *at = map->first; at != NULL; at = at->next) {
        if (strcmp(at->key, key) == 0) {
            return at;
        }
    }
    return NULL;
}

/* A key that cannot be used is left out of the tree; its value is read and forgotten. */
static void check_key(struct builder *builder, struct fy_event *event, struct care_yaml_node *node)
{
    char shown[CARE_FAULTS_EXCERPT];
    const struct care_yaml_node *first = care_yaml_child(builder->open, node->key);
    if (has_property(builder, event, node)) {
        return;
    }
    if (strcmp(node->key, "<<") == 0) {
        care_faults_add(builder->faults, node->key_line, node->key_column, path_of(builder, node),
                        "merge keys (<<) are not used here; name a file by base: instead",
                        "此处不支持合并键（<<）；请用 base: 指定基础文件");
    } else if (first != NULL) {
        care_faults_add(builder->faults, node->key_line, node->key_column, path_of(builder, node),
                        "key '%s' is repeated; first on line %d", "键“%s”重复；首次出现在第 %d 行",
                        care_faults_excerpt(shown, node->key), first->key_line);
    } else {
        link_child(node);
    }
}

static void on_key(struct builder *builder, struct fy_event *event)
{
    struct care_yaml_node *node = new_node(builder);
    if (node == NULL) {
        return;
    }
    size_t size = 0;
    node->key = copy_scalar(builder, event, &size);
    if (node->key == NULL) {
        stop(builder);
        return;
    }
    node->parent = builder->open;
    locate_scalar(event, &node->key_line, &node->key_column);
    if (node->key_line == 0) { /* ": value": a key of nothing has no mark */
        node->key_line = builder->open->line;
        node->key_column = builder->open->column;
    }
    node->line = node->key_line;
    node->column = node->key_column;
    builder->pending = node;
    check_key(builder, event, node);
}

static void on_scalar(struct builder *builder, struct fy_event *event)
{
    if (is_awaiting_key(builder)) {
        on_key(builder, event);
        return;
    }
    struct care_yaml_node *node = take_target(builder);
    if (node == NULL) {
        return;
    }
    int line, column;
    locate_scalar(event, &line, &column);
    if (line > 0) {
        node->line = line;
        node->column = column;
    }
    size_t size = 0;
    const char *text = copy_scalar(builder, event, &size);
    if (text == NULL) {
        stop(builder);
        return;
    }
    if (has_property(builder, event, node)) {
        return;
    }
    if (strlen(text) != size || care_bytes_first_broken(text, size) != size) { /* by an escape in double quotes */
        care_faults_add(builder->faults, node->line, node->column, path_of(builder, node),
                        "the text has an escaped character that is none", "文本中的转义字符无效");
        return;
    }
    node->text = text;
    node->is_plain = event->scalar.value == NULL || fy_token_scalar_style(event->scalar.value) == FYSS_PLAIN;
    node->kind = node->is_plain && size == 0 ? CARE_YAML_EMPTY : CARE_YAML_SCALAR;
}

/* An alias, or anything as a key that is not a scalar. */
static void refuse(struct builder *builder, struct fy_event *event, const char *en, const char *zh)
{
    int line, column;
    locate(fy_event_start_mark(event), &line, &column);
    if (event->type == FYET_ALIAS) {
        column--; /* the mark is after the * */
    }
    const bool is_key = is_awaiting_key(builder);
    struct care_yaml_node *node = is_key ? new_node(builder) : take_target(builder);
    if (node == NULL) {
        return;
    }
    if (is_key) {
        node->parent = builder->open;
        builder->pending = node;
    }
    node->line = line;
    node->column = column;
    care_faults_add(builder->faults, line, column, is_key ? path_of(builder, builder->open) : path_of(builder, node),
                    "%s%.0s", "%.0s%s", en, zh);
}

/* A map or a list, up to its end. */
static void on_opening(struct builder *builder, struct fy_event *event, enum care_yaml_kind kind)
{
    if (is_awaiting_key(builder)) {
        refuse(builder, event, kind == CARE_YAML_MAP ? "a map cannot be a key" : "a list cannot be a key",
               kind == CARE_YAML_MAP ? "映射不能作为键" : "列表不能作为键");
        builder->n_skipped = 1;
        return;
    }
    struct care_yaml_node *node = take_target(builder);
    if (node == NULL) {
        return;
    }
    locate(fy_event_start_mark(event), &node->line, &node->column);
    if (++builder->depth > CARE_YAML_MAX_DEPTH) {
        care_faults_add(builder->faults, node->line, node->column, NULL, "maps and lists are nested more than %d deep",
                        "映射与列表嵌套超过 %d 层", CARE_YAML_MAX_DEPTH);
        stop(builder);
        return;
    }
    node->kind = kind;
    builder->open = node;
    (void)has_property(builder, event, node);
}

static void on_closing(struct builder *builder)
{
    builder->open = builder->open->parent;
    builder->pending = NULL;
    builder->depth--;
}

static void on_document(struct builder *builder, struct fy_event *event)
{
    if (++builder->n_documents > 1) {
        int line, column;
        locate(fy_event_start_mark(event), &line, &column);
        care_faults_add(builder->faults, line, column, NULL, "a second document begins here; a file holds one",
                        "此处开始了第二个文档；每个文件只能有一个");
        stop(builder);
    }
}

static void on_end(struct builder *builder, struct fy_event *event)
{
    const struct fy_mark *mark = fy_event_start_mark(event);
    builder->is_ended = true;
    builder->n_read = mark == NULL ? 0 : mark->input_pos;
}

/* Inside a refused key only brackets count. */
static void skip(struct builder *builder, const struct fy_event *event)
{
    if (event->type == FYET_MAPPING_START || event->type == FYET_SEQUENCE_START) {
        builder->n_skipped++;
    } else if (event->type == FYET_MAPPING_END || event->type == FYET_SEQUENCE_END) {
        builder->n_skipped--;
    }
    if (builder->n_skipped > CARE_YAML_MAX_DEPTH) {
        stop(builder); /* the outermost has been reported */
    }
}

static void on_event(struct builder *builder, struct fy_event *event)
{
    if (builder->n_skipped > 0) {
        skip(builder, event);
        return;
    }
    switch (event->type) {
    case FYET_DOCUMENT_START:
        on_document(builder, event);
        break;
    case FYET_MAPPING_START:
        on_opening(builder, event, CARE_YAML_MAP);
        break;
    case FYET_SEQUENCE_START:
        on_opening(builder, event, CARE_YAML_LIST);
        break;
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        on_closing(builder);
        break;
    case FYET_SCALAR:
        on_scalar(builder, event);
        break;
    case FYET_ALIAS:
        refuse(builder, event, "aliases (*name) are not used here", "此处不支持别名（*名称）");
        break;
    case FYET_STREAM_END:
        on_end(builder, event);
        break;
    default:
        break;
    }
}

/* A full-width colon is the usual slip of a Chinese keyboard, and the parser then complains of something else. */
static bool has_wide_colon(const char *data, size_t size, int line)
{
    const char *at = data, *const end = data + size;
    for (int i = 1; i < line && at != NULL; i++) {
        at = memchr(at, '\n', (size_t)(end - at));
        at = at == NULL ? NULL : at + 1;
    }
    if (at == NULL) {
        return false;
    }
    const char *stop_at = memchr(at, '\n', (size_t)(end - at));
    const size_t length = (size_t)((stop_at == NULL ? end : stop_at) - at);
    return memmem(at, length, "：", strlen("：")) != NULL;
}

static void report_syntax(struct builder *builder, struct fy_diag *diag, const char *data, size_t size)
{
    void *iterator = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(diag, &iterator); /* the others follow from the first */
    const char *said = error == NULL || error->msg == NULL ? "the text ends early" : error->msg;
    const int line = error == NULL ? 0 : error->line;
    const bool is_wide = has_wide_colon(data, size, line);
    care_faults_add(builder->faults, line, error == NULL ? 0 : error->column, NULL, "not YAML: %s%s%.0s",
                    "不是有效的 YAML：%s%.0s%s", said,
                    is_wide ? " (the line has a full-width colon '：'; write ': ')" : "",
                    is_wide ? "（此行含有全角冒号“：”，请改为半角冒号加空格）" : "");
}

/* The library prints what it finds unless told where to: nowhere, it is collected. */
static void discard(struct fy_diag *diag, void *user, const char *text, size_t size)
{
    (void)diag;
    (void)user;
    (void)text;
    (void)size;
}

static struct fy_diag *create_diag(void)
{
    struct fy_diag_cfg about;
    fy_diag_cfg_default(&about);
    about.fp = NULL;
    about.output_fn = discard;
    about.colorize = false;
    struct fy_diag *diag = fy_diag_create(&about);
    if (diag != NULL) {
        fy_diag_set_collect_errors(diag, true);
    }
    return diag;
}

static void read_events(struct builder *builder, struct fy_parser *parser)
{
    struct fy_event *event;
    while (!builder->is_over && (event = fy_parser_parse(parser)) != NULL) {
        on_event(builder, event);
        fy_parser_event_free(parser, event);
    }
}

static int parse(struct builder *builder, const char *data, size_t size)
{
    int status = CARE_OK;
    struct fy_parser *parser = NULL;
    struct fy_diag *diag = create_diag();
    if (diag == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const struct fy_parse_cfg about = {
        .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE, .diag = diag};
    parser = fy_parser_create(&about);
    if (parser == NULL || fy_parser_set_string(parser, data, size) != 0) {
        status = care_trace(CARE_ERROR_MEMORY);
        goto out;
    }
    read_events(builder, parser);
    if (!builder->is_over && (!builder->is_ended || fy_parser_get_stream_error(parser))) {
        report_syntax(builder, diag, data, size);
        stop(builder);
    } else if (!builder->is_over && builder->n_read != size) { /* the library has been seen to cut off a file unasked */
        care_faults_add(builder->faults, 0, 0, NULL, "the YAML library read %zu of %zu bytes only",
                        "YAML 库只读了 %zu / %zu 字节", builder->n_read, size);
        stop(builder);
    }
out:
    if (parser != NULL) {
        fy_parser_destroy(parser);
    }
    fy_diag_destroy(diag);
    return status;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* A ? that stands alone, which begins an explicit key ("? {a: 1}"). No scenario needs one, and libfyaml 0.7.12 frees
 * memory twice on some ("? b: <tab>: c"), so none may reach it. Looked for in comments and texts too: telling them apart
 * from keys would need the parser. */
static bool has_explicit_key(struct care_faults *faults, const char *data, size_t size)
{
    int line = 1, column = 1;
    for (size_t i = 0; i < size; i++) {
        const bool begins = i == 0 || is_blank(data[i - 1]) || strchr("{[,-:", data[i - 1]) != NULL;
        if (data[i] == '?' && begins && (i + 1 == size || is_blank(data[i + 1]))) {
            care_faults_add(faults, line, column, NULL, "a ? may not stand alone, not even in a comment",
                            "不允许单独的 ?，注释中也不行");
            return true;
        }
        if (data[i] == '\n' || (data[i] == '\r' && i + 1 < size && data[i + 1] != '\n')) {
            line++;
            column = 1;
        } else if (((unsigned char)data[i] & 0xC0) != 0x80) {
            column++;
        }
    }
    return false;
}

int care_yaml_read(struct care_arena *arena, struct care_faults *faults, const char *data, size_t size,
                   struct care_yaml_node **root)
{
    *root = NULL;
    if (!care_bytes_check_text(faults, data, size)) {
        return CARE_ERROR_INPUT;
    }
    const size_t mark = care_bytes_mark(data, size);
    if (has_explicit_key(faults, data + mark, size - mark)) {
        return CARE_ERROR_INPUT;
    }
    struct builder builder = {.arena = arena, .faults = faults};
    const int status = parse(&builder, data + mark, size - mark);
    if (status != CARE_OK) {
        return status;
    }
    if (arena->is_exhausted) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    if (builder.is_over) {
        return CARE_ERROR_INPUT;
    }
    if (builder.root == NULL) {
        care_faults_add(faults, 1, 1, NULL, "nothing is written here", "此处没有内容");
        return CARE_ERROR_INPUT;
    }
    *root = builder.root;
    return CARE_OK;
}
