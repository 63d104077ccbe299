"""Text that finds its own shape at any width: a heading with two ends, the key line, and rows of a list.

They are visuals, so that a resize needs no handler. Nothing here reads markup: every text is shown as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from coach.tui.keys import Hint

FOLLOWS = "→ "
"""Before a line that follows from the one above it."""


class Shaped(Visual):
    """A text that is put together anew for each width."""

    def shape(self, width: int) -> Content:
        """The text for a width in cells."""
        raise NotImplementedError

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """See `Visual`."""
        return self.shape(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """See `Visual`."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """See `Visual`."""
        return self.shape(width).get_height(rules, width) if width > 0 else 1


class Ends(Shaped):
    """Something left and something right; where one line is too narrow two, or the right one alone."""

    def __init__(self, left: str, right: str = "", *, one_line: bool = False) -> None:
        self.left = left
        self.right = right
        self.one_line = one_line

    def shape(self, width: int) -> Content:
        """See `Shaped`."""
        left, right = Content.styled(self.left, "bold"), Content(self.right)
        gap = width - left.cell_length - right.cell_length
        if not self.right:
            return left
        if gap < 2 and self.one_line:
            return right
        if gap < 2:
            return Content("\n").join([left, right])
        return Content.assemble(left, " " * gap, right)


@dataclass(frozen=True)
class Now(Shaped):
    """How it is now: a shorter question where the page is narrow, and what the day allows under it."""

    told: str
    more: str = ""

    def shape(self, width: int) -> Content:
        """See `Shaped`."""
        asks = ("How is it now?   ", "Now: ")
        ask = next((ask for ask in asks if len(ask) + len(self.told) <= width), asks[-1])
        return Content.assemble((ask, "bold"), self.told, f"\n{self.more}" if self.more else "")


class Points(Shaped):
    """Lines with a dot before each; what wraps hangs under the text."""

    def __init__(self, lines: Sequence[str], heading: str = "") -> None:
        self.lines = tuple(lines)
        self.heading = heading

    def shape(self, width: int) -> Content:
        """See `Shaped`."""
        parts = [Content.styled(self.heading, "bold")] if self.heading else []
        parts += [Content(_hanging(f"· {line}", width)) for line in self.lines]
        return Content("\n").join(parts)


class Sections(Shaped):
    """Headings with their lines; where there are several, each has a dot, or the arrow that it brings."""

    def __init__(self, parts: Sequence[tuple[str, Sequence[str]]]) -> None:
        self.parts = tuple((heading, tuple(lines)) for heading, lines in parts if lines)

    def shape(self, width: int) -> Content:
        """See `Shaped`."""
        return Content("\n\n").join(self._part(heading, lines, width) for heading, lines in self.parts)

    def _part(self, heading: str, lines: tuple[str, ...], width: int) -> Content:
        signed = len(lines) > 1
        said = [
            _hanging(line if line.startswith(FOLLOWS) else f"· {line}", width) if signed else line for line in lines
        ]
        return Content.assemble((heading, "bold $primary"), "\n", "\n".join(said))


def _hanging(line: str, width: int) -> str:
    """A line with a sign, whose text hangs beside the sign where it wraps."""
    sign, _, text = line.partition(" ")
    wrapped = [one.plain.rstrip() for one in Content(text).wrap(max(8, width - 2))]
    return f"{sign} " + "\n  ".join(wrapped)


@dataclass(frozen=True)
class Bar(Shaped):
    """How much of something is over, as a line."""

    done: float
    """From 0 to 1."""
    most: int = 48

    def shape(self, width: int) -> Content:
        """See `Shaped`."""
        cells = min(width, self.most)
        full = round(cells * self.done)
        return Content("━" * full + "─" * (cells - full))


class HintTable(Shaped):
    """Keys and what they do, group by group."""

    def __init__(self, hints: Sequence[Hint]) -> None:
        self.hints = tuple(hints)

    def shape(self, width: int) -> Content:
        """See `Shaped`."""
        wide = max((len(hint.key) for hint in self.hints), default=0) + 2
        blocks = []
        for group in dict.fromkeys(hint.group for hint in self.hints):
            parts = [Content.styled(group, "bold")]
            for hint in self.hints:
                if hint.group == group:
                    wrapped = [one.plain.rstrip() for one in Content(hint.hint).wrap(max(8, width - wide))]
                    parts.append(Content(hint.key.ljust(wide) + ("\n" + " " * wide).join(wrapped)))
            blocks.append(Content("\n").join(parts))
        return Content("\n\n").join(blocks)


class KeyLine(Shaped):
    """The keys that work here, as many as fit on one line; at its end `last`, before all but the first two."""

    def __init__(self, hints: Sequence[Hint], last: Sequence[Hint] = ()) -> None:
        self.hints = tuple(hints)
        self.last = tuple(last)

    def shape(self, width: int) -> Content:
        """See `Shaped`."""
        last = [self._one(hint) for hint in self.last]
        first = [self._one(hint) for hint in self.hints[:2]]
        while len(last) > 1 and _long([*first, *last]) > width:
            last.pop(0)  # the help always fits
        parts: list[Content] = []
        for hint in self.hints:
            part = self._one(hint) if parts else self._one(hint).stylize("bold")
            if _long([*parts, part, *last]) > width:
                break
            parts.append(part)
        return Content("   ").join([*parts, *last])

    def _one(self, hint: Hint) -> Content:
        link = Style.from_meta({"@click": f"screen.{hint.action}" if "." not in hint.action else hint.action})
        text = f"{hint.key} {hint.does}"
        return Content(text).stylize(link).stylize("bold", 0, len(hint.key))


def _long(parts: Sequence[Content]) -> int:
    return sum(part.cell_length for part in parts) + 3 * (len(parts) - 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: a mark, a short lead such as a time, the text, and a detail beside or under it."""

    id: str
    text: str
    mark: str = ""
    lead: str = ""
    detail: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """The widest of each part in a list, so that its rows line up."""

    mark: int
    lead: int
    text: int
    detail: int

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Columns:
        """The columns of some rows."""
        plain = [row for row in rows if not row.heading]
        return cls(
            max((len(row.mark) + 1 for row in plain if row.mark), default=0),
            max((len(row.lead) + 2 for row in plain if row.lead), default=0),
            max((len(row.text) for row in plain if row.detail), default=0),
            max((len(row.detail) for row in plain), default=0),
        )


DETAIL_FROM, DETAIL_MOST = 40, 80
"""Details that are a little too long wrap in a column of their own, if it has so many columns; longer ones need a
paragraph under the row."""


class RowVisual(Shaped):
    """A row at any width: wrapped lines hang under the text, and details stand in a column where there is room."""

    def __init__(self, row: Row, columns: Columns, *, airy: bool = False) -> None:
        self.row = row
        self.columns = columns
        self.airy = airy

    def shape(self, width: int) -> Content:
        """See `Shaped`."""
        row = self.row
        if row.heading:
            return Content(row.text)
        columns = self.columns
        hang = columns.mark + columns.lead
        inner = max(8, width - hang)
        first = row.mark.ljust(columns.mark) + row.lead.ljust(columns.lead)
        room = inner - columns.text - 3
        if row.detail and (columns.detail <= room or (room >= DETAIL_FROM and columns.detail <= DETAIL_MOST)):
            detail = [one.plain.rstrip() for one in Content(row.detail).wrap(room)]
            lines = [(row.text if not n else "").ljust(columns.text + 3) + one for n, one in enumerate(detail)]
        else:
            lines = self._wrapped(inner)
        air = "\n" if self.airy else ""
        return Content(("\n" + " " * hang).join([first + lines[0], *lines[1:]]) + air)

    def _wrapped(self, width: int) -> list[str]:
        row = self.row
        lines = [line.plain.rstrip() for line in Content(row.text).wrap(width)]
        if row.detail:
            lines += [f"  {line.plain.rstrip()}" for line in Content(row.detail).wrap(max(8, width - 2))]
        return lines
