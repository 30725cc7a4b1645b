"""What a change would do to the tables: shown before it is saved, asked if it was published."""

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.admin.utils import unquote
from django.shortcuts import render
from django.utils.translation import gettext as _

from championship.models import Season
from championship.workflows.standings import lock_tables
from championship.workflows.what_if import fingerprint, stored_tables, what_would_change

from .base import KeepsStandings
from .labels import label

# What the page that asks adds to a form, besides what the browser always sends.
ANSWERS = ("csrfmiddlewaretoken", "_tables", "_reason", "_confirm", "_edit", "_preview")


class Previewed(Exception):
    """Everything was computed; nothing is to be kept. Holds the changes of tables."""


class WouldChangePublished(Exception):
    """Tables that were published would be others. Holds their changes."""


class Unsaved:
    """A form that comes back as it was typed, whether it is right or not."""

    def is_valid(self):
        super().is_valid()
        return False


class PreviewsTables(KeepsStandings):
    """A page with a button that shows what saving would do, and does not save.

    `_preview` among what is sent asks for it; `_edit` asks for the form as it was typed.
    """

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("UnsavedForm", (Unsaved, form), {}) if "_edit" in request.POST else form

    def changes(self, request, seasons):
        """Every table that is now another one than it was when the request came in."""
        before = getattr(request, "tables_before", None)
        lock_tables(seasons)
        return [
            change
            for season in Season.objects.filter(pk__in=seasons)
            for change in what_would_change(season, before)
        ]

    def follow(self, request, seasons):
        if "_preview" in request.POST:
            raise Previewed(self.changes(request, seasons))
        super().follow(request, seasons)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Previewed as preview:
            return self.preview_page(request, object_id, preview.args[0])

    def preview_page(self, request, object_id, changes):
        context = self.page_context(request, object_id) | {
            "title": _("Preview of the tables"),
            "changes": [change for change in changes if change.is_newest],
            "note": self.preview_note(request),
        }
        return render(request, "admin/championship/rules/preview.html", context)

    def preview_note(self, request):
        """What the preview takes for granted, in words."""
        return ""

    def page_context(self, request, object_id):
        row = self.get_object(request, unquote(object_id)) if object_id else None
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": row,
            "subtitle": label(row) if row else None,
        }

    def render_change_form(self, request, context, *args, **kwargs):
        context["may_preview"] = True
        return super().render_change_form(request, context, *args, **kwargs)


class AsksFirst(PreviewsTables):
    """What was published changes only knowingly, with a reason that is kept."""

    delete_note = None

    def follow(self, request, seasons):
        if "_preview" not in request.POST:
            found = [one for one in self.changes(request, seasons) if one.was_published]
            if found and self.unanswered(request, found):
                raise WouldChangePublished(found)
            request.tables_corrected = bool(found)
        super().follow(request, seasons)

    def unanswered(self, request, changes):
        """What is missing before the change may be saved, in words."""
        sent = request.POST
        missing = []
        if sent.get("_tables", "") != fingerprint(changes):
            missing.append(_("Other tables would change by now. Look at them again."))
        if not sent.get("_reason", "").strip():
            missing.append(_("Say why the published tables are corrected."))
        if "_confirm" not in sent:
            missing.append(_("Confirm that the published tables change."))
        return missing

    # Where it is asked

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except WouldChangePublished as found:
            return self.ask(request, object_id, found.args[0])

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except WouldChangePublished as found:
            return self.ask(request, object_id, found.args[0], deleting=True)

    def changelist_view(self, request, extra_context=None):
        try:
            return super().changelist_view(request, extra_context)
        except WouldChangePublished as found:
            return self.ask(request, None, found.args[0], deleting=True)

    def delete_model(self, request, obj):
        self.keep_in_mind(request, self.seasons(obj))
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        self.keep_in_mind(request, set().union(*(self.seasons(row) for row in queryset)))
        super().delete_queryset(request, queryset)

    def keep_in_mind(self, request, seasons):
        """Tables go with what they were computed for, and are compared all the same."""
        request.tables_before = {}
        for season in Season.objects.filter(pk__in=seasons):
            request.tables_before |= stored_tables(season)

    def ask(self, request, object_id, changes, deleting=False):
        asked_before = "_tables" in request.POST
        context = self.page_context(request, object_id) | {
            "title": _("This changes published tables"),
            "changes": changes,
            "fingerprint": fingerprint(changes),
            "missing": self.unanswered(request, changes) if asked_before else [],
            "reason": request.POST.get("_reason", ""),
            "sent": sent_again(request.POST),
            "address": request.get_full_path(),
            "deleting": deleting,
            "ways": [] if deleting else self.ways_out(request, object_id),
        }
        return render(request, "admin/championship/rules/ask.html", context)

    def ways_out(self, request, object_id):
        """Other ways to the same end that leave alone what was published."""
        return []

    # What is kept of it

    def reason(self, request):
        reason = request.POST.get("_reason", "").strip()
        return _("Published tables corrected, because: %(reason)s") % {"reason": reason}

    def log_change(self, request, obj, message):
        entry = super().log_change(request, obj, message)
        return self.explained(request, entry)

    def log_addition(self, request, obj, message):
        entry = super().log_addition(request, obj, message)
        return self.explained(request, entry)

    def explained(self, request, entry):
        if getattr(request, "tables_corrected", False):
            entry.change_message = f"{entry.get_change_message()} {self.reason(request)}"
            entry.save(update_fields=["change_message"])
        return entry

    def log_deletions(self, request, queryset):
        """Called before the deletion: whoever has given a reason was asked for it."""
        if not request.POST.get("_reason", "").strip():
            return super().log_deletions(request, queryset)
        return LogEntry.objects.log_actions(
            user_id=request.user.pk,
            queryset=queryset,
            action_flag=DELETION,
            change_message=self.reason(request),
        )


def sent_again(post, **changed):
    """What a browser sent, name by name, to be sent once more by another form."""
    kept = [
        (name, value)
        for name, values in post.lists()
        if name not in ANSWERS and name not in changed
        for value in values
    ]
    return [*kept, *changed.items()]
