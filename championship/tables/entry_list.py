"""An entry list: one table per class on the page, one for all in the file."""

from collections import defaultdict

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from championship.markup import html, html_join
from championship.models import Entry
from championship.templatetags import parts

from .addresses import linked
from .base import Column, FileColumn, Table


class EntryListTable(Table):
    """The cars of one class with their crews; as many driver columns as the largest crew.

    `notes` are the waivers with their letters, `new` what is new on the list: pairs of an
    entry and a driver, or of an entry and None for a whole car.
    """

    number = Column(pgettext_lazy("short: number", "No"))
    team = Column(_("Team"), row_header=True)

    class Meta:
        attrs = {"class": "entry-list"}
        row_attrs = {"class": lambda record: "" if record.takes_part else "not-racing"}

    def __init__(self, group, *, caption, notes=(), new=frozenset()):
        self.caption = caption
        self.car_class = group.car_class
        self.says_car = not group.common_car
        self.letters = defaultdict(list)
        for note in notes:
            self.letters[note.row.entry].append(note.letter)
        self.new = new
        drivers = [
            (f"driver_{seat}", _DriverColumn(seat, new)) for seat in range(1, group.seats + 1)
        ]
        super().__init__(group.rows, extra_columns=drivers)

    def render_number(self, record):
        return parts.plate(record.number, record.car_class)

    def render_team(self, record):
        told = (
            html('<b class="team">{}</b>', _team(record)),
            parts.country(record.country),
            parts.note_refs(self.letters[record.entry], hanging=False),
            parts.new() if (record.entry, None) in self.new else "",
            *(html('<span class="tag">{}</span>', mark) for mark in marks(record)),
            *(html('<span class="car-model">{}</span>', line) for line in self._lines(record)),
        )
        return html_join(" ", filter(None, told))

    def _lines(self, record):
        """What stands below the team's name: sub-class, car and note."""
        if record.car_class != self.car_class:
            yield record.car_class.code
        if self.says_car and record.car_name:
            yield _car(record)
        if record.note:
            yield record.note


def _team(record):
    """A team as it was printed, with the way to what it did over all seasons."""
    return linked("team", record.team_slug, record.team) if record.team_slug else record.team


def _car(record):
    """A car as it was printed, with the way to what its model did."""
    if record.car is None:
        return record.car_name
    return linked("car", record.car.slug, record.car_name)


class EntryListFile(Table):
    """All cars of a list, a line each, with every fact in a column of its own."""

    number = FileColumn(pgettext_lazy("short: number", "No"))
    car_class = FileColumn(_("Class"))
    team = FileColumn(_("Team"))
    country = FileColumn(_("Country"))
    car = FileColumn(_("Car"), accessor="car_name")
    kind = FileColumn(_("Kind"))
    status = FileColumn(_("Status"), accessor="status")
    scores = FileColumn(_("Scores points"))
    waivers = FileColumn(_("Waivers"))
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

    def value_kind(self, value):
        return Entry.Kind(value).label if value else ""

    def value_status(self, record):
        return status_in_words(record)

    def value_scores(self, value):
        return gettext("yes") if value else gettext("no")

    def value_waivers(self, value):
        return "; ".join(f"{waiver.rule_name}: {waiver.reason}" for waiver in value)


class _DriverColumn(Column):
    def __init__(self, seat, new):
        name = _("Driver %(number)s") % {"number": seat}
        super().__init__(name, accessor="crew", page_only=True)
        self.seat, self.new = seat, new

    def render(self, record):
        if self.seat > len(record.crew):
            return ""
        driver = record.crew[self.seat - 1]
        if not driver.family_name:
            return gettext("to be announced")
        return html(
            "{} {} {}{}",
            parts.category(driver.category[:1].upper(), driver.category_name),
            _linked(driver),
            parts.country(driver.country),
            parts.new() if (record.entry, driver.driver) in self.new else "",
        )


def _linked(driver):
    """A name with the way to what the driver did over all seasons."""
    name = html("{} <b>{}</b>", driver.given_name, driver.family_name)
    return linked("driver", driver.slug, name) if driver.slug else name


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


def marks(record):
    """What sets a car apart on a list, in words: reserve 2, guest, not scoring."""
    if status := status_in_words(record):
        yield status
    if record.kind and record.kind != Entry.Kind.FULL_SEASON:
        yield Entry.Kind(record.kind).label
    if not record.scores:
        yield gettext("not scoring")


def status_in_words(record):
    """Nothing for a car that simply takes part; a reserve with its place."""
    words = record.status_name
    if record.reserve_place:
        return gettext("%(status)s %(place)s") % {"status": words, "place": record.reserve_place}
    return words
