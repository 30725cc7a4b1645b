"""The crew in one line of a timing file, in each of the ways that timing prints it."""

import re
from collections.abc import Callable, Iterable, Sequence

from ..table.cells import Line
from ..table.limits import COUNTRY, ONE_NAME
from ..table.people import (
    CATEGORY_WORDS,
    DriverCell,
    Seat,
    category_of,
    crew,
    is_open,
    sensible,
    split_name,
)

WHOLE = re.compile(r"DRIVER_(\d{1,2})", re.ASCII)
PART = re.compile(r"DRIVER(\d{0,2})_(\w+)", re.ASCII)
PARTS = ("FIRSTNAME", "SECONDNAME", "LICENSE", "COUNTRY", "IMSA_DRIVERRATINGLONG")
UNKNOWN = ("?", "_", "-")

Crew = tuple[DriverCell | None, ...]


def reader_of(names: Sequence[str]) -> Callable[[Line], Crew]:
    """The way to read a crew from a line under these names of columns."""
    whole = sorted((name for name in names if WHOLE.fullmatch(name)), key=_place)
    if whole:
        return lambda line: _crew(line, whole, [_whole(line, name) for name in whole])
    if "DRIVERS" in names:
        return _joined
    stems = _stems(names)
    return lambda line: _blocks(line, stems)


def used_by_drivers(name: str) -> bool:
    """Whether a column is read for the crew."""
    part = PART.fullmatch(name)
    return bool(WHOLE.fullmatch(name) or name == "DRIVERS" or (part and part[2] in PARTS))


def has_names(filled: Iterable[str]) -> bool:
    return any(
        WHOLE.fullmatch(name) or name == "DRIVERS" or name.endswith("_SECONDNAME")
        for name in filled
    )


def has_part(filled: Iterable[str], *parts: str) -> bool:
    found = (PART.fullmatch(name) for name in filled)
    return any(part and part[2] in parts for part in found)


def _place(name: str) -> int:
    return int(re.sub(r"\D", "", name) or 1)


def _stems(names: Sequence[str]) -> list[str]:
    """DRIVER1, DRIVER2, or DRIVER alone where a car has one."""
    found = (PART.fullmatch(name) for name in names)
    stems = {f"DRIVER{part[1]}" for part in found if part and part[2] == "SECONDNAME"}
    return sorted(stems, key=_place)


def _crew(line: Line, keys: Sequence[str], seats: Sequence[DriverCell | Seat]) -> Crew:
    drivers, gap = crew(seats)
    if gap is not None:
        line.problem(keys[gap], line.raw(keys[gap]).strip(), "driver_gap")
    return drivers


def _whole(line: Line, key: str) -> DriverCell | Seat:
    return _by_name(line, key, line.text(key, 2 * ONE_NAME))


def _by_name(line: Line, key: str, printed: str) -> DriverCell | Seat:
    if not printed:
        return Seat.EMPTY
    if is_open(printed):
        return Seat.TO_BE_ANNOUNCED
    given, family = split_name(printed)
    if not (line.fits(key, given, ONE_NAME) and line.fits(key, family, ONE_NAME)):
        return Seat.EMPTY
    return DriverCell(given, family, "", "", printed)


def _joined(line: Line) -> Crew:
    """All names in one cell, parted by " / "."""
    names = [name.strip() for name in line.text("DRIVERS", 10 * ONE_NAME).split(" / ")]
    seats = [_by_name(line, "DRIVERS", name) for name in names]
    return crew(seats)[0]


def _blocks(line: Line, stems: Sequence[str]) -> Crew:
    """A block of cells per driver.

    An empty block has fewer cells than its titles, so that all that follows it stands
    under wrong titles: the first empty block must be the end of the line.
    """
    seats: list[DriverCell | Seat] = []
    for stem in stems:
        seat = _block(line, stem)
        if seat is Seat.EMPTY:
            _nothing_follows(line, stem)
            break
        seats.append(seat)
    return crew(seats)[0]


def _nothing_follows(line: Line, stem: str) -> None:
    start = line.places.get(f"{stem}_FIRSTNAME", line.places[f"{stem}_SECONDNAME"])
    follows = next((cell for cell in line.row.cells[start:] if cell.strip()), "")
    if follows and not _is_refused(line, stem):
        line.problem(f"{stem}_SECONDNAME", follows, "driver_gap")


def _is_refused(line: Line, stem: str) -> bool:
    """Whether a name stands there that has been found wrong already."""
    return bool(line.raw(f"{stem}_FIRSTNAME").strip() or line.raw(f"{stem}_SECONDNAME").strip())


def _block(line: Line, stem: str) -> DriverCell | Seat:
    given = line.text(f"{stem}_FIRSTNAME", ONE_NAME)
    family = line.text(f"{stem}_SECONDNAME", ONE_NAME)
    printed = f"{given} {family}".strip()
    if not printed:
        return Seat.EMPTY
    if is_open(printed) or is_open(family or given):
        return Seat.TO_BE_ANNOUNCED
    given, family = (given, family) if family else ("", given)
    country = line.text(f"{stem}_COUNTRY", COUNTRY)
    return DriverCell(
        given_name=given,
        family_name=sensible(family),
        country="" if country in UNKNOWN else country,
        category=_category(line, stem),
        printed=printed,
    )


def _category(line: Line, stem: str) -> str:
    for part in ("LICENSE", "IMSA_DRIVERRATINGLONG"):
        key = f"{stem}_{part}"
        text = line.text(key, COUNTRY)
        category = category_of(text)
        if category is None:
            line.problem(key, text, "unknown_category", allowed=CATEGORY_WORDS)
        if category != "":
            return category or ""
    return ""
