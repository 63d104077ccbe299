"""A month with a bad week in it, by keys: what the screens say on the days that matter (R2.4, R4.7, R4.11 to R4.14).

Somebody who walks with a stick and is stiff in the evening. The days between are told to the services; on those that
matter the coach is opened, looked at, and closed again.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coach.domain.events import FlagsAsked
from coach.engine.day_state import SUPPORTED
from coach.services import guided
from coach.services.context import Coach
from coach.services.intake import intake_from_file
from coach.services.log import check_in, mark
from coach.services.planning import accept, build_plan
from coach.services.today import today_view
from coach.tui.screens.action import ActionView
from coach.tui.screens.check import CheckView, SetUpView
from coach.tui.screens.checkin import CheckInView
from coach.tui.screens.choose import ChooseView
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.message import MessageView
from coach.tui.screens.player import PlayerView
from coach.tui.screens.rate import RateView
from coach.tui.screens.safety import SafetyView
from coach.tui.screens.settings import SAFETY_ROW, SettingsView
from coach.tui.screens.today import TodayView
from coach.tui.screens.typed import TypedView
from coach.tui.screens.weekly import WeeklyView
from coach.tui.widgets.choices import Choices, Ticks
from tests.fake_clock import FakeClock
from tests.people import coach_at
from tests.personas import save
from tests.tui.hand import Hand, app_for, first_look

BEGIN = datetime(2026, 6, 15, 9, 0, tzinfo=ZoneInfo("Europe/London"))
COLD = ("you missed", "failed", "you should", "too little")
"""Words that no screen says to anybody, whatever the week was like."""


class Month:
    """One person, one clock; day 1 is the day of the first plan."""

    def __init__(self, coach: Coach, clock: FakeClock) -> None:
        self.coach = coach
        self.clock = clock

    def wake(self, day: int) -> None:
        """Nine in the morning of a day."""
        self.clock.advance((BEGIN + timedelta(days=day - 1) - self.clock.now()).total_seconds())

    def quiet(self, days: range, *, pain: int = 4, trains: bool = True) -> None:
        """Usual days, told to the services: a check-in, and the sessions done without the guide."""
        for day in days:
            self.wake(day)
            check_in(self.coach, 4, "enough", pain)
            for line in today_view(self.coach).lines:
                if trains and line.kind == "session":
                    mark(self.coach, line.id, "done")

    @asynccontextmanager
    async def opened(self, day: int) -> AsyncIterator[Hand]:
        """The coach, opened in the morning of a day."""
        self.wake(day)
        async with app_for(self.coach).run_test(size=(80, 40)) as pilot:
            hand = Hand(pilot, self.clock)
            await first_look(hand)
            yield hand
            kind_words(hand)

    def session(self) -> str:
        """The first session of today that is not done yet."""
        return next(one.id for one in today_view(self.coach).lines if one.kind == "session" and one.state == "open")


def seen(hand: Hand) -> str:
    """All that stands on the screen, the rows of its list too, in one line."""
    rows = [f"{row.text} {row.detail}" for one in hand.app.screen.query(Choices) if one.display for row in one.rows]
    return " ".join("\n".join((hand.text(), *rows)).split())


def kind_words(hand: Hand) -> None:
    said = seen(hand).lower()
    assert not [cold for cold in COLD if cold in said]


async def told(hand: Hand, pain: int, *, tired: int = 4, sleep: str = "3", heat: str = "1") -> str:
    """Check in by keys; what Today says then."""
    await hand.press("c")
    screen = await hand.reach(CheckInView)
    keys = {"fatigue": str(tired), "sleep": sleep, "pain": str(pain), "cost": "1", "spasticity": "7", "heat": heat}
    for _ in range(6):
        if hand.app.screen is not screen:
            break
        await hand.press(keys[screen._ask.id])
        await hand.rest()
    await hand.reach(TodayView)
    await hand.rest()
    said = seen(hand)
    kind_words(hand)
    for words in ("Today can be a usual day.", "A middling day", "a few quiet minutes", "hurts a lot", "some days"):
        assert said.count(words) <= 1, "nothing is said twice"
    return said


async def to_set_up(hand: Hand, name: str) -> str:
    """A session as far as what to get ready, by Enter alone; what that page says. Then back to Today."""
    today = await hand.reach(TodayView)
    today.query_one(Choices).go_to(name)
    await hand.press("enter")
    await hand.reach(CheckView)
    await hand.press("enter")
    await hand.reach(RateView)
    await hand.press("enter")
    await hand.reach(SetUpView)
    said = seen(hand)
    kind_words(hand)
    await hand.press("escape")
    await hand.reach(TodayView)
    return said


async def looked_back(hand: Hand) -> dict[str, str]:
    """The weekly look back by keys; what each page said, and under "today" what Today said after it."""
    today = await hand.reach(TodayView)
    await today.run_action("look_back('all')")
    await hand.reach(WeeklyView)
    pages: dict[str, str] = {}
    for _ in range(30):
        screen = hand.app.screen
        if not isinstance(screen, WeeklyView):
            break
        await hand.rest()
        step = screen.step
        if step is None:
            continue
        pages[step.id] = seen(hand)
        kind_words(hand)
        keys = {"rate": "7" if step.id == "spasticity" else "4", "choose": "1"}
        if step.yes is not None:
            await hand.press("y" if step.id == "proposal_1" else "s")
        else:
            await hand.press(keys.get(step.kind, "enter"))
        await hand.rest()
    await hand.reach(TodayView)
    pages["today"] = seen(hand)
    return pages


@pytest.fixture
def month(tmp_path: Path) -> Month:
    clock = FakeClock(BEGIN)
    coach = coach_at(tmp_path / "coach", clock)
    profile = intake_from_file(coach, save("stick_evenings", tmp_path))
    accept(coach, build_plan(coach, profile).plan, profile)
    return Month(coach, clock)


async def first_day(month: Month) -> None:
    async with month.opened(1) as hand:
        assert "How are you now? a few keys" in seen(hand)
        said = await told(hand, pain=4)
        assert "Thank you. Today can be a usual day." in said
        assert "gentler" not in said
        ready = await to_set_up(hand, month.session())
        assert "Phone within reach." in ready
        assert "It is a little different" not in ready
        today = await hand.reach(TodayView)
        today.query_one(Choices).go_to(month.session())
        await hand.press("enter", "enter", "4", "enter")
        await hand.rest()
        for _ in range(60):
            screen = hand.app.screen
            if not isinstance(screen, PlayerView):
                break
            for _ in range(8):
                month.clock.advance(5)
                screen.tick()
            await hand.press("enter")
            await hand.rest()
        for figure in "443":
            await hand.reach(RateView)
            await hand.press(figure)
        await hand.reach(MessageView)
        assert "sets" in seen(hand)
        await hand.press("enter")
        await hand.reach(TodayView)
        assert "1 of" in seen(hand)
    for line in today_view(month.coach).lines:
        if line.kind == "session" and line.state == "open":
            mark(month.coach, line.id, "done")


async def day_seven(month: Month) -> None:
    """Seven days after the first: the mood questions come with the look back (R2.4)."""
    async with month.opened(8) as hand:
        assert "Weekly look back" in seen(hand)
        pages = await looked_back(hand)
        assert "You did all that was planned. Well done." in pages["week"]
        assert pages["pleasure"].count("The last 2 weeks") == 1
        assert "low" in pages
        assert "that was the look back" in pages["today"]
        assert "Weekly look back" not in pages["today"]


async def flare_day(month: Month) -> None:
    async with month.opened(17) as hand:
        said = await told(hand, pain=6)
        assert "Your pain has been up for some days, so for now it is gentle holds" in said
        assert "usual day" not in said
        assert "gentler today" in said
        assert "about 50 % of the usual" in await to_set_up(hand, month.session())


async def hot_day(month: Month) -> None:
    async with month.opened(19) as hand:
        said = await told(hand, pain=4, heat="3")
        assert "a few quiet minutes are enough, and they count as done" in said
        assert "A fan and something cool to drink help." in await to_set_up(hand, month.session())


async def fall_and_the_day_after(month: Month) -> None:
    async with month.opened(20) as hand:
        await told(hand, pain=4)
        await hand.press("f")
        await hand.reach(ChooseView)
        await hand.press("enter")
        await hand.reach(FlagsView)
        asked = seen(hand)
        assert "some injuries hide" in asked
        assert "hit your head" in asked
        await hand.press("enter", "enter")
        await hand.reach(TodayView)
        assert "only work with a firm hold" in seen(hand)
    async with month.opened(21) as hand:
        said = await told(hand, pain=4)
        assert "only work with a firm hold for 7 days" in said
        assert "usual day" not in said
    for line in today_view(month.coach).lines:
        if line.kind == "session":
            for item in guided.prepare(month.coach, line.id).session.exercise:
                exercise = month.coach.library.exercises[item.id]
                assert not exercise.on_feet(item.position or exercise.position) or exercise.support in SUPPORTED


async def infection(month: Month) -> None:
    """Told before the session; then rest, until somebody has looked at it."""
    async with month.opened(22) as hand:
        today = await hand.reach(TodayView)
        today.query_one(Choices).go_to(month.session())
        await hand.press("enter")
        await hand.reach(CheckView)
        await hand.press("y")
        await hand.reach(FlagsView)
        for line in ("fever", "rf_fever"):
            await hand.rest()
            (await hand.reach(FlagsView)).query_one(Ticks).go_to(line)
            await hand.press("space", "enter")
        await hand.reach(ActionView)
        assert "Rest and keep cool." in seen(hand)
        await hand.press("enter")
        await hand.reach(TodayView)
        said = await told(hand, pain=4)
        assert "No exercise for now." in said
        assert "Has somebody looked at it?" in said
        assert "Rest comes first now." in said
        assert "usual day" not in said
    async with month.opened(25) as hand:
        await hand.press("g")
        settings = await hand.reach(SettingsView)
        settings.query_one(Choices).go_to(SAFETY_ROW)
        await hand.press("enter")
        await hand.reach(SafetyView)
        await hand.press("enter")
        await hand.reach(TypedView)
        await hand.write("Dr Gray")
        await hand.press("enter")
        await hand.rest()
        await hand.press("enter")
        await hand.reach(SafetyView)
        assert "2 days of rest" in seen(hand)
        await hand.press("escape", "escape")
        await hand.reach(TodayView)
        assert "days of rest" in await told(hand, pain=4)
        week = (await looked_back(hand))["week"]
        assert "Rest was the right thing, and it counts." in week


async def back_again(month: Month) -> None:
    """Days 27 and 28: half of the usual (R4.13)."""
    for day in (27, 28):
        async with month.opened(day) as hand:
            said = await told(hand, pain=4)
            assert "You are coming back after an infection, so each exercise is about 50 % of the usual." in said
            assert "No exercise for now." not in said
            assert "gentler today" in said


async def after_a_break(month: Month) -> None:
    """Eleven days away: no word of blame, and less to begin with (R4.11 pr_break)."""
    async with month.opened(40) as hand:
        said = await told(hand, pain=4)
        assert "Thank you. Today can be a usual day." in said
        pages = await looked_back(hand)
        assert "Such weeks come, and nothing is lost." in pages["week"]
        assert "proposal_1" in pages
        assert "Your plan stays as it is" not in pages["today"], "one change was taken"


async def test_a_month_with_a_bad_week_in_it(month: Month) -> None:
    await first_day(month)
    month.quiet(range(2, 8))
    await day_seven(month)
    month.quiet(range(9, 15))
    month.quiet(range(15, 17), pain=6)
    await flare_day(month)
    month.quiet(range(18, 19))
    await hot_day(month)
    await fall_and_the_day_after(month)
    await infection(month)
    await back_again(month)
    await after_a_break(month)
    assert month.coach.today() == date(2026, 7, 24)
    assert month.coach.journal.events(kinds=("flags_asked",))[-1].body == FlagsAsked(where="weekly")


async def test_the_answers_are_asked_again_after_four_weeks(month: Month) -> None:
    month.wake(29)
    async with month.opened(29) as hand:
        pages = await looked_back(hand)
    assert "four weeks" in pages["again"]
