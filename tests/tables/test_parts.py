"""Signs: short for eyes, whole words for ears, and never markup out of a name."""

import pytest
from django.template import engines
from django.utils.translation import override
from django_countries.fields import Country

from championship.tables.addresses import address, linked
from championship.templatetags import parts

HOSTILE = '"><script>&'
ESCAPED = "&quot;&gt;&lt;script&gt;&amp;"


def test_plate_says_its_class_in_words():
    assert parts.number_plate("4", "LMP2", "lmp2") == (
        '<span class="number-plate class-lmp2" aria-hidden="true">4</span><i>Car 4, LMP2</i>'
    )


def test_plate_of_a_page_has_a_band_and_one_that_leads_on_is_a_link():
    assert parts.number_plate("4", "GT", "gt", "page", "/cars/4/") == (
        '<a class="number-plate number-plate-page class-gt" href="/cars/4/">'
        '<span aria-hidden="true">4</span><i>Car 4, GT</i>'
        '<span class="band" aria-hidden="true">GT</span></a>'
    )


@pytest.mark.parametrize(
    ("figure", "kind"), [(1, " place-win"), ("2", " place-podium"), (3, " place-podium"), (4, "")]
)
def test_win_and_podium_have_a_square_of_their_own(figure, kind):
    assert parts.place(figure) == f'<b class="place-square{kind}">{figure}</b>'


def test_letters_in_the_place_of_a_place_are_read_as_words():
    assert parts.place("DNS", "did not start") == (
        '<b class="place-square" aria-hidden="true">DNS</b><i>did not start</i>'
    )


@pytest.mark.parametrize("places", [(2, "▲2"), (-3, "▼3"), (0, "–"), (None, "new")])
def test_places_won_and_lost_are_an_arrow_and_words(places):
    assert parts.moved(places[0], "so many") == (
        f'<span class="moved" aria-hidden="true">{places[1]}</span><i>, so many</i>'
    )


def test_words_that_stand_beside_a_sign_are_not_read_twice():
    assert parts.country_code("CHE", "") == '<abbr aria-hidden="true">CHE</abbr>'


def test_nobody_has_no_country_and_no_category():
    assert (parts.country_code("", ""), parts.category("", ""), parts.winners([])) == ("", "", "")


@pytest.mark.parametrize(
    "made",
    [
        lambda: parts.number_plate(HOSTILE, "GT", "gt"),
        lambda: parts.number_plate("4", HOSTILE, "gt", "page"),
        lambda: parts.number_plate("4", "GT", HOSTILE),
        lambda: parts.number_plate("4", "GT", "gt", url=HOSTILE),
        lambda: parts.country_code("CHE", HOSTILE),
        lambda: parts.category("B", HOSTILE),
        lambda: parts.place(HOSTILE),
        lambda: parts.place("1", HOSTILE),
        lambda: parts.state("final", HOSTILE),
        lambda: parts.state(HOSTILE),
        lambda: parts.moved(1, HOSTILE),
        lambda: parts.note_refs([HOSTILE]),
        lambda: linked("driver", "joel-sturm", HOSTILE),
    ],
)
def test_names_never_become_markup(made):
    assert ESCAPED in made()
    assert HOSTILE not in made()


def test_templates_show_the_same_signs_as_tables():
    place = engines["django"].get_template("championship/includes/place.html")

    assert place.render({"place": 1}).strip() == parts.place(1)


@pytest.mark.parametrize(("language", "before"), [("en", ""), ("fr", "/fr"), ("de", "/de")])
def test_address_keeps_the_language_of_the_page(language, before):
    with override(language):
        assert address("driver", "joel-sturm") == f"{before}/drivers/joel-sturm/"


def test_country_in_a_table_has_its_flag_beside_its_code():
    shown = parts.country(Country("LT"))

    assert shown == (
        '<abbr aria-hidden="true"><span class="flag flag-l flag-_t"></span> LTU</abbr>'
        "<i>Lithuania</i>"
    )
    assert parts.country(Country("")) == ""
