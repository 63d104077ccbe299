"""The intake as a use case: dialogue with resume, answers from a file, saving, red flags (R1, decisions 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.domain.events import IntakeDone
from coach.domain.medicine import from_answer
from coach.domain.profile import Profile
from coach.engine import intake_flow as flow
from coach.engine.eligibility import ASKS_STANDING, POOR_SITTING
from coach.engine.screening import flags_of_line
from coach.errors import InputError, SafetyStop
from coach.services.context import Coach
from coach.services.people import NO_PROFILE, needed_profile, profile_from_file
from coach.services.safety import ActionScreen, answered_no, raise_flags
from coach.store.drafts import clear_draft, load_draft, save_draft
from coach.store.medicines_file import add_medicines
from coach.store.profile_file import load_profile, save_profile
from coach.toml.problems import ProblemsError

if TYPE_CHECKING:
    from coach.engine.builder import Built


class Dialogue:
    """One run of the intake. Every answer is kept at once, so that a crash or a closed laptop loses nothing."""

    def __init__(self, coach: Coach, *, express: bool = False) -> None:
        self._coach = coach
        self._intake = coach.library.rules.intake
        draft = load_draft(coach.home)
        old = self._old_answers()
        self.resumed = draft is not None and bool(draft.answers)
        """Whether an unfinished intake goes on."""
        self.again = bool(old)
        """Whether there are old answers to start from."""
        if draft is not None and draft.answers:
            express = bool(draft.answers.get("express", express))
            answers = {key: value for key, value in draft.answers.items() if key != "express" and value is not None}
            state = flow.IntakeState(answers, draft.question, express)
            known = flow.current(state, self._intake) is not None
            self.state = state if known else flow.start(self._intake, answers, express=express)
        else:
            self.state = flow.start(self._intake, old, express=express)

    def _old_answers(self) -> dict[str, Any]:
        profile, _ = load_profile(self._coach.home)
        return flow.from_table(profile.model_dump(exclude_none=True)) if profile else {}

    @property
    def step(self) -> flow.Step | None:
        """What to ask now; None when all is asked."""
        return flow.current(self.state, self._intake)

    def set_express(self, express: bool) -> None:
        """The 14 core questions now and the rest later, or all of them."""
        self.state = replace(self.state, express=express)

    def answer(self, value: Any) -> ActionScreen | None:
        """Keep an answer and go on; an emergency ends the intake at once with the action screen.

        The flags are journaled, so that no later start forgets them; the other answers stay in the draft.
        """
        asked = self.step
        self.state = flow.answer(self.state, value, self._intake)
        self._keep()
        if asked is not None and asked.field.path.startswith("safety.rows_"):
            urgent = self._emergencies(flow.answered_flags(self.state.answers))
            if urgent:
                self._forget_safety()
                return raise_flags(self._coach, urgent, "intake")
        return None

    def objection(self, value: Any) -> str | None:
        """Why an answer that is well written cannot be right; the same things that a profile file is checked for."""
        step = self.step
        path = step.field.path if step is not None else ""
        if isinstance(value, date) and path != "safety.pregnancy_due" and value > self._coach.today():
            return "That day is still to come. Please look at the year."
        other = {"capacity.wake": "capacity.sleep", "capacity.sleep": "capacity.wake"}.get(path)
        if other is not None and value == self.state.answers.get(other):
            return "Waking up and going to bed are at the same time. Please change one of them."
        return None

    def mention(self, value: Any) -> str | None:
        """The "please mention it" line for rows that were all answered with no (decisions 5)."""
        step = self.step
        rows = step is not None and step.field.path.startswith("safety.rows_")
        return self._coach.library.rules.red_flags.mention_text if rows and not value else None

    def _emergencies(self, flags: tuple[str, ...]) -> tuple[str, ...]:
        rules = self._coach.library.rules.red_flags
        urgent = {flag.id for flag in rules.flag if flag.urgency == "emergency_now"}
        return tuple(flag for flag in flags if flag in urgent)

    def _forget_safety(self) -> None:
        answers = {k: v for k, v in self.state.answers.items() if not k.startswith(("safety.lines", "safety.rows_"))}
        self.state = flow.start(self._intake, answers, express=self.state.express)
        self._keep()

    def skip(self) -> None:
        """Leave the question open."""
        self.state = flow.skip(self.state, self._intake)
        self._keep()

    def back(self) -> None:
        """To the question before."""
        self.state = flow.back(self.state, self._intake)
        self._keep()

    def _keep(self) -> None:
        self._coach.home.prepare()
        save_draft(self._coach.home, {**self.state.answers, "express": self.state.express}, self.state.place)

    def start_over(self) -> None:
        """Forget the draft and begin again from the old answers."""
        clear_draft(self._coach.home)
        self.resumed = False
        self.state = flow.start(self._intake, self._old_answers(), express=self.state.express)

    def finish(self) -> Profile:
        """Save the profile and journal the intake.

        Raises:
            SafetyStop: a flag blocks everything; nothing but the flag is written.
        """
        rules = self._coach.library.rules.red_flags
        opened = {line.id: tuple(flag.id for flag in flags_of_line(line.id, rules)) for line in rules.line}
        flags = flow.red_flags_of(self.state.answers, opened)
        table = flow.to_table(self.state.answers, flags, self._coach.today())
        profile = save_own(self._coach, Profile.model_validate(table))
        clear_draft(self._coach.home)
        return profile


def save_own(coach: Coach, profile: Profile) -> Profile:
    """Save answers as the person's profile, medicines beside it, and journal the intake.

    Raises:
        SafetyStop: an answer is an emergency; the flags are journaled, no file is written.
    """
    rules = coach.library.rules.red_flags
    urgent = {flag.id for flag in rules.flag if "B_ALL" in flag.blocks}
    screen = raise_flags(coach, [flag for flag in profile.safety.now if flag in urgent], "intake")
    if screen is not None:
        raise SafetyStop("\n".join(screen.lines()))
    old, _ = load_profile(coach.home)
    if old is not None and profile.asked == type(profile.asked)():
        profile = profile.model_copy(update={"asked": old.asked})
    if old is not None and not profile.wishes.leave_out:
        kept_out = profile.wishes.model_copy(update={"leave_out": old.wishes.leave_out})
        profile = profile.model_copy(update={"wishes": kept_out})
    coach.home.prepare()
    names = {medicine.id: medicine.name for medicine in coach.library.rules.medicines.medicine}
    add_medicines(
        coach.home,
        [from_answer(one, names.get(one.info or "", one.name or "Medicine")) for one in profile.medicine],
        coach.now(),
    )
    kept = profile.model_copy(update={"medicine": ()})
    save_profile(coach.home, kept, coach.now())
    coach.record(IntakeDone(flags=profile.safety.now, level=profile.ms.mobility))
    return profile


def intake_from_file(coach: Coach, path: Path) -> Profile:
    """`coach intake --answers FILE`: checked whole before anything is written."""
    return save_own(coach, profile_from_file(path, coach))


def open_questions(coach: Coach, built: Built) -> tuple[tuple[str, str], ...]:
    """(key, question) of yes-or-no questions that would open more exercises; each is asked once (decisions 3).

    Unanswered, the cautious answer holds; front ends may leave them unanswered.
    """
    precautions = coach.library.rules.precautions
    texts = {one.key: one.ask for one in precautions.asked}
    texts |= {flag.asked: flag.ask for flag in precautions.flag if flag.asked and flag.ask}
    waiting = {one.detail for one in built.left_out if one.kind == "asked"}
    keys = {flag.asked for flag in precautions.flag if flag.id in waiting and flag.asked}
    if waiting & ASKS_STANDING:
        keys.add("taught_standing")
    if any(row.id == POOR_SITTING for row in built.person.removals):
        keys.add("poor_sitting_balance")
    known = built.person.answered.values
    return tuple((key, texts[key]) for key in texts if key in keys and key not in known)


def answer_asked(coach: Coach, answers: Mapping[str, bool]) -> Profile:
    """Keep answers to `open_questions` in the profile."""
    profile, problems = load_profile(coach.home, today=coach.today())
    if profile is None:
        raise ProblemsError(problems) if problems else InputError(NO_PROFILE)
    asked = profile.asked.model_copy(update=dict(answers))
    save_profile(coach.home, profile.model_copy(update={"asked": asked}), coach.now())
    return needed_profile(coach)


def safety_question_again(coach: Coach, flags: tuple[str, ...]) -> ActionScreen | None:
    """A fresh first question (R2.1): new flags are raised, none is recorded as asked afresh."""
    if flags:
        return raise_flags(coach, flags, "intake")
    answered_no(coach, "safety", fresh=True)
    return None
