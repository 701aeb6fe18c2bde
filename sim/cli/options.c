#include "sim/cli/options.h"

#include "scenarios/numbers.h"
#include "scenarios/resolved.h"
#include "sim/cli/messages.h"
#include "sim/nearest.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_OPTIONS = 24, HELP_KEY = 1000, FIRST_KEY = 1001, COLUMN = 30, OPTION_BYTES = 96 };

/* ---- language ---- */

static bool is_language(const char *text)
{
    return strcmp(text, "zh") == 0 || strcmp(text, "en") == 0;
}

static void set_language(const char *name)
{
    care_language_set(strncmp(name, "en", 2) == 0 ? CARE_LANGUAGE_EN : CARE_LANGUAGE_ZH);
}

static void set_language_of_environment(void)
{
    static const char *const names[] = {"CARECAP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0') {
            set_language(value);
            return;
        }
    }
}

static int refuse_language(const char *value)
{
    (void)fprintf(stderr, "carecap: --lang %s: zh | en\n", value == NULL ? "" : value);
    return CARE_ERROR_INPUT;
}

int care_options_take_language(int *argc, char **argv)
{
    static const char name[] = "--lang";
    int n = 0;
    bool is_over = false; /* after "--" all are operands */
    set_language_of_environment();
    for (int i = 0; i < *argc; i++) {
        is_over = is_over || strcmp(argv[i], "--") == 0;
        if (is_over || strncmp(argv[i], name, sizeof name - 1) != 0) {
            argv[n++] = argv[i];
            continue;
        }
        const char *rest = argv[i] + sizeof name - 1;
        const char *value = rest[0] == '=' ? rest + 1 : rest[0] == '\0' && i + 1 < *argc ? argv[++i] : NULL;
        if (value == NULL || !is_language(value)) {
            return refuse_language(value);
        }
        set_language(value);
    }
    argv[n] = NULL;
    *argc = n;
    return CARE_OK;
}

/* ---- help ---- */

static void print_option(const struct care_option *option)
{
    char text[OPTION_BYTES];
    const bool has_value = option->value.en != NULL;
    const char letter[] = {'-', option->letter, ',', ' ', '\0'};
    const int n = snprintf(text, sizeof text, "  %s--%s%s%s", option->letter != 0 ? letter : "    ", option->name,
                           has_value ? " " : "", has_value ? care_text_shown(option->value) : "");
    const int width = n < 0 ? 0 : care_resolved_width(text);
    (void)printf("%s%*s%s\n", text, width < COLUMN ? COLUMN - width : 1, "", care_text_shown(option->doc));
}

static void print_help(const struct care_usage *usage)
{
    static const struct care_option help = {"help", 'h', {NULL, NULL}, {"this page", "显示本页"}};
    static const struct care_option language = {
        "lang", 0, {"zh|en", "zh|en"}, {"language of all that is printed", "输出语言"}};
    care_messages_say(stdout, "Usage: carecap %s [options]%s%s\n\n", "用法：carecap %s [选项]%s%s\n\n", usage->command,
                      usage->operands.en[0] != '\0' ? " " : "", care_text_shown(usage->operands));
    (void)printf("%s\n\n", care_text_shown(usage->doc));
    care_messages_say(stdout, "Options\n", "选项\n");
    for (int i = 0; i < usage->n_options; i++) {
        print_option(&usage->options[i]);
    }
    print_option(&language);
    print_option(&help);
    if (usage->note.en[0] != '\0') {
        (void)printf("\n%s\n", care_text_shown(usage->note));
    }
}

/* ---- reading ---- */

struct care_options care_options_start(const struct care_usage *usage, int argc, char **argv)
{
    optind = 0; /* glibc: begin anew */
    opterr = 0;
    return (struct care_options){.usage = usage, .argc = argc, .argv = argv};
}

static void complain_of_unknown(const struct care_options *options, const char *given)
{
    const char *known[MAX_OPTIONS + 3];
    int n = 0;
    for (int i = 0; i < options->usage->n_options; i++) {
        known[n++] = options->usage->options[i].name;
    }
    known[n++] = "help";
    known[n++] = "lang";
    known[n] = NULL;
    const char *name = given + strspn(given, "-");
    const char *nearest = care_nearest_of(name, known);
    care_messages_complain(options->usage->command, "no option %s; nearest: --%s; all: carecap %s --help",
                           "没有选项 %s；最接近的是 --%s；全部选项见 carecap %s --help", given, nearest,
                           options->usage->command);
}

static int answer_wrong(const struct care_options *options, bool is_value_missing)
{
    const char *given = options->argv[optind > 1 ? optind - 1 : 1];
    const char letter[] = {'-', (char)optopt, '\0'};
    given = optopt > ' ' && optopt <= '~' ? letter : given; /* else a long name, or half a character */
    if (is_value_missing) {
        care_messages_complain(options->usage->command, "option %s needs a value", "选项 %s 后面缺少取值", given);
    } else if (optopt >= HELP_KEY) {
        care_messages_complain(options->usage->command, "option %s takes no value", "选项 %s 不带取值", given);
    } else {
        complain_of_unknown(options, given);
    }
    return CARE_OPTIONS_WRONG;
}

/* getopt's own tables, made from the usage. */
static void describe(const struct care_usage *usage, struct option *longs, char *letters)
{
    char *letter = letters;
    *letter++ = ':'; /* tells a missing value from an unknown option */
    *letter++ = 'h';
    for (int i = 0; i < usage->n_options; i++) {
        const struct care_option *option = &usage->options[i];
        const bool has_value = option->value.en != NULL;
        longs[i] = (struct option){option->name, has_value ? required_argument : no_argument, NULL, FIRST_KEY + i};
        if (option->letter != 0) {
            *letter++ = option->letter;
            if (has_value) {
                *letter++ = ':';
            }
        }
    }
    *letter = '\0';
    longs[usage->n_options] = (struct option){"help", no_argument, NULL, HELP_KEY};
    longs[usage->n_options + 1] = (struct option){NULL, 0, NULL, 0};
}

static int index_of_letter(const struct care_usage *usage, int letter)
{
    for (int i = 0; i < usage->n_options; i++) {
        if (usage->options[i].letter == letter) {
            return i;
        }
    }
    return CARE_OPTIONS_WRONG;
}

int care_options_next(struct care_options *options)
{
    struct option longs[MAX_OPTIONS + 2];
    char letters[2 * MAX_OPTIONS + 3];
    describe(options->usage, longs, letters);
    const int key = getopt_long(options->argc, options->argv, letters, longs, NULL);
    options->value = optarg;
    switch (key) {
    case -1:
        options->operands = options->argv + optind;
        options->n_operands = options->argc - optind;
        return CARE_OPTIONS_END;
    case 'h':
    case HELP_KEY:
        print_help(options->usage);
        return CARE_OPTIONS_HELP;
    case '?':
    case ':':
        return answer_wrong(options, key == ':');
    default:
        return key >= FIRST_KEY ? key - FIRST_KEY : index_of_letter(options->usage, key);
    }
}

static int refuse(const struct care_options *options, int option)
{
    const struct care_option *it = &options->usage->options[option];
    care_messages_complain(options->usage->command, "option --%s: %s is not %s", "选项 --%s：%s 不是 %s", it->name,
                           options->value, care_text_shown(it->value));
    return CARE_ERROR_INPUT;
}

/* "=" within the brackets of a key belongs to the key. */
static char *find_equals(char *pair)
{
    char *at = pair + strcspn(pair, "[=");
    return strchr(*at == '[' ? at + strcspn(at, "]") : at, '=');
}

bool care_options_split(char *pair, char **key, char **value)
{
    char *equals = find_equals(pair);
    if (equals == NULL || equals == pair) {
        return false;
    }
    *equals = '\0';
    *key = pair;
    *value = equals + 1;
    return true;
}

int care_options_pair(const struct care_options *options, int option, char **key, char **value)
{
    return care_options_split(options->value, key, value) ? CARE_OK : refuse(options, option);
}

int care_options_switch(const struct care_options *options, int option, bool *out)
{
    *out = strcmp(options->value, "on") == 0;
    return *out || strcmp(options->value, "off") == 0 ? CARE_OK : refuse(options, option);
}

int care_options_number(const struct care_options *options, int option, double min, double max, double *out)
{
    if (care_numbers_read_int(options->value, out) && *out >= min && *out <= max) {
        return CARE_OK;
    }
    care_messages_complain(options->usage->command, "option --%s: %s is not a whole number from %.0f to %.0f",
                           "选项 --%s：%s 不是 %.0f 到 %.0f 之间的整数", options->usage->options[option].name,
                           options->value, min, max);
    return CARE_ERROR_INPUT;
}

int care_options_count(const struct care_options *options, int min, int max)
{
    const struct care_usage *usage = options->usage;
    if (options->n_operands >= min && options->n_operands <= max) {
        return CARE_OK;
    }
    if (options->n_operands < min) {
        care_messages_complain(usage->command, "something is missing: carecap %s %s", "缺少参数：carecap %s %s",
                               usage->command, care_text_shown(usage->operands));
    } else {
        care_messages_complain(usage->command, "not understood: %s", "不认识的参数：%s", options->operands[max]);
    }
    return CARE_ERROR_INPUT;
}
