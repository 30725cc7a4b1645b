"""What is to be looked at on an entry list, in sentences for staff about one car each."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from championship.days import written
from championship.models import DriverCategory
from championship.scoring.crews import CATEGORIES, CrewRules, Limit

from .entry_list import EntryRow, Seat

# In English it is an LMP3 crew, an Am crew and a GT crew.
AN_IF_SPELT, AN_IF_READ = "AEFHILMNORSX8", "AEIOU8"


def about(number: str, text: str) -> str:
    """ "#65: no car"."""
    return _("#%(number)s: %(text)s") % {"number": number, "text": text}


def wrong_size(row: EntryRow, rules: CrewRules) -> str:
    """ "two drivers; a GT crew has at least three"."""
    found, most = len(row.crew), rules.drivers_at_most
    values = {"drivers": _drivers(found), "a_crew": _a_crew(row)}
    if most is None or found <= most:
        text = _("%(drivers)s; %(a_crew)s has at least %(limit)s")
        return text % {**values, "limit": _figure(rules.drivers_at_least or 0)}
    text = ngettext(
        "%(drivers)s; %(a_crew)s has at most one",
        "%(drivers)s; %(a_crew)s has at most %(limit)s",
        most,
    )
    return text % {**values, "limit": _figure(most)}


def limit_broken(row: EntryRow, limit: Limit, found: int, day: date) -> str:
    """ "an LMP3 crew needs a Bronze driver; on 4 Feb 2024 this one has Silver, Silver"."""
    is_short = limit.at_least is not None and found < limit.at_least
    rule = _at_least(row, limit) if is_short else _at_most(row, limit)
    categories = [str(seat.category_name) or _("not known") for seat in row.crew]
    return _("%(rule)s; on %(day)s this one has %(categories)s") % {
        "rule": rule,
        "day": _day(day),
        "categories": ", ".join(categories),
    }


def car_not_eligible(row: EntryRow) -> str:
    return _("the %(car)s may not race in %(car_class)s (list of eligible cars)") % {
        "car": row.car.name,
        "car_class": row.car_class,
    }


def in_other_cars(driver: str, numbers: Iterable[str]) -> str:
    """ "Ferdinand Habsburg is also in the crew of #99"."""
    cars = [f"#{number}" for number in numbers]
    text = ngettext(
        "%(driver)s is also in the crew of %(cars)s",
        "%(driver)s is also in the crews of %(cars)s",
        len(cars),
    )
    return text % {"driver": driver, "cars": ", ".join(cars)}


def no_car() -> str:
    return _("no car")


def no_crew() -> str:
    return _("no crew")


def open_seats(count: int) -> str:
    text = ngettext("one driver to be announced", "%(count)s drivers to be announced", count)
    return text % {"count": _figure(count)}


def category_not_known(seat: Seat, day: date) -> str:
    text = _("the category of %(driver)s on %(day)s is not known")
    return text % {"driver": seat.name, "day": _day(day)}


def class_of_other_season(row: EntryRow) -> str:
    return _("the class %(car_class)s belongs to another season") % {"car_class": row.car_class}


def number_reused(withdrawn: Iterable[EntryRow]) -> str:
    teams = ", ".join(row.team for row in withdrawn)
    return _("had by a withdrawn entry before (%(teams)s)") % {"teams": teams}


def _at_least(row: EntryRow, limit: Limit) -> str:
    text = ngettext(
        "%(a_crew)s needs a %(categories)s driver",
        "%(a_crew)s needs at least %(count)s %(categories)s drivers",
        limit.at_least,
    )
    return text % _values(row, limit, limit.at_least)


def _at_most(row: EntryRow, limit: Limit) -> str:
    if limit.at_most == 0:
        text = _("%(a_crew)s has no %(categories)s driver")
    else:
        text = ngettext(
            "%(a_crew)s has at most one %(categories)s driver",
            "%(a_crew)s has at most %(count)s %(categories)s drivers",
            limit.at_most,
        )
    return text % _values(row, limit, limit.at_most)


def _values(row: EntryRow, limit: Limit, count: int) -> dict[str, str]:
    named = [DriverCategory.Category(name).label for name in CATEGORIES if name in limit.categories]
    return {"a_crew": _a_crew(row), "categories": _either(named), "count": _figure(count)}


def _a_crew(row: EntryRow) -> str:
    code = row.car_class.code
    is_spelt = not code[1:2].islower()
    vowels = AN_IF_SPELT if is_spelt else AN_IF_READ
    text = _("an %(car_class)s crew") if code[:1].upper() in vowels else _("a %(car_class)s crew")
    return text % {"car_class": code}


def _either(words: list[str]) -> str:
    """ "Platinum, Gold or Silver"."""
    *first, last = map(str, words)
    if not first:
        return last
    return _("%(some)s or %(last)s") % {"some": ", ".join(first), "last": last}


def _drivers(count: int) -> str:
    return ngettext("one driver", "%(count)s drivers", count) % {"count": _figure(count)}


def _figure(count: int) -> str:
    """Small numbers as words, as they stand before a noun."""
    words = [_("two"), _("three"), _("four"), _("five"), _("six")]
    return words[count - 2] if 2 <= count <= 6 else str(count)


def _day(day: date) -> str:
    return written(day, pgettext("date format", "j M Y"))
