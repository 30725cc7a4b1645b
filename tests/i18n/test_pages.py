"""What a reader meets in French and in German."""

from datetime import date

import pytest
from django.utils import translation

from championship.templatetags.times import days_and_month, full_date, long_day, short_day
from tests.views.html import Page

pytestmark = pytest.mark.django_db
STANDING = "aslms/2023-24/standings/lmp2-teams/"
SUNDAY, FIRST, LAST = date(2024, 2, 11), date(2023, 12, 1), date(2023, 12, 3)


def page(client, address):
    return Page(client.get(address))


@pytest.mark.parametrize("language", ["fr", "de"])
def test_page_says_its_language_and_links_the_others(client, aslms, language):
    found = page(client, f"/{language}/{STANDING}")

    assert next(found.root.find("html")).attrs["lang"] == language
    assert {name: found.links()[name] for name in ("English", "Français", "Deutsch")} == {
        "English": f"/{STANDING}",
        "Français": f"/fr/{STANDING}",
        "Deutsch": f"/de/{STANDING}",
    }


@pytest.mark.parametrize(
    ("language", "head", "words"),
    [
        (
            "fr",
            ["Pos.", "N°", "Équipe", "", "M1 Sepang 2 déc.", "M2 Sepang 3 déc."],
            ["Définitif après la manche 5 sur 5 · d’après cinq classements définitifs"],
        ),
        (
            "de",
            ["Pos.", "Nr.", "Team", "", "L1 Sepang 2. Dez.", "L2 Sepang 3. Dez."],
            ["Endgültig nach Lauf 5 von 5 · aus fünf endgültigen Wertungen"],
        ),
    ],
)
def test_standings_speak_the_language_and_keep_the_names(client, aslms, language, head, words):
    found = page(client, f"/{language}/{STANDING}")

    assert found.tables()[0][0][:6] == head
    assert next(found.main.find("h1")).seen == "LMP2 teams"
    assert all(sentence in found.text for sentence in words)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Trois épreuves, cinq manches, 1er décembre 2023 – 11 février 2024"),
        ("de", "Drei Veranstaltungen, fünf Läufe, 1. Dezember 2023 – 11. Februar 2024"),
    ],
)
def test_calendar_counts_and_dates_in_words(client, aslms, language, words):
    assert words in page(client, f"/{language}/aslms/2023-24/calendar/").text


def test_german_round_has_its_day_and_its_winners(client, aslms):
    found = page(client, "/de/aslms/2023-24/calendar/")
    rounds = [node.seen for node in found.root.find("li") if node.attrs.get("class") == "round"]

    assert (
        rounds[4] == "L5 So. 11. Feb. 16:00 UTC+4 Sieger LMP2 25 LMP3 26 GT 88 Endgültig Ergebnis"
    )


def test_french_entry_list_has_a_space_before_its_colon(client, aslms):
    text = page(client, "/fr/aslms/2023-24/events/sepang/entries/").text

    assert "Version 2, provisoire 39 voitures : 11 LMP2, 5 LMP3, 23 GT" in text
    assert "publiée le 22 nov. 2023" in text


def test_menu_of_the_race_desk_is_german_at_its_german_address(admin_client):
    assert "Rennleitung" in Page(admin_client.get("/de/admin/")).root.seen


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Sun 11 Feb", "Sunday 11 February 2024", "11 Feb 2024", "1–3 December 2023"]),
        (
            "fr",
            ["dim. 11 févr.", "dimanche 11 février 2024", "11 févr. 2024", "1er–3 décembre 2023"],
        ),
        (
            "de",
            ["So. 11. Feb.", "Sonntag, 11. Februar 2024", "11. Feb. 2024", "1.–3. Dezember 2023"],
        ),
    ],
)
def test_days_are_written_as_the_language_writes_them(language, words):
    with translation.override(language):
        written = [short_day(SUNDAY), long_day(SUNDAY), full_date(SUNDAY)]

        assert [*written, days_and_month(FIRST, LAST)] == words
