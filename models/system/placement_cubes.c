/* The cubes of placement, described. */
#include "models/system/placement_parts.h"

#include "models/axes.h"

static const char *const ranks[] = {"destitute", "priority", "disabled", "others"};
static const char *const ranks_zh[] = {"特困人员", "优先群体", "其他失能", "其他"};
static const struct care_axis rank_axis = {
    "rank", CARE_QUEUE_N_RANKS, NULL, ranks, ranks_zh, {"who stands in the queue", "轮候人群"}, NULL};
static const char *const account_items[CARE_N_ACCOUNT_ITEMS] = {
    "waiting_before", "asked", "sent_back", "admitted_here", "admitted_elsewhere",
    "withdrawn",      "died",  "moved",     "waiting",       "in_assessment"};
static const char *const account_items_zh[CARE_N_ACCOUNT_ITEMS] = {"期初轮候", "新申请",    "床位关闭退回", "本区接收",
                                                                   "他区接收", "自行退出",  "轮候中去世",   "迁出",
                                                                   "期末轮候", "其中待评估"};
static const struct care_axis account_axis = {
    "account_item",
    CARE_N_ACCOUNT_ITEMS,
    NULL,
    account_items,
    account_items_zh,
    {"waiting_before + asked + sent_back = admitted_here + admitted_elsewhere "
     "+ withdrawn + died + moved + waiting",
     "期初轮候+新申请+退回=本区接收+他区接收+自行退出+去世+迁出+期末轮候"},
    NULL};
static const char *const place_items[CARE_N_PLACE_ITEMS] = {
    "capacity", "used", "idle", "idle_for_staff", "admitted", "left", "changed_in", "changed_out", "sent_back"};
static const char *const place_items_zh[CARE_N_PLACE_ITEMS] = {"总数", "已使用",   "空置",     "其中因缺员空置", "接收",
                                                               "离开", "院内转入", "院内转出", "关闭退回"};
static const struct care_axis place_axis = {
    "place_item",
    CARE_N_PLACE_ITEMS,
    NULL,
    place_items,
    place_items_zh,
    {"capacity = used + idle; used of the month before + admitted + changed_in = used + left + changed_out + sent_back",
     "总数=已使用+空置；上月已使用+接收+转入=已使用+离开+转出+退回"},
    NULL};

#define CUBE(name_, type_, time_, unit_, en, zh, ...)                       \
    {                                                                       \
        name_, type_, time_, {__VA_ARGS__}, unit_, {en, zh}, "placement", 3 \
    }
#define STOCK(name, en, zh, ...) CUBE(name, CARE_CUBE_INT32, CARE_CUBE_STOCK, "1", en, zh, __VA_ARGS__)
#define FLOW(name, en, zh, ...) CUBE(name, CARE_CUBE_INT32, CARE_CUBE_FLOW, "1", en, zh, __VA_ARGS__)
const struct care_cube_spec care_placement_cubes[CARE_N_PLACEMENT_CUBES] = {
    [CARE_CUBE_OF_USE] = STOCK("use", "residents in a bed anywhere in the city, by the class of the bed",
                               "已入住机构的常住老人（含市内他区床位），按床位类型", &care_axes_bed_class),
    [CARE_CUBE_OF_QUEUE] = STOCK("queue", "residents waiting for a bed, by the class they need",
                                 "轮候床位的常住老人，按所需床位类型", &care_axes_bed_class),
    [CARE_CUBE_OF_REFUSED] = FLOW(
        "refused",
        "left the queue in the year without a bed (unmet), by the class they wanted; who asks for other care instead "
        "is not among them",
        "当年未获床位即退出轮候的人数（未满足），按所需床位类型；改求其他照护者不计", &care_axes_bed_class),
    [CARE_CUBE_OF_REFUSED_BY_RANK] =
        FLOW("refused_by_rank", "left the queue in the year without a bed, by who they are",
             "当年未获床位即退出轮候的人数，按轮候人群", &rank_axis),
    [CARE_CUBE_OF_ADMITTED] = FLOW("admitted", "admitted to a bed in the year, by home district and class",
                                   "当年入住人数，按居住区与床位类型", &care_axes_bed_class),
    [CARE_CUBE_OF_BEDS] = STOCK("beds", "beds in the district", "本区床位数", &care_axes_bed_class),
    [CARE_CUBE_OF_BEDS_USED] = STOCK("beds_used", "beds of the district in use, by residents of any district",
                                     "本区已使用床位（含他区居民）", &care_axes_bed_class),
    [CARE_CUBE_OF_BEDS_IDLE] =
        STOCK("beds_idle", "beds of the district not in use", "本区空置床位", &care_axes_bed_class),
    [CARE_CUBE_OF_IDLE_FOR_STAFF] =
        STOCK("beds_idle_for_staff", "idle beds that somebody waits for and nobody is there to staff",
              "有人轮候而因缺少护理人员空置的床位", &care_axes_bed_class),
    [CARE_CUBE_OF_PLACEMENTS] = STOCK("placements", "residents in a bed, by home district and the district of the bed",
                                      "已入住老人，按居住区与床位所在区", &care_axes_bed_district),
    [CARE_CUBE_OF_WAITS] =
        CUBE("wait_months", CARE_CUBE_FLOAT64_MEAN, CARE_CUBE_FLOW, "month",
             "months waited by those admitted or first served in the year; missing where nobody was",
             "当年入住或获得服务者的等候月数；无人则缺失", &care_axes_queue, &care_axes_wait_statistic),
    [CARE_CUBE_OF_STAYS] = CUBE("stay_months", CARE_CUBE_FLOAT64_MEAN, CARE_CUBE_STOCK, "month",
                                "months since admission of residents in a bed; missing where there is none",
                                "在住老人的入住月数；无人则缺失", &care_axes_wait_statistic),
    [CARE_CUBE_OF_OCCUPANCY] = CUBE("occupancy", CARE_CUBE_FLOAT64_MEAN, CARE_CUBE_STOCK, "1",
                                    "beds of the district in use as a share of its beds; missing where it has none",
                                    "本区床位使用率；无床位则缺失", &care_axes_bed_class),
    [CARE_CUBE_OF_CARE_ACCOUNT] =
        FLOW("care_account", "who asked for care month by month, and what became of them, by home district",
             "逐月申请照护者及其去向，按居住区", &care_axes_month, &care_axes_queue, &account_axis),
    [CARE_CUBE_OF_PLACE_ACCOUNT] =
        FLOW("place_account", "places of the district month by month; visits are bounded by staff alone",
             "本区照护资源逐月账；上门服务仅受人员限制", &care_axes_month, &care_axes_place_class, &place_axis),
};
#undef FLOW
#undef STOCK
#undef CUBE
