"""An event with five cars and a driver each, its timing file, and what a browser sends with it."""

from pathlib import Path

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import (
    CarClassFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    RaceFactory,
)

FILE = Path(__file__).parents[1] / "data/results/race.csv"
CONTENT = FILE.read_bytes()
HEADER = b"Position,Number,Class,Status,Laps,Time,Best lap\n"
CARS = (
    ("4", "LMP2", "Colin Braun"),
    ("22", "LMP2", "Giorgio Roda"),
    ("24", "LMP2", "Ian Loggie"),
    ("88", "GT", "Luca Stolz"),
    ("91", "GT", "Klaus Bachler"),
)


def race_with_cars():
    """Race 1 of an event with three cars in LMP2 and two in GT."""
    event = EventFactory()
    classes = {
        code: CarClassFactory(season=event.season, code=code, slug=code.lower())
        for code in ("LMP2", "GT")
    }
    for number, code, driver in CARS:
        car = EventEntryFactory(
            event=event,
            entry__number=number,
            entry__car_class=classes[code],
            team_name=f"Team {number}",
        )
        given_name, family_name = driver.split()
        EventCrewSeatFactory(
            event_entry=car, driver__given_name=given_name, driver__family_name=family_name
        )
    return RaceFactory(event=event, name="Race 1")


def page(name, session, *more):
    return reverse(f"admin:championship_session_{name}", args=[session.pk, *more])


def desk_page(event):
    return reverse("admin:championship_event_results", args=[event.pk])


def upload(client, session, content=CONTENT, name="race.csv", **more):
    data = {"file": SimpleUploadedFile(name, content), "_file": "1"} | more
    return client.post(page("import", session), data)


def as_shown(preview):
    """What a browser sends of a preview: answers as suggested, states as chosen."""
    answers = {field.name: field.value() for field in preview.context["answers"]}
    states = {
        f"state-{line['key']}": line["status"]
        for _class, lines in preview.context["page"]["classes"]
        for line in lines
        if line["key"]
    }
    return {"_import": preview.context["token"]} | answers | states


def confirm(client, session, preview, to="import", **more):
    """Press Import, with the warnings looked at."""
    return client.post(page(to, session), as_shown(preview) | {"accepted": "on"} | more)


def imported(client, session, content=CONTENT, name="race.csv", **more):
    """From the file to the stored result."""
    return confirm(client, session, upload(client, session, content, name), **more)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]
