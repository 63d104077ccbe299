"""`coach plan build`: to the own plan with a look at the difference, or to any file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.run import Run, asks
from coach.errors import InputError

if TYPE_CHECKING:
    from coach.domain.plan import Plan
    from coach.domain.profile import Profile
    from coach.engine.builder import Built
    from coach.services.plan_offer import OfferLine

HOW = "There is a plan already. To take all of this, type: coach plan build --yes"
LINE_KEYS = ("id", "kind", "text", "needs", "needed", "reason")
"""What scripts are told of a line of the difference."""
REASONS = "Every line has its reasons: coach plan why"


@click.command("build")
@click.option("--profile", type=click.Path(path_type=Path), metavar="FILE", help="Build for the person of that file.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write only this file.")
@click.option("--yes", is_flag=True, help="Take all of the new plan without asking.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.pass_obj
def command(run: Run, profile: Path | None, out: Path | None, yes: bool, as_json: bool) -> None:
    """Build a plan from your answers."""
    from coach.services.people import needed_profile, profile_from_file
    from coach.services.planning import accept, build_plan, current_plan

    if out is not None and out.is_dir():
        raise InputError(f"{out} is a folder. Please name a file in it, for example {out / 'plan.toml'}.")
    person = needed_profile(run.coach) if profile is None else profile_from_file(profile, run.coach)
    built = build_plan(run.coach, person, own=profile is None)
    if out is not None:
        from coach.services.plan_files import write_plan

        write_plan(out, built.plan)
        _show(run, built, built.plan, as_json, f"Written to {out}.")
        return
    if current_plan(run.coach) is not None:
        _another(run, built, person, yes, as_json)
        return
    accept(run.coach, built.plan, person)
    _show(run, built, built.plan, as_json, f"Your plan is in force. {REASONS}")


def _another(run: Run, built: Built, person: Profile, yes: bool, as_json: bool) -> None:
    """A plan in the place of the one in force: its lines, and what is taken of them."""
    from coach.plain.rebuild import LEFT, look_again_later, show_lines, take_lines
    from coach.services.plan_offer import accept_lines, offer_plan
    from coach.services.planning import needed_plan

    offer = offer_plan(run.coach, built.plan, person, week_min=built.targets.week_min, built=built)
    if not as_json:
        show_lines(run.console, offer, offer.ids)
    taken = False
    if not offer.lines:
        look_again_later(run.coach, offer)
    elif yes:
        accept_lines(run.coach, offer, offer.ids)
        taken = True
    elif not as_json and not asks():
        raise InputError(HOW)
    elif not as_json:
        taken = take_lines(run.console, run.coach, offer)
    end = f"Your plan is in force. {REASONS}" if taken else LEFT
    if taken or not offer.lines or as_json:
        plan = needed_plan(run.coach).plan
        _show(run, built, plan, as_json, end, lines=offer.lines, taken=taken)
    else:
        run.console.say(end)


def _show(
    run: Run, built: Built, plan: Plan, as_json: bool, end: str, *, lines: Sequence[OfferLine] = (), taken: bool = True
) -> None:
    if as_json:
        from coach.cli.output import print_json

        told = [{key: getattr(one, key) for key in LINE_KEYS} for one in lines]
        print_json(_table(built, plan) | {"lines": told, "taken": taken})
        return
    from coach.plain.review import show_built

    show_built(run.console, run.coach, built, plan)
    run.console.say("", end)


def _table(built: Built, plan: Plan) -> dict[str, object]:
    """Everything that explains the plan; the ids are those of the rules."""
    person = built.person
    return {
        "plan": plan,
        "level": person.level,
        "patterns": person.patterns.kept,
        "features": person.patterns.features,
        "flags": [{"flag": one.flag.id, "origin": one.origin} for one in person.screening.active],
        "blocks": person.blocks,
        "targets": {"week_min": built.targets.week_min, "share_min": built.targets.target},
        "planned_min": built.planned,
        "week_min": built.week_seconds / 60,
        "score": {"total": built.score.total, "parts": built.score},
        "unmet": built.unmet,
        "notes": built.notes,
        "left_out": built.left_out,
    }
