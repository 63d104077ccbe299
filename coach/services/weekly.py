"""The weekly look back (R4.14): what went, what hurt, the questions that are due, and what the coach proposes.

`LookBack` is one run of it. Front ends show its `step`, hand the answer over, and show the action screen where one
comes back. What is answered is journaled as soon as it cannot be taken back by going back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from coach.domain.events import MoodChecked, TriggersChecked, WeeklyReview
from coach.engine import due as rules_of
from coach.errors import InputError
from coach.services import progress, safety, weekly_steps
from coach.services.people import answers_so_far
from coach.services.planning import current_plan, needed_plan
from coach.services.weekly_look import look_back
from coach.services.weekly_steps import Step

if TYPE_CHECKING:
    from coach.domain.weekly_questions import WeeklyQuestions
    from coach.engine.due import Due, Past
    from coach.services.context import Coach
    from coach.services.progress import Proposal
    from coach.services.safety import ActionScreen

What = Literal["all", "mood", "triggers"]
Value = int | str | Sequence[str] | None
"""A rating, the id of a row, the ids of ticked rows; None leaves the question open."""
RATINGS = ("pain", "enjoy", "activity", "spasticity")
HELD = frozenset({"B_ALL", "B_EX", "B_PROG"})
"""Blocks under which nothing gets harder, whatever is proposed."""
THANKS = "Thank you, that was the look back."
THIS_STAYS = "This one stays as it is."


class Proposer(Protocol):
    """Where proposals come from, and who carries them out: `services.progress`."""

    def proposals(self, coach: Coach, /) -> tuple[Proposal, ...]:
        """What would change now."""

    def accept(self, coach: Coach, proposal: Proposal, /) -> str:
        """Make the change; the words of what was done."""

    def decline(self, coach: Coach, proposal: Proposal, /) -> str:
        """Leave it; the words of that."""


def due_now(coach: Coach) -> Due:
    """What is due to be asked today."""
    current = current_plan(coach)
    starts = current.plan.starts if current is not None else None
    return rules_of.due(_past(coach), answers_so_far(coach), starts, coach.today(), _rules(coach))


def triggers_due(coach: Coach) -> bool:
    """Whether what can make legs stiffer is to be gone through now (R3.6); asked right after a rating of stiffness."""
    past = rules_of.read_past(coach.journal.events(kinds=rules_of.STIFF_KINDS))
    usual = answers_so_far(coach).ms.spasticity
    return rules_of.triggers_due(past, usual, coach.today(), _rules(coach).triggers)


def _past(coach: Coach) -> Past:
    return rules_of.read_past(coach.journal.events(kinds=rules_of.KINDS))


def _rules(coach: Coach) -> WeeklyQuestions:
    return coach.library.rules.weekly_questions


@dataclass(frozen=True, slots=True)
class _State:
    """Where the person is; going back takes the one before."""

    todo: tuple[Step, ...]
    answers: Mapping[str, Value] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    """Lines of the safety question whose rows are not answered yet."""


class LookBack:
    """One run of the weekly look back, or of one of its lists alone."""

    def __init__(self, coach: Coach, what: What = "all", *, proposer: Proposer = progress) -> None:
        """Begin.

        Raises:
            InputError: there is no plan yet.
        """
        self._coach = coach
        self._what = what
        self._rules = _rules(coach)
        self._proposer = proposer
        self._offered: dict[str, Proposal] = {}
        self._asked: set[str] = set()
        """Red flags that were asked because a proposal wants them settled first."""
        self._medicine_changed = False
        self._answered = False
        self._changed = False
        self.said = ""
        """What the last answer led to, in words, to be shown beside the next page."""
        self.to_answers = False
        """Whether the person would like to go through the intake now."""
        self.stopped = False
        """Whether an answer was an emergency, which ends it all."""
        self._before: list[_State] = []
        self._open: tuple[str, ...] = ()
        self._state = _State(self._first(what))

    def _first(self, what: What) -> tuple[Step, ...]:
        current = needed_plan(self._coach)
        if what == "mood":
            return weekly_steps.mood(self._rules)
        if what == "triggers":
            return (weekly_steps.triggers(self._rules),)
        look = look_back(self._coach, current, _past(self._coach))
        return (*look, weekly_steps.safety_lines(self._coach), *weekly_steps.questions(self._rules))

    # Where it is

    @property
    def step(self) -> Step | None:
        """The page to show; None at the end."""
        return self._state.todo[0] if self._state.todo else None

    @property
    def known(self) -> Value:
        """What was answered here before the person went back."""
        return self._open if self.step is not None and self.step.id == "safety" else None

    @property
    def can_back(self) -> bool:
        """Whether there is a page to go back to; what is journaled stays as it is."""
        return bool(self._before)

    @property
    def closing(self) -> str:
        """The kind line at the end; empty where nothing was answered."""
        if self.stopped or not self._answered:
            return ""
        if self._what != "all":
            return f"{self.said} Thank you.".strip()
        return f"{self.said} {THANKS}".strip() if self._offered else f"{THANKS} Your plan stays as it is."

    # Answers

    def answer(self, value: Value) -> ActionScreen | None:
        """Take an answer and go on; an action screen is to be shown before the next page.

        Raises:
            CoachError: a change could not be made; the page stays.
        """
        step = self.step
        assert step is not None, "nothing is asked any more"
        if step.firm and value is None:
            raise InputError("This one needs an answer.")
        self.said = ""
        action = None
        if step.id == "flags":
            action = self._flags(step, _names(value))
        elif step.id in self._offered:
            self._proposal(step, value)
        else:
            handlers = {
                "safety": self._safety, "falls": self._falls, "medicines": self._medicines, "low": self._mood,
                "triggers": self._triggers, "again": self._again,
            }  # fmt: skip
            handlers.get(step.id, self._plain)(value)
        self._unfold()
        return action

    def skip(self) -> None:
        """Leave the question open, or a proposal as it is."""
        if self.step is not None:
            self.answer(self.step.no)

    def back(self) -> bool:
        """To the page before; False where there is none."""
        if not self._before:
            return False
        self.said = ""
        self._state = self._before.pop()
        return True

    def leave(self) -> ActionScreen | None:
        """The person leaves. Ticks whose rows were not answered set all of them (decisions 5)."""
        lines, self._open = self._open, ()
        return self._raised(weekly_steps.flags_opened(self._coach, lines)) if lines else None

    # What follows from each

    def _go(self, answers: Mapping[str, Value] | None = None, *follow: Step, noted: bool = False) -> None:
        """On to the next page; `noted` closes the way back."""
        state = self._state
        self._before = [] if noted else [*self._before, state]
        self._state = _State((*follow, *state.todo[1:]), {**state.answers, **(answers or {})})

    def _plain(self, value: Value) -> None:
        step = self.step
        self._go({} if step is None else {step.id: value})

    def _safety(self, value: Value) -> None:
        """Ticks open their rows; none is journaled as asked (R2.2)."""
        self._open = _names(value)
        if not self._open:
            safety.answered_no(self._coach, "weekly")
            self._go()
            return
        rows = weekly_steps.flags_opened(self._coach, self._open)
        lesson = self._coach.library.rules.red_flags.mention_text
        self._go({}, weekly_steps.flag_rows(self._coach, rows, lesson=lesson))

    def _flags(self, step: Step, yes: tuple[str, ...]) -> ActionScreen | None:
        self._open = ()
        if not yes:
            safety.answered_no(self._coach, "weekly")
            self._go({}, noted=True)
            self.said = step.lesson
            return None
        self._go({}, noted=True)
        return self._raised(yes)

    def _raised(self, flags: Sequence[str]) -> ActionScreen | None:
        action = safety.raise_flags(self._coach, flags, "weekly")
        if action is not None and action.urgency == "emergency_now":
            self.stopped = True
            self._before = []
            self._state = _State(())
        return action

    def _falls(self, value: Value) -> None:
        from coach.services.log import log_fall

        if value not in ("near", "fell"):
            self._go()
            return
        logged = log_fall(self._coach, near=value == "near")
        self._go({}, weekly_steps.flag_rows(self._coach, logged.ask, lines=(logged.text,)), noted=True)

    def _medicines(self, value: Value) -> None:
        """The last of the weekly questions: they are journaled, and what else is due follows."""
        answers = self._state.answers
        pain = answers.get("pain")
        self._coach.record(WeeklyReview.model_validate({name: answers.get(name) for name in RATINGS}))
        self._answered = True
        check = self._rules.medicines
        follow: list[Step] = []
        if value == "missed":
            follow.append(weekly_steps.flag_rows(self._coach, check.flags))
        elif value == "changed":
            self._medicine_changed = True
            follow.append(weekly_steps.read("medicines_text", "how it is", "Your medicines", check.changed_text))
        if isinstance(pain, int) and pain >= self._rules.red_pain_from:
            follow.append(weekly_steps.flag_rows(self._coach, ("rf_pain_severe",)))
        now = due_now(self._coach)
        follow += weekly_steps.mood(self._rules) if now.mood else ()
        follow += (weekly_steps.triggers(self._rules),) if now.triggers else ()
        self._go({}, *follow, TAIL, noted=True)

    def _mood(self, value: Value) -> None:
        """After the second question: the sum, and from 2 on the next one at once (R2.4)."""
        first = self._state.answers.get("pleasure")
        if first is None or value is None:
            self._go()
            return
        pleasure, low = int(str(first)), int(str(value))
        self._coach.record(MoodChecked(pleasure=pleasure, low=low))
        self._answered = True
        total, mood = pleasure + low, self._rules.mood
        if total < mood.soft_sum:
            self._go({}, noted=True)
            self.said = mood.fine_text
            return
        crisis = _crisis(self._coach, mood.asks_flag)
        asked = weekly_steps.flag_rows(
            self._coach, (mood.asks_flag,), ask=mood.flag_question, lines=(mood.crisis_text, *crisis)
        )
        text = mood.low_text if total >= mood.talk_sum else mood.soft_text
        self._go({}, asked, weekly_steps.read("mood_text", "how it is", "About your mood", text, *crisis), noted=True)

    def _triggers(self, value: Value) -> None:
        if value is None:
            self._go()
            return
        yes = _names(value)
        self._coach.record(TriggersChecked(yes=yes))
        self._answered = True
        chosen = [one for one in self._rules.trigger if one.id in yes]
        flags = tuple(dict.fromkeys(flag for one in chosen for flag in one.flags))
        texts = [one.text for one in chosen] or [self._rules.triggers.none_text]
        follow = [weekly_steps.flag_rows(self._coach, flags)] if flags else []
        self._go({}, *follow, weekly_steps.read("trigger_text", "how it is", "What may help", *texts), noted=True)

    def _proposal(self, step: Step, value: Value) -> None:
        one = self._offered[step.id]
        if value == "yes":
            said = self._proposer.accept(self._coach, one)
            self._changed = True
        else:
            said = self._proposer.decline(self._coach, one)
            said = THIS_STAYS if self._changed else said  # the plan is another one already
        self._go({}, noted=True)
        self.said = said

    def _again(self, value: Value) -> None:
        self.to_answers = value == "now"
        self._go()

    # The end of it

    def _unfold(self) -> None:
        """Where the questions are over, work out what comes after them: only now is it known.

        What a proposal wants to have asked comes before all of them, and they are worked out again after it.
        """
        if self.step is not TAIL:
            return
        proposals = self._proposals()
        first = [
            name for name in dict.fromkeys(name for one in proposals for name in one.ask) if name not in self._asked
        ]
        if first:
            self._asked.update(first)
            self._state = _State(
                (weekly_steps.before_change(self._coach, first), *self._state.todo), self._state.answers
            )
            return
        now = due_now(self._coach)
        follow: list[Step] = []
        if now.no_gain_weeks is not None:
            text = self._rules.words.no_gain.format(weeks=now.no_gain_weeks)
            follow.append(weekly_steps.read("no_gain", "what next", "A thought", text))
        for number, one in enumerate(proposals, 1):
            step = weekly_steps.proposal(number, one)
            self._offered[step.id] = one
            follow.append(step)
        reasons = now.again or (("medicine",) if self._medicine_changed else ())
        follow += [weekly_steps.again(reasons)] if reasons else []
        self._before = []
        self._state = _State((*follow, *self._state.todo[1:]), self._state.answers)

    def _proposals(self) -> tuple[Proposal, ...]:
        """What is proposed; nothing harder while a red flag holds it back."""
        blocks = safety.screening_now(self._coach).blocks
        found = self._proposer.proposals(self._coach)
        return tuple(one for one in found if one.kind != "up" or not blocks & HELD)


TAIL = Step("tail", "read", "what next", "")
"""Stands for what follows the questions until they are answered; never shown."""


def _names(value: Value) -> tuple[str, ...]:
    return () if value is None or isinstance(value, int | str) else tuple(value)


def _crisis(coach: Coach, flag: str) -> tuple[str, ...]:
    """Whom to call, for the person's country."""
    rows = safety.action_screen(coach, (flag,)).numbers
    return tuple(f"Emergency: {number}. {what}" if what.endswith(".") else f"{what}: {number}" for what, number in rows)


def due_words(now: Due) -> tuple[str, ...]:
    """What is due, a line each."""
    said = [
        (now.weekly, "The weekly look back is due: about two minutes."),
        (now.mood, "Two short questions about your mood are due."),
        (now.triggers, "Your legs are stiffer than they were: the list of what may be behind it is due."),
        (bool(now.again), "Your answers are due to be gone through once more."),
    ]
    found = tuple(text for is_due, text in said if is_due)
    return found or ("Nothing is due to be asked.",)
