"""Points, gaps, states and penalties as tables print them."""

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from championship.models import Decision, Status
from championship.models.decision import Ruling
from championship.queries.results import Gap, ResultRow
from championship.scoring.durations import write_duration
from championship.scoring.fractions import written

register = template.Library()

# What stands in the place's stead, in the letters of the timing screens.
LETTERS = {
    Status.NOT_CLASSIFIED: "NC",
    Status.RETIRED: "RET",
    Status.DID_NOT_START: "DNS",
    Status.DISQUALIFIED: "DSQ",
    Status.EXCLUDED: "EXC",
    Status.WITHDRAWN: "WD",
}

NUMBER_WORDS = (
    pgettext_lazy("no events", "no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
)


@register.filter
def number_word(number: int) -> str:
    """Numbers to ten in words."""
    return str(NUMBER_WORDS[number]) if 0 <= number < len(NUMBER_WORDS) else str(number)


@register.filter
def points(value: Fraction | None) -> str:
    """ "38" or "16.5", with the decimal sign of the page's language."""
    return "" if value is None else written(value).replace(".", get_format("DECIMAL_SEPARATOR"))


@register.filter
def behind(value: Fraction) -> str:
    """Points behind the leader: "−12", "+12" where fewer are better; nothing for the leader."""
    if not value:
        return ""
    return f"−{points(value)}" if value > 0 else f"+{points(-value)}"


@register.filter
def duration(ms: int | None) -> str:
    """ "3:43:26.017" or "1:53.653"."""
    return "" if ms is None else write_duration(ms)


@register.filter
def kilometres(metres: int) -> str:
    """ "5.543", with the decimal sign of the page's language."""
    return number_format(Decimal(metres) / 1000, decimal_pos=3)


def gap(*, laps: int | None, ms: int | None) -> str:
    """ "+1 lap", "+10.537" or "+1:09.676"; empty if neither is known."""
    if laps:
        return ngettext("+%(laps)s lap", "+%(laps)s laps", laps) % {"laps": laps}
    if ms is None:
        return ""
    return f"+{_short(ms)}"


def time_or_gap(row, behind: Gap, *, is_first: bool) -> str:
    """The time of the first car, the gap of everybody else."""
    return duration(row.time_ms) if is_first else gap(laps=behind.laps, ms=behind.ms)


@register.simple_tag
def time_or_class_gap(row: ResultRow) -> str:
    """The time of the winner of a class, the gap to it of everybody else."""
    return time_or_gap(row, row.class_gap, is_first=row.class_place == 1)


@register.filter
def letters(status: str) -> str:
    """NC, RET, DNS …"""
    return LETTERS.get(status, "")


@register.simple_tag
def penalty(decision: Ruling) -> str:
    """What the stewards imposed: "1 lap and 1 s added", "Fine: 500 EUR"."""
    match decision.penalty:
        case Decision.Penalty.TIME:
            return _("%(amount)s added") % {"amount": _time_and_laps(decision)}
        case Decision.Penalty.PLACES:
            lost = ngettext("%(places)s place lost", "%(places)s places lost", decision.places)
            return lost % {"places": decision.places}
        case Decision.Penalty.GRID_PLACES:
            lost = ngettext(
                "%(places)s place lost on the grid",
                "%(places)s places lost on the grid",
                decision.places,
            )
            return lost % {"places": decision.places}
        case Decision.Penalty.POINTS:
            count = 1 if decision.points == 1 else 2  # a half point reads as several do
            taken = ngettext("%(points)s point taken", "%(points)s points taken", count)
            return taken % {"points": points(decision.points)}
        case Decision.Penalty.FINE:
            amount = f"{_money(decision.fine_amount)} {decision.fine_currency}"
            return _("Fine: %(amount)s") % {"amount": amount}
        case _:
            label = decision.get_penalty_display()
            return label[:1].upper() + label[1:]


def _money(amount: Decimal) -> str:
    """Without cents where there are none."""
    return number_format(amount, decimal_pos=0 if amount == int(amount) else 2)


def _time_and_laps(decision: Ruling) -> str:
    laps = decision.laps and ngettext("%(laps)s lap", "%(laps)s laps", decision.laps) % {
        "laps": decision.laps
    }
    time = decision.time_ms and _minutes_and_seconds(decision.time_ms)
    if laps and time:
        return _("%(laps)s and %(time)s") % {"laps": laps, "time": time}
    return laps or time


def _minutes_and_seconds(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    seconds = f"{rest / 1000:g}"
    if not minutes:
        return _("%(seconds)s s") % {"seconds": seconds}
    return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": seconds}


def _short(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    return write_duration(ms) if minutes else f"{rest // 1000}.{rest % 1000:03}"
