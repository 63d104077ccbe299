"""The first page as data; a module of its own, so that it can be shown before everything else is read."""

from coach.domain.model import Line, Many, Record


class Welcome(Record):
    """`plans/welcome.toml`: what the coach is and is not (R1.1), read before everything else."""

    consent: Many[Line]
    consent_button: Line
    consent_to_all: Line
    short_way: Line
    whole_way: Line
