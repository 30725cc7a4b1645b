"""The columns of a result, called alike whatever the file calls them: NUMBER, TOTAL_TIME."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..table.problems import CellProblem
from ..table.table import Table
from ..table.titles import by_title, car_field
from ..table.words import plain
from .drivers import used_by_drivers
from .variants import is_laps, names_of, variant_of

TEMPLATE = "TEMPLATE"

# The columns of the template for clubs, in this order.
TEMPLATE_COLUMNS: tuple[str, ...] = (
    "Position",
    "Number",
    "Class",
    "Sub-class",
    "Team",
    "Car",
    "Status",
    "Laps",
    "Time",
    "Gap to first",
    "Gap to previous",
    "Best lap",
    "Best lap number",
    "Best lap km/h",
    *(f"Driver {place}" for place in range(1, 7)),
)

# What else timing calls a column. By best lap, LAP is the number of the lap.
OTHER_NAMES = {
    "POS": "POSITION",
    "CLASS_TYPE": "CLASS",
    "ELAPSED": "TOTAL_TIME",
    "BEST_LAP_NUM": "FL_LAPNUM",
    "BEST_LAP_TIME": "FL_TIME",
    "BEST_LAP_KPH": "FL_KPH",
    "TIRES": "TYRES",
}
BY_BEST_LAP = {"LAP": "FL_LAPNUM", "TIME": "FL_TIME", "KPH": "FL_KPH"}

# The columns that are read, besides those of the drivers.
READ = frozenset(
    (
        "POSITION",
        "PIC",
        "NUMBER",
        "CLASS",
        "GROUP",
        "DIVISION",
        "TEAM",
        "VEHICLE",
        "TYRES",
        "STATUS",
        "LAPS",
        "TOTAL_TIME",
        "GAP_FIRST",
        "GAP_PREVIOUS",
        "FL_LAPNUM",
        "FL_TIME",
        "FL_KPH",
    )
)

# Titles of clubs as plain() leaves them. Those of the car itself are known to table.titles.
TITLES = {
    "POSITION": (
        "position|pos|place|rank|overall|overall position|classement|general|rang|platz"
        "|platzierung|gesamtplatz|gesamtrang"
    ),
    "PIC": (
        "pic|class position|position in class|pos in class|place in class|position classe"
        "|place classe|position dans la classe|klassenplatz|klassenrang|platz in der klasse"
    ),
    "STATUS": "status|statut|etat|state|zustand|wertungsstatus",
    "LAPS": "laps|number of laps|lap count|tours|nombre de tours|nb tours|runden|rundenzahl",
    "TOTAL_TIME": (
        "time|total time|race time|total tm|elapsed|elapsed time|temps|temps total"
        "|temps de course|zeit|gesamtzeit|rennzeit|fahrzeit"
    ),
    "GAP_FIRST": (
        "gap|gap to first|gap first|gap to leader|diff|ecart|ecart au premier|ecart premier"
        "|ruckstand|abstand|abstand zum ersten|ruckstand auf den ersten"
    ),
    "GAP_PREVIOUS": (
        "gap to previous|gap previous|gap to the car ahead|interval|ecart au precedent"
        "|ecart precedent|intervalle|abstand zum vordermann|intervall"
    ),
    "FL_LAPNUM": (
        "best lap number|best lap no|best lap nr|fastest lap number|in lap|numero du meilleur tour"
        "|n° du meilleur tour|meilleur tour n°|nummer der besten runde|beste runde nr"
    ),
    "FL_TIME": (
        "best lap|best lap time|fastest lap|fastest lap time|best time|best tm|meilleur tour"
        "|meilleur temps|temps du meilleur tour|beste runde|schnellste runde|bestzeit"
        "|zeit der besten runde"
    ),
    "FL_KPH": (
        "best lap km h|best lap kph|best lap speed|kph|km h|vitesse du meilleur tour"
        "|vitesse|geschwindigkeit|tempo der besten runde"
    ),
    "TYRES": "tyre|tyres|tire|tires|pneu|pneus|pneumatiques|reifen",
    "DIVISION": "division",
    "DRIVERS": "drivers|driver|crew|pilotes|pilote|equipage|fahrer|fahrerinnen und fahrer|name|nom",
}
OF_CAR = {
    "number": "NUMBER",
    "class": "CLASS",
    "sub_class": "GROUP",
    "team": "TEAM",
    "car": "VEHICLE",
}
OF_DRIVER = {"name": "DRIVER_%s", "given": "DRIVER%s_FIRSTNAME", "family": "DRIVER%s_SECONDNAME"}
FIELD = by_title(TITLES)


@dataclass(frozen=True, slots=True)
class Columns:
    """The variant of a table, "" if it is no result, and the name of each of its columns."""

    variant: str
    names: tuple[str, ...]


def columns_of(titles: Sequence[str]) -> Columns:
    """Find the variant of a header: the names of timing, or the titles of the template.

    Where both could be meant, those count that explain more columns.
    """
    variant = variant_of(titles)
    if is_laps(variant):
        return Columns(variant, names_of(titles))
    own, given = _timing_names(titles, variant), tuple(_template_name(title) for title in titles)
    if variant and _explained(own) >= _explained(given):
        return Columns(variant, own)
    return Columns(TEMPLATE if {"NUMBER", "POSITION"} <= {*given} else "", given)


def double_columns(table: Table, columns: Columns) -> Iterator[CellProblem]:
    """Columns that stand for the same, though they are called differently."""
    seen: dict[str, str] = {}
    for title, name in zip(table.header, columns.names, strict=True):
        other = seen.setdefault(name, title)
        if _is_read(name) and plain(other) != plain(title):
            yield CellProblem(table.header_line, title, "", "header_twice", {"other": other})


def ignored_columns(table: Table, columns: Columns) -> tuple[str, ...]:
    """The titles of the columns that are not read."""
    pairs = zip(table.header, columns.names, strict=True)
    return tuple(title for title, name in pairs if title and not _is_read(name))


def _is_read(name: str) -> bool:
    return name in READ or used_by_drivers(name)


def _explained(names: Sequence[str]) -> int:
    return len({name for name in names if _is_read(name)})


def _timing_names(titles: Sequence[str], variant: str) -> tuple[str, ...]:
    names = names_of(titles)
    others = OTHER_NAMES
    if variant.startswith("C") and {"LAP", "TIME"} <= {*names}:
        others = OTHER_NAMES | BY_BEST_LAP
    return tuple(others.get(name, name) for name in names)


def _template_name(title: str) -> str:
    field = FIELD.get(plain(title))
    if field:
        return field
    known = car_field(title)
    if known.startswith("driver "):
        _driver, place, part = known.split()
        return OF_DRIVER[part] % place if part in OF_DRIVER else ""
    return OF_CAR.get(known, "")
