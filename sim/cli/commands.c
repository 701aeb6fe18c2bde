#include "sim/cli/commands.h"

#include "sim/cli/messages.h"
#include "sim/nearest.h"

#include <string.h>

enum { MAX_COMMANDS = 31 };

static void print_help(const struct care_command *commands, int n, FILE *stream)
{
    care_messages_say(stream,
                      "carecap: elderly-care capacity of a city, one record a person, year by year\n\n"
                      "Usage: carecap [--lang zh|en] COMMAND [arguments]\n\nCommands\n",
                      "carecap：城市养老服务能力测算，逐人逐年\n\n用法：carecap [--lang zh|en] 命令 [参数]\n\n命令\n");
    for (int i = 0; i < n; i++) {
        (void)fprintf(stream, "  %-12s%s\n", commands[i].name, care_text_shown(commands[i].doc));
    }
    care_messages_say(stream,
                      "\ncarecap COMMAND --help    options of a command\ncarecap --version         version\n\n"
                      "Start with: carecap run scenarios/tianjin/baseline.yaml\n",
                      "\ncarecap 命令 --help    命令的选项\ncarecap --version      版本\n\n"
                      "从这里开始：carecap run scenarios/tianjin/baseline.yaml\n");
}

static void print_version(void)
{
    (void)printf("carecap %s%s%.12s\n", CARE_VERSION, CARE_GIT_REVISION[0] != '\0' ? " git " : "", CARE_GIT_REVISION);
}

static int refuse(const struct care_command *commands, int n, const char *name)
{
    const char *known[MAX_COMMANDS + 1] = {NULL};
    for (int i = 0; i < n && i < MAX_COMMANDS; i++) {
        known[i] = commands[i].name;
    }
    care_messages_say(stderr, "carecap: no command %s; nearest: %s; all: carecap --help\n",
                      "carecap：没有命令 %s；最接近的是 %s；全部命令见 carecap --help\n", name,
                      care_nearest_of(name, known));
    return CARE_OUTCOME_INPUT;
}

int care_commands_run(const struct care_command *commands, int n, int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    if (name[0] == '\0') {
        print_help(commands, n, stderr);
        return CARE_OUTCOME_INPUT;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0) {
        print_help(commands, n, stdout);
        return CARE_OUTCOME_DONE;
    }
    if (strcmp(name, "--version") == 0) {
        print_version();
        return CARE_OUTCOME_DONE;
    }
    for (int i = 0; i < n; i++) {
        if (strcmp(name, commands[i].name) == 0) {
            return commands[i].run(argc - 1, argv + 1);
        }
    }
    return refuse(commands, n, name);
}
