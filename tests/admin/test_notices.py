"""Notices: their number, their time at the circuit, and the file beside them."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from championship.models import Notice, StoredFile
from championship.templatetags.notices import row_page_address
from tests.documents import PDF, PNG
from tests.factories import (
    CircuitFactory,
    ClassificationFactory,
    DecisionFactory,
    EventFactory,
    NoticeFactory,
    RaceFactory,
    StoredFileFactory,
    staff_with,
)

from .browser import errors, save
from .registry import address

OUT = {"published_at": "2024-02-09T10:00"}


@pytest.fixture
def abu_dhabi(db):
    """An event on a circuit four hours ahead of UTC."""
    return EventFactory(circuit=CircuitFactory(time_zone="Asia/Dubai"))


def add_to(event):
    """The page on which a notice of an event is written."""
    return f"{address(Notice, 'add')}?event={event.pk}"


def upload(name="Bulletin 3.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="text/html")


# Its number


def test_number_that_comes_next_on_the_board_is_suggested(desk, abu_dhabi):
    NoticeFactory(event=abu_dhabi, number="3")
    NoticeFactory(event=abu_dhabi, number="12/A")
    race = RaceFactory(event=abu_dhabi)
    DecisionFactory(session=race, number="7")
    ClassificationFactory(session=race, document_number="9")
    NoticeFactory(number="40")

    form = desk.get(add_to(abu_dhabi)).context["adminform"].form

    assert form["number"].value() == "10"


def test_number_left_empty_is_the_next_one(desk, abu_dhabi):
    NoticeFactory(event=abu_dhabi, number="3")

    save(desk, add_to(abu_dhabi), subject="Start", text="At 16:00.", number="")

    assert Notice.objects.get(subject="Start").number == "4"


def test_number_that_is_taken_is_refused_with_the_next_one(desk, abu_dhabi):
    NoticeFactory(event=abu_dhabi, number="3", subject="Pit boxes")

    response = save(desk, add_to(abu_dhabi), subject="Start", text="At 16:00.", number="3")

    assert errors(response) == ["Notice 3 is there already: “Pit boxes”. The next is 4."]


@pytest.mark.parametrize(
    "number", [".", "..", "2024/..", "/3", "3/", "2024//3", "3/file", "\u202e3", "3\u200b"]
)
def test_number_that_makes_no_address_of_its_own_is_refused(desk, abu_dhabi, number):
    response = save(desk, add_to(abu_dhabi), subject="Start", text="At 16:00.", number=number)

    assert errors(response) == ["The number is part of an address. Write it as 12, 12/A or 2024/3."]


@pytest.mark.parametrize("number", ["12/A", "2024/3", "file", "1.2", "No. 3", "?", "Ü%20"])
def test_notice_of_any_other_number_is_found_at_its_address(client, desk, abu_dhabi, number):
    save(desk, add_to(abu_dhabi), subject="Start", text="At 16:00.", number=number, **OUT)

    notice = Notice.objects.get()
    page = row_page_address(notice, abu_dhabi, abu_dhabi.season)

    assert client.get(page).context["notice"] == notice


def test_two_events_have_a_notice_1_each(desk, abu_dhabi):
    NoticeFactory(number="1")

    save(desk, add_to(abu_dhabi), subject="Start", text="At 16:00.", number="1")

    assert Notice.objects.filter(number="1").count() == 2


# Its time


def test_time_is_typed_on_the_circuits_clock(desk, abu_dhabi):
    page = add_to(abu_dhabi)

    save(desk, page, subject="Start", text="At 16:00.", published_at="2024-02-11T12:00")

    assert Notice.objects.get().published_at == datetime(2024, 2, 11, 8, 0, tzinfo=UTC)


def test_time_is_shown_on_the_circuits_clock_with_its_zone(desk, abu_dhabi):
    moment = datetime(2024, 2, 11, 8, 0, tzinfo=UTC)
    notice = NoticeFactory(event=abu_dhabi, published_at=moment)

    page = desk.get(address(Notice, "change", notice.pk)).text

    assert 'value="2024-02-11T12:00"' in page
    assert "Circuit time, Asia/Dubai." in page
    assert "Sun 11 Feb 2024, 12:00 UTC+4" in desk.get(address(Notice, "changelist")).text


def test_notice_saved_untouched_keeps_the_second_it_was_published(desk, abu_dhabi):
    moment = datetime(2024, 2, 11, 8, 0, 42, tzinfo=UTC)
    notice = NoticeFactory(event=abu_dhabi, published_at=moment)

    save(desk, address(Notice, "change", notice.pk), subject="Corrected")

    assert Notice.objects.get(subject="Corrected").published_at == moment


# Its words and its file


def test_notice_without_a_text_needs_a_file(desk, abu_dhabi):
    response = save(desk, add_to(abu_dhabi), subject="Start", text="")

    assert errors(response) == ["Write a text, or choose a file."]


def test_file_is_kept_with_its_notice(desk, abu_dhabi):
    save(desk, add_to(abu_dhabi), subject="Start", text="", file=upload())

    kept = Notice.objects.get().document
    assert (kept.name, kept.media_type) == ("Bulletin 3.pdf", "application/pdf")
    assert kept.sha256 == sha256(PDF).hexdigest()
    assert kept.stored_by.username == "head"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (upload("bulletin.pdf", b""), "The file is empty."),
        (
            upload("bulletin.pdf", b"<script>"),
            "“bulletin.pdf” is neither a PDF nor a picture (PNG or JPEG).",
        ),
    ],
)
def test_file_that_is_no_document_is_refused_beside_its_field(desk, abu_dhabi, file, message):
    response = save(desk, add_to(abu_dhabi), subject="Start", text="", file=file)

    assert response.context["adminform"].form.errors == {"file": [message]}
    assert not StoredFile.objects.exists()
    assert not Notice.objects.exists()


def test_file_is_shown_and_stays_when_the_words_change(desk, abu_dhabi):
    notice = NoticeFactory(event=abu_dhabi, number="3", document=StoredFileFactory())
    page = address(Notice, "change", notice.pk)

    assert f"{abu_dhabi.get_absolute_url()}notices/3/file/" in desk.get(page).text
    save(desk, page, subject="Corrected")

    assert Notice.objects.get(subject="Corrected").document == notice.document


def test_file_is_replaced_by_another_one(desk, abu_dhabi):
    notice = NoticeFactory(event=abu_dhabi, document=StoredFileFactory())

    save(desk, address(Notice, "change", notice.pk), file=upload("map.png", PNG))

    assert StoredFile.objects.get() == Notice.objects.get().document
    assert StoredFile.objects.get().name == "map.png"


def test_file_is_removed_where_there_is_a_text(desk, abu_dhabi):
    notice = NoticeFactory(event=abu_dhabi, document=StoredFileFactory())

    save(desk, address(Notice, "change", notice.pk), **{"file-clear": "on"})

    assert Notice.objects.get().document is None
    assert not StoredFile.objects.exists()


def test_file_without_a_text_can_not_be_removed(desk, abu_dhabi):
    notice = NoticeFactory(event=abu_dhabi, text="", document=StoredFileFactory())

    response = save(desk, address(Notice, "change", notice.pk), **{"file-clear": "on"})

    assert errors(response) == ["Write a text, or choose a file."]
    assert StoredFile.objects.exists()


def test_file_goes_with_its_notice(desk, abu_dhabi):
    notice = NoticeFactory(event=abu_dhabi, document=StoredFileFactory())

    desk.post(address(Notice, "delete", notice.pk), {"post": "yes"})

    assert not StoredFile.objects.exists()


def test_page_that_will_be_read_is_a_click_away(desk, abu_dhabi):
    notice = NoticeFactory(event=abu_dhabi, number="3", published_at=None)

    page = desk.get(address(Notice, "change", notice.pk)).text

    assert f'href="{abu_dhabi.get_absolute_url()}notices/3/"' in page


def test_whoever_may_only_look_sees_the_file(client, abu_dhabi):
    notice = NoticeFactory(event=abu_dhabi, number="3", document=StoredFileFactory(name="a.pdf"))
    client.force_login(staff_with("championship.view_notice"))

    page = client.get(address(Notice, "change", notice.pk)).text

    assert f'<a href="{abu_dhabi.get_absolute_url()}notices/3/file/">a.pdf</a>' in page
