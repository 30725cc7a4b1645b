"""Tables ask nothing of the database, and do not make pages heavy."""

import pytest

pytestmark = pytest.mark.django_db
SEASON = "/aslms/2023-24"


@pytest.mark.parametrize(
    "address",
    [
        "standings/gt-teams/",
        "standings/gt-drivers/",
        "standings/gt-teams/why/91/",
        "results/abu-dhabi-race-2/",
        "results/",
    ],
)
def test_rows_cost_no_query(client, aslms, django_assert_num_queries, address):
    table = client.get(f"{SEASON}/{address}").context["table"]

    with django_assert_num_queries(0):
        assert table.body.count("<tr") >= len(table.rows)


@pytest.mark.parametrize(
    ("address", "kilobytes"),
    [
        ("standings/gt-teams/", 40),  # 25 cars, 5 rounds
        ("standings/gt-drivers/", 84),
        ("results/abu-dhabi-race-2/", 48),
        ("events/abu-dhabi/entries/", 72),
    ],
)
def test_page_is_light_before_it_is_compressed(client, aslms, address, kilobytes):
    assert len(client.get(f"{SEASON}/{address}").content) <= kilobytes * 1000
