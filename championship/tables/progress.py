"""A championship's totals after each round: the figures of its chart."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from championship.markup import html
from championship.models import Championship
from championship.templatetags import parts
from championship.templatetags.results import points

from .addresses import linked
from .base import Column, Table
from .standings import FITTING_ROUNDS, WHO


class ProgressTable(Table):
    """Rank, recipient, and the total after each round. `totals` are by line and round."""

    place = Column(pgettext_lazy("short: position", "Pos"), accessor="rank")
    number = Column(pgettext_lazy("short: number", "No"), accessor="recipient__number")
    team = Column(_("Team"), accessor="recipient__name", row_header=True)

    def __init__(self, page, totals, rounds, *, caption):
        self.caption = caption
        size = "short"
        if len(rounds) > FITTING_ROUNDS:
            self.scroll_label, size = caption, "long"
        is_entry = page.championship.recipient == Championship.Recipient.ENTRY
        super().__init__(
            page.rows,
            attrs={"class": f"progress progress-{size}"},
            extra_columns=[
                (f"figure_{one.number}", _TotalColumn(one, totals, is_last=one == rounds[-1]))
                for one in rounds
            ],
            exclude=() if is_entry else ["number"],
        )
        self.columns["team"].column.verbose_name = WHO[page.championship.recipient]

    def render_place(self, record):
        return record.rank or record.shown_as

    def value_place(self, record):
        return record.rank or record.shown_as

    def render_number(self, record):
        return parts.plate(record.recipient.number, record.recipient.car_class)

    def render_team(self, record):
        who = record.recipient
        return linked(*who.page, who.name) if who.page else who.name


class _TotalColumn(Column):
    """What everybody had after a round; "–" before the first appearance."""

    def __init__(self, counted, totals, *, is_last):
        number = _("R%(number)s") % {"number": counted.number}
        head = html("<b>{}</b> <span>{}</span>", number, counted.short)
        super().__init__(head, accessor="line")
        self.number, self.totals, self.is_last = counted.number, totals, is_last

    def render(self, value):
        total = self._total(value)
        if total is None:
            return parts.spoken("–", _("not in the table yet"))
        return html("<b>{}</b>", points(total)) if self.is_last else points(total)

    def value(self, value):
        return points(self._total(value))

    def _total(self, line):
        return self.totals.get(line, {}).get(self.number)
