"""A guided session as a use case: the check before, the reducer with its journal, the ratings after (design 5, Player).

Every finished set is in the journal before the next one is shown, so that a crash or a closed laptop loses at most the
running set; `unfinished` and `resume` go on where it was.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from coach.domain.events import (
    EventBody,
    FallLogged,
    FeltEasy,
    FlagsRaised,
    ItemSkipped,
    PainLogged,
    SessionEnded,
    SessionRated,
    SessionStarted,
    SetDone,
)
from coach.domain.plan import Session
from coach.domain.safety import RedFlag, SessionLine, StopRule
from coach.engine import player, player_state
from coach.engine.day import TodaySession
from coach.engine.person import Person
from coach.engine.player_script import OneSide, Pace, Script, make_script
from coach.engine.player_script import swap as swap_move
from coach.engine.player_state import DoneSet, PlayerEvent, PlayerState
from coach.engine.player_view import Instruction, Milestone, instruction, milestone
from coach.engine.stop_rules import Safety as Limits
from coach.engine.stop_rules import make_safety
from coach.errors import InputError, SafetyStop
from coach.services import day_words
from coach.services.context import Coach
from coach.services.day_reading import unfinished_session
from coach.services.people import answers_so_far, person_now
from coach.services.plan_words import whole_minutes
from coach.services.planning import needed_plan
from coach.services.safety import ActionScreen, action_screen, answered_no, raise_flags, stop_if_emergency
from coach.services.set_up import set_up_lines
from coach.services.today import today_view
from coach.services.versions import easier_now, version_now
from coach.toml.words import did_you_mean


@dataclass(frozen=True, slots=True)
class SessionCheck:
    """The question before every session (R2.2 S): one screen; yes asks which lines fit, and opens only their rows."""

    question: str
    lines: tuple[SessionLine, ...]
    rows: tuple[RedFlag, ...]
    """All that its lines can open."""

    def opened(self, ticked: Collection[str]) -> tuple[RedFlag, ...]:
        """The rows of the lines that fit."""
        wanted = {flag for line in self.lines if line.id in ticked for flag in line.flags}
        return tuple(row for row in self.rows if row.id in wanted)


def session_check(coach: Coach) -> SessionCheck:
    """What to ask before a session."""
    rules = coach.library.rules.red_flags
    rows = tuple(flag for flag in rules.flag if "session" in flag.asked)
    return SessionCheck(rules.session_question, rules.session_line, rows)


def answer_check(coach: Coach, flags: tuple[str, ...], lines: Collection[str] = ()) -> ActionScreen | None:
    """Record the session check; with flags the action screen comes back and the session does not start as planned.

    A fall among the ticked lines is a fall (R4.11 pr_down_fall), unless one was told today or yesterday already.
    """
    if any(line.fall and line.id in lines for line in coach.library.rules.red_flags.session_line):
        told = coach.journal.events(since=coach.today() - timedelta(days=1), kinds=("fall_logged",))
        if all(isinstance(event.body, FallLogged) and event.body.near for event in told):
            coach.record(FallLogged(near=False))
    if flags:
        return raise_flags(coach, flags, "session_check")
    answered_no(coach, "session_check")
    return None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session as it is right for today, with what to set up and what is other than planned."""

    session: Session
    changes: tuple[str, ...]
    """What is other than planned, and why: a few lines."""
    set_up: tuple[str, ...]
    minutes: int


def prepare(coach: Coach, session: str | None = None) -> Prepared:
    """The session to do now: by id, or the next open one of today.

    Raises:
        SafetyStop: a flag blocks everything, or nothing of the session is right today.
        InputError: there is no such session, or nothing is left today.
    """
    chosen = _chosen(coach, session)
    person, today = _for_today(coach, chosen)
    if not today.session.exercise:
        raise SafetyStop(
            "Nothing in this session is right for today. "
            + " ".join(dict.fromkeys(reason for _, reason in today.dropped))
        )
    changes = day_words.changes(today)
    from coach.engine.minutes import session_seconds

    seconds = session_seconds(today.session, coach.library.exercises, person.level, coach.library.rules.weekly)
    return Prepared(today.session, changes, set_up_lines(today.session, person, coach), whole_minutes(seconds))


def _chosen(coach: Coach, name: str | None) -> Session:
    plan = needed_plan(coach).plan
    if name is None:
        view = today_view(coach)
        if view.unfinished is not None:
            name = view.unfinished
        else:
            following = next((line for line in view.lines if line.kind == "session" and line.state == "open"), None)
            if following is None:
                raise InputError(
                    "No session is left for today. `coach do NAME` does any session of the plan by its id."
                )
            name = following.id
    lowered = name.lower()
    for session in plan.session:
        if lowered in (session.id, session.title.lower()):
            return session
    known = [session.id for session in plan.session]
    near = did_you_mean(lowered, known)
    raise InputError(f'There is no session "{name}". ' + (near or f"There are: {', '.join(known)}."))


def _for_today(coach: Coach, session: Session) -> tuple[Person, TodaySession]:
    person, _ = person_now(coach)
    stop_if_emergency(coach, person.screening)
    return person, version_now(coach, session)


def _caution(person: Person, name: str) -> str:
    """What to mind; where nobody asked yet whether it applies, it is said so."""
    text = person.caution[name]
    about = person.contra[name]
    return f"If this applies to you ({about[0].lower()}{about[1:]}): {text}" if name in person.unasked else text


class Guided:
    """One guided session: send events, read the state; the journal is kept here."""

    def __init__(self, coach: Coach, session: Session, state: PlayerState, run: str, *, resumed: bool) -> None:
        self._coach = coach
        self.session = session
        self.state = state
        self.run = run
        self.resumed = resumed
        self._planned = sum(len(move.sides("left")) * move.dose.sets for move in state.script.moves)
        self._ended = False
        self._known: Person | None = None
        if not resumed:
            body = SessionStarted(
                run=run, session=session.id, title=session.title, items=len(session.exercise), sets=self._planned
            )
            coach.record(body)

    def send(self, event: PlayerEvent) -> Milestone | None:
        """Let something happen now; what is finished by it is journaled before this returns."""
        before = self.state
        self.state = player.step(before, event, self._coach.clock.monotonic())
        bodies = self._news(before, event)
        if self.state.ended is not None and not self._ended:
            self._ended = True
            bodies.append(self._end())
        if bodies:
            self._coach.record(*bodies)
            if not all(isinstance(one, SetDone | ItemSkipped) for one in bodies):
                self._known = None
        return milestone(before, self.state)

    def _person(self) -> Person:
        """The person as they are now; what is done and skipped changes nothing in that, a fall or a pain does."""
        if self._known is None:
            self._known, _ = person_now(self._coach)
        return self._known

    def tick(self) -> Milestone | None:
        """Time has passed; called at least every few seconds while a session is open."""
        return self.send(player_state.Tick())

    def _news(self, before: PlayerState, event: PlayerEvent) -> list[EventBody]:
        bodies: list[EventBody] = [self._set(one) for one in self.state.done[len(before.done) :]]
        bodies += [
            ItemSkipped(run=self.run, session=self.session.id, exercise=one.exercise, item=one.item, reason=one.reason)
            for one in self.state.skipped[len(before.skipped) :]
        ]
        if isinstance(event, player_state.Ouch):
            bodies.append(PainLogged(pain=event.pain, exercise=before.hurting.exercise.id))
        rule = event.rule if isinstance(event, player_state.Symptom) else None
        if isinstance(event, player_state.Fell):
            bodies.append(FallLogged(near=event.near, in_session=True))
        elif rule is not None and rule.log_fall is not None:
            bodies.append(FallLogged(near=rule.log_fall == "near_fall", in_session=True))
        raised = self.state.raised[len(before.raised) :]
        if raised:
            bodies.append(FlagsRaised(flags=raised, where="in_session"))
        return bodies

    def _set(self, one: DoneSet) -> SetDone:
        move = self.state.script.moves[one.item]
        return SetDone(
            run=self.run, session=self.session.id, exercise=one.exercise, item=one.item, part=move.plan.part,
            side=one.side, set=one.set, sets=one.sets, seconds=one.seconds, reps=one.reps, easier_than=one.easier_than,
        )  # fmt: skip

    def _end(self) -> SessionEnded:
        assert self.state.ended is not None
        done = len({one.key for one in self.state.done})
        return SessionEnded(
            run=self.run, session=self.session.id, how=self.state.ended, sets_done=done,
            sets_planned=max(done, self._planned), seconds=round(self.state.elapsed), rule=self.state.rule,
        )  # fmt: skip

    def easier(self) -> bool:
        """Put the easier form in the place of the current exercise; False where there is none for this person."""
        form = easier_now(self._coach, self.state.move.plan)
        if form is None:
            return False
        self.send(player_state.Easier(*form))
        return True

    def too_easy(self) -> str:
        """Note that the exercise felt easy, once in a session; what that leads to, in words (R4.11)."""
        exercise = self.state.move.exercise
        said = any(
            isinstance(one.body, FeltEasy) and (one.body.run, one.body.exercise) == (self.run, exercise.id)
            for one in self._coach.journal.events(since=self._coach.today())
        )
        if not said:
            self._coach.record(FeltEasy(session=self.session.id, exercise=exercise.id, run=self.run))
        return f"Noted: {exercise.name} felt easy. If it stays so and the hip is calm, a little more is offered."

    def instruction(self) -> Instruction:
        """What to do now, in words."""
        return instruction(self.state)

    def stop_rules(self) -> tuple[StopRule, ...]:
        """The "something is wrong" list."""
        rules = self._coach.library.rules.red_flags.stop_rule
        return tuple(rule for rule in rules if rule.id != "stop_pain")

    def questions(self) -> tuple[RedFlag, ...]:
        """Red flags that must be asked now."""
        by_id = {flag.id: flag for flag in self._coach.library.rules.red_flags.flag}
        return tuple(by_id[name] for name in self.state.to_ask)

    def answer_questions(self, yes: tuple[str, ...]) -> ActionScreen | None:
        """The answers to `questions`, those with yes; with flags the action screen comes back.

        Also after the end, as a fall ends the session before they are asked.
        """
        if self.state.ended is None:
            self.send(player_state.FlagsAnswered(yes))
            return self.action()
        raise_flags(self._coach, yes, "in_session")
        self._known = None
        self.state = replace(self.state, to_ask=(), raised=tuple(dict.fromkeys((*self.state.raised, *yes))))
        return self.action()

    def action(self) -> ActionScreen | None:
        """The action screen where flags came up in this session."""
        return action_screen(self._coach, self.state.raised) if self.state.raised else None

    def cautions(self) -> tuple[str, ...]:
        """What to mind in the current exercise: its support rule, and changes for this person (decisions 3)."""
        from coach.engine.eligibility import Eligible, eligible

        exercise = self.state.move.exercise
        lines = [exercise.support_rule] if exercise.support_rule else []
        person = self._person()
        answer = eligible(exercise, person, self._coach.library.rules)
        if isinstance(answer, Eligible):
            lines += [_caution(person, name) for name in answer.cautions if name in person.caution]
        return tuple(dict.fromkeys(lines))

    def close(self) -> None:
        """Journal the end of a session that was over when it was resumed."""
        if self.state.ended is not None and not self._ended:
            self._ended = True
            self._coach.record(self._end())

    def rate(self, pain: int | None, effort: int | None, fatigue: int | None) -> None:
        """How it felt, after the end."""
        self._coach.record(
            SessionRated(run=self.run, session=self.session.id, pain=pain, effort=effort, fatigue=fatigue)
        )

    def summary(self) -> str:
        """What was done, in one kind line."""
        done = len({one.key for one in self.state.done})
        minutes = round(self.state.elapsed / 60)
        if done == 0:
            return "Nothing was done this time, and that is fine. It will keep."
        amount = f"{done} of {max(done, self._planned)} sets"
        time = f" in {minutes} minute{'s' * (minutes != 1)}" if minutes else ""
        if self.state.ended == "finished" and done >= self._planned:
            return f"Done: {amount}{time}. Well kept."
        return f"Done: {amount}{time}. Every bit counts."


def start(coach: Coach, prepared: Prepared, resting_pain: int = 0) -> Guided:
    """Begin a session that was prepared; the check comes first (`answer_check`)."""
    state = player.begin(_script(coach, prepared.session), _limits(coach), resting_pain)
    return Guided(coach, prepared.session, state, uuid4().hex[:12], resumed=False)


def _script(coach: Coach, session: Session) -> Script:
    """The session step by step, the worse side first."""
    first: OneSide = "right" if answers_so_far(coach).hip.side in ("right", "both_right_worse") else "left"
    return make_script(session, coach.library.exercises, Pace(first_side=first))


def _limits(coach: Coach) -> Limits:
    rules = coach.library.rules
    return make_safety(rules.progression, rules.red_flags.stop_rule)


@dataclass(frozen=True, slots=True)
class _CutOff:
    """A session that was cut off today."""

    started: SessionStarted
    bodies: tuple[EventBody, ...]
    """What was journaled since it began."""

    @property
    def sets(self) -> list[SetDone]:
        """The sets that were done of it."""
        return [one for one in self.bodies if isinstance(one, SetDone) and one.run == self.started.run]


def _cut_off(coach: Coach) -> _CutOff | None:
    events = coach.journal.events(since=coach.today())
    name = unfinished_session(list(events))
    for event in reversed(events):
        if isinstance(event.body, SessionStarted) and event.body.session == name:
            return _CutOff(event.body, tuple(one.body for one in events if one.at >= event.at))
    return None


def unfinished(coach: Coach) -> str | None:
    """The id of a session that was cut off today."""
    cut = _cut_off(coach)
    return None if cut is None else cut.started.session


def resume(coach: Coach, resting_pain: int = 0) -> Guided:
    """Go on with the session that was cut off today, where it was.

    Raises:
        InputError: there is none, or its session is no longer in the plan.
    """
    cut = _cut_off(coach)
    if cut is None:
        raise InputError("There is no session to go on with.")
    run, sets = cut.started.run, cut.sets
    prepared = prepare(coach, cut.started.session)
    skips = [one for one in cut.bodies if isinstance(one, ItemSkipped) and one.run == run]
    hurt = [one for one in cut.bodies if isinstance(one, PainLogged) and one.exercise]
    fell = any(isinstance(one, FallLogged) and one.in_session for one in cut.bodies)
    script = _with_easier(coach, _script(coach, prepared.session), sets)
    red = [one for one in skips if one.reason == "ouch"]
    state = player.resume(
        script, sets, {one.item for one in skips if one.reason != "easier"}, safety=_limits(coach),
        resting_pain=resting_pain, stops=len(red), hurt={one.exercise for one in red} & {p.exercise for p in hurt},
        standing_over=fell,
    )  # fmt: skip
    guided = Guided(coach, prepared.session, state, run, resumed=True)
    if state.ended is not None:
        guided.close()
    return guided


def _with_easier(coach: Coach, script: Script, sets: list[SetDone]) -> Script:
    """Put easier forms back where the journal says that they had taken over."""
    for one in sets:
        if one.easier_than is None or one.item >= len(script.moves):
            continue
        move = script.moves[one.item]
        form = easier_now(coach, move.plan)
        if move.exercise.id == one.easier_than and form is not None and form[0].id == one.exercise:
            side = one.side if one.side in ("left", "right") else None
            script = swap_move(script, one.item, *form, side=side, set_number=one.set)
    return script


def give_up_unfinished(coach: Coach) -> None:
    """End a session that was cut off and is not wanted any more; what was done of it stays done."""
    cut = _cut_off(coach)
    if cut is None:
        return
    started, sets = cut.started, cut.sets
    done = len({(one.item, one.side, one.set) for one in sets})
    body = SessionEnded(
        run=started.run, session=started.session, how="stopped", sets_done=done,
        sets_planned=max(done, started.sets or started.items), seconds=sum(one.seconds for one in sets),
    )  # fmt: skip
    coach.record(body)
