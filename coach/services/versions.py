"""Today's version of the sessions: what the engine says of the person, the journal and the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coach.engine.day import TodaySession, for_today
from coach.engine.day_state import Colour, DayState, Spot, day_state
from coach.engine.day_windows import Hour
from coach.engine.history import History, read_history
from coach.engine.minutes import position_of, session_seconds
from coach.engine.options import Option
from coach.engine.person import Person, assess
from coach.engine.swapping import easier_form
from coach.services.day import DAY_WORDS
from coach.services.people import answers_so_far, person_now
from coach.services.plan_words import whole_minutes
from coach.services.planning import needed_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.domain.exercise import Exercise
    from coach.domain.journal import Event
    from coach.domain.plan import Plan, PlanItem, Session
    from coach.services.context import Coach

NOTHING_MOVES = frozenset({"B_EX", "B_ALL"})
RESTS = "Rest comes first now."


def version_now(coach: Coach, session: Session) -> TodaySession:
    """A session as it is right at this hour: the check-in, the journal, and the medicines' hours (R4.9)."""
    profile, history, today = answers_so_far(coach), coach.history(), coach.today()
    person = assess(profile, coach.library.rules, history, today)
    hour = Hour(coach.now(), medicines=profile.medicine)
    return for_today(session, person, coach.library, history, today, plan=needed_plan(coach).plan, hour=hour)


def easier_now(coach: Coach, item: PlanItem) -> tuple[Exercise, PlanItem] | None:
    """The easier form of an exercise that is right at this hour; None where there is none."""
    profile, history, today = answers_so_far(coach), coach.history(), coach.today()
    library = coach.library
    person = assess(profile, library.rules, history, today)
    state = day_state(person, history, library.rules, today, Hour(coach.now(), medicines=profile.medicine))

    def allows(option: Option) -> bool:
        way = option.way
        return state.forbids(Spot(option.exercise, way.position, way.on_feet, way.on_floor)) is None

    return easier_form(item, person, library, history, allows=allows)


def words_now(coach: Coach) -> str:
    """A kind line about today: its colour (R4.7 en_today_score), or what else makes it other than usual."""
    person, history = person_now(coach)
    state = day_state(person, history, coach.library.rules, coach.today())
    return _words(person, state) or DAY_WORDS[state.colour]


def _words(person: Person, state: DayState) -> str:
    """What is other than the colour of the day says; a block comes before all of it."""
    return RESTS if NOTHING_MOVES & person.blocks else state.says


@dataclass(frozen=True, slots=True)
class Gentler:
    """A session that is less than planned: how long it takes, and in which positions."""

    minutes: int
    positions: tuple[str, ...]


class DayVersions:
    """The versions of one day, the hours of medicines aside: those are looked at when a session begins."""

    def __init__(self, coach: Coach, plan: Plan, events: Iterable[Event], day: date) -> None:
        self._coach, self._plan, self._day = coach, plan, day
        self._history: History = read_history(events, day)
        self._person: Person = assess(answers_so_far(coach), coach.library.rules, self._history, day)

        self._state = day_state(self._person, self._history, coach.library.rules, day)

    @property
    def colour(self) -> Colour:
        """The colour of the day (R4.7)."""
        return self._state.colour

    @property
    def words(self) -> str:
        """What makes the day other than its colour says; empty where nothing does."""
        return _words(self._person, self._state)

    def gentler(self, session: Session) -> Gentler | None:
        """What to say of a session that is other than planned today; None where it is not, or nothing is left."""
        library = self._coach.library
        version = for_today(session, self._person, library, self._history, self._day, plan=self._plan).session
        if version == session or not version.exercise:
            return None
        seconds = session_seconds(version, library.exercises, self._person.level, library.rules.weekly)
        places = dict.fromkeys(position_of(item, library.exercises) for item in version.exercise)
        return Gentler(whole_minutes(seconds), tuple(places))
