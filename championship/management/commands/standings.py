import csv
import json

from django.core.management.base import BaseCommand, CommandError

from championship.exports.csv import harmless
from championship.queries.seasons import NoSuchSeason, find_season
from championship.queries.standings import standing_table
from championship.scoring.fractions import written

FACTS = (
    "rank",
    "number",
    "name",
    "country",
    "points",
    "moved",
    "before_drops",
    "dropped",
    "tie",
)


class Command(BaseCommand):
    help = "Print the standings of a season as the site shows them."

    def add_arguments(self, parser):
        parser.add_argument("series", help="address of the series, as aslms")
        parser.add_argument("season", help="address of the season, as 2023-24")
        parser.add_argument("--championship", help="only this one, by its address")
        parser.add_argument("--after", type=int, help="after this round instead of the newest")
        parser.add_argument("--format", choices=["table", "csv", "json"], default="table")

    def handle(self, *, series, season, championship, after, format, **options):
        tables = self.tables(series, season, championship, after)
        writers = {"table": self.write_table, "csv": self.write_csv, "json": self.write_json}
        writers[format](tables)

    def tables(self, series, season, championship, after):
        try:
            found = find_season(series, season)
        except NoSuchSeason as error:
            raise CommandError(str(error)) from error
        known = list(found.championships.values_list("slug", flat=True))
        if championship and championship not in known:
            raise CommandError(f"{championship} is none of {', '.join(known) or '(no titles)'}.")
        slugs = [championship] if championship else known
        tables = [
            standing_table(found, slug, "" if after is None else str(after)) for slug in slugs
        ]
        if None in tables:
            raise CommandError(f"There is no table after round {after}.")
        return tables

    def write_table(self, tables):
        for table in tables:
            after = (
                f"after round {table.after} of {table.rounds}" if table.after else "no result yet"
            )
            self.stdout.write(f"{table.championship.name}, {after}")
            for row in table.rows:
                self.stdout.write(_line(row, table).rstrip())
            self.stdout.write("")

    def write_csv(self, tables):
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(["championship", "after", *FACTS])
        for table in tables:
            for row in table.rows:
                facts = _facts(row, table) | {"rank": row.rank or row.shown_as}
                facts["dropped"] = " ".join(facts["dropped"])
                cells = [table.championship.slug, table.after, *facts.values()]
                writer.writerow([harmless(cell) for cell in cells])

    def write_json(self, tables):
        content = [
            {
                "championship": table.championship.slug,
                "name": table.championship.name,
                "after": table.after,
                "rounds": table.rounds,
                "rows": [_facts(row, table) for row in table.rows],
            }
            for table in tables
        ]
        self.stdout.write(json.dumps(content, ensure_ascii=False, indent=1))


def _number(row):
    numbers = [row.recipient.number] if row.recipient.number else row.recipient.numbers
    return " ".join(f"#{number}" for number in numbers)


def _line(row, table):
    """A row in print: the rank, or what stands in its place, and what moved or dropped."""
    place, who = row.rank or row.shown_as, f"{_number(row):<10} {row.recipient.name:<40}"
    line = f"{place:>4}  {who} {written(row.points):>6}"
    if table.has_movement:
        line = f"{line}  {_movement(row.moved):<4}"
    if row.dropped:
        line = f"{line} ({written(row.before_drops)} before drops)"
    return line


def _movement(moved):
    if not moved:
        return ""
    return f"▲{moved}" if moved > 0 else f"▼{-moved}"


def _facts(row, table):
    """One row as plain values, as FACTS names them; points are text, because they are exact."""
    values = (
        row.rank,
        _number(row),
        row.recipient.name,
        row.recipient.country.code or "",
        written(row.points),
        row.moved,
        written(row.before_drops),
        _dropped(row, table),
        row.tie,
    )
    return dict(zip(FACTS, values, strict=True))


def _dropped(row, table):
    """The results that do not count: "3", or "3/dubai-sprint" where one session drops."""
    slugs = {session.key: session.slug for head in table.heads for session in head.round.sessions}
    results = (result.partition("/") for result in row.dropped.split())
    return [f"{number}/{slugs[int(key)]}" if key else number for number, _, key in results]
