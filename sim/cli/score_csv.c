/* The scorecard as a list for machines. */
#include "sim/cli/csv.h"
#include "sim/cli/score_table.h"
#include "sim/cli/score_view.h"

#include <inttypes.h>
#include <math.h>

static const char *verdict_word(enum care_scorecard_verdict verdict)
{
    switch (verdict) {
    case CARE_VERDICT_MET:
        return "met";
    case CARE_VERDICT_MISSED:
        return "missed";
    case CARE_VERDICT_NO_DATA:
        return "no_data";
    default:
        return "not_applicable";
    }
}

/* Columns of the table of indicators, as they stand there. */
static const int told[] = {
    CARE_INDICATORS_ID,        CARE_INDICATORS_NUMBER,    CARE_INDICATORS_NAME_ZH,        CARE_INDICATORS_NAME_EN,
    CARE_INDICATORS_ATTRIBUTE, CARE_INDICATORS_BASIS,     CARE_INDICATORS_SCOPE,          CARE_INDICATORS_UNIT,
    CARE_INDICATORS_OPERATOR,  CARE_INDICATORS_THRESHOLD, CARE_INDICATORS_THRESHOLD_HIGH, CARE_INDICATORS_YEAR,
};
enum { N_TOLD = sizeof told / sizeof told[0] };

static void print_told(FILE *stream, const struct care_sheet *table, int column, int row)
{
    const struct care_sheet_column *about = &table->spec->columns[column];
    if (about->kind == CARE_SHEET_TEXT) {
        care_csv_text(stream, care_sheet_text(table, column, row));
    } else if (about->kind == CARE_SHEET_CHOICE) {
        (void)fputs(about->choices[care_sheet_int(table, column, row)], stream);
    } else {
        care_csv_number(stream, care_sheet_number(table, column, row));
    }
    (void)fputc(',', stream);
}

static void print_seen(FILE *stream, const struct care_score_view *view)
{
    (void)fprintf(stream, "%d,%s,", view->year, verdict_word(view->verdict));
    care_csv_number(stream, view->value);
    (void)fputc(',', stream);
    care_csv_number(stream, view->gap);
    (void)fputc(',', stream);
    care_csv_number(stream, view->chance);
    (void)fputc(',', stream);
    care_csv_number(stream, view->first_met == 0 ? (double)NAN : view->first_met);
    (void)fputc(',', stream);
    care_csv_number(stream, view->last);
    (void)fputc('\n', stream);
}

/* All indicators of one scenario in one area. */
static void print_area(const struct care_score_table *table, int s, int district, FILE *stream)
{
    const struct care_scorecard *card = table->cards[s];
    const struct care_score_view_at at = {table->scenarios[s], district, table->year};
    const struct care_sheet *indicators = care_scorecard_table(card);
    for (int i = 0; i < care_scorecard_n_indicators(card); i++) {
        const struct care_score_view view = care_score_view_of(card, table->outer, i, &at);
        care_csv_text(stream, table->outer->scenarios[at.scenario]);
        if (district < 0) {
            (void)fprintf(stream, ",whole,");
        } else {
            (void)fprintf(stream, ",%" PRId32 ",", table->outer->district_codes[district]);
        }
        for (int c = 0; c < N_TOLD; c++) {
            print_told(stream, indicators, told[c], i);
        }
        print_seen(stream, &view);
    }
}

void care_score_table_print_csv(const struct care_score_table *table, FILE *stream)
{
    (void)fprintf(stream, "scenario,area,");
    for (int c = 0; c < N_TOLD; c++) {
        (void)fprintf(stream, "%s,",
                      told[c] == CARE_INDICATORS_YEAR ? "due" : care_indicators_sheet.columns[told[c]].name);
    }
    (void)fprintf(stream, "year,verdict,value,gap,chance,first_met,last\n");
    for (int s = 0; s < table->n; s++) {
        int n_districts;
        const int *districts = care_scorecard_districts(table->cards[s], &n_districts);
        print_area(table, s, table->district, stream);
        for (int d = 0; d < n_districts && table->district < 0; d++) {
            print_area(table, s, districts[d], stream);
        }
    }
}
