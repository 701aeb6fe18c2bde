#include "models/system/charges.h"

#include <math.h>

/* ---- one month ---- */

struct care_charge care_charges_of_bed(const struct care_charges_rules *rules, double fee, double paid_share)
{
    const struct care_prices_ltci terms = care_prices_ltci(&rules->prices);
    const double cap = terms.bed_cap_yuan * rules->ltci_worth;
    const double ltci = paid_share * terms.bed_share * fmin(fee, cap);
    return (struct care_charge){.ltci = ltci, .left = fee - ltci};
}

struct care_charge care_charges_at_home(const struct care_charges_rules *rules, enum care_mode mode, int level,
                                        int relief, double paid_share)
{
    const struct care_prices_ltci terms = care_prices_ltci(&rules->prices);
    const double fee = care_prices_fee(&rules->prices, level, mode);
    const double cap = terms.home_cap_yuan * rules->ltci_worth;
    const double ltci = terms.home_share * cap;
    const double left_of_paid = fmax(fee, cap) - ltci;
    const double most = care_prices_allowance(&rules->prices, level, relief) * rules->allowance_worth;
    const double to_paid = fmin(most, left_of_paid), to_others = fmin(most, fee);
    return (struct care_charge){.ltci = paid_share * ltci,
                                .allowance = paid_share * to_paid + (1 - paid_share) * to_others,
                                .left = paid_share * (left_of_paid - to_paid) + (1 - paid_share) * (fee - to_others)};
}

/* ---- a year ---- */

/* People who are alike to those who pay. */
struct kind {
    int level, relief, insured;
};

static const enum care_mode mode_of_class[CARE_N_PLACE_CLASSES] = {
    [CARE_ORDINARY_BED] = CARE_WANTS_ORDINARY_BED, [CARE_NURSING_BED] = CARE_WANTS_NURSING_BED,
    [CARE_DEMENTIA_BED] = CARE_WANTS_DEMENTIA_BED, [CARE_DAY_PLACE] = CARE_DAY_CARE,
    [CARE_HOME_BED_PLACE] = CARE_HOME_BED,         [CARE_VISITS_PLACE] = CARE_HOME_VISITS,
};

static double months_of(const struct care_placement_use *use, int class, struct kind kind)
{
    double months = 0;
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        months += use->months[class][owner][kind.level][kind.relief][kind.insured];
    }
    return months;
}

static double ltci_share(const struct care_charges_rules *rules, struct kind kind, bool has_late_dementia)
{
    const struct care_payer_kind who = {kind.level, kind.relief, has_late_dementia, kind.insured != 0};
    return care_prices_ltci_share(&rules->prices, &who);
}

/* Share of the months in a class of places in which LTCI pays: from the month after the assessment on. */
static double paid_share_of(const struct care_charges_rules *rules, const struct care_placement_use *use, int class,
                            struct kind kind, double months)
{
    const double assessed = use->assessed_months[class][kind.level][kind.relief][kind.insured] / months;
    const double late = use->late_dementia_months[class][kind.level][kind.relief][kind.insured] / months;
    const double share = ltci_share(rules, kind, false), more = ltci_share(rules, kind, true) - share;
    return fmin(1, assessed) * share + fmin(1, late) * more;
}

static void split_with_family(const struct care_charges_rules *rules, struct kind kind, double yuan, double *paid)
{
    paid[CARE_PAYER_FAMILY] += rules->family_share[kind.relief] * yuan;
    paid[CARE_PAYER_USER] += (1 - rules->family_share[kind.relief]) * yuan;
}

static void split(const double *share, double yuan, double *paid)
{
    for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
        paid[payer] += share[payer] * yuan;
    }
}

static void add_ltci(struct care_charges_sums *sums, enum care_ltci_mode mode, double months, double yuan)
{
    sums->ltci_months[mode] += months;
    sums->ltci_yuan[mode] += yuan;
}

static void add_beds(const struct care_charges_rules *rules, const struct care_placement_use *use, int class,
                     struct kind kind, struct care_charges_sums *sums)
{
    const double all = months_of(use, class, kind);
    const double paid_share = all > 0 ? paid_share_of(rules, use, class, kind, all) : 0;
    const double list_fee = care_prices_fee(&rules->prices, kind.level, mode_of_class[class]);
    const bool is_kept = rules->prices.parameters->destitute_pay_nothing && kind.relief == CARE_DESTITUTE;
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        const double months = use->months[class][owner][kind.level][kind.relief][kind.insured];
        const struct care_charge charge = care_charges_of_bed(rules, list_fee * rules->fee_factor[owner], paid_share);
        sums->operate[CARE_PAYER_LTCI] += months * charge.ltci;
        if (is_kept) {
            split(rules->kept_by, months * charge.left, sums->operate);
        } else {
            split_with_family(rules, kind, months * charge.left, sums->operate);
        }
        add_ltci(sums, CARE_LTCI_INSTITUTION, months * paid_share, months * charge.ltci);
    }
}

static void add_services(const struct care_charges_rules *rules, const struct care_placement_use *use, int class,
                         struct kind kind, struct care_charges_sums *sums)
{
    const double months = months_of(use, class, kind);
    if (!(months > 0)) {
        return;
    }
    const double paid_share = paid_share_of(rules, use, class, kind, months);
    const struct care_charge charge =
        care_charges_at_home(rules, mode_of_class[class], kind.level, kind.relief, paid_share);
    sums->serve[class][CARE_PAYER_LTCI] += months * charge.ltci;
    split(rules->allowance_paid_by, months * charge.allowance, sums->serve[class]);
    split_with_family(rules, kind, months * charge.left, sums->serve[class]);
    add_ltci(sums, CARE_LTCI_HOME, months * paid_share, months * charge.ltci);
    sums->allowance_months += charge.allowance > 0 ? months : 0;
    sums->allowance_yuan += months * charge.allowance;
}

/* Neither LTCI nor the allowance pays for day care. */
static void add_day_care(const struct care_charges_rules *rules, const struct care_placement_use *use, struct kind kind,
                         struct care_charges_sums *sums)
{
    const double fee = care_prices_fee(&rules->prices, kind.level, CARE_DAY_CARE);
    split_with_family(rules, kind, months_of(use, CARE_DAY_PLACE, kind) * fee, sums->serve[CARE_DAY_PLACE]);
}

static void add_kind(const struct care_charges_rules *rules, const struct care_placement_use *use, struct kind kind,
                     struct care_charges_sums *sums)
{
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        add_beds(rules, use, class, kind, sums);
    }
    add_services(rules, use, CARE_HOME_BED_PLACE, kind, sums);
    add_services(rules, use, CARE_VISITS_PLACE, kind, sums);
    add_day_care(rules, use, kind, sums);
}

static bool lives_at_home(const struct care_profile *who, int level, int insured)
{
    return who->level == level && who->is_insured == (insured != 0) && !who->is_in_home;
}

/* Months of people of a level who live at home, less those with professional care. The stock at the end of the year stands
 * for the year. */
static double months_with_family(const struct care_placement_use *use, const struct care_profile_count *list,
                                 int n_list, int level, int insured)
{
    double months = 0;
    for (int i = 0; i < n_list; i++) {
        months += lives_at_home(&list[i].who, level, insured) ? 12.0 * list[i].persons : 0;
    }
    for (int relief = 0; relief < CARE_N_RELIEFS; relief++) {
        const struct kind kind = {level, relief, insured};
        months -= months_of(use, CARE_HOME_BED_PLACE, kind) + months_of(use, CARE_VISITS_PLACE, kind);
    }
    return fmax(0, months);
}

/* Share of these months in which LTCI pays: relief and dementia as of all who live at home. */
static double paid_share_with_family(const struct care_charges_rules *rules, const struct care_profile_count *list,
                                     int n_list, int level, int insured)
{
    const double least = ltci_share(rules, (struct kind){level, CARE_NO_RELIEF, insured}, false);
    double more[CARE_N_RELIEFS][2], persons = 0, sum = 0;
    for (int relief = 0; relief < CARE_N_RELIEFS; relief++) {
        const struct kind kind = {level, relief, insured};
        more[relief][0] = ltci_share(rules, kind, false) - least;
        more[relief][1] = ltci_share(rules, kind, true) - least;
    }
    for (int i = 0; i < n_list; i++) {
        const struct care_profile *who = &list[i].who;
        if (lives_at_home(who, level, insured)) {
            persons += list[i].persons;
            sum += list[i].persons * more[who->relief][who->has_late_dementia];
        }
    }
    return persons > 0 ? least + sum / persons : 0;
}

struct care_charges_sums care_charges_of_year(const struct care_charges_rules *rules,
                                              const struct care_placement_use *use,
                                              const struct care_profile_count *list, int n_list)
{
    struct care_charges_sums sums = {0};
    const double family_yuan = care_prices_ltci(&rules->prices).family_yuan;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        for (int insured = 0; insured < 2; insured++) {
            for (int relief = 0; relief < CARE_N_RELIEFS; relief++) {
                add_kind(rules, use, (struct kind){level, relief, insured}, &sums);
            }
            const double share = paid_share_with_family(rules, list, n_list, level, insured);
            const double months = share * months_with_family(use, list, n_list, level, insured);
            add_ltci(&sums, CARE_LTCI_FAMILY, months, months * family_yuan * rules->ltci_worth);
        }
    }
    return sums;
}
