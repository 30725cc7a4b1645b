"""A line for each competitor, from round to round, named at its end.

All heights are pixels as they are on the screen. Across, places are shares of the width, so
that one drawing fits a phone and a wall; letters and strokes keep their size.
"""

import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .axis import Axis, axis_of
from .labels import apart

# The first lines are told apart by stroke and sign, the others by the label at their end.
SIGNS = ("disc", "ring", "square", "triangle")
QUIET = "quiet"

TOP, LEAST_HEIGHT, FOOT = 14, 320, 44
LINE_HEIGHT, LABEL_PADDING = 20, 8
LONGEST_NAME = 26
# More names than this would be a wall of words; the table has all of them.
MOST_NAMES = 30
# A phone has room for so many numbers of rounds.
FEW_ROUNDS = 6
# The path of a line is drawn in so many units across.
ACROSS = 1000


@dataclass(frozen=True, slots=True)
class Runner:
    """Somebody in the chart, with one of `totals` for each round shown, None before the first.

    `key` is the number of a car, which stands on a plate of the class `slug`, or else a rank;
    `total` is the last one as it is to be written.
    """

    key: str
    name: str
    total: str
    totals: tuple[Fraction | None, ...]
    slug: str = ""
    has_plate: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a line: its share of the width in per cent, its height in pixels."""

    x: str
    y: int


@dataclass(frozen=True, slots=True)
class Label:
    """The end of a line: where that is, where the label stands, and what it says.

    Those who share a line share its label: `names` are its lines of text with their heights.
    """

    end: int
    middle: int
    key: str
    slug: str
    has_plate: bool
    total: str
    names: tuple[tuple[str, int], ...]

    @property
    def plate_top(self) -> int:
        return self.middle - 12

    @property
    def baseline(self) -> int:
        return self.middle + 6


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its sign, its path, and the points that carry the sign."""

    sign: str
    path: str
    points: tuple[Point, ...]
    label: Label

    @property
    def is_quiet(self) -> bool:
        return self.sign == QUIET


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: its figure, its height, and that of its figure's baseline."""

    figure: int
    y: int

    @property
    def baseline(self) -> int:
        return self.y + 5


@dataclass(frozen=True, slots=True)
class Column:
    """A round below the chart: its number and where it stands.

    A phone leaves out the spare ones.
    """

    number: int
    x: str
    is_spare: bool


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """All that is drawn. `named` of `total` competitors are in it."""

    height: int
    floor: int
    ticks: tuple[Tick, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    named: int
    total: int

    @property
    def across(self) -> int:
        return ACROSS

    @property
    def baseline(self) -> int:
        """Of the numbers of the rounds."""
        return self.floor + 22

    @property
    def loud_first(self) -> tuple[Line, ...]:
        """In the order of drawing: the first lines last, above all others."""
        return self.lines[::-1]


def progress_chart(
    runners: Iterable[Runner], rounds: Sequence[int], *, low_is_best: bool = False
) -> ProgressChart | None:
    """The chart of a championship, best first, after each of some rounds.

    Points begin at zero before the first round; where the lowest sum is best, nobody has one
    before that, and the axis is turned around. None if nobody has a total.
    """
    runners = [one for one in runners if one.totals and one.totals[-1] is not None]
    if not runners or not rounds:
        return None
    groups = _shown(together(runners), low_is_best)
    starts = {id(group): _from_zero(group[0].totals, low_is_best) for group in groups}
    known = [value for totals in starts.values() for value in totals if value is not None]
    field = _Field(axis_of(min(known), max(known)), _height(groups), len(rounds), low_is_best)
    ends = [field.y(group[0].totals[-1]) for group in groups]
    middles = _label_middles(ends, groups, field)
    lines = tuple(
        _line(group, starts[id(group)], number, middle, field)
        for number, (group, middle) in enumerate(zip(groups, middles, strict=True))
    )
    return ProgressChart(
        height=field.floor + FOOT,
        floor=field.floor,
        ticks=tuple(Tick(figure, field.y(figure)) for figure in field.axis.ticks),
        columns=tuple(_columns(rounds, field)),
        lines=lines,
        named=sum(map(len, groups)),
        total=len(runners),
    )


def together(runners: Iterable[Runner]) -> list[list[Runner]]:
    """Those whose lines would cover each other, such as the drivers of one car, in one group."""
    groups: dict[tuple, list[Runner]] = {}
    for one in runners:
        groups.setdefault((one.totals, one.total), []).append(one)
    return list(groups.values())


def wrapped(name: str) -> list[str]:
    """A name in lines that fit beside the chart; nothing of it is left out."""
    return textwrap.wrap(name, LONGEST_NAME, break_on_hyphens=False) or [""]


@dataclass(frozen=True, slots=True)
class _Field:
    """Where things are: the axis of points upwards, the rounds across."""

    axis: Axis
    height: int
    rounds: int
    low_is_best: bool

    @property
    def floor(self) -> int:
        return TOP + self.height

    @property
    def origin(self) -> int:
        """The column of the first round: behind the start, if there is one."""
        return 0 if self.low_is_best else 1

    @property
    def steps(self) -> int:
        return max(self.rounds - 1 + self.origin, 1)

    def x(self, column: int, across: int = 100) -> str:
        figure = f"{across * column / self.steps:.5g}"
        return f"{figure}%" if across == 100 else figure

    def y(self, value: Fraction | int) -> int:
        share = self.axis.share(value)
        return round(TOP + self.height * (share if self.low_is_best else 1 - share))


def _shown(groups: list[list[Runner]], low_is_best: bool) -> list[list[Runner]]:
    """The first groups that there is room for; without those that never had a point."""
    scoring = [group for group in groups if low_is_best or any(group[0].totals)] or groups[:1]
    shown: list[list[Runner]] = []
    for group in scoring:
        if shown and sum(map(len, shown)) + len(group) > MOST_NAMES:
            break
        shown.append(group)
    return shown


def _from_zero(
    totals: tuple[Fraction | None, ...], low_is_best: bool
) -> tuple[Fraction | None, ...]:
    """The totals with the zero that they grew from: before the first round, or a later one."""
    if low_is_best:
        return totals
    first = next(index for index, value in enumerate(totals) if value is not None)
    return (*[None] * first, Fraction(0), *totals[first:])


def _columns(rounds: Sequence[int], field: _Field) -> Iterator[Column]:
    """The last round always has its number, and as many before it as fit."""
    every = math.ceil(len(rounds) / FEW_ROUNDS)
    for index, number in enumerate(rounds):
        is_spare = bool((len(rounds) - 1 - index) % every)
        yield Column(number, field.x(index + field.origin), is_spare)


def _text_lines(group: list[Runner]) -> list[str]:
    return [line for one in group for line in wrapped(one.name)]


def _label_height(group: list[Runner]) -> int:
    return LINE_HEIGHT * len(_text_lines(group)) + LABEL_PADDING


def _height(groups: list[list[Runner]]) -> int:
    return max(LEAST_HEIGHT, sum(map(_label_height, groups)))


def _label_middles(ends: list[int], groups: list[list[Runner]], field: _Field) -> list[float]:
    """In the order of the groups, moved apart in the order in which their lines end."""
    order = sorted(range(len(ends)), key=lambda index: (ends[index], index))
    found = apart(
        [ends[index] for index in order],
        [_label_height(groups[index]) for index in order],
        0,
        field.floor + TOP,
    )
    return [middle for _index, middle in sorted(zip(order, found, strict=True))]


def _line(
    group: list[Runner],
    totals: tuple[Fraction | None, ...],
    number: int,
    middle: float,
    field: _Field,
) -> Line:
    sign = SIGNS[number] if number < len(SIGNS) else QUIET
    known = [(column, field.y(value)) for column, value in enumerate(totals) if value is not None]
    return Line(
        sign=sign,
        path="M" + " ".join(f"{field.x(column, ACROSS)},{y}" for column, y in known),
        points=tuple(Point(field.x(column), y) for column, y in known[field.origin :]),
        label=_label(group, known[-1][1], middle),
    )


def _label(group: list[Runner], end: int, middle: float) -> Label:
    lines = _text_lines(group)
    first = middle - LINE_HEIGHT * (len(lines) - 1) / 2 + 5
    leader, keys = group[0], {one.key for one in group}
    return Label(
        end=end,
        middle=round(middle),
        key=leader.key if len(keys) == 1 else "",
        slug=leader.slug,
        has_plate=leader.has_plate and len(keys) == 1,
        total=leader.total,
        names=tuple((line, round(first + LINE_HEIGHT * at)) for at, line in enumerate(lines)),
    )
