"""Entry lists as they were published: every issue, and what was printed on it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django_countries.fields import Country

from championship.models import (
    Car,
    CarClass,
    EntryListCount,
    EntryListLine,
    EntryListRevision,
    EntryListSeat,
    Event,
    Manufacturer,
    Season,
)

from .entry_list import (
    TAKES_PART,
    EntryList,
    EntryRow,
    PrintedWaiver,
    Seat,
    by_class,
)
from .joined import Joined, joined_class

LINE = (
    "pk",
    "revision_id",
    "entry_id",
    "entry__team__slug",
    "number",
    "team_name",
    "team_country",
    "car_name",
    "kind",
    "status",
    "reserve_place",
    "scores",
    "note",
    "waivers__rule",
    "waivers__reason",
)
SEAT = (
    "line_id",
    "driver_id",
    "given_name",
    "family_name",
    "country",
    "category",
    "category_before",
    "driver__slug",
)
SECTION = ("id", "slug", "code", "name", "order")  # of the class under which a car is counted


def published_list(revision: EntryListRevision) -> EntryList:
    """A list as it was printed. Two queries; empty where only totals are known."""
    return published_lists([revision])[revision.pk]


def published_lists(revisions: Collection[EntryListRevision]) -> dict[int, EntryList]:
    """Several lists as they were printed, by the key of the revision. Two queries."""
    keys = [revision.pk for revision in revisions]
    crews = _crews(keys)
    rows = defaultdict(list)
    for line in _lines(keys):
        rows[line["revision_id"]].append(_row(line, crews))
    return {key: by_class(rows[key]) for key in keys}


def _lines(keys: Collection[int]) -> list[dict[str, Any]]:
    """The lines of these revisions, with the class, the car and the waivers of each."""
    car_class = joined_class()
    makers = Joined(Manufacturer, "car__manufacturer", ("slug", "name"))
    cars = Joined(Car, "car", ("slug", "manufacturer_id"), manufacturer=makers)
    rows = EntryListLine.objects.filter(revision__in=keys).order_by("order", "waivers__rule")
    lines: dict[int, dict[str, Any]] = {}
    for row in rows.values(*LINE, *car_class.columns, *cars.columns):
        row |= {"car_class": car_class.of(row), "car": cars.of(row), "waivers": []}
        line = lines.setdefault(row["pk"], row)
        if row["waivers__rule"]:
            line["waivers"].append(PrintedWaiver(row["waivers__rule"], row["waivers__reason"]))
    return list(lines.values())


def _crews(keys: Collection[int]) -> dict[int, list[Seat]]:
    """The crew of each line, with the category that the newest earlier list of the season gives.

    One query.
    """
    earlier = EntryListSeat.objects.filter(
        driver=OuterRef("driver"),
        line__revision__season=OuterRef("line__revision__season"),
        line__revision__number__lt=OuterRef("line__revision__number"),
    ).exclude(category="")
    newest_category = earlier.order_by("-line__revision__number").values("category")[:1]
    seats = EntryListSeat.objects.filter(line__revision__in=keys)
    rows = seats.annotate(category_before=Subquery(newest_category)).order_by("order")
    crews = defaultdict(list)
    for line, driver, given, family, country, category, before, slug in rows.values_list(*SEAT):
        crews[line].append(
            Seat(driver, given, family, Country(country), category, before or "", slug or "")
        )
    return crews


def _row(line: dict[str, Any], crews: dict[int, list[Seat]]) -> EntryRow:
    return EntryRow(
        entry=line["entry_id"],
        number=line["number"],
        car_class=line["car_class"],
        team=line["team_name"],
        team_slug=line["entry__team__slug"],
        country=Country(line["team_country"]),
        car=line["car"],
        car_name=line["car_name"],
        kind=line["kind"],
        status=line["status"],
        reserve_place=line["reserve_place"],
        scores=line["scores"],
        note=line["note"],
        crew=tuple(crews.get(line["pk"], ())),
        waivers=tuple(line["waivers"]),
    )


def revisions_of(season: Season) -> list[EntryListRevision]:
    """Every published issue, oldest first. Two queries.

    Each has `has_lines`, which is False where only totals are known; `class_counts` – how
    many of its cars take part, by class –, the same as pairs with the code of the class in
    `cars_by_class`, and their sum `cars`.
    """
    issues = EntryListRevision.objects.filter(season=season).select_related("event")
    return with_counts(issues.order_by("number"))


def with_counts(issues: Iterable[EntryListRevision]) -> list[EntryListRevision]:
    """The issues, counted as by revisions_of(). One query more than theirs."""
    issues = list(issues)
    keys = [issue.pk for issue in issues]
    printed = _counts(_printed_cars(keys), _told_cars(keys))
    for issue in issues:
        issue.has_lines = bool(printed[issue.pk, True])
        issue.class_counts = printed[issue.pk, issue.has_lines]
        issue.cars_by_class = [(each.code, cars) for each, cars in issue.class_counts.items()]
        issue.cars = sum(issue.class_counts.values())
    return issues


def _counts(printed, told) -> defaultdict[tuple[int, bool], dict[CarClass, int]]:
    """How many cars of each class, by list and whether its lines are known. One query."""
    counts: defaultdict[tuple[int, bool], dict[CarClass, int]] = defaultdict(dict)
    rows = printed.union(told, all=True).order_by("section_order", "section_code")
    for revision, is_printed, cars, *section in rows:
        car_class = CarClass.from_db(printed.db, SECTION, section)
        counts[revision, bool(is_printed)][car_class] = cars
    return counts


def _printed_cars(keys: Collection[int]):
    """A sub-class is counted in the section of its class."""
    section = {
        f"section_{field}": Coalesce(f"car_class__parent__{field}", f"car_class__{field}")
        for field in SECTION
    }
    lines = EntryListLine.objects.filter(revision__in=keys).order_by()
    taking_part = Count("pk", filter=Q(status=TAKES_PART))
    return (
        lines.annotate(is_printed=Value(1), **section)
        .values("revision", "is_printed", *section)
        .annotate(total=taking_part)
        .values_list("revision", "is_printed", "total", *section)
    )


def _told_cars(keys: Collection[int]):
    section = {f"section_{field}": F(f"car_class__{field}") for field in SECTION}
    counts = EntryListCount.objects.filter(revision__in=keys).order_by()
    return counts.annotate(is_printed=Value(0), total=F("cars"), **section).values_list(
        "revision", "is_printed", "total", *section
    )


def newest(
    issues: Iterable[EntryListRevision], event: Event | None = None
) -> EntryListRevision | None:
    """The newest issue of the season's list, or of the list of an event."""
    key = event.pk if event else None
    return max(
        (issue for issue in issues if issue.event_id == key),
        key=lambda issue: issue.number,
        default=None,
    )
