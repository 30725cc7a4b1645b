"""Publishing a list: what it will say, what changed, what is open, and the button."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.admin.base import LinesField
from championship.admin.labels import short_label
from championship.workflows.entry_lists import (
    CannotPublishList,
    draft_of,
    publish_entry_list,
)

from .checks import with_pages
from .whose import address, season_and_event


class PublishListForm(forms.Form):
    """As what a list is published: only what may follow, with a reason if something is open."""

    state = forms.ChoiceField(label=gettext_lazy("Publish as"), widget=forms.RadioSelect)
    note = LinesField(
        label=gettext_lazy("Note"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Printed with the list."),
    )
    reason = LinesField(
        label=gettext_lazy("Reason"), required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, draft, **kwargs):
        super().__init__(*args, **kwargs)
        state, reason = self.fields["state"], self.fields["reason"]
        state.choices = [(one.value, one.label) for one in draft.states]
        if len(draft.states) == 1:
            state.initial = draft.states[0].value
        reason.required = bool(draft.open_checks)
        reason.help_text = (
            _("Something is open: say why the list is published all the same. For staff only.")
            if draft.open_checks
            else _("Nothing is open, so none is needed. For staff only.")
        )


def publish(model_admin, request, pk):
    season, event = season_and_event(request, pk)
    if not request.user.has_perm("championship.add_entrylistrevision"):
        raise PermissionDenied
    draft = draft_of(season, event)
    form = PublishListForm(request.POST or None, draft=draft)
    if request.method == "POST" and form.is_valid():
        try:
            issue = publish_entry_list(
                season,
                event,
                user=request.user,
                seen=request.POST.get("seen", ""),
                **form.cleaned_data,
            )
        except CannotPublishList as refusal:
            messages.error(request, str(refusal))
            draft = draft_of(season, event)
        else:
            _log(model_admin, request, issue)
            _say(request, issue)
            return redirect(address("entries", season, event))
    return _page(model_admin, request, draft, form)


def _log(model_admin, request, issue):
    """In the history of the list, and of the season or event whose list it is."""
    lists = model_admin.admin_site.get_model_admin(type(issue))
    lists.log_addition(request, issue, _("Published."))
    text = _("Entry list published as revision %(number)s.") % {"number": issue.number}
    model_admin.log_change(request, issue.event or issue.season, text)


def _say(request, issue):
    text = _("Revision %(number)s is published: %(state)s.") % {
        "number": issue.number,
        "state": issue.get_state_display(),
    }
    words = [issue.season.series.slug, issue.season.slug, issue.number]
    page = reverse("championship:entry-revision", args=words)
    messages.success(request, format_html('{} <a href="{}">{}</a>', text, page, _("Public page")))


def _page(model_admin, request, draft, form):
    season, event = draft.season, draft.event
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Publish list"),
        "subtitle": f"{event}, {short_label(season)}" if event else short_label(season),
        "season": season,
        "event": event,
        "draft": draft,
        "number": draft.issues + 1,
        "checks": with_pages(draft.checks),
        "form": form,
        "desk_page": address("entries", season, event),
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/championship/season/publish_entries.html", context)
