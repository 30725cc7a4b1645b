"""The catalogues: complete, compiled, with the placeholders of the code they translate."""

import re
import shutil
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = settings.BASE_DIR
LOCALE = ROOT / "championship" / "locale"
TRANSLATED = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
NO_BREAK = "\u00a0\u202f"

every_language = pytest.mark.parametrize("language", TRANSLATED)


def catalogue(language):
    return polib.pofile(LOCALE / language / "LC_MESSAGES" / "django.po")


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def forms(entry):
    """The translation of an entry in all its plural forms."""
    return [entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)] or [entry.msgstr]


def placeholders(text):
    return set(PLACEHOLDER.findall(text))


@every_language
def test_every_entry_is_translated_and_none_is_fuzzy(language):
    entries = catalogue(language)

    assert [entry.msgid for entry in entries if not all(forms(entry))] == []
    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete] == []


@every_language
def test_compiled_file_holds_what_the_source_says(language):
    compiled = polib.mofile(LOCALE / language / "LC_MESSAGES" / "django.mo")

    assert {key(entry): forms(entry) for entry in compiled} == {
        key(entry): forms(entry) for entry in catalogue(language)
    }


@every_language
def test_translation_has_the_placeholders_of_its_source(language):
    wrong = []
    for entry in catalogue(language):
        *one, many = forms(entry)
        if placeholders(many) != placeholders(entry.msgid_plural or entry.msgid):
            wrong.append(many)
        # The form for one may say the number itself: "ein Lauf", "zwei Läufe".
        wrong += [form for form in one if placeholders(form) - placeholders(many)]

    assert wrong == []


@every_language
def test_field_that_is_stored_in_milliseconds_says_so_in_the_same_letters(language):
    stored = [entry for entry in catalogue(language) if entry.msgid.endswith(" (ms)")]

    assert stored
    assert all(entry.msgstr.endswith(" (ms)") for entry in stored)  # forms take them off again


def test_french_marks_follow_a_no_break_space():
    texts = [text for entry in catalogue("fr") for text in forms(entry)]

    bare = re.compile(rf"(?<![{NO_BREAK}])[:;!?](\s|$)|«(?![{NO_BREAK}])|(?<![{NO_BREAK}])»|'")

    assert [text for text in texts if bare.search(text)] == []


def test_german_quotes_open_below():
    texts = [re.sub("<[^>]+>", "", text) for entry in catalogue("de") for text in forms(entry)]

    assert [text for text in texts if re.search(r"[\"”]|(^|\s)“", text)] == []


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """Every string that is marked in the code and the templates."""
    if shutil.which("xgettext") is None:
        pytest.skip("xgettext is not installed (Debian: apt-get install gettext)")
    copy = tmp_path_factory.mktemp("source")
    for folder in ("championship", "config", "templates"):
        left_out = shutil.ignore_patterns("locale", "__pycache__", "*.json")
        shutil.copytree(ROOT / folder, copy / folder, ignore=left_out)
    (copy / "championship" / "locale").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        patch.setattr(settings, "LOCALE_PATHS", [copy / "championship" / "locale"])
        call_command("makemessages", locale=["fr"], keep_pot=True, stdout=StringIO())
    return {key(entry) for entry in polib.pofile(copy / "championship/locale/django.pot")}


@every_language
def test_catalogue_has_every_marked_string_and_no_other(language, marked):
    translated = {key(entry) for entry in catalogue(language)}

    assert marked - translated == set()
    assert translated - marked == set()


def test_gettext_goes_by_names_that_are_searched_for():
    other_name = re.compile(r"gettext\w* as (?!_$)", re.MULTILINE)
    sources = [*Path(ROOT, "championship").rglob("*.py"), *Path(ROOT, "config").rglob("*.py")]

    assert [path.name for path in sources if other_name.search(path.read_text())] == []
