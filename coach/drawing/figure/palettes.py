"""The colours of figures for each look: turquoise moves, orange works or is stretched, violet helps.

The caller gives the paper, which is the ground of the screen, since edges are blended with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RGB = tuple[int, int, int]
Look = Literal["dark", "light", "dark_contrast", "light_contrast", "dark_16", "light_16"]

ROLES = (
    "paper", "ghost", "floor", "prop_dark", "prop", "prop_top", "skin_far", "skin", "hair", "top_far", "top", "leg_far",
    "leg", "shoe_far", "shoe", "soft", "active_far", "active", "glow0", "glow1", "glow2", "glow3", "helper_far",
    "helper", "link", "trace",
)  # fmt: skip
"""What a sample of the picture can be; its number is the byte that stands for it."""
ROLE = {role: number for number, role in enumerate(ROLES)}
BODY = ROLE["skin_far"]
"""From here on roles belong to the person; before it are paper and furniture."""
GLOWS = tuple(role for role in ROLES if role.startswith("glow"))


@dataclass(frozen=True, slots=True)
class Palette:
    """A colour for each role, in their order."""

    colours: tuple[RGB, ...]

    def __getitem__(self, role: str) -> RGB:
        return self.colours[ROLE[role]]

    def hex(self, role: str) -> str:
        """The colour of a role as `#rrggbb`."""
        return "#" + bytes(self[role]).hex()


HUES: dict[Look, str] = {
    "dark": (
        "18212b 3b4757 2c3743 39424f 4a5564 66748a b08a70 e8c0a2 54443b 5f7186 93a7bd 3d4f66 "
        "5f7896 8a94a3 d4dbe4 dfe3ea 1c7d8c 4fd0d8 d9772e f08a35 ff9d40 ffb454 655a86 8f7fb5 ffd166 ffd166"
    ),
    "light": (
        "fbfcfd dde2e8 e6e9ee a9b2be bfc7d1 d9dee5 c79a7c e8bd9d 5b463a 9aa9ba 7d90a6 8394a8 "
        "52687f 8b94a0 3f4853 e3d6bd 6fb7bd 0f8a96 f0a060 e8853a e0702a d85a14 7a68a6 9a86c4 b07800 c0392b"
    ),
    "dark_contrast": (
        "000000 3c3c3c 4a4a4a 3a3a3a 565656 7a7a7a c4c4c4 ffffff 8a8a8a 9a9a9a dcdcdc 7c7c7c "
        "b8b8b8 b0b0b0 ffffff ffffff 0a97a5 30dcea ff8000 ff9000 ffa500 ffc745 9a84d0 c3a8ff ffff00 ffff00"
    ),
    "light_contrast": (
        "ffffff d0d0d0 dcdcdc 9a9a9a b4b4b4 cccccc 8a6a52 b5886a 2a1f18 6a7480 4c5661 8a8a8a "
        "5c5c5c 6e6e6e 1c1c1c c9b78f 3c8f9b 006b7a d87820 c76410 b05000 984200 6f5aa8 54408c 7a5200 a01c1c"
    ),
    "dark_16": (
        "000000 555555 555555 555555 555555 aaaaaa aaaaaa ffffff aaaaaa aaaaaa ffffff aaaaaa "
        "ffffff aaaaaa ffffff aaaaaa 55ffff 55ffff ffff55 ffff55 ffff55 ffff55 aaaaaa aaaaaa ffff55 ffff55"
    ),
    "light_16": (
        "ffffff aaaaaa aaaaaa 555555 555555 555555 555555 000000 000000 555555 000000 555555 "
        "000000 555555 000000 555555 0000aa 0000aa aa0000 aa0000 aa0000 aa0000 555555 555555 000000 000000"
    ),
}  # fmt: skip
"""The colours of each look, in the order of the roles."""


def palette(look: Look = "dark", paper: str | None = None) -> Palette:
    """The colours of a look; `paper` (`#rrggbb`) is the ground behind the figure, the look's own by default."""
    colours = [_rgb(one) for one in HUES[look].split()]
    if paper is not None:
        colours[0] = _rgb(paper.lstrip("#"))
    return Palette(tuple(colours))


def _rgb(text: str) -> RGB:
    red, green, blue = bytes.fromhex(text)
    return (red, green, blue)
