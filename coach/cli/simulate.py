"""`coach simulate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.engine.simulation import LivedWeek

WIDTH = 34
"""Characters of the longest bar; with the number of the week a line has 40."""
NOTE = (
    "Days are drawn at random (g as usual, a middling, r a day to go easy), so this shows the rules at work. "
    "It says nothing about how a real person will fare."
)


@click.command("simulate")
@click.option("--profile", type=click.Path(path_type=Path), metavar="FILE", help="The person; without it, you.")
@click.option("--weeks", type=click.IntRange(1, 104), default=12, show_default=True, help="How many weeks.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same weeks.")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.pass_obj
def command(run: Run, profile: Path | None, weeks: int, seed: int, as_json: bool) -> None:
    """Live some weeks by chance, to see how a plan would go on. Nothing is written."""
    from coach.services.people import needed_profile, profile_from_file
    from coach.services.simulate import simulated

    person = needed_profile(run.coach) if profile is None else profile_from_file(profile, run.coach)
    lived = simulated(run.coach, person, weeks, seed)
    if as_json:
        from coach.cli.output import print_json

        print_json([_row(week) for week in lived])
        return
    for line in (*table(lived), "", *plot(lived), ""):
        run.console.say(line) if line else click.echo()
    run.console.say(NOTE)


def _row(week: LivedWeek) -> dict[str, object]:
    return {
        "week": week.number + 1, "starts": week.starts.isoformat(), "planned_min": round(week.planned_min, 1),
        "done_min": round(week.done_min, 1), "sessions_planned": week.planned, "sessions_done": week.done,
        "days": week.days, "pain": round(week.pain, 1), "offered": [one.rule for one in week.offered],
        "taken": [{"rule": one.rule, "exercise": one.exercise, "change": one.change} for one in week.taken],
    }  # fmt: skip


def table(lived: Sequence[LivedWeek]) -> Iterator[str]:
    """One line a week, and below it what was changed when it began."""
    yield f"{'week':>4} {'minutes':>10} {'sessions':>8} {'pain':>4} days"
    for week in lived:
        minutes, sessions = f"{week.done_min:.0f} of {week.planned_min:.0f}", f"{week.done} of {week.planned}"
        yield f"{week.number + 1:>4} {minutes:>10} {sessions:>8} {week.pain:>4.1f} {week.days}"
        for one in week.taken:
            yield f"      {'noted' if one.kind == 'hold' else 'changed'}: {one.title}"
        if week.offered and not week.taken:
            yield f"      left as it was: {week.offered[0].title}"


def plot(lived: Sequence[LivedWeek]) -> Iterator[str]:
    """Minutes as bars: done, and up to what was planned."""
    most = max((max(week.planned_min, week.done_min) for week in lived), default=0.0)
    yield f"Minutes a week: # done, . planned; a whole line is {most:.0f}."
    for week in lived:
        done = round(WIDTH * week.done_min / most) if most else 0
        rest = round(WIDTH * week.planned_min / most) - done if most else 0
        yield f"{week.number + 1:>4}  {'#' * done}{'.' * max(0, rest)}"
