"""Documents of a notice board: what they are called, and where they are read."""

from django import template
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import Classification, Decision, EntryListRevision, Notice, Season
from championship.queries.notice_board import BoardDocument

from .results import penalty

register = template.Library()

KINDS = {
    Notice: gettext_lazy("Notice"),
    Decision: gettext_lazy("Decision"),
    Classification: gettext_lazy("Classification"),
    EntryListRevision: gettext_lazy("Entry list"),
}
TYPES = {"application/pdf": "PDF", "image/png": "PNG", "image/jpeg": "JPEG"}


@register.filter
def kind_in_words(document: BoardDocument) -> str:
    """ "Decision"."""
    return str(KINDS[document.kind])


@register.filter
def subject(document: BoardDocument) -> str:
    """What a document is about, in one line."""
    match document.row:
        case Notice() as notice:
            return notice.subject
        case Decision() as decision:
            return decision_subject(decision)
        case Classification() as classification:
            return _("%(session)s, revision %(revision)s") % {
                "session": classification.session.name,
                "revision": classification.revision,
            }
        case issue:
            return _("Entry list of the event, revision %(revision)s") % {"revision": issue.number}


@register.filter
def decision_subject(decision: Decision) -> str:
    """ "Car 4, Race 2 · 3 min 30 s added"."""
    return _("Car %(number)s, %(session)s · %(penalty)s") % {
        "number": decision.event_entry.number,
        "session": decision.session.name,
        "penalty": penalty(decision),
    }


@register.filter
def state_in_words(document: BoardDocument) -> str:
    """ "provisional", "reversed"; nothing for what has no state."""
    if isinstance(document.row, Notice):
        return ""
    return document.row.get_state_display()


@register.simple_tag
def page_address(document: BoardDocument, event, season: Season) -> str:
    """The page of a document."""
    return row_page_address(document.row, event, season)


def row_page_address(row, event, season: Season) -> str:
    """The page of a notice, a decision, a classification or an entry list of an event."""
    here = [season.series.slug, season.slug]
    match row:
        case Notice():
            return _address("notice", *here, event.slug, row.number)
        case Decision():
            return _address("decision", *here, event.slug, row.pk)
        case Classification():
            return _address("revision", *here, row.session.slug, row.revision)
        case _:
            return _address("entry-revision", *here, row.number)


@register.simple_tag
def file_address(document: BoardDocument, event, season: Season) -> str:
    """The file of a document; empty if it has none."""
    if document.file is None:
        return ""
    return row_file_address(document.row, event, season)


@register.simple_tag
def row_file_address(row: Notice | Decision, event, season: Season) -> str:
    """The address of the file of a notice or a decision."""
    here = [season.series.slug, season.slug, event.slug]
    if isinstance(row, Notice):
        return _address("notice-file", *here, row.number)
    return _address("decision-file", *here, row.pk)


@register.filter
def type_and_size(file) -> str:
    """ "PDF, 48 KB"."""
    return _("%(type)s, %(size)s") % {
        "type": TYPES.get(file.media_type, file.media_type),
        "size": filesizeformat(file.size),
    }


@register.filter
def is_picture(file) -> bool:
    return file.media_type.startswith("image/")


def _address(name: str, *args) -> str:
    return reverse(f"championship:{name}", args=args)
