"""The type of a condition in a rule file; `coach.engine.conditions` says what it means."""

from __future__ import annotations

from typing import Any

Condition = dict[str, Any]
"""A small table: `{ spasticity = { min = 4 } }`, `{ zones = { any = ["z_groin"] } }`, `{ derived = "kept_gtps" }`,
combined by `all`, `any` and `not`."""
