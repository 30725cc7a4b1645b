"""The worlds that many tests share."""

from importlib import resources

import pytest
from django.db import transaction
from django.utils import translation

from championship.imports.season_pack import read_season_pack
from championship.models import Season
from championship.workflows.season_pack import load_season_pack


@pytest.fixture(autouse=True)
def _english():
    """Every test starts in English: a page in French leaves its thread in French."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def aslms_pack_file():
    """The shipped pack of the Asian Le Mans Series 2023/24."""
    return resources.files("championship.packs").joinpath("aslms-2023-24.json")


@pytest.fixture
def aslms_pack(aslms_pack_file):
    """The shipped pack as plain values, fresh for each test to change."""
    with aslms_pack_file.open("rb") as stream:
        pack, problems = read_season_pack(stream)
    assert problems == []
    return pack


@pytest.fixture(scope="module")
def loaded_aslms(aslms_pack_file, django_db_setup, django_db_blocker):
    """The shipped season, loaded once for a module and taken out again after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with aslms_pack_file.open("rb") as stream:
            pack, _problems = read_season_pack(stream)
        load_season_pack(pack)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def aslms(loaded_aslms, db):
    """The Asian Le Mans Series 2023/24 in the database."""
    return Season.objects.select_related("series").get(series__slug="aslms", slug="2023-24")
