/** @file  The program: its commands, and where each lives. */
#include "sim/cli/bench.h"
#include "sim/cli/check.h"
#include "sim/cli/commands.h"
#include "sim/cli/doctor.h"
#include "sim/cli/levers.h"
#include "sim/cli/messages.h"
#include "sim/cli/options.h"
#include "sim/cli/rules.h"
#include "sim/cli/run.h"
#include "sim/cli/score.h"
#include "sim/cli/show.h"
#include "sim/cli/signals.h"

#include <gsl/gsl_errno.h>

static const struct care_command commands[] = {
    {"run", {"run scenarios and write the result file", "运行情景，写出结果文件"}, care_run_command},
    {"check",
     {"check scenarios and tables, all faults at once", "检查情景和表格，一次列出全部错误"},
     care_check_command},
    {"levers", {"list what a policy may change", "列出政策可以改变的全部参数"}, care_levers_command},
    {"score",
     {"work out the indicators of a plan on a result", "用结果文件计算规划指标，看是否达标"},
     care_score_command},
    {"describe", {"say in words what a result file holds", "用文字说明结果文件的内容"}, care_show_describe},
    {"dictionary",
     {"print name, unit and meaning of all results", "打印全部结果变量的名称、单位和含义"},
     care_show_dictionary},
    {"rules", {"the rules of the five plans and where each lives", "五份规划的每条规则及其落点"}, care_rules_command},
    {"bench", {"measure the speed in person-years per second", "测速：每秒人年"}, care_bench_command},
    {"doctor", {"check that this machine can run it properly", "检查本机能否正常运行"}, care_doctor_command},
};

int main(int argc, char **argv)
{
    care_signals_ignore_limits();
    (void)gsl_set_error_handler_off(); /* errors come back as values */
    const int outcome = care_options_take_language(&argc, argv) != CARE_OK
                            ? CARE_OUTCOME_INPUT
                            : care_commands_run(commands, sizeof commands / sizeof commands[0], argc, argv);
    return care_messages_close(outcome);
}
