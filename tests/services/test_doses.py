"""Doses: each time of a medicine is in exactly one state, and nothing that was taken is asked for again."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.events import DoseTaken
from coach.engine import dose_limits
from coach.engine.schedule import instant
from coach.errors import InputError
from coach.services import doses
from coach.services.context import Coach
from coach.services.day import Line
from coach.services.day_now import as_of
from coach.services.day_reading import read_days
from coach.services.log import mark, undo
from coach.services.today import today_view
from coach.store.medicines_file import load_medicines
from tests.fake_clock import FakeClock

LONDON = ZoneInfo("Europe/London")


def medicines(coach: Coach, *times: str, extra: str = "") -> None:
    """A file with Baclofen at some times and Paracetamol when needed."""
    coach.home.prepare()
    listed = ", ".join(f'"{at}"' for at in times)
    coach.home.medicines.write_text(
        f'format = 1\n[[medicine]]\nid = "baclofen"\nname = "Baclofen"\namount = "10 mg"\ntimes = [{listed}]\n{extra}\n'
        '[[medicine]]\nid = "paracetamol"\nname = "Paracetamol"\nas_needed = true\n'
        'min_gap = "4 h"\nmax_per_day = "3 doses"\n'
    )


def lines(coach: Coach) -> dict[str, Line]:
    return {line.id: line for line in today_view(coach).lines if line.kind == "medicine"}


def states(coach: Coach) -> dict[str, str]:
    return {name: line.state for name, line in lines(coach).items()}


def taken(coach: Coach) -> list[DoseTaken]:
    return [event.body for event in coach.journal.events() if isinstance(event.body, DoseTaken)]


def at(clock: FakeClock, text: str) -> None:
    """Let time pass until a local time."""
    goal = datetime.fromisoformat(text).replace(tzinfo=LONDON)
    clock.advance((goal.astimezone(UTC) - clock.now().astimezone(UTC)).total_seconds())


# The day


def test_doses_stand_among_the_other_lines(settled: Coach) -> None:
    medicines(settled, "22:00", "08:00", "00:30")
    view = today_view(settled)
    assert [line.at for line in view.lines if line.kind == "medicine"] == ["08:00", "22:00", "00:30"]
    assert [line.id for line in view.lines if line.kind == "medicine"] == ["baclofen@1", "baclofen@0", "baclofen@2"]
    times = [line.at for line in view.lines if line.at and line.at >= view.day_starts]
    assert times == sorted(times)
    assert view.lines[0].detail == "10 mg"
    assert view.lines[0].title == "Baclofen"


def test_a_dose_after_midnight_belongs_to_the_day_before(settled: Coach, clock: FakeClock) -> None:
    medicines(settled, "08:00", "00:30")
    mark(settled, "baclofen@0", "done")
    at(clock, "2026-11-24T00:20")
    assert today_view(settled).day == date(2026, 11, 23)
    mark(settled, "baclofen@1", "done")
    assert (taken(settled)[-1].on, taken(settled)[-1].slot) == (date(2026, 11, 23), 1)
    assert lines(settled)["baclofen@1"].taken == "00:20"
    at(clock, "2026-11-24T08:00")
    assert states(settled) == {"baclofen@0": "open", "baclofen@1": "coming"}


def test_a_dose_waits_until_the_next_is_due(settled: Coach, clock: FakeClock) -> None:
    medicines(settled, "08:00", "14:00")
    assert states(settled) == {"baclofen@0": "open", "baclofen@1": "coming"}
    at(clock, "2026-11-23T13:59")
    assert states(settled) == {"baclofen@0": "open", "baclofen@1": "open"}
    at(clock, "2026-11-23T14:00")
    assert states(settled) == {"baclofen@0": "not_recorded", "baclofen@1": "open"}
    at(clock, "2026-11-24T02:59")
    assert states(settled)["baclofen@1"] == "open"
    mark(settled, "baclofen@0", "done")
    assert states(settled)["baclofen@0"] == "done", "what was taken can be noted late"


def test_a_late_window_ends_it_sooner(settled: Coach, clock: FakeClock) -> None:
    medicines(settled, "08:00", "22:00", extra='late_window = "3 h"')
    at(clock, "2026-11-23T10:59")
    assert states(settled)["baclofen@0"] == "open"
    at(clock, "2026-11-23T11:00")
    assert states(settled)["baclofen@0"] == "not_recorded"


def test_a_whole_day_with_enter(settled: Coach, clock: FakeClock) -> None:
    """What comes next is what can be done now, dose or session, in the order of the day."""
    medicines(settled, "08:00", "22:00")
    at(clock, "2026-11-24T07:10")
    walked = []
    for now in ("07:10", "08:10", "09:00", "12:40", "12:45", "12:50", "21:30"):
        at(clock, f"2026-11-24T{now}")
        line = today_view(settled).next
        assert line is not None
        walked.append((now, line.kind, line.state))
        if line.state == "open":
            mark(settled, line.id, "done")
    assert [kind for _, kind, _ in walked[:2]] == ["medicine", "session"]
    assert ("12:50", "medicine", "coming") in walked
    assert walked[-1] == ("21:30", "medicine", "open")
    assert today_view(settled).next is None


# In any order


Act = tuple[str, int]
ACTS = st.tuples(st.sampled_from(["take", "skip", "undo", "wait", "move", "named"]), st.integers(0, 20))


def do(coach: Coach, clock: FakeClock, act: Act) -> None:
    name, number = act
    slot = f"baclofen@{number % 3}"
    deeds: dict[str, Callable[[], object]] = {
        "take": lambda: mark(coach, slot, "done"),
        "skip": lambda: mark(coach, slot, "skipped"),
        "undo": lambda: undo(coach),
        "wait": lambda: clock.advance(number * 1800),
        "move": lambda: medicines(coach, f"{6 + number % 5:02}:30", f"{12 + number % 5}:00", f"{20 + number % 4}:15"),
        "named": lambda: doses.note(coach, doses.taking_named(coach, "baclofen")),
    }
    with suppress(InputError):  # it is noted already, or there is nothing to take back
        deeds[name]()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=12))
def test_each_time_is_in_one_state_and_follows_from_the_journal(
    settled: Coach, clock: FakeClock, acts: list[Act]
) -> None:
    medicines(settled, "08:00", "14:00", "22:00")
    for act in acts:
        before = {body.slot for body in taken(settled) if body.on == settled.today()}
        day = settled.today()
        do(settled, clock, act)
        now = {body.slot for body in taken(settled) if body.on == settled.today()}
        shown = states(settled)
        assert sorted(shown) == ["baclofen@0", "baclofen@1", "baclofen@2"]
        done = {int(name[-1]) for name, state in shown.items() if state == "done"}
        assert done == {slot for slot in now if slot is not None}
        if act[0] != "undo" and settled.today() == day:
            assert before <= now, "nothing but taking it back opens a dose that was taken"
        assert today_view(settled) == as_of(read_days(settled)[0], settled.now()), "kept is as worked out"


def test_moving_a_time_does_not_make_a_taken_dose_due_again(settled: Coach, clock: FakeClock) -> None:
    medicines(settled, "08:00", "22:00")
    mark(settled, "baclofen@0", "done")
    for moved in ("09:30", "07:00", "23:00", "00:30"):
        medicines(settled, moved, "22:00")
        assert states(settled)["baclofen@0"] == "done"
        assert lines(settled)["baclofen@0"].taken == "09:00"


def test_taken_stays_taken(settled: Coach) -> None:
    medicines(settled, "08:00")
    mark(settled, "baclofen", "skipped")
    assert states(settled) == {"baclofen@0": "skipped"}
    mark(settled, "baclofen", "done")
    for how in ("done", "skipped"):
        with pytest.raises(InputError, match=r"Baclofen 08:00 is noted already: taken at 09:00"):
            mark(settled, "baclofen", how)
    assert undo(settled) == "Taken back: Baclofen, noted as taken."
    assert undo(settled) == "Taken back: Baclofen, noted as left out."
    assert states(settled) == {"baclofen@0": "open"}


# By name


@pytest.mark.parametrize(
    ("now", "when", "slot"),
    [
        ("08:05", None, 0),
        ("13:10", None, 1),
        ("13:10", "08:20", 0),
        ("21:00", "14:30", 1),
        ("23:30", None, 2),
    ],
)
def test_a_name_notes_the_dose_that_is_meant(
    settled: Coach, clock: FakeClock, now: str, when: str | None, slot: int
) -> None:
    medicines(settled, "08:00", "14:00", "22:00", extra='late_window = "2 h"')
    at(clock, f"2026-11-24T{now}")
    assert doses.taking_named(settled, "BACLO", when).body.slot == slot


def test_a_second_time_is_one_more_and_never_the_evening_dose(settled: Coach) -> None:
    medicines(settled, "08:00", "22:00")
    doses.note(settled, doses.taking_named(settled, "Baclofen"))
    again = doses.taking_named(settled, "Baclofen")
    assert again.body.slot is None
    assert "noted already" in again.first[0]
    doses.note(settled, again)
    assert states(settled) == {"baclofen@0": "done", "baclofen@1": "coming"}


def test_yesterday_and_times_to_come(settled: Coach, clock: FakeClock) -> None:
    medicines(settled, "08:00", "22:00")
    with pytest.raises(InputError, match="22:10 has not come yet today"):
        doses.taking_named(settled, "baclofen", "22:10")
    with pytest.raises(InputError, match="Say when"):
        doses.taking_named(settled, "baclofen", yesterday=True)
    taking = doses.taking_named(settled, "baclofen", "22:10", yesterday=True)
    assert (taking.body.slot, taking.body.on) == (1, date(2026, 11, 22))
    assert taking.text == "Baclofen 22:00: taken yesterday at 22:10."
    doses.note(settled, taking)
    assert doses.taking_named(settled, "baclofen", "22:10", yesterday=True).body.slot is None
    assert states(settled) == {"baclofen@0": "open", "baclofen@1": "coming"}


def test_names_that_do_not_fit(settled: Coach) -> None:
    with pytest.raises(InputError, match="No medicines are written down"):
        doses.taking_named(settled, "baclofen")
    medicines(settled, "08:00")
    with pytest.raises(InputError, match='Did you mean "Baclofen"'):
        doses.taking_named(settled, "baclofne")
    with pytest.raises(InputError, match="There are: Baclofen, Paracetamol"):
        doses.taking_named(settled, "xyzzy")
    text = settled.home.medicines.read_text()
    settled.home.medicines.write_text(text.replace('name = "Paracetamol"', 'name = "Baclofen"'))
    with pytest.raises(InputError, match="Say which: baclofen, paracetamol"):
        doses.taking_named(settled, "bac")


# When needed, with what the person typed from the pack


def test_when_needed_says_first_how_long_ago(settled: Coach, clock: FakeClock) -> None:
    medicines(settled, "08:00")
    first = doses.taking_named(settled, "paracetamol")
    assert first.first == ("Paracetamol: none is noted in the last 30 days.",)
    doses.note(settled, first)
    clock.advance(130 * 60)
    second = doses.taking_named(settled, "paracetamol")
    assert second.first[0] == "Paracetamol: the last one was 2 h 10 min before, at 09:00."
    assert "4 h between two; this is 2 h 10 min" in second.first[1]
    assert second.ask == ()
    doses.note(settled, second)
    clock.advance(5 * 3600)
    third = doses.taking_named(settled, "paracetamol")
    assert len(third.first) == 1
    doses.note(settled, third)
    clock.advance(5 * 3600)
    fourth = doses.taking_named(settled, "paracetamol")
    assert "This makes 4 doses in 24 hours" in fourth.first[-1]
    assert fourth.ask == ("rf_overdose",)
    doses.note(settled, fourth)
    assert len(taken(settled)) == 4, "what was taken is noted, whatever a limit says"
    assert not any(line.medicine == "paracetamol" for line in today_view(settled).lines)


MINUTES = st.lists(st.integers(0, 4000), max_size=8)


@given(before=MINUTES, new=st.integers(0, 4000))
def test_most_in_24_hours_is_the_fullest_window(before: list[int], new: int) -> None:
    start = datetime(2026, 11, 20, tzinfo=UTC)
    times = [start + timedelta(minutes=one) for one in before]
    full = max(
        sum(first <= one < first + 1440 for one in (*before, new)) for first in range(max(0, new - 1439), new + 1)
    )
    assert dose_limits.most_in_24_h(times, start + timedelta(minutes=new)) == full


@pytest.mark.parametrize(
    ("count", "most", "mg", "over"),
    [(8, "8 doses", None, False), (9, "8 doses", None, True), (8, "4000 mg", 500, False), (9, "4000mg", 500, True),
     (2, "1 dose", None, True), (3, "2,5 doses", None, True)],
)  # fmt: skip
def test_limits_in_doses_and_in_mg(count: int, most: str, mg: float | None, over: bool) -> None:
    assert dose_limits.over(count, most, mg) is over


# The clock's own days


@pytest.mark.parametrize(
    ("day", "when", "utc"),
    [
        (date(2026, 3, 28), "01:30", "2026-03-29T01:00"),  # left out that night: the first instant after
        (date(2026, 3, 28), "00:59", "2026-03-29T00:59"),
        (date(2026, 3, 28), "02:00", "2026-03-29T01:00"),
        (date(2026, 10, 24), "01:30", "2026-10-25T00:30"),  # twice that night: the first
        (date(2026, 10, 25), "08:00", "2026-10-25T08:00"),
        (date(2026, 7, 1), "08:00", "2026-07-01T07:00"),
    ],
)
def test_times_as_instants(day: date, when: str, utc: str) -> None:
    assert instant(day, when, "03:00", LONDON) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@given(
    day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    times=st.lists(st.integers(0, 1439), min_size=2, max_size=2),
    zone=st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "UTC"]),
)
def test_instants_keep_the_order_of_the_day(day: date, times: list[int], zone: str) -> None:
    first, second = (f"{one // 60:02}:{one % 60:02}" for one in sorted(times, key=lambda one: (one < 180, one)))
    place = ZoneInfo(zone)
    early, late = instant(day, first, "03:00", place), instant(day, second, "03:00", place)
    if late.astimezone(place).utcoffset() == early.astimezone(place).utcoffset():
        assert early <= late
    wall = early.astimezone(place)
    assert (
        f"{wall:%H:%M}" == first
        or wall.utcoffset() != (wall.astimezone(UTC) - timedelta(seconds=1)).astimezone(place).utcoffset()
    ), "any other time is the end of a gap"


@pytest.mark.parametrize(("night", "end"), [("2026-03-29", "05:30"), ("2026-10-25", "03:30")])
def test_a_late_window_is_as_long_on_the_nights_of_the_change(
    settled: Coach, clock: FakeClock, night: str, end: str
) -> None:
    medicines(settled, "23:30", extra='late_window = "5 h"')
    begun = datetime.fromisoformat(f"{night}T00:00").replace(tzinfo=LONDON) - timedelta(minutes=30)
    view = replace(read_days(settled)[0], day=begun.date())
    half = begun.astimezone(UTC) + timedelta(hours=4, minutes=59)
    for moment, state in ((half, "open"), (half + timedelta(minutes=1), "not_recorded")):
        shown = as_of(view, moment.astimezone(LONDON))
        assert next(line.state for line in shown.lines if line.id == "baclofen@0") == state
    assert f"{(half + timedelta(minutes=1)).astimezone(LONDON):%H:%M}" == end


@pytest.mark.parametrize("night", ["2027-03-28", "2027-10-31"])
def test_a_dose_in_the_hour_of_the_change_is_due_once(settled: Coach, clock: FakeClock, night: str) -> None:
    medicines(settled, "01:30")
    before = date.fromisoformat(night) - timedelta(days=1)
    at(clock, f"{before}T22:00")
    seen = []
    for _ in range(10):
        clock._now = (clock.now().astimezone(UTC) + timedelta(minutes=30)).astimezone(LONDON)
        if settled.today() == before:
            seen.append(states(settled)["baclofen@0"])
    change = seen.index("open")
    assert seen == ["coming"] * change + ["open"] * (len(seen) - change)
    mark(settled, "baclofen", "done") if settled.today() == before else None


# A file that does not fit


def test_a_slip_in_the_file_hides_no_dose(settled: Coach) -> None:
    medicines(settled, "08:00", "22:00")
    mark(settled, "baclofen", "done")
    broken = settled.home.medicines.read_text().replace("times", "tiems")
    settled.home.medicines.write_text(broken)
    view = today_view(settled)
    assert (view.medicine_problems[0].file, view.medicine_problems[0].line) == ("medicines.toml", 6)
    assert states(settled) == {"baclofen@0": "done", "baclofen@1": "coming"}
    mark(settled, "baclofen@1", "done")
    assert undo(settled) == "Taken back: Baclofen, noted as taken."
    assert any(line.kind == "session" for line in view.lines)
    assert settled.profile() is not None
    assert settled.home.medicines.read_text() == broken
    assert load_medicines(settled.home)[0] is None


def test_a_file_that_never_fitted(settled: Coach) -> None:
    settled.home.medicines.write_text("format = 1\n[[medicine]]\n")
    view = today_view(settled)
    assert view.medicine_problems
    assert view.next is not None
    assert view.next.kind == "session"


def test_doses_are_there_without_a_plan(answered: Coach) -> None:
    medicines(answered, "08:00")
    assert states(answered) == {"baclofen@0": "open"}
    mark(answered, "baclofen", "done")
    assert states(answered) == {"baclofen@0": "done"}
