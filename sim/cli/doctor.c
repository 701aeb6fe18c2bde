#include "sim/cli/doctor.h"

#include "models/solve.h"
#include "sim/cli/messages.h"
#include "sim/cli/options.h"
#include "sim/draws.h"
#include "sim/text.h"

#include <gnu/libc-version.h>
#include <gsl/gsl_version.h>
#include <iconv.h>
#include <inttypes.h>
#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { MIN_FREE_MIB = 200, MIB_BYTES = 1 << 20 };

static const struct care_usage usage = {
    .command = "doctor",
    .operands = {"", ""},
    .doc = {"Checks that this machine can run the program properly, and prints what to name in a problem report.",
            "检查本机能否正常运行本程序，并打印报告问题时应附上的信息。"},
    .note = {"Exit status: 0 all is well, 1 something is not.", "退出码：0 正常；1 有问题。"},
};

/* One line of the report: a fact, or a check that is met or not. */
static void print_fact(const char *en, const char *zh, const char *value)
{
    care_messages_say(stdout, "        %s: %.0s%s\n", "        %.0s%s：%s\n", en, zh, value);
}

static bool print_check(bool is_met, const char *en, const char *zh)
{
    const struct care_text word = is_met ? (struct care_text){"ok", "正常"} : (struct care_text){"FAILED", "失败"};
    care_messages_say(stdout, "%-7s %s%.0s\n", "%s\t%.0s%s\n", care_text_shown(word), en, zh);
    return is_met;
}

/* ---- facts ---- */

static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value != NULL ? value : "";
}

static void print_facts(void)
{
    char locale[256], threads[32];
    const struct care_draws draws = care_draws_create(0, 0, true);
    (void)snprintf(locale, sizeof locale, "LC_ALL=%s LANG=%s CARECAP_LANG=%s", environment("LC_ALL"),
                   environment("LANG"), environment("CARECAP_LANG"));
    (void)snprintf(threads, sizeof threads, "%d", omp_get_max_threads());
    print_fact("carecap", "carecap", CARE_VERSION);
    print_fact("git revision", "git 修订", CARE_GIT_REVISION[0] != '\0' ? CARE_GIT_REVISION : "-");
    print_fact("compiler", "编译器", CARE_COMPILER);
    print_fact("flags", "编译选项", CARE_COMPILER_FLAGS);
    print_fact("GSL", "GSL", gsl_version);
    print_fact("HDF5", "HDF5", CARE_HDF5_VERSION);
    print_fact("libfyaml", "libfyaml", CARE_FYAML_VERSION);
    print_fact("C library", "C 库", gnu_get_libc_version());
    print_fact("vector instructions in use", "所用向量指令", care_draws_simd_name(&draws));
    print_fact("threads", "线程数", threads);
    print_fact("locale", "区域设置", locale);
    print_fact("language", "语言", care_text_shown((struct care_text){"English", "中文"}));
}

/* Whether a program can be started by its name. */
static bool is_installed(const char *name)
{
    char path[4096];
    for (const char *at = environment("PATH"); *at != '\0'; at += strspn(at, ":")) {
        const size_t n = strcspn(at, ":");
        (void)snprintf(path, sizeof path, "%.*s/%s", (int)n, at, name);
        if (access(path, X_OK) == 0) {
            return true;
        }
        at += n;
    }
    return false;
}

/* ---- checks ---- */

/* Known answers of Random123 1.14: file kat_vectors, philox4x32 of 10 rounds. */
static bool draws_are_known(void)
{
    static const uint32_t zeros[] = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    static const uint32_t ones[] = {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
    const struct care_draws of_zeros = care_draws_create(0, 0, false);
    const struct care_draws of_ones = care_draws_create(UINT64_MAX, UINT32_MAX, false);
    uint32_t lanes[CARE_LANES];
    care_draws_word(&of_zeros, 0, 0, 0, lanes);
    if (memcmp(lanes, zeros, sizeof lanes) != 0) {
        return false;
    }
    care_draws_word(&of_ones, UINT64_MAX, 0xffff, 0xffff, lanes);
    return memcmp(lanes, ones, sizeof lanes) == 0;
}

static bool draws_agree(void)
{
    enum { N = 1003, ROOM = N + CARE_DRAW_ROOM };
    static uint64_t key[ROOM];
    static uint32_t vector[CARE_LANES * ROOM], scalar[CARE_LANES * ROOM];
    const struct care_draws fast = care_draws_create(20201101, 3, true), plain = care_draws_create(20201101, 3, false);
    for (int i = 0; i < ROOM; i++) {
        key[i] = (uint64_t)i * UINT64_C(0x9e3779b97f4a7c15);
    }
    fast.fill(&fast, key, N, 2035, 2, vector, ROOM);
    plain.fill(&plain, key, N, 2035, 2, scalar, ROOM);
    for (int lane = 0; lane < CARE_LANES; lane++) {
        if (memcmp(vector + lane * ROOM, scalar + lane * ROOM, N * sizeof *vector) != 0) {
            return false;
        }
    }
    return true;
}

static double exp_less_three(double x, void *context)
{
    (void)context;
    return exp(x) - 3;
}

static bool solver_finds_root(void)
{
    double root = 0;
    return care_solve_root(exp_less_three, NULL, 0, 5, &root) == CARE_OK && fabs(root - 1.0986122886681098) < 1e-9;
}

static bool solver_refuses(void)
{
    double root = 0;
    return care_solve_root(exp_less_three, NULL, 2, 5, &root) == CARE_ERROR_SOLVER;
}

static bool can_convert(void)
{
    const iconv_t converter = iconv_open("UTF-8", "GB18030");
    const bool is_open = converter != (iconv_t)-1; /* iconv_open(3): the error value */
    if (is_open) {
        (void)iconv_close(converter);
    }
    return is_open;
}

static bool disk_has_room(void)
{
    struct statvfs disk;
    char text[64] = "?";
    const bool is_known = statvfs(".", &disk) == 0;
    const uint64_t free_mib = is_known ? (uint64_t)disk.f_bavail * disk.f_frsize / MIB_BYTES : 0;
    if (is_known) {
        (void)snprintf(text, sizeof text, "%" PRIu64 " MiB", free_mib);
    }
    print_fact("free disk space here", "当前文件夹可用磁盘空间", text);
    return free_mib >= MIN_FREE_MIB;
}

static bool check_all(void)
{
    bool is_well =
        print_check(draws_are_known(), "chance: known answers of Philox4x32-10", "随机数：Philox4x32-10 标准答案");
    is_well &= print_check(draws_agree(), "chance: vector and scalar draws agree", "随机数：向量与标量结果一致");
    is_well &= print_check(solver_finds_root(), "solver: finds a known root", "求解器：求得已知的根");
    is_well &= print_check(solver_refuses(), "solver: says when there is no root", "求解器：无根时如实报告");
    is_well &= print_check(can_convert(), "tables in GB18030 can be read", "可读取 GB18030 表格");
    is_well &= print_check(access(".", W_OK | X_OK) == 0, "results can be written here", "当前文件夹可写");
    is_well &= print_check(disk_has_room(), "at least 200 MiB of disk space", "磁盘空间不少于 200 MiB");
    return is_well;
}

int care_doctor_command(int argc, char **argv)
{
    struct care_options line = care_options_start(&usage, argc, argv);
    const int option = care_options_next(&line);
    if (option != CARE_OPTIONS_END) {
        return option == CARE_OPTIONS_HELP ? CARE_OUTCOME_DONE : CARE_OUTCOME_INPUT;
    }
    if (care_options_count(&line, 0, 0) != CARE_OK) {
        return CARE_OUTCOME_INPUT;
    }
    print_facts();
    print_fact("cbc (optional, not used by this version)", "cbc（可选，本版本未使用）",
               is_installed("cbc") ? care_text_shown((struct care_text){"installed", "已安装"})
                                   : care_text_shown((struct care_text){"not installed", "未安装"}));
    const bool is_well = check_all();
    care_messages_say(stdout, "%s\n", "%s\n",
                      is_well ? care_text_shown((struct care_text){"all is well", "一切正常"})
                              : care_text_shown((struct care_text){"something is not well", "存在问题"}));
    return is_well ? CARE_OUTCOME_DONE : CARE_OUTCOME_UNMET;
}
