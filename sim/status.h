/** @file  What a call may answer: CARE_OK or one of these negative statuses. Nothing else is used as a status. */
#ifndef CARE_SIM_STATUS_H
#define CARE_SIM_STATUS_H

/* name, value, English, Chinese */
#define CARE_STATUS_LIST(X)                                                                  \
    X(CARE_OK, 0, "done", "完成")                                                            \
    X(CARE_ERROR_INPUT, -1, "the input is wrong", "输入有误")                                \
    X(CARE_ERROR_MEMORY, -2, "out of memory", "内存不足")                                    \
    X(CARE_ERROR_FILE, -3, "a file cannot be read or written", "文件无法读写")               \
    X(CARE_ERROR_FULL, -4, "a fixed capacity is used up", "容量已满")                        \
    X(CARE_ERROR_SOLVER, -5, "an equation has no solution in range", "方程在取值范围内无解") \
    X(CARE_ERROR_INTERRUPTED, -6, "interrupted by the user", "用户中断")                     \
    X(CARE_ERROR_LIBRARY, -7, "a library call failed", "库函数调用失败")                     \
    X(CARE_ERROR_UNMET, -8, "a check is not met", "检查未通过")

enum care_status {
#define CARE_STATUS_ENUM(name, value, en, zh) name = value,
    CARE_STATUS_LIST(CARE_STATUS_ENUM)
#undef CARE_STATUS_ENUM
};

/** The compiler warns when a status is dropped. */
#define CARE_NODISCARD __attribute__((warn_unused_result))

/** Text of a status in the language in force (sim/text.h); never NULL, owned by the library. */
const char *care_status_text(int status);

/** Prints where an error was born, in debug builds and when the environment has CARE_TRACE; passes the status through. */
#ifdef NDEBUG
#define care_trace(status) (status)
#else
#define care_trace(status) care_status_trace((status), __FILE__, __LINE__)
#endif
int care_status_trace(int status, const char *file, int line);

#endif
