#include "sim/cli/score_brief.h"

#include "sim/cli/messages.h"
#include "sim/cli/score_view.h"
#include "sim/cli/score_words.h"
#include "sim/cli/terminal.h"

enum { MOST_MISSED = 8, BASIS_COLUMNS = 34, COUNT_COLUMNS = 14, NUMBER_COLUMNS = 8, NAME_COLUMNS = 46 };

/* One scenario against its plan. */
struct brief {
    const struct care_scorecard *card;
    const struct care_outer *outer;
    struct care_score_view_at at;
    FILE *stream;
};

static void print_heading(FILE *stream)
{
    static const struct care_text headings[] = {{"met", "达标"}, {"missed", "未达"}, {"no data", "无数据"}};
    care_terminal_left(stream, care_text_shown((struct care_text){"  indicators when due", "  到期时的规划指标"}),
                       BASIS_COLUMNS + 2);
    for (int i = 0; i < 3; i++) {
        care_terminal_right(stream, care_text_shown(headings[i]), COUNT_COLUMNS);
    }
    (void)fputc('\n', stream);
}

static void print_counts(const struct brief *brief)
{
    static const struct care_text labels[CARE_N_BASES] = {
        [CARE_BASIS_SIMULATED] = {"    of what was simulated", "    模拟得出"},
        [CARE_BASIS_SUPPLY] = {"    of the supply as given", "    由情景供给得出"},
        [CARE_BASIS_DECLARED] = {"    of what the user declares", "    由用户申报"},
    };
    print_heading(brief->stream);
    for (int basis = 0; basis < CARE_N_BASES; basis++) {
        const struct care_score_view_counts counts =
            care_score_view_count(brief->card, brief->outer, &brief->at, -1, basis);
        care_terminal_left(brief->stream, care_text_shown(labels[basis]), BASIS_COLUMNS + 2);
        (void)fprintf(brief->stream, "%*d%*d%*d\n", COUNT_COLUMNS, counts.met, COUNT_COLUMNS, counts.missed,
                      COUNT_COLUMNS, counts.none);
    }
}

static void print_missed(const struct brief *brief, int indicator, const struct care_score_view *view)
{
    char name[CARE_SCORE_WORDS_NAME_BYTES], value[CARE_SCORE_WORDS_BYTES], target[CARE_SCORE_WORDS_BYTES];
    const struct care_sheet *table = care_scorecard_table(brief->card);
    (void)fprintf(brief->stream, "    ");
    care_terminal_left(brief->stream, care_score_words_number(table, indicator), NUMBER_COLUMNS);
    care_terminal_left(brief->stream, care_score_words_name(name, table, indicator), NAME_COLUMNS);
    care_messages_say(brief->stream, " %s in %d, target %s\n", " %s（%d 年），目标 %s\n",
                      care_score_words_value(value, table, indicator, view->value, view->gap), view->year,
                      care_score_words_target(target, table, indicator));
}

/* @return how many there are */
static int print_all_missed(const struct brief *brief)
{
    int n_missed = 0;
    for (int i = 0; i < care_scorecard_n_indicators(brief->card); i++) {
        if (!care_score_view_is_due(brief->card, brief->outer, i)) {
            continue;
        }
        const struct care_score_view view = care_score_view_of(brief->card, brief->outer, i, &brief->at);
        if (view.verdict != CARE_VERDICT_MISSED) {
            continue;
        }
        if (n_missed == 0) {
            care_messages_say(brief->stream, "  binding and missed\n", "  未达的约束性指标\n");
        }
        if (n_missed++ < MOST_MISSED) {
            print_missed(brief, i, &view);
        }
    }
    return n_missed;
}

static void print_scenario(const struct brief *brief)
{
    const int scenario = brief->at.scenario;
    (void)fprintf(brief->stream, "\n%s (%s)\n", care_text_shown(brief->outer->titles[scenario]),
                  brief->outer->scenarios[scenario]);
    print_counts(brief);
    if (print_all_missed(brief) > MOST_MISSED) {
        care_messages_say(brief->stream, "    ...\n", "    ……\n");
    }
}

void care_score_brief_print(struct care_scorecard *const *cards, int n, const struct care_cubes *cubes,
                            const char *path, FILE *stream)
{
    bool is_any = false;
    for (int s = 0; s < n; s++) {
        if (care_scorecard_n_indicators(cards[s]) > 0) {
            print_scenario(&(struct brief){cards[s], care_cubes_outer(cubes), {.scenario = s, .district = -1}, stream});
            is_any = true;
        }
    }
    if (is_any) {
        care_messages_say(stream, "\nAll indicators: carecap score %s\n", "\n全部指标：carecap score %s\n", path);
    }
}
