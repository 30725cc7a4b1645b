"""Importing a timing file at the results desk: choose it, look, confirm."""

import random
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core import signing
from django.utils import timezone

from championship.admin import carried as form
from championship.admin.results_desk import preview as pages
from championship.admin.results_desk.carried import Carried, carried_in, carry
from championship.models import Driver, Result, ResultImport, Session, StatusAlias
from championship.workflows.result_import import TypedRow
from tests.factories import (
    DriverFactory,
    EntryFactory,
    EventEntryFactory,
    RaceFactory,
    ResultFactory,
    staff_with,
)
from tests.imports.entry_files import DATA
from tests.imports.test_entry_files_mutated import mutated

from .results import (
    CONTENT,
    HEADER,
    as_shown,
    confirm,
    desk_page,
    imported,
    page,
    race_with_cars,
    said,
    upload,
)

pytestmark = pytest.mark.django_db

IMPORTING = ("championship.add_result", "championship.change_result")


@pytest.fixture
def race():
    return race_with_cars()


def stored():
    """Every row of every table."""
    models = [model for model in apps.get_models() if model._meta.app_label == "championship"]
    return {model: list(model.objects.order_by("pk").values()) for model in [*models, LogEntry]}


def order(race):
    rows = race.results.order_by("order")
    return list(rows.values_list("event_entry__number", "status"))


def with_line(*lines):
    """A file of these lines."""
    return HEADER + "".join(f"{line}\n" for line in lines).encode()


# The way through


def test_first_page_asks_for_a_file_and_says_what_is_understood(desk, race):
    response = desk.get(page("import", race))

    assert "What is understood" in response.text
    assert page("type", race) in response.text
    assert list(response.context["form"].fields) == ["file"]


def test_half_a_letter_in_a_name_is_said_and_not_shown(desk, race):
    content = (DATA / "timing/acc-race.json").read_bytes().decode("utf-16-le")

    response = upload(desk, race, content.replace("Lakeside Racing", "\\ud800").encode(), "r.json")

    assert [one["text"] for one in response.context["page"]["problems"]][:1] == [
        "“�” holds a character that can't be stored."
    ]


def test_preview_shows_each_class_in_its_order_and_saves_nothing(desk, race):
    before = stored()

    response = upload(desk, race)

    shown = [
        (str(car_class), [(line["class_place"], line["number"]) for line in lines])
        for car_class, lines in response.context["page"]["classes"]
    ]
    assert shown == [
        ("LMP2", [(1, "4"), (2, "24"), (None, "22")]),
        ("GT", [(1, "91"), (2, "88")]),
    ]
    assert "Import 5 cars" in response.text
    assert stored() == before


def test_confirmed_file_is_stored_to_the_byte_and_leads_to_publishing(desk, race):
    response = imported(desk, race)

    assert response.headers["Location"] == page("publish", race)
    assert order(race) == [
        ("4", "classified"),
        ("24", "classified"),
        ("91", "classified"),
        ("88", "classified"),
        ("22", "retired"),
    ]
    version = ResultImport.objects.get()
    assert (version.version, bytes(version.file.content)) == (1, CONTENT)
    assert "The result has 5 cars (5 new, 0 changed)." in said(response)[0]


def test_fastest_laps_are_asked_for_before_the_result_is_published(desk, race):
    response = imported(desk, race)

    told = [text for text in said(response) if "suggested" in text]
    assert told == [
        "2 poles and fastest laps are suggested and not recorded yet. "
        f'<a href="{desk_page(race.event)}#honours">Record them before you publish</a>'
    ]


def test_fastest_laps_of_another_race_are_not_asked_for(desk, race):
    other = RaceFactory(event=race.event, name="Race 2")
    imported(desk, race)

    response = imported(desk, other, with_line("1,4,LMP2,Classified,100,,"), name="other.csv")

    assert not [text for text in said(response) if "suggested" in text]


def test_without_permission_to_publish_the_way_leads_back_to_the_desk(client, race):
    client.force_login(staff_with(*IMPORTING))

    response = imported(client, race)

    assert response.headers["Location"] == desk_page(race.event)


def test_history_of_the_session_has_file_version_checksum_and_counts(desk, race):
    imported(desk, race)

    (entry,) = LogEntry.objects.all()

    version = ResultImport.objects.get()
    assert entry.get_edited_object() == race
    assert entry.change_message.startswith("Imported from race.csv as version 1. 5 new,")
    assert version.file.sha256 in entry.change_message


def test_same_file_again_has_nothing_to_change_and_no_button(desk, race):
    imported(desk, race)

    again = upload(desk, race)

    assert "Nothing to change: this is the stored result already." in again.text
    assert '<input type="submit" class="default" value="Import' not in again.text


def test_second_file_is_a_list_of_differences(desk, race):
    imported(desk, race)

    response = upload(desk, race, CONTENT.replace(b"88,GT,Classified,94", b"88,GT,Classified,93"))

    (line,) = response.context["page"]["changed"]
    assert line["number"] == "88"
    assert {"field": "laps", "old": "94", "new": "93"} in line["changes"]


def test_confirmed_second_file_is_version_two(desk, race):
    imported(desk, race)

    imported(desk, race, CONTENT.replace(b"88,GT,Classified,94", b"88,GT,Classified,93"))

    assert list(race.imports.values_list("version", flat=True)) == [2, 1]
    assert race.results.get(event_entry__number="88").laps == 93


# States of cars


def test_state_chosen_in_the_preview_corrects_the_file(desk, race):
    car = race.event.entries.get(number="22")

    response = imported(desk, race, **{f"state-{car.pk}": "did_not_start"})

    result = race.results.get(event_entry=car)
    assert (result.status, result.timed_status) == ("did_not_start", "retired")
    assert "Another status than in the file: #22." in said(response)


def test_correction_is_kept_and_marked_when_the_next_file_comes(desk, race):
    car = race.event.entries.get(number="22")
    imported(desk, race, **{f"state-{car.pk}": "did_not_start"})

    response = upload(desk, race, CONTENT.replace(b"88,GT,Classified,94", b"88,GT,Classified,93"))

    assert "corrected; the file says Retired" in response.text
    confirm(desk, race, response)
    assert race.results.get(event_entry=car).status == "did_not_start"


def test_correction_is_taken_back_by_choosing_what_the_file_says(desk, race):
    car = race.event.entries.get(number="22")
    imported(desk, race, **{f"state-{car.pk}": "did_not_start"})
    changed = CONTENT.replace(b"88,GT,Classified,94", b"88,GT,Classified,93")

    imported(desk, race, changed, **{f"state-{car.pk}": "retired"})

    assert race.results.get(event_entry=car).status == "retired"


@pytest.mark.parametrize("state", ["", "x", "\x00", "CLASSIFIED"])
def test_state_that_nobody_offered_changes_nothing(desk, race, state):
    car = race.event.entries.get(number="22")

    imported(desk, race, **{f"state-{car.pk}": state, "state-x": "retired", "state-": "retired"})

    assert race.results.get(event_entry=car).status == "retired"


# Questions and warnings


def test_unknown_word_for_a_state_is_asked_and_remembered(desk, race):
    content = CONTENT.replace(b"Retired", b"Kaputt")
    preview = upload(desk, race, content)
    (field,) = preview.context["answers"]

    confirm(desk, race, preview, **{field.name: "retired"})

    assert field.label == "Status “Kaputt”"
    assert order(race)[-1] == ("22", "retired")
    assert StatusAlias.objects.get().printed == "Kaputt"


def test_import_without_an_answer_asks_again(desk, race):
    preview = upload(desk, race, CONTENT.replace(b"Retired", b"Kaputt"))

    response = confirm(desk, race, preview)

    assert "Nothing is imported yet." in response.text
    assert "Choose what it means." in response.text
    assert not Result.objects.exists()


def test_car_of_the_season_joins_the_event_if_somebody_says_so(desk, race):
    entry = EntryFactory(
        season=race.season,
        number="99",
        status="confirmed",
        car_class=race.season.classes.get(code="GT"),
    )
    preview = upload(desk, race, CONTENT + b"6,99,GT,Classified,90,3:44:40.000,2:06.000\n")
    (field,) = preview.context["answers"]

    response = confirm(desk, race, preview, **{field.name: field.field.choices[1][0]})

    assert entry.event_entries.get().event == race.event
    assert "New on the event's list: #99." in said(response)


def test_warnings_need_one_tick(desk, race):
    preview = upload(desk, race, name="03_Classification_Race_Hour 3.csv")
    assert preview.context["page"]["warnings"]

    refused = desk.post(page("import", race), as_shown(preview))
    accepted = confirm(desk, race, preview)

    assert "Tick this once you have looked at them." in refused.text
    assert accepted.status_code == 302


def test_car_that_the_next_file_lacks_is_removed_if_somebody_ticks_it(desk, race):
    imported(desk, race)
    preview = upload(desk, race, CONTENT.partition(b"5,22,")[0])

    response = confirm(desk, race, preview)

    assert "Removed from the result" in preview.text
    assert "Removed from the result: #22." in said(response)
    assert not race.results.filter(event_entry__number="22").exists()


def test_what_was_chosen_stays_when_the_preview_comes_back(desk, race):
    preview = upload(desk, race, CONTENT.replace(b"Retired", b"Kaputt"))
    car = race.event.entries.get(number="88")

    response = confirm(desk, race, preview, **{f"state-{car.pk}": "disqualified"})

    (line,) = [
        line
        for _class, lines in response.context["page"]["classes"]
        for line in lines
        if line["number"] == "88"
    ]
    assert line["status"] == "disqualified"


# Problems


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (
            with_line("1,4,LMP2,Classified,100,3:43:26.017,1:52.991", "2,4,LMP2,,,,"),
            "“4” stands in",
        ),
        (with_line("1,4,LMP2,Classified,many,3:43:26.017,"), "“many” is no whole number."),
        (with_line("1,4,LMP2,Classified,100,123,"), "“123” may be seconds or milliseconds"),
        (with_line("1,777,LMP2,Classified,100,3:43:26.017,"), "777"),
        ("Position,Number,Team\n1,4,Écurie\n".encode("cp1252"), "is not UTF-8"),
    ],
)
def test_bad_file_is_told_and_leaves_no_trace(desk, race, content, message):
    before = stored()

    response = upload(desk, race, content)

    assert response.status_code == 200
    assert message in response.text
    assert response.context["token"] == ""
    assert stored() == before


def test_problem_names_line_and_column(desk, race):
    response = upload(desk, race, with_line("1,4,LMP2,Classified,many,3:43:26.017,"))

    (problem,) = response.context["page"]["problems"]
    assert (problem["line"], problem["column"]) == (2, "Laps")


def test_cars_that_nobody_entered_lead_to_the_import_of_entries(desk, race):
    response = upload(desk, race, with_line("1,66,LMP2,Classified,100,,"))

    assert f'/entries/import/?event={race.event.pk}">Import them as entries</a>' in response.text


def test_file_that_is_not_utf8_may_be_read_as_windows_1252(desk, race):
    content = CONTENT.replace(b"Classified,100,3:43:26", "Classée,100,3:43:26".encode("cp1252"))
    first = upload(desk, race, content)

    second = upload(desk, race, content, as_cp1252="on")
    confirm(desk, race, second)

    assert "as_cp1252" in first.context["form"].fields
    assert bytes(ResultImport.objects.get().file.content) == content
    assert Result.objects.count() == 5


def test_more_than_a_form_can_carry_is_refused(desk, race, monkeypatch):
    monkeypatch.setattr(form, "LARGEST", 100)

    response = upload(desk, race)

    assert "The file is too large." in response.text
    assert response.context["token"] == ""


def test_more_lines_than_a_form_can_hold_are_refused(desk, race, monkeypatch):
    monkeypatch.setattr(pages, "AT_MOST", 4)

    response = upload(desk, race)

    assert "The result has too many lines for one page." in response.text
    assert response.context["token"] == ""


def test_preview_without_a_file_asks_for_one(desk, race):
    response = desk.post(page("import", race), {"_file": "1"})

    assert response.context["form"].errors == {"file": ["This field is required."]}


# Between preview and confirmation


def test_result_changed_in_the_meantime_is_shown_again(desk, race):
    preview = upload(desk, race)
    ResultFactory(session=race, event_entry=race.event.entries.get(number="4"), laps=99)

    response = confirm(desk, race, preview)

    assert "Something was changed in the meantime." in response.text
    assert response.context["token"] != preview.context["token"]
    assert Result.objects.count() == 1


@pytest.mark.parametrize("change", ["", "x", "token:cut", "token:more", "token:other"])
def test_tampered_form_starts_again(desk, race, change):
    token = upload(desk, race).context["token"]
    sent = {
        "token:cut": token[:-1],
        "token:more": token + "A",
        "token:other": "A" + token[1:],
    }.get(change, change)

    response = desk.post(page("import", race), {"_import": sent})

    assert "This preview is too old, or was changed on its way." in response.text
    assert not Result.objects.exists()


def test_preview_of_yesterday_starts_again(desk, race, monkeypatch):
    token = upload(desk, race).context["token"]
    tomorrow = (timezone.now() + timedelta(hours=25)).timestamp()
    monkeypatch.setattr(signing.time, "time", lambda: tomorrow)

    response = desk.post(page("import", race), {"_import": token})

    assert "This preview is too old" in response.text


def test_preview_of_another_session_or_person_starts_again(desk, race, client):
    token = upload(desk, race).context["token"]
    other = RaceFactory(event=race.event)
    answers = [desk.post(page("import", other), {"_import": token})]
    client.force_login(staff_with(*IMPORTING))
    answers.append(client.post(page("import", race), {"_import": token}))

    assert all("This preview is too old" in answer.text for answer in answers)
    assert not Result.objects.exists()


def test_carried_result_is_the_one_that_was_read():
    one = Carried("x.CSV", b"\xff\x00;abc", as_cp1252=True, shown="123")
    typed = Carried(rows=(TypedRow(1, "007", "12", status="RET"),), shown="456")

    for each in (one, typed):
        assert carried_in(carry(each, whose=[1, 2]), whose=[1, 2]) == each


# Who may


@pytest.mark.parametrize("name", ["import", "type"])
@pytest.mark.parametrize(
    ("permissions", "status"),
    [
        ([], 403),
        (["championship.view_result"], 403),
        (["championship.add_result"], 403),
        (["championship.change_result"], 403),
        (IMPORTING, 200),
    ],
)
def test_page_opens_for_those_who_may_add_and_change_results(
    client, race, name, permissions, status
):
    client.force_login(staff_with(*permissions))

    assert client.get(page(name, race)).status_code == status
    assert client.post(page(name, race), {"number": "4"}).status_code == status


def test_new_drivers_need_permission_to_add_drivers(client, race):
    client.force_login(staff_with(*IMPORTING))
    content = b"Position,Number,Driver 1\n1,4,Ben TUCK\n"
    preview = upload(client, race, content)
    answers = {field.name: "new" for field in preview.context["answers"]}

    response = confirm(client, race, preview, **answers)

    assert response.status_code == 403
    assert not Driver.objects.filter(family_name__iexact="Tuck").exists()
    assert not Result.objects.exists()


def test_car_that_joins_the_event_needs_permission_to_add_cars(client, race):
    user = staff_with(*IMPORTING, "championship.add_evententry")
    client.force_login(user)
    EntryFactory(
        season=race.season,
        number="99",
        status="confirmed",
        car_class=race.season.classes.get(code="GT"),
    )
    content = CONTENT + b"6,99,GT,Classified,90,3:44:40.000,2:06.000\n"
    allowed = upload(client, race, content)
    user.user_permissions.remove(user.user_permissions.get(codename="add_evententry"))

    refused = upload(client, race, content)

    assert "You may not add what is new in this result: event entries." in refused.text
    assert refused.context["token"] == ""
    assert confirm(client, race, allowed).status_code == 403
    assert not race.event.entries.filter(number="99").exists()


def test_page_of_no_session_is_not_found(desk, race):
    assert desk.get(page("import", Session(pk=999))).status_code == 404


# What robots send


def test_60_mutated_files_end_in_a_page_and_leave_no_trace(desk, race):
    DriverFactory(given_name="Ben", family_name="Tuck")
    before = stored()

    statuses = {
        upload(desk, race, mutated(CONTENT, random.Random(seed))).status_code for seed in range(60)
    }

    assert statuses == {200}
    assert stored() == before


def test_40_odd_confirmations_end_in_a_page(desk, race):
    preview = upload(desk, race, CONTENT.replace(b"Retired", b"Kaputt"))
    sent = as_shown(preview)
    before = stored()
    statuses = set()
    for seed in range(40):
        chance = random.Random(seed)
        odd = chance.choice(["", "x", "\x00", "9" * 30, "-1", "new", "é"])
        wrong = {chance.choice(list(sent)): odd, "state-999999": "retired", "accepted": odd}
        statuses.add(desk.post(page("import", race), sent | wrong).status_code)

    assert statuses == {200}
    assert stored() == before


def test_event_entry_of_another_event_takes_no_state(desk, race):
    other = EventEntryFactory()

    response = imported(desk, race, **{f"state-{other.pk}": "disqualified"})

    assert response.status_code == 302
    assert not Result.objects.filter(status="disqualified").exists()
