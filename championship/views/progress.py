"""How a championship's points grew from round to round: a chart, and its figures as a table."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from championship.charts.progress import Runner, progress_chart
from championship.queries.progress import totals_by_round
from championship.tables.progress import ProgressTable
from championship.templatetags.results import points

from .files import season_csv
from .finding import season_crumbs, season_link
from .standings import standing_page_or_404


@require_safe
def progress(request, series, season, championship):
    season, page = standing_page_or_404(request, series, season, championship)
    totals, rounds = totals_by_round(page), _rounds(page)
    chart = progress_chart(
        [_runner(page, row, totals.get(row.line, {}), rounds) for row in page.rows],
        [one.number for one in rounds],
        low_is_best=page.adds_ranks,
    )
    context = {
        "season": season,
        "section": "standings",
        "page": page,
        "chart": chart,
        "chart_words": _chart_words(page, chart),
        "table": _table(page, totals, rounds),
        "query": "" if page.is_newest else f"?after={page.after}",
        "breadcrumbs": season_crumbs(
            season,
            season_link(_("Standings"), "standings", season),
            season_link(str(page.championship), "standing", season, championship),
        ),
    }
    return render(request, "championship/progress.html", context)


@require_safe
def progress_csv(request, series, season, championship):
    season, page = standing_page_or_404(request, series, season, championship)
    table = _table(page, totals_by_round(page), _rounds(page))
    return season_csv(table, season, championship, "progress")


def _rounds(page):
    """The rounds that have a table, up to the one shown."""
    return [one for one in page.counting.until(page.after) if one.has_table]


def _table(page, totals, rounds):
    caption = _("%(title)s: points after each round") % {"title": page.championship}
    return ProgressTable(page, totals, rounds, caption=caption)


def _runner(page, row, totals, rounds):
    """A row of the table with the car that it drove last, or with its rank where there is none."""
    who = row.recipient
    number = who.number or (who.numbers[-1] if who.numbers else "")
    car_class = who.car_class or page.championship.car_class
    return Runner(
        key=number or (f"{row.rank}." if row.rank else row.shown_as),
        slug=car_class.slug if car_class else "",
        has_plate=bool(number),
        name=who.name,
        total=points(row.points),
        totals=tuple(totals.get(one.number) for one in rounds),
    )


def _chart_words(page, chart):
    """What the chart shows, for those who can't see it; the table has the same figures."""
    if chart is None:
        return ""
    words = ngettext(
        "Chart of %(title)s: the points of %(count)s competitor after each round. "
        "The table below has the same figures.",
        "Chart of %(title)s: the points of %(count)s competitors after each round. "
        "The table below has the same figures.",
        chart.named,
    )
    return words % {"title": page.championship, "count": chart.named}
