"""Importing an entry list at the race desk: choose a file, look, confirm."""

import random
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from championship.admin import carried as form
from championship.admin.entry_desk import carried, imports
from championship.admin.entry_desk.whose import address
from championship.exports.entry_list import as_xlsx
from championship.imports.entry_list import COLUMNS, read_entry_file
from championship.models import Driver, Entry, EventEntry, Standing, Team, TeamAlias
from championship.workflows.results import publish_classification
from tests.factories import (
    CarClassFactory,
    ChampionshipFactory,
    CrewSeatFactory,
    DriverFactory,
    EntryFactory,
    EventFactory,
    ResultFactory,
    SeasonFactory,
    TeamFactory,
    staff_with,
)
from tests.imports import entry_files as files
from tests.workflows.entry_files import car, entry_csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    return CarClassFactory(code="GT").season


def page(season, event=None):
    return address("entries/import", season, event)


def upload(client, season, content, event=None, name="entries.csv", **more):
    file = SimpleUploadedFile(name, content)
    data = {"file": file, "new_status": "confirmed", "_file": "1"} | more
    return client.post(page(season, event), data)


def confirm(client, season, preview, event=None, **more):
    """What a browser sends when somebody presses Import, with the answers as suggested."""
    answers = {field.name: field.value() for field in preview.context["answers"]}
    data = {"_import": preview.context["token"]} | answers | more
    return client.post(page(season, event), data)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def stored():
    """Every row of every table."""
    models = [model for model in apps.get_models() if model._meta.app_label == "championship"]
    return {model: list(model.objects.order_by("pk").values()) for model in [*models, LogEntry]}


# The way through


def test_first_page_asks_for_a_file_and_says_what_is_understood(desk, season):
    response = desk.get(page(season))

    assert "What is understood" in response.text
    assert address("entries/template.xlsx", season) in response.text
    assert list(response.context["form"].fields) == ["file", "new_status"]


def test_preview_saves_nothing(desk, season):
    before = stored()

    response = upload(desk, season, entry_csv(car(name_1="Ben Tuck", car="Ferrari 296 GT3")))

    assert "1 new, 0 changed, 0 unchanged, 0 missing from the file, 0 problems" in response.text
    assert "Import 1 entry" in response.text
    assert stored() == before


def test_everything_new_is_named_in_the_preview(desk, season):
    response = upload(desk, season, entry_csv(car(name_1="Ben Tuck", car="Ferrari 296 GT3")))

    assert response.context["page"]["added"] == [
        {"kind": "Manufacturers", "names": ["Ferrari"]},
        {"kind": "Teams", "names": ["TF Sport"]},
        {"kind": "Drivers", "names": ["Ben Tuck"]},
        {"kind": "Cars", "names": ["Ferrari 296 GT3"]},
    ]


def test_confirmed_file_is_stored_and_said(desk, season):
    preview = upload(desk, season, entry_csv(car(name_1="Ben Tuck")))

    response = confirm(desk, season, preview)

    assert response.headers["Location"] == address("entries", season)
    assert said(response) == [
        "entries.csv: 1 entry imported (1 new, 0 changed).",
        "New teams: TF Sport.",
        "New drivers: Ben Tuck.",
    ]
    assert Entry.objects.get().number == "7"


def test_same_file_again_has_nothing_to_change_and_no_button(desk, season):
    content = entry_csv(car(name_1="Ben Tuck"))
    confirm(desk, season, upload(desk, season, content))

    again = upload(desk, season, content)

    assert "Nothing to change" in again.text
    assert '<input type="submit" class="default" value="Import' not in again.text


def test_list_of_an_event_is_imported_on_its_own_page(desk, season):
    event = EventFactory(season=season)

    response = confirm(desk, season, upload(desk, season, entry_csv(car()), event), event)

    assert response.headers["Location"] == address("entries", season, event)
    assert EventEntry.objects.get().event == event


def test_change_is_shown_field_by_field(desk, season):
    EntryFactory(season=season, number="7", team=TeamFactory(name="TF Sport"), kind="guest")

    response = upload(desk, season, entry_csv(car(kind="full season")))

    (line,) = response.context["page"]["changed"]
    assert {"field": "kind", "old": "guest", "new": "full season"} in line["changes"]


def test_history_says_what_the_import_changed(desk, season):
    entry = EntryFactory(
        season=season,
        number="7",
        team=TeamFactory(name="TF Sport"),
        car_class=season.classes.get(),
        kind="guest",
    )
    confirm(desk, season, upload(desk, season, entry_csv(car(kind="full season"))))

    (of_entry,) = LogEntry.objects.filter(
        content_type__model="entry", object_id=str(entry.pk)
    ).values_list("change_message", flat=True)
    assert of_entry == "Imported from entries.csv. kind: guest → full season"
    assert LogEntry.objects.filter(content_type__model="season").count() == 1


def test_car_missing_from_the_file_is_withdrawn_if_it_is_ticked(desk, season):
    entry = EntryFactory(season=season, number="9")
    preview = upload(desk, season, entry_csv(car("7", car_class="GT")))

    response = confirm(desk, season, preview, withdraw=[entry.pk])

    entry.refresh_from_db()
    assert entry.status == "withdrawn"
    assert "Withdrawn: #9." in said(response)


def test_published_tables_that_would_change_are_shown(desk, season):
    result = ResultFactory(session__event__season=season)
    entry = result.event_entry.entry
    team = entry.team.name
    ChampionshipFactory(season=season, car_class=result.event_entry.car_class, recipient="team")
    publish_classification(result.session, state="final")
    TeamFactory(name="AF Corse")
    line = car(entry.number, team="AF Corse", car_class=entry.car_class.code)

    response = upload(desk, season, entry_csv(line))

    (change,) = response.context["tables"]
    assert "Standings that change" in response.text
    assert [(row.name, row.is_new) for row in change.rows] == [("AF Corse", True), (team, False)]
    assert Standing.objects.get().team.name == team


# Questions


def test_question_is_a_labelled_choice_with_its_reason(desk, season):
    TeamFactory(name="Triple Eight JMR")

    response = upload(desk, season, entry_csv(car(team="Triple Eight")))

    (field,) = response.context["answers"]
    assert field.label == "Team “Triple Eight”"
    assert field.help_text == "Line 2. A name like this is known."
    assert [label for _key, label in field.field.choices] == [
        "Choose …",
        "Triple Eight JMR",
        "a new team",
    ]


def test_import_without_an_answer_asks_again(desk, season):
    TeamFactory(name="Triple Eight JMR")
    preview = upload(desk, season, entry_csv(car(team="Triple Eight")))

    response = confirm(desk, season, preview)

    assert "Nothing is imported yet." in response.text
    assert "Choose what it means." in response.text
    assert not Entry.objects.exists()


def test_answer_is_remembered(desk, season):
    team = TeamFactory(name="Triple Eight JMR")
    content = entry_csv(car(team="Triple Eight"))
    preview = upload(desk, season, content)
    (field,) = preview.context["answers"]

    confirm(desk, season, preview, **{field.name: str(team.pk)})

    assert TeamAlias.objects.get().name == "Triple Eight"
    assert "Nothing to change" in upload(desk, season, content).text


@pytest.mark.parametrize("answer", ["999999", "x", "new\x00", "../1", "-1"])
def test_answer_that_was_not_offered_is_refused(desk, season, answer):
    TeamFactory(name="Triple Eight JMR")
    preview = upload(desk, season, entry_csv(car(team="Triple Eight")))
    (field,) = preview.context["answers"]

    response = confirm(desk, season, preview, **{field.name: answer})

    assert "Nothing is imported yet." in response.text
    assert not Entry.objects.exists()


def test_names_alone_can_be_remembered(desk, season):
    EntryFactory(
        season=season,
        number="7",
        team=TeamFactory(name="Équipe Rouge"),
        team_name="Equipe Rouge",
        car_class=season.classes.get(),
    )
    driver = DriverFactory(given_name="Salih", family_name="Yoluç")
    CrewSeatFactory(entry=Entry.objects.get(), driver=driver)

    response = upload(desk, season, entry_csv(car(team="Equipe Rouge", name_1="Salih YOLUC")))

    assert "Remember these names" in response.text
    assert said(confirm(desk, season, response)) == ["entries.csv: names remembered."]


def test_suggestion_that_makes_a_problem_can_be_answered_otherwise(desk, season):
    DriverFactory(given_name="Salih", family_name="Yoluç")
    cars = [car("7", name_1="Salih Yoluç"), car("8", name_1="Salih Yoluc")]
    preview = upload(desk, season, entry_csv(*cars))
    (field,) = preview.context["answers"]

    again = confirm(desk, season, preview)
    response = confirm(desk, season, preview, **{field.name: "new"})

    assert "stands in line 2 too, in car 7." in preview.text
    assert "Try these answers" in again.text
    assert response.status_code == 302
    assert Driver.objects.count() == 2


# Problems


HEADER, ENTRY = ("Number", "Class", "Team"), ("7", "GT", "TF Sport")
MERGED = files.as_xlsx(HEADER, ENTRY, change=lambda book: book.active.merge_cells("A2:B2"))
FORMULA_CELL = files.as_xlsx(HEADER, ("7", "GT", "=A1"))
SEVEN = files.as_csv(
    (*HEADER, *(f"Driver {place}" for place in range(1, 8))),
    (*ENTRY, *(f"Ann {letter}ndersson" for letter in "ABCDEFG")),
)


def swollen():
    """A spreadsheet of a few kilobytes that unpacks to 30 megabytes."""
    file = BytesIO(files.as_xlsx(HEADER, ENTRY))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/picture.bin", bytes(30_000_000))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"Number:Class:Team\n7:GT:TF Sport\n", "has only one column"),
        (b"\xff\xfe" + "Number,Class,Team\n".encode("utf-16-le") + b"7", "is not UTF-16 text"),
        (MERGED, "the cells A2:B2 are merged"),
        (FORMULA_CELL, "cell C2 holds a formula"),
        (files.as_xlsx(HEADER, ENTRY)[:3000], "it may be cut off or damaged."),
        (swollen(), "unpacks to far more than can be read"),
        (SEVEN, "is one driver too many"),
        (files.as_csv(HEADER, *[ENTRY] * 100_000), "The file has more than 1000 lines."),
        (b"%PDF-1.7 ...", "This is a PDF; a CSV or XLSX file is wanted."),
        (b"PK\x03\x04 cut off", "it may be cut off or damaged."),
        (entry_csv(car(car_class="LMP4")), "“LMP4” is not a class of this season (GT)."),
        (entry_csv(car("7"), car("7")), "“7” stands in line 2 too."),
        (entry_csv(car(team="=1+1")), "begins like a formula."),
        (entry_csv(car(team_country="Ruritania")), "“Ruritania” is no country."),
        (entry_csv(car("7", name_1="A B"), car("8", name_1="A B")), "stands in line 2 too"),
        (b"Number,Class,Team\n" + b"7,GT,TF\n" * 2000, "The file has more than"),
        ("Number,Class,Team\n7,GT,Écurie\n".encode("cp1252"), "is not UTF-8"),
    ],
)
def test_bad_file_is_told_and_leaves_no_trace(desk, season, content, message):
    before = stored()

    response = upload(desk, season, content)

    assert response.status_code == 200
    assert message in response.text
    assert response.context["token"] == ""
    assert stored() == before


def test_problem_names_line_and_column(desk, season):
    response = upload(desk, season, entry_csv(car(), car("8", car_class="LMP4")))

    assert response.context["page"]["problems"] == [
        {
            "line": 3,
            "column": "Class",
            "text": "“LMP4” is not a class of this season (GT).",
        }
    ]


def test_file_that_is_not_utf8_may_be_read_as_windows_1252(desk, season):
    content = "Number,Class,Team\n7,GT,Écurie\n".encode("cp1252")
    first = upload(desk, season, content)

    second = upload(desk, season, content, as_cp1252="on")
    confirm(desk, season, second)

    assert "as_cp1252" in first.context["form"].fields
    assert Team.objects.get().name == "Écurie"


def test_file_too_large_is_refused_before_it_is_read(desk, season):
    response = upload(desk, season, b"x" * (5 * 1024 * 1024 + 1))

    assert "The file has 5.0\xa0MB; at most 5.0\xa0MB are read." in response.text


def test_more_than_a_form_can_carry_is_refused(desk, season, monkeypatch):
    monkeypatch.setattr(form, "LARGEST", 100)

    response = upload(desk, season, entry_csv(car()))

    assert "The file is too large for one import." in response.text
    assert response.context["token"] == ""


def test_more_questions_than_a_form_can_hold_are_refused(desk, season, monkeypatch):
    monkeypatch.setattr(imports, "AT_MOST", 0)
    TeamFactory(name="Triple Eight JMR")

    response = upload(desk, season, entry_csv(car(team="Triple Eight")))

    assert "Too many names are unclear at once." in response.text
    assert response.context["token"] == ""


def test_preview_without_a_file_asks_for_one(desk, season):
    response = desk.post(page(season), {"_file": "1", "new_status": "confirmed"})

    assert response.context["form"].errors == {"file": ["This field is required."]}


# Between preview and confirmation


def test_list_changed_in_the_meantime_is_shown_again(desk, season):
    preview = upload(desk, season, entry_csv(car()))
    EntryFactory(season=season, number="7", car_class=season.classes.get())

    response = confirm(desk, season, preview)

    assert "The list was changed in the meantime." in response.text
    assert Entry.objects.count() == 1
    assert response.context["token"] != preview.context["token"]


@pytest.mark.parametrize("change", ["", "x", "token:cut", "token:more", "token:other"])
def test_tampered_form_starts_again(desk, season, change):
    token = upload(desk, season, entry_csv(car())).context["token"]
    sent = {
        "token:cut": token[:-1],
        "token:more": token + "A",
        "token:other": "A" + token[1:],
    }.get(change, change)

    response = desk.post(page(season), {"_import": sent})

    assert "This preview is too old, or was changed on its way." in response.text
    assert not Entry.objects.exists()


def test_preview_of_yesterday_starts_again(desk, season, monkeypatch):
    token = upload(desk, season, entry_csv(car())).context["token"]
    tomorrow = (timezone.now() + timedelta(hours=25)).timestamp()
    monkeypatch.setattr(signing.time, "time", lambda: tomorrow)

    response = desk.post(page(season), {"_import": token})

    assert "This preview is too old" in response.text


def test_preview_of_another_season_or_event_or_person_starts_again(desk, season, client):
    token = upload(desk, season, entry_csv(car())).context["token"]
    other = CarClassFactory(code="GT").season
    event = EventFactory(season=season)

    answers = [
        desk.post(page(other), {"_import": token}),
        desk.post(page(season, event), {"_import": token}),
    ]
    client.force_login(
        staff_with("championship.add_entry", "championship.change_entry", "championship.add_team")
    )
    answers.append(client.post(page(season), {"_import": token}))

    assert all("This preview is too old" in answer.text for answer in answers)
    assert not Entry.objects.exists()


def test_carried_file_is_the_one_that_was_read(season):
    file = read_entry_file(
        "x", entry_csv(car(name_1="Ben Tuck", name_2="TBA", Odd="?", team="MÃ¤ntsÃ¤lÃ¤"))
    )
    one = carried.Carried("x.csv", "abc", file, "confirmed", "123")

    assert file.warnings
    assert carried.take_up(carried.carry(one, whose=[1, 2, None]), whose=[1, 2, None]) == one


# Who may


ENTRIES = ("championship.add_entry", "championship.change_entry")


@pytest.mark.parametrize(
    ("permissions", "status"),
    [
        ([], 403),
        (["championship.view_entry"], 403),
        (["championship.add_entry"], 403),
        (["championship.change_entry"], 403),
        (ENTRIES, 200),
    ],
)
def test_page_opens_for_those_who_may_add_and_change_entries(client, season, permissions, status):
    client.force_login(staff_with(*permissions))

    assert client.get(page(season)).status_code == status
    assert upload(client, season, entry_csv(car())).status_code == status


def test_list_of_an_event_needs_permission_for_its_cars(client, season):
    event = EventFactory(season=season)
    client.force_login(staff_with(*ENTRIES))

    assert client.get(page(season, event)).status_code == 403


def test_new_teams_need_permission_to_add_teams(client, season):
    client.force_login(staff_with(*ENTRIES))

    response = upload(client, season, entry_csv(car(name_1="Ben Tuck")))

    assert "You may not add what is new in this file: teams, drivers." in response.text
    assert response.context["token"] == ""


def test_permission_taken_away_meanwhile_stores_nothing(client, season):
    user = staff_with(*ENTRIES, "championship.add_team")
    client.force_login(user)
    preview = upload(client, season, entry_csv(car()))
    user.user_permissions.remove(user.user_permissions.get(codename="add_team"))

    response = confirm(client, season, preview)

    assert response.status_code == 403
    assert not Entry.objects.exists()
    assert not Team.objects.exists()


@pytest.mark.parametrize("name", ["export.csv", "export.xlsx", "template.csv", "template.xlsx"])
def test_spreadsheets_are_for_those_who_may_see_entries(client, season, name):
    client.force_login(staff_with("championship.view_team"))
    refused = client.get(address(f"entries/{name}", season)).status_code
    client.force_login(staff_with("championship.view_entry"))

    assert refused == 403
    assert client.get(address(f"entries/{name}", season)).status_code == 200


# Spreadsheets


def test_exported_list_comes_back_with_nothing_to_change(desk, season):
    confirm(
        desk, season, upload(desk, season, entry_csv(car(name_1="Ben Tuck", status="reserve 1")))
    )

    for name in ("export.csv", "export.xlsx"):
        content = desk.get(address(f"entries/{name}", season)).content
        assert "Nothing to change" in upload(desk, season, content, name=name).text


def test_export_of_an_event_is_named_after_it(desk, season):
    event = EventFactory(season=season, slug="sepang")

    response = desk.get(address("entries/export.csv", season, event))

    name = f"{season.series.slug}-{season.slug}-sepang-entries.csv"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_template_has_the_columns_of_the_reader(desk, season):
    content = desk.get(address("entries/template.xlsx", season)).content

    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert tuple(cell.value for cell in sheet[1]) == COLUMNS


# What robots send


ALPHABET = [b",", b";", b"\n", b'"', b"\x00", b"\xff", b"=", b"7", b"GT", b"\t", "é".encode(), b"'"]


def mutated(content, seed):
    """The file with some bytes changed, cut out, doubled or put in."""
    chance = random.Random(seed)
    data = bytearray(content)
    for _each in range(chance.randint(1, 6)):
        place = chance.randrange(len(data) + 1)
        kind = chance.choice(["change", "cut", "double", "insert", "end"])
        if kind == "change" and place < len(data):
            data[place] = chance.randrange(256)
        elif kind == "cut":
            del data[place : place + chance.randint(1, 30)]
        elif kind == "double":
            data[place:place] = data[max(0, place - 30) : place]
        elif kind == "insert":
            data[place:place] = chance.choice(ALPHABET)
        elif kind == "end" and chance.random() < 0.2:
            del data[place:]
    return bytes(data)


GOOD = entry_csv(
    car("7", name_1="Ben Tuck", country_1="GBR", category_1="Gold", car="Ferrari 296 GT3"),
    car("007", team="AF Corse", name_1="Salih Yoluç", name_2="TBA", status="reserve 1"),
    car("8", team="99 Racing", kind="guest", team_country="JOR", status="withdrawn"),
)


@pytest.fixture
def known(season):
    """Some of what the mutated files name."""
    entry = EntryFactory(
        season=season, number="7", team=TeamFactory(name="TF Sport"), car_class__code="LMP2"
    )
    CrewSeatFactory(entry=entry, driver=DriverFactory(given_name="Ben", family_name="Tuck"))
    TeamFactory(name="AF Corse Due")
    DriverFactory(given_name="Salih", family_name="Yoluc")
    return season


def survived(client, season, contents):
    """The statuses that the previews of these files end with."""
    return {upload(client, season, content).status_code for content in contents}


def test_220_mutated_csv_files_end_in_a_page(desk, known):
    before = stored()

    statuses = survived(desk, known, (mutated(GOOD, seed) for seed in range(220)))

    assert statuses == {200}
    assert stored() == before


def test_60_mutated_spreadsheets_end_in_a_page(desk, known):
    before = stored()
    rows = [line.split(",") for line in GOOD.decode().splitlines()]
    content = as_xlsx(rows)

    statuses = survived(desk, known, (mutated(content, seed) for seed in range(60)))

    assert statuses == {200}
    assert stored() == before


def test_40_odd_confirmations_end_in_a_page(desk, known):
    preview = upload(desk, known, GOOD)
    assert preview.context["token"], preview.context["page"]["problems"]
    answers = {field.name: field.value() for field in preview.context["answers"]}
    before = stored()
    statuses = set()
    for seed in range(40):
        chance = random.Random(seed)
        odd = chance.choice(["", "x", "\x00", "9" * 30, "-1", "new new", "as-", "é", "1-keep"])
        wrong = {chance.choice(list(answers)): odd, "withdraw": [odd, "1"]}
        token = preview.context["token"]
        if chance.random() < 0.3:
            place = chance.randrange(len(token))
            token = token[:place] + chance.choice("aA1:_") + token[place + 1 :]
        response = desk.post(page(known), {"_import": token} | answers | wrong)
        statuses.add(response.status_code)

    assert statuses == {200}
    assert stored() == before


def test_mutated_files_that_can_be_imported_are_imported_whole(desk, known):
    confirmed = 0
    for seed in range(300, 340):
        preview = upload(desk, known, mutated(GOOD, seed))
        if not preview.context.get("token"):
            continue
        answers = {
            field.name: field.value() or field.field.choices[1][0]
            for field in preview.context["answers"]
        }
        response = desk.post(page(known), {"_import": preview.context["token"]} | answers)
        assert response.status_code in (200, 302)
        confirmed += response.status_code == 302

    assert confirmed
    assert Driver.objects.filter(family_name="").count() == 0


def test_page_of_no_season_or_of_anothers_event_is_not_found(desk, season):
    event = EventFactory()

    assert desk.get(page(season, event)).status_code == 404
    assert desk.get(page(SeasonFactory.build(pk=999))).status_code == 404
