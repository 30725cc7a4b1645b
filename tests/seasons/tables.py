"""Stored tables as the seasons' tests read them, and the research they are held against."""

import json
from pathlib import Path

from championship.models import Standing


def research(name):
    """The tables that the research behind a shipped pack came to."""
    file = Path(__file__).parents[1] / "data" / f"{name}-tables.json"
    return json.loads(file.read_text(encoding="utf-8"))


def standings(season, title, after):
    """(rank, number or driver, points) of a table as it is stored."""
    rows = Standing.objects.filter(
        championship__season=season, championship__slug=title, round__number=after
    ).select_related("entry", "driver")
    return [
        (row.rank, row.entry.number if row.entry else row.driver.slug, row.points) for row in rows
    ]


def points_of(season, title, after):
    return {who: points for _rank, who, points in standings(season, title, after)}


def check_final_table(season, title, after, expected):
    """Rank, recipient and points of every row."""
    rows = [(row["rank"], row["who"], row["points"]) for row in expected]
    assert sorted(standings(season, title, after)) == sorted(rows)


def check_every_round(season, title, rounds, expected):
    """The points of everybody after each round: what was earned so far, or not listed yet."""
    tables = [points_of(season, title, after) for after in range(1, rounds + 1)]
    for row in expected:
        earned = {int(number): points for number, points in row["by_round"].items()}
        for after, points in enumerate(tables, start=1):
            so_far = [earned[number] for number in earned if number <= after]
            assert points.get(row["who"]) == (sum(so_far) if so_far else None)
