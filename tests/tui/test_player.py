"""The player: keys become events, time passes by ticks, nothing is lost."""

from coach.domain.events import FallLogged, FeltEasy, PainLogged, SetDone
from coach.services.context import Coach
from coach.tui.screens.action import ActionView
from coach.tui.screens.choose import ChooseView
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.help import HelpView
from coach.tui.screens.message import MessageView
from coach.tui.screens.player import PlayerView
from coach.tui.screens.rate import RateView
from coach.tui.screens.today import TodayView
from tests.fake_clock import FakeClock
from tests.tui.hand import Hand, app_for, in_player


def run(player: PlayerView, clock: FakeClock, seconds: int) -> None:
    """Let the session run with a tick each second."""
    for _ in range(seconds):
        clock.advance(1)
        player.tick()


async def to_work(hand: Hand, player: PlayerView) -> None:
    """Over the getting ready."""
    await hand.press("enter")
    assert player.guided.state.current.phase == "work"


async def to_a_rest(hand: Hand, player: PlayerView) -> None:
    """On to the end of a set that has another one of the same exercise after it, so that a rest comes now.

    Enter goes on; only a countdown of work runs to its end, since less than its half is no set.
    """
    for _ in range(60):
        state = player.guided.state
        if state.done and state.done[-1].item == state.current.item:
            break
        if state.current.phase == "work" and state.remaining is not None:
            run(player, hand.clock, round(state.remaining))
        else:
            await hand.press("enter")
    state = player.guided.state
    assert state.done
    assert state.done[-1].item == state.current.item
    assert state.current.phase != "work"


async def test_seconds_count_down_and_run_over_into_work(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        assert "15" in hand.text()
        run(player, clock, 5)
        assert "10\n" in hand.text() + "\n"
        run(player, clock, 10)
        assert player.guided.state.current.phase == "work"


async def test_space_pauses_and_goes_on(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        await hand.press("space")
        assert "Paused" in hand.text()
        left = player.guided.state.remaining
        run(player, clock, 5)
        assert player.guided.state.remaining == left
        await hand.press("space")
        assert player.guided.state.running


async def test_a_silence_asks_whether_somebody_was_away(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        clock.advance(60)
        player.tick()
        assert "Were you away?" in hand.text()
        await hand.press("enter")
        assert player.guided.state.running


async def test_more_time_again_back_and_skip(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        before = player.guided.state.remaining
        assert before is not None
        await hand.press("plus")
        after = player.guided.state.remaining
        assert after is not None
        assert after > before
        await to_work(hand, player)
        await to_a_rest(hand, player)
        await hand.press("a")
        assert player.guided.state.again
        first = player.guided.state.number
        await hand.press("s")
        assert player.guided.state.number == first + 1
        await hand.press("b")
        assert player.guided.state.number == first


async def test_ouch_takes_one_figure_while_time_stands_still(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        await to_work(hand, player)
        await hand.press("o")
        await hand.reach(RateView)
        assert not player.guided.state.running
        clock.advance(300)
        await hand.press("3")
        await hand.reach(PlayerView)
        assert "Carry on" in hand.text() or "gentler" in hand.text()
        assert not player.guided.state.gap
        await hand.press("o")
        await hand.reach(RateView)
        await hand.press("8")
        await hand.reach(PlayerView)
        state = player.guided.state
        assert state.offer or state.number == 2
        assert not state.running
    logged = settled.journal.last("pain_logged")
    assert logged is not None
    assert isinstance(logged.body, PainLogged)
    assert logged.body.pain == 8


async def test_a_fall_asks_its_flags_at_once(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await in_player(hand)
        await hand.press("f")
        await hand.reach(ChooseView)
        await hand.press("enter")
        await hand.reach(FlagsView)
        await hand.press("space", "enter")
        await hand.reach(ActionView)
        await hand.press("enter")
        await hand.reach(TodayView)
    fall = settled.journal.last("fall_logged")
    assert fall is not None
    assert isinstance(fall.body, FallLogged)
    assert not fall.body.near
    assert settled.journal.last("flags_raised") is not None


async def test_a_near_fall_waits_until_the_person_is_ready(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        await hand.press("f")
        await hand.reach(ChooseView)
        await hand.press("down", "enter")
        await hand.reach(FlagsView)
        assert player.guided.state.standing_over
        await hand.press("enter", "enter")
        await hand.reach(PlayerView)
        assert "settled" in hand.text()
        await hand.press("enter")
        assert player.guided.state.running


async def test_something_wrong_is_chosen_from_a_list(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        await hand.press("n")
        choose = await hand.reach(ChooseView)
        await hand.press("escape")
        await hand.reach(PlayerView)
        assert player.guided.state.running
        await hand.press("n")
        choose = await hand.reach(ChooseView)
        await hand.press("enter")
        assert "arrow keys" in hand.text(), "Enter alone is no alarm"
        await hand.press("down")
        assert choose.chosen == "stop_chest"
        while choose.chosen != "stop_neuro_heat":
            await hand.press("down")
        rule = next(rule for rule in player.guided.stop_rules() if choose.chosen == rule.id)
        await hand.press("enter")
        await hand.reach(PlayerView)
        assert rule.text in hand.text().replace("\n", " ")
        assert player.guided.state.waiting is not None
        clock.advance(rule.wait_s + 1)
        player.tick()
        if rule.wait_s:
            await hand.reach(ChooseView)
            await hand.press("enter")
            await hand.reach(PlayerView)
            assert player.guided.state.waiting is None


async def test_all_cues_on_request(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        exercise = player.guided.state.move.exercise
        await hand.press("w")
        await hand.reach(MessageView)
        for cue in exercise.cues:
            assert cue in hand.text()
        assert exercise.mistake in hand.text()
        clock.advance(120)
        await hand.press("enter")
        await hand.reach(PlayerView)
        assert player.guided.state.running
        assert not player.guided.state.gap


async def test_the_easier_form(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        seen = set()
        for _ in range(player.guided.state.items):
            exercise = player.guided.state.move.exercise
            await hand.press("e")
            changed = player.guided.state.move.exercise.id != exercise.id
            assert changed or "no easier form" in hand.text()
            seen.add(changed)
            await hand.press("s")
        assert True in seen


async def test_an_answer_to_a_key_stays_while_time_passes(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        name = player.guided.state.move.exercise.name
        await hand.press("h", "h")
        clock.advance(1)
        player.tick()
        await pilot.pause()
        assert f"{name} felt easy" in " ".join(hand.text().split())
        await hand.press("enter", "enter")
        assert "felt easy" not in hand.text()
    noted = [one.body for one in settled.journal.events() if isinstance(one.body, FeltEasy)]
    first = player.guided.state.script.moves[0].exercise
    assert [(one.exercise, one.run) for one in noted] == [(first.id, player.guided.run)]


async def test_stop_keeps_what_was_done(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        await to_a_rest(hand, player)
        done = player.guided.state.done
        await hand.press("q")
        for _ in range(3):
            await hand.reach(RateView)
            await hand.press("escape")
        await hand.reach(MessageView)
        assert "Every bit counts" in hand.text()
    ended = settled.journal.last("session_ended")
    assert ended is not None
    kept = [one.body for one in settled.journal.events() if isinstance(one.body, SetDone)]
    assert [(one.item, one.side, one.set) for one in kept] == [one.key for one in done]
    assert settled.journal.last("session_rated") is None


async def test_a_held_key_does_not_stop_the_session(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        await hand.slip("q", "q", "s", "s")
        assert player.guided.state.ended is None
        assert isinstance(hand.app.screen, PlayerView)


async def test_help_stops_the_time(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        await hand.press("question_mark")
        await hand.reach(HelpView)
        assert player.guided.state.paused
        assert "nearly fell" in hand.text()


async def test_the_real_tick_runs_and_rests_under_other_screens(settled: Coach, clock: FakeClock) -> None:
    from coach.tui.app import CoachApp

    async with CoachApp(settled, tick_every=0.1).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        clock.advance(5)
        for _ in range(100):
            await pilot.pause(0.01)
            left = player.guided.state.remaining
            if left is not None and left <= 10:
                break
        assert left == 10


async def test_everything_fits_forty_columns(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(40, 12)) as pilot:
        hand = Hand(pilot, clock)
        player = await in_player(hand)
        await to_work(hand, player)
        page = player.query_one("#page")
        for name in ("title", "count", "do"):
            region = player.query_one(f"#{name}").region
            assert page.region.contains_region(region), name
