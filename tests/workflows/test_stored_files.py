from hashlib import sha256

import pytest

from championship.models import StoredFile
from championship.workflows.stored_files import (
    LIMIT,
    CannotStore,
    checked_upload,
    discard_file,
    store_file,
)
from tests.documents import JPEG, PDF, PNG
from tests.factories import NoticeFactory, StoredFileFactory


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("Bulletin 3.pdf", PDF, "application/pdf"),
        ("Map.png", PNG, "image/png"),
        ("Map.jpeg", JPEG, "image/jpeg"),
        ("Map.JPG", JPEG, "image/jpeg"),
    ],
)
def test_a_document_has_the_type_of_its_content(name, content, media_type):
    assert checked_upload(name, content)[0] == media_type


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Bulletin 3.pdf", "Bulletin 3.pdf"),
        ("Bulletin 3.PDF", "Bulletin 3.pdf"),
        ("Bulletin No.3", "Bulletin No.3.pdf"),
        ("bulletin.html", "bulletin.pdf"),
        ("bulletin.pdf.exe", "bulletin.pdf"),
        ("../../etc/bulletin.pdf", "bulletin.pdf"),
        ("C:\\desk\\bulletin.pdf", "bulletin.pdf"),
        ("bulle\r\ntin\x00.pdf", "bulle tin.pdf"),
        ("bulletin‮fdp.exe", "bulletin fdp.pdf"),
        ('a"b<c>.pdf', "a b c.pdf"),
        ("Décision n° 12.pdf", "Décision n° 12.pdf"),
        ("", "document.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_the_name_of_a_document_suits_its_type_and_every_disk(name, kept):
    assert checked_upload(name, PDF)[1] == kept


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.pdf", b"", "The file is empty."),
        (
            "bulletin.pdf",
            b"<html><script>alert(1)</script>%PDF-1.7 %%EOF",
            "“bulletin.pdf” is neither a PDF nor a picture (PNG or JPEG).",
        ),
        (
            "bulletin.docx",
            b"PK\x03\x04",
            "“bulletin.docx” is neither a PDF nor a picture (PNG or JPEG).",
        ),
        ("map.svg", b"<svg/>", "“map.svg” is neither a PDF nor a picture (PNG or JPEG)."),
        ("half.pdf", PDF[:20], "“half.pdf” ends too early: a part of the file is missing."),
        ("half.png", PNG[:20], "“half.png” ends too early: a part of the file is missing."),
        (
            "large.pdf",
            PDF.ljust(LIMIT + 1),
            "The file has 10.0\xa0MB; at most 10.0\xa0MB are kept.",
        ),
    ],
)
def test_what_is_no_document_is_refused_in_words(name, content, message):
    with pytest.raises(CannotStore) as refusal:
        checked_upload(name, content)

    assert str(refusal.value) == message


@pytest.mark.django_db
def test_a_document_is_kept_as_it_is_with_its_checksum():
    store_file("Bulletin 3.pdf", PDF, media_type="application/pdf")

    kept = StoredFile.objects.get()
    assert (kept.name, kept.media_type, kept.size) == (
        "Bulletin 3.pdf",
        "application/pdf",
        len(PDF),
    )
    assert bytes(kept.content) == PDF
    assert kept.sha256 == sha256(PDF).hexdigest()


@pytest.mark.django_db
def test_a_file_that_nothing_shows_is_discarded():
    file = StoredFileFactory()

    discard_file(file.pk)

    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_file_that_another_notice_shows_is_kept():
    file = StoredFileFactory()
    NoticeFactory(document=file)

    discard_file(file.pk)

    assert StoredFile.objects.get() == file
