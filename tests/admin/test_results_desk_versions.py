"""Imported timing files as they were: what they say, and the bytes themselves."""

import pytest

from tests.factories import staff_with

from .results import CONTENT, imported, page, race_with_cars

pytestmark = pytest.mark.django_db


@pytest.fixture
def race(desk):
    """Race 1 with its timing file imported."""
    race = race_with_cars()
    imported(desk, race, name="03_Classification Race (1).CSV")
    return race


def test_version_says_what_its_file_says(desk, race):
    response = desk.get(page("versions", race, 1))

    lines = [(line["position"], line["number"]) for line in response.context["lines"]]
    assert lines == [(1, "4"), (2, "24"), (3, "91"), (4, "88"), (5, "22")]
    assert race.imports.get().file.sha256 in response.text


def test_correction_is_not_in_the_version(desk, race):
    race.results.update(status="disqualified")

    (*_others, last) = desk.get(page("versions", race, 1)).context["lines"]

    assert last["status"] == "Retired"


def test_raw_file_is_given_as_it_came_and_never_shown(desk, race):
    response = desk.get(page("raw", race, 1))

    assert response.content == CONTENT
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="03_Classification Race (1).CSV"'
    )


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("!!!", 'attachment; filename="!!!"'),
        ("4 Stunden.csv; x=y", 'attachment; filename="4 Stunden.csv; x=y"'),
        ("決勝.csv", "attachment; filename*=utf-8''%E6%B1%BA%E5%8B%9D.csv"),
    ],
)
def test_raw_file_keeps_any_name(desk, name, header):
    race = race_with_cars()
    imported(desk, race, name=name)

    assert desk.get(page("raw", race, 1)).headers["Content-Disposition"] == header


def test_earlier_version_stays_readable(desk, race):
    imported(desk, race, CONTENT.replace(b"Classified,94", b"Classified,93"))

    first, second = (desk.get(page("versions", race, number)) for number in (1, 2))

    assert [line["laps"] for line in first.context["lines"]][2] == 94
    assert [line["laps"] for line in second.context["lines"]][2] == 93


@pytest.mark.parametrize("number", [0, 2, 10**30])
@pytest.mark.parametrize("name", ["versions", "raw"])
def test_version_that_there_is_not_is_not_found(desk, race, name, number):
    assert desk.get(page(name, race, number)).status_code == 404


@pytest.mark.parametrize("name", ["versions", "raw"])
@pytest.mark.parametrize(
    ("permissions", "status"),
    [([], 403), (["championship.change_result"], 403), (["championship.view_result"], 200)],
)
def test_versions_are_for_staff_who_may_see_results(client, race, name, permissions, status):
    client.force_login(staff_with(*permissions))

    assert client.get(page(name, race, 1)).status_code == status


@pytest.mark.parametrize("name", ["versions", "raw"])
def test_fans_are_asked_to_sign_in(client, race, name):
    client.logout()

    assert client.get(page(name, race, 1)).status_code == 302
