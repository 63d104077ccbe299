"""The benchmarks in a short form, for the gate: hard rules over some people, and how long a start takes.

Ratios on a busy machine swing, so the quickest of each kind of start is compared, which other work disturbs least; a
start fails here only when it is half above its limit; the figures in the README come from the long form.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.start_up import LIMITS, measure

HERE = Path(__file__).resolve().parent
SLACK = 1.5


def main() -> int:
    """1 where a plan broke a rule or a start is far above its limit."""
    people = subprocess.run([sys.executable, str(HERE / "people.py"), "150", "100000"], check=False).returncode
    slow = 0
    for name, ratio in measure(5, of=min).items():
        print(f"{name:14} {ratio:5.2f} times, limit {LIMITS[name]}")
        slow += ratio > SLACK * LIMITS[name]
    return int(bool(people or slow))


if __name__ == "__main__":
    raise SystemExit(main())
