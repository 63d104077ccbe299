"""The first page alone: read without the catalogue and the rules, so that a new person sees it at once."""

from __future__ import annotations

from pathlib import Path

from coach.content.paths import content_root
from coach.domain.welcome import Welcome
from coach.errors import OutsideError
from coach.toml.document import read_document
from coach.toml.fit import fit
from coach.toml.problems import ProblemsError


def load_welcome(root: Path | None = None) -> Welcome:
    """The welcome page.

    Raises:
        ProblemsError: the shipped file does not fit.
        OutsideError: it cannot be read.
    """
    path = (root or content_root()) / "plans" / "welcome.toml"
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise OutsideError(f"{path} cannot be read ({error.strerror}). Install the coach again.") from error
    document, problems = read_document(raw, "plans/welcome.toml")
    welcome, found = fit(document, Welcome) if document is not None else (None, ())
    if welcome is None:
        raise ProblemsError((*problems, *found))
    return welcome
