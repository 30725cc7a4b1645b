"""Countries as they are printed, and as they are stored."""

import pytest
from django_countries import countries

from championship.queries.countries import country_code, printed_country


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("GB", "GB"),
        ("gbr", "GB"),
        ("UK", "GB"),
        ("Great Britain", "GB"),
        ("Royaume-Uni", "GB"),
        ("Vereinigtes Königreich", "GB"),
        ("GER", "DE"),
        ("DEU", "DE"),
        ("NED", "NL"),
        ("SUI", "CH"),
        ("Schweiz", "CH"),
        ("DEN", "DK"),
        ("RSA", "ZA"),
        ("MAS", "MY"),
        ("UAE", "AE"),
        ("POR", "PT"),
        ("Czech Republic", "CZ"),
        ("Turkey", "TR"),
        ("Türkei", "TR"),
        ("U.S.A.", None),
        ("Ruritania", None),
        ("?", None),
        ("", ""),
    ],
)
def test_country_is_understood_as_motor_sport_prints_it(printed, code):
    assert country_code(printed) == code


@pytest.mark.parametrize("code", list(countries.countries))
def test_country_that_is_printed_is_understood(code):
    assert country_code(printed_country(code)) == code


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_name_of_a_country_means_one_country_in_every_language(language, settings):
    from django.utils.translation import override

    with override(language):
        named = {country.name: country.code for country in countries}

    assert {name: country_code(name) for name in named} == named
