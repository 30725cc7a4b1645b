from django import forms
from django.contrib import admin
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from championship.models import Agreement

from .award_list import ListsAwards
from .base import DeskAdmin


class AgreementForm(forms.ModelForm):
    """Its address is made of its name, unless somebody types one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            slug.required = False
            slug.help_text = _("Left empty: made of its name.")

    def clean_slug(self):
        name = str(self.cleaned_data.get("name", ""))
        made = slugify(name)[: self.fields["slug"].max_length].strip("-")
        return self.cleaned_data["slug"] or made or "agreement"


@admin.register(Agreement)
class AgreementAdmin(ListsAwards, DeskAdmin):
    form = AgreementForm
    fieldsets = [
        (None, {"fields": ["name", "slug", "parties", "announced_on", "place", "seasons"]}),
        (_("What it promises, and what became of it"), {"fields": ["summary", "outcome"]}),
        (_("Where it is told"), {"fields": ["notice", "article", "sources"]}),
    ]
    list_display = ["name", "announced_on", "place", "named_parties"]
    search_fields = ["name", "slug", "place", "parties__name", "parties__short_name"]
    date_hierarchy = "announced_on"
    ordering = ["-announced_on", "slug"]
    autocomplete_fields = ["parties", "seasons", "notice", "article"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("parties")

    @admin.display(description=_("parties"))
    def named_parties(self, agreement):
        return ", ".join(str(party) for party in agreement.parties.all())
