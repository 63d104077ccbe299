"""The rules of the house: floors, budgets, and nothing of one machine in the files of all."""

import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Written in pieces, so that this file does not find itself.
HOSTS = ["pypi" + ".org", "files.python" + "hosted", "deb.debian" + ".org", "registry.npm" + "js"]
A_HOME = re.compile(r"(?<![\w.])/(?:home|Users)/\w|(?<![\w.])/ro" + r"ot/|[A-Z]:\\+Users\\+\w")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_imports_only_go_down() -> None:
    pytest.importorskip("importlinter", reason="import-linter comes with the extra dev")
    done = run(str(Path(sys.executable).with_name("lint-imports")), "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr


def test_budgets_are_kept() -> None:
    done = run(sys.executable, ".ci/budgets.py")
    assert done.returncode == 0, done.stdout + done.stderr


def project_files() -> Iterator[Path]:
    """What belongs to the project: what git knows or would add, or else everything in no hidden folder."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        visible = (p for p in ROOT.iterdir() if not p.name.startswith("."))
        paths = [path for top in visible for path in (top.rglob("*") if top.is_dir() else [top])]
    yield from (path for path in paths if path.is_file() and path.suffix not in {".pyc", ".png"})


def test_no_file_names_a_home_or_a_registry() -> None:
    found = []
    for path in project_files():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if A_HOME.search(line) or any(host in line for host in HOSTS):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("cd /ho" + "me/ada/coach", True),
        ('"/Us' + 'ers/ada"', True),
        (r"C:\Us" + r"ers\ada", True),
        ("HOME=/ro" + "ot/x", True),
        ("see example.com/ho" + "me/page", False),
        ("$HOME/coach", False),
    ],
)
def test_a_home_is_recognised(line: str, is_found: bool) -> None:
    assert bool(A_HOME.search(line)) is is_found


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A project in which each kind of breach can be planted."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "coach" / "tui").mkdir(parents=True)
    for folder in ("coach", "coach/tui"):
        (tmp_path / folder / "__init__.py").write_text('"""Empty."""\n')
    return tmp_path


def breaches(project: Path) -> list[str]:
    budgets: dict[str, Any] = runpy.run_path(str(ROOT / ".ci" / "budgets.py"))
    return [f"{place.path.name}:{place.line} {problem}" for place, problem in budgets["measure"](project).breaches]


def test_an_empty_house_keeps_its_budgets(sample: Path) -> None:
    assert breaches(sample) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x = 1\n" * 451, "a.py:1 has 451 lines, at most 450"),
        ("\ndef f() -> None:\n" + "    x = 1\n" * 60, "a.py:2 has 61 lines, at most 60"),
        ("class C:\n" + "    x = 1\n" * 300, "a.py:1 has 301 lines, at most 300"),
        ("class C:\n" + "    def f(self) -> None: ...\n" * 26, "a.py:1 has 26 methods, at most 25"),
        ("class C:\n    def f(self, a, *, b: int): ...\n", "a.py:2 has no type for a, return"),
        ("from coach import b\n", "a.py:1 is in a circle: coach.a -> coach.b -> coach.a"),
    ],
)
def test_a_breach_is_found(sample: Path, text: str, problem: str) -> None:
    (sample / "coach" / "a.py").write_text(text)
    (sample / "coach" / "b.py").write_text("from .a import x\n")
    assert problem in breaches(sample)


def test_a_deferred_import_makes_no_circle(sample: Path) -> None:
    (sample / "coach" / "a.py").write_text("def f() -> None:\n    import coach.b\n")
    (sample / "coach" / "b.py").write_text("import coach.a\n")
    assert breaches(sample) == []


def test_textual_counts_through_other_modules_and_packages(sample: Path) -> None:
    (sample / "coach" / "tui" / "__init__.py").write_text("from textual.app import App\n")
    (sample / "coach" / "tui" / "words.py").write_text("x = 1\n" * 5)
    (sample / "coach" / "big.py").write_text("import coach.tui.words\n" + "x = 1\n" * 10)
    assert breaches(sample) == ["coach:1 can be used without Textual only in 5.6% of its lines"]


def test_a_long_test_file_is_found(sample: Path) -> None:
    (sample / "tests" / "test_a.py").write_text("x = 1\n" * 601)
    assert breaches(sample) == ["test_a.py:1 has 601 lines, at most 600"]
