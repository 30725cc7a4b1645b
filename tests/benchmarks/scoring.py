"""The scoring rules alone and through the database, on real official seasons."""

import itertools
import json
import tempfile
import time
from io import StringIO
from pathlib import Path

from tests.official.folder import folders
from tests.official.pack import SERIES, season_pack

from . import loop
from .measure import cpu, side_by_side

SEASONS = 76
ROUNDS_OF_A_LONG_SEASON = 22


def measure_scoring():
    found = folders()
    if not found:
        print("\nNo official tables in OFFICIAL_TABLES: the scoring rules are not measured.")
        return
    lot = list(itertools.islice(itertools.cycle(found), SEASONS))
    plain = {folder: [loop.Plain(folder, title) for title in folder.titles] for folder in found}
    check_loop(found, plain)
    lines = sum(len(folder.rows("results")) for folder in found)
    print(f"\n{len(found)} seasons of {lines} result lines, repeated to {SEASONS} seasons")

    def run_loop():
        for folder in lot:
            for title in plain[folder]:
                loop.run(title)

    tell_milliseconds("the loop, all of it", run_loop)
    base = ("a plain loop of the same totals and ranks, explaining nothing", run_loop)
    side_by_side(
        "Every table after every round",
        base,
        [
            ("the scoring rules, with ledger, drops, ties and movement", engine_over(lot)),
            ("read from the database, computed and written", database_over(found)),
        ],
    )


def check_loop(found, plain):
    """The loop is no measure unless it comes to the same totals."""
    from championship.scoring.standings import compute

    for folder in found:
        for title, prepared in zip(folder.titles, plain[folder], strict=True):
            newest = compute(
                folder.championship(title), folder.sessions(), folder.rulings(title)
            ).newest
            ours = {row.recipient: float(row.points) for row in newest if not row.is_excluded}
            theirs = {who: total for _rank, who, total in loop.run(prepared)[-1]}
            wrong = [who for who in ours if abs(ours[who] - theirs.get(who, -1)) > 0.001]
            assert wrong == [], (folder.path.name, title)
            assert len(theirs) == len(newest), (folder.path.name, title)


def engine_over(lot):
    from championship.scoring.standings import compute

    facts = {
        folder: (
            folder.sessions(),
            [(folder.championship(title), folder.rulings(title)) for title in folder.titles],
        )
        for folder in set(lot)
    }

    def engine():
        for folder in lot:
            sessions, titles = facts[folder]
            for championship, decisions in titles:
                compute(championship, sessions, decisions)

    return engine


def database_over(found):
    """Compute and write every season anew; throwing the old tables away is not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from championship.workflows.standings import store_standings

    seasons = load(found)
    rounds = {season: season.rounds.count() for season in seasons}
    long_season = min(seasons, key=lambda season: abs(rounds[season] - ROUNDS_OF_A_LONG_SEASON))

    def store(season):
        forget(season)
        start = time.process_time()
        store_standings(season)
        return time.process_time() - start

    forget(long_season)
    with CaptureQueriesContext(connection) as captured:
        store_standings(long_season)
    queries = [one for one in captured if not one["sql"].startswith(("BEGIN", "COMMIT"))]
    print(
        f"  {connection.vendor}, one season of {rounds[long_season]} rounds: "
        f"{len(queries)} queries, {cpu(lambda: store(long_season)) * 1000:.0f} ms of CPU"
    )

    def database():
        return sum(store(season) for season in itertools.islice(itertools.cycle(seasons), SEASONS))

    return database


def load(found):
    from django.core.management import call_command

    from championship.models import Season

    with tempfile.TemporaryDirectory() as directory:
        for folder in found:
            file = Path(directory) / f"{folder.path.name}.json"
            file.write_text(json.dumps(season_pack(folder)))
            call_command("load_season", str(file), stdout=StringIO())
    return list(Season.objects.filter(series__slug=SERIES))


def forget(season):
    from championship.models import LedgerLine, Standing

    Standing.objects.filter(championship__season=season).delete()
    LedgerLine.objects.filter(championship__season=season).delete()


def tell_milliseconds(name, function):
    print(f"  {cpu(function) * 1000:.0f} ms of CPU for {name}")
