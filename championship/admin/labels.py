"""How rows are told apart wherever staff pick one.

A row's own name reads its own columns. Here it is followed by what the row belongs to,
and the joins are named, so that a list of choices costs one query.
"""

from django.utils.text import slugify
from django.utils.translation import gettext as _

from championship.models import (
    Award,
    AwardCandidate,
    AwardStep,
    Bonus,
    CarClass,
    Championship,
    ChampionshipRules,
    Classification,
    Combination,
    Decision,
    Driver,
    Entry,
    EntryListRevision,
    Event,
    EventEntry,
    Notice,
    OfficialTable,
    PointsDecision,
    PointsScale,
    ReportedPlace,
    Result,
    Round,
    Season,
    Session,
    TargetEntry,
    Team,
)


def _season(season):
    return f"{season.series} {season}"


def _in_season(row):
    return f"{row} · {_season(row.season)}"


def _at_event(row):
    return f"{row}, {row.event} · {_season(row.event.season)}"


def _entry(entry):
    return f"#{entry.number} {entry.shown_team_name}, {entry.car_class} · {_season(entry.season)}"


def _event_entry(entry):
    return f"{entry}, {entry.car_class} · {entry.event}, {_season(entry.event.season)}"


def _of_session(row):
    return f"{row.event_entry} · {_at_event(row.session)}"


def _classification(row):
    return _("%(session)s, %(state)s, revision %(revision)s") % {
        "session": _at_event(row.session),
        "state": row.get_state_display(),
        "revision": row.revision,
    }


def _of_championship(row):
    return f"{row.championship}, {row} · {_season(row.championship.season)}"


def _official_table(table):
    return f"{table}: {table.round}, {_in_season(table.championship)}"


def _award(award):
    """24 Hours of Le Mans 2024, LMGT3 · Asian Le Mans Series 2023/24"""
    what = f"{award}, {award.target_class}" if award.target_class else str(award)
    return f"{what} · {_season(award.season)}"


def _award_step(step):
    text = _("%(award)s: %(state)s, place %(place)s")
    return text % {"award": _award(step.award), "state": step, "place": step.place}


def _award_candidate(row):
    return f"{row}, {_award_step(row.step)}"


def _reported_place(row):
    return f"{row} {row.subject} · {_in_season(row.championship)}"


def _target_entry(car):
    return f"{car} · {car.target}"


def _namesake(row):
    """The address tells two people, or two teams, of one name apart."""
    parts = [str(row), row.country.code, row.slug if row.slug != slugify(str(row)) else ""]
    return " · ".join(part for part in parts if part)


AWARD = ["season__series", "target"]
LABELS = {
    Season: (["series"], _season),
    CarClass: (["season__series"], _in_season),
    Event: (["season__series"], _in_season),
    Round: (["event__season__series"], _at_event),
    Session: (["event__season__series"], _at_event),
    Team: ([], _namesake),
    Driver: ([], _namesake),
    Entry: (["season__series", "team", "car_class"], _entry),
    EventEntry: (["event__season__series", "car_class"], _event_entry),
    Championship: (["season__series"], _in_season),
    ChampionshipRules: (["championship__season__series"], _of_championship),
    Combination: (["championship__season__series"], _of_championship),
    PointsScale: (["season__series"], _in_season),
    PointsDecision: (["season__series"], _in_season),
    OfficialTable: (["round", "championship__season__series"], _official_table),
    Award: (AWARD, _award),
    AwardStep: ([f"award__{path}" for path in AWARD], _award_step),
    AwardCandidate: ([f"step__award__{path}" for path in AWARD], _award_candidate),
    TargetEntry: (["target"], _target_entry),
    ReportedPlace: (
        ["championship__season__series", "entry", "driver", "team", "manufacturer"],
        _reported_place,
    ),
    EntryListRevision: (["season__series"], _in_season),
    Notice: (["event__season__series"], _at_event),
    Result: (["event_entry", "session__event__season__series"], _of_session),
    Bonus: (["event_entry", "session__event__season__series"], _of_session),
    Decision: (["event_entry", "session__event__season__series"], _of_session),
    Classification: (["session__event__season__series"], _classification),
}


def label(row):
    """Name a row so that no other row reads the same."""
    _joined, write = LABELS.get(type(row), ([], str))
    return write(row)


def short_label(row):
    """Name a row briefly: a season by its series' initials, the others within their season."""
    if isinstance(row, Season):
        return f"{row.series.short_name or row.series} {row}"
    return f"{row}, {row.event.short}" if isinstance(row, (Round, Session)) else str(row)


def joined(queryset):
    """The same rows with everything that their labels read."""
    joins, _written = LABELS.get(queryset.model, ([], str))
    return queryset.select_related(*joins) if joins else queryset
