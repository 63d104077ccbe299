"""How well two colours can be told apart: contrast, colour blindness, and what terminals make of a colour."""

import math
from collections.abc import Sequence

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.color_triplet import ColorTriplet
from rich.palette import Palette

RGB = tuple[int, int, int]
Linear = tuple[float, float, float]

EYES: dict[str, tuple[Linear, Linear, Linear]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What each kind of eye makes of linear RGB: Machado, Oliveira and Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, table of matrices, severity 1.0."""


def rgb(colour: str) -> RGB:
    """The parts of "#rrggbb"."""
    red, green, blue = (int(colour.lstrip("#")[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def parts(colour: Sequence[int]) -> RGB:
    """Red, green and blue."""
    red, green, blue = colour
    return red, green, blue


def linear(colour: RGB) -> Linear:
    """Light instead of numbers (sRGB, IEC 61966-2-1)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (one / 255 for one in colour)
    )
    return red, green, blue


def luminance(colour: RGB) -> float:
    """Relative luminance (WCAG 2)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """The ratio of two colours (WCAG 2), from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(light: Linear) -> Linear:
    """CIE L*a*b* of linear RGB, white D65."""
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    white = (0.95047, 1.0, 1.08883)

    def curve(part: float) -> float:
        return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116

    x, y, z = (
        curve(sum(a * b for a, b in zip(row, light, strict=True)) / w) for row, w in zip(to_xyz, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: RGB, eye: str) -> Linear:
    """A colour in L*a*b*, as one kind of eye sees it."""
    light = linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in EYES[eye])
    return lab((red, green, blue))


def difference(one: RGB, other: RGB, eye: str) -> float:
    """CIEDE2000 between two colours for one kind of eye; about 2 is the least that anybody sees side by side."""
    return ciede2000(seen(one, eye), seen(other, eye))


def ciede2000(one: Linear, other: Linear) -> float:
    """The difference of two L*a*b* colours (Sharma, Wu and Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1 * stretch)) % 360, math.degrees(math.atan2(b2, a2 * stretch)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    wave = (
        1 - 0.17 * cosine(hue - 30) + 0.24 * cosine(2 * hue) + 0.32 * cosine(3 * hue + 6) - 0.20 * cosine(4 * hue - 63)
    )
    d_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    d_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    d_hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * wave)
    bend = 60 * math.exp(-(((hue - 275) / 25) ** 2))
    twist = -math.sin(math.radians(bend)) * 2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    return math.sqrt(d_light**2 + d_chroma**2 + d_hue**2 + twist * d_chroma * d_hue)


def cosine(degrees: float) -> float:
    """Of an angle in degrees."""
    return math.cos(math.radians(degrees))


# Terminals with few colours


def of_256(colour: RGB) -> RGB:
    """What is left of a colour in a terminal with 256 colours, which all terminals have in common from 16 on."""
    found = RichColor.from_triplet(ColorTriplet(*colour)).downgrade(ColorSystem.EIGHT_BIT)
    assert found.number is not None
    return from_cube(found.number)


def from_cube(number: int) -> RGB:
    """One of the colours 16 to 255 (xterm's cube and greys)."""
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return grey, grey, grey
    steps = (0, 95, 135, 175, 215, 255)
    at = number - 16
    return steps[at // 36], steps[at // 6 % 6], steps[at % 6]


def number_of_16(colour: RGB) -> int:
    """Which of the 16 colours is asked for in place of a colour."""
    found = RichColor.from_triplet(ColorTriplet(*colour)).downgrade(ColorSystem.STANDARD)
    assert found.number is not None
    return found.number


def palette(colours: str) -> Palette:
    """16 colours in their order."""
    return Palette([rgb(one) for one in colours.split()])


TERMINALS: dict[str, Palette] = {
    "Linux console": palette(
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    "xterm": palette(
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
        "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    ),
    "PuTTY": palette(
        "000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    "Windows console": palette(
        "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
        "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
    ),
    "Tango": palette(
        "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf "
        "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec"
    ),
}
"""The 16 colours as terminals ship them."""


def in_16(terminal: str, ink: int, ground: int) -> tuple[RGB, RGB]:
    """Ink and ground as a terminal shows them; the Linux console has no bright grounds."""
    colours = TERMINALS[terminal]
    shown = ground % 8 if terminal == "Linux console" else ground
    return parts(colours[ink]), parts(colours[shown])
