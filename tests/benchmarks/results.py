"""From a timing file to a published classification, through the pages that staff use."""

import re
import statistics
import time

TIMES = 5
HEADER = "Position;Number;Class;Team;Status;Laps;Time;Best lap"


def measure_results_desk():
    """Print the seconds and queries that the server takes for 10 and for 60 cars.

    Told in seconds, because they are promised: less than two for 60 cars.
    """
    print("\nFrom a file to published standings, all four requests")
    for cars in (10, 60):
        seconds, queries = zip(*(_one_race(cars) for _ in range(TIMES)), strict=True)
        print(
            f"  {statistics.median(seconds):8.2f} s ({min(seconds):.2f} – {max(seconds):.2f}), "
            f"{statistics.median(queries):.0f} queries: {cars} cars"
        )


def _one_race(cars):
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.factories import UserFactory

    with transaction.atomic():
        race = _race(cars)
        client = Client()
        client.force_login(UserFactory(is_staff=True, is_superuser=True))
        client.get(f"/admin/championship/session/{race.pk}/import/")  # templates are compiled
        with CaptureQueriesContext(connection) as queries:
            start = time.perf_counter()
            _import_and_publish(client, race, _file(race))
            seconds = time.perf_counter() - start
        assert race.classifications.get().lines.count() == cars
        transaction.set_rollback(True)
    return seconds, len(queries)


def _race(cars):
    """A race with two drivers a car and titles for teams and drivers of two classes."""
    from tests.factories import (
        CarClassFactory,
        ChampionshipFactory,
        EventCrewSeatFactory,
        EventEntryFactory,
        RaceFactory,
    )

    first = CarClassFactory(code="LMP2")
    classes = [first, CarClassFactory(code="GT", season=first.season)]
    race = RaceFactory(event__season=first.season)
    for car_class in classes:
        for recipient in ("entry", "driver"):
            ChampionshipFactory(season=first.season, car_class=car_class, recipient=recipient)
    for number in range(1, cars + 1):
        car = EventEntryFactory(
            event=race.event,
            entry__number=str(number),
            entry__car_class=classes[number % 2],
        )
        EventCrewSeatFactory.create_batch(2, event_entry=car)
    return race


def _file(race):
    lines = [
        f"{place};{car.number};{car.car_class.code};{car.team_name};Classified;100;"
        f"3:{50 + place // 60}:{place % 60:02}.000;1:55.{place:03}"
        for place, car in enumerate(race.event.entries.select_related("car_class"), start=1)
    ]
    return "\n".join([HEADER, *lines, ""]).encode()


def _import_and_publish(client, race, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    address = f"/admin/championship/session/{race.pk}"
    upload = SimpleUploadedFile("race.csv", content)
    preview = client.post(f"{address}/import/", {"file": upload})
    form = {"_import": _hidden(preview, "_import"), "accepted": "on"}
    client.post(f"{address}/import/", form)
    page = client.get(f"{address}/publish/")
    form = {"state": "provisional", "seen": _hidden(page, "seen")}
    client.post(f"{address}/publish/", form)


def _hidden(response, name):
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', response.content.decode())
    return found[1]
