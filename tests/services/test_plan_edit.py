"""Changes to the plan in force: only their own keys, never against a rule, and every step back to the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.content.loader import Loaded
from coach.domain.plan import Plan, PlanItem, Session
from coach.domain.profile import Profile
from coach.domain.vocabulary import DAYS
from coach.engine.eligibility import Refusal, eligible
from coach.engine.person import assess
from coach.errors import InputError
from coach.services import planning
from coach.services.context import Coach
from coach.services.plan_changes import LeaveOut, Move, PlanChange, Retime, Swap
from coach.services.plan_edit import MEANWHILE, MindError, change, day_options, undo_change, undoable
from coach.services.plan_offer import accept_lines, offer_plan
from coach.services.planning import Current, check_bytes, needed_plan
from coach.store.plan_text import PlanText
from coach.toml.problems import ProblemsError
from tests.plain.talk import coach_for, kinds

PERSONAS = ("limps", "walks_well", "in_bed")


def with_remarks(text: str) -> str:
    """A plan as a person leaves it: remarks everywhere, odd spacing, days over several lines."""
    text = re.sub(r'^days = \["(\w+)", ', r'days   = [ # when?\n   "\1", # first\n  ', text, count=1, flags=re.M)
    text = re.sub(r'^at = "(.*)"$', r'  at="\1"   # o\'clock', text, count=2, flags=re.M)
    text = re.sub(r"^reps = (\d+)$", r"reps =\t\1 # Anna says so", text, flags=re.M)
    text = text.replace("[[session.exercise]]", "# the next one\n\n\n[[session.exercise]] # here", 3)
    return text + "\n\n# the end"


def errors(coach: Coach, raw: bytes) -> list[str]:
    found = check_bytes(coach, raw, "plan.toml", coach.profile())
    assert found.plan is not None
    return [str(problem) for problem, level in found.rows if level == "error"]


def raw_of(coach: Coach) -> bytes:
    return coach.home.plan.read_bytes()


def touched(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    old, new = before.splitlines(), after.splitlines()
    gone, come = [], []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += old[a:b]
            come += new[c:d]
    return gone, come


def keys_of(lines: list[str]) -> set[str]:
    return {line.split("=")[0].strip() for line in lines if "=" in line and not line.lstrip().startswith("#")}


def assert_only_its_keys(wanted: PlanChange, before: str, after: str) -> None:
    gone, come = touched(before, after)
    if isinstance(wanted, LeaveOut):
        assert not come
        assert "[[session.exercise]]" in "\n".join(gone)
        assert not any(line.startswith("# the") for line in gone)
    elif isinstance(wanted, Swap):
        assert not any(line.lstrip().startswith("[[") for line in gone + come)
        assert "id" in keys_of(come)
        assert "keep" in keys_of(gone + come) or "keep = true" in before
    else:
        key = "at" if isinstance(wanted, Retime) else "days"
        left = [line for line in gone + come if line.split("=")[0].strip() != key and line.strip() != "keep = true"]
        assert all(re.fullmatch(r'\s*"\w{3}"(, # first|\]|(, )?.*)', line) for line in left), left
        assert {line.strip() for line in before.splitlines() if line.lstrip().startswith("#")} == {
            line.strip() for line in after.splitlines() if line.lstrip().startswith("#")
        }
    for remark in ("# o'clock", "# first", "# when?", "# the end", "# Anna says so"):
        if not isinstance(wanted, LeaveOut):
            assert before.count(remark) == after.count(remark)


def drawn(data: st.DataObject, coach: Coach, shown: Current) -> PlanChange:
    """Any change, sensible or not."""
    sessions = shown.plan.session
    session = data.draw(st.sampled_from(sessions))
    kind = data.draw(st.sampled_from(("move", "trade", "time", "swap", "leave out")))
    place = data.draw(st.integers(0, len(session.exercise) - 1))
    if kind == "move":
        return Move(session.id, data.draw(st.sampled_from(DAYS)), data.draw(st.sampled_from(DAYS)))
    if kind == "trade":
        day = data.draw(st.sampled_from(session.days))
        fits = [one for one in day_options(coach, shown, session.id, day) if one.fits]
        if fits:
            one = data.draw(st.sampled_from(fits))
            return Move(session.id, day, one.day, one.trade)
    if kind == "time":
        return Retime(session.id, f"{data.draw(st.integers(5, 22)):02d}:15")
    if kind == "swap":
        found = planning.swaps(coach, shown.plan, session.id, place, most=3)
        if found:
            return Swap(session.id, place, data.draw(st.sampled_from(found)))
    return LeaveOut(session.id, place)


@settings(max_examples=25)
@given(st.data())
def test_changes_touch_only_their_keys_and_go_back_byte_for_byte(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        coach = coach_for(data.draw(st.sampled_from(PERSONAS)), Path(folder))
        text = with_remarks(raw_of(coach).decode())
        coach.home.plan.write_bytes(data.draw(st.sampled_from((text, text.replace("\n", "\r\n")))).encode())
        shown = needed_plan(coach)
        assert shown.problems == ()
        stack, refusals = [raw_of(coach)], []
        for _ in range(data.draw(st.integers(1, 8))):
            before = raw_of(coach)
            if len(stack) > 1 and data.draw(st.integers(0, 3)) == 0:
                shown = undo_change(coach, shown).current
                stack.pop()
                assert raw_of(coach) == stack[-1]
                continue
            if not shown.plan.session:
                break
            wanted = drawn(data, coach, shown)
            try:
                shown = change(coach, shown, wanted).current
            except ProblemsError:
                raise
            except InputError as refused:
                refusals.append(str(refused))
                assert raw_of(coach) == before
                continue
            assert_only_its_keys(wanted, before.decode(), raw_of(coach).decode())
            assert b"\r\n" not in before or b"\n" not in raw_of(coach).replace(b"\r\n", b"")
            assert errors(coach, raw_of(coach)) == []
            assert needed_plan(coach).in_force == shown.in_force
            stack.append(raw_of(coach))
        while undoable(coach, shown):
            shown = undo_change(coach, shown).current
        assert raw_of(coach) == stack[0]
        assert not any("without spoiling" in text for text in refusals)
        coach.close()


def first(coach: Coach) -> tuple[Current, str]:
    """The plan, and its longest session of a Monday; a short one in bed may come before it."""
    shown = needed_plan(coach)
    return shown, max(shown.plan.sessions_on("mon"), key=lambda one: len(one.exercise)).id


def named(plan: Plan, name: str) -> Session:
    return next(one for one in plan.session if one.id == name)


def test_a_full_day_refuses_and_says_what_would_work(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    shown, name = first(coach)
    before = raw_of(coach)
    with pytest.raises(InputError) as refused:
        change(coach, shown, Move(name, "mon", "tue"))
    assert "cannot go to Tuesday. Tuesday would take" in str(refused.value)
    assert "could change places there with" in str(refused.value)
    with pytest.raises(InputError, match="It could change places with what is on Tuesday"):
        change(coach, shown, Move(name, "mon", "wed"))
    assert raw_of(coach) == before


def test_strength_on_two_days_in_a_row_is_refused_by_its_rule(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    shown, name = first(coach)
    other = next(one.id for one in shown.plan.sessions_on("wed") if "mon" not in one.days)
    with pytest.raises(InputError, match="two days"):
        change(coach, shown, Move(name, "mon", "wed", other))


def test_changing_places_moves_both_and_is_one_step(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    shown, name = first(coach)
    before = raw_of(coach)
    option = next(one for one in day_options(coach, shown, name, "mon") if one.day == "tue")
    assert option.fits
    done = change(coach, shown, Move(name, "mon", "tue", option.trade))
    every = {one.id for one in shown.plan.session if {"mon", "tue"} <= {*one.days}}
    assert {one.id for one in done.current.plan.sessions_on("tue")} - every == {name}
    assert {one.id for one in done.current.plan.sessions_on("mon")} - every == {option.trade}
    assert undo_change(coach, done.current).said.endswith("is on Monday again.")
    assert raw_of(coach) == before


def test_a_change_is_in_force_at_once_and_journaled(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    shown, name = first(coach)
    accepted = kinds(coach).count("plan_accepted")
    done = change(coach, shown, Retime(name, "10:00"))
    assert done.said == f"{named(done.current.plan, name).title} is at 10:00 now."
    again = needed_plan(coach)
    assert named(again.plan, name).at == "10:00"
    assert again.problems == ()
    assert kinds(coach).count("plan_accepted") == accepted + 1
    assert len(coach.home.backups_of(coach.home.plan)) == 1


@pytest.mark.parametrize("at", ["25:00", "8", "", "08:30"])
def test_no_time_or_the_same_time_changes_nothing(tmp_path: Path, at: str) -> None:
    coach = coach_for("limps", tmp_path)
    shown, name = first(coach)
    before = raw_of(coach)
    with pytest.raises(InputError):
        change(coach, shown, Retime(name, at))
    assert raw_of(coach) == before


def test_a_file_changed_meanwhile_is_never_overwritten(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    shown, name = first(coach)
    mine = raw_of(coach) + b"# mine\n"
    coach.home.plan.write_bytes(mine)
    with pytest.raises(InputError, match=MEANWHILE[:20]):
        change(coach, shown, LeaveOut(name, 0))
    with pytest.raises(InputError, match=MEANWHILE[:20]):
        undo_change(coach, shown)
    assert raw_of(coach) == mine


def test_a_file_with_problems_is_never_overwritten(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    broken = raw_of(coach).replace(b"format = 1", b"format = one")
    coach.home.plan.write_bytes(broken)
    shown, name = first(coach)
    with pytest.raises(InputError, match=r"plan\.toml, line"):
        change(coach, shown, LeaveOut(name, 0))
    assert raw_of(coach) == broken
    coach.home.plan.unlink()
    shown = needed_plan(coach)
    with pytest.raises(InputError, match="is gone"):
        change(coach, shown, LeaveOut(name, 0))
    assert not coach.home.plan.exists()


def test_undo_stops_where_the_file_was_edited_by_hand(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    shown, name = first(coach)
    change(coach, shown, LeaveOut(name, 0))
    coach.home.plan.write_bytes(raw_of(coach) + b"# mine\n")
    shown = needed_plan(coach)
    assert not undoable(coach, shown)
    with pytest.raises(InputError, match="no change in your plan"):
        undo_change(coach, shown)


def test_leaving_out_all_of_a_session_takes_the_session(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    shown, name = first(coach)
    before = raw_of(coach)
    for _ in named(shown.plan, name).exercise:
        shown = change(coach, shown, LeaveOut(name, 0)).current
    assert name not in [session.id for session in shown.plan.session]
    assert f'id = "{name}"'.encode() not in raw_of(coach)
    while undoable(coach, shown):
        shown = undo_change(coach, shown).current
    assert raw_of(coach) == before


def test_a_plan_written_in_one_line_is_left_alone(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    item = '{ id = "rel_belly_breathing", position = "supine", breaths = 6 }'
    line = f'{{ id = "a", title = "A", days = ["mon"], at = "08:00", exercise = [{item}] }}'
    text = f"format = 1\nstarts = 2026-11-23\nsession = [{line}]\n"
    coach.home.plan.write_text(text)
    shown = needed_plan(coach)
    assert shown.problems == ()
    with pytest.raises(InputError, match="without spoiling"):
        change(coach, shown, Retime("a", "09:00"))
    assert coach.home.plan.read_text() == text


def test_a_remark_behind_a_key_that_goes_stays(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    coach.home.plan.write_bytes(raw_of(coach).replace(b"\nreps = 8\n", b"\nreps = 8 # Anna says so\n", 1))
    shown, name = first(coach)
    place, at = next(
        (place, at)
        for place, one in enumerate(shown.plan.session)
        for at, item in enumerate(one.exercise)
        if item.reps == 8
    )
    other = next(one for one in coach.library.exercises.values() if one.id == "rel_belly_breathing")
    item = PlanItem(id=other.id, position="supine", breaths=6)
    text = PlanText(raw_of(coach), shown.plan).with_item(place, at, item)
    assert b"\n# Anna says so\n" in text
    assert b"\nreps = 8 #" not in text
    assert name.encode() in text


def test_a_byte_order_mark_and_a_missing_last_line_end_stay(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    coach.home.plan.write_bytes(b"\xef\xbb\xbf" + raw_of(coach).rstrip(b"\n"))
    shown, name = first(coach)
    change(coach, shown, Retime(name, "10:00"))
    assert raw_of(coach).startswith(b"\xef\xbb\xbf#:schema")
    assert not raw_of(coach).endswith(b"\n")


def test_own_exercises_raise_a_caution_and_the_person_decides(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    shown, name = first(coach)
    shipped = coach.library
    person = assess(coach.profile() or pytest.fail("no answers"), shipped.rules, coach.usual_history(), coach.today())
    theirs = next(
        one for one in shipped.exercises.values()
        if isinstance(eligible(one, person, shipped.rules), Refusal) and one.kind == "hold" and one.side == "bilateral"
    )  # fmt: skip
    item = PlanItem(id=theirs.id, reps=1, hold_s=5)
    with pytest.raises(InputError, match="cannot take the place of"):
        change(coach, shown, Swap(name, 1, item))
    coach._loaded = Loaded(replace(shipped, own=frozenset({theirs.id})))
    with pytest.raises(MindError, match="is not for you now"):
        change(coach, shown, Swap(name, 1, item))
    assert theirs.id.encode() not in raw_of(coach)
    done = change(coach, shown, Swap(name, 1, item), agreed=True)
    assert named(done.current.plan, name).exercise[1].id == theirs.id
    assert done.current.cautions


# What a later plan makes of it


def rebuilt(coach: Coach, profile: Profile) -> Plan:
    return planning.build_plan(coach, profile).plan


def test_a_later_plan_keeps_what_was_moved_and_swapped(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    profile = coach.profile()
    assert profile is not None
    shown, name = first(coach)
    item = planning.swaps(coach, shown.plan, name, 1)[0]
    shown = change(coach, shown, Swap(name, 1, item)).current
    option = next(one for one in day_options(coach, shown, name, "mon") if one.fits)
    shown = change(coach, shown, Move(name, "mon", option.day, option.trade)).current
    shown = change(coach, shown, Retime(name, "10:00")).current
    new = rebuilt(coach, profile)
    assert named(new, name).days == named(needed_plan(coach_for("limps", tmp_path / "again")).plan, name).days
    offer = offer_plan(coach, new, profile)
    kept = next(one for one in offer.new.session if one.id == name)
    assert (kept.at, kept.days) == ("10:00", next(one.days for one in shown.plan.session if one.id == name))
    assert item.id in [one.id for one in kept.exercise], "what they swapped in"
    mine = [one for one in offer.found.lines if one.session == name]
    assert not [one for one in mine if one.kind in ("days", "time", "session_gone")]
    accept_lines(coach, offer, offer.ids)


def test_what_no_longer_fits_is_said_and_the_rest_is_kept(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    profile = coach.profile()
    assert profile is not None
    shown, name = first(coach)
    option = next(one for one in day_options(coach, shown, name, "mon") if one.fits)
    shown = change(coach, shown, Move(name, "mon", option.day, option.trade)).current
    shown = change(coach, shown, Retime(shown.plan.session[-1].id, "11:00")).current
    fewer = profile.model_copy(update={"capacity": profile.capacity.model_copy(update={"days": ("mon", "wed", "fri")})})
    coach.home.profile.write_text(
        coach.home.profile.read_text().replace(
            'days = ["mon", "tue", "wed", "thu", "fri"]', 'days = ["mon", "wed", "fri"]'
        )
    )
    offer = offer_plan(coach, rebuilt(coach, fewer), fewer)
    assert any("no longer fit" in one.reason for one in offer.lines)
    accept_lines(coach, offer, offer.ids)


def test_a_text_that_says_something_else_is_refused(tmp_path: Path) -> None:
    coach = coach_for("limps", tmp_path)
    shown, _ = first(coach)
    with pytest.raises(InputError, match="without spoiling"):
        PlanText(b"format = 1\nstarts = 2026-11-23\n", shown.plan)
