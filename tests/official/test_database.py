"""Loaded as season packs, published, and read back, the official tables come out again."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from championship.exports.season_pack import dump_season_pack
from championship.models import Classification, OfficialTable, Season, Standing
from championship.queries.official import compare
from championship.scoring.rules import Recipient
from championship.workflows.season_pack import load_season_pack
from championship.workflows.standings import differences

from .folder import RECIPIENTS, ROOT, folders
from .pack import SERIES, season_pack

if not folders():
    pytest.skip(f"no official tables in OFFICIAL_TABLES ({ROOT})", allow_module_level=True)

HALF_A_HUNDREDTH = Decimal("0.005")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=folders(), ids=lambda folder: folder.path.name)
def folder(request):
    return request.param


@pytest.fixture(scope="module")
def loaded(folder, tmp_path_factory, django_db_setup, django_db_blocker):
    """The folder as a file of a pack, loaded by the command that staff use."""
    file = tmp_path_factory.mktemp("pack") / "season.json"
    file.write_text(json.dumps(season_pack(folder)))
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_season", str(file), stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def season(loaded, folder, db):
    return Season.objects.select_related("series").get(series__slug=SERIES, slug=folder.path.name)


def newest_table(season, title):
    """Position, recipient and points of each stored row, as a page would show them."""
    rows = Standing.objects.filter(championship__season=season, championship__slug=title)
    last = rows.latest("after").after
    whom = "driver" if RECIPIENTS[title] is Recipient.DRIVER else "manufacturer"
    return {
        getattr(row, whom).slug: (
            str(row.rank) if row.rank else row.excluded_by.shown_as,
            row.points,
        )
        for row in rows.filter(after=last).select_related(whom, "excluded_by")
    }


def test_every_row_of_the_official_tables_is_read_back(season, folder):
    assert Classification.objects.filter(session__season=season).count() == len(folder.races())
    assert folder.titles
    for title in folder.titles:
        official = folder.official(title)
        ours = newest_table(season, title)
        assert {who: position for who, (position, _points) in ours.items()} == {
            row.recipient: row.position for row in official
        }
        for row in official:
            assert abs(ours[row.recipient][1] - row.points) <= HALF_A_HUNDREDTH


def test_official_tables_stored_beside_ours_show_no_difference(season, folder):
    compared = compare(OfficialTable.objects.filter(championship__season=season))

    assert [comparison.is_equal for comparison in compared] == [True for _title in folder.titles]


def test_a_dump_of_the_season_changes_nothing(season):
    assert load_season_pack(dump_season_pack(season)) == {}


def test_stored_tables_are_what_the_results_give(season, folder):
    assert differences(season) == []
