"""Every colour that the screens can paint: contrast, colour blindness, and terminals with few colours or none.

The places below are walked for real and their painted lines are read, in each look. A place that is missing fails
`test_no_screen_is_forgotten`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any, get_args

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.color import Color
from textual.filter import NoColor
from textual.geometry import Offset
from textual.screen import Screen
from textual.theme import Theme
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from coach.domain.settings import Settings
from coach.engine import player_state as events
from coach.services import guided
from coach.services.context import Coach
from coach.services.intake import Dialogue
from coach.services.people import needed_profile
from coach.services.planning import needed_plan
from coach.services.today import today_view
from coach.tui.app import CoachApp
from coach.tui.keys import Keys
from coach.tui.screens.action import ActionView
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.check import CheckView, SetUpView
from coach.tui.screens.checkin import CheckInView
from coach.tui.screens.choose import ChooseView
from coach.tui.screens.detail import DetailView
from coach.tui.screens.flags import FlagsView
from coach.tui.screens.help import HelpView
from coach.tui.screens.intake import IntakeView
from coach.tui.screens.message import MessageView
from coach.tui.screens.plan import PlanView, SessionView
from coach.tui.screens.player import PlayerView
from coach.tui.screens.rate import RateView
from coach.tui.screens.review import ReviewView
from coach.tui.screens.swap import SwapView
from coach.tui.screens.tip import TipView
from coach.tui.screens.today import TodayView
from coach.tui.screens.welcome import WelcomeView
from coach.tui.themes import CHOICES, DARK, DARK_16, LIGHT, LIGHT_16, THEMES, Steady, theme_for
from coach.tui.widgets.choices import Choices, Ticks
from coach.tui.widgets.scale import Scale
from tests.fake_clock import FakeClock
from tests.tui.colours import EYES, RGB, TERMINALS, contrast, difference, in_16, number_of_16, of_256, rgb
from tests.tui.hand import Hand, app_for, at_today
from tests.tui.test_look import screens

FEW = (DARK_16, LIGHT_16)
TEXT, SHAPE = 7.0, 3.0
CONTRAST_TEXT = 12.0
TEXT_256, TEXT_16 = 4.5, 4.5
APART, FROM_TEXT = 20.0, 10.0
"""CIEDE2000 of the two accents from each other, and of each from the text; 10 is plain at a glance."""

SHAPES = range(0x2500, 0x25A0)
"""Lines and blocks."""


# What a screen paints


@dataclass(frozen=True)
class Painted:
    """Ink on a ground."""

    ink: RGB
    ground: RGB
    shape: bool
    text: str = field(default="", compare=False)


def painted(segment: Segment, ground: RGB) -> Painted | None:
    """What one piece of a line paints; None where nothing but ground is to be seen."""
    text, style = segment.text, segment.style
    assert style is not None
    assert not style.dim, f"{text!r} is dim"
    back = tuple(style.bgcolor.triplet) if style.bgcolor and style.bgcolor.triplet else ground
    if not text.strip() and not style.reverse:
        return None
    assert style.color is not None, f"{text!r} has no colour"
    assert style.color.triplet is not None, f"{text!r} has no colour of ours"
    ink = tuple(style.color.triplet)
    shape = all(letter.isspace() or ord(letter) in SHAPES for letter in text)
    return Painted(back, ink, shape, text) if style.reverse else Painted(ink, back, shape, text)


class Eye:
    """Looks at what stands on the screen, in each look."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.found: dict[str, set[Painted]] = {theme.name: set() for theme in THEMES}
        self.seen: set[type[Screen[Any]]] = set()
        self.looks = 0

    async def look(self) -> None:
        """Collect the pairs of the screen on top."""
        app = self.hand.app
        self.seen.add(type(app.screen))
        self.looks += 1
        for theme in THEMES:
            app.theme = theme.name
            await self.hand.pilot.pause()
            await self.hand.pilot.pause()
            ground = rgb(str(theme.background))
            for strip in app.screen._compositor.render_strips():
                pairs = (painted(segment, ground) for segment in strip if segment.style is not None)
                self.found[theme.name] |= {pair for pair in pairs if pair is not None}

    async def hover(self) -> None:
        """The mouse over the list and over the keys."""
        screen = self.hand.app.screen
        for choices in screen.query(Choices):
            if choices.display and choices.size:
                for line in (0, min(2, choices.size.height - 1)):
                    await self.hand.pilot.hover(choices, offset=Offset(4, line))
                    await self.look()
        await self.hand.pilot.hover("#keys", offset=Offset(4, 0))
        await self.look()

    async def blur(self) -> None:
        """Nothing has the focus."""
        screen = self.hand.app.screen
        before = screen.focused
        screen.set_focus(None)
        await self.look()
        screen.set_focus(before)

    async def select(self) -> None:
        """A text marked with the mouse."""
        for text in self.hand.app.screen.query("#page Static").results(Static):
            if text.display:
                text.text_select_all()
        await self.look()
        self.hand.app.screen.clear_selection()


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


async def reading(hand: Hand, coach: Coach, eye: Eye) -> None:
    await at_today(hand)
    await over(eye, MessageView(coach, "Noted", "Well done.\n\n" * 30))
    await over(eye, ActionView(coach, ("Please call now", "", "Call your MS team today. " * 60)))
    keys = Keys().hints([one for one in TodayView.BINDINGS if isinstance(one, Binding)])
    await over(eye, HelpView(coach, TodayView.ABOUT, keys))
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


async def planning(hand: Hand, coach: Coach, eye: Eye) -> None:
    await at_today(hand)
    plan = needed_plan(coach).plan
    session = plan.session[0]
    await over(eye, PlanView(coach))
    await over(eye, SessionView(coach, session))
    await over(eye, DetailView(coach, session.exercise[0]))
    await over(eye, ReviewView(coach, plan, needed_profile(coach), ("A note.",), ("A change.",)))
    await over(eye, SwapView(coach, plan, session.id, 0))


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


async def answering(hand: Hand, coach: Coach, eye: Eye) -> None:
    await at_today(hand)
    intake = IntakeView(coach, Dialogue(coach))
    hand.app.push_screen(intake)
    await hand.reach(IntakeView)
    intake.say("note", "Your answers from last time are filled in.")
    kinds: set[str] = set()
    for _ in range(80):
        if hand.app.screen is not intake or {"one", "many", "scale", "medicines", "days", "whole"} <= kinds:
            break
        kind = intake.step.field.kind
        if kind not in kinds:
            kinds.add(kind)
            await eye.look()
            await answer_shapes(intake, eye)
        intake.action_skip() if intake.step.can_skip else intake.action_go_on()
        await hand.rest()
    assert {"one", "many", "scale", "medicines"} <= kinds


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
    for typed in intake.query(Input):
        before_text = typed.value
        typed.value, typed.placeholder = "", "7:30"
        await eye.look()
        typed.value, typed.selection = "07:30", Selection(0, 3)
        await eye.look()
        typed.value = before_text
    await eye.hover()
    await eye.blur()
    intake.say("mend", "")


PLACES: dict[str, tuple[Place, tuple[type[CoachScreen[Any]], ...]]] = {
    "today": (today, (TodayView,)),
    "reading": (reading, (MessageView, ActionView, HelpView, TipView, WelcomeView)),
    "asking": (asking, (CheckView, FlagsView, ChooseView, RateView, CheckInView)),
    "planning": (planning, (PlanView, SessionView, DetailView, ReviewView, SwapView)),
    "playing": (playing, (SetUpView, PlayerView)),
    "answering": (answering, (IntakeView,)),
}  # fmt: skip


def test_no_screen_is_forgotten() -> None:
    walked = {screen for _, seen in PLACES.values() for screen in seen}
    assert {screen.__name__ for screen in screens()} - {screen.__name__ for screen in walked} == {"CoachScreen"}


@pytest.mark.parametrize("name", PLACES)
async def test_all_that_is_painted_can_be_read(name: str, settled: Coach, clock: FakeClock) -> None:
    walk, expected = PLACES[name]
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        eye = Eye(hand)
        await walk(hand, settled, eye)
    assert eye.seen >= set(expected)
    poor = [complaint for theme in THEMES for pair in eye.found[theme.name] for complaint in complaints(theme, pair)]
    assert poor == []
    for theme in THEMES:
        inks = {pair.ink for pair in eye.found[theme.name] if not pair.shape}
        assert len(inks) >= 2, f"{theme.name}: a walk that finds only one ink has looked at nothing"


def complaints(theme: Theme, pair: Painted) -> list[str]:
    """What is wrong with ink on a ground, as it is and in terminals with fewer colours."""
    least = SHAPE if pair.shape else CONTRAST_TEXT if "contrast" in theme.name else TEXT
    found = []
    if theme not in FEW:
        shown = {"": (pair.ink, pair.ground, least)}
        less = SHAPE if pair.shape else TEXT_256
        shown[" in 256 colours"] = (of_256(pair.ink), of_256(pair.ground), less)
    else:
        ink, ground = number_of_16(pair.ink), number_of_16(pair.ground)
        less = SHAPE if pair.shape else TEXT_16
        shown = {f" in {terminal}": (*in_16(terminal, ink, ground), less) for terminal in TERMINALS}
    for where, (ink_there, ground_there, at_least) in shown.items():
        ratio = contrast(ink_there, ground_there)
        if ratio < at_least:
            found.append(f"{theme.name}{where}: {pair} has {ratio:.2f}")
    return found


# The looks themselves


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_variable_that_a_screen_may_use_can_be_read(theme: Theme) -> None:
    colours = {**theme.to_color_system().generate(), **theme.variables}
    texts = (
        "foreground",
        "primary",
        "secondary",
        "accent",
        "success",
        "warning",
        "text",
        "text-muted",
        "text-disabled",
    )
    pairs = [
        *product(texts, ("background", "surface")),
        ("foreground", "panel"),
        ("text-error", "error"),
        ("link-color-hover", "link-background-hover"),
        ("foreground", "block-hover-background"),
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("input-selection-foreground", "input-selection-background"),
        ("screen-selection-foreground", "screen-selection-background"),
    ]
    shapes = [
        ("border", "background"),
        ("border-blurred", "background"),
        ("scrollbar", "scrollbar-background"),
        ("scrollbar-hover", "scrollbar-background-hover"),
        ("scrollbar-active", "scrollbar-background-active"),
        ("block-cursor-background", "background"),
        ("block-cursor-background", "surface"),
    ]
    asked = [Painted(rgb(colours[ink]), rgb(colours[ground]), False, ink) for ink, ground in pairs]
    asked += [Painted(rgb(colours[ink]), rgb(colours[ground]), True, ink) for ink, ground in shapes]
    assert [complaint for pair in asked for complaint in complaints(theme, pair)] == []


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("setting", CHOICES)
def test_the_two_accents_are_told_apart_by_every_kind_of_eye(setting: str, eye: str) -> None:
    theme = CHOICES[setting]
    named = {"turquoise": theme.primary, "orange": str(theme.warning), "text": str(theme.foreground)}
    for look in (lambda colour: colour, of_256):
        colours = {name: look(rgb(colour)) for name, colour in named.items()}
        for one, other in combinations(colours, 2):
            least = FROM_TEXT if "text" in (one, other) else APART
            assert difference(colours[one], colours[other], eye) >= least, (one, other, colours)


def test_high_contrast_stands_on_black_or_white() -> None:
    for setting, ground, ink in (("dark_contrast", "#000000", "#ffffff"), ("light_contrast", "#ffffff", "#000000")):
        theme = CHOICES[setting]
        grounds = {theme.background, theme.surface, theme.panel, theme.variables["block-hover-background"]}
        assert grounds == {ground}
        assert {theme.foreground, theme.variables["border"], theme.variables["scrollbar"]} == {ink}
        assert "bold" in theme.variables["block-cursor-text-style"]


# Which look it is


def test_settings_choose_the_look(coach: Coach) -> None:
    assert [theme_for(setting) for setting in CHOICES] == [
        "coach-dark", "coach-light", "coach-dark-contrast", "coach-light-contrast",
    ]  # fmt: skip
    coach.home.prepare()
    for setting, theme in CHOICES.items():
        coach.home.settings.write_text(f'format = 1\ntheme = "{setting}"\n')
        coach.forget_settings()
        assert app_for(coach).theme == theme.name


def test_every_value_of_the_setting_has_a_look() -> None:
    assert set(get_args(Settings.model_fields["theme"].annotation)) == set(CHOICES)


@pytest.mark.parametrize(
    ("terminal", "setting", "look"),
    [
        ("256", "dark", DARK), ("truecolor", "light", LIGHT), ("standard", "dark", DARK_16),
        ("standard", "dark_contrast", DARK_16), ("standard", "light", LIGHT_16), (None, "light_contrast", LIGHT_16),
    ],
)  # fmt: skip
def test_a_terminal_with_few_colours_has_looks_of_its_own(terminal: str | None, setting: str, look: Theme) -> None:
    assert theme_for(setting, terminal) == look.name


async def test_dress_follows_the_settings_while_the_coach_runs(settled: Coach, clock: FakeClock) -> None:
    async with app_for(settled).run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot, clock)
        await at_today(hand)
        settled.home.settings.write_text('format = 1\ntheme = "light_contrast"\n')
        settled.forget_settings()
        hand.app.dress()
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
        assert turned == {spot.y}
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
