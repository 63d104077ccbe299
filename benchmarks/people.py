"""Random people through the builder: no plan may break a hard rule.

    python benchmarks/people.py [how many, 3000] [first seed, 0] [work, the usual]

Each plan is checked by `tests/engine/oracle.py`, a second opinion written from the clinical reference that shares no
code with the builder, and by `plan check`. Prints what broke, the scores, how full the weeks are, and the time of one
build as a multiple of reading the catalogue.

`work` shortens the search (`engine/filling.py`), which changes the week that is found and no rule.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from coach.content.loader import load_library
from coach.domain import profile as words
from coach.domain.profile import Profile
from coach.domain.vocabulary import DAYS
from coach.engine import filling
from coach.engine.builder import build
from coach.engine.history import History
from coach.engine.plan_check import check_plan
from tests.engine import oracle

TODAY = date(2026, 11, 23)
FLAGS = ("rf_dvt", "rf_avn", "rf_weak_leg", "rf_night_pain", "rf_pressure_sore", "rf_missed_antispastic", "rf_relapse")
MEDICINES = ("med_tizanidine", "med_baclofen", "med_diazepam", "med_amitriptyline", "med_gabapentin")
ASKED = ("taught_standing", "catheter_tubing", "poor_sitting_balance", "wrist_shoulder_load", "knee_kneeling")


def random_person(seed: int) -> Profile:
    """Answers of somebody who exists only for this seed; each question is skipped now and then."""
    rng = random.Random(seed)

    def some(kind: Any, share: float) -> list[str]:
        return [one for one in get_args(kind) if rng.random() < share]

    table: dict[str, dict[str, Any]] = {"safety": _safety(rng, some(words.Background, 0.08))}

    def answer(part: str, key: str, value: Any) -> None:
        if rng.random() < 0.85:
            table.setdefault(part, {})[key] = value

    answer("person", "age", rng.randrange(18, 101))
    answer("person", "sex", rng.choice(["female", "male", "no_answer"]))
    for key, most in (("mobility", 5), ("falls", 2), ("spasticity", 10), ("fatigue", 10), ("heat", 3)):
        answer("ms", key, rng.randint(0, most))
    answer("ms", "gait", some(words.Gait, 0.35))
    answer("ms", "other", some(words.OtherMs, 0.2))
    answer("hip", "side", rng.choice(["left", "right", "both_same", "both_left_worse", "both_right_worse"]))
    for key, kind in (("zones", words.Zone), ("quality", words.Quality), ("worse", words.Worse)):
        answer("hip", key, some(kind, 0.25))
    answer("hip", "stiff_min", rng.choice(["0", "1_30", "31_60"]))
    answer("hip", "duration", rng.choice(["lt6w", "6w_3m", "gt3m", "gt1y"]))
    answer("hip", "pain", rng.randint(0, 8))
    answer("capacity", "minutes", rng.randint(5, 90))
    answer("capacity", "days", rng.sample(DAYS, rng.randint(1, 7)))
    answer("capacity", "other_days", rng.choice([0, 0, 0, 5, 8, 15]))
    answer("capacity", "wake", f"{rng.randint(5, 10):02d}:{rng.choice([0, 30]):02d}")
    answer("capacity", "sleep", rng.choice(["20:30", "21:30", "22:30", "23:45", "00:30"]))
    answer("capacity", "positions", some(words.CanUse, 0.6))
    answer("capacity", "equipment", some(words.Owns, 0.4))
    answer("capacity", "helper", rng.choice(["none", "none", "sometimes", "always"]))
    if rng.random() < 0.3:
        span = rng.choice(["07:30-10:00", "17:00-19:00", "06:00-06:30", "12:00-14:00"])
        table.setdefault("capacity", {})["helper_times"] = [span]
    if rng.random() < 0.4:
        table["asked"] = {key: rng.random() < 0.5 for key in ASKED}
    if rng.random() < 0.5:
        table["wishes"] = {"goals": some(words.Goal, 0.2)[:3], "prefer": some(words.Wish, 0.2)}
    return Profile.model_validate({**table, "medicine": _medicines(rng)})


def _safety(rng: random.Random, background: list[str]) -> dict[str, Any]:
    safety: dict[str, Any] = {"now": [rng.choice(FLAGS)] if rng.random() < 0.1 else [], "background": background}
    if "bg_hip_replacement" in background and rng.random() < 0.7:
        when = TODAY - timedelta(days=rng.randrange(500))
        approach = rng.choice(["posterior", "anterior", "lateral", "unknown"])
        safety["hip_replacement"] = [{"date": when, "approach": approach, "side": rng.choice(["left", "right"])}]
    if "bg_pregnant" in background and rng.random() < 0.7:
        safety["pregnancy"] = {"due": TODAY + timedelta(days=rng.randrange(-30, 250))}
    return safety


def _medicines(rng: random.Random) -> list[dict[str, Any]]:
    if rng.random() < 0.7:
        return []
    medicine: dict[str, Any] = {
        "info": rng.choice(MEDICINES),
        "times": rng.sample(["07:00", "08:00", "14:00", "22:00"], 2),
    }
    if rng.random() < 0.5:
        medicine["started"] = TODAY - timedelta(days=rng.randrange(30))
    return [medicine]


def main() -> int:
    """Build, check and print; 1 where any plan broke a rule."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    if len(sys.argv) > 3:
        filling.WORK = int(sys.argv[3])
    began = time.perf_counter()
    library = load_library().library
    reading = time.perf_counter() - began
    broken: Counter[str] = Counter()
    scores, full, seconds, empty = [], [], [], 0
    for seed in range(first, first + many):
        person = random_person(seed)
        began = time.perf_counter()
        week = build(person, library, History(), TODAY)
        seconds.append(time.perf_counter() - began)
        found = oracle.breaches(week.plan, person, TODAY)
        found += [f.message for f in check_plan(week.plan, library, week.person, person) if f.level == "error"]
        if found:
            broken[f"seed {seed}: {found[0]}"] += 1
        empty += not week.plan.session
        scores.append(week.score.total)
        full.append(week.week_seconds / 60 / week.targets.week_min if week.targets.week_min else 1.0)
    for line in list(broken)[:10]:
        print(line)
    print(f"people {many}, plans that break a hard rule {len(broken)}, without any exercise {empty}")
    print(f"score: median {statistics.median(scores):.1f}; weeks filled: median {statistics.median(full):.0%}")
    print(f"one build: {statistics.median(seconds) / reading:.2f} times reading the catalogue")
    return int(bool(broken))


if __name__ == "__main__":
    raise SystemExit(main())
