"""What one dump of a season has at hand."""

from collections import Counter
from functools import cached_property

from django.db.models import Q

from championship.models import Agreement, Article, Entry, EventEntry, Season

from .values import Record, by_number

__all__ = ["CannotDump", "Dump", "Record"]


class CannotDump(ValueError):
    """A season names what a pack has no words for; the text says what."""


class Dump:
    """The season's entries and cars, with the ids under which a pack calls them."""

    def __init__(self, season: Season):
        self.season = season
        self.season_entries = sorted(
            season.entries.select_related("car_class", "team", "car").prefetch_related(
                "crew__driver", "waivers"
            ),
            key=lambda entry: (
                entry.car_class.order,
                by_number(entry.number),
                entry.team.slug,
                entry.pk,
            ),
        )
        self.classes = list(
            season.classes.select_related("parent")
            .prefetch_related("aliases", "category_limits", "cars")
            .order_by("order", "slug")
        )
        self.ids = _entry_ids(self.season_entries)
        self.event_rows = list(
            season.events.select_related("circuit").order_by("starts_on", "slug")
        )
        self.event_entries = list(
            EventEntry.objects.filter(event__season=season)
            .select_related("car_class", "car")
            .prefetch_related("crew__driver", "waivers")
            .order_by("pk")
        )
        self.entry_lists = list(
            season.entry_lists.select_related("event")
            .prefetch_related(
                "counts__car_class",
                "lines__car_class",
                "lines__car",
                "lines__waivers",
                "lines__crew__driver__categories",
            )
            .order_by("number")
        )
        self.car_by_key = {car.pk: car for car in self.event_entries}
        self.entry_of_car = {key: self.ids[car.entry_id] for key, car in self.car_by_key.items()}

    @cached_property
    def agreement_ids(self) -> set[int]:
        """The agreements that cover the season, or by which its awards are given."""
        covering = Agreement.objects.filter(seasons=self.season)
        named = Agreement.objects.filter(awards__season=self.season)
        return {key for rows in (covering, named) for key in rows.values_list("pk", flat=True)}

    @cached_property
    def article_ids(self) -> set[int]:
        """The articles about the season, and those about its series alone."""
        of_series = Q(season=None, series=self.season.series_id)
        rows = Article.objects.filter(Q(season=self.season) | of_series)
        return set(rows.values_list("pk", flat=True))

    def recipient(self, row) -> Record:
        """Whom a row is about, by the name a pack calls them."""
        return {
            "entry": self.ids[row.entry_id] if row.entry_id else None,
            "driver": row.driver.slug if row.driver else None,
            "team": row.team.slug if row.team else None,
            "manufacturer": row.manufacturer.slug if row.manufacturer else None,
        }


def _entry_ids(entries: list[Entry]) -> dict[int, str]:
    """The number where it tells an entry apart; otherwise with its team, then counted."""
    numbers = Counter(entry.number for entry in entries)
    seen: Counter[str] = Counter()
    ids = {}
    for entry in sorted(entries, key=lambda entry: entry.pk):
        name = entry.number
        if numbers[name] > 1:
            name = f"{entry.number}/{entry.team.slug}"
        seen[name] += 1
        ids[entry.pk] = name if seen[name] == 1 else f"{name}/{seen[name]}"
    return ids
