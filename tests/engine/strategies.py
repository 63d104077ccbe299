"""Any person: answers as people give them, skipped ones among them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from coach.domain import profile as words
from coach.domain.profile import Profile
from coach.domain.vocabulary import DAYS
from tests.engine.people import EVERY_POSITION, TODAY

FLAGS = [
    "rf_avn", "rf_dvt", "rf_fall_new_pain", "rf_inflammatory", "rf_missed_antispastic", "rf_night_pain",
    "rf_pressure_sore", "rf_pump_alarm", "rf_relapse", "rf_vision", "rf_weak_leg",
]  # fmt: skip
"""Red flags that leave something of a plan."""
MEDICINES = [
    "med_tizanidine", "med_baclofen", "med_diazepam", "med_amitriptyline", "med_gabapentin", "med_fampridine",
    "med_ibuprofen",
]  # fmt: skip
TIMES = ["06:30", "07:00", "08:00", "08:40", "09:15", "12:00", "14:00", "18:00", "22:00"]
SPANS = ["06:00-06:30", "07:30-08:40", "07:30-10:00", "08:00-09:00", "12:00-14:00", "17:00-19:00"]
_0_10 = st.integers(0, 10)


def some(kind: Any, most: int = 5) -> st.SearchStrategy[list[Any]]:
    """A few of the words of a literal."""
    return st.lists(st.sampled_from(get_args(kind)), max_size=most, unique=True)


def answers(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A table in which any key may be missing."""
    return st.fixed_dictionaries({}, optional=keys)


def near(days: int) -> st.SearchStrategy[date]:
    """A day around today."""
    return st.integers(-days, days).map(lambda shift: TODAY + timedelta(days=shift))


past = st.integers(0, 500).map(lambda days: TODAY - timedelta(days=days))
operations = st.lists(
    answers(
        date=past,
        approach=st.sampled_from(get_args(words.Approach)),
        side=st.sampled_from(["left", "right"]),
        lifted=st.booleans(),
    ),
    max_size=2,
)
limbs = st.sampled_from(["left_leg", "right_leg", "left_arm", "right_arm", "back_or_pelvis", "other"])


@st.composite
def safeties(draw: st.DrawFn) -> dict[str, Any]:
    """Background answers with what belongs to them, now and then a red flag."""
    background = draw(st.one_of(st.just([]), some(words.Background, 3)))
    made: dict[str, Any] = {"now": draw(st.one_of(*[st.just([])] * 5, st.sampled_from(FLAGS).map(lambda one: [one])))}
    made["background"] = background
    if "bg_hip_replacement" in background:
        made["hip_replacement"] = draw(operations)
    if "bg_pregnant" in background and draw(st.booleans()):
        made["pregnancy"] = {"due": draw(near(200))}
    if "bg_fracture_12w" in background and draw(st.booleans()):
        when = TODAY - timedelta(days=draw(st.integers(0, 80)))
        made["fracture"] = {"date": when} | draw(answers(limb=limbs, cleared=st.booleans()))
    return made


medicines = st.lists(
    st.fixed_dictionaries(
        {"info": st.sampled_from(MEDICINES), "times": st.lists(st.sampled_from(TIMES), max_size=3, unique=True)},
        optional={"started": past.filter(lambda day: day > TODAY - timedelta(days=30)), "changed": near(20)},
    ),
    max_size=2,
)
positions = st.one_of(some(words.CanUse, 6), st.just(EVERY_POSITION))
capacities = answers(
    minutes=st.integers(5, 90),
    days=st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True),
    other_days=st.sampled_from([0, 0, 0, 5, 8, 15, 30]),
    wake=st.sampled_from(["05:00", "07:00", "07:30", "10:30"]),
    sleep=st.sampled_from(["20:30", "22:30", "23:45", "00:30"]),
    positions=positions,
    equipment=some(words.Owns, 21),
    helper=st.sampled_from(["none", "sometimes", "always"]),
    helper_times=st.lists(st.sampled_from(SPANS), max_size=2, unique=True),
)
tables = st.fixed_dictionaries(
    {
        "safety": safeties(),
        "person": answers(age=st.integers(18, 100), sex=st.sampled_from(["female", "male", "no_answer"])),
        "ms": answers(
            mobility=st.integers(0, 5), gait=some(words.Gait), falls=st.sampled_from([0, 0, 0, 1, 2]), spasticity=_0_10,
            fatigue=_0_10, heat=st.integers(0, 3), other=st.one_of(st.just([]), some(words.OtherMs, 3)),
        ),
        "hip": answers(
            side=st.sampled_from(["left", "right", "both_same", "both_left_worse", "both_right_worse"]),
            zones=some(words.Zone, 3), quality=some(words.Quality, 3), worse=some(words.Worse, 5),
            stiff_min=st.sampled_from(["0", "1_30", "31_60", "gt60"]),
            duration=st.sampled_from(["lt6w", "6w_3m", "gt3m", "gt1y"]), pain=_0_10,
        ),
        "capacity": capacities,
        "asked": answers(**dict.fromkeys(words.Asked.model_fields, st.booleans())),
        "wishes": answers(goals=some(words.Goal, 3), prefer=some(words.Wish, 3)),
        "medicine": st.one_of(st.just([]), medicines),
    }
)  # fmt: skip


@st.composite
def full(draw: st.DrawFn) -> dict[str, Any]:
    """Somebody who answered all about their days and can do a good deal, so that weeks get full."""
    made: dict[str, Any] = dict(draw(tables))
    made["safety"] = made["safety"] | {"now": []}
    made["capacity"] = made["capacity"] | {
        "positions": draw(st.sampled_from(PLACES)),
        "equipment": ["chair", "counter", "wall", *draw(st.lists(st.sampled_from(MORE_THINGS), unique=True))],
        "minutes": draw(st.integers(12, 60)),
        "days": draw(st.lists(st.sampled_from(DAYS), min_size=2, max_size=7, unique=True)),
    }
    made["ms"] = made["ms"] | {"mobility": draw(st.integers(0, 5))}
    return made


PLACES = [
    EVERY_POSITION, ["lie_bed", "sit", "stand_supported"], ["lie_floor", "sit", "stand_free"],
    ["lie_bed", "prone", "sit"], ["lie_bed", "lie_floor", "sit", "stand_supported", "stand_free"],
]  # fmt: skip
MORE_THINGS = ["rail", "step", "band", "pedals", "exercise_bike", "standing_frame", "stick", "walker", "wheelchair"]
profiles = st.one_of(tables, full(), full()).map(Profile.model_validate)
