"""The picture of a table for those who share its page: 1200 by 630, printed on light paper."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from championship.colour import LIGHT_PAPER, LIGHT_PLATE, tones

from .lettering import BOLD, REGULAR, STRONG, Fitted, fitted

WIDTH, HEIGHT = 1200, 630
EDGE = 60
INK, QUIET, HAIRLINE, SIGNAL, BOARD, BOARD_INK = (
    "#191815",
    "#595448",
    "#D9D1C0",
    "#FFD400",
    "#121210",
    "#EFEBE0",
)
ROWS_TOP, ROWS_BOTTOM = 262, 572
MOST_ROWS = 6
TALLEST_ROW = 62


@dataclass(frozen=True, slots=True)
class CarClassSign:
    """A class in words, and its colour as "#rrggbb"."""

    code: str
    colour: str


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A line of the table: the place, the number if there is one, who, and points or a time."""

    place: str
    number: str
    name: str
    figure: str
    car_class: CarClassSign | None = None


@dataclass(frozen=True, slots=True)
class SharePicture:
    """What a picture says. A dry state is final and solid, any other has a dashed edge."""

    above: str
    title: str
    state: str
    is_dry: bool
    beside: str
    rows: Sequence[PictureRow]
    foot: str
    car_class: CarClassSign | None = None


def drawn(picture: SharePicture) -> bytes:
    """The picture as a PNG file."""
    image = Image.new("RGB", (WIDTH, HEIGHT), LIGHT_PAPER)
    draw = ImageDraw.Draw(image)
    _head(draw, picture)
    _state(draw, picture)
    _rows(draw, picture.rows[:MOST_ROWS])
    foot = fitted(picture.foot, REGULAR, 24, width=WIDTH - 2 * EDGE, height=32)
    _write(draw, foot, EDGE, 600, QUIET)
    file = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _head(draw: ImageDraw.ImageDraw, picture: SharePicture) -> None:
    pit = fitted("PIT", BOLD, 32, width=80, height=44)
    board = fitted("BOARD", BOLD, 32, width=140, height=44)
    draw.rectangle((EDGE, 34, EDGE + 68, 82), SIGNAL, BOARD, 2)
    draw.rectangle((EDGE + 68, 34, EDGE + 182, 82), BOARD)
    _write(draw, pit, EDGE + 34, 58, INK, anchor="mm")
    _write(draw, board, EDGE + 125, 58, BOARD_INK, anchor="mm")
    above = fitted(picture.above, STRONG, 32, width=WIDTH - 2 * EDGE - 220, height=56)
    _write(draw, above, WIDTH - EDGE, 58, INK, anchor="rm")
    draw.line((EDGE, 100, WIDTH - EDGE, 100), INK, 3)
    title = fitted(picture.title, BOLD, 66, width=WIDTH - 2 * EDGE, height=84)
    _write(draw, title, EDGE, 148, INK)
    if picture.car_class:
        _colour_class(draw, title, picture.car_class)


def _colour_class(draw: ImageDraw.ImageDraw, title: Fitted, car_class: CarClassSign) -> None:
    """The code of the class again, in its colour, where the title begins with it."""
    if not title.lines[0].startswith(car_class.code):
        return
    code = Fitted(title.font, (car_class.code, *[""] * (len(title.lines) - 1)))
    _write(draw, code, EDGE, 148, tones(car_class.colour).text_light)


def _state(draw: ImageDraw.ImageDraw, picture: SharePicture) -> None:
    left = EDGE
    if picture.state:
        word = fitted(picture.state, BOLD, 28, width=460, height=40)
        right = left + word.width + 32
        box = (left, 200, right, 242)
        if picture.is_dry:
            draw.rectangle(box, INK)
        else:
            _dashed(draw, box)
        _write(draw, word, left + 16, 221, LIGHT_PAPER if picture.is_dry else INK)
        left = right + 20
    beside = fitted(picture.beside, REGULAR, 28, width=WIDTH - EDGE - left, height=44)
    _write(draw, beside, left, 221, QUIET)


def _rows(draw: ImageDraw.ImageDraw, rows: Sequence[PictureRow]) -> None:
    if not rows:
        return
    height = min((ROWS_BOTTOM - ROWS_TOP) / len(rows), TALLEST_ROW)
    for index, row in enumerate(rows):
        top = ROWS_TOP + index * height
        draw.line((EDGE, top, WIDTH - EDGE, top), HAIRLINE if index else INK, 1 if index else 3)
        _row(draw, row, top + height / 2, height)


def _row(draw: ImageDraw.ImageDraw, row: PictureRow, middle: float, height: float) -> None:
    place = fitted(row.place, BOLD, 36, width=66, height=height)
    _write(draw, place, EDGE, middle, INK)
    left = EDGE + 72
    if row.number:
        _plate(draw, row, left, middle)
        left += 102
    if row.car_class:
        code = fitted(row.car_class.code, STRONG, 26, width=100, height=height)
        _write(draw, code, left, middle, tones(row.car_class.colour).text_light)
        left += 116
    figure = fitted(row.figure, BOLD, 36, width=220, height=height)
    _write(draw, figure, WIDTH - EDGE, middle, INK, anchor="rm")
    width = WIDTH - EDGE - figure.width - 24 - left
    name = fitted(row.name, STRONG, 32, width=width, height=height - 6)
    _write(draw, name, left, middle, INK)


def _plate(draw: ImageDraw.ImageDraw, row: PictureRow, left: float, middle: float) -> None:
    draw.rounded_rectangle((left, middle - 20, left + 84, middle + 20), 4, LIGHT_PLATE, INK, 2)
    if row.car_class:
        stripe = tones(row.car_class.colour).stripe_light
        draw.rectangle((left + 3, middle - 17, left + 12, middle + 17), stripe)
    number = fitted(row.number, BOLD, 34, width=62, height=40)
    _write(draw, number, left + 48, middle, INK, anchor="mm")


def _dashed(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = map(round, box)
    for x in range(left, right, 12):
        for y in (top, bottom):
            draw.line((x, y, min(x + 7, right), y), INK, 2)
    for y in range(top, bottom, 12):
        for x in (left, right):
            draw.line((x, y, x, min(y + 7, bottom)), INK, 2)


def _write(
    draw: ImageDraw.ImageDraw, text: Fitted, x: float, middle: float, colour: str, anchor="lm"
) -> None:
    """All lines of a text around a height."""
    y = middle - text.height / 2 + text.line_height / 2
    for line in text.lines:
        draw.text((x, y), line, fill=colour, font=text.font, anchor=anchor)
        y += text.line_height
