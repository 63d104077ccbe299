"""The very first moment: what is known without the questions, the catalogue and the rules, so that it shows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.services.context import Coach

if TYPE_CHECKING:
    from coach.domain.welcome import Welcome


def first_page() -> Welcome:
    """What the coach is and is not."""
    from coach.content.welcome import load_welcome

    return load_welcome()


def is_unfinished(coach: Coach) -> bool:
    """Whether an intake was begun and not finished."""
    from coach.store.drafts import load_draft

    draft = load_draft(coach.home)
    return draft is not None and bool(draft.answers)
