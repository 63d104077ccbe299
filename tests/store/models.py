"""Any profile and any plan."""

from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from coach.domain import profile as words
from coach.domain.plan import HabitEntry, Plan, PlanItem, Session, TipEntry
from coach.domain.profile import (
    Asked,
    Body,
    Capacity,
    Fracture,
    Hip,
    HipReplacement,
    Ms,
    Pregnancy,
    Profile,
    Safety,
    Someone,
    Wishes,
)
from coach.domain.vocabulary import DAYS

ids = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
sentences = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
clock = st.from_regex(r"([01][0-9]|2[0-3]):[0-5][0-9]", fullmatch=True)
days = st.dates(date(2000, 1, 1), date(2040, 1, 1))
scale = st.none() | st.integers(0, 10)


def some(kind: Any, most: int = 4) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(get_args(kind)), max_size=most, unique=True).map(tuple)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def one(kind: type[Any], field: str) -> st.SearchStrategy[Any]:
    parts = get_args(kind.model_fields[field].annotation)
    literal = next(get_args(part) for part in parts if get_args(part))
    return st.none() | st.sampled_from(literal)


replacements = st.builds(
    HipReplacement,
    date=maybe(days),
    approach=st.sampled_from(get_args(words.Approach)),
    side=st.sampled_from([None, "left", "right"]),
    lifted=maybe(st.booleans()),
)
safety = st.builds(
    Safety,
    now=st.lists(ids, max_size=3).map(tuple),
    background=some(words.Background),
    hip_replacement=st.lists(replacements, max_size=2).map(tuple),
    pregnancy=maybe(st.builds(Pregnancy, due=days)),
    fracture=maybe(st.builds(Fracture, date=days, cleared=st.booleans())),
)
profiles = st.builds(
    Profile,
    answered=maybe(days),
    safety=safety,
    person=st.builds(Someone, age=maybe(st.integers(18, 100)), sex=one(Someone, "sex")),
    ms=st.builds(Ms, mobility=maybe(st.integers(0, 5)), gait=maybe(some(words.Gait)), spasticity=scale, fatigue=scale),
    hip=st.builds(Hip, zones=maybe(some(words.Zone)), stiff_min=one(Hip, "stiff_min"), pain=scale, enjoy=scale),
    capacity=st.builds(
        Capacity,
        minutes=maybe(st.integers(5, 90)),
        days=maybe(st.lists(st.sampled_from(DAYS), max_size=7).map(tuple)),
        other_days=st.integers(0, 30),
        wake=maybe(st.just("07:30")),
        sleep=maybe(st.just("22:30")),
        helper_times=st.lists(st.just("07:30-10:00"), max_size=2).map(tuple),
    ),
    asked=st.builds(Asked, taught_standing=maybe(st.booleans()), knee_kneeling=maybe(st.booleans())),
    body=st.builds(Body, weight_kg=maybe(st.floats(30, 250)), height_cm=maybe(st.integers(120, 220).map(float))),
    wishes=st.builds(Wishes, goals=some(words.Goal, 3), prefer=some(words.Wish)),
)

items = st.builds(
    PlanItem,
    id=ids,
    part=st.sampled_from(["warm_up", "main", "cool_down"]),
    side=st.sampled_from([None, "left", "right", "both"]),
    sets=st.integers(1, 60),
    reps=maybe(st.integers(1, 60)),
    rest_s=st.integers(0, 3600),
    tempo=st.sampled_from([None, "2-1-3", "slow"]),
    with_helper=st.booleans(),
    keep=st.booleans(),
    why=st.lists(sentences, max_size=3).map(tuple),
)
sessions = st.builds(
    Session,
    id=ids,
    title=sentences,
    days=st.lists(st.sampled_from(DAYS), min_size=1, max_size=7).map(tuple),
    at=clock,
    remind=st.booleans(),
    optional=st.booleans(),
    exercise=st.lists(items, max_size=4, unique_by=lambda item: item.key).map(tuple),
)
plans = st.builds(
    Plan,
    title=sentences,
    starts=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    review=maybe(st.dates(date(2030, 1, 2), date(2040, 1, 1))),
    session=st.lists(sessions, max_size=3, unique_by=lambda session: session.id).map(tuple),
    tip=st.lists(st.builds(TipEntry, id=ids, at=maybe(clock), every_min=maybe(st.integers(15, 120))), max_size=2).map(
        tuple
    ),
    habit=st.lists(st.builds(HabitEntry, id=ids, days=st.just(("mon",)), at=maybe(clock)), max_size=2).map(tuple),
)
