"""What is kept of an import in the history of the session, and what is said after it."""

from django.contrib import messages
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from championship.admin.history import write_history
from championship.workflows.honours import suggested_honours
from championship.workflows.result_import import words

from .shown import joining
from .whose import desk_page, session_page


def log(user, imported):
    """Keep file, version, checksum and counts in the history of the session."""
    write_history(user, [(imported.plan.session, _history(imported))])


def _history(imported):
    plan, version = imported.plan, imported.version
    if version is None:
        source = _("Result typed.")
    else:
        source = _("Imported from %(name)s as version %(version)s.") % {
            "name": version.file.name,
            "version": version.version,
        }
    parts = [source, f"{words.summary(plan)}."]
    parts += [_corrected(plan)] if plan.corrected else []
    parts += [f"SHA-256 {version.file.sha256}"] if version else []
    return " ".join(parts)


def _corrected(plan):
    cars = ", ".join(f"#{line.number} {line.status}" for line in plan.corrected)
    return _("Status corrected: %(cars)s.") % {"cars": cars}


def say(request, imported):
    """How many cars came in, and where to look."""
    plan = imported.plan
    if plan.stores_nothing:
        messages.info(request, _("Nothing to change: this is the stored result already."))
        return
    text = ngettext(
        "The result has %(cars)s car (%(new)s new, %(changed)s changed).",
        "The result has %(cars)s cars (%(new)s new, %(changed)s changed).",
        len(plan.lines),
    ) % {"cars": len(plan.lines), "new": len(plan.new), "changed": len(plan.changed)}
    if imported.version:
        number = imported.version.version
        page = session_page("versions", plan.session, number)
        name = _("Version %(version)s") % {"version": number}
        sign = pgettext("punctuation", ":")
        text = format_html('<a href="{}">{}</a>{} {}', page, name, sign, text)
    desk = desk_page(plan.session.event)
    messages.success(
        request, format_html('{} <a href="{}">{}</a>', text, desk, _("Results of the event"))
    )
    for text, names in _consequences(plan):
        if names:
            messages.info(request, text % {"names": ", ".join(names)})
    if request.user.has_perm("championship.add_bonus"):
        _say_suggested(request, plan.session)


def _say_suggested(request, session):
    """Poles and fastest laps count from the next revision on: record them before it.

    Of a race its own are meant, of a qualifying the poles that it gives.
    """
    event = session.event
    count = sum(session in (one.race, one.source) for one in suggested_honours(event))
    if not count:
        return
    text = ngettext(
        "%(count)d pole or fastest lap is suggested and not recorded yet.",
        "%(count)d poles and fastest laps are suggested and not recorded yet.",
        count,
    ) % {"count": count}
    page = f"{desk_page(event)}#honours"
    words = _("Record them before you publish")
    messages.info(request, format_html('{} <a href="{}">{}</a>', text, page, words))


def _consequences(plan):
    return [
        (_("New drivers: %(names)s."), [str(driver) for driver in plan.added]),
        (_("New on the event's list: %(names)s."), joining(plan)),
        (_("Removed from the result: %(names)s."), [f"#{one.number}" for one in plan.missing]),
        (
            _("Another status than in the file: %(names)s."),
            [f"#{line.number}" for line in plan.corrected] if not plan.is_typed else [],
        ),
    ]
