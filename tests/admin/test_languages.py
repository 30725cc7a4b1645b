"""A text in several languages is filled in language by language."""

import re

import pytest
from django.core.exceptions import ValidationError

from championship.admin.languages import LanguagesField, LineInLanguages


@pytest.fixture
def field():
    return LanguagesField(widget=LineInLanguages, required=False, max_length=20)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (["", "", ""], ""),
        (["Champion", "", ""], "Champion"),
        (["Champion", "", "Meister"], {"en": "Champion", "de": "Meister"}),
        (["", "Champion", ""], {"fr": "Champion"}),
        (["null", "", ""], {"en": "null"}),
        (["2024", "", ""], {"en": "2024"}),
        (["two\r\nlines", "", ""], "two\nlines"),
    ],
)
def test_texts_are_kept_by_language(field, typed, stored):
    assert field.clean(typed).data == stored


@pytest.mark.parametrize("text", ["Champion", "null", "", "[1]"])
def test_what_was_stored_is_shown_as_it_was_typed(field, text):
    stored = field.clean([text, "", ""])

    assert [part or "" for part in field.widget.decompress(stored)] == [text, "", ""]
    assert not field.has_changed(stored, [text, "", ""])


def test_each_language_has_a_label(field):
    html = field.widget.render("note", None, {"id": "id_note"})

    assert re.findall(r'<label for="id_note_(\d)">(\w+)</label>', html) == [
        ("0", "English"),
        ("1", "French"),
        ("2", "German"),
    ]


def test_a_language_that_is_too_long_is_refused(field):
    with pytest.raises(ValidationError, match="at most 20 characters"):
        field.clean(["Champion", "", "M" * 21])
