"""Ways through several screens: from the first question to a plan, and through a session.

A path shows one screen after the other and waits for its answer; it runs in a worker of the app, which tells every
`CoachError` that comes out of a service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

from coach.errors import CoachError, SafetyStop
from coach.services.context import Coach

if TYPE_CHECKING:
    from coach.services.guided import Guided
    from coach.services.intake import Dialogue
    from coach.services.safety import ActionScreen
    from coach.tui.screens.base import CoachScreen
    from coach.tui.screens.today import Way

T = TypeVar("T")


class Paths:
    """All ways that lead away from Today and back."""

    def __init__(self, app: App[Any], coach: Coach, tick_every: float | None) -> None:
        self._app = app
        self._coach = coach
        self._tick_every = tick_every

    async def walk(self, way: Way, line: str) -> str | None:
        """Walk along one of them to its end; what Today should say then, if anything.

        Raises:
            CoachError: a service stopped the way; the text says why.
        """
        of_line = {"session": self._session, "tip": self._tip, "dose": self._dose}
        others = {
            "new_plan": self._to_plan, "go_on": self._go_on, "plan": self._plan, "answers": self._answers,
            "settings": self._settings,
        }  # fmt: skip
        if way == "check_in":
            return await self._check_in()
        if way in of_line:
            await of_line[way](line)
        else:
            await others[way]()
        return None

    async def _show(self, screen: CoachScreen[T]) -> T | None:
        """Show a screen and wait for its answer."""
        return await self._app.push_screen_wait(screen)

    async def _show_action(self, action: ActionScreen) -> None:
        from coach.tui.screens.action import ActionView

        await self._show(ActionView.of(self._coach, action))

    async def _say(self, heading: str, text: str) -> None:
        from coach.tui.screens.message import MessageView

        await self._show(MessageView(self._coach, heading, text))

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
        """A fresh plan to look at, beside what it changes; whether a plan is in force afterwards."""
        from coach.services.people import needed_profile
        from coach.services.plan_files import propose
        from coach.services.planning import accept, build_plan
        from coach.tui.screens.review import ReviewView

        await self._open_questions()
        profile = needed_profile(self._coach)
        built = build_plan(self._coach, profile)
        proposal = propose(self._coach, built.plan)
        if not proposal.first and not proposal.changes:
            accept(self._coach, proposal.plan, profile)  # looked at and found good: the next look is weeks away
            await self._say("Your plan", "Nothing changes: your plan is as it would be made today.")
            return True
        changes = tuple(change.text for change in proposal.changes)
        notes = (*built.unmet, *built.notes)
        accepted = await self._show(ReviewView(self._coach, proposal.plan, profile, notes, changes))
        return accepted is True

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

    async def _check_in(self) -> str | None:
        """How it is now, and what follows from it; the kind line about the day."""
        from coach.tui.screens.checkin import CheckInView

        logged = await self._show(CheckInView(self._coach))
        if logged is None:
            return None
        if logged.ask:
            await self._asked_flags(logged.ask)
        return logged.text

    async def _asked_flags(self, names: tuple[str, ...]) -> bool:
        """Ask red flags that an entry calls for; whether one of them stands."""
        from coach.services import safety
        from coach.tui.screens.flags import FlagsView

        known = {flag.id: flag for flag in self._coach.library.rules.red_flags.flag}
        rows = [known[name] for name in names]
        yes = await self._show(FlagsView(self._coach, "Does any of these fit?", rows)) or ()
        action = safety.raise_flags(self._coach, yes, "log")
        if action is None:
            safety.answered_no(self._coach, "safety")
            return False
        await self._show_action(action)
        return True

    # A session

    async def _session(self, name: str) -> None:
        """Check, set-up, player, and how it felt."""
        from coach.services import guided
        from coach.tui.screens.check import SetUpView

        guided.prepare(self._coach, name)
        pain = await self._before()
        if pain is None:
            return
        prepared = guided.prepare(self._coach, name)
        if await self._show(SetUpView(self._coach, prepared)):
            await self._led(guided.start(self._coach, prepared, pain))

    async def _go_on(self) -> None:
        """Go on with the session that was cut off."""
        from coach.services import guided

        pain = await self._before()
        if pain is not None:
            await self._led(guided.resume(self._coach, pain))

    async def _before(self) -> int | None:
        """The safety question, and pain at rest; None where the session does not begin."""
        from coach.services import guided
        from coach.tui.screens.check import CheckView
        from coach.tui.screens.flags import FlagsView

        check = guided.session_check(self._coach)
        answer = await self._show(CheckView(self._coach, check.question))
        if answer is None:
            return None
        flags: tuple[str, ...] = ()
        if answer:
            flags = await self._show(FlagsView(self._coach, "Which of these fits?", check.rows)) or ()
        action = guided.answer_check(self._coach, flags)
        if action is not None:
            await self._show_action(action)
            return None
        if answer:
            await self._say("Good to know", self._coach.library.rules.red_flags.mention_text)
        return await self._pain_now()

    async def _pain_now(self) -> int | None:
        """Pain at rest; left open it counts as 0, the careful side. None where it calls for the action screen."""
        from coach.services.log import log_pain
        from coach.services.today import today_view
        from coach.tui.screens.rate import RateView

        told = today_view(self._coach).check_in
        known = told.pain if told else None
        ask = "How strong is the pain in your hip now, at rest?"
        screen = RateView(self._coach, "Before we start", ask, "no pain", "the worst you can imagine", value=known)
        pain = await self._show(screen)
        if pain is None or pain == known:
            return pain or 0
        follows = log_pain(self._coach, pain).ask
        return None if follows and await self._asked_flags(follows) else pain

    async def _led(self, running: Guided) -> None:
        """The player, and after its end the safety questions, the ratings and a kind line."""
        from coach.tui.screens.flags import FlagsView
        from coach.tui.screens.player import PlayerView

        await self._show(PlayerView(self._coach, running, self._tick_every))
        state = running.state
        if state.ended is None:
            return
        if running.questions():
            ask = state.message.text if state.message else "Does any of these fit?"
            running.answer_questions(await self._show(FlagsView(self._coach, ask, running.questions())) or ())
        elif state.ended == "stop_rule" and state.message is not None and not state.raised:
            await self._say("We stop here", state.message.text)
        action = running.action()
        if action is not None:
            await self._show_action(action)
            return
        if state.done:
            await self._rated(running)
        await self._say("That was it", running.summary())

    async def _rated(self, running: Guided) -> None:
        """Pain, effort and fatigue; each may be left open."""
        from coach.tui.screens.rate import RateView

        asks = (
            ("How strong is the pain in your hip now?", "no pain", "the worst you can imagine"),
            ("How hard was it?", "no effort", "as hard as you can imagine"),
            ("How tired are you now?", "not tired", "as tired as you can imagine"),
        )
        pain, effort, fatigue = [
            await self._show(RateView(self._coach, "How was it?", ask, low, high, place=f"{number} of 3"))
            for number, (ask, low, high) in enumerate(asks, 1)
        ]
        if (pain, effort, fatigue) != (None, None, None):
            running.rate(pain, effort, fatigue)
