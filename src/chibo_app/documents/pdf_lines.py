"""Breaking text into lines and drawing a line. Vietnamese breaks at spaces only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chibo_app.documents import pdf_fonts
from chibo_app.documents.blocks import Align, Run, Text, runs
from chibo_app.documents.letters import NO_BREAK, plain
from chibo_app.documents.pdf_fonts import ASCENT, DESCENT, Face


@dataclass(slots=True)
class Segment:
    """Text in one face."""

    text: str
    face: Face
    is_underlined: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph: its segments and natural width in points. `ends` tells the last line."""

    segments: tuple[Segment, ...]
    width: float
    ends: bool = False

    @property
    def text(self) -> str:
        """The text of the line."""
        return "".join(segment.text for segment in self.segments)

    def measured(self, size: float) -> Line:
        """Return the same line as a last one, with its width at a size."""
        return Line(self.segments, sum(one.face.width(one.text, size) for one in self.segments), ends=True)


Word = list[Segment]


def baseline(size: float, leading: float) -> float:
    """Return the distance from the top of a line of the given leading to its baseline."""
    return (leading - (ASCENT + DESCENT) * size) / 2 + ASCENT * size


def break_text(text: Text, size: float, width: float, first_indent: float = 0, *, bold: bool = False) -> list[Line]:
    """Break text into lines of at most `width`; the first is shorter by the indent. Line breaks are kept."""
    lines: list[Line] = []
    for words in _paragraphs(runs(text), bold):
        lines += _fill(words, size, width, 0 if lines else first_indent)
    return lines


def single(text: Text, size: float, *, bold: bool = False) -> Line:
    """Return text as one line, however long: for what must never be broken or cut."""
    return _joined([word for words in _paragraphs(runs(text), bold) for word in words], 0).measured(size)


def _paragraphs(pieces: tuple[Run, ...], bold: bool) -> list[list[Word]]:
    paragraphs: list[list[Word]] = [[[]]]
    for run in pieces:
        face = pdf_fonts.face(run.bold or bold, run.italic)
        for number, part in enumerate(plain(run.text).split("\n")):
            if number:
                paragraphs.append([[]])
            for place, word in enumerate(part.split(" ")):
                if place:
                    paragraphs[-1].append([])
                if word:
                    paragraphs[-1][-1].append(Segment(word.replace(NO_BREAK, " "), face, run.underline))
    return [[word for word in words if word] for words in paragraphs]


def _word_width(word: Word, size: float) -> float:
    return sum(segment.face.width(segment.text, size) for segment in word)


def _fill(words: list[Word], size: float, width: float, indent: float) -> list[Line]:
    if not words:
        return [Line((), 0, ends=True)]
    space = pdf_fonts.face().width(" ", size)
    lines: list[Line] = []
    current: list[Word] = []
    used, room = 0.0, width - indent
    for word in _fitting(words, size, width):
        wide = _word_width(word, size)
        if current and used + space + wide > room + 0.01:
            lines.append(_joined(current, used))
            current, used, room = [], 0.0, width
        used += (space if current else 0) + wide
        current.append(word)
    lines.append(_joined(current, used, ends=True))
    return lines


def _fitting(words: list[Word], size: float, width: float) -> list[Word]:
    """Cut a word that is wider than a whole line (an address without spaces, an unbreakable phrase)."""
    fitting: list[Word] = []
    for word in words:
        if _word_width(word, size) <= width:
            fitting.append(word)
        else:
            fitting += _cut(word, size, width)
    return fitting


def _cut(word: Word, size: float, width: float) -> list[Word]:
    spaced = [Segment(part, s.face, s.is_underlined) for s in word for part in s.text.split(" ") if part]
    pieces: list[Word] = []
    for segment in spaced:
        rest = segment.text
        while rest:
            count = segment.face.count_fitting(rest, size, width)
            pieces.append([Segment(rest[:count], segment.face, segment.is_underlined)])
            rest = rest[count:]
    return pieces


def _joined(words: list[Word], width: float, *, ends: bool = False) -> Line:
    segments: list[Segment] = []
    for place, word in enumerate(words):
        for part, segment in enumerate(word):
            if place and not part and segments:
                segments[-1].text += " "
            last = segments[-1] if segments else None
            if last and last.face is segment.face and last.is_underlined == segment.is_underlined:
                last.text += segment.text
            else:
                segments.append(Segment(segment.text, segment.face, segment.is_underlined))
    return Line(tuple(segments), width, ends)


def draw(canvas: Any, line: Line, x: float, y: float, size: float, width: float, align: Align = "left") -> None:
    """Draw a line with its baseline at y, placed within the given width."""
    if not line.segments:
        return
    stretch = 0.0
    if align == "justify" and not line.ends and (gaps := line.text.count(" ")):
        stretch = (width - line.width) / gaps
    start = x + offset(line.width, width, align)
    pen = canvas.beginText(start, y)
    if stretch:
        pen.setWordSpace(stretch)
    for segment in line.segments:
        pen.setFont(segment.face.name, size)
        pen.textOut(segment.text)
    if stretch:
        pen.setWordSpace(0)  # the setting outlives the text object
    canvas.drawText(pen)
    _underline(canvas, line, start, y, size, stretch)


def _underline(canvas: Any, line: Line, x: float, y: float, size: float, stretch: float) -> None:
    for segment in line.segments:
        wide = segment.face.width(segment.text, size) + segment.text.count(" ") * stretch
        if segment.is_underlined:
            canvas.setLineWidth(size / 20)
            canvas.line(x, y - size / 9, x + wide, y - size / 9)
        x += wide


def offset(line_width: float, width: float, align: Align) -> float:
    """Return how far from the left a line of this width begins."""
    if align == "center":
        return (width - line_width) / 2
    return width - line_width if align == "right" else 0.0


def balanced(text: Text, size: float, width: float, *, bold: bool = False) -> list[Line]:
    """Break centred text into the fewest lines of the most even length."""
    lines = break_text(text, size, width, bold=bold)
    if len(lines) < 2:
        return lines
    words = (word for part in _paragraphs(runs(text), bold) for word in part)
    longest = max((_word_width(word, size) for word in words), default=0)
    low, high = min(width, max(longest, width / len(lines))), width
    while high - low > 1:
        middle = (low + high) / 2
        if len(break_text(text, size, middle, bold=bold)) > len(lines):
            low = middle
        else:
            high = middle
    return break_text(text, size, high, bold=bold)
