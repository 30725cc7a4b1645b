"""What one dump of a season has at hand."""

from collections import Counter

from championship.models import Entry, EventEntry, Season

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
