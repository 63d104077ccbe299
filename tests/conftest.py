"""Every test starts in an empty home, in one time zone, and without the habits of the machine it runs on."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A slow moment of a busy machine is no fault of the rule under test; the gate draws the same every time.
settings.register_profile("patient", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("patient")

FOLDERS = {
    "COACH_HOME": "coach",
    "HOME": "home",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_RUNTIME_DIR": "run",
}
HABITS = ("NO_COLOR", "TEXTUAL_THEME", "ACCESSIBLE", "EDITOR", "VISUAL")


@pytest.fixture(scope="session", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Programs that tests start find their modules compiled, also where Python is told to leave none behind."""
    with pytest.MonkeyPatch.context() as session:
        if os.environ.get("PYTHONDONTWRITEBYTECODE"):
            base = tmp_path_factory.getbasetemp()
            together = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
            session.delenv("PYTHONDONTWRITEBYTECODE")
            session.setenv("PYTHONPYCACHEPREFIX", str(together / "compiled"))
        yield


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read from the person who runs the tests, and nothing is written to their files."""
    for variable, folder in FOLDERS.items():
        monkeypatch.setenv(variable, str(tmp_path / folder))
    (tmp_path / "home").mkdir()
    (tmp_path / "run").mkdir(mode=0o700)
    for variable in HABITS:
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(autouse=True)
def london_time() -> Iterator[None]:
    """A zone with daylight saving, the same everywhere."""
    before = os.environ.get("TZ")
    set_zone("Europe/London")
    yield
    set_zone(before)


def set_zone(name: str | None) -> None:
    """Sets the zone of this process and of those that it starts."""
    if name is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = name
    if sys.platform != "win32":
        time.tzset()
