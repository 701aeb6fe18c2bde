"""The accounts of the care system, from the cubes of a run alone: what must equal what, by district, year and month. Each is
one generator of (name, cells that do not hold).
"""
import numpy

CARE = ("waiting_before", "asked", "sent_back", "admitted_here", "admitted_elsewhere", "withdrawn", "died", "moved", "waiting",
        "in_assessment")
PLACES = ("capacity", "used", "idle", "idle_for_staff", "admitted", "left", "changed_in", "changed_out", "sent_back")
N_BEDS, N_PLACED = 3, 3  # classes of beds; services that the queue places
BEDS, DAY, HOME_BED, VISITS = range(4)  # queues; the classes of places beside beds follow in the same order
QUEUE_OF_CLASS = (BEDS, BEDS, BEDS, DAY, HOME_BED, VISITS)
MODE_OF_SERVICE = (3, 2, 1)
FEN = 0.03  # a few entries, each rounded to a fen
SPOILT_ITEM = {"services": 1, "staff_flows": 2, "loans": 3, "network": 0}  # asked, hired, interest, nodes
CUBES = ("care_account", "place_account", "use", "queue", "beds_used", "beds_idle", "beds", "placements", "demand", "refused",
         "refused_by_rank", "beds_by_owner", "places", "supply_changes", "staff_in_post", "staff_flows", "cost", "received",
         "unfunded", "ltci_cost", "allowance_cost", "service_cost", "services", "four_sync", "childcare", "network",
         "destitute", "disabled_help", "loans", "land_cost")


def off(left, right, within=0.0):
    """Cells that differ by more; missing ones count where only one is."""
    return int((~numpy.isclose(left, right, rtol=0, atol=within, equal_nan=True)).sum())


def items(cube, names):
    return {name: cube[..., i] for i, name in enumerate(names)}


def total(of, *names):
    return sum(of[name] for name in names)


def before(stock, first):
    """[replicate][year from the second on][district][month]...: the stock at the end of the month before. first: at the
    census, without months."""
    last = numpy.concatenate([first[:, None], stock[:, 1:-1, :, -1]], axis=1)
    return numpy.concatenate([last[..., None, :], stock[:, 1:, :, :-1]], axis=3)


def of_services(run, measure):
    """[replicate][year][district][day care, home beds, visits]"""
    at = run.labels["service_measure"].index(measure)
    return run["services"][..., :N_PLACED, at]


def who_waits(run):
    of = items(run["care_account"], CARE)
    left = total(of, "waiting_before", "asked", "sent_back")
    right = total(of, "admitted_here", "admitted_elsewhere", "withdrawn", "died", "moved", "waiting")
    yield "who waited and asked was admitted, left or waits", off(left, right)
    first = numpy.concatenate([run["queue"][:, 0].sum(-1)[..., None], of_services(run, "unserved")[:, 0]], axis=-1)
    yield "who waits goes on waiting", off(of["waiting_before"][:, 1:], before(of["waiting"], first))
    yield "in assessment are some of those who wait", int((of["in_assessment"] > of["waiting"]).sum())
    at_end = of["waiting"][:, 1:, :, -1]
    yield "the queue for beds is that of the account", off(at_end[..., BEDS], run["queue"][:, 1:].sum(-1))
    yield "unserved are those who wait", off(at_end[..., DAY:], of_services(run, "unserved")[:, 1:])
    yield "served elsewhere only in a bed", int(of["admitted_elsewhere"][..., DAY:].sum())
    gone = total(of, "withdrawn", "died", "moved").sum(3)[..., BEDS]
    yield "refused leave the queue", int((run["refused"].sum(-1) > gone).sum())
    yield "refused by class and by rank are as many", off(run["refused"].sum(-1), run["refused_by_rank"].sum(-1))
    yield "nobody less than none", int((run["care_account"] < 0).sum())
    yield "the census has no flows", int(abs(run["care_account"][:, 0]).sum())


def who_is_placed(run):
    of, care = items(run["place_account"], PLACES), items(run["care_account"], CARE)
    yield "capacity is used or idle", off(of["capacity"], of["used"] + of["idle"])
    yield "idle for staff are some of the idle", int((of["idle_for_staff"] > of["idle"]).sum())
    yield "no place less than none", int((run["place_account"] < 0).sum())
    first = numpy.concatenate([run["beds_used"][:, 0], of_services(run, "served")[:, 0]], axis=-1)
    change = total(of, "admitted", "changed_in") - total(of, "left", "changed_out", "sent_back")
    yield "places go on being held", off(before(of["used"], first) + change[:, 1:], of["used"][:, 1:])
    yield "changes within homes cancel", off(of["changed_in"].sum(-1), of["changed_out"].sum(-1))
    yield "nobody changes but between beds", int((of["changed_in"] + of["changed_out"])[..., N_BEDS:].sum())
    of_queue = numpy.zeros(of["admitted"].shape[:-1] + (4,), int)
    for place_class, queue in enumerate(QUEUE_OF_CLASS):
        of_queue[..., queue] += of["admitted"][..., place_class]
    admitted = total(care, "admitted_here", "admitted_elsewhere")
    yield "the admitted take places, in the city", off(of_queue.sum(2), admitted.sum(2))
    yield "who is sent back waits, in the city", off(of["sent_back"].sum((2, -1)), care["sent_back"].sum((2, -1)))
    last = {name: cube[:, 1:, :, -1] for name, cube in of.items()}
    for name, cube in (("capacity", "beds"), ("used", "beds_used"), ("idle", "beds_idle"),
                       ("idle_for_staff", "beds_idle_for_staff")):
        yield f"{cube} are those of the last month", off(last[name][..., :N_BEDS], run[cube][:, 1:])
    yield "day places and home beds of the last month", off(last["capacity"][..., N_BEDS:5], run["places"][:, 1:])
    yield "served are those who hold a place", off(last["used"][..., N_BEDS:], of_services(run, "served")[:, 1:])


def who_is_where(run):
    use, queue, used, beds = run["use"], run["queue"], run["beds_used"], run["beds"]
    yield "beds are used or idle", off(beds, used + run["beds_idle"])
    yield "no bed less than none", int((run["beds_idle"] < 0).sum() + (used < 0).sum() + (use < 0).sum())
    yield "placements from all homes are the beds used", off(run["placements"].sum(2), used.sum(-1))
    yield "placements to all districts are the use", off(run["placements"].sum(-1), use.sum(-1))
    yield "use is the beds used, in the city and by class", off(use.sum(2), used.sum(2))
    wanted = run["demand"].sum((-2, -3))
    yield "who wants a bed has one or waits", off((use + queue).sum(-1), wanted[..., 4:].sum(-1))
    asked = of_services(run, "asked")
    yield "who wants a service has it or waits", off(asked, wanted[..., MODE_OF_SERVICE])
    yield "everybody of 60 and over wants one way of care", off(wanted.sum(-1), run["population"][..., 60:].sum((-1, -2)))
    with numpy.errstate(invalid="ignore", divide="ignore"):
        yield "occupancy", off(run["occupancy"], used / numpy.where(beds > 0, beds, numpy.nan), 1e-9)
    waits = ~numpy.isnan(run["wait_months"][:, 1:, ..., 0])
    of = items(run["care_account"], CARE)
    admitted = total(of, "admitted_here", "admitted_elsewhere", "sent_back")[:, 1:].sum(3) > 0
    yield "a mean wait only where somebody was admitted", int((waits & ~admitted).sum())


def what_stands(run):
    owners, places, changes = run["beds_by_owner"], run["places"], run["supply_changes"]
    yield "beds of all owners", off(owners.sum(3), run["beds"])
    stock = numpy.concatenate([run["beds"], places], axis=-1)
    built, closed, into, out = (changes[..., :5, i] for i in range(4))
    yield "stock + built + converted in = stock + closed + converted out", off(
        (stock[:, :-1] + (built + into)[:, 1:]), (stock + closed + out)[:, 1:])
    yield "what is converted into the next class comes from this", off(into[..., 1:3], out[..., :2])
    yield "nothing else is converted", int(into[..., 0].sum() + out[..., 2].sum() + (into + out)[..., 3:].sum())
    yield "visits are not built", int(abs(changes[..., 5, :]).sum())
    yield "nothing less than none stands or is built", int((owners < 0).sum() + (places < 0).sum() + (changes < 0).sum())
    coverage = run["coverage"][~numpy.isnan(run["coverage"])]
    yield "coverage is a share", int(((coverage < 0) | (coverage > 1)).sum())
    nodes, covered = numpy.moveaxis(run["network"], -1, 0)
    yield "covered are some of the nodes", int((covered > nodes).sum() + (covered < 0).sum())
    yield "nodes stand where they stood", off(nodes, nodes[:, :1] * numpy.ones_like(nodes))
    with numpy.errstate(invalid="ignore", divide="ignore"):
        yield "coverage is covered nodes", off(run["coverage"], covered / numpy.where(nodes > 0, nodes, numpy.nan), 1e-9)
    yield "hospice beds are some of the nursing beds", int((run["hospice_beds"] > run["beds"][..., 1]).sum())


def who_cares(run):
    trained, certified, hired, left, borrowed, lent = numpy.moveaxis(run["staff_flows"], -1, 0)
    post = run["staff_in_post"]
    yield "in post + certified + hired = in post + left", off(
        (post[:, :-1] + (certified + hired)[:, 1:]), (post + left)[:, 1:])
    yield "borrowed are lent, in the city", off(borrowed.sum(2), lent.sum(2))
    yield "certified are some of the trained", int((certified[..., :2] > trained[..., :2] + 1).sum())
    yield "only caregivers are lent", int((borrowed + lent)[..., 2:].sum())
    yield "nobody is less than none", int((run["staff_flows"] < 0).sum() + (post < 0).sum())
    yield "who has a certificate is in post", int((run["staff_certified"] > post).sum() + (run["staff_certified"] < 0).sum())


def who_pays(run):
    cost, received = run["cost"], run["received"]
    purpose, payer = run.labels["purpose"].index, run.labels["payer"].index
    yield "what is paid is received, by purpose", off(cost.sum(-1), received.sum(-1), FEN)
    yield "nobody pays less than nothing", int((cost < 0).sum() + (received < 0).sum() + (run["unfunded"] < 0).sum())
    yield "no year lies behind the census", int((numpy.nan_to_num(cost[:, 0]) != 0).sum())
    paid, budget, unfunded = cost.sum(-2)[:, 1:], run["budget"][:, 1:], run["unfunded"][:, 1:]
    stated = ~numpy.isnan(budget)
    yield "unfunded only where a budget is stated", int((unfunded[~stated] != 0).sum())
    of_city = numpy.maximum(0, paid.sum(2) - budget.sum(2))
    own = numpy.maximum(0, paid - budget)[..., payer("district")]
    is_district = numpy.arange(paid.shape[-1]) == payer("district")
    in_city = stated.all(2) & ~is_district
    yield "unfunded is what the city's budgets lack", off(unfunded.sum(2)[in_city], of_city[in_city], 1)
    of_district = stated[..., payer("district")]
    yield "a district's budget is its own", off(unfunded[..., payer("district")][of_district], own[of_district], 1)
    by_ltci = cost[..., payer("ltci")]
    for mode, of in enumerate(("operate", "serve", "allowances")):
        yield f"insurance pays {run.labels['ltci_mode'][mode]}", off(run["ltci_cost"][:, 1:, :, mode],
                                                                   by_ltci[:, 1:, :, purpose(of)], FEN)
    loans = items(run["loans"][:, 1:], run.labels["loan_item"])
    yield "interest is paid", off(loans["interest"], cost[:, 1:, :, purpose("interest")].sum(-1), FEN)
    yield "a part of it by the state", int((loans["interest_subsidy"] > loans["interest"] + FEN).sum())
    yield "land is paid", off(run["land_cost"][:, 1:].sum(-1), cost[:, 1:, :, purpose("land")].sum(-1), FEN)
    subsidies = cost[:, 1:, :, purpose("subsidise"), payer("city")]
    yield "the city pays awards", int((run["award"][:, 1:] > subsidies + FEN).sum())
    cash = numpy.delete(run["allowance_cost"], run.labels["allowance_kind"].index("care"), -1)
    yield "benefits are paid", off(cash.sum(-1)[:, 1:], (cost[..., purpose("allowances"), :].sum(-1) -
                                                        by_ltci[..., purpose("allowances")])[:, 1:], 1)


def who_is_served(run):
    eligible, asked, served, unserved = numpy.moveaxis(run["services"], -1, 0)
    yield "asked is served or not", off(asked, served + unserved)
    yield "who asks is eligible", int((asked > eligible).sum())
    yield "nobody served less than none", int((run["services"] < 0).sum())
    given, missing, unmet = numpy.moveaxis(run["service_hours"][:, 1:], -1, 0)
    yield "hours missing are those of families", off(missing, run["care_hours"][:, 1:, ..., 2], 1e-6)
    yield "hours unmet", off(unmet, numpy.maximum(0, missing - given), 1e-6)
    cost, purpose = run["cost"][:, 1:].sum(-1), run.labels["purpose"].index
    spent = dict(zip(run.labels["service"], numpy.moveaxis(run["service_cost"][:, 1:], -1, 0)))
    yield "adaptation is spent", off(cost[..., purpose("adaptation")], spent["adaptation"], 1)
    # the canteens' part of meals is a subsidy
    yield "meals are spent", int((cost[..., purpose("meals")] > spent["meals"] + 1).sum())
    at_home = sum(amount for name, amount in spent.items() if name not in ("adaptation", "meals"))
    yield "services are spent", off(cost[..., purpose("serve")], at_home, 1)


def who_is_reached(run):
    of = items(run["destitute"], run.labels["destitute_item"])
    of_groups = run["groups"][..., run.labels["group"].index("destitute")]
    yield "the destitute are those of the groups", off(of["supported"], of_groups)
    yield "who is willing has a bed or waits", off(of["willing"], of["in_home"] + of["waiting"])
    yield "all are supported", int((numpy.maximum(of["unable"], of["willing"]) > of["supported"]).sum())
    yield "the unable in homes are both", int((of["unable_in_home"] > numpy.minimum(of["unable"], of["in_home"])).sum())
    disabled, helped = numpy.moveaxis(run["disabled_help"], -1, 0)
    yield "the disabled are those of the levels", off(disabled, run["disability"][..., 1:].sum((-3, -2, -1)))
    yield "the helped are some of the disabled", int((helped > disabled).sum() + (helped < 0).sum())


def what_is_built(run):
    of = items(run["four_sync"], run.labels["four_sync_count"])
    order = ("planned", "built", "accepted", "handed_over", "compliant")
    for earlier, later in zip(order, order[1:]):
        yield f"{later} are some of the {earlier}", int((of[later] > of[earlier] + 1e-9).sum())
    for name in order + ("cleared",):
        yield f"{name} never fall", int((numpy.diff(of[name], axis=1) < -1e-9).sum())
    extra = total(of, "compliant", "backlog", "cleared") - of["handed_over"]  # built by 2020 and never handed over
    yield "handed over comply, are in the backlog or cleared", off(extra, extra[:, :1] * numpy.ones_like(extra), 1e-6)
    yield "no area less than none", int((run["four_sync"] < -1e-9).sum())


def children(run):
    of = items(run["childcare"], run.labels["childcare_item"])
    yield "under three", off(of["under_3"], run["population"][..., :3].sum((-1, -2)))
    yield "children asked for are looked after or not", off(of["demand"], of["used"] + of["unmet"])
    yield "places for children are used or idle", off(of["places"], of["used"] + of["idle"])
    yield "inclusive are some of the places", int((of["inclusive_places"] > of["places"]).sum())
    yield "certified are some of the workers", int((of["certified_needed"] > of["workers_needed"]).sum())
    yield "demand is of children", int((of["demand"] > of["under_3"]).sum())
    yield "no child less than none", int((run["childcare"] < 0).sum())


ALL = (who_waits, who_is_placed, who_is_where, what_stands, who_cares, who_pays, who_is_served, who_is_reached, what_is_built,
       children)


def differing(run):
    """{account: cells that do not hold}"""
    return {name: n for account in ALL for name, n in account(run)}


def spoil(run, name):
    """One too many, or a thousand yuan, in a cell of the last years with something in it."""
    cube = numpy.nan_to_num(run.cubes[name].astype(float))
    cube[:, :cube.shape[1] // 2] = 0
    if name in SPOILT_ITEM:  # the others of their last axis may be any number
        cube[..., numpy.arange(cube.shape[-1]) != SPOILT_ITEM[name]] = 0
    run.cubes[name] = run.cubes[name].copy()
    run.cubes[name].reshape(-1)[numpy.flatnonzero(cube)[0]] += 1 if run.cubes[name].dtype.kind == "i" else 1000
