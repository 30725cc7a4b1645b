from django.core.management.base import BaseCommand, CommandError

from championship.models import Season
from championship.scoring.fractions import written
from championship.workflows.standings import differences, store_standings
from championship.workflows.title_states import title_state_differences
from championship.workflows.what_if import what_would_change


class Command(BaseCommand):
    help = "Recompute the standings of every season and name each difference to what is stored."

    def add_arguments(self, parser):
        parser.add_argument(
            "--store", action="store_true", help="write the tables that differ as they should be"
        )

        parser.add_argument(
            "--titles",
            action="store_true",
            help="also ask who can still win each title by now: some seconds for many seasons",
        )

    def handle(self, *, store, titles, **options):
        wrong = []
        for season in Season.objects.select_related("series"):
            wrong += season_differences(season)
            wrong += title_differences(season) if titles else []
            if store:
                store_standings(season)
        if wrong and not store:
            raise CommandError("\n".join(["Stored standings differ from their results:", *wrong]))
        self.stdout.write("\n".join([*wrong, "All standings are what their results give."]))


def season_differences(season):
    """A line for every row that differs, and for what differs behind and below equal rows."""
    names = differences(season)
    if not names:
        return []
    changes = what_would_change(season)
    rows = [
        f"{title(table.championship)}, after round {table.after}, {row.name}: {change(row)}"
        for table in changes
        for row in table.changed
    ]
    told = {table.championship.name for table in changes}
    ledgers = [
        f"{season.series} {season}, {name}: its ledger, or what its table shows, differs"
        for name in names
        if name not in told
    ]
    return rows + ledgers


def title_differences(season):
    """A line for every newest table whose stored champion or contenders are others by now."""
    return [
        f"{season.series} {season}, {name}, after round {after}: who can still win differs"
        for name, after in title_state_differences(season)
    ]


def title(championship):
    season = championship.season
    return f"{season.series} {season}, {championship}"


def change(row):
    """What is stored and what should be, for one row."""
    if row.is_new:
        return f"is missing (rank {row.rank_after}, {written(row.points_after)} points)"
    if row.is_gone:
        return f"should not be there (rank {row.rank_before}, {written(row.points_before)} points)"
    facts = [
        f"rank {row.rank_before}, should be {row.rank_after}" if row.moves else "",
        f"{written(row.points_before)} points, should be {written(row.points_after)}"
        if row.gains
        else "",
    ]
    return "; ".join(filter(None, facts)) or "its reasons differ (dropped scores, tie)"
