"""What figures cost: a frame, a first picture, and the catalogue that they stand in.

    python benchmarks/figures.py [rounds]

Frames are drawn at 44 x 18 with everything known that is known after one round of the movement, as on a screen that
has been looked at for some seconds. The catalogue is loaded in fresh interpreters that take turns with `import
textual.app`, and compared with it: reading and checking all files with the modules that do it in memory already, then
with their imports and pydantic's, then with all figures solved, too.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coach.content.loader import load_library
from coach.drawing.figure import Motion, Screen, palette

REPO = Path(__file__).resolve().parents[1]
COLS, ROWS, FRAMES = 44, 18, 30
LIMITS = {"mean frame": 1.5, "slowest figure": 3.0}
"""Milliseconds."""
TIMED = "import time\n{before}\nbegan = time.perf_counter()\n{work}\nprint(time.perf_counter() - began)"
WORK = {
    "textual": ("", "import textual.app"),
    "all files": (
        "from coach.content.loader import load_library\nimport coach.content.figure_checks",
        "load_library().figures.problems()",
    ),
    "with imports": ("", "from coach.content.loader import load_library; load_library().figures.problems()"),
    "and all figures solved": (
        "",
        "from coach.content.loader import load_library\n"
        "from coach.drawing.figure import Motion\n"
        "[Motion(figure) for figure in load_library().library.figures.values()]",
    ),
}
"""What comes first, and what is timed."""


def frame_ms(motion: Motion) -> tuple[float, float]:
    """Milliseconds of a frame when all is known, and of a new screen with its first picture."""
    period = motion.period()
    moments = [motion.moment(period * number / FRAMES) for number in range(FRAMES)]
    began = time.perf_counter()
    screen = Screen(motion, COLS, ROWS, palette=palette("dark"))
    screen.frame(moments[0])
    first = time.perf_counter() - began
    for moment in moments:
        screen.frame(moment)
    times = []
    for number in range(FRAMES):
        began = time.perf_counter()
        screen.frame(motion.moment(period * number / FRAMES))
        times.append(time.perf_counter() - began)
    return 1000 * statistics.mean(times), 1000 * first


def loads(rounds: int) -> dict[str, float]:
    """Seconds of each piece of work in fresh interpreters, in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in WORK}
    for _ in range(rounds):
        for name in random.sample(list(WORK), len(WORK)):
            before, work = WORK[name]
            script = TIMED.format(before=before, work=work)
            ended = subprocess.run([sys.executable, "-c", script], cwd=REPO, check=True, capture_output=True, text=True)
            seconds[name].append(float(ended.stdout))
    return {name: statistics.median(values) for name, values in seconds.items()}


def main() -> int:
    """Print the figures; 1 where a frame is dearer than it may be."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    motions = {name: Motion(figure) for name, figure in load_library().library.figures.items()}
    costs = {name: frame_ms(motion) for name, motion in motions.items()}
    slowest = max(costs, key=lambda name: costs[name][0])
    found = {"mean frame": statistics.mean(cost for cost, _ in costs.values()), "slowest figure": costs[slowest][0]}
    print(f"{len(motions)} figures at {COLS} x {ROWS}")
    for name, cost in found.items():
        print(f"{name:22} {cost:5.2f} ms, limit {LIMITS[name]}{f' ({slowest})' if name != 'mean frame' else ''}")
    print(f"{'first picture':22} {statistics.mean(first for _, first in costs.values()):5.2f} ms")
    middle = loads(rounds)
    for name in [*WORK][1:]:
        print(f"{name:22} {middle[name] / middle['textual']:5.2f} times `import textual.app`")
    return int(any(found[name] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    raise SystemExit(main())
