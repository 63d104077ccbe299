"""`coach settings ...`."""

from __future__ import annotations

import click

from coach.cli.run import Run


@click.group("settings", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Country, contacts and other settings. Without a command it shows them."""
    if ctx.invoked_subcommand is None:
        _show(ctx.obj, as_json=False)


@command.command("show")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.pass_obj
def show(run: Run, as_json: bool) -> None:
    """The settings as they are."""
    _show(run, as_json=as_json)


@command.command("set")
@click.argument("key")
@click.argument("value")
@click.pass_obj
def set_one(run: Run, key: str, value: str) -> None:
    """Change KEY to VALUE, for example: coach settings set country AT, or coach settings set keys.undo k."""
    from coach.services.settings import change, emergency_words, key_rows

    settings = change(run.coach, key, value)
    if key.startswith("keys."):
        row = next(row for row in key_rows(run.coach) if row.verb == key.removeprefix("keys."))
        run.console.say(f"{key} is now {row.key}: {row.hint}.")
        return
    run.console.say(f"{key} is now {_word(getattr(settings, key))}.")
    if key == "country":
        run.console.say(emergency_words(run.coach))


@command.group("contact")
def contact() -> None:
    """People to call, shown whenever something is urgent."""


@contact.command("add")
@click.argument("name")
@click.argument("phone")
@click.option(
    "--role", default="other", show_default=True, help="ms_team, doctor, physio, pharmacist, friend or other."
)
@click.pass_obj
def add(run: Run, name: str, phone: str, role: str) -> None:
    """Add NAME with PHONE; the same name again replaces the number."""
    from coach.services.settings import add_contact

    add_contact(run.coach, name, phone, role)
    run.console.say(f"{name}, {phone}: will be shown whenever something is urgent.")


@contact.command("remove")
@click.argument("name")
@click.pass_obj
def remove(run: Run, name: str) -> None:
    """Take NAME off the list."""
    from coach.services.settings import remove_contact

    remove_contact(run.coach, name)
    run.console.say(f"{name} is no longer on the list.")


def _show(run: Run, *, as_json: bool) -> None:
    settings = run.coach.settings
    if as_json:
        from coach.cli.output import print_json

        print_json(settings)
        return
    from coach.services.settings import KEYS, key_rows

    for key in KEYS:
        run.console.say(f"{key}: {_word(getattr(settings, key))}")
    for one in settings.contact:
        run.console.say(f"contact: {one.name}, {one.phone} ({one.role})")
    for row in key_rows(run.coach):
        if row.changed:
            run.console.say(f"keys.{row.verb}: {row.key} (usually {row.default})")
    for problem in run.coach.settings_problems:
        run.console.say(f"Not taken: {problem}")


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not set" if value is None else str(value)
