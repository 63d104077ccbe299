"""The weekly look back in every state worth looking at, and a week to look back at."""

from typing import Literal

from coach.domain.events import CheckIn
from coach.services.context import Coach
from coach.services.log import check_in, mark
from coach.services.progress import Proposal
from coach.services.today import today_view
from coach.services.weekly import LookBack
from coach.tui.screens.today import TodayView
from coach.tui.screens.weekly import WeeklyView
from tests.fake_clock import FakeClock
from tests.scene import scene
from tests.tui.hand import Hand, at_today, first_look


def a_week(coach: Coach, clock: FakeClock) -> None:
    """Seven days with check-ins; on some the session was done, and one of them was still felt on the next day."""
    for number in range(7):
        coach.record(CheckIn(fatigue=4, sleep="enough", pain=5 - number // 3, cost="next_day" if number == 3 else "no"))
        if number % 2 == 0:
            for line in today_view(coach).lines:
                if line.kind == "session":
                    mark(coach, line.id, "done")
        clock.advance(24 * 3600)
    check_in(coach, 4, "enough", 3)


class Offers:
    """A change to offer, and what was answered."""

    def __init__(self, *kinds: Literal["up", "down", "hold", "restart"], ask: tuple[str, ...] = ()) -> None:
        self.kinds = kinds
        self.ask = ask
        self.answers: list[tuple[str, bool]] = []

    def proposals(self, coach: Coach) -> tuple[Proposal, ...]:
        return tuple(
            Proposal(
                rule="pr_stretch", kind=kind, exercise="stretch_hip_flexor_bed_edge", percent=None,
                title="A little longer in the leg over the bed edge",
                reason="It has felt easy for 7 days, and the mornings after were calm.",
                change="Each hold takes 40 seconds instead of 30.", ask=self.ask,
            )
            for kind in self.kinds
        )  # fmt: skip

    def accept(self, coach: Coach, proposal: Proposal) -> str:
        self.answers.append((proposal.kind, True))
        return "Changed: each hold takes 40 seconds now."

    def decline(self, coach: Coach, proposal: Proposal) -> str:
        self.answers.append((proposal.kind, False))
        return "It stays as it is."


async def in_look_back(hand: Hand, coach: Coach, run: LookBack | None = None) -> WeeklyView:
    await at_today(hand)
    hand.app.push_screen(WeeklyView(coach, run or LookBack(coach, proposer=Offers("up"))))
    return await hand.reach(WeeklyView)


async def to_page(hand: Hand, wanted: str) -> None:
    """On with Enter, one page after the other, until this one."""
    for _ in range(30):
        screen = await hand.reach(WeeklyView)
        step = screen.step
        if step is not None and step.id == wanted:
            return
        await hand.press("enter")
        await hand.rest()
    raise AssertionError(f"the look back never came to {wanted}")


@scene("settled", TodayView, a_week)
async def today_weekly(hand: Hand, coach: Coach) -> None:
    await first_look(hand)


@scene("settled", WeeklyView, a_week)
async def weekly(hand: Hand, coach: Coach) -> None:
    """What went."""
    await in_look_back(hand, coach)


@scene("settled", WeeklyView, a_week)
async def weekly_hurt(hand: Hand, coach: Coach) -> None:
    """What was still felt on the next day."""
    await in_look_back(hand, coach)
    await to_page(hand, "hurt")


@scene("settled", WeeklyView, a_week)
async def weekly_safety(hand: Hand, coach: Coach) -> None:
    await in_look_back(hand, coach)
    await to_page(hand, "safety")
    await hand.press("down", "space")


@scene("settled", WeeklyView, a_week)
async def weekly_number(hand: Hand, coach: Coach) -> None:
    await in_look_back(hand, coach)
    await to_page(hand, "spasticity")


@scene("settled", WeeklyView, a_week)
async def weekly_mood(hand: Hand, coach: Coach) -> None:
    await in_look_back(hand, coach)
    await to_page(hand, "low")


@scene("settled", WeeklyView, a_week)
async def weekly_proposal(hand: Hand, coach: Coach) -> None:
    await in_look_back(hand, coach)
    await to_page(hand, "proposal_1")
