"""Random people through twelve simulated weeks: no hard rule broken, no dose over a cap, one change at a time.

    python benchmarks/weeks.py [how many, 300] [first seed, 0] [work, the usual]

The people are those of `benchmarks/people.py`, their days those of `coach simulate`. Every plan in force and every
day's version of a session is checked by `tests/engine/oracle_weeks.py`, a second opinion that shares no code with what
decides. Prints what was taken by rule, the minutes, and every breach with its seed and week; 1 where there is one.

`work` shortens the search (`engine/filling.py`), which changes the week that is found and no rule.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.people import TODAY, random_person
from coach.content.loader import load_library
from coach.engine import filling
from coach.engine.simulation import Moment, simulate
from tests.engine.oracle_weeks import watched

WEEKS = 12
EVERY = 25


def main() -> int:
    """Live, check and print."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    if len(sys.argv) > 3:
        filling.WORK = int(sys.argv[3])
    library = load_library().library
    began = time.perf_counter()
    ups: Counter[str] = Counter()
    downs: Counter[str] = Counter()
    breaches: list[str] = []
    minutes: dict[int, list[float]] = {1: [], WEEKS // 2: [], WEEKS: []}
    sessions = versions = planned = held = outgrown = without = 0
    for count, seed in enumerate(range(first, first + many), 1):
        profile, moments = random_person(seed), list[Moment]()
        weeks = tuple(simulate(profile, library, TODAY, WEEKS, seed, moments.append))
        found = watched(weeks, moments, profile)
        ups += found.ups
        downs += found.downs
        held += found.held_weeks
        outgrown += found.outgrown
        versions += len(moments)
        for week, words in found.breaches:
            breaches.append(f"seed {seed}, week {week}: {words}")
            print(breaches[-1], flush=True)
        sessions += sum(week.done for week in weeks)
        planned += sum(week.planned for week in weeks)
        without += not weeks[0].plan.session
        if weeks[0].plan.session:
            for number, row in minutes.items():
                row.append(weeks[number - 1].planned_min)
        if count % EVERY == 0:
            print(f"{count} people, {time.perf_counter() - began:.0f} s, breaches {len(breaches)}", flush=True)
    print(f"people {many} ({without} without any exercise), weeks {many * WEEKS}, breaches {len(breaches)}")
    print(f"sessions planned {planned}, done {sessions}; versions of a day checked {versions}")
    print(f"weeks that began under a hold {held}; plans that no longer fitted, kept right by the day {outgrown}")
    for name, rows in (("up", ups), ("down, lighter or held", downs)):
        print(f"{name} {rows.total()}: " + ", ".join(f"{rule} {times}" for rule, times in rows.most_common()))
    for number, row in minutes.items():
        if row:
            print(f"planned minutes in week {number}: median {statistics.median(row):.0f}, all {sum(row):.0f}")
    print(f"took {time.perf_counter() - began:.0f} s")
    return int(bool(breaches))


if __name__ == "__main__":
    raise SystemExit(main())
