"""A new plan in the place of the old one: what would change, line by line, each to be taken or left."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from coach.domain.verbs import filled
from coach.engine.typed import Misread
from coach.plain.console import Console, Move
from coach.plain.keys import verb_of

if TYPE_CHECKING:
    from coach.services.context import Coach
    from coach.services.plan_offer import Choice, Offer, OfferLine

KEYS = filled(
    "Enter takes what is ticked. A number takes its tick away, or sets it again; {why} 1 says why number 1 is there; "
    "{plan} lists all again; {skip} leaves your plan as it is; {quit} stops."
)
SAME = "Nothing changes: your plan already is as it would be made today."
LEFT = "Your plan stays as it is."
TAKEN = "The new plan is in force. `coach plan undo` takes it back, and the old one is kept as a dated copy."
NO_LEAVE = "This one is needed and cannot be left alone. {skip} leaves your whole plan as it is."


def show_lines(console: Console, offer: Offer, ids: Collection[str]) -> None:
    """What would change in the plan that is there, numbered through, with ticks; what is needed comes first."""
    from coach.services.plan_offer import needed_reasons

    if not offer.lines:
        console.say("", SAME)
        return
    console.say("", "What would change in your plan:")
    reasons = needed_reasons(offer)
    if reasons:
        console.say("", "Why something has to change:", *reasons)
    above = ""
    for number, line in enumerate(offer.lines, 1):
        if line.over != above:
            console.say("", line.over)
        above = line.over
        console.item(f"{number:3} {'[x]' if line.id in ids else '[ ]'}", line.short)


def rebuild(console: Console, coach: Coach) -> int:
    """Build anew, show the difference, take what is accepted of it; 0 always.

    Raises:
        SafetyStop: a flag blocks everything.
        InputError: there are no answers yet, or `plan.toml` was edited and does not fit.
    """
    from coach.plain.asked import ask_open
    from coach.plain.review import review, show_notes
    from coach.services.people import needed_profile
    from coach.services.plan_offer import offer_rebuild
    from coach.services.planning import current_plan

    if current_plan(coach) is None:
        review(console, coach)
        return 0
    ask_open(console, coach)
    offer = offer_rebuild(coach, needed_profile(coach))
    show_lines(console, offer, offer.ids)
    if offer.built is not None:
        show_notes(console, offer.built)
    if not offer.lines:
        look_again_later(coach, offer)
        return 0
    console.say(TAKEN if take_lines(console, coach, offer) else LEFT)
    return 0


def look_again_later(coach: Coach, offer: Offer) -> None:
    """A plan that was to be looked at, and was found good: the next look is four weeks away."""
    from coach.services.plan_offer import accept_lines
    from coach.services.today import today_view

    if today_view(coach).review_due:
        accept_lines(coach, offer, ())


def take_lines(console: Console, coach: Coach, offer: Offer) -> bool:
    """Have the lines ticked, and put what is ticked into force; False where the plan stays as it is."""
    from coach.services.plan_offer import RefusedError, accept_lines, reasons_of, toggled

    ids = offer.ids
    console.say("", KEYS)
    while True:
        wish = _wish(console, offer)
        if isinstance(wish, tuple):
            verb, line = wish
            if verb == "why":
                console.say("", f"{line.text}:", *reasons_of(line), "")
            elif line.needed:
                console.say(filled(NO_LEAVE))
            else:
                ids = toggled(offer, ids, line)
                console.say(f"{'Ticked' if line.id in ids else 'Not ticked'}: {line.text}.")
        elif wish == "plan":
            show_lines(console, offer, ids)
        elif wish != "yes" or not ids:
            return False
        else:
            try:
                accept_lines(coach, offer, ids)
            except RefusedError as refused:
                ids = _mended(console, refused.choice, ids)
            else:
                return True


def _wish(console: Console, offer: Offer) -> str | tuple[str, OfferLine] | Move:
    most = len(offer.lines)

    def read(text: str) -> str | tuple[str, OfferLine] | Misread:
        alone = verb_of(text, ("yes", "plan"), {"accept": "yes", "list": "plan", "no": "no", "n": "no"})
        if alone is not None:
            return alone
        match = re.fullmatch(r"([a-z]*) ?([0-9]{1,3})", text.lower(), re.ASCII)
        verb = verb_of(match[1], ("why", "tick")) if match and match[1] else "tick" if match else None
        if match is None or verb is None:
            return Misread(filled("Please type Enter, a number, or {why} with a number."))
        if not 1 <= int(match[2]) <= most:
            return Misread(f"The numbers go from 1 to {most}.")
        return verb, offer.lines[int(match[2]) - 1]

    return console.ask("Your wish", read, default="yes", shown="take what is ticked", back=False,
                       explain=lambda: console.say(KEYS))  # fmt: skip


def _mended(console: Console, choice: Choice, ids: frozenset[str]) -> frozenset[str]:
    """What to tick instead, where the ticked lines break a rule together."""
    from coach.services.plan_offer import told_lines

    console.say("", f"This does not fit together. {' '.join(choice.errors[:2])}")
    ways = []
    if choice.more:
        ways.append((f"Tick this, too: {told_lines(choice.more)}", ids | {one.id for one in choice.more}))
    if choice.less:
        ways.append((f"Leave this: {told_lines(choice.less)}", ids - {one.id for one in choice.less}))
    ways.append(("Look at the lines again", ids))
    chosen = console.choose([words for words, _ in ways], default=0, skip=True)
    if isinstance(chosen, Move):
        return ids
    if chosen < len(ways) - 1:
        console.say("Done. Enter takes what is ticked now.")
    return ways[chosen][1]
