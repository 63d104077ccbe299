"""Makes the tests of the screens quick: a key is through when nothing is left to do, and style sheets are read once."""

import asyncio
import sys
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

FRAME_S = 1 / 50
"""A timer that is due so soon belongs to what is going on: the next picture comes within this time."""
PATIENCE_S = 1.0
"""For what never rests, such as a fast beat."""


@pytest.fixture(autouse=True)
def quick_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    """For the conftest of a folder with screens."""
    if sys.platform != "win32":  # there Textual's timers run in a thread, of which the loop knows nothing
        monkeypatch.setattr("textual.app.wait_for_idle", wait_for_idle)
        monkeypatch.setattr("textual.pilot.wait_for_idle", wait_for_idle)
    monkeypatch.setattr(Stylesheet, "_parse_rules", parsed_once)


async def wait_for_idle(min_sleep: float = 0.0, max_sleep: float = PATIENCE_S) -> None:
    """Wait until the event loop has nothing left to do, now or within a frame.

    Textual's own sleeps 20 ms at a time until the process has used little of the processor meanwhile. That is two such
    sleeps for each key; and on a busy machine a process that was not given the processor looks like one at rest.
    """
    loop: Any = asyncio.get_running_loop()
    end = loop.time() + max_sleep
    while (now := loop.time()) < end:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        due = [timer.when() for timer in loop._scheduled if not timer.cancelled()]
        soon = min(due, default=end) - now
        if soon > FRAME_S:
            return
        await asyncio.sleep(max(soon, 0))


_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}
_parse_rules = Stylesheet._parse_rules


def parsed_once(sheet: Stylesheet, css: str, *where: Any, **more: Any) -> list[RuleSet]:
    """The rules of a style sheet. Every app reads the same ones, and all of them anew for each screen that comes."""
    key = (css, where, *sorted(more.items()), *sorted(sheet._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse_rules(sheet, css, *where, **more)
    return _parsed[key]
