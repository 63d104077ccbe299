"""Every screen of the coach in a state worth looking at: one list for the snapshots, the walks and the pictures.

A scene begins with a person (somebody new, with answers, or with a plan in force) and leads the app to its screen.
"""

from coach.engine import player_state as events
from coach.services import safety
from coach.services.context import Coach
from coach.services.log import More, check_in, mark
from coach.services.settings import add_contact, change
from coach.services.today import today_view
from coach.tui.screens.action import ActionView
from coach.tui.screens.check import CheckView, SetUpView
from coach.tui.screens.checkin import CheckInView
from coach.tui.screens.choose import ChooseView
from coach.tui.screens.detail import DetailView
from coach.tui.screens.exercise import ExerciseView
from coach.tui.screens.exercises import ExercisesView, NarrowView
from coach.tui.screens.find import FindView
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.help import HelpView
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.message import MessageView
from coach.tui.screens.move import MoveView, TimeView
from coach.tui.screens.plan import PlanView, SessionView
from coach.tui.screens.player import PlayerView
from coach.tui.screens.rate import RateView
from coach.tui.screens.rebuild import RebuildView
from coach.tui.screens.review import ReviewView
from coach.tui.screens.safety import SafetyView
from coach.tui.screens.settings import SettingsView
from coach.tui.screens.swap import SwapView
from coach.tui.screens.tip import TipView
from coach.tui.screens.today import TodayView
from coach.tui.screens.typed import TypedView
from coach.tui.screens.welcome import WelcomeView
from coach.tui.screens.why import WhyView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.figure import FigureView
from tests.fake_clock import FakeClock
from tests.offers import fewer_minutes, swollen_leg
from tests.scene import SCENES as SCENES
from tests.scene import Scene, scene
from tests.scenes_weekly import weekly as weekly  # its scenes go on the list, too
from tests.tui.hand import Hand, app_for, at_today, first_look, in_player, to_check

# Somebody new


@scene("coach", WelcomeView)
async def welcome(hand: Hand, coach: Coach) -> None:
    await hand.reach(WelcomeView)


@scene("coach", IntakeView)
async def intake(hand: Hand, coach: Coach) -> None:
    """The first safety question, with a line ticked."""
    await hand.reach(WelcomeView)
    await hand.press("enter")
    await hand.reach(IntakeView)
    await hand.press("down", "space")


async def at_question(hand: Hand, path: str) -> IntakeView:
    """The intake, at one of its questions."""
    await hand.reach(WelcomeView)
    await hand.press("enter")
    screen = await hand.reach(IntakeView)
    for _ in range(120):
        if screen.step.field.path == path:
            return screen
        answers = {"number": ("5", "2"), "scale": ("5",), "one": ("down",)}.get(screen.step.field.kind, ())
        await hand.press(*answers, "enter")
        await hand.rest()
    raise AssertionError(f"the intake never asked {path}")


@scene("coach", IntakeView)
async def intake_zones(hand: Hand, coach: Coach) -> None:
    """Where it hurts, beside the picture."""
    await at_question(hand, "hip.zones")
    await hand.press("space", "down")


@scene("coach", IntakeView)
async def intake_scale(hand: Hand, coach: Coach) -> None:
    """A number from 0 to 10."""
    await at_question(hand, "ms.spasticity")
    await hand.press("6")


@scene("answered", ReviewView)
async def review(hand: Hand, coach: Coach) -> None:
    await hand.reach(ReviewView)


@scene("settled", RebuildView)
async def rebuild(hand: Hand, coach: Coach) -> None:
    """What fewer minutes would change, with a line left out."""
    await at_today(hand)
    hand.app.push_screen(RebuildView(coach, fewer_minutes(coach)))
    await hand.reach(RebuildView)
    await hand.press("down", "space")


@scene("settled", RebuildView)
async def rebuild_needed(hand: Hand, coach: Coach) -> None:
    """What has to change because of a safety answer."""
    await at_today(hand)
    hand.app.push_screen(RebuildView(coach, swollen_leg(coach)))
    await hand.reach(RebuildView)
    await hand.press("space")


# The day


def a_morning(coach: Coach, clock: FakeClock) -> None:
    """Checked in, the first medicine taken."""
    check_in(coach, 4, "enough", 3)
    for line in today_view(coach).lines:
        if line.kind == "medicine" and line.state == "open":
            mark(coach, line.id, "done")
            break


def medicines(coach: Coach) -> None:
    """Two medicines with times, as the intake writes them."""
    coach.home.medicines.write_text(
        'format = 1\n\n[[medicine]]\nid = "baclofen"\nname = "Baclofen"\namount = "10 mg"\n'
        'times = ["08:00", "22:00"]\n\n[[medicine]]\nid = "vitamin_d"\nname = "Vitamin D"\ntimes = ["09:00"]\n'
    )


def with_medicines(coach: Coach, clock: FakeClock) -> None:
    medicines(coach)


def a_usual_day(coach: Coach, clock: FakeClock) -> None:
    medicines(coach)
    a_morning(coach, clock)


def a_large_day(coach: Coach, clock: FakeClock) -> None:
    a_usual_day(coach, clock)
    change(coach, "large", "yes")


def a_bad_day(coach: Coach, clock: FakeClock) -> None:
    medicines(coach)
    check_in(coach, 9, "under_4_5h", 7)


@scene("settled", TodayView, a_usual_day)
async def today(hand: Hand, coach: Coach) -> None:
    await at_today(hand)


@scene("settled", TodayView, with_medicines)
async def today_first_look(hand: Hand, coach: Coach) -> None:
    """Before anything is told."""
    await first_look(hand)


@scene("settled", TodayView, a_large_day)
async def today_large(hand: Hand, coach: Coach) -> None:
    await at_today(hand)


@scene("settled", TodayView, a_bad_day)
async def today_bad_day(hand: Hand, coach: Coach) -> None:
    await at_today(hand)


@scene("settled", TodayView, lambda coach, clock: clock.advance(5 * 24 * 3600))
async def today_rest_day(hand: Hand, coach: Coach) -> None:
    await first_look(hand)


@scene("settled", TodayView, lambda coach, clock: [mark(coach, line.id, "done") for line in today_view(coach).lines])
async def today_all_done(hand: Hand, coach: Coach) -> None:
    await first_look(hand)


@scene("settled", TodayView, lambda coach, clock: safety.raise_flags(coach, ["rf_dvt"], "session_check"))
async def today_blocked(hand: Hand, coach: Coach) -> None:
    await at_today(hand)


@scene("settled", TodayView, lambda coach, clock: coach.home.plan.write_text('format = 1\ntitle = "Mine\n'))
async def today_file_that_does_not_fit(hand: Hand, coach: Coach) -> None:
    await at_today(hand)


@scene("settled", TodayView)
async def today_cut_off(hand: Hand, coach: Coach) -> None:
    """A session was left in the middle."""
    await in_player(hand)
    await hand.press("enter", "enter", "escape")
    await at_today(hand)


@scene("settled", CheckInView)
async def checkin(hand: Hand, coach: Coach) -> None:
    await at_today(hand)
    await hand.press("c")
    await hand.reach(CheckInView)


@scene("settled", CheckInView)
async def checkin_sleep(hand: Hand, coach: Coach) -> None:
    await checkin(hand, coach)
    await hand.press("4")


def a_session_yesterday(coach: Coach, clock: FakeClock) -> None:
    line = next(line for line in today_view(coach).lines if line.kind == "session")
    mark(coach, line.id, "done")
    clock.advance(24 * 3600)


@scene("settled", CheckInView, a_session_yesterday)
async def checkin_cost(hand: Hand, coach: Coach) -> None:
    """A question that is asked when it is due."""
    await checkin(hand, coach)
    await hand.press("4", "3", "2")


@scene("settled", CheckInView)
async def checkin_bad_day(hand: Hand, coach: Coach) -> None:
    await checkin(hand, coach)
    await hand.press("e")


@scene("settled", TipView)
async def tip(hand: Hand, coach: Coach) -> None:
    screen = await at_today(hand)
    line = next(line for line in today_view(coach).lines if line.kind in ("tip", "habit"))
    await hand.rest()
    hand.app.push_screen(TipView(coach, line.id))
    assert screen is not None
    await hand.reach(TipView)


# A session


@scene("settled", CheckView)
async def check(hand: Hand, coach: Coach) -> None:
    await to_check(hand)


@scene("settled", FlagsView)
async def flags(hand: Hand, coach: Coach) -> None:
    """The rows of a line that fits, one of them ticked."""
    await flag_lines(hand, coach)
    await hand.press("enter")
    await hand.rest()
    await hand.reach(FlagsView)
    await hand.press("down", "space")


@scene("settled", FlagsView)
async def flag_lines(hand: Hand, coach: Coach) -> None:
    """Which of the lines before a session fit."""
    await to_check(hand)
    await hand.press("y")
    await hand.reach(FlagsView)
    await hand.press("space")


def in_austria(coach: Coach, clock: FakeClock) -> None:
    change(coach, "country", "AT")
    add_contact(coach, "Dr Gruber", "01 234 5678", "ms_team")


@scene("settled", ActionView, in_austria)
async def action(hand: Hand, coach: Coach) -> None:
    """What to do now, in an emergency."""
    await at_today(hand)
    hand.app.push_screen(ActionView.of(coach, safety.action_screen(coach, ["rf_dvt", "rf_pain_severe"])))
    await hand.reach(ActionView)


@scene("settled", RateView)
async def rate(hand: Hand, coach: Coach) -> None:
    await to_check(hand)
    await hand.press("enter")
    await hand.reach(RateView)
    await hand.press("right", "right", "right")


@scene("settled", SetUpView)
async def set_up(hand: Hand, coach: Coach) -> None:
    await to_check(hand)
    await hand.press("enter")
    await hand.reach(RateView)
    await hand.press("2")
    await hand.reach(SetUpView)


def very_stiff(coach: Coach, clock: FakeClock) -> None:
    check_in(coach, 6, "under_6h", 3, more=More(spasticity=9))


@scene("settled", SetUpView, very_stiff)
async def set_up_gentler(hand: Hand, coach: Coach) -> None:
    """What is other than planned today."""
    await set_up(hand, coach)


@scene("settled", PlayerView)
async def player(hand: Hand, coach: Coach) -> None:
    """In the middle of a hold."""
    screen = await in_player(hand)
    for _ in range(30):
        step = screen.guided.state.current
        if step.phase == "work" and step.seconds is not None:
            break
        await hand.press("enter")
    for _ in range(4):
        hand.clock.advance(2)
        screen.tick()


@scene("settled", PlayerView)
async def player_repetitions(hand: Hand, coach: Coach) -> None:
    screen = await in_player(hand)
    for _ in range(60):
        step = screen.guided.state.current
        if step.phase == "work" and step.seconds is None:
            break
        await hand.press("enter")


@scene("settled", PlayerView)
async def player_paused_by_pain(hand: Hand, coach: Coach) -> None:
    await player(hand, coach)
    await hand.press("o", "4")
    await hand.reach(PlayerView)


@scene("settled", ChooseView)
async def player_not_well(hand: Hand, coach: Coach) -> None:
    await player(hand, coach)
    await hand.press("n")
    await hand.reach(ChooseView)


@scene("settled", MessageView)
async def message(hand: Hand, coach: Coach) -> None:
    """The kind line at the end."""
    screen = await in_player(hand)
    screen.guided.send(events.Stop())
    screen.sync()
    await hand.reach(MessageView)


# The plan


@scene("settled", PlanView)
async def plan(hand: Hand, coach: Coach) -> None:
    await at_today(hand)
    await hand.press("p")
    await hand.reach(PlanView)


@scene("settled", SessionView)
async def plan_session(hand: Hand, coach: Coach) -> None:
    await plan(hand, coach)
    await hand.press("enter")
    await hand.reach(SessionView)
    await hand.press("down")


@scene("settled", MoveView)
async def plan_move(hand: Hand, coach: Coach) -> None:
    await plan(hand, coach)
    await hand.press("j")
    await hand.reach(MoveView)


@scene("settled", TimeView)
async def plan_time(hand: Hand, coach: Coach) -> None:
    await plan_move(hand, coach)
    await hand.press("end", "enter")
    await hand.reach(TimeView)


@scene("settled", SwapView)
async def plan_swap(hand: Hand, coach: Coach) -> None:
    await plan_session(hand, coach)
    await hand.press("r")
    await hand.reach(SwapView)


@scene("settled", DetailView)
async def plan_why(hand: Hand, coach: Coach) -> None:
    await plan_session(hand, coach)
    await hand.press("w")
    await hand.reach(DetailView)


@scene("settled", WhyView)
async def plan_reasons(hand: Hand, coach: Coach) -> None:
    """What can be asked about the week."""
    await plan(hand, coach)
    await hand.press("w")
    await hand.reach(WhyView)


@scene("settled", MessageView)
async def plan_left_out(hand: Hand, coach: Coach) -> None:
    """What is left out, and what would change it."""
    await plan_reasons(hand, coach)
    view = hand.app.screen.query_one(Choices)
    view.highlighted = next(n for n, row in enumerate(view.rows) if row.id == "left_out=")
    await hand.press("enter")
    await hand.reach(MessageView)


# The exercises


@scene("settled", ExercisesView)
async def exercises(hand: Hand, coach: Coach) -> None:
    await at_today(hand)
    await hand.press("x")
    await hand.reach(ExercisesView)
    await hand.press("down", "down")


@scene("settled", NarrowView)
async def exercises_narrow(hand: Hand, coach: Coach) -> None:
    await exercises(hand, coach)
    await hand.press("f3")
    await hand.reach(NarrowView)


@scene("settled", ExerciseView)
async def exercise(hand: Hand, coach: Coach) -> None:
    """One with its figure, between two poses."""
    await exercises(hand, coach)
    await hand.write("str_bridge")
    await hand.press("enter")
    view = await hand.reach(ExerciseView)
    hand.clock.advance(1.6)
    view.query_one(FigureView).tick()


@scene("settled", ExerciseView, lambda coach, clock: change(coach, "motion", "no"))
async def exercise_still(hand: Hand, coach: Coach) -> None:
    """The poses side by side, for somebody who would rather have no motion."""
    await exercises(hand, coach)
    await hand.write("str_sit_to_stand")
    await hand.press("enter")
    await hand.reach(ExerciseView)


# Everything else


@scene("settled", SettingsView, in_austria)
async def settings(hand: Hand, coach: Coach) -> None:
    await at_today(hand)
    await hand.press("g")
    await hand.reach(SettingsView)


@scene("settled", TypedView)
async def typed(hand: Hand, coach: Coach) -> None:
    await settings(hand, coach)
    for _ in range(20):
        row = hand.app.screen.query_one("Choices").row  # type: ignore[attr-defined]
        if row is not None and row.id == "day_starts":
            break
        await hand.press("down")
    await hand.press("enter")
    await hand.reach(TypedView)


@scene("settled", SafetyView, lambda coach, clock: safety.raise_flags(coach, ["rf_dvt"], "session_check"))
async def safety_flags(hand: Hand, coach: Coach) -> None:
    await at_today(hand)
    hand.app.push_screen(SafetyView(coach))
    await hand.reach(SafetyView)


@scene("settled", FindView)
async def find(hand: Hand, coach: Coach) -> None:
    await at_today(hand)
    await hand.press("slash")
    await hand.reach(FindView)
    await hand.press("b", "i", "g")


@scene("settled", HelpView)
async def help_of_today(hand: Hand, coach: Coach) -> None:
    await at_today(hand)
    await hand.press("question_mark")
    await hand.reach(HelpView)


async def play(scene: Scene, coach: Coach, clock: FakeClock, size: tuple[int, int], look: str = "dark") -> str:
    """Play a scene in an app of its own; its last picture, as SVG."""
    if scene.prepare is not None:
        scene.prepare(coach, clock)
    if look != "dark":
        change(coach, "theme", look)
    app = app_for(coach)
    async with app.run_test(size=size) as pilot:
        hand = Hand(pilot, clock)
        await scene.lead(hand, coach)
        await hand.rest()
        assert isinstance(app.screen, scene.shows), type(app.screen)
        return app.export_screenshot(title="Hip Coach", simplify=True)
