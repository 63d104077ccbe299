"""One library for all tests of the engine."""

import pytest

from coach.domain.library import Library
from tests.engine.people import shipped


@pytest.fixture(scope="session")
def library() -> Library:
    return shipped()
