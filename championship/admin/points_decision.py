from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.models import Championship, PointsDecision
from championship.models.recipient import RECIPIENTS
from championship.queries.recipients import recipient_name

from .asking import PreviewsTables
from .base import DeskAdmin, column
from .filters import LabelledFilter

Effect = PointsDecision.Effect
# These are about a line of a table; the others about a car, of whomever it is.
ON_A_LINE = {
    Effect.POINTS,
    Effect.EXCLUDED,
    Effect.TIE_ORDER,
    Effect.NOT_DROPPABLE,
    Effect.NO_SHARE,
}


class PointsDecisionForm(forms.ModelForm):
    """A decision that could change no table at all is a mistake, and said so."""

    def clean(self):
        cleaned = super().clean()
        season = cleaned.get("season")
        if season is None:
            return cleaned
        named = list(cleaned.get("championships") or ())
        for row in named:
            if row.season_id != season.pk:
                text = _("%(row)s belongs to another season.") % {"row": row}
                self.add_error("championships", text)
        subject = next((name for name in RECIPIENTS if cleaned.get(name)), None)
        if subject and cleaned.get("effect") in ON_A_LINE:
            ranking = [
                row for row in named or season.championships.all() if row.recipient == subject
            ]
            self._check_recipients(subject, ranking, named, cleaned["effect"])
        self._check_round(cleaned)
        return cleaned

    def _check_recipients(self, subject, ranking, named, effect):
        ranks = {"recipients": dict(Championship.Recipient.choices)[subject]}
        if not ranking:
            text = _("None of these championships ranks %(recipients)s: nothing would change.")
            self.add_error(subject, text % ranks)
        elif effect == Effect.POINTS and not named and len(ranking) > 1:
            # Whoever has no results there would be listed with these points alone.
            text = _("Several championships rank %(recipients)s: choose whose points these are.")
            self.add_error("championships", text % ranks)

    def _check_round(self, cleaned):
        session, chosen = cleaned.get("session"), cleaned.get("round")
        if session and session.round_id is None:
            self.add_error("session", _("This session belongs to no round and gives no points."))
        elif session and chosen and session.round_id != chosen.pk:
            self.add_error("round", _("The session belongs to another round."))


@admin.register(PointsDecision)
class PointsDecisionAdmin(PreviewsTables, DeskAdmin):
    """Stewards' rulings on points. In force they change the tables, as drafts nothing."""

    form = PointsDecisionForm
    fieldsets = [
        (None, {"fields": ["season", "state", "effect"]}),
        (
            gettext_lazy("Whom it is about"),
            {
                "description": gettext_lazy(
                    "One of these; none if it is about a whole session. A decision about a "
                    "driver is felt by the car too where the driver drove alone."
                ),
                "fields": RECIPIENTS,
            },
        ),
        (
            gettext_lazy("What it changes"),
            {
                "fields": [
                    "championships",
                    "session",
                    "round",
                    "value",
                    "keeps_place",
                    "keeps_points",
                    "shown_as",
                ]
            },
        ),
        (
            gettext_lazy("Document"),
            {"fields": ["number", "decided_on", "article", "reason", "document"]},
        ),
    ]
    list_display = [
        "decision",
        "subject",
        "effect",
        "value",
        "state",
        "round",
        "session",
        column("season", gettext_lazy("season")),
    ]
    list_select_related = [
        "entry__team",
        "driver",
        "team",
        "manufacturer",
        "round",
        "session",
        "season__series",
    ]
    list_filter = [("season", LabelledFilter), "state", "effect"]
    search_fields = [
        "=number",
        "reason",
        "entry__number",
        "driver__family_name",
        "team__name",
        "season__name",
        "season__series__name",
    ]
    ordering = ["-season__starts_on", "season", "round__number", "number", "pk"]
    autocomplete_fields = ["season", *RECIPIENTS, "championships", "session", "round"]
    fixed = ["season"]

    @admin.display(description=gettext_lazy("decision"), ordering="number")
    def decision(self, decision):
        return str(decision)

    @admin.display(description=gettext_lazy("about"), empty_value="–")
    def subject(self, decision):
        return recipient_name(decision.subject) if decision.subject else None

    def save_model(self, request, obj, form, change):
        if "_preview" in request.POST and obj.state == PointsDecision.State.DRAFT:
            obj.state = PointsDecision.State.IN_FORCE  # taken back with everything else
        super().save_model(request, obj, form, change)

    def preview_note(self, request):
        if request.POST.get("state") == PointsDecision.State.DRAFT:
            return _("This is what the draft would change once it is in force.")
        return ""
