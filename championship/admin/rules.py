from django import forms
from django.contrib import admin
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import (
    Championship,
    ChampionshipRules,
    Session,
    SessionScale,
)
from championship.queries.versions import next_unpublished_round, seasons_of
from championship.scoring.facts import Kind

from .asking import AsksFirst, sent_again
from .autocomplete import is_key, offer_season
from .base import DeskAdmin, DeskInline, column
from .filters import LabelledFilter, WithinSeasonFilter
from .from_preset import RulesFromPresetForm, StartsFromPreset
from .labels import joined, short_label
from .ordered import PartsFormSet
from .summaries import answers_in_short

SCALES = ["race_scale", "sprint_scale", "qualifying_scale"]
# What a copy of a version takes over: everything but whose it is and from when.
ANSWERS = [
    field.name
    for field in ChampionshipRules._meta.fields
    if field.name not in ("id", "championship", "from_round", "note")
]
LISTS = ["excluded_rounds", "nominated"]
CHAMPIONSHIP = column("championship", gettext_lazy("championship"))


def versions():
    """All versions of rules with what their summaries read."""
    rules = ChampionshipRules.objects.select_related(*SCALES)
    return rules.prefetch_related(*LISTS).order_by("from_round")


def championship_named(request):
    """The championship that an add page is for, once it is known."""
    key = request.POST.get("championship") or request.GET.get("championship", "")
    return joined(Championship.objects).filter(pk=key).first() if is_key(key) else None


def newest_version(championship):
    return versions().filter(championship=championship).last() if championship else None


def copied_lines(championship):
    """The scales of single sessions as a further version begins with them."""
    newest = newest_version(championship)
    return list(newest.session_scales.values("session", "scale")) if newest else []


class RulesForm(forms.ModelForm):
    """Rounds and cars are those of the championship's seasons."""

    class Meta:
        help_texts = {
            "from_round": gettext_lazy("1 for the whole season. A later version counts from here."),
            "excluded_rounds": gettext_lazy("Whatever happens in them gives no points here."),
            "guests": gettext_lazy("Behind a guest, or a car that is not chosen above."),
            "surplus_cars": gettext_lazy("Of a team or manufacturer with more cars than score."),
            "crew": gettext_lazy("In a drivers' table, where several drove one car."),
            "drops": gettext_lazy("Where only the best results count."),
            "countback": gettext_lazy("Whoever has more of the best places is ahead."),
            "still_equal": gettext_lazy("Where the places are equal too."),
        }

    def clean(self):
        cleaned = super().clean()
        championship = cleaned.get("championship")
        if championship is not None:
            seasons = seasons_of(championship)
            for name in LISTS:
                self._refuse_strangers(name, cleaned.get(name) or (), seasons)
        return cleaned

    def _refuse_strangers(self, name, rows, seasons):
        for row in rows:
            if row.season_id not in seasons:
                text = _("%(row)s does not belong to a season of this championship.")
                self.add_error(name, text % {"row": row})


class SessionScaleInline(DeskInline):
    """Its choices are known as soon as the championship is, on the add page too."""

    model = SessionScale
    formset = PartsFormSet
    offered_as = staticmethod(short_label)

    def get_formset(self, request, obj=None, **kwargs):
        if obj is None and (championship := championship_named(request)):
            obj = ChampionshipRules(championship=championship)
        return super().get_formset(request, obj, **kwargs)

    def get_extra(self, request, obj=None, **kwargs):
        is_copy = request.method == "GET" and obj is not None and obj.pk is None
        return len(copied_lines(obj.championship)) if is_copy else self.extra

    def offers(self, rules):
        sessions = Session.objects.select_related("event").filter(
            season__in=seasons_of(rules.championship), round__isnull=False, kind__in=list(Kind)
        )
        return {"session": sessions, "scale": rules.championship.season.points_scales.all()}


@admin.register(ChampionshipRules)
class ChampionshipRulesAdmin(StartsFromPreset, AsksFirst, DeskAdmin):
    """The six answers of a championship, in force from a round on."""

    preset_form = RulesFromPresetForm
    preset_needs = ["add_championshiprules", "add_pointsscale"]

    form = RulesForm
    fieldsets = [
        (None, {"fields": ["championship", "from_round", "note"]}),
        (
            gettext_lazy("What counts"),
            {
                "description": gettext_lazy(
                    "Races, sprints and qualifyings count if they have a points scale below."
                ),
                "fields": ["excluded_rounds", "nominated"],
            },
        ),
        (gettext_lazy("Place"), {"fields": ["guests", "cars_counted", "surplus_cars"]}),
        (gettext_lazy("Points"), {"fields": [*SCALES, "crew", "bonus_to"]}),
        (
            gettext_lazy("Sum"),
            {
                "fields": [
                    "results_counted",
                    "drops",
                    "disqualification_counts",
                    "minimum_rounds",
                    "listed",
                ]
            },
        ),
        (
            gettext_lazy("Ties"),
            {"fields": ["countback", "countback_places", "countback_sprints", "still_equal"]},
        ),
    ]
    list_display = [CHAMPIONSHIP, "from_round", "answers"]
    list_display_links = [CHAMPIONSHIP, "from_round"]
    list_select_related = ["championship__season__series", *SCALES]
    list_filter = [
        ("championship__season", LabelledFilter),
        ("championship", WithinSeasonFilter),
    ]
    search_fields = [
        "championship__name",
        "championship__season__name",
        "championship__season__series__name",
    ]
    ordering = ["-championship__season__starts_on", "championship", "from_round"]
    autocomplete_fields = ["championship", *SCALES, *LISTS]
    fixed = ["championship"]
    inlines = [SessionScaleInline]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related(*self.list_select_related)
        return rows.prefetch_related(*LISTS)

    @admin.display(description=gettext_lazy("what they say"))
    def answers(self, rules):
        return answers_in_short(rules)

    # The page of a new version

    def get_inlines(self, request, obj):
        """Single sessions can be chosen once it is known of which championship."""
        is_known = "session_scales-TOTAL_FORMS" in request.POST or (
            request.method == "GET" and championship_named(request)
        )
        return super().get_inlines(request, obj) if obj or is_known else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        championship = championship_named(request) if obj is None else None
        for name in [*SCALES, *LISTS] if championship else ():
            if name in form.base_fields:
                offer_season(form.base_fields[name], championship.season_id)
        return form

    def get_changeform_initial_data(self, request):
        """A further version begins as a copy of the newest one, from the next round on."""
        initial = super().get_changeform_initial_data(request)
        championship = championship_named(request)
        newest = newest_version(championship)
        if newest is None:
            return initial
        copied = {name: getattr(newest, name) for name in ANSWERS}
        lists = {name: list(getattr(newest, name).all()) for name in LISTS}
        after = next_unpublished_round(championship) or newest.from_round + 1
        return {**copied, **lists, "from_round": max(after, newest.from_round + 1), **initial}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and obj.pk is None:
            kwargs["initial"] = copied_lines(championship_named(request))
        return kwargs

    # The way out of a change of what is published

    def ways_out(self, request, object_id):
        championship = self._championship(request, object_id)
        title = _("Make a new version")
        after = next_unpublished_round(championship)
        if after is None:
            text = _("Every round of the calendar is published: no later one could count anew.")
            return [{"title": title, "text": text}]
        sent = [
            (name, value)
            for name, value in sent_again(
                request.POST,
                championship=championship.pk,
                from_round=after,
                **{"session_scales-INITIAL_FORMS": 0},
            )
            if not (name.startswith("session_scales-") and name.endswith(("-id", "-rules")))
        ]
        return [
            {
                "title": _("Make a new version from round %(number)s on") % {"number": after},
                "text": _("What you typed, for the rounds to come. Published tables stay."),
                "button": _("New version from round %(number)s on") % {"number": after},
                "address": reverse("admin:championship_championshiprules_add"),
                "sent": [pair for pair in sent if pair[0] != "opened_after"],
            }
        ]

    def _championship(self, request, object_id):
        if object_id is None:
            return championship_named(request)
        return self.get_object(request, object_id).championship


def with_rules(championships):
    """Championships with all that the summaries of their rules read. Three queries more."""
    return championships.prefetch_related(Prefetch("rules", versions()))
