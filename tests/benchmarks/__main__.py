"""Ratios of CPU time, measured side by side in one run: make bench.

Absolute times say more about a machine than about the code, so everything is told as
a multiple of something plain that was measured in turn with it.
"""

import os
import statistics
import time
from collections import defaultdict
from fractions import Fraction
from importlib import resources

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ["DATABASE_URL"] = "sqlite://:memory:"

RUNS = 9


def main():
    import django

    django.setup()
    prepare()
    measure_scoring()
    measure_pages()


def prepare():
    from django.conf import settings
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    from championship.imports.season_pack import read_season_pack
    from championship.workflows.season_pack import load_season_pack

    setup_test_environment(debug=False)
    settings.LOGGING_CONFIG = None
    call_command("migrate", verbosity=0)
    file = resources.files("championship.packs").joinpath("aslms-2023-24.json")
    with file.open("rb") as stream:
        pack, _problems = read_season_pack(stream)
    load_season_pack(pack)


def side_by_side(title, plain, others):
    """Print each function's CPU time as a multiple of the plain one, medians of pairs."""
    print(f"\n{title}, as multiples of: {plain[0]}")
    for name, function in others:
        ratios = []
        for _ in range(RUNS):
            base = cpu(plain[1])
            ratios.append(cpu(function) / base)
        low, high = min(ratios), max(ratios)
        print(f"  {statistics.median(ratios):8.1f}  ({low:.1f} – {high:.1f})  {name}")


def cpu(function, at_least=0.05):
    """Seconds of CPU for one call, over as many calls as fill `at_least` seconds."""
    calls, start = 0, time.process_time()
    while (spent := time.process_time() - start) < at_least:
        function()
        calls += 1
    return spent / calls


def measure_scoring():
    from championship.models import Season
    from championship.queries.scoring import compute_standings
    from championship.scoring.points import Finish, Scale, ledger
    from championship.scoring.standings import tables_after_each_round
    from championship.scoring.states import Status
    from championship.workflows.standings import differences

    points = (25, 18, 15, 12, 10, 8, 6, 4, 2, 1)
    rounds = [
        [(round_number, (car * 7 + round_number * 3) % 22, car) for car in range(22)]
        for round_number in range(1, 23)
    ]
    finishes = [
        Finish(number, number, car, order, Status.CLASSIFIED, (car,))
        for race in rounds
        for number, order, car in race
    ]
    scale = Scale(points=tuple(map(Fraction, points)))

    def loop():
        totals, tables = defaultdict(int), []
        for race in rounds:
            for place, (_number, _order, car) in enumerate(sorted(race, key=lambda row: row[1])):
                totals[car] += points[place] if place < len(points) else 0
            tables.append(sorted(totals, key=totals.__getitem__, reverse=True))
        return tables

    def engine():
        lines = ledger(finishes, scale=scale)
        return tables_after_each_round(lines, listed=range(22))

    side_by_side(
        "A season of 22 rounds and 22 cars, every table",
        ("a loop that adds up and sorts without explaining", loop),
        [("the scoring rules, with a ledger and countback", engine)],
    )
    season = Season.objects.get()
    side_by_side(
        "The season 2023/24, six championships",
        ("the same loop", loop),
        [
            ("read from the database and computed", lambda: compute_standings(season)),
            ("read, computed and compared with what is stored", lambda: differences(season)),
        ],
    )


def measure_pages():
    from django.http import HttpResponse
    from django.test import Client, override_settings
    from django.urls import path

    client, page = Client(), b"x" * 30_000
    urls = type("urls", (), {"urlpatterns": [path("", lambda _request: HttpResponse(page))]})

    def view():
        with override_settings(ROOT_URLCONF=urls):
            client.get("/")

    addresses = [
        "/",
        "/aslms/2023-24/",
        "/aslms/2023-24/calendar/",
        "/aslms/2023-24/entries/",
        "/aslms/2023-24/results/abu-dhabi-race-2/",
        "/aslms/2023-24/standings/gt-drivers/",
        "/aslms/2023-24/standings/gt-drivers.csv",
    ]
    for address in addresses:
        assert client.get(address).status_code == 200, address
    side_by_side(
        "Pages",
        ("a view that returns 30 KB through the same middleware", view),
        [(address, lambda address=address: client.get(address)) for address in addresses],
    )


if __name__ == "__main__":
    main()
