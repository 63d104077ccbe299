"""The content that ships: complete, as the reference has it, and in words that promise nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli

from coach.content.loader import load_library
from coach.domain.library import Library

REPO = Path(__file__).resolve().parents[2]
REFERENCE = REPO.parent / "shared" / "clinical" / "exercises.md"
ADVICE_ONLY = {
    "barefoot", "breath_hold", "deep_squat", "heat", "ice", "impact", "itb_stretch", "jerk", "overheat", "pool_alone",
    "pressure_abdomen", "shear_seat", "sit_long", "spine_flex_loaded", "tens",
}  # fmt: skip
"""Decisions 3, the last lines."""
COUNTS: dict[str, tuple[int, ...]] = {
    "stretching": (22, 22, 20, 23, 19, 14),
    "strengthening": (32, 34, 33, 26, 21, 15),
    "balance": (14, 19, 17, 11, 9, 7),
    "gait": (10, 12, 14, 14, 6, 4),
    "mobility": (10, 10, 11, 12, 11, 11),
    "aerobic": (9, 9, 9, 9, 7, 6),
    "relaxation": (9, 9, 9, 9, 9, 9),
}
"""Exercises of each module at levels 0 to 5, as the reference counts them (exercises 9)."""


def raw() -> dict[str, dict[str, Any]]:
    """All entries as they stand in the files."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((REPO / "exercises").rglob("*.toml")):
        found |= tomli.loads(path.read_text("utf-8"))
    return found


def texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text below a value, with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from texts(inner, f"{path}.{place}")


def all_texts() -> list[tuple[str, str]]:
    """Every text of `exercises/` and `plans/`."""
    return [
        pair
        for folder in ("exercises", "plans")
        for file in sorted((REPO / folder).rglob("*.toml"))
        for pair in texts(tomli.loads(file.read_text("utf-8")), file.relative_to(REPO).as_posix())
    ]


# ---------------------------------------------------------------------------------------------------------- complete


def test_the_content_loads_without_a_problem() -> None:
    library, problems, figures = load_library()
    assert problems == figures.problems() == ()
    assert figures.keys() == library.exercises.keys()
    assert (len(library.exercises), len(library.tips), len(library.habits)) == (130, 47, 26)
    assert library.own == frozenset()


def test_every_module_has_its_choices_at_every_level(library: Library) -> None:
    counted = {
        module: tuple(
            sum(one.module == module and level in one.levels for one in library.exercises.values())
            for level in range(6)
        )
        for module in COUNTS
    }
    assert counted == COUNTS
    assert min(min(row) for row in COUNTS.values()) >= 4


def test_every_entry_lies_in_the_folder_of_its_module(library: Library) -> None:
    folders = {module.id: (module.folder, module.prefix) for module in library.rules.modules.module}
    for path in sorted((REPO / "exercises").rglob("*.toml")):
        for name, entry in tomli.loads(path.read_text("utf-8")).items():
            if name.startswith("erg_"):
                assert path.parent.name == "ergonomics"
            elif name.startswith("hb_"):
                assert path.parent.name == "weight"
            else:
                folder, prefix = folders[entry["module"]]
                assert path.parent.name == folder, name
                assert name.startswith(prefix)


def test_advice_tags_are_those_of_decisions_3(library: Library) -> None:
    assert {tag.id for tag in library.rules.precautions.tag if tag.advice} == ADVICE_ONLY


def test_every_block_tag_stands_on_some_entry(library: Library) -> None:
    used = {tag for one in library.exercises.values() for tag in one.tags}
    assert {tag.id for tag in library.rules.precautions.tag} - used == ADVICE_ONLY
    assert not used & ADVICE_ONLY


def test_links_lead_somewhere_and_never_in_a_circle(library: Library) -> None:
    for key in ("harder", "easier"):
        for name in library.exercises:
            seen = [name]
            while (link := getattr(library.exercises[seen[-1]], key)) is not None:
                assert link not in seen, f"{key}: {seen}"
                seen.append(link)


def test_no_easier_form_is_harder(library: Library) -> None:
    for one in library.exercises.values():
        if one.easier is not None:
            assert library.exercises[one.easier].fall_risk <= max(one.fall_risk, 1), one.id


def test_the_stretches_that_r4_4_never_includes_are_not_there(library: Library) -> None:
    figure4 = [one for one in library.exercises.values() if "figure4" in one.tags]
    assert figure4
    assert all("gtps_compression" in one.contra for one in figure4)
    assert all(one.effort <= 4 for one in library.exercises.values())


def test_standing_and_risky_entries_say_how_to_be_safe(library: Library) -> None:
    for one in library.exercises.values():
        if one.fall_risk >= 2 or one.position in ("standing_supported", "standing", "walking"):
            assert one.support_rule, one.id


def test_flags_and_tags_agree(library: Library) -> None:
    """A movement that a precaution blocks also names the flag that removes it (exercises, check script)."""
    pairs = {
        "hip_flex_gt90": "hip_replacement_posterior", "hip_add_past_mid": "hip_replacement_posterior",
        "hip_ir_end": "hip_replacement_posterior", "hip_ext_end": "hip_replacement_anterior",
        "hip_er_end": "hip_replacement_anterior", "long_step_back": "hip_replacement_anterior",
        "prone": "hip_replacement_anterior", "resisted_hip_abd": "hip_replacement_lateral",
        "neural_tension": "neural_tension", "supine_long": "pregnancy_supine",
        "spine_rot_end": "osteoporosis_flexion",
    }  # fmt: skip
    for one in library.exercises.values():
        for tag in one.tags:
            if tag in pairs:
                assert pairs[tag] in one.contra, f"{one.id}: {tag}"


# ------------------------------------------------------------------------------------------------------ the reference


def reference() -> dict[str, dict[str, str]]:
    """The blocks of exercises.md: id to its lines."""
    text = REFERENCE.read_text("utf-8")
    blocks = re.findall(r"^### (\w+)\n```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return {name: dict(line.split(": ", 1) for line in body.strip().splitlines()) for name, body in blocks}


def listed(value: str) -> list[str]:
    return [part.strip() for part in value.strip("[]").split(",") if part.strip()]


LISTS = ("targets", "alt", "surface", "equipment", "equipment_opt", "contra", "caution", "tags", "patterns", "source")
WORDS = ("module", "position", "helper", "side", "kind", "support", "family", "mark")


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the clinical reference is not beside this checkout")
def test_facts_are_those_of_the_reference() -> None:
    told, found = reference(), {k: v for k, v in raw().items() if not k.startswith(("erg_", "hb_"))}
    assert len(told) == 130
    assert found.keys() == told.keys()
    for name, block in told.items():
        entry = found[name]
        for key in LISTS:
            assert entry.get(key, []) == listed(block[key]), f"{name}: {key}"
        for key in ("levels", "helper_at"):
            assert entry.get(key, []) == [int(one) for one in listed(block[key])], f"{name}: {key}"
        for key in WORDS:
            assert entry[key] == block[key], f"{name}: {key}"
        assert entry["effort"] == int(block["effort"]), name
        assert entry["fall_risk"] == int(block["fall"]), name
        for key, link in (("harder", "prog"), ("easier", "reg")):
            assert entry.get(key, "none") == block[link], f"{name}: {key}"
        assert ("support_rule" in entry) == ("support_rule" in block), name
        dose = {key.strip(): value.strip() for key, value in (p.split(":") for p in listed(block["dose"].strip("{}")))}
        assert {key: str(value) for key, value in entry["dose"].items()} == dose, name


# ----------------------------------------------------------------------------------------------------------- the words

NAMES = (
    "nerve pain", "neuropathic pain", "a pinched nerve", "nerve root", "sciatica", "spasticity", "muscle stiffness",
    "arthritis", "osteoarthritis", "hip joint wear", "wear in the hip", "bursitis", "gtps", "tendinitis",
    "tendinopathy", "a sore tendon", "soreness at the outer hip", "gait weakness",
)  # fmt: skip
DIAGNOSIS_ALLOWED = {
    "It makes no diagnosis, sets no medicine doses, and does not replace your doctor, nurse or physiotherapist."
}
NEVER = ("wait and see", "this is safe for you", "probability", "guarantee")
DOSE_ADVICE = re.compile(
    r"\b(take|taking|skip|skipping|raise|raising|lower|lowering|increase|reduce|double|halve|split|stop)\b[^.]{0,30}"
    r"\b(dose|doses|tablet|tablets|pill|medicine(?! list))\b|\bdose\b[^.]{0,20}\b(earlier|later|up|down)\b",
    re.IGNORECASE,
)


def test_no_text_gives_a_name_as_a_fact() -> None:
    patterns = [f"{lead} {name}" for lead in ("you have", "this is", "your") for name in NAMES if lead != "your"]
    found = [(place, text) for place, text in all_texts() for words in patterns if words in text.lower()]
    assert found == []


def test_diagnoses_are_only_spoken_of_to_say_that_none_is_made() -> None:
    found = {text for _, text in all_texts() if "diagnos" in text.lower()}
    assert found <= DIAGNOSIS_ALLOWED


@pytest.mark.parametrize("words", NEVER)
def test_words_that_are_never_said(words: str) -> None:
    assert [(place, text) for place, text in all_texts() if words in text.lower()] == []


def test_no_text_advises_a_dose() -> None:
    """What is asked (missed, stopped) and what is told to do as on the label is no advice."""
    found = {text for _, text in all_texts() if DOSE_ADVICE.search(text)}
    questions = {text for text in found if text.endswith("?") or "stopped or" in text or "missed" in text}
    assert found - questions == set()


def test_doses_are_never_given_as_amounts_of_a_medicine() -> None:
    amount = re.compile(r"\b[0-9]+ ?(mg|ml|mcg|g)\b", re.IGNORECASE)
    assert [(place, text) for place, text in all_texts() if amount.search(text)] == []


def test_emergencies_name_the_help() -> None:
    """R0.7: "Stop and get help now: call your local emergency number."""
    flags = tomli.loads((REPO / "plans" / "red_flags.toml").read_text("utf-8"))
    urgent = next(one for one in flags["urgency"] if one["id"] == "emergency_now")
    assert "local emergency number" in urgent["text"]
    assert "Stop." in urgent["text"]
    assert all(flag.get("do") for flag in flags["flag"])


def test_patterns_are_explained_as_shared_features(library: Library) -> None:
    for rule in library.rules.patterns.pattern:
        assert rule.explain.startswith("Your answers share features with")
        assert "worth asking" in rule.discuss
        assert set(rule.helps) >= {"stretch", "strength", "balance", "gait", "aerobic"}


def test_cues_are_short() -> None:
    long = {f"{name}: {cue}" for name, entry in raw().items() for cue in entry.get("cues", []) if len(cue.split()) > 12}
    assert long == set()
    counts = Counter(len(entry.get("cues", [])) for entry in raw().values() if "cues" in entry)
    assert set(counts) <= {3, 4, 5}


def test_what_threatens_life_comes_first_in_the_list_of_what_is_wrong(library: Library) -> None:
    """R2.3: emergencies, then what is asked about as one; `stop_pain` is the player's own and no line of the list."""
    flags = {flag.id: flag.urgency for flag in library.rules.red_flags.flag}
    rules = [rule for rule in library.rules.red_flags.stop_rule if rule.id != "stop_pain"]
    ranks = [
        0 if rule.raises else 1 if "emergency_now" in {flags[name] for name in rule.flags} else 2 for rule in rules
    ]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0


def test_every_row_before_a_session_is_behind_a_line_of_its_question(library: Library) -> None:
    """R2.2, end: the lines are those of the question, and together they open all that column S has, and no more."""
    rules = library.rules.red_flags
    _, _, listed = rules.session_question.partition("? ")
    assert [line.ask for line in rules.session_line] == listed.rstrip(".").split(". ")
    opened = {flag for line in rules.session_line for flag in line.flags}
    assert opened == {flag.id for flag in rules.flag if "session" in flag.asked}


def test_what_is_wanted_every_day_has_a_name(library: Library) -> None:
    for specific in library.rules.specifics.specific:
        assert all(bool(want.name) == want.daily for want in specific.want), (specific.pattern, specific.levels)
