"""The names of everything that a reader may find, read in one statement."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from championship.models import (
    Article,
    CarAlias,
    Championship,
    Circuit,
    ClassificationLine,
    DriverAlias,
    EntryListLine,
    Event,
    Notice,
    Organisation,
    Season,
    Series,
    TeamAlias,
)

from ..award_ledger import known_teams
from ..car_history import known_cars
from ..histories import known_drivers


@dataclass(frozen=True, slots=True)
class Named:
    """A name under which something is found. All is text but its key, and empty if not known.

    `aside` is searched as well; `series`, `season` and `slug` are the parts of its address,
    `series_name` and `season_name` what they are called. `day` puts the newer first.
    """

    kind: str
    key: int
    name: str
    aside: str
    series: str
    season: str
    slug: str
    series_name: str
    season_name: str
    country: str
    note: str
    day: str


def index(*, now: datetime, hidden: bool) -> list[Named]:
    """Everything that may be found, in no order. One query.

    A thing with several names has several rows.
    """
    first, *others = [*_competition(hidden), *_people(hidden), *_told(now, hidden), *_cars(hidden)]
    return [Named(*row) for row in first.union(*others, all=True)]


def _rows(rows: QuerySet, kind: str, name, **facts) -> QuerySet:
    """One part of the statement: the columns of Named, as text."""
    columns = {"name": name, "found_key": facts.pop("key", F("pk"))}
    for column in Named.__slots__[3:]:
        columns[column] = facts.get(column, Value(""))
    texts = {
        f"found_{column}": Coalesce(Cast(value, TextField()), Value(""), output_field=TextField())
        for column, value in columns.items()
        if column != "found_key"
    }
    kinds = {"found_kind": Value(kind, output_field=CharField())}
    named = rows.order_by().annotate(**kinds, found_key=columns["found_key"], **texts)
    return named.values_list(*(f"found_{column}" for column in Named.__slots__))


def _seen(hidden: bool, path: str) -> Q:
    return Q() if hidden else Q(**{f"{path}__is_public": True})


def _in_season(path: str = "season") -> dict:
    """The columns of whatever belongs to a season."""
    series = f"{path}__series"
    return {
        "series": F(f"{series}__slug"),
        "season": F(f"{path}__slug"),
        "series_name": F(f"{series}__name"),
        "season_name": F(f"{path}__name"),
        "day": F(f"{path}__starts_on"),
    }


def _season_words(path: str = "season") -> list:
    series = f"{path}__series"
    return [F(f"{series}__name"), F(f"{series}__short_name"), F(f"{path}__name")]


def _text(*parts) -> Concat:
    """Parts with spaces between them."""
    apart = [part for one in parts for part in (one, Value(" "))]
    return Concat(*apart, output_field=TextField())


def _competition(hidden: bool) -> list[QuerySet]:
    series = Series.objects.all() if hidden else Series.objects.filter(seasons__is_public=True)
    events = Event.objects.filter(_seen(hidden, "season"))
    titles = Championship.objects.filter(_seen(hidden, "season"))
    circuits = Circuit.objects.filter(_seen(hidden, "events__season"))
    own = {
        "series": F("series__slug"),
        "season": F("slug"),
        "season_name": F("name"),
        "day": F("starts_on"),
    }
    return [
        _rows(series, "series", F("name"), aside=F("short_name"), series=F("slug")).distinct(),
        _rows(
            Season.objects.all() if hidden else Season.objects.public(),
            "season",
            _text(F("series__name"), F("name")),
            aside=F("series__short_name"),
            **own,
        ),
        _rows(
            events,
            "event",
            F("name"),
            aside=_text(F("short_name"), *_season_words()),
            slug=F("slug"),
            **(_in_season() | {"day": F("starts_on")}),
        ),
        _rows(
            titles,
            "title",
            F("name"),
            aside=_text(*_season_words()),
            slug=F("slug"),
            **_in_season(),
        ),
        _rows(
            circuits,
            "circuit",
            F("name"),
            aside=_text(F("locality"), F("region"), F("layout")),
            slug=F("slug"),
            country=F("country"),
            note=F("locality"),
        ).distinct(),
    ]


def _people(hidden: bool) -> list[QuerySet]:
    drivers, teams = known_drivers(hidden), known_teams(hidden)
    driver = {"slug": F("slug"), "country": F("country")}
    return [
        _rows(drivers, "driver", _text(F("given_name"), F("family_name")), **driver),
        _rows(
            DriverAlias.objects.filter(driver__in=drivers.values("pk")),
            "driver",
            F("name"),
            key=F("driver"),
            note=Value("alias"),
        ),
        _rows(teams, "team", F("name"), **driver),
        _rows(
            TeamAlias.objects.filter(team__in=teams.values("pk")),
            "team",
            F("name"),
            key=F("team"),
            note=Value("alias"),
        ),
        _rows(
            Organisation.objects.all(),
            "organisation",
            F("name"),
            aside=F("short_name"),
            slug=F("slug"),
            country=F("country"),
            note=F("short_name"),
        ),
    ]


def _told(now: datetime, hidden: bool) -> list[QuerySet]:
    articles = Article.objects.public(now, hidden=hidden)
    notices = Notice.objects.filter(_seen(hidden, "event__season"), published_at__lte=now)
    return [
        _rows(
            articles,
            "article",
            F("title"),
            slug=F("slug"),
            note=F("language"),
            day=F("published_at"),
        ),
        _rows(
            notices,
            "notice",
            F("subject"),
            aside=_text(F("event__name"), *_season_words("event__season")),
            slug=F("event__slug"),
            note=F("number"),
            **(_in_season("event__season") | {"day": F("published_at")}),
        ),
    ]


def _cars(hidden: bool) -> list[QuerySet]:
    """Models, and the cars of published lists and results by their numbers."""
    models = known_cars(hidden)
    listed = EntryListLine.objects.filter(_seen(hidden, "revision__season"))
    raced = ClassificationLine.objects.filter(_seen(hidden, "classification__session__season"))
    return [
        _rows(models, "car", F("name"), aside=F("manufacturer__name"), slug=F("slug")),
        _rows(
            CarAlias.objects.filter(car__in=models.values("pk")),
            "car",
            F("name"),
            key=F("car"),
            note=Value("alias"),
        ),
        _entries(listed, "revision__season"),
        _entries(raced, "classification__session__season"),
    ]


def _entries(lines: QuerySet, season: str) -> QuerySet:
    team, of = ("event_entry__entry", "classification__session__season")
    entry = team if season == of else "entry"
    return _rows(
        lines,
        "entry",
        F("number"),
        key=F(entry),
        aside=_text(F("team_name"), F("car_class__code"), *_season_words(season)),
        slug=F(f"{entry}__team__slug"),
        note=_text(F("team_name")),
        country=F("car_class__code"),
        **_in_season(season),
    ).distinct()
