"""An entry list: one table per class on the page, one for all in the file."""

from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from . import parts
from .base import Column, FileColumn, Table


class EntryListTable(Table):
    """The cars of one class with their crews; as many driver columns as the largest crew."""

    number = Column(pgettext_lazy("short: number", "No"))
    team = Column(_("Team"), row_header=True)

    class Meta:
        attrs = {"class": "entry-list"}

    def __init__(self, group, *, caption):
        self.caption = caption
        self.says_car = group.common_car is None
        drivers = [
            (f"driver_{seat}", _DriverColumn(seat, page_only=True))
            for seat in range(1, group.seats + 1)
        ]
        super().__init__(group.rows, extra_columns=drivers)

    def render_number(self, record):
        return parts.plate(record.number, record.car_class)

    def render_team(self, record):
        return format_html(
            '<b class="team">{}</b> {}{} {} {}',
            record.team,
            parts.country(record.country),
            _status_tag(record),
            format_html('<span class="car-model">{}</span>', record.car)
            if self.says_car and record.car
            else "",
            format_html('<span class="car-model">{}</span>', record.note) if record.note else "",
        )


class EntryListFile(Table):
    """All cars of a list, a line each, with every fact in a column of its own."""

    number = FileColumn(pgettext_lazy("short: number", "No"))
    car_class = FileColumn(_("Class"))
    team = FileColumn(_("Team"))
    country = FileColumn(_("Country"))
    car = FileColumn(_("Car"))
    status = FileColumn(_("Status"), accessor="status_name")
    note = FileColumn(_("Note"))

    def __init__(self, groups):
        rows = [row for group in groups for row in group.rows]
        seats = max((group.seats for group in groups), default=0)
        drivers = [column for seat in range(1, seats + 1) for column in _driver_file_columns(seat)]
        super().__init__(rows, extra_columns=drivers)

    def value_car_class(self, value):
        return value.code

    def value_country(self, value):
        return value.alpha3 if value else ""

    def value_car(self, value):
        return str(value or "")


class _DriverColumn(Column):
    def __init__(self, seat, **kwargs):
        super().__init__(_("Driver %(number)s") % {"number": seat}, accessor="crew", **kwargs)
        self.seat = seat

    def render(self, record):
        if self.seat > len(record.crew):
            return ""
        driver = record.crew[self.seat - 1]
        if not driver.family_name:
            return gettext("to be announced")
        return format_html(
            '{} {} <span class="family-name">{}</span> {}',
            parts.category(driver.category[:1].upper(), driver.category_name),
            driver.given_name,
            driver.family_name,
            parts.country(driver.country),
        )


class _DriverFileColumn(FileColumn):
    def __init__(self, verbose_name, seat, fact):
        super().__init__(verbose_name, accessor="crew")
        self.seat, self.fact = seat, fact

    def value(self, record):
        if self.seat > len(record.crew):
            return ""
        return self.fact(record.crew[self.seat - 1])


def _driver_file_columns(seat):
    words = {"number": seat}
    return [
        (
            f"driver_{seat}",
            _DriverFileColumn(
                _("Driver %(number)s") % words,
                seat,
                lambda driver: driver.name or gettext("to be announced"),
            ),
        ),
        (
            f"driver_{seat}_country",
            _DriverFileColumn(
                _("Driver %(number)s, country") % words,
                seat,
                lambda driver: driver.country.alpha3 if driver.country else "",
            ),
        ),
        (
            f"driver_{seat}_category",
            _DriverFileColumn(
                _("Driver %(number)s, category") % words, seat, lambda driver: driver.category_name
            ),
        ),
    ]


def _status_tag(record):
    if not record.status:
        return ""
    words = record.status_name
    if record.reserve_place:
        words = gettext("%(status)s %(place)s") % {"status": words, "place": record.reserve_place}
    return format_html(' <span class="tag">{}</span>', words)
