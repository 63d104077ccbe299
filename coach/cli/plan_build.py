"""`coach plan build`: to the own plan with a look at the difference, or to any file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.run import Run, asks
from coach.errors import InputError

if TYPE_CHECKING:
    from coach.domain.plan import Plan
    from coach.domain.profile import Profile
    from coach.engine.builder import Built

HOW = "There is a plan already. To take the new one, type: coach plan build --yes"
REASONS = "Every line has its reasons: coach plan why"


@click.command("build")
@click.option("--profile", type=click.Path(path_type=Path), metavar="FILE", help="Build for the person of that file.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write only this file.")
@click.option("--yes", is_flag=True, help="Take the new plan without asking.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.pass_obj
def command(run: Run, profile: Path | None, out: Path | None, yes: bool, as_json: bool) -> None:
    """Build a plan from your answers."""
    from coach.services.people import needed_profile, profile_from_file
    from coach.services.planning import build_plan

    if out is not None and out.is_dir():
        raise InputError(f"{out} is a folder. Please name a file in it, for example {out / 'plan.toml'}.")
    person = needed_profile(run.coach) if profile is None else profile_from_file(profile, run.coach)
    built = build_plan(run.coach, person, own=profile is None)
    if out is not None:
        from coach.services.plan_files import write_plan

        write_plan(out, built.plan)
        _show(run, built, built.plan, as_json, f"Written to {out}.")
        return
    _own(run, built, person, yes, as_json)


def _own(run: Run, built: Built, person: Profile, yes: bool, as_json: bool) -> None:
    from coach.plain.rebuild import show_difference
    from coach.services.plan_files import propose
    from coach.services.planning import accept
    from coach.services.today import today_view

    proposal = propose(run.coach, built.plan)
    if not proposal.first:
        if not as_json:
            show_difference(run.console, proposal)
        if not proposal.changes:
            if today_view(run.coach).review_due:
                accept(run.coach, proposal.plan, person)
            _show(run, built, proposal.plan, as_json, "Your plan stays as it is.")
            return
        if not yes and not asks():
            raise InputError(HOW)
        if not yes and run.console.yes_no("Take the new plan?", default=True) is not True:
            run.console.say("Your plan stays as it is.")
            return
    accept(run.coach, proposal.plan, person)
    _show(run, built, proposal.plan, as_json, f"Your plan is in force. {REASONS}")


def _show(run: Run, built: Built, plan: Plan, as_json: bool, end: str) -> None:
    if as_json:
        from coach.cli.output import print_json

        print_json(_table(built, plan))
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
