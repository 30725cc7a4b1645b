"""A table of many rounds on a phone: rank, name and total stay while the rounds scroll."""

import pytest

from championship.models import Championship
from tests.factories import DriverFactory, SeasonFactory
from tests.queries.racing import car_of, championship, run

pytestmark = pytest.mark.browser


@pytest.fixture
def long_table(transactional_db, live_server):
    """A drivers' table of many rounds, where somebody with a long name drove many cars."""
    season = SeasonFactory(slug="2024", series__slug="cup")
    title = championship(season=season, recipient=Championship.Recipient.DRIVER)
    driver = DriverFactory(given_name="Maximiliano Sebastián", family_name="Wolfeschlegelstein")
    for number in range(10):
        car = car_of(title, number=f"{number}01")
        run(title, car, crews={car: [driver]})
    return f"{live_server.url}/cup/2024/standings/title/"


# In whole pixels: the edges of the table, of rank, name and total, and what spills from the name.
EDGES_WHEN_SCROLLED = """
    () => {
        const region = document.querySelector('.table-scroll')
        region.scrollLeft = 200
        const parts = ['place', 'team', 'points'].map(
            part => document.querySelector(`tbody .col-${part}`)
        )
        const edges = [region, ...parts].map(part => part.getBoundingClientRect())
        const spilt = parts[1].scrollWidth - parts[1].clientWidth
        return [...edges.flatMap(edge => [edge.left, edge.right]), region.scrollLeft, spilt]
            .map(Math.round)
    }
"""


@pytest.mark.parametrize("width", [320, 390, 700])
def test_rank_name_and_total_stay_while_the_rounds_scroll(long_table, open_browser, width):
    page = open_browser(width=width)
    page.goto(long_table)

    (
        left,
        right,
        rank_left,
        rank_right,
        name_left,
        name_right,
        total_left,
        total_right,
        *scroll,
    ) = page.evaluate(EDGES_WHEN_SCROLLED)
    assert scroll == [200, 0]
    edges = [left, rank_left, rank_right, name_left, name_right, total_left, total_right, right]
    assert edges == sorted(edges)
