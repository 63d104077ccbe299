"""A new plan in the place of the old one: the difference first, then a yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.plain.console import Console

if TYPE_CHECKING:
    from coach.services.context import Coach
    from coach.services.plan_files import Proposal


def show_difference(console: Console, proposal: Proposal) -> None:
    """What would change in the plan that is there."""
    if not proposal.changes:
        console.say("", "Nothing changes: your plan already is as it would be made today.")
        return
    console.say("", "What would change in your plan:")
    for change in proposal.changes:
        console.item("-", change.text)


def rebuild(console: Console, coach: Coach) -> int:
    """Build anew, show the difference, take it on a yes; 0 always.

    Raises:
        SafetyStop: a flag blocks everything.
        InputError: there are no answers yet, or `plan.toml` was edited and does not fit.
    """
    from coach.plain.asked import ask_open
    from coach.plain.review import show_notes
    from coach.services import planning
    from coach.services.people import needed_profile
    from coach.services.plan_files import propose
    from coach.services.today import today_view

    ask_open(console, coach)
    profile = needed_profile(coach)
    built = planning.build_plan(coach, profile)
    proposal = propose(coach, built.plan)
    show_difference(console, proposal)
    show_notes(console, built)
    if not proposal.changes and not proposal.first:
        if today_view(coach).review_due:  # looked at and found good: the next look is four weeks away
            planning.accept(coach, proposal.plan, profile)
        return 0
    if console.yes_no("Take the new plan?", default=True) is True:
        planning.accept(coach, proposal.plan, profile)
        console.say("The new plan is in force. The old one is kept as a dated copy.")
    else:
        console.say("Your plan stays as it is.")
    return 0
