"""The notice board of an event: its documents, day by day."""

from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from championship.templatetags.notices import (
    file_address,
    kind_in_words,
    page_address,
    state_in_words,
    subject,
    type_and_size,
)
from championship.templatetags.times import clock, iso_utc, long_day

from .base import Column, FileColumn, Table


class NoticeBoardTable(Table):
    """Every document with its time, its number, what it is about and where it is read."""

    day = FileColumn(_("Day"))
    utc = FileColumn(_("Published, UTC"), accessor="moment")
    time = Column(_("Published"), accessor="moment")
    kind = Column(_("Document"), accessor="document")
    document_number = Column(_("No."), accessor="number")
    subject = Column(_("Subject"), accessor="document", row_header=True)
    state = Column(_("State"), accessor="document")
    page = FileColumn(_("Page"), accessor="document")
    file = Column(_("File"), accessor="document")

    class Meta:
        attrs = {"class": "notice-board"}

    def __init__(self, documents, *, event, season, caption):
        self.event, self.season, self.caption = event, season, caption
        super().__init__([_Grouped(document) for document in documents])

    def value_day(self, value):
        return value.isoformat() if value else ""

    def value_utc(self, value):
        return iso_utc(value) if value else ""

    def render_time(self, value, record):
        if value:
            return clock(value)
        return gettext("time not recorded") if record.day else "–"

    def value_time(self, value):
        return value.isoformat() if value else ""

    def render_kind(self, value):
        return kind_in_words(value)

    value_kind = render_kind

    def render_document_number(self, value):
        return value or "–"

    def render_subject(self, value):
        address = page_address(value, self.event, self.season)
        return format_html('<a href="{}">{}</a>', address, subject(value))

    def value_subject(self, value):
        return subject(value)

    def render_state(self, value):
        return state_in_words(value)

    value_state = render_state

    def value_page(self, value):
        return page_address(value, self.event, self.season)

    def render_file(self, value):
        if value.file is None:
            return ""
        return format_html(
            '<a href="{}">{}<i> {}</i></a>',
            file_address(value, self.event, self.season),
            type_and_size(value.file),
            subject(value),
        )

    def value_file(self, value):
        return file_address(value, self.event, self.season)


class _Grouped:
    """A document under the heading of its day."""

    def __init__(self, document):
        self.document, self.number = document, document.number
        self.moment, self.day = document.moment, document.day
        self.group = long_day(document.day) if document.day else gettext("Day not recorded")
