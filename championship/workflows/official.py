"""From a table as somebody published it to rows that ours can be held against."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from championship.imports.official_table import OfficialLine, read_official_table
from championship.models import (
    Championship,
    Driver,
    Entry,
    Manufacturer,
    OfficialRow,
    OfficialTable,
    Result,
    Team,
)
from championship.queries.names import plain

Recipient = Championship.Recipient


@dataclass(frozen=True, slots=True)
class Match:
    """A line and whom it is about."""

    line: OfficialLine
    recipient: Model


def read_rows(championship: Championship, text: str) -> tuple[list[Match], list[str]]:
    """Read a pasted table and find whom each line is about.

    Returns what was found and, in words for staff, every line that can't be read, fits
    nobody or several, or names somebody twice. Five queries at most.
    """
    lines, unread = read_official_table(text)
    problems = [(one.line, _problem(one.line, one.value, _wrong(one.code))) for one in unread]
    known = names_of(championship)
    taken: dict[int, int] = {}
    matches = []
    for line in lines:
        fitting = known.get(plain(line.who), {})
        if len(fitting) != 1:
            problems.append((line.line, _problem(line.line, line.who, _unknown(fitting))))
            continue
        (recipient,) = fitting.values()
        if recipient.pk in taken:
            text = _("stands in line %(line)s already") % {"line": taken[recipient.pk]}
            problems.append((line.line, _problem(line.line, line.who, text)))
            continue
        taken[recipient.pk] = line.line
        matches.append(Match(line, recipient))
    return matches, [text for _line, text in sorted(problems)]


@transaction.atomic
def store_rows(table: OfficialTable, matches: Iterable[Match]) -> None:
    """Write the rows of an official table anew."""
    table.rows.all().delete()
    OfficialRow.objects.bulk_create(
        OfficialRow(
            table=table,
            order=order,
            position=match.line.position,
            points=match.line.points,
            **{table.championship.recipient: match.recipient},
        )
        for order, match in enumerate(matches, start=1)
    )


def names_of(championship: Championship) -> dict[str, dict[int, Model]]:
    """Whom a number, name or address may mean: the championship's recipients by their key."""
    known: dict[str, dict[int, Model]] = defaultdict(dict)
    for row, names in NAMES[championship.recipient](championship):
        for name in filter(None, map(plain, names)):
            known[name][row.pk] = row
    return known


def _seasons(championship: Championship) -> list[int]:
    return [championship.season_id, *championship.feeds.values_list("season_id", flat=True)]


def _entries(championship: Championship) -> Iterable[tuple[Entry, list[str]]]:
    entries = Entry.objects.filter(season=championship.season_id).select_related("team")
    if championship.car_class_id:
        own = championship.car_class_id
        entries = entries.filter(
            Q(car_class=own)
            | Q(car_class__parent=own)
            | Q(event_entries__car_class=own)
            | Q(event_entries__car_class__parent=own)
        )
    # A number may have been given again once its first car was withdrawn.
    results = Result.objects.filter(event_entry__entry=OuterRef("pk"))
    entries = list(entries.distinct().annotate(has_raced=Exists(results)))
    raced = {entry.number for entry in entries if entry.has_raced}
    for entry in entries:
        if entry.has_raced or entry.number not in raced:
            yield entry, [entry.number, f"#{entry.number}", entry.shown_team_name]


def _drivers(championship: Championship) -> Iterable[tuple[Driver, list[str]]]:
    seasons = _seasons(championship)
    took_part = Q(seats__entry__season__in=seasons) | Q(
        event_seats__event_entry__event__season__in=seasons
    )
    for driver in _with_aliases(Driver.objects.filter(took_part)):
        turned = f"{driver.family_name} {driver.given_name}"
        yield driver, [str(driver), turned, driver.slug, *_aliases(driver)]


def _teams(championship: Championship) -> Iterable[tuple[Team, list[str]]]:
    for team in _with_aliases(Team.objects.filter(entries__season__in=_seasons(championship))):
        yield team, [team.name, team.slug, *_aliases(team)]


def _makers(championship: Championship) -> Iterable[tuple[Manufacturer, list[str]]]:
    seasons = _seasons(championship)
    cars = Q(cars__entries__season__in=seasons) | Q(cars__event_entries__event__season__in=seasons)
    for maker in Manufacturer.objects.filter(cars).distinct():
        yield maker, [maker.name, maker.slug]


NAMES = {
    Recipient.ENTRY: _entries,
    Recipient.DRIVER: _drivers,
    Recipient.TEAM: _teams,
    Recipient.MANUFACTURER: _makers,
}


def _with_aliases(rows: QuerySet) -> QuerySet:
    return rows.distinct().prefetch_related("aliases")


def _aliases(row: Driver | Team) -> list[str]:
    return [alias.name for alias in row.aliases.all()]


def _problem(line: int, value: str, text: str) -> str:
    return _("Line %(line)s, “%(value)s”: %(problem)s.") % {
        "line": line,
        "value": value,
        "problem": text,
    }


def _wrong(code: str) -> str:
    return {
        "columns": _("write position; number or name; points"),
        "position": _("this is not a position"),
        "who": _("number or name is missing"),
        "points": _("these are not points with three decimals at most"),
    }[code]


def _unknown(fitting: dict[int, Model]) -> str:
    if not fitting:
        return _("nobody of this championship has this number or name")
    names = ", ".join(getattr(row, "slug", str(row)) for row in fitting.values())
    return _("this fits several, write one of %(names)s") % {"names": names}
