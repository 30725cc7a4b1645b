"""What a page is about, in a sentence or two: for search engines and for those who share it."""

from itertools import islice

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .classifications import state_words
from .results import points
from .standings import standing_state

# Longer ones are cut by whoever shows them; a sentence is left whole.
LONGEST = 300

# By the name of the address. %(title)s is the title of the page, %(season)s its series and season.
SENTENCES = {
    "home": gettext_lazy(
        "Circuit racing: the next session, the newest results, the leaders of every title, "
        "news and notices."
    ),
    "series-list": gettext_lazy("All racing series of this site, with their seasons."),
    "news": gettext_lazy("News of the racing series: entry lists, races, decisions, titles."),
    "spoilers": gettext_lazy("Choose after which event you do not want to know results yet."),
    "search": gettext_lazy("Search for teams, drivers, cars, circuits, events and articles."),
    "organisations": gettext_lazy("The organisations behind the racing series."),
    "organisation": gettext_lazy("%(title)s: its part in racing series, and its agreements."),
    "agreements": gettext_lazy("Agreements between organisations about racing series."),
    "agreement": gettext_lazy("%(title)s: who agreed on what, and for which seasons."),
    "award-targets": gettext_lazy("Invitations and awards that titles and results lead to."),
    "award-target": gettext_lazy("%(title)s: which titles lead there, and who was invited."),
    "team-awards": gettext_lazy("%(title)s: invitations, titles and prizes."),
    "driver": gettext_lazy("%(title)s: races, wins, podiums, poles and titles in all seasons."),
    "team": gettext_lazy("%(title)s: entries, wins, podiums, poles and titles in all seasons."),
    "circuits": gettext_lazy("All circuits that racing series of this site have been to."),
    "circuit": gettext_lazy("%(title)s: the races held here and who won them."),
    "cars": gettext_lazy("All cars that raced in series of this site."),
    "car": gettext_lazy("%(title)s: who raced it, and what it won."),
    "series": gettext_lazy("%(title)s: all seasons, with calendars, entry lists and results."),
    "champions": gettext_lazy("%(title)s: who won every title, season by season."),
    "season": gettext_lazy("%(season)s: calendar, entry lists, results and standings."),
    "calendar": gettext_lazy("All events and sessions of %(season)s, with their start times."),
    "event": gettext_lazy("%(title)s: timetable, entry list, results and notices."),
    "event-entries": gettext_lazy("%(title)s: the cars, teams and drivers that are entered."),
    "notices": gettext_lazy("%(title)s: decisions and documents of the officials."),
    "notice": gettext_lazy("A document on the notice board: %(title)s."),
    "decision": gettext_lazy("A decision of the officials: %(title)s."),
    "entries": gettext_lazy("The cars, teams and drivers that are entered in %(season)s."),
    "entry-revision": gettext_lazy("%(title)s: an issue of the entry list, as it was published."),
    "entry-print": gettext_lazy("The entry list of %(season)s on paper."),
    "entry-compare": gettext_lazy("What changed between issues of entry lists of %(season)s."),
    "entry-changes": gettext_lazy("What changed between two entry lists of %(season)s."),
    "results": gettext_lazy("The results of all sessions of %(season)s, with their winners."),
    "result-print": gettext_lazy("%(title)s: the classification on paper."),
    "revision-print": gettext_lazy("%(title)s: a revision of the classification on paper."),
    "result-changes": gettext_lazy("%(title)s: what changed between two revisions of a result."),
    "standings": gettext_lazy("Who leads the titles of %(season)s: the first of every table."),
    "why": gettext_lazy("%(title)s: the points line by line."),
    "title-fight": gettext_lazy("%(title)s: who can still be champion, and what is enough."),
    "awards": gettext_lazy("What the titles of %(season)s lead to: invitations and prizes."),
}
FIRST = 3


def description(name: str, title: str, context) -> str:
    """What the page at an address of this name is about; `context` is the template's.

    Tables name their leaders, articles are described by their own summary.
    """
    page, season = context.get("page"), context.get("season")
    match name:
        case "standing" | "progress" if page and page.after:
            return _standing(page, season)
        case "result" | "revision" if page and page.classification:
            return _result(page, season)
        case "article" if page:
            return Truncator(page.article.summary or page.article.title).chars(LONGEST)
    whole = f"{season.series} {season}" if season else ""
    return SENTENCES.get(name, gettext_lazy("%(title)s.")) % {"title": title, "season": whole}


def _standing(page, season):
    """ "LMP2 teams, … after round 5 of 5: 1. #4 Team X, 83 points; … Final."."""
    leaders = "; ".join(
        _("%(rank)s. %(who)s, %(points)s points")
        % {"rank": row.rank, "who": row.recipient.label, "points": points(row.points)}
        for row in islice((row for row in page.rows if row.rank), FIRST)
    )
    told = _("%(title)s, %(season)s, after round %(number)s of %(total)s: %(leaders)s.") % {
        "title": page.championship,
        "season": f"{season.series} {season}",
        "number": page.after,
        "total": page.rounds,
        "leaders": leaders,
    }
    state = standing_state(page)
    return f"{told} {state}." if state else told


def _result(page, season):
    """ "Sepang, Race 1, …: LMP2: #4 Team X; GT: #91 Team Y. Final."."""
    winners = "; ".join(
        _("%(class)s: #%(number)s %(team)s")
        % {"class": row.top_class, "number": row.number, "team": row.team}
        for row in page.rows
        if row.class_place == 1 and row.car_class == row.top_class
    )
    words = {
        "session": f"{page.session.event.short}, {page.session}",
        "season": f"{season.series} {season}",
        "winners": winners,
    }
    told = (
        _("%(session)s, %(season)s. First: %(winners)s.") if winners else "%(session)s, %(season)s."
    )
    return f"{told % words} {state_words(page)}."
