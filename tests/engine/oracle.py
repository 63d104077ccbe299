"""A second opinion on plans: every hard rule of decisions.md and rules.md, over the raw TOML of `exercises/`.

Shares no code with `coach.engine`; only the models of `coach.domain` say what a plan and a profile look like.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import tomli

from coach.domain.plan import Plan, PlanItem, Session
from coach.domain.profile import Profile
from tests.engine.oracle_person import FEET, LYING, minute
from tests.engine.oracle_person import Reading as Reading

REPO = Path(__file__).resolve().parents[2]
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Entry = dict[str, Any]
TEMPO_S = {"slow": 6, "natural": 3, "cued": 3, "steady": 3, "ease_in": 6}
UNTIL_STEADY = {"aer_walk_intervals", "gait_metronome_walk", "gait_step_length_lines"}
NOT_ON_IMPACT = {
    "str_offset_squat", "str_bridge_offset", "bal_tandem", "bal_tandem_walk", "gait_march_supported",
    "gait_straight_line_swing", "gait_knee_bend_swing", "bal_step_directions", "aer_step_tap", "aer_walk_intervals",
    "gait_metronome_walk",
}  # fmt: skip
STILL = {"br_slow", "br_deep", "re_relax", "re_position", "ds_texture", "gt_imagery"}
"""Families in which nothing moves (R1.4 helper_needed at level 5); holds of strength are still too."""


@cache
def entries() -> dict[str, Entry]:
    """All exercises as they stand in the files."""
    found: dict[str, Entry] = {}
    for path in sorted((REPO / "exercises").rglob("*.toml")):
        for name, entry in tomli.loads(path.read_text("utf-8")).items():
            if not name.startswith(("erg_", "hb_")):
                found[name] = {"id": name, **entry}
    return found


def seconds(item: PlanItem, entry: Entry) -> int:
    """Exercises 1 without set-up; one-sided work on both sides counts twice."""
    kind = entry["kind"]
    if kind == "reps":
        tempo = item.tempo or entry["dose"]["tempo"]
        one = sum(int(part) for part in tempo.split("-")) if tempo[0].isdigit() else TEMPO_S[tempo]
        total = item.sets * ((item.reps or 0) * one + item.rest_s)
    elif kind == "hold":
        total = item.sets * (item.reps or 0) * ((item.hold_s or 0) + item.rest_s)
    elif kind == "timed":
        total = item.sets * ((item.time_s or 0) + item.rest_s)
    else:
        total = item.sets * ((item.breaths or 0) * 8 + item.rest_s)
    return total * (2 if item.side == "both" else 1)


def where(item: PlanItem) -> str:
    """The position an item is done in."""
    position: str = item.position or entries()[item.id]["position"]
    return position


def length(session: Session, level: int) -> int:
    """Decisions 6: work, 10 s an item, 30 or 90 s for each position."""
    spots = [where(item) for item in session.exercise]
    changes = (1 + sum(one != two for one, two in pairwise(spots))) if spots else 0
    work = sum(seconds(item, entries()[item.id]) for item in session.exercise)
    return work + 10 * len(spots) + changes * (30 if level <= 2 else 90)


def on_feet(entry: Entry, position: str) -> bool:
    """Decisions 4."""
    return position in FEET or entry["family"] == "sg_sit_to_stand" or entry["id"] == "aer_stationary_bike"


def isometric(entry: Entry) -> bool:
    """Decisions 8."""
    return bool(entry["kind"] == "hold" and entry["effort"] <= 2)


def breaches(plan: Plan, given: Profile, today: date, falls: int = 0) -> list[str]:
    """Everything in a plan that breaks a hard rule for this person."""
    return breaches_for(plan, Reading(given, today, falls))


def breaches_for(plan: Plan, reading: Reading) -> list[str]:
    """The same for somebody as they are on that day, with what the journal says of them."""
    found = list(_week(plan, reading))
    for session in plan.session:
        found += _session(session, reading)
        for item in session.exercise:
            found += [f"{session.id} {item.id}: {words}" for words in _item(item, session, reading)]
    return found


# ---------------------------------------------------------------------------------------------------------- one item


@dataclass(frozen=True)
class Spot:
    """An item where it stands."""

    item: PlanItem
    entry: Entry
    position: str
    reading: Reading
    at: int
    until: float
    optional: bool

    @property
    def feet(self) -> bool:
        return on_feet(self.entry, self.position)

    @property
    def with_helper(self) -> bool:
        return self.item.with_helper


def _item(item: PlanItem, session: Session, reading: Reading) -> Iterator[str]:
    entry = entries().get(item.id)
    if entry is None:
        yield "is not in the catalogue"
        return
    at = minute(session.at)
    spot = Spot(item, entry, where(item), reading, at, at + length(session, reading.level) / 60, session.optional)
    for rule in (
        _whole, left_by_blocks, _fracture, _position, _side, _things, _helper, _standing, _removals, _window, _dose,
        _form,
    ):  # fmt: skip
        yield from rule(spot)


def _whole(spot: Spot) -> Iterator[str]:
    if spot.reading.level not in spot.entry["levels"]:
        yield f"not for level {spot.reading.level}"
    for tag in set(spot.entry.get("tags", [])) & spot.reading.blocked_tags:
        yield f"tag {tag} is blocked"
    for flag in set(spot.entry.get("contra", [])) & spot.reading.contra:
        yield f"contra {flag}"
    if "figure4" in spot.entry.get("tags", []) and "gtps" in spot.reading.kept:
        yield "figure 4 never with gtps (R4.4)"


def left_by_blocks(spot: Spot) -> Iterator[str]:
    """The table of decisions 5."""
    entry, blocks = spot.entry, spot.reading.blocks
    module, family, name = entry["module"], entry["family"], entry["id"]
    strength = module == "strengthening"
    needs = set(entry.get("equipment", []))
    if "B_ALL" in blocks:
        yield "B_ALL leaves nothing"
    if "B_EX" in blocks:
        allowed = family == "br_slow" or name in ("rel_side_lying_support", "rel_body_scan")
        if "rf_dvt" in spot.reading.red_flags:
            allowed = family == "br_slow" or name == "rel_body_scan"
        if not allowed or spot.position == "prone":
            yield "B_EX"
    taken = {
        "B_SIT": spot.position == "sitting",
        "B_STAND": spot.feet,
        "B_HEAVY": (strength and entry["effort"] >= 3) or bool(needs & {"band", "ankle_weight", "light_weights"}),
        "B_IMPACT": "single_leg_stand" in entry.get("tags", []) or entry["fall_risk"] >= 3 or name in NOT_ON_IMPACT,
        "B_AER": module == "aerobic",
        "B_STR": strength or (spot.feet and module in ("gait", "balance")),
        "B_STRETCH": module in ("stretching", "mobility"),
    }
    yield from (block for block, hit in taken.items() if hit and block in blocks)


def _fracture(spot: Spot) -> Iterator[str]:
    """R1.6 pre_fracture_12w together with B_EX (decisions 5)."""
    if spot.reading.fracture == "other" and spot.entry["family"] not in ("br_slow", "re_relax"):
        yield "a broken bone waits for clearance"
    if spot.reading.fracture == "arm":
        if spot.feet:
            yield "on the feet with a broken arm"
        if spot.entry["family"] in ("ae_arm", "sg_push_up_chair", "gt_aid_drill") or spot.position == "quadruped":
            yield "loads a broken arm"


def _position(spot: Spot) -> Iterator[str]:
    """Decisions 1."""
    entry, position, reading = spot.entry, spot.position, spot.reading
    if position not in (entry["position"], *entry.get("alt", [])):
        yield f"cannot be done {position}"
    can, surfaces = reading.places, set(entry["surface"])
    floor = "floor" in surfaces and reading.floor(spot.with_helper)
    bed = "bed" in surfaces and "lie_bed" in can
    if position in LYING or position in ("kneeling", "quadruped"):
        fits = bed or floor
    elif position == "sitting":
        fits = "sit" in can and bool(surfaces & reading.surfaces & {"chair", "wheelchair", "bed", "machine"})
    else:
        fits = bool(surfaces & reading.surfaces - {"bed", "chair", "wheelchair"})
    if position == "prone":
        never = reading.pregnant_week is not None or "bg_pump" in reading.ill or "anterior" in reading.hip_rules
        fits = fits and "prone" in can and not never
    if position == "supine":
        fits = fits and not (reading.pregnant_week is not None and reading.pregnant_week >= 16)
    if position == "standing_supported" or entry["family"] == "sg_sit_to_stand":
        fits = fits and bool(can & {"stand_supported", "stand_free"})
    if position == "standing":
        steady = reading.level <= 1 and not reading.unsteady and reading.tired < 7
        fits = fits and "stand_free" in can and steady
    if position == "walking":
        aided = "stand_supported" in can and bool(reading.things & {"stick", "walker"})
        fits = fits and ("stand_free" in can or aided)
    if not fits:
        yield f"position {position} is not possible"


def _side(spot: Spot) -> Iterator[str]:
    """Nobody lies on an operated side, nor on the sore one with gtps (decisions 1)."""
    if spot.position != "side_lying":
        return
    never = set(spot.reading.operated)
    if "gtps" in spot.reading.kept:
        never |= spot.reading.sore
    if never == {"left", "right"}:
        yield "there is no side left to lie on"
    elif spot.entry["side"] == "unilateral":
        below = "side_lie_on_painful" in spot.entry.get("tags", [])  # the leg below works
        worked = {"left", "right"} if spot.item.side == "both" else {str(spot.item.side)}
        lain_on = worked if below else {{"left": "right", "right": "left"}[side] for side in worked}
        if lain_on & never:
            yield f"lies on the {lain_on & never}"


def _things(spot: Spot) -> Iterator[str]:
    for thing in set(spot.entry.get("equipment", [])) - spot.reading.owned:
        yield f"needs {thing}"


def _helper(spot: Spot) -> Iterator[str]:
    """The entry's own word, R1.4 helper_needed, and helper times (decisions 4)."""
    entry, level = spot.entry, spot.reading.level
    still = entry["family"] in STILL or (entry["module"] == "strengthening" and isometric(entry))
    needed = (
        entry["helper"] == "yes"
        or level in entry.get("helper_at", [])
        or (spot.feet and level in (3, 4))
        or (level == 5 and (not still or entry["fall_risk"] >= 1))
        or (level >= 4 and entry["effort"] >= 4)
        or entry["family"] == "st_standing_frame"
    )
    if needed and not spot.with_helper:
        yield "needs a helper"
    if spot.with_helper and spot.reading.helper == "none":
        yield "there is no helper"
    if spot.with_helper and not spot.optional and not spot.reading.helped(spot.at, spot.until):
        yield "the helper is not there at this time"


def _standing(spot: Spot) -> Iterator[str]:
    reading, entry = spot.reading, spot.entry
    if not spot.feet:
        return
    if reading.level == 5:
        yield "on the feet at level 5"
    if reading.level == 4 and reading.given.asked.taught_standing is not True:
        yield "on the feet at level 4, not taught"
    if reading.unsteady and entry["support"] == "hover_fixed":
        yield "hands free with a high risk of falling (R4.10)"
    if entry["family"] == "sg_step_up" and reading.level >= 2:
        railed = reading.level == 2 and "rail" in reading.things and spot.with_helper
        if not railed:
            yield "step-ups are for levels 0 and 1"


def _removals(spot: Spot) -> Iterator[str]:
    reading, entry = spot.reading, spot.entry
    name, helped = entry["id"], spot.with_helper
    if reading.heart:
        if entry["module"] == "aerobic" and entry["effort"] >= 3:
            yield "aerobic effort without clearance"
        if entry["module"] == "strengthening" and entry["effort"] >= 4:
            yield "hard strength without clearance"
        if name == "rel_chest_expansion":
            yield "chest breaths without clearance"
    if reading.pregnant_week is not None and entry["effort"] >= 4:
        yield "effort in pregnancy"
    if reading.fell >= 2 and name in UNTIL_STEADY and not helped:
        yield "to a beat after two falls"
    if entry["fall_risk"] >= 3 and reading.fell >= 1 and not helped:
        yield "fall risk 3 after a fall"
    steady = {name, *(other for other, one in entries().items() if one.get("harder") == name)}
    if entry["fall_risk"] >= 3 and not steady & (reading.practised or frozenset()):
        yield "fall risk 3 without a steady stage before it"
    loose = entry["fall_risk"] >= 1 or entry["support"] in ("seated_no_backrest", "one_hand_fixed")
    if reading.sits_badly and spot.position == "sitting" and not helped and loose:
        yield "sits without support"
    if entry["family"] == "st_standing_frame":
        if reading.given.asked.taught_standing is not True:
            yield "standing frame, not taught"
        if reading.ill & {"bg_spine_fracture", "bg_fracture_12w"}:
            yield "standing frame after a fracture"


def _window(spot: Spot) -> Iterator[str]:
    """R4.9: nothing on the feet, no sit-to-stand, no floor work."""
    if not spot.reading.woozy(spot.at, spot.until):
        return
    surfaces = set(spot.entry["surface"])
    bed = "bed" in surfaces and "lie_bed" in spot.reading.places
    lies = spot.position in LYING or spot.position in ("kneeling", "quadruped")
    if spot.feet or (lies and not bed):
        yield "inside a medicine window"


# ----------------------------------------------------------------------------------------------------------- the dose


def _dose(spot: Spot) -> Iterator[str]:
    """R4.3 and the doses of R4.4."""
    item, entry, reading = spot.item, spot.entry, spot.reading
    module, kind, family = entry["module"], entry["kind"], entry["family"]
    most: dict[str, int] = {}
    if module == "strengthening":
        if item.sets != 1 and reading.practised is None:
            yield "strength starts with one set"
        if item.sets > (3 if reading.level <= 2 else 2):
            yield f"{item.sets} sets of strength"
        if isometric(entry) and family != "sg_pelvic_floor":
            most |= {"reps": 10 if family == "sg_trunk_brace" else 5, "hold_s": 45}
        if kind == "reps":
            tired = [one >= 5 or reading.feels_heat for one in (reading.usually_tired, reading.tired)]
            low, high = 120 if all(tired) else 60, 240 if any(tired) else 120
            if not low <= item.rest_s <= high:
                yield f"rests {item.rest_s} s"
        most |= {"reps": min(15, most.get("reps", 15))}
    of_family = {
        "sg_sit_to_stand": {"reps": 10}, "sg_step_up": {"reps": 10}, "sg_push_up_chair": {"reps": 8},
        "sg_trunk_brace": {"reps": 10}, "st_back_rock": {"reps": 10}, "st_pelvic_tilt": {"reps": 10},
        "bl_one_leg": {"hold_s": 45},
    }  # fmt: skip
    if kind == "reps" or family == "bl_one_leg":
        most |= of_family.get(family, {})
    if module == "balance" and kind == "hold":
        most["hold_s"] = 45
    for key, cap in most.items():
        if (getattr(item, key) or 0) > cap:
            yield f"{key} {getattr(item, key)} is over {cap}"
    yield from _totals(spot)


def stretch_cap(reading: Reading) -> int:
    """Seconds of holding for one muscle on one side in a day (R4.3)."""
    age = 65 if reading.given.person.age is None else reading.given.person.age
    return 180 if reading.stiff >= 4 else 120 if age >= 60 else 60


def _totals(spot: Spot) -> Iterator[str]:
    item, entry, reading = spot.item, spot.entry, spot.reading
    module, family = entry["module"], entry["family"]
    holds = item.sets * (item.reps or 0) * (item.hold_s or 0)
    bout = item.sets * (item.time_s or 0)
    breathing = item.sets * ((item.breaths or 0) * 8 + item.rest_s) if item.breaths else bout
    position_min = 30 if reading.stiff >= 4 or reading.level >= 4 else 20
    if family in ("st_hipflexor_prone", "re_position"):
        if max(holds, bout) > position_min * 60:
            yield "positioning for too long"
    elif module == "stretching" and entry["kind"] == "hold" and holds > stretch_cap(reading):
        yield f"holds {holds} s in all"
    if module == "balance" and bout > 20 * 60:
        yield "a balance bout over 20 minutes"
    if module == "aerobic" and bout > (40 if reading.level <= 1 else 20) * 60:
        yield "an aerobic bout over its cap"
    if family == "br_slow" and breathing > 5 * 60:
        yield "slow breathing over 5 minutes"
    if family == "ds_texture" and not 120 <= bout <= 300:
        yield "touch practice is 2 to 5 minutes"


def _form(spot: Spot) -> Iterator[str]:
    """Design 3.3: the dose keys of the kind, sides on one-sided entries only."""
    item, kind = spot.item, spot.entry["kind"]
    keys = {"reps": {"reps"}, "hold": {"reps", "hold_s"}, "timed": {"time_s"}, "breath": {"breaths"}}[kind]
    given = {key for key in ("reps", "hold_s", "time_s", "breaths") if getattr(item, key) is not None}
    if given != keys:
        yield f"dose keys {given}"
    if any(getattr(item, key) < 1 for key in given):
        yield "an empty dose"
    if (spot.entry["side"] == "unilateral") != (item.side is not None):
        yield f"side {item.side}"


# ---------------------------------------------------------------------------------------------------- sessions, week


def count(minutes: float) -> int:
    """R4.3: main exercises in a session of so many minutes."""
    return 2 if minutes <= 10 else 4 if minutes <= 20 else 6 if minutes <= 30 else 8


def _session(session: Session, reading: Reading) -> Iterator[str]:
    name, items = session.id, session.exercise
    main = [item for item in items if item.part == "main"]
    easy = not set(session.days) & reading.days
    most = count(max(reading.given.capacity.other_days, 10) if easy else reading.minutes)
    most = min(most, 4) if reading.simple else most
    if not main:
        yield f"{name} is empty"
    if len(main) > most:
        yield f"{name} has {len(main)} main items, at most {most}"
    if len({item.key for item in items}) < len(items) or len(set(session.days)) < len(session.days):
        yield f"{name} repeats itself"
    if [item.part for item in items] != sorted(
        (item.part for item in items), key=("warm_up", "main", "cool_down").index
    ):
        yield f"{name} is out of order"
    resting = "B_EX" in reading.blocks
    if length(session, reading.level) >= 15 * 60 and not session.optional and not resting:
        for item, part in ((items[0], "warm_up"), (items[-1], "cool_down")):
            if item.part != part or seconds(item, entries()[item.id]) < 120:
                yield f"{name} has no {part} of 2 minutes"


def _week(plan: Plan, reading: Reading) -> Iterator[str]:
    for day in WEEK:
        sessions = [one for one in plan.session if day in one.days and not one.optional]
        minutes = sum(length(one, reading.level) for one in sessions) / 60
        limit = reading.minutes if day in reading.days else reading.given.capacity.other_days
        if minutes > limit:
            yield f"{day} takes {minutes:.2f} of {limit} minutes"
        if day not in reading.days:
            yield from (f"{day}: {item.id} is not easy" for one in sessions for item in one.exercise if not _easy(item))
        spans = sorted((minute(one.at), minute(one.at) + length(one, reading.level) / 60) for one in sessions)
        if any(until > begin for (_, until), (begin, _) in pairwise(spans)):
            yield f"{day}: sessions overlap"
    different = {item.id for one in plan.session for item in one.exercise}
    if len(different) > (8 if reading.simple else 14):
        yield f"{len(different)} different entries"
    yield from two_days(plan)


def _easy(item: PlanItem) -> bool:
    entry = entries()[item.id]
    quiet = entry["module"] in ("stretching", "mobility", "relaxation") and entry["effort"] <= 1
    return quiet and not on_feet(entry, where(item)) and where(item) not in ("kneeling", "quadruped")


def two_days(plan: Plan) -> Iterator[str]:
    """Decisions 8: the same muscle not on the same day twice nor on neighbouring days, in a week that repeats."""
    work = [
        (WEEK.index(day), session.id, entry)
        for session in plan.session
        for item in session.exercise
        for entry in [entries()[item.id]]
        if entry["module"] == "strengthening" and not isometric(entry)
        for day in session.days
    ]
    for (day, run, one), (other_day, other_run, two) in combinations(work, 2):
        apart = min((day - other_day) % 7, (other_day - day) % 7)
        first = one["targets"][0] == two["targets"][0]
        shared = first or bool(set(one["targets"][:2]) & set(two["targets"][:2]))
        if shared and apart < 2 and not (apart == 0 and run == other_run):
            yield f"{one['id']} and {two['id']} are {apart} days apart"
