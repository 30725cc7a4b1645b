"""Which timing file it is: by the set of its columns' names, never by order or file name."""

from collections.abc import Sequence

LAPS = {"NUMBER", "DRIVER_NUMBER", "LAP_NUMBER", "LAP_TIME"}
POSITIONS = {"POSITION", "POS"}
MEASURED = {"LAPS", "TIME", "TOTAL_TIME", "ELAPSED", "FL_TIME"}


def names_of(titles: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns as they are compared: some files have blanks before them."""
    return tuple(title.strip().upper() for title in titles)


def variant_of(titles: Sequence[str]) -> str:
    """The variant's id: A1 A2 one name per cell, B1..B4 results, C1 C2 sessions by best
    lap, D1 D2 by class, E1..E4 laps; "" if it is no timing file.
    """
    names = set(names_of(titles))
    if names >= LAPS:
        return _laps(names)
    if not (names & POSITIONS and names & MEASURED):
        return ""
    if "CLASS_TYPE" in names or "PIC" in names:
        return "D1" if "DRIVERS" in names else "D2"
    if "DRIVER_1" in names:
        return "A2" if "DRIVER_5" in names else "A1"
    if "POS" in names and "TIME" in names:
        return "C1" if "IMSA_CARID" in names else "C2"
    return _results(names)


def is_laps(variant: str) -> bool:
    return variant.startswith("E")


def _laps(names: set[str]) -> str:
    if "IM1A_TIME" in names:
        return "E4"
    if "S1_SECONDS" in names:
        return "E3"
    return "E2" if "FLAG_AT_FL" in names else "E1"


def _results(names: set[str]) -> str:
    if "IMSA_CARID" in names:
        return "B1"
    if "DRIVER1_SECONDNAME" in names:
        return "B2"
    return "B3" if "DRIVER_SECONDNAME" in names else "B4"
