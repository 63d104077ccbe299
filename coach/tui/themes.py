"""The coach's own looks: slate by default, and a light one.

Text keeps a contrast of at least 7:1 on each ground that it stands on, which a test computes. Colour speaks one
language: turquoise comes next, orange wants attention, red is kept for the action screen.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="coach-dark",
    dark=True,
    background="#18212b",
    surface="#18212b",
    panel="#2b3947",
    foreground="#f1f5f8",
    primary="#6fe0d8",
    secondary="#6fe0d8",
    accent="#6fe0d8",
    success="#6fe0d8",
    warning="#ffbf75",
    error="#ffaaa3",
    text_alpha=1.0,
    variables={
        "block-cursor-background": "#6fe0d8",
        "block-cursor-foreground": "#0b1117",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#2b3947",
        "block-cursor-blurred-foreground": "#f1f5f8",
        "block-hover-background": "#2b3947",
        "text": "#f1f5f8",
        "text-muted": "#f1f5f8",
        "text-disabled": "#f1f5f8",
        "input-selection-background": "#2b3947",
        "scrollbar": "#7f93a6",
        "scrollbar-background": "#18212b",
        "link-color": "#f1f5f8",
        "link-style": "none",
    },
)

LIGHT = Theme(
    name="coach-light",
    dark=False,
    background="#fbfcfd",
    surface="#fbfcfd",
    panel="#dbe4ea",
    foreground="#16202a",
    primary="#00504d",
    secondary="#00504d",
    accent="#00504d",
    success="#00504d",
    warning="#6b3500",
    error="#8a0f0f",
    text_alpha=1.0,
    variables={
        "block-cursor-background": "#00504d",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#dbe4ea",
        "block-cursor-blurred-foreground": "#16202a",
        "block-hover-background": "#dbe4ea",
        "text": "#16202a",
        "text-muted": "#16202a",
        "text-disabled": "#16202a",
        "input-selection-background": "#dbe4ea",
        "scrollbar": "#5d6f7f",
        "scrollbar-background": "#fbfcfd",
        "link-color": "#16202a",
        "link-style": "none",
    },
)

THEMES = (DARK, LIGHT)


def theme_for(setting: str) -> str:
    """The theme of a setting; both already have high contrast."""
    return LIGHT.name if setting.startswith("light") else DARK.name
