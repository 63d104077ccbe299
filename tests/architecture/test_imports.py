"""What is paid for at start-up, seen from a fresh interpreter: the static graph cannot see what runs."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

REPORT = """
import json, sys
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""

COMMAND = f"""
import runpy, sys
sys.argv = ["coach", *sys.argv[1:]]
try:
    runpy.run_module("coach", run_name="__main__")
finally:
    exec({REPORT!r})
"""


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)


def loaded_by(done: subprocess.CompletedProcess[str]) -> set[str]:
    """The packages that were loaded in the end, which the last line on standard error tells."""
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "module",
    [
        "coach.services",
        "coach.cli.main",
        pytest.param(
            "coach.alarms",
            marks=pytest.mark.skipif(find_spec("coach.alarms") is None, reason="there are no alarms yet"),
        ),
    ],
)
def test_import_brings_no_screens(module: str) -> None:
    done = run_python(f"import {module}\n{REPORT}")
    assert done.returncode == 0, done.stderr
    assert "textual" not in loaded_by(done)


@pytest.mark.parametrize("argument", ["--help", "today"])
def test_command_brings_neither_screens_nor_scheduler(argument: str) -> None:
    done = run_python(COMMAND, argument)
    assert "Traceback" not in done.stderr
    assert done.stdout.strip()
    assert not loaded_by(done) & {"textual", "apscheduler"}


def test_loaded_screens_are_noticed() -> None:
    assert "textual" in loaded_by(run_python(f"import textual.app\n{REPORT}"))
