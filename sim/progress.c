#include "sim/progress.h"

#include "sim/text.h"

#include <time.h>
#include <unistd.h>

enum { BAR_WIDTH = 30 };

static double now_seconds(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

struct care_progress care_progress_start(FILE *stream, int total)
{
    return (struct care_progress){.stream = stream,
                                  .is_terminal = stream != NULL && isatty(fileno(stream)),
                                  .total = total > 0 ? total : 1,
                                  .started_seconds = now_seconds()};
}

static void draw_bar(const struct care_progress *progress, const char *text)
{
    char bar[BAR_WIDTH + 1];
    const int full = progress->done * BAR_WIDTH / progress->total;
    for (int i = 0; i < BAR_WIDTH; i++) {
        bar[i] = i < full ? '#' : '.';
    }
    bar[BAR_WIDTH] = '\0';
    (void)fprintf(progress->stream, "\r[%s] %s\033[K", bar, text);
    (void)fflush(progress->stream);
}

void care_progress_step(struct care_progress *progress, const char *what)
{
    progress->done++;
    if (progress->stream == NULL) {
        return;
    }
    const double spent = now_seconds() - progress->started_seconds;
    const double left = spent / progress->done * (progress->total - progress->done);
    char text[160];
    (void)care_text_format(text, sizeof text, "%s  %d/%d  %.1f s left", "%s  %d/%d  还需 %.1f 秒", what, progress->done,
                           progress->total, left);
    if (progress->is_terminal) {
        draw_bar(progress, text);
    } else {
        (void)fprintf(progress->stream, "%s\n", text);
    }
}

void care_progress_end(struct care_progress *progress)
{
    if (progress->stream != NULL && progress->is_terminal) {
        (void)fprintf(progress->stream, "\r\033[K");
        (void)fflush(progress->stream);
    }
}
