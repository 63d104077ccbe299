"""What may lie in which place of the week: strength days, helpers, the hours of a medicine, easy sessions."""

from __future__ import annotations

from coach.domain.vocabulary import LYING
from coach.engine.layout import Frame
from coach.engine.options import Option


def kind_of(frame: Frame) -> tuple[object, ...]:
    """What `allowed_in` asks of a place; places of one kind allow the same."""
    return (frame.strength, frame.helper, frame.feet, frame.easy, frame.bed, frame.without)


def allowed_in(option: Option, frame: Frame) -> bool:
    """The hard rules of a place in the week."""
    if not option.free and not frame.strength:
        return False
    if option.way.with_helper and not frame.helper:
        return False
    low = option.way.on_floor or option.position in ("kneeling", "quadruped")
    if not frame.feet and (option.way.on_feet or low):
        return False
    if frame.easy and (option.share not in ("stretch", "calm") or option.way.on_feet or option.exercise.effort > 1):
        return False
    if frame.bed and (option.position not in LYING or option.exercise.module != "mobility"):
        return False
    return option.share not in frame.without
