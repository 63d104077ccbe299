"""`coach log ...`: one-line entries; what an entry calls for is asked at once."""

from __future__ import annotations

import click

from coach.cli.run import Run
from coach.errors import InputError


@click.group("log")
def command() -> None:
    """Note pain, a fall, your weight or a line in your own words."""


@command.command("pain")
@click.argument("rating", metavar="N", type=click.IntRange(0, 10))
@click.option("--side", type=click.Choice(["left", "right", "both"]))
@click.option("--zone", help="Where, for example groin or outer_hip.")
@click.pass_obj
def pain(run: Run, rating: int, side: str | None, zone: str | None) -> int:
    """Pain from 0 to 10."""
    from coach.plain.checkin import after_entry
    from coach.services.log import log_pain

    return after_entry(run.console, run.coach, log_pain(run.coach, rating, side, zone))


@command.command("fall")
@click.option("--near", is_flag=True, help="You caught yourself.")
@click.option("--note", help="How it came about, if you like.")
@click.pass_obj
def fall(run: Run, near: bool, note: str | None) -> int:
    """A fall; three short questions follow."""
    from coach.plain.checkin import after_entry
    from coach.services.log import log_fall

    return after_entry(run.console, run.coach, log_fall(run.coach, near=near, note=note))


@command.command("weight")
@click.argument("kg")
@click.pass_obj
def weight(run: Run, kg: str) -> None:
    """Your weight in KG, for example 74.5."""
    from coach.engine.typed import Misread
    from coach.plain.entries import read_kg
    from coach.services.log import log_weight

    value = read_kg(kg)
    if isinstance(value, Misread):
        raise InputError(value.text)
    run.console.say(log_weight(run.coach, value).text)


@command.command("note")
@click.argument("text", nargs=-1)
@click.pass_obj
def note(run: Run, text: tuple[str, ...]) -> None:
    """A line in your own words."""
    from coach.services.log import log_note

    run.console.say(log_note(run.coach, " ".join(text)).text)
