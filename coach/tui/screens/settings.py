"""Settings: how things look, where the person lives, whom to call. Each change holds at once and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import OptionList, Static

from coach.domain.settings import ROLE_WORDS, Contact
from coach.errors import CoachError, InputError
from coach.services import settings
from coach.services.context import Coach
from coach.tui.keys import verb
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.choose import ChooseView
from coach.tui.screens.typed import TypedView
from coach.tui.widgets.choices import Choices
from coach.tui.widgets.lines import Row

ADD_ROW, SAFETY_ROW, OTHER = "=add", "=safety", "=other"
GROUPS = {"theme": "How it looks", "country": "Where and when"}
"""The heading above a row."""
ROLES = tuple((role, words[:1].upper() + words[1:]) for role, words in ROLE_WORDS.items())
WHERE = "Where do you live? It decides which emergency number is shown."
EXAMPLES = {"day_starts": "A time such as 03:00."}


class SettingsView(CoachScreen[None]):
    """All settings in one list."""

    ABOUT = "Your settings. Enter changes the line under the cursor, and the change holds at once. Escape goes back."
    BINDINGS: ClassVar[list[BindingType]] = [
        verb("next", "open", "change", "change the line under the cursor", priority=True),
        verb("leave_out", "leave_out", "remove", "take this person off the list"),
        verb("undo", "undo", hint="take the last change back"),
        verb("back", "close"),
    ]

    class Changed(Message):
        """A setting that the whole app shows may have changed."""

    def __init__(self, coach: Coach) -> None:
        super().__init__(coach)
        self._before: list[tuple[str, Callable[[], object]]] = []

    def page(self) -> ComposeResult:
        """The list, and what was changed last."""
        yield Choices(id="settings")
        yield Static(id="answer", markup=False)

    def load(self) -> None:
        """The settings as they are."""
        self.head("Settings")
        row = self.query_one(Choices).row
        self.query_one(Choices).put(self._rows(), row.id if row else None)
        problems = self.coach.settings_problems
        if problems:
            self.say("answer", "\n".join(f"! {one}" for one in problems))
        self.show_keys()

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        for one in settings.rows(self.coach):
            if one.key in GROUPS:
                rows.append(Row(f"={one.key}", ("\n" if rows else "") + GROUPS[one.key], heading=True))
            rows.append(Row(one.key, one.label, detail=one.value))
        rows.append(Row("=people", "\nWhom to call when something is urgent", heading=True))
        names = dict(ROLES)
        rows += [Row(f"@{one.name}", one.name, detail=f"{one.phone} · {names[one.role]}") for one in self._contacts]
        rows.append(Row(ADD_ROW, "Add somebody"))
        rows.append(Row("=flags", "\nSafety", heading=True))
        rows.append(Row(SAFETY_ROW, "What the coach holds back, and why"))
        return rows

    @property
    def _contacts(self) -> tuple[Contact, ...]:
        return self.coach.settings.contact

    def _contact(self) -> Contact | None:
        row = self.query_one(Choices).row
        return next((one for one in self._contacts if row is not None and row.id == f"@{one.name}"), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that do something here."""
        if action == "undo":
            return bool(self._before)
        if action == "leave_out":
            return self._contact() is not None
        return True

    def on_option_list_option_highlighted(self, _: OptionList.OptionHighlighted) -> None:
        """What can be done depends on the line."""
        self.show_keys()

    async def on_option_list_option_selected(self, _: OptionList.OptionSelected) -> None:
        """A click is as good as Enter."""
        await self.run_action("open")

    # Keys

    def action_open(self) -> None:
        """Change the line under the cursor."""
        row = self.query_one(Choices).row
        if row is None:
            return
        if row.id == SAFETY_ROW:
            from coach.tui.screens.safety import SafetyView

            self.app.push_screen(SafetyView(self.coach))
        elif row.id == ADD_ROW or row.id.startswith("@"):
            self._ask(self._change_contact(self._contact()))
        else:
            known = next(one for one in settings.rows(self.coach) if one.key == row.id)
            self._ask(self._country() if known.key == "country" else self._change(known))

    def action_leave_out(self) -> None:
        """Take somebody off the list."""
        gone = self._contact()
        if gone is not None and self.calm():
            settings.remove_contact(self.coach, gone.name)
            self._changed(f"{gone.name} is off the list.", lambda: self._put_back(gone))

    def action_undo(self) -> None:
        """Take the last change back."""
        if self._before:
            said, back = self._before.pop()
            back()
            self._show(f"Taken back: {said}")

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)

    # Asking

    def _ask(self, asking: Coroutine[Any, Any, None]) -> None:
        async def asked() -> None:
            try:
                await asking
            except CoachError as error:
                self.tell(error)

        self.run_worker(asked(), group="setting", exclusive=True)

    async def _change(self, row: settings.Row) -> None:
        """Another value for a setting, chosen or typed."""
        old = next(value for value, words in row.choices if words == row.value) if row.choices else row.value
        if row.choices:
            screen = ChooseView(self.coach, "Settings", f"{row.label}: {row.hint}", row.choices, old)
            value = await self.app.push_screen_wait(screen)
            if value is not None and value != old:
                self._set(row.key, value, old)
            return
        mend = ""
        while True:
            hint = f"{row.hint.capitalize()}. {EXAMPLES.get(row.key, '')}".strip()
            value = await self.app.push_screen_wait(TypedView(self.coach, "Settings", row.label, hint, old, mend))
            if value is None:
                return
            try:
                self._set(row.key, value, old)
                return
            except InputError as error:
                mend, old = str(error), value

    def _set(self, key: str, value: str, old: str) -> None:
        settings.change(self.coach, key, value)
        now = next(one for one in settings.rows(self.coach) if one.key == key)
        self._changed(f"{now.label}: {now.value}.", lambda: settings.change(self.coach, key, old))

    async def _country(self) -> None:
        """The country, and the number that will be shown."""
        old = self.coach.settings.country
        rows = (*settings.countries(self.coach), (OTHER, "Another country"))
        chosen = await self.app.push_screen_wait(ChooseView(self.coach, "Settings", WHERE, rows, old))
        if chosen == OTHER:
            ask = "The two letters of your country, such as GR or BR."
            chosen = await self.app.push_screen_wait(TypedView(self.coach, "Settings", "Country", ask, old or ""))
        if chosen is None:
            return
        settings.change(self.coach, "country", chosen)
        back = old or "default"
        self._changed(settings.emergency_words(self.coach), lambda: settings.change(self.coach, "country", back))

    async def _change_contact(self, known: Contact | None) -> None:
        """Somebody to call: name, number, and who it is."""
        heading = "Whom to call"
        name = known.name if known else None
        if name is None:
            ask = "Their name, as you would say it."
            name = await self.app.push_screen_wait(TypedView(self.coach, heading, "Who is it?", ask))
        if name is None:
            return
        number = known.phone if known else ""
        phone = await self.app.push_screen_wait(
            TypedView(self.coach, heading, f"{name}: which number?", "It is shown as you type it.", number)
        )
        if phone is None:
            return
        role = known.role if known else "ms_team"
        role_now = await self.app.push_screen_wait(ChooseView(self.coach, heading, f"{name} is", ROLES, role))
        if role_now is None:
            return
        before = next((one for one in self._contacts if one.name == name), None)
        settings.add_contact(self.coach, name, phone, role_now)
        back = (lambda: self._put_back(before)) if before else (lambda: settings.remove_contact(self.coach, name))
        self._changed(f"{name}, {phone}: shown whenever something is urgent.", back)

    def _put_back(self, contact: Contact) -> object:
        return settings.add_contact(self.coach, contact.name, contact.phone, contact.role)

    def _changed(self, said: str, back: Callable[[], object]) -> None:
        self._before.append((said, back))
        self._show(self.own_keys.fill(f"{said} {{undo}} takes it back."))

    def _show(self, said: str) -> None:
        self.post_message(self.Changed())
        self.load()
        self.say("answer", said)
