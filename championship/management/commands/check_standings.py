from django.core.management.base import BaseCommand, CommandError

from championship.models import Season
from championship.workflows.standings import differences


class Command(BaseCommand):
    help = "Recompute the standings of every season and name each table that differs."

    def handle(self, **options):
        wrong = [
            f"{season.series} {season}, {name}"
            for season in Season.objects.select_related("series")
            for name in differences(season)
        ]
        if wrong:
            raise CommandError("\n".join(["Stored standings differ from their results:", *wrong]))
        self.stdout.write("All standings are what their results give.")
