"""Which token a page rests on, by its address."""

import pytest

from championship.page_cache.tokens import SITE, scope_of, season_scope


@pytest.mark.parametrize(
    "address",
    ["/aslms/2023-24/results/", "/fr/aslms/2023-24/standings/gt-teams/why/91/"],
)
def test_page_of_a_season_rests_on_the_season(address):
    assert scope_of(address) == season_scope("aslms", "2023-24")


@pytest.mark.parametrize(
    "address",
    ["/", "/de/", "/drivers/joel-sturm/", "/feeds/aslms/2023-24/results/", "/aslms/champions/"],
)
def test_page_over_several_seasons_rests_on_the_site(address):
    assert scope_of(address) == SITE


def test_home_of_a_season_looks_at_the_season_before():
    assert scope_of("/aslms/2023-24/") == SITE
