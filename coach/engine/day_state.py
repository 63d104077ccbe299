"""What kind of day it is: its colour, how much of the usual, and what waits (R4.7 to R4.9, R4.12, R4.13).

Worked out from today's check-in and the days before it. It says nothing about sessions; `day` applies it to one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from coach.domain.events import CheckIn
from coach.domain.exercise import Exercise
from coach.domain.rules import Progression, Rules
from coach.domain.vocabulary import Position
from coach.engine.blocks import left_by_b_ex
from coach.engine.day_signs import DaySigns, baseline, flare_of
from coach.engine.day_windows import Hour, WindowNow, floor_or_feet, windows_now
from coach.engine.history import History
from coach.engine.person import Person
from coach.engine.shares import share_of
from coach.engine.stop_rules import RESTFUL

Colour = Literal["green", "amber", "red"]
SUPPORTED = frozenset({"two_hands_fixed", "one_hand_fixed", "helper_hands_on", "standing_frame", "own_aid"})
"""Firm holds that are left for seven days after a fall or near-fall (R2.3 stop_fall)."""
RANGE = frozenset({"stretching", "mobility"})
TEXTURE = "ds_texture"
STRONGER = ("infection", "held_relapse", "held_operation", "rest_only")
"""Limits that leave less than the five minutes of a bad day may hold."""
WEAKER = ("heat_hot", "flare", "spasm_flare", "nerve_flare", "gtps_flare", "heat_warm", "tod_bedtime")
"""Limits that make a day other than usual, what leaves least first."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An exercise as it would be done: the position, and where that puts the person."""

    exercise: Exercise
    position: Position
    on_feet: bool
    on_floor: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that waits today: what it forbids, and why in words."""

    rule: str
    text: str
    forbids: Callable[[Spot], bool]


@dataclass(frozen=True, slots=True)
class DayState:
    """The day as the rules see it."""

    colour: Colour = "green"
    percent: int = 100
    """How much of the usual dose."""
    limits: tuple[Limit, ...] = ()
    five_minutes: bool = False
    """Whether a session is the bad day's five minutes (R4.12 bad_day)."""
    squeezes: bool = True
    """Whether the five minutes may hold isometric squeezes; not in great heat."""
    why_less: str | None = None
    """Why it is less than usual, in words."""
    shorter: bool = False
    """Whether the time of the whole session counts, and not only the dose of each exercise (R4.7 en_recover)."""
    advice: tuple[str, ...] = ()
    """What else helps today."""

    @property
    def says(self) -> str:
        """What makes today other than a usual day, in a sentence or two; empty where nothing does.

        A day of the colour amber or red says so itself, unless something stronger holds.
        """
        told = {limit.rule: limit.text for limit in self.limits}
        first = next((told[rule] for rule in STRONGER if rule in told), "")
        if not first and self.colour == "green":
            first = next((told[rule] for rule in WEAKER if rule in told), self.why_less or "")
        fall = told.get("stop_fall", "") if self.colour != "red" else ""
        return " ".join(part for part in (first, fall) if part)

    def forbids(self, spot: Spot) -> Limit | None:
        """The first limit that stands against this."""
        return next((limit for limit in self.limits if limit.forbids(spot)), None)


def day_colour(told: CheckIn | None, rise: float | None, rules: Progression) -> Colour:
    """Green, amber or red (R4.7 en_today_score, R4.12 bad_day); `rise` is pain above the usual."""
    if told is None:
        return "red" if rise is not None and rise >= rules.bad_pain_rise else "green"
    risen = rise is not None and rise >= rules.bad_pain_rise
    tired = told.fatigue >= rules.bad_fatigue_from
    if told.bad_day or tired or told.sleep == "under_4_5h" or told.heat == "hot" or risen:
        return "red"
    return "amber" if told.fatigue >= rules.amber_fatigue_from or told.sleep == "under_6h" else "green"


def usual_pain(person: Person, signs: DaySigns, before: date, rules: Progression) -> float | None:
    """The baseline of a day: the check-ins of the days before it, else the intake's answer."""
    return baseline(signs.pains(), before, rules.baseline.days, _answer(person, "pain"))


def _answer(person: Person, key: str) -> int | None:
    value = person.answered.values.get(key)
    return value if isinstance(value, int) else None


def colour_today(person: Person, history: History, today: date, rules: Progression) -> Colour:
    """The colour of the day."""
    usual = usual_pain(person, history.signs, today, rules)
    resting = history.signs.resting
    rise = None if usual is None or resting is None else resting - usual
    return day_colour(history.signs.told(today), rise, rules)


def day_state(person: Person, history: History, rules: Rules, today: date, hour: Hour | None = None) -> DayState:
    """All that holds today; with an hour, also what the medicines forbid then (R4.9)."""
    numbers, limits = rules.progression, _Gathered([], [], [])
    signs, told = history.signs, history.signs.told(today)
    colour = colour_today(person, history, today, numbers)
    if colour == "amber":
        limits.smaller(numbers.amber_percent, "A middling day")
    _illness(limits, signs, today, numbers)
    if hour is not None:
        for window in windows_now(hour, person, signs.taken, rules.timing):
            limits.bar(window.rule, window.text, _kept_out(window, person, rules))
    _falls(limits, history, numbers)
    _pain(limits, signs, numbers)
    _heat(limits, person, told, numbers)
    _night(limits, signs, today)
    _cost(limits, person, signs, numbers)
    _flares(limits, person, signs, today, numbers)
    return DayState(
        colour=colour,
        percent=min((percent for percent, _ in limits.shares), default=100),
        limits=tuple(limits.bars),
        five_minutes=colour == "red",
        squeezes=told is None or told.heat != "hot",
        why_less=limits.why_less(),
        shorter=_took_long(signs),
        advice=tuple(dict.fromkeys(limits.notes)),
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Limits, shares of the usual with their reason, and notes, as the rules add them."""

    bars: list[Limit]
    shares: list[tuple[int, str]]
    notes: list[str]

    def bar(self, rule: str, text: str, forbids: Callable[[Spot], bool]) -> None:
        self.bars.append(Limit(rule, text, forbids))

    def smaller(self, percent: int, why: str) -> None:
        self.shares.append((percent, why))

    def why_less(self) -> str | None:
        least = min(self.shares, default=None)
        return None if least is None else f"{least[1]}, so each exercise is about {least[0]} % of the usual."


def _loose(spot: Spot) -> bool:
    """On the feet without a firm hold."""
    return spot.on_feet and spot.exercise.support not in SUPPORTED


def _kept_out(window: WindowNow, person: Person, rules: Rules) -> Callable[[Spot], bool]:
    """What waits in the hours of a medicine: some kinds of work, the feet and the floor, or what has no firm hold."""
    if window.shares:
        return lambda spot: share_of(spot.exercise, person.level, rules) in window.shares
    return floor_or_feet if window.open else _loose


def _falls(limits: _Gathered, history: History, rules: Progression) -> None:
    """R2.3 stop_fall, R4.11 pr_down_fall."""
    if history.falls_7_days:
        days = rules.supported_days
        limits.bar("stop_fall", f"After a fall or near-fall, only work with a firm hold for {days} days.", _loose)


def _pain(limits: _Gathered, signs: DaySigns, rules: Progression) -> None:
    """R4.11: much pain at rest leaves relaxing, breathing and positions."""
    if signs.resting is not None and signs.resting >= rules.rest_only_from:
        text = "It hurts a lot at rest, so today only breathing, relaxing and easy positions."
        limits.bar("rest_only", text, lambda spot: spot.exercise.family not in RESTFUL)


def _heat(limits: _Gathered, person: Person, told: CheckIn | None, rules: Progression) -> None:
    """R4.8 heat_room: from 25 degrees for who is sensitive to heat, from 30 for everybody."""
    if told is None:
        return
    if told.heat == "hot":
        text = "In great heat, only stretching and breathing."
        gentle = RANGE | {"relaxation"}
        limits.bar("heat_hot", text, lambda spot: spot.on_feet or spot.exercise.module not in gentle)
        limits.notes.append("A fan and something cool to drink help.")
    elif told.heat == "warm" and person.says("heat_flag"):
        limits.bar("heat_warm", "In the warmth, sitting or lying is easier on you.", lambda spot: spot.on_feet)
        limits.smaller(rules.heat.warm_percent, "It is warm")
        limits.notes.append("A cooler hour or a fan helps.")


def _night(limits: _Gathered, signs: DaySigns, today: date) -> None:
    """R4.9 tod_bedtime: the first session of a sleepy morning is off the feet."""
    told = signs.told(today)
    if told is not None and told.groggy and today not in signs.trained:
        text = "Your medicine of the night still makes you sleepy, so the first session is off your feet."
        limits.bar("tod_bedtime", text, floor_or_feet)


def _cost(limits: _Gathered, person: Person, signs: DaySigns, rules: Progression) -> None:
    """R4.7 en_recover and R4.11 pr_24h_fail: the next session is shorter, at the same effort."""
    for one in signs.unspent:
        usual = usual_pain(person, signs, one.day, rules)
        pain = one.check_in.pain
        sore = one.trained_before and usual is not None and pain is not None and pain >= usual + rules.flare.rise
        if one.check_in.cost in ("over_two_hours", "next_day") or sore:
            limits.smaller(rules.cost.percent, "The last session cost you a lot")
            return


def _took_long(signs: DaySigns) -> bool:
    return any(one.check_in.cost == "over_two_hours" for one in signs.unspent)


def _flares(limits: _Gathered, person: Person, signs: DaySigns, today: date, rules: Progression) -> None:
    """R4.12: flare, gtps_flare, spasm_flare, nerve_flare."""
    flare = rules.flare
    long = flare_of(signs, today, _answer(person, "pain"), rules)
    if long is not None:
        text = "Your pain has been up for some days, so for now it is gentle holds, easy movement and positions."
        limits.bar("flare", text, lambda spot: not _flare_leaves(spot))
        limits.smaller(flare.percent, "Your pain has been up for some days")
        if long.day > flare.most_days:
            limits.notes.append(
                f"It has been more than {flare.most_days} days. Please see your doctor or physiotherapist about it."
            )
    _gtps(limits, person, signs, today, rules)
    _spasm(limits, person, signs, today, rules)
    _nerve(limits, person, signs, today, rules)


def _flare_leaves(spot: Spot) -> bool:
    exercise = spot.exercise
    if exercise.module == "strengthening":
        return exercise.isometric and not spot.on_feet
    return exercise.module == "relaxation" or (exercise.module in RANGE and not spot.on_feet)


def _risen(person: Person, signs: DaySigns, day: date, pain: int, rules: Progression) -> bool:
    usual = usual_pain(person, signs, day, rules)
    return usual is not None and pain >= usual + rules.flare.rise


def _gtps(limits: _Gathered, person: Person, signs: DaySigns, today: date, rules: Progression) -> None:
    """More pain in the morning, or at the outer hip, where that is the sore part: holds only for a week."""
    since = today - timedelta(days=rules.flare.gtps_days)
    ratings = [*signs.pains(), *signs.outer_hip]
    if "gtps" not in person.kept or not any(
        day > since and _risen(person, signs, day, pain, rules) for day, pain in ratings
    ):
        return
    text = "Your outer hip is more sore, so for a week it gets still holds, and no stairs."
    limits.bar("gtps_flare", text, _irritates_outer_hip)
    limits.notes.append("A pillow between the knees at night and short steps help the outer hip.")


def _irritates_outer_hip(spot: Spot) -> bool:
    exercise = spot.exercise
    if exercise.module == "strengthening":
        return not exercise.isometric
    return "stairs" in exercise.surface or "stairs" in exercise.targets or "step_length" in exercise.targets


def _spasm(limits: _Gathered, person: Person, signs: DaySigns, today: date, rules: Progression) -> None:
    told = signs.told(today)
    if told is None or told.spasticity is None:
        return
    usual = baseline(signs.stiffness(), today, rules.baseline.days, person.number("spasticity"))
    if usual is not None and told.spasticity >= usual + rules.flare.spasm_rise:
        gentle = RANGE | {"relaxation"}
        text = "Your legs are stiffer than usual, so today it is slow stretching and calm."
        limits.bar("spasm_flare", text, lambda spot: spot.on_feet or spot.exercise.module not in gentle)
        limits.notes.append(
            "Look for what sets it off: bladder, bowels, skin, an infection, tight clothes or shoes. Stay cool."
        )


def _nerve(limits: _Gathered, person: Person, signs: DaySigns, today: date, rules: Progression) -> None:
    """More burning: light movement on that day, and no work with textures for 48 hours."""
    if "neuropathic" not in person.kept:
        return
    pause = timedelta(hours=rules.flare.texture_pause_h)
    days = [day for day, pain in signs.pains() if _risen(person, signs, day, pain, rules)]
    if not any(today - day <= pause for day in days):
        return
    limits.bar("nerve_texture", "After a day of more burning, work with textures waits 48 hours.", _is_texture)
    if today in days:
        text = "The burning is up, so today it is breathing and light movement."
        limits.bar("nerve_flare", text, lambda spot: spot.on_feet or spot.exercise.effort > 2)
        limits.notes.append("Cool the room if heat makes it worse, and do something that takes your mind off it.")


def _is_texture(spot: Spot) -> bool:
    return spot.exercise.family == TEXTURE


# Illness (R4.13)


def _illness(limits: _Gathered, signs: DaySigns, today: date, rules: Progression) -> None:
    held = [phase for phase in ("relapse", "operation") if _runs(signs, phase, until=("cleared",))]
    for phase in held:
        text = f"Balance, walking and strength wait after {_A[phase]}, until your doctor or physiotherapist agrees."
        limits.bar(f"held_{phase}", text, _held_work)
    if _runs(signs, "infection", until=("ended", "cleared")):
        text = "With a fever or an infection the body needs rest: only breathing and easy positions."
        limits.bar("infection", text, _not_restful)
        return
    over = _last(signs, "infection")
    if over is None or over > today:
        return
    rest = timedelta(hours=rules.illness.fever_rest_h)
    if today - over < rest:
        text = "The fever has only just gone: two days of rest, with breathing and easy positions."
        limits.bar("infection", text, _not_restful)
    elif today - over < rest + timedelta(days=rules.illness.return_days) and not _replanned(signs, over):
        limits.smaller(rules.illness.return_percent, "You are coming back after an infection")


_A = {"relapse": "a relapse", "operation": "an operation"}


def _replanned(signs: DaySigns, over: date) -> bool:
    return signs.replanned is not None and signs.replanned >= over


def _held_work(spot: Spot) -> bool:
    return spot.on_feet or spot.exercise.module in ("balance", "gait", "strengthening")


def _not_restful(spot: Spot) -> bool:
    return not left_by_b_ex(spot.exercise, leg_rest=False)


def _runs(signs: DaySigns, phase: str, *, until: tuple[str, ...]) -> bool:
    """Whether a phase began and has not come to what ends it here."""
    running = False
    for one in signs.phases:
        if one.phase == phase:
            running = one.state == "began" or (running and one.state not in until)
    return running


def _last(signs: DaySigns, phase: str) -> date | None:
    """The day on which a phase ended."""
    return max((one.on for one in signs.phases if one.phase == phase and one.state != "began"), default=None)


def blocks_progress(person: Person, history: History, today: date, rules: Progression) -> str | None:
    """Why nothing may become harder now, in words; None where it may (R4.11 pr_block, R4.13)."""
    signs = history.signs
    if "B_PROG" in person.blocks or "B_EX" in person.blocks or "B_ALL" in person.blocks:
        return "A safety answer is open, so nothing becomes harder for now."
    if _runs(signs, "relapse", until=("cleared",)) or _runs(signs, "operation", until=("cleared",)):
        return "Nothing becomes harder until your doctor or physiotherapist agrees."
    if _runs(signs, "infection", until=("ended", "cleared")):
        return "Nothing becomes harder during an infection."
    if _runs(signs, "steroids", until=("ended", "cleared")):
        return "Nothing becomes harder during a course of steroids."
    over = _last(signs, "steroids")
    if over is not None and today <= over + timedelta(days=rules.illness.steroid_days):
        return f"Nothing becomes harder until {rules.illness.steroid_days} days after a course of steroids."
    return None
