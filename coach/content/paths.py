"""Where the content lies: inside an installed wheel, or at the top of a checkout (also with an editable install)."""

from __future__ import annotations

from pathlib import Path

import coach
from coach.errors import OutsideError

PACKAGE = Path(coach.__file__).resolve().parent


def content_root() -> Path:
    """The folder that holds `exercises/` and `plans/`.

    Raises:
        OutsideError: neither place has them; the installation is not whole.
    """
    for root in (PACKAGE / "_content", PACKAGE.parent):
        if (root / "exercises").is_dir() and (root / "plans").is_dir():
            return root
    raise OutsideError(
        "The coach's exercises cannot be found, so the installation is not whole. Install it again. Your files stay."
    )
