"""The shipped content, and a copy of it to break."""

import shutil
from pathlib import Path

import pytest

from coach.content.paths import content_root
from coach.domain.library import Library
from tests.engine.people import shipped


@pytest.fixture(scope="session")
def library() -> Library:
    return shipped()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of `exercises/` and `plans/`."""
    root = tmp_path / "content"
    for folder in ("exercises", "plans"):
        shutil.copytree(content_root() / folder, root / folder)
    return root
