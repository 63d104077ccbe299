"""Exports the pictures of the README and the tour from the program itself.

    python docs/pictures.py                  the pictures that the documents show, into docs/pictures/ and docs/figures/
    python docs/pictures.py FOLDER [SIZE ..] every screen in every size, for looking at; SIZE such as 40x12

Nothing is drawn by hand: each scene of `tests/scenes.py` is played in the real app, with a person of its own.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPO))
os.environ.update(COLORTERM="truecolor", TERM="xterm-256color", TZ="Europe/London")
os.environ.pop("NO_COLOR", None)

from coach.content.loader import load_library  # noqa: E402  (the checkout comes first)
from coach.drawing.figure.motion import Motion  # noqa: E402
from coach.drawing.figure.palettes import palette  # noqa: E402
from coach.drawing.figure.sheet import moving_sheet, sheet  # noqa: E402
from tests.people import person  # noqa: E402
from tests.scenes import SCENES, play  # noqa: E402

SHOWN = ("welcome", "intake_zones", "review", "today", "today_large", "checkin", "player", "plan", "plan_why",
         "plan_move", "exercises", "exercise", "find")  # fmt: skip
WINDOW = (80, 24)
LOOKS = ("dark", "light", "dark_contrast", "light_contrast")
SIZES = ((40, 12), (60, 20), (80, 24), (120, 40))


MOVING = (
    "str_bridge", "str_clam", "str_sit_to_stand", "stretch_hamstring_helper_supine", "aer_seated_march",
    "str_abduction_standing",
)  # fmt: skip
"""The exercises that are shown moving in the README."""


FONTS = "DejaVu Sans Mono, Menlo, Consolas, monospace"


def own(svg: str) -> str:
    """A picture that asks nobody for anything: no font from the network, those of the reader's machine instead."""
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\s*<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", FONTS).replace("font-family: arial", "font-family: sans-serif")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


async def picture(name: str, size: tuple[int, int], look: str = "dark") -> str:
    """One scene as SVG."""
    with tempfile.TemporaryDirectory() as folder, person(SCENES[name].who, Path(folder)) as (coach, clock):
        return own(await play(SCENES[name], coach, clock, size, look))


def save(folder: Path, name: str, svg: str) -> None:
    """Write a picture, and say so."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    print(folder / f"{name}.svg")


def figures(folder: Path) -> None:
    """A page with all exercises, and six that move."""
    library = load_library().library
    known = sorted(library.exercises.values(), key=lambda one: (one.module, one.name))
    motions = {one.id: (one.name, Motion(library.figures[one.id])) for one in known}
    white = palette("light", "#ffffff")
    save(folder, "all", sheet([*motions.values()], f"Hip Coach: all {len(motions)} exercises", palette=white))
    save(folder, "moving", moving_sheet([motions[name] for name in MOVING], "Six exercises", palette=white))


def main(arguments: list[str]) -> None:
    """See the head of the file."""
    if arguments:
        wanted = [size for size in SIZES if not arguments[1:] or f"{size[0]}x{size[1]}" in arguments[1:]]
        for name in SCENES:
            for size in wanted:
                save(Path(arguments[0]), f"{name}-{size[0]}x{size[1]}", asyncio.run(picture(name, size)))
        for look in LOOKS:
            save(Path(arguments[0]), f"today-{look}", asyncio.run(picture("today", WINDOW, look)))
        return
    figures(REPO / "docs" / "figures")
    folder = REPO / "docs" / "pictures"
    for name in SHOWN:
        save(folder, name, asyncio.run(picture(name, WINDOW)))
    for look in LOOKS[1:]:
        save(folder, f"today_{look}", asyncio.run(picture("today", WINDOW, look)))


if __name__ == "__main__":
    main(sys.argv[1:])
