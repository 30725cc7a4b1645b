"""Titles that are made of other titles."""

from championship.models import Championship, Combination, CombinationSource, CountsAs

from .dump import Record
from .values import points, present, unless

# What is fetched with a championship for its combination.
FETCHED = (
    "combination__scale",
    "combination__sources__championship__season__series",
    "combination__identities__team",
    "combination__identities__as_team",
    "combination__identities__driver",
    "combination__identities__as_driver",
)


def combination(championship: Championship) -> Record | None:
    row = getattr(championship, "combination", None)
    if row is None:
        return None
    maximum = Combination._meta.get_field("common_maximum").get_default()
    return present(
        method=unless(row.method, Combination.Method.POINTS),
        common_maximum=unless(points(row.common_maximum), points(maximum)),
        points_scale=row.scale.slug if row.scale else None,
        several=unless(row.several, Combination.Several.BEST),
        tie_break=unless(row.tie_break, Combination.TieBreak.COUNTBACK),
        sources=[_source(source, line) for line, source in enumerate(row.sources.all(), start=1)],
        counts_as=[_counts_as(pair) for pair in row.identities.all()],
    )


def _source(row: CombinationSource, line: int) -> Record:
    season = row.championship.season
    return present(
        series=season.series.slug,
        season=season.slug,
        championship=row.championship.slug,
        order=unless(row.order, line),
        rounds=unless(row.rounds, CombinationSource.Rounds.ALL),
        best_rounds=row.best_rounds,
        weight=unless(points(row.weight), 1),
        minimum_rounds=row.minimum_rounds or None,
    )


def _counts_as(row: CountsAs) -> Record:
    named, counted = (row.team, row.as_team) if row.team else (row.driver, row.as_driver)
    return {"team" if row.team else "driver": named.slug, "as": counted.slug}
