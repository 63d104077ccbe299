"""From filled drafts to sessions: order, warm-up and cool-down, names and times (decisions 6, R4.10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coach.domain.plan import Session
from coach.domain.vocabulary import DAYS, Part, Share
from coach.engine.choosing import COOL_DOWN_FAMILIES, WARM_UP_FAMILIES, Draft, Week, ends_on_offer
from coach.engine.doses import Caps, caps, over_cap
from coach.engine.minutes import run_seconds
from coach.engine.options import Option
from coach.engine.ordering import posture
from coach.engine.person import clock_text
from coach.engine.places import allowed_in
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
        items = tuple(item_of(option, part, week.person, week.rules) for option, part in run)
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
    ends_from = week.rules.weekly.warm_up_from_min * 60
    items = list(draft.items)
    while items:
        run = _main(Draft(draft.frame, items).ordered(), draft, week)
        bare = _seconds(run, week)
        if draft.frame.optional or bare < ends_from - NEARLY_S:
            draft.items[:] = items
            return run
        used = {option.exercise.id for option, _ in run}
        warm = _end(week, draft, used, known, run[0][0], "warm_up")
        more = known | used | ({warm.exercise.id} if warm else set())
        cool = _end(week, draft, used | more - known, more, run[-1][0], "cool_down")
        ends = [(warm, "warm_up"), *run, (cool, "cool_down")] if warm and cool else run
        last = draft.frame.seconds if ends is not run else min(draft.frame.seconds, ends_from - 1)
        if ends is not run and bare < ends_from and _seconds(ends, week) > min(last, most):
            ends, last = run, min(draft.frame.seconds, ends_from - 1)
        if _seconds(ends, week) <= last:
            draft.items[:] = items
            return ends
        _make_room(items, _seconds(ends, week) - last)
    return []


NEARLY_S = 240
"""From so much below the length that needs a warm-up and a cool-down, a session has them where time is left."""


def _main(plain: list[Option], draft: Draft, week: Week) -> list[tuple[Option, Part]]:
    """The main items with the opening that suits them, which may cost a change of position only where there is time."""
    opened: list[tuple[Option, Part]] = [(option, "main") for option in opening_first(plain, week)]
    if _seconds(opened, week) <= draft.frame.seconds:
        return opened
    return [(option, "main") for option in plain]


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
    easy = next((option for option in ordered if option.exercise.effort <= EASY_EFFORT), None)
    if easy is not None and ordered[0].exercise.effort > EASY_EFFORT:
        return [easy, *(option for option in ordered if option is not easy)]
    return ordered


EASY_EFFORT = 2
"""Light enough to begin with (exercises 2)."""


def _seconds(run: Sequence[tuple[Option, Part]], week: Week) -> int:
    spots = [(option.seconds, option.position) for option, _ in run]
    return run_seconds(spots, week.person.level, week.rules.weekly)


def _end(week: Week, draft: Draft, used: set[str], known: set[str], beside: Option, part: Part) -> Option | None:
    """An easy movement to begin with, slow breathing to end with: at least two minutes, near `beside` in position."""
    full = len(known) >= week.entry_limit
    least = week.rules.weekly.warm_up_s
    most = max(least + 60, draft.frame.seconds // 10)
    found: list[tuple[tuple[int, int, int, str], Option]] = []
    fitting = ends_on_offer(week.offer)[part == "cool_down"]
    families = COOL_DOWN_FAMILIES if part == "cool_down" else WARM_UP_FAMILIES
    for options in week.offer.options.values():
        for option in options:
            exercise = option.exercise
            new = exercise.id not in known
            if exercise.id not in fitting or exercise.id in used or not allowed_in(option, draft.frame):
                continue
            if full and new:
                continue
            limit = caps(exercise, week.person.facts, week.person.level, week.rules)
            sized = _sized(option, least, most, limit)
            if sized is not None:
                far = abs(posture(option.position) - posture(beside.position))
                move = int(option.position != beside.position)
                order = families.index(exercise.family)
                key = (move + far, int(new), order, exercise.id)
                found.append((key, sized))
    return min(found, key=lambda row: row[0])[1] if found else None


def _sized(option: Option, least: int, most: int, limit: Caps) -> Option | None:
    """The option made to last between `least` and `most` seconds within its caps, or None."""
    if least <= option.seconds <= least + 20:
        return option
    kind, dose = option.exercise.kind, option.dose
    key = {"reps": "reps", "hold": "reps", "timed": "time_s", "breath": "breaths"}[kind]
    ceiling = getattr(limit, key) or getattr(dose, key) or 0
    step = 10 if kind == "timed" else 1
    one = dose.model_copy(update={key: step, "sets": 1}).seconds(kind)
    two = dose.model_copy(update={key: 2 * step, "sets": 1}).seconds(kind)
    sides = 2 if option.side == "both" else 1
    for sets in (1, 2):
        # seconds grow evenly with the amount, so the smallest that lasts long enough follows directly
        steps = max(1, -(-(least - sets * sides * (2 * one - two)) // (sets * sides * (two - one))))
        trial = dose.model_copy(update={key: steps * step, "sets": sets})
        fits = steps * step <= ceiling and over_cap(trial, limit) is None
        if fits and least <= trial.seconds(kind, sides) <= most:
            return option.with_dose(trial)
    return None


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
