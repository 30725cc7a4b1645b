import csv
import json

from django.core.management.base import BaseCommand, CommandError

from championship.queries.seasons import NoSuchSeason, find_season
from championship.queries.standings import standing_table
from championship.scoring.fractions import written


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
                number, name = _number(row), row.recipient.name
                self.stdout.write(
                    f"{row.rank:>4}  {number:<10} {name:<40} {written(row.points):>6}"
                )
            self.stdout.write("")

    def write_csv(self, tables):
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(["championship", "after", "rank", "number", "name", "country", "points"])
        for table in tables:
            writer.writerows(
                [table.championship.slug, table.after, *_facts(row).values()] for row in table.rows
            )

    def write_json(self, tables):
        content = [
            {
                "championship": table.championship.slug,
                "name": table.championship.name,
                "after": table.after,
                "rounds": table.rounds,
                "rows": [_facts(row) for row in table.rows],
            }
            for table in tables
        ]
        self.stdout.write(json.dumps(content, ensure_ascii=False, indent=1))


def _number(row):
    numbers = [row.recipient.number] if row.recipient.number else row.recipient.numbers
    return " ".join(f"#{number}" for number in numbers)


def _facts(row):
    """One row as plain values; points are text, because they are exact."""
    return {
        "rank": row.rank,
        "number": _number(row),
        "name": row.recipient.name,
        "country": row.recipient.country.code or "",
        "points": written(row.points),
    }
