"""Every colour that the screens can paint: contrast, colour blindness, and terminals with few colours or none.

The places below are walked for real and their painted lines are read, in each look. A place that is missing fails
`test_no_screen_is_forgotten`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from inspect import signature
from itertools import combinations
from typing import Any, get_args

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import NoColor
from textual.widgets import Input
from textual.widgets.input import Selection

from coach.domain.settings import Settings
from coach.drawing.figure.palettes import HUES, Look, palette
from coach.engine import player_state as events
from coach.services import guided
from coach.services.context import Coach
from coach.services.exercises import Catalogue, Narrowed
from coach.services.intake import Dialogue
from coach.services.people import needed_profile
from coach.services.planning import needed_plan
from coach.services.settings import change
from coach.services.today import today_view
from coach.tui.app import CoachApp
from coach.tui.screens.action import ActionView
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.check import CheckView, SetUpView
from coach.tui.screens.checkin import CheckInView
from coach.tui.screens.choose import ChooseView
from coach.tui.screens.detail import DetailView
from coach.tui.screens.exercise import ExerciseView
from coach.tui.screens.exercises import NarrowView
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
from coach.tui.screens.settings import SettingsView
from coach.tui.screens.swap import SwapView
from coach.tui.screens.tip import TipView
from coach.tui.screens.today import TodayView
from coach.tui.screens.typed import TypedView
from coach.tui.screens.weekly import WeeklyView
from coach.tui.screens.welcome import WelcomeView
from coach.tui.screens.why import WhyView
from coach.tui.themes import CHOICES, DARK_CONTRAST, LIGHT_CONTRAST, LOOKS, Palette, Steady, theme_for, theme_of
from coach.tui.widgets.body import BodyPicture
from coach.tui.widgets.choices import Ticks
from coach.tui.widgets.scale import Scale
from tests.fake_clock import FakeClock
from tests.offers import fewer_minutes
from tests.scenes_weekly import a_week, in_look_back
from tests.tui.colours import EYES, TERMINALS, ciede2000, contrast, difference, in_16, number_of_16, of_256, rgb
from tests.tui.eye import Eye, Painted
from tests.tui.hand import Hand, app_for, at_today
from tests.tui.test_look import screens

FEW = ("coach-dark-16", "coach-light-16")
TEXT, SHAPE = 7.0, 3.0
CONTRAST_TEXT = 12.0
TEXT_FEW = 4.5
APART, FROM_TEXT = 20.0, 10.0
"""CIEDE2000 of the two accents from each other, and of each from the text; 10 is plain at a glance."""

Place = Callable[[Hand, Coach, Eye], Awaitable[None]]


async def over(eye: Eye, screen: CoachScreen[Any]) -> None:
    """A screen over Today, as it stands, under the mouse, without the focus, and marked."""
    eye.hand.app.push_screen(screen)
    await eye.hand.reach(type(screen))
    await eye.look()
    await eye.hover()
    await eye.blur()
    await eye.select()
    eye.hand.app.pop_screen()
    await eye.hand.rest()


async def today(hand: Hand, coach: Coach, eye: Eye) -> None:
    screen = await at_today(hand)
    await eye.look()
    screen.say("notice", "! It is time to look at your plan again.")
    screen.say("answer", "Noted.")
    await eye.look()
    await eye.hover()
    await eye.blur()
    await eye.select()
    await over(eye, FindView(coach, screen))


async def reading(hand: Hand, coach: Coach, eye: Eye) -> None:
    here = await at_today(hand)
    await over(eye, MessageView(coach, "Noted", "Well done.\n\n" * 30))
    await over(eye, ActionView(coach, ("Please call now", "", "Call your MS team today. " * 60)))
    await over(eye, HelpView(coach, TodayView.ABOUT, here.own_keys.hints(here.own_bindings())))
    line = next(line for line in today_view(coach).lines if line.kind != "session")
    await over(eye, TipView(coach, line.id))
    await over(eye, WelcomeView(coach))


async def asking(hand: Hand, coach: Coach, eye: Eye) -> None:
    await at_today(hand)
    check = guided.session_check(coach)
    await over(eye, CheckView(coach, check.question))
    flags = FlagsView(coach, "Which of these fits?", check.rows)
    hand.app.push_screen(flags)
    await hand.reach(FlagsView)
    flags.query_one(Ticks).toggle(check.rows[0].id)
    flags.say("mend", "→ Nothing is ticked.")
    await eye.look()
    await eye.blur()
    await over(eye, ChooseView(coach, "Before we go on", "Has it settled?", (("yes", "Yes"), ("no", "No"))))
    await over(eye, RateView(coach, "Ouch", "How much does it hurt?", "no pain", "the worst", value=4))
    await over(eye, CheckInView(coach))
    typed = TypedView(coach, "Somebody to call", "What is the name?", "Such as: Anna.", "Ann", "Please type it again.")
    hand.app.push_screen(typed)
    await hand.reach(TypedView)
    await type_shapes(typed, eye)


async def planning(hand: Hand, coach: Coach, eye: Eye) -> None:
    await at_today(hand)
    plan = needed_plan(coach).plan
    session = plan.session[0]
    await over(eye, PlanView(coach))
    await over(eye, WhyView(coach, plan, session.id))
    await over(eye, SessionView(coach, session.id, session.days[0]))
    await over(eye, DetailView(coach, session.exercise[0]))
    await over(eye, ReviewView(coach, plan, needed_profile(coach), ("A note.",)))
    await over(eye, RebuildView(coach, fewer_minutes(coach)))
    await over(eye, SwapView(coach, plan, session.id, 0))
    await over(eye, MoveView(coach, needed_plan(coach), session, session.days[0]))
    await over(eye, TimeView(coach, session))


async def looking_back(hand: Hand, coach: Coach, eye: Eye) -> None:
    await at_today(hand)
    a_week(coach, hand.clock)
    view = await in_look_back(hand, coach)
    kinds: set[tuple[str, bool]] = set()
    for _ in range(40):
        step = view.step
        if hand.app.screen is not view or step is None:
            break
        kind = (step.kind, step.yes is not None)
        if kind not in kinds:
            kinds.add(kind)
            await eye.look()
            await look_back_shapes(view, eye)
        await hand.press("enter")
        await eye.look()
    assert view.step is None, "it was walked to its end"
    assert kinds >= {("read", False), ("rate", False), ("choose", False), ("choose", True), ("ticks", False)}


async def look_back_shapes(view: WeeklyView, eye: Eye) -> None:
    """A page as it can look: ticked, rated, under the mouse, without the focus, and marked."""
    for ticks in view.query(Ticks):
        if ticks.display:
            name = ticks.rows[0].id
            ticks.toggle(name)
            await eye.look()
            ticks.toggle(name)
    for scale in view.query(Scale):
        if scale.display:
            before, scale.value = scale.value, 4
            scale.refresh()
            await eye.look()
            scale.value = before
    await eye.hover()
    await eye.blur()
    await eye.select()


async def exercising(hand: Hand, coach: Coach, eye: Eye) -> None:
    await at_today(hand)
    await over(eye, NarrowView(coach, Catalogue(coach), Narrowed(mine=True)))
    await over(eye, ExerciseView(coach, "str_sit_to_stand"))


async def playing(hand: Hand, coach: Coach, eye: Eye) -> None:
    await at_today(hand)
    session = next(line.id for line in today_view(coach).lines if line.kind == "session")
    prepared = guided.prepare(coach, session)
    await over(eye, SetUpView(coach, prepared))
    player = PlayerView(coach, guided.start(coach, prepared, 2), None)
    hand.app.push_screen(player)
    await hand.reach(PlayerView)
    states = set()
    for _ in range(12):
        hand.clock.advance(7)
        player.tick()
        await hand.rest()
        state = player.guided.state
        if (
            kind := (type(state.current).__name__, state.paused, player.guided.instruction().seconds is None)
        ) in states:
            player.send(events.Finish())
            continue
        states.add(kind)
        await eye.look()
    player.say("told", "There is no easier form of this one for you today.")
    await eye.look()
    if player.guided.state.running:
        player.send(events.Pause())
    await eye.look()
    await eye.hover()
    await eye.select()


KINDS = {"one", "many", "picture", "scale", "medicines"}
"""Answers that look different."""


async def answering(hand: Hand, coach: Coach, eye: Eye) -> None:
    await at_today(hand)
    intake = IntakeView(coach, Dialogue(coach))
    hand.app.push_screen(intake)
    await hand.reach(IntakeView)
    intake.say("note", "Your answers from last time are filled in.")
    kinds: set[str] = set()
    for _ in range(80):
        if hand.app.screen is not intake or kinds >= {*KINDS, "days", "number"}:
            break
        kind = "picture" if intake.query(BodyPicture) else str(intake.step.field.kind)
        if kind not in kinds:
            kinds.add(kind)
            await eye.look()
            await answer_shapes(intake, eye)
        if intake.step.can_skip:
            intake.action_skip()
        else:
            await intake.action_go_on()
        await hand.rest()
    assert kinds >= KINDS


async def answer_shapes(intake: IntakeView, eye: Eye) -> None:
    """The field as it can look: ticked, chosen, marked, and with a mend under it."""
    intake.say("mend", "→ Please choose a line.")
    for ticks in intake.query(Ticks):
        name = ticks.rows[0].id
        ticks.toggle(name)
        await eye.look()
        ticks.toggle(name)
    for scale in intake.query(Scale):
        before, scale.value = scale.value, 4
        scale.refresh()
        await eye.look()
        scale.value = before
    await type_shapes(intake, eye)
    await eye.hover()
    await eye.blur()
    intake.say("mend", "")


async def type_shapes(screen: CoachScreen[Any], eye: Eye) -> None:
    """A line to type: empty, with an example in it, and with a part of it marked."""
    for typed in screen.query(Input):
        before = typed.value
        typed.value, typed.placeholder = "", "7:30"
        await eye.look()
        typed.value, typed.selection = "07:30", Selection(0, 3)
        await eye.look()
        typed.value = before


PLACES: dict[str, tuple[Place, tuple[type[CoachScreen[Any]], ...]]] = {
    "today": (today, (TodayView, FindView)),
    "reading": (reading, (MessageView, ActionView, HelpView, TipView, WelcomeView)),
    "asking": (asking, (CheckView, FlagsView, ChooseView, RateView, CheckInView, TypedView)),
    "planning": (
        planning,
        (PlanView, WhyView, SessionView, DetailView, ReviewView, RebuildView, SwapView, MoveView, TimeView),
    ),
    "looking_back": (looking_back, (WeeklyView,)),
    "exercising": (exercising, (NarrowView, ExerciseView)),
    "playing": (playing, (SetUpView, PlayerView)),
    "answering": (answering, (IntakeView,)),
}  # fmt: skip


WALKED = {screen for _, seen in PLACES.values() for screen in seen}
PLAIN = [one for one in screens() if one not in WALKED and [*signature(one).parameters] == ["coach"]]
"""Screens that need nothing but the coach are looked at as they come up."""


def test_no_screen_is_forgotten() -> None:
    assert {screen.__name__ for screen in screens()} == {screen.__name__ for screen in (*WALKED, *PLAIN)}


@pytest.mark.parametrize("name", PLACES)
async def test_all_that_is_painted_can_be_read(name: str, settled: Coach, clock: FakeClock) -> None:
    walk, expected = PLACES[name]
    async with app_for(settled).run_test(size=(120, 40)) as pilot:
        eye = Eye(Hand(pilot, clock))
        await walk(eye.hand, settled, eye)
    assert eye.seen >= {screen.__name__ for screen in expected}
    readable(eye)


@pytest.mark.parametrize("screen", PLAIN, ids=lambda screen: screen.__name__)
async def test_all_that_a_plain_screen_paints_can_be_read(
    screen: type[CoachScreen[Any]], settled: Coach, clock: FakeClock
) -> None:
    async with app_for(settled).run_test(size=(120, 40)) as pilot:
        eye = Eye(Hand(pilot, clock))
        await at_today(eye.hand)
        await over(eye, screen(settled))
    readable(eye)


def readable(eye: Eye) -> None:
    """All that was seen is good enough in every look; and the usual things were seen."""
    assert {
        Painted("next", "ground", False),
        Painted("line", "ground", True),
        Painted("ink", "raised", False),
    } & eye.found
    assert [poor for name in LOOKS for pair in sorted(eye.found) for poor in complaints(name, pair)] == []


def complaints(name: str, pair: Painted) -> list[str]:
    """What is wrong with ink on a ground in a look, as it is and in terminals with fewer colours."""
    colours = asdict(LOOKS[name])
    ink, ground = rgb(colours[pair.ink]), rgb(colours[pair.ground])
    usual = CONTRAST_TEXT if "contrast" in name else TEXT
    if name in FEW:
        numbers = number_of_16(ink), number_of_16(ground)
        shown = {f" in {terminal}": (*in_16(terminal, *numbers), TEXT_FEW) for terminal in TERMINALS}
    else:
        shown = {"": (ink, ground, usual), " in 256 colours": (of_256(ink), of_256(ground), TEXT_FEW)}
    return [
        f"{name}{where}: {pair} has {contrast(one, other):.2f}"
        for where, (one, other, least) in shown.items()
        if contrast(one, other) < (SHAPE if pair.shape else least)
    ]


# The looks themselves


TOKENS = {
    **dict.fromkeys(("foreground", "text", "text-muted", "text-disabled", "link-color", "link-color-hover"), "ink"),
    **dict.fromkeys(("background", "surface", "scrollbar-background", "scrollbar-background-hover"), "ground"),
    **dict.fromkeys(("panel", "block-hover-background", "link-background-hover"), "raised"),
    **dict.fromkeys(("primary", "secondary", "accent", "success", "scrollbar-hover", "scrollbar-active"), "next"),
    **dict.fromkeys(("border", "border-blurred", "scrollbar"), "line"),
    **dict.fromkeys(("block-cursor-background", "input-selection-background", "screen-selection-background"), "cursor"),
    **dict.fromkeys(("block-cursor-foreground", "input-selection-foreground"), "cursor_ink"),
    "block-cursor-blurred-background": "ground", "block-cursor-blurred-foreground": "ink",
    "warning": "attention", "error": "alarm", "text-error": "alarm_ink",
}  # fmt: skip
"""What each variable of a theme is in the palette."""
PAIRS = [
    *(Painted(ink, "ground", False) for ink in ("ink", "next", "attention")),
    Painted("ink", "raised", False), Painted("alarm_ink", "alarm", False), Painted("cursor_ink", "cursor", False),
    *(Painted(shape, "ground", True) for shape in ("line", "next", "cursor")),
]  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_every_variable_of_a_theme_is_a_colour_of_its_palette(name: str) -> None:
    theme = theme_of(name, LOOKS[name])
    colours = {**theme.to_color_system().generate(), **theme.variables}
    assert {token: colours[token].lower() for token in TOKENS} == {
        token: asdict(LOOKS[name])[part] for token, part in TOKENS.items()
    }


@pytest.mark.parametrize("name", LOOKS)
def test_a_palette_can_be_read(name: str) -> None:
    assert [poor for pair in PAIRS for poor in complaints(name, pair)] == []


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", CHOICES.values())
def test_the_two_accents_are_told_apart_by_every_kind_of_eye(name: str, eye: str) -> None:
    palette = LOOKS[name]
    usual = {"turquoise": rgb(palette.next), "orange": rgb(palette.attention), "text": rgb(palette.ink)}
    for colours in (usual, {part: of_256(colour) for part, colour in usual.items()}):
        for one, other in combinations(colours, 2):
            least = FROM_TEXT if other == "text" else APART
            assert difference(colours[one], colours[other], eye) >= least, (one, other, colours)


def test_the_measure_of_difference_is_the_published_one() -> None:
    """Pairs 1, 7 and 17 of Sharma, Wu and Dalal 2005, table 1."""
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=1e-4)
    assert ciede2000((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)


@pytest.mark.parametrize(
    ("palette", "ground", "ink"), [(DARK_CONTRAST, "#000000", "#ffffff"), (LIGHT_CONTRAST, "#ffffff", "#000000")]
)
def test_high_contrast_stands_on_black_or_white(palette: Palette, ground: str, ink: str) -> None:
    assert {palette.ground, palette.raised} == {ground}
    assert {palette.ink, palette.line} == {ink}


SEEN = ("top", "leg", "active", "glow3", "trace", "link", "shoe", "helper")
"""The parts of a figure without which it would not be understood."""


@pytest.mark.parametrize("look", HUES)
def test_the_figures_stand_out_from_every_ground(look: Look) -> None:
    colours = palette(look, LOOKS[f"coach-{look.replace('_', '-')}"].ground)
    poor = {role: contrast(colours[role], colours["paper"]) for role in SEEN}
    assert {role: found for role, found in poor.items() if found < SHAPE} == {}


# Which look it is


def test_settings_choose_the_look(coach: Coach) -> None:
    coach.home.prepare()
    for setting, name in CHOICES.items():
        change(coach, "theme", setting)
        assert app_for(coach).theme == name == theme_for(setting)


def test_every_value_of_the_setting_has_a_look() -> None:
    assert set(get_args(Settings.model_fields["theme"].annotation)) == set(CHOICES)
    assert set(CHOICES.values()) | set(FEW) == set(LOOKS)


@pytest.mark.parametrize(
    ("terminal", "setting", "look"),
    [
        ("256", "dark", "coach-dark"), ("truecolor", "light", "coach-light"), ("standard", "dark", "coach-dark-16"),
        ("standard", "dark_contrast", "coach-dark-16"), (None, "light_contrast", "coach-light-16"),
    ],
)  # fmt: skip
def test_a_terminal_with_few_colours_has_looks_of_its_own(terminal: str | None, setting: str, look: str) -> None:
    assert theme_for(setting, terminal) == look


async def test_another_look_in_the_settings_is_put_on_at_once(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        change(settled, "theme", "light_contrast")
        hand.app.post_message(SettingsView.Changed())
        await hand.rest()
        assert hand.app.screen.styles.background.hex == "#FFFFFF"


# Without colours


def lines(app: CoachApp) -> list[list[Segment]]:
    return [list(strip) for strip in app.screen._compositor.render_strips()]


async def test_without_colours_the_cursor_row_is_turned_round(
    settled: Coach, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        assert any(isinstance(one, NoColor) for one in hand.app.get_line_filters())
        spot = hand.app.cursor_position
        pieces = [piece for line in lines(hand.app) for piece in line if piece.style is not None]
        assert {piece.style.color.name for piece in pieces if piece.style and piece.style.color} == {"default"}
        turned = {y for y, line in enumerate(lines(hand.app)) for piece in line if piece.style and piece.style.reverse}
        assert turned == set(range(spot.y, spot.y + len(turned)))
        assert len(turned) <= 2, "the one row, with its second line"
        await hand.press("down")
        assert hand.app.cursor_position.y > spot.y
        turned = {y for y, line in enumerate(lines(hand.app)) for piece in line if piece.style and piece.style.reverse}
        assert turned == {hand.app.cursor_position.y}


async def test_without_colours_a_chosen_number_and_a_tick_are_seen(
    settled: Coach, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        hand.app.push_screen(RateView(settled, "Ouch", "How much?", "none", "the worst", value=4))
        await hand.reach(RateView)
        marked = [piece.text for line in lines(hand.app) for piece in line if piece.style and piece.style.reverse]
        assert marked == ["[4]"]
        check = guided.session_check(settled)
        hand.app.push_screen(FlagsView(settled, "Which?", check.rows))
        flags = await hand.reach(FlagsView)
        flags.query_one(Ticks).toggle(check.rows[0].id)
        await hand.rest()
        shown = ["".join(piece.text for piece in line) for line in lines(hand.app)]
        assert sum("[x]" in line for line in shown) == 1


def test_few_colours_take_weight_away_and_nothing_else() -> None:
    before = Segment("hello", Style.parse("bold underline reverse red on black"))
    (after,) = Steady().apply([before], Color(0, 0, 0))
    assert after.text == "hello"
    assert after.style is not None
    assert (after.style.bold, after.style.underline, after.style.reverse) == (False, False, True)
    assert before.style is not None
    assert after.style.color == before.style.color
