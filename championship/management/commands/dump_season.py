from django.core.management.base import BaseCommand, CommandError

from championship.exports.season_pack import CannotDump, write_season_pack
from championship.queries.seasons import NoSuchSeason, find_season


class Command(BaseCommand):
    help = "Write a season as a season pack. See docs/season-pack.md."

    def add_arguments(self, parser):
        parser.add_argument("series", help="address of the series, as aslms")
        parser.add_argument("season", help="address of the season, as 2023-24")

    def handle(self, *, series, season, **options):
        try:
            found = find_season(series, season)
        except NoSuchSeason as error:
            raise CommandError(str(error)) from error
        try:
            pack = write_season_pack(found)
        except CannotDump as error:
            raise CommandError(f"{error} Nothing was written.") from error
        self.stdout.write(pack, ending="")
