from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import Championship, ChampionshipRules, PointsScale
from championship.queries.versions import next_unpublished_round

from .asking import AsksFirst, sent_again
from .base import DeskAdmin, column
from .filters import LabelledFilter
from .from_preset import ScalesForm, StartsFromPreset
from .summaries import scale_in_short


@admin.register(PointsScale)
class PointsScaleAdmin(StartsFromPreset, AsksFirst, DeskAdmin):
    preset_form = ScalesForm
    preset_needs = ["add_pointsscale"]
    list_display = [
        "name",
        column("season", gettext_lazy("season")),
        "in_short",
        "pole_points",
        "fastest_lap_points",
    ]
    list_select_related = ["season__series"]
    list_filter = [("season", LabelledFilter)]
    search_fields = ["name", "season__name", "season__series__name"]
    ordering = ["-season__starts_on", "season", "name"]
    autocomplete_fields = ["season"]
    prepopulated_fields = {"slug": ["name"]}
    fixed = ["season"]

    @admin.display(description=gettext_lazy("points"))
    def in_short(self, scale):
        return scale_in_short(scale)

    def ways_out(self, request, object_id):
        """Another scale with what was typed, which rules of later rounds can name."""
        scale = self.get_object(request, object_id)
        championships = users_of(scale)
        rounds = {row: next_unpublished_round(row) for row in championships}
        later = {row: number for row, number in rounds.items() if number is not None}
        title = _("Leave it as it is and make another scale")
        if not later:
            text = _("Every round of the calendar is published: no later one could count anew.")
            return [{"title": title, "text": text}]
        first = min(later.values())
        name = _("%(name)s, from round %(number)s") % {"name": scale.name, "number": first}
        sent = sent_again(
            request.POST, season=scale.season_id, name=name[:60], slug=f"{scale.slug[:30]}-{first}"
        )
        add = reverse("admin:championship_championshiprules_add")
        return [
            {
                "title": title,
                "text": _(
                    "What you typed becomes a new scale. Then name it in a new version of the "
                    "rules of each championship, for the rounds to come:"
                ),
                "links": [
                    {
                        "url": f"{add}?championship={row.pk}&from_round={number}",
                        "name": _("%(championship)s: new version from round %(number)s on")
                        % {"championship": row, "number": number},
                    }
                    for row, number in later.items()
                ],
                "button": _("New points scale"),
                "address": reverse("admin:championship_pointsscale_add"),
                "sent": [pair for pair in sent if pair[0] != "opened_after"],
            }
        ]


def users_of(scale):
    """The championships whose rules name a scale."""
    naming = Q(race_scale=scale) | Q(sprint_scale=scale) | Q(qualifying_scale=scale)
    rules = ChampionshipRules.objects.filter(naming | Q(session_scales__scale=scale))
    return Championship.objects.filter(rules__in=rules).distinct().prefetch_related("feeds")
