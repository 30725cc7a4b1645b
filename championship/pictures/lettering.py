"""Text in a picture: it shrinks, then takes further lines, and is never cut off."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from PIL import ImageFont

REGULAR, STRONG, BOLD = "Regular", "Semibold", "Bold"
SMALLEST = 11
# From one line to the next, in sizes of the letters.
LINE = 1.18


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it fits: the font, and its lines."""

    font: ImageFont.FreeTypeFont
    lines: tuple[str, ...]

    @property
    def line_height(self) -> float:
        return self.font.size * LINE

    @property
    def height(self) -> float:
        return self.line_height * len(self.lines)

    @property
    def width(self) -> float:
        return max(map(self.font.getlength, self.lines), default=0)


def fitted(text: str, weight: str, size: int, *, width: float, height: float) -> Fitted:
    """A text in the largest letters, up to `size`, in which it fits a width and a height.

    At the smallest size a word that is still too long goes on in the next line.
    """
    text = printable(text)
    for current in range(size, SMALLEST, -1):
        found = Fitted(font(weight, current), tuple(_lines(text, font(weight, current), width)))
        if found.width <= width and found.height <= height:
            return found
    smallest = font(weight, SMALLEST)
    return Fitted(smallest, tuple(_lines(text, smallest, width, breaks_words=True)))


def printable(text: str) -> str:
    """A text in one line, without signs that a font can't draw."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


@lru_cache(maxsize=256)
def font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Source Sans Pro, which has the letters of every European language."""
    source = files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf"
    return ImageFont.truetype(str(source), size)


def _lines(
    text: str, font: ImageFont.FreeTypeFont, width: float, *, breaks_words: bool = False
) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            yield line
            longer = word
        while breaks_words and font.getlength(longer) > width and len(longer) > 1:
            head = _head(longer, font, width)
            yield longer[:head]
            longer = longer[head:]
        line = longer
    yield line


def _head(word: str, font: ImageFont.FreeTypeFont, width: float) -> int:
    """How many letters of a word fit."""
    return next((n for n in range(len(word), 1, -1) if font.getlength(word[:n]) <= width), 1)
