"""Ways through several screens: from the first question to a plan, and through a session.

A path shows one screen after the other and waits for its answer; it runs in a worker of the app, which tells every
`CoachError` that comes out of a service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from coach.errors import CoachError, SafetyStop
from coach.tui.session_path import SessionPath
from coach.tui.walking import Walking

if TYPE_CHECKING:
    from coach.domain.profile import Profile
    from coach.services.intake import Dialogue
    from coach.services.log import Logged
    from coach.tui.screens.today import Way

T = TypeVar("T")


class Paths(Walking):
    """All ways that lead away from Today and back."""

    @property
    def _session(self) -> SessionPath:
        return SessionPath(self._app, self._coach, self._tick_every)

    async def walk(self, way: Way, line: str) -> str | None:
        """Walk along one of them to its end; what Today should say then, if anything.

        Raises:
            CoachError: a service stopped the way; the text says why.
        """
        of_line = {"session": self._session.begin, "tip": self._tip, "dose": self._dose}
        others = {
            "new_plan": self._to_plan, "go_on": self._session.go_on, "plan": self._plan, "exercises": self._exercises,
            "answers": self._answers, "settings": self._settings,
        }  # fmt: skip
        if way == "check_in":
            return await self._check_in()
        if way in ("ouch", "fell"):
            return await self._entered(way)
        if way == "weekly":
            return await self._weekly(line)
        if way in of_line:
            await of_line[way](line)
        else:
            await others[way]()
        return None

    # From the first question to a plan

    async def _to_plan(self) -> None:
        """Lead somebody without answers or without a plan to a plan; where that fails, the coach closes."""
        try:
            code = await self._new_plan()
        except CoachError as error:
            from coach.tui.failures import failure_view

            await self._show(failure_view(self._coach, error))
            code = error.exit_code
        if code is not None:
            self._app.exit(code, return_code=code)

    async def _new_plan(self) -> int | None:
        """None where a plan is in force, else the exit code."""
        if not self._coach.has_profile:
            if not await self._first_answers():
                return 0
            if self._coach.profile() is None:
                return SafetyStop.exit_code
        from coach.services.today import today_view

        return None if today_view(self._coach).has_plan or await self._review() else 0

    async def _first_answers(self) -> bool:
        """Welcome and intake, or the intake where it was left; False where the person would rather not."""
        from coach.services.welcome import is_unfinished
        from coach.tui.screens.welcome import WelcomeView

        if is_unfinished(self._coach):
            from coach.services.intake import Dialogue

            if await self._asked(Dialogue(self._coach)):
                return True
        while True:
            way = await self._show(WelcomeView(self._coach))
            if way is None:
                return False
            from coach.services.intake import Dialogue

            dialogue = Dialogue(self._coach)
            dialogue.set_express(way == "express")
            if await self._asked(dialogue):
                return True

    async def _asked(self, dialogue: Dialogue) -> bool:
        """The questions; False where the person went back before the first one.

        An emergency ends them with the action screen, and no profile is written.
        """
        from coach.services import safety
        from coach.tui.screens.intake import IntakeView

        outcome = await self._show(IntakeView(self._coach, dialogue))
        if isinstance(outcome, safety.ActionScreen):
            await self._show_action(outcome)
            return True
        if not outcome:
            return False
        dialogue.finish()
        active = safety.screening_now(self._coach).active
        if active:
            await self._show_action(safety.action_screen(self._coach, [one.flag.id for one in active]))
        return True

    async def _review(self) -> bool:
        """A fresh plan to look at, or what it changes in the one in force; whether it was accepted."""
        from coach.services.people import needed_profile
        from coach.services.planning import build_plan, current_plan
        from coach.tui.screens.review import ReviewView

        await self._open_questions()
        profile = needed_profile(self._coach)
        if current_plan(self._coach) is not None:
            return await self._rebuild(profile)
        built = build_plan(self._coach, profile)
        notes = (*built.unmet, *built.notes)
        return await self._show(ReviewView(self._coach, built.plan, profile, notes)) is True

    async def _rebuild(self, profile: Profile) -> bool:
        """What a plan made today would change in the one in force, line by line; whether any of it was taken."""
        from coach.services.plan_offer import accept_lines, offer_rebuild
        from coach.tui.screens.rebuild import RebuildView

        offer = offer_rebuild(self._coach, profile)
        if not offer.lines:
            accept_lines(self._coach, offer, ())  # looked at and found good: the next look is weeks away
            await self._say("Your plan", "Nothing changes: your plan is as it would be made today.")
            return True
        return await self._show(RebuildView(self._coach, offer)) is True

    async def _open_questions(self) -> None:
        """What is asked once, when exercises first depend on it; left open, the careful answer holds."""
        from coach.services.intake import answer_asked, open_questions
        from coach.services.people import needed_profile
        from coach.services.planning import build_plan
        from coach.tui.screens.choose import ChooseView

        built = build_plan(self._coach, needed_profile(self._coach))
        answers = {}
        for name, question in open_questions(self._coach, built):
            rows = (("open", "Leave it open, and be careful"), ("yes", "Yes"), ("no", "No"))
            answer = await self._show(ChooseView(self._coach, "One thing more", question, rows))
            if answer in ("yes", "no"):
                answers[name] = answer == "yes"
        if answers:
            answer_asked(self._coach, answers)

    async def _answers(self) -> None:
        """The questions again, from the old answers, and then a plan that fits them."""
        from coach.services.intake import Dialogue

        if await self._asked(Dialogue(self._coach)) and self._coach.profile() is not None:
            await self._review()

    # The day

    async def _plan(self) -> None:
        from coach.tui.screens.plan import PlanView

        await self._show(PlanView(self._coach))

    async def _exercises(self) -> None:
        from coach.tui.screens.exercises import ExercisesView

        await self._show(ExercisesView(self._coach))

    async def _settings(self) -> None:
        from coach.tui.screens.settings import SettingsView

        await self._show(SettingsView(self._coach))

    async def _tip(self, name: str) -> None:
        from coach.tui.screens.tip import TipView

        await self._show(TipView(self._coach, name))

    async def _dose(self, name: str) -> None:
        """A dose above the limit that the person typed: what that means, the question, and it is noted in any case."""
        from coach.services import doses
        from coach.services.log import line_named

        taking = doses.taking(self._coach, line_named(self._coach, name))
        try:
            await self._say("Stop for a moment", " ".join(taking.first))
            await self._asked_flags(taking.ask)
        finally:
            doses.note(self._coach, taking)

    async def _entered(self, way: Way) -> str | None:
        """Pain or a fall that is told at any time of the day, and the questions that it calls for; what was noted."""
        logged = await (self._fell() if way == "fell" else self._hurts())
        if logged is None:
            return None
        if logged.ask:
            await self._asked_flags(logged.ask, logged.text)
        return "Noted. For the next 7 days, only work with a firm hold." if way == "fell" else logged.text

    async def _fell(self) -> Logged | None:
        from coach.services.log import log_fall
        from coach.tui.screens.choose import ChooseView

        rows = (("fell", "I fell"), ("nearly", "I nearly fell"))
        what = await self._show(ChooseView(self._coach, "A fall", "What happened?", rows))
        return None if what is None else log_fall(self._coach, near=what == "nearly")

    async def _hurts(self) -> Logged | None:
        from coach.services.log import log_pain
        from coach.tui.screens.rate import RateView

        ask = "How strong is the pain in your hip now?"
        pain = await self._show(RateView(self._coach, "Ouch", ask, "no pain", "the worst you can imagine"))
        return None if pain is None else log_pain(self._coach, pain)

    async def _check_in(self) -> str | None:
        """How it is now, and what follows from it; the kind line about the day."""
        from coach.services.checkin import before_the_day
        from coach.tui.screens.checkin import CheckInView

        logged = await self._show(CheckInView(self._coach))
        if logged is None:
            return None
        if logged.ask:
            await self._asked_flags(logged.ask)
        return before_the_day(self._coach, logged).text

    async def _weekly(self, what: str) -> str | None:
        """The weekly look back or one of its lists, and the questions again where that was chosen; its kind line."""
        from coach.services.weekly import LookBack
        from coach.tui.screens.weekly import WeeklyView

        run = LookBack(self._coach, "mood" if what == "mood" else "triggers" if what == "triggers" else "all")
        await self._show(WeeklyView(self._coach, run))
        if run.to_answers and not run.stopped:
            await self._answers()
        return run.closing or None
