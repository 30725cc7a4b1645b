from django.core.management.base import BaseCommand, CommandError

from championship.exports.season_pack import write_season_pack
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
        self.stdout.write(write_season_pack(found), ending="")
