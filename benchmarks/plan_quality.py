"""How good the weekly plans are: the score of each against a bound that no plan under the same rules can pass.

    python benchmarks/plan_quality.py [how many, 200] [first seed, 0]

The people are those of `benchmarks/people.py`. For each the rules and the score of decisions 11 are solved as an exact
model (`benchmarks/exact.py`, which says why its bound is one). Our plan is scored as it is written, warm-up and
cool-down included. Where the builder would look at the frames of fewer minutes too (decisions 11), the bound is that of
both. People for whom no plan is possible are counted and left out.

Prints the ratio to the bound, how many of the weekly targets that the exact week meets ours meets too (and how many
where another one counts as well), the time of one build (the engine alone), and how much longer it takes with ten times
the catalogue. 1 where a limit is missed.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.people import TODAY, random_person
from coach.content.loader import load_library
from coach.domain.library import Library
from coach.domain.profile import Profile
from coach.engine.builder import Built, build, smaller_bracket
from coach.engine.history import History
from coach.engine.layout import Frame, lay_out
from coach.engine.minutes import position_of
from coach.engine.options import offer

MEDIAN, WORST, MET, TENFOLD = 0.97, 0.90, 0.97, 15.0
MEDIAN_MS, SLOWEST_MS = 150.0, 500.0
COPIES = 10
TIMED = 20
"""People whose build is timed with ten times the catalogue."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person: our week beside the exact one."""

    seed: int
    ratio: float
    same: int
    """Targets that both weeks meet."""
    ours: int
    """Targets that our week meets, at most as many as the exact one."""
    exact: int
    """Targets that the exact week meets."""
    gap: float
    """How far the solver's own best week is below its bound, in points."""


def measured(seed: int, profile: Profile, week: Built, library: Library) -> Row:
    """Our week against the exact model."""
    from benchmarks.exact import Model, Task

    person, targets = week.person, week.targets
    choices = offer(person, library, History())
    used = frozenset(
        (item.id, position_of(item, library.exercises)) for one in week.plan.session for item in one.exercise
    )
    best = []
    for frames in frame_sets(profile, week, library):
        best.append(Model(Task(person, targets, choices, frames, library.rules, used)).solve())
    exact = max(best, key=lambda one: one.bound)
    can, does = targets.met_by(exact.planned), targets.met_by(week.planned)
    return Row(
        seed=seed,
        ratio=week.score.total / exact.bound,
        same=len(can & does),
        ours=min(len(can), len(does)),
        exact=len(can),
        gap=exact.bound - exact.score,
    )


def frame_sets(profile: Profile, week: Built, library: Library) -> list[tuple[Frame, ...]]:
    """The frames of the week, and those of fewer minutes where they are not just smaller ones of the same."""
    person, rules = week.person, library.rules
    usual = lay_out(person, week.targets, profile.medicine, rules, TODAY)
    smaller = smaller_bracket(person, library)
    if smaller is None:
        return [usual]
    fewer = lay_out(replace(person, minutes=smaller), week.targets, profile.medicine, rules, TODAY)
    return [usual] if _within(fewer, usual) else [usual, fewer]


def _within(fewer: Sequence[Frame], usual: Sequence[Frame]) -> bool:
    """Whether every week in the one fits into the other."""
    return len(fewer) == len(usual) and all(
        small.seconds <= large.seconds
        and small.count <= large.count
        and replace(small, seconds=0, count=0) == replace(large, seconds=0, count=0)
        for small, large in zip(fewer, usual, strict=True)
    )


def multiplied(library: Library, times: int) -> Library:
    """The library with copies of every exercise under other ids."""
    exercises = dict(library.exercises)
    for copy in range(2, times + 1):
        for name, one in library.exercises.items():
            exercises[f"{name}_{copy}"] = one.model_copy(update={"id": f"{name}_{copy}"})
    return replace(library, exercises=exercises)


def build_ms(profile: Profile, library: Library) -> float:
    """Milliseconds of processor time of one build."""
    began = time.process_time()
    build(profile, library, History(), TODAY)
    return 1000 * (time.process_time() - began)


def tenfold(profiles: Sequence[Profile], library: Library) -> float:
    """How many times longer builds take with ten times the catalogue."""
    large = multiplied(library, COPIES)
    usual = sum(build_ms(profile, library) for profile in profiles)
    return sum(build_ms(profile, large) for profile in profiles) / usual


def report(rows: Sequence[Row], empty: int, times: Sequence[float], more: float) -> int:
    """Print the figures; 1 where one misses its limit."""
    ratios = sorted(row.ratio for row in rows)
    exact = sum(row.exact for row in rows)
    same, many = (
        sum(met) / exact if exact else 1.0 for met in zip(*((one.same, one.ours) for one in rows), strict=True)
    )
    low = min(rows, key=lambda row: row.ratio)
    middle, slowest = statistics.median(times), sorted(times)[int(0.99 * (len(times) - 1))]
    checks = [
        (f"ratio to the bound: median {statistics.median(ratios):.3f}", statistics.median(ratios) >= MEDIAN),
        (f"                    p05 {ratios[int(0.05 * (len(ratios) - 1))]:.3f}", True),
        (f"                    worst {low.ratio:.3f} (seed {low.seed})", low.ratio >= WORST),
        (f"targets of the exact week that ours meets too: {same:.1%} of {exact}", same >= MET),
        (f"                 or another one as well: {many:.1%}", True),
        (f"one build: median {middle:.0f} ms", middle <= MEDIAN_MS),
        (f"           p99 {slowest:.0f} ms", slowest <= SLOWEST_MS),
        (f"ten times the catalogue: {more:.1f} times as long", more <= TENFOLD),
    ]
    print(f"people {len(rows)}, without any plan {empty}, above the bound {sum(one > 1.0001 for one in ratios)}")
    gaps = sorted(row.gap for row in rows)
    print(f"left open by the solver: median {statistics.median(gaps):.2f} points, most {gaps[-1]:.2f}")
    for text, fine in checks:
        print(f"{text}{'' if fine else '   MISSED'}")
    return int(not all(fine for _, fine in checks) or ratios[-1] > 1.0001)


def main() -> int:
    """Build, solve and print."""
    try:
        import highspy  # noqa: F401
    except ImportError:
        print("This benchmark needs an exact solver, which is not installed: pip install highspy (or '.[dev]').")
        return 2
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    library = load_library().library
    rows: list[Row] = []
    times: list[float] = []
    profiles: list[Profile] = []
    empty = 0
    for seed in range(first, first + many):
        profile = random_person(seed)
        times.append(build_ms(profile, library))
        week = build(profile, library, History(), TODAY)
        if not any(not session.optional for session in week.plan.session):
            empty += 1
            continue
        profiles.append(profile)
        rows.append(measured(seed, profile, week, library))
        row = rows[-1]
        print(
            f"seed {seed}: {row.ratio:.3f}, targets {row.same} ({row.ours}) of {row.exact}, open {row.gap:.1f}",
            flush=True,
        )
    if not rows:
        print("Nobody here has a plan; take more people.")
        return 1
    return report(rows, empty, times, tenfold(profiles[:TIMED], library))


if __name__ == "__main__":
    raise SystemExit(main())
