"""The way through a session: the safety question, pain at rest, set-up, the player, and how it felt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.tui.walking import Walking

if TYPE_CHECKING:
    from coach.services.guided import Guided


class SessionPath(Walking):
    """A session from the first question to the kind line."""

    async def begin(self, name: str) -> None:
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

    async def go_on(self) -> None:
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
        lines: tuple[str, ...] = ()
        flags: tuple[str, ...] = ()
        if answer:
            lines = await self._show(FlagsView(self._coach, "Which of these came up?", check.lines)) or ()
        if lines:
            flags = await self._show(FlagsView(self._coach, "Which of these fits?", check.opened(lines))) or ()
        action = guided.answer_check(self._coach, flags, lines)
        if action is not None:
            await self._show_action(action)
            return None
        if answer:
            await self._say("Good to know", self._coach.library.rules.red_flags.mention_text)
        return await self._pain_now()

    async def _pain_now(self) -> int | None:
        """Pain at rest; left open it counts as 0, the careful side. None where it calls for the action screen."""
        from coach.services.checkin import pain_at_rest
        from coach.services.log import log_pain
        from coach.tui.screens.rate import RateView

        known = pain_at_rest(self._coach)
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
