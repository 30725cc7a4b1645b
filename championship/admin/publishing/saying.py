"""What staff are told once something is published, or saved and not published yet."""

from django.contrib import messages
from django.utils.html import format_html
from django.utils.translation import gettext as _

from championship.admin.history import write_history
from championship.admin.labels import label
from championship.admin.results_desk.whose import desk_page, may_publish, session_page
from championship.queries.award_words import step_sentence, what_it_is
from championship.workflows.official_result import published_as_computed
from championship.workflows.results import newest_of


def keep_history(model_admin, request, session, published, drafts=()):
    """In the history of the session, of the revision, and of the decisions that came in force."""
    revision = {"state": published.get_state_display(), "revision": published.revision}
    revisions = model_admin.admin_site.get_model_admin(type(published))
    revisions.log_addition(request, published, _("Published."))
    lines = [(session, _("Published: %(state)s, revision %(revision)s.") % revision)]
    in_force = _("In force with revision %(revision)s.") % revision
    write_history(request.user, [*lines, *((draft, in_force) for draft in drafts)])


def next_page(user, session):
    """Where the way goes on once a result is published."""
    if user.has_perm("championship.view_result"):
        return desk_page(session.event)
    return session_page("publish", session)


def say_published(request, session, published):
    text = _("%(session)s is published: %(state)s, revision %(revision)s.") % {
        "session": label(session),
        "state": published.get_state_display(),
        "revision": published.revision,
    }
    _say(request, messages.SUCCESS, text, session.get_absolute_url(), _("Public page"))


def say_confirmed(request, steps):
    for step in steps:
        text = _("%(award)s: %(step)s.") % {
            "award": what_it_is(step.award),
            "step": step_sentence(step),
        }
        _say(request, messages.SUCCESS, text, "", "")


class SaysUnpublished:
    """Mixed into the admin of whatever a classification is made of: it has a `session`."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        say_unpublished(request, form.instance.session)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        say_unpublished(request, obj.session)

    def delete_queryset(self, request, queryset):
        sessions = {row.session_id: row.session for row in queryset.select_related("session")}
        super().delete_queryset(request, queryset)
        for session in sessions.values():
            say_unpublished(request, session)


def say_unpublished(request, session):
    """Say that what was saved counts from the next revision on, if one is published that differs.

    Nothing is said of a session that is not published, and of an edit that changes nothing.
    """
    last = newest_of(session)
    if last is None or published_as_computed(last):
        return
    text = _(
        "Not public yet: revision %(revision)s of %(session)s stays as it is. What you saved "
        "counts from the next revision on."
    ) % {"revision": last.revision, "session": session}
    page = session_page("publish", session) if may_publish(request.user) else ""
    _say(request, messages.WARNING, text, page, _("Publish the result"))


def say_draft(request, decision):
    """A draft changes nothing; what it would do can be looked at."""
    text = _("A draft: nobody outside sees it, and it changes nothing yet.")
    page = f"{session_page('publish', decision.session)}?decision={decision.pk}"
    _say(request, messages.INFO, text, page, _("What it would change"))


def _say(request, level, text, page, words):
    link = format_html(' <a href="{}">{}</a>', page, words) if page else ""
    messages.add_message(request, level, format_html("{}{}", text, link))
