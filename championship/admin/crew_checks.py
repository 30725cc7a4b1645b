"""The pages of what has a crew say what there is to look at, and grant waivers."""

from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import TextField
from django.utils import timezone
from django.utils.translation import gettext as _

from championship.models import EventEntry, Waiver
from championship.queries.entry_checks import check_entry, open_checks

from .base import DeskInline, LinesField
from .ordered import PartsFormSet


class WaiverFormSet(PartsFormSet):
    def get_unique_error_message(self, unique_check):
        return _("A rule can be waived only once.")


class WaiverInline(DeskInline):
    model = Waiver
    formset = WaiverFormSet
    fields = ["rule", "reason", "granted_by", "granted_at"]
    readonly_fields = ["granted_by", "granted_at"]
    formfield_overrides = DeskInline.formfield_overrides | {
        TextField: {
            "form_class": LinesField,
            "widget": AdminTextareaWidget(attrs={"rows": 3, "class": "vTextField"}),
        }
    }

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("granted_by")


class ChecksCrews:
    """Mixed into the admin of entries and of event entries. Saving with a breach is allowed."""

    change_form_template = "admin/championship/entry/change_form.html"

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["checks"] = check_entry(obj)
            context["waived_for_season"] = waived_for_season(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_formset(self, request, form, formset, change):
        """Who grants a waiver, or words its reason anew, answers for it."""
        if formset.model is Waiver:
            for line in formset.forms:  # only those that changed are saved
                line.instance.granted_by = request.user
                line.instance.granted_at = timezone.now()
        super().save_formset(request, form, formset, change)

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        self.say_what_is_open(request, obj)
        return response

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        self.say_what_is_open(request, obj)
        return response

    def say_what_is_open(self, request, obj):
        for check in open_checks(check_entry(obj)):
            messages.warning(request, check.text)


def waived_for_season(row):
    """The waivers of the season's entry, which hold at each of its events too."""
    return row.entry.waivers.all() if isinstance(row, EventEntry) else []
