"""Doses on Today, in the screens and in lines: the same day, the same keys, the same journal."""

from collections.abc import Awaitable, Callable

import pytest
from textual.app import App

from coach.domain.events import DoseSkipped, DoseTaken
from coach.plain.home import run_home
from coach.services.context import Coach
from coach.services.log import mark
from coach.services.safety import screening_now
from coach.services.today import today_view
from coach.tui.app import CoachApp
from coach.tui.screens.action import ActionView
from coach.tui.screens.check import CheckView
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.message import MessageView
from coach.tui.screens.today import TodayView
from coach.tui.widgets.choices import Choices
from tests.fake_clock import FakeClock
from tests.plain.talk import Talk
from tests.tui.hand import Hand, app_for, at_today

FILE = """\
format = 1
[[medicine]]
id = "baclofen"
name = "Baclofen"
amount = "10 mg"
times = ["08:00", "22:00"]
[[medicine]]
id = "vitamin_d3"
name = "Vitamin D"
times = ["08:00"]
"""


@pytest.fixture
def medicated(settled: Coach) -> Coach:
    """Somebody with two medicines; it is nine in the morning."""
    settled.home.medicines.write_text(FILE)
    return settled


def doses(coach: Coach) -> list[tuple[str, str, int | None]]:
    """What of the doses stands in the journal, what was taken back left out."""
    return [
        (event.body.kind, event.body.medicine, event.body.slot)
        for event in coach.journal.events()
        if isinstance(event.body, DoseTaken | DoseSkipped)
    ]


# The same scenario through both


async def by_screens(coach: Coach, clock: FakeClock) -> str:
    """Enter takes the first, u takes it back, Enter again, s leaves the second out, d notes the evening's."""
    async with app_for(coach).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("enter", "u", "enter", "s")
        last = [row.id for row in (await at_today(hand)).rows].index("baclofen@1")
        await hand.press("home", *["down"] * last, "d")
        return hand.text()


async def by_lines(coach: Coach, clock: FakeClock) -> str:
    """The same with numbers and letters."""
    number = [line.id for line in today_view(coach).lines].index("baclofen@1") + 1
    talk = Talk(["", "", "u", "", "1", "2", "3", str(number), "1", "q"], clock)
    assert run_home(talk.console, coach) == 0
    assert not talk.left
    return talk.text


@pytest.mark.parametrize("walk", [by_screens, by_lines])
async def test_the_same_day_in_both(
    medicated: Coach, clock: FakeClock, walk: Callable[[Coach, FakeClock], Awaitable[str]]
) -> None:
    said = await walk(medicated, clock)
    assert doses(medicated) == [
        ("dose_taken", "baclofen", 0), ("dose_skipped", "vitamin_d3", 0), ("dose_taken", "baclofen", 1)
    ]  # fmt: skip
    assert "Baclofen 22:00: taken at 09:00." in " ".join(said.split())
    assert "vitamin_d3" not in said
    assert "baclofen@" not in said


# The screens


async def test_enter_notes_a_dose_and_goes_on(medicated: Coach, clock: FakeClock) -> None:
    async with app_for(medicated).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        choices = today.query_one(Choices)
        assert choices.row is not None
        assert (choices.row.text, choices.row.lead, choices.row.detail) == ("Baclofen", "08:00", "10 mg")
        await hand.press("enter")
        assert "Baclofen 08:00: taken at 09:00. u takes it back." in hand.text()
        assert (today.rows[0].mark, today.rows[0].detail) == ("✓", "taken 09:00")
        assert choices.row == today.rows[1]
        await hand.press("enter")
        assert "Vitamin D 08:00: taken at 09:00." in hand.text()
        await hand.press("enter")
        await hand.reach(CheckView)


@pytest.mark.parametrize("slips", [1, 6])
async def test_a_double_or_held_key_takes_one_medicine(medicated: Coach, clock: FakeClock, slips: int) -> None:
    async with app_for(medicated).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("enter")
        for _ in range(slips):
            clock.advance(0.1)
            await hand.slip("enter")
        assert doses(medicated) == [("dose_taken", "baclofen", 0)]
        await hand.press("enter")
        assert len(doses(medicated)) == 2


async def test_enter_notes_nothing_that_is_hours_off_or_past(medicated: Coach, clock: FakeClock) -> None:
    medicated.home.medicines.write_text(FILE.replace("amount", 'late_window = "30 min"\namount'))
    async with app_for(medicated).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        assert (today.rows[0].mark, today.rows[0].detail) == ("·", "not recorded")
        await hand.press("home", "enter")
        assert "Do not take a double dose" in hand.text()
        await hand.press("end", "enter")
        assert "Baclofen 22:00 is still to come" in hand.text()
        assert doses(medicated) == []
        await hand.press("d")
        assert doses(medicated) == [("dose_taken", "baclofen", 1)]


async def test_what_is_noted_is_not_noted_twice(medicated: Coach, clock: FakeClock) -> None:
    async with app_for(medicated).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("d")
        for key in ("enter", "d", "s"):
            await hand.press("home", key)
            assert "Baclofen 08:00 is noted already: taken at 09:00." in hand.text()
        assert doses(medicated) == [("dose_taken", "baclofen", 0)]


async def test_the_cursor_stays_when_a_dose_comes(
    medicated: Coach, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.tui.screens.day_page.NEW_DAY_S", 0.1)
    for line in today_view(medicated).lines:
        if line.kind == "session":
            mark(medicated, line.id, "done")
    async with CoachApp(medicated, tick_every=0.25).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        await hand.press("enter", "enter", "home")
        clock.advance(12.5 * 3600)
        for _ in range(200):
            await pilot.pause(0.01)
            if "baclofen@1" in [row.id for row in today.rows if row.mark == "▶"]:
                break
        else:
            raise AssertionError("the page did not show that the dose has come")
        row = today.query_one(Choices).row
        assert row is not None
        assert row.id == "baclofen@0"


async def test_an_open_page_notes_nothing_for_another_day(medicated: Coach, clock: FakeClock) -> None:
    async with app_for(medicated).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        clock.advance(23 * 3600)
        await hand.press("enter")
        assert "A new day has begun. Nothing was noted." in hand.text()
        assert doses(medicated) == []
        await hand.press("enter")
        assert "Baclofen 08:00: taken at 08:00" in hand.text()


async def test_above_a_typed_limit_it_stops_asks_and_notes(medicated: Coach, clock: FakeClock) -> None:
    medicated.home.medicines.write_text(FILE.replace("amount", 'max_per_day = "1 dose"\namount'))
    async with app_for(medicated).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        await hand.press("enter", "end", "d")
        await hand.reach(MessageView)
        assert "This makes 2 doses in 24 hours" in hand.text()
        await hand.press("enter")
        await hand.reach(FlagsView)
        await hand.press("space", "enter")
        await hand.reach(ActionView)
        await hand.press("enter")
        await hand.reach(TodayView)
    assert doses(medicated) == [("dose_taken", "baclofen", 0), ("dose_taken", "baclofen", 1)]
    assert "rf_overdose" in [one.flag.id for one in screening_now(medicated).active]


async def test_a_medicines_file_that_does_not_fit(medicated: Coach, clock: FakeClock) -> None:
    today_view(medicated)
    broken = FILE.replace('"22:00"', '"22.00"')
    medicated.home.medicines.write_text(broken)
    async with app_for(medicated).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        today = await at_today(hand)
        assert "Your medicines go on as they were. medicines.toml, line 6" in " ".join(hand.text().split())
        assert [row.text for row in today.rows].count("Baclofen") == 2
        await hand.press("enter", "enter", "enter")
        await hand.reach(CheckView)
    assert medicated.home.medicines.read_text() == broken


async def test_names_are_neither_in_the_title_nor_in_a_mistake(
    medicated: Coach, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = app_for(medicated)

    def wrong(coach: Coach, taking: object) -> None:
        kept = [taking, "Baclofen"]
        raise ZeroDivisionError(len(kept))

    monkeypatch.setattr("coach.services.doses.note", wrong)

    async def drive() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            hand = Hand(pilot, clock)
            await at_today(hand)
            await hand.press("enter")

    with pytest.raises(ZeroDivisionError):
        await drive()
    assert isinstance(app.mistake, ZeroDivisionError)
    assert (app.title, app.sub_title) == ("Hip Coach", "")
    App._print_error_renderables(app)
    said = capsys.readouterr()
    assert "Baclofen" not in said.out + said.err


def test_lines_walk_a_day_with_enter(medicated: Coach, clock: FakeClock) -> None:
    """Enter, Enter for each dose; the evening's is not noted in the morning."""
    talk = Talk([], clock, then=lambda said: "")
    assert run_home(talk.console, medicated) == 0
    assert [one[1:] for one in doses(medicated)] == [("baclofen", 0), ("vitamin_d3", 0)]
    assert "Enter leaves. Baclofen comes at 22:00." in talk.text


def test_lines_for_another_time_and_a_broken_file(medicated: Coach, clock: FakeClock) -> None:
    talk = Talk(["1", "2", "8.10", "1", "u", "1", "2", "22:00", "q"], clock)
    assert run_home(talk.console, medicated) == 0
    assert "Baclofen 08:00: taken at 08:10." in talk.text
    assert "noted already: taken at 08:10. u takes back" in talk.text
    assert "Taken back: Baclofen, noted as taken." in talk.text
    assert "22:00 has not come yet today." in talk.text
    medicated.home.medicines.write_text(FILE + "colour = 3\n")
    again = Talk(["q"], clock)
    assert run_home(again.console, medicated) == 0
    assert "Your medicines go on as they were. medicines.toml, line 11" in " ".join(again.text.split())
    assert "Baclofen" in again.text
