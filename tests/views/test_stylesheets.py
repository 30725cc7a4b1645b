"""Class colours are data."""

import pytest

from championship.colour import tones
from tests.factories import CarClassFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def car_class():
    return CarClassFactory(slug="lmp2", colour="#0A57A4")


def colours_of(season):
    return f"{season.get_absolute_url()}classes.css"


def test_every_class_has_its_tones_for_light_and_dark(client, car_class):
    response = client.get(colours_of(car_class.season))
    light, dark = response.content.decode().split("@media screen and (prefers-color-scheme: dark)")
    shown = tones("#0A57A4")

    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert (
        f".class-lmp2 {{ --class-text: {shown.text_light}; --class-stripe: {shown.stripe_light}; }}"
        in light
    )
    assert (
        f".class-lmp2 {{ --class-text: {shown.text_dark}; --class-stripe: {shown.stripe_dark}; }}"
        in dark
    )


def test_browser_that_has_them_gets_nothing_again(client, car_class):
    address = colours_of(car_class.season)
    etag = client.get(address).headers["ETag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    car_class.colour = "#A3161A"
    car_class.save()
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(("is_public", "kept_by"), [(True, "public"), (False, "private")])
def test_colours_are_kept_for_five_minutes(admin_client, car_class, is_public, kept_by):
    car_class.season.is_public = is_public
    car_class.season.save()
    response = admin_client.get(colours_of(car_class.season))

    assert response.headers["Cache-Control"] == f"max-age=300, {kept_by}"
