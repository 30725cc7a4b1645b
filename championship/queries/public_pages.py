"""Every public page, for those who list them: by the name of its address and its parts."""

from dataclasses import dataclass
from datetime import datetime

from championship.models import (
    Article,
    Championship,
    Classification,
    Event,
    Season,
    Series,
)

from .award_ledger import award_targets, known_teams
from .car_history import all_cars
from .circuit_history import all_circuits
from .histories import known_drivers
from .organisations import all_agreements, all_organisations

GENERAL = ("home", "series-list", "news", "organisations", "agreements", "award-targets")
OF_A_SEASON = ("season", "calendar", "entries", "results", "standings", "awards")
OF_AN_EVENT = ("event", "event-entries", "notices")


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A page by the name of its address, when it changed if known, and the languages it is in.

    No languages are all of them.
    """

    name: str
    parts: tuple[str, ...] = ()
    changed_at: datetime | None = None
    languages: tuple[str, ...] = ()


def general_pages() -> list[PublicPage]:
    """What belongs to no season. Six queries at most."""
    public = Series.objects.filter(seasons__is_public=True).distinct()
    series = list(public.order_by("slug").values_list("slug"))
    return [
        *(PublicPage(name) for name in GENERAL),
        *(PublicPage(name, parts) for parts in series for name in ("series", "champions")),
        *(PublicPage("organisation", (row.organisation.slug,)) for row in all_organisations()),
        *(PublicPage("agreement", (agreement.slug,)) for agreement in all_agreements()),
        *(PublicPage("award-target", (target.slug,)) for target in award_targets()),
    ]


def season_pages() -> list[PublicPage]:
    """The pages that every public season has. One query."""
    seasons = Season.objects.public().newest_first().values_list("series__slug", "slug")
    return [PublicPage(name, parts) for parts in seasons for name in OF_A_SEASON]


def event_pages() -> list[PublicPage]:
    """The pages that every event of a public season has. One query."""
    events = Event.objects.filter(season__is_public=True).order_by("-starts_on", "pk")
    parts = events.values_list("season__series__slug", "season__slug", "slug")
    return [PublicPage(name, each) for each in parts for name in OF_AN_EVENT]


def result_pages() -> list[PublicPage]:
    """Every session with a published result, and when its newest appeared. One query."""
    parts = ("session__season__series__slug", "session__season__slug", "session__slug")
    published = Classification.objects.newest().filter(session__season__is_public=True)
    rows = published.order_by("-session__starts_on", "session").values_list(*parts, "published_at")
    return [PublicPage("result", tuple(each), changed_at) for *each, changed_at in rows]


def standing_pages() -> list[PublicPage]:
    """The table of every championship of a public season. One query."""
    titles = Championship.objects.filter(season__is_public=True).order_by("-season", "pk")
    parts = titles.values_list("season__series__slug", "season__slug", "slug")
    return [PublicPage("standing", each) for each in parts]


def people_pages() -> list[PublicPage]:
    """Every driver and team that is named in public. Two queries."""
    drivers = known_drivers(hidden=False).order_by("slug").values_list("slug")
    teams = known_teams(hidden=False).order_by("slug").values_list("slug")
    return [
        *(PublicPage("driver", parts) for parts in drivers),
        *(PublicPage("team", parts) for parts in teams),
    ]


def place_pages() -> list[PublicPage]:
    """Every circuit and model of car that is raced in public, and their lists. Two queries."""
    return [
        *(PublicPage(name) for name in ("circuits", "cars")),
        *(PublicPage("circuit", (circuit.slug,)) for circuit in all_circuits()),
        *(PublicPage("car", (car.slug,)) for car in all_cars()),
    ]


def article_pages(*, now: datetime) -> list[PublicPage]:
    """Every public article in the languages in which it exists. One query."""
    public = Article.objects.public(now)
    found: dict[str, dict[str, datetime]] = {}
    for slug, language, moment in public.order_by("-published_at", "slug", "language").values_list(
        "slug", "language", "published_at"
    ):
        found.setdefault(slug, {})[language] = moment
    return [
        PublicPage("article", (slug,), max(by_language.values()), tuple(sorted(by_language)))
        for slug, by_language in found.items()
    ]
