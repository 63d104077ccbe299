"""Event ids: UUIDv7, so that the order of ids is the order in which events were written.

An id is a 48-bit millisecond and 74 random bits around the fixed version and variant (RFC 9562). Where the
clock stands still or went back, the next id goes on from the newest by a random step: random, because two
journals that grew apart from the same newest event must not meet in one id when they are merged.
"""

from __future__ import annotations

import re
import secrets
from datetime import datetime

_RANDOM_BITS = 74
_STEP_BITS = 40
_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def next_id(at: datetime, newest: str | None) -> str:
    """An id for an event at `at`, greater than `newest`."""
    milliseconds = max(0, int(at.timestamp() * 1000))
    value = milliseconds << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    last = _value(newest) if newest else -1
    return _text(value if value > last else last + 1 + secrets.randbits(_STEP_BITS))


def is_id(text: object) -> bool:
    """Whether this is the text of a UUIDv7."""
    return isinstance(text, str) and _FORM.fullmatch(text) is not None


def _text(value: int) -> str:
    time, high, low = value >> 74, value >> 62 & 0xFFF, value & (1 << 62) - 1
    digits = f"{time << 80 | 7 << 76 | high << 64 | 2 << 62 | low:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _value(text: str) -> int:
    whole = int(text.replace("-", ""), 16)
    return whole >> 80 << 74 | (whole >> 64 & 0xFFF) << 62 | whole & (1 << 62) - 1
