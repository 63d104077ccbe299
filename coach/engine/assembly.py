"""From filled drafts to sessions: order, warm-up and cool-down, names and times (decisions 6, R4.10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coach.domain.plan import Session
from coach.domain.vocabulary import DAYS, Part, Share
from coach.engine.choosing import Draft, Week
from coach.engine.minutes import run_seconds
from coach.engine.options import Option
from coach.engine.ordering import count_changes
from coach.engine.person import clock_text
from coach.engine.reasons import item_of

SHARE_TITLE: dict[Share, str] = {
    "balance": "steady feet", "gait": "better steps", "strength": "strong hips", "aerobic": "heart and breath",
    "stretch": "loosen up", "calm": "quiet time",
}  # fmt: skip


def to_sessions(week: Week) -> tuple[Session, ...]:
    """The sessions of all drafts that hold anything, named and in order of time; equal ones become one."""
    sessions: list[Session] = []
    titles: Counter[str] = Counter()
    known = week.entries()
    spare = week.spare_seconds()
    for draft in week.drafts:
        bare = _seconds([(option, "main") for option in draft.ordered()], week)
        run = _with_ends(draft, week, known, bare + max(0, spare) // len(draft.frame.days)) if draft.items else []
        spare -= max(0, _seconds(run, week) - bare) * len(draft.frame.days)
        known |= {option.exercise.id for option, _ in run}
        items = tuple(item_of(option, part, week.person, week.stock.rules) for option, part in run)
        at = clock_text(draft.frame.at)
        twin = next((s for s in sessions if s.exercise == items and s.at == at and not s.optional), None)
        if twin is not None:
            days = tuple(sorted({*twin.days, *draft.frame.days}, key=DAYS.index))
            sessions[sessions.index(twin)] = twin.model_copy(update={"days": days})
        elif items:
            title = _title(draft, week)
            titles[title] += 1
            number = f" {titles[title]}" if titles[title] > 1 else ""
            session = Session(
                id=f"session_{draft.frame.name}", title=title + number, days=draft.frame.days, at=at,
                optional=draft.frame.optional, exercise=items,
            )  # fmt: skip
            sessions.append(session)
    return tuple(sorted(sessions, key=lambda s: (s.at, s.id)))


def _with_ends(draft: Draft, week: Week, known: set[str], most: int) -> list[tuple[Option, Part]]:
    """The items in order, with warm-up and cool-down where the session is long enough (decisions 6).

    Where both do not fit beside the main items, the least of these makes room: a warm-up is never what is saved. Where
    there is none for this person, the session stays too short to need one. A session that nearly needs them has them
    where time is left: it may last `most` seconds. `known` are the week's exercises so far.
    """
    items = list(draft.items)
    while items:
        plain = Draft(draft.frame, items).ordered()
        runs = [_run(main, draft, week, known, most) for main in (opening_first(plain, week), plain)]
        run, last = next((one for one in runs if _seconds(one[0], week) <= one[1]), runs[-1])
        over = _seconds(run, week) - last
        if over <= 0:
            draft.items[:] = items
            return run
        _make_room(items, over)
    return []


def _run(
    main: list[Option], draft: Draft, week: Week, known: set[str], most: int
) -> tuple[list[tuple[Option, Part]], int]:
    """The items with the ends that they need, or that there is time for, and how long that may last."""
    ends_from = week.stock.rules.weekly.warm_up_from_min * 60
    run: list[tuple[Option, Part]] = [(option, "main") for option in main]
    bare = _seconds(run, week)
    short = min(draft.frame.seconds, ends_from - 1)
    if draft.frame.optional or bare < ends_from - NEARLY_S:
        return run, draft.frame.seconds if draft.frame.optional else short
    used = {option.exercise.id for option in main}
    everything, (_, cools) = week.stock.ends.everything, week.stock.ends.ids
    free = week.stock.most_entries - len(known) - (not cools & known)  # a place is kept for the cool-down
    barred = everything - known if free <= 0 else frozenset()
    warm = week.stock.ends.warm_up(draft.frame, main[0].position, barred, used, known)
    more = known | ({warm.exercise.id} if warm else set())
    barred = everything - more if len(more) >= week.stock.most_entries else frozenset()
    cool = week.stock.ends.cool_down(draft.frame, main[-1].position, barred, used, more)
    if warm is None or cool is None:
        return run, short
    ends: list[tuple[Option, Part]] = [(warm, "warm_up"), *run, (cool, "cool_down")]
    if bare < ends_from and (_seconds(ends, week) > min(draft.frame.seconds, most) or _moves_more(ends, run)):
        return run, short
    return ends, draft.frame.seconds


NEARLY_S = 240
"""From so much below the length that needs a warm-up and a cool-down, a session has them where time is left."""


def _moves_more(ends: Sequence[tuple[Option, Part]], run: Sequence[tuple[Option, Part]]) -> bool:
    """Whether warm-up and cool-down ask for more changes of position."""
    with_ends, without = ([option.position for option, _ in one] for one in (ends, run))
    return count_changes(with_ends) > count_changes(without)


def _make_room(items: list[Option], over: int) -> None:
    """Shorten something that goes by time, or take away the item that matters least."""
    for place, option in enumerate(items):
        if option.least_s < option.seconds and option.seconds - over >= option.least_s:
            items[place] = option.shortened(option.seconds - over)
            return
    items.remove(min(items, key=lambda option: (option.share in PROTECTED, option.rank)))


PROTECTED = frozenset({"strength"})
"""Shares that give way last when a warm-up needs room."""


def opening_first(ordered: list[Option], week: Week) -> list[Option]:
    """What comes first where the usual order gives way.

    With strong stiffness one slow stretch comes before balance and gait (R4.10 exception); a session without a warm-up
    begins with an easy item (decisions 6).
    """
    feet = any(option.share in ("balance", "gait") and option.way.on_feet for option in ordered)
    stretch = [option for option in ordered if option.share == "stretch"]
    if week.person.number("spasticity") >= 6 and feet and stretch:
        first = stretch[0]
        return [first, *(option for option in ordered if option is not first)]
    if not ordered or ordered[0].exercise.effort <= EASY_EFFORT:
        return ordered
    openings = [
        [easy, *(option for option in ordered if option is not easy)]
        for easy in ordered
        if easy.exercise.effort <= EASY_EFFORT
    ]
    return min(openings, key=lambda run: count_changes([one.position for one in run]), default=ordered)


EASY_EFFORT = 2
"""Light enough to begin with (exercises 2)."""


def _seconds(run: Sequence[tuple[Option, Part]], week: Week) -> int:
    spots = [(option.seconds, option.position) for option, _ in run]
    return run_seconds(spots, week.person.level, week.stock.rules.weekly)


def _title(draft: Draft, week: Week) -> str:
    at = draft.frame.at
    when = "Morning" if at < 12 * 60 else "Afternoon" if at < 17 * 60 else "Evening"
    if draft.frame.bed:
        return "Before you get up: " + SHARE_TITLE["stretch"]
    if draft.frame.optional:
        return "With a helper, if someone is there"
    seconds: Counter[Share] = Counter()
    for option in draft.items:
        seconds[option.share] += option.seconds
    ranked = sorted(seconds, key=lambda share: (-seconds[share], share))
    if "strength" in ranked[:2]:
        ranked = ["strength", *(share for share in ranked if share != "strength")]
    words = " and ".join(SHARE_TITLE[share] for share in ranked[:2]) if len(ranked) > 1 else SHARE_TITLE[ranked[0]]
    return f"{when}: {words}"
