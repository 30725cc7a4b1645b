"""The scoring rules alone reproduce every row of every official table."""

from fractions import Fraction

import pytest

from championship.scoring.standings import compute

from .folder import ROOT, folders

TITLES = [(folder, title) for folder in folders() for title in folder.titles]
if not TITLES:
    pytest.skip(f"no official tables in OFFICIAL_TABLES ({ROOT})", allow_module_level=True)

HALF_A_HUNDREDTH = Fraction(1, 200)
by_name = pytest.mark.parametrize(
    ("folder", "title"), TITLES, ids=[f"{folder.path.name}-{title}" for folder, title in TITLES]
)


def tables_of(folder, title):
    return compute(folder.championship(title), folder.sessions(), folder.rulings(title))


@by_name
def test_every_row_of_the_official_table_is_reproduced(folder, title):
    official = folder.official(title)

    rows = tables_of(folder, title).newest

    ours = {row.recipient: (str(row.rank or row.excluded), row.points) for row in rows}
    assert {who: position for who, (position, _points) in ours.items()} == {
        row.recipient: row.position for row in official
    }
    wrong = [row for row in official if abs(ours[row.recipient][1] - row.points) > HALF_A_HUNDREDTH]
    assert wrong == []


@by_name
def test_every_total_after_every_round_is_the_sum_of_its_ledger(folder, title):
    tables = tables_of(folder, title)

    for number, rows in tables.after.items():
        for row in rows:
            lines = tables.explain(row, number)
            assert sum((line.points for line in lines), Fraction(0)) == row.points


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.path.name)
def test_points_of_every_session_are_those_officially_scored(folder):
    scored = {}
    for row in folder.rows("results"):
        key = row["driver_id"], int(row["round"]), row["session"]
        scored[key] = scored.get(key, 0) + Fraction(row["points"])

    ours = dict.fromkeys(scored, Fraction(0))
    for line in tables_of(folder, "drivers").ledger:
        if line.session is not None:
            ours[line.recipient, *line.session] += line.points

    assert {key for key in scored if abs(scored[key] - ours[key]) > Fraction(1, 100)} == set()
